"""Deletions of operations whose work others can do."""

import numpy as np

from evaluators.compiled.whole.words import decode_words, encode_words
from evo.compiled.rng import seed_words
from evo.compiled.whole.whole_breed import make_hands
from evo.compiled.whole.whole_renew import delete_operations
from evo.compiled.whole.whole_store import Genome, best_error, enter, make_genome
from evo.compiled.whole.whole_tune import begin, error_of, make_bench, refit
from evo.compiled.whole.whole_vary import absorb, tidy
from evo.whole.domain import domain_of
from evo.whole.epoch import first_state, rules_of
from evo.whole.problem import GROWN, WholeProblem, WholeSettings
from search_spaces.whole.whole_targets import RELATIVE
from search_spaces.whole.words import WordsProgram, parse_words

HORNER = parse_words(
    "words x\nh = fma(x, 0.5, 1.0)\nr = mul(h, x)\na = fma(r, 0.25, 0.5)\nb = fma(a, r, 2.0)\ny = mul(b, h)\nreturn y\n"
)
"""h p(r) with r = h x, p of degree 2; its leading coefficient can be 1 where h is another multiple and r is moved."""


def genome_of(program: WordsProgram) -> tuple[Genome, int]:
    code, genome = encode_words(program), make_genome()
    n = len(code.op)
    genome.op[:n], genome.arg[:n], genome.word[:n] = code.op, code.arg, code.word
    return genome, n


def test_the_product_before_a_deleted_scale_becomes_an_fma():
    hands, stream = make_hands(), seed_words(1, 2, 3)
    seen = set()
    for _ in range(60):
        genome, n = genome_of(HORNER)
        n = tidy(genome, absorb(genome, n, stream), hands.live, hands.number)
        program = decode_words(genome.op[:n], genome.arg[:n], genome.word[:n])
        seen.add(tuple((i.op, i.args) for i in program.instrs))
        assert n == 4
    ops = {tuple(op for op, _ in program) for program in seen}
    assert ops == {("mul", "fma", "fma", "mul"), ("fma", "fma", "fma", "mul")}


def test_a_program_with_nothing_to_absorb_has_no_such_deletion():
    genome, n = genome_of(parse_words("words x\na = mul(x, x)\nb = shr(a, 1)\nreturn b\n"))
    assert absorb(genome, n, seed_words(1, 2, 3)) == 0


def target(x: np.ndarray) -> np.ndarray:
    """The program itself, exactly."""
    v = x.astype(np.float64)
    h = 0.5 * v + 1.0
    r = h * v
    return h * (r * (0.25 * r + 0.5) + 2.0)


def test_a_scale_is_absorbed_by_constants_that_are_there():
    problem = WholeProblem(domain_of([(0.0, 1.0)]), RELATIVE, target, WholeSettings(max_ops=6))
    points = problem.sample(np.empty(0, np.float32), GROWN, np.random.default_rng(0))
    bench, hands, whole = make_bench(), make_hands(), first_state(problem).whole
    begin(points, bench)
    genome, n = genome_of(HORNER)
    error = refit(genome, n, error_of(genome, n, points, bench), 8, 1.0, points, bench)
    enter(whole, n, genome, n, error)
    delete_operations(whole, rules_of(problem), points, bench, hands, seed_words(1, 2, 3), 200_000)
    assert best_error(whole, 4) < 1e-6

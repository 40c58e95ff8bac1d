"""Heads of every kind against a definition in NumPy, and the programs that they become."""

from typing import NamedTuple

import numpy as np
import pytest

from evaluators.compiled.whole.word_heads import ADDED, BITS, NO_READ, RATIONAL, SCALED, SHIFTED, SIGNED
from evaluators.compiled.whole.words import decode_words, encode_words
from evo.compiled.rng import seed_words
from evo.compiled.whole.found_kernels import inline, make_found
from evo.compiled.whole.head_shifts import shift_target
from evo.compiled.whole.whole_expand import BY_DIVISION, CENTRED, SPLIT, count_forms, expand, extract
from evo.compiled.whole.whole_heads import (
    error_of_head,
    forget_heads,
    lay_out,
    lay_target,
    linear_heads,
    make_desk,
    pick_sign,
    rational_heads,
    read,
    run_prologue,
    shifted_heads,
    sum_reads,
    turn_target,
)
from evo.compiled.whole.whole_store import Genome, copy_genome, make_genome
from evo.compiled.whole.whole_tune import begin, make_bench
from evo.compiled.whole.whole_vary import FIRST_FOUND
from evo.whole.sample import points_of
from search_spaces.whole.words import WordsProgram, evaluate_words, parse_words

PROLOGUE = parse_words("words x\na = fma(x, 0.75, 0.25)\nr = fma(a, a, 1.5)\ns = sqrt(r)\nt = mul(r, s)\nreturn t\n")
R, S, N = 4, 6, 4
"""Reads of values 2 and 3 as floats, and the prologue's instructions."""
DIVISION = parse_words(
    "words x\ny = isub(0x7ef311c7, x)\ne = fma(x, y, -2.0)\nz = mul(y, e)\nd = fma(x, z, 2.0)\nw = mul(z, d)\n"
    "f = neg(w)\ng = mul(x, f)\nh = sub(2.0, g)\nk = mul(f, h)\nreturn k\n"
)
NONE = make_found([])
X = np.concatenate([-np.geomspace(0.01, 2.0, 31)[::-1], np.geomspace(0.01, 2.0, 33)]).astype(np.float32)
_R = (0.75 * X.astype(np.float64) + 0.25) ** 2 + 1.5
TARGET = np.exp(-0.5 * _R) + 0.2 * np.sqrt(_R)
"""Positive, a function of r."""


class Row(NamedTuple):
    """A kind of head, degrees of p and of q, and a largest difference of program and definition."""

    form: int
    s: int
    above: int
    below: int
    apart: float


# fmt: off
ROWS = (
    Row(SCALED,   S,       3, 0, 2e-6),
    Row(SCALED,   R,       0, 0, 2e-6),
    Row(ADDED,    S,       2, 0, 4e-6),
    Row(ADDED,    NO_READ, 3, 0, 2e-6),
    Row(ADDED,    S,       0, 0, 2e-6),
    Row(BITS,     NO_READ, 0, 0, 4e-5),
    Row(RATIONAL, NO_READ, 0, 1, 2e-6),
    Row(RATIONAL, S,       0, 1, 2e-6),
    Row(RATIONAL, S,       1, 2, 2e-6),
    Row(RATIONAL, NO_READ, 2, 2, 2e-5),
)
# fmt: on


def genome_of(program: WordsProgram) -> tuple[Genome, int]:
    code, genome = encode_words(program), make_genome()
    n = len(code.op)
    genome.op[:n], genome.arg[:n], genome.word[:n] = code.op, code.arg, code.word
    return genome, n


def program_of(genome: Genome, n: int) -> WordsProgram:
    return decode_words(genome.op[:n], genome.arg[:n], genome.word[:n])


def laid_out(f: np.ndarray):
    """Sample, bench and desk with the prologue run and read."""
    points, bench, desk = points_of(X, f, "absolute"), make_bench(), make_desk()
    genome, n = genome_of(PROLOGUE)
    begin(points, bench)
    lay_out(points, bench, desk)
    assert run_prologue(genome, n, NONE, points, bench, desk) == n
    read(1, n + 1, points, bench, desk)
    return points, bench, desk


def reads() -> tuple[np.ndarray, np.ndarray]:
    """r and s by the definition of words."""
    first = PROLOGUE.first_instr
    values = [
        evaluate_words(WordsProgram(PROLOGUE.constants, PROLOGUE.instrs, first + k), X.view(np.uint32)) for k in (1, 2)
    ]
    r, s = (word.view(np.float32).astype(np.float64) for word in values)
    return r, s


def defined(row: Row, f: np.ndarray) -> np.ndarray:
    """The head's values by NumPy's least squares in float64."""
    r, s = reads()
    t = (r - 0.5 * (r.max() + r.min())) / (0.5 * (r.max() - r.min()))
    factor = np.ones_like(t) if row.s == NO_READ else s if row.s == S else r
    if row.form == BITS:
        word = f.astype(np.float32).view(np.int32).astype(np.float64)
        line = np.polynomial.polynomial.polyval(t, np.polynomial.polynomial.polyfit(t, word, 1))
        return line.astype(np.int32).view(np.float32).astype(np.float64)
    powers = np.vander(t, row.above + 1, increasing=True)
    if row.form == SCALED:
        columns = powers * factor[:, None]
    elif row.form == ADDED:
        columns = powers if row.s == NO_READ else np.column_stack([powers, factor])
    else:
        return quotient(t, factor, powers, f, row.below)
    return columns @ np.linalg.lstsq(columns, f, rcond=None)[0]


def quotient(t: np.ndarray, factor: np.ndarray, powers: np.ndarray, f: np.ndarray, below: int) -> np.ndarray:
    q = np.ones_like(t)
    c = np.zeros(powers.shape[1])
    for _ in range(3):
        lower = np.vander(t, below + 1, increasing=True)[:, 1:]
        columns = np.column_stack([powers * factor[:, None], -lower * f[:, None]]) / q[:, None]
        c = np.linalg.lstsq(columns, f / q, rcond=None)[0]
        q = 1.0 + lower @ c[powers.shape[1] :]
    return factor * (powers @ c[: powers.shape[1]]) / q


def divisions_of(row: Row, form: int) -> tuple[int, ...]:
    """The division of the table of operations, where the form has it, and the first program that divides."""
    return (BY_DIVISION,) if row.form != RATIONAL else (0,) if form & SPLIT else (BY_DIVISION, 0)


def is_split(row: Row) -> bool:
    """True for the quotient of two polynomials of one degree, without s."""
    return row.form == RATIONAL and row.above == row.below and row.s == NO_READ


CASES = [(row, form) for row in ROWS for form in (0, CENTRED, *((SPLIT, SPLIT | CENTRED) if is_split(row) else ()))]


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize(("row", "form"), CASES, ids=lambda case: "-".join(map(str, np.ravel(case))))
def test_a_head_fitted_is_the_program_that_it_expands_to(row, form, signed):
    sign = np.where(np.signbit(X), -1.0, 1.0) if signed else np.ones(len(X))
    points, bench, desk = laid_out(TARGET * sign)
    head = np.array([row.form + (SIGNED if signed else 0), R, row.s, 0 if signed else NO_READ], np.int64)
    wanted = defined(row, TARGET) * sign
    found = make_found([DIVISION])
    assert count_forms(head, row.above, row.below, 0) == (4 if is_split(row) else 2)
    for division in divisions_of(row, form):
        out, n = genome_of(PROLOGUE)
        n = expand(out, n, head, row.above, row.below, form, division, found, points, bench, desk)
        if row.form == BITS and form == CENTRED:
            assert n == 0  # a line in the integers of a word reads r as an integer
            continue
        assert n > 4
        got = evaluate_words(program_of(out, n), X.view(np.uint32)).view(np.float32)
        assert np.max(np.abs(got - wanted)) < row.apart * np.max(np.abs(TARGET))


@pytest.mark.parametrize("kind", [SCALED, ADDED, RATIONAL, SIGNED + SCALED, SIGNED + RATIONAL])
def test_the_target_is_as_before_when_a_head_has_been_fitted_and_expanded(kind):
    points, bench, desk = laid_out(TARGET * np.where(np.signbit(X), -1.0, 1.0) if kind >= SIGNED else TARGET)
    before = desk.b.copy(), desk.line.copy(), desk.base[:2].copy()
    head = np.array([kind, R, S, 0 if kind >= SIGNED else NO_READ], np.int64)
    error = error_of_head(head, points, bench, desk)
    assert 0.0 < error < 1.0
    out, n = genome_of(PROLOGUE)
    assert expand(out, n, head, 2, 2, 0, BY_DIVISION, NONE, points, bench, desk) > n
    assert all(np.array_equal(a, b) for a, b in zip(before, (desk.b, desk.line, desk.base[:2]), strict=True))
    assert error_of_head(head, points, bench, desk) == error


def test_heads_with_a_sign_are_found_where_the_target_has_that_of_a_value():
    r, s = reads()
    f = np.sign(X) * (1.0 + 0.5 * r * s + 0.25 * (r * s) ** 2)
    points, bench, desk = laid_out(f)
    stream = seed_words(1, 2, 3, 4)
    drawn = {int(pick_sign(N, points, bench, desk, stream)) for _ in range(50)}
    assert drawn == {NO_READ, 0, 1}  # a = 0.75 x + 0.25 has both signs as well
    forget_heads(desk)
    linear_heads(N, False, NO_READ, points, bench, desk)
    turn_target(0, points, bench, desk)
    sum_reads(0, N + 1, points, desk)
    linear_heads(N, False, 0, points, bench, desk)
    rational_heads(N, False, 0, points, bench, desk, stream)
    assert max(desk.best[SIGNED + ADDED], desk.best[SIGNED + RATIONAL]) < 1e-3 * min(
        desk.best[SCALED], desk.best[ADDED]
    )
    assert desk.which[SIGNED + ADDED, 3] == 0


SPLIT_X = parse_words("words x\na = round(x)\nr = sub(x, a)\nk = to_int(a)\nt = shl(k, 23)\nu = iadd(t, r)\nreturn u\n")
"""x as integer and rest, and the integer where exponents stand; the last operation keeps them all."""


def test_heads_with_a_shift_are_found_where_the_target_has_the_exponent_of_a_value():
    x = np.linspace(-120.0, 120.0, 64).astype(np.float32)
    f = (-1.0 - (x - np.rint(x)).astype(np.float64) / 3.0) * 2.0 ** np.rint(x).astype(np.float64)
    points, bench, desk = points_of(x, f, "relative"), make_bench(), make_desk()
    (genome, _), n = genome_of(SPLIT_X), 4
    begin(points, bench)
    lay_out(points, bench, desk)
    run_prologue(genome, n, NONE, points, bench, desk)
    read(1, n + 1, points, bench, desk)
    before = desk.b.copy(), desk.line.copy(), desk.base[:2].copy()
    forget_heads(desk)
    linear_heads(n, True, NO_READ, points, bench, desk)
    assert desk.best[[SCALED, ADDED]].min() > 0.1
    shifted = shift_target(n, points, bench, desk)
    sum_reads(0, n + 1, shifted, desk)
    shifted_heads(n, n, True, shifted, bench, desk)
    lay_target(points, desk)
    sum_reads(0, 1, points, desk)
    assert desk.best[SHIFTED + ADDED] < 1e-6
    head = desk.which[SHIFTED + ADDED].copy()
    assert head.tolist() == [SHIFTED + ADDED, 4, NO_READ, n]
    assert error_of_head(head, points, bench, desk) == pytest.approx(desk.best[SHIFTED + ADDED], abs=1e-12)
    m = expand(genome, n, head, 1, 0, 0, BY_DIVISION, NONE, points, bench, desk)
    got = evaluate_words(program_of(genome, m), x.view(np.uint32)).view(np.float32)
    assert np.max(np.abs(got / f - 1.0)) < 2e-7
    assert all(np.array_equal(a, b) for a, b in zip(before, (desk.b, desk.line, desk.base[:2]), strict=True))


def test_a_head_keeps_what_it_needs_of_its_prologue():
    genome, n = genome_of(PROLOGUE)
    out, moved = make_genome(), np.zeros(4, np.int64)
    live, number = np.zeros(50, np.bool_), np.zeros(50, np.int64)
    head = np.array([SIGNED + RATIONAL, R, NO_READ, 1], np.int64)
    m = extract(genome, n, head, live, number, out, moved)
    assert m == 2
    assert moved.tolist() == [SIGNED + RATIONAL, 4, NO_READ, 1]
    assert str(program_of(out, m)) == "words x\nv0 = fma(x, 0.75, 0.25)\nv1 = fma(v0, v0, 1.5)\nreturn v1\n"


def test_a_found_kernel_is_an_operation_and_runs_inlined():
    doubled = parse_words("words x\na = add(x, x)\nb = mul(a, x)\nreturn b\n")
    genome, n = genome_of(parse_words("words x\na = add(x, 1.0)\nb = neg(a)\nc = mul(b, x)\nreturn c\n"))
    genome.op[1] = FIRST_FOUND
    flat, place = make_genome(), np.zeros(17, np.int64)
    m = inline(genome, n, make_found([doubled]), flat, place)
    assert m == 4
    assert place[:4].tolist() == [0, 1, 3, 4]
    x = np.linspace(-2.0, 2.0, 99).astype(np.float32)
    b = evaluate_words(doubled, (x + np.float32(1.0)).view(np.uint32)).view(np.float32)
    got = evaluate_words(program_of(flat, m), x.view(np.uint32)).view(np.float32)
    assert np.array_equal(got, b * x)
    copy_genome(flat, m, genome)
    assert inline(genome, m, make_found([doubled]), flat, place) == m

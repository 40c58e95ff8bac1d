"""An epoch of an island: a pure function of its state, the problem and the seed, as long as so many evaluations."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.word_heads import KINDS
from evaluators.compiled.whole.word_scores import WRONG, Points
from evaluators.compiled.whole.words import encode_words
from evo.compiled.rng import seed_words
from evo.compiled.whole.found_kernels import make_found
from evo.compiled.whole.whole_breed import WholeRules, breed_programs, make_hands
from evo.compiled.whole.whole_heads import make_desk
from evo.compiled.whole.whole_prologues import breed_prologues
from evo.compiled.whole.whole_renew import delete_operations, refit_programs, rescore
from evo.compiled.whole.whole_scan import scan_prologues
from evo.compiled.whole.whole_store import Shelf, enter, make_genome, make_shelf
from evo.compiled.whole.whole_tune import make_bench
from evo.compiled.whole.whole_vary import FIRST_FOUND
from evo.whole.archive import GENERATION, Entry, better, checked, front
from evo.whole.crude import crude_programs
from evo.whole.lives import IDLE, PATIENCE, life_units, settings_of_life
from evo.whole.polish import polished
from evo.whole.problem import GROWN, WholeProblem, auxiliary_lines


@dataclass(frozen=True)
class IslandState:
    """An island between epochs.

    Attributes:
        whole: Programs, a niche an operation count.
        prologues: Prologues, a niche a cost and kind of head; for exact targets specialists, a niche a stretch of the line.
        extra: Counter-examples, the newest last.
        archive: Best entry of each operation count, by its error on the dense pool.
        evaluations: Spent so far.
        counts: Evaluations, programs bred, prologues bred.
        idle: Epochs among others since the archive last got better.
        age: Epochs since the island began from y = x.
        begun: Times that it began from y = x.
        alone: Epochs to come in which it takes no migrants.
    """

    whole: Shelf
    prologues: Shelf
    extra: NDArray[np.float32]
    archive: tuple[Entry, ...] = ()
    evaluations: int = 0
    counts: tuple[int, ...] = field(default=(0, 0, 0))
    idle: int = 0
    age: int = 0
    begun: int = 1
    alone: int = PATIENCE


ROUND = 50_000
"""Evaluations of one round: each kind of work gets its share of them."""


FOUND_SHARE = 2
"""Times that a found kernel is drawn as an operation for each of the others."""


def first_state(problem: WholeProblem) -> IslandState:
    """An island that knows y = x alone."""
    s = problem.settings
    prologues = make_shelf((problem.prologue_cost + 1) * KINDS, s.prologue_slots)
    return IslandState(make_shelf(s.longest + 1, s.slots), prologues, np.empty(0, np.float32))


def rules_of(problem: WholeProblem) -> WholeRules:
    """Settings as the compiled loops take them."""
    s = problem.settings
    heads = (s.int_reads, float(s.auxiliary), float(s.products), s.by_head)
    codes = problem.codes()
    drawn = np.concatenate([codes, *[FIRST_FOUND + np.arange(len(problem.found))] * FOUND_SHARE])
    found = (
        drawn,
        make_found(problem.found),
        make_found(problem.divisions),
        "div" in s.ops,
        s.rational,
        s.signed,
        s.shifted,
    )
    return WholeRules(codes, s.longest, float(s.pool), float(s.crossing), *heads, *found)


def copied(shelf: Shelf) -> Shelf:
    """The same programs in arrays of their own."""
    return Shelf(*(array.copy() for array in shelf))


def run_epoch(
    problem: WholeProblem,
    state: IslandState,
    migrants: tuple[Entry, ...],
    evaluations: int,
    keys: tuple[int, int, int],
) -> IslandState:
    """The island's next state; `keys` are the campaign's seed, the island and the epoch.

    An island lives alone at first, then takes migrants. Where its archive has not got better for IDLE epochs then, it
    begins anew from y = x with settings drawn for this life (lives.py), keeps archive and counter-examples, and is alone again.
    """
    rng = np.random.default_rng([*keys, 1])
    anew = state.idle >= IDLE
    age = 0 if anew else state.age
    begun = state.begun + anew
    alone = PATIENCE * life_units(begun) if anew else state.alone
    settings = settings_of_life(problem.settings, keys[0], keys[1], begun)
    points = problem.sample(state.extra, age if settings.curriculum else GROWN, rng)
    empty = first_state(problem)
    whole, prologues = (
        copied(shelf) for shelf in ((empty if anew else state).whole, (empty if anew else state).prologues)
    )
    bench, desk, hands = make_bench(), make_desk(), make_hands()
    returning = front(state.archive) if keys[2] % RETURN == 0 and (alone == 0 or begun == 1) else ()
    settle_migrants(whole, (*(migrants if alone == 0 else ()), *returning))
    rescore(whole, prologues, make_found(problem.found), points, bench, desk, hands)
    _breed(
        replace(problem, settings=settings),
        (whole, prologues),
        points,
        (bench, desk, hands, seed_words(*keys, 2)),
        evaluations,
    )
    archive, extra = checked(problem, state.archive, state.extra, whole, keys[2])
    if keys[2] % RETURN == RETURN - 1 and points.kind != WRONG:
        dense = problem.dense(keys[2] // GENERATION)
        leading = front(archive)
        archive = tuple(polished(e, dense, problem.error, bench, rng) if e in leading else e for e in archive)
    idle = 0 if alone or anew or better(archive, state.archive) else state.idle + 1
    spent = state.evaluations + int(bench.counts[0])
    counts = tuple(a + int(b) for a, b in zip(state.counts, bench.counts[:3], strict=True))
    return IslandState(whole, prologues, extra, archive, spent, counts, idle, age + 1, begun, max(0, alone - 1))


def _breed(
    problem: WholeProblem, shelves: tuple[Shelf, Shelf], points: Points, tools: tuple[Any, ...], evaluations: int
) -> None:
    """Rounds of work until the evaluations are spent; each kind of work gets its share of a round."""
    (whole, prologues), (bench, desk, hands, stream) = shelves, tools
    rules = rules_of(problem)
    work = (rules, points, bench, hands, stream)
    auxiliary = auxiliary_lines(points)
    crude = crude_programs(points, auxiliary if rules.auxiliary > 0.0 else auxiliary[:0])
    shares = problem.settings.shares(points.kind != WRONG)
    special = prologues if points.kind == WRONG else make_shelf(1, 1)
    end = int(bench.counts[0]) + evaluations
    while bench.counts[0] < end:
        breed_programs(whole, special, *work, int(shares.programs * ROUND))
        if shares.prologues > 0.0:
            desks = (rules, points, bench, desk, hands, stream)
            breed_prologues(whole, prologues, crude, auxiliary, *desks, int(shares.prologues * ROUND))
        if shares.scans > 0.0:
            scan_prologues(
                whole, prologues, crude, rules, points, bench, desk, hands, stream, int(shares.scans * ROUND)
            )
        refit_programs(whole, *work, int(shares.refits * ROUND))
        if shares.deletions > 0.0:
            delete_operations(whole, *work, int(shares.deletions * ROUND))


RETURN = 4
"""Epochs between two returns of the archive to the population; before each its constants are fitted by exchange."""


def settle_migrants(whole: Shelf, migrants: tuple[Entry, ...]) -> None:
    """Put migrants in place of the worst of their niches; their errors are taken anew with all others."""
    for entry in migrants:
        code = encode_words(entry.program)
        n = len(code.op)
        if n < len(whole.size):
            genome = make_genome()
            genome.op[:n], genome.arg[:n], genome.word[:n] = code.op, code.arg, code.word
            enter(whole, n, genome, n, -1.0 - entry.error)

"""One epoch of whole kernels, compiled: turns of breeding programs, of breeding prologues, of refits and of deletions."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_scores import CRUDE, WRONG, wrong_between
from evaluators.compiled.whole.words import MOST_WORD_OPS
from evo.compiled.rng import below, uniform
from evo.compiled.whole.found_kernels import Found, inline_here
from evo.compiled.whole.whole_store import (
    WORST,
    Genome,
    best_error,
    enter,
    load,
    make_genome,
)
from evo.compiled.whole.whole_tune import error_of, pattern, refit, run_all, tune
from evo.compiled.whole.whole_vary import tidy, vary_once

STRETCHES = 16
"""Of a sample, for specialists of exact targets."""


class WholeRules(NamedTuple):
    """Settings of an epoch.

    Attributes:
        ops: Codes of the operations that may be drawn.
        max_ops: Most operations of a program.
        pool: Share of constants drawn from generic words.
        crossing: Chance that a variation is a crossover.
        int_reads: Whether heads read integers as numbers.
        auxiliary: Chance that a prologue gets a crude value of an auxiliary target.
        products: Chance that a prologue gets products of values.
        by_head: Whether prologues have niches by kind of head.
        with_found: Codes of the operations, those of found kernels among them.
        found: Found kernels that are operations.
        divisions: Programs for 1 / x, of which rational heads become programs.
        has_division: Whether div is among the operations.
        rational: Whether heads may be rational.
        signed: Whether heads may have the sign of a value.
        shifted: Whether heads may have the integer of a value added to their word.
    """

    ops: np.ndarray
    max_ops: int
    pool: float
    crossing: float
    int_reads: bool
    auxiliary: float
    products: float
    by_head: bool
    with_found: np.ndarray
    found: Found
    divisions: Found
    has_division: bool
    rational: bool
    signed: bool
    shifted: bool


class Hands(NamedTuple):
    """Programs under work, and scratch of variations."""

    child: Genome
    donor: Genome
    spare: Genome
    live: np.ndarray
    number: np.ndarray


def make_hands() -> Hands:
    """Scratch for one thread."""
    flags = (np.zeros(MOST_WORD_OPS + 1, np.bool_), np.zeros(MOST_WORD_OPS + 2, np.int64))
    return Hands(make_genome(), make_genome(), make_genome(), *flags)


@strict
def pick_niche(shelf, lowest, rng):
    """A random niche that is not empty, from `lowest` on; -1 where there is none."""
    chosen = -1
    seen = 0
    for niche in range(lowest, len(shelf.size)):
        if shelf.size[niche] > 0:
            seen += 1
            if below(rng, seen) == 0:
                chosen = niche
    return chosen


@strict
def pick_front(shelf, rng):
    """A random niche among those whose best is better than all before; -1 where there is none."""
    chosen = -1
    seen = 0
    best = WORST
    for niche in range(len(shelf.size)):
        error = best_error(shelf, niche)
        if error < 0.95 * best:
            best = error
            seen += 1
            if below(rng, seen) == 0:
                chosen = niche
    return chosen


@strict
def pick_slot(shelf, niche, rng):
    """The better of two random slots."""
    a = below(rng, shelf.size[niche])
    b = below(rng, shelf.size[niche])
    return a if shelf.error[niche, a] <= shelf.error[niche, b] else b


@strict
def settle(shelf, genome, n, error, rules, points, bench, rng):
    """Enter a program of the first population; refit it first where it is near the best of its niche. The slot or -1."""
    best = best_error(shelf, n)
    if error < CRUDE and points.kind != WRONG and error < 2.0 * best:
        error = refit(genome, n, error, 8, 2.0 * best, points, bench)
        if error < 1.1 * best:
            error = error_of(genome, n, points, bench)
            error = pattern(genome, n, error, 10, points, bench)
    return enter(shelf, n, genome, n, error)


@strict
def load_parent(whole, special, genome, rng):
    """A parent from the niches, or where there are specialists now and then one of them; its instructions."""
    niche = pick_niche(special, 0, rng)
    if niche >= 0 and uniform(rng) < 0.3:
        return load(special, niche, pick_slot(special, niche, rng), genome)
    niche = pick_front(whole, rng) if uniform(rng) < 0.5 else pick_niche(whole, 0, rng)
    return load(whole, niche, pick_slot(whole, niche, rng), genome) if niche >= 0 else 0


@strict
def settle_special(special, genome, n, points, bench):
    """Enter a program that is right where few are: a niche a stretch of the sample, which is in the order of the line.

    Rows must be the program's. Operations decide between programs that are wrong as often.
    """
    count = len(points.x)
    for k in range(STRETCHES):
        first, last = count * k // STRETCHES, count * (k + 1) // STRETCHES
        wrong = wrong_between(bench.i, n, points, first, last)
        if wrong < 0.5:
            enter(special, k, genome, n, wrong + 1e-3 * n)


@strict
def whole_turn(whole, special, rules, points, bench, hands, rng):
    """Breed one program: parent, variation, moves of constants."""
    n = load_parent(whole, special, hands.child, rng)
    m = load_parent(whole, special, hands.donor, rng)
    while True:
        n = vary_once(hands.child, n, hands.donor, m, hands.spare, rules.with_found, rules.pool, rules.crossing, rng)
        if n == 0 or uniform(rng) > 0.5:
            break
    n = inline_here(hands.child, n, rules.found, hands.spare, hands.number)
    if n == 0:
        return
    n = tidy(hands.child, n, hands.live, hands.number)
    if n == 0 or n > rules.max_ops:
        return
    bench.counts[1] += 1
    error = error_of(hands.child, n, points, bench)
    exact = points.kind == WRONG
    error = tune(hands.child, n, error, 5 if exact else 12, rules.pool, points, bench, rng)
    full = whole.size[n] == whole.error.shape[1]
    worst = 0.0
    for slot in range(whole.size[n]):
        worst = max(worst, whole.error[n, slot])
    if not full or error < (1.02 if exact else 1.3) * abs(worst):
        run_all(hands.child, n, points, bench)
        error = tune(hands.child, n, error, 25 if exact else 50, rules.pool, points, bench, rng)
        settle(whole, hands.child, n, error, rules, points, bench, rng)
    if exact:
        run_all(hands.child, n, points, bench)
        settle_special(special, hands.child, n, points, bench)


@strict
def breed_programs(whole, special, rules, points, bench, hands, rng, evaluations):
    """Breed programs until so many evaluations are spent."""
    end = bench.counts[0] + evaluations
    while bench.counts[0] < end:
        bench.counts[0] += 1
        whole_turn(whole, special, rules, points, bench, hands, rng)

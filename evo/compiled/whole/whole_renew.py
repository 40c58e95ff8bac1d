"""Work on programs that are there: refits, deletions with far restarts, and errors on a new sample."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import HEAD
from evaluators.compiled.whole.word_scores import CRUDE, WRONG, wrong_between
from evo.compiled.rng import uniform
from evo.compiled.whole.whole_breed import STRETCHES, pick_front, pick_niche, pick_slot, settle
from evo.compiled.whole.whole_heads import MOST_VALUES, error_of_head, lay_out, read, run_prologue
from evo.compiled.whole.whole_store import WORST, best_error, best_slot, enter, load
from evo.compiled.whole.whole_tune import begin, error_of, pattern, refit, restarts, run_all, tune
from evo.compiled.whole.whole_vary import absorb, bypass, tidy, upgrade, vary_once

ABSORBED = 0.4
"""Share of the deletions in which what follows is to absorb a scale."""


@strict
def refit_turn(whole, rules, points, bench, hands, rng):
    """Refit one program, or move its constants at length."""
    niche = pick_front(whole, rng) if uniform(rng) < 0.5 else pick_niche(whole, 0, rng)
    if niche < 0:
        return
    slot = best_slot(whole, niche) if uniform(rng) < 0.6 else pick_slot(whole, niche, rng)
    n = load(whole, niche, slot, hands.child)
    error = whole.error[niche, slot]
    if points.kind != WRONG and error < 20.0:
        error = refit(hands.child, n, error, 12, WORST, points, bench)
    error_of(hands.child, n, points, bench)
    error = tune(hands.child, n, error, 60 if points.kind == WRONG else 150, rules.pool, points, bench, rng)
    if error < CRUDE and points.kind != WRONG:
        error_of(hands.child, n, points, bench)
        error = pattern(hands.child, n, error, 6, points, bench)
    enter(whole, niche, hands.child, n, error)


@strict
def deletion_turn(whole, rules, points, bench, hands, rng):
    """Delete an operation of one of the best programs and restart from far constants."""
    niche = pick_front(whole, rng) if uniform(rng) < 0.6 else pick_niche(whole, 2, rng)
    if niche < 2:
        return
    slot = best_slot(whole, niche) if uniform(rng) < 0.5 else pick_slot(whole, niche, rng)
    n = load(whole, niche, slot, hands.child)
    if uniform(rng) < 0.15:
        n = vary_once(hands.child, n, hands.donor, 0, hands.spare, rules.ops, rules.pool, 0.0, rng)
        if n == 0:
            return
    absorbed = uniform(rng) < ABSORBED
    n = absorb(hands.child, n, rng) if absorbed else bypass(hands.child, n, rng)
    if n == 0:
        return
    if not absorbed and uniform(rng) < 0.5:
        n = upgrade(hands.child, n, rng)
    n = tidy(hands.child, n, hands.live, hands.number)
    if n == 0 or n > rules.max_ops:
        return
    bench.counts[1] += 1
    error = error_of(hands.child, n, points, bench)
    if points.kind == WRONG:
        error = tune(hands.child, n, error, 100, rules.pool, points, bench, rng)
    else:
        error = restarts(hands.child, n, error, 80, best_error(whole, n), points, bench, rng)
        error = error_of(hands.child, n, points, bench)
        error = tune(hands.child, n, error, 40, rules.pool, points, bench, rng)
    settle(whole, hands.child, n, error, rules, points, bench, rng)


@strict
def rescore(whole, prologues, found, points, bench, desk, hands):
    """Errors of all programs on a new sample; prologues keep their heads, fitted again; of exact targets they are specialists."""
    begin(points, bench)
    for niche in range(len(whole.size)):
        for slot in range(whole.size[niche]):
            n = load(whole, niche, slot, hands.child)
            whole.error[niche, slot] = error_of(hands.child, n, points, bench)
    if points.kind == WRONG:
        for niche in range(len(prologues.size)):
            for slot in range(prologues.size[niche]):
                n = load(prologues, niche, slot, hands.child)
                run_all(hands.child, n, points, bench)
                first, last = len(points.x) * niche // STRETCHES, len(points.x) * (niche + 1) // STRETCHES
                prologues.error[niche, slot] = wrong_between(bench.i, n, points, first, last) + 1e-3 * n
        return
    lay_out(points, bench, desk)
    head = np.empty(HEAD, np.int64)
    for niche in range(len(prologues.size)):
        for slot in range(prologues.size[niche]):
            n = min(load(prologues, niche, slot, hands.child), MOST_VALUES - 1)
            run_prologue(hands.child, n, found, points, bench, desk)
            read(1, n + 1, points, bench, desk)
            head[:] = prologues.head[niche, slot]
            prologues.error[niche, slot] = error_of_head(head, points, bench, desk)


@strict
def refit_programs(whole, rules, points, bench, hands, rng, evaluations):
    """Refit programs until so many evaluations are spent."""
    end = bench.counts[0] + evaluations
    while bench.counts[0] < end:
        bench.counts[0] += 1
        refit_turn(whole, rules, points, bench, hands, rng)


@strict
def delete_operations(whole, rules, points, bench, hands, rng, evaluations):
    """Delete operations and restart until so many evaluations are spent."""
    end = bench.counts[0] + evaluations
    while bench.counts[0] < end:
        bench.counts[0] += 1
        deletion_turn(whole, rules, points, bench, hands, rng)

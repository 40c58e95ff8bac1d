"""One epoch of whole kernels, compiled: turns of breeding programs, of breeding prologues, of refits and of deletions."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.word_heads import BIG, BITS, KINDS, fit_line
from evaluators.compiled.word_scores import CRUDE, WRONG
from evaluators.compiled.words import ARGS, MOST_WORD_OPS
from evo.compiled.rng import below, uniform
from evo.compiled.whole_heads import (
    MOST_DEGREE,
    MOST_VALUES,
    best_heads,
    emit_line,
    emit_shifted_line,
    expand,
    extract,
    lay_out,
    read,
    reads_needed,
)
from evo.compiled.whole_store import (
    WORST,
    Genome,
    best_error,
    best_slot,
    copy_genome,
    enter,
    load,
    make_genome,
)
from evo.compiled.whole_tune import begin, error_of, pattern, refit, restarts, run_all, tune
from evo.compiled.whole_vary import append_product, bypass, draw_operation, tidy, vary_once


class WholeRules(NamedTuple):
    """Settings of an epoch; shares are of turns.

    Attributes:
        ops: Codes of the operations that may be drawn.
        max_ops: Most operations of a program.
        pool: Share of constants drawn from generic words.
        crossing: Chance that a variation is a crossover.
        prologues: Share of turns that breed prologues.
        refits: Share of turns that refit a program.
        deletions: Share of turns that delete an operation and restart from far constants.
        int_reads: Whether heads read integers as numbers.
        auxiliary: Chance that a prologue gets a crude value of an auxiliary target.
        products: Chance that a prologue gets products of values.
        by_head: Whether prologues have niches by kind of head.
    """

    ops: np.ndarray
    max_ops: int
    pool: float
    crossing: float
    prologues: float
    refits: float
    deletions: float
    int_reads: bool
    auxiliary: float
    products: float
    by_head: bool


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
def whole_turn(whole, rules, points, bench, hands, rng):
    """Breed one program: parent, variation, moves of constants."""
    n = 0
    m = 0
    niche = pick_niche(whole, 0, rng)
    if niche >= 0:
        n = load(whole, niche, pick_slot(whole, niche, rng), hands.child)
        other = pick_niche(whole, 0, rng)
        m = load(whole, other, pick_slot(whole, other, rng), hands.donor)
    while True:
        n = vary_once(hands.child, n, hands.donor, m, hands.spare, rules.ops, rules.pool, rules.crossing, rng)
        if n == 0 or uniform(rng) > 0.45:
            break
    if n == 0:
        return
    n = tidy(hands.child, n, hands.live, hands.number)
    if n == 0 or n > rules.max_ops:
        return
    bench.counts[1] += 1
    error = error_of(hands.child, n, points, bench)
    error = tune(hands.child, n, error, 12, rules.pool, points, bench, rng)
    full = whole.size[n] == whole.error.shape[1]
    worst = 0.0
    for slot in range(whole.size[n]):
        worst = max(worst, whole.error[n, slot])
    if not full or error < worst + 0.3 * abs(worst):
        run_all(hands.child, n, points, bench)
        error = tune(hands.child, n, error, 50, rules.pool, points, bench, rng)
        settle(whole, hands.child, n, error, rules, points, bench, rng)


@strict
def no_twins(genome, n):
    """Whether no operation stands twice and each has an operand that is a value."""
    for t in range(n):
        for u in range(t):
            equal = genome.op[u] == genome.op[t]
            for j in range(ARGS):
                equal &= genome.arg[u, j] == genome.arg[t, j] and genome.word[u, j] == genome.word[t, j]
            if equal:
                return False
        values = False
        for j in range(ARGS):
            values |= genome.arg[t, j] >= 0
        if not values:
            return False
    return True


@strict
def add_auxiliary(genome, n, auxiliary, points, bench, desk, rng):
    """Append the words of an auxiliary target as a line in a read of a value: to_float, fma, to_int."""
    run_all(genome, n, points, bench)
    read(1, n + 1, points, bench, desk)
    r = 2 * below(rng, n + 1) + (1 if uniform(rng) < 0.8 else 0)
    line = auxiliary[below(rng, len(auxiliary))]
    if not desk.facts[r, 1] > 0.0 or fit_line(desk.mapped[r], line, len(points.x), desk.c) > 1.0:
        return n
    slope = desk.c[1] / desk.facts[r, 1]
    offset = desk.c[0] - slope * desk.facts[r, 0]
    if not (1e-30 < abs(slope) < 1e30 and abs(offset) < 1e30):
        return n
    if r % 2 == 1 and uniform(rng) < 0.6:
        m = emit_shifted_line(genome, n, r // 2, slope, offset)
        if m > n:
            return m
    return emit_line(genome, n, r, slope, offset)


@strict
def vary_prologue(genome, n, auxiliary, rules, points, bench, desk, hands, m, rng):
    """One to three variations of a prologue."""
    room = MOST_VALUES - 1
    while True:
        u = uniform(rng)
        if u < rules.auxiliary and n + 3 <= room:
            n = add_auxiliary(genome, n, auxiliary, points, bench, desk, rng)
        elif u < rules.auxiliary + rules.products and n < room:
            n = append_product(genome, n, rng)
        elif (u < rules.auxiliary + rules.products + 0.25 or n == 0) and n < room:
            draw_operation(genome, n, rules.ops, rules.pool, rng)
            n += 1
        else:
            n = vary_once(genome, n, hands.donor, m, hands.spare, rules.ops, rules.pool, rules.crossing, rng)
        if n == 0 or n > room or uniform(rng) > 0.5:
            return n


@strict
def prologue_parent(whole, prologues, hands, rng):
    """A prologue, or the beginning of a program, as a parent; its instructions."""
    niche = pick_niche(prologues, 0, rng)
    if niche >= 0 and uniform(rng) < 0.85:
        return load(prologues, niche, pick_slot(prologues, niche, rng), hands.child)
    niche = pick_niche(whole, 0, rng)
    if niche < 0:
        return 0
    n = load(whole, niche, pick_slot(whole, niche, rng), hands.child)
    return min(n, 1 + below(rng, 7))


@strict
def prologue_turn(whole, prologues, auxiliary, rules, points, bench, desk, hands, rng):
    """Breed one prologue; where it is kept, its heads become programs."""
    n = prologue_parent(whole, prologues, hands, rng)
    m = 0
    niche = pick_niche(prologues, 0, rng)
    if niche >= 0:
        m = load(prologues, niche, pick_slot(prologues, niche, rng), hands.donor)
    n = vary_prologue(hands.child, n, auxiliary, rules, points, bench, desk, hands, m, rng)
    if n == 0 or n >= MOST_VALUES or not no_twins(hands.child, n):
        return
    run_all(hands.child, n, points, bench)
    best_heads(n, rules.int_reads, points, bench, desk)
    kept = 0
    errors = (desk.best[0], desk.best[1], desk.best[2])
    heads = desk.which.copy()
    for kind in range(KINDS):
        if errors[kind] < BIG:
            m, r, s = extract(hands.child, n, heads[kind, 0], heads[kind, 1], hands.live, hands.number, hands.donor)
            cost = m + reads_needed(r, s)
            if not rules.by_head:
                niche = cost * KINDS
            else:
                niche = cost * KINDS + kind
            if m == 0 or niche >= len(prologues.size):
                continue
            slot = enter(prologues, niche, hands.donor, m, errors[kind])
            if slot >= 0:
                prologues.head[niche, slot, 0] = kind
                prologues.head[niche, slot, 1] = r
                prologues.head[niche, slot, 2] = s
                kept += 1
                grow_heads(whole, hands.donor, m, prologues.head[niche, slot], rules, points, bench, desk, hands, rng)


@strict
def grow_heads(whole, genome, n, head, rules, points, bench, desk, hands, rng):
    """Expand a prologue's head into programs of all degrees, raw and centred, and enter those that earn a place."""
    for degree in range(MOST_DEGREE + 1):
        for centred in range(2):
            if head[0] == BITS and degree > 0:
                continue
            run_all(genome, n, points, bench)
            read(1, n + 1, points, bench, desk)
            copy_genome(genome, n, hands.spare)
            m = expand(hands.spare, n, head, degree, centred == 1, points, desk)
            if m == 0 or m > MOST_WORD_OPS - 4:
                continue
            m = tidy(hands.spare, m, hands.live, hands.number)
            if m == 0 or m > rules.max_ops:
                continue
            error = error_of(hands.spare, m, points, bench)
            settle(whole, hands.spare, m, error, rules, points, bench, rng)


@strict
def refit_turn(whole, rules, points, bench, hands, rng):
    """Refit one program, or move its constants at length."""
    niche = pick_niche(whole, 0, rng)
    if niche < 0:
        return
    slot = best_slot(whole, niche) if uniform(rng) < 0.6 else pick_slot(whole, niche, rng)
    n = load(whole, niche, slot, hands.child)
    error = whole.error[niche, slot]
    if points.kind != WRONG and error < 20.0:
        error = refit(hands.child, n, error, 12, WORST, points, bench)
    error_of(hands.child, n, points, bench)
    error = tune(hands.child, n, error, 150, rules.pool, points, bench, rng)
    if error < CRUDE:
        error_of(hands.child, n, points, bench)
        error = pattern(hands.child, n, error, 6, points, bench)
    enter(whole, niche, hands.child, n, error)


@strict
def deletion_turn(whole, rules, points, bench, hands, rng):
    """Delete an operation of one of the best programs and restart from far constants."""
    niche = pick_niche(whole, 2, rng)
    if niche < 0:
        return
    slot = best_slot(whole, niche) if uniform(rng) < 0.5 else pick_slot(whole, niche, rng)
    n = load(whole, niche, slot, hands.child)
    if uniform(rng) < 0.15:
        n = vary_once(hands.child, n, hands.donor, 0, hands.spare, rules.ops, rules.pool, 0.0, rng)
        if n == 0:
            return
    n = bypass(hands.child, n, rng)
    if n == 0:
        return
    n = tidy(hands.child, n, hands.live, hands.number)
    if n == 0 or n > rules.max_ops:
        return
    bench.counts[1] += 1
    error = error_of(hands.child, n, points, bench)
    if points.kind == WRONG:
        error = tune(hands.child, n, error, 400, rules.pool, points, bench, rng)
    else:
        error = restarts(hands.child, n, error, 80, best_error(whole, n), points, bench, rng)
        error = error_of(hands.child, n, points, bench)
        error = tune(hands.child, n, error, 40, rules.pool, points, bench, rng)
    settle(whole, hands.child, n, error, rules, points, bench, rng)


@strict
def rescore(whole, prologues, points, bench, desk, hands):
    """Errors of all programs on a new sample; prologues keep their heads, fitted again."""
    begin(points, bench)
    for niche in range(len(whole.size)):
        for slot in range(whole.size[niche]):
            n = load(whole, niche, slot, hands.child)
            whole.error[niche, slot] = error_of(hands.child, n, points, bench)
    if points.kind == WRONG:
        return
    lay_out(points, bench, desk)
    for niche in range(len(prologues.size)):
        for slot in range(prologues.size[niche]):
            n = load(prologues, niche, slot, hands.child)
            run_all(hands.child, n, points, bench)
            best_heads(n, True, points, bench, desk)
            prologues.error[niche, slot] = desk.best[prologues.head[niche, slot, 0]]


@strict
def breed_whole(whole, prologues, auxiliary, points, rules, tools, evaluations, rng):
    """Turns until so many evaluations are spent."""
    bench, desk, hands = tools
    begin(points, bench)
    if points.kind != WRONG:
        lay_out(points, bench, desk)
    end = bench.counts[0] + evaluations
    share = rules.prologues if points.kind != WRONG else 0.0
    while bench.counts[0] < end:
        bench.counts[0] += 1
        u = uniform(rng)
        if u < share:
            prologue_turn(whole, prologues, auxiliary, rules, points, bench, desk, hands, rng)
        elif u < share + rules.refits:
            refit_turn(whole, rules, points, bench, hands, rng)
        elif u < share + rules.refits + rules.deletions:
            deletion_turn(whole, rules, points, bench, hands, rng)
        else:
            whole_turn(whole, rules, points, bench, hands, rng)

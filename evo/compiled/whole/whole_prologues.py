"""Breeding of prologues: variation, heads, and the programs that heads become."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import BIG, BITS, HEAD, KINDS, NO_READ, RATIONAL, SIGNED, fit_line
from evaluators.compiled.whole.words import ARGS, MOST_WORD_OPS
from evo.compiled.rng import below, uniform
from evo.compiled.whole.found_kernels import inlined_length
from evo.compiled.whole.head_shares import (
    SHIFTED_TURN,
    SIGNED_TURN,
    TURNS,
    draw_turn,
    is_rational_turn,
    pick_front_of,
    pick_niche_of,
    share_turns,
)
from evo.compiled.whole.head_shifts import pick_shift, shift_target
from evo.compiled.whole.prologue_constants import improve_kept
from evo.compiled.whole.whole_breed import pick_niche, pick_slot, settle
from evo.compiled.whole.whole_expand import (
    BY_DIVISION,
    RATIONAL_DEGREES,
    count_forms,
    emit_line,
    emit_shifted_line,
    expand,
    extract,
    head_cost,
)
from evo.compiled.whole.whole_heads import (
    MOST_DEGREE,
    MOST_INLINED,
    MOST_VALUES,
    forget_heads,
    lay_target,
    linear_heads,
    pick_sign,
    rational_heads,
    read,
    run_prologue,
    shifted_heads,
    sum_reads,
    turn_target,
)
from evo.compiled.whole.whole_store import best_slot, copy_genome, enter, load
from evo.compiled.whole.whole_tune import error_of
from evo.compiled.whole.whole_vary import append_product, draw_operation, tidy, vary_once

DIVISION_COST = 4
"""Operations by which a rational head counts more than a linear one, in the choice of niches."""


@strict
def no_twins(genome, n):
    """True if no operation stands twice and each has an operand that is a value."""
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
def add_auxiliary(genome, n, auxiliary, found, points, bench, desk, rng):
    """Append the words of an auxiliary target as a line in a read of a value: to_float, fma, to_int."""
    if run_prologue(genome, n, found, points, bench, desk) == 0 and n > 0:
        return n
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
            n = add_auxiliary(genome, n, auxiliary, rules.found, points, bench, desk, rng)
        elif u < rules.auxiliary + 0.3 * rules.products and n < room:
            n = append_product(genome, n, rng)
        elif (u < rules.auxiliary + 0.3 * rules.products + 0.25 or n == 0) and n < room:
            draw_operation(genome, n, rules.with_found, rules.pool, rng)
            n += 1
        else:
            n = vary_once(genome, n, hands.donor, m, hands.spare, rules.with_found, rules.pool, rules.crossing, rng)
        if n == 0 or n > room or uniform(rng) > 0.5:
            return n


@strict
def prologue_parent(whole, prologues, turn, crude, hands, rng):
    """A prologue, a crude program of an auxiliary target, or the beginning of a program, as a parent; its instructions."""
    u = uniform(rng)
    if crude.size[0] > 0 and u < 0.2:
        return load(crude, 0, below(rng, crude.size[0]), hands.child)
    if u < 0.75:
        niche = pick_front_of(prologues, turn, rng) if uniform(rng) < 0.55 else pick_niche_of(prologues, turn, rng)
        if niche >= 0:
            slot = best_slot(prologues, niche) if uniform(rng) < 0.4 else pick_slot(prologues, niche, rng)
            return load(prologues, niche, slot, hands.child)
    niche = 1 + below(rng, 4)
    if uniform(rng) < 0.4 or niche >= len(whole.size) or whole.size[niche] == 0:
        niche = pick_niche(whole, 0, rng)
    if niche < 0:
        return 0
    slot = best_slot(whole, niche) if uniform(rng) < 0.5 else pick_slot(whole, niche, rng)
    n = load(whole, niche, slot, hands.child)
    return n if n < 5 else min(n, 1 + below(rng, 7))


@strict
def grow_head(whole, genome, n, head, above, lower, division, rules, points, bench, desk, hands, rng):
    """Expand a prologue's head of some degrees in all its forms, and enter the programs that earn a place."""
    for form in range(count_forms(head, above, lower, division)):
        m = run_prologue(genome, n, rules.found, points, bench, desk)
        least = m + above + lower
        if division != BY_DIVISION:
            least += rules.divisions.length[division]
        if m == 0 or least > rules.max_ops or least > MOST_INLINED:
            return
        read(1, n + 1, points, bench, desk)
        copy_genome(desk.flat, m, hands.spare)
        m = expand(hands.spare, m, head, above, lower, form, division, rules.divisions, points, bench, desk)
        if m == 0 or m > MOST_WORD_OPS - 4:
            continue
        m = tidy(hands.spare, m, hands.live, hands.number)
        if m == 0 or m > rules.max_ops:
            continue
        error = error_of(hands.spare, m, points, bench)
        settle(whole, hands.spare, m, error, rules, points, bench, rng)


@strict
def grow_heads(whole, genome, n, head, rules, points, bench, desk, hands, rng):
    """Expand a prologue's head into programs of all degrees and divisions."""
    form = head[0] % SIGNED
    if form != RATIONAL:
        for degree in range(1 if form == BITS else MOST_DEGREE + 1):
            grow_head(whole, genome, n, head, degree, 0, BY_DIVISION, rules, points, bench, desk, hands, rng)
        return
    for k in range(len(RATIONAL_DEGREES)):
        above, lower = RATIONAL_DEGREES[k, 0], RATIONAL_DEGREES[k, 1]
        if rules.has_division:
            grow_head(whole, genome, n, head, above, lower, BY_DIVISION, rules, points, bench, desk, hands, rng)
        for division in range(len(rules.divisions.length)):
            grow_head(whole, genome, n, head, above, lower, division, rules, points, bench, desk, hands, rng)


@strict
def score_prologue(n, turn, rules, points, bench, desk, rng):
    """Best heads of the kinds of this turn; the prologue must have been run."""
    forget_heads(desk)
    read(1, n + 1, points, bench, desk)
    bench.counts[2] += 1
    sign = NO_READ
    if turn == SHIFTED_TURN:
        shift = pick_shift(n, desk, rng)
        if shift != NO_READ:
            shifted = shift_target(shift, points, bench, desk)
            sum_reads(0, n + 1, shifted, desk)
            shifted_heads(n, shift, rules.int_reads, shifted, bench, desk)
            lay_target(points, desk)
            sum_reads(0, 1, points, desk)
        return
    if turn >= SIGNED_TURN:
        sign = pick_sign(n, points, bench, desk, rng)
        if sign == NO_READ:
            return
        turn_target(sign, points, bench, desk)
        sum_reads(0, n + 1, points, desk)
    if is_rational_turn(turn):
        rational_heads(n, rules.int_reads, sign, points, bench, desk, rng)
    else:
        linear_heads(n, rules.int_reads, sign, points, bench, desk)
    if sign != NO_READ:
        turn_target(sign, points, bench, desk)
        sum_reads(0, 1, points, desk)


@strict
def prologue_turn(whole, prologues, crude, auxiliary, turn, rules, points, bench, desk, hands, rng):
    """Breed one prologue and keep it where its heads earn a place."""
    n = prologue_parent(whole, prologues, turn, crude, hands, rng)
    m = 0
    niche = pick_niche(prologues, 0, rng)
    if niche >= 0:
        m = load(prologues, niche, pick_slot(prologues, niche, rng), hands.donor)
    if n > 0 and uniform(rng) < rules.products:
        for _ in range(1 + below(rng, 4)):
            if n < MOST_VALUES - 1:
                n = append_product(hands.child, n, rng)
    else:
        n = vary_prologue(hands.child, n, auxiliary, rules, points, bench, desk, hands, m, rng)
    if n == 0 or n >= MOST_VALUES or not no_twins(hands.child, n):
        return
    if run_prologue(hands.child, n, rules.found, points, bench, desk) == 0:
        return
    score_prologue(n, turn, rules, points, bench, desk, rng)
    keep_prologue(whole, prologues, n, rules, points, bench, desk, hands, rng)


@strict
def keep_prologue(whole, prologues, n, rules, points, bench, desk, hands, rng):
    """Enter a prologue, scored just now, with its best head of each kind; where it is kept, its heads become programs."""
    errors = desk.best.copy()
    heads = desk.which.copy()
    head = np.empty(HEAD, np.int64)
    for kind in range(KINDS):
        if errors[kind] < BIG:
            m = extract(hands.child, n, heads[kind], hands.live, hands.number, hands.donor, head)
            cost = inlined_length(hands.donor, m, rules.found) + head_cost(head)
            if kind % SIGNED == RATIONAL:
                cost += DIVISION_COST
            if not rules.by_head:
                niche = cost * KINDS
            else:
                niche = cost * KINDS + kind
            if m == 0 or niche >= len(prologues.size):
                continue
            slot = enter(prologues, niche, hands.donor, m, errors[kind])
            if slot >= 0:
                prologues.head[niche, slot] = head
                improve_kept(prologues, niche, slot, hands.donor, m, rules, points, bench, desk, rng)
                grow_heads(whole, hands.donor, m, head, rules, points, bench, desk, hands, rng)


@strict
def breed_prologues(whole, prologues, crude, auxiliary, rules, points, bench, desk, hands, rng, evaluations):
    """Breed prologues until so many evaluations are spent."""
    shares = np.empty(TURNS)
    share_turns(prologues, rules, points, shares)
    end = bench.counts[0] + evaluations
    while bench.counts[0] < end:
        bench.counts[0] += 1
        turn = draw_turn(shares, rng)
        prologue_turn(whole, prologues, crude, auxiliary, turn, rules, points, bench, desk, hands, rng)

"""Scans of prologues: a short chain of operations whose constants are drawn anew many times.

A period, or the place where bits are cut, is a needle: a factor that is wrong by 1e-2 is worth no more than one that is wrong by
100, and no small move leads there. A chain of two or three operations has few constants and many draws a second where its last
value alone is judged, by p(r). What a scan finds is then an ordinary prologue, with heads of all pairs.
"""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import BIG, NO_READ, read_values
from evaluators.compiled.whole.words import ARGS, CODES, CONSTANT
from evo.compiled.rng import below, uniform
from evo.compiled.whole.head_shares import LINEAR_TURN
from evo.compiled.whole.whole_constants import FLOAT_OPERAND, READS, draw_word, move_word, power_of_two
from evo.compiled.whole.whole_heads import MOST_VALUES, run_prologue, scaled_head
from evo.compiled.whole.whole_prologues import keep_prologue, no_twins, prologue_parent, score_prologue
from evo.compiled.whole.whole_store import copy_genome
from evo.compiled.whole.whole_vary import ARITY, pick_constant

DRAWS = 96
"""Draws of the constants of one chain."""
TRIED = 12
"""Draws after which a chain is left whose error does not depend on them."""
MOVES = 60
"""Moves of the constants of the best draw."""
MOST_CHAIN = 3
CONSTANTS = 0.75
"""Chance of a constant for an operand of a chain but its first."""
FRESH = 0.7
"""Share of the scans that begin at x; the others lengthen a prologue that is there."""
GENERIC = 0.15
"""Share of generic words among the draws of floats."""
ALIKE = 0.9
"""Of the most error that draws had: a least error above it is none of their doing."""
REACH = 30
"""Binades on either side of 1 in which floats are drawn."""
_SELECT = CODES["select"]


@strict
def append_chain(genome, n, length, ops, rng):
    """Operations behind each other: each reads the value before it, and else constants or a value."""
    for t in range(n, n + length):
        k = ops[below(rng, len(ops))]
        first = below(rng, 2) if ARITY[k] == 2 and READS[k, 0] == READS[k, 1] else 0
        genome.op[t] = k
        for j in range(ARGS):
            genome.arg[t, j] = 0
            genome.word[t, j] = 0
            if j < ARITY[k] and j == first:
                genome.arg[t, j] = t
            elif j < ARITY[k]:
                is_constant = k != _SELECT and uniform(rng) < CONSTANTS
                genome.arg[t, j] = CONSTANT if is_constant else below(rng, t + 1)
    return n + length


@strict
def draw_far(kind, rng):
    """A constant from anywhere: a float of any size within REACH binades of 1, or a word as they are always drawn."""
    if kind != FLOAT_OPERAND or uniform(rng) < GENERIC:
        return draw_word(kind, 1.0, rng)
    word = power_of_two(below(rng, 2 * REACH + 1) - REACH) + np.int32(below(rng, 1 << 23))
    return word ^ np.int32(-2147483648) if uniform(rng) < 0.3 else word


@strict
def draw_constants(genome, first, n, rng):
    """Draw the constants of instructions first.. anew; how many there are."""
    count = 0
    for t in range(first, n):
        for j in range(ARITY[genome.op[t]]):
            if genome.arg[t, j] < 0:
                genome.word[t, j] = draw_far(READS[genome.op[t], j], rng)
                count += 1
    return count


@strict
def lone_error(genome, n, rules, points, bench, desk):
    """Error of p(r), r the last value read as a float or as an integer."""
    bench.counts[0] += 1
    if run_prologue(genome, n, rules.found, points, bench, desk) == 0:
        return BIG
    read_values(bench.i, bench.f, desk.place, n + 1, len(points.x), desk.reads, desk.mapped, desk.facts, n)
    error = BIG
    for r in range(2 * n, 2 * n + (2 if rules.int_reads else 1)):
        if desk.facts[r, 1] > 0.0:
            error = min(error, scaled_head(r, NO_READ, error, points, bench, desk))
    return error


@strict
def draw_best(genome, start, n, rules, points, bench, desk, best, rng):
    """Draw the constants of a chain many times and copy the best draw to `best`; its error, BIG where draws are all alike."""
    least = BIG
    most = 0.0
    for draw in range(DRAWS):
        if draw_constants(genome, start, n, rng) == 0:
            return BIG
        error = lone_error(genome, n, rules, points, bench, desk)
        if error < least:
            least = error
            copy_genome(genome, n, best)
        if error < BIG:
            most = max(most, error)
        if draw == TRIED and least > ALIKE * most:
            return BIG
    return least if least < ALIKE * most else BIG


@strict
def move_best(genome, n, error, rules, points, bench, desk, rng):
    """Moves of one constant at a time, kept where the error of p(r) falls; the new error."""
    for _ in range(MOVES):
        chosen = pick_constant(genome, n, rng)
        t, j = chosen // ARGS, chosen % ARGS
        old = genome.word[t, j]
        genome.word[t, j] = move_word(old, READS[genome.op[t], j], rules.pool, rng)
        new = lone_error(genome, n, rules, points, bench, desk)
        if new < error:
            error = new
        else:
            genome.word[t, j] = old
    return error


@strict
def scan_turn(whole, prologues, crude, rules, points, bench, desk, hands, rng):
    """Scan one chain, and enter its best draw with the heads of all pairs."""
    start = 0
    if uniform(rng) >= FRESH:
        start = prologue_parent(whole, prologues, LINEAR_TURN, crude, hands, rng)
    length = 1 + below(rng, MOST_CHAIN)
    if start + length >= MOST_VALUES:
        return
    n = append_chain(hands.child, start, length, rules.with_found, rng)
    error = draw_best(hands.child, start, n, rules, points, bench, desk, hands.donor, rng)
    if error < BIG and no_twins(hands.donor, n):
        copy_genome(hands.donor, n, hands.child)
        move_best(hands.child, n, error, rules, points, bench, desk, rng)
        run_prologue(hands.child, n, rules.found, points, bench, desk)
        score_prologue(n, LINEAR_TURN, rules, points, bench, desk, rng)
        keep_prologue(whole, prologues, n, rules, points, bench, desk, hands, rng)


@strict
def scan_prologues(whole, prologues, crude, rules, points, bench, desk, hands, rng, evaluations):
    """Scan chains until so many evaluations are spent."""
    end = bench.counts[0] + evaluations
    while bench.counts[0] < end:
        bench.counts[0] += 1
        scan_turn(whole, prologues, crude, rules, points, bench, desk, hands, rng)

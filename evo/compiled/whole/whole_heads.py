"""Prologues scored by their best head of each kind."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.rational_heads import (
    RATIONAL_COLUMNS,
    ROUNDS,
    fit_rational,
    map_rational,
    rational_error,
)
from evaluators.compiled.whole.word_heads import (
    ADDED,
    BIG,
    BITS,
    HEAD,
    KINDS,
    LANES,
    MOST_COLUMNS,
    NO_NUMBERS,
    NO_READ,
    RATIONAL,
    SCALED,
    SHIFTED,
    SIGNED,
    fit_added,
    fit_line,
    fit_scaled,
    read_values,
    scaled_sums,
)
from evaluators.compiled.whole.word_scores import Points
from evaluators.compiled.whole.words import MOST_WORD_OPS
from evo.compiled.rng import below, uniform
from evo.compiled.whole.found_kernels import inline, inlined_length
from evo.compiled.whole.head_shifts import shift_target
from evo.compiled.whole.whole_store import Genome, make_genome
from evo.compiled.whole.whole_tune import MOST_POINTS, run_all

MOST_VALUES = 16
"""Values of a prologue, x among them."""
MOST_INLINED = MOST_WORD_OPS - 12
"""Instructions of a prologue with its found kernels inlined; heads come behind them."""
MOST_DEGREE = 6
SCORED_ABOVE, SCORED_BELOW = 2, 2
"""Degrees of the rational heads that prologues are judged by."""
PARTNERS = 4
"""Partners of the last value in a rational head that are tried: nothing, x and two others."""
SHIFT = 64
"""Added to a value where heads have its integer; without it they have its sign."""


class Desk(NamedTuple):
    """Scratch for heads: reads of values, mapped to [-1, 1], facts of each, sums of p's own columns, normal equations."""

    reads: np.ndarray
    mapped: np.ndarray
    facts: np.ndarray
    base: np.ndarray
    ones: np.ndarray
    lanes: np.ndarray
    sums: np.ndarray
    square: np.ndarray
    rhs: np.ndarray
    c: np.ndarray
    b: np.ndarray
    line: np.ndarray  # the target's places on the line of floats, float64
    best: np.ndarray  # (KINDS,): least error of each kind
    which: np.ndarray  # (KINDS, HEAD): the head that has it
    total: np.ndarray  # (1,): sum of b**2
    ratio: np.ndarray  # r of a rational head, mapped
    scale: np.ndarray  # its middle and half
    weight: np.ndarray
    column: np.ndarray
    tilt: np.ndarray  # weights of the target with a shift taken from its words
    flat: Genome  # the prologue with its found kernels inlined
    place: np.ndarray  # its values there


def make_desk() -> Desk:
    """Scratch for one thread."""
    reads = 2 * MOST_VALUES
    tables = (np.zeros((reads, MOST_POINTS)), np.zeros((reads, MOST_POINTS)))
    facts = (np.zeros((reads, 2)), np.zeros((reads, 11)), np.ones(MOST_POINTS))
    size = max(MOST_COLUMNS + 1, RATIONAL_COLUMNS)
    normal = (np.zeros((11, LANES)), np.zeros(11), np.zeros((size, size)), np.zeros(size), np.zeros(size))
    best = (np.zeros(KINDS), np.zeros((KINDS, HEAD), np.int64), np.zeros(1))
    rational = (np.zeros(MOST_POINTS), np.zeros(2), np.zeros(MOST_POINTS), np.zeros(size), np.zeros(MOST_POINTS))
    flat = (make_genome(), np.zeros(MOST_VALUES + 1, np.int64))
    return Desk(*tables, *facts, *normal, np.zeros(MOST_POINTS), np.zeros(MOST_POINTS), *best, *rational, *flat)


@strict
def lay_out(points, bench, desk):
    """Prepare a sample: the weighted target, and the reads of x."""
    lay_target(points, desk)
    read(0, 1, points, bench, desk)


@strict
def lay_target(points, desk):
    """The weighted target as it is given."""
    count = len(points.x)
    total = 0.0
    for j in range(count):
        desk.b[j] = points.f[j] * points.w[j]
        desk.line[j] = points.line[j]
        total += desk.b[j] * desk.b[j]
    desk.total[0] = total


@strict
def run_prologue(genome, n, found, points, bench, desk):
    """Run a prologue, its found kernels inlined in `desk.flat`; the instructions there, 0 where they are too many."""
    if inlined_length(genome, n, found) > MOST_INLINED:
        return 0
    m = inline(genome, n, found, desk.flat, desk.place)
    run_all(desk.flat, m, points, bench)
    return m


@strict
def read(first, rows, points, bench, desk):
    """Reads of values first..rows - 1."""
    count = len(points.x)
    read_values(bench.i, bench.f, desk.place, rows, count, desk.reads, desk.mapped, desk.facts, first)
    sum_reads(first, rows, points, desk)


@strict
def sum_reads(first, rows, points, desk):
    """Sums of p's own columns, of reads of values first..rows - 1."""
    count = len(points.x)
    for k in range(2 * first, 2 * rows):
        if desk.facts[k, 1] > 0.0:
            scaled_sums(desk.mapped[k], desk.ones, points.w, desk.b, count, desk.lanes, desk.base[k])


@strict
def turn_target(v, points, bench, desk):
    """The target times the sign of a value, in place: twice is nothing. Sums of reads are not made anew."""
    row = desk.place[v]
    for j in range(len(points.x)):
        if bench.i[row, j] < 0:
            desk.b[j] = -desk.b[j]
            desk.line[j] = -desk.line[j]


@strict
def turn(kind, v, points, bench, desk):
    """Turn the target as heads of a kind with the sign or integer of value v want it; the points that they are fitted on."""
    if v != NO_READ and kind >= SHIFTED:
        return shift_target(v, points, bench, desk)
    if v != NO_READ:
        turn_target(v, points, bench, desk)
    return Points(points.x, points.f, points.w, points.line, points.kind)


@strict
def has_signs(v, points, bench, desk):
    """True if a value has both signs on the sample, the rarer in at least one point of sixteen."""
    row = desk.place[v]
    count = len(points.x)
    negative = 0
    for j in range(count):
        negative += 1 if bench.i[row, j] < 0 else 0
    return 16 * min(negative, count - negative) >= count


@strict
def pick_sign(n, points, bench, desk, rng):
    """A value that has both signs, x as often as any other; NO_READ where the one drawn has not."""
    v = 0 if uniform(rng) < 0.5 else below(rng, n + 1)
    return v if has_signs(v, points, bench, desk) else NO_READ


@strict
def forget_heads(desk):
    """No head is known of any kind."""
    for kind in range(KINDS):
        desk.best[kind] = BIG
        desk.which[kind, 0] = kind
        desk.which[kind, 1] = 0
        desk.which[kind, 2] = NO_READ
        desk.which[kind, 3] = NO_READ


@strict
def offer(kind, error, r, s, sign, desk):
    """Keep a head where it is the best of its kind."""
    k = kind_with(kind, sign)
    if error < desk.best[k]:
        desk.best[k] = error
        desk.which[k, 1] = r
        desk.which[k, 2] = s
        desk.which[k, 3] = sign if sign < SHIFT else sign - SHIFT


@strict
def best_of(kind, sign, desk):
    """The least error known of a kind."""
    return desk.best[kind_with(kind, sign)]


@strict
def kind_with(kind, sign):
    """A kind of head with the sign of a value, or with the integer of value sign - SHIFT, or as it is."""
    if sign == NO_READ:
        return kind
    return SIGNED + kind if sign < SHIFT else SHIFTED + kind


@strict
def scaled_head(r, s, bar, points, bench, desk):
    """Error of s p(r), or BIG where it is not below `bar`."""
    column = desk.ones if s == NO_READ else desk.reads[s]
    work = (desk.lanes, desk.sums, desk.square, desk.rhs, desk.c)
    return fit_scaled(desk.mapped[r], column, points.w, desk.b, desk.total[0], len(points.x), work, bar)


@strict
def added_head(r, s, bar, points, bench, desk):
    """Error of p(r) + c s, or of p(r), or BIG where it is not below `bar`."""
    if s == NO_READ:
        return scaled_head(r, s, bar, points, bench, desk)
    work = (desk.lanes, desk.sums, desk.square, desk.rhs, desk.c)
    t, base = desk.mapped[r], desk.base[r]
    return fit_added(t, base, desk.reads[s], points.w, desk.b, desk.total[0], len(points.x), work, bar)


@strict
def map_ratio(r, count, desk):
    """Map r as rational heads want it, to `desk.ratio`; True where it is wide."""
    return map_rational(desk.reads[r], desk.facts[r, 0], desk.facts[r, 1], count, desk.ratio, desk.scale)


@strict
def fit_ratio(wide, s, above, below, points, desk):
    """Coefficients of s p(r) / q(r), r as `desk.ratio`; False where there are none."""
    column = desk.ones if s == NO_READ else desk.reads[s]
    count = len(points.x)
    work = (desk.weight, desk.column, desk.square, desk.rhs, desk.c)
    return fit_rational(desk.ratio, wide, column, points.w, desk.b, above, below, count, *work)


@strict
def rational_head(wide, s, points, bench, desk):
    """Error of s p(r) / q(r), r as `desk.ratio`."""
    bench.counts[0] += ROUNDS
    if not fit_ratio(wide, s, SCORED_ABOVE, SCORED_BELOW, points, desk):
        return BIG
    column = desk.ones if s == NO_READ else desk.reads[s]
    count = len(points.x)
    return rational_error(desk.ratio, column, points.w, desk.b, SCORED_ABOVE, SCORED_BELOW, count, desk.c)


@strict
def try_pair(r, s, sign, points, bench, desk):
    """Both linear kinds of head over reads r and s."""
    bench.counts[0] += 1
    offer(SCALED, scaled_head(r, s, best_of(SCALED, sign, desk), points, bench, desk), r, s, sign, desk)
    offer(ADDED, added_head(r, s, best_of(ADDED, sign, desk), points, bench, desk), r, s, sign, desk)


@strict
def try_alone(r, sign, points, bench, desk):
    """Heads over one read: p(r), and the line of words."""
    bench.counts[0] += 1
    bar = best_of(ADDED, sign, desk)
    offer(ADDED, added_head(r, NO_READ, bar, points, bench, desk), r, NO_READ, sign, desk)
    offer(BITS, fit_line(desk.mapped[r], desk.line, len(points.x), desk.c), r, NO_READ, sign, desk)


@strict
def linear_heads(n, int_reads, sign, points, bench, desk):
    """Best linear heads over pairs of which one is the last value; values must have been read."""
    for last in (2 * n, 2 * n + 1):
        if last % 2 == 1 and not int_reads:
            continue
        if desk.facts[last, 1] > 0.0:
            try_alone(last, sign, points, bench, desk)
        for k in range(2 * n + 2):
            if k % 2 == 1 and not int_reads:
                continue
            if desk.facts[last, 1] > 0.0 and desk.facts[k, 0] < NO_NUMBERS and k != last:
                try_pair(last, k, sign, points, bench, desk)
            if desk.facts[k, 1] > 0.0 and desk.facts[last, 0] < NO_NUMBERS and k // 2 != last // 2:
                try_pair(k, last, sign, points, bench, desk)
        if desk.facts[last, 1] > 0.0:
            try_pair(last, last, sign, points, bench, desk)


@strict
def shifted_heads(n, v, int_reads, points, bench, desk):
    """Best linear heads with the integer of value v: p of any value where v is the last, else over pairs with the last."""
    if v < n:
        linear_heads(n, int_reads, SHIFT + v, points, bench, desk)
        return
    for k in range(2 * n):
        if (k % 2 == 0 or int_reads) and desk.facts[k, 1] > 0.0:
            try_alone(k, SHIFT + v, points, bench, desk)


@strict
def draw_partner(m, n, int_reads, rng):
    """The partner of the last value in a rational head: nothing, x, then reads drawn."""
    if m == 0:
        return NO_READ
    if m == 1:
        return 0
    return 2 * below(rng, n + 1) + (below(rng, 2) if int_reads else 0)


@strict
def rational_heads(n, int_reads, sign, points, bench, desk, rng):
    """Rational heads over the last value alone, and with x and other values drawn, either of both being r."""
    count = len(points.x)
    last = 2 * n + (below(rng, 2) if int_reads else 0)
    if desk.facts[last, 1] > 0.0:
        wide = map_ratio(last, count, desk)
        for m in range(PARTNERS):
            s = draw_partner(m, n, int_reads, rng)
            if s == NO_READ or desk.facts[s, 0] < NO_NUMBERS:
                offer(RATIONAL, rational_head(wide, s, points, bench, desk), last, s, sign, desk)
    if not desk.facts[last, 0] < NO_NUMBERS:
        return
    for m in range(1, PARTNERS):
        r = draw_partner(m, n, int_reads, rng)
        if r != last and desk.facts[r, 1] > 0.0:
            wide = map_ratio(r, count, desk)
            offer(RATIONAL, rational_head(wide, last, points, bench, desk), r, last, sign, desk)


@strict
def error_of_head(head, points, bench, desk):
    """The error of one head on the sample; its prologue must have been run and read."""
    kind, r, s, sign = head[0], head[1], head[2], head[3]
    if not desk.facts[r, 1] > 0.0 or (s != NO_READ and not desk.facts[s, 0] < NO_NUMBERS):
        return BIG
    bench.counts[0] += 1
    fitted = turn(kind, sign, points, bench, desk)
    if sign != NO_READ:
        sum_reads(r // 2, r // 2 + 1, fitted, desk)
    form = kind % SIGNED
    if form == SCALED:
        error = scaled_head(r, s, BIG, fitted, bench, desk)
    elif form == ADDED:
        error = added_head(r, s, BIG, fitted, bench, desk)
    elif form == BITS:
        error = fit_line(desk.mapped[r], desk.line, len(points.x), desk.c)
    else:
        error = rational_head(map_ratio(r, len(points.x), desk), s, fitted, bench, desk)
    if sign != NO_READ:
        lay_target(points, desk)
        sum_reads(0, 1, points, desk)
    return error

"""Prologues scored by their best head of each kind, and heads expanded into programs."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import (
    ADDED,
    BIG,
    BITS,
    KINDS,
    LANES,
    MOST_COLUMNS,
    NO_NUMBERS,
    NO_READ,
    SCALED,
    fit_added,
    fit_any,
    fit_line,
    fit_scaled,
    read_values,
    scaled_sums,
)
from evaluators.compiled.whole.words import ARGS, CODES, CONSTANT
from evo.compiled.whole.whole_tune import MOST_POINTS
from evo.compiled.whole.whole_vary import ARITY

MOST_VALUES = 16
"""Values of a prologue, x among them."""
MOST_DEGREE = 6
_TO_FLOAT, _TO_INT, _FMA, _MUL = (CODES[name] for name in ("to_float", "to_int", "fma", "mul"))
_SHR, _IADD, _ISUB = (CODES[name] for name in ("shr", "iadd", "isub"))


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
    which: np.ndarray  # (KINDS, 2): r and s of it
    total: np.ndarray  # (1,): sum of b**2


def make_desk() -> Desk:
    """Scratch for one thread."""
    reads = 2 * MOST_VALUES
    tables = (np.zeros((reads, MOST_POINTS)), np.zeros((reads, MOST_POINTS)))
    facts = (np.zeros((reads, 2)), np.zeros((reads, 11)), np.ones(MOST_POINTS))
    size = MOST_COLUMNS + 1
    normal = (np.zeros((11, LANES)), np.zeros(11), np.zeros((size, size)), np.zeros(size), np.zeros(size))
    best = (np.zeros(KINDS), np.zeros((KINDS, 2), np.int64), np.zeros(1))
    return Desk(*tables, *facts, *normal, np.zeros(MOST_POINTS), np.zeros(MOST_POINTS), *best)


@strict
def lay_out(points, bench, desk):
    """Prepare a sample: the weighted target, and the reads of x."""
    count = len(points.x)
    total = 0.0
    for j in range(count):
        desk.b[j] = points.f[j] * points.w[j]
        desk.line[j] = points.line[j]
        total += desk.b[j] * desk.b[j]
    desk.total[0] = total
    read(0, 1, points, bench, desk)


@strict
def read(first, rows, points, bench, desk):
    """Reads of values first..rows - 1."""
    count = len(points.x)
    work = (desk.lanes, desk.sums)
    read_values(bench.i, bench.f, rows, count, desk.reads, desk.mapped, desk.facts, first)
    for k in range(2 * first, 2 * rows):
        if desk.facts[k, 1] > 0.0:
            scaled_sums(desk.mapped[k], desk.ones, points.w, desk.b, count, work[0], desk.base[k])


@strict
def offer(kind, error, r, s, desk):
    """Keep a head where it is the best of its kind."""
    if error < desk.best[kind]:
        desk.best[kind] = error
        desk.which[kind, 0] = r
        desk.which[kind, 1] = s


@strict
def try_pair(r, s, points, bench, desk):
    """Both kinds of head over reads r and s."""
    count = len(points.x)
    work = (desk.lanes, desk.sums, desk.square, desk.rhs, desk.c)
    t = desk.mapped[r]
    bench.counts[0] += 1
    error = fit_scaled(t, desk.reads[s], points.w, desk.b, desk.total[0], count, work, desk.best[SCALED])
    offer(SCALED, error, r, s, desk)
    error = fit_added(t, desk.base[r], desk.reads[s], points.w, desk.b, desk.total[0], count, work, desk.best[ADDED])
    offer(ADDED, error, r, s, desk)


@strict
def try_alone(r, points, bench, desk):
    """Heads over one read: p(r), and the line of words."""
    count = len(points.x)
    work = (desk.lanes, desk.sums, desk.square, desk.rhs, desk.c)
    t = desk.mapped[r]
    bench.counts[0] += 1
    error = fit_scaled(t, desk.ones, points.w, desk.b, desk.total[0], count, work, desk.best[ADDED])
    offer(ADDED, error, r, NO_READ, desk)
    offer(BITS, fit_line(t, desk.line, count, desk.c), r, NO_READ, desk)


@strict
def best_heads(n, int_reads, points, bench, desk):
    """Best head of each kind over pairs of which one is the last value; its rows must have been run."""
    for kind in range(KINDS):
        desk.best[kind] = BIG
        desk.which[kind, 0] = 0
        desk.which[kind, 1] = NO_READ
    read(1, n + 1, points, bench, desk)
    bench.counts[2] += 1
    for last in (2 * n, 2 * n + 1):
        if last % 2 == 1 and not int_reads:
            continue
        if desk.facts[last, 1] > 0.0:
            try_alone(last, points, bench, desk)
        for k in range(2 * n + 2):
            if k % 2 == 1 and not int_reads:
                continue
            if desk.facts[last, 1] > 0.0 and desk.facts[k, 0] < NO_NUMBERS and k != last:
                try_pair(last, k, points, bench, desk)
            if desk.facts[k, 1] > 0.0 and desk.facts[last, 0] < NO_NUMBERS and k // 2 != last // 2:
                try_pair(k, last, points, bench, desk)
        if desk.facts[last, 1] > 0.0:
            try_pair(last, last, points, bench, desk)


@strict
def reads_needed(r, s):
    """Operations that turn integers into numbers for a head."""
    needed = r % 2
    if s != NO_READ and s != r:
        needed += s % 2
    return needed


@strict
def extract(genome, n, r, s, live, number, out):
    """The instructions that reads r and s need, and what the reads are there; (instructions, r, s)."""
    for t in range(n):
        live[t] = False
    if r > 1:
        live[r // 2 - 1] = True
    if s > 1:
        live[s // 2 - 1] = True
    number[0] = 0
    for t in range(n - 1, -1, -1):
        if live[t]:
            for j in range(ARITY[genome.op[t]]):
                if genome.arg[t, j] > 0:
                    live[genome.arg[t, j] - 1] = True
    m = 0
    for t in range(n):
        if not live[t]:
            continue
        out.op[m] = genome.op[t]
        for j in range(ARGS):
            a = genome.arg[t, j]
            out.arg[m, j] = number[a] if a >= 0 and j < ARITY[genome.op[t]] else (a if a < 0 else 0)
            out.word[m, j] = genome.word[t, j]
        m += 1
        number[t + 1] = m
    new_s = s if s == NO_READ else 2 * number[s // 2] + s % 2
    return m, 2 * number[r // 2] + r % 2, new_s


@strict
def _emit(out, n, k, a, b, c):
    """Append an operation; operands below 0 are constants to come."""
    out.op[n] = k
    out.arg[n, 0] = a
    out.arg[n, 1] = b
    out.arg[n, 2] = c
    for j in range(ARGS):
        out.word[n, j] = 0
    return n + 1


@strict
def _float_word(value, box):
    """The word of a float64 rounded to float32."""
    box[0] = np.float32(value)
    return box.view(np.int32)[0]


@strict
def emit_shifted_line(out, n, value, slope, offset):
    """Append offset +- (value shifted right), in integers, where the slope is near +-2**-k; n where it is not."""
    size = abs(slope)
    k = 0
    while k < 10 and size < 0.71:
        size *= 2.0
        k += 1
    if not 0.71 <= size <= 1.41 or not abs(offset) < 2147483000.0:
        return n
    if k > 0:
        n = _emit(out, n, _SHR, value, CONSTANT, 0)
        out.word[n - 1, 1] = k
        value = n
    if slope < 0.0:
        n = _emit(out, n, _ISUB, CONSTANT, value, 0)
        out.word[n - 1, 0] = np.int64(round(offset))
    else:
        n = _emit(out, n, _IADD, value, CONSTANT, 0)
        out.word[n - 1, 1] = np.int64(round(offset))
    return n


@strict
def emit_line(out, n, r, slope, offset):
    """Append the word of offset + slope r: to_float where r reads an integer, fma, to_int."""
    box = np.empty(1, np.float32)
    value = r // 2
    if r % 2 == 1:
        n = _emit(out, n, _TO_FLOAT, value, 0, 0)
        value = n
    n = _emit(out, n, _FMA, value, CONSTANT, CONSTANT)
    out.word[n - 1, 1] = _float_word(slope, box)
    out.word[n - 1, 2] = _float_word(offset, box)
    return _emit(out, n, _TO_INT, n, 0, 0)


@strict
def shift_polynomial(c, degree, middle, half):
    """Coefficients in t = (r - middle) / half turned into those in r, in place."""
    for k in range(degree + 1):
        c[k] /= half**k
    for k in range(degree):
        for m in range(degree - 1, k - 1, -1):
            c[m] -= middle * c[m + 1]


@strict
def expand(out, n, head, degree, centred, points, desk):
    """Append a head of some degree to a prologue whose rows have been run; its instructions, 0 where it does not exist.

    `head` is (kind, r, s). The polynomial is Horner's rule in r, or `centred` in r mapped to [-1, 1]; of the line of words
    the second form is one in integers.
    """
    kind, r, s = head[0], head[1], head[2]
    count = len(points.x)
    half, middle = desk.facts[r, 1], desk.facts[r, 0]
    if not half > 0.0:
        return 0
    if kind == BITS:
        fit_line(desk.mapped[r], desk.line, count, desk.c)
        slope = desk.c[1] / half
        offset = desk.c[0] - slope * middle
        if centred:
            m = emit_shifted_line(out, n, r // 2, slope, offset) if r % 2 == 1 else n
            return m if m > n else 0
        return emit_line(out, n, r, slope, offset)
    box = np.empty(1, np.float32)
    value_r = r // 2
    if r % 2 == 1:
        n = _emit(out, n, _TO_FLOAT, value_r, 0, 0)
        value_r = n
    value_s = s // 2
    if s != NO_READ and s % 2 == 1:
        if s == r:
            value_s = value_r
        else:
            n = _emit(out, n, _TO_FLOAT, value_s, 0, 0)
            value_s = n
    column = desk.ones[:0] if s == NO_READ else desk.reads[s]
    if not fit_any(kind, desk.mapped[r], column, points.w, desk.b, degree, count, desk.square, desk.rhs, desk.c):
        return 0
    factor = desk.c[degree + 1]
    if centred:
        n = _emit(out, n, _FMA, value_r, CONSTANT, CONSTANT)
        out.word[n - 1, 1] = _float_word(1.0 / half, box)
        out.word[n - 1, 2] = _float_word(-middle / half, box)
        value_r = n
    else:
        shift_polynomial(desk.c, degree, middle, half)
    for k in range(degree + 1):
        if not 1.2e-38 < abs(desk.c[k]) < 1e38:
            return 0
    value_p = CONSTANT
    for k in range(degree - 1, -1, -1):
        n = _emit(out, n, _FMA, value_r, value_p, CONSTANT)
        if value_p == CONSTANT:
            out.word[n - 1, 1] = _float_word(desk.c[degree], box)
        out.word[n - 1, 2] = _float_word(desk.c[k], box)
        value_p = n
    if s == NO_READ:
        return n
    if kind == SCALED:
        n = _emit(out, n, _MUL, value_s, value_p, 0)
        if value_p == CONSTANT:
            out.word[n - 1, 1] = _float_word(desk.c[0], box)
        return n
    n = _emit(out, n, _FMA, value_s, CONSTANT, value_p)
    out.word[n - 1, 1] = _float_word(factor, box)
    if value_p == CONSTANT:
        out.word[n - 1, 2] = _float_word(desk.c[0], box)
    return n

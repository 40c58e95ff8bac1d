"""Heads: the best linear way from two of a prologue's values, r and s, to the target.

A prologue is a program of words. Each of its values is read twice, as a float and as an integer made a float. Kinds of head:

    SCALED     s p(r)            weighted least squares in the coefficients of p
    ADDED      p(r) + c s        the same with one more column
    BITS       bits(a + b r)     the ordered words of the target as a line in r
    RATIONAL   s p(r) / q(r)     linearised, weighted again by 1 / q (rational_heads.py)
    SIGNED +   head xor sign     one of these of the target times the sign of a value: its sign bit turns that of the head
    SHIFTED +  head iadd shift   a linear one whose word a value is added to: f is 2**k times the head where the value is k 2**23

r is first mapped to t = (r - middle) / half in [-1, 1] on the sample. Sums of powers of t give the normal equations, in
eight lanes of float64 that are added in one order: no sum depends on how the loop was compiled.
"""

import math

import numpy as np

from evaluators.compiled.cache import strict

SCALED, ADDED, BITS, RATIONAL = range(4)
SIGNED = 4
"""Added to a kind: with the sign of a value."""
SHIFTED = 8
"""Added to a kind: with the integer of a value added to the word."""
KINDS = 3 * SIGNED
HEAD = 4
"""Numbers of a head: its kind, the reads r and s, the value whose sign or integer it has."""
HEAD_DEGREE = 3
LANES = 8
MOST_COLUMNS = 8
MOST_READS = 32
BIG = 1e30
NO_NUMBERS = 1e300
_LARGEST = 3.5e38
NO_READ = -1
"""In place of s or of the value of a sign or shift, where the head has none."""


@strict
def solve_normal(a, b, n, c):
    """Solve a c = b, n by n, symmetric and positive; False where it is not. a is overwritten by its Cholesky factor."""
    for k in range(n):
        d = a[k, k]
        for m in range(k):
            d -= a[k, m] * a[k, m]
        if not d > 1e-13 * a[k, k] or not d < 1e300:
            return False
        d = math.sqrt(d)
        for r in range(k + 1, n):
            v = a[r, k]
            for m in range(k):
                v -= a[r, m] * a[k, m]
            a[r, k] = v / d
        a[k, k] = d
    for k in range(n):
        v = b[k]
        for m in range(k):
            v -= a[k, m] * c[m]
        c[k] = v / a[k, k]
    for k in range(n - 1, -1, -1):
        v = c[k]
        for m in range(k + 1, n):
            v -= a[m, k] * c[m]
        c[k] = v / a[k, k]
    return True


@strict
def read_values(i, f, place, rows, count, reads, mapped, facts, first):
    """Reads 2 v (as a float) and 2 v + 1 (as an integer) of values v in first..rows - 1, and facts (middle, half) of each.

    Value v stands in row place[v].
    half is 0 where a read is constant: it is no r. What is not finite counts as 0; a read with much of that has half 0 and middle
    NO_NUMBERS: it is no s either.
    """
    for v in range(first, rows):
        o = place[v]
        for kind in range(2):
            k = 2 * v + kind
            low = NO_NUMBERS
            high = -NO_NUMBERS
            bad = 0
            for j in range(count):
                y = np.float64(i[o, j]) if kind == 1 else np.float64(f[o, j])
                finite = abs(y) <= _LARGEST
                y = y if finite else 0.0
                bad += 0 if finite else 1
                reads[k, j] = y
                low = min(low, y)
                high = max(high, y)
            if bad * 8 > count:
                facts[k, 0] = NO_NUMBERS
                facts[k, 1] = 0.0
                continue
            middle = 0.5 * (low + high)
            half = 0.5 * (high - low)
            facts[k, 0] = middle
            facts[k, 1] = half
            if half > 0.0:
                inverse = 1.0 / half
                if not inverse < NO_NUMBERS:
                    facts[k, 1] = 0.0
                for j in range(count):
                    mapped[k, j] = (reads[k, j] - middle) * inverse


@strict
def scaled_sums(t, s, w, b, count, lanes, sums):
    """Sums of (s w)**2 t**k, k = 0..6, then of (s w) b t**k, k = 0..3."""
    lanes[:11] = 0.0
    for j0 in range(0, count, LANES):
        for m in range(LANES):
            j = j0 + m
            u = s[j] * w[j]
            y = t[j]
            g = u * u
            h = u * b[j]
            y2 = y * y
            y3 = y2 * y
            lanes[0, m] += g
            lanes[1, m] += g * y
            lanes[2, m] += g * y2
            lanes[3, m] += g * y3
            lanes[4, m] += g * y2 * y2
            lanes[5, m] += g * y3 * y2
            lanes[6, m] += g * y3 * y3
            lanes[7, m] += h
            lanes[8, m] += h * y
            lanes[9, m] += h * y2
            lanes[10, m] += h * y3
    for k in range(11):
        total = 0.0
        for m in range(LANES):
            total += lanes[k, m]
        sums[k] = total


@strict
def added_sums(t, s, w, b, count, lanes, sums):
    """Sums of w s w t**k, k = 0..3, of (w s)**2 and of w s b."""
    lanes[:6] = 0.0
    for j0 in range(0, count, LANES):
        for m in range(LANES):
            j = j0 + m
            u = s[j] * w[j]
            g = u * w[j]
            y = t[j]
            y2 = y * y
            lanes[0, m] += g
            lanes[1, m] += g * y
            lanes[2, m] += g * y2
            lanes[3, m] += g * y2 * y
            lanes[4, m] += u * u
            lanes[5, m] += u * b[j]
    for k in range(6):
        total = 0.0
        for m in range(LANES):
            total += lanes[k, m]
        sums[k] = total


@strict
def mean_error(worst, root, mean):
    """The geometric mean of largest, root mean square and mean error, the second never below a tenth of the first."""
    return (worst * max(root, 0.1 * worst) * mean) ** (1.0 / 3.0)


@strict
def fit_scaled(t, s, w, b, bb, count, work, bar):
    """Error of s p(t) of degree 3, or BIG where it is not below `bar`.

    It is the geometric mean of largest, root mean square and mean error, never less than the second: a few bad inputs do
    not hide that the rest is good.
    """
    lanes, sums, a, rhs, _ = work
    scaled_sums(t, s, w, b, count, lanes, sums)
    for k in range(4):
        for m in range(4):
            a[k, m] = sums[k + m]
        rhs[k] = sums[7 + k]
    return _finish_scaled(t, s, w, b, bb, count, work, bar)


@strict
def _finish_scaled(t, s, w, b, bb, count, work, bar):
    _, _, a, rhs, c = work
    if not solve_normal(a, rhs, 4, c):
        return BIG
    rest = bb - (c[0] * rhs[0] + c[1] * rhs[1] + c[2] * rhs[2] + c[3] * rhs[3])
    bound = math.sqrt(max(rest, 0.0) / count)
    if not bound < bar:
        return BIG
    worst = 0.0
    total = 0.0
    c0, c1, c2, c3 = c[0], c[1], c[2], c[3]
    for j in range(count):
        y = t[j]
        error = abs(s[j] * w[j] * (((c3 * y + c2) * y + c1) * y + c0) - b[j])
        worst = max(worst, error)
        total += error
    return mean_error(worst, bound, total / count)


@strict
def fit_added(t, base, s, w, b, bb, count, work, bar):
    """The same of p(t) + c s; `base` holds the sums of p's own columns."""
    lanes, sums, a, rhs, c = work
    added_sums(t, s, w, b, count, lanes, sums)
    for k in range(4):
        for m in range(4):
            a[k, m] = base[k + m]
        a[4, k] = sums[k]
        a[k, 4] = sums[k]
        rhs[k] = base[7 + k]
    a[4, 4] = sums[4]
    rhs[4] = sums[5]
    if not solve_normal(a, rhs, 5, c):
        return BIG
    rest = bb - (c[0] * rhs[0] + c[1] * rhs[1] + c[2] * rhs[2] + c[3] * rhs[3] + c[4] * rhs[4])
    bound = math.sqrt(max(rest, 0.0) / count)
    if not bound < bar:
        return BIG
    worst = 0.0
    total = 0.0
    c0, c1, c2, c3, c4 = c[0], c[1], c[2], c[3], c[4]
    for j in range(count):
        y = t[j]
        error = abs(w[j] * ((((c3 * y + c2) * y + c1) * y + c0) + c4 * s[j]) - b[j])
        worst = max(worst, error)
        total += error
    return mean_error(worst, bound, total / count)


@strict
def fit_line(t, line, count, c):
    """Intercept and slope of ordered words as a line in t, and the largest distance in binades times ln 2."""
    s0 = float(count)
    s1 = 0.0
    s2 = 0.0
    b0 = 0.0
    b1 = 0.0
    for j in range(count):
        s1 += t[j]
        s2 += t[j] * t[j]
        b0 += line[j]
        b1 += line[j] * t[j]
    d = s0 * s2 - s1 * s1
    if not d > 0.0:
        return BIG
    c[0] = (b0 * s2 - b1 * s1) / d
    c[1] = (s0 * b1 - s1 * b0) / d
    worst = 0.0
    for j in range(count):
        worst = max(worst, abs(c[0] + c[1] * t[j] - line[j]))
    return worst * 2.0**-23 * 0.6931471805599453


@strict
def fit_any(kind, t, s, w, b, degree, count, square, rhs, c):
    """Coefficients of a head of any degree: those of p, then for ADDED that of s; False where they are not determined."""
    columns = degree + 1 + (1 if kind == ADDED and len(s) > 0 else 0)
    for k in range(columns):
        rhs[k] = 0.0
        for m in range(columns):
            square[k, m] = 0.0
    column = np.empty(MOST_COLUMNS + 1)
    for j in range(count):
        y = s[j] * w[j] if kind == SCALED else w[j]
        for k in range(degree + 1):
            column[k] = y
            y *= t[j]
        if columns > degree + 1:
            column[degree + 1] = s[j] * w[j]
        for k in range(columns):
            rhs[k] += column[k] * b[j]
            for m in range(k + 1):
                square[k, m] += column[k] * column[m]
    return solve_normal(square, rhs, columns, c)

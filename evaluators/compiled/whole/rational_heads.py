"""Rational heads: s p(r) / q(r), by linear least squares of s p(r) - f q(r), again with weights 1 / q.

t = (r - middle) / half is r mapped to [-1, 1]; where r is of one sign and wide, middle is 0 and half is r's geometric
mean, so that small values of r count as well. q is 1 at t = 0 and must be positive on the sample.
"""

import math

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import BIG, mean_error, solve_normal

ROUNDS = 3
WIDE = 64.0
"""Ratio of the largest to the least size from which an r of one sign is wide."""
RIDGE = 1e-12
"""Added to the diagonal, relative to it: p and q may have a common factor."""
_LEAST_Q = 1e-6
MOST_RATIONAL = 3
"""Largest degree of p and of q."""
RATIONAL_COLUMNS = 2 * MOST_RATIONAL + 1


@strict
def map_rational(read, middle, half, count, t, scale):
    """Fill t and scale = (middle, half) of a read; True where it is wide."""
    positive = 0
    negative = 0
    least = 1e300
    most = 0.0
    for j in range(count):
        size = abs(read[j])
        if read[j] > 0.0:
            positive += 1
        elif read[j] < 0.0:
            negative += 1
        if size > 0.0:
            least = min(least, size)
            most = max(most, size)
    wide = (positive == 0 or negative == 0) and most > WIDE * least
    if wide:
        total = 0.0
        for j in range(count):
            if read[j] != 0.0:
                total += math.log(abs(read[j]))
        half = math.exp(total / (positive + negative))
        half = half if negative == 0 else -half
        middle = 0.0
    scale[0] = middle
    scale[1] = half
    for j in range(count):
        t[j] = (read[j] - middle) / half
    return wide


@strict
def _solve_scaled(a, b, n, c, size):
    """Solve a c = b with rows and columns scaled to a diagonal of ones and RIDGE."""
    for k in range(n):
        if not 0.0 < a[k, k] < 1e300:
            return False
        size[k] = 1.0 / math.sqrt(a[k, k])
    for k in range(n):
        b[k] *= size[k]
        for m in range(k):
            a[k, m] *= size[k] * size[m]
        a[k, k] = 1.0 + RIDGE
    if not solve_normal(a, b, n, c):
        return False
    for k in range(n):
        c[k] *= size[k]
    return True


@strict
def denominator(c, above, below, t):
    """q at t."""
    q = 0.0
    for k in range(below, 0, -1):
        q = (q + c[above + k]) * t
    return 1.0 + q


@strict
def fit_rational(t, wide, s, w, b, above, below, count, v, column, square, rhs, c):
    """Coefficients of p, of degree `above`, then of q, of degree `below`, without its first, 1; False where there are none."""
    columns = above + 1 + below
    for j in range(count):
        v[j] = 1.0
        if wide:
            for _ in range(below):
                v[j] /= 1.0 + abs(t[j])
    least = 0.0
    for _ in range(ROUNDS):
        for k in range(columns):
            rhs[k] = 0.0
            for m in range(k + 1):
                square[k, m] = 0.0
        for j in range(count):
            z = v[j] * b[j]
            y = v[j] * s[j] * w[j]
            for k in range(above + 1):
                column[k] = y
                y *= t[j]
            y = -z
            for k in range(above + 1, columns):
                y *= t[j]
                column[k] = y
            for k in range(columns):
                g = column[k]
                rhs[k] += g * z
                for m in range(k + 1):
                    square[k, m] += g * column[m]
        if not _solve_scaled(square, rhs, columns, c, column):
            return False
        least = 1e300
        for j in range(count):
            q = denominator(c, above, below, t[j])
            least = min(least, q)
            v[j] = 1.0 / max(abs(q), _LEAST_Q)
    return least > 0.0


@strict
def rational_error(t, s, w, b, above, below, count, c):
    """The error of a fitted head, as of the linear ones."""
    worst = 0.0
    total = 0.0
    squares = 0.0
    for j in range(count):
        p = 0.0
        for k in range(above, -1, -1):
            p = p * t[j] + c[k]
        error = abs(s[j] * w[j] * p / denominator(c, above, below, t[j]) - b[j])
        worst = max(worst, error)
        total += error
        squares += error * error
    return mean_error(worst, math.sqrt(squares / count), total / count) if total < 1e100 else BIG

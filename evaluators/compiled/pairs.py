"""Double-double arithmetic: a number is the unevaluated sum of two float64, the second at most half an ulp of the first.

Relative error of an operation below 2**-100 (Joldes, Muller, Popescu, Tight and rigorous error bounds for basic
building blocks of double-word arithmetic, 2017: at most 15 * 2**-106 for the quotient, less for the others). Where the
float64 result is infinite or nan, it stands with a low part of 0, so that c/0 and c/inf are as in IEEE 754.
"""

import math

from evaluators.compiled.cache import strict
from evaluators.compiled.intrinsics import fma

# pyright: reportCallIssue=false
# numba passes the context of intrinsics.


@strict
def two_sum(a, b):
    """a + b rounded, and the rounding error (Knuth)."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


@strict
def _normal(high, low):
    """The pair of the same sum, for |low| <= |high|; (high, 0) where low is not finite."""
    s = high + low
    e = low - (s - high)
    good = abs(e) < math.inf
    return (s if good else high), (e if good else 0.0)


@strict
def pair_add(a, x, b, y):
    """(a + x) + (b + y)."""
    s, e = two_sum(a, b)
    t, f = two_sum(x, y)
    e += t
    h = s + e
    e = (e - (h - s)) + f
    g = h + e
    e -= g - h
    good = abs(e) < math.inf
    return (g if good else s), (e if good else 0.0)


@strict
def pair_sub(a, x, b, y):
    """(a + x) - (b + y)."""
    return pair_add(a, x, -b, -y)


@strict
def pair_mul(a, x, b, y):
    """(a + x) * (b + y)."""
    p = a * b
    return _normal(p, fma(a, b, -p) + (a * y + x * b))


@strict
def pair_div(a, x, b, y):
    """(a + x) / (b + y)."""
    q = a / b
    return _normal(q, (fma(-q, b, a) + (x - q * y)) / b)


@strict
def pair_sqrt(a, x):
    """Square root of a + x."""
    s = math.sqrt(a)
    return _normal(s, (fma(-s, s, a) + x) / (2.0 * s))

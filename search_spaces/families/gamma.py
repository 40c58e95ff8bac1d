"""Reductions of log |gamma|."""

import math
from typing import Any

from search_spaces.families.erf_inv import LOGARITHM
from search_spaces.programs.lowering import passed
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Bool, Float, Outputs, fma, select, stage, to_float
from search_spaces.slots import Family, Reduction, Slot, hole, one, part
from search_spaces.steps import (
    EXPONENT_BITS,
    LN2,
    MASKED,
    ROOT_HALF,
    WIDTH,
    fast_two_sum,
    product_error,
    split_mantissa,
)


@stage(0.0, 1.0, ROOT_HALF, EXPONENT_BITS, WIDTH)
def _splits(x: Float) -> Outputs:
    """a = |x|, d = a - rint(a), t = |d|, s = d^2; a = 2^k (1 + f) and t = 2^j (1 + g), sqrt(1/2) <= 1 + f, 1 + g < sqrt(2).

    All but s is exact.
    """
    a = abs(x)
    negative = x < 0.0
    d = a - round(a)
    t = abs(d)
    s = d * d
    mantissa, exponent = split_mantissa(a, ROOT_HALF, MASKED)
    f, k = mantissa - 1.0, to_float(exponent)
    mantissa, exponent = split_mantissa(t, ROOT_HALF, MASKED)
    g, j = mantissa - 1.0, to_float(exponent)
    return {"a": a, "negative": negative, "t": t, "s": s, "f": f, "k": k, "g": g, "j": j}


_UPPER_CENTRE = 1.75
"""The middle of [1, 5/2]."""


@stage(1.5, 0.75, _UPPER_CENTRE)
def _near(a: Float) -> Outputs:
    """z = a + 1 below 3/2, else a, less 7/4, the middle of [1, 5/2]: exact but for a < 1/4, where 2^-25 is little beside the result."""
    close = a < 1.5
    centre = select(close, 0.75, _UPPER_CENTRE)
    return {"z": a - centre, "close": close}


@stage()
def _inverse(a: Float) -> Outputs:
    """u = 1 / a."""
    return {"u": 1.0 / a}


def logarithm(f: Float, k: Float, c: Float) -> tuple[Float, Float]:
    """(high, low): log(2^k (1 + f)), high = k ln2_high + f rounded, low its rounding error (Fast2Sum), f^2 c and k ln2_low included."""
    high = fma(k, LN2.high, f)
    back = fma(k, -LN2.high, high)
    lost = f - back
    lost_and_tail = fma(f * f, c, lost)
    return high, fma(k, LN2.low, lost_and_tail)


STIRLING = float.fromhex("0x1.acfe4p-2")
"""log(2 pi)/2 - 1/2 to a multiple of 2^-20; the rest is in the core r."""
EDGE, MINUS_THREE_SIXTEENTHS = 2.5, -0.1875
"""Point where Stirling's formula begins; (z + 3/4)(z - 1/4) = z (z + 1/2) - 3/16."""
HUGE, LARGE = float.fromhex("0x1.895f1ap+121"), 2.0**127
"""From the first on, one float32 before the function's own overflow, the result is infinite: so is its product with the second."""


def ends(negative: Bool, t: Float, a: Float, value: Float) -> Float:
    """The value, but infinite at poles and from HUGE on."""
    distance = select(negative, t, a)
    regular = distance > 0.0
    opened = select(regular, value, math.inf)
    over = a * LARGE
    finite = a < HUGE
    return select(finite, opened, over)


@stage(0.0, 1.0, -1.0, 0.5, LN2.high, -LN2.high, LN2.low, EDGE, MINUS_THREE_SIXTEENTHS, STIRLING, math.inf, HUGE, LARGE)
def _last(
    a: Float, negative: Bool, t: Float, s: Float, f: Float, k: Float, g: Float, j: Float, close: Bool,
    z: Float, c: Float, e: Float, q: Float, r: Float, b: Float,
) -> Outputs:  # fmt: skip
    """x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m); every large term in two parts.

    Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m = r + log(2 pi)/2 - 1/2, log a less 1.
    """
    first, second = logarithm(f, k, c)
    high, low = fast_two_sum(first, second)
    deep, rest = logarithm(g, j, e)
    below_edge = a < EDGE
    reflected = select(negative, 1.0, 0.0)
    opposite = select(negative, -1.0, 0.0)
    step = select(close, -1.0, 0.0)
    beyond = a - 0.5
    factor = select(below_edge, step, beyond)
    h = factor + reflected
    taken = h - reflected
    dropped = factor - taken
    same_h = factor - opposite
    high_less = high - 1.0
    log_a = select(below_edge, high, high_less)
    product = h * log_a
    product_low = product_error(product, same_h, log_a)
    parabola = fma(z, z + 0.5, MINUS_THREE_SIXTEENTHS)
    core = parabola * q
    m = select(below_edge, core, r)
    low_and_product = fma(h, low, product_low)
    lows = fma(dropped, log_a, low_and_product)
    tail = lows + m
    base = reflected + STIRLING
    offset = select(below_edge, 0.0, base)
    raised = offset + tail
    right = product + raised
    large = (product + deep) + offset
    bent = fma(s, b, -(tail + rest))
    left = bent - large
    value = select(negative, left, right)
    return {"result": ends(negative, t, a, value)}


def _near_core(mp: Any, z: Any) -> Any:
    """log gamma(z + 7/4) / ((z + 3/4)(z - 1/4)), at its zeros digamma over the other factor."""
    first, second = z + mp.mpf("0.75"), z - mp.mpf("0.25")
    if first == 0 or second == 0:
        return mp.digamma(z + mp.mpf("1.75")) / (first + second)
    lost = 2 * max(0, -mp.mag(first), -mp.mag(second))
    with mp.workprec(mp.prec + 40 + lost):
        value = mp.loggamma(z + mp.mpf("1.75")) / (first * second)
    return +value


def _series_core(mp: Any, u: Any) -> Any:
    """Remainder of Stirling's formula at a = 1/u: u/12 - u^3/360 + ... (DLMF 5.11.1), a difference of terms of size a log a."""
    short = mp.log(2 * mp.pi) / 2 - mp.mpf("0.5") - mp.mpf(STIRLING)
    if u == 0:
        return short
    a = 1 / u
    with mp.workprec(mp.prec + 40 + 3 * max(0, mp.mag(a))):
        value = mp.loggamma(a) - (a - mp.mpf("0.5")) * mp.log(a) + a - mp.log(2 * mp.pi) / 2
    return value + short


def _bent(mp: Any, s: Any) -> Any:
    d = mp.sqrt(s)
    return mp.log(mp.pi * d / mp.sinpi(d)) / s


def log_slot(names: str, size: int) -> Slot:
    """log(1 + f) = f + f^2 c, taken `size` times."""
    value, argument = names[0], names[2]
    formula = f"log(1 + {argument}) = {argument} + {argument}^2 {value}"
    return hole(names, formula, LOGARITHM, factor=lambda mp, f: size * f * f, result=one)


# fmt: off
_LGAMMA = Family("lgamma", slots=(
    log_slot("c(f)", 10),
    log_slot("e(g)", 1),
    hole("q(z)", "log gamma(z + 7/4) = (z + 3/4)(z - 1/4) q", part("lgamma_near", _near_core, (-0.75, 0.75)),
         factor=lambda mp, z: (z + 0.75) * (z - 0.25), result=one),
    hole("r(u)", "log gamma(a) = (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r, u = 1 / a, r about u / 12 - u^3 / 360",
         part("lgamma_series", _series_core, (0.0, 0.4)), factor=one, result=one),
    hole("b(s)", "log(pi d / sin(pi d)) = s b, s = d^2", part("lgamma_reflection", _bent, (0.0, 0.25), (1.6449340668482264, 1)),  # pi^2 / 6
         factor=lambda mp, s: s, result=one),
), points=((-13.0, 0.0), (0.0, 10.0)))
# fmt: on


def row(name: str, last: Program, why: str) -> Reduction:
    """The row that ends with a stage."""
    return _LGAMMA.row(name, _splits, passed("g"), _near, _inverse, passed("s"), last, why=why)


_WHY = """\
x > 0: z = a + 1 with h = -1 below 3/2, else z = a with h = 0 below 5/2, and log gamma(z) = (z - 1)(z - 2) q vanishes exactly where it
must. From 5/2 on Stirling's formula (DLMF 5.11.1), in which nothing cancels.

x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a); log gamma(1 + a) is the same with h + 1 for h, and
log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2 to 15 cancel to one of size 1 or less, in whose ulp, that of 1,
errors count: so both logarithms are two numbers each, the product h log a is one with its rounding error (h is there twice, in different
words, because a compiler would take the two products for one; `dropped` is the rounding error of h), the large parts are subtracted
first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to their difference. d is exact; at a pole
it is 0 and the result infinite. From 0x1.895f1ap+121 on, one float32 before log gamma itself overflows, the
result is infinite, where the error counts as 1.6 ulp."""

ROWS: tuple[Reduction, ...] = (row("lgamma_reflected", _last, _WHY),)

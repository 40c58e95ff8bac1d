"""Reductions of softplus and mish: a logarithm and a quotient of functions of e^x."""

from search_spaces.families.splits import FIRST_SLOT, MINUS_SIZE, TWO, WHOLE, Split, split, split_size
from search_spaces.programs.tracing import Float, Outputs, fma, larger, smaller, stage
from search_spaces.slots import Family, hole, part
from search_spaces.steps import WIDTH, at_most, left_by, mended_quotient, power_of_two

_MOST_POWER = float.fromhex("0x1.0001p+0")  # e^-|x| as cores give it


def _two_parts(s: Float, r: Float, y: Float) -> tuple[Float, Float]:
    """s e^r as a sum of two, e^r = 1 + r y with y = (e^r - 1) / r (Fast2Sum)."""
    ry = r * y
    head = 1.0 + ry
    low = left_by(head, 1.0, ry)
    return s * head, s * low


@stage()
def _power(y: Float, t: Float) -> Outputs:
    """e = e^-|x| = 2^k y, y = e^r."""
    return {"e": power_of_two(t) * y}


@stage()
def _power_in_two_parts(y: Float, r: Float, t: Float) -> Outputs:
    """e + e_low = e^-|x| = 2^k (1 + r y), y = (e^r - 1) / r."""
    e, e_low = _two_parts(power_of_two(t), r, y)
    return {"e": e, "e_low": e_low}


@stage()
def _softplus(q: Float, e: Float, x: Float) -> Outputs:
    """softplus x = max(x, 0) + (e - e^2 q), q = (e - log(1 + e)) / e^2."""
    logarithm = fma(-(e * e), q, e)
    return {"result": logarithm + larger(x, 0.0)}


_NINE_SIXTEENTHS = 0.5625


@stage()
def _softplus_compensated(q: Float, e: Float, e_low: Float, x: Float) -> Outputs:
    """softplus x = max(x, 0) + (e + e_low / (1 + e) - e^2 q), q = (e - log(1 + e)) / e^2, 1 / (1 + e) within 0.07 of 1 - 9/16 e."""
    positive = larger(x, 0.0)
    greater = larger(positive, e)
    lesser = smaller(positive, e)
    head = greater + lesser
    lost = smaller(1.0, left_by(head, greater, lesser))
    slope = fma(e, -_NINE_SIXTEENTHS, 1.0)
    lows = fma(e_low, slope, lost)
    tail = fma(-(e * e), q, lows)
    return {"result": head + tail}


_SCALE = 2.0**-12
"""Of e^x, which would leave the normal range too early."""


@stage(WIDTH, 2.0, _SCALE, -0.0)
def _mish(y: Float, t: Float, raised: Float, x: Float) -> Outputs:
    """mish x = x n / (n + 2), n = e^x (e^x + 2), e = 2^12 e^x = 2^(k + 12) y, y = e^r."""
    e = power_of_two(t) * y
    scaled = fma(e, _SCALE, -0.0)
    n = fma(e, scaled, e + e)
    denominator = fma(n, _SCALE, 2.0)
    numerator = fma(raised, n, -0.0)
    quotient = fma(numerator / denominator, _SCALE, -0.0)
    return {"result": at_most(x, quotient)}


@stage(WIDTH, 1.0, 2.0, _SCALE, -0.0)
def _mish_corrected(y: Float, r: Float, t: Float, raised: Float, x: Float) -> Outputs:
    """mish x = x n / (n + 2), n = e^x (e^x + 2), e + e_low = 2^12 e^x = 2^(k + 12) (1 + r y), y = (e^r - 1) / r."""
    e, e_low = _two_parts(power_of_two(t), r, y)
    scaled = fma(e, _SCALE, -0.0)
    half_weight = scaled + 1.0
    weight = half_weight + half_weight
    twice = e + e
    square = e * scaled
    n = twice + square
    n_lost = left_by(n, twice, square)
    n_low = fma(e_low, weight, n_lost)
    n_scaled = n * _SCALE
    denominator = n_scaled + 2.0
    denominator_lost = left_by(denominator, 2.0, n_scaled)
    denominator_low = fma(n_low, _SCALE, denominator_lost)
    quotient = mended_quotient((n, n_low), (denominator, denominator_low))
    product = fma(raised, quotient, -0.0)
    quotient = fma(product, _SCALE, -0.0)
    return {"result": at_most(x, quotient)}


_BOUNDED = """\
In the exponent x is clamped to 20, where the quotient is 1, and everywhere to -95 from below. e = 2^12 e^x and n in units of 2^-12 keep
x e^x in the normal range as far as -91.9; the last product brings the result back and flushes it to -0 beyond (so is mish(-inf)). Where
x n overflows, the bound decides: the result is at most x for x > 0, at most -0 otherwise.
{}"""

# fmt: off
_SERIES = hole("q(e)", "log(1 + e) = e - e^2 q",
               part("log1p_second_order_minus", lambda mp, e: (e - mp.log1p(e)) / (e * e), (0.0, _MOST_POWER), (0.5, 2)),
               factor=lambda mp, e: e * e, result=lambda mp, e: mp.log1p(e))

_SOFTPLUS = Family("softplus", """\
|x| is clamped to 88, where 2^k is flushed to zero. q goes from 1/2 down to 1 - ln 2: no division, and a correction of at most 0.44 of the
result. {}""", flushes=True, points=((-2.0, 2.0), (-12.0, 12.0)))
_MISH = Family("mish", _BOUNDED, flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)))
_FALLING = split_size(88.0, Split(TWO, bias=127, names="t"), MINUS_SIZE)
_RISING = split(-95.0, 20.0, Split(TWO, bias=139, names="t, raised"))

ROWS = (
    _SOFTPLUS.row("softplus_series", _FALLING, _power, _softplus, slots=(WHOLE, _SERIES), why="e, e^2, the inner sum and the outer one round."),
    _SOFTPLUS.row("softplus_series_compensated", _FALLING, _power_in_two_parts, _softplus_compensated, slots=(FIRST_SLOT, _SERIES), why="""\
e has a second part by Fast2Sum, which counts 1 / (1 + e), within 0.07 of 1 - 9/16 e. head = max(x, 0) + e loses `lost` (Fast2Sum of the
larger and the smaller; bounded, for inf), and head + (lost + e_low (1 - 9/16 e) - e^2 q) has one rounding of size."""),
    _MISH.row("mish_quotient", _RISING, _mish, slots=(WHOLE,), why="n, n + 2, x n and the quotient round once each."),
    _MISH.row("mish_corrected", _RISING, _mish_corrected, slots=(FIRST_SLOT,), why="""\
e has a second part, which counts 2 e + 2 in n. n + n_low and n + 2 = denominator + denominator_low by Fast2Sum, as far as their order
allows (n < 2; above, the result forgives). With inverse = 1 / denominator, used once as a quotient (abs changes nothing), quotient = n inverse
is mended by the remainder times inverse; then only x times the quotient rounds."""),
)
# fmt: on

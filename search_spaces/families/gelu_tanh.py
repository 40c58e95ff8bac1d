"""Reduction of gelu in its tanh form by few operations: x / (1 + 2^w), w right to about 2^-24."""

from search_spaces.programs.tracing import Float, Outputs, fma, larger, select, stage
from search_spaces.slots import Family, Slot
from search_spaces.steps import MAGIC, WIDTH, Parts, power_of_two, product_error
from search_spaces.targets import TARGETS

_SLOPE = Parts(float.fromhex("-0x1.26aecp+1"), float.fromhex("-0x1.0de73ap-22"))
"""-sqrt(8 / pi) log2 e; a multiple of 2^-20 first, so that it less a sum up to 16 is exact."""
_BEND = Parts(float.fromhex("-0x1.a5a7dp-4"), float.fromhex("0x1.151aaep-29"))
"""0.044715 times that."""
_ROUGH_BEND = float.fromhex("-0x1.a5a7d2p-4")
"""Its neighbour: with the same constant, two products would be equal."""
_LEAST, _MOST = float.fromhex("-0x1.434p+3"), 6.0
"""-10.1016, where the result is 2^-126.03; 6, from where 2^w is below 2^-36."""
_MAGIC = MAGIC + 125
_QUARTER = 0.25


@stage()
def _argument(x: Float) -> Outputs:
    """w = x (slope + bend x^2) = k + r, |r| <= 1/2 + 2^-16, r right to 2^-24 or so from -10.1016 to 6; t holds k + 125 in its low bits.

    slope - g is exact. c is x in other words there, for a compiler would take two equal products for one, and round it.
    """
    c = larger(x, _LEAST)
    z = x * c
    z_low = product_error(z, x, x)
    g = fma(z, _ROUGH_BEND, _SLOPE.high)
    left = _SLOPE.high - g
    lost = fma(z, _BEND.high, left)
    lows = fma(z, _BEND.low, _SLOPE.low)
    lows_and_z_low = fma(z_low, _BEND.high, lows)
    g_low = lost + lows_and_z_low
    t = fma(c, g, _MAGIC)
    k = t - _MAGIC
    near_r = fma(x, g, -k)
    return {"r": fma(x, g_low, near_r), "t": t}


@stage(WIDTH)
def _quotient(y: Float, t: Float, x: Float) -> Outputs:
    """x / (1 + 2^w) = x / (1/4 + s y) / 4, s = 2^(k-2), y = 2^r; x itself from 6 on, -0 below -10.1016."""
    d = fma(power_of_two(t), y, _QUARTER)
    quotient = x / d * _QUARTER
    tail = select(x < _LEAST, -0.0, quotient)
    return {"result": select(x > _MOST, x, tail)}


_POWER = Slot("y", "r", TARGETS["exp2"], (-0.501, 0.501), exact_points=(0.0,), formula="y = 2^r")

ROWS = (
    Family("gelu_tanh", """\
w is up to 129.4 and must be right to 2^-24 for the last digits of the result: x g leaves k in one fma, so that the product has no
rounding of size, and g_low holds what g lost, with the rounding error of z = x^2 and the low parts of slope and bend. x is not clamped: what
comes of it below -10.1016, from where the result is below 2^-126 and flushed, and beyond 6 is chosen away. The quarter keeps the denominator
finite; it comes last, for a quarter of the least x would be flushed. y, the denominator and the quotient round once each.""",
           (_POWER,), flushes=True, points=((-10.2, -4.0), (-4.0, 6.0))).row("gelu_tanh_lean", _argument, _quotient),
)  # fmt: skip

"""Reductions of activation functions: quotients by 1 + e^-x, and functions of e^-|x|."""

from search_spaces.families.splits import EXP_EDGE, LN2_EXACT, ONE, TWO, Split, split_minus
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, fma, larger, smaller, stage
from search_spaces.slots import Family, exact_at_zero, hole, part
from search_spaces.steps import MAGIC, WIDTH, Parts, at_most, lost_by, power_of_two, product_error, rough_reciprocal

_MIRROR = 2129859011
"""Turns the word of a number into that of its reciprocal, to 5.1 %."""
_UNIT = 2.0**-12
"""Of quotients that would leave the normal range too early."""
_NOTHING = -0.0
"""Addend of a product that must be rounded alone, as an fma."""


def _denominator(s: Float, y: Float, r: Float, one: float) -> tuple[Float, Float]:
    """(d, excess): d = s + one + s r y, where s r is exact and the sum s + one, whose rounding is found (Fast2Sum), holds all bits.

    d - excess is the denominator to twice the precision, where `excess` is used.
    """
    sr = s * r
    head = s + one
    lost = lost_by(head, s, one)
    tail = fma(sr, y, lost)
    d = head + tail
    return d, (d - head) - tail


def _bounded(quotient: Float, x: Float) -> Float:
    """The quotient, given in units of 2^12, as a float32; at most x for x > 0, at most -0 otherwise."""
    return at_most(x, fma(quotient, _UNIT, _NOTHING))


@stage(WIDTH, _UNIT, _NOTHING, _MIRROR)
def _silu_mended(y: Float, r: Float, t: Float, c: Float, x: Float) -> Outputs:
    """x / (1 + e^-x) = h - h (v lost), h = c / d, d = s + (1 + s r y), s = 2^k, y = (e^-r - 1) / r: `lost` is the rounding error of d, v near 1 / d.

    |y| is -y, for y is about -1, in other words, so that s r y is in neither fma a product that both share.
    """
    s = power_of_two(t)
    sr = s * r
    addend = fma(sr, y, _UNIT)
    d = addend + s
    addend_kept = d - s
    left = _UNIT - addend_kept
    size = abs(y)
    lost = fma(-sr, size, left)
    share = rough_reciprocal(d, _MIRROR) * lost
    h = fma(c / d, _UNIT, _NOTHING)
    mended = fma(-h, share, h)
    return {"result": at_most(x, mended)}


@stage()
def _logistic(y: Float, r: Float, t: Float) -> Outputs:
    """1 / (1 + e^-x) = 1 / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r."""
    d, _ = _denominator(power_of_two(t), y, r, 1.0)
    return {"result": 1.0 / d}


@stage()
def _logistic_corrected(y: Float, r: Float, t: Float) -> Outputs:
    """1 / (1 + e^-x) = v + v (1 - v d + v excess), v = 1 / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r."""
    d, excess = _denominator(power_of_two(t), y, r, 1.0)
    v = abs(1.0 / d)
    residual = fma(-v, d, 1.0)
    correction = fma(v, excess, residual)
    return {"result": fma(v, correction, v)}


@stage()
def _logistic_fast(y: Float, t: Float) -> Outputs:
    """1 / (1 + e^-x) = 1 / (1 + s y), s = 2^k, y = e^-r."""
    return {"result": 1.0 / fma(power_of_two(t), y, 1.0)}


@stage(WIDTH, _UNIT, _NOTHING)
def _over_fast(y: Float, t: Float, c: Float, x: Float) -> Outputs:
    """c / (1 + s y), s = 2^k, y = e^-r, all in units of 2^12."""
    d = fma(power_of_two(t), y, _UNIT)
    return {"result": _bounded(c / d, x)}


@stage(WIDTH, _UNIT, 1.0, _NOTHING)
def _over(y: Float, r: Float, t: Float, c: Float, x: Float) -> Outputs:
    """c / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r, all in units of 2^12."""
    d, _ = _denominator(power_of_two(t), y, r, _UNIT)
    return {"result": _bounded(c / d, x)}


@stage(WIDTH, _UNIT, 1.0, _NOTHING)
def _over_corrected(y: Float, r: Float, t: Float, c: Float, x: Float) -> Outputs:
    """c / d = v + u (c - v d + v excess), u = 1 / d, v = c u, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r, in units of 2^12.

    1 / d is used several times, but only once as a quotient: XLA then keeps all of it in one loop.
    """
    d, excess = _denominator(power_of_two(t), y, r, _UNIT)
    u = abs(1.0 / d)
    v = fma(c, u, _NOTHING)
    residual = fma(-v, d, c)
    correction = fma(v, excess, residual)
    return {"result": _bounded(fma(correction, u, v), x)}


_SLOPE = Parts(float.fromhex("0x1.26bp+1"), float.fromhex("-0x1.3de432p-15"))
"""sqrt(8 / pi) log2 e; 15 bits in the first."""
_BEND = Parts(float.fromhex("0x1.a5a7dp-4"), float.fromhex("-0x1.151aaep-29"))
"""0.044715 times that."""
_SLOPE_NEAREST = float.fromhex("0x1.26aec2p+1")
_LEAST, _HUGE = float.fromhex("-0x1.49999ap+3"), 1.5 * 2.0**127
"""-10.3; more than any value that it is compared with."""


@stage(_LEAST, 6.0, -_HUGE, _HUGE, *_SLOPE, *_BEND, MAGIC + 115)
def _gelu_argument(x: Float) -> Outputs:
    """e^-2u = 2^-w, w = x (slope + bend x^2) = -k + r to 2^-25, |r| <= 1/2 + 2^-16; t holds k in its low bits.

    Every product and sum is right to its double: slope - g is exact; same_e and same_z are e and z in other words.
    """
    c = larger(x, _LEAST)
    e = smaller(c, 6.0)
    same_e = larger(e, -_HUGE)
    z = e * same_e
    z_low = product_error(z, e, e)
    g = fma(z, _BEND.high, _SLOPE.high)
    left = _SLOPE.high - g
    same_z = smaller(z, _HUGE)
    lost = fma(same_z, _BEND.high, left)
    lost_and_z_low = fma(z_low, _BEND.high, lost + _SLOPE.low)
    g_low = fma(z, _BEND.low, lost_and_z_low)
    w = e * g
    w_lost = product_error(w, same_e, g)
    w_low = fma(e, g_low, w_lost)
    t = (MAGIC + 115) - w
    n = t - (MAGIC + 115)
    r = (w + n) + w_low
    return {"r": r, "t": t, "c": c}


@stage(_LEAST, 6.0, _SLOPE_NEAREST, _BEND.high, MAGIC + 115)
def _gelu_argument_fast(x: Float) -> Outputs:
    """e^-2u = 2^-w, w = x (slope + bend x^2) = -k + r to 2^-16, |r| <= 1/2 + 2^-16; t holds k in its low bits."""
    c = larger(x, _LEAST)
    e = smaller(c, 6.0)
    w = e * fma(e * e, _BEND.high, _SLOPE_NEAREST)
    t = (MAGIC + 115) - w
    n = t - (MAGIC + 115)
    return {"r": w + n, "t": t, "c": c}


_HALF_E, _HALF_2 = (-EXP_EDGE, EXP_EDGE), (-0.501, 0.501)

# fmt: off
_FIRST = hole("y(r)", "e^-r = 1 + r y", part("exp_minus_first_order", lambda mp, r: mp.expm1(-r) / r, _HALF_E, (-1.0, 1)),
              factor=lambda mp, r: r, result=lambda mp, r: 1 + mp.exp(-r))
_FIRST_2 = hole("y(r)", "2^-r = 1 + r y", part("exp2_minus_first_order", lambda mp, r: (mp.power(2, -r) - 1) / r, _HALF_2, (-LN2_EXACT, 1)),
                factor=lambda mp, r: r, result=lambda mp, r: 1 + mp.power(2, -r))
_WHOLE = exact_at_zero(hole("y(r)", "y = e^-r", part("exp_minus", lambda mp, r: mp.exp(-r), _HALF_E),
                            result=lambda mp, r: 1 + mp.exp(-r)))
_WHOLE_2 = exact_at_zero(hole("y(r)", "y = 2^-r", part("exp2_minus", lambda mp, r: mp.power(2, -r), _HALF_2),
                              result=lambda mp, r: 1 + mp.power(2, -r)))
# fmt: on

_SUM = """\
With s = 2^k the denominator is s + 1 + s r y. head = s + 1 loses `lost`, found exactly for all s that matter (2^-24 and more; below, it
is 0 and head is 1); d = head + (s r y + lost) has one rounding of size. {}"""

_NOTHING_MENDED = "The error of the division, up to 1 ulp of the quotient, stays."
_MENDED = "d - excess is the denominator to twice the precision (Fast2Sum), of which the quotient is mended in one step of Newton."
_FAST = "Fast: ln 2 in one constant, and 1 + s y in one fma, with the core y = e^-r, whose error counts in full."

_SCALED = """\
All of it is scaled by 2^-12, so that d holds {high}: the result leaves the normal range at {edge} only. x is clamped to {least}
from below, in the numerator too, and in the exponent to {most} from above. c / d times 2^-12 is flushed to -0 beyond the range
(so is {name}(-inf)); where c / d overflows, the bound decides: the result is at most x for x > 0, at most -0 otherwise.
"""

_LOGISTIC = Family("logistic", "x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed.\n{}", (_FIRST,), flushes=True,
                   points=((-2.0, 2.0), (-12.0, 12.0)))  # fmt: skip
_SILU_WHY = _SCALED.format(least="-95", most="40", edge="-91.9", name="silu", high="e^95")
_SILU = Family("silu", _SILU_WHY + "{}", (_FIRST,), flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)))
_GELU_WHY = """\
w is up to 131 at x = -10.15 and must be right to 2^-25 there, so that the argument keeps every product and sum to its double.
""" + _SCALED.format(least="-10.3", most="6", edge="-10.1", name="gelu_tanh", high="137 bits")
_GELU = Family("gelu_tanh", _GELU_WHY + "{}", (_FIRST_2,), flushes=True, points=((-10.3, -4.0), (-4.0, 6.0)))


def _minus(least: float, most: float, names: str, steps: str = TWO) -> Program:
    """-x = k ln 2 - r; t holds k and the bias that makes 2^k or, where the numerator is asked for too, 2^(k - 12)."""
    return split_minus(least, most, Split(steps, bias=127 if names == "t" else 115, names=names))


# fmt: off
ROWS = (
    _LOGISTIC.row("logistic_quotient", _minus(-88.0, 87.0, "t"), _logistic, why=_SUM.format(_NOTHING_MENDED)),
    _LOGISTIC.row("logistic_corrected", _minus(-88.0, 87.0, "t"), _logistic_corrected, why=_SUM.format(_MENDED)),
    _SILU.row("silu_quotient", _minus(-95.0, 40.0, "t, c"), _over, why=_SUM.format(_NOTHING_MENDED)),
    _SILU.row("silu_mended", _minus(-95.0, 40.0, "t, c"), _silu_mended, why="""\
With s = 2^k, d = s + (1 + s r y); `lost` is the error of both of its roundings, to a few percent where it matters. h = c / d becomes
h - h (v lost), v near 1 / d (to 5.1 %: its bits mirrored); nan, of an infinite h, gives way to the bound."""),
    _SILU.row("silu_corrected", _minus(-95.0, 40.0, "t, c"), _over_corrected, why=_SUM.format(_MENDED)),
    _GELU.row("gelu_tanh_quotient", _gelu_argument, _over, why=_SUM.format(_NOTHING_MENDED)),
    _GELU.row("gelu_tanh_corrected", _gelu_argument, _over_corrected, why=_SUM.format(_MENDED)),
    _LOGISTIC.row("logistic_fast", _minus(-88.0, 87.0, "t", ONE), _logistic_fast, slots=(_WHOLE,), why=_FAST),
    _SILU.row("silu_fast", _minus(-95.0, 40.0, "t, c", ONE), _over_fast, slots=(_WHOLE,), why=_FAST),
    _GELU.row("gelu_tanh_fast", _gelu_argument_fast, _over_fast, slots=(_WHOLE_2,), why="""\
Fast: w in three roundings, off by up to 2^-16, and 1 + s y in one fma, with the core y = 2^-r."""),
)
# fmt: on

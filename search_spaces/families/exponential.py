"""Reductions of exp2, exp and expm1: x = k ln 2 + r, and 2^k goes into the exponent field."""

import math

from search_spaces.families.splits import ONE, SECOND, TWO, TWO_AND_REST, WHOLE, Split, split
from search_spaces.programs.tracing import Float, Int, Outputs, bits, fma, from_bits, select, select_word, stage, to_int
from search_spaces.slots import Family, Slot, hole
from search_spaces.steps import INFINITY, MAGIC, WIDTH, clamp, moved_exponent, power_of_two
from search_spaces.targets import TARGETS

_LEAST_EXPONENT = -126.0
"""Of normal numbers."""


@stage(WIDTH, math.inf, 0.0)
def _scaled(y: Float, k: Int, x: Float) -> Outputs:
    """2^x = 2^k y, y = 2^r from 2^-1/2 to 2^1/2: k is added to its exponent field, exactly for -126 <= x < 128."""
    scaled = moved_exponent(y, k << WIDTH)
    above = x + math.inf
    upper = select(x < 2.0**7, scaled, above)
    return {"result": select(x < _LEAST_EXPONENT, 0.0, upper)}


@stage()
def _finish_2(y: Float, t: Float, c: Float) -> Outputs:
    """2^x = 2^k y, y = 2^r from 2^-1/2 to 2^1/2, exactly; 0 c flushes what is subnormal and carries nan."""
    shift = bits(t) << WIDTH
    scaled = moved_exponent(y, shift)
    return {"result": fma(c, 0.0, scaled)}


@stage()
def _finish(y: Float, t: Float, c: Float) -> Outputs:
    """e^x = 2^k y, y = e^r from 2^-1/2 to 2^1/2, exactly, cut to inf; 0 c flushes what is subnormal and carries nan."""
    shift = bits(t) << WIDTH
    moved = bits(y) + shift
    cut = select_word(moved < INFINITY, moved, INFINITY)
    return {"result": fma(c, 0.0, from_bits(cut))}


@stage(WIDTH, 0.5, 2.0**-24)
def _expm1_plain(y: Float, r: Float, z: Float, t: Float, x: Float) -> Outputs:
    """e^x - 1 = 2 (s (1 + p) - 1/2), s = 2^(k-1), p = r + r^2 y, y = (e^r - 1 - r) / r^2; x itself below 2^-24."""
    s = power_of_two(t)
    less = s - 0.5
    p = fma(z, y, r)
    half = fma(s, p, less)
    doubled = half + half
    return {"result": select(abs(x) < 2.0**-24, x, doubled)}


@stage(WIDTH, 0.5, 2.0**-24)
def _expm1(y: Float, r: Float, rest: Float, z: Float, t: Float, x: Float) -> Outputs:
    """e^x - 1 = 2 (s (1 + r + rest + r^2 y) - 1/2), s = 2^(k-1), y = (e^r - 1 - r) / r^2; x itself below 2^-24."""
    s = power_of_two(t)
    less = s - 0.5
    sr = s * r
    head = sr + less
    lost = sr + (less - head)
    lost_half = (s - less) - 0.5
    lost_both = lost + lost_half
    tail = fma(s, fma(z, y, rest), lost_both)
    half = head + tail
    doubled = half + half
    return {"result": select(abs(x) < 2.0**-24, x, doubled)}


@stage()
def _rounded(x: Float) -> Outputs:
    """x = k + r, |r| <= 1/2, exactly for |x| < 2^22 (Sterbenz)."""
    n = round(x)
    r = x - n
    return {"r": r, "k": to_int(n)}


@stage()
def _magic(x: Float) -> Outputs:
    """x = k + r, |r| <= 1/2, exactly for |x| < 2^22 (Sterbenz): t holds k in its low bits."""
    t = x + MAGIC
    n = t - MAGIC
    r = x - n
    return {"r": r, "k": bits(t)}


@stage(MAGIC, -127.0, 128.0)
def _clamped(x: Float) -> Outputs:
    """x = k + r, |r| <= 1/2, exactly for x in [-127, 128] (Sterbenz): t holds k in its low bits."""
    c = clamp(x, -127.0, 128.0)
    t = c + MAGIC
    n = t - MAGIC
    return {"r": c - n, "t": t, "c": c}


_CLAMP = (float.fromhex("-0x1.5f999ap+6"), 89.0)  # -87.9, 89

_EXP2 = Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,), formula="y = 2^r")

_AROUND_ZERO = ((-1.0, 1.0), (-80.0, 80.0))
"""Intervals of test points: around 0, where k is 0 and arguments lie densest, and beyond."""

_FIELD = """\
y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the result is normal:
-126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
"""

_CLAMPED = """\
{}
x is first clamped to [-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal pattern, which the
last fma, adding 0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a number below 2^128, and any pattern above that
of inf is cut to it."""

_HALVED = """\
The half in s keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is first clamped to [-20, 89]:
e^-20 < 2^-25. Below 2^-24 the result is x, which keeps the sign of zero and numbers that s = 1/2 would make subnormal.
{}"""

# fmt: off
_SECOND = hole("y(r)", "e^r = 1 + r + r^2 y", SECOND, factor=lambda mp, r: r * r,
               result=lambda mp, r: min(abs(mp.expm1(r)), abs(mp.exp(r) - mp.mpf(0.5))))  # over 2^k: k = 0, and k = 1

_TWOS = Family("exp2", slots=(_EXP2,), flushes=True, points=_AROUND_ZERO)
_EXP = Family("exp", _CLAMPED, (WHOLE,), flushes=True, points=_AROUND_ZERO)
_EXPM1 = Family("expm1", _HALVED, (_SECOND,), flushes=True, points=((-1.1, 1.1),))

ROWS = (
    _TWOS.row("exponent_split_round", _rounded, _scaled, why=f"{_FIELD}k comes from the rounding instruction and a conversion."),
    _TWOS.row("exponent_split_magic", _magic, _scaled, why=f"""\
{_FIELD}x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest."""),
    _TWOS.row("exponent_split_clamped", _clamped, _finish_2, why="""\
x is first clamped to [-127, 128], so that the exponent field of 2^k y, y in [2^-1/2, 2^1/2], stays within 0 .. 255: at 128, r = 0
and y = 1 exactly, which makes the pattern of inf; below -126 the field is 0, a subnormal pattern, and the last fma, which adds
0 c, flushes it to zero and carries nan."""),
    _EXP.row("exp_clamped", split(*_CLAMP, Split(TWO)), _finish, why="""\
ln 2 = high + low, high a multiple of 2^-15: x - k high is exact, a multiple of 2^-25 below 1/2, and the only rounding of r,
2^-26 at most, is that of the second step; low is off by 2^-44."""),
    _EXP.row("exp_clamped_one_step", split(*_CLAMP, Split(ONE)), _finish, why="""\
One step with ln 2 rounded to float32, which is off by 2^-29: r is off by up to 128 * 2^-29 + 2^-26."""),
    _EXPM1.row("expm1_compensated", split(-20.0, 89.0, Split(TWO_AND_REST, bias=126, names="t, z, rest")), _expm1, why="""\
less = s - 1/2 loses lost_half = s - less - 1/2 (not 0 from k = 25 on); head = less + s r loses `lost` = s r - (head - less), exactly,
since s r is exact and |less| >= |s r| or less = 0 (Fast2Sum). head + (s (rest + r^2 y) + lost + lost_half) has one rounding of size,
the last."""),
    _EXPM1.row("expm1_plain", split(-20.0, 89.0, Split(TWO, bias=126, names="t, z")), _expm1_plain, why="""\
rest is left out: r is off by 2^-26, as is p = r + r^2 y. The worst k is 1: at x = 0.35, 2 p is twice the result."""),
)
# fmt: on

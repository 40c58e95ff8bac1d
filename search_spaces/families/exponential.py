"""Reductions of exp2, exp and expm1: x = k ln 2 + r, and 2^k goes into the exponent field."""

import math

from search_spaces.families.splits import EXP_EDGE, ONE, SECOND, TWO, TWO_AND_REST, WHOLE, Split, split
from search_spaces.slots import Reduction, Slot
from search_spaces.steps import INFINITY, MAGIC, WIDTH, clamp, moved_exponent, power_of_two
from search_spaces.targets import TARGETS
from search_spaces.tracing import Float, Int, Outputs, bits, fma, from_bits, select, select_word, stage, to_int


@stage(WIDTH, math.inf, 0.0)
def _scaled(y: Float, k: Int, x: Float) -> Outputs:
    """2^x = 2^k y, y = 2^r from 2^-1/2 to 2^1/2: k is added to its exponent field, exactly for -126 <= x < 128."""
    scaled = moved_exponent(y, k << WIDTH)
    above = x + math.inf
    upper = select(x < 2.0**7, scaled, above)
    return {"result": select(x < -126.0, 0.0, upper)}


_WHY = """\
x = k + r with k the nearest integer and |r| <= 1/2; both steps are exact for |x| < 2^22 (Sterbenz), and 2^x = 2^k 2^r.
The core's y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the
result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
{rounding}"""

_WHY_CLAMPED_2 = """\
x = k + r with k the nearest integer, from the low bits of x + 1.5*2^23, and |r| <= 1/2: exact (Sterbenz). x is first
clamped to [-127, 128], so that the exponent field of 2^k y, y in [2^-1/2, 2^1/2], stays within 0 .. 255: at 128, r = 0 and
y = 1 exactly, which makes the pattern of inf; below -126 the field is 0, a subnormal pattern, and the last fma, which adds
0 c, flushes it to zero and carries nan."""

_WHY_CLAMPED = """\
x = k ln 2 + r (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
{steps}
e^x = 2^k e^r: the core's y lies in [2^-1/2, 2^1/2], and k is added to its exponent field. x is first clamped to
[-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal pattern, which the last fma, adding
0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a number below 2^128, and any pattern above that of inf is
cut to it."""

TWO_STEPS = """\
ln 2 = high + low, high a multiple of 2^-15: x - k high is exact, a multiple of 2^-25 below 1/2, and the only rounding of r,
2^-26 at most, is that of the second step; low is off by 2^-44."""

ONE_STEP = """\
One step with ln 2 rounded to float32, which is off by 2^-29: r is off by up to 128 * 2^-29 + 2^-26."""


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


_WHY_EXPM1 = """\
x = k ln 2 + r + rest (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
With s = 2^(k-1), e^x - 1 = 2 (s (1 + r + rest + r^2 y) - 1/2), the core y = (e^r - 1 - r) / r^2 about 1/2; the half in s
keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is first clamped to [-20, 89]: e^-20 <
2^-25. Below 2^-24 the result is x, which keeps the sign of zero and numbers that s = 1/2 would make subnormal.
{sums}"""

_SECOND = Slot(
    "y",
    "r",
    SECOND,
    (-EXP_EDGE, EXP_EDGE),
    factor=lambda mp, r: r * r,
    result=lambda mp, r: min(abs(mp.expm1(r)), abs(mp.exp(r) - mp.mpf(0.5))),  # over 2^k: k = 0, and k = 1
)
_CLAMP = (float.fromhex("-0x1.5f999ap+6"), 89.0)  # -87.9, 89

_AROUND_ZERO = ((-1.0, 1.0), (-80.0, 80.0))
"""Where k is 0 and arguments lie densest, and beyond."""


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


# fmt: off
ROWS = (
    Reduction(
        name="exponent_split_round", target="exp2",
        stages=(_rounded, _scaled),
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True, points=_AROUND_ZERO,
        why=_WHY.format(rounding="k comes from the rounding instruction and a conversion."),
    ),
    Reduction(
        name="exponent_split_magic", target="exp2",
        stages=(_magic, _scaled),
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True, points=_AROUND_ZERO,
        why=_WHY.format(rounding="x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest."),
    ),
    Reduction(
        name="exponent_split_clamped", target="exp2",
        stages=(_clamped, _finish_2),
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True, points=_AROUND_ZERO,
        why=_WHY_CLAMPED_2,
    ),
    Reduction(
        name="exp_clamped", target="exp",
        stages=(split(*_CLAMP, Split(TWO)), _finish), slots=(WHOLE,), flushes=True, points=_AROUND_ZERO,
        why=_WHY_CLAMPED.format(steps=TWO_STEPS),
    ),
    Reduction(
        name="exp_clamped_one_step", target="exp",
        stages=(split(*_CLAMP, Split(ONE)), _finish), slots=(WHOLE,), flushes=True, points=_AROUND_ZERO,
        why=_WHY_CLAMPED.format(steps=ONE_STEP),
    ),
    Reduction(
        name="expm1_compensated", target="expm1",
        stages=(split(-20.0, 89.0, Split(TWO_AND_REST, bias=126, names="t, z, rest")), _expm1), slots=(_SECOND,),
        flushes=True, points=((-1.1, 1.1),),
        why=_WHY_EXPM1.format(sums="""\
less = s - 1/2 loses lost_half = s - less - 1/2 (not 0 from k = 25 on); head = less + s r loses `lost` = s r - (head - less), exactly,
since s r is exact and |less| >= |s r| or less = 0 (Fast2Sum). head + (s (rest + r^2 y) + lost + lost_half) has one rounding of size,
the last."""),
    ),
    Reduction(
        name="expm1_plain", target="expm1",
        stages=(split(-20.0, 89.0, Split(TWO, bias=126, names="t, z")), _expm1_plain), slots=(_SECOND,),
        flushes=True, points=((-1.1, 1.1),),
        why=_WHY_EXPM1.format(sums="""\
rest is left out: r is off by 2^-26, as is p = r + r^2 y. The worst k is 1: at x = 0.35, 2 p is twice the result."""),
    ),
)
# fmt: on

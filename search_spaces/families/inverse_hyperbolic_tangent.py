"""Reductions of the inverse hyperbolic tangent: the quotient of its logarithm's argument brought near one by a power of two."""

import math

from search_spaces.families.inverse import root_tail
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, bits, fma, from_bits, select, smaller, stage, to_float
from search_spaces.slots import Family, hole, part
from search_spaces.steps import EVEN, LN2, LN2_NEAREST, SIGN_BIT, WIDTH, fast_two_sum, rough_reciprocal, with_sign_of

_ONE = 127 << WIDTH
"""Word of 1."""
_LAST = float.fromhex("0x1.fffffep-1")
"""The float32 below 1."""
_MOST = float.fromhex("0x1.fffffcp-1")
_CONSTANTS = (1.0, 2.0, 0.0, _MOST, _ONE, WIDTH)


_NOTHING, _QUOTIENT, _ALL = "", "the error of the quotient", "the error of `bottom` and of the quotient"


def _shift(kept: str) -> Program:
    """k is the difference of the exponents of 1 + a and 1 - a, by their words; `kept` goes on as rest."""
    rest = (
        f"s + rest), z = s^2 below 0.14: rest is {kept}, over `bottom` to 5.1 %" if kept else "s), z = s^2 below 0.14"
    )

    @stage(*_CONSTANTS, *([EVEN] if kept else []), rest=rest)
    def shifted(x: Float) -> Outputs:
        """atanh |x| = k ln(2) / 2 + atanh({rest}.

        a = |x|, (1 + a) / (1 - a) = 2^k (1 + s) / (1 - s), s = top / bottom, top = a + t exactly, bottom = 2 + (a - t), t = c a + 1 - c, c = 2^k.
        """
        a = abs(x)
        bounded = smaller(a, _MOST)
        plus = a + 1.0
        minus = 1.0 - bounded
        k = (bits(plus) - bits(minus)) >> WIDTH
        exponent = to_float(k)
        c = from_bits((k << WIDTH) + _ONE)
        rest = 1.0 - c
        t = fma(c, a, rest)
        top = a + t
        m = a - t
        bottom = m + 2.0
        s = top / bottom
        given = {"z": fma(s, s, 0.0), "a": a, "s": s, "k": exponent}
        if kept == _ALL:
            high = bottom - 2.0
            low = m - high
            minus_s = -s
            left = fma(minus_s, bottom, top)
            residual = fma(minus_s, low, left)
            given["rest"] = residual * rough_reciprocal(bottom)
        elif kept:
            residual = fma(-s, bottom, top)
            given["rest"] = residual * rough_reciprocal(bottom)
        return given

    return shifted


def _ends(total: Float, a: Float, x: Float) -> Float:
    """inf at 1, nan beyond; the sign is that of x."""
    end = a > _LAST
    outside = a > 1.0
    pole = select(outside, math.nan, math.inf)
    magnitude = select(end, pole, total)
    return with_sign_of(magnitude, x)


_ENDS = (_LAST, 1.0, math.inf, math.nan, SIGN_BIT)
_STEP, _STEP_NEAREST = LN2.times(0.5), LN2_NEAREST.times(0.5)


@stage(*_STEP, *_ENDS)
def _kept(p: Float, z: Float, s: Float, k: Float, rest: Float, a: Float, x: Float) -> Outputs:
    """atanh |x| = (k ln(2) / 2 + s) + (s z p + rest), p = (atanh s / s - 1) / s^2, the rounding error of the first sum kept (Fast2Sum)."""
    zp = z * p
    first, lost = fast_two_sum(k * _STEP.high, s)
    lows = fma(k, _STEP.low, lost) + rest
    tail = fma(s, zp, lows)
    return {"result": _ends(first + tail, a, x)}


@stage(*_STEP_NEAREST, *_ENDS)
def _rounded(p: Float, z: Float, s: Float, k: Float, a: Float, x: Float) -> Outputs:
    """atanh |x| = k ln(2) / 2 + (s + s z p), p = (atanh s / s - 1) / s^2."""
    zp = z * p
    low = k * _STEP_NEAREST.low
    atanh_s = s + fma(s, zp, low)
    return {"result": _ends(fma(k, _STEP_NEAREST.high, atanh_s), a, x)}


# fmt: off
_P = hole("p(z)", "atanh s = s + s z p, z = s^2", part("atanh_tail", root_tail("atanh"), (0.0, 0.14), (1 / 3, 1)),
          factor=lambda mp, z: z * mp.sqrt(z), result=lambda mp, z: mp.atanh(mp.sqrt(z)))

_ATANH = Family("atanh", """\
atanh a = 1/2 log((1 + a) / (1 - a)). For a < 1/3 k is 0 and s is a itself. s z p is
below 0.05 of s.
{}
1 gives inf, more nan; the largest float below 1 is as far as c is needed.""", (_P,))

ROWS = (
    _ATANH.row("atanh_shift_exact", _shift(_ALL), _kept, why="""\
The numerator a + t is exact: a multiple of 2^-25 up to 1/2, or of 2^-24 up to 1. The errors of `bottom` = 2 + (a - t) and of the
division are found (Fast2Sum; the remainder top - s bottom by fma) and divided by `bottom` to 5.1 % through its bits, which is enough;
k ln(2) / 2 is a product without rounding, and the error of its sum with s (k = 0, or it is the larger one) joins the tail. There
remain the last addition's half an ulp and little of a - t, which is rounded where it is 1 and more."""),
    _ATANH.row("atanh_shift_near", _shift(_QUOTIENT), _kept, why="""\
The numerator a + t is exact; the roundings of a - t and of `bottom` stay, together below 1/3 ulp of the result (sampled). The
errors of the division and of the sum of k ln(2) / 2 and s are kept as in atanh_shift_exact."""),
    _ATANH.row("atanh_shift_short", _shift(_NOTHING), _rounded, why="""\
The roundings of the sums, of the division and of s + k ln(2) / 2 stay: about half an ulp each at worst."""),
)
# fmt: on

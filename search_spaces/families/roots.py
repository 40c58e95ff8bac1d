"""Reductions of roots: a start from the bits of x, and a core that is a function of the start's error."""

import math

from search_spaces.programs.tracing import (
    Float,
    Int,
    Outputs,
    bits,
    fma,
    from_bits,
    larger,
    select,
    stage,
    to_float,
    to_int,
)
from search_spaces.slots import Family, hole, one, part
from search_spaces.steps import INFINITY, SIGN_BIT, with_sign_of

_CBRT_DOMAIN = (float.fromhex("-0x1.a8p-4"), float.fromhex("0x1.a8p-4"))
_RSQRT_DOMAIN = (float.fromhex("-0x1.19p-4"), float.fromhex("0x1.19p-4"))

_LARGEST = float.fromhex("0x1.fffffep+127")


@stage(2.0**-126, _LARGEST, 0.0, math.nan, SIGN_BIT, INFINITY)
def _rsqrt_end(c: Float, e: Float, t: Float, x: Float) -> Outputs:
    """x^(-1/2) = t + t e c, c = ((1 - e)^(-1/2) - 1) / e, t e c below 0.037 t; zeros give infinities, x < 0 nan, inf 0."""
    root = fma(t, e * c, t)
    huge = x > _LARGEST
    upper = select(huge, 0.0, root)
    sign = bits(x) & SIGN_BIT
    pole = from_bits(sign | INFINITY)
    negative = x < 0.0
    beyond = select(negative, math.nan, pole)
    below_normal = x < 2.0**-126
    return {"result": select(below_normal, beyond, upper)}


_ORDINARY_END = -(2**24)
"""Adding the word of infinity carries those of normal numbers above 0 to -2^31 and more but less than this, and no others."""


@stage()
def _rsqrt_end_lean(c: Float, e: Float, t: Float, x: Float) -> Outputs:
    """x^(-1/2) = t + t e c, c = ((1 - e)^(-1/2) - 1) / e, for normal x > 0; else largest / x, nan for x < 0: infinities for zeros, 0 for inf."""
    root = fma(t * e, c, t)
    numerator = select(x < 0.0, math.nan, _LARGEST)
    beyond = numerator / x
    ordinary = bits(x) + INFINITY < _ORDINARY_END
    return {"result": select(ordinary, root, beyond)}


_MINUS_THIRD, _CBRT_ORIGIN = float.fromhex("-0x1.555556p-2"), float.fromhex("0x1.5287d2p+30")
_RSQRT_ORIGIN = 1597458432
"""The words of the starts: these, less a third or half of the word of x."""
_COARSE = -4096
"""Mask: all but 12 bits of a significand."""


def _word_of_inverse_cube_root(a: Float) -> Int:
    """Word of a^(-1/3) to 3.6 %: 4/3 of the word of 1 less a third of the word of a, computed in float32."""
    word = fma(to_float(bits(a)), _MINUS_THIRD, _CBRT_ORIGIN)
    return to_int(word)


def _rough_inverse_root(x: Float) -> Float:
    """x^(-1/2) to 3.5 %: its word is a constant less half of that of x."""
    return from_bits(_RSQRT_ORIGIN - (bits(x) >> 1))


@stage(_MINUS_THIRD, _CBRT_ORIGIN, _COARSE, 1.0)
def _cbrt_start(x: Float) -> Outputs:
    """t = |x|^(-1/3) to 3.6 %, 12 bits, so that t^2 is exact; u + low = |x| t^2 exactly; e = 1 - |x| t^3 to 2^-27, within 0.103."""
    a = abs(x)
    t = from_bits(_word_of_inverse_cube_root(a) & _COARSE)
    square = t * t
    u = a * square
    minus_u = -u
    same_a = larger(a, x)
    low = fma(same_a, square, minus_u)
    e_high = fma(minus_u, t, 1.0)
    e = fma(-low, t, e_high)
    return {"e": e, "a": a, "u": u, "low": low}


@stage(SIGN_BIT, math.inf)
def _cbrt_end(c: Float, e: Float, a: Float, u: Float, low: Float, x: Float) -> Outputs:
    """|x|^(1/3) = u + (u e c + low), c = ((1 - e)^(-2/3) - 1) / e, the bracket below 0.08 u; inf and nan themselves, the sign that of x."""
    root = u + fma(u, e * c, low)
    finite = a < math.inf
    magnitude = select(finite, root, a)
    return {"result": with_sign_of(magnitude, x)}


@stage(_MINUS_THIRD, _CBRT_ORIGIN, 1.0)
def _cbrt_start_short(x: Float) -> Outputs:
    """t = |x|^(-1/3) to 3.6 %, u = x t^2, e = 1 - |x| t^3 to 2^-23, within 0.103."""
    a = abs(x)
    t = from_bits(_word_of_inverse_cube_root(a))
    square = t * t
    u = x * square
    size = a * square
    return {"e": fma(-size, t, 1.0), "a": a, "u": u}


@stage()
def _cbrt_end_short(c: Float, a: Float, u: Float, x: Float) -> Outputs:
    """x^(1/3) = u c, c = (1 - e)^(-2/3); inf and nan themselves."""
    root = u * c
    finite = a < math.inf
    return {"result": select(finite, root, x)}


@stage(_RSQRT_ORIGIN, 1, 1.0, 0.0)
def _rsqrt_start(x: Float) -> Outputs:
    """t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-27, within 0.0685: h + low = x t exactly."""
    t = _rough_inverse_root(x)
    h = x * t
    minus_h = -h
    same_x = larger(x, 0.0)
    low = fma(same_x, t, minus_h)
    e_high = fma(minus_h, t, 1.0)
    return {"e": fma(-low, t, e_high), "t": t}


@stage(_RSQRT_ORIGIN, 1, 1.0)
def _rsqrt_start_short(x: Float) -> Outputs:
    """t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-24, within 0.0685."""
    t = _rough_inverse_root(x)
    h = x * t
    return {"e": fma(-h, t, 1.0), "t": t}


@stage(_RSQRT_ORIGIN, 1, 1.0)
def _rsqrt_start_lean(x: Float) -> Outputs:
    """t = x^(-1/2) to 3.5 %, e = 1 - x t^2 to 2^-24, within 0.0685."""
    t = _rough_inverse_root(x)
    h = x * t
    return {"e": fma(h, -t, 1.0), "t": t}


_CUBE_ROOT_BITS = """\
The bits of t are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough. {}
Infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85."""

_ROOT_BITS = """\
The bits of t are a constant less half of those of x. {}
As t e c is below 0.037 t, the roundings of c and of e c are below 0.04 ulp each, the last one's half an ulp. Below 2^-126 a zero gives
infinity of its sign, a negative number nan; infinity gives 0, nan itself."""

# fmt: off
_CBRT_SLOT = hole("c(e)", "(1 - e)^(-2/3) = 1 + e c",
                  part("cbrt_tail", lambda mp, e: (mp.power(1 - e, mp.mpf(-2) / 3) - 1) / e, _CBRT_DOMAIN, (2 / 3, 1)),
                  factor=lambda mp, e: abs(e), result=one)
_CBRT_FACTOR = hole("c(e)", "c = (1 - e)^(-2/3)", part("cbrt_factor", lambda mp, e: mp.power(1 - e, mp.mpf(-2) / 3), _CBRT_DOMAIN), factor=one)
_RSQRT_SLOT = hole("c(e)", "(1 - e)^(-1/2) = 1 + e c", part("rsqrt_tail", lambda mp, e: (1 / mp.sqrt(1 - e) - 1) / e, _RSQRT_DOMAIN, (0.5, 1)),
                   factor=lambda mp, e: abs(e), result=one)
_CBRT = Family("cbrt", _CUBE_ROOT_BITS, points=((1.0, 8.0),))
_RSQRT = Family("rsqrt", _ROOT_BITS, (_RSQRT_SLOT,), points=((1.0, 4.0),))

ROWS = (
    _CBRT.row("cbrt_inverse_start", _cbrt_start, _cbrt_end, slots=(_CBRT_SLOT,), why="""\
All but 12 bits of t are cleared, so that t^2 is exact. u = |x| t^2 is rounded, and `low` is its rounding error (|x| stands a second time as
max(|x|, x): two factors of one product must not look alike to the compiler, and a constant in place of x would be seen through inside a
loop). Then |x|^(1/3) = |x| t^2 (1 - e)^(-2/3), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3). The bracket is below 0.08 u: its roundings are below
0.07 ulp each, the last addition's half an ulp; e is right to 2^-27, 0.1 ulp of the result. Zero gives u = 0 and e = 1."""),
    _CBRT.row("cbrt_inverse_start_short", _cbrt_start_short, _cbrt_end_short, slots=(_CBRT_FACTOR,), why="""\
x^(1/3) = x t^2 (1 - e)^(-2/3), whose sign is that of x."""),
    _RSQRT.row("rsqrt_start_exact", _rsqrt_start, _rsqrt_end, why="""\
x t is split into h and its rounding error (x stands a second time as max(x, 0): two factors of one product must not look alike to
the compiler), so that e is right to 2^-27, 0.07 ulp of the result; t^2 would leave the normal range at both ends."""),
    _RSQRT.row("rsqrt_start_short", _rsqrt_start_short, _rsqrt_end, why="""\
x t is rounded, which moves e by 2^-24 and the result by 2^-25 of itself, up to half an ulp."""),
    _RSQRT.row("rsqrt_start_lean", _rsqrt_start_lean, _rsqrt_end_lean, why="""\
x t is rounded, which moves e by 2^-24 and the result by 2^-25 of itself, up to half an ulp. One comparison of words tells normal
numbers above 0 from all others, for which the largest number over x is right, or nan."""),
)
# fmt: on

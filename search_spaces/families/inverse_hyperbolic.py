"""Reductions of the inverse hyperbolic sine: a series beside zero, a logarithm away from it."""

import math
from typing import Any

from search_spaces.families.inverse import root_tail
from search_spaces.programs.tracing import Float, Outputs, bits, fma, larger, select, smaller, sqrt, stage, to_float
from search_spaces.slots import Family, hole, part
from search_spaces.steps import (
    EVEN,
    LN2_NEAREST,
    SIGN_BIT,
    WIDTH,
    fast_two_sum,
    rough_reciprocal,
    split_mantissa,
    with_sign_of,
)

_F_DOMAIN = (float.fromhex("-0x1.2bec34p-2"), float.fromhex("0x1.a8279p-2"))


def _from_three_quarters(mp: Any, f: Any) -> Any:
    """k ln 2 + log(1 + f) for the least k that makes it asinh(3/4), 0.6931, or more."""
    value = mp.log1p(f)
    return value + mp.ceil((mp.mpf("0.6931") - value) / mp.ln2) * mp.ln2


_EIGHTH = 1035273459
"""Word of the least of w's mantissas: 8 times that is next to sqrt(1/2)."""
_EDGE = 0.75


def _of_double(w: Float, rest: Float) -> tuple[Float, Float, Float]:
    """(f, k, shift): 8 (w + rest) = 2^k (1 + f) e^shift, shift = rest / w to 5.1 %."""
    word = bits(w)
    m, exponent = split_mantissa(word, _EIGHTH)
    f, k = fma(m, 8.0, -1.0), to_float(exponent)
    return f, k, rest * rough_reciprocal(word)


@stage(1.0, _EDGE, 2.0**60, 0.5, 0.125, EVEN, _EIGHTH, WIDTH, 8.0, -1.0)
def _argument(x: Float) -> Outputs:
    """a = |x|; z = a^2 up to 3/4; (a + sqrt(a^2 + 1)) / 8 = w + rest, the root's own error known: 2^k (1 + f) e^shift / 8.

    Beyond 2^60 a stands for the root.
    """
    a = abs(x)
    inner = smaller(a, _EDGE)
    z = inner * inner
    bounded = smaller(a, 2.0**60)
    root = sqrt(fma(bounded, bounded, 1.0))
    longer = larger(root, a)
    more = longer * 0.125
    less = a * 0.125
    w, lost = fast_two_sum(more, less)
    shorter = a - longer
    residual_high = fma(shorter, w, 0.125)
    residual = fma(shorter, lost, residual_high)
    root_lost = residual * rough_reciprocal(root)
    rest = fma(root_lost, 0.5, lost)
    f, k, shift = _of_double(w, rest)
    return {"z": z, "a": a, "w": w, "rest": rest, "f": f, "k": k, "shift": shift}


@stage(2.0**-6, 2.0**57, 0.125, EVEN, _EIGHTH, WIDTH, 8.0, -1.0)
def _argument_short(x: Float) -> Outputs:
    """a = |x|, z = a^2; (a + sqrt(a^2 + 1)) / 8 = w + lost = 2^k (1 + f) e^shift / 8; beyond 2^60 a stands for the root."""
    a = abs(x)
    z = a * a
    less = a * 0.125
    bounded = smaller(less, 2.0**57)
    root = sqrt(fma(bounded, bounded, 2.0**-6))
    more = larger(root, less)
    w, lost = fast_two_sum(more, less)
    f, k, shift = _of_double(w, lost)
    return {"z": z, "a": a, "f": f, "k": k, "shift": shift}


@stage()
def _series(p: Float, z: Float, a: Float) -> Outputs:
    """asinh a = a + a z p below 3/4, p = (asinh a / a - 1) / a^2."""
    return {"series": fma(a, z * p, a)}


def _pieces(series: Float, large: Float, a: Float, x: Float) -> Float:
    """The first below 3/4, inf and nan themselves, the sign that of x."""
    beside = a < _EDGE
    inside = select(beside, series, large)
    finite = a < math.inf
    magnitude = select(finite, inside, a)
    return with_sign_of(magnitude, x)


@stage(*LN2_NEAREST, _EDGE, math.inf, SIGN_BIT)
def _logarithm(q: Float, f: Float, k: Float, shift: Float, series: Float, a: Float, x: Float) -> Outputs:
    """asinh a = k ln 2 + (f + (f^2 q + k ln2_low + shift)) from 3/4 on, q = (log(1 + f) - f) / f^2."""
    square = f * f
    lows = fma(k, LN2_NEAREST.low, shift)
    log_mantissa = f + fma(square, q, lows)
    large = fma(k, LN2_NEAREST.high, log_mantissa)
    return {"result": _pieces(series, large, a, x)}


@stage(LN2_NEAREST.high, _EDGE, math.inf, SIGN_BIT)
def _logarithm_short(q: Float, f: Float, k: Float, shift: Float, series: Float, a: Float, x: Float) -> Outputs:
    """asinh a = k ln 2 + (f + (f^2 q + shift)) from 3/4 on, q = (log(1 + f) - f) / f^2."""
    log_mantissa = f + fma(f * f, q, shift)
    large = fma(k, LN2_NEAREST.high, log_mantissa)
    return {"result": _pieces(series, large, a, x)}


# fmt: off
_Z_DOMAIN = (0.0, 0.5625)
_SERIES = hole("p(z)", "asinh a = a + a z p, z = a^2", part("asinh_tail", root_tail("asinh"), _Z_DOMAIN, (-1 / 6, 1)),
               factor=lambda mp, z: z * mp.sqrt(z), result=lambda mp, z: mp.asinh(mp.sqrt(z)))
_LOGARITHM = hole("q(f)", "log(1 + f) = f + f^2 q", part("log_tail", lambda mp, f: (mp.log1p(f) - f) / f**2, _F_DOMAIN, (-0.5, 2)),
                  factor=lambda mp, f: f**2, result=_from_three_quarters)

_ASINH = Family("asinh", """\
Below 3/4 a z p(z) is below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth of both is added, so that nothing overflows, as w
and its rounding error (Fast2Sum, the root is the larger one; beyond 2^60, where a^2 would overflow later on, a stands for it, which is
exact). A term `rest` beside w is rest / w in the logarithm, the division to 5.1 % through the bits of w. The result is 0.69 and more.
{}
Infinity and nan give themselves; the sign is that of x.""", (_SERIES, _LOGARITHM), points=((-1.2, 1.2), (-6.0, 6.0)))

ROWS = (
    _ASINH.row("asinh_two_pieces", _argument, _series, _logarithm, why="""\
The root's own error is (1 + (a - root) (a + root)) / (2 root), all of it known by two fma. k ln 2 comes in two parts, so that
only the roundings of the last two additions remain."""),
    _ASINH.row("asinh_two_pieces_short", _argument_short, _series, _logarithm_short, why="""\
The root's own error stays: 0.8 ulp of the result at a = 3/4, less above. k ln 2 is one product inside the last fma, its constant's error
below 0.2 ulp."""),
)
# fmt: on

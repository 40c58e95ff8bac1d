"""Reductions of the inverse normal distribution function."""

import math
from typing import Any

from search_spaces.families.erf_inv import LOGARITHM_SLOT, argument, quotient
from search_spaces.programs.tracing import Float, Outputs, fma, select, smaller, sqrt, stage, to_float
from search_spaces.slots import Family, hole, one, part
from search_spaces.steps import EXPONENT_BITS, LN2_NEAREST, MASKED, ROOT_HALF, WIDTH, split_mantissa

_QUARTER = ROOT_HALF - (2 << WIDTH)
"""Word of sqrt(1/2) / 4."""


@stage(1.0, 2.0, 4.0, -1.0, _QUARTER, EXPONENT_BITS, WIDTH)
def _split(x: Float) -> Outputs:
    """y = 2p - 1 and its rounding error `lack`, 0 from p = 1/4 on; q = p (1 - p), rounded once, 4 q = 2^k (1 + f) exactly.

    sqrt(1/2) <= 1 + f < sqrt(2). p beyond 2 is as good as 2.
    """
    p = smaller(x, 2.0)
    q = fma(-p, p, p)
    twice_p = p + p
    y = twice_p - 1.0
    back = y + 1.0
    lack = twice_p - back
    m, exponent = split_mantissa(q, _QUARTER, MASKED)
    f = fma(m, 4.0, -1.0)
    return {"y": y, "lack": lack, "q": q, "f": f, "k": to_float(exponent)}


@stage(-2 * LN2_NEAREST.high, -2.0)
def _logarithm(f: Float, k: Float, c: Float) -> Outputs:
    """w = -2 log(4 q) = -2 k ln 2 - 2 (f + f^2 c), and its root z."""
    square = f * f
    minus_log = fma(square, c, f) * -2.0
    w = fma(k, -2 * LN2_NEAREST.high, minus_log)
    return {"w": w, "z": sqrt(w)}


_TURN, _SHIFT = 11.0, 0.5
"""w where the pieces meet; the number added to z below."""


@stage()
def _inverse(z: Float) -> Outputs:
    """u = 1 / (z + 1/2)."""
    return {"u": 1.0 / (z + _SHIFT)}


_LAST_SUBNORMAL = float.fromhex("0x1.fffffep-126")
"""The float32 below 2^-125."""


@stage(_TURN, 0.0, _LAST_SUBNORMAL, math.inf, math.nan, turn=_TURN)
def _last(y: Float, lack: Float, q: Float, w: Float, z: Float, d: Float, e: Float) -> Outputs:
    """ndtri p = y + (y d + lack) where w is below {turn:.6g}, else z + e with the sign of y; y inf at 0 and 1, nan beyond."""
    near_part = y + fma(y, d, lack)
    above = z + e
    below = -above
    far_part = select(y < 0.0, below, above)
    inner = select(w < _TURN, near_part, far_part)
    end = y * math.inf
    other = select(q < 0.0, math.nan, end)
    regular = (q + q) > _LAST_SUBNORMAL
    return {"result": select(regular, inner, other)}


def _of_y(mp: Any, w: Any) -> Any:
    """ndtri / y at w = -2 log(1 - y^2), y = 2p - 1 > 0."""
    return mp.sqrt(2) * quotient(mp, w / 2)


def _size(mp: Any, w: Any) -> Any:
    return argument(mp, w / 2) * _of_y(mp, w)


def _at(u: Any) -> Any:
    return 1 / u - _SHIFT


# fmt: off
_CENTRE = hole("d(w)", "ndtri p = y + y d", part("ndtri_centre", lambda mp, w: _of_y(mp, w) - 1, (0.0, _TURN)),
               factor=lambda mp, w: argument(mp, w / 2), result=_size)
_TAIL_DOMAIN = (1 / (13.12 + _SHIFT), 1 / (_TURN**0.5 + _SHIFT) + 2.0**-23)
_TAIL = hole("e(u)", "|ndtri p| = z + e, u = 1 / (z + 1/2)", part("ndtri_tail", lambda mp, u: _size(mp, _at(u) ** 2) - _at(u), _TAIL_DOMAIN),
             factor=one, result=lambda mp, u: _size(mp, _at(u) ** 2))

_NDTRI = Family("ndtri", """\
ndtri(p) is y times a smooth function of w = -2 log(1 - y^2) = -2 log(4 p (1 - p)), and for large w near sqrt(w). p (1 - p) is rounded once,
for however small a p; w inherits 2^-24 from it at most where w is small, and there d log(ndtri)/dw is 0.13. `lack` is 0 from p = 1/4 on,
where y is 0 at 1/2 exactly. e lies between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, count most.
Where p (1 - p) is below 2^-126, 0 and 1 give y times infinity; a p below 0 or above 1 gives nan, as does nan.""",
    (LOGARITHM_SLOT, _CENTRE, _TAIL), points=((0.0, 1.0), (0.0, 0.002), (0.998, 1.0)))

ROWS = (_NDTRI.row("ndtri_log", _split, _logarithm, _inverse, _last),)
# fmt: on

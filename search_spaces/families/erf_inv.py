"""Reductions of the inverse error function."""

import math
from typing import Any

from search_spaces.functions.references import erf_inv
from search_spaces.programs.tracing import Float, Outputs, fma, select, sqrt, stage, to_float
from search_spaces.slots import Family, hole, part
from search_spaces.steps import EXPONENT_BITS, LN2_NEAREST, MASKED, ROOT_HALF, WIDTH, split_mantissa


@stage(1.0, ROOT_HALF, EXPONENT_BITS, WIDTH)
def _split(x: Float) -> Outputs:
    """1 - x^2, rounded once, = 2^k (1 + f) exactly, sqrt(1/2) <= 1 + f < sqrt(2)."""
    q = fma(-x, x, 1.0)
    m, exponent = split_mantissa(q, ROOT_HALF, MASKED)
    return {"f": m - 1.0, "k": to_float(exponent)}


@stage(-LN2_NEAREST.high)
def _logarithm(f: Float, k: Float, c: Float) -> Outputs:
    """w = -log(1 - x^2) = -k ln 2 - (f + f^2 c), and its root z."""
    square = f * f
    minus_log = -fma(square, c, f)
    w = fma(k, -LN2_NEAREST.high, minus_log)
    return {"w": w, "z": sqrt(w)}


_TURN, _CENTRE = 5.5, 3.25
"""w of |x| = 0.998, where the pieces meet; the second halves |z|, and with it the cancellation inside the core."""


@stage()
def _centred(z: Float) -> Outputs:
    """t = z - 3.25."""
    return {"t": z - _CENTRE}


@stage(_TURN, 0.5, 1.0, math.inf, math.nan, turn=_TURN)
def _last(x: Float, w: Float, z: Float, d: Float, e: Float) -> Outputs:
    """erf_inv x = (x + x d) / 2 where w is below {turn:.6g}, else x z + x e; x inf at |x| = 1, nan beyond."""
    near_part = fma(x, d, x) * 0.5
    far_part = fma(x, z, x * e)
    inner = select(w < _TURN, near_part, far_part)
    a = abs(x)
    inside = a < 1.0
    outside = a > 1.0
    end = x * math.inf
    other = select(outside, math.nan, end)
    return {"result": select(inside, inner, other)}


def argument(mp: Any, w: Any) -> Any:
    """The positive x with -log(1 - x^2) = w."""
    return mp.sqrt(-mp.expm1(-w))


def quotient(mp: Any, w: Any) -> Any:
    """erf_inv(x) / x at w = -log(1 - x^2).

    Beside w = 0 x loses nothing, and beside x = 1 the digits that 1 - x = e^-w / (1 + x) takes are added.
    """
    if w <= 0:
        # erf_inv(x) = sqrt(pi)/2 (x + pi/12 x^3 + ...), and x^2 = w + ...: for the rounding errors of w around 0.
        return mp.sqrt(mp.pi) / 2 * (1 + mp.pi / 12 * w)
    with mp.workprec(mp.prec + 20 + 2 * int(w)):
        x = argument(mp, w)
        value = erf_inv(mp, x) / x
    return +value


_EDGE = 2.0**0.5 - 1 + 2.0**-20


def _size(mp: Any, w: Any) -> Any:
    return argument(mp, w) * quotient(mp, w)


def _square(t: Any) -> Any:
    return (t + _CENTRE) ** 2


# fmt: off
LOGARITHM = part("log1p_second_order", lambda mp, f: (mp.log1p(f) - f) / f**2, (2.0**-0.5 - 1 - 2.0**-20, _EDGE), (-0.5, 2))
"""(log(1 + f) - f) / f^2."""
LOGARITHM_SLOT = hole("c(f)", "log(1 + f) = f + f^2 c", LOGARITHM, factor=lambda mp, f: f * f * mp.mpf("0.26"),
                      result=lambda mp, f: mp.mpf(1) - mp.mpf(2) ** -30)
"""d log(erf_inv) / dw is about 0.26 beside w = 0, where k = 0, and less beyond; so is twice d log(ndtri) / dw."""
_CENTRE_SLOT = hole("d(w)", "erf_inv x = (x + x d) / 2", part("erf_inv_centre", lambda mp, w: 2 * quotient(mp, w) - 1, (0.0, _TURN)),
                    factor=lambda mp, w: argument(mp, w) / 2, result=_size)
_TAIL = part("erf_inv_tail", lambda mp, t: quotient(mp, _square(t)) - t - _CENTRE, (_TURN**0.5 - _CENTRE, 4.09 - _CENTRE))
_TAIL_SLOT = hole("e(t)", "erf_inv x = x z + x e, t = z - 3.25", _TAIL, factor=lambda mp, t: argument(mp, _square(t)),
                  result=lambda mp, t: _size(mp, _square(t)))

_ERF_INV = Family("erf_inv", """\
erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. w inherits 2^-25 from the rounding of 1 - x^2
at most where w is small, and there d log(erf_inv)/dw is 0.26. The halving is exact; d > 0 keeps the sign of zero. e lies between -0.18 and
-0.15: the last rounding and those of w and z, halved by the root, count most. |x| = 1 gives x times infinity, and an x beyond
gives nan.""", (LOGARITHM_SLOT, _CENTRE_SLOT, _TAIL_SLOT), points=((-1.0, 1.0), (0.99, 1.0)))

ROWS = (_ERF_INV.row("erf_inv_log", _split, _logarithm, _centred, _last),)
# fmt: on

"""Reductions of the inverse error function."""

import math
from typing import Any

from search_spaces.functions.references import erf_inv
from search_spaces.program import Program
from search_spaces.slots import Reduction, Slot, Weigh, part
from search_spaces.steps import EXPONENT_BITS, LN2_NEAREST, MASKED, ROOT_HALF, WIDTH, split_mantissa
from search_spaces.tracing import Float, Outputs, fma, select, sqrt, stage, to_float


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


_CENTRE = 3.25
"""Halves |z|, and with it the cancellation inside the core."""


@stage()
def _centred(z: Float) -> Outputs:
    """t = z - 3.25."""
    return {"t": z - _CENTRE}


def _last(turn: float) -> Program:
    @stage(turn, 0.5, 1.0, math.inf, math.nan, turn=turn)
    def last(x: Float, w: Float, z: Float, d: Float, e: Float) -> Outputs:
        """erf_inv x = (x + x d) / 2 where w is below {turn:.6g}, else x z + x e; x inf at |x| = 1, nan beyond."""
        near = fma(x, d, x) * 0.5
        far = fma(x, z, x * e)
        inner = select(w < turn, near, far)
        a = abs(x)
        inside = a < 1.0
        outside = a > 1.0
        end = x * math.inf
        other = select(outside, math.nan, end)
        return {"result": select(inside, inner, other)}

    return last


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
LOGARITHM = part(
    "log1p_second_order", lambda mp, f: (mp.log1p(f) - f) / f**2, (2.0**-0.5 - 1 - 2.0**-20, _EDGE), near_zero=(-0.5, 2)
)
"""(log(1 + f) - f) / f^2."""


def logarithm_slot() -> Slot:
    """c: d log(erf_inv) / dw is about 0.26 beside w = 0, where k = 0, and less beyond; so is twice d log(ndtri) / dw."""
    return Slot(
        "c",
        "f",
        LOGARITHM,
        LOGARITHM.real_domain,
        factor=lambda mp, f: f * f * mp.mpf("0.26"),
        result=lambda mp, f: mp.mpf(1) - mp.mpf(2) ** -30,
    )


def _pieces(turn: float) -> Reduction:
    central_domain, tail_domain = (0.0, turn), (turn**0.5 - _CENTRE, 4.09 - _CENTRE)
    root: Weigh = lambda mp, w: argument(mp, w) * quotient(mp, w)  # noqa: E731
    slots = (
        logarithm_slot(),
        Slot(
            "d",
            "w",
            part("erf_inv_centre", lambda mp, w: 2 * quotient(mp, w) - 1, central_domain),
            central_domain,
            factor=lambda mp, w: argument(mp, w) / 2,
            result=root,
        ),
        Slot(
            "e",
            "t",
            part("erf_inv_tail", lambda mp, t: quotient(mp, (t + _CENTRE) ** 2) - t - _CENTRE, tail_domain),
            tail_domain,
            factor=lambda mp, t: argument(mp, (t + _CENTRE) ** 2),
            result=lambda mp, t: root(mp, (t + _CENTRE) ** 2),
        ),
    )
    stages = (_split, _logarithm, _centred, _last(turn))
    return Reduction(
        "erf_inv_log",
        "erf_inv",
        stages,
        slots,
        flushes=False,
        why=_WHY.format(turn=turn),
        points=((-1.0, 1.0), (0.99, 1.0)),
    )


_WHY = """\
With w = -log(1 - x^2) erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. 1 - x^2 is
rounded once; w inherits 2^-25 from it at most where w is small, and there d log(erf_inv)/dw is 0.26. w = -k ln 2 - (f + f^2 c(f)), f
from the significand, |f| <= sqrt(2) - 1. w < {turn}: erf_inv(x) = (x + x d(w)) / 2, the halving exact; d > 0 keeps the sign of zero.
Else erf_inv(x) = x z + x e(z - 3.25), z = sqrt(w), where e lies between -0.18 and -0.15: the last rounding and those of w and z, halved by
the root, are what counts. |x| = 1 gives x times infinity, and what is beyond is nan."""

ROWS: tuple[Reduction, ...] = (_pieces(5.5),)

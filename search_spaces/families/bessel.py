"""Reductions of the scaled Bessel functions e^-|x| I_0(x) and e^-|x| I_1(x)."""

from typing import Any

from search_spaces.functions.references import bessel_ie
from search_spaces.lowering import passed
from search_spaces.program import Program
from search_spaces.slots import Reduction, Slot, Weigh, part
from search_spaces.steps import SIGN_BIT, with_sign_of
from search_spaces.tracing import Float, Outputs, select, sqrt, stage

_NEAR, _FAR = 2.0, 6.0
"""Ends of the first and the second of three pieces."""
_SCALE, _MIDDLE = 64.0, 21.0
"""w = 64 / |x|; the second piece holds w from 32 down to 32/3, and its core is a function of w less the middle."""


@stage()
def _centred(x: Float) -> Outputs:
    """t = |x| - 1."""
    a = abs(x)
    return {"a": a, "t": a - 1.0}


@stage()
def _inverse(a: Float) -> Outputs:
    """w = 64 / a, v = w - 21: w stays in the normal range for every float32, and so do its products with cores near 1 / (2 pi)."""
    w = _SCALE / a
    return {"w": w, "v": w - _MIDDLE}


def _far(a: Float, w: Float, g: Float, h: Float) -> Float:
    """f(a) = sqrt(w a f(a)^2) / 8, a f(a)^2 = g up to a = 6 and h beyond."""
    inner = a < _FAR
    core = select(inner, g, h)
    root = sqrt(w * core)
    return root * 0.125


@stage(_FAR, _NEAR, 0.125)
def _even(a: Float, w: Float, c: Float, g: Float, h: Float) -> Outputs:
    """f(a) = c below 2, sqrt(w a f(a)^2) / 8 beyond, a f(a)^2 = g up to 6 and then h."""
    far = _far(a, w, g, h)
    return {"result": select(a < _NEAR, c, far)}


@stage(_FAR, _NEAR, 0.125, SIGN_BIT)
def _odd(x: Float, a: Float, w: Float, c: Float, g: Float, h: Float) -> Outputs:
    """f(x) = x c below 2, sqrt(w a f(a)^2) / 8 with the sign of x beyond, a f(a)^2 = g up to 6 and then h."""
    far = _far(a, w, g, h)
    close = a < _NEAR
    near = x * c
    signed = with_sign_of(far, x)
    return {"result": select(close, near, signed)}


def _near_slot(order: int) -> Slot:
    """f(x) itself, and for the odd function f(x) / x, at |x| = t + 1."""
    domain = (-1.0, _NEAR - 1.0)
    if order == 0:
        return Slot("c", "t", part("bessel_i0e_near", lambda mp, t: bessel_ie(mp, 0, t + 1), domain), domain, (-1.0,))

    def quotient(mp: Any, t: Any) -> Any:
        return bessel_ie(mp, 1, t + 1) / (t + 1) if t > -1 else mp.mpf(1) / 2

    factor: Weigh = lambda mp, t: t + 1  # noqa: E731
    near = part("bessel_i1e_near", quotient, domain)
    return Slot("c", "t", near, domain, factor=factor, result=lambda mp, t: (t + 1) * quotient(mp, t))


def _square_slot(order: int, piece: str, names: tuple[str, str], ends: tuple[float, float], centre: float) -> Slot:
    """|x| f(x)^2, which is near 1 / (2 pi), as a function of w less a centre; its error moves f by half of itself."""
    domain = (ends[0] - centre, ends[1] - centre)

    def at(mp: Any, r: Any) -> Any:
        return _SCALE / (r + centre)

    def square(mp: Any, r: Any) -> Any:
        return at(mp, r) * bessel_ie(mp, order, at(mp, r)) ** 2 if r + centre > 0 else 1 / (2 * mp.pi)

    # f = sqrt(square / |x|); at w = 0 any |x| will do.
    def size(mp: Any, r: Any) -> Any:
        return mp.sqrt(square(mp, r) * max(r + centre, mp.mpf(2) ** -20) / _SCALE)

    return Slot(
        *names,
        part(f"bessel_i{order}e_{piece}", square, domain),
        domain,
        factor=lambda mp, r: size(mp, r) / (2 * square(mp, r)),
        result=size,
    )


_WHY = """\
a = |x| < 2: {near}. From 2 on f(a) = sqrt(a f(a)^2 / a), where a f(a)^2 lies between {least} and {most}
and is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there (DLMF 10.40.1): w = 64/a, so that neither w nor its
product leaves the normal range for any a, then sqrt and an exact 1/8. The root halves the errors of quotient, core and
product. Two cores share the tail because e^-2a, by which its function misses its asymptotic series, is not small beside 2:
one for w - 21, one for w itself from a = 6 on. At infinity w is 0, and so is the root."""


def _row(order: int, last: Program, near: str, least: str, most: str) -> Reduction:
    slots = (
        _near_slot(order),
        _square_slot(order, "middle", ("g", "v"), (_SCALE / _FAR - 2.0**-20, _SCALE / _NEAR), _MIDDLE),
        _square_slot(order, "far", ("h", "w"), (0.0, _SCALE / _FAR + 2.0**-20), 0.0),
    )
    name = f"bessel_i{order}e"
    return Reduction(
        f"{name}_pieces",
        name,
        (_centred, _inverse, passed("w"), last),
        slots,
        flushes=False,
        why=_WHY.format(near=near, least=least, most=most),
        points=((-2.0, 2.0), (2.0, 20.0)),
    )


ROWS: tuple[Reduction, ...] = (
    _row(0, _even, "f(a) is a core of a - 1, exact at 0; a - 1 is rounded below 1/2, by 2^-26", "0.159", "0.191"),
    _row(1, _odd, "f(x) = x c(a - 1), c from 1/2 down to 0.107; a - 1 is rounded below 1/2, by 2^-26", "0.092", "0.16"),
)

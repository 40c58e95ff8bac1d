"""Reductions of the scaled Bessel functions e^-|x| I_0(x) and e^-|x| I_1(x)."""

from dataclasses import dataclass, replace
from typing import Any

from search_spaces.functions.references import bessel_ie
from search_spaces.programs.lowering import passed
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, select, sqrt, stage
from search_spaces.slots import Family, Reduction, Slot, hole, part
from search_spaces.steps import SIGN_BIT, with_sign_of

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
    far_part = _far(a, w, g, h)
    return {"result": select(a < _NEAR, c, far_part)}


@stage(_FAR, _NEAR, 0.125, SIGN_BIT)
def _odd(x: Float, a: Float, w: Float, c: Float, g: Float, h: Float) -> Outputs:
    """f(x) = x c below 2, sqrt(w a f(a)^2) / 8 with the sign of x beyond, a f(a)^2 = g up to 6 and then h."""
    far_part = _far(a, w, g, h)
    close = a < _NEAR
    near_part = x * c
    signed_far = with_sign_of(far_part, x)
    return {"result": select(close, near_part, signed_far)}


def _near(mp: Any, t: Any) -> Any:
    """e^-a I_1(a) / a at a = t + 1."""
    return bessel_ie(mp, 1, t + 1) / (t + 1) if t > -1 else mp.mpf(1) / 2


@dataclass(frozen=True)
class _Square:
    """a f(a)^2, which is near 1 / (2 pi), as a function of w less a centre; its error moves f by half of itself."""

    order: int
    centre: float

    def __call__(self, mp: Any, r: Any) -> Any:
        a = _SCALE / (r + self.centre) if r + self.centre > 0 else mp.inf
        return a * bessel_ie(mp, self.order, a) ** 2 if mp.isfinite(a) else 1 / (2 * mp.pi)

    def size(self, mp: Any, r: Any) -> Any:
        """f = sqrt(square / a); at w = 0 any a will do."""
        return mp.sqrt(self(mp, r) * max(r + self.centre, mp.mpf(2) ** -20) / _SCALE)

    def slot(self, piece: str, names: str, least: float, most: float) -> Slot:
        """The hole for w from `least` to `most`."""
        target = part(f"bessel_i{self.order}e_{piece}", self, (least - self.centre, most - self.centre))
        formula = f"{names[0]} = a f(a)^2, f(a) = e^-a I_{self.order}(a), a = 64 / w" + (
            ", v = w - 21" if self.centre else ""
        )
        return hole(names, formula, target, lambda mp, r: self.size(mp, r) / (2 * self(mp, r)), self.size)


_WHY = """\
{}. a - 1 is rounded below 1/2, by 2^-25. From 2 on a f(a)^2 {} is a function of 1/a, smooth down to 0 with the value 1 / (2 pi) there
(DLMF 10.40.1): w = 64/a, so that neither w nor its product leaves the normal range for any a. The root halves the errors of quotient,
core and product. Two cores share the tail because e^-2a, by which its function misses its asymptotic series, is not small beside 2. At
infinity w is 0, and so is the root."""

# fmt: off
_NEAR_DOMAIN = (-1.0, _NEAR - 1.0)
_ZERO = replace(hole("c(t)", "c = f(a) = e^-a I_0(a), t = a - 1", part("bessel_i0e_near", lambda mp, t: bessel_ie(mp, 0, t + 1), _NEAR_DOMAIN)),
                exact_points=(-1.0,))
_FIRST = hole("c(t)", "f(a) = e^-a I_1(a) = a c, t = a - 1", part("bessel_i1e_near", _near, _NEAR_DOMAIN),
              factor=lambda mp, t: t + 1, result=lambda mp, t: (t + 1) * _near(mp, t))
# fmt: on


def _row(order: int, near: Slot, last: Program, why: str) -> Reduction:
    middle = _Square(order, _MIDDLE).slot("middle", "g(v)", _SCALE / _FAR - 2.0**-20, _SCALE / _NEAR)
    far = _Square(order, 0.0).slot("far", "h(w)", 0.0, _SCALE / _FAR + 2.0**-20)
    family = Family(f"bessel_i{order}e", slots=(near, middle, far), points=((-2.0, 2.0), (2.0, 20.0)))
    return family.row(f"bessel_i{order}e_pieces", _centred, _inverse, passed("w"), last, why=why)


ROWS: tuple[Reduction, ...] = (
    _row(0, _ZERO, _even, _WHY.format("f(0) = 1 is exact", "lies between 0.159 and 0.191 and")),
    _row(1, _FIRST, _odd, _WHY.format("c goes from 1/2 down to 0.107", "lies between 0.092 and 0.16 and")),
)

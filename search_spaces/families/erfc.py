"""Reductions of the complementary error function."""

import math
from typing import Any

from search_spaces.families.tails import (
    EXPONENTIAL_SLOT,
    between,
    core_between,
    erf_quotient,
    inverse_of_sum,
    of_inverse,
    of_ratio,
    power_of_square,
    ratio,
)
from search_spaces.programs.lowering import compose, passed
from search_spaces.programs.tracing import Float, Outputs, fma, select, stage
from search_spaces.slots import Family, hole, part
from search_spaces.steps import WIDTH, power_of_two


def _erfcx(mp: Any, a: Any) -> Any:
    return mp.exp(a * a) * mp.erfc(a)


_CUT = float.fromhex("0x1.2639bep+3")
"""9.1945: beyond, erfc is below 2^-126."""
_CONSTANTS = (WIDTH, _CUT, 0.0, 2.0)


def _far(x: Float, a: Float, m: Float, y: Float) -> Float:
    """erfc x from y = 2^-k erfc |x|: exactly y 2^k, 0 beyond the cut, and 2 - erfc |x| for x < 0."""
    scaled = y * power_of_two(m)
    tail = select(a > _CUT, 0.0, scaled)
    mirrored = 2.0 - tail
    return select(x < 0.0, mirrored, tail)


@stage(*_CONSTANTS)
def _of_between(x: Float, a: Float, r: Float, m: Float, w: Float, u: Float, v: Float) -> Outputs:
    """erfc a = 2^k (g + g r w), g = erfcx a = u + u (1 - u) v, e^r = 1 + r w."""
    g = between(u, v)
    y = fma(g * r, w, g)
    return {"result": _far(x, a, m, y)}


@stage(*_CONSTANTS)
def _of_flat(x: Float, a: Float, r: Float, m: Float, c: Float, w: Float, v: Float) -> Outputs:
    """erfc x = (1 - x) - x c below 1, from 1 on erfc a = 2^k (1/a + 1/a (p v + (p + v))), p = r w = e^r - 1, 1 + v = 2 a erfcx a."""
    inverse = 1.0 / a
    p = r * w
    both = fma(p, v, p + v)
    y = fma(inverse, both, inverse)
    far_part = _far(x, a, m, y)
    rest = 1.0 - x
    near_part = fma(-x, c, rest)
    return {"result": select(a < 1.0, near_part, far_part)}


@stage()
def _centred(s: Float) -> Outputs:
    """q = x^2 - 1/2."""
    return {"q": s + -0.5}


_BELL = """\
k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result is below 2^-126 and made 0. a is cut at 10,
where all is decided, so that infinity passes."""

_SLOPE, _ZERO, _SHIFT = 0.75, 1.0, 2.0
"""u = 1 / (1 + slope a) in the row of one piece, (a - zero) / (a + shift) in that of two."""
_AT_INVERSE, _INVERSES = of_inverse(_SLOPE, 10.0)
_AT, _RATIOS = of_ratio(_ZERO, _SHIFT, (1.0, 10.0))


def _root(mp: Any, q: Any) -> Any:
    return mp.sqrt(q + 0.5)


# fmt: off
_BETWEEN = part("erfcx_between", core_between(_erfcx, _SLOPE, 2 / math.sqrt(math.pi)), _INVERSES)
_ONE_PIECE = hole("v(u)", "erfcx a = u + u (1 - u) v", _BETWEEN, factor=lambda mp, u: mp.exp(-(_AT_INVERSE(mp, u) ** 2)) * u * (1 - u),
                  result=lambda mp, u: mp.erfc(_AT_INVERSE(mp, u)))
_FLAT = hole("v(u)", "2 a erfcx a = 1 + v", part("erfcx_flat", lambda mp, u: 2 * _AT(mp, u) * _erfcx(mp, _AT(mp, u)) - 1, _RATIOS),
             factor=lambda mp, u: mp.exp(-(_AT(mp, u) ** 2)) / (2 * _AT(mp, u)), result=lambda mp, u: mp.erfc(_AT(mp, u)))
_SMALL = hole("c(q)", "erf x = x + x c, q = x^2 - 1/2", part("erf_quotient", erf_quotient(0.5), (-0.5, 0.5)), factor=_root,
              result=lambda mp, q: mp.erfc(_root(mp, q)))

_ERFC = Family("erfc", "{}\n" + _BELL, flushes=True, points=((-4.0, 1.0), (1.0, 9.3)))

ROWS = (
    _ERFC.row("erfc_pieces", compose(power_of_square(-1.0, 10.0, 126), _centred), passed("r"), ratio(_ZERO, _SHIFT, 10.0), _of_flat,
              slots=(_SMALL, EXPONENTIAL_SLOT, _FLAT), why="""\
c lies between 0.129 and -0.158, and from 1/2 on 1 - x is exact, so that little but the last rounding counts. From 1 on 1 + v is between
0.855 and 1.129 as a function of u, whose errors hardly matter because v is flat."""),
    _ERFC.row("erfc_one_piece", power_of_square(-1.0, 10.0, 127), inverse_of_sum(_SLOPE), _of_between, slots=(EXPONENTIAL_SLOT, _ONE_PIECE),
              why=f"erfcx(a) / u goes from 1 at a = 0, where the result is exactly 1, to {_SLOPE / math.sqrt(math.pi):.3f} at infinity, "
                  "and is smooth in u at both ends."),
)
# fmt: on

"""Reductions of the scaled complementary error function e^(x^2) erfc(x)."""

import math

from search_spaces.families.tails import EXPONENTIAL_SLOT, between, core_between, power_of_square
from search_spaces.functions.references import erfcx
from search_spaces.programs.tracing import Float, Outputs, bits, fma, from_bits, select, smaller, stage
from search_spaces.slots import Family, hole, part
from search_spaces.steps import WIDTH

_TWICE_BIAS = 254 << WIDTH
_TOP = float.fromhex("0x1.2c8p+3")
"""9.39; from 9.382 on e^(x^2) overflows."""
_CUT = float.fromhex("0x1.20dd74p+125")
"""Beyond, erfcx is below 2^-126."""


@stage()
def _inverse(a: Float) -> Outputs:
    """u = 1 / (1 + a)."""
    return {"u": 1.0 / (a + 1.0)}


_CONSTANTS = (1.0, 2.0, 0.0, WIDTH, _TWICE_BIAS, _CUT)


def _both_sides(x: Float, a: Float, r: Float, m: Float, w: Float, g: Float) -> Outputs:
    """g = erfcx a for x > 0, 0 beyond the cut; (2 + (2 r w - g 2^-k)) 2^k = 2 e^(a^2) - g for x < 0, e^r = 1 + r w."""
    field = bits(m) << WIDTH
    scale = from_bits(field)
    inverse = from_bits(_TWICE_BIAS - field)
    less = -g * inverse
    rise = fma(r + r, w, less)
    left = (rise + 2.0) * scale
    right = select(a > _CUT, 0.0, g)
    return {"result": select(x < 0.0, left, right)}


@stage(*_CONSTANTS)
def _plain(x: Float, a: Float, r: Float, m: Float, w: Float, u: Float, v: Float) -> Outputs:
    """erfcx a = g = u + u (1 - u) v; erfcx(-a) = 2 e^(a^2) - g, e^(a^2) = 2^k (1 + r w)."""
    g = between(u, v)
    return _both_sides(x, a, r, m, w, g)


@stage(*_CONSTANTS)
def _corrected(x: Float, a: Float, r: Float, m: Float, w: Float, u: Float, v: Float) -> Outputs:
    """erfcx a = g = u + u ((1 - u) v + shortfall), shortfall = 1 - u (1 + a); erfcx(-a) = 2 e^(a^2) - g, e^(a^2) = 2^k (1 + r w).

    `shortfall` is the residue of the quotient and of 1 + a, 1 - u - u a; below u = 1/2 1 - u rounds, by 2^-25. Beyond the
    cut, where g does not count, a is not infinite.
    """
    minus = -u
    rest = 1.0 - u
    bounded = smaller(a, _CUT)
    shortfall = fma(minus, bounded, rest)
    factor = fma(rest, v, shortfall)
    g = fma(u, factor, u)
    return _both_sides(x, a, r, m, w, g)


_BETWEEN = core_between(erfcx, 1.0, 2 / math.sqrt(math.pi))

# fmt: off
_TAIL = part("erfcx_between", lambda mp, u: _BETWEEN(mp, u) if u > 0 else 1 / mp.sqrt(mp.pi) - 1, (0.0, 1.0))
_TAIL_SLOT = hole("v(u)", "erfcx a = u + u (1 - u) v", _TAIL, factor=lambda mp, u: u * (1 - u),
                  result=lambda mp, u: erfcx(mp, 1 / u - 1) if u > 0 else mp.mpf(2) ** -20 / mp.sqrt(mp.pi))

_ERFCX = Family("erfcx", """\
g / u goes from 1 at a = 0, where the result is exactly 1, to 1 / sqrt(pi) at infinity. {}
For x < 0 the sum has one rounding of size, and its overflow is that of the result: a is cut at 9.39, beyond 9.382, from where on it is
infinite, and k is 127 there. Beyond 2^125.17 erfcx(a) is below 2^-126 and made 0.""",
    (EXPONENTIAL_SLOT, _TAIL_SLOT), flushes=True, points=((-9.4, 0.0), (0.0, 10.0)))

_SPLIT = power_of_square(1.0, _TOP, 127)

ROWS = (
    _ERFCX.row("erfcx_corrected", _SPLIT, _inverse, _corrected, why="The rounding errors of 1 + a and of the quotient are added back."),
    _ERFCX.row("erfcx_plain", _SPLIT, _inverse, _plain, why="u is off by up to 1 ulp, and so is g."),
)
# fmt: on

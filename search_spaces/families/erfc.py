"""Reductions of the complementary error function."""

import math
from typing import Any

from search_spaces.families.tails import (
    Between,
    erf_quotient,
    exponential_slot,
    inverse_of_sum,
    of_ratio,
    ratio,
    square_and_excess,
)
from search_spaces.lowering import compose, passed
from search_spaces.program import Program
from search_spaces.slots import Reduction, Slot, Weigh, part
from search_spaces.steps import LN2, LOG2_E, MAGIC, WIDTH, nearest_integer_shifted, power_of_two
from search_spaces.tracing import Float, Outputs, fma, select, stage

_MINUS_LN2 = LN2.times(-1.0)


def _bell_stage(bias: int) -> Program:
    @stage()
    def bell(x: Float) -> Outputs:
        """-x^2 = k ln 2 + r, |r| <= ln 2 / 2, r to 2^-26, |x| <= 10; the low bits of m hold k + bias.

        x^2 = s - e exactly; -s - k ln2_high is exact: a multiple of 2^-24 below 1/2, ln2_high of 17 bits.
        """
        a = abs(x)
        s, e = square_and_excess(a, 10.0)
        m, k = nearest_integer_shifted(s, -LOG2_E, MAGIC + bias)
        near = fma(k, _MINUS_LN2.high, -s)
        rest = fma(k, _MINUS_LN2.low, e)
        return {"a": a, "s": s, "r": near + rest, "m": m}

    return bell


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
    ends = fma(-u, u, u)
    g = fma(ends, v, u)
    y = fma(g * r, w, g)
    return {"result": _far(x, a, m, y)}


@stage(*_CONSTANTS)
def _of_flat(x: Float, a: Float, r: Float, m: Float, c: Float, w: Float, v: Float) -> Outputs:
    """erfc x = (1 - x) - x c below 1, from 1 on erfc a = 2^k (1/a + 1/a (p v + (p + v))), p = r w = e^r - 1, 1 + v = 2 a erfcx a."""
    inverse = 1.0 / a
    p = r * w
    both = fma(p, v, p + v)
    y = fma(inverse, both, inverse)
    far = _far(x, a, m, y)
    rest = 1.0 - x
    near = fma(-x, c, rest)
    return {"result": select(a < 1.0, near, far)}


@stage()
def _centred(s: Float) -> Outputs:
    """q = x^2 - 1/2."""
    return {"q": s + -0.5}


_BELL_WHY = """\
e^(-a^2) = 2^k (1 + r w(r)), |r| <= ln 2 / 2: a^2 = s - e to the last bit (s = fl(a^2)) and ln 2 is in two parts, so that r is good
to 2^-26. k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result is below 2^-126 and made 0.
a is cut at 10, where all is decided, so that infinity passes. For x < 0 erfc(x) = 2 - erfc(|x|)."""


def _erfc_one_piece(slope: float) -> Reduction:
    at: Weigh = lambda mp, u: (1 / u - 1) / slope  # noqa: E731
    domain = (1 / (10.0 * slope + 1), 1.0)
    inner = Slot(
        "v",
        "u",
        part("erfcx_between", Between(_erfcx, slope, 2 / math.sqrt(math.pi)), domain),
        domain,
        factor=lambda mp, u: mp.exp(-(at(mp, u) ** 2)) * u * (1 - u),
        result=lambda mp, u: mp.erfc(at(mp, u)),
    )
    stages = (_bell_stage(127), inverse_of_sum(slope), _of_between)
    why = _ONE_PIECE_WHY.format(slope=slope, limit=slope / math.sqrt(math.pi)) + _BELL_WHY
    return _erfc_row("erfc_one_piece", stages, (exponential_slot(), inner), why)


_ONE_PIECE_WHY = """\
For a = |x| erfc(a) = e^(-a^2) g, g = erfcx(a), and with u = 1 / (1 + {slope} a) g = u + u (1 - u) v(u): g / u goes from 1 at a = 0,
where the result is exactly 1, to {limit:.3f} at infinity, and is smooth in u at both ends.
"""

_PIECES_WHY = """\
|x| < 1: erfc(x) = (1 - x) - x c(x^2 - 1/2): c lies between 0.129 and -0.158, and from 1/2 on 1 - x is exact, so that little but
the last rounding counts. 1 <= a = |x|: erfc(a) = e^(-a^2) (1 + v) / (2 a), 1 + v = 2 a erfcx(a) between 0.855 and 1.129 as a function
of u = (a - {zero}) / (a + {shift}), whose errors hardly matter because v is flat. With e^r = 1 + p the product (1 + p)(1 + v)
is 1 + (p v + (p + v)), multiplied into 1/a by one fma.
"""


def _erfc_pieces(zero: float, shift: float) -> Reduction:
    at, domain = of_ratio(zero, shift, (1.0, 10.0))
    flat = Slot(
        "v",
        "u",
        part("erfcx_flat", lambda mp, u: 2 * at(mp, u) * _erfcx(mp, at(mp, u)) - 1, domain),
        domain,
        factor=lambda mp, u: mp.exp(-(at(mp, u) ** 2)) / (2 * at(mp, u)),
        result=lambda mp, u: mp.erfc(at(mp, u)),
    )
    root: Weigh = lambda mp, q: mp.sqrt(q + 0.5)  # noqa: E731
    quotient = part("erf_quotient", erf_quotient(0.5), (-0.5, 0.5))
    small = Slot("c", "q", quotient, (-0.5, 0.5), factor=root, result=lambda mp, q: mp.erfc(root(mp, q)))
    stages = (compose(_bell_stage(126), _centred), passed("r"), ratio(zero, shift, 10.0), _of_flat)
    why = _PIECES_WHY.format(zero=zero, shift=shift) + _BELL_WHY
    return _erfc_row("erfc_pieces", stages, (small, exponential_slot(), flat), why)


def _erfc_row(name: str, stages: tuple[Program, ...], slots: tuple[Slot, ...], why: str) -> Reduction:
    return Reduction(name, "erfc", stages, slots, flushes=True, why=why, points=((-4.0, 1.0), (1.0, 9.3)))


ROWS: tuple[Reduction, ...] = (_erfc_pieces(1.0, 2.0), _erfc_one_piece(0.75))

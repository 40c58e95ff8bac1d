"""Reductions of gelu, x times the normal distribution function."""

import math
from typing import Any

from search_spaces.families.tails import Between, inverse_of_sum, of_ratio, ratio
from search_spaces.lowering import compose
from search_spaces.program import Program
from search_spaces.slots import Reduction, Slot, Weigh, part
from search_spaces.steps import LN2, LOG2_E, MAGIC, WIDTH, nearest_integer_shifted, product_error
from search_spaces.tracing import Float, Outputs, bits, fma, from_bits, larger, select, smaller, stage

_LARGEST_R = 0.693359375  # 0x1.63p-1: |r| is at most ln 2 + 3e-5, what the rounding of s / (2 ln 2) adds


def _tail(mp: Any, a: Any) -> Any:
    """-2 gelu(-a) = a erfc(a / sqrt(2))."""
    return a * mp.erfc(a / mp.sqrt(2))


def _flat_tail(mp: Any, a: Any) -> Any:
    """The tail times e^(a^2/2): rises from 0 to sqrt(2 / pi)."""
    return _tail(mp, a) * mp.exp(a * a / 2)


def _mills(mp: Any, a: Any) -> Any:
    """The flat tail over a, Mills' ratio times sqrt(2 / pi): falls from 1 like 1 / a."""
    return mp.erfc(a / mp.sqrt(2)) * mp.exp(a * a / 2)


_TOP = 14.0
"""Where all is decided."""


@stage()
def _square(x: Float) -> Outputs:
    """x^2 = s + e exactly, |x| <= 14; |x| stands for t in other words."""
    a = abs(x)
    t = smaller(a, _TOP)
    s = t * t
    return {"a": a, "s": s, "e": product_error(s, a, t)}


_TWICE_LN2 = LN2.times(-2.0)


def _nearest(s: Float) -> tuple[Float, Float, Float]:
    """(m, k, r0): -s = k 2 ln 2 + ..., k in the low bits of m, r0 = -s - k 2 ln2_high exactly, a multiple of 2^-24 below 1."""
    m, k = nearest_integer_shifted(s, -LOG2_E / 2, MAGIC)
    return m, k, fma(k, _TWICE_LN2.high, -s)


@stage()
def _split(s: Float, e: Float) -> Outputs:
    """-x^2/2 = k ln 2 + r/2, |r| <= ln 2: r to 2^-25, m holds k in its low bits."""
    m, k, near = _nearest(s)
    return {"r": fma(k, _TWICE_LN2.low, near - e), "m": m}


@stage()
def _split_once(s: Float, e: Float) -> Outputs:
    """-x^2/2 = k ln 2 + r/2, |r| <= ln 2, the small terms first, so that only the last sum has a rounding of size."""
    m, k, near = _nearest(s)
    small = fma(k, _TWICE_LN2.low, -e)
    return {"r": near + small, "m": m}


_CUT = float.fromhex("0x1.a4ae0ep+3")
"""From here on half the tail is below 2^-126."""


def _far(x: Float, a: Float, m: Float, y: Float) -> Float:
    """max(x, -0) - T/2, T = y 2^k exactly, 0 from the cut on: -0 at -0 and beyond."""
    scaled = from_bits(bits(y) + (bits(m) << WIDTH))
    tail = select(a < _CUT, scaled, 0.0)
    base = larger(x, -0.0)
    return fma(tail, -0.5, base)


@stage(WIDTH, _CUT, 0.0, -0.0, -0.5)
def _of_mills(x: Float, a: Float, r: Float, m: Float, w: Float, u: Float, v: Float) -> Outputs:
    """gelu x = max(x, -0) - T/2, T = 2^k (g + g r w), g = a (u + u (1 - u) v), e^(r/2) = 1 + r w."""
    ends = fma(-u, u, u)
    g = a * fma(ends, v, u)
    y = fma(g * r, w, g)
    return {"result": _far(x, a, m, y)}


def _near(x: Float, s: Float, c: Float) -> Float:
    """(x + x^2 c) / 2."""
    total = fma(s, c, x)
    return larger(x, total) * 0.5


def _joined(turn: float, less: float) -> Program:
    """(x + x^2 c) / 2 below the turn, and from there on with the flat tail, g + less with less 0 or 1/2."""

    @stage(WIDTH, _CUT, 0.0, -0.0, -0.5, 0.5, turn, turn=turn, less=less)
    def joined(x: Float, a: Float, r: Float, m: Float, w: Float, g: Float, s: Float, c: Float) -> Outputs:
        """gelu x = (x + x^2 c) / 2 below |x| = {turn:.6g}, max(x, -0) - T/2 beyond, T = 2^k y, y = (g + {less:.6g}) e^(r/2), e^(r/2) = 1 + r w."""
        if less:
            centred = fma(g, r, r * 0.5)
            y = fma(centred, w, g) + 0.5
        else:
            y = fma(g * r, w, g)
        far = _far(x, a, m, y)
        near = _near(x, s, c)
        return {"result": select(a < turn, near, far)}

    return joined


def _exponential_slot() -> Slot:
    """e^(r/2) = 1 + r w."""
    domain = (-_LARGEST_R, _LARGEST_R)
    quotient = part("exp_half_quotient", lambda mp, r: mp.expm1(r / 2) / r, domain, near_zero=(0.5, 1))
    # Relative to e^(r/2), and the ulp of a result just below a power of two.
    factor: Weigh = lambda mp, r: r * mp.exp(-r / 2)  # noqa: E731
    return Slot("w", "r", quotient, domain, factor=factor, result=lambda mp, r: mp.mpf(1) - mp.mpf(2) ** -30)


def _small_slot(turn: float) -> Slot:
    """gelu(x) = (x + x^2 c(x^2)) / 2 for |x| < turn; of both signs the negative one has the smaller result."""
    domain = (0.0, turn * turn)

    def quotient(mp: Any, s: Any) -> Any:
        if s == 0:
            return mp.sqrt(2 / mp.pi)
        x = mp.sqrt(s)
        return mp.erf(x / mp.sqrt(2)) / x

    return Slot(
        "c",
        "s",
        part("gelu_quotient", quotient, domain),
        domain,
        factor=lambda mp, s: s / 2,
        result=lambda mp, s: _tail(mp, mp.sqrt(s)) / 2,
    )


def _mills_slot(slope: float) -> Slot:
    """Mills' ratio is u + u (1 - u) v(u), u = 1 / (1 + slope a), from a = 0 to 14."""
    domain = (1 / (14.0 * slope + 1), 1.0)
    at: Weigh = lambda mp, u: (1 / u - 1) / slope  # noqa: E731
    target = part("gelu_between", Between(_mills, slope, math.sqrt(2 / math.pi)), domain)

    def factor(mp: Any, u: Any) -> Any:
        a = at(mp, u)
        return a * mp.exp(-a * a / 2) * u * (1 - u) / 2

    return Slot("v", "u", target, domain, factor=factor, result=lambda mp, u: _tail(mp, at(mp, u)) / 2)


def _flat_slot(turn: float, zero: float, shift: float, less: float = 0.0) -> Slot:
    """The flat tail on [turn, 14], less a constant, by its values at u = (a - zero) / (a + shift)."""
    at, domain = of_ratio(zero, shift, (turn, 14.0))
    name = "gelu_flat_tail" + ("_centred" if less else "")
    target = part(name, lambda mp, u: _flat_tail(mp, at(mp, u)) - less, domain)
    bell: Weigh = lambda mp, u: mp.exp(-(at(mp, u) ** 2) / 2) / 2  # noqa: E731
    return Slot("g", "u", target, domain, factor=bell, result=lambda mp, u: _tail(mp, at(mp, u)) / 2)


_EXPONENT_WHY = """\
-x^2/2 = k ln 2 + r/2, |r| <= ln 2, with x^2 = s + e to the last bit (s = fl(x^2)) and ln 2 in two parts: r is good to 2^-25. T is
g e^(r/2) 2^k with e^(r/2) = 1 + r w(r), the sum g + g r w rounded once and k added to its exponent; T/2 < 2^-126 is 0. |x| is cut
at 14, where all is decided, so that infinity passes."""

_ONE_PIECE_WHY = """\
gelu(x) = max(x, 0) - T(|x|)/2, T(a) = a erfc(a / sqrt(2)): for x < 0 the result is -T/2, for x > 0 nothing cancels because
T <= x. T(a) = a M(a) e^(-a^2/2) with M = erfcx(a / sqrt(2)) = u + u (1 - u) v(u), u = 1 / (1 + {slope} a):
M / u goes from 1 at a = 0 to {limit:.3f} at infinity, and is smooth in u at both ends.
"""

_PIECES_WHY = """\
gelu(x) = max(x, 0) - T(|x|)/2, T(a) = a erfc(a / sqrt(2)): for x < 0 the result is -T/2, for x > 0 nothing cancels because
T <= x. From {turn} on T(a) = C(a) e^(-a^2/2), and C rises to sqrt(2 / pi), most of it near {turn}: it is smooth in
u = (a - {zero}) / (a + {shift}), which has small relative and absolute errors where C is steep. Below {turn} gelu(x) =
(x + x^2 c(x^2)) / 2, where |x| c < 0.55; the sum
is never below x, so max(x, sum) is the sum, and -0 for x = -0.
"""

_CENTRED_WHY = """\
The core gives C - 1/2, from -0.16 to 0.3: its rounding is a quarter of C's, and all but the last sum of
1/2 + (g + (r/2 + g r) w), g = C - 1/2, are of numbers below 0.7.
"""


def _one_piece(slope: float) -> Reduction:
    stages = (compose(_square, _split), inverse_of_sum(slope), _of_mills)
    slots = (_exponential_slot(), _mills_slot(slope))
    return _row(
        "gelu_one_piece", stages, slots, _ONE_PIECE_WHY.format(slope=slope, limit=slope * math.sqrt(2 / math.pi))
    )


def _pieces(name: str, turn: float, zero: float, shift: float, less: float = 0.0) -> Reduction:
    slots = (_small_slot(turn), _exponential_slot(), _flat_slot(turn, zero, shift, less))
    why = _PIECES_WHY.format(turn=turn, zero=zero, shift=shift) + (_CENTRED_WHY if less else "")
    stages = (_square, _split_once if less else _split, ratio(zero, shift, _TOP), _joined(turn, less))
    return _row(name, stages, slots, why)


def _row(name: str, stages: tuple[Program, ...], slots: tuple[Slot, ...], why: str) -> Reduction:
    points = ((-14.0, -4.0), (-4.0, 4.0))
    return Reduction(name, "gelu", stages, slots, flushes=True, why=why + _EXPONENT_WHY, points=points)


ROWS: tuple[Reduction, ...] = (
    _pieces("gelu_pieces", 0.75, 1.0, 2.0),
    _pieces("gelu_pieces_centred", 0.5, 1.0, 2.0, less=0.5),
    _one_piece(0.5),
)

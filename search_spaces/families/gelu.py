"""Reductions of gelu, x times the normal distribution function."""

import math
from typing import Any

from search_spaces.families.tails import between, core_between, inverse_of_sum, of_inverse, of_ratio, ratio
from search_spaces.programs.lowering import compose
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, bits, fma, from_bits, larger, select, smaller, stage
from search_spaces.slots import Family, Reduction, Slot, Weigh, hole, part
from search_spaces.steps import LN2, LOG2_E, MAGIC, WIDTH, nearest_integer_shifted, product_error

_LARGEST_R = 0.693359375  # 0x1.63p-1: |r| is at most ln 2 + 3e-5, which is the rounding of s / (2 ln 2)


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
"""Bound on |x| in the tail: beyond it the result is max(x, -0)."""


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
    m, k, r_high = _nearest(s)
    return {"r": fma(k, _TWICE_LN2.low, r_high - e), "m": m}


@stage()
def _split_once(s: Float, e: Float) -> Outputs:
    """-x^2/2 = k ln 2 + r/2, |r| <= ln 2, the small terms first, so that only the last sum has a rounding of size."""
    m, k, r_high = _nearest(s)
    r_low = fma(k, _TWICE_LN2.low, -e)
    return {"r": r_high + r_low, "m": m}


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
    g = a * between(u, v)
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
        far_part = _far(x, a, m, y)
        near_part = _near(x, s, c)
        return {"result": select(a < turn, near_part, far_part)}

    return joined


def _small_quotient(mp: Any, s: Any) -> Any:
    """erf(x / sqrt(2)) / x at x^2 = s."""
    if s == 0:
        return mp.sqrt(2 / mp.pi)
    x = mp.sqrt(s)
    return mp.erf(x / mp.sqrt(2)) / x


def _small_slot(turn: float) -> Slot:
    """Slot of the core near 0; it weighs by the negative of both signs of x, which has the smaller result."""
    quotient = part("gelu_quotient", _small_quotient, (0.0, turn * turn))
    result: Weigh = lambda mp, s: _tail(mp, mp.sqrt(s)) / 2  # noqa: E731
    return hole("c(s)", "gelu x = (x + s c) / 2, s = x^2", quotient, lambda mp, s: s / 2, result)


def _flat_slot(turn: float, less: float) -> Slot:
    """The flat tail on [turn, 14], less a constant."""
    at, domain = of_ratio(_ZERO, _SHIFT, (turn, _TOP))
    name, formula = ("gelu_flat_tail_centred", f"{less:.6g} + g") if less else ("gelu_flat_tail", "g")
    target = part(name, lambda mp, u: _flat_tail(mp, at(mp, u)) - less, domain)
    bell: Weigh = lambda mp, u: mp.exp(-(at(mp, u) ** 2) / 2) / 2  # noqa: E731
    result: Weigh = lambda mp, u: _tail(mp, at(mp, u)) / 2  # noqa: E731
    return hole("g(u)", f"a erfc(a / sqrt(2)) e^(a^2/2) = {formula}", target, bell, result)


_TAIL_WHY = """\
gelu(x) = max(x, 0) - T/2, T(a) = a erfc(a / sqrt(2)), a = |x|: for x < 0 the result is -T/2, for x > 0 nothing cancels because T <= x.
{}
k is added to the exponent of the sum g + g r w, which is rounded once; T/2 < 2^-126 is 0. |x| is cut at 14, where all is decided, so that
infinity passes."""

_PIECES_WHY = """\
The flat tail rises to sqrt(2 / pi), most of it near |x| = {}: it is smooth in u, which has small relative and absolute errors where it is
steep. Below, |x| c < 0.55; the sum is never below x, so max(x, sum) is the sum, and -0 for x = -0."""

_CENTRED_WHY = """
The core gives the flat tail less 1/2, from -0.16 to 0.3: its rounding is a quarter of the whole's, and all but the last sum of
1/2 + (g + (r/2 + g r) w) are of numbers below 0.7."""

_SLOPE, _ZERO, _SHIFT = 0.5, 1.0, 2.0
"""u = 1 / (1 + slope a) in the row of one piece, (a - zero) / (a + shift) in those of two."""
_AT_INVERSE, _INVERSES = of_inverse(_SLOPE, _TOP)


def _weight_of_between(mp: Any, u: Any) -> Any:
    a = _AT_INVERSE(mp, u)
    return a * mp.exp(-a * a / 2) * u * (1 - u) / 2


# fmt: off
_EXPONENTIAL = hole("w(r)", "e^(r/2) = 1 + r w", part("exp_half_quotient", lambda mp, r: mp.expm1(r / 2) / r, (-_LARGEST_R, _LARGEST_R), (0.5, 1)),
                    factor=lambda mp, r: r * mp.exp(-r / 2), result=lambda mp, r: mp.mpf(1) - mp.mpf(2) ** -30)
"""Relative to e^(r/2), and the ulp of a result just below a power of two."""
_BETWEEN = part("gelu_between", core_between(_mills, _SLOPE, math.sqrt(2 / math.pi)), _INVERSES)
_MILLS = hole("v(u)", "erfcx(a / sqrt(2)) = u + u (1 - u) v", _BETWEEN, _weight_of_between, lambda mp, u: _tail(mp, _AT_INVERSE(mp, u)) / 2)

_GELU = Family("gelu", _TAIL_WHY, flushes=True, points=((-14.0, -4.0), (-4.0, 4.0)))


def _pieces(name: str, turn: float, less: float = 0.0) -> Reduction:
    slots = (_small_slot(turn), _EXPONENTIAL, _flat_slot(turn, less))
    stages = (_square, _split_once if less else _split, ratio(_ZERO, _SHIFT, _TOP), _joined(turn, less))
    return _GELU.row(name, *stages, slots=slots, why=_PIECES_WHY.format(turn) + (_CENTRED_WHY if less else ""))


ROWS = (
    _pieces("gelu_pieces", 0.75),
    _pieces("gelu_pieces_centred", 0.5, less=0.5),
    _GELU.row("gelu_one_piece", compose(_square, _split), inverse_of_sum(_SLOPE), _of_mills, slots=(_EXPONENTIAL, _MILLS),
              why=f"erfcx(a / sqrt(2)) / u goes from 1 at a = 0 to {_SLOPE * math.sqrt(2 / math.pi):.3f} at infinity, "
                  "and is smooth in u at both ends."),
)
# fmt: on

"""Reductions of gelu, x times the normal distribution function."""

import math
from typing import Any

from search_spaces.families.tails import Between, inverse_of_sum, of_ratio, ratio
from search_spaces.lowering import compose
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, Weigh, part

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


# s = x^2 for |x| <= 14; x^2 = s + e exactly, because |x| t has the value of t^2 but is no common subexpression of it.
# -x^2/2 = k ln 2 + r/2: k = round(-s / (2 ln 2)), r = ((-s - k 2 ln2_hi) - e) - k 2 ln2_lo, where the first difference is
# exact: ln2_hi has 17 bits, and all is a multiple of 2^-24 below 1 in size.
_SQUARE = parse("""\
program float32 (x: float) -> (a: float, s: float, e: float)
top: float = 0x1.cp+3
a = abs(x)
t = min(a, top)
s = mul(t, t)
ms = neg(s)
e = fma(a, t, ms)
return a, s, e
""")
_SPLIT_HEAD = """\
program float32 (s: float, e: float) -> (r: float, m: float)
per_k: float = -0x1.715476p-1
magic: float = 0x1.8p+23
ln2_hi: float = -0x1.62e4p+0
ln2_lo: float = -0x1.7f7d1cp-19
m = fma(s, per_k, magic)
k = sub(m, magic)
ms = neg(s)
r0 = fma(k, ln2_hi, ms)
"""
_SPLIT = parse(f"{_SPLIT_HEAD}r1 = sub(r0, e)\nr = fma(k, ln2_lo, r1)\nreturn r, m\n")
_SPLIT_ONCE = parse(f"{_SPLIT_HEAD}me = neg(e)\nr1 = fma(k, ln2_lo, me)\nr = add(r0, r1)\nreturn r, m\n")
"""The same with the small terms first, so that only the last sum has a rounding of size."""


_WHOLE_FLAT = "gr = mul(g, r)\ny = fma(gr, w, g)\n"
"""y = g + g r w: one rounding of size beside that of g."""

_LESS_HALF_FLAT = """\
half_r = mul(r, half)
gr = fma(g, r, half_r)
over = fma(gr, w, g)
y = add(over, half)
"""
"""The same where g is the flat tail less 1/2, so that g is rounded to 2^-26 or finer: y = 1/2 + (g + (r/2 + g r) w)."""


def _last(inputs: str, flat: str, rest: str, product: str = _WHOLE_FLAT) -> Program:
    """From g, the flat tail, to the result.

    T = y 2^k, y = g e^(r/2) and adding k to the exponent is exact. From the input on where T/2 < 2^-126 it is 0.
    gelu(x) = max(x, -0) - T/2, which is -0 at -0 and beyond that input.
    """
    return parse(f"""\
program float32 (x: float, a: float, r: float, m: float, w: float, {inputs}) -> (result: float)
width: int = 23
cut: float = 0x1.a4ae0ep+3
nothing: float = 0x0p+0
minus: float = -0x0p+0
less_half: float = -0x1p-1
{flat}
{product}\
yb = bits(y)
mb = bits(m)
shift = shl(mb, width)
moved = iadd(yb, shift)
scaled = from_bits(moved)
inside = lt(a, cut)
tail = select(inside, scaled, nothing)
base = max(x, minus)
far = fma(tail, less_half, base)
{rest}
""")


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
    mills = "mu = neg(u)\nends = fma(mu, u, u)\nratio = fma(ends, v, u)\ng = mul(a, ratio)"
    last = _last("u: float, v: float", mills, "return result=far")
    stages = (compose(_SQUARE, _SPLIT), inverse_of_sum(slope), last)
    slots = (_exponential_slot(), _mills_slot(slope))
    return _row(
        "gelu_one_piece", stages, slots, _ONE_PIECE_WHY.format(slope=slope, limit=slope * math.sqrt(2 / math.pi))
    )


def _pieces(name: str, turn: float, zero: float, shift: float, less: float = 0.0) -> Reduction:
    joined = """\
sum = fma(s, c, x)
doubled = max(x, sum)
near = mul(doubled, half)
small = lt(a, turn)
result = select(small, near, far)
return result"""
    constants = f"half: float = 0x1p-1\nturn: float = {turn.hex()}"
    last = _last("g: float, s: float, c: float", constants, joined, _LESS_HALF_FLAT if less else _WHOLE_FLAT)
    slots = (_small_slot(turn), _exponential_slot(), _flat_slot(turn, zero, shift, less))
    why = _PIECES_WHY.format(turn=turn, zero=zero, shift=shift) + (_CENTRED_WHY if less else "")
    split = _SPLIT_ONCE if less else _SPLIT
    return _row(name, (_SQUARE, split, ratio(zero, shift, 14.0), last), slots, why)


def _row(name: str, stages: tuple[Program, ...], slots: tuple[Slot, ...], why: str) -> Reduction:
    points = ((-14.0, -4.0), (-4.0, 4.0))
    return Reduction(name, "gelu", stages, slots, flushes=True, why=why + _EXPONENT_WHY, points=points)


ROWS: tuple[Reduction, ...] = (
    _pieces("gelu_pieces", 0.75, 1.0, 2.0),
    _pieces("gelu_pieces_centred", 0.5, 1.0, 2.0, less=0.5),
    _one_piece(0.5),
)

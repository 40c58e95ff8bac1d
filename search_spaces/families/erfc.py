"""Reductions of the complementary error function."""

import math
from typing import Any

from search_spaces.families.tails import Between, erf_quotient, inverse_of_sum, of_ratio, ratio
from search_spaces.lowering import compose
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, Weigh, part

# s = a^2 for a = |x| <= 10; a^2 = s - e exactly, because a t has the value of t^2 but is no common subexpression of it.
_SQUARE_AND_REST = """\
t = min(a, ten)
s = mul(t, t)
ma = neg(a)
e = fma(ma, t, s)
"""

# -a^2 = k ln 2 + r: k = round(-s / ln 2), r = (-s - k ln2_hi) + (e - k ln2_lo), where the first difference is exact: ln2_hi
# has 17 bits, and all is a multiple of 2^-24 below 1/2 in size. The low bits of m are k + bias.
_BELL_ARGUMENT = """\
m = fma(s, per_k, magic)
k = sub(m, magic)
ms = neg(s)
r0 = fma(k, ln2_hi, ms)
rest = fma(k, ln2_lo, e)
r = add(r0, rest)
"""


def _bell_stage(bias: int) -> Program:
    return parse(f"""\
program float32 (x: float) -> (a: float, s: float, r: float, m: float)
ten: float = 0x1.4p+3
per_k: float = -0x1.715476p+0
magic: float = {float(3 * 2**22 + bias).hex()}
ln2_hi: float = -0x1.62e4p-1
ln2_lo: float = -0x1.7f7d1cp-20
a = abs(x)
{_SQUARE_AND_REST}{_BELL_ARGUMENT}return a, s, r, m
""")


def _exponential_slot() -> Slot:
    """e^r = 1 + r w(r), |r| <= ln 2 / 2 and 1e-4 for the rounding of s / ln 2."""
    domain = (-float.fromhex("0x1.63p-2"), float.fromhex("0x1.63p-2"))
    quotient = part("expm1_quotient", lambda mp, r: mp.expm1(r) / r, domain, near_zero=(1.0, 1))
    # Relative to e^r, and the ulp of a result just below a power of two.
    factor: Weigh = lambda mp, r: r * mp.exp(-r)  # noqa: E731
    return Slot("w", "r", quotient, domain, factor=factor, result=lambda mp, r: mp.mpf(1) - mp.mpf(2) ** -30)


def _erfcx(mp: Any, a: Any) -> Any:
    return mp.exp(a * a) * mp.erfc(a)


# y = e^(-a^2) erfcx(a) times 2^-k, and 2^k is made of the low bits of m; from 9.19 on the result is below 2^-126.
_TO_TAIL = """\
mb = bits(m)
field = shl(mb, width)
scale = from_bits(field)
scaled = mul(y, scale)
beyond = lt(cut, a)
tail = select(beyond, zero, scaled)
mirrored = sub(two, tail)
left = lt(x, zero)
far = select(left, mirrored, tail)
"""
_TAIL_CONSTANTS = """\
width: int = 23
cut: float = 0x1.2639bep+3
zero: float = 0x0p+0
two: float = 0x1p+1
"""
_BELL_WHY = """\
e^(-a^2) = 2^k (1 + r w(r)), |r| <= ln 2 / 2: a^2 = s - e to the last bit (s = fl(a^2)) and ln 2 is in two parts, so that r is good
to 2^-26. k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result is below 2^-126 and made 0.
a is cut at 10, where all is decided, so that infinity passes. For x < 0 erfc(x) = 2 - erfc(|x|)."""


def _erfc_one_piece(slope: float) -> Reduction:
    last = parse(f"""\
program float32 (x: float, a: float, r: float, m: float, w: float, u: float, v: float) -> (result: float)
{_TAIL_CONSTANTS}mu = neg(u)
ends = fma(mu, u, u)
g = fma(ends, v, u)
gr = mul(g, r)
y = fma(gr, w, g)
{_TO_TAIL}return result=far
""")
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
    stages = (_bell_stage(127), inverse_of_sum(slope), last)
    why = _ONE_PIECE_WHY.format(slope=slope, limit=slope / math.sqrt(math.pi)) + _BELL_WHY
    return _erfc_row("erfc_one_piece", stages, (_exponential_slot(), inner), why)


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
    to_square = parse("""\
program float32 (s: float) -> (q: float)
shift: float = -0x1p-1
q = add(s, shift)
return q
""")
    last = parse(f"""\
program float32 (x: float, a: float, r: float, m: float, c: float, w: float, v: float) -> (result: float)
{_TAIL_CONSTANTS}one: float = 0x1p+0
inverse = div(one, a)
p = mul(r, w)
sum = add(p, v)
both = fma(p, v, sum)
y = fma(inverse, both, inverse)
{_TO_TAIL}rest = sub(one, x)
mx = neg(x)
near = fma(mx, c, rest)
small = lt(a, one)
result = select(small, near, far)
return result
""")
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
    stages = (compose(_bell_stage(126), to_square), _PASS, ratio(zero, shift, 10.0), last)
    why = _PIECES_WHY.format(zero=zero, shift=shift) + _BELL_WHY
    return _erfc_row("erfc_pieces", stages, (small, _exponential_slot(), flat), why)


_PASS = parse("program float32 (r: float) -> (r: float)\nreturn r\n")


def _erfc_row(name: str, stages: tuple[Program, ...], slots: tuple[Slot, ...], why: str) -> Reduction:
    return Reduction(name, "erfc", stages, slots, flushes=True, why=why, points=((-4.0, 1.0), (1.0, 9.3)))


ROWS: tuple[Reduction, ...] = (
    _erfc_pieces(1.0, 2.0),
    _erfc_one_piece(0.75),
)

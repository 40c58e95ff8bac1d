"""Reductions of the scaled complementary error function e^(x^2) erfc(x)."""

import math

from search_spaces.families.tails import Between
from search_spaces.functions.references import erfcx
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, Weigh, part

_LARGEST_R = float.fromhex("0x1.63p-2")
"""|r| is at most ln 2 / 2 and 1e-4 for the rounding of s / ln 2."""

# s = a^2 for a = |x| <= top; a^2 = s - e exactly, because a t has the value of t^2 but is no common subexpression of it.
# a^2 = k ln 2 + r with k = round(s / ln 2); s - k ln2_hi is exact: ln2_hi has 17 bits, and all is a multiple of 2^-24 below 1/2.
_SPLIT = parse("""\
program float32 (x: float) -> (a: float, r: float, m: float)
top: float = 0x1.2c8p+3
per_k: float = 0x1.715476p+0
magic: float = 0x1.8000fep+23
ln2_hi: float = -0x1.62e4p-1
ln2_lo: float = -0x1.7f7d1cp-20
a = abs(x)
t = min(a, top)
s = mul(t, t)
ma = neg(a)
e = fma(ma, t, s)
m = fma(s, per_k, magic)
k = sub(m, magic)
r0 = fma(k, ln2_hi, s)
me = neg(e)
rest = fma(k, ln2_lo, me)
r = add(r0, rest)
return a, r, m
""")

_INVERSE = parse("""\
program float32 (a: float) -> (u: float)
one: float = 0x1p+0
d = add(a, one)
u = div(one, d)
return u
""")


def _last(tail: str) -> Program:
    return parse(f"""\
program float32 (x: float, a: float, r: float, m: float, w: float, u: float, v: float) -> (result: float)
one: float = 0x1p+0
two: float = 0x1p+1
zero: float = 0x0p+0
width: int = 23
double_bias: int = 2130706432
cut: float = 0x1.20dd74p+125
{tail}
mb = bits(m)
field = shl(mb, width)
scale = from_bits(field)
opposite = isub(double_bias, field)
inverse = from_bits(opposite)
mg = neg(g)
less = mul(mg, inverse)
r2 = add(r, r)
rise = fma(r2, w, less)
y = add(rise, two)
left = mul(y, scale)
far = lt(cut, a)
right = select(far, zero, g)
negative = lt(x, zero)
result = select(negative, left, right)
return result
""")


_PLAIN = """\
mu = neg(u)
ends = fma(mu, u, u)
g = fma(ends, v, u)"""

# 1 - u - u a = 1 - u (1 + a) is what the quotient and the rounding of 1 + a leave; below u = 1/2 1 - u rounds, by 2^-25. Beyond the
# cut, where g does not count, a is not infinite.
_CORRECTED = """\
mu = neg(u)
rest = sub(one, u)
b = min(a, cut)
short = fma(mu, b, rest)
factor = fma(rest, v, short)
g = fma(u, factor, u)"""


def _exponential_slot() -> Slot:
    """e^r = 1 + r w(r)."""
    domain = (-_LARGEST_R, _LARGEST_R)
    quotient = part("expm1_quotient", lambda mp, r: mp.expm1(r) / r, domain, near_zero=(1.0, 1))
    # Relative to e^r, and the ulp of a result just below a power of two.
    factor: Weigh = lambda mp, r: r * mp.exp(-r)  # noqa: E731
    return Slot("w", "r", quotient, domain, factor=factor, result=lambda mp, r: mp.mpf(1) - mp.mpf(2) ** -30)


def _tail_slot() -> Slot:
    """erfcx(a) = u + u (1 - u) v(u), u = 1 / (1 + a)."""
    domain = (0.0, 1.0)
    limit = 1 / math.sqrt(math.pi)
    between = Between(erfcx, 1.0, 2 * limit)
    return Slot(
        "v",
        "u",
        part("erfcx_between", lambda mp, u: between(mp, u) if u > 0 else 1 / mp.sqrt(mp.pi) - 1, domain),
        domain,
        factor=lambda mp, u: u * (1 - u),
        result=lambda mp, u: erfcx(mp, 1 / u - 1) if u > 0 else mp.mpf(2) ** -20 / mp.sqrt(mp.pi),
    )


_WHY = """\
a = |x|, u = 1 / (1 + a): g = erfcx(a) = u + u (1 - u) v(u); g / u goes from 1 at a = 0, where the result is exactly 1, to
1 / sqrt(pi) at infinity. {tail}
For x < 0 erfcx(x) = 2 e^(a^2) - g: a^2 = s - e to the last bit (s = fl(a^2)), = k ln 2 + r, |r| <= ln 2 / 2, ln 2 in two parts, so that
r is good to 2^-26. With e^r = 1 + r w(r), (2 + (2 r w - g 2^-k)) 2^k has one rounding of size, and its overflow is that of
the result: a is cut at 9.39, beyond 9.382, from where on it is infinite, and k is 127 there. Beyond 2^125.17 erfcx(a) is below 2^-126 and made 0."""


def _row(name: str, tail: str, why: str) -> Reduction:
    stages = (_SPLIT, _INVERSE, _last(tail))
    slots = (_exponential_slot(), _tail_slot())
    points = ((-9.4, 0.0), (0.0, 10.0))
    return Reduction(name, "erfcx", stages, slots, flushes=True, why=_WHY.format(tail=why), points=points)


ROWS: tuple[Reduction, ...] = (
    _row(
        "erfcx_corrected",
        _CORRECTED,
        "What the roundings of 1 + a and of the quotient leave, 1 - u (1 + a), is found as 1 - u - u a, and u times it added.",
    ),
    _row("erfcx_plain", _PLAIN, "u is off by up to 1 ulp, and so is g."),
)

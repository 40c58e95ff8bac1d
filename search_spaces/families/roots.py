"""Reductions of roots: a start from the bits of x, and a core that is a function of what the start leaves."""

from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, one, part

_CBRT_DOMAIN = (float.fromhex("-0x1.a8p-4"), float.fromhex("0x1.a8p-4"))
_RSQRT_DOMAIN = (float.fromhex("-0x1.19p-4"), float.fromhex("0x1.19p-4"))

_RSQRT_END = parse("""\
program float32 (c: float, e: float, t: float, x: float) -> (result: float)
normal: float = 0x1p-126
most: float = 0x1.fffffep+127
zero: float = 0x0p+0
nan: float = nan
mask: int = -2147483648
inf: int = 2139095040
ec = mul(e, c)
near = fma(t, ec, t)
huge = lt(most, x)
upper = select(huge, zero, near)
b = bits(x)
sign = iand(b, mask)
pole_bits = ior(sign, inf)
pole = from_bits(pole_bits)
negative = lt(x, zero)
beyond = select(negative, nan, pole)
low = lt(x, normal)
result = select(low, beyond, upper)
return result
""")

_RSQRT_SLOT = Slot(
    "c",
    "e",
    part("rsqrt_tail", lambda mp, e: (1 / mp.sqrt(1 - e) - 1) / e, _RSQRT_DOMAIN, (0.5, 1)),
    _RSQRT_DOMAIN,
    factor=lambda mp, e: abs(e),
    result=lambda mp, e: mp.mpf(1),
)

_WHY_RSQRT = """\
t is about x^(-1/2): its bits are a constant less half of those of x, which keeps e = 1 - x t^2 within 0.0685 either way.
{residual}
Then x^(-1/2) = t (1 - e)^(-1/2) = t + t e c(e), and as t e c(e) is below 0.037 t, its roundings are below 0.05 ulp, the last
one's half an ulp. Below 2^-126 a zero gives infinity of its sign, a negative number nan; infinity gives 0, nan itself."""

# fmt: off
ROWS = (
    Reduction(
        name="cbrt_inverse_start", target="cbrt",
        stages=(parse("""\
program float32 (x: float) -> (e: float, a: float, u: float, low: float)
third: float = -0x1.555556p-2
origin: float = 0x1.5287d2p+30
coarse: int = -4096
one: float = 0x1p+0
a = abs(x)
b = bits(a)
n = to_float(b)
m = fma(n, third, origin)
i = to_int(m)
j = iand(i, coarse)
t = from_bits(j)
square = mul(t, t)
u = mul(a, square)
minus_u = neg(u)
same = max(a, x)
low = fma(same, square, minus_u)
near = fma(minus_u, t, one)
minus_low = neg(low)
e = fma(minus_low, t, near)
return e, a, u, low
"""), parse("""\
program float32 (c: float, e: float, a: float, u: float, low: float, x: float) -> (result: float)
mask: int = -2147483648
inf: float = inf
ec = mul(e, c)
tail = fma(u, ec, low)
near = add(u, tail)
finite = lt(a, inf)
whole = select(finite, near, a)
b = bits(x)
sign = iand(b, mask)
magnitude = bits(whole)
signed = ior(magnitude, sign)
result = from_bits(signed)
return result
""")),
        slots=(Slot(
            "c", "e",
            part("cbrt_tail", lambda mp, e: (mp.power(1 - e, mp.mpf(-2) / 3) - 1) / e, _CBRT_DOMAIN, (2 / 3, 1)),
            _CBRT_DOMAIN, factor=lambda mp, e: abs(e), result=lambda mp, e: mp.mpf(1),
        ),), flushes=False, points=((1.0, 8.0),),
        why="""\
t is about |x|^(-1/3): its bits are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough,
and all but 12 bits of t are cleared, so that t^2 is exact. The one constant keeps e = 1 - |x| t^3 within 0.103 either way.
u = |x| t^2 is rounded, and `low` is what it lost (|x| stands a second time as max(|x|, x): two factors of one product must not
look alike to the compiler, and a constant in place of x would be seen through inside a loop). Then |x|^(1/3) = |x| t^2 (1 - e)^(-2/3) = u + (u e c(e) + low), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3).
e is exact to 2^-28, and the bracket is below 0.08 u: its roundings are below 0.1 ulp, the last addition's half an ulp.
Zero gives u = 0 and e = 1; infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85.""",
    ),
    Reduction(
        name="cbrt_inverse_start_short", target="cbrt",
        stages=(parse("""\
program float32 (x: float) -> (e: float, a: float, u: float)
third: float = -0x1.555556p-2
origin: float = 0x1.5287d2p+30
one: float = 0x1p+0
a = abs(x)
b = bits(a)
n = to_float(b)
m = fma(n, third, origin)
i = to_int(m)
t = from_bits(i)
square = mul(t, t)
u = mul(x, square)
size = mul(a, square)
minus_size = neg(size)
e = fma(minus_size, t, one)
return e, a, u
"""), parse("""\
program float32 (c: float, e: float, a: float, u: float, x: float) -> (result: float)
inf: float = inf
near = mul(u, c)
finite = lt(a, inf)
result = select(finite, near, x)
return result
""")),
        slots=(Slot(
            "c", "e", part("cbrt_factor", lambda mp, e: mp.power(1 - e, mp.mpf(-2) / 3), _CBRT_DOMAIN), _CBRT_DOMAIN, factor=one,
        ),), flushes=False, points=((1.0, 8.0),),
        why="""\
t is about |x|^(-1/3): its bits are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact enough.
With e = 1 - |x| t^3, within 0.103 either way and right to 2^-23, x^(1/3) = x t^2 (1 - e)^(-2/3) = u c(e), whose sign is that of x.
Infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to 2^85.""",
    ),
    Reduction(
        name="rsqrt_start_exact", target="rsqrt",
        stages=(parse("""\
program float32 (x: float) -> (e: float, t: float)
origin: int = 1597458432
width: int = 1
one: float = 0x1p+0
zero: float = 0x0p+0
b = bits(x)
half = shr(b, width)
i = isub(origin, half)
t = from_bits(i)
h = mul(x, t)
minus_h = neg(h)
same = max(x, zero)
low = fma(same, t, minus_h)
near = fma(minus_h, t, one)
minus_low = neg(low)
e = fma(minus_low, t, near)
return e, t
"""), _RSQRT_END),
        slots=(_RSQRT_SLOT,), flushes=False, points=((1.0, 4.0),),
        why=_WHY_RSQRT.format(residual="""\
x t is split into h and what it lost in rounding (x stands a second time as max(x, 0): two factors of one product must not look
alike to the compiler), so that e is right to 2^-28; t^2 would leave the normal range at both ends."""),
    ),
    Reduction(
        name="rsqrt_start_short", target="rsqrt",
        stages=(parse("""\
program float32 (x: float) -> (e: float, t: float)
origin: int = 1597458432
width: int = 1
one: float = 0x1p+0
b = bits(x)
half = shr(b, width)
i = isub(origin, half)
t = from_bits(i)
h = mul(x, t)
minus = neg(h)
e = fma(minus, t, one)
return e, t
"""), _RSQRT_END),
        slots=(_RSQRT_SLOT,), flushes=False, points=((1.0, 4.0),),
        why=_WHY_RSQRT.format(residual="""\
x t is rounded, which moves e by 2^-25 and the result by 2^-26 of itself, a quarter ulp."""),
    ),
)
# fmt: on

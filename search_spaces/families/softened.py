"""Reductions of softplus and mish: a logarithm and a quotient of what e^x is."""

from search_spaces.families.splits import FIRST_SLOT, TWO, WHOLE, split, split_minus_size
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

_MOST_POWER = float.fromhex("0x1.0001p+0")  # e^-|x| as cores give it

_SERIES = part(
    "log1p_second_order_minus",
    lambda mp, e: (e - mp.log1p(e)) / (e * e),
    (0.0, _MOST_POWER),
    near_zero=(0.5, 2),
)
_SERIES_SLOT = Slot(
    "q",
    "e",
    _SERIES,
    (0.0, _MOST_POWER),
    factor=lambda mp, e: e * e,
    result=lambda mp, e: mp.log1p(e),
)

_POWER = """\
k = bits(t)
b = shl(k, width)
s = from_bits(b)
"""

_TWO_PARTS = """\
a = mul(r, y)
y1 = add(one, a)
b1 = sub(one, y1)
y_low = add(b1, a)
"""
"""e^r = y1 + y_low by Fast2Sum, the core y = (e^r - 1) / r."""

_SOFTPLUS = parse("""\
program float32 (q: float, e: float, x: float) -> (result: float)
zero: float = 0x0p+0
square = mul(e, e)
minus = neg(square)
l = fma(minus, q, e)
h = max(x, zero)
result = add(l, h)
return result
""")

_SOFTPLUS_COMPENSATED = parse("""\
program float32 (q: float, e: float, e_low: float, x: float) -> (result: float)
zero: float = 0x0p+0
one: float = 0x1p+0
slope: float = -0x1.2p-1
h = max(x, zero)
larger = max(h, e)
smaller = min(h, e)
v = add(larger, smaller)
g = sub(larger, v)
i = add(g, smaller)
j = min(one, i)
f = fma(e, slope, one)
m = fma(e_low, f, j)
square = mul(e, e)
minus = neg(square)
l = fma(minus, q, m)
result = add(v, l)
return result
""")

_WHY_SOFTPLUS = """\
softplus(x) = max(x, 0) + log(1 + e), e = e^-|x| = 2^k e^r with -|x| = k ln 2 + r (Cody and Waite), |x| clamped to 88, where 2^k is
flushed to zero. log(1 + e) = e - e^2 q(e), the core q from 1/2 down to 1 - ln 2: no division, and a correction of at most 0.44 of
the result. {sums}"""

_MISH = parse(f"""\
program float32 (y: float, t: float, raised: float, x: float) -> (result: float)
width: int = 23
two: float = 0x1p+1
scale: float = 0x1p-12
nothing: float = -0x0p+0
{_POWER}\
e = mul(s, y)
f = fma(e, scale, nothing)
g = add(e, e)
n = fma(e, f, g)
d = fma(n, scale, two)
p = fma(raised, n, nothing)
v = div(p, d)
h = fma(v, scale, nothing)
bound = max(x, nothing)
result = min(bound, h)
return result
""")

_MISH_CORRECTED = parse(f"""\
program float32 (y: float, r: float, t: float, raised: float, x: float) -> (result: float)
width: int = 23
one: float = 0x1p+0
two: float = 0x1p+1
scale: float = 0x1p-12
nothing: float = -0x0p+0
{_POWER}\
{_TWO_PARTS}\
e = mul(s, y1)
e_low = mul(s, y_low)
f = fma(e, scale, nothing)
f1 = add(f, one)
f2 = add(f1, f1)
g = add(e, e)
m = mul(e, f)
n = add(g, m)
i = sub(g, n)
i1 = add(i, m)
n_low = fma(e_low, f2, i1)
o = mul(n, scale)
d = add(o, two)
j = sub(two, d)
l = add(j, o)
d_low = fma(n_low, scale, l)
u0 = div(one, d)
u = abs(u0)
q0 = fma(n, u, nothing)
q_minus = neg(q0)
a1 = fma(q_minus, d, n)
a2 = add(a1, n_low)
a3 = fma(q_minus, d_low, a2)
q = fma(a3, u, q0)
small = fma(raised, q, nothing)
h = fma(small, scale, nothing)
bound = max(x, nothing)
result = min(bound, h)
return result
""")

_WHY_MISH = """\
x tanh(log(1 + e^x)) = x n / (n + 2), n = e^x (e^x + 2). x = k ln 2 + r (Cody and Waite); in the exponent x is clamped to 20, where
the quotient is 1, and everywhere to -95 from below. e = 2^12 e^x and n in units of 2^-12 keep x e^x in the normal range as far as
-91.9; the last product brings the result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound
says what the result is: at most x for x > 0, at most -0 otherwise.
{quotient}"""

# fmt: off
ROWS = (
    Reduction(
        name="softplus_series", target="softplus",
        stages=(split_minus_size("0x1.6p+6", TWO, bias=127, names="t"), parse(f"""\
program float32 (y: float, t: float) -> (e: float)
width: int = 23
{_POWER}\
e = mul(s, y)
return e
"""), _SOFTPLUS), slots=(WHOLE, _SERIES_SLOT), flushes=True, points=((-2.0, 2.0), (-12.0, 12.0)),
        why=_WHY_SOFTPLUS.format(sums="e, e^2, the inner sum and the outer one round."),
    ),
    Reduction(
        name="softplus_series_compensated", target="softplus",
        stages=(split_minus_size("0x1.6p+6", TWO, bias=127, names="t"), parse(f"""\
program float32 (y: float, r: float, t: float) -> (e: float, e_low: float)
width: int = 23
one: float = 0x1p+0
{_POWER}\
{_TWO_PARTS}\
e = mul(s, y1)
e_low = mul(s, y_low)
return e, e_low
"""), _SOFTPLUS_COMPENSATED), slots=(FIRST_SLOT, _SERIES_SLOT), flushes=True, points=((-2.0, 2.0), (-12.0, 12.0)),
        why=_WHY_SOFTPLUS.format(sums="""\
e^r = 1 + r y, the core y = (e^r - 1) / r, and so e, has a second part by Fast2Sum; e_low counts 1 / (1 + e), within 0.07 of 1 - 9/16 e.
v = max(x, 0) + e loses j (Fast2Sum of larger and smaller; bounded, for inf), and v + (j + e_low (1 - 9/16 e) - e^2 q) has one rounding of size."""),
    ),
    Reduction(
        name="mish_quotient", target="mish",
        stages=(split("-0x1.7cp+6", "0x1.4p+4", TWO, bias=139, names="t, raised"), _MISH), slots=(WHOLE,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_MISH.format(quotient="n, n + 2, x n and the quotient round once each."),
    ),
    Reduction(
        name="mish_corrected", target="mish",
        stages=(split("-0x1.7cp+6", "0x1.4p+4", TWO, bias=139, names="t, raised"), _MISH_CORRECTED), slots=(FIRST_SLOT,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_MISH.format(quotient="""\
e^r = 1 + r y, the core y = (e^r - 1) / r, has a second part, which counts 2 e + 2 in n. n + n_low and n + 2 = d + d_low by Fast2Sum, as far as their order allows (n < 2; above, the result forgives). With u = 1 / d, used
once as a quotient (abs changes nothing), q = n u is mended by u (n + n_low - q (d + d_low)); then only x q rounds."""),
    ),
)
# fmt: on

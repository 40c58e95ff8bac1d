"""Reductions of tanh: E / (E + 2) with E = e^2|x| - 1."""

from search_spaces.families.splits import EXP_EDGE, TWO, TWO_AND_REST, split_double
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

_EDGE = EXP_EDGE / 2
_MOST = "0x1.28p+3"  # 9.25; from 9.02 on tanh is 1 - 2^-25 or more

_TWICE = part(
    "exp_twice_second_order", lambda mp, r: (mp.expm1(2 * r) - 2 * r) / (r * r), (-_EDGE, _EDGE), near_zero=(2.0, 2)
)
_SECOND = Slot(
    "y",
    "r",
    _TWICE,
    (-_EDGE, _EDGE),
    factor=lambda mp, r: r * r,
    result=lambda mp, r: min(abs(mp.expm1(2 * r)), abs(mp.exp(2 * r) - mp.mpf(0.5))),  # over 2^k: k = 0, and k = 1
)

_CONSTANTS = """\
width: int = 23
top: int = -2147483648
nothing: float = -0x0p+0
one: float = 0x1p+0
two: float = 0x1p+1
k = bits(t)
b = shl(k, width)
s = from_bits(b)
"""

_SIGN = """\
xb = bits(x)
sign = iand(xb, top)
vb = bits(v)
signed = ior(vb, sign)
result = from_bits(signed)
return result
"""

_PLAIN = parse(f"""\
program float32 (y: float, r: float, z: float, t: float, x: float) -> (result: float)
{_CONSTANTS}\
r2 = add(r, r)
o = sub(s, one)
p = fma(z, y, r2)
n = fma(s, p, o)
d = add(n, two)
v = div(n, d)
{_SIGN}""")

_COMPENSATED = parse(f"""\
program float32 (y: float, r: float, rest: float, z: float, t: float, x: float) -> (result: float)
{_CONSTANTS}\
h = mul(s, r)
m = add(h, h)
o = sub(s, one)
i = sub(s, o)
j = sub(i, one)
a = add(o, m)
g = sub(o, a)
e = add(g, m)
f = add(e, j)
rest2 = add(rest, rest)
q = fma(z, y, rest2)
w = fma(s, q, f)
n = add(a, w)
g2 = sub(a, n)
nl = add(g2, w)
d = add(n, two)
larger = max(n, two)
smaller = min(n, two)
g3 = sub(larger, d)
g4 = add(g3, smaller)
dl = add(g4, nl)
c0 = div(one, d)
c = abs(c0)
v0 = fma(n, c, nothing)
minus = neg(v0)
e1 = fma(minus, d, n)
e2 = add(e1, nl)
e3 = fma(minus, dl, e2)
v = fma(e3, c, v0)
{_SIGN}""")

_WHY = """\
2|x| = k ln 2 + 2 (r + rest) (Cody and Waite), k nearest to 2|x| log2 e, |r| <= ln 2 / 4 + 2^-20, from |x| clamped to 9.25, where
tanh is 1 to 2^-25. With s = 2^k, E = e^2|x| - 1 = s - 1 + s (2 r + 2 rest + r^2 c), the core c = (e^2r - 1 - 2r) / r^2 about 2,
and tanh |x| = E / (E + 2). The sign is that of x, zeros too. {sums}"""

# fmt: off
ROWS = (
    Reduction(
        name="tanh_compensated", target="tanh",
        stages=(split_double(_MOST, TWO_AND_REST, bias=127, names="t, z, rest"), _COMPENSATED), slots=(_SECOND,), flushes=True, points=((-1.1, 1.1), (-9.0, 9.0)),
        why=_WHY.format(sums="""\
E = n + nl and E + 2 = d + dl by Fast2Sum (s r is exact), j what s - 1 loses from k = 25 on. With c = 1 / d, the
quotient v0 = n c is mended by (n + nl - v0 (d + dl)) c: the last addition alone has a rounding of size."""),
    ),
    Reduction(
        name="tanh_quotient", target="tanh",
        stages=(split_double(_MOST, TWO, bias=127, names="t, z"), _PLAIN), slots=(_SECOND,), flushes=True, points=((-1.1, 1.1), (-9.0, 9.0)),
        why=_WHY.format(sums="E, E + 2 and the quotient round once each; rest is left out."),
    ),
)
# fmt: on

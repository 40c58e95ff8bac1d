"""Reductions of sinh, cosh and tanh: e^|x| = 2^k e^r and e^-|x| = 2^-k e^-r share their cores."""

from search_spaces.families.splits import SQUARE_EDGE, TWO, TWO_AND_REST, WHOLE, split_size
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

_MOST = "0x1.66p+6"  # 89.5, where both overflow

_NEXT = parse("program float32 (z: float) -> (same: float)\nreturn same=z\n")

_SINH_PART = part(
    "sinh_third_order",
    lambda mp, z: (mp.sinh(mp.sqrt(z)) - mp.sqrt(z)) / (z * mp.sqrt(z)),
    (0.0, SQUARE_EDGE),
    near_zero=(1 / 6, 2),
)
_COSH_PART = part(
    "cosh_second_order", lambda mp, z: (mp.cosh(mp.sqrt(z)) - 1) / z, (0.0, SQUARE_EDGE), near_zero=(0.5, 2)
)

_POWERS = """\
k = bits(t)
b = shl(k, width)
f = isub(both, b)
g = ilt(none, f)
h = iselect(g, f, none)
s = from_bits(b)
u = from_bits(h)
a = add(s, u)
d = sub(s, u)
"""
"""s = 2^(k-2) from t's field 125 + k, u = 2^(-k-2) from the field 125 - k, or 0 where that is below 0."""

_CONSTANTS = "width: int = 23\nboth: int = 2097152000\nnone: int = 0\n"

_COSH = parse(f"""\
program float32 (q: float, p: float, r: float, z: float, t: float) -> (result: float)
{_CONSTANTS}{_POWERS}\
m = mul(d, r)
i = mul(m, z)
l = mul(a, z)
e = fma(i, p, u)
f2 = fma(l, q, e)
w = add(m, f2)
y = add(w, s)
result = add(y, y)
return result
""")

_COSH_REST = parse(f"""\
program float32 (q: float, p: float, r: float, rest: float, z: float, t: float) -> (result: float)
{_CONSTANTS}{_POWERS}\
m = mul(d, r)
v = add(s, m)
c = sub(s, v)
e = add(c, m)
i = mul(m, z)
l = mul(a, z)
o = fma(i, p, u)
j = fma(d, rest, o)
n = fma(l, q, j)
w = add(n, e)
y = add(v, w)
result = add(y, y)
return result
""")

_COSH_FUSED = parse(f"""\
program float32 (q: float, p: float, r: float, z: float, t: float) -> (result: float)
{_CONSTANTS}zero: float = 0x0p+0
{_POWERS}\
v = fma(d, r, a)
beside = sub(s, v)
c = add(beside, u)
same = max(d, zero)
e = fma(same, r, c)
m = mul(r, z)
i = mul(d, m)
l = mul(a, z)
n = fma(l, q, e)
w = fma(i, p, n)
y = add(v, w)
result = add(y, y)
return result
""")

_COSH_RECIPROCAL = parse("""\
program float32 (y: float, t: float) -> (result: float)
width: int = 23
sixteenth: float = 0x1p-4
k = bits(t)
b = shl(k, width)
s = from_bits(b)
h = mul(s, y)
w = div(sixteenth, h)
v = add(h, w)
result = add(v, v)
return result
""")

_SIGNED = """\
y2 = add(y, y)
sign = iand(xb, top)
yb = bits(y2)
both_bits = ior(yb, sign)
signed = from_bits(both_bits)
size = abs(x)
tiny = lt(size, small)
result = select(tiny, x, signed)
return result
"""

_SINH = parse(f"""\
program float32 (q: float, p: float, r: float, rest: float, z: float, t: float, x: float) -> (result: float)
{_CONSTANTS}small: float = 0x1p-12
top: int = -2147483648
{_POWERS}\
m = mul(s, r)
v = add(d, m)
c = sub(d, v)
e = add(c, m)
o = fma(u, r, e)
i = mul(r, z)
j = fma(i, p, rest)
l = mul(d, z)
n = fma(l, q, o)
w = fma(a, j, n)
y = add(v, w)
xb = bits(x)
{_SIGNED}""")

_SINH_FUSED = parse(f"""\
program float32 (q: float, p: float, r: float, rest: float, z: float, t: float, x: float) -> (result: float)
{_CONSTANTS}small: float = 0x1p-12
top: int = -2147483648
{_POWERS}\
v = fma(a, r, d)
c = sub(d, v)
same = max(a, u)
e = fma(same, r, c)
i = mul(r, z)
j = fma(i, p, rest)
l = mul(d, z)
n = fma(l, q, e)
w = fma(a, j, n)
y = add(v, w)
xb = bits(x)
{_SIGNED}""")

_SINH_PLAIN = parse(f"""\
program float32 (q: float, p: float, r: float, z: float, t: float, x: float) -> (result: float)
{_CONSTANTS}small: float = 0x1p-12
top: int = -2147483648
{_POWERS}\
i = mul(r, z)
j = fma(i, p, r)
l = mul(d, z)
n = fma(l, q, d)
y = fma(a, j, n)
xb = bits(x)
{_SIGNED}""")

_SAME = "{} stands there in other words, for a compiler would take two equal products for one, and round it"

_WHY = """\
|x| = k ln 2 + r + rest (Cody and Waite), k nearest to |x| log2 e, |r| <= ln 2 / 2 + 2^-19, from |x| clamped to 89.5. Half of
sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do): with s = 2^(k-2) and
u = 2^(-k-2), cosh = (s + u) cosh r + (s - u) sinh r and sinh = (s - u) cosh r + (s + u) sinh r. The cores take z = r^2:
cosh r = 1 + z q and sinh r = r + r z p, so that their errors are those of corrections.
{sums}"""

_SIGN = """ The sign is that of x; below 2^-12 sinh x is x to 2^-26, which keeps numbers that the half would make subnormal."""


_COSH_EVEN = Slot(
    "q", "z", _COSH_PART, (0.0, SQUARE_EDGE), factor=lambda mp, z: z, result=lambda mp, z: mp.cosh(mp.sqrt(z))
)
_COSH_ODD = Slot(
    "p",
    "z",
    _SINH_PART,
    (0.0, SQUARE_EDGE),
    factor=lambda mp, z: z * mp.sqrt(z) * mp.mpf(0.75),  # at k = 1, where the sum is least beside s - u
    result=lambda mp, z: mp.cosh(mp.log(2) - mp.sqrt(z)),
)
_SINH_EVEN = Slot(
    "q",
    "z",
    _COSH_PART,
    (0.0, SQUARE_EDGE),
    factor=lambda mp, z: z * mp.mpf(0.75),  # likewise, r negative
    result=lambda mp, z: mp.sinh(mp.log(2) - mp.sqrt(z)),
)
_SINH_ODD = Slot(
    "p",
    "z",
    _SINH_PART,
    (0.0, SQUARE_EDGE),
    factor=lambda mp, z: z * mp.sqrt(z),
    result=lambda mp, z: mp.sinh(mp.sqrt(z)),  # k = 0
)
_NEAR = ((-1.1, 1.1),)

# fmt: off
ROWS = (
    Reduction(
        name="cosh_parts", target="cosh",
        stages=(split_size(_MOST, TWO, bias=125, names="t, z"), _NEXT, _COSH), slots=(_COSH_EVEN, _COSH_ODD), flushes=True,
        points=_NEAR,
        why=_WHY.format(sums="""\
s is added last and u first, so that neither loses the other; of the sum below s only (s - u) r + ... has a rounding of size,
2^-2 ulp, beside that of r."""),
    ),
    Reduction(
        name="cosh_parts_compensated", target="cosh",
        stages=(split_size(_MOST, TWO_AND_REST, bias=125, names="t, z, rest"), _NEXT, _COSH_REST), slots=(_COSH_EVEN, _COSH_ODD),
        flushes=True, points=_NEAR,
        why=_WHY.format(sums="""\
v = s + (s - u) r loses e (Fast2Sum), which joins u and the corrections: the last addition alone has a rounding of size."""),
    ),
    Reduction(
        name="cosh_fused", target="cosh",
        stages=(split_size(_MOST, TWO, bias=125, names="t, z"), _NEXT, _COSH_FUSED), slots=(_COSH_EVEN, _COSH_ODD),
        flushes=True, points=_NEAR,
        why=_WHY.format(sums=f"""\
v = (s + u) + (s - u) r loses e, found exactly by the same fma from (s - v) + u ({_SAME.format("s - u")}):
s - v is exact (Sterbenz), and so is the sum up to k = 12, beyond which u is below 2^-25 of s. r is off by 2^-26, 0.2 ulp of the
result at most."""),
    ),
    Reduction(
        name="cosh_reciprocal", target="cosh",
        stages=(split_size(_MOST, TWO, bias=125, names="t"), _COSH_RECIPROCAL), slots=(WHOLE,),
        flushes=True, points=_NEAR,
        why="""\
|x| = k ln 2 + r (Cody and Waite) as for exp, from |x| clamped to 89.5. With h = 2^(k-2) e^r, cosh |x| = 2 (h + 1 / (16 h)): the
quarter keeps k = 129 below overflow, and the doubling overflows where cosh does.""",
    ),
    Reduction(
        name="sinh_compensated", target="sinh",
        stages=(split_size(_MOST, TWO_AND_REST, bias=125, names="t, z, rest"), _NEXT, _SINH), slots=(_SINH_EVEN, _SINH_ODD),
        flushes=True, points=_NEAR,
        why=_WHY.format(sums="""\
v = (s - u) + s r loses e (Fast2Sum; s r is exact), which joins u r and the corrections: the last addition alone has a rounding
of size.""") + _SIGN,
    ),
    Reduction(
        name="sinh_fused", target="sinh",
        stages=(split_size(_MOST, TWO_AND_REST, bias=125, names="t, z, rest"), _NEXT, _SINH_FUSED), slots=(_SINH_EVEN, _SINH_ODD),
        flushes=True, points=_NEAR,
        why=_WHY.format(sums=f"""\
v = (s - u) + (s + u) r is rounded once and loses e, found exactly by the same fma from what is left of s - u ({_SAME.format("s + u")};
Fast2Sum: s - u is 0 or the larger one). s - u and s + u are exact up to k = 11, and beyond u is below 2^-23 of s. Near 0, where s = u,
v is half of r exactly, and only what the cores add is rounded beside the last addition.""") + _SIGN,
    ),
    Reduction(
        name="sinh_plain", target="sinh",
        stages=(split_size(_MOST, TWO, bias=125, names="t, z"), _NEXT, _SINH_PLAIN), slots=(_SINH_EVEN, _SINH_ODD),
        flushes=True, points=_NEAR,
        why=_WHY.format(sums="""\
Both sums round: the worst k is 1, where at r = -ln 2 / 2 the terms are twice the result.""") + _SIGN,
    ),
)
# fmt: on

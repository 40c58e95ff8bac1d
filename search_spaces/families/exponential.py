"""Reductions of exp2, exp and expm1: x = k ln 2 + r, and 2^k goes into the exponent field."""

from search_spaces.families.splits import EXP_EDGE, ONE, SECOND, TWO, TWO_AND_REST, WHOLE, split
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot
from search_spaces.targets import TARGETS

_SCALE = parse("""\
program float32 (y: float, k: int, x: float) -> (result: float)
width: int = 23
inf: float = inf
zero: float = 0x0p+0
top: float = 0x1p+7
bottom: float = -0x1.f8p+6
shift = shl(k, width)
b = bits(y)
moved = iadd(b, shift)
scaled = from_bits(moved)
above = add(x, inf)
inside = lt(x, top)
upper = select(inside, scaled, above)
below = lt(x, bottom)
result = select(below, zero, upper)
return result
""")

_WHY = """\
x = k + r with k the nearest integer and |r| <= 1/2; both steps are exact for |x| < 2^22 (Sterbenz), and 2^x = 2^k 2^r.
The core's y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as the
result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result is flushed to zero.
{rounding}"""

_WHY_CLAMPED_2 = """\
x = k + r with k the nearest integer, from the low bits of x + 1.5*2^23, and |r| <= 1/2: exact (Sterbenz). x is first
clamped to [-127, 128], so that the exponent field of 2^k y, y in [2^-1/2, 2^1/2], stays within 0 .. 255: at 128, r = 0 and
y = 1 exactly, which makes the pattern of inf; below -126 the field is 0, a subnormal pattern, and the last fma, which adds
0 c, flushes it to zero and carries nan."""

_WHY_CLAMPED = """\
x = k ln 2 + r (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
{steps}
e^x = 2^k e^r: the core's y lies in [2^-1/2, 2^1/2], and k is added to its exponent field. x is first clamped to
[-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal pattern, which the last fma, adding
0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a number below 2^128, and any pattern above that of inf is
cut to it."""

TWO_STEPS = """\
ln 2 = high + low, high a multiple of 2^-15: x - k high is exact, a multiple of 2^-25 below 1/2, and the only rounding of r,
2^-26 at most, is that of the second step; low is off by 2^-45."""

ONE_STEP = """\
One step with ln 2 rounded to float32, which is off by 2^-29: r is off by up to 128 * 2^-29 + 2^-26."""

_FINISH_2 = parse("""\
program float32 (y: float, t: float, c: float) -> (result: float)
width: int = 23
zero: float = 0x0p+0
k = bits(t)
shift = shl(k, width)
b = bits(y)
moved = iadd(b, shift)
scaled = from_bits(moved)
result = fma(c, zero, scaled)
return result
""")

_FINISH = parse("""\
program float32 (y: float, t: float, c: float) -> (result: float)
width: int = 23
inf: int = 2139095040
zero: float = 0x0p+0
k = bits(t)
shift = shl(k, width)
b = bits(y)
moved = iadd(b, shift)
finite = ilt(moved, inf)
cut = iselect(finite, moved, inf)
scaled = from_bits(cut)
result = fma(c, zero, scaled)
return result
""")

_EXPM1_PLAIN = parse("""\
program float32 (y: float, r: float, z: float, t: float, x: float) -> (result: float)
width: int = 23
half: float = 0x1p-1
small: float = 0x1p-24
k = bits(t)
b = shl(k, width)
s = from_bits(b)
d = sub(s, half)
p = fma(z, y, r)
u = fma(s, p, d)
h = add(u, u)
size = abs(x)
tiny = lt(size, small)
result = select(tiny, x, h)
return result
""")

_EXPM1 = parse("""\
program float32 (y: float, r: float, rest: float, z: float, t: float, x: float) -> (result: float)
width: int = 23
half: float = 0x1p-1
small: float = 0x1p-24
k = bits(t)
b = shl(k, width)
s = from_bits(b)
d = sub(s, half)
m = mul(s, r)
v = add(m, d)
g = sub(d, v)
e = add(m, g)
i = sub(s, d)
j = sub(i, half)
l = add(e, j)
q = fma(z, y, rest)
w = fma(s, q, l)
u = add(v, w)
h = add(u, u)
size = abs(x)
tiny = lt(size, small)
result = select(tiny, x, h)
return result
""")

_WHY_EXPM1 = """\
x = k ln 2 + r + rest (Cody and Waite), k nearest to x log2 e, from the low bits of x log2 e + 1.5*2^23; |r| <= ln 2 / 2 + 2^-19.
With s = 2^(k-1), e^x - 1 = 2 (s (1 + r + rest + r^2 c) - 1/2), the core c = (e^r - 1 - r) / r^2 about 1/2; the half in s
keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is first clamped to [-20, 89]: e^-20 <
2^-25. Below 2^-24 the result is x, which keeps the sign of zero and numbers that s = 1/2 would make subnormal.
{sums}"""

_SECOND = Slot(
    "y",
    "r",
    SECOND,
    (-EXP_EDGE, EXP_EDGE),
    factor=lambda mp, r: r * r,
    result=lambda mp, r: min(abs(mp.expm1(r)), abs(mp.exp(r) - mp.mpf(0.5))),  # over 2^k: k = 0, and k = 1
)
_CLAMP = ("-0x1.5f999ap+6", "0x1.64p+6")  # -87.9, 89

_AROUND_ZERO = ((-1.0, 1.0), (-80.0, 80.0))
"""Where k is 0 and arguments lie densest, and beyond."""

# fmt: off
ROWS = (
    Reduction(
        name="exponent_split_round", target="exp2",
        stages=(parse("""\
program float32 (x: float) -> (r: float, k: int)
n = round(x)
r = sub(x, n)
k = to_int(n)
return r, k
"""), _SCALE),
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True, points=_AROUND_ZERO,
        why=_WHY.format(rounding="k comes from the rounding instruction and a conversion."),
    ),
    Reduction(
        name="exponent_split_magic", target="exp2",
        stages=(parse("""\
program float32 (x: float) -> (r: float, k: int)
magic: float = 0x1.8p+23
t = add(x, magic)
n = sub(t, magic)
r = sub(x, n)
k = bits(t)
return r, k
"""), _SCALE),
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True, points=_AROUND_ZERO,
        why=_WHY.format(rounding="x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest."),
    ),
    Reduction(
        name="exponent_split_clamped", target="exp2",
        stages=(parse("""\
program float32 (x: float) -> (r: float, t: float, c: float)
magic: float = 0x1.8p+23
low: float = -0x1.fcp+6
high: float = 0x1p+7
raised = max(x, low)
c = min(raised, high)
t = add(c, magic)
n = sub(t, magic)
r = sub(c, n)
return r, t, c
"""), _FINISH_2),
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True, points=_AROUND_ZERO,
        why=_WHY_CLAMPED_2,
    ),
    Reduction(
        name="exp_clamped", target="exp",
        stages=(split(*_CLAMP, TWO), _FINISH), slots=(WHOLE,), flushes=True, points=_AROUND_ZERO,
        why=_WHY_CLAMPED.format(steps=TWO_STEPS),
    ),
    Reduction(
        name="exp_clamped_one_step", target="exp",
        stages=(split(*_CLAMP, ONE), _FINISH), slots=(WHOLE,), flushes=True, points=_AROUND_ZERO,
        why=_WHY_CLAMPED.format(steps=ONE_STEP),
    ),
    Reduction(
        name="expm1_compensated", target="expm1",
        stages=(split("-0x1.4p+4", "0x1.64p+6", TWO_AND_REST, bias=126, names="t, z, rest"), _EXPM1), slots=(_SECOND,),
        flushes=True, points=((-1.1, 1.1),),
        why=_WHY_EXPM1.format(sums="""\
d = s - 1/2 loses j = s - d - 1/2 (not 0 from k = 25 on); v = d + s r loses e = s r - (v - d), exactly, since s r is exact and
|d| >= |s r| or d = 0 (Fast2Sum). v + (s (rest + r^2 c) + e + j) has one rounding of size, the last."""),
    ),
    Reduction(
        name="expm1_plain", target="expm1",
        stages=(split("-0x1.4p+4", "0x1.64p+6", TWO, bias=126, names="t, z"), _EXPM1_PLAIN), slots=(_SECOND,),
        flushes=True, points=((-1.1, 1.1),),
        why=_WHY_EXPM1.format(sums="""\
rest is left out: r is off by 2^-26, as is p = r + r^2 c. The worst k is 1: at x = 0.35, 2 p is twice the result."""),
    ),
)
# fmt: on

"""Reductions of the inverse hyperbolic tangent: the quotient of its logarithm's argument brought near one by a power of two."""

from search_spaces.families.inverse_hyperbolic import SIGN, root_quotient
from search_spaces.lowering import compose
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

_S_DOMAIN = (0.0, 0.14)
_ATANH_TAIL = part("atanh_tail", root_quotient("atanh"), _S_DOMAIN, (1 / 3, 1))

_ATANH_SLOT = Slot(
    "p",
    "z",
    _ATANH_TAIL,
    _S_DOMAIN,
    factor=lambda mp, z: z * mp.sqrt(z),
    result=lambda mp, z: mp.atanh(mp.sqrt(z)),
)

_SHIFT = parse("""\
program float32 (x: float) -> (z: float, a: float, s: float, k: float, top: float, bottom: float, t: float, m: float)
one: float = 0x1p+0
two: float = 0x1p+1
zero: float = 0x0p+0
most: float = 0x1.fffffcp-1
unit: int = 1065353216
width: int = 23
a = abs(x)
bounded = min(a, most)
p = add(a, one)
q = sub(one, bounded)
p_bits = bits(p)
q_bits = bits(q)
quotient = isub(p_bits, q_bits)
n = shr(quotient, width)
k = to_float(n)
field = shl(n, width)
power = iadd(field, unit)
c = from_bits(power)
minus = sub(one, c)
t = fma(c, a, minus)
top = add(a, t)
m = sub(a, t)
bottom = add(m, two)
s = div(top, bottom)
z = fma(s, s, zero)
return z, a, s, k, top, bottom, t, m
""")

_ATANH_ENDS = parse(f"""\
program float32 (sum: float, a: float, x: float) -> (result: float)
last: float = 0x1.fffffep-1
one: float = 0x1p+0
inf: float = inf
nan: float = nan
mask: int = -2147483648
end = lt(last, a)
outside = lt(one, a)
pole = select(outside, nan, inf)
whole = select(end, pole, sum)
{SIGN}""")

_SUM_KEPT = compose(
    parse("""\
program float32 (p: float, z: float, s: float, k: float, rest: float, a: float, x: float) -> (sum: float)
step: float = 0x1.62e4p-2
step_low: float = 0x1.7f7d1cp-21
zp = mul(z, p)
whole = mul(k, step)
first = add(whole, s)
back = sub(first, whole)
lost = sub(s, back)
least = fma(k, step_low, lost)
corrected = add(least, rest)
tail = fma(s, zp, corrected)
sum = add(first, tail)
return sum
"""),
    _ATANH_ENDS,
)

_WHY_ATANH = """\
atanh a = 1/2 log((1 + a) / (1 - a)), a = |x|. k is the difference of the exponents of 1 + a and 1 - a, by their bits, and c = 2^k:
(1 + a) / (1 - a) = c (1 + s) / (1 - s) with s = (a + t) / (2 + a - t), t = c a + 1 - c, so atanh a = k ln(2) / 2 + atanh s,
s^2 below 0.14. For a < 1/3 k is 0 and s is a itself. atanh s = s + s z p(z), z = s^2, the last term below 0.05 of s.
{sum}
1 gives inf, more nan; the largest float below 1 is as far as c is needed."""

_WHY_ATANH_EXACT = """\
The numerator a + t is exact: a multiple of 2^-25 up to 1/2, or of 2^-24 up to 1. What `bottom` = 2 + (a - t) and the division lose
is found again (Fast2Sum; the remainder top - s bottom by fma) and divided by `bottom` to 12 % through its bits, which is enough;
k ln(2) / 2 is a product without rounding, and what its sum with s loses (k = 0, or it is the larger one) joins the tail. What
remains is the last addition's half an ulp, and little of a - t, which is rounded where it is 1 and more."""

_WHY_ATANH_NEAR = """\
The numerator a + t is exact; the roundings of a - t and of `bottom` stay, together below 1/3 ulp of the result (sampled). What the
division lost is divided by `bottom` to 12 % through its bits. What the sum of k ln(2) / 2, without rounding, and s loses (k = 0, or it is the
larger one) joins the tail."""

_WHY_ATANH_SHORT = """\
The roundings of the sums, of the division and of s + k ln(2) / 2 stay: about half an ulp each at worst."""

# fmt: off
ROWS = (
    Reduction(
        name="atanh_shift_exact", target="atanh",
        stages=(compose(_SHIFT, parse("""\
program float32 (s: float, top: float, m: float, bottom: float) -> (rest: float)
two: float = 0x1p+1
turn: int = 2129858560
high = sub(bottom, two)
low = sub(m, high)
minus = neg(s)
left = fma(minus, bottom, top)
residual = fma(minus, low, left)
b = bits(bottom)
turned = isub(turn, b)
inverse = from_bits(turned)
rest = mul(residual, inverse)
return rest
""")), _SUM_KEPT),
        slots=(_ATANH_SLOT,), flushes=False, why=_WHY_ATANH.format(sum=_WHY_ATANH_EXACT),
    ),
    Reduction(
        name="atanh_shift_near", target="atanh",
        stages=(compose(_SHIFT, parse("""\
program float32 (s: float, top: float, bottom: float) -> (rest: float)
turn: int = 2129858560
minus = neg(s)
left = fma(minus, bottom, top)
b = bits(bottom)
turned = isub(turn, b)
inverse = from_bits(turned)
rest = mul(left, inverse)
return rest
""")), _SUM_KEPT),
        slots=(_ATANH_SLOT,), flushes=False, why=_WHY_ATANH.format(sum=_WHY_ATANH_NEAR),
    ),
    Reduction(
        name="atanh_shift_short", target="atanh",
        stages=(_SHIFT, compose(parse("""\
program float32 (p: float, z: float, s: float, k: float, a: float, x: float) -> (sum: float)
step: float = 0x1.62e43p-2
step_low: float = -0x1.05c61p-30
zp = mul(z, p)
low = mul(k, step_low)
tail = fma(s, zp, low)
near = add(s, tail)
sum = fma(k, step, near)
return sum
"""), _ATANH_ENDS)),
        slots=(_ATANH_SLOT,), flushes=False, why=_WHY_ATANH.format(sum=_WHY_ATANH_SHORT),
    ),
)
# fmt: on

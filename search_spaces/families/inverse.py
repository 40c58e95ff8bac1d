"""Reductions of inverse trigonometric functions: a head that is nearly the result, and a tail that is small beside it."""

from typing import Any

from search_spaces.lowering import compose
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, part

_HALVES = parse("""\
program float32 (x: float) -> (z: float, a: float, small: bool, flipped: float, root: float)
half: float = 0x1p-1
minus_half: float = -0x1p-1
a = abs(x)
small = lt(a, half)
flipped = fma(a, minus_half, half)
square = mul(x, x)
z = select(small, square, flipped)
root = sqrt(flipped)
return z, a, small, flipped, root
""")
"""z = x^2 below 1/2, otherwise (1 - |x|) / 2, and its root."""

_ROOT_REST = parse("""\
program float32 (root: float, flipped: float) -> (double: float, rest: float)
turn: int = 2129859015
minus = neg(root)
residual = fma(minus, root, flipped)
b = bits(root)
turned = isub(turn, b)
inverse = from_bits(turned)
rest = mul(residual, inverse)
double = add(root, root)
return double, rest
""")
"""double + rest is twice the square root of `flipped`, to a few units of 2^-28."""

SUM = parse("""\
program float32 (p: float, z: float, head: float, base: float, low: float) -> (sum: float)
first = add(base, head)
back = sub(first, base)
lost = sub(head, back)
least = add(low, lost)
zp = mul(z, p)
tail = fma(head, zp, least)
sum = add(first, tail)
return sum
""")
"""base + low + head (1 + z p), what base + head loses in rounding found again exactly."""

_SHORT_SUM = parse("""\
program float32 (p: float, z: float, head: float, base: float, low: float) -> (sum: float)
zp = mul(z, p)
tail = fma(head, zp, low)
near = add(head, tail)
sum = add(base, near)
return sum
""")

SIGN = parse("""\
program float32 (sum: float, x: float) -> (result: float)
mask: int = -2147483648
b = bits(x)
sign = iand(b, mask)
magnitude = bits(sum)
signed = ior(magnitude, sign)
result = from_bits(signed)
return result
""")


def chain(*programs: Program) -> Program:
    """Programs composed in order."""
    whole = programs[0]
    for program in programs[1:]:
        whole = compose(whole, program)
    return whole


def taking(text: str) -> Program:
    """A program that only names what a stage is given, so that programs composed after it find it."""
    ports = ", ".join(f"{name}: {'bool' if name == 'small' else 'float'}" for name in text.split())
    return parse(f"program float32 ({ports}) -> (p: float)\nreturn p\n")


_PLAIN = parse("program float32 (sum: float) -> (result: float)\nreturn result=sum\n")


_ASIN_PARTS = parse("""\
program float32 (a: float, small: bool, double: float, rest: float) -> (head: float, base: float, low: float)
zero: float = 0x0p+0
half_pi_high: float = 0x1.921fb6p+0
half_pi_low: float = -0x1.777a5cp-25
turned = neg(double)
head = select(small, a, turned)
base = select(small, zero, half_pi_high)
missing = sub(half_pi_low, rest)
low = select(small, zero, missing)
return head, base, low
""")

_ASIN_SHORT_PARTS = parse("""\
program float32 (a: float, small: bool, root: float) -> (head: float, base: float, low: float)
zero: float = 0x0p+0
half_pi_high: float = 0x1.921fb6p+0
half_pi_low: float = -0x1.777a5cp-25
double = add(root, root)
turned = neg(double)
head = select(small, a, turned)
base = select(small, zero, half_pi_high)
low = select(small, zero, half_pi_low)
return head, base, low
""")

_ACOS_PARTS = parse("""\
program float32 (x: float, small: bool, double: float, rest: float) -> (head: float, base: float, low: float)
zero: float = 0x0p+0
pi_high: float = 0x1.921fb6p+1
pi_low: float = -0x1.777a5cp-24
half_pi_high: float = 0x1.921fb6p+0
half_pi_low: float = -0x1.777a5cp-25
negative = lt(x, zero)
turned = neg(double)
root = select(negative, turned, double)
minus = neg(x)
head = select(small, minus, root)
far = select(negative, pi_high, zero)
base = select(small, half_pi_high, far)
missing = sub(pi_low, rest)
far_low = select(negative, missing, rest)
low = select(small, half_pi_low, far_low)
return head, base, low
""")

_ACOS_SHORT_PARTS = parse("""\
program float32 (x: float, small: bool, root: float) -> (head: float, base: float, low: float)
zero: float = 0x0p+0
pi_high: float = 0x1.921fb6p+1
half_pi_high: float = 0x1.921fb6p+0
double = add(root, root)
negative = lt(x, zero)
turned = neg(double)
end = select(negative, turned, double)
minus = neg(x)
head = select(small, minus, end)
far = select(negative, pi_high, zero)
base = select(small, half_pi_high, far)
return head, base, low=zero
""")

_ATAN_STAGE = parse("""\
program float32 (x: float) -> (z: float, a: float, t: float, upper: float, lower: float)
one: float = 0x1p+0
most: float = 0x1p+40
zero: float = 0x0p+0
a = abs(x)
bounded = min(a, most)
upper = min(bounded, one)
lower = max(bounded, one)
t = div(upper, lower)
z = fma(t, t, zero)
return z, a, t, upper, lower
""")

_ATAN_PARTS = parse(
    """\
program float32 (a: float, t: float, upper: float, lower: float) -> (head: float, base: float, low: float)
one: float = 0x1p+0
zero: float = 0x0p+0
half_pi_high: float = 0x1.921fb6p+0
half_pi_low: float = -0x1.777a5cp-25
big = lt(one, a)
minus = neg(t)
head = select(big, minus, t)
base = select(big, half_pi_high, zero)
offset = select(big, half_pi_low, zero)
minus_upper = neg(upper)
excess = fma(t, lower, minus_upper)
low = fma(excess, t, offset)
return head, base, low
"""
)

_ATAN_SHORT_PARTS = parse(
    """\
program float32 (a: float, t: float) -> (head: float, base: float, low: float)
one: float = 0x1p+0
zero: float = 0x0p+0
half_pi: float = 0x1.921fb6p+0
big = lt(one, a)
minus = neg(t)
head = select(big, minus, t)
base = select(big, half_pi, zero)
return head, base, low=zero
"""
)


def root_tail(function: str) -> Any:
    """f(sqrt(z)) / sqrt(z) = 1 + z p(z) solved for p."""

    def quotient(mp: Any, z: Any) -> Any:
        s = mp.sqrt(z)
        return (getattr(mp, function)(s) / s - 1) / z

    return quotient


def _asin_result(mp: Any, z: Any) -> Any:
    """Of 2 asin(s) and pi/2 - 2 asin(s), s^2 = z, the smaller: below 1/2 half the first with half the error."""
    angle = 2 * mp.asin(mp.sqrt(z))
    return min(angle, mp.pi / 2 - angle)


_ASIN_TARGET = part("asin_tail", root_tail("asin"), (0.0, 0.25), (1 / 6, 1))
_ASIN_SLOT = Slot("p", "z", _ASIN_TARGET, (0.0, 0.25), factor=lambda mp, z: 2 * z * mp.sqrt(z), result=_asin_result)
_ACOS_SLOT = Slot(
    "p",
    "z",
    _ASIN_TARGET,
    (0.0, 0.25),
    factor=lambda mp, z: 2 * z * mp.sqrt(z),
    result=lambda mp, z: 2 * mp.asin(mp.sqrt(z)),
)
_ATAN_SLOT = Slot(
    "p",
    "z",
    part("atan_tail", root_tail("atan"), (0.0, 1.0), (-1 / 3, 1)),
    (0.0, 1.0),
    factor=lambda mp, z: z * mp.sqrt(z),
    result=lambda mp, z: mp.atan(mp.sqrt(z)),
)

_WHY_HALVES = """\
{formula}, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
{sum}
Beyond 1, z < 0 and the root, so the result, is nan."""

_EXACT_ROOT = """\
The root's own rounding is made good: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5 % off, carries it over.
What the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) loses in rounding is found again exactly (Fast2Sum, Dekker
1971: the first is 0 or the larger one), so that only the last addition rounds in size."""

_SHORT_ROOT = """\
The root counts as exact, which is half an ulp of 2 s, and the inner sum is rounded before the outer one: near |x| = 1/2 these
are half an ulp of the result each, elsewhere less."""

_WHY_ATAN = """\
atan |x| = atan t for t = |x| below 1, pi / 2 - atan t for t = 1 / |x| beyond, t = min(|x|, 1) / max(|x|, 1), z = t^2, and
atan t = t + t z p(z), in which the second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by
2^40, beyond which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too.
{sum}"""

_SHORT_QUOTIENT = """\
The quotient counts as exact: beside |x| = 1 its half ulp and that of the inner sum are half an ulp of the result each."""

_EXACT_QUOTIENT = """\
What the quotient loses is made good: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x| beyond.
What the sum of pi / 2, in two parts, and t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so that besides the
last addition only the second term's roundings count: 1/8 ulp each beside |x| = 1."""

_ASIN_FORMULA = "asin x = x + x z p(z) below 1/2, sign(x) (pi / 2 - 2 asin s) from 1/2 on"
_ACOS_FORMULA = "acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2"

# fmt: off
ROWS = (
    Reduction(
        name="asin_halves_exact", target="asin",
        stages=(_HALVES, chain(taking("p z a small flipped root x"), _ROOT_REST, _ASIN_PARTS, SUM, SIGN)),
        slots=(_ASIN_SLOT,), flushes=False, points=((-1.0, 1.0), (-0.6, 0.6)), why=_WHY_HALVES.format(formula=_ASIN_FORMULA, sum=_EXACT_ROOT),
    ),
    Reduction(
        name="asin_halves_short", target="asin",
        stages=(_HALVES, chain(taking("p z a small root x"), _ASIN_SHORT_PARTS, _SHORT_SUM, SIGN)),
        slots=(_ASIN_SLOT,), flushes=False, points=((-1.0, 1.0), (-0.6, 0.6)), why=_WHY_HALVES.format(formula=_ASIN_FORMULA, sum=_SHORT_ROOT),
    ),
    Reduction(
        name="acos_halves_exact", target="acos",
        stages=(_HALVES, chain(taking("p z small flipped root x"), _ROOT_REST, _ACOS_PARTS, SUM, _PLAIN)),
        slots=(_ACOS_SLOT,), flushes=False, points=((-1.0, 1.0), (0.4, 1.0)), why=_WHY_HALVES.format(formula=_ACOS_FORMULA, sum=_EXACT_ROOT),
    ),
    Reduction(
        name="acos_halves_short", target="acos",
        stages=(_HALVES, chain(taking("p z small root x"), _ACOS_SHORT_PARTS, _SHORT_SUM, _PLAIN)),
        slots=(_ACOS_SLOT,), flushes=False, points=((-1.0, 1.0), (0.4, 1.0)), why=_WHY_HALVES.format(formula=_ACOS_FORMULA, sum=_SHORT_ROOT),
    ),
    Reduction(
        name="atan_reciprocal_exact", target="atan",
        stages=(_ATAN_STAGE, chain(taking("p z a t upper lower x"), _ATAN_PARTS, SUM, SIGN)),
        slots=(_ATAN_SLOT,), flushes=False, points=((-1.2, 1.2), (-6.0, 6.0)), why=_WHY_ATAN.format(sum=_EXACT_QUOTIENT),
    ),
    Reduction(
        name="atan_reciprocal_short", target="atan",
        stages=(_ATAN_STAGE, chain(taking("p z a t x"), _ATAN_SHORT_PARTS, _SHORT_SUM, SIGN)),
        slots=(_ATAN_SLOT,), flushes=False, points=((-1.2, 1.2), (-6.0, 6.0)), why=_WHY_ATAN.format(sum=_SHORT_QUOTIENT),
    ),
)
# fmt: on

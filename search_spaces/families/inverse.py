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
reciprocal: int = 2129859015
minus = neg(root)
residual = fma(minus, root, flipped)
b = bits(root)
turned = isub(reciprocal, b)
inverse = from_bits(turned)
rest = mul(residual, inverse)
double = add(root, root)
return double, rest
""")
"""double + rest is twice the square root of `flipped`, to a few units of 2^-28."""

_SUM = parse("""\
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

_SIGN = parse("""\
program float32 (sum: float, x: float) -> (result: float)
mask: int = -2147483648
b = bits(x)
sign = iand(b, mask)
magnitude = bits(sum)
signed = ior(magnitude, sign)
result = from_bits(signed)
return result
""")


def _chain(*programs: Program) -> Program:
    whole = programs[0]
    for program in programs[1:]:
        whole = compose(whole, program)
    return whole


def _inputs(text: str) -> Program:
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
excess = fma(t, lower, -upper)
low = fma(excess, t, offset)
return head, base, low
""".replace("excess = fma(t, lower, -upper)", "less = neg(upper)\nexcess = fma(t, lower, less)")
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
return head, base, zero
""".replace("return head, base, zero", "return head, base, low=zero")
)


def _root(function: str) -> Any:
    """f(sqrt(z)) / sqrt(z) = 1 + z p(z) solved for p."""

    def quotient(mp: Any, z: Any) -> Any:
        s = mp.sqrt(z)
        return (getattr(mp, function)(s) / s - 1) / z

    return quotient


def _asin_result(mp: Any, z: Any) -> Any:
    """Of 2 asin(s) and pi/2 - 2 asin(s), s^2 = z, the smaller: below 1/2 half the first with half the error."""
    angle = 2 * mp.asin(mp.sqrt(z))
    return min(angle, mp.pi / 2 - angle)


_ASIN_TARGET = part("asin_tail", _root("asin"), (0.0, 0.25), (1 / 6, 1))
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
    part("atan_tail", _root("atan"), (0.0, 1.0), (-1 / 3, 1)),
    (0.0, 1.0),
    factor=lambda mp, z: z * mp.sqrt(z),
    result=lambda mp, z: mp.atan(mp.sqrt(z)),
)

_WHY_HALVES = "todo"
_WHY_ATAN = "todo"

# fmt: off
ROWS = (
    Reduction(
        name="asin_halves_exact", target="asin",
        stages=(_HALVES, _chain(_inputs("p z a small flipped root x"), _ROOT_REST, _ASIN_PARTS, _SUM, _SIGN)),
        slots=(_ASIN_SLOT,), flushes=False, why=_WHY_HALVES,
    ),
    Reduction(
        name="asin_halves_short", target="asin",
        stages=(_HALVES, _chain(_inputs("p z a small root x"), _ASIN_SHORT_PARTS, _SHORT_SUM, _SIGN)),
        slots=(_ASIN_SLOT,), flushes=False, why=_WHY_HALVES,
    ),
    Reduction(
        name="acos_halves_exact", target="acos",
        stages=(_HALVES, _chain(_inputs("p z small flipped root x"), _ROOT_REST, _ACOS_PARTS, _SUM, _PLAIN)),
        slots=(_ACOS_SLOT,), flushes=False, why=_WHY_HALVES,
    ),
    Reduction(
        name="acos_halves_short", target="acos",
        stages=(_HALVES, _chain(_inputs("p z small root x"), _ACOS_SHORT_PARTS, _SHORT_SUM, _PLAIN)),
        slots=(_ACOS_SLOT,), flushes=False, why=_WHY_HALVES,
    ),
    Reduction(
        name="atan_reciprocal_exact", target="atan",
        stages=(_ATAN_STAGE, _chain(_inputs("p z a t upper lower x"), _ATAN_PARTS, _SUM, _SIGN)),
        slots=(_ATAN_SLOT,), flushes=False, why=_WHY_ATAN,
    ),
    Reduction(
        name="atan_reciprocal_short", target="atan",
        stages=(_ATAN_STAGE, _chain(_inputs("p z a t x"), _ATAN_SHORT_PARTS, _SHORT_SUM, _SIGN)),
        slots=(_ATAN_SLOT,), flushes=False, why=_WHY_ATAN,
    ),
)
# fmt: on

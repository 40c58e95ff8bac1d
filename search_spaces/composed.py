"""Functions of two arguments, composed around the core of a kernel of one: one row each.

A row is what families/ is for one argument: float32 stages, given, with a hole for a core, which a record brings. There is no
sweep over pairs, so that no row has a campaign of its own; its error is measured on a sample (results/composed/).
"""

from dataclasses import dataclass
from math import inf, nan
from typing import Any

from search_spaces.lowering import compose, only, rename
from search_spaces.program import Program, parse
from search_spaces.targets import TARGETS, Target


@dataclass(frozen=True, slots=True)
class Composed:
    """One function of two arguments.

    Attributes:
        name: Its name.
        around: The target whose kernel brings the core.
        reductions: Reductions of that target whose core fits.
        slot: Names of the core's argument and value among the stages' values.
        before: The stage that gives the core's argument.
        after: The stage that gives the result.
        reference: On an mpmath context and two of its numbers.
        wide: The same on float64 arrays, by name in NumPy; far below 2^-20 ulp of float32 off.
        specials: Rows (first, second, result) that are exact up to the rounding of the result; the sign of zero counts.
        stock: Dotted name of the jax function.
        stock_options: Its keyword arguments.
        timing_domain: Both arguments are spread evenly over it where time is measured.
        given: What of it no search found.
        citation: Of the definition.
        why: The identity and the bound at each step.
    """

    name: str
    around: str
    reductions: tuple[str, ...]
    slot: tuple[str, str]
    before: Program
    after: Program
    reference: Any
    wide: str
    specials: tuple[tuple[float, float, float], ...]
    stock: str
    stock_options: tuple[tuple[str, Any], ...]
    timing_domain: tuple[float, float]
    given: str
    citation: str
    why: str

    @property
    def arguments(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(port.name for port in self.before.inputs)

    def kernel(self, core: Program) -> Program:
        """The stages composed around a core, whose one input and output may have any names."""
        argument, value = self.slot
        return only(compose(compose(self.before, rename(core, [argument], [value])), self.after), "result")


_QUOTIENT = parse("""\
program float32 (y: float, x: float) -> (z: float, t: float, low: float, steep: bool)
zero: float = 0x0p+0
one: float = 0x1p+0
beyond: float = 0x1p+64
exponents: int = 1610612736
most: int = 2130706432
turn: int = 2129859015
a = abs(y)
b = abs(x)
steep = lt(b, a)
smaller = select(steep, b, a)
larger = select(steep, a, b)
word = bits(larger)
sixty_fours = iand(word, exponents)
scaling = isub(most, sixty_fours)
scale = from_bits(scaling)
above = mul(smaller, scale)
scaled = mul(larger, scale)
below = max(scaled, one)
infinite = lt(beyond, above)
even = min(below, one)
upper = select(infinite, one, above)
lower = select(infinite, even, below)
t = div(upper, lower)
z = fma(t, t, zero)
minus = neg(t)
missing = fma(minus, lower, upper)
divisor = fma(upper, t, lower)
divisor_word = bits(divisor)
turned = isub(turn, divisor_word)
inverse = from_bits(turned)
rest = mul(missing, inverse)
some = lt(zero, t)
low = select(some, rest, zero)
return z, t, low, steep
""")

_OCTANTS = parse("""\
program float32 (p: float, z: float, t: float, low: float, steep: bool, y: float, x: float) -> (result: float)
sign: int = -2147483648
none: int = 0
zero: float = 0x0p+0
pi_high: float = 0x1.921fb6p+1
pi_low: float = -0x1.777a5cp-24
half_pi_high: float = 0x1.921fb6p+0
half_pi_low: float = -0x1.777a5cp-25
x_word = bits(x)
left = ilt(x_word, none)
x_sign = iand(x_word, sign)
turned = iselect(steep, sign, none)
flip = ixor(x_sign, turned)
t_word = bits(t)
head_word = ixor(t_word, flip)
head = from_bits(head_word)
low_word = bits(low)
rest_word = ixor(low_word, flip)
rest = from_bits(rest_word)
far = select(left, pi_high, zero)
far_low = select(left, pi_low, zero)
base = select(steep, half_pi_high, far)
base_low = select(steep, half_pi_low, far_low)
offset = add(base_low, rest)
first = add(base, head)
back = sub(first, base)
lost = sub(head, back)
least = add(offset, lost)
zp = mul(z, p)
tail = fma(head, zp, least)
sum = add(first, tail)
y_word = bits(y)
y_sign = iand(y_word, sign)
magnitude = bits(sum)
signed = ior(magnitude, y_sign)
result = from_bits(signed)
return result
""")

_PI = float.fromhex("0x1.921fb54442d18p+1")
_SIZES = (0.0, 2.0**-126, 1.0, float.fromhex("0x1.fffffep+127"), inf)


def _atan2_specials() -> tuple[tuple[float, float, float], ...]:
    """C17 F.10.1.4, and nan in either place."""
    right = [(0.0, x, 0.0) for x in _SIZES] + [(y, inf, 0.0) for y in _SIZES[1:-1]]
    up = [(y, 0.0, _PI / 2) for y in _SIZES[1:]] + [(inf, x, _PI / 2) for x in _SIZES[:-1]]
    left = [(y, -x, _PI) for y, x, _ in right]
    corners = [(inf, inf, _PI / 4), (inf, -inf, 3 * _PI / 4), (1.0, 1.0, _PI / 4), (1.0, -1.0, 3 * _PI / 4)]
    half = [*right, *left, *up, *((y, -x, result) for y, x, result in up), *corners]
    unknown = [pair for size in (*_SIZES, nan) for pair in ((nan, size, nan), (size, nan, nan), (nan, -size, nan))]
    whole = [*half, *((-y, x, -result) for y, x, result in half), *unknown]
    return tuple({(str(y), str(x)): (y, x, result) for y, x, result in whole}.values())  # by name: 0 equals -0


_WHY_ATAN2 = """\
t = min(|x|, |y|) / max(|x|, |y|), z = t^2, atan t = t + t z p(z); the angle is atan t, pi / 2 - atan t where |y| > |x|, and for
x < 0 (or -0) pi minus it: base + atan t or base - atan t, base one of 0, pi / 2 and pi. Signs are bits: that of t is x's, turned
where |y| > |x|; that of the result is y's.
Both arguments are scaled by one power of 2^64, so that the larger one is in [1, 2^64): nothing overflows, the smaller one is
flushed to zero only where t is, and zero over zero becomes zero over one, inf over inf one over one.
What the quotient loses is made good: r = min - t max is exact in one fma, atan(t + r / max) = atan t + r / (max + t min) up to
r^2; of that divisor the inverse is taken from its bits alone, 5 % off: 1/20 ulp at most.
pi and pi / 2 are in two parts, and what their sum with t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so
that besides the last addition only the second term's roundings count, as in the kernel of atan."""

COMPOSED: dict[str, Composed] = {
    row.name: row
    for row in (
        Composed(
            name="atan2",
            around="atan",
            reductions=("atan_reciprocal_exact", "atan_reciprocal_short"),
            slot=("z", "p"),
            before=_QUOTIENT,
            after=_OCTANTS,
            reference=lambda mp, y, x: mp.atan2(y, x),
            wide="arctan2",
            specials=_atan2_specials(),
            stock="jax.numpy.arctan2",
            stock_options=(),
            timing_domain=(-4.0, 4.0),
            given="the quotient with its remainder, the octants' reconstruction, the special values, the signs",
            citation="C17 7.12.4.4 and F.10.1.4",
            why=_WHY_ATAN2,
        ),
    )
}


def row_named(name: str) -> Target | Composed:
    """The row of a function, of one argument or of two."""
    return COMPOSED[name] if name in COMPOSED else TARGETS[name]

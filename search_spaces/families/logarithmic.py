"""Reductions of logarithms: x = 2^k (1 + f), and log x = k log 2 + log(1 + f) with the roundings of the sum kept."""

from collections.abc import Callable
from typing import Any

from search_spaces.lowering import compose
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, part

NEAR_SQRT, _LOW, TWO_THIRDS, _THREE_QUARTERS = 1060439283, 1060241408, 1059760811, 1061158912
"""Bits of the least mantissa: 0x1.6a09e6p-1 (next to sqrt(1/2)), 0x1.64p-1, 0x1.555556p-1 (next to 2/3), 3/4."""

_DOMAINS = {
    NEAR_SQRT: (float.fromhex("-0x1.2bec34p-2"), float.fromhex("0x1.a8279p-2")),
    _LOW: (float.fromhex("-0x1.38p-2"), float.fromhex("0x1.9p-2")),
    TWO_THIRDS: (float.fromhex("-0x1.555554p-2"), float.fromhex("0x1.55555p-2")),
    _THREE_QUARTERS: (-0.25, 0.5),
}
"""f from the least mantissa less 1 to twice it less 1."""


def split(least: int, scaled: bool = False) -> Program:
    """x -> (f, k): x = 2^k (1 + f), the bits of 1 + f from `least` up to one binade more; scaled: 2^23 k for k, as its field holds it."""
    constant, steps, held = (
        ("exponents: int = -8388608", "field = iand(above, exponents)", "field")
        if scaled
        else ("width: int = 23", "n = shr(above, width)\nfield = shl(n, width)", "n")
    )
    return parse(f"""\
program float32 (x: float) -> (f: float, k: float)
least: int = {least}
{constant}
one: float = 0x1p+0
b = bits(x)
above = isub(b, least)
{steps}
mantissa = isub(b, field)
m = from_bits(mantissa)
f = sub(m, one)
k = to_float({held})
return f, k
""")


_EXACT_SUM = parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
ln2_high: float = 0x1.62e4p-1
ln2_low: float = 0x1.7f7d1cp-20
square = mul(f, f)
whole = mul(k, ln2_high)
head = add(whole, f)
back = sub(head, whole)
lost = sub(f, back)
rest = fma(k, ln2_low, lost)
tail = fma(square, q, rest)
sum = add(head, tail)
return sum
""")

_CUBIC_SUM = parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
ln2_high: float = 0x1.62e4p-1
ln2_low: float = 0x1.7f7d1cp-20
less_half: float = -0x1p-1
square = mul(f, f)
cube = mul(square, f)
whole = mul(k, ln2_high)
head = add(whole, f)
back = sub(head, whole)
lost = sub(f, back)
least = fma(k, ln2_low, lost)
rest = fma(cube, q, least)
bent = mul(f, less_half)
tail = fma(f, bent, rest)
sum = add(head, tail)
return sum
""")

_SHORT_SUM = parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
ln2_high: float = 0x1.62e43p-1
ln2_low: float = -0x1.05c61p-29
square = mul(f, f)
near = fma(square, q, f)
nearer = fma(k, ln2_low, near)
sum = fma(k, ln2_high, nearer)
return sum
""")

ENDS = parse("""\
program float32 (sum: float, x: float) -> (result: float)
normal: float = 0x1p-126
zero: float = 0x0p+0
inf: float = inf
pole: float = -inf
nan: float = nan
low = lt(x, normal)
negative = lt(x, zero)
beyond = select(negative, nan, pole)
inside = select(low, beyond, sum)
finite = lt(x, inf)
result = select(finite, inside, x)
return result
""")

_SPLIT_SHIFTED = parse("""\
program float32 (x: float) -> (f: float, k: float)
least: int = 1061158912
width: int = 23
four: int = 1082130432
one: float = 0x1p+0
minus_one: float = -0x1p+0
quarter: float = 0x1p-2
u = add(x, one)
b = bits(u)
above = isub(b, least)
n = shr(above, width)
field = shl(n, width)
scale_bits = isub(four, field)
scale = from_bits(scale_bits)
part = mul(x, quarter)
offset = fma(scale, quarter, minus_one)
f = fma(part, scale, offset)
k = to_float(n)
return f, k
""")

_SHIFTED_ENDS = parse("""\
program float32 (sum: float, x: float) -> (result: float)
magnitude_mask: int = 2147483647
tiny: int = -1333788672
span: int = -822083584
edge: float = -0x1.fffffep-1
minus_one: float = -0x1p+0
pole: float = -inf
nan: float = nan
b = bits(x)
magnitude = iand(b, magnitude_mask)
offset = isub(magnitude, tiny)
ordinary = ilt(offset, span)
inside = select(ordinary, sum, x)
outside = lt(x, minus_one)
beyond = select(outside, nan, pole)
low = lt(x, edge)
result = select(low, beyond, inside)
return result
""")

_WHY_SHIFTED = """\
1 + x = 2^k m, m = 1 + f in [3/4, 3/2), with k from the bits of the rounded sum and f from x itself: f = 2^-k x + (2^-k - 1), in
which 2^-k is 2^(2 - k) / 4 so that k = 128 stays in the normal range. f = x for k = 0. It is exact for others up to |x| = 2^24,
as k = 1 begins at x = 1/2 and k = -1 ends at x = -1/4: 2^-k x is a multiple of 2^-25 for x in [1/2, 1), where f is in
[-1/4, 0), and of 2^-24 elsewhere, with |f| < 1/2. Beyond, what it loses is below 2^-25, with results above 16.
{sum}
Below 2^-30 the result is x, within 2^-31 of itself, and so are inf, nan and zeros; -1 gives -inf, what is below nan."""

WHY = """\
x = 2^k m, m = 1 + f from {least} up to twice that: the bits of x less those of {least} hold k above bit 23, and k is taken from
the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
Functions, chapter 11).
{sum}
Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves."""

LOST = """\
What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
added to the tail, whose roundings hardly count beside the last addition's half an ulp."""


def _log(mp: Any, f: Any) -> Any:
    return mp.log1p(f)


def tail(mp: Any, f: Any) -> Any:
    """What follows f in log(1 + f), over f^2."""
    return (mp.log1p(f) - f) / f**2


def slot(name: str, result: Any, follows: Any, limit: float, least: int) -> Slot:
    """A core q, what `follows`, with the term f^2 q; `limit` is q at 0."""
    domain = _DOMAINS[least]
    target = part(name, follows, domain, (limit, 2))
    return Slot("q", "f", target, domain, factor=lambda mp, f: f**2, result=result)


def _log_slot(least: int) -> Slot:
    return slot("log_tail", _log, tail, -0.5, least)


def cubic_slot(name: str, result: Any, scale: Callable[[Any], Any], limit: float, least: int) -> Slot:
    """What follows (f - f^2 / 2) scale, over f^3."""
    domain = _DOMAINS[least]

    def cubic(mp: Any, f: Any) -> Any:
        return (mp.log1p(f) - f + f**2 / 2) * scale(mp) / f**3

    return Slot("q", "f", part(name, cubic, domain, (limit, 3)), domain, factor=lambda mp, f: f**3, result=result)


AROUND_ONE, _AROUND_ZERO = ((0.6, 1.6), (0.4, 6.0)), ((-0.4, 0.6), (-0.9, 5.0))
"""Where k is 0 and the relative error largest, and some binades around."""

# fmt: off
ROWS = (
    Reduction(
        name="log_split_exact", target="log",
        stages=(split(_LOW), compose(_EXACT_SUM, ENDS)),
        slots=(_log_slot(_LOW),), flushes=False, points=AROUND_ONE,
        why=WHY.format(least="0x1.64p-1", sum=f"""\
log x = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. {LOST} The least mantissa
keeps f^2 q below 1/16 at both ends, where the result is from 0.3296 to 0.3634, so that its own rounding is 1/16 ulp at most."""),
    ),
    Reduction(
        name="log_split_cubic", target="log",
        stages=(split(_LOW), compose(_CUBIC_SUM, ENDS)),
        slots=(cubic_slot("log_cubic_tail", _log, lambda mp: mp.one, 1 / 3, _LOW),), flushes=False, points=AROUND_ONE,
        why=WHY.format(least="0x1.64p-1", sum=f"""\
log x = (k ln 2 + f) + (f^3 q(f) - f^2 / 2). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. {LOST} The core's
term is below 0.02, so that its roundings hardly count, and f^2 / 2 is exact within its fma: the one other rounding, that of a tail
below 0.066, is 1/8 ulp of results from 0.3296 on."""),
    ),
    Reduction(
        name="log_split_short", target="log",
        stages=(split(NEAR_SQRT), compose(_SHORT_SUM, ENDS)),
        slots=(_log_slot(NEAR_SQRT),), flushes=False, points=AROUND_ONE,
        why=WHY.format(least="sqrt(1/2)", sum="""\
log x = k ln 2 + (f + f^2 q(f)), ln 2 in two parts. The bracket is below 0.3466 and rounded to 2^-26 at worst; beside k = 1 or
-1, where the result is as small as 0.3466, that is half an ulp more."""),
    ),
    Reduction(
        name="log1p_split_exact", target="log1p",
        stages=(_SPLIT_SHIFTED, compose(_EXACT_SUM, _SHIFTED_ENDS)),
        slots=(_log_slot(_THREE_QUARTERS),), flushes=False, points=_AROUND_ZERO,
        why=_WHY_SHIFTED.format(sum=f"""\
log(1 + x) = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. {LOST}"""),
    ),
    Reduction(
        name="log1p_split_short", target="log1p",
        stages=(_SPLIT_SHIFTED, compose(_SHORT_SUM, _SHIFTED_ENDS)),
        slots=(_log_slot(_THREE_QUARTERS),), flushes=False, points=_AROUND_ZERO,
        why=_WHY_SHIFTED.format(sum="""\
log(1 + x) = k ln 2 + (f + f^2 q(f)), ln 2 in two parts. The bracket is below 0.4055 and rounded to 2^-26 at worst; beside k = 1
or -1, where the result is as small as 0.2877, that is half an ulp more."""),
    ),
)
# fmt: on

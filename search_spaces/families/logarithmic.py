"""Reductions of logarithms: x = 2^k (1 + f), and log x = k log 2 + log(1 + f) with the roundings of the sum kept."""

from collections.abc import Callable
from typing import Any

from search_spaces.lowering import compose
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, part

_NEAR_SQRT, _LOW, _TWO_THIRDS, _THREE_QUARTERS = 1060439283, 1060241408, 1059760811, 1061158912
"""Bits of the least mantissa: 0x1.6a09e6p-1 (next to sqrt(1/2)), 0x1.64p-1, 0x1.555556p-1 (next to 2/3), 3/4."""

_DOMAINS = {
    _NEAR_SQRT: (float.fromhex("-0x1.2bec34p-2"), float.fromhex("0x1.a8279p-2")),
    _LOW: (float.fromhex("-0x1.38p-2"), float.fromhex("0x1.9p-2")),
    _TWO_THIRDS: (float.fromhex("-0x1.555554p-2"), float.fromhex("0x1.55555p-2")),
    _THREE_QUARTERS: (-0.25, 0.5),
}
"""f from the least mantissa less 1 to twice it less 1."""


def _split(least: int) -> Program:
    return parse(f"""\
program float32 (x: float) -> (f: float, k: float)
least: int = {least}
width: int = 23
one: float = 0x1p+0
b = bits(x)
above = isub(b, least)
n = shr(above, width)
field = shl(n, width)
mantissa = isub(b, field)
m = from_bits(mantissa)
f = sub(m, one)
k = to_float(n)
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

_ENDS = parse("""\
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

_WHY = """\
x = 2^k m, m = 1 + f from {least} up to twice that: the bits of x less those of {least} hold k above bit 23, and k is taken from
the exponent field again. m - 1 is exact: a multiple of 2^-24 for m < 1 (Sterbenz), of 2^-23 for others. k = 0 around x = 1,
where the head of the series is the result but for a small term, so that the relative error stays small (Muller, Elementary
Functions, chapter 11).
{sum}
Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves."""

_LOST = """\
What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
added to the tail, whose roundings hardly count beside the last addition's half an ulp."""


def _log(mp: Any, f: Any) -> Any:
    return mp.log1p(f)


def _log2(mp: Any, f: Any) -> Any:
    return mp.log1p(f) / mp.ln2


def _log10(mp: Any, f: Any) -> Any:
    return mp.log1p(f) / mp.ln10


def _tail(mp: Any, f: Any) -> Any:
    return (mp.log1p(f) - f) / f**2


def _slot(name: str, result: Any, tail: Any, limit: float, least: int) -> Slot:
    domain = _DOMAINS[least]
    target = part(name, tail, domain, (limit, 2))
    return Slot("q", "f", target, domain, factor=lambda mp, f: f**2, result=result)


def _log_slot(least: int) -> Slot:
    return _slot("log_tail", _log, _tail, -0.5, least)


def _log2_slot(least: int) -> Slot:
    return _slot("log2_tail", _log2, lambda mp, f: _tail(mp, f) / mp.ln2, float.fromhex("-0x1.71547652b82fep-1"), least)


def _log10_slot(least: int) -> Slot:
    return _slot(
        "log10_tail", _log10, lambda mp, f: _tail(mp, f) / mp.ln10, float.fromhex("-0x1.bcb7b1526e50ep-3"), least
    )


def _cubic_slot(name: str, result: Any, scale: Callable[[Any], Any], limit: float, least: int) -> Slot:
    """What follows (f - f^2 / 2) scale, over f^3."""
    domain = _DOMAINS[least]

    def tail(mp: Any, f: Any) -> Any:
        return (mp.log1p(f) - f + f**2 / 2) * scale(mp) / f**3

    return Slot("q", "f", part(name, tail, domain, (limit, 3)), domain, factor=lambda mp, f: f**3, result=result)


_AROUND_ONE, _AROUND_ZERO = ((0.6, 1.6), (0.4, 6.0)), ((-0.4, 0.6), (-0.9, 5.0))
"""Where k is 0 and the relative error largest, and some binades around."""

# fmt: off
ROWS = (
    Reduction(
        name="log_split_exact", target="log",
        stages=(_split(_LOW), compose(_EXACT_SUM, _ENDS)),
        slots=(_log_slot(_LOW),), flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="0x1.64p-1", sum=f"""\
log x = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. {_LOST} The least mantissa
keeps f^2 q below 1/16 at both ends, where the result is from 0.3296 to 0.3634, so that its own rounding is 1/16 ulp at most."""),
    ),
    Reduction(
        name="log_split_cubic", target="log",
        stages=(_split(_LOW), compose(_CUBIC_SUM, _ENDS)),
        slots=(_cubic_slot("log_cubic_tail", _log, lambda mp: mp.one, 1 / 3, _LOW),), flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="0x1.64p-1", sum=f"""\
log x = (k ln 2 + f) + (f^3 q(f) - f^2 / 2). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. {_LOST} The core's
term is below 0.02, so that its roundings hardly count, and f^2 / 2 is exact within its fma: the one other rounding, that of a tail
below 0.066, is 1/8 ulp of results from 0.3296 on."""),
    ),
    Reduction(
        name="log_split_short", target="log",
        stages=(_split(_NEAR_SQRT), compose(_SHORT_SUM, _ENDS)),
        slots=(_log_slot(_NEAR_SQRT),), flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="sqrt(1/2)", sum="""\
log x = k ln 2 + (f + f^2 q(f)), ln 2 in two parts. The bracket is below 0.3466 and rounded to 2^-26 at worst; beside k = 1 or
-1, where the result is as small as 0.3466, that is half an ulp more."""),
    ),
    Reduction(
        name="log2_split_exact", target="log2",
        stages=(_split(_TWO_THIRDS), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p+0
more: float = -0x1.d57136p-5
square = mul(f, f)
part = mul(f, slope)
head = add(k, part)
back = sub(head, k)
lost = sub(part, back)
rest = fma(f, more, lost)
tail = fma(square, q, rest)
sum = add(head, tail)
return sum
"""), _ENDS)),
        slots=(_log2_slot(_TWO_THIRDS),), flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="2/3", sum=f"""\
log2 x = (k + 1.5 f) + (c f + f^2 q(f)), c = 1 / ln 2 - 1.5 = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below 1. {_LOST}
The tail is below 0.086."""),
    ),
    Reduction(
        name="log2_split_cubic", target="log2",
        stages=(_split(_TWO_THIRDS), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p+0
more: float = -0x1.d57136p-5
bend: float = -0x1.715476p-1
square = mul(f, f)
cube = mul(square, f)
part = mul(f, slope)
head = add(k, part)
back = sub(head, k)
lost = sub(part, back)
least = fma(f, more, lost)
rest = fma(cube, q, least)
bent = mul(f, bend)
tail = fma(f, bent, rest)
sum = add(head, tail)
return sum
"""), _ENDS)),
        slots=(_cubic_slot("log2_cubic_tail", _log2, lambda mp: 1 / mp.ln2, float.fromhex("0x1.ec709dc3a03fdp-2"), _TWO_THIRDS),),
        flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="2/3", sum=f"""\
log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q(f)), c = 1 / ln 2 - 1.5 = -0.0573, d = 1 / (2 ln 2). 1.5 f is exact: 3 f is a multiple of
2^-24 below 1. {_LOST}
The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is not again."""),
    ),
    Reduction(
        name="log2_split_short", target="log2",
        stages=(_split(_NEAR_SQRT), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p+0
more: float = -0x1.d57136p-5
square = mul(f, f)
small = mul(f, more)
tail = fma(square, q, small)
near = fma(f, slope, tail)
sum = add(k, near)
return sum
"""), _ENDS)),
        slots=(_log2_slot(_NEAR_SQRT),), flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="sqrt(1/2)", sum="""\
log2 x = k + (1.5 f + (c f + f^2 q(f))), c = 1 / ln 2 - 1.5 = -0.0573. The tail in the inner bracket is below 0.12, so its
roundings hardly count; the outer one lies in [-1/2, 1/2] and is rounded to 2^-26 at worst, a quarter ulp of the results from
1/2 on that come where k is not 0."""),
    ),
    Reduction(
        name="log10_split_exact", target="log10",
        stages=(_split(_NEAR_SQRT), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p-2
more: float = 0x1.e5bd8ap-5
step_high: float = 0x1.3442p-2
step_low: float = -0x1.95ec1p-19
square = mul(f, f)
part = mul(f, slope)
whole = mul(k, step_high)
head = add(whole, part)
back = sub(head, whole)
lost = sub(part, back)
least = fma(k, step_low, lost)
rest = fma(f, more, least)
tail = fma(square, q, rest)
sum = add(head, tail)
return sum
"""), _ENDS)),
        slots=(_log10_slot(_NEAR_SQRT),), flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="sqrt(1/2)", sum=f"""\
log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q(f)), c = 1 / ln 10 - 3/8 = 0.0593. 3/8 f is exact: 3 f is a multiple of 2^-24 below
0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product with k is exact, and a rest. {_LOST} The tail is below
0.042."""),
    ),
    Reduction(
        name="log10_split_short", target="log10",
        stages=(_split(_NEAR_SQRT), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p-2
more: float = 0x1.e5bd8ap-5
step_high: float = 0x1.344136p-2
step_low: float = -0x1.ec10cp-27
square = mul(f, f)
small = mul(f, more)
tail = fma(square, q, small)
near = fma(f, slope, tail)
nearer = fma(k, step_low, near)
sum = fma(k, step_high, nearer)
return sum
"""), _ENDS)),
        slots=(_log10_slot(_NEAR_SQRT),), flushes=False, points=_AROUND_ONE,
        why=_WHY.format(least="sqrt(1/2)", sum="""\
log10 x = k log10 2 + (3/8 f + (c f + f^2 q(f))), c = 1 / ln 10 - 3/8 = 0.0593, log10 2 in two parts. The outer bracket is below
0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as 0.1505, that is half an ulp more."""),
    ),
    Reduction(
        name="log1p_split_exact", target="log1p",
        stages=(_SPLIT_SHIFTED, compose(_EXACT_SUM, _SHIFTED_ENDS)),
        slots=(_log_slot(_THREE_QUARTERS),), flushes=False, points=_AROUND_ZERO,
        why=_WHY_SHIFTED.format(sum=f"""\
log(1 + x) = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. {_LOST}"""),
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

"""Reductions of trigonometric functions: x = n pi/2 + r - lack, and n mod 4 says which core, with which sign."""

from typing import Any

from search_spaces.families.quarter_turns import EXACT_WHY, MODERATE_WHY, THRESHOLD, exact_stage
from search_spaces.lowering import compose
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

_SQUARES = (0.0, float.fromhex("0x1.404p-1"))
"""s = r r, rounded, is at most this."""


def _root(mp: Any, s: Any) -> Any:
    return mp.sqrt(abs(s))


# fmt: off
_SIN_PART = part("sin_part", lambda mp, s: (_root(mp, s) - mp.sin(_root(mp, s))) / _root(mp, s) ** 3, _SQUARES, (1 / 6, 1))
_COS_PART = part("cos_part", lambda mp, s: (mp.cos(_root(mp, s)) - 1) / s, _SQUARES, (-0.5, 1))
_SLOTS = (
    Slot("p", "s", _SIN_PART, _SQUARES, factor=lambda mp, s: s * _root(mp, s), result=lambda mp, s: mp.sin(_root(mp, s))),
    Slot("c", "s", _COS_PART, _SQUARES, factor=lambda mp, s: s, result=lambda mp, s: mp.cos(_root(mp, s))),
)
# fmt: on

_SQUARE = parse("""\
program float32 (r: float) -> (s: float)
s = mul(r, r)
return s
""")

_SIN_SIDE = parse("""\
program float32 (r: float, lack: float, s: float, p: float) -> (odd: float)
rs = mul(r, s)
tail = fma(rs, p, lack)
odd = sub(r, tail)
return odd
""")

_JOIN = parse("""\
program float32 (r: float, lack: float, q: int, c: float, odd: float) -> (result: float)
i30: int = 30
i31: int = 31
top: int = -2147483648
zero: int = 0
one: float = 0x1p+0
g = fma(r, c, lack)
even = fma(r, g, one)
parity = shl(q, i31)
cosine = ilt(parity, zero)
y = select(cosine, even, odd)
half = shl(q, i30)
sign = iand(half, top)
b = bits(y)
signed = ixor(b, sign)
result = from_bits(signed)
return result
""")

_WHY = """\
sin x = +-sin(r - lack) or +-cos(r - lack) by n mod 4; for cos x, n + 1 stands for n. With s = r^2 rounded, p near
(r - sin r)/r^3 and c near (cos r - 1)/r^2: sin(r - lack) = r - (r s p + lack), where 1 - cos r <= 0.3 of the lack, half an
ulp of r at most, is left out; cos(r - lack) = 1 + r (r c + lack), with r for sin r beside the lack, off by 0.08 of it.
The last operation is the only rounding of size in both: r s p <= 0.08; r c + lack, up to 0.38, is rounded by 2^-26 and
counts 0.79 of that.
{stage}"""


def _row(target: str, turn: int) -> Reduction:
    first = compose(exact_stage(turn), _SQUARE)
    return Reduction(
        name=f"{target}_quarter_turns",
        target=target,
        stages=(first, _SIN_SIDE, _JOIN),
        slots=_SLOTS,
        flushes=False,
        why=_WHY.format(stage=f"{MODERATE_WHY}\n{EXACT_WHY}"),
        points=((-100.0, 100.0), (-THRESHOLD, THRESHOLD)),
        cold_from=THRESHOLD,
    )


# fmt: off
_TAN_PART = part("tan_part", lambda mp, s: (_root(mp, s) - mp.tan(_root(mp, s))) / _root(mp, s) ** 3, _SQUARES, (-1 / 3, 1))
_TAN_SLOT = Slot(
    "p", "s", _TAN_PART, _SQUARES, factor=lambda mp, s: s * _root(mp, s), result=lambda mp, s: mp.tan(_root(mp, s))
)
# fmt: on

_TAN_JOIN = parse("""\
program float32 (r: float, lack: float, s: float, q: int, p: float) -> (result: float)
i31: int = 31
zero: int = 0
one: float = 0x1p+0
minus: float = -0x1p+0
slope = fma(s, s, s)
lost = fma(lack, slope, lack)
rs = mul(r, s)
tail = fma(rs, p, lost)
high = sub(r, tail)
d = sub(r, high)
low = sub(d, tail)
y = div(minus, high)
e = fma(y, high, one)
f = fma(y, low, e)
cot = fma(y, f, y)
parity = shl(q, i31)
odd = ilt(parity, zero)
result = select(odd, cot, high)
return result
""")

_TAN_WHY = """\
tan x = tan(r - lack), or -1/tan(r - lack) where n is odd. With s = r^2 rounded and p near (r - tan r)/r^3:
tan(r - lack) = r - (r s p + lack (1 + tan^2 r)), and s + s^2 is tan^2 r to 0.02, of a lack of half an ulp of r at most.
high + low is this difference exactly (Fast2Sum). y = -1/high rounded; with e = 1 + y high, exact, -1/(high + low) is
y (1 + e + y low) to 2^-46.
{stage}"""

# fmt: off
_QUARTER = (0.0, 0.25)
_SINC_PART = part("sinc_part", lambda mp, s: (mp.sincpi(_root(mp, s)) - 1) / s, _QUARTER, (-1.6449340668482264, 1))  # -pi^2/6
_SINC_SLOT = Slot("c", "s", _SINC_PART, _QUARTER, factor=lambda mp, s: s, result=lambda mp, s: mp.sincpi(_root(mp, s)))
# fmt: on

_SINC_SPLIT = parse("""\
program float32 (x: float) -> (r: float, n: float, s: float)
n = round(x)
r = sub(x, n)
s = mul(r, r)
return r, n, s
""")

_SINC_JOIN = parse("""\
program float32 (x: float, r: float, n: float, s: float, c: float) -> (result: float)
one: float = 0x1p+0
half: float = 0x1p-1
nought: float = 0x0p+0
zero: int = 0
i31: int = 31
middle = fma(s, c, one)
rs = mul(r, s)
tail = mul(rs, c)
high = add(r, tail)
d = sub(high, r)
low = sub(tail, d)
y = div(one, x)
q = fma(high, y, nought)
minus = neg(q)
e = fma(minus, x, high)
f = add(e, low)
far = fma(f, y, q)
k = to_int(n)
sign = shl(k, i31)
b = bits(far)
signed = ixor(b, sign)
outer = from_bits(signed)
size = abs(x)
near = lt(size, half)
result = select(near, middle, outer)
return result
""")

_SINC_WHY = """\
x = n + r with n the nearest integer, exact (Sterbenz). sin(pi x)/(pi x) = (-1)^n (r/x) S with S = sin(pi r)/(pi r) = 1 + s c, s = r^2
rounded. For |x| < 1/2, r = x, and 1 + s c is all. Otherwise high + low = r + r s c, exactly the sum of r and its rounded tail
(Fast2Sum); q = high (1/x) is off by 2 ulp at most, e = high - q x is exact, and q + (e + low)/x is rounded once of size.
From 2^23 on r = 0 and the result is zero; 1/x may be flushed there. Infinities make inf - inf = nan."""

ROWS: tuple[Reduction, ...] = (
    _row("sin", 0),
    _row("cos", 1),
    Reduction(
        name="tan_quarter_turns",
        target="tan",
        stages=(compose(exact_stage(0), _SQUARE), _TAN_JOIN),
        slots=(_TAN_SLOT,),
        flushes=False,
        why=_TAN_WHY.format(stage=f"{MODERATE_WHY}\n{EXACT_WHY}"),
        points=((-100.0, 100.0), (-THRESHOLD, THRESHOLD)),
        cold_from=THRESHOLD,
    ),
    Reduction(
        name="sinc_integers",
        target="sinc",
        stages=(_SINC_SPLIT, _SINC_JOIN),
        slots=(_SINC_SLOT,),
        flushes=False,
        why=_SINC_WHY,
        points=((-2.0, 2.0), (-100.0, 100.0)),
    ),
)

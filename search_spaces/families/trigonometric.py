"""Reductions of trigonometric functions: x = n pi/2 + r - lack, and n mod 4 says which core, with which sign."""

from typing import Any

from search_spaces.families.quarter_turns import EXACT_WHY, MODERATE_WHY, exact_stage
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
        points=((-100.0, 100.0), (-(2.0**17), 2.0**17)),
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
        points=((-100.0, 100.0), (-(2.0**17), 2.0**17)),
    ),
)

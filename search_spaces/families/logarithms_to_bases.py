"""Reductions of logarithms to the bases 2 and 10, whose slope at 1 is split: a few bits, and a rest."""

from typing import Any

from search_spaces.families.logarithmic import (
    AROUND_ONE,
    ENDS,
    LOST,
    NEAR_SQRT,
    TWO_THIRDS,
    WHY,
    cubic_slot,
    slot,
    split,
    tail,
)
from search_spaces.lowering import compose
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot


def _log2(mp: Any, f: Any) -> Any:
    return mp.log1p(f) / mp.ln2


def _log10(mp: Any, f: Any) -> Any:
    return mp.log1p(f) / mp.ln10


def _log2_slot(least: int) -> Slot:
    return slot("log2_tail", _log2, lambda mp, f: tail(mp, f) / mp.ln2, float.fromhex("-0x1.71547652b82fep-1"), least)


def _log10_slot(least: int) -> Slot:
    return slot(
        "log10_tail", _log10, lambda mp, f: tail(mp, f) / mp.ln10, float.fromhex("-0x1.bcb7b1526e50ep-3"), least
    )


# fmt: off
ROWS = (
    Reduction(
        name="log2_split_exact", target="log2",
        stages=(split(TWO_THIRDS, scaled=True), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p+0
more: float = -0x1.d57136p-5
unit: float = 0x1p-23
minus_unit: float = -0x1p-23
square = mul(f, f)
part = mul(f, slope)
head = fma(k, unit, part)
back = fma(k, minus_unit, head)
lost = sub(part, back)
rest = fma(f, more, lost)
tail = fma(square, q, rest)
sum = add(head, tail)
return sum
"""), ENDS)),
        slots=(_log2_slot(TWO_THIRDS),), flushes=False, points=AROUND_ONE,
        why=WHY.format(least="2/3", sum=f"""\
log2 x = (k + 1.5 f) + (c f + f^2 q(f)), c = 1 / ln 2 - 1.5 = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below 1. {LOST}
The tail is below 0.086."""),
    ),
    Reduction(
        name="log2_split_cubic", target="log2",
        stages=(split(TWO_THIRDS, scaled=True), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p+0
more: float = -0x1.d57136p-5
unit: float = 0x1p-23
minus_unit: float = -0x1p-23
bend: float = -0x1.715476p-1
square = mul(f, f)
cube = mul(square, f)
part = mul(f, slope)
head = fma(k, unit, part)
back = fma(k, minus_unit, head)
lost = sub(part, back)
least = fma(f, more, lost)
rest = fma(cube, q, least)
bent = mul(f, bend)
tail = fma(f, bent, rest)
sum = add(head, tail)
return sum
"""), ENDS)),
        slots=(cubic_slot("log2_cubic_tail", _log2, lambda mp: 1 / mp.ln2, float.fromhex("0x1.ec709dc3a03fdp-2"), TWO_THIRDS),),
        flushes=False, points=AROUND_ONE,
        why=WHY.format(least="2/3", sum=f"""\
log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q(f)), c = 1 / ln 2 - 1.5 = -0.0573, d = 1 / (2 ln 2). 1.5 f is exact: 3 f is a multiple of
2^-24 below 1. {LOST}
The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is not again."""),
    ),
    Reduction(
        name="log2_split_short", target="log2",
        stages=(split(NEAR_SQRT, scaled=True), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p+0
more: float = -0x1.d57136p-5
unit: float = 0x1p-23
square = mul(f, f)
small = mul(f, more)
tail = fma(square, q, small)
near = fma(f, slope, tail)
sum = fma(k, unit, near)
return sum
"""), ENDS)),
        slots=(_log2_slot(NEAR_SQRT),), flushes=False, points=AROUND_ONE,
        why=WHY.format(least="sqrt(1/2)", sum="""\
log2 x = k + (1.5 f + (c f + f^2 q(f))), c = 1 / ln 2 - 1.5 = -0.0573. The tail in the inner bracket is below 0.12, so its
roundings hardly count; the outer one lies in [-1/2, 1/2] and is rounded to 2^-26 at worst, a quarter ulp of the results from
1/2 on that come where k is not 0."""),
    ),
    Reduction(
        name="log10_split_exact", target="log10",
        stages=(split(NEAR_SQRT, scaled=True), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p-2
more: float = 0x1.e5bd8ap-5
step_high: float = 0x1.3442p-25
minus_high: float = -0x1.3442p-25
step_low: float = -0x1.95ec1p-42
square = mul(f, f)
part = mul(f, slope)
head = fma(k, step_high, part)
back = fma(k, minus_high, head)
lost = sub(part, back)
least = fma(k, step_low, lost)
rest = fma(f, more, least)
tail = fma(square, q, rest)
sum = add(head, tail)
return sum
"""), ENDS)),
        slots=(_log10_slot(NEAR_SQRT),), flushes=False, points=AROUND_ONE,
        why=WHY.format(least="sqrt(1/2)", sum=f"""\
log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q(f)), c = 1 / ln 10 - 3/8 = 0.0593. 3/8 f is exact: 3 f is a multiple of 2^-24 below
0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product with k is exact, and a rest. {LOST} The tail is below
0.042."""),
    ),
    Reduction(
        name="log10_split_short", target="log10",
        stages=(split(NEAR_SQRT, scaled=True), compose(parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (sum: float)
slope: float = 0x1.8p-2
more: float = 0x1.e5bd8ap-5
step_high: float = 0x1.344136p-25
step_low: float = -0x1.ec10cp-50
square = mul(f, f)
small = mul(f, more)
tail = fma(square, q, small)
near = fma(f, slope, tail)
nearer = fma(k, step_low, near)
sum = fma(k, step_high, nearer)
return sum
"""), ENDS)),
        slots=(_log10_slot(NEAR_SQRT),), flushes=False, points=AROUND_ONE,
        why=WHY.format(least="sqrt(1/2)", sum="""\
log10 x = k log10 2 + (3/8 f + (c f + f^2 q(f))), c = 1 / ln 10 - 3/8 = 0.0593, log10 2 in two parts. The outer bracket is below
0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as 0.1505, that is half an ulp more."""),
    ),
)
# fmt: on

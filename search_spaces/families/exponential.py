"""Reductions of exp2 and its kind: x = k + r, and 2^k goes into the exponent field."""

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
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True,
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
        slots=(Slot("y", "r", TARGETS["exp2"], (-0.5, 0.5), exact_points=(0.0,)),), flushes=True,
        why=_WHY.format(rounding="x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the rest."),
    ),
)
# fmt: on

"""Reductions of activation functions: quotients by 1 + e^-x, and what is made of e^-|x|."""

from search_spaces.families.splits import EXP_EDGE, TWO, split_minus
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, part

_FIRST = part("exp_minus_first_order", lambda mp, r: mp.expm1(-r) / r, (-EXP_EDGE, EXP_EDGE), near_zero=(-1.0, 1))
_FIRST_SLOT = Slot("y", "r", _FIRST, (-EXP_EDGE, EXP_EDGE), factor=lambda mp, r: r, result=lambda mp, r: 1 + mp.exp(-r))

_DENOMINATOR = """\
k = bits(t)
b = shl(k, width)
s = from_bits(b)
m = mul(s, r)
o = add(s, one)
i = sub(o, s)
j = sub(one, i)
w = fma(m, y, j)
d = add(o, w)
"""
"""d = s e^-r + 1 with s = 2^k and y = (e^-r - 1) / r."""

_LOGISTIC = parse(f"""\
program float32 (y: float, r: float, t: float) -> (result: float)
width: int = 23
one: float = 0x1p+0
{_DENOMINATOR}\
result = div(one, d)
return result
""")

_LOGISTIC_CORRECTED = parse(f"""\
program float32 (y: float, r: float, t: float) -> (result: float)
width: int = 23
one: float = 0x1p+0
{_DENOMINATOR}\
g = sub(d, o)
l = sub(g, w)
v = div(one, d)
minus = neg(v)
e = fma(minus, d, one)
f = fma(v, l, e)
result = fma(v, f, v)
return result
""")


def _over(corrected: bool) -> Program:
    """silu's last stage: c / d in units of 2^12, and back."""
    correction = """\
g = sub(d, o)
l = sub(g, w)
db = bits(d)
ib = isub(two, db)
i0 = from_bits(ib)
minus = neg(v0)
e = fma(minus, d, c)
f = fma(v0, l, e)
v = fma(f, i0, v0)
"""
    return parse(f"""\
program float32 (y: float, r: float, t: float, c: float, x: float) -> (result: float)
width: int = 23
one: float = 0x1p-12
nothing: float = -0x0p+0
two: int = 2129859010
{_DENOMINATOR}\
v0 = div(c, d)
{correction if corrected else ""}\
h = fma({"v" if corrected else "v0"}, one, nothing)
bound = max(x, nothing)
result = min(bound, h)
return result
""")


_WHY = """\
-x = k ln 2 - r (Cody and Waite), k nearest to -x log2 e, |r| <= ln 2 / 2 + 2^-19. With s = 2^k, 1 + e^-x is s + 1 + s r y, the
core y = (e^-r - 1) / r about -1. o = s + 1 loses j, found exactly for all s that matter (2^-24 and more; below, j is 0 and o
is 1); d = o + (s r y + j) has one rounding of size. """

_WHY_LOGISTIC = (
    _WHY
    + """\
x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed. {quotient}"""
)

_WHY_SILU = (
    _WHY
    + """\
All of it is scaled by 2^-12, so that d holds e^95: x e^x leaves the normal range at -91.9 only. x is clamped to -95 from below,
in the numerator too, and e's argument to 40 from above. c / d times 2^-12 is flushed to -0 beyond the range (so is silu(-inf));
where c / d overflows, silu(x) = x is the least upper bound: the result is at most x for x > 0, at most -0 otherwise. {quotient}"""
)

# fmt: off
ROWS = (
    Reduction(
        name="logistic_quotient", target="logistic",
        stages=(split_minus("-0x1.6p+6", "0x1.5cp+6", TWO, bias=127, names="t"), _LOGISTIC), slots=(_FIRST_SLOT,), flushes=True,
        why=_WHY_LOGISTIC.format(quotient="Of d's rounding, up to 1 ulp of the quotient, nothing is mended."),
    ),
    Reduction(
        name="logistic_corrected", target="logistic",
        stages=(split_minus("-0x1.6p+6", "0x1.5cp+6", TWO, bias=127, names="t"), _LOGISTIC_CORRECTED), slots=(_FIRST_SLOT,),
        flushes=True,
        why=_WHY_LOGISTIC.format(quotient="""\\
d - l is the denominator to twice the precision (Fast2Sum): v = 1 / d becomes v + v (1 - v d + v l), one step of Newton."""),
    ),
    Reduction(
        name="silu_quotient", target="silu",
        stages=(split_minus("-0x1.7cp+6", "0x1.4p+5", TWO, bias=115, names="t, c"), _over(corrected=False)), slots=(_FIRST_SLOT,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_SILU.format(quotient="Of d's rounding, up to 1 ulp of the quotient, nothing is mended."),
    ),
    Reduction(
        name="silu_corrected", target="silu",
        stages=(split_minus("-0x1.7cp+6", "0x1.4p+5", TWO, bias=115, names="t, c"), _over(corrected=True)), slots=(_FIRST_SLOT,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_SILU.format(quotient="""\\
d - l is the denominator to twice the precision (Fast2Sum): v = c / d is mended by (c - v d + v l) / d, with 1 / d to 12 % from
d's bits subtracted from a constant."""),
    ),
)
# fmt: on

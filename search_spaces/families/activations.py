"""Reductions of activation functions: quotients by 1 + e^-x, and what is made of e^-|x|."""

from search_spaces.families.splits import EXP_EDGE, LN2, ONE, TWO, split_minus
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, part

_FIRST = part("exp_minus_first_order", lambda mp, r: mp.expm1(-r) / r, (-EXP_EDGE, EXP_EDGE), near_zero=(-1.0, 1))
_FIRST_SLOT = Slot("y", "r", _FIRST, (-EXP_EDGE, EXP_EDGE), factor=lambda mp, r: r, result=lambda mp, r: 1 + mp.exp(-r))

_FIRST_2 = part("exp2_minus_first_order", lambda mp, r: (mp.power(2, -r) - 1) / r, (-0.501, 0.501), near_zero=(-LN2, 1))
_FIRST_2_SLOT = Slot(
    "y", "r", _FIRST_2, (-0.501, 0.501), factor=lambda mp, r: r, result=lambda mp, r: 1 + mp.power(2, -r)
)

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

_MENDED_DENOMINATOR = """\
k = bits(t)
b = shl(k, width)
s = from_bits(b)
m = mul(s, r)
q = fma(m, y, one)
d = add(q, s)
g = sub(d, s)
i = sub(one, g)
size = abs(y)
m_minus = neg(m)
l = fma(m_minus, size, i)
"""
"""d + l = s e^-r + 1: g is what of d belongs to q, and l what s r y + 1 has beside it; |y| is -y, for y is about -1, in
other words, so that s r y is in neither fma a product that both share."""

_SILU_MENDED = parse(f"""\
program float32 (y: float, r: float, t: float, c: float, x: float) -> (result: float)
width: int = 23
one: float = 0x1p-12
nothing: float = -0x0p+0
mirror: int = 2129859011
{_MENDED_DENOMINATOR}\
d_bits = bits(d)
v_bits = isub(mirror, d_bits)
v = from_bits(v_bits)
p = mul(v, l)
u = div(c, d)
h = fma(u, one, nothing)
minus = neg(h)
h1 = fma(minus, p, h)
bound = max(x, nothing)
result = min(bound, h1)
return result
""")

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
u = div(one, d)
v = abs(u)
minus = neg(v)
e = fma(minus, d, one)
f = fma(v, l, e)
result = fma(v, f, v)
return result
""")


_CORRECTION = """\
g = sub(d, o)
l = sub(g, w)
u0 = div(unit, d)
u = abs(u0)
v0 = fma(c, u, nothing)
minus = neg(v0)
e = fma(minus, d, c)
f = fma(v0, l, e)
v1 = fma(f, u, v0)
h = fma(v1, one, nothing)
"""
"""1 / d is used several times, but only once as a quotient: XLA then keeps all of it in one loop."""


_LOGISTIC_FAST = parse("""\
program float32 (y: float, t: float) -> (result: float)
width: int = 23
one: float = 0x1p+0
k = bits(t)
b = shl(k, width)
s = from_bits(b)
d = fma(s, y, one)
result = div(one, d)
return result
""")

_OVER_FAST = parse("""\
program float32 (y: float, t: float, c: float, x: float) -> (result: float)
width: int = 23
one: float = 0x1p-12
nothing: float = -0x0p+0
k = bits(t)
b = shl(k, width)
s = from_bits(b)
d = fma(s, y, one)
v = div(c, d)
h = fma(v, one, nothing)
bound = max(x, nothing)
result = min(bound, h)
return result
""")


def _over(corrected: bool) -> Program:
    """Last stage of silu and gelu_tanh: c / d in units of 2^12, and back."""
    quotient = _CORRECTION if corrected else "v = div(c, d)\nh = fma(v, one, nothing)\n"
    return parse(f"""\
program float32 (y: float, r: float, t: float, c: float, x: float) -> (result: float)
width: int = 23
one: float = 0x1p-12
unit: float = 0x1p+0
nothing: float = -0x0p+0
{_DENOMINATOR}{quotient}\
bound = max(x, nothing)
result = min(bound, h)
return result
""")


_GELU_ARGUMENT = parse("""\
program float32 (x: float) -> (r: float, t: float, c: float)
least: float = -0x1.49999ap+3
most: float = 0x1.8p+2
lowest: float = -0x1.8p+127
highest: float = 0x1.8p+127
a: float = 0x1.26bp+1
a_low: float = -0x1.3de432p-15
b: float = 0x1.a5a7dp-4
b_low: float = -0x1.151aaep-29
magic: float = 0x1.8000e6p+23
c = max(x, least)
e = min(c, most)
e2 = max(e, lowest)
z = mul(e, e2)
z_minus = neg(z)
z_low = fma(e, e, z_minus)
g = fma(z, b, a)
p = sub(a, g)
z2 = min(z, highest)
q = fma(z2, b, p)
q1 = add(q, a_low)
q2 = fma(z_low, b, q1)
g_low = fma(z, b_low, q2)
w = mul(e, g)
w_minus = neg(w)
w1 = fma(e2, g, w_minus)
w_low = fma(e, g_low, w1)
t = sub(magic, w)
n = sub(t, magic)
f = add(w, n)
r = add(f, w_low)
return r, t, c
""")

_GELU_ARGUMENT_FAST = parse("""\
program float32 (x: float) -> (r: float, t: float, c: float)
least: float = -0x1.49999ap+3
most: float = 0x1.8p+2
a: float = 0x1.26aec2p+1
b: float = 0x1.a5a7dp-4
magic: float = 0x1.8000e6p+23
c = max(x, least)
e = min(c, most)
z = mul(e, e)
g = fma(z, b, a)
w = mul(e, g)
t = sub(magic, w)
n = sub(t, magic)
r = add(w, n)
return r, t, c
""")

_WHOLE_MINUS = Slot(
    "y",
    "r",
    part("exp_minus", lambda mp, r: mp.exp(-r), (-EXP_EDGE, EXP_EDGE)),
    (-EXP_EDGE, EXP_EDGE),
    (0.0,),
    result=lambda mp, r: 1 + mp.exp(-r),
)
_WHOLE_2_MINUS = Slot(
    "y",
    "r",
    part("exp2_minus", lambda mp, r: mp.power(2, -r), (-0.501, 0.501)),
    (-0.501, 0.501),
    (0.0,),
    result=lambda mp, r: 1 + mp.power(2, -r),
)

_WHY = """\
-x = k ln 2 - r (Cody and Waite), k nearest to -x log2 e, |r| <= ln 2 / 2 + 2^-19. With s = 2^k, 1 + e^-x is s + 1 + s r y, the
core y = (e^-r - 1) / r about -1. o = s + 1 loses j, found exactly for all s that matter (2^-24 and more; below, j is 0 and o
is 1); d = o + (s r y + j) has one rounding of size. """

_WHY_LOGISTIC = (
    _WHY
    + """\
x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed.
{quotient}"""
)

_SCALED = """\
All of it is scaled by 2^-12, so that d holds {high}: the result leaves the normal range at {edge} only. x is clamped to {least}
from below, in the numerator too, and in the exponent to {most} from above. c / d times 2^-12 is flushed to -0 beyond the range
(so is {name}(-inf)); where c / d overflows, the bound says what the result is: at most x for x > 0, at most -0 otherwise."""

_WHY_SILU = _WHY + _SCALED.format(least="-95", most="40", edge="-91.9", name="silu", high="e^95") + "\n{quotient}"

_WHY_GELU = """\
2^-w = e^-2u with w = x (a + b x^2), a = sqrt(8 / pi) log2 e, b = 0.044715 a, of which 131 at x = -10.15 must be right to 2^-25:
every product and sum to its double (a has 15 bits, so that a - g is exact; e2 and z2 are e and z in other words, so that
x^2, b x^2 and x g are not shared and their errors are what fma gives). w = -k + r + w_low with k nearest, |r| <= 1/2 + 2^-16.
With s = 2^k, 1 + e^-2u is s + 1 + s r y, the core y = (2^-r - 1) / r. o = s + 1 loses j, found exactly; d = o + (s r y + j) has
one rounding of size. """ + _SCALED.format(least="-10.3", most="6", edge="-10.1", name="gelu_tanh", high="137 bits")

_FAST = """Fast: ln 2 in one constant, and 1 + s y in one fma, with the core y = e^-r, whose error counts in full."""

_WHY_MENDED = """\
-x = k ln 2 - r (Cody and Waite), k nearest to -x log2 e, |r| <= ln 2 / 2 + 2^-19. With s = 2^k, d = s + (1 + s r y) is 1 + e^-x, the
core y = (e^-r - 1) / r about -1; l is what both of its roundings lost, to a few percent where it matters. """

_MIDDLE = ((-2.0, 2.0), (-12.0, 12.0))

# fmt: off
ROWS = (
    Reduction(
        name="logistic_quotient", target="logistic",
        stages=(split_minus("-0x1.6p+6", "0x1.5cp+6", TWO, bias=127, names="t"), _LOGISTIC), slots=(_FIRST_SLOT,), flushes=True, points=_MIDDLE,
        why=_WHY_LOGISTIC.format(quotient="Of d's rounding, up to 1 ulp of the quotient, nothing is mended."),
    ),
    Reduction(
        name="logistic_corrected", target="logistic",
        stages=(split_minus("-0x1.6p+6", "0x1.5cp+6", TWO, bias=127, names="t"), _LOGISTIC_CORRECTED), slots=(_FIRST_SLOT,),
        flushes=True, points=_MIDDLE,
        why=_WHY_LOGISTIC.format(quotient="""\
d - l is the denominator to twice the precision (Fast2Sum): v = 1 / d becomes v + v (1 - v d + v l), one step of Newton."""),
    ),
    Reduction(
        name="silu_quotient", target="silu",
        stages=(split_minus("-0x1.7cp+6", "0x1.4p+5", TWO, bias=115, names="t, c"), _over(corrected=False)), slots=(_FIRST_SLOT,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_SILU.format(quotient="Of d's rounding, up to 1 ulp of the quotient, nothing is mended."),
    ),
    Reduction(
        name="silu_mended", target="silu",
        stages=(split_minus("-0x1.7cp+6", "0x1.4p+5", TWO, bias=115, names="t, c"), _SILU_MENDED), slots=(_FIRST_SLOT,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_MENDED + _SCALED.format(least="-95", most="40", edge="-91.9", name="silu", high="e^95") + """ \
h = c / d becomes h - h (v l), v near 1 / d (to an eighth: its bits mirrored); nan, of an infinite h, gives way to the bound.""",
    ),
    Reduction(
        name="silu_corrected", target="silu",
        stages=(split_minus("-0x1.7cp+6", "0x1.4p+5", TWO, bias=115, names="t, c"), _over(corrected=True)), slots=(_FIRST_SLOT,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_SILU.format(quotient="""\
d - l is the denominator to twice the precision (Fast2Sum): with u = 1 / d, v = c u becomes v + u (c - v d + v l)."""),
    ),
    Reduction(
        name="gelu_tanh_quotient", target="gelu_tanh",
        stages=(_GELU_ARGUMENT, _over(corrected=False)), slots=(_FIRST_2_SLOT,),
        flushes=True, points=((-10.3, -4.0), (-4.0, 6.0)),
        why=_WHY_GELU + " Of d's rounding, up to 1 ulp of the quotient, nothing is mended.",
    ),
    Reduction(
        name="gelu_tanh_corrected", target="gelu_tanh",
        stages=(_GELU_ARGUMENT, _over(corrected=True)), slots=(_FIRST_2_SLOT,),
        flushes=True, points=((-10.3, -4.0), (-4.0, 6.0)),
        why=_WHY_GELU + """ \
d - l is the denominator to twice the precision (Fast2Sum): with u = 1 / d, v = c u becomes v + u (c - v d + v l).""",
    ),
    Reduction(
        name="logistic_fast", target="logistic",
        stages=(split_minus("-0x1.6p+6", "0x1.5cp+6", ONE, bias=127, names="t"), _LOGISTIC_FAST), slots=(_WHOLE_MINUS,), flushes=True, points=_MIDDLE,
        why=_WHY_LOGISTIC.format(quotient=_FAST),
    ),
    Reduction(
        name="silu_fast", target="silu",
        stages=(split_minus("-0x1.7cp+6", "0x1.4p+5", ONE, bias=115, names="t, c"), _OVER_FAST), slots=(_WHOLE_MINUS,),
        flushes=True, points=((-93.0, -10.0), (-10.0, 10.0)),
        why=_WHY_SILU.format(quotient=_FAST),
    ),
    Reduction(
        name="gelu_tanh_fast", target="gelu_tanh",
        stages=(_GELU_ARGUMENT_FAST, _OVER_FAST), slots=(_WHOLE_2_MINUS,),
        flushes=True, points=((-10.3, -4.0), (-4.0, 6.0)),
        why=_WHY_GELU + " Fast: w in three roundings, off by up to 2^-16, and 1 + s y in one fma, with the core y = 2^-r.",
    ),
)
# fmt: on

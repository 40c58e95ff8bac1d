"""A reduction of atan to arguments below 1/2: the quotient of a difference and a sum around 1."""

from search_spaces.families.inverse import SIGN, SUM, chain, root_tail, taking
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

_DOMAIN = (0.0, 0.25)

_SPLIT = parse("""\
program float32 (x: float) -> (z: float, head: float, base: float, low: float)
zero: float = 0x0p+0
one: float = 0x1p+0
near: float = 0x1p-1
high: float = 0x1p+1
most: float = 0x1p+40
turn: int = 2129859015
eighth_high: float = 0x1.921fb6p-1
eighth_low: float = -0x1.777a5cp-26
size = abs(x)
a = min(size, most)
beyond = lt(near, a)
far = lt(high, a)
p = select(beyond, a, zero)
q = select(far, zero, one)
over = add(p, q)
back = sub(over, q)
short = sub(p, back)
u = select(far, zero, a)
v = select(beyond, one, zero)
under = sub(u, v)
head = div(under, over)
z = mul(head, head)
minus = neg(head)
residual = fma(minus, over, under)
rest = fma(minus, short, residual)
b = bits(over)
turned = isub(turn, b)
inverse = from_bits(turned)
between = sub(v, q)
eighths = add(between, one)
base = mul(eighths, eighth_high)
least = mul(rest, inverse)
low = fma(eighths, eighth_low, least)
return z, head, base, low
""")

# fmt: off
ROWS = (
    Reduction(
        name="atan_eighth_turns", target="atan",
        stages=(_SPLIT, chain(taking("p z head base low x"), SUM, SIGN)),
        slots=(Slot(
            "p", "z", part("atan_tail", root_tail("atan"), _DOMAIN, (-1 / 3, 1)), _DOMAIN,
            factor=lambda mp, z: z * mp.sqrt(z), result=lambda mp, z: mp.atan(mp.sqrt(z)),
        ),), flushes=False, points=((-1.2, 1.2), (-6.0, 6.0)),
        why="""\
a = |x|, and atan a = n pi/4 + atan t: n = 0 and t = a up to 1/2, n = 1 and t = (a - 1) / (a + 1) up to 2, n = 2 and t = -1 / a beyond.
a is bounded by 2^40, beyond which the result is pi / 2 rounded. z = t^2, atan t = t + t z p(z), the second term below 0.037.
a - 1 is exact (Sterbenz); a + 1 is rounded, and `short` is what it lost. What the quotient lost, t over - under, is exact in one fma; both go back in
divided by a + 1, the division to 12 % through its bits. What the sum of n pi / 4, in two parts, and t loses in rounding is found again
exactly (Fast2Sum, Dekker 1971), so that the last addition's is the one rounding of size. The sign of x is put back at the end.""",
    ),
)
# fmt: on

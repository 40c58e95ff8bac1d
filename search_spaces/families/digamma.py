"""Reductions of the digamma function, the logarithmic derivative of gamma."""

from typing import Any

from search_spaces.families.gamma import log_slot, logarithm, passed
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, one, part

# a = |x|, d = a - rint(a), a = 2^k (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2): subtracting the pattern of sqrt(1/2) leaves k in the
# exponent field. All is exact. The pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x.
_SPLITS = parse("""\
program float32 (x: float) -> (a: float, negative: bool, d: float, s: float, f: float, k: float, pole: float, z: float, u: float)
zero: float = 0x0p+0
one: float = 0x1p+0
half: float = 0x1p-1
root_half: int = 1060439283
exponent: int = -8388608
width: int = 23
a = abs(x)
negative = lt(x, zero)
n = round(a)
d = sub(a, n)
s = mul(d, d)
opposite = neg(x)
pole = select(negative, d, opposite)
ab = bits(a)
as = isub(ab, root_half)
ai = shr(as, width)
ae = iand(as, exponent)
am = isub(ab, ae)
af = from_bits(am)
f = sub(af, one)
k = to_float(ai)
z = sub(a, half)
u = div(one, a)
return a, negative, d, s, f, k, pole, z, u
""")

_LAST = parse(f"""\
program float32 (x: float, a: float, negative: bool, d: float, f: float, k: float, pole: float, c: float, q: float, r: float, b: float) -> (result: float)
zero: float = 0x0p+0
one: float = 0x1p+0
ln2_hi: float = 0x1.62e4p-1
minus_ln2_hi: float = -0x1.62e4p-1
ln2_lo: float = 0x1.7f7d1cp-20
normal: float = 0x1p-126
most: float = 0x1.fffffep+127
{logarithm("first", "second", ("f", "k", "c"))}small = lt(a, one)
beyond = add(second, r)
head = select(small, zero, first)
rest = select(small, q, beyond)
v = div(one, pole)
mv = neg(v)
e = fma(mv, pole, one)
sum = add(head, v)
part_v = sub(sum, head)
part_head = sub(sum, part_v)
lost_v = sub(v, part_v)
lost_head = sub(head, part_head)
lost = add(lost_v, lost_head)
bend = select(negative, d, zero)
bent = fma(bend, b, rest)
sharp = fma(v, e, bent)
tail = add(sharp, lost)
value = add(sum, tail)
tiny = lt(a, normal)
inner = select(tiny, v, value)
huge = lt(most, x)
result = select(huge, x, inner)
return result
""")


def _near_core(mp: Any, z: Any) -> Any:
    return mp.digamma(z + mp.mpf("1.5"))


def _series_core(mp: Any, u: Any) -> Any:
    """digamma(1 + a) - log a at a = 1/u: u/2 - u^2/12 + ... (DLMF 5.11.2)."""
    if u == 0:
        return mp.zero
    with mp.workprec(mp.prec + 40 + 2 * max(0, -mp.mag(u))):
        value = mp.digamma(1 + 1 / u) + mp.log(u)
    return +value


def _bent(mp: Any, s: Any) -> Any:
    """(pi d cot(pi d) - 1) / d^2 at d^2 = s."""
    d = mp.sqrt(s)
    return (mp.pi * d * mp.cospi(d) / mp.sinpi(d) - 1) / s


_WHY = """\
a = |x|, P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) + pi cot(pi a) =
P(a) + 1/d + d b(d^2), d = a - rint(a), which is exact. Below 1 P(a) is a core of a - 1/2, from 1 on log a + r(1/a) (DLMF 5.11.2), with
log a = k ln 2 + f + f^2 c in two parts. The pole v, 1/d or -1/a, and its quotient's remainder are two numbers as well, and the head of the
logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros between the poles they cancel from a size of up to 16 to
one of 1 or less, in whose ulp, that of 1, errors count. What is left is of size 2: three roundings and that of b, 2^-24 each.
At a negative integer d is 0, and infinity times 0 gives nan; below 2^-126 -1/x is the result, infinite at zeros with the sign of -1/x; infinity gives itself."""

ROWS: tuple[Reduction, ...] = (
    Reduction(
        name="digamma_reflected",
        target="digamma",
        stages=(_SPLITS, passed("z"), passed("u"), passed("s"), _LAST),
        slots=(
            log_slot(("c", "f"), 1),
            Slot("q", "z", part("digamma_near", _near_core, (-0.5, 0.5)), (-0.5, 0.5), factor=one, result=one),
            Slot("r", "u", part("digamma_series", _series_core, (0.0, 1.0)), (0.0, 1.0), factor=one, result=one),
            Slot(
                "b",
                "s",
                part("digamma_reflection", _bent, (0.0, 0.25), near_zero=(-3.289868133696453, 1)),  # -pi^2 / 3
                (0.0, 0.25),
                factor=lambda mp, s: mp.sqrt(s),
                result=one,
            ),
        ),
        flushes=False,
        why=_WHY,
        points=((-13.0, 0.0), (0.0, 10.0)),
    ),
)

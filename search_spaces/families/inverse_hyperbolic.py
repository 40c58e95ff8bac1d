"""Reductions of the inverse hyperbolic sine: a series beside zero, a logarithm away from it."""

from typing import Any

from search_spaces.lowering import compose
from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

SIGN = """\
b = bits(x)
sign = iand(b, mask)
magnitude = bits(whole)
signed = ior(magnitude, sign)
result = from_bits(signed)
return result
"""

_F_DOMAIN = (float.fromhex("-0x1.2bec34p-2"), float.fromhex("0x1.a8279p-2"))


def root_quotient(function: str) -> Any:
    """f(sqrt(z)) / sqrt(z) = 1 + z p(z) solved for p."""

    def quotient(mp: Any, z: Any) -> Any:
        s = mp.sqrt(z)
        return (getattr(mp, function)(s) / s - 1) / z

    return quotient


def _from_three_quarters(mp: Any, f: Any) -> Any:
    """k ln 2 + log(1 + f) for the least k that makes it asinh(3/4), 0.6931, or more."""
    value = mp.log1p(f)
    return value + mp.ceil((mp.mpf("0.6931") - value) / mp.ln2) * mp.ln2


_Z_DOMAIN = (0.0, 0.5625)
_SERIES = Slot(
    "p",
    "z",
    part("asinh_tail", root_quotient("asinh"), _Z_DOMAIN, (-1 / 6, 1)),
    _Z_DOMAIN,
    factor=lambda mp, z: z * mp.sqrt(z),
    result=lambda mp, z: mp.asinh(mp.sqrt(z)),
)
_LOGARITHM = Slot(
    "q",
    "f",
    part("log_tail", lambda mp, f: (mp.log1p(f) - f) / f**2, _F_DOMAIN, (-0.5, 2)),
    _F_DOMAIN,
    factor=lambda mp, f: f**2,
    result=_from_three_quarters,
)

_OF_DOUBLE = parse("""\
program float32 (w: float, rest: float) -> (f: float, k: float, shift: float)
least: int = 1035273459
width: int = 23
turn: int = 2129858560
eight: float = 0x1p+3
minus_one: float = -0x1p+0
b = bits(w)
above = isub(b, least)
n = shr(above, width)
field = shl(n, width)
mantissa = isub(b, field)
eighth = from_bits(mantissa)
f = fma(eighth, eight, minus_one)
k = to_float(n)
turned = isub(turn, b)
inverse = from_bits(turned)
shift = mul(rest, inverse)
return f, k, shift
""")
"""8 (w + rest) = 2^k (1 + f) exp(shift), nearly."""

_LOG_SUM = """\
square = mul(f, f)
least = fma(k, ln2_low, shift)
tail = fma(square, q, least)
near = add(f, tail)
large = fma(k, ln2_high, near)
"""

_WHY_ASINH = """\
a = |x|. Below 3/4 asinh a = a + a z p(z), z = a^2, the last term below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth
of both is added, so that nothing overflows, as w and what the sum lost (Fast2Sum, the root is the larger one; beyond 2^60, where
a^2 would overflow later on, a stands for it, which is exact). {root}
8 w = 2^k (1 + f) by its bits, and a term `rest` beside w is rest / w in the logarithm, the division to 12 % through the bits of w.
log(1 + f) = f + f^2 q(f); the result is 0.69 and more, and {sum}
Infinity and nan give themselves; the sign is that of x."""

_WHY_ASINH_EXACT = _WHY_ASINH.format(
    root="""The root's own error is (1 + (a - root) (a + root)) / (2 root), all of it known by two fma.""",
    sum="""k ln 2 comes in two parts, so that the roundings of the last two additions are what remains.""",
)

_WHY_ASINH_SHORT = _WHY_ASINH.format(
    root="""The root's own error stays: 0.8 ulp of the result at a = 3/4, less above.""",
    sum="""k ln 2 is one product inside the last fma, its constant's error below 0.2 ulp.""",
)

# fmt: off
ROWS = (
    Reduction(
        name="asinh_two_pieces", target="asinh",
        stages=(compose(parse("""\
program float32 (x: float) -> (z: float, a: float, w: float, rest: float)
one: float = 0x1p+0
edge: float = 0x1.8p-1
most: float = 0x1p+60
half: float = 0x1p-1
eighth: float = 0x1p-3
turn: int = 2129858560
a = abs(x)
inner = min(a, edge)
z = mul(inner, inner)
bounded = min(a, most)
v = fma(bounded, bounded, one)
root = sqrt(v)
longer = max(root, a)
more = mul(longer, eighth)
less = mul(a, eighth)
w = add(more, less)
back = sub(w, more)
lost = sub(less, back)
shorter = sub(a, longer)
near = fma(shorter, w, eighth)
residual = fma(shorter, lost, near)
root_bits = bits(root)
turned = isub(turn, root_bits)
inverse = from_bits(turned)
part = mul(residual, inverse)
rest = fma(part, half, lost)
return z, a, w, rest
"""), _OF_DOUBLE), parse("""\
program float32 (p: float, z: float, a: float) -> (small: float)
zp = mul(z, p)
small = fma(a, zp, a)
return small
"""), parse(f"""\
program float32 (q: float, f: float, k: float, shift: float, small: float, a: float, x: float) -> (result: float)
ln2_high: float = 0x1.62e43p-1
ln2_low: float = -0x1.05c61p-29
edge: float = 0x1.8p-1
inf: float = inf
mask: int = -2147483648
{_LOG_SUM}beside = lt(a, edge)
inside = select(beside, small, large)
finite = lt(a, inf)
whole = select(finite, inside, a)
{SIGN}""")),
        slots=(_SERIES, _LOGARITHM), flushes=False, points=((-1.2, 1.2), (-6.0, 6.0)), why=_WHY_ASINH_EXACT,
    ),
    Reduction(
        name="asinh_two_pieces_short", target="asinh",
        stages=(parse("""\
program float32 (x: float) -> (z: float, a: float, f: float, k: float, shift: float)
one_64th: float = 0x1p-6
most: float = 0x1p+57
eighth: float = 0x1p-3
turn: int = 2129858560
least: int = 1035273459
width: int = 23
eight: float = 0x1p+3
minus_one: float = -0x1p+0
a = abs(x)
z = mul(a, a)
less = mul(a, eighth)
bounded = min(less, most)
v = fma(bounded, bounded, one_64th)
root = sqrt(v)
more = max(root, less)
w = add(more, less)
back = sub(w, more)
lost = sub(less, back)
b = bits(w)
above = isub(b, least)
n = shr(above, width)
field = shl(n, width)
mantissa = isub(b, field)
part = from_bits(mantissa)
f = fma(part, eight, minus_one)
k = to_float(n)
turned = isub(turn, b)
inverse = from_bits(turned)
shift = mul(lost, inverse)
return z, a, f, k, shift
"""), parse("""\
program float32 (p: float, z: float, a: float) -> (small: float)
zp = mul(z, p)
small = fma(a, zp, a)
return small
"""), parse(f"""\
program float32 (q: float, f: float, k: float, shift: float, small: float, a: float, x: float) -> (result: float)
ln2: float = 0x1.62e43p-1
edge: float = 0x1.8p-1
inf: float = inf
mask: int = -2147483648
square = mul(f, f)
tail = fma(square, q, shift)
near = add(f, tail)
large = fma(k, ln2, near)
beside = lt(a, edge)
inside = select(beside, small, large)
finite = lt(a, inf)
whole = select(finite, inside, a)
{SIGN}""")),
        slots=(_SERIES, _LOGARITHM), flushes=False, points=((-1.2, 1.2), (-6.0, 6.0)), why=_WHY_ASINH_SHORT,
    ),
)
# fmt: on

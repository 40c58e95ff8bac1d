"""Reductions of the inverse hyperbolic cosine: one logarithm, from 1 on, of a sum whose roundings are kept or not."""

from typing import Any

from search_spaces.lowering import compose
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, part

_SUM = parse("""\
program float32 (x: float) -> (w: float, bounded: float, size: float, double: float, v: float, root: float, longer: float, less: float)
one: float = 0x1p+0
most: float = 0x1p+60
eighth: float = 0x1p-3
t = sub(x, one)
bounded = min(t, most)
double = add(bounded, bounded)
size = abs(bounded)
v = fma(bounded, size, double)
root = sqrt(v)
longer = max(root, t)
less = mul(t, eighth)
w = fma(longer, eighth, less)
return w, bounded, size, double, v, root, longer, less
""")


def _rest(inputs: str, residual: str) -> Program:
    """What the root and t + root lost, over 8: the residual of the root's square over 16 roots, and a Fast2Sum."""
    return parse(f"""\
program float32 (w: float, {inputs}, root: float, longer: float, less: float) -> (rest: float)
minus_eighth: float = -0x1p-3
turn: int = 2096304128
minus_root = neg(root)
{residual}
root_bits = bits(root)
root_turned = isub(turn, root_bits)
share = from_bits(root_turned)
back = fma(longer, minus_eighth, w)
lost = sub(less, back)
rest = fma(residual, share, lost)
return rest
""")


_REST = _rest(
    "bounded: float, size: float, double: float",
    "left = fma(minus_root, root, double)\nresidual = fma(bounded, size, left)",
)
_REST_NEAR = _rest("v: float", "residual = fma(minus_root, root, v)")
"""The second without the rounding of the sum below the root."""

_DOMAIN = (-0.25, 0.5)

_SPLIT = parse("""\
program float32 (w: float) -> (f: float, k: float, u: float, scale: float)
minus_one: float = -0x1p+0
eighth: float = 0x1p-3
least: int = 1035993088
eight: int = 1090519040
exponents: int = -8388608
u = add(w, eighth)
b = bits(u)
above = isub(b, least)
field = iand(above, exponents)
scale_bits = isub(eight, field)
scale = from_bits(scale_bits)
offset = fma(scale, eighth, minus_one)
f = fma(w, scale, offset)
k = to_float(field)
return f, k, u, scale
""")
"""w = S / 8, 1 + S = 2^k (1 + f): k is in the exponent field of 1/8 + w, whose mantissa is 3/4 to 3/2; 2^23 k goes on as k."""

_SHIFT = parse("""\
program float32 (u: float, rest: float) -> (shift: float)
turn: int = 2129858560
u_bits = bits(u)
u_turned = isub(turn, u_bits)
one_over_u = from_bits(u_turned)
shift = mul(rest, one_over_u)
return shift
""")

_SHIFT_NEAR = parse("""\
program float32 (scale: float, rest: float) -> (shift: float)
shift = mul(rest, scale)
return shift
""")


def _of_sum(mp: Any, f: Any) -> Any:
    return mp.log1p(f) if f > 0 else mp.log1p(f) + mp.ln2


_TAIL = Slot(
    "q",
    "f",
    part("log_tail", lambda mp, f: (mp.log1p(f) - f) / f**2, _DOMAIN, (-0.5, 2)),
    _DOMAIN,
    factor=lambda mp, f: f**2,
    result=_of_sum,
)
_RATIO = Slot(
    "q",
    "f",
    part("log1p_over_f", lambda mp, f: mp.log1p(f) / f, _DOMAIN, (1.0, 1)),
    _DOMAIN,
    factor=lambda mp, f: f,
    result=_of_sum,
)
"""Cores of log(1 + f) where the sum's k is 0 or more."""

_ENDS = """\
ordinary = lt(w, inf)
result = select(ordinary, large, w)
return result
"""

_END = parse(f"""\
program float32 (q: float, f: float, k: float, w: float) -> (result: float)
step: float = 0x1.62e43p-24
inf: float = inf
near = mul(f, q)
large = fma(k, step, near)
{_ENDS}""")

_END_SHIFTED = parse(f"""\
program float32 (q: float, f: float, k: float, shift: float, w: float) -> (result: float)
step: float = 0x1.62e43p-24
inf: float = inf
square = mul(f, f)
tail = fma(square, q, shift)
near = add(f, tail)
large = fma(k, step, near)
{_ENDS}""")

_WHY = """\
acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
worst.
{sum}"""

# fmt: off
ROWS = (
    Reduction(
        name="acosh_one_piece_exact", target="acosh",
        stages=(compose(compose(compose(_SUM, _REST), _SPLIT), _SHIFT), _END_SHIFTED),
        slots=(_TAIL,), flushes=False, points=((1.0, 1.7), (1.0, 6.0)),
        why=_WHY.format(sum="""\
What the sum below the root and the root lost is the residual t |t| + (2 t - root^2) over twice the root, the division to 12 %
through the root's bits; the square's rounding and the residual's stay, 1/8 ulp of the result (sampled). What t + root lost is found
again exactly (Fast2Sum, the root is the larger one). Both are divided by 1 + S to 12 % through its bits and join the tail of
log(1 + f) = f + f^2 q(f)."""),
    ),
    Reduction(
        name="acosh_one_piece_near", target="acosh",
        stages=(compose(compose(compose(_SUM, _REST_NEAR), _SPLIT), _SHIFT_NEAR), _END_SHIFTED),
        slots=(_TAIL,), flushes=False, points=((1.0, 1.7), (1.0, 6.0)),
        why=_WHY.format(sum="""\
What the root lost, and what t + root did, is kept as in acosh_one_piece_exact, but divided by 2^k instead of 1 + S: up to a half too
much, where the result is an ulp of S and more. What the sum below the root lost stays, 1/4 2^-23 of the root at worst."""),
    ),
    Reduction(
        name="acosh_one_piece", target="acosh", stages=(compose(_SUM, _SPLIT), _END),
        slots=(_RATIO,), flushes=False, points=((1.0, 1.7), (1.0, 6.0)),
        why=_WHY.format(sum="""\
S is rounded three times, so that it is off by 1.25 2^-23 of itself at worst; log(1 + f) is one product, f q(f)."""),
    ),
)
# fmt: on

"""A short reduction of the inverse hyperbolic cosine: one logarithm, from 1 on."""

from typing import Any

from search_spaces.program import parse
from search_spaces.slots import Reduction, Slot, part

_DOMAIN = (-0.25, 0.5)


def _over_f(mp: Any, f: Any) -> Any:
    return mp.log1p(f) / f


# With w = (t + root) / 8, t + root = 2^k (1 + f) - 1: k is in the exponent field of 1/8 + w, whose mantissa is 3/4 to 3/2.
_SPLIT = parse("""\
program float32 (x: float) -> (f: float, k: float)
one: float = 0x1p+0
minus_one: float = -0x1p+0
most: float = 0x1p+60
eighth: float = 0x1p-3
least: int = 1035993088
width: int = 23
eight: int = 1090519040
t = sub(x, one)
bounded = min(t, most)
double = add(bounded, bounded)
v = fma(bounded, bounded, double)
root = sqrt(v)
longer = max(root, t)
part = mul(t, eighth)
w = fma(longer, eighth, part)
u = add(w, eighth)
b = bits(u)
above = isub(b, least)
n = shr(above, width)
field = shl(n, width)
scale_bits = isub(eight, field)
scale = from_bits(scale_bits)
offset = fma(scale, eighth, minus_one)
f = fma(w, scale, offset)
k = to_float(n)
return f, k
""")

_END = parse("""\
program float32 (q: float, f: float, k: float, x: float) -> (result: float)
ln2: float = 0x1.62e43p-1
one: float = 0x1p+0
inf: float = inf
nan: float = nan
near = mul(f, q)
large = fma(k, ln2, near)
below = lt(x, one)
above = select(below, nan, large)
finite = lt(x, inf)
result = select(finite, above, x)
return result
""")


def _result(mp: Any, f: Any) -> Any:
    return mp.log1p(f) if f > 0 else mp.log1p(f) + mp.ln2


# fmt: off
ROWS = (
    Reduction(
        name="acosh_one_piece", target="acosh", stages=(_SPLIT, _END),
        slots=(Slot(
            "q", "f", part("log1p_over_f", _over_f, _DOMAIN, near_zero=(1.0, 1)), _DOMAIN, factor=lambda mp, f: f, result=_result,
        ),),
        flushes=False, points=((1.0, 1.7), (1.0, 6.0)),
        why="""\\
acosh x = log(1 + t + sqrt(t^2 + 2 t)), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). t + sqrt is rounded three times, so
that it is off by 2^-23 of itself; beyond 2^60 t stands for the root, and all is divided by 8, so that nothing overflows.
1 + t + sqrt = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f from t + sqrt itself: 2^-k (t + sqrt) +
(2^-k - 1), f = t + sqrt where k = 0. log x = k ln 2 + f q(f), ln 2 in one part. Below 1 nan; infinity and nan give themselves.""",
    ),
)
# fmt: on

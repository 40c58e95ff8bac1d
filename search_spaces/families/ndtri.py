"""Reductions of the inverse normal distribution function."""

from typing import Any

from search_spaces.families.erf_inv import argument, quotient
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, part

# x = 2p - 1 and what it lacks, 0 from 1/4 on; q = p (1 - p), rounded once, with 4 q = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2):
# subtracting the pattern of sqrt(1/2) / 4 leaves k in the exponent field. f is exact. p beyond 2 is as good as 2.
_SPLIT = parse("""\
program float32 (x: float) -> (y: float, lack: float, q: float, f: float, k: float)
one: float = 0x1p+0
two: float = 0x1p+1
four: float = 0x1p+2
minus: float = -0x1p+0
root_half: int = 1043662067
exponent: int = -8388608
width: int = 23
p = min(x, two)
mp = neg(p)
q = fma(mp, p, p)
double = add(p, p)
y = sub(double, one)
back = add(y, one)
lack = sub(double, back)
qb = bits(q)
shifted = isub(qb, root_half)
ki = shr(shifted, width)
kb = iand(shifted, exponent)
mb = isub(qb, kb)
m = from_bits(mb)
f = fma(m, four, minus)
k = to_float(ki)
return y, lack, q, f, k
""")

# w = -2 log(4 q) = -2 k ln 2 - 2 (f + f^2 c), and its root.
_LOGARITHM = parse("""\
program float32 (f: float, k: float, c: float) -> (w: float, z: float)
double_ln2: float = -0x1.62e43p+0
minus_two: float = -0x1p+1
f2 = mul(f, f)
l = fma(f2, c, f)
ml = mul(l, minus_two)
w = fma(k, double_ln2, ml)
z = sqrt(w)
return w, z
""")


_SHIFT = 0.5
_INVERSE = parse(f"""\
program float32 (z: float) -> (u: float)
shift: float = {_SHIFT.hex()}
one: float = 0x1p+0
d = add(z, shift)
u = div(one, d)
return u
""")


def _last(turn: float) -> Program:
    return parse(f"""\
program float32 (y: float, lack: float, q: float, w: float, z: float, d: float, e: float) -> (result: float)
turn: float = {turn.hex()}
zero: float = 0x0p+0
subnormal: float = 0x1.fffffep-126
inf: float = inf
nan: float = nan
rest = fma(y, d, lack)
near = add(y, rest)
above = add(z, e)
below = neg(above)
left = lt(y, zero)
far = select(left, below, above)
central = lt(w, turn)
inner = select(central, near, far)
end = mul(y, inf)
outside = lt(q, zero)
other = select(outside, nan, end)
double = add(q, q)
regular = lt(subnormal, double)
result = select(regular, inner, other)
return result
""")


def _of_y(mp: Any, w: Any) -> Any:
    """ndtri / y at w = -2 log(1 - y^2), y = 2p - 1 > 0."""
    return mp.sqrt(2) * quotient(mp, w / 2)


def _size(mp: Any, w: Any) -> Any:
    return argument(mp, w / 2) * _of_y(mp, w)


def _pieces(turn: float) -> Reduction:
    edge = 2.0**0.5 - 1 + 2.0**-20
    logarithm = part(
        "log1p_second_order",
        lambda mp, f: (mp.log1p(f) - f) / f**2,
        (2.0**-0.5 - 1 - 2.0**-20, edge),
        near_zero=(-0.5, 2),
    )
    central_domain, tail_domain = (0.0, turn), (1 / (13.12 + _SHIFT), 1 / (turn**0.5 + _SHIFT) + 2.0**-23)
    slots = (
        # d log(ndtri) / dw is about 0.13 beside 0, where k = 0, and less beyond.
        Slot(
            "c",
            "f",
            logarithm,
            logarithm.real_domain,
            factor=lambda mp, f: f * f * mp.mpf("0.26"),
            result=lambda mp, f: mp.mpf(1) - mp.mpf(2) ** -30,
        ),
        Slot(
            "d",
            "w",
            part("ndtri_centre", lambda mp, w: _of_y(mp, w) - 1, central_domain),
            central_domain,
            factor=lambda mp, w: argument(mp, w / 2),
            result=_size,
        ),
        Slot(
            "e",
            "u",
            part("ndtri_tail", lambda mp, u: _size(mp, (1 / u - _SHIFT) ** 2) - (1 / u - _SHIFT), tail_domain),
            tail_domain,
            factor=lambda mp, u: mp.one,
            result=lambda mp, u: _size(mp, (1 / u - _SHIFT) ** 2),
        ),
    )
    stages = (_SPLIT, _LOGARITHM, _INVERSE, _last(turn))
    return Reduction(
        "ndtri_log",
        "ndtri",
        stages,
        slots,
        flushes=False,
        why=_WHY.format(turn=turn, shift=_SHIFT),
        points=((0.0, 1.0), (0.0, 0.002), (0.998, 1.0)),
    )


_WHY = """\
With y = 2p - 1 and w = -2 log(1 - y^2) = -2 log(4 p (1 - p)) ndtri(p) is y times a smooth function of w, and for large w near sqrt(w).
p (1 - p) is rounded once, for however small a p; w inherits 2^-24 from it at most where w is small, and there d log(ndtri)/dw is 0.13.
w = -2 k ln 2 - 2 (f + f^2 c(f)), f from the significand, |f| <= sqrt(2) - 1. w < {turn}: ndtri(p) = y + (y d(w) + lack), where lack is
what 2p - 1 lost, 0 from p = 1/4 on, where y is 0 at 1/2 exactly. Else |ndtri(p)| = z + e(1 / (z + {shift})), z = sqrt(w), where e lies
between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, are what counts. Where p (1 - p) is below
2^-126, 0 and 1 give y times infinity; what is below 0 or above 1 gives nan, as does nan."""

ROWS: tuple[Reduction, ...] = (_pieces(11.0),)

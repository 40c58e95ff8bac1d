"""Reductions of the inverse error function."""

from typing import Any

from search_spaces.functions.references import erf_inv
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, Weigh, part

_ROOT_HALF = 0x3F3504F3
"""Bit pattern of the float32 below sqrt(1/2)."""

# q = 1 - x^2, rounded once, = 2^k (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2): subtracting the pattern of sqrt(1/2) leaves k
# in the exponent field. f is exact.
_SPLIT = parse(f"""\
program float32 (x: float) -> (f: float, k: float)
one: float = 0x1p+0
root_half: int = {_ROOT_HALF}
exponent: int = {-(1 << 23)}
width: int = 23
mx = neg(x)
q = fma(mx, x, one)
qb = bits(q)
shifted = isub(qb, root_half)
ki = shr(shifted, width)
kb = iand(shifted, exponent)
mb = isub(qb, kb)
m = from_bits(mb)
f = sub(m, one)
k = to_float(ki)
return f, k
""")

# w = -log(q) = -k ln 2 - (f + f^2 c), and its root.
_LOGARITHM = parse("""\
program float32 (f: float, k: float, c: float) -> (w: float, z: float)
ln2: float = -0x1.62e43p-1
f2 = mul(f, f)
l = fma(f2, c, f)
ml = neg(l)
w = fma(k, ln2, ml)
z = sqrt(w)
return w, z
""")


# The centre halves |z|, and with it the cancellation inside the core.
_CENTRE = 3.25
_CENTRED = parse(f"""\
program float32 (z: float) -> (t: float)
centre: float = {_CENTRE.hex()}
t = sub(z, centre)
return t
""")


def _last(turn: float) -> Program:
    return parse(f"""\
program float32 (x: float, w: float, z: float, d: float, e: float) -> (result: float)
turn: float = {turn.hex()}
half: float = 0x1p-1
one: float = 0x1p+0
inf: float = inf
nan: float = nan
sum = fma(x, d, x)
near = mul(sum, half)
xe = mul(x, e)
far = fma(x, z, xe)
central = lt(w, turn)
inner = select(central, near, far)
a = abs(x)
inside = lt(a, one)
outside = lt(one, a)
end = mul(x, inf)
other = select(outside, nan, end)
result = select(inside, inner, other)
return result
""")


def argument(mp: Any, w: Any) -> Any:
    """The positive x with -log(1 - x^2) = w."""
    return mp.sqrt(-mp.expm1(-w))


def quotient(mp: Any, w: Any) -> Any:
    """erf_inv(x) / x at w = -log(1 - x^2).

    Beside w = 0 x loses nothing, and beside x = 1 the digits that 1 - x = e^-w / (1 + x) takes are added.
    """
    if w <= 0:
        # erf_inv(x) = sqrt(pi)/2 (x + pi/12 x^3 + ...), and x^2 = w + ...: for the rounding errors of w around 0.
        return mp.sqrt(mp.pi) / 2 * (1 + mp.pi / 12 * w)
    with mp.workprec(mp.prec + 20 + 2 * int(w)):
        x = argument(mp, w)
        value = erf_inv(mp, x) / x
    return +value


def _pieces(turn: float) -> Reduction:
    edge = 2.0**0.5 - 1 + 2.0**-20
    logarithm = part(
        "log1p_second_order",
        lambda mp, f: (mp.log1p(f) - f) / f**2,
        (2.0**-0.5 - 1 - 2.0**-20, edge),
        near_zero=(-0.5, 2),
    )
    central_domain, tail_domain = (0.0, turn), (turn**0.5 - _CENTRE, 4.09 - _CENTRE)
    root: Weigh = lambda mp, w: argument(mp, w) * quotient(mp, w)  # noqa: E731
    slots = (
        # d log(erf_inv) / dw is about 0.26 beside 0, where k = 0, and less beyond.
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
            part("erf_inv_centre", lambda mp, w: 2 * quotient(mp, w) - 1, central_domain),
            central_domain,
            factor=lambda mp, w: argument(mp, w) / 2,
            result=root,
        ),
        Slot(
            "e",
            "t",
            part("erf_inv_tail", lambda mp, t: quotient(mp, (t + _CENTRE) ** 2) - t - _CENTRE, tail_domain),
            tail_domain,
            factor=lambda mp, t: argument(mp, (t + _CENTRE) ** 2),
            result=lambda mp, t: root(mp, (t + _CENTRE) ** 2),
        ),
    )
    stages = (_SPLIT, _LOGARITHM, _CENTRED, _last(turn))
    return Reduction(
        "erf_inv_log",
        "erf_inv",
        stages,
        slots,
        flushes=False,
        why=_WHY.format(turn=turn),
        points=((-1.0, 1.0), (0.99, 1.0)),
    )


_WHY = """\
With w = -log(1 - x^2) erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. 1 - x^2 is
rounded once; w inherits 2^-25 from it at most where w is small, and there d log(erf_inv)/dw is 0.26. w = -k ln 2 - (f + f^2 c(f)), f
from the significand, |f| <= sqrt(2) - 1. w < {turn}: erf_inv(x) = (x + x d(w)) / 2, the halving exact; d > 0 keeps the sign of zero.
Else erf_inv(x) = x z + x e(z - 3.25), z = sqrt(w), where e lies between -0.18 and -0.15: the last rounding and those of w and z, halved by
the root, are what counts. |x| = 1 gives x times infinity, and what is beyond is nan."""

ROWS: tuple[Reduction, ...] = (_pieces(5.5),)

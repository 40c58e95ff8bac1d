"""Reductions of inverse trigonometric functions: a head that is nearly the result, and a tail that is small beside it."""

from typing import Any

from search_spaces.programs.tracing import Bool, Float, Outputs, fma, larger, select, smaller, sqrt, stage
from search_spaces.slots import Family, Slot, hole, part
from search_spaces.steps import HALF_PI, ROUGH, fast_two_sum, rough_reciprocal, with_sign_of


@stage(0.5, -0.5)
def _halves(x: Float) -> Outputs:
    """z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its root."""
    a = abs(x)
    below_half = a < 0.5
    flipped = fma(a, -0.5, 0.5)
    square = x * x
    z = select(below_half, square, flipped)
    return {"z": z, "a": a, "below_half": below_half, "flipped": flipped, "root": sqrt(flipped)}


def _twice_root(root: Float, flipped: Float) -> tuple[Float, Float]:
    """(twice_root, rest): twice_root + rest is twice the square root of `flipped`, to a few units of 2^-28."""
    residual = fma(-root, root, flipped)
    rest = residual * rough_reciprocal(root, ROUGH)
    return root + root, rest


def exact_sum(p: Float, z: Float, head: Float, base: Float, low: Float) -> Float:
    """base + low + head (1 + z p), with the rounding error of base + head found exactly: base is 0 or the larger one."""
    high, lost = fast_two_sum(base, head)
    lows = low + lost
    tail = fma(head, z * p, lows)
    return high + tail


def _short_sum(p: Float, z: Float, head: Float, base: Float, low: Float | float) -> Float:
    """base + low + head (1 + z p), every sum rounded."""
    tail = fma(head, z * p, low)
    head_and_tail = head + tail
    return base + head_and_tail


_PI = HALF_PI.times(2.0)


@stage()
def _asin_exact(p: Float, z: Float, a: Float, below_half: Bool, flipped: Float, root: Float, x: Float) -> Outputs:
    """asin |x| = base + low + head (1 + z p): head |x| below 1/2, otherwise -2 root, with base + low = pi / 2 less the residue of the root."""
    twice_root, rest = _twice_root(root, flipped)
    turned = -twice_root
    head = select(below_half, a, turned)
    base = select(below_half, 0.0, HALF_PI.high)
    missing = HALF_PI.low - rest
    low = select(below_half, 0.0, missing)
    return {"result": with_sign_of(exact_sum(p, z, head, base, low), x)}


@stage()
def _asin_short(p: Float, z: Float, a: Float, below_half: Bool, root: Float, x: Float) -> Outputs:
    """asin |x| = base + low + head (1 + z p): head |x| below 1/2, otherwise -2 root, with base + low = pi / 2."""
    turned = -(root + root)
    head = select(below_half, a, turned)
    base = select(below_half, 0.0, HALF_PI.high)
    low = select(below_half, 0.0, HALF_PI.low)
    return {"result": with_sign_of(_short_sum(p, z, head, base, low), x)}


def _ends_of_acos(twice_root: Float, below_half: Bool, x: Float) -> tuple[Bool, Float, Float]:
    """(x < 0, head, base): -x and pi / 2 for |x| < 1/2, 2 root and 0 from 1/2 on, -2 root and pi to -1/2."""
    negative = x < 0.0
    turned = -twice_root
    end = select(negative, turned, twice_root)
    minus = -x
    head = select(below_half, minus, end)
    far_base = select(negative, _PI.high, 0.0)
    return negative, head, select(below_half, HALF_PI.high, far_base)


@stage(ROUGH, 0.0, *_PI, *HALF_PI)
def _acos_exact(p: Float, z: Float, below_half: Bool, flipped: Float, root: Float, x: Float) -> Outputs:
    """acos x = base + low + head (1 + z p): -x and pi / 2 for |x| < 1/2, 2 root and 0 from 1/2 on, -2 root and pi to -1/2."""
    twice_root, rest = _twice_root(root, flipped)
    negative, head, base = _ends_of_acos(twice_root, below_half, x)
    missing = _PI.low - rest
    far_low = select(negative, missing, rest)
    low = select(below_half, HALF_PI.low, far_low)
    return {"result": exact_sum(p, z, head, base, low)}


@stage(0.0, _PI.high, HALF_PI.high)
def _acos_short(p: Float, z: Float, below_half: Bool, root: Float, x: Float) -> Outputs:
    """acos x = base + head (1 + z p): -x and pi / 2 for |x| < 1/2, 2 root and 0 from 1/2 on, -2 root and pi to -1/2."""
    twice_root = root + root
    _, head, base = _ends_of_acos(twice_root, below_half, x)
    return {"result": _short_sum(p, z, head, base, 0.0)}


@stage(1.0, 2.0**40, 0.0)
def _quotient(x: Float) -> Outputs:
    """t = min(|x|, 1) / max(|x|, 1), |x| up to 2^40, z = t^2."""
    a = abs(x)
    bounded = smaller(a, 2.0**40)
    upper = smaller(bounded, 1.0)
    lower = larger(bounded, 1.0)
    t = upper / lower
    return {"z": fma(t, t, 0.0), "a": a, "t": t, "upper": upper, "lower": lower}


def _ends_of_atan(t: Float, a: Float) -> tuple[Bool, Float, Float]:
    """(a > 1, head, base): t and 0 up to 1, -t and pi / 2 beyond."""
    big = a > 1.0
    minus = -t
    head = select(big, minus, t)
    return big, head, select(big, HALF_PI.high, 0.0)


@stage(1.0, 0.0, *HALF_PI)
def _atan_exact(p: Float, z: Float, a: Float, t: Float, upper: Float, lower: Float, x: Float) -> Outputs:
    """atan |x| = base + low + head (1 + z p): head t up to 1, -t beyond with base + low = pi / 2 and the residue of the quotient."""
    big, head, base = _ends_of_atan(t, a)
    offset = select(big, HALF_PI.low, 0.0)
    excess = fma(t, lower, -upper)
    low = fma(excess, t, offset)
    return {"result": with_sign_of(exact_sum(p, z, head, base, low), x)}


@stage(1.0, 0.0, HALF_PI.high)
def _atan_short(p: Float, z: Float, a: Float, t: Float, x: Float) -> Outputs:
    """atan |x| = base + head (1 + z p): head t up to 1, -t beyond with base = pi / 2."""
    _, head, base = _ends_of_atan(t, a)
    return {"result": with_sign_of(_short_sum(p, z, head, base, 0.0), x)}


def root_tail(function: str) -> Any:
    """f(sqrt(z)) / sqrt(z) = 1 + z p(z) solved for p."""

    def quotient(mp: Any, z: Any) -> Any:
        s = mp.sqrt(z)
        return (getattr(mp, function)(s) / s - 1) / z

    return quotient


def _asin_result(mp: Any, z: Any) -> Any:
    """The smaller of 2 asin(s) and pi/2 - 2 asin(s), s^2 = z: below 1/2 half the first with half the error."""
    angle = 2 * mp.asin(mp.sqrt(z))
    return min(angle, mp.pi / 2 - angle)


_HALVES = """\
{{formula}}, s^2 = z, s in [0, 1/2] (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
{exactness}
Beyond 1, z < 0 and the root, so the result, is nan."""

_EXACT_ROOT = _HALVES.format(
    exactness="""\
The rounding of the root is corrected: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5.1 % off, carries it over.
The rounding error of the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) is found exactly (Fast2Sum, Dekker
1971: the first is 0 or the larger one), so that only the last addition has a rounding of size."""
)

_SHORT_ROOT = _HALVES.format(
    exactness="""\
The root counts as exact, which is half an ulp of 2 s, and the inner sum is rounded before the outer one: near |x| = 1/2 these
are half an ulp of the result each, elsewhere less."""
)

# fmt: off
_ASIN_TARGET = part("asin_tail", root_tail("asin"), (0.0, 0.25), (1 / 6, 1))
_ASIN_CORE, _ATAN_CORE = "asin s = s + s z p, z = s^2", "atan t = t + t z p, z = t^2"
_ASIN_SLOT = hole("p(z)", _ASIN_CORE, _ASIN_TARGET, factor=lambda mp, z: 2 * z * mp.sqrt(z), result=_asin_result)
_ACOS_SLOT = hole("p(z)", _ASIN_CORE, _ASIN_TARGET, factor=lambda mp, z: 2 * z * mp.sqrt(z), result=lambda mp, z: 2 * mp.asin(mp.sqrt(z)))


def atan_slot(most: float) -> Slot:
    """p of atan sqrt(z) = sqrt(z) (1 + z p), z up to a bound."""
    return hole("p(z)", _ATAN_CORE, part("atan_tail", root_tail("atan"), (0.0, most), (-1 / 3, 1)),
                factor=lambda mp, z: z * mp.sqrt(z), result=lambda mp, z: mp.atan(mp.sqrt(z)))


_ASIN = Family("asin", slots=(_ASIN_SLOT,), points=((-1.0, 1.0), (-0.6, 0.6)))
_ACOS = Family("acos", slots=(_ACOS_SLOT,), points=((-1.0, 1.0), (0.4, 1.0)))
_ATAN = Family("atan", """\
The second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by 2^40, beyond which the result is pi / 2
rounded. The sign of x is put back at the end, zero's too.
{}""", (atan_slot(1.0),), points=((-1.2, 1.2), (-6.0, 6.0)))
_ASIN_FORMULA = "asin x = x + x z p(z) below 1/2, sign(x) (pi / 2 - 2 asin s) from 1/2 on"
_ACOS_FORMULA = "acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2"

ROWS = (
    _ASIN.row("asin_halves_exact", _halves, _asin_exact, why=_EXACT_ROOT.format(formula=_ASIN_FORMULA)),
    _ASIN.row("asin_halves_short", _halves, _asin_short, why=_SHORT_ROOT.format(formula=_ASIN_FORMULA)),
    _ACOS.row("acos_halves_exact", _halves, _acos_exact, why=_EXACT_ROOT.format(formula=_ACOS_FORMULA)),
    _ACOS.row("acos_halves_short", _halves, _acos_short, why=_SHORT_ROOT.format(formula=_ACOS_FORMULA)),
    _ATAN.row("atan_reciprocal_exact", _quotient, _atan_exact, why="""\
The rounding of the quotient is corrected: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x| beyond.
The rounding error of the sum of pi / 2, in two parts, and t is found exactly (Fast2Sum, Dekker 1971), so that besides the
last addition only the second term's roundings count: 1/8 ulp each beside |x| = 1."""),
    _ATAN.row("atan_reciprocal_short", _quotient, _atan_short, why="""\
The quotient counts as exact: beside |x| = 1 its half ulp and that of the inner sum are half an ulp of the result each."""),
)
# fmt: on

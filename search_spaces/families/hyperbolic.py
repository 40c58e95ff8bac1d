"""Reductions of sinh, cosh and tanh: e^|x| = 2^k e^r and e^-|x| = 2^-k e^-r share their cores."""

from search_spaces.families.splits import SQUARE_EDGE, TWO, TWO_AND_REST, WHOLE, Split, split_size
from search_spaces.programs.lowering import passed
from search_spaces.programs.tracing import Float, Outputs, bits, fma, from_bits, larger, select, select_word, stage
from search_spaces.slots import Family, hole, part
from search_spaces.steps import SIGN_BIT, WIDTH, left_by, power_of_two, with_sign_of

_MOST = 89.5
"""Both overflow from here on."""

_TWO_FIELDS = 250 << WIDTH
"""Twice the exponent field of 2^-2."""


def _powers(t: Float) -> tuple[Float, Float, Float, Float]:
    """(s, u, s + u, s - u): s = 2^(k-2) from t's field 125 + k, u = 2^(-k-2) from the field 125 - k, or 0 where that is below 0.

    Both sums are exact up to k = 11; beyond, u is below 2^-23 of s.
    """
    field = bits(t) << WIDTH
    opposite = _TWO_FIELDS - field
    at_least_zero = select_word(opposite > 0, opposite, 0)
    s = from_bits(field)
    u = from_bits(at_least_zero)
    return s, u, s + u, s - u


@stage()
def _cosh(q: Float, p: Float, r: Float, z: Float, t: Float) -> Outputs:
    """cosh |x| = 2 ((s + u) cosh r + (s - u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + z q, sinh r = r + r z p, z = r^2."""
    s, u, both, less = _powers(t)
    first = less * r
    third = first * z
    second = both * z
    odd = fma(third, p, u)
    even = fma(second, q, odd)
    half = (first + even) + s
    return {"result": half + half}


@stage()
def _cosh_rest(q: Float, p: Float, r: Float, rest: Float, z: Float, t: Float) -> Outputs:
    """cosh |x| = 2 ((s + u) cosh r + (s - u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + z q, sinh r = r + r z p, z = r^2."""
    s, u, both, less = _powers(t)
    first = less * r
    head = s + first
    lost = left_by(head, s, first)
    third = first * z
    second = both * z
    odd = fma(third, p, u)
    odd_and_rest = fma(less, rest, odd)
    even = fma(second, q, odd_and_rest)
    half = head + (even + lost)
    return {"result": half + half}


@stage(WIDTH, _TWO_FIELDS, 0, 0.0)
def _cosh_fused(q: Float, p: Float, r: Float, z: Float, t: Float) -> Outputs:
    """cosh |x| = 2 ((s + u) cosh r + (s - u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + z q, sinh r = r + r z p, z = r^2."""
    s, u, both, less = _powers(t)
    head = fma(less, r, both)
    beside = left_by(head, s, u)
    same = larger(less, 0.0)  # less, in other words
    lost = fma(same, r, beside)
    third = less * (r * z)
    second = both * z
    even = fma(second, q, lost)
    half = head + fma(third, p, even)
    return {"result": half + half}


@stage()
def _cosh_reciprocal(y: Float, t: Float) -> Outputs:
    """cosh |x| = 2 (h + 1 / (16 h)), h = 2^(k-2) e^r."""
    h = power_of_two(t) * y
    half = h + 0.0625 / h
    return {"result": half + half}


_SINH_CONSTANTS = (WIDTH, _TWO_FIELDS, 0, 2.0**-12, SIGN_BIT)


def _signed(half: Float, x: Float) -> Outputs:
    """Twice the half with the sign of x; x itself below 2^-12."""
    word = bits(x)
    with_sign = with_sign_of(half + half, word)
    return {"result": select(abs(x) < 2.0**-12, x, with_sign)}


@stage(*_SINH_CONSTANTS)
def _sinh(q: Float, p: Float, r: Float, rest: Float, z: Float, t: Float, x: Float) -> Outputs:
    """sinh |x| = 2 ((s - u) cosh r + (s + u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + z q, sinh r = r + r z p, z = r^2."""
    s, u, both, less = _powers(t)
    first = s * r
    head = less + first
    lost = left_by(head, less, first)
    beside = fma(u, r, lost)
    odd = fma(r * z, p, rest)
    even = fma(less * z, q, beside)
    half = head + fma(both, odd, even)
    return _signed(half, x)


@stage(*_SINH_CONSTANTS)
def _sinh_fused(q: Float, p: Float, r: Float, rest: Float, z: Float, t: Float, x: Float) -> Outputs:
    """sinh |x| = 2 ((s - u) cosh r + (s + u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + z q, sinh r = r + r z p, z = r^2."""
    _, u, both, less = _powers(t)
    head = fma(both, r, less)
    left = less - head
    same = larger(both, u)  # both, in other words
    lost = fma(same, r, left)
    odd = fma(r * z, p, rest)
    even = fma(less * z, q, lost)
    half = head + fma(both, odd, even)
    return _signed(half, x)


@stage(*_SINH_CONSTANTS)
def _sinh_plain(q: Float, p: Float, r: Float, z: Float, t: Float, x: Float) -> Outputs:
    """sinh |x| = 2 ((s - u) cosh r + (s + u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 + z q, sinh r = r + r z p, z = r^2."""
    _, _, both, less = _powers(t)
    odd = fma(r * z, p, r)
    even = fma(less * z, q, less)
    half = fma(both, odd, even)
    return _signed(half, x)


_SAME = "{} stands there in other words, for a compiler would take two equal products for one, and round it"

_HALF = """\
|x| is clamped to 89.5. Half of sinh and of cosh, so that k = 129 stays below overflow (the doubling at the end overflows where they do).
The cores' errors are those of corrections.
{}"""
_SIGN = (
    " The sign is that of x; below 2^-12 sinh x is x to 2^-26, which keeps numbers that the half would make subnormal."
)

# fmt: off
_SINH_PART = part("sinh_third_order", lambda mp, z: (mp.sinh(mp.sqrt(z)) - mp.sqrt(z)) / (z * mp.sqrt(z)), (0.0, SQUARE_EDGE), (1 / 6, 2))
_COSH_PART = part("cosh_second_order", lambda mp, z: (mp.cosh(mp.sqrt(z)) - 1) / z, (0.0, SQUARE_EDGE), (0.5, 2))
_EVEN, _ODD = "cosh r = 1 + z q, z = r^2", "sinh r = r + r z p, z = r^2"
_COSH_EVEN = hole("q(z)", _EVEN, _COSH_PART, factor=lambda mp, z: z, result=lambda mp, z: mp.cosh(mp.sqrt(z)))
_COSH_ODD = hole("p(z)", _ODD, _SINH_PART, factor=lambda mp, z: z * mp.sqrt(z) * mp.mpf(0.75),  # at k = 1, where the sum is least beside s - u
                 result=lambda mp, z: mp.cosh(mp.log(2) - mp.sqrt(z)))
_SINH_EVEN = hole("q(z)", _EVEN, _COSH_PART, factor=lambda mp, z: z * mp.mpf(0.75),  # likewise, r negative
                  result=lambda mp, z: mp.sinh(mp.log(2) - mp.sqrt(z)))
_SINH_ODD = hole("p(z)", _ODD, _SINH_PART, factor=lambda mp, z: z * mp.sqrt(z), result=lambda mp, z: mp.sinh(mp.sqrt(z)))  # k = 0

_COSH = Family("cosh", _HALF, (_COSH_EVEN, _COSH_ODD), flushes=True, points=((-1.1, 1.1),))
_SINH = Family("sinh", _HALF + _SIGN, (_SINH_EVEN, _SINH_ODD), flushes=True, points=((-1.1, 1.1),))
_SPLIT = split_size(_MOST, Split(TWO, bias=125, names="t, z"))
_SPLIT_AND_REST = split_size(_MOST, Split(TWO_AND_REST, bias=125, names="t, z, rest"))

ROWS = (
    _COSH.row("cosh_parts", _SPLIT, passed("z"), _cosh, why="""\
s is added last and u first, so that neither loses the other; of the sum below s only (s - u) r + ... has a rounding of size,
2^-2 ulp, beside that of r."""),
    _COSH.row("cosh_parts_compensated", _SPLIT_AND_REST, passed("z"), _cosh_rest, why="""\
head = s + (s - u) r loses `lost` (Fast2Sum), which joins u and the corrections: the last addition alone has a rounding of size."""),
    _COSH.row("cosh_fused", _SPLIT, passed("z"), _cosh_fused, why=f"""\
head = (s + u) + (s - u) r loses `lost`, found exactly by the same fma from (s - head) + u ({_SAME.format("s - u")}):
s - head is exact (Sterbenz), and so is the sum up to k = 12, beyond which u is below 2^-25 of s. r is off by 2^-26, 0.2 ulp of the
result at most."""),
    Family("cosh", flushes=True, points=((-1.1, 1.1),)).row(
        "cosh_reciprocal", split_size(_MOST, Split(TWO, bias=125, names="t")), _cosh_reciprocal, slots=(WHOLE,), why="""\
|x| is clamped to 89.5. The quarter in h keeps k = 129 below overflow, and the doubling overflows where cosh does."""),
    _SINH.row("sinh_compensated", _SPLIT_AND_REST, passed("z"), _sinh, why="""\
head = (s - u) + s r loses `lost` (Fast2Sum; s r is exact), which joins u r and the corrections: the last addition alone has a rounding
of size."""),
    _SINH.row("sinh_fused", _SPLIT_AND_REST, passed("z"), _sinh_fused, why=f"""\
head = (s - u) + (s + u) r is rounded once and loses `lost`, found exactly by the same fma from the rest of s - u ({_SAME.format("s + u")};
Fast2Sum: s - u is 0 or the larger one). s - u and s + u are exact up to k = 11, and beyond u is below 2^-23 of s. Near 0, where s = u,
head is half of r exactly, and only the cores' terms are rounded beside the last addition."""),
    _SINH.row("sinh_plain", _SPLIT, passed("z"), _sinh_plain, why="""\
Both sums round: the worst k is 1, where at r = -ln 2 / 2 the terms are twice the result."""),
)
# fmt: on

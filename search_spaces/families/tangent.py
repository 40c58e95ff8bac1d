"""Reductions of tanh: E / (E + 2) with E = e^2|x| - 1."""

from search_spaces.families.splits import EXP_EDGE, TWICE_SIZE, TWO, TWO_AND_REST, Split, split_size
from search_spaces.programs.tracing import Float, Outputs, fma, larger, smaller, stage
from search_spaces.slots import Family, hole, part
from search_spaces.steps import SIGN_BIT, WIDTH, left_by, mended_quotient, power_of_two, with_sign_of

_EDGE = EXP_EDGE / 2
_MOST = 9.25  # from 9.02 on tanh is 1 - 2^-25 or more

_CONSTANTS = (WIDTH, SIGN_BIT, -0.0, 1.0, 2.0)


@stage(*_CONSTANTS)
def _plain(y: Float, r: Float, z: Float, t: Float, x: Float) -> Outputs:
    """tanh |x| = E / (E + 2), E = e^2|x| - 1 = s - 1 + s (2 r + r^2 y), s = 2^k; the sign is that of x."""
    s = power_of_two(t)
    twice_r = r + r
    less = s - 1.0
    numerator = fma(s, fma(z, y, twice_r), less)
    denominator = numerator + 2.0
    quotient = numerator / denominator
    return {"result": with_sign_of(quotient, x)}


@stage(*_CONSTANTS)
def _compensated(y: Float, r: Float, rest: Float, z: Float, t: Float, x: Float) -> Outputs:
    """tanh |x| = E / (E + 2), E = e^2|x| - 1 = s - 1 + s (2 (r + rest) + r^2 y), s = 2^k; the sign is that of x."""
    s = power_of_two(t)
    sr = s * r
    first = sr + sr
    less = s - 1.0
    lost_one = (s - less) - 1.0
    head = less + first
    lost = left_by(head, less, first) + lost_one
    twice_rest = rest + rest
    second = fma(s, fma(z, y, twice_rest), lost)
    numerator = head + second
    numerator_low = left_by(numerator, head, second)
    denominator = numerator + 2.0
    greater = larger(numerator, 2.0)
    lesser = smaller(numerator, 2.0)
    denominator_low = left_by(denominator, greater, lesser) + numerator_low
    quotient = mended_quotient((numerator, numerator_low), (denominator, denominator_low))
    return {"result": with_sign_of(quotient, x)}


# fmt: off
_TWICE = part("exp_twice_second_order", lambda mp, r: (mp.expm1(2 * r) - 2 * r) / (r * r), (-_EDGE, _EDGE), (2.0, 2))
_SECOND = hole("y(r)", "e^2r = 1 + 2 r + r^2 y", _TWICE, factor=lambda mp, r: r * r,
               result=lambda mp, r: min(abs(mp.expm1(2 * r)), abs(mp.exp(2 * r) - mp.mpf(0.5))))  # over 2^k: k = 0, and k = 1

_TANH = Family("tanh", "|x| is clamped to 9.25, where tanh is 1 to 2^-25. {}", (_SECOND,), points=((-1.1, 1.1), (-9.0, 9.0)), flushes=True)

ROWS = (
    _TANH.row("tanh_compensated", split_size(_MOST, Split(TWO_AND_REST, bias=127, names="t, z, rest"), TWICE_SIZE), _compensated, why="""\
E = numerator + numerator_low and E + 2 = denominator + denominator_low by Fast2Sum (s r is exact),
lost_one the rounding error of s - 1, from k = 25 on. With inverse = 1 / denominator, quotient = numerator * inverse is mended by
(E - quotient (E + 2)) inverse: the last addition alone has a rounding of size."""),
    _TANH.row("tanh_quotient", split_size(_MOST, Split(TWO, bias=127, names="t, z"), TWICE_SIZE), _plain, why="""\
E, E + 2 and the quotient round once each; rest is left out."""),
)
# fmt: on

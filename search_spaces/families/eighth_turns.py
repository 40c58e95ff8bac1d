"""A reduction of atan to arguments below 1/2: the quotient of a difference and a sum around 1."""

from search_spaces.families.inverse import atan_slot, exact_sum
from search_spaces.programs.tracing import Float, Outputs, fma, select, smaller, stage
from search_spaces.slots import Family
from search_spaces.steps import HALF_PI, ROUGH, lost_by, rough_reciprocal, with_sign_of

_EIGHTH_TURN = HALF_PI.times(0.5)


@stage(0.0, 1.0, 0.5, 2.0, 2.0**40, ROUGH, *_EIGHTH_TURN)
def _split(x: Float) -> Outputs:
    """atan |x| = n pi/4 + atan t: n = 0, t = a up to 1/2; n = 1, t = (a - 1) / (a + 1) up to 2; n = 2, t = -1 / a beyond.

    a = |x| up to 2^40, z = t^2 below 1/4. base + low = n pi/4 and the residue of the quotient, which is divided by `over` to 5.1 %.
    """
    a = smaller(abs(x), 2.0**40)
    beyond = a > 0.5
    beyond_two = a > 2.0
    larger_part = select(beyond, a, 0.0)
    unit = select(beyond_two, 0.0, 1.0)
    over = larger_part + unit
    over_lost = lost_by(over, unit, larger_part)
    first = select(beyond_two, 0.0, a)
    second = select(beyond, 1.0, 0.0)
    under = first - second
    t = under / over
    z = t * t
    minus = -t
    residual = fma(minus, over, under)
    rest = fma(minus, over_lost, residual)
    inverse = rough_reciprocal(over, ROUGH)
    eighths = (second - unit) + 1.0
    base = eighths * _EIGHTH_TURN.high
    lost = rest * inverse
    low = fma(eighths, _EIGHTH_TURN.low, lost)
    return {"z": z, "t": t, "base": base, "low": low}


@stage()
def _end(p: Float, z: Float, t: Float, base: Float, low: Float, x: Float) -> Outputs:
    """atan |x| = base + low + t (1 + z p), p = (atan t / t - 1) / t^2, t z p below 0.037; the sign is that of x."""
    return {"result": with_sign_of(exact_sum(p, z, t, base, low), x)}


# fmt: off
ROWS = (
    Family("atan", slots=(atan_slot(0.25),), points=((-1.2, 1.2), (-6.0, 6.0))).row("atan_eighth_turns", _split, _end, why="""\
a = |x| is bounded by 2^40, beyond which the result is pi / 2 rounded. a - 1 is exact (Sterbenz); a + 1 is rounded, and `over_lost` is
its rounding error: below 2, a is in no higher binade than 1, and 2 + 1 is exact. The residue of the quotient, under - t over, is exact in one fma; both are added, divided by a + 1 to 5.1 % through
its bits. The rounding error of the sum of n pi / 4, in two parts, and t is found exactly (Fast2Sum, Dekker 1971), so that the last
addition's is the one rounding of size. The sign of x is put back at the end."""),
)
# fmt: on

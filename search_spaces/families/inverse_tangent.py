"""Reductions of atan by one quotient of at most 1, and no second loop for it."""

from search_spaces.families.inverse import atan_slot
from search_spaces.programs.tracing import Bool, Float, Outputs, fma, select, stage
from search_spaces.slots import Family
from search_spaces.steps import HALF_PI, magnitude_of_quotient, with_sign_of


@stage()
def _quotient(x: Float) -> Outputs:
    """t = |x| up to 1, 1 / |x| beyond, 0 where that is below 2^-126; z = t^2."""
    big = abs(x) > 1.0
    numerator = select(big, 1.0, x)
    denominator = select(big, x, 1.0)
    t = magnitude_of_quotient(numerator / denominator)
    return {"z": t * t, "t": t, "big": big}


@stage()
def _turned(p: Float, z: Float, t: Float, big: Bool, x: Float) -> Outputs:
    """atan |x| = atan t up to 1, pi / 2 - atan t beyond, atan t = t + t z p; the sign is that of x."""
    cube = t * z
    angle = fma(cube, p, t)
    rest = HALF_PI.high - angle
    return {"result": with_sign_of(select(big, rest, angle), x)}


ROWS = (
    Family("atan", """\
The second term is below 0.215 (Muller, Elementary Functions, chapter 11). The quotient counts as exact, and pi / 2 as a float32 (0.37 ulp of the
result at most): t, the cube, the sum and the difference from pi / 2 round once each.""",
           (atan_slot(1.0),), points=((-1.2, 1.2), (-6.0, 6.0))).row("atan_reciprocal_lean", _quotient, _turned),
)  # fmt: skip

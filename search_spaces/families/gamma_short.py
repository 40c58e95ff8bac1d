"""A short reduction of log |gamma|: the pieces of the accurate one without the second words of its sums."""

import math

from search_spaces.families.gamma import EDGE, HUGE, LARGE, MINUS_THREE_SIXTEENTHS, STIRLING, ends, row
from search_spaces.programs.tracing import Bool, Float, Outputs, fma, select, stage
from search_spaces.steps import LN2_NEAREST


@stage(0.0, 1.0, -1.0, 0.5, LN2_NEAREST.high, EDGE, MINUS_THREE_SIXTEENTHS, STIRLING, math.inf, HUGE, LARGE)
def _last(
    a: Float, negative: Bool, t: Float, s: Float, f: Float, k: Float, g: Float, j: Float, close: Bool,
    z: Float, c: Float, e: Float, q: Float, r: Float, b: Float,
) -> Outputs:  # fmt: skip
    """x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m).

    Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m = r + log(2 pi)/2 - 1/2, log a less 1.
    """
    log_mantissa = fma(f * f, c, f)
    log_a = fma(k, LN2_NEAREST.high, log_mantissa)
    log_mantissa = fma(g * g, e, g)
    log_d = fma(j, LN2_NEAREST.high, log_mantissa)
    below_edge = a < EDGE
    reflected = select(negative, 1.0, 0.0)
    step = select(close, -1.0, 0.0)
    beyond = a - 0.5
    factor = select(below_edge, step, beyond)
    h = factor + reflected
    less = log_a - 1.0
    logarithm = select(below_edge, log_a, less)
    parabola = fma(z, z + 0.5, MINUS_THREE_SIXTEENTHS)
    core = parabola * q
    base = reflected + STIRLING
    series = base + r
    m = select(below_edge, core, series)
    right = fma(h, logarithm, m)
    both = right + log_d
    bent = s * b
    left = bent - both
    value = select(negative, left, right)
    return {"result": ends(negative, t, a, value)}


_WHY = """\
As lgamma_reflected, with the same cores. Every logarithm is one number, and every sum is rounded: beside the poles two numbers of size 2
to 15 cancel, and leave an error of some 2^-20."""

ROWS = (row("lgamma_reflected_short", _last, _WHY),)

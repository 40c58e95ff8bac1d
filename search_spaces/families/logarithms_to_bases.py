"""Reductions of logarithms to the bases 2 and 10, whose slope at 1 is split: a few bits, and a rest."""

import math

from search_spaces.families.logarithmic import LOST, NEAR_SQRT, TWO_THIRDS, ends, family, slot, split
from search_spaces.programs.tracing import Float, Outputs, fma, stage
from search_spaces.steps import Parts

_ENDS = (2.0**-126, 0.0, math.inf, -math.inf, math.nan)
_UNIT = 2.0**-23
"""Of k, which is given as 2^23 k."""
_SLOPE_2 = Parts(1.5, float.fromhex("-0x1.d57136p-5"))
"""1 / ln 2."""
_SLOPE_10 = Parts(0.375, float.fromhex("0x1.e5bd8ap-5"))
"""1 / ln 10."""
_STEP = Parts(float.fromhex("0x1.3442p-25"), float.fromhex("-0x1.95ec1p-42"))
"""2^-23 log10 2, 16 bits in the first."""
_STEP_NEAREST = Parts(float.fromhex("0x1.344136p-25"), float.fromhex("-0x1.ec10cp-50"))
_BEND = float.fromhex("-0x1.715476p-1")
"""-1 / (2 ln 2)."""


def _head(f: Float, k: Float, slope: float, unit: float) -> tuple[Float, Float]:
    """(head, lost): k unit + f slope rounded once, and its rounding error; f slope is exact, and so is `lost` (Fast2Sum)."""
    product = f * slope
    head = fma(k, unit, product)
    back = fma(k, -unit, head)
    return head, product - back


@stage(*_SLOPE_2, _UNIT, -_UNIT, *_ENDS)
def _log2_exact(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log2 x = (k + 1.5 f) + (c f + f^2 q), c = 1 / ln 2 - 1.5, q = (log2(1 + f) - f / ln 2) / f^2; the tail below 0.086."""
    square = f * f
    head, lost = _head(f, k, _SLOPE_2.high, _UNIT)
    rest = fma(f, _SLOPE_2.low, lost)
    tail = fma(square, q, rest)
    return {"result": ends(head + tail, x)}


@stage(*_SLOPE_2, _UNIT, -_UNIT, _BEND, *_ENDS)
def _log2_cubic(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q), c = 1 / ln 2 - 1.5, d = 1 / (2 ln 2); f^3 q below 0.03."""
    square = f * f
    cube = square * f
    head, lost = _head(f, k, _SLOPE_2.high, _UNIT)
    lows = fma(f, _SLOPE_2.low, lost)
    rest = fma(cube, q, lows)
    tail = fma(f, f * _BEND, rest)
    return {"result": ends(head + tail, x)}


@stage(*_SLOPE_2, _UNIT, *_ENDS)
def _log2_short(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log2 x = k + (1.5 f + (c f + f^2 q)), c = 1 / ln 2 - 1.5, q = (log2(1 + f) - f / ln 2) / f^2."""
    square = f * f
    tail = fma(square, q, f * _SLOPE_2.low)
    log_mantissa = fma(f, _SLOPE_2.high, tail)
    return {"result": ends(fma(k, _UNIT, log_mantissa), x)}


@stage(*_SLOPE_10, _STEP.high, -_STEP.high, _STEP.low, *_ENDS)
def _log10_exact(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log10 x = (k log10 2 + 3/8 f) + (c f + f^2 q), c = 1 / ln 10 - 3/8; the tail below 0.042."""
    square = f * f
    head, lost = _head(f, k, _SLOPE_10.high, _STEP.high)
    lows = fma(k, _STEP.low, lost)
    rest = fma(f, _SLOPE_10.low, lows)
    tail = fma(square, q, rest)
    return {"result": ends(head + tail, x)}


@stage(*_SLOPE_10, *_STEP_NEAREST, *_ENDS)
def _log10_short(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log10 x = k log10 2 + (3/8 f + (c f + f^2 q)), c = 1 / ln 10 - 3/8, q = (log10(1 + f) - f / ln 10) / f^2."""
    square = f * f
    tail = fma(square, q, f * _SLOPE_10.low)
    log_mantissa = fma(f, _SLOPE_10.high, tail)
    with_low = fma(k, _STEP_NEAREST.low, log_mantissa)
    return {"result": ends(fma(k, _STEP_NEAREST.high, with_low), x)}


_LOG2, _LOG2_ROOT, _LOG10 = family("log2", "2/3"), family("log2", "sqrt(1/2)"), family("log10", "sqrt(1/2)")
_FROM_TWO_THIRDS, _FROM_ROOT = split(TWO_THIRDS, scaled=True), split(NEAR_SQRT, scaled=True)

# fmt: off
ROWS = (
    _LOG2.row("log2_split_exact", _FROM_TWO_THIRDS, _log2_exact, slots=(slot("log2", TWO_THIRDS),), why=f"""\
c = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below 1. {LOST}"""),
    _LOG2.row("log2_split_cubic", _FROM_TWO_THIRDS, _log2_cubic, slots=(slot("log2", TWO_THIRDS, order=3),), why=f"""\
c = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below 1. {LOST}
The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is not again."""),
    _LOG2_ROOT.row("log2_split_short", _FROM_ROOT, _log2_short, slots=(slot("log2", NEAR_SQRT),), why="""\
c = -0.0573. The tail in the inner bracket is below 0.122, so its roundings hardly count; the outer one lies in [-1/2, 1/2] and is rounded to
2^-26 at worst, a quarter ulp of the results from 1/2 on that come where k is not 0."""),
    _LOG10.row("log10_split_exact", _FROM_ROOT, _log10_exact, slots=(slot("log10", NEAR_SQRT),), why=f"""\
c = 0.0593. 3/8 f is exact: 3 f is a multiple of 2^-24 below 0.88 or of 2^-23 below 1.25. log10 2 has a part of 16 bits, whose product
with k is exact, and a rest. {LOST}"""),
    _LOG10.row("log10_split_short", _FROM_ROOT, _log10_short, slots=(slot("log10", NEAR_SQRT),), why="""\
c = 0.0593, log10 2 in two parts. The outer bracket is below 0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is
as small as 0.1505, that is half an ulp more."""),
)
# fmt: on

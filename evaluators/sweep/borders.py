"""References so near a jump of the metric that the filter cannot say on which side they lie.

The ulp doubles at every power of two, overflow begins at a threshold, and flush-to-zero ends at the smallest normal
number. The filter is off by at most 2**-22 ulp, which is 2**-45 of the reference or less; what lies within
2**-44 of a jump is handed to mpmath where the side matters.
"""

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle_build import BOUND_ULP
from evaluators.report import ULP_EDGES
from evaluators.ulp import overflow_threshold
from search_spaces.formats import FLOAT32_FORMAT

Float64s = NDArray[np.float64]
Indices = NDArray[np.intp]

NONE: Indices = np.empty(0, np.intp)

_RELATIVE = 2.0**-44
MARGIN_PATTERNS = int(2**52 * _RELATIVE)
"""The same in float64 patterns above a power of two; below it they are half as far apart."""
STAKE = (ULP_EDGES[0] - BOUND_ULP) / 2
"""Up to this error, right up to a factor of 2, a reference beside a power of two has nothing at stake."""
_OVERFLOW = overflow_threshold(FLOAT32_FORMAT)
_NORMAL = FLOAT32_FORMAT.smallest_normal * (1 - _RELATIVE)


def flushes(exact: Float64s) -> bool:
    """True if all references are clearly below the normal range, where a zero is right for a backend that flushes."""
    return bool(np.abs(exact).max() < _NORMAL * (1 - _RELATIVE))


def clear_of_powers(smallest: float, largest: float) -> bool:
    """True if no reference between two positive numbers can be near a power of two."""
    power = 2.0 ** np.floor(np.log2(smallest))
    return smallest > power * (1 + _RELATIVE) and largest < 2 * power * (1 - _RELATIVE)


def first_with_jump(least: float) -> float:
    """The least reference at which the ulp of max(|f|, least) may jump."""
    return max(_NORMAL, 1.5 * least)


def near_jumps(exact: Float64s, least: float = 0.0) -> Indices:
    """Indices of the references within 2**-44 of a power of two in the normal range, or of the overflow threshold.

    Where the ulp is that of max(|f|, least), there is no jump up to `least`.
    """
    margin = np.uint64(MARGIN_PATTERNS)
    magnitude = np.abs(exact)
    fraction = magnitude.view(np.uint64) + margin
    fraction &= np.uint64((1 << 52) - 1)
    powers = np.flatnonzero(fraction <= 2 * margin)
    powers = powers[(magnitude[powers] >= first_with_jump(least)) & (magnitude[powers] < _OVERFLOW)]
    return np.concatenate([powers, np.flatnonzero(np.abs(magnitude - _OVERFLOW) <= _RELATIVE * _OVERFLOW)])


def above_power(exact: Float64s) -> NDArray[np.bool_]:
    """Mask of the references near a power of two that are at or above it, where the ulp is the larger one."""
    return np.abs(exact).view(np.uint64) & np.uint64((1 << 52) - 1) < np.uint64(1 << 51)


def sides_matter(exact: Float64s, errors: Float64s) -> NDArray[np.bool_]:
    """Mask of the references near a jump that need mpmath, given the errors that the filter found.

    At a power of two the error is right up to a factor of 2, so below half of the first edge nothing is at stake. At
    the overflow threshold and at the smallest normal number it may be 0 on one side: these always need it.
    """
    magnitude = np.abs(exact)
    ends = (magnitude < 2 * _NORMAL * (1 - _RELATIVE)) | (magnitude > 2.0**FLOAT32_FORMAT.e_max * (1 + _RELATIVE))
    return ends | (errors > STAKE)

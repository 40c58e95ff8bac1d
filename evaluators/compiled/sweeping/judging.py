"""Errors of a block of results in one pass: the reference by Horner's rule, the error in ulp, counts beside edges, order.

A block is taken in strips that stay in the first-level cache. Every operation is one rounding as NumPy makes it, so that
evaluators/sweep/measured.py gives the same bits without this file. Numbers that are not negative are compared as integers,
whose order is the same: a maximum of integers becomes vector code without leave to reorder, and nan is above all.
"""

import numpy as np

from evaluators.compiled.cache import inlined, strict

STRIP = 512
STEPS = np.arange(STRIP, dtype=np.float64)

_SIGN_OFF = 0x7FFFFFFFFFFFFFFF
_FRACTION = (1 << 52) - 1
_EXPONENT = 0x7FF0000000000000


@inlined
def _by_one_ulp(got, exact, inverse, errors):
    for i in range(len(got)):
        errors[i] = abs(np.float64(got[i]) - exact[i]) * inverse


@inlined
def _by_each_ulp(got, exact, metric, errors):
    patterns, inverses = exact.view(np.int64), errors.view(np.int64)
    low, high, whole = metric[2], metric[3], metric[4]
    for i in range(len(got)):
        inverses[i] = whole - min(max(patterns[i] & _EXPONENT, low), high)
    for i in range(len(got)):
        errors[i] *= abs(np.float64(got[i]) - exact[i])


@inlined
def _near_a_power(exact, metric):
    """Number of references beside a power of two."""
    patterns, near = exact.view(np.int64), 0
    margin, least = metric[5], metric[6]
    for i in range(len(exact)):
        size = patterns[i] & _SIGN_OFF
        near += ((size + margin) & _FRACTION <= 2 * margin) & (size >= least)
    return near


@strict
def _scaled(got, exact, metric, errors):
    """Errors of a strip; False where a reference is not ordinary or beside a jump of the metric."""
    patterns = exact.view(np.int64)
    smallest, largest = np.int64(_SIGN_OFF), np.int64(0)
    for i in range(len(exact)):
        size = patterns[i] & _SIGN_OFF
        smallest, largest = min(smallest, size), max(largest, size)
    if smallest < metric[0] or largest >= metric[1]:
        return False
    margin = metric[5]
    if smallest >> 52 == largest >> 52 and smallest & _FRACTION > margin and largest & _FRACTION < _FRACTION - margin:
        field = metric[4] - min(max(smallest & _EXPONENT, metric[2]), metric[3])
        errors.view(np.int64)[0] = field
        inverse = errors[0]
        _by_one_ulp(got, exact, inverse, errors)
        return True
    if _near_a_power(exact, metric) > 0:
        return False
    _by_each_ulp(got, exact, metric, errors)
    return True


@inlined
def _horner(coefficients, shift, steps, exact):
    c0, c1, c2, c3, c4 = coefficients[0], coefficients[1], coefficients[2], coefficients[3], coefficients[4]
    for i in range(len(exact)):
        t = steps[i] + shift
        exact[i] = (((c4 * t + c3) * t + c2) * t + c1) * t + c0


@inlined
def _count(patterns, limits, largest, counts):
    """Add the errors that may be above each edge, and those that are."""
    for k in range(len(limits)):
        low, high = limits[k, 0], limits[k, 1]
        if largest <= low:
            break
        possible, certain = 0, 0
        for i in range(len(patterns)):
            possible += patterns[i] > low
            certain += patterns[i] > high
        counts[2 * k] += possible
        counts[2 * k + 1] += certain


@inlined
def _falls(got, descending):
    falls = 0
    if descending:
        for i in range(len(got) - 1):
            falls += got[i + 1] > got[i]
    else:
        for i in range(len(got) - 1):
            falls += got[i + 1] < got[i]
    return falls


@strict
def measure(got, coefficients, inverses, exact, steps, errors, metric, limits, descending, counts):
    """Errors of a block's results in ulp, written to `errors`, and counts of them; False where they want the general metric.

    Args:
        got: float32 results, a multiple of STRIP.
        coefficients: Of polynomials over cells of equal length, a row each from the constant on; none where `exact` is given.
        inverses: 1 / ulp throughout each cell; 0 where it is not one number.
        exact: References; written where there are coefficients.
        steps: STEPS.
        errors: Written.
        metric: As `MetricWords.words` gives it.
        limits: For each edge, patterns of the error above which one may be above it, and of that above which it is.
        descending: Whether the results should fall.
        counts: Written: for each edge how many may be above and how many are; then steps against the order; then the
            pattern of the largest error.
    """
    length, edges = len(got), len(limits)
    counts[:] = 0
    cells = len(coefficients)
    cell_length = length // max(1, cells)
    strip = min(STRIP, cell_length)
    for lo in range(0, length, strip):
        hi = lo + strip
        some, true, off = got[lo:hi], exact[lo:hi], errors[lo:hi]
        inverse = 0.0
        if cells:
            cell = lo // cell_length
            _horner(coefficients[cell], np.float64(lo - cell * cell_length) - (cell_length - 1) / 2, steps, true)
            inverse = inverses[cell]
        if inverse > 0.0:
            _by_one_ulp(some, true, inverse, off)
        elif not _scaled(some, true, metric, off):
            return False
        patterns, largest = off.view(np.int64), np.int64(0)
        for i in range(strip):
            largest = max(largest, patterns[i])
        if largest >= metric[7]:
            return False
        _count(patterns, limits, largest, counts)
        counts[2 * edges] += _falls(got[max(lo - 1, 0) : hi], descending)
        counts[2 * edges + 1] = max(counts[2 * edges + 1], largest)
    return True

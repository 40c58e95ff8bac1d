"""Errors of a stretch of results in one pass: the reference by Horner's rule, the error in ulp, counts beside edges, order.

A stretch is taken in strips that stay in the first-level cache; what is kept of an element is whether its error is among the
largest or beside an edge. Every operation is one rounding as NumPy makes it, so that evaluators/sweep/measured.py gives the
same bits without this file. Numbers that are not negative are compared as integers, whose order is the same: a maximum of
integers becomes vector code without leave to reorder, and nan is above all.
"""

import numpy as np

from evaluators.compiled.cache import inlined, strict

STRIP = 512
STEPS = np.arange(STRIP, dtype=np.float64)

_SIGN_OFF = 0x7FFFFFFFFFFFFFFF
_FRACTION = (1 << 52) - 1
_EXPONENT = 0x7FF0000000000000
_MORE = 1 + 2.0**-40
"""Factor of a sum, so that its roundings cannot make it too small."""


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
def _sides_matter(exact, errors, metric):
    """Number of references beside a power of two whose side matters: their error, or twice it, may be above the first edge."""
    patterns, off, matter = exact.view(np.int64), errors.view(np.int64), 0
    margin, least, stake = metric[5], metric[6], metric[8]
    for i in range(len(exact)):
        size = patterns[i] & _SIGN_OFF
        matter += ((size + margin) & _FRACTION <= 2 * margin) & (size >= least) & (off[i] > stake)
    return matter


@inlined
def _share_a_binade(smallest, largest, metric):
    """True if no reference between two patterns can be in another binade, or beside one."""
    margin = metric[5]
    same = smallest >> 52 == largest >> 52
    return same and smallest & _FRACTION > margin and largest & _FRACTION < _FRACTION - margin


@inlined
def _inverse_field(size, metric):
    return metric[4] - min(max(size & _EXPONENT, metric[2]), metric[3])


@strict
def _scaled(got, exact, metric, errors):
    """Errors of a strip; False where a reference is not ordinary, or beside a jump of the metric where the side matters."""
    patterns = exact.view(np.int64)
    smallest, largest = np.int64(_SIGN_OFF), np.int64(0)
    for i in range(len(exact)):
        size = patterns[i] & _SIGN_OFF
        smallest, largest = min(smallest, size), max(largest, size)
    if smallest < metric[0] or largest >= metric[1]:
        return False
    if _share_a_binade(smallest, largest, metric):
        errors.view(np.int64)[0] = _inverse_field(smallest, metric)
        inverse = errors[0]
        _by_one_ulp(got, exact, inverse, errors)
        return True
    _by_each_ulp(got, exact, metric, errors)
    return _sides_matter(exact, errors, metric) == 0


@inlined
def _horner(coefficients, shift, steps, exact):
    c0, c1, c2, c3, c4 = coefficients[0], coefficients[1], coefficients[2], coefficients[3], coefficients[4]
    for i in range(len(exact)):
        t = steps[i] + shift
        exact[i] = (((c4 * t + c3) * t + c2) * t + c1) * t + c0


@inlined
def _by_cell(got, coefficients, shift, steps, inverse, errors):
    """Errors of a strip of a cell that shares a binade, the references never written."""
    c0, c1, c2, c3, c4 = coefficients[0], coefficients[1], coefficients[2], coefficients[3], coefficients[4]
    for i in range(len(got)):
        t = steps[i] + shift
        errors[i] = abs(np.float64(got[i]) - ((((c4 * t + c3) * t + c2) * t + c1) * t + c0)) * inverse


@strict
def inverse_throughout(coefficients, half, metric, scratch):
    """1 / ulp throughout a cell, by a bound on its polynomial; 0 where its references may not share a binade, or be ordinary."""
    reach, power, middle = 0.0, 1.0, abs(coefficients[0])
    for k in range(1, len(coefficients)):
        power *= half
        reach += abs(coefficients[k]) * power
    reach = (reach + 2.0**-50 * middle) * _MORE
    scratch[0], scratch[1] = middle - reach, middle + reach
    if not scratch[0] > 0.0:
        return 0.0
    patterns = scratch.view(np.int64)
    smallest, largest = patterns[0], patterns[1]
    if smallest < metric[0] or largest >= metric[1] or not _share_a_binade(smallest, largest, metric):
        return 0.0
    patterns[0] = _inverse_field(smallest, metric)
    return scratch[0]


@inlined
def _keep(patterns, low, high, first, edge, found, errors_found, count):
    """Note the places and errors between two patterns; those beyond the room for them are counted alone."""
    for i in range(len(patterns)):
        if low < patterns[i] <= high:
            if count < len(found):
                found[count, 0], found[count, 1] = first + i, edge
                errors_found[count] = patterns[i]
            count += 1
    return count


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


@inlined
def _largest(patterns):
    largest = np.int64(0)
    for i in range(len(patterns)):
        largest = max(largest, patterns[i])
    return largest


@inlined
def _count(patterns, limits, largest, first, counts, found, errors_found, kept):
    """Add the errors of a strip that may be above each edge, and those that are; note the places in doubt."""
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
        if possible > certain:
            kept = _keep(patterns, low, high, first, k, found, errors_found, kept)
    return kept


@strict
def measure(got, coefficients, exact, steps, scratch, metric, limits, floor, descending, counts, found, errors_found):
    """Counts of a stretch's errors in ulp, and the places that may matter; False where something wants the general metric.

    Args:
        got: float32 results, a multiple of STRIP.
        coefficients: Of polynomials over cells of equal length, a row each from the constant on; none where `exact` is given.
        exact: References where there are no coefficients.
        steps: STEPS.
        scratch: Three rows of STRIP.
        metric: As `metric_words` gives it.
        limits: For each edge, patterns of the error above which one may be above it, and of that above which it is.
        floor: Pattern of the error above which a place is kept for the list of the worst.
        descending: Whether the results should fall.
        counts: Written: for each edge how many may be above and how many are; then steps against the order; then the
            pattern of the largest error; then how many places were to be kept.
        found: Written: places kept, each with its edge; -1 for those above `floor`.
        errors_found: Written: patterns of their errors.
    """
    length, edges, kept = len(got), len(limits), 0
    counts[:] = 0
    cells = len(coefficients)
    cell_length = length // max(1, cells)
    strip, inverse = min(STRIP, cell_length), 0.0
    off, true = scratch[0][:strip], scratch[1][:strip]
    patterns = off.view(np.int64)
    for lo in range(0, length, strip):
        some = got[lo : lo + strip]
        if cells:
            cell = lo // cell_length
            within = lo - cell * cell_length
            shift = np.float64(within) - (cell_length - 1) / 2
            if within == 0:
                inverse = inverse_throughout(coefficients[cell], cell_length / 2, metric, scratch[2])
            if inverse > 0.0:
                _by_cell(some, coefficients[cell], shift, steps, inverse, off)
            else:
                _horner(coefficients[cell], shift, steps, true)
                if not _scaled(some, true, metric, off):
                    return False
        elif not _scaled(some, exact[lo : lo + strip], metric, off):
            return False
        largest = _largest(patterns)
        if largest >= metric[7]:
            return False
        kept = _count(patterns, limits, largest, lo, counts, found, errors_found, kept)
        if largest > floor:
            kept = _keep(patterns, floor, largest, lo, -1, found, errors_found, kept)
        counts[2 * edges] += _falls(got[max(lo - 1, 0) : lo + strip], descending)
        counts[2 * edges + 1] = max(counts[2 * edges + 1], largest)
    counts[2 * edges + 2] = kept
    return True

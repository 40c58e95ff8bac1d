"""Errors of a row of words against a target: the largest weighted error where a program is close, a mean distance where it is crude.

Maximum errors tell crude programs apart badly, and relative errors stop at 1 or have no end. A program none of whose errors
is above CRUDE has its largest error; another has CRUDE and more: the mean distance on the ordered line of floats, in binades,
or where small values do not count (absolute errors), the mean of log2(1 + error). Exact targets count wrong words, and
distance decides between equal counts.
"""

import math
from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.intrinsics import bits_of, from_bits

LINE, SIZE, WRONG = 0, 1, 2
"""Kinds of points: distance of crude programs on the line of floats, by size of the error, count of wrong words."""
CRUDE = 0.25
FURTHEST = 300.0
"""Binades, or powers of two of an error, beyond which one point counts no more."""
_BINADE = 2.0**-23


class Points(NamedTuple):
    """A target on a sample of words.

    Attributes:
        x: Words of the inputs, int32.
        f: The target, float64.
        w: Factor that turns a difference into the error.
        line: Places of the target's float32 words on the ordered line of floats.
        kind: LINE, SIZE or WRONG.
    """

    x: np.ndarray
    f: np.ndarray
    w: np.ndarray
    line: np.ndarray
    kind: int


@strict
def place_on_line(word):
    """Place of an int32 word on the ordered line of floats; both zeros at 0."""
    w = np.int64(word)
    return w if w >= 0 else -(w & np.int64(0x7FFFFFFF))


@strict
def crude_error(i, f, row, points):
    """CRUDE and a mean distance, for rows that are not close."""
    total = 0.0
    count = len(points.x)
    for j in range(count):
        if points.kind == LINE:
            distance = abs(place_on_line(i[row, j]) - points.line[j]) * _BINADE
        else:
            error = abs(np.float64(f[row, j]) - points.f[j]) * points.w[j]
            distance = math.log2(1.0 + error) if error <= 1e300 else FURTHEST
        total += min(distance, FURTHEST)
    return CRUDE + total / count


@strict
def wrong_words(i, row, points):
    """Share of wrong words, and in a ten-thousandth of it the mean logarithm of the distance; zeros are equal, NaN are equal."""
    wrong = 0
    total = 0.0
    count = len(points.x)
    for j in range(count):
        word = i[row, j]
        distance = abs(place_on_line(word) - points.line[j])
        nan = (word & np.int32(0x7FFFFFFF)) > np.int32(0x7F800000)
        if nan and points.f[j] != points.f[j]:
            distance = np.int64(0)
        if distance != 0:
            wrong += 1
            total += math.log2(1.0 + distance)
    return wrong / count + 1e-4 * total / count


@strict
def wrong_between(i, row, points, first, last):
    """Share of wrong words among points first..last - 1."""
    wrong = 0
    for j in range(first, last):
        word = i[row, j]
        nan = (word & np.int32(0x7FFFFFFF)) > np.int32(0x7F800000)
        if place_on_line(word) != points.line[j] and not (nan and points.f[j] != points.f[j]):
            wrong += 1
    return wrong / (last - first)


@strict
def row_error(i, f, row, points):
    """The error of a row of words."""
    if points.kind == WRONG:
        return wrong_words(i, row, points)
    worst = np.int64(0)  # bits of errors are in their order, NaN the last; a maximum of integers vectorises
    for j in range(len(points.x)):
        error = abs(np.float64(f[row, j]) - points.f[j]) * points.w[j]
        worst = max(worst, bits_of(error))
    largest = from_bits(worst)
    return largest if largest <= CRUDE else crude_error(i, f, row, points)


@strict
def row_residuals(f, row, points, out):
    """Signed errors of a row, whether all are finite."""
    good = True
    for j in range(len(points.x)):
        out[j] = (np.float64(f[row, j]) - points.f[j]) * points.w[j]
        good &= abs(out[j]) <= 1e100
    return good

"""Reference values of log |gamma| and of digamma between their poles: the reflection formulas in float64.

For x = -a, a >= 8, and f = a - rint(a), which is exact:

    log |gamma(-a)| = log(pi / (a |sin(pi f)|)) - log gamma(a)                                    DLMF 5.5.3
    log gamma(a) = (a - 1/2) log a - a + log(2 pi)/2 + sum of B_2k / (2k (2k - 1) a^(2k - 1))     DLMF 5.11.1
    digamma(-a) = log a + 1/(2 a) - sum of B_2k / (2k a^2k) + pi cot(pi f)                        DLMF 5.5.4, 5.11.2

Ten terms of the series leave less than 2^-55 from 8 on. Beside a zero terms of size 15 to 24 cancel, whose roundings add 2^-47
at most; elsewhere they are 2^-51 of the value. The targets' errors are counted in ulp(max(|f|, 1)), so that 2^-47 is 2^-24 ulp.
digamma's series leaves 2^-55 likewise; its cotangent is good to 2^-51 of itself or, beside its zero, to 2^-51.
"""

import math

import numpy as np
from numpy.typing import NDArray

from search_spaces.targets import DIGAMMA, Poles

Float64s = NDArray[np.float64]
Uint32s = NDArray[np.uint32]

_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798, -174611 / 330)
_SERIES = tuple(b / (2 * k * (2 * k - 1)) for k, b in enumerate(_BERNOULLI, 1))
_SLOPES = tuple(-b / (2 * k) for k, b in enumerate(_BERNOULLI, 1))
_HALF_LOG_2PI = math.log(2 * math.pi) / 2
_FAR, _TERMS_FAR = 64.0, 4
"""From here on the fifth term is below 2^-60."""
_STRETCH = 8192


class ReflectionFilter:
    """The float64 filter of log |gamma| or digamma for x <= -8."""

    def __init__(self, poles: Poles | None = None) -> None:
        digamma = poles is not None and poles.function == DIGAMMA
        self._function, self._series = (_cotangent, _SLOPES) if digamma else (_reflected, _SERIES)

    def block(self, start: int, out: Float64s) -> Float64s:
        """References of consecutive bit patterns of one binade of negative numbers."""
        for at in range(0, len(out), _STRETCH):
            part = out[at : at + _STRETCH]
            part[:] = self.reference(np.arange(start + at, start + at + len(part), dtype=np.uint32))
        return out

    def reference(self, bits: Uint32s) -> Float64s:
        """References of any inputs of this filter."""
        a = -bits.view(np.float32).astype(np.float64)
        far = a >= _FAR
        if far.all():
            return self._function(a, self._series[:_TERMS_FAR])
        out = self._function(a, self._series)
        out[far] = self._function(a[far], self._series[:_TERMS_FAR])
        return out


def _reflected(a: Float64s, coefficients: tuple[float, ...]) -> Float64s:
    sine = np.abs(np.sin(math.pi * (a - np.rint(a))))
    inverse = 1.0 / a
    series = _horner(inverse * inverse, coefficients)
    with np.errstate(divide="ignore"):
        pole = np.log(math.pi / sine)
    return pole - ((a + 0.5) * np.log(a) - a) - (_HALF_LOG_2PI + series * inverse)


def _cotangent(a: Float64s, coefficients: tuple[float, ...]) -> Float64s:
    fraction, inverse = a - np.rint(a), 1.0 / a
    square = inverse * inverse
    with np.errstate(divide="ignore"):
        pole = np.where(fraction == 0, np.nan, math.pi / np.tan(math.pi * fraction))
    return pole + np.log(a) + (0.5 * inverse + square * _horner(square, coefficients))


def _horner(square: Float64s, coefficients: tuple[float, ...]) -> Float64s:
    series = np.full(len(square), coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        series *= square
        series += coefficient
    return series

"""Reference values of log |gamma| between its poles: the reflection formula in float64.

For x = -a, a >= 8, and f = a - rint(a), which is exact:

    log |gamma(-a)| = log(pi / (a |sin(pi f)|)) - log gamma(a)                                    DLMF 5.5.3
    log gamma(a) = (a - 1/2) log a - a + log(2 pi)/2 + sum of B_2k / (2k (2k - 1) a^(2k - 1))     DLMF 5.11.1

Ten terms of the series leave less than 2^-55 from 8 on. Beside a zero terms of size 15 to 24 cancel, whose roundings add 2^-47
at most; elsewhere they are 2^-51 of the value. The target's errors are counted in ulp(max(|f|, 1)), so that 2^-47 is 2^-24 ulp.
"""

import math

import numpy as np
from numpy.typing import NDArray

Float64s = NDArray[np.float64]
Uint32s = NDArray[np.uint32]

_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798, -174611 / 330)
_SERIES = tuple(b / (2 * k * (2 * k - 1)) for k, b in enumerate(_BERNOULLI, 1))
_HALF_LOG_2PI = math.log(2 * math.pi) / 2
_FAR, _TERMS_FAR = 64.0, 4
"""From here on the fifth term is below 2^-60."""
_STRETCH = 8192


class ReflectionFilter:
    """The float64 filter of log |gamma| for x <= -8."""

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
            return _reflected(a, _SERIES[:_TERMS_FAR])
        out = _reflected(a, _SERIES)
        out[far] = _reflected(a[far], _SERIES[:_TERMS_FAR])
        return out


def _reflected(a: Float64s, coefficients: tuple[float, ...]) -> Float64s:
    sine = np.abs(np.sin(math.pi * (a - np.rint(a))))
    inverse = 1.0 / a
    square, series = inverse * inverse, np.full(len(a), coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        series *= square
        series += coefficient
    with np.errstate(divide="ignore"):
        pole = np.log(math.pi / sine)
    return pole - ((a + 0.5) * np.log(a) - a) - (_HALF_LOG_2PI + series * inverse)

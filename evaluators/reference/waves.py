"""Reference values where a function oscillates too fast for polynomials: exact reduction in float64, then a series.

A float32 is x = m 2^e with an integer |m| < 2^24, so its half turns are c x = m a modulo 2 with a = c 2^e modulo 2, one number a
binade, cut into a1 + a2 + a3: multiples of 2^-28 and of 2^-57 below 2 and below 2^-28, and the rest, rounded.

    m a1 and m a2 are exact (53 bits each), m a3 is off by 2^-86;
    n = rint(m a1 + shift + m a2), and m a1 + shift - n is exact, a multiple of 2^-28;
    F = (m a1 + shift - n + m a2) + m a3: the first sum is exact below 2^-4, and rounded to 2^-53 of itself above.

No float32 lies nearer than 2^-32 half turns to a zero of the functions in the table (tests/evaluators/reference/test_waves.py), so F is good
to 2^-51 of itself. sin(pi F) and cos(pi F) are series of Taylor, cut off below 2^-55, whose roundings add 2^-50 at most.
"""

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray

from search_spaces.targets import TANGENT, RealFunction, Waves

Float64s = NDArray[np.float64]
Uint32s = NDArray[np.uint32]

_STRETCH = 8192
"""Elements taken at a time: a handful of arrays of them stay in a second-level cache."""
_FIELDS = 255


_CONTEXT: Any = mpmath.MPContext()
_CONTEXT.prec = 400


def _series(first: int, count: int) -> tuple[float, ...]:
    """Coefficients of sin(pi F)/F (first = 1) or cos(pi F) (first = 0) in F^2."""
    powers = range(first, first + 2 * count, 2)
    return tuple(float((-1) ** (p // 2) * _CONTEXT.pi**p / _CONTEXT.factorial(p)) for p in powers)


_SINE_HALF = _series(1, 11)  # |F| <= 1/2: the next term is 2^-59 of the sum
_SINE_QUARTER = _series(1, 9)  # |F| <= 1/4: 2^-62
_COSINE_QUARTER = _series(0, 9)  # |F| <= 1/4: 2^-58


class WaveFilter:
    """The float64 filter of one target for |x| >= 2**from_log2."""

    def __init__(self, target: RealFunction) -> None:
        assert target.waves is not None
        self.waves = target.waves
        self.parts = np.array([_parts(self.waves, field) for field in range(_FIELDS)])
        self._compiled = None if self.waves.wave == TANGENT else _compiled_sine()

    def block(self, start: int, out: Float64s) -> Float64s:
        """References of consecutive bit patterns of one sign and binade."""
        field = start >> 23 & 255
        a1, a2, a3 = self.parts[field]
        first = float((start & 0x7FFFFF) | 0x800000)
        if self._compiled is not None:
            divisor = 2.0 ** (field - 150) * math.pi if self.waves.over_pi_x else 0.0
            parts, sign = (float(a1), float(a2), float(a3)), -1.0 if start >> 31 else 1.0
            self._compiled(first, sign, parts, float(self.waves.shift), _SINE_HALF, divisor, out)
            return out
        steps = np.arange(min(_STRETCH, len(out)), dtype=np.float64)
        for at in range(0, len(out), _STRETCH):
            part = out[at : at + _STRETCH]
            m = steps[: len(part)] + (first + at)
            if start >> 31:
                np.negative(m, out=m)
            self._values(m, (a1, a2, a3), 2.0 ** (field - 150), part)
        return out

    def reference(self, bits: Uint32s) -> Float64s:
        """References of any finite inputs of this filter."""
        field = (bits >> np.uint32(23) & np.uint32(255)).astype(np.intp)
        m = ((bits & np.uint32(0x7FFFFF)) | np.uint32(0x800000)).astype(np.float64)
        m = np.where(bits >> np.uint32(31), -m, m)
        out = np.empty(len(bits))
        self._values(m, tuple(self.parts[field].T), np.exp2(field - 150.0), out)
        return out

    def _values(self, m: Float64s, parts: Any, unit: Any, out: Float64s) -> None:
        n, turns = _reduced(m, parts, self.waves)
        if self.waves.wave == TANGENT:
            _tangent(n, turns, out)
        else:
            _polynomial(_SINE_HALF, turns, out)
            out *= turns
            out *= _alternating(n)
        if self.waves.over_pi_x:
            out /= m * (unit * math.pi)


def _compiled_sine() -> Callable[..., None] | None:
    """The compiled pass that gives the bits of `_values`, or None where numba is not here."""
    try:
        from evaluators.compiled.sweeping.waves import sine_wave
    except ImportError:
        return None
    return sine_wave


def _parts(waves: Waves, field: int) -> tuple[float, float, float]:
    """a1, a2, a3 of one binade; a quarter turn is the period's half where the wave is a tangent."""
    context = _CONTEXT
    a = waves.half_turns(context) * (2 if waves.wave == TANGENT else 1) * context.mpf(2) ** (max(field, 1) - 150)
    a -= 2 * context.floor(a / 2)
    a1 = context.ldexp(context.floor(context.ldexp(a, 28)), -28)
    a2 = context.ldexp(context.floor(context.ldexp(a - a1, 57)), -57)
    return float(a1), float(a2), float(a - a1 - a2)


def _reduced(m: Float64s, parts: Any, waves: Waves) -> tuple[Float64s, Float64s]:
    """n and the turns left, at most a half and a little."""
    a1, a2, a3 = parts
    high, low = m * a1, m * a2
    if waves.shift:
        high += waves.shift
    n = high + low
    np.rint(n, out=n)
    high -= n
    high += low
    np.multiply(m, a3, out=low)
    high += low
    return n, high


def _alternating(n: Float64s) -> Float64s:
    """(-1)^n, exactly."""
    half = n * 0.5
    half -= np.floor(half)
    half *= -4.0
    half += 1.0
    return half


def _polynomial(coefficients: tuple[float, ...], turns: Float64s, out: Float64s) -> None:
    square = turns * turns
    np.multiply(square, coefficients[-1], out=out)
    for coefficient in coefficients[-2:0:-1]:
        out += coefficient
        out *= square
    out += coefficients[0]


def _tangent(n: Float64s, turns: Float64s, out: Float64s) -> None:
    """tan(pi/2 (n + turns)): sin/cos of pi turns/2, or -cos/sin where n is odd."""
    half = turns * 0.5
    sine, cosine = np.empty_like(half), np.empty_like(half)
    _polynomial(_SINE_QUARTER, half, sine)
    sine *= half
    _polynomial(_COSINE_QUARTER, half, cosine)
    np.divide(sine, cosine, out=out)
    np.copyto(out, -1.0 / out, where=_alternating(n) < 0)

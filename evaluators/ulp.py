"""The ULP metric: one definition for the whole project.

The definition is that of JAX's published accuracy tables (docs/accuracy.md of jax):

    ulp(r)    = 2**(min(max(floor(log2|r|), e_min), e_max) - (p - 1))
    error     = |got - r| / ulp(r)
    overflow  : r with |r| >= 2**(e_max + 1) - ulp(largest)/2 stands at +-2**(e_max + 1), and so does an infinite `got`
    NaN       : against NaN 0, against a number inf
    ftz       : below 2**e_min against below 2**e_min scores 0; elsewhere (-2**e_min, 2**e_min) is contracted, linearly,
                so that -2**e_min, 0 and 2**e_min are one ulp apart
    least     : where a target says so, ulp(max(|r|, least)) takes the place of ulp(r)

Zeros of either sign are equal here: the sign of zero belongs to the exact table of special values.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_spaces.formats import FLOAT32_FORMAT, Format

Float64s = NDArray[np.float64]

_EXPONENT_MASK = np.uint64(0x7FF0000000000000)
_BIAS = 1023


def ulp_error(
    got: NDArray[Any], exact: Float64s, number_format: Format = FLOAT32_FORMAT, *, ftz: bool = False, least: float = 0.0
) -> Float64s:
    """Distance from `got` to `exact`, in units in the last place of `exact`.

    A correctly rounded result scores at most 0.5. One ulp is 2**(e - p + 1) in the binade [2**e, 2**(e + 1)) and
    2**(e_min - p + 1) below the normal range (Goldberg's definition; Muller, INRIA RR-5504, 2005). Overflow, NaN and
    flush-to-zero: see the module. `exact` is rounded to float64, which moves the error by at most 2**(p - 54) ulp.

    Args:
        got: Results, of the format's own dtype.
        exact: References of the same shape; infinite where |f| is beyond float64.
        number_format: The row of FORMATS that `got` is in; at most half of float64's significand.
        ftz: Whether results below the normal range are flushed to zero where `got` was computed.
        least: The ulp is that of a number of this size at least.

    Raises:
        TypeError: A dtype is not as annotated; a float64 `got` would hide the rounding error.
        ValueError: The shapes differ, or the format is too wide to be judged by float64 references.
    """
    _check(got, exact, number_format)
    limit = 2.0 ** (number_format.e_max + 1)
    with np.errstate(invalid="ignore", over="ignore"):
        got64 = np.clip(got.astype(np.float64), -limit, limit)
        reference = np.where(np.abs(exact) >= overflow_threshold(number_format), np.copysign(limit, exact), exact)
        error = _contracted(got64, reference, number_format) if ftz else np.abs(got64 - reference)
        error *= inverse_ulp(reference, number_format, least=least)
    either = np.isnan(got64) | np.isnan(reference)
    if either.any():
        error[either] = np.where(np.isnan(got64[either]) & np.isnan(reference[either]), 0.0, np.inf)
    return error


def overflow_threshold(number_format: Format) -> float:
    """Magnitude from which a reference rounds to infinity: 2**(e_max + 1) - ulp(largest) / 2."""
    return 2.0 ** (number_format.e_max + 1) - number_format.ulp(number_format.e_max) / 2.0


def inverse_ulp(
    exact: Float64s, number_format: Format = FLOAT32_FORMAT, out: Float64s | None = None, least: float = 0.0
) -> Float64s:
    """1 / ulp(max(|exact|, least)), exact powers of two; NaN counts as the top binade."""
    # The exponent field of 1 / 2**(e - p + 1) is (2*bias + p - 1) - (e + bias): one subtraction of bit patterns.
    fields = np.abs(exact, out=out).view(np.uint64)
    fields &= _EXPONENT_MASK
    low, high, whole = exponent_fields(number_format, least)
    np.clip(fields, low, high, out=fields)
    np.subtract(whole, fields, out=fields)
    return fields.view(np.float64)


def exponent_fields(number_format: Format, least: float = 0.0) -> tuple[np.uint64, np.uint64, np.uint64]:
    """Lowest and highest exponent field of numbers whose ulp counts, and the field that minus another is that of 1 / ulp."""
    smallest = number_format.e_min if least == 0.0 else max(number_format.e_min, math.frexp(least)[1] - 1)
    exponents = smallest + _BIAS, number_format.e_max + _BIAS, 2 * _BIAS + number_format.significand - 1
    low, high, whole = (np.uint64(e << 52) for e in exponents)
    return low, high, whole


def ordinary_range(number_format: Format = FLOAT32_FORMAT) -> tuple[float, float]:
    """The references for which `ordinary_ulp_error` may be used: one binade clear of the ends of the normal range."""
    return 2.0 ** (number_format.e_min + 1), 2.0**number_format.e_max


def ordinary_ulp_error(got: NDArray[Any], exact: Float64s, inverse: Float64s | float, out: Float64s) -> Float64s:
    """The same number as `ulp_error`, four passes in place, for references in `ordinary_range`.

    `inverse` is inverse_ulp(exact). It holds where the outcome is below 2**(p - 2): then |got - exact| < |exact| / 2, so
    `got` is finite, normal and of the same sign, and neither overflow nor flush-to-zero can enter. The caller checks
    the maximum (a NaN fails the comparison) and calls `ulp_error` otherwise.
    """
    np.copyto(out, got)
    np.subtract(out, exact, out=out)
    np.abs(out, out=out)
    return np.multiply(out, inverse, out=out)


def scalar_ulp_error(
    got: float, exact: Any, number_format: Format = FLOAT32_FORMAT, *, ftz: bool = False, least: float = 0.0
) -> Any:
    """The metric for one result against an mpmath reference, in the precision of the reference.

    Args:
        got: A number of the format, or inf or nan.
        exact: An mpf (inf and nan allowed).
        number_format: The row of FORMATS that `got` is in.
        ftz: As in `ulp_error`.
        least: As in `ulp_error`.
    """
    context = exact.context
    value = context.mpf(got)
    if context.isnan(value) or context.isnan(exact):
        return context.zero if context.isnan(value) and context.isnan(exact) else context.inf
    limit, smallest = context.mpf(2) ** (number_format.e_max + 1), number_format.smallest_normal
    value = max(min(value, limit), -limit)
    if abs(exact) >= overflow_threshold(number_format):
        exact = limit if exact > 0 else -limit
    # mpmath's frexp has 1/2 <= m < 1, so floor(log2|r|) is one less.
    size = max(abs(exact), context.mpf(least))
    exponent = context.frexp(size)[1] - 1 if size else number_format.e_min
    ulp = number_format.ulp(int(exponent))
    if ftz:
        if abs(value) < smallest and abs(exact) < smallest:
            return context.zero
        value, exact = (_contract_scalar(v, number_format) for v in (value, exact))
    return abs(value - exact) / ulp


def _contract_scalar(value: Any, number_format: Format) -> Any:
    smallest, last = number_format.smallest_normal, number_format.ulp(number_format.e_min)
    if abs(value) < smallest:
        return value * (last / smallest)
    return value - (smallest - last) if value > 0 else value + (smallest - last)


def _contracted(got: Float64s, exact: Float64s, number_format: Format) -> Float64s:
    smallest, last = number_format.smallest_normal, number_format.ulp(number_format.e_min)
    shrunk = [
        np.where(np.abs(v) < smallest, v * (last / smallest), v - np.copysign(smallest - last, v)) for v in (got, exact)
    ]
    error = np.abs(shrunk[0] - shrunk[1])
    error[(np.abs(got) < smallest) & (np.abs(exact) < smallest)] = 0.0
    return error


def _check(got: NDArray[Any], exact: Float64s, number_format: Format) -> None:
    if got.dtype.name != number_format.name:
        raise TypeError(f"results are {got.dtype.name}, the format is {number_format.name}: pass results unconverted")
    if exact.dtype != np.float64:
        raise TypeError(f"references are {exact.dtype.name}; they must be float64")
    if got.shape != exact.shape:
        raise ValueError(f"results have shape {got.shape}, references {exact.shape}: pass one reference a result")
    if number_format.significand > 26:
        raise ValueError(f"{number_format.name} is too wide for float64 references; use scalar_ulp_error")

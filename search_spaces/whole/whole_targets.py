"""Targets of whole kernels: rows of the target table, 1/x and conversions, each with a domain of float32 and a kind of error.

A domain is a union of closed intervals of float32 ends. The references here are NumPy functions of float32 inputs, exact to
float64; those of rows of the target table are the oracle's (evaluators/reference).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Intervals = tuple[tuple[float, float], ...]

RELATIVE, ULP, ABSOLUTE, MIXED, WRONG = "relative", "ulp", "absolute", "mixed", "wrong"
ERRORS = (RELATIVE, ULP, ABSOLUTE, MIXED, WRONG)
LEAST, MOST = 2.0**-126, float(np.finfo(np.float32).max)
INF = float("inf")
POSITIVE_NORMALS: Intervals = ((LEAST, MOST),)
NORMALS: Intervals = ((-MOST, -LEAST), (LEAST, MOST))
FINITE: Intervals = ((-MOST, MOST),)
ALL: Intervals = ((-INF, INF),)
BELOW_128 = float(np.nextafter(np.float32(128.0), np.float32(0.0)))


@dataclass(frozen=True)
class Narrow:
    """A format that float32 is rounded to, nearest even.

    Attributes:
        significand: Bits of the significand with the hidden one.
        least_exponent: Of the smallest normal number.
        largest: Largest finite value.
        beyond: What a larger rounded value becomes: infinity, NaN, or `largest`.
        inf: What infinity becomes, of the same three.
    """

    significand: int
    least_exponent: int
    largest: float
    beyond: float
    inf: float

    def __call__(self, x: Float32s) -> Float64s:
        """The values of the format nearest to float32 values."""
        size = np.abs(x).astype(np.float64)
        with np.errstate(all="ignore"):
            _, exponent = np.frexp(size)
            unit = np.ldexp(1.0, np.maximum(exponent - 1, self.least_exponent) - (self.significand - 1))
            rounded = np.rint(size / unit) * unit
        rounded = np.where(rounded > self.largest, self.beyond, rounded)
        rounded = np.where(np.isinf(size), self.inf, rounded)
        return np.copysign(np.where(np.isnan(size), np.nan, rounded), x)

    @property
    def normals(self) -> Intervals:
        """Values that are normal in the format, up to the largest."""
        least = 2.0**self.least_exponent
        return ((-self.largest, -least), (least, self.largest))


NAN = float("nan")
# fmt: off
NARROW: dict[str, Narrow] = {
    #                       bits  least  largest               beyond  infinity
    "to_bfloat16":   Narrow(8,    -126,  float.fromhex("0x1.fep+127"), INF, INF),
    "to_float16":    Narrow(11,   -14,   65504.0,              INF,    INF),
    "to_e4m3fn":     Narrow(4,    -6,    448.0,                NAN,    NAN),
    "to_e4m3fn_sat": Narrow(4,    -6,    448.0,                448.0,  448.0),
    "to_e5m2":       Narrow(3,    -14,   57344.0,              INF,    INF),
    "to_e2m1":       Narrow(2,    0,     6.0,                  6.0,    6.0),
}
# fmt: on


def reciprocal(x: Float32s) -> Float64s:
    """1 / x in float64."""
    with np.errstate(divide="ignore"):
        return 1.0 / x.astype(np.float64)


@dataclass(frozen=True)
class Posed:
    """Default domain of a kernel, and the kind of error it is judged by."""

    domain: Intervals
    error: str


# fmt: off
DEFAULTS: dict[str, Posed] = {
    "rsqrt":    Posed(POSITIVE_NORMALS,                                 RELATIVE),
    "recip":    Posed(((-(2.0**126), -LEAST), (LEAST, 2.0**126)),       RELATIVE),
    "exp2":     Posed(((-126.0, BELOW_128),),                           RELATIVE),
    "log2":     Posed(POSITIVE_NORMALS,                                 MIXED),
    "log":      Posed(POSITIVE_NORMALS,                                 MIXED),
    "exp":      Posed(((-87.0, float(np.float32(88.7))),),              RELATIVE),
    "sin":      Posed(((-100.0, 100.0),),                               ABSOLUTE),
    "cbrt":     Posed(NORMALS,                                          RELATIVE),
    "tanh":     Posed(FINITE,                                           ABSOLUTE),
    "logistic": Posed(FINITE,                                           ABSOLUTE),
}
# fmt: on
OWN_REFERENCES: dict[str, Callable[[Float32s], Float64s]] = {"recip": reciprocal, **NARROW}
INPUTS = ("normal", "finite", "all")


def default_posed(name: str) -> Posed:
    """Domain and error of a target where nothing else is said: the whole line and relative error, exactness for conversions."""
    if name in NARROW:
        return Posed(FINITE, WRONG)
    return DEFAULTS.get(name, Posed(FINITE, RELATIVE))


def inputs_of(name: str, inputs: str) -> Intervals:
    """The inputs that `normal`, `finite` or `all` name for a conversion.

    Raises:
        ValueError: The name is none of the three.
    """
    if inputs not in INPUTS:
        raise ValueError(f"inputs is {inputs!r}; allowed: {', '.join(INPUTS)}.")
    if inputs == "normal":
        return NARROW[name].normals if name in NARROW else NORMALS
    return FINITE if inputs == "finite" else ALL

"""Pairs of float32 on which a function of two arguments is measured: the same seed and number, the same pairs.

Pairs come in chunks, each of one stratum and each with a generator of its own, so that any of them can be made again alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Pairs = tuple[Float32s, Float32s]

CHUNK = 1 << 20
LARGEST, SMALLEST = 127.0, -126.0
"""Exponents of the largest and the smallest binade that is normal."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One kind of pairs.

    Attributes:
        name: For the header of a file.
        draw: So many pairs.
        chunks: How many chunks of a sample are of it.
    """

    name: str
    draw: Callable[[int, np.random.Generator], Pairs]
    chunks: int


def _as_float32(first: Float64s, second: Float64s) -> Pairs:
    with np.errstate(over="ignore", under="ignore"):
        return first.astype(np.float32), second.astype(np.float32)


def _signed(sizes: Float64s, rng: np.random.Generator) -> Float64s:
    return np.where(rng.integers(0, 2, len(sizes)) == 1, sizes, -sizes)


def _with_quotient(quotient: Float64s, rng: np.random.Generator) -> Pairs:
    """Pairs of a quotient, given by its logarithm, in every quadrant, the larger number anywhere it can be."""
    low = np.maximum(SMALLEST, SMALLEST - np.minimum(quotient, 0))
    high = LARGEST - np.maximum(quotient, 0)
    second = low + np.maximum(high - low, 0) * rng.random(len(quotient))
    return _as_float32(_signed(np.exp2(quotient + second), rng), _signed(np.exp2(second), rng))


def _angles(count: int, rng: np.random.Generator) -> Pairs:
    angle, size = rng.uniform(-np.pi, np.pi, count), np.exp2(rng.uniform(SMALLEST + 6, LARGEST, count))
    return _as_float32(size * np.sin(angle), size * np.cos(angle))


def _binades(count: int, rng: np.random.Generator) -> Pairs:
    return _with_quotient(rng.uniform(SMALLEST - 24, -SMALLEST + 24, count), rng)


def _near_axes(count: int, rng: np.random.Generator) -> Pairs:
    return _with_quotient(_signed(rng.uniform(1, 30, count), rng), rng)


def _near_equal(count: int, rng: np.random.Generator) -> Pairs:
    x = np.exp2(rng.uniform(SMALLEST + 1, LARGEST - 1, count)).astype(np.float32)
    beside = (x.view(np.int32) + rng.integers(-64, 65, count, dtype=np.int32)).view(np.float32)
    return _as_float32(_signed(beside.astype(np.float64), rng), _signed(x.astype(np.float64), rng))


def _ends(count: int, rng: np.random.Generator) -> Pairs:
    """Both numbers in the last binades, or both in the first ones and below."""
    size = np.where(rng.integers(0, 2, (2, count)) == 1, LARGEST, SMALLEST - 3) + rng.uniform(-2, 1, (2, count))
    first, second = np.exp2(size)
    return _as_float32(_signed(first, rng), _signed(second, rng))


def _patterns(count: int, rng: np.random.Generator) -> Pairs:
    """Any two bit patterns, but for nan, which is a special value."""
    first, second = rng.integers(0, 2**32, (2, count), dtype=np.uint32).view(np.float32)
    return np.where(np.isnan(first), np.float32(1), first), np.where(np.isnan(second), np.float32(1), second)


# fmt: off
STRATA = (
    #       name                                              draw         chunks
    Stratum("even angles",                                    _angles,     32),
    Stratum("every binade of the quotient",                   _binades,    12),
    Stratum("quotients down to 2^-30 and up to 2^30",         _near_axes,  8),
    Stratum("within 64 ulp of the diagonals",                 _near_equal, 4),
    Stratum("the ends of the range, subnormals among them",   _ends,       4),
    Stratum("any bit patterns",                               _patterns,   4),
)
# fmt: on
CHUNKS = sum(stratum.chunks for stratum in STRATA)
PAIRS = CHUNKS * CHUNK


def pairs(chunk: int, seed: int) -> Pairs:
    """The pairs of one chunk of a sample."""
    kinds = [stratum for stratum in STRATA for _ in range(stratum.chunks)]
    return kinds[chunk].draw(CHUNK, np.random.default_rng([seed, chunk]))

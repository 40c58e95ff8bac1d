"""Words of a domain of float32, in the order of the float line."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search_spaces.whole.whole_targets import Intervals


def places_of(x: NDArray[np.float32]) -> NDArray[np.int64]:
    """Places of float32 values on the ordered line: -1 for -0, 0 for 0, neighbours one apart."""
    word = x.view(np.int32).astype(np.int64)
    return np.where(word >= 0, word, -(word & 0x7FFFFFFF) - 1)


def values_at(places: NDArray[np.int64]) -> NDArray[np.float32]:
    """The float32 at places on the line."""
    words = np.where(places >= 0, places, 0x80000000 - places - 1)
    return words.astype(np.uint32).view(np.float32)


@dataclass(frozen=True)
class Domain:
    """A union of intervals of places on the line, both ends counted.

    Raises:
        ValueError: It holds no float32.
    """

    spans: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        if not self.spans or any(low > high for low, high in self.spans):
            raise ValueError(f"the domain holds no float32: {self.spans}. Give two ends, the lower first.")

    @property
    def count(self) -> int:
        """Inputs."""
        return sum(high - low + 1 for low, high in self.spans)

    def at(self, ranks: NDArray[np.int64]) -> NDArray[np.float32]:
        """Inputs by their rank in the domain."""
        out = np.empty(ranks.shape, np.int64)
        first = 0
        for low, high in self.spans:
            inside = (ranks >= first) & (ranks < first + high - low + 1)
            out[inside] = ranks[inside] - first + low
            first += high - low + 1
        return values_at(out)

    def holds(self, x: NDArray[np.float32]) -> NDArray[np.bool_]:
        """True for each value that lies in the domain."""
        places = places_of(x)
        inside = np.zeros(x.shape, np.bool_)
        for low, high in self.spans:
            inside |= (places >= low) & (places <= high)
        return inside & ~np.isnan(x)

    def ends(self) -> NDArray[np.float32]:
        """Both ends of each interval, and both zeros where they lie inside."""
        ends = values_at(np.array([end for span in self.spans for end in span], np.int64))
        zeros = np.array([0.0, -0.0], np.float32)
        return np.concatenate([ends, zeros[self.holds(zeros)]])


def domain_of(intervals: Intervals | Sequence[tuple[float, float]]) -> Domain:
    """The domain of intervals of real ends: each end is rounded into its interval.

    Raises:
        ValueError: An interval holds no float32.
    """
    spans = []
    for low, high in intervals:
        with np.errstate(over="ignore"):
            first, last = np.float32(low), np.float32(high)
        if float(first) < low:
            first = np.nextafter(first, np.float32(np.inf))
        if float(last) > high:
            last = np.nextafter(last, np.float32(-np.inf))
        if not float(first) <= float(last):
            raise ValueError(f"the domain [{low}, {high}] holds no float32. Give two ends, the lower first.")
        if first == 0.0:
            first = np.float32(-0.0)
        if last == 0.0:
            last = np.float32(0.0)
        spans.append(tuple(int(p) for p in places_of(np.array([first, last], np.float32))))
    return Domain(tuple(spans))

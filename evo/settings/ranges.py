"""The numbers of a campaign: from where to where each may be, and why not further. One row a field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search_spaces.visible import shown


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`.

    Attributes:
        low: The least, or where `above`, what all must be above.
        high: The largest.
        allowed: The same in words, with the reason for the end that somebody might want to pass.
        above: Whether `low` itself is outside.
    """

    low: float
    high: float
    allowed: str
    above: bool = False

    def __contains__(self, value: float) -> bool:
        """True if a number is inside; NaN never is."""
        return (self.low < value if self.above else self.low <= value) and value <= self.high


MOST_COUNT = 10**15
"""Counts are 64-bit integers, and islands' counts are added: 10**15 programs are 4,500 years of a core."""
_COUNT = "an integer above 0, at most 10**15: no machine lives to count further"
_SHARE = Range(0.0, 1.0, "a probability, 0 to 1")
_STEPS = Range(0, 10_000, "an integer, 0 to 10,000: a fit has converged long before")

# fmt: off
CAMPAIGN_RANGES: dict[str, Range] = {
    "minutes":              Range(0, 5_270_400, "a number above 0, at most 5,270,400: ten years", above=True),
    "evaluations":          Range(1, MOST_COUNT, _COUNT),
    "max_ops":              Range(1, 32, "1 to 32"),
    "islands":              Range(1, 10_000, "an integer above 0, at most 10,000: each is megabytes of every checkpoint"),
    "epoch_evaluations":    Range(1, 10**7, "an integer above 0, at most 10,000,000: half an hour, lost with a worker that dies"),
    "workers":              Range(1, 100_000, "an integer above 0, at most 100,000: no driver keeps more busy"),
    "seed":                 Range(0, 2**63 - 1, "an integer from 0 to 2**63 - 1"),
    "classical_operations": Range(0, MOST_COUNT, "an integer from 0, at most 10**15: no machine lives to count further"),
}
POPULATION_RANGES: dict[str, Range] = {
    "slots":         Range(1, 10**6, "an integer above 0, at most 1,000,000: a program takes a kilobyte, and a tournament sees few"),
    "elites":        Range(1, 10_000, "an integer above 0, at most 10,000: all of them are ranked after every epoch"),
    "tournament":    Range(1, 10_000, "an integer above 0, at most 10,000: so many draws for every parent"),
    "elite_parents": _SHARE,
    "second_move":   _SHARE,
    "refit":         _SHARE,
    "max_cost":      Range(1, 1000, "an integer above 0, at most 1,000: the costliest kernel of 32 operations is far below"),
    "enough":        Range(0.0, 1e30, "a number from 0 to 1e30"),
    "memory_bits":   Range(2, 28, "an integer, 2 to 28: 2**28 hashes are 2 GiB an island"),
    "patience":      Range(1, MOST_COUNT, _COUNT),
    "isolation":     Range(1, MOST_COUNT, _COUNT),
}
FIT_RANGES: dict[str, Range] = {
    "steps":         _STEPS,
    "bars":          Range(0, 1e300, "a number above 0, at most 1e300", above=True),
    "elite_steps":   _STEPS,
    "valley_steps":  _STEPS,
    "lawson_rounds": _STEPS,
    "limit":         Range(0, 1e100, "a number above 0, at most 1e100: squares of larger constants overflow float64", above=True),
}
# fmt: on
WEIGHT_RANGE = Range(0.0, 1e30, "a number from 0 to 1e30")
"""Of a variation."""


def require_ranges(value: Any, table: Mapping[str, Range], prefix: str = "") -> None:
    """Refuse a number, or a number of a tuple, outside the range of its field; None is no number.

    Raises:
        ValueError: With the field, what was given and what is allowed.
    """
    for name, allowed in table.items():
        given = getattr(value, name)
        numbers = given if isinstance(given, tuple) else () if given is None else (given,)
        if not all(number in allowed for number in numbers):
            raise ValueError(f"{prefix}{name} is {shown(given)}; allowed: {allowed.allowed}")

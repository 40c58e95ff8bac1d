"""The target table: one row a function, everything the project knows about it."""

import math
from collections.abc import Collection
from typing import NoReturn

from search_spaces.functions import (
    activations,
    bessel,
    exponential,
    inverse,
    logarithmic,
    special,
    trigonometric,
)
from search_spaces.functions.row import (
    ABSOLUTE,
    ARITHMETIC,
    CLAMP,
    DIGAMMA,
    EVEN,
    LOG_GAMMA,
    NAN,
    NO_PARITY,
    ODD,
    OUTSIDE,
    RELATIVE,
    SINE,
    TANGENT,
    ULP,
    Poles,
    RealFunction,
    Target,
    Waves,
)
from search_spaces.suggestions import hint
from search_spaces.visible import shown

__all__ = [
    "ABSOLUTE",
    "ARITHMETIC",
    "CLAMP",
    "DIGAMMA",
    "EVEN",
    "LOG_GAMMA",
    "NAN",
    "NO_PARITY",
    "ODD",
    "OUTSIDE",
    "RELATIVE",
    "SINE",
    "TANGENT",
    "TARGETS",
    "ULP",
    "Poles",
    "RealFunction",
    "Target",
    "Waves",
    "find_target",
]

_FAMILIES = (
    activations,
    bessel,
    exponential,
    inverse,
    logarithmic,
    special,
    trigonometric,
)
_ROWS: tuple[Target, ...] = tuple(row for family in _FAMILIES for row in family.ROWS)
TARGETS: dict[str, Target] = {row.name: row for row in _ROWS}


def require_domain(domain: tuple[float, float]) -> None:
    """Refuse an empty, reversed or infinite domain.

    Raises:
        ValueError: With what was given.
    """
    low, high = domain
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"a domain is two finite numbers, low < high; was given {low!r}, {high!r}")


def find_target(name: str) -> Target:
    """The row of a target.

    Raises:
        ValueError: No row has that name; the message offers the nearest ones.
    """
    if name not in TARGETS:
        refuse_target(name, TARGETS)
    return TARGETS[name]


def refuse_target(name: str, known: Collection[str]) -> NoReturn:
    """Refuse the name of a target that nobody knows.

    Raises:
        ValueError: Always; the message offers the nearest names, and all.
    """
    raise ValueError(f"unknown target {shown(name)}.{hint(name, known)} Known targets: {', '.join(sorted(known))}.")

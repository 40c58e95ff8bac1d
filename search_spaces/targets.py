"""The target table: one row a function, everything the project knows about it."""

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


def find_target(name: str) -> Target:
    """The row of a target.

    Raises:
        ValueError: No row has that name; the message offers the nearest ones.
    """
    if name in TARGETS:
        return TARGETS[name]
    raise ValueError(f"unknown target {name!r}.{hint(name, TARGETS)} Known targets: {', '.join(sorted(TARGETS))}.")

"""Work that is counted: the same on every machine, where seconds are not."""

from dataclasses import dataclass

REFERENCE = 500
"""A value of a target in extended precision, in multiply-adds of 256 bits; a special function may take ten times as many."""
GRID_STEP = 20
"""A step of a grid search."""


@dataclass
class Meter:
    """Counts operations, each about as long as a multiply-add of 256 bits: 0.4 microseconds of one core.

    Attributes:
        limit: From so many on what is counted ends where it stands; None for no limit.
        spent: So far.
    """

    limit: int | None = None
    spent: int = 0

    def add(self, operations: int) -> None:
        """Count operations."""
        self.spent += operations

    @property
    def exhausted(self) -> bool:
        """True if the limit is reached."""
        return self.limit is not None and self.spent >= self.limit

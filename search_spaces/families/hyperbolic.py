"""Reductions of hyperbolic."""

from search_spaces.slots import Reduction

ROWS: tuple[Reduction, ...] = ()

"""Reductions of trigonometric functions and their inverses."""

from search_spaces.slots import Reduction

ROWS: tuple[Reduction, ...] = ()

"""Reductions of the error functions, gamma and their kind."""

from search_spaces.slots import Reduction

ROWS: tuple[Reduction, ...] = ()

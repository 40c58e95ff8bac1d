"""Reductions of logarithms, powers and inverse hyperbolic functions."""

from search_spaces.slots import Reduction

ROWS: tuple[Reduction, ...] = ()

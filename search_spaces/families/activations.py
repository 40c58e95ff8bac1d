"""Reductions of activations."""

from search_spaces.slots import Reduction

ROWS: tuple[Reduction, ...] = ()

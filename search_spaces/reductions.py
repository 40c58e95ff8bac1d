"""The reduction table: every way from cores to a kernel on the whole float line, one row each, by families."""

from search_spaces.families import (
    activations,
    bessel,
    digamma,
    eighth_turns,
    erf,
    erf_inv,
    erfc,
    erfcx,
    exponential,
    gamma,
    gamma_short,
    gelu,
    gelu_tanh,
    hyperbolic,
    inverse,
    inverse_hyperbolic,
    inverse_hyperbolic_cosine,
    inverse_hyperbolic_tangent,
    inverse_tangent,
    logarithmic,
    logarithms_to_bases,
    ndtri,
    roots,
    saturating,
    short_turns,
    softened,
    tangent,
    trigonometric,
)
from search_spaces.slots import Reduction

_FAMILIES = (
    activations,
    bessel,
    digamma,
    eighth_turns,
    erf,
    erf_inv,
    erfc,
    erfcx,
    exponential,
    gamma,
    gamma_short,
    gelu,
    gelu_tanh,
    hyperbolic,
    inverse,
    inverse_hyperbolic,
    inverse_hyperbolic_cosine,
    inverse_hyperbolic_tangent,
    inverse_tangent,
    logarithmic,
    logarithms_to_bases,
    ndtri,
    roots,
    saturating,
    short_turns,
    softened,
    tangent,
    trigonometric,
)
_ROWS: tuple[Reduction, ...] = tuple(row for family in _FAMILIES for row in family.ROWS)
REDUCTIONS: dict[str, Reduction] = {row.name: row for row in _ROWS}


def reductions_of(target: str) -> tuple[Reduction, ...]:
    """The rows that serve a target, in table order."""
    return tuple(row for row in _ROWS if row.target == target)

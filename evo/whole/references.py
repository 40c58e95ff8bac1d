"""References of whole kernels by target: NumPy functions where they are exact, the oracle of a table row, mpmath for the rest."""

from collections.abc import Callable
from functools import cache
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle import build_oracle
from evaluators.reference.oracle_build import value_at
from search_spaces.targets import TARGETS, Target
from search_spaces.whole.whole_targets import OWN_REFERENCES

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
_BITS = 80


@cache
def reference_of(target: Target | str) -> Callable[[Float32s], Float64s]:
    """float64 values of a target: a row, or the name of one of search_spaces/whole/whole_targets.py.

    Raises:
        ValueError: No target has that name.
    """
    if isinstance(target, str):
        if target in OWN_REFERENCES:
            return OWN_REFERENCES[target]
        if target not in TARGETS:
            raise ValueError(f"unknown target {target!r}. Known: {', '.join(sorted([*TARGETS, *OWN_REFERENCES]))}.")
        return build_oracle(TARGETS[target]).reference
    row = target
    if TARGETS.get(row.name) is row:
        return build_oracle(row).reference
    return lambda x: _by_mpmath(row, x)


def _by_mpmath(row: Target, x: Float32s) -> Float64s:
    context: Any = mpmath.MPContext()
    context.prec = _BITS
    return np.array([_float(value_at(row, context, float(value))) for value in x], np.float64)


def _float(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return float("nan")

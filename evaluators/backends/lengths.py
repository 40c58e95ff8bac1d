"""A compiled kernel's results at other lengths of the array, and inside a larger function."""

from collections.abc import Callable
from typing import Any

import numpy as np

SHORT_LENGTHS = (1, 7)
WHOLE, FUSED = "vector", "fused"
Outputs = Callable[[np.ndarray, int], np.ndarray]
"""Outputs for an array, computed so many at a time."""


def outputs_by_setting(function: Callable[..., Any], x: np.ndarray) -> dict[str, np.ndarray]:
    """A JAX function's outputs on the same inputs, computed in each setting; "vector" is one array of all.

    "fused" is the value that a larger jitted function returns beside a sum that consumes it, where code generation may
    contract across the kernel's edge.

    Args:
        function: float32 array to float32 array, traceable.
        x: Inputs, one-dimensional.
    """
    import jax

    return in_settings(by_rows(jax.jit(function)), by_rows(inside_larger(function)), x)


def in_settings(alone: Outputs, fused: Outputs, x: np.ndarray) -> dict[str, np.ndarray]:
    """The outputs in each setting, of a function that is applied elsewhere."""
    outputs = {WHOLE: alone(x, len(x))}
    for length in SHORT_LENGTHS:
        whole = len(x) - len(x) % length
        outputs[f"length {length}"] = np.concatenate([alone(x[:whole], length), outputs[WHOLE][whole:]])
    outputs[FUSED] = fused(x, len(x))
    return outputs


def by_rows(function: Callable[..., Any]) -> Callable[..., np.ndarray]:
    """A function of arrays of one length, applied to so many elements at a time: the last argument says how many."""

    def run(*arguments: Any) -> np.ndarray:
        *arrays, length = arguments
        if length == len(arrays[0]):
            return np.asarray(function(*arrays))
        rows = zip(*(array.reshape(-1, length) for array in arrays), strict=True)
        return np.concatenate([np.asarray(function(*row)) for row in rows])

    return run


def inside_larger(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function's value from a larger function, jitted as one, that also returns a sum with it."""
    import jax

    def larger(values: Any) -> Any:
        y = function(values)
        return y, y * 3.0 + values

    compiled = jax.jit(larger)
    return lambda values: compiled(values)[0]

"""Whether a compiled kernel's results change with the array's length, or inside a larger function."""

from collections.abc import Callable
from typing import Any

import numpy as np

SHORT_LENGTHS = (1, 7)


def outputs_by_setting(function: Callable[..., Any], x: np.ndarray) -> dict[str, np.ndarray]:
    """A JAX function's outputs on the same inputs, computed in each setting; "vector" is one array of all.

    "fused" is the value that a larger jitted function returns beside a sum that consumes it, where code generation may
    contract across the kernel's edge.

    Args:
        function: float32 array to float32 array, traceable.
        x: Inputs, one-dimensional.
    """
    import jax

    compiled = jax.jit(function)
    outputs = {"vector": np.asarray(compiled(x))}
    for length in SHORT_LENGTHS:
        whole = len(x) - len(x) % length
        parts = [np.asarray(compiled(row)) for row in x[:whole].reshape(-1, length)]
        rest = [] if whole == len(x) else [outputs["vector"][whole:]]
        outputs[f"length {length}"] = np.concatenate(parts + rest)

    def larger(values: Any) -> Any:
        y = function(values)
        return y, y * 3.0 + values

    outputs["fused"] = np.asarray(jax.jit(larger)(x)[0])
    return outputs

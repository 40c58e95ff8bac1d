"""JAX functions over NumPy arrays, and over consecutive bit patterns that they make themselves."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.backends.machine import keep_freed_memory, one_core

Float32s = NDArray[np.float32]


class OnPatterns:
    """A function of float32 arrays under jax.jit, compiled once for each length.

    Args:
        function: Traceable.
        options: Of the compiler.
    """

    def __init__(self, function: Callable[..., Any], options: dict[str, str | bool] | None = None) -> None:
        import jax

        self._function, self._options = function, options
        self._compiled = jax.jit(function, compiler_options=options)
        self._compiling = threading.Lock()
        self._by_count: dict[int, Callable[..., Any]] = {}

    def __call__(self, *inputs: np.ndarray) -> Any:
        """The outputs for arrays; a tuple where the function gives several."""
        out = self._compiled(*inputs)
        return tuple(np.asarray(o) for o in out) if isinstance(out, tuple) else np.asarray(out)

    def on_patterns(self, start: int, count: int) -> Float32s:
        """The outputs of a function of one array for consecutive bit patterns from a multiple of `count` on.

        They are computed in the calling thread: XLA splits a call among the cores that it sees when it compiles.
        """
        with self._compiling:
            if count not in self._by_count:
                self._by_count[count] = self._patterns(count)
        return np.asarray(self._by_count[count](np.uint32(start)))

    def _patterns(self, count: int) -> Callable[..., Any]:
        import jax

        def outputs(start: Any) -> Any:
            bits = jax.lax.iota(np.uint32, count) + start
            return self._function(jax.lax.bitcast_convert_type(bits, np.float32))

        keep_freed_memory()
        compiled = jax.jit(outputs, compiler_options=self._options)
        with one_core():
            compiled(np.uint32(0)).block_until_ready()
        return compiled

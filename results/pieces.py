"""Applying a function to an array piece by piece."""

from collections.abc import Callable

import numpy as np


def in_pieces(
    function: Callable[[np.ndarray], np.ndarray], length: int = 1 << 14
) -> Callable[[np.ndarray], np.ndarray]:
    """The same elementwise function applied to pieces whose intermediate values stay in cache."""

    def run(x: np.ndarray) -> np.ndarray:
        if len(x) <= length:
            return function(x)
        return np.concatenate([function(x[i : i + length]) for i in range(0, len(x), length)])

    return run

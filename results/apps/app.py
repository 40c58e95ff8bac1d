"""One program of the table of applications."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Arrays = tuple[np.ndarray, ...]


@dataclass(frozen=True)
class App:
    """One program.

    Attributes:
        name: As the table shows it.
        what: What it computes, with its size.
        functions: Targets and other transcendental functions that its time goes to.
        inputs: float32 arrays from a random generator.
        program: The computation in jax, in the precision of its inputs; one array or a tuple of arrays.
        long_run: Whether its outputs are samples of a chaotic system's long-run distribution: two runs are compared as
            distributions, not value by value.
        bar: Least ratio of stock's time to the installed kernels'.
        error_share: Largest share of stock's error that the installed kernels may have, or None.
    """

    name: str
    what: str
    functions: tuple[str, ...]
    inputs: Callable[[np.random.Generator], Arrays]
    program: Callable[..., Any]
    long_run: bool = False
    bar: float = 1 / 1.03
    error_share: float | None = None


def float32(*arrays: np.ndarray) -> Arrays:
    """The arrays rounded to float32."""
    return tuple(np.asarray(array, np.float32) for array in arrays)

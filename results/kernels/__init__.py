"""The kernel library: `results.kernels.sin` is the JAX function, `results.kernels.exp2_f32_1u0` the fastest within 1.0 ulp.

This file is written by hand. What stands beside it, a folder a format and index.json, is generated from the records by
`run.py export all`, which never touches this file.
"""

from collections.abc import Callable
from typing import Any

from results.library import kernel_index
from results.library.install import install, installed, uninstall
from results.library.pick import pick
from results.library.speeds import time_here

__all__ = ["install", "installed", "pick", "time_here", "uninstall"]


def __getattr__(name: str) -> Callable[..., Any]:
    """The kernel of a name, imported when it is first asked for."""
    if name.startswith("_"):
        raise AttributeError(name)
    try:
        return kernel_index.function(name)
    except kernel_index.KernelError as error:
        raise AttributeError(str(error)) from None


def __dir__() -> list[str]:
    return sorted({*globals(), *(entry.name for entry in kernel_index.entries() if entry.format == "jax")})

"""What a kernel stands against: stock jax, NumPy, the C library; each as an accuracy and as a timing subject."""

import ctypes
import ctypes.util
import functools
import hashlib
import importlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from evaluators.timing import Block, array_block, jax_block
from search_spaces.targets import CLAMP, Target

EVOLVED, STOCK, LIBRARY, CLASSICAL = "evolved", "stock", "library", "classical"
KINDS = (EVOLVED, STOCK, LIBRARY, CLASSICAL)


@dataclass(frozen=True, slots=True)
class Implementation:
    """One implementation of a target.

    Attributes:
        name: As tables show it.
        kind: One of KINDS.
        evaluate: float32 array to float32 array of the same length.
        block: Makes the timing block for given inputs; None where only a slow path exists.
        flushes: Whether it runs under flush-to-zero and denormals-are-zero.
        vectorised: False where a call a value is the only way: accuracy is sampled, time unknown.
    """

    name: str
    kind: str
    evaluate: Callable[[np.ndarray], np.ndarray]
    block: Callable[[np.ndarray], Block] | None
    flushes: bool
    vectorised: bool = True


def baselines(target: Target) -> list[Implementation]:
    """Every baseline of a target that this machine has, stock first.

    Those of a bounded target are judged on its domain: outside they get the value that the target has there, so that
    only errors inside count. Time is theirs alone.
    """
    made = (_stock(target), _numpy(target), _c_library(target))
    rows = [row for row in made if row is not None]
    return rows if target.outside is None else [_on_domain(row, target) for row in rows]


def _on_domain(row: Implementation, target: Target) -> Implementation:
    low, high = (np.float32(end) for end in target.real_domain)

    def guarded(x: np.ndarray) -> np.ndarray:
        inside = (low <= x) & (x <= high)
        if not inside.any():
            return np.full(x.shape, np.nan, np.float32)
        return np.where(inside, row.evaluate(x), np.float32(np.nan))

    def clamped(x: np.ndarray) -> np.ndarray:
        return row.evaluate(np.clip(x, low, high))

    return replace(row, evaluate=clamped if target.outside == CLAMP else guarded)


def jax_implementation(name: str, kind: str, function: Callable[..., Any]) -> Implementation:
    """An implementation from a JAX-traceable function, compiled by XLA for each length it meets."""
    import jax

    compiled = jax.jit(function)
    return Implementation(
        name, kind, lambda x: np.asarray(compiled(x)), lambda inputs: jax_block(function, inputs), flushes=True
    )


def stock_function(target: Target) -> Callable[..., Any]:
    """The jax function that the row names, with the row's options.

    Raises:
        ValueError: The row names none.
    """
    if target.stock is None:
        raise ValueError(f"target {target.name!r} has no stock function")
    module, _, attribute = target.stock.rpartition(".")
    return functools.partial(getattr(importlib.import_module(module), attribute), **dict(target.stock_options))


def _stock(target: Target) -> Implementation | None:
    if target.stock is None:
        return None
    return jax_implementation(f"jnp.{target.stock.rpartition('.')[2]}", STOCK, stock_function(target))


def _numpy(target: Target) -> Implementation | None:
    if target.numpy_name is None:
        return None
    function = getattr(np, target.numpy_name)

    def evaluate(x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return function(x)

    block: Callable[[np.ndarray], Block] = lambda inputs: array_block(function, inputs)  # noqa: E731
    return Implementation(f"numpy.{target.numpy_name}", LIBRARY, evaluate, block, flushes=False)


_C_LOOP = """\
#include <math.h>
#include <stddef.h>
void loop(const float *x, float *y, size_t n) { for (size_t i = 0; i < n; ++i) y[i] = NAME(x[i]); }
"""


def _c_library(target: Target) -> Implementation | None:
    """The C library's scalar function: through a compiled loop where there is a compiler, else one call a value."""
    if target.c_name is None:
        return None
    compiler = shutil.which(os.environ.get("CC", "cc")) or shutil.which("gcc") or shutil.which("clang")
    library = _compiled_loop(target.c_name, compiler) if compiler else None
    if library is not None:
        function = _loop_function(library)
        block: Callable[[np.ndarray], Block] = lambda inputs: array_block(function, inputs)  # noqa: E731
        return Implementation(f"libm {target.c_name}", LIBRARY, function, block, flushes=False)
    return _one_call_a_value(target.c_name)


def _compiled_loop(c_name: str, compiler: str) -> Path | None:
    """The shared object of the loop, or None where the compiler fails; built once for each source and compiler."""
    source = _C_LOOP.replace("NAME", c_name)
    tag = hashlib.sha256(f"{compiler}\n{source}".encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"evonumerics-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    built = folder / f"{c_name}-{tag}.so"
    if built.exists():
        return built
    with tempfile.TemporaryDirectory(dir=folder) as work:
        (Path(work) / "loop.c").write_text(source)
        command = [compiler, "-O2", "-shared", "-fPIC", "-o", "loop.so", "loop.c", "-lm"]
        done = subprocess.run(command, cwd=work, capture_output=True, timeout=60, check=False)
        if done.returncode != 0:
            return None
        os.replace(Path(work) / "loop.so", built)
    return built


def _loop_function(library: Path) -> Callable[..., np.ndarray]:
    loop = ctypes.CDLL(str(library)).loop
    loop.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t]
    loop.restype = None

    def evaluate(x: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        x = np.ascontiguousarray(x, dtype=np.float32)
        y = np.empty_like(x) if out is None else out
        loop(x.ctypes.data, y.ctypes.data, x.size)
        return y

    return evaluate


def _one_call_a_value(c_name: str) -> Implementation | None:
    path = ctypes.util.find_library("m")
    function = getattr(ctypes.CDLL(path), c_name, None) if path else None
    if function is None:
        return None
    function.argtypes, function.restype = [ctypes.c_float], ctypes.c_float

    def evaluate(x: np.ndarray) -> np.ndarray:
        return np.array([function(v) for v in x.tolist()], dtype=np.float32)

    return Implementation(f"libm {c_name}", LIBRARY, evaluate, None, flushes=False, vectorised=False)

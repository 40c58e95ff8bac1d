"""Baselines of a kernel: stock jax, NumPy, C libraries; each as an accuracy and as a timing subject."""

import ctypes
import ctypes.util
import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from evaluators.backends.jax_patterns import OnPatterns
from evaluators.backends.plain_jax import NAME, plain_function
from evaluators.timing.c_libraries import CFunction, library_version, scalar_function, vector_functions
from evaluators.timing.contexts import CALL, CONTEXTS, LOOP, Context
from evaluators.timing.interleaved import (
    VECTOR_BITS,
    Block,
    Setting,
    array_block,
    call_block,
    call_inputs,
    compiler_options,
    jax_block,
    repeated_block,
    timing_inputs,
)
from search_spaces.composed import Composed
from search_spaces.own.formulas import Formula
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
        library: What serves it, with its version.
        called: Makes the block of a call on given inputs in a context; None, or no block, where it has none there.
    """

    name: str
    kind: str
    evaluate: Callable[[np.ndarray], np.ndarray]
    block: Callable[[np.ndarray], Block] | None
    flushes: bool
    vectorised: bool = True
    library: str = ""
    called: Callable[[Context, np.ndarray], Block | None] | None = None

    def block_in(self, setting: Setting, domain: tuple[float, float]) -> Block | None:
        """Its timing block in the setting's context, or None; inputs are drawn from a domain, the same for every implementation."""
        rng = np.random.default_rng(0)
        if setting.context == LOOP:
            return None if self.block is None else self.block(timing_inputs(domain, rng, setting.resident))
        if self.called is None:
            return None
        return self.called(CONTEXTS[setting.context], call_inputs(domain, rng, setting.called))


def baselines(target: Target, vector_bits: int | None = None) -> list[Implementation]:
    """Every baseline of a target that this machine has, stock first; XLA and vector libraries at a vector width.

    In the place of stock a user's own function has the expression as it is written in jax.numpy, where jax has its functions.

    Those of a bounded target are judged on its domain: outside they get the value that the target has there, so that
    only errors inside count. Time is theirs alone.
    """
    made = (_stock(target, vector_bits), _numpy(target), _c_library(target))
    rows = [row for row in made if row is not None] + _vector_libraries(target, vector_bits)
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


def jax_implementation(
    name: str, kind: str, function: Callable[..., Any], vector_bits: int | None = None
) -> Implementation:
    """An implementation from a JAX-traceable function, compiled by XLA for each length it meets."""
    import jax

    def called(context: Context, x: np.ndarray) -> Block | None:
        return None if context.around is None else call_block(context.around(function), vector_bits, x)

    return Implementation(
        *(name, kind, OnPatterns(function, compiler_options(vector_bits))),
        lambda inputs: jax_block(function, inputs, vector_bits),
        flushes=True,
        library=f"jax {jax.__version__}",
        called=called,
    )


def _called(function: Callable[[np.ndarray], Any]) -> Callable[[Context, np.ndarray], Block | None]:
    """Calls of a library's function on a whole array, which gives a fresh one; nothing is fused with it."""

    def made(context: Context, x: np.ndarray) -> Block | None:
        if context.name != CALL:
            return None

        def run(passes: int) -> None:
            for _ in range(passes):
                function(x)

        return Block(run, x.size, whole=True)

    return made


def stock_function(target: Target | Composed) -> Callable[..., Any]:
    """The jax function that the row names, with the row's options.

    Raises:
        ValueError: The row names none.
    """
    if target.stock is None:
        raise ValueError(f"target {target.name!r} has no stock function: no function of jax computes it")
    module, _, attribute = target.stock.rpartition(".")
    return functools.partial(getattr(importlib.import_module(module), attribute), **dict(target.stock_options))


def _stock(target: Target, vector_bits: int | None) -> Implementation | None:
    if isinstance(target.reference, Formula):
        plain = plain_function(target.reference)
        return None if plain is None else jax_implementation(NAME, STOCK, plain, vector_bits)
    if target.stock is None:
        return None
    name = f"jnp.{target.stock.rpartition('.')[2]}"
    return jax_implementation(name, STOCK, stock_function(target), vector_bits)


def _numpy(target: Target) -> Implementation | None:
    if target.numpy_name is None:
        return None
    function = getattr(np, target.numpy_name)

    def evaluate(x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return function(x)

    def into(x: np.ndarray, out: np.ndarray) -> None:
        np.copyto(out, function(x))  # sinc is made of other functions, and takes no `out`

    timed = function if isinstance(function, np.ufunc) else into
    block: Callable[[np.ndarray], Block] = lambda inputs: array_block(timed, inputs)  # noqa: E731
    name, library = f"numpy.{target.numpy_name}", f"numpy {np.__version__}"
    return Implementation(name, LIBRARY, evaluate, block, flushes=False, library=library, called=_called(function))


def _c_library(target: Target) -> Implementation | None:
    """The C library's scalar function: through a compiled loop where there is a compiler, else one call a value."""
    if target.c_name is None:
        return None
    function = scalar_function(target.c_name)
    if function is None:
        return _one_call_a_value(target.c_name)
    return _looped(f"libm {target.c_name}", library_version("libm"), function)


def _vector_libraries(target: Target, vector_bits: int | None) -> list[Implementation]:
    return [_looped(*row) for row in vector_functions(target.name, vector_bits or VECTOR_BITS[0])]


def _looped(name: str, library: str, function: CFunction) -> Implementation:
    block: Callable[[np.ndarray], Block] = lambda inputs: repeated_block(function.repeat, inputs)  # noqa: E731
    return Implementation(name, LIBRARY, function, block, flushes=False, library=library, called=_called(function))


def _one_call_a_value(c_name: str) -> Implementation | None:
    path = ctypes.util.find_library("m")
    function = getattr(ctypes.CDLL(path), c_name, None) if path else None
    if function is None:
        return None
    function.argtypes, function.restype = [ctypes.c_float], ctypes.c_float

    def evaluate(x: np.ndarray) -> np.ndarray:
        return np.array([function(v) for v in x.tolist()], dtype=np.float32)

    return Implementation(
        f"libm {c_name}", LIBRARY, evaluate, None, flushes=False, vectorised=False, library=library_version("libm")
    )

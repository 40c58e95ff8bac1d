"""Compiled calls of kernels beside stock's, in a process of its own that has one core; needs jax and numpy alone.

On several cores XLA splits a call by its own estimate of the work, which differs for stock and kernel: then the split is timed.
So does jax decide by it which call another thread makes: a stock function counts as no work, x * 2 as one operation an element, and
the hand-over takes some 10 us. In that process every call is made in the calling thread.
"""

import importlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from evaluators import project
from evaluators.timing.contexts import CALL, CONTEXTS, ELEMENTS, FUSED
from results.library.kernel_index import ListedKernel, jax_kernels, load, timing_domains
from results.library.places import PLACES

ROUNDS, RUNS = 100, 5
"""Interleaved rounds, and runs of which the least disturbed counts."""
QUICK = 30
"""Rounds where a user waits."""
CLOSE = 1.25
"""Fused is measured, while a user waits, of kernels between once and so many times stock as a call: in every one measured so far the
two ratios lay within 13 % of each other, so that it decides nothing of the others."""
CALLS_ALONE = 1.0
"""As `close`: no ratio lies between once and once, so that nothing is measured fused."""
MOST_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Asked:
    """Kernels to be timed.

    Attributes:
        records: Theirs.
        rounds: Interleaved rounds of a run.
        runs: Of which the least disturbed counts.
        elements: Values of an array.
        close: Fused is measured of kernels that are at least as fast as stock as a call, and less than this; None for all.
    """

    records: tuple[str, ...]
    rounds: int = ROUNDS
    runs: int = RUNS
    elements: int = ELEMENTS
    close: float | None = None


def on_one_core(asked: Asked) -> dict[str, float]:
    """Ratios stock / kernel by name (results/library/speeds.py), measured in a process that has one core.

    Raises:
        RuntimeError: The process failed, or took too long.
    """
    command = [sys.executable, "-P", "-m", project.module("results.library.time_child")]
    environment = {**os.environ, "PYTHONPATH": str(project.IMPORTED_FROM), "JAX_PLATFORMS": "cpu"}
    given = json.dumps(asdict(asked))
    try:
        child = subprocess.run(
            command, env=environment, input=given, capture_output=True, text=True, check=False, timeout=MOST_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"timing took more than {MOST_SECONDS} s: measure again while nothing else runs") from None
    if child.returncode != 0:
        raise RuntimeError(f"timing failed: {''.join(child.stderr.strip().splitlines()[-1:])}")
    return json.loads(child.stdout)


def time_kernels(asked: Asked) -> dict[str, float]:
    """The same in this process: the kernels of each function and stock in one interleaved run for each context."""
    from results.library.jax_places import context

    kernels = [kernel for kernel in jax_kernels() if kernel.record in asked.records]
    found: dict[str, float] = {}
    with context()(None):  # stock means stock, whatever is installed
        for target in dict.fromkeys(kernel.target for kernel in kernels):
            mine = [kernel for kernel in kernels if kernel.target == target]
            found |= _ratios(mine, CALL, asked)
            most = asked.close or math.inf
            least = 0.0 if asked.close is None else 1.0
            found |= _ratios([kernel for kernel in mine if least <= found[kernel.record] < most], FUSED, asked)
    return found


def _ratios(kernels: list[ListedKernel], use: str, asked: Asked) -> dict[str, float]:
    """Ratios of one function's kernels in a context."""
    from evaluators.timing.interleaved import call_block, call_inputs, least_disturbed
    from results.library.speeds import name_of

    if not kernels:
        return {}
    target, rng = kernels[0].target, np.random.default_rng(0)
    functions = {"": stock_of(target), **{kernel.record: load(kernel)._kernel for kernel in kernels}}
    x = [call_inputs(timing_domains()[target], rng, asked.elements) for _ in range(kernels[0].arguments)]
    blocks = {name: call_block(_around(use, function), None, *x) for name, function in functions.items()}
    times = {name: one.ns_per_element for name, one in least_disturbed(blocks, asked.rounds, asked.runs).items()}
    return {name_of(record, use): times[""] / ns for record, ns in times.items() if record}


def _around(use: str, function: Callable[..., Any]) -> Callable[..., Any]:
    around = CONTEXTS[use].around
    assert around is not None
    return around(function)


def stock_of(target: str) -> Callable[..., Any]:
    """Stock's function, the first of its place in jax."""
    place = next(place for place in PLACES if place.target == target)
    module, _, name = place.functions[0].rpartition(".")
    function = getattr(importlib.import_module(module), name)
    if place.option is None:
        return function
    option, value = place.option
    return lambda *x: function(*x, **{option: value})

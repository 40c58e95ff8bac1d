"""Times of kernels with a cold part in the places where they are used: alone, fused, under vmap, in a scan."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from evaluators.backends import jax_backend
from evaluators.timing.baselines import stock_function
from evaluators.timing.interleaved import Block, jax_block, time_blocks, timing_inputs
from results.bench.bench import BenchRow
from results.record.bars import bars_of, nearest
from results.record.record import committed
from search_spaces.programs.program import Program
from search_spaces.targets import TARGETS, find_target

LANES = 8
"""Rows that an array of a timing loop is cut into under vmap and in a scan."""
Function = Callable[[Any], Any]


def _vmapped(function: Function) -> Function:
    import jax

    return lambda x: jax.vmap(function)(x.reshape(LANES, -1)).reshape(x.shape)


def _scanned(function: Function) -> Function:
    from jax import lax

    def run(x: Any) -> Any:
        return lax.scan(lambda carry, row: (carry, function(row)), 0, x.reshape(LANES, -1))[1].reshape(x.shape)

    return run


# fmt: off
SURROUNDINGS: dict[str, Callable[[Function], Function]] = {
    "alone":                 lambda f: f,
    "fused with x f(x / 2)": lambda f: lambda x: x * f(x * np.float32(0.5)),
    f"vmap over {LANES}":    _vmapped,
    f"scan over {LANES}":    _scanned,
}
# fmt: on


def surroundings_rows(target: str | None = None) -> list[BenchRow]:
    """The kernel at each target's bar, where it has a cold part, as it is and without a branch, against stock.

    Each target and kind of array in one interleaved run; the value is the time of an element, the peer stock's in the same
    surroundings. Besides ordinary arrays: one argument that needs the cold part, none of all sizes below the threshold, most.

    Raises:
        ValueError: The target is unknown, or its kernel has no cold part.
    """
    rows = [row for name in ([target] if target else TARGETS) for row in _rows(find_target(name).name)]
    if not rows:
        raise ValueError(f"no kernel of {target or 'any target'} on record has a cold part: choose another --target")
    return rows


def _rows(target: str) -> list[BenchRow]:
    bar = next(iter(bars_of(target)), None)
    record = nearest(bar, committed(target)).record if bar else None
    program = record.program() if record else None
    if program is None or program.cold is None:
        return []
    found = []
    for kind, x in _arrays(TARGETS[target].timing_domain, program.cold.threshold).items():
        found += _timed(target, kind, x, program)
    return found


def _arrays(domain: tuple[float, float], threshold: float) -> dict[str, np.ndarray]:
    """Inputs of a timing loop by what is said of them: ordinary ones, one beyond the threshold, all below it, most beyond it."""
    ordinary = timing_inputs(domain, np.random.default_rng(0))
    hot = ordinary.copy()
    hot[:, -1] = 2.0 * threshold
    below, huge = 0.75 * threshold, 2.0**100
    return {
        "": ordinary,
        ", one argument beyond the threshold": hot,
        f", |x| < {below:g}": timing_inputs((-below, below), np.random.default_rng(0)),
        ", |x| < 2^100": timing_inputs((-huge, huge), np.random.default_rng(0)),
    }


def _timed(target: str, kind: str, x: np.ndarray, program: Program) -> list[BenchRow]:
    functions = {
        "stock": stock_function(TARGETS[target]),
        "kernel": _traceable(program),
        "kernel without a branch": _traceable(replace(program, cold=None)),
    }
    blocks: dict[str, Block] = {}
    for place, around in SURROUNDINGS.items():
        blocks |= {f"{place} {name}": jax_block(around(function), x) for name, function in functions.items()}
    times = {name: timing.ns_per_element for name, timing in time_blocks(blocks).items()}
    rows = []
    for place in SURROUNDINGS:
        stock = times[f"{place} stock"]
        for name in list(functions)[1:]:
            ns = times[f"{place} {name}"]
            rows.append(
                BenchRow(
                    name=f"{target} {place}{kind}: {name}", value=ns, unit="ns/element", peer=stock, ratio=stock / ns
                )
            )
    return rows


def _traceable(program: Program) -> Function:
    return jax_backend.load(jax_backend.print_program(program).module)["kernel"]

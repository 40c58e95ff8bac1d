"""Interleaved timing of kernels: nanoseconds per element, L1-resident, one core.

A block runs a kernel over a small resident array a given number of times. Every block is run short and long, in turn
with all the others, for many rounds; the estimate is the difference of the two minima over the difference in elements,
which cancels the cost of the call itself. Only ratios within one run are to be trusted on a shared machine.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

ELEMENTS = 1024  # 4 KiB in and 4 KiB out a row, two rows of each: half of a 32 KiB L1 cache
ROWS = 2
SHORT, LONG = 64, 320  # passes: the difference, 256 * 1024 elements, takes some 100 us at 0.4 ns


@dataclass(frozen=True, slots=True)
class Block:
    """Work to time: `run(passes)` applies a kernel to `ELEMENTS` values `passes` times."""

    run: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Timing:
    """Time of one implementation.

    Attributes:
        ns_per_element: From the minima over all rounds.
        spread: (75th - 25th percentile) / median of the long runs: how noisy the machine was.
        rounds: Rounds taken, each interleaved with every other implementation of the same call.
    """

    ns_per_element: float
    spread: float
    rounds: int


def timing_inputs(domain: tuple[float, float], rng: np.random.Generator) -> np.ndarray:
    """The inputs of a timing loop: float32 of shape (ROWS, ELEMENTS), uniform on `domain`."""
    return rng.uniform(*domain, (ROWS, ELEMENTS)).astype(np.float32)


def jax_block(function: Callable[..., Any], inputs: np.ndarray) -> Block:
    """A block of a JAX-traceable function: a loop inside one compiled computation.

    Each pass reads one row, chosen by the loop counter so that it cannot be hoisted, and overwrites one row of the result.
    """
    import jax
    from jax import lax

    @jax.jit
    def loop(x: Any, passes: Any) -> Any:
        def body(i: Any, out: Any) -> Any:
            row = i % ROWS
            values = function(lax.dynamic_slice(x, (row, 0), (1, ELEMENTS)))
            return lax.dynamic_update_slice(out, values, (row, 0))

        return lax.fori_loop(0, passes, body, x)

    resident = jax.device_put(inputs)
    loop(resident, np.int32(1)).block_until_ready()
    return Block(lambda passes: loop(resident, np.int32(passes)).block_until_ready())


def array_block(function: Callable[..., Any], inputs: np.ndarray) -> Block:
    """A block of a function `f(x, out=y)` over NumPy arrays; one call a pass, so call overhead counts."""
    rows = [inputs[i].copy() for i in range(ROWS)]
    out = [np.empty_like(row) for row in rows]

    def run(passes: int) -> None:
        for i in range(passes):
            function(rows[i % ROWS], out=out[i % ROWS])

    return Block(run)


def time_blocks(blocks: Mapping[str, Block], rounds: int = 100) -> dict[str, Timing]:
    """Times of all blocks, taken in turn.

    Args:
        blocks: What to time, by name.
        rounds: Rounds; each runs every block short and long once. At least 30.

    Raises:
        ValueError: Fewer than 30 rounds: minima would not repeat.
    """
    if rounds < 30:
        raise ValueError(f"rounds is {rounds}; at least 30 are needed for minima that repeat")
    seconds: dict[tuple[str, int], list[float]] = {(name, n): [] for name in blocks for n in (SHORT, LONG)}
    for block in blocks.values():
        block.run(LONG)
    for _ in range(rounds):
        for name, block in blocks.items():
            for passes in (SHORT, LONG):
                start = time.perf_counter()
                block.run(passes)
                seconds[name, passes].append(time.perf_counter() - start)
    return {name: _estimate(seconds[name, SHORT], seconds[name, LONG]) for name in blocks}


def _estimate(short: list[float], long: list[float]) -> Timing:
    elements = (LONG - SHORT) * ELEMENTS
    low, high = np.percentile(long, [25, 75])
    difference = max(min(long) - min(short), 0.0)
    return Timing(difference / elements * 1e9, float(high - low) / median(long), len(long))

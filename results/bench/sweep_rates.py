"""Time of an exhaustive sweep an element and core, by parts: blocks spread over all inputs, taken in turn."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from evaluators.backends import jax_backend
from evaluators.reference.oracle import build_oracle
from evaluators.report import BLAKE3, SHA256
from evaluators.sweep.accuracy import SweepOptions
from evaluators.sweep.digests import ChunkDigest
from evaluators.sweep.exhaustive import Sweep, aligned
from evaluators.sweep.judge import BLOCK
from evaluators.sweep.tally import ChunkTally
from results.bench.bench import BenchRow
from results.record.record import EVOLVED, Record, committed
from search_spaces.targets import find_target

BLOCKS, ROUNDS = 192, 12
TARGETS = ("exp2", "log", "sin", "tanh", "cbrt", "gelu")
_UNIT = "ns/element"
_OPTIONS = SweepOptions(ftz=True, daz=True)


def sweep_rows(target: str | None, rounds: int = ROUNDS) -> list[BenchRow]:
    """Time of each part of a sweep, and of the whole beside the sweep by NumPy with SHA-256, as records were swept before.

    Of each block counts the least time of all rounds: other work on the machine only adds.
    """
    jax_backend.dispatch_inline()
    names = TARGETS if target is None else (find_target(target).name,)
    return [row for name in names for row in _rows(_best_of(name), rounds)]


def _best_of(target: str) -> Record:
    return next(record for record in committed(target) if record.kind == EVOLVED)


def _rows(record: Record, rounds: int) -> list[BenchRow]:
    starts = (np.arange(BLOCKS, dtype=np.uint64) * ((1 << 32) // BLOCKS) // BLOCK * BLOCK).tolist()
    parts = _parts(record)
    least = {name: np.full(BLOCKS, np.inf) for name in parts}
    for _ in range(rounds):
        for place, start in enumerate(starts):
            for name, part in parts.items():
                began = time.perf_counter()
                part(start)
                least[name][place] = min(least[name][place], time.perf_counter() - began)
    found = {name: float(times.mean()) / BLOCK * 1e9 for name, times in least.items()}
    whole, before = found.pop("whole"), found.pop("by NumPy, SHA-256")
    rows = [BenchRow(f"{record.target} swept: {name}", value, _UNIT, None, None) for name, value in found.items()]
    return [*rows, BenchRow(f"{record.target} swept, beside NumPy and SHA-256", whole, _UNIT, before, before / whole)]


def _parts(record: Record) -> dict[str, Callable[[int], object]]:
    run, oracle = jax_backend.compile_program(record.program()), build_oracle(find_target(record.target))
    floor = 0.99 * record.verifications[0].error.max_ulp
    offsets, bits, exact = np.arange(BLOCK, dtype=np.uint32), aligned(BLOCK), np.empty(BLOCK)
    outputs = run(offsets.view(np.float32)).view(np.uint32)

    def judging(kernel: Callable[..., np.ndarray], options: SweepOptions) -> Callable[[int], object]:
        sweep = Sweep({"kernel": kernel}, oracle, options, None)
        return lambda start: sweep.judge_block(start, [ChunkTally(sweep.scorer, floor, hashes=options.hashes)])

    numpy = replace(_OPTIONS, compiled=False)
    return {
        "kernel": lambda start: run(np.add(offsets, np.uint32(start), out=bits).view(np.float32)),
        "references": lambda start: oracle.block(start, exact),
        "BLAKE3": lambda _: ChunkDigest((BLAKE3,)).add(outputs),
        "SHA-256": lambda _: ChunkDigest((SHA256,)).add(outputs),
        "whole": judging(run, _OPTIONS),
        "by NumPy, BLAKE3": judging(run, numpy),
        "by NumPy, SHA-256": judging(run, replace(numpy, hashes=(SHA256,))),
    }

"""Time of an exhaustive sweep an element and core, by parts: blocks spread over all inputs, taken in turn."""

import os
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from evaluators.backends import jax_backend
from evaluators.reference.oracle import build_oracle
from evaluators.report import BLAKE3, SHA256
from evaluators.sweep.accuracy import SweepOptions, UnaryKernel, sweep
from evaluators.sweep.calls import STRETCH, Caller
from evaluators.sweep.digests import ChunkDigest
from evaluators.sweep.stretches import StretchJudge
from evaluators.sweep.tally import CHUNK, CHUNKS, ChunkTally, Scorer
from results.bench.bench import BenchRow
from results.record.record import EVOLVED, Record, committed
from search_spaces.targets import find_target

STRETCHES, ROUNDS = 96, 12
TARGETS = ("exp2", "log", "sin", "tanh", "cbrt", "gelu")
_UNIT = "ns/element"
_OPTIONS = SweepOptions(ftz=True, daz=True)


def sweep_rows(target: str | None, rounds: int = ROUNDS, chunks: int = CHUNKS) -> list[BenchRow]:
    """Time of a sweep an element and core: as it runs, and by parts in one thread.

    Args:
        target: The only one; None for TARGETS.
        rounds: Of each stretch counts the least time of so many: other work on the machine only adds.
        chunks: Of 2**20 inputs, how many the sweep by all threads takes.
    """
    jax_backend.dispatch_inline()
    names = TARGETS if target is None else (find_target(target).name,)
    return [row for name in names for row in _rows(_best_of(name), rounds, chunks)]


def _best_of(target: str) -> Record:
    return next(record for record in committed(target) if record.kind == EVOLVED)


def _rows(record: Record, rounds: int, chunks: int) -> list[BenchRow]:
    starts = (np.arange(STRETCHES, dtype=np.uint64) * ((1 << 32) // STRETCHES) // STRETCH * STRETCH).tolist()
    run = jax_backend.compile_program(record.program())
    as_it_runs = _by_all_threads(record, run, chunks)
    parts = _parts(record, run)
    least = {name: np.full(STRETCHES, np.inf) for name in parts}
    for _ in range(rounds):
        for place, start in enumerate(starts):
            for name, part in parts.items():
                began = time.perf_counter()
                part(start)
                least[name][place] = min(least[name][place], time.perf_counter() - began)
    found = {name: float(times.mean()) / STRETCH * 1e9 for name, times in least.items()}
    whole, before = found.pop("in one thread"), found.pop("by NumPy, SHA-256")
    rows = [BenchRow(f"{record.target} swept: {name}", value, _UNIT, None, None) for name, value in found.items()]
    beside = f"{record.target} swept in one thread, beside NumPy and SHA-256"
    return [as_it_runs, *rows, BenchRow(beside, whole, _UNIT, before, before / whole)]


def _by_all_threads(record: Record, run: UnaryKernel, chunks: int) -> BenchRow:
    """Wall time of a sweep times the number of its threads, with all that comes before and after."""
    threads, options = os.cpu_count() or 1, replace(_OPTIONS, chunks=(0, chunks))
    oracle = build_oracle(find_target(record.target))
    began = time.perf_counter()
    sweep({"kernel": run}, oracle, options)
    seconds = time.perf_counter() - began
    name = f"{record.target} swept by {threads} threads, an element and thread"
    return BenchRow(name, seconds * threads / (chunks * CHUNK) * 1e9, _UNIT, None, None)


def _parts(record: Record, run: UnaryKernel) -> dict[str, Callable[[int], object]]:
    oracle = build_oracle(find_target(record.target))
    floor, exact = 0.99 * record.verifications[0].error.max_ulp, np.empty(STRETCH)
    own, alone = Caller("kernel", run), Caller("kernel", run, alone=True)
    outputs = own(0x3F000000).view(np.uint32).copy()

    def judging(options: SweepOptions, alone: bool = False) -> Callable[[int], object]:
        scorer = Scorer(oracle, options.ftz, options.daz)
        judge = StretchJudge(scorer, {"kernel": run}, options.compiled, alone)
        return lambda start: judge(start, [ChunkTally(scorer, floor, hashes=options.hashes)])

    numpy = replace(_OPTIONS, compiled=False)
    return {
        "kernel": own,
        "kernel, by arrays": alone,
        "references": lambda start: oracle.block(start, exact),
        "BLAKE3": lambda _: ChunkDigest((BLAKE3,)).add(outputs),
        "SHA-256": lambda _: ChunkDigest((SHA256,)).add(outputs),
        "in one thread": judging(_OPTIONS),
        "by NumPy, BLAKE3": judging(numpy, alone=True),
        "by NumPy, SHA-256": judging(replace(numpy, hashes=(SHA256,)), alone=True),
    }

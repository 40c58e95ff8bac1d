"""Errors of compiled kernels: over every float32 input, or on a sample."""

import dataclasses
import hashlib
import json
import os
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.oracle import Oracle
from evaluators.points import sample_points
from evaluators.report import EXHAUSTIVE, SAMPLED, ULP_EDGES, ErrorReport, SpecialFailure
from evaluators.tally import CHUNK, CHUNKS, RECOMPUTED, SMALLEST_NORMAL, ChunkTally, Scorer, Tally, Worst
from evaluators.ulp import inverse_ulp, ordinary_range, ordinary_ulp_error
from search_spaces.formats import FLOAT32
from search_spaces.targets import Target

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Uint32s = NDArray[np.uint32]
Kernel = Callable[[Float32s], Float32s]
Progress = Callable[[int, int], None]

BLOCK = 1 << 16
"""Length of every call of a kernel: half a megabyte of float64 stays in a core's cache."""

_SAVE_SECONDS = 5.0


@dataclass(frozen=True)
class SweepOptions:
    """How to judge kernels.

    Attributes:
        ftz: The kernels' backend flushes results below the normal range to zero.
        daz: The kernels' backend takes subnormal inputs as zero.
        threads: Worker threads; None is one a core. Reports do not depend on it.
        state: File that keeps what is done of an exhaustive sweep, to go on after an interruption; removed at the end.
        chunks: First and end chunk of 2**20 bit patterns; fewer than all 4,096 make a report that says sampled.
    """

    ftz: bool
    daz: bool
    threads: int | None = None
    state: Path | None = None
    chunks: tuple[int, int] = (0, CHUNKS)


def sweep(
    kernels: Mapping[str, Kernel], oracle: Oracle, options: SweepOptions, progress: Progress | None = None
) -> dict[str, ErrorReport]:
    """Errors of each kernel over all 2**32 float32 inputs, in ulp.

    The kernels share the references. Each is called with BLOCK inputs at a time, from several threads.

    Args:
        kernels: float32 array to float32 array of the same length, by name.
        oracle: References of the target.
        options: How to judge.
        progress: Called with (chunks done, chunks in all) as chunks are finished.

    Raises:
        TypeError: A kernel returned something else than float32 of the input's length.
        KeyboardInterrupt: After the threads have stopped and the state file, if any, is written.
    """
    return _Sweep(kernels, oracle, options, progress).run()


def sample(
    kernels: Mapping[str, Kernel],
    oracle: Oracle,
    options: SweepOptions,
    near: Sequence[float],
    rng: np.random.Generator,
) -> dict[str, ErrorReport]:
    """Errors of each kernel on adversarial points and 2**18 inputs spread over all binades, in ulp.

    Args:
        kernels: As in `sweep`; each is called with BLOCK inputs at a time.
        oracle: References of the target.
        options: `ftz` and `daz` are used.
        near: Inputs whose neighbourhoods belong to the sample.
        rng: Source of the spread inputs.

    Raises:
        TypeError: As in `sweep`.
    """
    points = sample_points(oracle, near, rng)
    return {name: sample_at(kernel, oracle, options, points) for name, kernel in kernels.items()}


def sample_at(kernel: Kernel, oracle: Oracle, options: SweepOptions, bits: Uint32s) -> ErrorReport:
    """Errors of one kernel on given bit patterns in ascending order of the numbers (`points.ascending`), in ulp."""
    began = time.monotonic()
    scorer = Scorer(oracle, options.ftz, options.daz)
    got = call_padded(kernel, bits.view(np.float32))
    tally = Tally()
    # By ascending bit pattern, as in a sweep: first the positive numbers, then the negative ones turned round.
    for half in (bits < 1 << 31, bits >= 1 << 31):
        order = np.argsort(bits[half])
        some, results = bits[half][order], got[half][order]
        if len(some):
            errors, saved = scorer.errors(some, results, oracle.reference(some.view(np.float32)))
            chunk = ChunkTally(scorer)
            chunk.add(some, results, errors)
            chunk.add_saved(saved)
            tally.merge(chunk, int(some[0]) & (1 << 31), hashed=False)
    return _report(kernel, tally, scorer, SAMPLED, time.monotonic() - began)


def check_specials(kernel: Kernel, target: Target) -> tuple[SpecialFailure, ...]:
    """Rows of the target's exact table that a kernel misses; any NaN is a NaN, the sign of zero counts."""
    given = np.array([float.fromhex(x) for x, _ in target.specials], np.float32)
    expected = np.array([float.fromhex(y) for _, y in target.specials], np.float32)
    got = call_padded(kernel, given)
    right = (got.view(np.uint32) == expected.view(np.uint32)) | (np.isnan(got) & np.isnan(expected))
    return tuple(
        SpecialFailure(float(given[i]).hex(), float(expected[i]).hex(), float(got[i]).hex())
        for i in np.flatnonzero(~right)
    )


def call_padded(kernel: Kernel, x: Float32s) -> Float32s:
    """A kernel's results for any number of inputs, called with BLOCK inputs at a time: zeros fill up the last call."""
    padded = np.zeros(-(-len(x) // BLOCK) * BLOCK, np.float32)
    padded[: len(x)] = x
    parts = [_call("kernel", kernel, padded[i : i + BLOCK]) for i in range(0, len(padded), BLOCK)]
    return np.concatenate(parts)[: len(x)] if parts else padded


def _call(name: str, kernel: Kernel, x: Float32s) -> Float32s:
    got = np.ascontiguousarray(kernel(x))
    if got.dtype != np.float32 or got.shape != x.shape:
        raise TypeError(f"{name} returned {got.dtype.name}{got.shape} for float32{x.shape}; same type and shape wanted")
    return got


class _Workspace(threading.local):
    """Buffers of one thread; fresh ones would page-fault."""

    def __init__(self) -> None:
        self.offsets = np.arange(BLOCK, dtype=np.uint32)
        self.bits = np.empty(BLOCK, np.uint32)
        self.exact = np.empty(BLOCK)
        self.inverse = np.empty(BLOCK)
        self.errors = np.empty(BLOCK)


class _Sweep:
    """One exhaustive sweep: threads judge chunks, the caller's thread merges them in order."""

    def __init__(
        self, kernels: Mapping[str, Kernel], oracle: Oracle, options: SweepOptions, progress: Progress | None
    ) -> None:
        self.kernels = dict(kernels)
        self.scorer = Scorer(oracle, options.ftz, options.daz)
        self.options = options
        self.progress = progress
        self.work = _Workspace()
        self.stop = threading.Event()
        self.tallies = {name: Tally() for name in self.kernels}

    def run(self) -> dict[str, ErrorReport]:
        began = time.monotonic()
        first, end = self.options.chunks
        key = self._key() if self.options.state else ""
        start = self._load(key, first)
        try:
            self._merge_all(start, end, key)
        finally:
            self.stop.set()
        whole = (first, end) == (0, CHUNKS)
        seconds = time.monotonic() - began
        mode = EXHAUSTIVE if whole else SAMPLED
        reports = {n: _report(k, self.tallies[n], self.scorer, mode, seconds) for n, k in self.kernels.items()}
        if self.options.state:
            self.options.state.unlink(missing_ok=True)
        return reports

    def _merge_all(self, start: int, end: int, key: str) -> None:
        threads = self.options.threads or os.cpu_count() or 1
        pending: deque[Future[list[ChunkTally]]] = deque()
        saved, done = time.monotonic(), start
        with ThreadPoolExecutor(threads, thread_name_prefix="sweep") as pool:
            try:
                for chunk in range(start, end + 2 * threads):
                    if chunk < end:
                        pending.append(pool.submit(self._judge, chunk))
                    if len(pending) > 2 * threads or (chunk >= end and pending):
                        self._merge(done, pending.popleft().result())
                        done += 1
                        if self.options.state and time.monotonic() - saved > _SAVE_SECONDS:
                            self._save(key, done)
                            saved = time.monotonic()
            except BaseException:
                self.stop.set()
                pool.shutdown(wait=True, cancel_futures=True)
                if self.options.state:
                    self._save(key, done)
                raise

    def _merge(self, chunk: int, parts: list[ChunkTally]) -> None:
        for tally, part in zip(self.tallies.values(), parts, strict=True):
            tally.merge(part, chunk * CHUNK, hashed=True)
        if self.progress is not None:
            first, end = self.options.chunks
            self.progress(chunk + 1 - first, end - first)

    def _judge(self, chunk: int) -> list[ChunkTally]:
        tallies = [ChunkTally(self.scorer, tally.worst.floor) for tally in self.tallies.values()]
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, BLOCK):
            if self.stop.is_set():
                raise InterruptedError("the sweep was stopped")
            np.add(self.work.offsets, np.uint32(start), out=self.work.bits)
            self._judge_block(start, tallies)
        for tally in tallies:
            tally.worst.trim()
        return tallies

    def _judge_block(self, start: int, tallies: list[ChunkTally]) -> None:
        work, bits = self.work, self.work.bits
        zero_like = self.scorer.daz and start & 0x7FFFFFFF < SMALLEST_NORMAL
        constant = None if zero_like else self.scorer.oracle.constant(start, BLOCK)
        prepared = constant is not None
        inverse: Float64s | float | None = None
        if constant is None:
            self.scorer.oracle.block(start, work.exact)
            inverse = None if zero_like else _inverse(work.exact, work.inverse)
        for (name, kernel), tally in zip(self.kernels.items(), tallies, strict=True):
            got = _call(name, kernel, bits.view(np.float32))
            if constant is not None:
                if _uniform(got) and tally.add_same(bits, got[0], constant):
                    continue
                if prepared:
                    work.exact.fill(constant)
                    prepared = False
            self._judge_results(got, inverse, tally)

    def _judge_results(self, got: Float32s, inverse: Float64s | float | None, tally: ChunkTally) -> None:
        work = self.work
        if inverse is not None:
            with np.errstate(invalid="ignore", over="ignore"):
                ordinary_ulp_error(got, work.exact, inverse, work.errors)
            if work.errors.max() < 2.0 ** (FLOAT32.significand - 2):
                tally.add(work.bits, got, work.errors)
                return
        errors, saved = self.scorer.errors(work.bits, got, work.exact)
        tally.add(work.bits, got, errors)
        tally.add_saved(saved)

    def _key(self) -> str:
        """What a state file must agree in: target, options, kernels by their results on a fixed spread of inputs."""
        probe = np.arange(BLOCK, dtype=np.uint32) * np.uint32((1 << 32) // BLOCK + 1)
        digests = [
            (name, hashlib.sha256(_call(name, kernel, probe.view(np.float32)).data).hexdigest())
            for name, kernel in self.kernels.items()
        ]
        options = (self.options.ftz, self.options.daz, self.options.chunks)
        return repr((self.scorer.oracle.target.name, options, ULP_EDGES, digests))

    def _load(self, key: str, first: int) -> int:
        """The chunk to go on with; an unreadable or foreign state file counts as none."""
        if self.options.state is None:
            return first
        try:
            stored = json.loads(self.options.state.read_text())
            if stored["key"] != key:
                return first
            self.tallies = {name: _thaw(stored["tallies"][name]) for name in self.kernels}
            return int(stored["next"])
        except (OSError, ValueError, KeyError, TypeError):
            self.tallies = {name: Tally() for name in self.kernels}
            return first

    def _save(self, key: str, done: int) -> None:
        path = self.options.state
        if path is None:
            return
        tallies = {name: _freeze(tally) for name, tally in self.tallies.items()}
        write_atomically(path, json.dumps({"key": key, "next": done, "tallies": tallies}).encode())


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file in one step: readers see the old or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _inverse(exact: Float64s, out: Float64s) -> Float64s | float | None:
    """1 / ulp of a block of references: one number where they share a binade, None where one is not ordinary."""
    low, high = ordinary_range(FLOAT32)
    np.abs(exact, out=out)
    smallest, largest = float(out.min()), float(out.max())
    if not (smallest >= low and largest < high):
        return None
    ends = inverse_ulp(np.array([smallest, largest]))
    return float(ends[0]) if ends[0] == ends[1] else inverse_ulp(exact, out=out)


def _uniform(got: Float32s) -> bool:
    bits = got.view(np.uint32)
    return bool((bits == bits[0]).all())


def _report(kernel: Kernel, tally: Tally, scorer: Scorer, mode: str, seconds: float) -> ErrorReport:
    worst, errors = _recomputed(tally.worst, scorer)
    counts = [tally.inputs, *tally.above, 0]
    digests = b"".join(bytes.fromhex(digest) for digest in tally.digests)
    return ErrorReport(
        target=scorer.oracle.target.name,
        mode=mode,
        inputs=tally.inputs,
        max_ulp=errors[0],
        witness=worst[0],
        wrong_count=tally.above[0],
        histogram=tuple(more - fewer for more, fewer in zip(counts, counts[1:], strict=False)),
        histogram_edges=ULP_EDGES,
        undecided=tally.undecided,
        monotone_violations=tally.disorder if scorer.oracle.target.monotone else None,
        special_failures=check_specials(kernel, scorer.oracle.target),
        worst_inputs=tuple(worst),
        outputs_hash=hashlib.sha256(digests).hexdigest() if mode == EXHAUSTIVE else None,
        ftz=scorer.ftz,
        daz=scorer.daz,
        daz_saved=tally.daz_saved,
        seconds=seconds,
    )


def _recomputed(worst: Worst, scorer: Scorer) -> tuple[list[str], list[float]]:
    """The worst inputs as hex floats and, of those that mpmath recomputed, the errors; worst first."""
    top = worst.errors[0] - 2 * scorer.oracle.bound_ulp
    count = max(RECOMPUTED, int(np.count_nonzero(worst.errors >= top)))
    exact = scorer.decide(worst.bits[:count], worst.got[:count])
    order = sorted(range(len(exact)), key=lambda i: (-exact[i], int(worst.bits[i])))
    x = worst.bits.view(np.float32)
    names = [float(x[i]).hex() for i in order] + [float(v).hex() for v in x[count:]]
    return names, [float(exact[i]) for i in order]


def _freeze(tally: Tally) -> dict[str, Any]:
    worst = tally.worst
    fields = {f.name: getattr(tally, f.name) for f in dataclasses.fields(tally)}
    fields["worst"] = [
        worst.bits.tolist(),
        worst.got.view(np.uint32).tolist(),
        [e.hex() for e in worst.errors.tolist()],
    ]
    return {**fields, "at_zero": tally.at_zero.hex(), "last": tally.last.hex()}


def _thaw(stored: dict[str, Any]) -> Tally:
    bits, got, errors = stored["worst"]
    worst = Worst(
        np.array(bits, np.uint32),
        np.array(got, np.uint32).view(np.float32),
        np.array([float.fromhex(e) for e in errors], np.float64),
    )
    worst.trim()
    ends = {"at_zero": float.fromhex(stored["at_zero"]), "last": float.fromhex(stored["last"])}
    return Tally(**{**stored, **ends, "worst": worst})

"""The exhaustive sweep: threads judge chunks of bit patterns, the caller's thread merges them in order."""

import hashlib
import os
import threading
import time
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluators.callbacks import CountCallback
from evaluators.reference.oracle import Oracle
from evaluators.report import ULP_EDGES, ErrorReport
from evaluators.sweep import state as sweep_state
from evaluators.sweep.borders import NONE, Indices, clear_of_powers, near_jumps
from evaluators.sweep.digests import hasher
from evaluators.sweep.judge import BLOCK, SweepOptions, UnaryKernel, call, report
from evaluators.sweep.measured import LARGEST_ORDINARY, CompiledPass, compiled_pass
from evaluators.sweep.tally import CHUNK, SIGN, SMALLEST_NORMAL_BITS, ChunkTally, Scorer, Tally
from evaluators.ulp import inverse_ulp, ordinary_range, ordinary_ulp_error
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.targets import Target

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]

_SAVE_SECONDS = 5.0


class _Workspace(threading.local):
    """Buffers of one thread; fresh ones would page-fault."""

    def __init__(self) -> None:
        self.offsets = np.arange(BLOCK, dtype=np.uint32)
        self.bits = aligned(BLOCK)
        self.exact = np.empty(BLOCK)
        self.inverse = np.empty(BLOCK)
        self.errors = np.empty(BLOCK)


def aligned(count: int) -> NDArray[np.uint32]:
    """Memory that begins at a cache line: XLA takes it as it is, and copies any other."""
    raw = np.empty(4 * count + 64, np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + 4 * count].view(np.uint32)


@dataclass(frozen=True)
class _References:
    """Facts of a block's references, in the workspace, that all kernels share.

    Attributes:
        inverse: 1 / ulp of them, one number where they share a binade; None where one is not ordinary.
        near: Indices of those near a jump of the metric.
    """

    inverse: Float64s | float | None
    near: Indices


class Sweep:
    """One sweep of some kernels."""

    def __init__(
        self,
        kernels: Mapping[str, UnaryKernel],
        oracle: Oracle[Target],
        options: SweepOptions,
        progress: CountCallback | None,
    ) -> None:
        self.kernels = dict(kernels)
        self.scorer = Scorer(oracle, options.ftz, options.daz)
        self.options = options
        for kind in options.hashes:
            hasher(kind)  # before anything is swept
        self.progress = progress
        self.work = _Workspace()
        self.compiled = compiled_pass(self.scorer.least) if options.compiled else None
        self.stop = threading.Event()
        self.progressed = (options.chunks[0], {name: Tally() for name in self.kernels})

    @property
    def done(self) -> int:
        """The next chunk to merge."""
        return self.progressed[0]

    @property
    def tallies(self) -> dict[str, Tally]:
        """Tallies of all chunks before, by kernel."""
        return self.progressed[1]

    def run(self) -> dict[str, ErrorReport]:
        """A report of each kernel, by name; what it raises: `accuracy.sweep`."""
        began = time.monotonic()
        end = self.options.chunks[1]
        key = self._key() if self.options.state else ""
        self._load(key)
        try:
            self._merge_all(end, key)
        finally:
            self.stop.set()
        seconds = time.monotonic() - began
        reports = {
            n: report(kernel=k, tally=self.tallies[n], scorer=self.scorer, hashes=self.options.hashes, seconds=seconds)
            for n, k in self.kernels.items()
        }
        if self.options.state:
            self.options.state.unlink(missing_ok=True)
        return reports

    def _merge_all(self, end: int, key: str) -> None:
        threads = self.options.threads or os.cpu_count() or 1
        pending: deque[Future[list[ChunkTally]]] = deque()
        saved = time.monotonic()
        with ThreadPoolExecutor(threads, thread_name_prefix="sweep") as pool:
            try:
                for chunk in range(self.done, end + 2 * threads):
                    if chunk < end:
                        pending.append(pool.submit(self._judge, chunk))
                    if len(pending) > 2 * threads or (chunk >= end and pending):
                        self._merge(self.done, pending.popleft().result())
                        if self.options.state and time.monotonic() - saved > _SAVE_SECONDS:
                            self._save(key)
                            saved = time.monotonic()
            except BaseException:
                self.stop.set()
                pool.shutdown(wait=True, cancel_futures=True)
                if self.options.state:
                    self._save(key)
                raise

    def _merge(self, chunk: int, parts: list[ChunkTally]) -> None:
        merged = [t.merged(p, chunk * CHUNK) for t, p in zip(self.tallies.values(), parts, strict=True)]
        # One assignment: whatever interrupts, the next chunk and the tallies go together.
        self.progressed = chunk + 1, dict(zip(self.kernels, merged, strict=True))
        if self.progress is not None:
            first, end = self.options.chunks
            self.progress(chunk + 1 - first, end - first)

    def _judge(self, chunk: int) -> list[ChunkTally]:
        tallies = [
            ChunkTally(self.scorer, tally.worst.floor, hashes=self.options.hashes) for tally in self.tallies.values()
        ]
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, BLOCK):
            if self.stop.is_set():
                raise InterruptedError("the sweep was stopped")
            self.judge_block(start, tallies)
        for tally in tallies:
            tally.worst.trim()
        return tallies

    def judge_block(self, start: int, tallies: list[ChunkTally]) -> None:
        """Call each kernel on the BLOCK bit patterns from `start` on, and take its results into its tally."""
        np.add(self.work.offsets, np.uint32(start), out=self.work.bits)
        zero_like = self.scorer.daz and start & 0x7FFFFFFF < SMALLEST_NORMAL_BITS
        constant = None if zero_like else self.scorer.oracle.constant(start, BLOCK)
        block = _Block(self.scorer, self.work, start, zero_like or constant is not None)
        for (name, kernel), tally in zip(self.kernels.items(), tallies, strict=True):
            got = call(name, kernel, self.work.bits.view(np.float32))
            if constant is not None and _uniform(got) and tally.add_same(self.work.bits, got[0], constant):
                continue
            if self.compiled is None or not block.counted(self.compiled, got, tally):
                block.judge(got, tally)

    def _key(self) -> str:
        """Text that a state file must match: target, options, kernels by their results on a fixed spread of inputs."""
        probe = np.arange(BLOCK, dtype=np.uint32) * np.uint32((1 << 32) // BLOCK + 1)
        digests = [
            (name, hashlib.sha256(call(name, kernel, probe.view(np.float32)).data).hexdigest())
            for name, kernel in self.kernels.items()
        ]
        options = (self.options.ftz, self.options.daz, self.options.chunks, self.options.hashes)
        target = self.scorer.oracle.target
        bounds = None if target.outside is None else (target.real_domain, target.outside)
        return repr((target.name, bounds, options, ULP_EDGES, digests))

    def _load(self, key: str) -> None:
        """Go on where a state file of this sweep stopped."""
        stored = sweep_state.load(self.options.state, key) if self.options.state else None
        if stored is not None and stored[1].keys() == self.tallies.keys():
            self.progressed = (stored[0], {name: stored[1][name] for name in self.kernels})

    def _save(self, key: str) -> None:
        if self.options.state is not None:
            sweep_state.save(self.options.state, key, *self.progressed)


class _Block:
    """One block of inputs, its references in the workspace; what all kernels share is made once, where one needs it."""

    def __init__(self, scorer: Scorer, work: _Workspace, start: int, general: bool) -> None:
        self.scorer, self.work, self.start, self.general = scorer, work, start, general
        self.polynomials = None if general else scorer.oracle.polynomials(start, BLOCK)
        self.filled = False
        self.references: _References | None = None

    def counted(self, compiled: CompiledPass, got: Float32s, tally: ChunkTally) -> bool:
        """Take in results by the compiled pass; False where the block holds something that it leaves to the general metric."""
        if self.general:
            return False
        exact, errors, down = self.work.exact, self.work.errors, self.start >= SIGN
        if self.filled or self.polynomials is None:
            counts = compiled.by_references(got, self._exact(), errors, down)
        else:
            counts = compiled.by_polynomials(got, self.polynomials, exact, errors, down)
            self.filled = counts is not None
        if counts is None:
            return False
        tally.add(self.work.bits, got, errors, counts)
        return True

    def judge(self, got: Float32s, tally: ChunkTally) -> None:
        """Take in results by passes of NumPy."""
        if self.references is None:
            self.references = self._prepare()
        bits, exact, errors, references = self.work.bits, self.work.exact, self.work.errors, self.references
        ordinary, saved, near = False, 0, references.near
        if references.inverse is not None:
            with np.errstate(invalid="ignore", over="ignore"):
                ordinary_ulp_error(got, exact, references.inverse, errors)
            ordinary = bool(errors.max() < LARGEST_ORDINARY)
        if not ordinary:
            errors, saved = self.scorer.errors(bits, got, exact)
        if len(near):
            errors[near] = tally.settle(bits[near], got[near], exact[near], errors[near])
        tally.add(bits, got, errors)
        tally.add_saved(saved)

    def _exact(self) -> Float64s:
        if not self.filled:
            self.scorer.oracle.block(self.start, self.work.exact)
            self.filled = True
        return self.work.exact

    def _prepare(self) -> _References:
        exact, least = self._exact(), self.scorer.least
        return (
            _References(None, near_jumps(exact, least)) if self.general else _prepare(exact, self.work.inverse, least)
        )


def _prepare(exact: Float64s, out: Float64s, least: float) -> _References:
    low, high = ordinary_range(FLOAT32_FORMAT)
    np.abs(exact, out=out)
    smallest, largest = float(out.min()), float(out.max())
    if not (smallest >= low and largest < high):
        return _References(None, near_jumps(exact, least))
    if clear_of_powers(smallest, largest):
        return _References(float(inverse_ulp(np.array([smallest]), least=least)[0]), NONE)
    return _References(inverse_ulp(exact, out=out, least=least), near_jumps(exact, least))


def _uniform(got: Float32s) -> bool:
    bits = got.view(np.uint32)
    return bool((bits == bits[0]).all())

"""The exhaustive sweep: threads judge chunks of bit patterns, the caller's thread merges them in order."""

import hashlib
import math
import os
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluators.callbacks import CountCallback
from evaluators.reference.oracle import Oracle
from evaluators.report import ULP_EDGES, ErrorReport
from evaluators.sweep import state as sweep_state
from evaluators.sweep.borders import NONE, Indices, clear_of_powers, flushes, near_jumps
from evaluators.sweep.calls import STRETCH, Caller, OtherBitsError
from evaluators.sweep.digests import hasher
from evaluators.sweep.judge import BLOCK, SweepOptions, UnaryKernel, call, report
from evaluators.sweep.measured import LARGEST_ORDINARY, CompiledPass, compiled_pass
from evaluators.sweep.tally import CHUNK, SIGN, SMALLEST_NORMAL_BITS, WORST, ChunkTally, Scorer, Tally
from evaluators.ulp import inverse_ulp, ordinary_range, ordinary_ulp_error
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.targets import Target

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]

_SAVE_SECONDS = 5.0
_FAR_FROM_INFINITY = 2.0**FLOAT32_FORMAT.e_max
"""A reference below it is far from infinity in any metric."""
_SAMPLED = 32
"""Stretches that are judged first, to know what an error must be above to be among the worst."""


class _Workspace(threading.local):
    """Buffers of one thread; fresh ones would page-fault."""

    def __init__(self) -> None:
        self.offsets = np.arange(BLOCK, dtype=np.uint32)
        self.bits = np.empty(BLOCK, np.uint32)
        self.exact = np.empty(BLOCK)
        self.inverse = np.empty(BLOCK)
        self.errors = np.empty(BLOCK)


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
        self.callers = {name: Caller(name, kernel) for name, kernel in self.kernels.items()}
        self.scorer = Scorer(oracle, options.ftz, options.daz)
        self.options = options
        for kind in options.hashes:
            hasher(kind)  # before anything is swept
        self.progress = progress
        self.work = _Workspace()
        self.compiled = compiled_pass(self.scorer.least) if options.compiled else None
        self.stop = threading.Event()
        self.floors = dict.fromkeys(self.kernels, -1.0)
        self.progressed = self._nothing()

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
        key = self._key() if self.options.state else ""
        self._load(key)
        try:
            self._sweep(key)
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

    def _nothing(self) -> tuple[int, dict[str, Tally]]:
        return self.options.chunks[0], {name: Tally() for name in self.kernels}

    def _sweep(self, key: str) -> None:
        """Judge all chunks; anew by arrays where a kernel's own inputs change its bits, and where the floors were too high."""
        try:
            self.floors = self._sampled_floors()
            self._merge_all(key)
        except OtherBitsError:
            self.callers = {name: Caller(name, kernel, alone=True) for name, kernel in self.kernels.items()}
            self.progressed = self._nothing()
            self.stop.clear()
            self._merge_all(key)
        if any(self.floors[name] >= 0 and len(tally.worst.bits) < WORST for name, tally in self.tallies.items()):
            self.floors, self.progressed = dict.fromkeys(self.kernels, -1.0), self._nothing()
            self._merge_all(key)

    def _sampled_floors(self) -> dict[str, float]:
        """By kernel, an error that WORST inputs of a sample exceed; -1 where they do not."""
        first, end = (chunk * CHUNK // STRETCH for chunk in self.options.chunks)
        tallies = [ChunkTally(self.scorer, decisions=0) for _ in self.kernels]
        for stretch in range(first, end, max(1, (end - first) // _SAMPLED)):
            if stretch * STRETCH & 0x7FFFFFFF < 0x7F800000:
                self.judge_stretch(stretch * STRETCH, tallies)
        for tally in tallies:
            tally.worst.trim()
        return {
            name: float(np.nextafter(tally.worst.errors[-1], -1.0)) if len(tally.worst.errors) == WORST else -1.0
            for name, tally in zip(self.kernels, tallies, strict=True)
        }

    def _merge_all(self, key: str) -> None:
        end = self.options.chunks[1]
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
            ChunkTally(self.scorer, max(tally.worst.floor, self.floors[name]), hashes=self.options.hashes)
            for name, tally in self.tallies.items()
        ]
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, STRETCH):
            if self.stop.is_set():
                raise InterruptedError("the sweep was stopped")
            self.judge_stretch(start, tallies)
        for tally in tallies:
            tally.worst.trim()
        return tallies

    def judge_stretch(self, start: int, tallies: Sequence[ChunkTally]) -> None:
        """Call each kernel on the STRETCH bit patterns from `start` on, and take its results into its tally."""
        outputs = [caller(start) for caller in self.callers.values()]
        common = self._common(start, STRETCH)
        left = [
            (got, tally)
            for got, tally in zip(outputs, tallies, strict=True)
            if not self._taken(common, got, start, tally)
        ]
        for at in range(0, STRETCH if left else 0, BLOCK):
            self._judge_block(start + at, [(got[at : at + BLOCK], tally) for got, tally in left])

    def _judge_block(self, start: int, left: Sequence[tuple[Float32s, ChunkTally]]) -> None:
        common = self._common(start, BLOCK)
        block = _Block(self.scorer, self.work, start, common.is_general)
        for got, tally in left:
            if not (self._taken(common, got, start, tally) or block.counted(self.compiled, got, tally)):
                block.judge(got, tally)

    def _common(self, start: int, count: int) -> "_Common":
        oracle = self.scorer.oracle
        constant, zero_like = oracle.constant(start, count), start & 0x7FFFFFFF < SMALLEST_NORMAL_BITS
        if self.scorer.daz and zero_like and not _same_number(constant, self.scorer.at_zeros[start >= SIGN]):
            return _Common(None, None, True)
        is_general = constant is not None
        return _Common(constant, None if is_general else oracle.polynomials(start, count), is_general)

    def _taken(self, common: "_Common", got: Float32s, start: int, tally: ChunkTally) -> bool:
        """Take in results against one reference or polynomials; False where they must be judged otherwise."""
        if common.constant is not None:
            value = _one_value(got)
            return value is not None and tally.add_same(start, len(got), value, common.constant)
        if common.polynomials is None or self.compiled is None:
            return False
        counts = self.compiled.by_polynomials(got, common.polynomials, start >= SIGN, tally.worst.floor)
        if counts is None:
            return False
        tally.add_counted(start, got, counts)
        return True

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


@dataclass(frozen=True)
class _Common:
    """References of consecutive bit patterns that one number gives, or polynomials over cells.

    Attributes:
        constant: The reference of all.
        polynomials: Coefficients, as `Oracle.polynomials` gives them.
        is_general: The compiled pass leaves them to the general metric.
    """

    constant: float | None
    polynomials: Float64s | None
    is_general: bool


class _Block:
    """One block of inputs, its references in the workspace; what all kernels share is made once, where one needs it."""

    def __init__(self, scorer: Scorer, work: _Workspace, start: int, general: bool) -> None:
        self.scorer, self.work, self.start, self.general = scorer, work, start, general
        self.filled = False
        self.references: _References | None = None

    def counted(self, compiled: CompiledPass | None, got: Float32s, tally: ChunkTally) -> bool:
        """Take in results by the compiled pass; False where the block holds something that it leaves to the general metric."""
        if self.general or compiled is None:
            return False
        counts = compiled.by_references(got, self._exact(), self.start >= SIGN, tally.worst.floor)
        if counts is None:
            return False
        tally.add_counted(self.start, got, counts)
        return True

    def judge(self, got: Float32s, tally: ChunkTally) -> None:
        """Take in results by passes of NumPy."""
        if (value := _one_value(got)) is not None and self._same(value, tally):
            return
        if self.references is None:
            self.references = self._prepare()
        bits = np.add(self.work.offsets, np.uint32(self.start), out=self.work.bits)
        exact, errors, references = self.work.exact, self.work.errors, self.references
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

    def _same(self, value: np.float32, tally: ChunkTally) -> bool:
        """Take in results that are all one value, where each is right: a zero that is flushed, an infinity that f has at zero."""
        flushed = self.scorer.ftz and value == 0.0 and flushes(self._exact())
        at_zero = self.scorer.at_zeros[self.start >= SIGN]
        daz = self.scorer.daz and self.start & 0x7FFFFFFF < SMALLEST_NORMAL_BITS
        saved = daz and np.isinf(value) and value == at_zero and bool(np.abs(self._exact()).max() < _FAR_FROM_INFINITY)
        if not (flushed or saved):
            return False
        tally.add_same(self.start, BLOCK, value, 0.0 if flushed else at_zero)
        tally.add_saved(BLOCK if saved else 0)
        return True

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


def _one_value(got: Float32s) -> np.float32 | None:
    """The value that all results are, bit for bit, or nan where all are nan; None where they differ."""
    bits = got.view(np.uint32)
    if (bits == bits[0]).all():
        return got[0]
    return np.float32(np.nan) if np.isnan(got[0]) and np.isnan(got).all() else None


def _same_number(one: float | None, other: float) -> bool:
    return one is not None and (one == other or (math.isnan(one) and math.isnan(other)))

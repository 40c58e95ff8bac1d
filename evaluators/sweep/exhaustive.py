"""The exhaustive sweep: threads judge chunks of bit patterns, the caller's thread merges them in order."""

import hashlib
import os
import threading
import time
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from evaluators.callbacks import CountCallback
from evaluators.reference.oracle import Oracle
from evaluators.report import ULP_EDGES, ErrorReport
from evaluators.sweep import state as sweep_state
from evaluators.sweep.calls import STRETCH, OtherBitsError
from evaluators.sweep.digests import hasher
from evaluators.sweep.judge import BLOCK, SweepOptions, UnaryKernel, call, report
from evaluators.sweep.stretches import StretchJudge
from evaluators.sweep.tally import CHUNK, WORST, ChunkTally, Scorer, Tally
from search_spaces.targets import Target

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]

_SAVE_SECONDS = 5.0
_SAMPLED = 32
"""Stretches that are judged first, to know what an error must be above to be among the worst."""


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
        self.judge = StretchJudge(self.scorer, self.kernels, options.compiled)
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
            self.judge = StretchJudge(self.scorer, self.kernels, self.options.compiled, alone=True)
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
                self.judge(stretch * STRETCH, tallies)
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
                        pending.append(pool.submit(self._judged, chunk))
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

    def _judged(self, chunk: int) -> list[ChunkTally]:
        tallies = [
            ChunkTally(self.scorer, max(tally.worst.floor, self.floors[name]), hashes=self.options.hashes)
            for name, tally in self.tallies.items()
        ]
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, STRETCH):
            if self.stop.is_set():
                raise InterruptedError("the sweep was stopped")
            self.judge(start, tallies)
        for tally in tallies:
            tally.worst.trim()
        return tallies

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

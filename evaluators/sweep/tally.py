"""The memory of a sweep for one kernel: counts, the worst inputs, digests; errors near a decision go to mpmath."""

import dataclasses
import functools
import hashlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle import Oracle
from evaluators.report import ULP_EDGES
from evaluators.sweep.borders import above_power, near_jumps, sides_matter
from evaluators.ulp import scalar_ulp_error, ulp_error
from search_spaces.targets import Target

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Uint32s = NDArray[np.uint32]

CHUNK = 1 << 20
CHUNKS = 4096
QUIET_NAN = 0x7FC00000
SIGN = 1 << 31
SMALLEST_NORMAL_BITS = 0x00800000
WORST = 1000
RECOMPUTED = 100
"""Worst inputs that mpmath always recomputes; more where more lie within the filter's bound of the top."""

DECISIONS = 64
"""Inputs near one edge, or near jumps of the metric, that mpmath decides in one chunk: a few milliseconds, and seldom
reached because the bound is 2**-22 ulp."""


@dataclass(frozen=True)
class Scorer:
    """The metric as one sweep applies it: which oracle, whether results flush and subnormal inputs count as zero."""

    oracle: Oracle[Target]
    ftz: bool
    daz: bool

    @property
    def least(self) -> float:
        """The size of number whose ulp is the smallest that errors are counted in."""
        return self.oracle.target.least_ulp_at

    def errors(self, bits: Uint32s, got: Float32s, exact: Float64s) -> tuple[Float64s, int]:
        """Error of each result in ulp, and how many inputs `daz` saved."""
        errors = ulp_error(got, exact, ftz=self.ftz, least=self.least)
        subnormal = (
            np.flatnonzero((bits & ~np.uint32(SIGN)) < SMALLEST_NORMAL_BITS) if self.daz else np.empty(0, np.intp)
        )
        if not len(subnormal):
            return errors, 0
        zeros = self.oracle.reference(np.array([0.0, -0.0], np.float32))
        at_zero = ulp_error(got[subnormal], zeros[bits[subnormal] >> 31], ftz=self.ftz, least=self.least)
        saved = int(np.count_nonzero(at_zero < errors[subnormal] - self.oracle.bound_ulp))
        errors[subnormal] = np.minimum(errors[subnormal], at_zero)
        return errors, saved

    def decide(self, bits: Uint32s, got: Float32s) -> list[Any]:
        """Error of each result in ulp as an mpf, at 200 bits."""
        errors = self._decide(bits.view(np.float32), got)
        if self.daz:
            small = np.flatnonzero((bits & ~np.uint32(SIGN)) < SMALLEST_NORMAL_BITS)
            zeros = (bits[small] & np.uint32(SIGN)).view(np.float32)
            for index, error in zip(small, self._decide(zeros, got[small]), strict=True):
                errors[index] = min(errors[index], error)
        return errors

    def _decide(self, x: Float32s, got: Float32s) -> list[Any]:
        exact = self.oracle.exact(x)
        pairs = zip(got, exact, strict=True)
        return [scalar_ulp_error(float(y), f, ftz=self.ftz, least=self.least) for y, f in pairs]


@dataclass
class WorstInputs:
    """The inputs with the largest errors, at most WORST after `trim`; of equals the smallest bit patterns."""

    bits: Uint32s = field(default_factory=lambda: np.empty(0, np.uint32))
    got: Float32s = field(default_factory=lambda: np.empty(0, np.float32))
    errors: Float64s = field(default_factory=lambda: np.empty(0))
    floor: float = -1.0

    def add(self, bits: Uint32s, got: Float32s, errors: Float64s) -> None:
        """Take in results whose bit patterns are larger than all before: at `floor` they lose against those."""
        chosen = np.flatnonzero(errors > self.floor)
        if len(chosen) > WORST:
            kth = np.partition(errors[chosen], len(chosen) - WORST)[len(chosen) - WORST]
            above, level = chosen[errors[chosen] > kth], chosen[errors[chosen] == kth]
            chosen = np.concatenate([above, level[:WORST]])
        self.bits = np.append(self.bits, bits[chosen])
        self.got = np.append(self.got, got[chosen])
        self.errors = np.append(self.errors, errors[chosen])
        if len(self.bits) > 4 * WORST:
            self.trim()

    def trim(self) -> None:
        """Keep the WORST largest, in order."""
        order = np.lexsort((self.bits, -self.errors))[:WORST]
        self.bits, self.got, self.errors = self.bits[order], self.got[order], self.errors[order]
        if len(order) == WORST:
            self.floor = max(self.floor, float(self.errors[-1]))


class ChunkDigest:
    """SHA-256 of a chunk's outputs; an equal value throughout costs one look-up."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()
        self._same: int | None = None
        self._pending = 0
        self._hashed = False

    def add_same(self, value: int, count: int) -> None:
        """Outputs that are all one bit pattern."""
        if self._pending and self._same != value:
            self._flush()
        self._same = value
        self._pending += count

    def add(self, got: Float32s) -> None:
        """Outputs in order."""
        self._flush()
        self._sha.update(canonical_bits(got).astype("<u4", copy=False).data)
        self._hashed = True

    def digest(self) -> bytes:
        """The digest of everything added."""
        if not self._hashed and self._same is not None:
            return _constant_digest(self._same, self._pending)
        self._flush()
        return self._sha.digest()

    def _flush(self) -> None:
        if self._pending and self._same is not None:
            self._sha.update(np.full(self._pending, self._same, "<u4").data)
            self._pending, self._hashed = 0, True


@functools.lru_cache(maxsize=256)
def _constant_digest(value: int, count: int) -> bytes:
    return hashlib.sha256(np.full(count, value, "<u4").data).digest()


@functools.lru_cache(maxsize=4096)
def _one_error(got_bits: int, exact: float, ftz: bool, least: float) -> float:
    got = np.array([got_bits], np.uint32).view(np.float32)
    return float(ulp_error(got, np.array([exact]), ftz=ftz, least=least)[0])


def canonical_bits(got: Float32s) -> Uint32s:
    """Bit patterns of results with every NaN as 0x7fc00000."""
    bits = got.view(np.uint32)
    nan = np.isnan(got)
    return np.where(nan, np.uint32(QUIET_NAN), bits) if nan.any() else bits


class ChunkTally:
    """Counts and worst inputs of one kernel on one run of ascending bit patterns of one sign."""

    def __init__(self, scorer: Scorer, floor: float = -1.0, decisions: int = DECISIONS) -> None:
        self._scorer = scorer
        self._decisions = [decisions] * len(ULP_EDGES)
        self._jump_decisions = decisions
        self._digest = ChunkDigest()
        self.inputs = 0
        self.above = [0] * len(ULP_EDGES)
        self.undecided = 0
        self.disorder = 0
        self.daz_saved = 0
        self.worst = WorstInputs(floor=floor)
        self.first: np.float32 | None = None
        self.last = np.float32(0)

    def digest(self) -> bytes:
        """SHA-256 of the outputs added so far."""
        return self._digest.digest()

    def add_same(self, bits: Uint32s, value: np.float32, exact: float) -> bool:
        """Results all of one bit pattern against one reference; False where they must be judged one by one."""
        got = int(np.float32(value).view(np.uint32))
        error = _one_error(got, exact, self._scorer.ftz, self._scorer.least)
        if any(abs(error - edge) <= self._scorer.oracle.bound_ulp for edge in ULP_EDGES):
            return False
        reference = np.array([exact])
        if len(near_jumps(reference, self._scorer.least)) and sides_matter(reference, np.array([error]))[0]:
            return False
        for k, edge in enumerate(ULP_EDGES):
            self.above[k] += len(bits) * (error > edge)
        if error > self.worst.floor:
            self.worst.add(bits[:WORST], np.full(len(bits[:WORST]), value), np.full(len(bits[:WORST]), error))
        self._order(int(bits[0]), value, value)
        self._digest.add_same(QUIET_NAN if np.isnan(value) else got, len(bits))
        self.inputs += len(bits)
        return True

    def settle(self, bits: Uint32s, got: Float32s, exact: Float64s, errors: Float64s) -> Float64s:
        """Errors for references near jumps of the metric: by mpmath where the side matters.

        Beyond the allowed decisions they take the side with the smaller ulp and count as undecided.
        """
        settled = errors.copy()
        doubtful = np.flatnonzero(sides_matter(exact, errors))
        count = min(self._jump_decisions, len(doubtful))
        self._jump_decisions -= count
        settled[doubtful] *= np.where(above_power(exact[doubtful]), 2.0, 1.0)
        first = doubtful[:count]
        settled[first] = [float(error) for error in self._scorer.decide(bits[first], got[first])]
        self.undecided += len(doubtful) - count
        return settled

    def add(self, bits: Uint32s, got: Float32s, errors: Float64s) -> None:
        """Results with their errors."""
        largest = float(errors.max())
        self._count(bits, got, errors, largest)
        if largest > self.worst.floor:
            self.worst.add(bits, got, errors)
        self._order(int(bits[0]), got[0], got[-1])
        falls = got[1:] < got[:-1] if bits[0] < SIGN else got[1:] > got[:-1]
        self.disorder += int(np.count_nonzero(falls))
        self._digest.add(got)
        self.inputs += len(bits)

    def add_saved(self, count: int) -> None:
        """Inputs that `daz` saved."""
        self.daz_saved += count

    def _order(self, start: int, first: np.float32, last: np.float32) -> None:
        if self.first is None:
            self.first = first
        else:
            self.disorder += int(first < self.last if start < SIGN else first > self.last)
        self.last = last

    def _count(self, bits: Uint32s, got: Float32s, errors: Float64s, largest: float) -> None:
        bound = self._scorer.oracle.bound_ulp
        for k, edge in enumerate(ULP_EDGES):
            if largest <= edge - bound:
                return
            possible = np.count_nonzero(errors > edge - bound)
            certain = np.count_nonzero(errors > edge + bound)
            self.above[k] += int(certain)
            if possible != certain:
                near = np.flatnonzero((errors > edge - bound) & (errors <= edge + bound))
                self._decide(k, bits[near], got[near], errors[near])

    def _decide(self, k: int, bits: Uint32s, got: Float32s, errors: Float64s) -> None:
        count = min(self._decisions[k], len(bits))
        self._decisions[k] -= count
        exact = self._scorer.decide(bits[:count], got[:count])
        self.above[k] += sum(bool(error > ULP_EDGES[k]) for error in exact)
        self.above[k] += int(np.count_nonzero(errors[count:] > ULP_EDGES[k]))
        self.undecided += len(bits) - count


@dataclass(frozen=True)
class Tally:
    """Counts and worst inputs of one kernel on all chunks so far, merged in order."""

    inputs: int = 0
    above: tuple[int, ...] = (0,) * len(ULP_EDGES)
    undecided: int = 0
    disorder: int = 0
    daz_saved: int = 0
    worst: WorstInputs = field(default_factory=WorstInputs)
    at_zero: float = float("nan")
    last: float = float("nan")
    digests: tuple[str, ...] = ()

    def merged(self, chunk: ChunkTally, start: int, hashed: bool) -> "Tally":
        """Tally with the chunk that begins at bit pattern `start`; chunks come in ascending order."""
        worst = dataclasses.replace(self.worst)
        worst.add(chunk.worst.bits, chunk.worst.got, chunk.worst.errors)
        worst.trim()
        first = float(chunk.first) if chunk.first is not None else float("nan")
        return Tally(
            inputs=self.inputs + chunk.inputs,
            above=tuple(a + b for a, b in zip(self.above, chunk.above, strict=True)),
            undecided=self.undecided + chunk.undecided,
            disorder=self.disorder + chunk.disorder + self._step(first, start),
            daz_saved=self.daz_saved + chunk.daz_saved,
            worst=worst,
            at_zero=first if start == 0 else self.at_zero,
            last=float(chunk.last),
            digests=(*self.digests, chunk.digest().hex()) if hashed else (),
        )

    def _step(self, first: float, start: int) -> int:
        """1 if the order is broken between the chunk before and one that begins so, else 0; -0 comes before +0."""
        if start == SIGN:
            return int(first > self.at_zero)
        return int(first < self.last if start < SIGN else first > self.last)

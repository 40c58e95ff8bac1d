"""The memory of a sweep for one kernel: counts, the worst inputs, digests; errors near a decision go to mpmath."""

import dataclasses
import functools
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle import Oracle
from evaluators.report import ULP_EDGES
from evaluators.sweep.borders import Indices, above_power, near_jumps, sides_matter
from evaluators.sweep.digests import QUIET_NAN, ChunkDigest, canonical_bits
from evaluators.sweep.measured import Counts, counted
from evaluators.ulp import scalar_ulp_error, ulp_error
from search_spaces.targets import Target

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Uint32s = NDArray[np.uint32]

CHUNK = 1 << 20
CHUNKS = 4096
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

    @functools.cached_property
    def at_zeros(self) -> tuple[float, float]:
        """References at 0 and -0."""
        one, other = self.oracle.reference(np.array([0.0, -0.0], np.float32))
        return float(one), float(other)

    def errors(self, bits: Uint32s, got: Float32s, exact: Float64s) -> tuple[Float64s, int]:
        """Error of each result in ulp, and how many inputs `daz` saved."""
        errors = ulp_error(got, exact, ftz=self.ftz, least=self.least)
        subnormal = (
            np.flatnonzero((bits & ~np.uint32(SIGN)) < SMALLEST_NORMAL_BITS) if self.daz else np.empty(0, np.intp)
        )
        if not len(subnormal):
            return errors, 0
        at_zero = ulp_error(
            got[subnormal], np.array(self.at_zeros)[bits[subnormal] >> 31], ftz=self.ftz, least=self.least
        )
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


@functools.lru_cache(maxsize=4096)
def _same_error(got_bits: int, exact: float, ftz: bool, least: float) -> tuple[float, bool]:
    """Error of one result against one reference, and whether mpmath has to say on which side of a jump the reference lies."""
    got, reference = np.array([got_bits], np.uint32).view(np.float32), np.array([exact])
    error = ulp_error(got, reference, ftz=ftz, least=least)
    return float(error[0]), bool(len(near_jumps(reference, least)) and sides_matter(reference, error)[0])


def _smaller_ulp(exact: Float64s, errors: Float64s) -> Float64s:
    """Errors beside powers of two in the smaller of the two ulp."""
    return errors * np.where(above_power(exact), 2.0, 1.0)


class ChunkTally:
    """Counts and worst inputs of one kernel on one run of ascending bit patterns of one sign."""

    def __init__(
        self, scorer: Scorer, floor: float = -1.0, decisions: int = DECISIONS, hashes: tuple[str, ...] = ()
    ) -> None:
        self._scorer = scorer
        self._decisions = [decisions] * len(ULP_EDGES)
        self._jump_decisions = decisions
        self._digest = ChunkDigest(hashes) if hashes else None
        self.inputs = 0
        self.above = [0] * len(ULP_EDGES)
        self.undecided = 0
        self.disorder = 0
        self.daz_saved = 0
        self.worst = WorstInputs(floor=floor)
        self.first: np.float32 | None = None
        self.last = np.float32(0)

    def digests(self) -> tuple[bytes, ...]:
        """Digests of the outputs added so far, one a kind of hash."""
        return self._digest.digests() if self._digest else ()

    def add_same(self, start: int, count: int, value: np.float32, exact: float) -> bool:
        """Results of consecutive bit patterns, all one, against one reference; False where they must be judged one by one."""
        got = int(np.float32(value).view(np.uint32))
        scorer = self._scorer
        error, is_doubtful = _same_error(got, exact, scorer.ftz, scorer.least)
        if is_doubtful:
            error = float(_smaller_ulp(np.array([exact]), np.array([error]))[0])
        if any(abs(error - edge) <= scorer.oracle.bound_ulp for edge in ULP_EDGES):
            return False
        if is_doubtful and self._jump_decisions:
            first = min(self._jump_decisions, count)
            self._add_settled(np.arange(start, start + first, dtype=np.uint32), value, exact)
            return first == count or self.add_same(start + first, count - first, value, exact)
        self.undecided += count * is_doubtful
        for k, edge in enumerate(ULP_EDGES):
            self.above[k] += count * (error > edge)
        if error > self.worst.floor:
            bits = np.arange(start, start + min(count, WORST), dtype=np.uint32)
            self.worst.add(bits, np.full(len(bits), value), np.full(len(bits), error))
        self._order(start, value, value)
        if self._digest:
            self._digest.add_same(QUIET_NAN if np.isnan(value) else got, count)
        self.inputs += count
        return True

    def _add_settled(self, bits: Uint32s, value: np.float32, exact: float) -> None:
        got, references = np.full(len(bits), value), np.full(len(bits), exact)
        errors, _ = self._scorer.errors(bits, got, references)
        self.add(bits, got, self.settle(bits, got, references, errors))

    def settle(self, bits: Uint32s, got: Float32s, exact: Float64s, errors: Float64s) -> Float64s:
        """Errors for references near jumps of the metric: by mpmath where the side matters.

        Beyond the allowed decisions they take the side with the smaller ulp and count as undecided.
        """
        settled = errors.copy()
        doubtful = np.flatnonzero(sides_matter(exact, errors))
        count = min(self._jump_decisions, len(doubtful))
        self._jump_decisions -= count
        settled[doubtful] = _smaller_ulp(exact[doubtful], settled[doubtful])
        first = doubtful[:count]
        settled[first] = [float(error) for error in self._scorer.decide(bits[first], got[first])]
        self.undecided += len(doubtful) - count
        return settled

    def add(self, bits: Uint32s, got: Float32s, errors: Float64s) -> None:
        """Results with their errors."""
        self._digested(canonical_bits(got))
        self._add(int(bits[0]), bits, got, counted(got, errors, bool(bits[0] >= SIGN), self.worst.floor))

    def add_counted(self, start: int, got: Float32s, counts: Counts) -> None:
        """Results of consecutive bit patterns with their counts; none is nan."""
        self._digested(got.view(np.uint32))
        self._add(start, None, got, counts)

    def _add(self, start: int, bits: Uint32s | None, got: Float32s, counts: Counts) -> None:
        def bits_at(at: Indices) -> Uint32s:
            return (at + start).astype(np.uint32) if bits is None else bits[at]

        for k, certain in enumerate(counts.certain):
            self.above[k] += certain
        for k, places in counts.doubtful.items():
            self._decide(k, bits_at(places.at), got[places.at], places.errors)
        if counts.largest > self.worst.floor:
            self.worst.add(bits_at(counts.worst.at), got[counts.worst.at], counts.worst.errors)
        self._order(start, got[0], got[-1])
        self.disorder += counts.falls
        self.inputs += len(got)

    def _digested(self, bits: Uint32s) -> None:
        if self._digest:
            self._digest.add(bits)

    def add_saved(self, count: int) -> None:
        """Inputs that `daz` saved."""
        self.daz_saved += count

    def _order(self, start: int, first: np.float32, last: np.float32) -> None:
        if self.first is None:
            self.first = first
        else:
            self.disorder += int(first < self.last if start < SIGN else first > self.last)
        self.last = last

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
    digests: tuple[tuple[str, ...], ...] = ()

    def merged(self, chunk: ChunkTally, start: int) -> "Tally":
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
            digests=(*self.digests, tuple(digest.hex() for digest in chunk.digests())),
        )

    def _step(self, first: float, start: int) -> int:
        """1 if the order is broken between the chunk before and one that begins so, else 0; -0 comes before +0."""
        if start == SIGN:
            return int(first > self.at_zero)
        return int(first < self.last if start < SIGN else first > self.last)

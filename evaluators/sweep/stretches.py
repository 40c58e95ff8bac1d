"""Kernels' outputs for a stretch of consecutive bit patterns, judged: as a whole where one polynomial or number gives the references."""

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluators.sweep.borders import NONE, Indices, clear_of_powers, flushes, near_jumps
from evaluators.sweep.calls import STRETCH, Caller
from evaluators.sweep.judge import BLOCK, UnaryKernel
from evaluators.sweep.measured import LARGEST_ORDINARY, CompiledPass, compiled_pass
from evaluators.sweep.tally import SIGN, SMALLEST_NORMAL_BITS, ChunkTally, Scorer
from evaluators.ulp import inverse_ulp, ordinary_range, ordinary_ulp_error
from search_spaces.formats import FLOAT32_FORMAT

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]

_FAR_FROM_INFINITY = 2.0**FLOAT32_FORMAT.e_max
"""A reference below it is far from infinity in any metric."""


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


class StretchJudge:
    """The judge of some kernels, for any number of threads.

    Args:
        scorer: The metric.
        kernels: By name.
        compiled: Take numba's pass where numba is here.
        alone: Call the kernels with arrays, whatever else they can.
    """

    def __init__(
        self, scorer: Scorer, kernels: Mapping[str, UnaryKernel], compiled: bool = True, alone: bool = False
    ) -> None:
        self.scorer = scorer
        self.callers = [Caller(name, kernel, alone) for name, kernel in kernels.items()]
        self.work = _Workspace()
        self.compiled = compiled_pass(scorer.least) if compiled else None

    def __call__(self, start: int, tallies: Sequence[ChunkTally]) -> None:
        """Call each kernel on the STRETCH bit patterns from `start` on, and take its results into its tally.

        Raises:
            OtherBitsError, TypeError: As `Caller`.
        """
        common, left = self._common(start, STRETCH), []
        for caller, tally in zip(self.callers, tallies, strict=True):
            got = caller(start)
            if not self._taken(common, got, start, tally):
                left.append((got, tally))
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

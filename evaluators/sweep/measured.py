"""Errors and counts of a block whose references are ordinary: in one compiled pass where numba is here, else by NumPy.

Both give the same bits. What they leave to the caller are the blocks that hold something else: subnormal numbers, overflow,
nan, a reference beside a jump of the metric.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle_build import BOUND_ULP
from evaluators.report import ULP_EDGES
from evaluators.sweep.borders import MARGIN_PATTERNS, NONE, STAKE, Indices, first_with_jump
from evaluators.ulp import exponent_fields, ordinary_range
from search_spaces.formats import FLOAT32_FORMAT

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Int64s = NDArray[np.int64]

LARGEST_ORDINARY = 2.0 ** (FLOAT32_FORMAT.significand - 2)
"""From this error on a result may be nan, infinite or of the other sign: the general metric judges it."""
_LIMITS = np.array([[edge - BOUND_ULP, edge + BOUND_ULP] for edge in ULP_EDGES]).view(np.int64)
_NO_CELLS, _NO_REFERENCES = np.empty((0, 5)), np.empty(0)
_ROOM = 4096
"""Places that the compiled pass can keep of one stretch; with more, which is seldom, NumPy judges it."""


@dataclass(frozen=True)
class Places:
    """Some of a block's places, ascending, with their errors."""

    at: Indices
    errors: Float64s


@dataclass(frozen=True)
class Counts:
    """Counts of a block's errors.

    Attributes:
        largest: The largest error.
        possible: For each edge, how many errors may be above it.
        certain: For each edge, how many are.
        falls: Neighbouring results against the order.
        doubtful: Places whose error may be above an edge and may not, by edges that have some.
        worst: Places of the errors above the floor asked for.
    """

    largest: float
    possible: tuple[int, ...]
    certain: tuple[int, ...]
    falls: int
    doubtful: Mapping[int, Places]
    worst: Places


def counted(got: Float32s, errors: Float64s, descending: bool, floor: float = -1.0) -> Counts:
    """The counts, by NumPy."""
    largest = float(errors.max())
    reached = [edge for edge in ULP_EDGES if not largest <= edge - BOUND_ULP]
    rest = (0,) * (len(ULP_EDGES) - len(reached))
    falls = got[1:] > got[:-1] if descending else got[1:] < got[:-1]
    possible = (*(int(np.count_nonzero(errors > edge - BOUND_ULP)) for edge in reached), *rest)
    certain = (*(int(np.count_nonzero(errors > edge + BOUND_ULP)) for edge in reached), *rest)
    doubtful = {
        k: _between(errors, edge - BOUND_ULP, edge + BOUND_ULP)
        for k, edge in enumerate(reached)
        if possible[k] != certain[k]
    }
    worst = _between(errors, floor, np.inf) if largest > floor else Places(NONE, np.empty(0))
    return Counts(largest, possible, certain, int(np.count_nonzero(falls)), doubtful, worst)


def _between(errors: Float64s, low: float, high: float) -> Places:
    at = np.flatnonzero((errors > low) & (errors <= high))
    return Places(at, errors[at])


class CompiledPass(threading.local):
    """The compiled pass for one target's metric; each thread has its own counts.

    Raises:
        ImportError: numba is not here.
    """

    def __init__(self, least: float) -> None:
        from evaluators.compiled.sweeping import judging

        self._measure: Callable[..., bool] = judging.measure
        self._steps, self._scratch = judging.STEPS, np.empty((3, judging.STRIP))
        self._words = metric_words(least)
        self._counts = np.zeros(2 * len(ULP_EDGES) + 3, np.int64)
        self._found, self._errors = np.empty((_ROOM, 2), np.int64), np.empty(_ROOM, np.int64)

    def by_polynomials(self, got: Float32s, coefficients: Float64s, down: bool, floor: float = -1.0) -> Counts | None:
        """Counts of a stretch, its references from coefficients of cells; None where it wants the general metric."""
        return self._counted(got, (coefficients, _NO_REFERENCES), down, floor)

    def by_references(self, got: Float32s, exact: Float64s, down: bool, floor: float = -1.0) -> Counts | None:
        """The same against references that are there."""
        return self._counted(got, (_NO_CELLS, exact), down, floor)

    def _counted(self, got: Float32s, references: tuple[Any, Any], down: bool, floor: float) -> Counts | None:
        fixed = got.view()
        fixed.flags.writeable = False  # one compiled form for all
        least = -1 if floor < 0 else int(np.float64(floor).view(np.int64))
        given = (fixed, *references, self._steps, self._scratch, self._words, _LIMITS, least, down)
        if not self._measure(*given, self._counts, self._found, self._errors) or self._counts[-1] > _ROOM:
            return None
        return self._told()

    def _told(self) -> Counts:
        *counts, falls, _, kept = self._counts.tolist()
        at, edges = self._found[:kept].T
        errors = self._errors[:kept].view(np.float64)
        doubtful = {int(k): Places(at[edges == k], errors[edges == k]) for k in np.unique(edges) if k >= 0}
        worst = Places(at[edges < 0], errors[edges < 0])
        largest = float(self._counts[-2:-1].view(np.float64)[0])
        return Counts(largest, tuple(counts[::2]), tuple(counts[1::2]), falls, doubtful, worst)


def metric_words(least: float) -> Int64s:
    """Numbers that the compiled pass compares patterns with.

    First ordinary reference and first beyond them; lowest and highest exponent field of an ulp, and what minus a field is 1 / ulp;
    margin about a power of two, first reference that has one; first error that is not ordinary; error up to which
    a reference beside a power of two has nothing at stake.
    """
    low, high = ordinary_range(FLOAT32_FORMAT)
    ends = np.array([low, high]).view(np.uint64)
    last = np.array([first_with_jump(least), LARGEST_ORDINARY, STAKE]).view(np.uint64)
    fields = exponent_fields(FLOAT32_FORMAT, least)
    return np.array([*ends, *fields, MARGIN_PATTERNS, *last], np.uint64).view(np.int64)


def compiled_pass(least: float) -> CompiledPass | None:
    """The compiled pass, or None where numba is not here."""
    try:
        return CompiledPass(least)
    except ImportError:
        return None

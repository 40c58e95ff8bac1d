"""Errors and counts of a block whose references are ordinary: in one compiled pass where numba is here, else by NumPy.

Both give the same bits. What they leave to the caller are the blocks that hold something else: subnormal numbers, overflow,
nan, a reference beside a jump of the metric.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle_build import BOUND_ULP
from evaluators.report import ULP_EDGES
from evaluators.sweep.borders import MARGIN_PATTERNS, clear_of_powers, first_with_jump
from evaluators.ulp import exponent_fields, inverse_ulp, ordinary_range
from search_spaces.formats import FLOAT32_FORMAT

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Int64s = NDArray[np.int64]

LARGEST_ORDINARY = 2.0 ** (FLOAT32_FORMAT.significand - 2)
"""From this error on a result may be nan, infinite or of the other sign: the general metric judges it."""
_LIMITS = np.array([[edge - BOUND_ULP, edge + BOUND_ULP] for edge in ULP_EDGES]).view(np.int64)
_NO_CELLS = np.empty((0, 5)), np.empty(0)


@dataclass(frozen=True)
class Counts:
    """Counts of a block's errors.

    Attributes:
        largest: The largest error.
        possible: For each edge, how many errors may be above it.
        certain: For each edge, how many are.
        falls: Neighbouring results against the order.
    """

    largest: float
    possible: tuple[int, ...]
    certain: tuple[int, ...]
    falls: int


def counted(got: Float32s, errors: Float64s, descending: bool) -> Counts:
    """The counts, by NumPy."""
    largest = float(errors.max())
    reached = [edge for edge in ULP_EDGES if not largest <= edge - BOUND_ULP]
    rest = (0,) * (len(ULP_EDGES) - len(reached))
    falls = got[1:] > got[:-1] if descending else got[1:] < got[:-1]
    return Counts(
        largest,
        (*(int(np.count_nonzero(errors > edge - BOUND_ULP)) for edge in reached), *rest),
        (*(int(np.count_nonzero(errors > edge + BOUND_ULP)) for edge in reached), *rest),
        int(np.count_nonzero(falls)),
    )


class CompiledPass(threading.local):
    """The compiled pass for one target's metric; each thread has its own counts.

    Raises:
        ImportError: numba is not here.
    """

    def __init__(self, least: float) -> None:
        from evaluators.compiled.sweeping import judging

        self._measure: Callable[..., bool] = judging.measure
        self._steps = judging.STEPS
        self._words = metric_words(least)
        self._least = least
        self._counts = np.zeros(2 * len(ULP_EDGES) + 2, np.int64)

    def by_polynomials(
        self, got: Float32s, coefficients: Float64s, exact: Float64s, errors: Float64s, down: bool
    ) -> Counts | None:
        """Counts of a block, its references from coefficients of cells; these are written, and so are the errors.

        None, and nothing written that could be used, where the block wants the general metric.
        """
        return self._counted(got, (coefficients, self._inverses(coefficients, len(got))), (exact, errors), down)

    def by_references(self, got: Float32s, exact: Float64s, errors: Float64s, down: bool) -> Counts | None:
        """The same against references that are there."""
        return self._counted(got, _NO_CELLS, (exact, errors), down)

    def _counted(self, got: Float32s, cells: tuple[Any, Any], written: tuple[Any, Any], down: bool) -> Counts | None:
        fixed = got.view()
        fixed.flags.writeable = False  # one compiled form for all
        if not self._measure(
            fixed, *cells, written[0], self._steps, written[1], self._words, _LIMITS, down, self._counts
        ):
            return None
        counts = self._counts.tolist()
        largest = float(self._counts[-1:].view(np.float64)[0])
        return Counts(largest, tuple(counts[:-2:2]), tuple(counts[1:-2:2]), counts[-2])

    def _inverses(self, coefficients: Float64s, length: int) -> Float64s:
        """1 / ulp throughout each cell; 0 where its references may not share a binade, or may not be ordinary."""
        half = length / len(coefficients) / 2
        # |p(t) - c0| is at most the sum of |c_k| half^k; 2^-40 of it is more than rounding adds.
        reach = np.abs(coefficients[:, 1:]) @ half ** np.arange(1.0, 5.0) * (1 + 2.0**-40)
        middle = np.abs(coefficients[:, 0])
        smallest, largest = middle - reach - 2.0**-50 * middle, middle + reach + 2.0**-50 * middle
        low, high = ordinary_range(FLOAT32_FORMAT)
        found = [
            low <= s and b < high and clear_of_powers(s, b)
            for s, b in zip(smallest.tolist(), largest.tolist(), strict=True)
        ]
        return np.where(found, inverse_ulp(np.maximum(smallest, low), least=self._least), 0.0)


def metric_words(least: float) -> Int64s:
    """Numbers that the compiled pass compares patterns with.

    First ordinary reference and first beyond them; lowest and highest exponent field of an ulp, and what minus a field is 1 / ulp;
    margin about a power of two, first reference that has one; first error that is not ordinary.
    """
    low, high = ordinary_range(FLOAT32_FORMAT)
    ends = np.array([low, high]).view(np.uint64)
    last = np.array([first_with_jump(least), LARGEST_ORDINARY]).view(np.uint64)
    fields = exponent_fields(FLOAT32_FORMAT, least)
    return np.array([*ends, *fields, MARGIN_PATTERNS, *last], np.uint64).view(np.int64)


def compiled_pass(least: float) -> CompiledPass | None:
    """The compiled pass, or None where numba is not here."""
    try:
        return CompiledPass(least)
    except ImportError:
        return None

"""Reference values of a target: a fast float64 filter with a checked bound, and mpmath, which decides."""

import functools
import threading
from typing import Any, Generic, TypeVar

import mpmath
import numpy as np
from numpy.typing import NDArray

from evaluators.reference.interpolation import (
    CELLS,
    DEGREE,
    LEAF_LOG2,
    NODES,
    SPLIT_LOG2,
    cell_coefficients,
    horner,
    interpolate,
    pattern_weights,
)
from evaluators.reference.oracle_build import BOUND_ULP, PieceBuilder, Pieces, value_at
from evaluators.reference.oracle_store import kept
from evaluators.reference.reflection import ReflectionFilter
from evaluators.reference.waves import WaveFilter
from search_spaces.targets import RealFunction

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]

BLOCK_STEP = 1 << SPLIT_LOG2
"""Shorter pieces never straddle the ends of a block that starts and ends at multiples of this."""

_GEMM = 1 << 18
"""Multiply-adds of one matrix product: with no more OpenBLAS stays in the calling thread."""

F = TypeVar("F", bound=RealFunction)


class Oracle(Generic[F]):
    """References of one function for float32 inputs.

    `block` and `reference` are the filter: off by at most `bound_ulp` ulp of float32 (evaluators/reference/oracle_build.py says
    how that is checked). `exact` is mpmath.
    """

    bound_ulp = BOUND_ULP

    def __init__(self, target: F, pieces: Pieces) -> None:
        self.target = target
        self.pieces = pieces
        self._waves = _form_filter(target)
        self._context: Any = mpmath.MPContext()
        self._lock = threading.Lock()
        self._starts = pieces.starts.astype(np.int64)
        self._ends = self._starts + (np.int64(1) << pieces.log2_lengths.astype(np.int64))
        # First piece after each piece that differs in length or kind: runs are evaluated by one product.
        kind = pieces.log2_lengths.astype(np.int64) * 4 + 2 * pieces.wave + pieces.constant
        changes = np.append(np.flatnonzero(kind[1:] != kind[:-1]) + 1, len(kind))
        self._run_ends = changes[np.searchsorted(changes, np.arange(len(kind)), side="right")]

    def constant(self, start: int, count: int) -> float | None:
        """The reference shared by `count` consecutive bit patterns from `start`, or None where there is not one."""
        index = self._piece(start)
        if self.pieces.constant[index] and start + count <= self._ends[index]:
            return float(self.pieces.values[index, 0])
        return None

    def block(self, start: int, out: Float64s) -> Float64s:
        """References of len(out) consecutive bit patterns from `start`, written to `out`.

        Raises:
            ValueError: `start` and len(out) are not multiples of BLOCK_STEP, or the block is not contiguous memory.
        """
        if start % BLOCK_STEP or len(out) % BLOCK_STEP or not out.flags.c_contiguous:
            raise ValueError(
                f"the first pattern of a block and its length are multiples of {BLOCK_STEP} in contiguous memory; "
                f"given {start} and {len(out)}"
            )
        position, end = start, start + len(out)
        index = self._piece(start)
        while position < end:
            stop = min(int(self._ends[index]), end)
            if self.pieces.constant[index]:
                out[position - start : stop - start] = self.pieces.values[index, 0]
                index += 1
            elif self._waves is not None and self.pieces.wave[index]:
                self._waves.block(position, out[position - start : stop - start])
                index += 1
            elif self.pieces.log2_lengths[index] >= SPLIT_LOG2:
                horner(self._cells(index, position, stop - position), out[position - start : stop - start])
                index += 1
            else:
                last = min(int(self._run_ends[index]), int(np.searchsorted(self._starts, end)))
                stop = int(self._ends[last - 1])
                self._run(index, last, out[position - start : stop - start])
                index = last
            position = stop
        return out

    def polynomials(self, start: int, count: int) -> Float64s | None:
        """Coefficients, as `horner` takes them, that give the references of a block; None where no one long piece holds it."""
        index = self._piece(start)
        plain = not (self.pieces.constant[index] or self.pieces.wave[index])
        if plain and self.pieces.log2_lengths[index] >= SPLIT_LOG2 and start + count <= self._ends[index]:
            return self._cells(index, start, count)
        return None

    def reference(self, x: Float32s) -> Float64s:
        """References of any inputs.

        Raises:
            TypeError: `x` is not float32.
        """
        bits = _patterns(x).ravel()
        index = np.searchsorted(self.pieces.starts, bits, side="right") - 1
        out = self.pieces.values[index, 0]
        if self._waves is not None:
            waves = np.flatnonzero(self.pieces.wave[index])
            out[waves] = self._waves.reference(bits[waves])
        varying = np.flatnonzero(~(self.pieces.constant | self.pieces.wave)[index])
        index = index[varying]
        offsets = (bits[varying] - self.pieces.starts[index]).astype(np.float64)
        lengths = self.pieces.log2_lengths[index]
        for length in np.unique(lengths):
            chosen = np.flatnonzero(lengths == length)
            if length == LEAF_LOG2:
                out[varying[chosen]] = self.pieces.values[index[chosen], offsets[chosen].astype(np.intp)]
            else:
                values = self.pieces.values[index[chosen]]
                out[varying[chosen]] = interpolate(int(length), offsets[chosen], values)
        return out.reshape(x.shape)

    def exact(self, x: Float32s, bits: int = 200) -> list[Any]:
        """mpmath values of f at each input, right to `bits` bits; special values where the target row lists them."""
        _patterns(x)
        with self._lock:
            self._context.prec = bits
            return [value_at(self.target, self._context, float(value)) for value in x.ravel()]

    def _piece(self, start: int) -> int:
        return int(np.searchsorted(self._starts, start, side="right")) - 1

    def _run(self, first: int, last: int, out: Float64s) -> None:
        """Whole pieces of one length."""
        log2_length = int(self.pieces.log2_lengths[first])
        if log2_length == LEAF_LOG2:  # not a product: infinities and NaN must stay where they are
            out[:] = self.pieces.values[first:last].ravel()
        else:
            _products(self.pieces.values[first:last], log2_length, out)

    def _cells(self, index: int, position: int, count: int) -> Float64s:
        """Coefficients of the cells of a long piece from a position on, a row a cell."""
        length = int(self.pieces.log2_lengths[index])
        first = (position - int(self._starts[index])) * CELLS >> length
        weights = cell_coefficients(length)[first : first + (count * CELLS >> length)]
        return (weights.reshape(-1, NODES) @ self.pieces.values[index]).reshape(-1, DEGREE + 1)


def _form_filter(target: RealFunction) -> WaveFilter | ReflectionFilter | None:
    if target.waves is not None:
        return WaveFilter(target)
    return None if target.poles is None else ReflectionFilter(target.poles)


def _products(values: Float64s, log2_length: int, out: Float64s) -> None:
    """Every pattern of consecutive pieces, or cells, of one length."""
    nodes = values.shape[1]
    weights = pattern_weights(log2_length, nodes)
    rows = max(1, _GEMM // nodes >> log2_length)
    shaped = out.reshape(len(values), 1 << log2_length)
    for row in range(0, len(values), rows):
        np.matmul(values[row : row + rows], weights, out=shaped[row : row + rows])


def _patterns(x: Float32s) -> NDArray[np.uint32]:
    if x.dtype != np.float32:
        raise TypeError(f"inputs are {x.dtype.name}; they must be float32")
    return np.ascontiguousarray(x).view(np.uint32)


def build_oracle(target: F) -> Oracle[F]:
    """The oracle of a target row: built in some seconds, or where the table's rows are as they were, read from the cache.

    Raises:
        OracleError: The target varies too fast for float32 polynomials.
    """
    return _built(target)


@functools.cache
def _built(target: Any) -> Oracle[Any]:
    return Oracle(target, kept(target, PieceBuilder(target).build))

"""Errors of whole kernels over every input of a domain of float32, and whether a file's bits are those of its program.

A result that flushes a subnormal value to zero, and one that takes a subnormal input for zero, is right: words are read and
written so. NaN is equal to NaN. In a count of wrong inputs both zeros are equal, and zeros of the wrong sign are counted apart.
"""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from evaluators.ulp import inverse_ulp

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Words = NDArray[np.uint32]
Kernel = Callable[[Float32s], Float32s]
Ranges = tuple[tuple[int, int], ...]
"""First and last word of stretches of inputs."""

BLOCK = 1 << 16
"""Inputs that are judged at a time: their float64 values stay in the second-level cache."""
LEAST, LARGEST = 2.0**-126, float(np.finfo(np.float32).max)
NAN_RANGES: Ranges = ((0x7F800001, 0x7FFFFFFF), (0xFF800001, 0xFFFFFFFF))
RELATIVE, ULP, ABSOLUTE, MIXED, WRONG = "relative", "ulp", "absolute", "mixed", "wrong"


@dataclass(frozen=True)
class Judged:
    """Errors of a kernel.

    Attributes:
        max_error: Largest error of the kind asked for; of WRONG, the count of wrong inputs.
        witness: An input where it is reached, or that is wrong.
        max_ulp: Largest error in ulp of the exact value.
        wrong: Inputs whose result is not the exact value rounded to float32.
        wrong_zero_signs: Inputs whose result is a zero of the wrong sign; they are not among `wrong`.
        inputs: Inputs judged.
        differing: Inputs where the file's bits are not the program's.
    """

    max_error: float = 0.0
    witness: float | None = None
    max_ulp: float = 0.0
    wrong: int = 0
    wrong_zero_signs: int = 0
    inputs: int = 0
    differing: int = 0

    def joined(self, other: "Judged", counted: bool) -> "Judged":
        """Both together; `counted` where errors are counts."""
        worse = other if other.max_error > self.max_error else self
        return Judged(
            self.max_error + other.max_error if counted else worse.max_error,
            self.witness if counted and self.witness is not None else worse.witness,
            max(self.max_ulp, other.max_ulp),
            self.wrong + other.wrong,
            self.wrong_zero_signs + other.wrong_zero_signs,
            self.inputs + other.inputs,
            self.differing + other.differing,
        )


@dataclass(frozen=True)
class Task:
    """Kernels to sweep, with their programs and references.

    Attributes:
        kernels: Files' functions, by name; each is called with BLOCK inputs at a time from several threads.
        programs: Their programs as functions of words, by the same names.
        reference: float64 values of the target.
        error: Kind of error.
        is_exact: Whether the target is a conversion, whose subnormal results count like any other.
        block: The references of BLOCK words from one on, written to an array; None where `reference` is as quick.
    """

    kernels: Mapping[str, Kernel]
    programs: Mapping[str, Callable[[Words], Words]]
    reference: Callable[[Float32s], Float64s]
    error: str
    is_exact: bool
    block: Callable[[int, Float64s], Float64s] | None = None


@dataclass(frozen=True)
class _Block:
    """References of a block of inputs and what all kernels share; ordinary where nothing is subnormal or no number."""

    x: Float32s
    f: Float64s
    at_zero: Float64s | None
    weights: Float64s
    inverse: Float64s
    rounded: Float32s
    is_ordinary: bool


def sweep_words(
    task: Task, ranges: Ranges, told: Callable[[int, int], None] = lambda *_: None, threads: int | None = None
) -> dict[str, Judged]:
    """Each kernel over every word of some ranges.

    Args:
        task: Kernels, programs and references.
        ranges: Words of the inputs.
        told: How many blocks are done, and of how many.
        threads: That judge blocks; None for one a core.
    """
    blocks = list(_blocks(ranges))
    totals = dict.fromkeys(task.kernels, Judged())
    with ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="sweep") as pool:
        for done, judged in enumerate(pool.map(lambda ends: judge_block(task, *ends), blocks), 1):
            totals = {name: total.joined(judged[name], task.error == WRONG) for name, total in totals.items()}
            told(done, len(blocks))
    return totals


def _blocks(ranges: Ranges) -> Iterator[tuple[int, int]]:
    """First and last word of what ranges have of each block of BLOCK words."""
    for first, last in ranges:
        for start in range(first - first % BLOCK, last + 1, BLOCK):
            yield max(first, start), min(last, start + BLOCK - 1)


def judge_block(task: Task, first: int, last: int) -> dict[str, Judged]:
    """Each kernel on the words from `first` to `last` of one block; it is called with the whole block."""
    start = first - first % BLOCK
    words = np.arange(start, start + BLOCK, dtype=np.uint64).astype(np.uint32)
    inside = slice(first - start, last - start + 1)
    with np.errstate(all="ignore"):
        whole = task.block(start, _WORK.exact) if task.block is not None else task.reference(words.view(np.float32))
        block = _block(task, words.view(np.float32)[inside], whole[inside])
        return {name: _judge(task, name, words, inside, block) for name in task.kernels}


def _block(task: Task, x: Float32s, f: Float64s) -> _Block:
    size = np.abs(f)
    ordinary = bool(size.min() >= LEAST and size.max() <= LARGEST) and not np.any(np.abs(x) < LEAST)
    subnormal = not task.is_exact and bool(np.any((np.abs(x) < LEAST) & (x != 0.0)))
    at_zero = task.reference(np.copysign(np.float32(0.0), x)) if subnormal else None
    inverse = inverse_ulp(np.where(np.isfinite(f), f, 1.0))
    return _Block(x, f, at_zero, _weights(task.error, size), inverse, f.astype(np.float32), ordinary)


def _weights(error: str, size: Float64s) -> Float64s:
    if error == RELATIVE:
        return 1.0 / np.maximum(size, LEAST)
    if error == MIXED:
        return 1.0 / np.maximum(size, 1.0)
    return np.ones_like(size)


def _judge(task: Task, name: str, words: Words, inside: slice, block: _Block) -> Judged:
    got = np.asarray(task.kernels[name](words.view(np.float32)))[inside]
    wanted = task.programs[name](words)[inside]
    differing = int(np.count_nonzero(got.view(np.uint32) != wanted))
    if differing:
        both_nan = np.isnan(got) & np.isnan(wanted.view(np.float32))
        differing -= int(np.count_nonzero(both_nan & (got.view(np.uint32) != wanted)))
    judged = replace(_counts(task, got, block), differing=differing, inputs=len(got))
    if task.error == WRONG:
        return replace(judged, max_error=float(judged.wrong))
    off, scaled = _offsets(task, got, block)
    judged = replace(judged, max_ulp=float(scaled.max()))
    if task.error != ULP:
        np.multiply(off, block.weights, out=scaled)
    place = int(np.argmax(scaled))
    return replace(judged, max_error=float(scaled[place]), witness=float(block.x[place]))


def _offsets(task: Task, got: Float32s, block: _Block) -> tuple[Float64s, Float64s]:
    """|got - f|, and the same in ulp, in the thread's buffers."""
    off, scaled = _WORK.off[: len(got)], _WORK.scaled[: len(got)]
    if block.is_ordinary:
        np.abs(np.subtract(got, block.f, out=off), out=off)
        np.multiply(off, block.inverse, out=scaled)
        if not np.isnan(scaled.max()):
            return off, scaled
    off = _distance(task, got, block)
    return off, np.multiply(off, block.inverse, out=scaled)


class _Workspace(threading.local):
    """Buffers of one thread; fresh ones would page-fault."""

    def __init__(self) -> None:
        self.off, self.scaled, self.exact = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)


_WORK = _Workspace()


def _distance(task: Task, got: Float32s, block: _Block) -> Float64s:
    """|got - f|, infinite where one of them alone is NaN, 0 where both are or they are equal."""
    value = got.astype(np.float64)
    off = np.abs(value - block.f)
    if block.at_zero is not None:
        flushed = np.abs(block.x) < LEAST
        off = np.where(flushed, np.fmin(off, np.abs(value - block.at_zero)), off)
    if not task.is_exact:
        off = np.where((np.abs(block.f) < LEAST) & (got == 0.0), 0.0, off)
    same = (got == block.rounded) | (np.isnan(got) & np.isnan(block.f))
    return np.where(np.isnan(off), np.where(same, 0.0, np.inf), off)


def _counts(task: Task, got: Float32s, block: _Block) -> Judged:
    right = got == block.rounded
    if not block.is_ordinary:
        right |= np.isnan(got) & np.isnan(block.rounded)
        if not task.is_exact:
            right |= (np.abs(block.rounded) < LEAST) & (got == 0.0)
    wrong = len(got) - int(np.count_nonzero(right))
    witness = float(block.x[int(np.argmin(right))]) if wrong else None
    signs = 0
    if not block.is_ordinary:
        zeros = (got == 0.0) & (block.rounded == 0.0)
        signs = int(np.count_nonzero(zeros & (np.signbit(got) != np.signbit(block.rounded))))
    return Judged(wrong=wrong, wrong_zero_signs=signs, witness=witness)

"""Every input of a domain: what a program of words is worth in the end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.words import run_program
from evaluators.reference.oracle import Oracle
from evo.whole.domain import Domain, values_at
from evo.whole.sample import weights_of
from search_spaces.whole.whole_targets import WRONG
from search_spaces.whole.words import WordsProgram

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
BLOCK = 1 << 20


@dataclass(frozen=True)
class Swept:
    """A program on every input of a domain.

    Attributes:
        error: Largest error of the kind asked for; for WRONG the share of wrong inputs.
        witness: An input with the largest error, or the first wrong one; nan where there is none.
        wrong: Inputs whose value is not the target's float32, zeros being equal and NaN being equal.
        zeros: Inputs where the sign of a zero alone is wrong.
        inputs: Inputs swept.
    """

    error: float
    witness: float
    wrong: int
    zeros: int
    inputs: int


def sweep(
    program: WordsProgram,
    reference: Callable[[Float32s], Float64s],
    domain: Domain,
    error: str,
    most: int | None = None,
) -> Swept:
    """The program on every input of the domain, or on `most` of them evenly apart."""
    worst, witness, wrong, zeros, inputs = 0.0, float("nan"), 0, 0, 0
    for x in _blocks(domain, most):
        f = block_reference(reference, x)
        y = run_program(program, x.view(np.uint32)).view(np.float32)
        errors, bad, signs = judged(y, f, error)
        inputs += len(x)
        wrong += int(np.count_nonzero(bad))
        zeros += int(np.count_nonzero(signs))
        place = int(np.argmax(bad if error == WRONG else errors))
        largest = float(bad[place]) if error == WRONG else float(errors[place])
        if largest > worst:
            worst, witness = largest, float(x[place])
    return Swept(wrong / inputs if error == WRONG else worst, witness, wrong, zeros, inputs)


def judged(y: Float32s, f: Float64s, error: str) -> tuple[Float64s, NDArray[np.bool_], NDArray[np.bool_]]:
    """Errors (infinite for NaN where f is a number), which values are wrong, and which are zeros of the wrong sign."""
    with np.errstate(all="ignore"):
        rounded = f.astype(np.float32)
        both_nan = np.isnan(y) & np.isnan(f)
        same = (y == rounded) | both_nan
        errors = np.abs(y.astype(np.float64) - f) * weights_of(error, f)
        errors = np.where(same & ~np.isfinite(f), 0.0, np.where(np.isnan(errors), np.inf, errors))
    signs = same & (y == 0.0) & (np.signbit(y) != np.signbit(rounded))
    return errors, ~same, signs


def block_reference(reference: Callable[[Float32s], Float64s], x: Float32s) -> Float64s:
    """References of consecutive inputs: by the oracle's blocks where there is one, which take a tenth of the time."""
    oracle = getattr(reference, "__self__", None)
    if not isinstance(oracle, Oracle):
        return reference(x)
    words = x.view(np.uint32).astype(np.int64)
    low, high = int(words.min()), int(words.max())
    if high - low >= 2 * BLOCK:
        return reference(x)
    first, last = low // BLOCK * BLOCK, (high // BLOCK + 1) * BLOCK
    with np.errstate(all="ignore"):
        block = oracle.block(first, np.empty(last - first))
    return block[words - first]


def _blocks(domain: Domain, most: int | None) -> Iterator[Float32s]:
    if most is not None and most < domain.count:
        ranks = (np.arange(most) * (domain.count / most)).astype(np.int64)
        yield from (domain.at(ranks[start : start + BLOCK]) for start in range(0, most, BLOCK))
        return
    for low, high in domain.spans:
        for start in range(low, high + 1, BLOCK):
            yield values_at(np.arange(start, min(start + BLOCK, high + 1), dtype=np.int64))

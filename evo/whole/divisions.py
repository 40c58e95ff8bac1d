"""Programs of words for 1 / x, found by a small search of the same kind: a rational head needs one where no operation divides.

They are found anew from y = x by each process that poses a problem, with the operations of the problem. The same
operations give the same programs.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.words import encode_words
from evo.whole.archive import Entry, dense_error, front
from evo.whole.domain import domain_of
from evo.whole.epoch import first_state, run_epoch
from evo.whole.problem import WholeProblem, WholeSettings
from search_spaces.whole.whole_targets import RELATIVE
from search_spaces.whole.words import WordsProgram

EPOCHS, EVALUATIONS = 4, 300_000
MOST_OPS = 6
MOST_ERROR = 0.06
"""Largest relative error of a program that divides."""
_SMALLEST, _LARGEST = 2.0**-120, 2.0**120


def inverse(x: NDArray[np.float32]) -> NDArray[np.float64]:
    """1 / x."""
    with np.errstate(divide="ignore"):
        return 1.0 / x.astype(np.float64)


def dividing(ops: tuple[str, ...]) -> WholeProblem:
    """1 / x as a problem with these operations."""
    settings = WholeSettings(ops=ops, max_ops=MOST_OPS, rational=False, signed=False)
    return WholeProblem(domain_of([(_SMALLEST, _LARGEST)]), RELATIVE, inverse, settings)


@cache
def found_divisions(ops: tuple[str, ...]) -> tuple[WordsProgram, ...]:
    """Programs for 1 / x, each with more operations and a smaller error than the one before; none where it is not found."""
    problem = dividing(ops)
    state = first_state(problem)
    for epoch in range(EPOCHS):
        state = run_epoch(problem, state, (), EVALUATIONS, (0, 0, epoch))
    return _programs(state.archive)


def divisions(ops: tuple[str, ...], given: Sequence[WordsProgram]) -> tuple[WordsProgram, ...]:
    """Programs for 1 / x: found here, and those among the kernels given that are such."""
    dense = dividing(ops).dense(0)
    errors = [(program, dense_error(dense, encode_words(program))[0]) for program in given]
    entries = [Entry(program.ops, error, program) for program, error in errors]
    own = [Entry(p.ops, dense_error(dense, encode_words(p))[0], p) for p in found_divisions(ops)]
    return _programs((*own, *entries))


def _programs(entries: Sequence[Entry]) -> tuple[WordsProgram, ...]:
    return tuple(entry.program for entry in front(entries, MOST_OPS) if entry.error < MOST_ERROR)

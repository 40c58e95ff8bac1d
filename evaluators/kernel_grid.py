"""The search over neighbouring floats for a whole kernel: the constants of all its cores move together.

As in evaluators/float_grid.py, but errors are those of the kernel's result against the oracle, every operation rounded and
flushed as XLA does it. The constants of the stages stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evaluators.compiled.kernel import KernelCode, encode_kernel
from evaluators.float_grid import (
    EXACT_WEIGHT,
    GridTask,
    Points,
    climb,
    counterexamples,
    effective_moves,
    spread_points,
    worst_of,
)
from evaluators.reference.oracle import Oracle
from evaluators.ulp import inverse_ulp, overflow_threshold
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.ops import FLOAT
from search_spaces.programs.parts import Const
from search_spaces.programs.program import Program
from search_spaces.slots import Reduction
from search_spaces.targets import Target

DENSE, FIRST = 1 << 20, 1 << 10
STEPS, ROUNDS = 6000, 5
_JACOBIAN_POINTS = 256


@dataclass(frozen=True)
class Polished:
    """A kernel's cores with constants on the float grid, and its largest error on the dense check in ulp."""

    cores: tuple[Program, ...]
    max_ulp: float


def kernel_points(oracle: Oracle[Target], reduction: Reduction, rng: np.random.Generator) -> Points:
    """The dense check: half of the points spread evenly over the reduction's intervals, half over the bit patterns.

    Inputs and references below the normal range count as zero, and only finite references judge constants; special
    values and the edges of overflow are for the sweep.
    """
    intervals = reduction.points or (oracle.target.timing_domain,)
    even = [rng.uniform(low, high, DENSE // 2 // len(intervals)) for low, high in intervals]
    patterns = rng.integers(0, 1 << 32, DENSE // 2, dtype=np.uint32).view(np.float32)
    points = judged(oracle, np.unique(np.concatenate([np.concatenate(even).astype(np.float32), patterns])))
    return points.join(_special_points(oracle))


def _special_points(oracle: Oracle[Target]) -> Points:
    """Special values between finite numbers: the result that the row states, not the function's value, is wanted."""
    pairs = [(float.fromhex(x), float.fromhex(y)) for x, y in oracle.target.specials]
    finite = [(x, y) for x, y in pairs if np.isfinite(x) and np.isfinite(y) and x != 0.0 and y != 0.0]
    x, y = (np.array(column) for column in (zip(*finite, strict=True) if finite else ((), ())))
    return Points(
        x.astype(np.float32), y.astype(np.float64), EXACT_WEIGHT * inverse_ulp(y.astype(np.float64)), flush=True
    )


def judged(oracle: Oracle[Target], x: np.ndarray) -> Points:
    """Inputs with references and weights; those that judge no constant are left out."""
    x = x[np.isfinite(x) & (np.abs(x) >= FLOAT32_FORMAT.smallest_normal)]
    with np.errstate(all="ignore"):
        values = oracle.reference(x)
    size = np.abs(values)
    usable = (
        np.isfinite(values) & (size < overflow_threshold(FLOAT32_FORMAT)) & (size >= 2 * FLOAT32_FORMAT.smallest_normal)
    )
    return Points(x[usable], values[usable], inverse_ulp(values[usable], least=oracle.target.least_ulp_at), flush=True)


def polish(
    reduction: Reduction, cores: Sequence[Program], tasks: Sequence[GridTask], dense: Points, rng: np.random.Generator
) -> Polished:
    """The kernel's cores, their constants moved so that the kernel's largest error on the dense check is small.

    Never worse there than as given.

    Args:
        reduction: Around the cores.
        cores: Float32 programs, one a slot.
        tasks: What each core alone is judged by; says how far a constant moves the result.
        dense: Inputs of the kernel.
        rng: Source of the steps.
    """
    marked, places = _marked(cores)
    kernel = reduction.kernel(*marked)
    code = encode_kernel(kernel)
    start = code.consts.view(np.float32).copy()
    index = [_index(kernel, marks) for marks in places]
    for where, core in zip(index, cores, strict=True):
        start[where] = [const.value for const in core.consts]
    moves = _moves(cores, tasks, index, len(start))
    best, best_error = start, worst_of(code, start, dense)[0]
    if len(moves) and np.isfinite(best_error):
        best, best_error = _search(code, start, dense, moves, rng)
    moved = tuple(_with(core, best[where]) for core, where in zip(cores, index, strict=True))
    return Polished(moved, best_error)


def _search(
    code: KernelCode, start: np.ndarray, dense: Points, moves: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, float]:
    tests = dense.take(rng.choice(len(dense.x), min(FIRST, len(dense.x)), replace=False))
    tests = tests.join(counterexamples(code, start, dense))
    best, best_error, current = start, worst_of(code, start, dense)[0], start
    for _ in range(ROUNDS):
        current, reached = climb(scorer=code, start=current, tests=tests, plan=(moves, STEPS), rng=rng)
        error = worst_of(code, current, dense)[0]
        if error < best_error:
            best, best_error = current, error
        if error <= reached * (1 + 2.0**-20):
            break
        tests = tests.join(counterexamples(code, current, dense))
    return best, best_error


def _marked(cores: Sequence[Program]) -> tuple[list[Program], list[list[float]]]:
    """The cores with constants that occur nowhere else, so that they are found again in the kernel."""
    marks, marked = [], []
    for core in cores:
        mine = [
            float(np.float32(2.0**-77 * (1 + 2.0**-20 * (1 + sum(map(len, marks)) + k))))
            for k in range(len(core.consts))
        ]
        marks.append(mine)
        consts = tuple(Const(FLOAT, value) for value in mine)
        marked.append(replace(core, consts=consts))
    return marked, marks


def _index(kernel: Program, marks: Sequence[float]) -> np.ndarray:
    values = [const.value for const in kernel.consts]
    return np.array([values.index(mark) for mark in marks], np.intp)


def _with(core: Program, values: np.ndarray) -> Program:
    return replace(core, consts=tuple(Const(FLOAT, float(v)) for v in values))


def _moves(cores: Sequence[Program], tasks: Sequence[GridTask], index: Sequence[np.ndarray], count: int) -> np.ndarray:
    """Moves of every core that change the result by about an ulp, as moves of the kernel's constants."""
    rows = []
    for core, task, where in zip(cores, tasks, index, strict=True):
        if not len(where):
            continue
        (tests,) = spread_points(task, _JACOBIAN_POINTS)
        constants = np.array([const.value for const in core.consts], np.float32)
        own = effective_moves(core, constants, tests, np.arange(len(where)))
        row = np.zeros((len(own), count))
        row[:, where] = own
        rows.append(row)
    return np.concatenate(rows) if rows else np.empty((0, count))

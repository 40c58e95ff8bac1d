"""The search over neighbouring floats: constants of a lowered core that make its largest float32 error small.

Rounding a minimax fit to float32 loses what a search nearby wins back. A step moves the constants by a random vector
whose effect on the values is a fraction of an ulp in every direction that the constants have (their singular vectors),
rounds it to float32 and keeps it when the largest error on the test points does not grow. Whenever the search settles,
the worst points of a dense check join the test points, until the dense check finds nothing worse.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from evaluators.compiled.kernel import KernelCode, encode_kernel, errors_float32, score_float32
from search_spaces.ops import OPS
from search_spaces.programs.parts import Const
from search_spaces.programs.program import Program

_FIRST_POINTS = 256
_DENSE_POINTS = 1 << 17
_BLOCKS = 64
EXACT_WEIGHT = 8.0
"""A float32 off at a point that must be exact counts as eight ulps, more than any error worth keeping."""

SMALLEST_LOG2, _NEVER_FLUSHED_LOG2 = -124, -60
"""Two binades above the smallest normal number results are normal where |f| >= |x| / 4; from the other power of two on
inputs and their squares are too."""

_SLACK = 0.05
"""By how many ulp a step may lose when a climb begins."""

References = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class GridTask:
    """A task of moving a core's constants to the float grid: its references and the effort allowed.

    Attributes:
        references: float32 inputs to float64 values of the core's function.
        domain: Closed interval of the core's input.
        exact_points: Inputs at which the rounded exact value is required.
        steps: Steps between two dense checks.
        rounds: Dense checks at most.
        smallest_log2: Inputs by powers of two reach down to this one. Where the function is zero at 0, small inputs count
            as much as others: SMALLEST_LOG2, and intermediate results below the normal range are flushed as XLA does.
    """

    references: References
    domain: tuple[float, float]
    exact_points: tuple[float, ...]
    steps: int = 12000
    rounds: int = 8
    smallest_log2: int = -24
    weights: References | None = None


@dataclass(frozen=True, slots=True)
class GridResult:
    """The core found, its largest error on the dense check, in ulp, and the steps taken; required exactness counts eightfold."""

    program: Program
    max_ulp: float
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Points:
    """Float32 inputs with float64 references and weights that turn |difference| into ulps."""

    x: np.ndarray
    values: np.ndarray
    weights: np.ndarray
    flush: bool

    def join(self, other: "Points") -> "Points":
        """These points and others."""
        columns = (np.concatenate(pair) for pair in zip(_columns(self), _columns(other), strict=True))
        return Points(*columns, flush=self.flush)

    def take(self, index: np.ndarray) -> "Points":
        """Points at an index."""
        return Points(*(column[index] for column in _columns(self)), flush=self.flush)


def _columns(points: Points) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return points.x, points.values, points.weights


def points_of(task: GridTask, x: np.ndarray) -> Points:
    """Inputs of a core as test points."""
    x = np.ascontiguousarray(x, np.float32)
    values = task.references(x)
    weights = ulp_weights(values) if task.weights is None else task.weights(x)
    weights[np.isin(x, np.array(task.exact_points, np.float32))] *= EXACT_WEIGHT
    return Points(x, values, weights, task.smallest_log2 < _NEVER_FLUSHED_LOG2)


def ulp_weights(values: np.ndarray) -> np.ndarray:
    """One over the ulp of each value."""
    exponents = np.where(values == 0.0, -126, np.frexp(values)[1] - 1)
    return np.exp2(23.0 - np.maximum(exponents, -126))


def spread(task: GridTask, count: int) -> np.ndarray:
    """Float32 points: evenly over the domain, and by powers of two towards zero, with the points that must be exact."""
    low, high = task.domain
    even = np.linspace(low, high, count)
    small = np.concatenate([s * np.exp2(np.linspace(task.smallest_log2, 0, count // 16)) for s in (-1.0, 1.0)])
    small = small[(small > low) & (small < high)]
    return np.unique(np.concatenate([even, small, task.exact_points]).astype(np.float32))


@lru_cache(maxsize=8)
def spread_points(task: GridTask, *counts: int) -> tuple[Points, ...]:
    """Test points, spread in so many numbers; made once for all cores of a task."""
    return tuple(points_of(task, spread(task, count)) for count in counts)


def to_float_grid(core: Program, task: GridTask, rng: np.random.Generator) -> GridResult:
    """The lowered core with constants moved on the float32 grid; never worse on the dense check than as given.

    Args:
        core: A float32 program of one input and one output.
        task: References, domain and effort.
        rng: Source of the steps.
    """
    scorer = encode_kernel(core)
    dense, tests = spread_points(replace(task, steps=0, rounds=0), _DENSE_POINTS, _FIRST_POINTS)
    current = np.array([const.value for const in core.consts], np.float32)
    best, best_error = current, worst_of(scorer, current, dense)[0]
    movable = _movable(scorer, current, task)
    if len(movable) == 0 or not np.isfinite(best_error):
        return GridResult(core, best_error)
    directions, steps = effective_moves(core, current, tests, movable), 0
    for _ in range(task.rounds):
        steps += task.steps
        current, reached = climb(scorer, current, tests, (directions, task.steps), rng)
        error = worst_of(scorer, current, dense)[0]
        if error < best_error:
            best, best_error = current, error
        if error <= reached * (1 + 2.0**-20):
            break
        tests = tests.join(counterexamples(scorer, current, dense))
    consts = tuple(Const(c.type, float(v)) for c, v in zip(core.consts, best, strict=True))
    return GridResult(replace(core, consts=consts), best_error, steps)


def climb(
    scorer: KernelCode, start: np.ndarray, tests: Points, plan: tuple[np.ndarray, int], rng: np.random.Generator
) -> tuple[np.ndarray, float]:
    """Threshold accepting: a step may lose a little at first and nothing at the end; the best place seen.

    `start` are the words of all constants as float32. `plan` is (moves, steps): constants that no move changes are left
    as they are, integers too.
    """
    directions, steps = plan
    columns = _columns(_hardest_first(scorer, start, tests))
    current, error = start, worst_of(scorer, start, tests)[0]
    best, best_error = current, error
    # Scales from two ulps down to a sixteenth: large steps leave a basin, small ones settle in it.
    scales = np.exp2(rng.uniform(-4.0, 1.0, steps))
    share = max(0.3, 1.5 / directions.shape[0])
    normals = rng.standard_normal((steps, directions.shape[0])) * (rng.random((steps, directions.shape[0])) < share)
    moves = scales[:, None] * (normals @ directions)
    slack = _SLACK * np.linspace(1.0, 0.0, steps) ** 2
    movable = np.flatnonzero(np.any(directions != 0.0, axis=0))
    for move, allowed in zip(moves[:, movable], slack, strict=True):
        moved = current.copy()
        moved[movable] = current[movable] + move
        got = score_float32(scorer, moved, *columns, tests.flush, error + allowed)[0]
        if got <= error + allowed:
            current, error = moved, got
            if got < best_error:
                best, best_error = moved, got
    return best, best_error


def _hardest_first(scorer: KernelCode, constants: np.ndarray, tests: Points) -> Points:
    """The points by falling error with these constants: most steps fail on the first few."""
    errors = errors_float32(scorer, constants, _columns(tests), tests.flush)
    return tests.take(np.argsort(-errors, kind="stable"))


def worst_of(scorer: KernelCode, constants: np.ndarray, points: Points) -> tuple[float, int]:
    """Largest error with these constants, in ulp, and where it is."""
    return score_float32(scorer, constants, *_columns(points), points.flush)


def _movable(scorer: KernelCode, constants: np.ndarray, task: GridTask) -> np.ndarray:
    """Indices of constants that may move: those whose neighbours both break a required exact value stay."""
    if not task.exact_points:
        return np.arange(len(constants))
    exact = points_of(task, np.array(task.exact_points))
    before = worst_of(scorer, constants, exact)[0]

    def breaks(k: int, direction: float) -> bool:
        moved = constants.copy()
        moved[k] = np.nextafter(moved[k], np.float32(direction))
        return worst_of(scorer, moved, exact)[0] > before

    return np.array([k for k in range(len(constants)) if not (breaks(k, np.inf) and breaks(k, -np.inf))], np.intp)


def counterexamples(scorer: KernelCode, constants: np.ndarray, dense: Points) -> Points:
    """The worst point of each of 64 stretches of the dense check."""
    edges = np.linspace(0, len(dense.x), _BLOCKS + 1).astype(int)
    worst = [low + worst_of(scorer, constants, dense.take(np.arange(low, high)))[1] for low, high in pairwise(edges)]
    return dense.take(np.array(worst))


def effective_moves(core: Program, constants: np.ndarray, tests: Points, movable: np.ndarray) -> np.ndarray:
    """Rows: moves of the constants that change the values by about one ulp at most, one for each singular direction."""
    base = _float64_values(core, constants.astype(np.float64), tests.x)
    columns = []
    for k in movable:
        step = np.abs(np.float64(constants[k])) * 2.0**-20 + 2.0**-60
        moved = constants.astype(np.float64)
        moved[k] += step
        columns.append((_float64_values(core, moved, tests.x) - base) / step * tests.weights)
    jacobian = np.nan_to_num(np.stack(columns, axis=1), posinf=0.0, neginf=0.0)
    scale = np.abs(jacobian).max(axis=0)
    scale[scale == 0.0] = 1.0
    _, sigma, right = np.linalg.svd(jacobian / scale, full_matrices=False)
    sigma = np.maximum(sigma, sigma[0] * 2.0**-20)
    joint = right / sigma[:, None] * np.sqrt(len(tests.x)) / scale
    moves = np.zeros((2 * len(movable), len(constants)))
    moves[:, movable] = np.concatenate([joint, np.diag(1.0 / scale)])
    return moves


def _float64_values(core: Program, constants: np.ndarray, x: np.ndarray) -> np.ndarray:
    values: list[np.ndarray] = [x.astype(np.float64), *constants]
    with np.errstate(all="ignore"):
        for instr in core.instrs:
            real = np.sqrt if instr.op == "sqrt" else OPS[instr.op].real
            assert real is not None
            values.append(real(*(values[arg] for arg in instr.args)))
    return np.broadcast_to(values[core.outputs[0].value], x.shape)

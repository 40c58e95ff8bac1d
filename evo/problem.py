"""The problem that an epoch works on, and its arrays, whose values come from mpmath."""

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np

from evaluators.compiled.fit import MOST
from evaluators.compiled.forms import DENSE, NODES
from evaluators.float_grid import SMALLEST_LOG2
from evo.samples import NEAR, Samples, dense_points, fit_nodes, samples
from evo.settings.search import SearchSettings
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.own.bounded import is_zero_at_zero
from search_spaces.programs.parts import FLOAT32, REAL
from search_spaces.slots import Slot, Weigh
from search_spaces.space import SearchSpace, core_name
from search_spaces.targets import RealFunction

MAX_OPS = MOST
"""Most operations of a searched program."""
SEARCH_OPS = ("add", "sub", "mul", "div", "sqrt")
_PRECISION = 160  # bits: the two parts of a reference then err by less than 2^-106 (1 + 2^-50)
_EXACT_WEIGHT = 8.0
"""A result one float32 off at a point that must be exact counts as eight times its ulps."""
_SMALL = 32


@dataclass(frozen=True)
class Space:
    """Set of programs that a search may reach.

    Attributes:
        mode: REAL (error against operation count) or FLOAT32 (error of the rounded program against its cost).
        ops: Operations allowed, of SEARCH_OPS.
        max_ops: Most operations that depend on x, at most MAX_OPS.

    Raises:
        ValueError: A field is outside what is allowed.
    """

    mode: str = REAL
    ops: tuple[str, ...] = ("add", "sub", "mul", "div")
    max_ops: int = 12

    def __post_init__(self) -> None:
        """Check the fields; the reason is in the class's Raises."""
        if self.mode not in (REAL, FLOAT32):
            raise ValueError(f"unknown mode {self.mode!r}. Allowed: {REAL}, {FLOAT32}.")
        if not self.ops or any(op not in SEARCH_OPS for op in self.ops):
            raise ValueError(f"search ops {self.ops} must be some of {', '.join(SEARCH_OPS)}.")
        if not 1 <= self.max_ops <= MAX_OPS:
            raise ValueError(f"max_ops is {self.max_ops}; allowed: 1 to {MAX_OPS}.")


@dataclass(frozen=True)
class Problem:
    """Everything an epoch needs to know; immutable and picklable.

    Attributes:
        space: What may be searched.
        fit: Samples on the 64 nodes of the fit.
        dense: Samples on the 256 points of the check.
        score: Samples on 256 float32 points that the rounded program is scored on; `dense` in the reals.
        settings: How the search goes about it.
        name: Of the core, where a kernel may have several; its random numbers depend on it. Else empty.
    """

    space: Space
    fit: Samples
    dense: Samples
    score: Samples
    settings: SearchSettings
    name: str = ""

    def seed(self, given: int) -> int:
        """The seed of its random numbers in a campaign of a given seed: the same core finds the same beside any others."""
        if not self.name:
            return given
        return (given + int.from_bytes(hashlib.sha256(self.name.encode()).digest()[:8], "little")) % 2**63


def make_problem(
    space: Space,
    fit: Samples,
    dense: Samples,
    score: Samples | None = None,
    settings: SearchSettings | None = None,
) -> Problem:
    """The problem of approximating a target whose values the caller gives.

    `fit` has 64 points (`fit_nodes`), `dense` 256 (`dense_points`), `score` 256 points that are exactly float32, for
    FLOAT32 alone; a result that must be exact is a score point with a larger weight.

    Raises:
        ValueError: A number of points is wrong, or score points are missing or are not float32.
    """
    if len(fit.x) != NODES or len(dense.x) != DENSE:
        raise ValueError(
            f"a problem needs {NODES} fit and {DENSE} dense points; given {len(fit.x)} and {len(dense.x)}."
        )
    if space.mode == REAL:
        score = dense
    elif score is None or len(score.x) != DENSE or np.any(score.x.astype(np.float32) != score.x):
        raise ValueError(f"mode {FLOAT32} needs {DENSE} score points that are exactly float32.")
    return Problem(space, fit, dense, score, settings or SearchSettings())


def reference_parts(target: RealFunction, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """f(x) rounded to float64, and what f(x) is more than that, rounded to float64."""
    context: Any = mpmath.MPContext()
    context.prec = _PRECISION
    exact = [target.reference(context, context.mpf(float(v))) for v in x]
    high = np.array([float(value) for value in exact])
    low = np.array([float(value - context.mpf(near)) for value, near in zip(exact, high.tolist(), strict=True)])
    return high, low


def reference_float64(target: RealFunction, x: np.ndarray) -> np.ndarray:
    """f(x), correctly rounded to float64 but for ties closer than 2**-100."""
    return reference_parts(target, x)[0]


def problem_of(space: SearchSpace, settings: SearchSettings) -> Problem:
    """The problem that a space poses.

    Raises:
        ValueError: The target is not finite on the points, or zero on all of them under a relative error.
    """

    def at(x: np.ndarray) -> Samples:
        x = _beside_zeros(space, x)
        values, low = reference_parts(space.target, x)
        return _weighed(space, samples(x, values, space.error, low))

    fit, dense = at(fit_nodes(space.domain)), at(dense_points(space.domain))
    rules = Space(space.number_format, space.ops, space.max_ops)
    if space.number_format != FLOAT32:
        return make_problem(rules, fit, dense, None, settings)
    problem = make_problem(rules, fit, dense, _score(space, len(dense.x)), settings)
    whole = space.slot is not None and space.kernel.outside is None
    return dataclasses.replace(problem, name=core_name(space.slot)) if whole and space.slot else problem


def _weighed(space: SearchSpace, made: Samples) -> Samples:
    """Samples with the weights of a core that is a part of a kernel: ulps of the kernel's result for each unit of the core."""
    if space.slot is None or space.slot.factor is None:
        return made
    return Samples(x=made.x, values=made.values, weights=slot_weights(space.slot, made.x), low=made.low)


def slot_weights(slot: Slot, x: np.ndarray) -> np.ndarray:
    """Ulps of the kernel's result that an error of 1 of the core costs, at float64 arguments."""
    factor = np.abs(slot_values(slot.factor, x))
    result = slot_values(slot.result or slot.target.reference, x)
    exponent = np.maximum(np.frexp(result)[1] - 1, -126)
    return factor * np.exp2(23.0 - exponent)


def slot_values(function: Weigh | None, x: np.ndarray) -> np.ndarray:
    """A slot's function at float64 arguments, by mpmath; 1 for None."""
    if function is None:
        return np.ones_like(x)
    context: Any = mpmath.MPContext()
    context.prec = _PRECISION
    return np.array([float(function(context, context.mpf(float(v)))) for v in x])


def _beside_zeros(space: SearchSpace, x: np.ndarray) -> np.ndarray:
    """The points, the two nearest to 0 moved to its sides where 0 is inside the domain.

    Otherwise a program that is not 0 at a zero of the target, or divides by zero there, would look as good as its
    neighbours. A float32 core of a target that is zero at an end, at 0, has a point beside it in place of the end.
    """
    low, high = space.domain
    moved, beside = x.copy(), NEAR * 0.5 * (high - low)
    if low < 0.0 < high:
        moved[np.searchsorted(x, 0.0) - 1], moved[np.searchsorted(x, 0.0, side="right")] = -beside, beside
    elif space.number_format == FLOAT32 and is_zero_at_zero(space.target):
        moved[x == 0.0] = beside if low == 0.0 else -beside
    return moved


def _score(space: SearchSpace, count: int) -> Samples:
    """Float32 points spread evenly, those that must be exact among them, and by powers of two towards a zero at 0."""
    low, high = space.domain
    small = _towards_zero(space)
    spread = np.linspace(low, high, count - len(space.exact_points) - len(small))
    x = np.concatenate([np.array(space.exact_points, np.float64), small, spread]).astype(np.float32).astype(np.float64)
    made = _weighed(space, samples(x, reference_float64(space.target, x), space.error))
    weights = made.weights.copy()
    if space.slot is None or space.slot.factor is None:
        weights[made.values == 0.0] = 1.0 / FLOAT32_FORMAT.ulp(FLOAT32_FORMAT.e_min)
    weights[: len(space.exact_points)] *= _EXACT_WEIGHT
    return Samples(x=made.x, values=made.values, weights=weights, low=made.low)


def _towards_zero(space: SearchSpace) -> np.ndarray:
    """Points on the sides of 0 that the domain has, down to the smallest with room for intermediate results to shrink.

    None where the target is not 0 at 0. A core that multiplies a small x by a small constant loses it to underflow.
    """
    ends = [end for end in space.domain if end != 0.0]
    if not is_zero_at_zero(space.target):
        return np.empty(0)
    sides = [np.exp2(np.linspace(SMALLEST_LOG2, np.log2(abs(end)) - 1.0, _SMALL // len(ends))) for end in ends]
    return np.concatenate([np.copysign(side, end) for side, end in zip(sides, ends, strict=True)])

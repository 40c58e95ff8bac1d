"""From a search space to the arrays an epoch works on: the target's values come from mpmath."""

import dataclasses
from typing import Any

import mpmath
import numpy as np

from evaluators.float_grid import SMALLEST_LOG2
from evo.island import Problem, SearchSettings, Space, make_problem
from evo.samples import NEAR, Samples, dense_points, fit_nodes, samples
from search_spaces.bounded import is_zero_at_zero
from search_spaces.formats import FLOAT32 as FLOAT32_FORMAT
from search_spaces.program import FLOAT32
from search_spaces.slots import Slot, Weigh
from search_spaces.space import SearchSpace, core_name
from search_spaces.targets import Target

_PRECISION = 160  # bits: the two parts of a reference then err by less than 2^-106 (1 + 2^-50)
_EXACT_WEIGHT = 8.0
"""A result one float32 off at a point that must be exact counts as eight times its ulps."""
_SMALL = 32


def reference_parts(target: Target, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """f(x) rounded to float64, and what f(x) is more than that, rounded to float64."""
    context: Any = mpmath.MPContext()
    context.prec = _PRECISION
    exact = [target.reference(context, context.mpf(float(v))) for v in x]
    high = np.array([float(value) for value in exact])
    low = np.array([float(value - context.mpf(near)) for value, near in zip(exact, high.tolist(), strict=True)])
    return high, low


def reference_float64(target: Target, x: np.ndarray) -> np.ndarray:
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
    """With the weights of a core that is a part of a kernel: ulps of the kernel's result for each unit of the core."""
    if space.slot is None or space.slot.factor is None:
        return made
    return Samples(made.x, made.values, slot_weights(space.slot, made.x), made.low)


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
    return Samples(made.x, made.values, weights, made.low)


def _towards_zero(space: SearchSpace) -> np.ndarray:
    """Points on the sides of 0 that the domain has, down to the smallest with room for intermediate results to shrink.

    None where the target is not 0 at 0. A core that multiplies a small x by a small constant loses it to underflow.
    """
    ends = [end for end in space.domain if end != 0.0]
    if not is_zero_at_zero(space.target):
        return np.empty(0)
    sides = [np.exp2(np.linspace(SMALLEST_LOG2, np.log2(abs(end)) - 1.0, _SMALL // len(ends))) for end in ends]
    return np.concatenate([np.copysign(side, end) for side, end in zip(sides, ends, strict=True)])

"""From a search space to the arrays an epoch works on: the target's values come from mpmath."""

from typing import Any

import mpmath
import numpy as np

from evo.island import NEAR, Problem, Samples, SearchSettings, Space, dense_points, fit_nodes, make_problem, samples
from search_spaces.program import FLOAT32
from search_spaces.space import SearchSpace
from search_spaces.targets import Target

_PRECISION = 160  # bits: the two parts of a reference then err by less than 2^-106 (1 + 2^-50)
_EXACT_WEIGHT = 8.0
"""A result one float32 off at a point that must be exact counts as eight times its ulps."""


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
        return samples(x, values, space.error, low)

    fit, dense = at(fit_nodes(space.domain)), at(dense_points(space.domain))
    rules = Space(space.number_format, space.ops, space.max_ops)
    if space.number_format != FLOAT32:
        return make_problem(rules, fit, dense, None, settings)
    return make_problem(rules, fit, dense, _score(space, len(dense.x)), settings)


def _beside_zeros(space: SearchSpace, x: np.ndarray) -> np.ndarray:
    """The points, the two nearest to 0 moved to its sides where 0 is inside the domain.

    Otherwise a program that is not 0 at a zero of the target, or divides by zero there, would look as good as its
    neighbours.
    """
    low, high = space.domain
    if not low < 0.0 < high:
        return x
    moved, beside = x.copy(), NEAR * 0.5 * (high - low)
    moved[np.searchsorted(x, 0.0) - 1], moved[np.searchsorted(x, 0.0, side="right")] = -beside, beside
    return moved


def _score(space: SearchSpace, count: int) -> Samples:
    """Float32 points spread evenly, those that must be exact among them."""
    low, high = space.domain
    spread = np.linspace(low, high, count - len(space.exact_points)).astype(np.float32).astype(np.float64)
    x = np.concatenate([np.array(space.exact_points, np.float64), spread])
    made = samples(x, reference_float64(space.target, x), space.error)
    weights = made.weights.copy()
    weights[: len(space.exact_points)] *= _EXACT_WEIGHT
    return Samples(made.x, made.values, weights, made.low)

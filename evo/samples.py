"""A target on the points of a search: where it is sampled, and the weights that turn a difference into an error."""

from dataclasses import dataclass

import numpy as np

from evaluators.compiled.forms import DENSE, NODES
from search_spaces.targets import ABSOLUTE, RELATIVE, ULP, require_domain

NEAR = 2.0**-30
"""The outermost fit nodes stand this share of the half width inside the domain, where c/0 has not yet happened."""


@dataclass(frozen=True)
class Samples:
    """The target on points: float64 x, values f(x) and weights that turn |difference| into the error.

    `low` is what f(x) is more than `values`; all zeros where no more is known than float64.
    """

    x: np.ndarray
    values: np.ndarray
    weights: np.ndarray
    low: np.ndarray


def fit_nodes(domain: tuple[float, float]) -> np.ndarray:
    """The 64 Chebyshev points of a domain, stretched so that the outermost stand almost at its ends; float64."""
    angles = np.pi * (np.arange(NODES) + 0.5) / NODES
    unit = -np.cos(angles) / np.cos(angles[0]) * (1.0 - NEAR)
    return _scale(unit, domain)


def dense_points(domain: tuple[float, float]) -> np.ndarray:
    """256 points of a domain, denser towards its ends, both of which are among them; float64."""
    unit = -np.cos(np.pi * np.arange(DENSE) / (DENSE - 1))
    points = _scale(unit, domain)
    points[0], points[-1] = domain
    return points


def _scale(unit: np.ndarray, domain: tuple[float, float]) -> np.ndarray:
    require_domain(domain)
    low, high = domain
    return 0.5 * (low + high) + 0.5 * (high - low) * unit


def error_weights(values: np.ndarray, error: str) -> np.ndarray:
    """Weights that turn |difference| into a relative error, an absolute one or float32 ulp; 0 where f = 0 is relative.

    Raises:
        ValueError: The kind of error is unknown.
    """
    if error == ABSOLUTE:
        return np.ones_like(values)
    if error == RELATIVE:
        return np.divide(1.0, np.abs(values), out=np.zeros_like(values), where=values != 0.0)
    if error == ULP:
        exponent = np.maximum(np.frexp(values)[1] - 1, -126)
        return np.exp2(23.0 - exponent)
    raise ValueError(f"unknown kind of error {error!r}. Known: {RELATIVE}, {ABSOLUTE}, {ULP}")


def samples(x: np.ndarray, values: np.ndarray, error: str, low: np.ndarray | None = None) -> Samples:
    """Samples with the weights of an error; points where the relative error has no meaning repeat their neighbour.

    `low`: what f(x) is more than its float64 values, if that is known.

    Raises:
        ValueError: Shapes differ, a number is not finite, or f is 0 everywhere.
    """
    x, values = np.array(x, np.float64), np.array(values, np.float64)
    low = np.zeros_like(values) if low is None else np.array(low, np.float64)
    if x.shape != values.shape or x.ndim != 1 or not (np.isfinite(x).all() and np.isfinite(values).all()):
        raise ValueError(f"samples need finite x and values of one shape; given shapes {x.shape} and {values.shape}.")
    weights = error_weights(values, error)
    good = np.flatnonzero(weights > 0.0)
    if len(good) == 0:
        raise ValueError("f is 0 on every point: a relative error has no meaning. Use the absolute error.")
    nearest = good[np.abs(np.arange(len(x))[:, None] - good[None, :]).argmin(axis=1)]
    return Samples(x[nearest], values[nearest], weights[nearest], low[nearest])

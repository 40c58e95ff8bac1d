"""Predictions of Gaussian processes: covariances by exp and erf, summed with weights."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

KNOWN, NEW = 250, 400


def inputs(rng: np.random.Generator) -> Arrays:
    """Places known and new on [0, 10], and weights."""
    weights = rng.standard_normal(KNOWN) / KNOWN**0.5
    return float32(np.sort(rng.uniform(0, 10, KNOWN)), np.sort(rng.uniform(0, 10, NEW)), weights)


def program(known: Any, new: Any, weights: Any) -> Any:
    """Mean of the process and of its integral from 0, for the squared-exponential covariance of length 1."""
    import jax.numpy as jnp
    from jax.scipy.special import erf

    apart = new[:, None] - known[None, :]
    covariance = jnp.exp(-0.5 * apart * apart)
    integral = (np.pi / 2) ** 0.5 * (erf(apart * 0.5**0.5) + erf(known * 0.5**0.5))  # of exp(-(t - k)^2 / 2) from 0
    return covariance @ weights, integral @ weights


APP = App(
    "gaussian process",
    f"covariances of {NEW} x {KNOWN} places and of their integrals",
    *(("exp", "erf"), inputs, program),
)

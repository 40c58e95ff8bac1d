"""Positions on Kepler orbits: Newton's iteration for the eccentric anomaly, then angle and speed."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

ORBITS, ITERATIONS = 100_000, 5


def inputs(rng: np.random.Generator) -> Arrays:
    """Mean anomalies of one turn, eccentricities up to 0.8."""
    return float32(rng.uniform(0, 2 * np.pi, ORBITS), rng.uniform(0, 0.8, ORBITS))


def program(mean: Any, eccentricity: Any) -> Any:
    """True anomaly, distance over the semi-major axis, speed over that of a circle (vis-viva)."""
    import jax.numpy as jnp
    from jax import lax

    e = eccentricity
    anomaly = mean + e * jnp.sin(mean)
    for _ in range(ITERATIONS):
        anomaly = anomaly - (anomaly - e * jnp.sin(anomaly) - mean) / (1 - e * jnp.cos(anomaly))
    sine, cosine = jnp.sin(anomaly), jnp.cos(anomaly)
    distance = 1 - e * cosine
    true = jnp.arctan2(jnp.sqrt((1 - e) * (1 + e)) * sine, cosine - e)
    return true, distance, jnp.sqrt(1 + e * cosine) * lax.rsqrt(distance)


APP = App(
    "kepler",
    f"{ORBITS:,} orbits, {ITERATIONS} Newton steps, true anomaly and speed",
    *(("sin", "cos", "atan2", "rsqrt"), inputs, program),
    bar=2.0,
)

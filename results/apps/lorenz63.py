"""The Lorenz system of 1963 with noise: an ensemble's long-run distribution; noise by Box and Muller (log, sin, cos)."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

MEMBERS, STEPS, EVERY, STEP, NOISE = 1024, 3000, 50, 0.01, 0.5


def inputs(rng: np.random.Generator) -> Arrays:
    """The ensemble's start, near the attractor, and a seed of the noise as a fraction."""
    return float32(rng.standard_normal((3, MEMBERS)) * 8 + np.array([[0], [0], [24]]), rng.uniform(0, 1, (3, MEMBERS)))


def program(start: Any, seed: Any) -> Any:
    """z of every member at every EVERY-th step of the second half of the run."""
    import jax.numpy as jnp
    from jax import lax

    def slope(state: Any) -> Any:
        x, y, z = state
        return jnp.stack([10 * (y - x), x * (28 - z) - y, x * y - 8 / 3 * z])

    def step(carry: Any, _: Any) -> Any:
        state, bits = carry
        bits = jnp.uint32(1664525) * bits + jnp.uint32(1013904223)  # Numerical Recipes' generator
        share = ((bits >> 8).astype(start.dtype) + 0.5) * 2**-24
        radius, angle = jnp.sqrt(-2 * jnp.log(share[0])), 2 * np.pi * share[1]
        kick = jnp.stack([radius * jnp.cos(angle), radius * jnp.sin(angle), jnp.zeros_like(radius)])
        half = state + 0.5 * STEP * slope(state)
        return (state + STEP * slope(half) + NOISE * STEP**0.5 * kick, bits), None

    def span(carry: Any, _: Any) -> Any:
        carry, _ = lax.scan(step, carry, None, length=EVERY)
        return carry, carry[0][2]

    _, z = lax.scan(span, (start, (seed * 2.0**31).astype(jnp.uint32)), None, length=STEPS // EVERY)
    return z[STEPS // EVERY // 2 :]


APP = App(
    "lorenz-63",
    f"{MEMBERS} noisy members, {STEPS} steps, distribution of z",
    *(("log", "sin", "cos"), inputs, program),
    long_run=True,
)

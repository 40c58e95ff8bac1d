"""Moist shallow water on a doubly periodic square: condensation by exp and tanh, a drive by sin and cos; long-run heights."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

GRID, STEPS, EVERY, STEP = 48, 1600, 40, 0.02


def inputs(rng: np.random.Generator) -> Arrays:
    """Velocities, height and moisture near rest."""
    u, v, h, q = (rng.standard_normal((GRID, GRID)) * 0.01 for _ in range(4))
    return float32(u, v, 1 + h, 0.5 + q)


def program(u: Any, v: Any, h: Any, q: Any) -> Any:
    """The height everywhere at every EVERY-th step of the second half of the run.

    Saturation falls with height as exp, condensation sets in smoothly as tanh and lowers the height (the form of Bouchut
    et al., Fluid Dynamics Research 41, 2009); a travelling wave of sin and cos drives the wind.
    """
    import jax.numpy as jnp
    from jax import lax

    places = jnp.arange(GRID, dtype=h.dtype) * (2 * np.pi / GRID)
    along, across = jnp.meshgrid(places, places)

    def d(field: Any, axis: int) -> Any:
        return (jnp.roll(field, -1, axis) - jnp.roll(field, 1, axis)) * (0.25 * GRID / np.pi)

    def smooth(field: Any) -> Any:
        return sum(jnp.roll(field, shift, axis) for shift in (1, -1) for axis in (0, 1)) - 4 * field

    def step(state: Any, i: Any) -> Any:
        u, v, h, q = state
        t = i.astype(h.dtype) * STEP
        rain = 0.5 * jnp.maximum(q - 0.6 * jnp.exp(-2 * (h - 1)), 0) * (1 + jnp.tanh(20 * (q - 0.5)))
        du = -u * d(u, 1) - v * d(u, 0) - d(h, 1) + v + 0.6 * jnp.sin(2 * across - t) - 0.05 * u
        dv = -u * d(v, 1) - v * d(v, 0) - d(h, 0) - u + 0.6 * jnp.cos(3 * along + 0.7 * t) - 0.05 * v
        dh = -d(h * u, 1) - d(h * v, 0) - 0.3 * rain + 0.05 * (1 - h)
        dq = -d(q * u, 1) - d(q * v, 0) - rain + 0.1 * (0.6 - q)
        rates = zip((u, v, h, q), (du, dv, dh, dq), strict=True)
        return tuple(field + STEP * rate + 0.02 * smooth(field) for field, rate in rates), None

    def span(state: Any, first: Any) -> Any:
        state, _ = lax.scan(step, state, first + jnp.arange(EVERY))
        return state, state[2]

    _, heights = lax.scan(span, (u, v, h, q), jnp.arange(STEPS // EVERY) * EVERY)
    return heights[STEPS // EVERY // 2 :]


APP = App(
    "shallow water",
    f"moist, {GRID} x {GRID} places, {STEPS} steps, distribution of the height",
    *(("exp", "tanh", "sin", "cos"), inputs, program),
    long_run=True,
)

"""Denoising steps of a diffusion model: a small residual network with SiLU, and a sinusoidal embedding of time."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

BATCH, WIDTH, HIDDEN, STEPS = 256, 32, 256, 8


def inputs(rng: np.random.Generator) -> Arrays:
    """Noise to start from, and the weights."""
    return float32(
        rng.standard_normal((BATCH, WIDTH)),
        rng.standard_normal((WIDTH, HIDDEN)) * WIDTH**-0.5,
        rng.standard_normal((HIDDEN, HIDDEN)) * HIDDEN**-0.5,
        rng.standard_normal((HIDDEN, WIDTH)) * HIDDEN**-0.5,
    )


def program(x: Any, first: Any, middle: Any, last: Any) -> Any:
    """The batch after STEPS deterministic steps (DDIM; Song, Meng and Ermon, arXiv 2010.02502)."""
    import jax
    import jax.numpy as jnp

    rates = jnp.exp(-np.log(1000.0) / (HIDDEN // 2) * jnp.arange(HIDDEN // 2, dtype=x.dtype))

    def kept(t: Any) -> Any:
        """The share of the signal at time t in [0, 1]."""
        return jnp.cos(t * (np.pi / 2 * 0.98)) ** 2

    def step(i: Any, x: Any) -> Any:
        t, later = (1 - (i + shift).astype(x.dtype) / STEPS for shift in (0, 1))
        angles = 1000 * t * rates
        hidden = jax.nn.silu(x @ first + jnp.concatenate([jnp.sin(angles), jnp.cos(angles)]))
        noise = (hidden + jax.nn.silu(hidden @ middle)) @ last
        clean = (x - jnp.sqrt(1 - kept(t)) * noise) / jnp.sqrt(kept(t))
        return jnp.sqrt(kept(later)) * clean + jnp.sqrt(jnp.maximum(1 - kept(later), 0)) * noise

    return jax.lax.fori_loop(0, STEPS, step, x)


APP = App(
    "diffusion",
    f"{STEPS} denoising steps, width {HIDDEN}, batch {BATCH}, silu and sinusoidal time",
    *(("silu", "logistic", "sin", "cos", "exp"), inputs, program),
)

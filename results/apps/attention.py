"""A softmax attention block, forward and backward: exp between two matrix products."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

HEADS, TOKENS, WIDTH = 4, 256, 32


def inputs(rng: np.random.Generator) -> Arrays:
    """Queries, keys and values of every head, with logits of a few units."""
    return float32(*(rng.standard_normal((HEADS, TOKENS, WIDTH)) * 1.5 for _ in range(3)))


def program(q: Any, k: Any, v: Any) -> Any:
    """The attended values and the gradients of half their square norm."""
    import jax
    import jax.numpy as jnp

    def attend(q: Any, k: Any, v: Any) -> Any:
        weights = jax.nn.softmax(jnp.einsum("htw,hsw->hts", q, k) * WIDTH**-0.5)
        return jnp.einsum("hts,hsw->htw", weights, v)

    out, backward = jax.vjp(attend, q, k, v)
    return out, *backward(out)


APP = App(
    "attention",
    f"softmax attention, {HEADS} heads of {TOKENS} tokens, width {WIDTH}, forward and backward",
    *(("exp",), inputs, program),
)

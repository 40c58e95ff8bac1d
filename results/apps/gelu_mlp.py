"""A two-layer perceptron with GELU, forward and backward."""

from typing import Any

import numpy as np

from results.apps.app import App, Arrays, float32

BATCH, WIDTH, HIDDEN = 256, 64, 512


def inputs(rng: np.random.Generator) -> Arrays:
    """A batch and both layers' weights, scaled so that the activations stay near 1."""
    x = rng.standard_normal((BATCH, WIDTH))
    return float32(x, rng.standard_normal((WIDTH, HIDDEN)) * WIDTH**-0.5, rng.standard_normal((HIDDEN, WIDTH)) / 16)


def program(x: Any, first: Any, second: Any) -> Any:
    """The output and the gradients of half its square norm, for the batch and the weights."""
    import jax

    def layers(x: Any, first: Any, second: Any) -> Any:
        return jax.nn.gelu(x @ first) @ second

    out, backward = jax.vjp(layers, x, first, second)
    return out, *backward(out)


APP = App(
    "gelu mlp",
    f"perceptron {WIDTH}-{HIDDEN}-{WIDTH} with jax.nn.gelu (tanh form), batch {BATCH}, forward and backward",
    *(("gelu_tanh", "tanh"), inputs, program),
)

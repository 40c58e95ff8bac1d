"""Derivatives of exported JAX files against mpmath, at sampled points; second derivatives are in test_second_slopes.py."""

import functools
from typing import Any

import mpmath
import numpy as np
import pytest

from results.export.slope_text import HELPERS, derivative_text, helpers_of
from results.library.kernel_index import entries, function
from search_spaces.functions.slopes import OWN
from search_spaces.targets import TARGETS
from tests.evaluators.representatives import representatives
from tests.results.export.slopes import BOUND, NAMES, errors

jax = pytest.importorskip("jax")
jnp = pytest.importorskip("jax.numpy")
pytest.importorskip("jax.scipy.special")
RECORDED = {e.name for e in entries() if e.format == "jax"}
MODULES = {"jax": jax, "jnp": jnp, "np": np, "lax": jax.lax, "functools": functools}
WITHOUT_A_BOUND = {"lgamma"}
"""Its derivative is stock digamma, whose error beside digamma's own zeros is stock's."""
SECOND_ORDER = [-7.3, -2.5, -1.3, -0.4, 0.3, 0.6, 0.9, 1.7, 4.2, 9.6]


def slope_of(name: str):
    """x and y to the slope: of the library's kernel, with its own y, where there is one; else the row's text with y given."""
    if name in RECORDED:
        kernel = function(name)
        return jax.jit(lambda x, y: jax.jvp(kernel, (x,), (jnp.ones_like(x),))[1])
    return jax.jit(text_of(name))


def text_of(name: str):
    names, expression = dict(MODULES), TARGETS[name].derivative
    body = f"def _slope(x, y):\n    return {derivative_text(expression)}\n"
    exec("\n".join([*helpers_of(expression), body]), names)
    return names["_slope"]


@pytest.mark.parametrize("name", representatives([n for n in NAMES if n not in WITHOUT_A_BOUND], 3))
def test_a_derivative_is_right_to_four_ulp(name):
    x, found = errors(name, slope_of(name), 60, seed=3)
    worst = int(np.argmax(found))
    assert found[worst] <= BOUND, f"{name}: {found[worst]:.2f} ulp at {x[worst].hex()}, seed 3"
    assert len(x) > 45


@pytest.mark.parametrize("name", representatives([n for n in NAMES if n in RECORDED and n not in WITHOUT_A_BOUND], 3))
def test_second_derivatives_are_those_of_the_function_in_either_mode(name):
    kernel, row = function(name), TARGETS[name]
    context: Any = mpmath.MPContext()
    context.prec = 300
    forward = jax.jit(jax.vmap(jax.jacfwd(jax.jacfwd(kernel))))
    reverse = jax.jit(jax.vmap(jax.grad(jax.grad(kernel))))
    low, high = row.timing_domain
    points = [p for p in SECOND_ORDER if low < p < high and abs(p) < 60]
    x = np.array(points, np.float32)
    step = context.mpf(2) ** -60
    exact = []
    for p in x.tolist():
        f = [row.reference(context, context.mpf(p) + k * step) for k in (-1, 0, 1)]
        exact.append(float((f[0] - 2 * f[1] + f[2]) / step**2))
    scale = np.maximum(np.abs(exact), 2.0**-6 * np.max(np.abs(exact)))
    for got in (forward(x), reverse(x)):
        assert (np.abs(np.asarray(got) - exact) <= 2e-5 * scale).all(), (
            name,
            list(zip(points, got, exact, strict=True)),
        )


@pytest.mark.parametrize(
    "name", ["expm1", "sinh", "cosh", "tanh", "erf", "logistic", "silu", "softplus", "mish", "gelu", "gelu_tanh"]
)
def test_derivatives_of_derivatives_are_finite_at_zero_and_far_out(name):
    if name not in RECORDED:
        pytest.skip("no kernel")
    kernel = function(name)
    x = np.array([0.0, -0.0, 2.0**-126, 1.0, -1.0, -2.0, 2.0, 80.0, -80.0, 95.0, -95.0, 1e10, -1e10], np.float32)
    x = x[np.isfinite(np.asarray(kernel(x)))]
    for order in (1, 2):
        slope = kernel
        for _ in range(order):
            slope = jax.grad(slope)
        assert np.isfinite(np.asarray(jax.jit(jax.vmap(slope))(x))).all(), (name, order)
    assert np.isnan(np.asarray(jax.grad(kernel)(np.float32(np.nan))))


def test_every_function_of_the_slopes_has_a_float32_form():
    for name in OWN:
        assert name in HELPERS or derivative_text(f"{name}(x)") != f"{name}(x)"

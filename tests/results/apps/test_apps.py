import functools

import numpy as np
import pytest

from results.apps.app import App
from results.apps.bench import error_cells, time_cells
from results.apps.measure import float64_run, measure
from results.apps.plans import EXACT, PRODUCTS
from results.apps.table import APPS
from results.library.install import install, installed
from results.library.places import PLACES
from search_spaces.targets import TARGETS


@pytest.mark.parametrize("app", APPS.values(), ids=lambda app: app.name)
def test_a_row_names_functions_that_there_are_and_takes_float32(app):
    assert set(app.functions) <= {place.target for place in PLACES}
    arrays = app.inputs(np.random.default_rng(0))
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    again = app.inputs(np.random.default_rng(0))
    assert all(np.array_equal(one, other) for one, other in zip(arrays, again, strict=True))
    assert app.what
    assert app.bar > 0.9


@pytest.mark.parametrize("name", ["black-scholes", "gaussian process"])
def test_a_program_is_right_in_float32_and_keeps_the_precision_of_its_inputs(name):
    import jax

    app = APPS[name]
    arrays = app.inputs(np.random.default_rng(0))
    exact, got = float64_run(app, arrays), jax.jit(app.program)(*arrays)
    for reference, out in zip(exact, got, strict=True):
        assert (reference.dtype, out.dtype) == (np.float64, np.float32)
        assert np.max(np.abs(out - reference)) <= 1e-5 * np.max(np.abs(reference))


def tiny(long_run: bool) -> App:
    def program(x):
        import jax.numpy as jnp

        return jnp.exp(x) * jnp.sin(x)

    return App(
        *("tiny", "exp(x) sin(x)", ("exp", "sin"), lambda rng: (rng.uniform(0, 1, 512).astype(np.float32),), program),
        long_run=long_run,
    )


@pytest.mark.parametrize("long_run", [False, True])
def test_a_program_is_measured_in_every_variant_and_nothing_stays_installed(long_run, monkeypatch):
    monkeypatch.setattr("results.apps.measure.install", functools.partial(install, anyway=True))
    row = measure(tiny(long_run), rounds=5)
    assert installed() is None
    for error in (row.floor_error, row.stock_error, row.installed_error):
        assert 0 < error < 1e-6
    assert min(row.stock_ms, row.installed_ms, row.ceiling_ms) > 0
    assert (row.noise is not None) == long_run
    if row.noise is not None:
        assert row.noise > 100 * row.stock_error, "other inputs are another sample"
    assert (len(time_cells(row)), len(error_cells(row))) == (7, 6)


def test_products_and_exact_functions_stand_in_for_every_function():
    x = np.linspace(0.1, 0.9, 5, dtype=np.float32)
    for place in PLACES:
        assert np.array_equal(PRODUCTS.module(place.target)._kernel(x), x * np.float32(0.75))
    import mpmath

    for target in ("exp", "erf", "gelu", "gelu_tanh"):
        got = np.asarray(EXACT.module(target)._kernel(np.asarray(x)))
        expected = [np.float32(float(TARGETS[target].reference(mpmath.mp, float(value)))) for value in x]
        assert got.tolist() == expected

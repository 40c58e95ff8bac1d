"""The user's expression in jax.numpy: what it computes, and for which expressions there is one."""

from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.backends.plain_jax import CONSTANTS as NUMBERS
from evaluators.backends.plain_jax import NAME, NAMES, _JaxNumpy, plain_function
from evaluators.timing.baselines import STOCK, baselines
from search_spaces.own.bounded import bounded_target
from search_spaces.own.expressions import parse_expression
from search_spaces.own.formulas import Formula
from search_spaces.own.language import CONSTANTS, FUNCTIONS
from search_spaces.targets import CLAMP, NAN
from tests.sentences import whole

X = np.linspace(0.05, 0.95, 37, dtype=np.float32)


def own(name: str) -> str:
    """An expression that calls a function."""
    first = {"acosh": "x + 1.5"}.get(name, "x")
    return f"{name}({', '.join([first, '2', '1.5', '0.25'][: FUNCTIONS[name][0]])})"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_what_jax_has_of_the_language_is_written_in_jax_and_the_rest_is_not(name):
    listed = {"abs": "fabs"}.get(name, name) in NAMES or name in ("log", "sinc", "zeta")
    function = plain_function(Formula(own(name)))
    assert (function is not None) == listed
    if function is None:
        return
    context: Any = mpmath.MPContext()
    x = X + np.float32(1.25) if name == "zeta" else X
    exact = [float(Formula(own(name))(context, context.mpf(float(v)))) for v in x]
    np.testing.assert_allclose(np.asarray(function(x)), exact, rtol=3e-4, atol=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "exp(-x*x)",
        "x**3/(1+x*x)",
        "2**x + 0x1.8p+1",
        "log(x, 2) - pi/4",
        "-x**2 + sqrt(2)",
        "1/(1 + exp(-x))",
        "3",
        "x/7 + 1e-3",
    ],
)
def test_an_expression_is_computed_in_float32_as_it_is_written(text):
    function = plain_function(Formula(text))
    assert function is not None
    got = np.asarray(function(X))
    assert (got.dtype, got.shape) == (np.float32, X.shape)
    context: Any = mpmath.MPContext()
    exact = [float(Formula(text)(context, context.mpf(float(v)))) for v in X]
    np.testing.assert_allclose(got, exact, rtol=2e-6)


@pytest.mark.parametrize("text", ["lambertw(x)", "besselj(0, x)", "exp(x) + agm(1, x)", "x + 10**400", "x + 1/(2-2)"])
def test_an_expression_that_jax_cannot_say_has_none(text):
    assert plain_function(Formula(text)) is None


def test_a_function_that_jax_lacks_is_named():
    with pytest.raises(AttributeError, match=whole("jax has no function 'lambertw'; known: ...")):
        _JaxNumpy().lambertw  # noqa: B018


def test_every_constant_of_the_language_has_its_number():
    assert NUMBERS == CONSTANTS


@pytest.mark.parametrize("outside", [NAN, CLAMP])
def test_an_own_functions_baseline_is_its_expression_judged_on_its_domain(outside):
    target = bounded_target(parse_expression("sin(x)/x", "mine", (-1.0, 1.0)), (-1.0, 1.0), outside)
    (plain,) = baselines(target)
    assert (plain.name, plain.kind) == (NAME, STOCK)
    x = np.array([0.5, -1.0, 0.0, 2.0, -3.0, np.nan], np.float32)
    got = plain.evaluate(x)
    ends = np.sin(np.float32(1.0)) if outside == CLAMP else np.nan
    np.testing.assert_allclose(got, [np.sin(0.5) / 0.5, np.sin(1.0), np.nan, ends, ends, np.nan], rtol=1e-6)
    assert plain.block is not None


def test_a_function_that_jax_lacks_has_no_baseline():
    assert baselines(bounded_target(parse_expression("lambertw(x)", "mine", (0.5, 1.0)), (0.5, 1.0), NAN)) == []

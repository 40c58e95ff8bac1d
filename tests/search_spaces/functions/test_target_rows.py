"""The rows of the target table: right functions, right derivatives, right properties."""

import functools
import importlib
import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
import scipy.special

from evaluators.minimax.posed import require_posed
from evaluators.timing.baselines import stock_function
from results.export.slope_text import derivative_text, helpers_of
from search_spaces.functions.slopes import OWN
from search_spaces.ops import REAL_OPS
from search_spaces.own.language import parse
from search_spaces.space import real_space
from search_spaces.targets import ABSOLUTE, EVEN, NO_PARITY, ODD, RELATIVE, TARGETS
from tests.sentences import whole

MP: Any = mpmath.MPContext()
MP.prec = 200
SEED = 11
NAMES = sorted(TARGETS)
LN2_HALF, PI_QUARTER = math.log(2) / 2, math.pi / 4

# fmt: off
EXPECTED: dict[str, tuple[tuple[float, float], str, Callable[[np.ndarray], np.ndarray]]] = {
    "exp2":          ((0.0, 1.0),                RELATIVE, scipy.special.exp2),
    "exp":           ((-LN2_HALF, LN2_HALF),     RELATIVE, np.exp),
    "expm1":         ((0.0, 1.0),                RELATIVE, np.expm1),
    "sinh":          ((-1.0, 1.0),               RELATIVE, np.sinh),
    "cosh":          ((-1.0, 1.0),               RELATIVE, np.cosh),
    "logistic":      ((-4.0, 4.0),               RELATIVE, scipy.special.expit),
    "silu":          ((0.0, 4.0),                RELATIVE, lambda x: x * scipy.special.expit(x)),
    "softplus":      ((-4.0, 4.0),               RELATIVE, lambda x: np.logaddexp(x, 0.0)),
    "mish":          ((0.0, 4.0),                RELATIVE, lambda x: x * np.tanh(np.logaddexp(x, 0.0))),
    "gelu_tanh":     ((0.0, 4.0),                RELATIVE,
                      lambda x: x * scipy.special.expit(np.sqrt(8 / np.pi) * (x + 0.044715 * x**3))),
    "log2":          ((1.0, 2.0),                RELATIVE, np.log2),
    "log":           ((0.5, 1.0),                RELATIVE, np.log),
    "log10":         ((1.0, 10.0),               RELATIVE, np.log10),
    "log1p":         ((0.0, 1.0),                RELATIVE, np.log1p),
    "cbrt":          ((1.0, 8.0),                RELATIVE, np.cbrt),
    "rsqrt":         ((0.5, 2.0),                RELATIVE, lambda x: x**-0.5),
    "sin":           ((-PI_QUARTER, PI_QUARTER), RELATIVE, np.sin),
    "cos":           ((-PI_QUARTER, PI_QUARTER), RELATIVE, np.cos),
    "tan":           ((-PI_QUARTER, PI_QUARTER), RELATIVE, np.tan),
    "sinc":          ((-0.5, 0.5),               RELATIVE, np.sinc),
    "atan":          ((-1.0, 1.0),               RELATIVE, np.arctan),
    "asin":          ((-0.5, 0.5),               RELATIVE, np.arcsin),
    "acos":          ((-0.5, 0.5),               RELATIVE, np.arccos),
    "asinh":         ((-1.0, 1.0),               RELATIVE, np.arcsinh),
    "acosh":         ((1.5, 3.0),                RELATIVE, np.arccosh),
    "atanh":         ((-0.5, 0.5),               RELATIVE, np.arctanh),
    "tanh":          ((-1.0, 1.0),               RELATIVE, np.tanh),
    "erf":           ((0.0, 2.0),                RELATIVE, scipy.special.erf),
    "erfc":          ((0.0, 2.0),                RELATIVE, scipy.special.erfc),
    "erf_inv":       ((0.0, 0.75),               RELATIVE, scipy.special.erfinv),
    "gelu":          ((0.0, 4.0),                RELATIVE, lambda x: x * scipy.special.ndtr(x)),
    "lgamma":        ((2.5, 8.0),                ABSOLUTE, scipy.special.gammaln),
    "erfcx_scaled":  ((1.0, 10.0),               RELATIVE, lambda x: x * scipy.special.erfcx(x)),
    "airy_ai7":      ((0.0, 1.0),                ABSOLUTE, lambda x: scipy.special.airy(-7 * x)[0]),
    "bessel_i_half": ((0.0, 1.0),                RELATIVE, lambda x: scipy.special.iv(0.5, x)),
    "gamma":         ((1.0, 2.0),                RELATIVE, scipy.special.gamma),
    "erfcx":         ((0.0, 2.0),                RELATIVE, scipy.special.erfcx),
    "digamma":       ((2.0, 8.0),                ABSOLUTE, scipy.special.digamma),
    "ndtri":         ((0.5, 0.9),                RELATIVE, scipy.special.ndtri),
    "bessel_i0e":    ((0.0, 2.0),                RELATIVE, scipy.special.i0e),
    "bessel_i1e":    ((0.0, 2.0),                RELATIVE, scipy.special.i1e),
}
# fmt: on


def inner_points(name: str, count: int) -> list[float]:
    return np.random.default_rng(SEED).uniform(*TARGETS[name].real_domain, count).tolist()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_domain_error_and_reference_are_those_of_the_function_named(name: str) -> None:
    domain, error, function = EXPECTED[name]
    row = TARGETS[name]
    assert (row.real_domain, row.error) == (domain, error)
    points = np.array([*inner_points(name, 20), domain[1]])
    ours = np.array([float(row.reference(MP, MP.mpf(x))) for x in points.tolist()])
    # log2 and log beside 1 lose nothing: NumPy's are good to an ulp there as well.
    np.testing.assert_allclose(ours, function(points), rtol=2e-14, atol=1e-15, err_msg=f"{name}, seed {SEED}")


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_keeps_the_precision_of_the_context_to_the_ends(name: str) -> None:
    row = TARGETS[name]
    low, high = row.real_domain
    fine: Any = mpmath.MPContext()
    fine.prec = 600
    for place in (2.0**-128, 2.0**-20, 0.5, 1 - 2.0**-20):
        x = MP.mpf(low) + (MP.mpf(high) - MP.mpf(low)) * MP.mpf(place)
        got, exact = row.reference(MP, x), row.reference(fine, fine.mpf(x))
        assert abs(fine.mpf(got) - exact) <= abs(exact) * fine.mpf(2) ** -190, (name, float(x).hex())


@pytest.mark.parametrize("name", NAMES)
def test_the_derivative_column_is_the_derivative(name: str) -> None:
    row = TARGETS[name]
    derivative = parse(row.derivative, ("x", "y"), OWN)
    fitted = 2e-7 if "horner" in row.derivative else 0.0  # polynomials of float32 accuracy stand for it near its zero
    for point in inner_points(name, 5):
        x = MP.mpf(point)
        got = derivative(MP, {"x": x, "y": row.reference(MP, x)})
        exact = MP.diff(lambda t: row.reference(MP, t), x)
        # Its constants are float64, and two terms may cancel.
        assert abs(got - exact) <= (2e-14 + fitted) * max(1, abs(exact)), (name, point.hex())


@pytest.mark.parametrize("name", [n for n in NAMES if TARGETS[n].stock])
def test_the_derivative_of_a_row_that_can_be_a_kernel_prints_as_jax(name: str) -> None:
    jnp = importlib.import_module("jax.numpy")
    importlib.import_module("jax.scipy.special")
    row = TARGETS[name]
    x = inner_points(name, 1)[0]
    y = float(row.reference(MP, MP.mpf(x)))
    names: dict[str, Any] = {"np": np, "jnp": jnp, "jax": importlib.import_module("jax"), "functools": functools}
    names |= {"lax": names["jax"].lax, "x": jnp.float32(x), "y": jnp.float32(y)}
    exec("\n".join(helpers_of(row.derivative)), names)
    got = eval(derivative_text(row.derivative), names)  # the row's own text, as in an exported file
    assert float(got) == pytest.approx(float(MP.diff(lambda t: row.reference(MP, t), x)), rel=1e-5), x.hex()


def test_a_derivative_without_a_printed_form_is_refused() -> None:
    with pytest.raises(ValueError, match=whole("the derivative ... calls airyai; exports know abs...")):
        derivative_text(TARGETS["airy_ai7"].derivative)


@pytest.mark.parametrize("name", NAMES)
def test_parity_and_monotonicity_hold_where_they_are_stated(name: str) -> None:
    row = TARGETS[name]
    points = sorted(inner_points(name, 40))
    values = [row.reference(MP, MP.mpf(x)) for x in points]
    if row.monotone:
        assert values == sorted(values), name
    if row.parity != NO_PARITY:
        sign = {EVEN: 1, ODD: -1}[row.parity]
        assert all(row.reference(MP, -MP.mpf(x)) == sign * v for x, v in zip(points, values, strict=True)), name


@pytest.mark.parametrize("name", NAMES)
def test_specials_with_a_real_value_agree_with_the_reference(name: str) -> None:
    row = TARGETS[name]
    assert len({given for given, _ in row.specials}) == len(row.specials), name
    for given, expected in row.specials:
        x, y = float.fromhex(given), float.fromhex(expected)
        assert np.isnan(x) or float(np.float32(x)) == x, given
        assert np.isnan(y) or float(np.float32(y)) == y, expected
        if not (np.isfinite(x) and np.isfinite(y)) or x == 0.0 or abs(y) <= 2.0**-126:
            continue
        exact = row.reference(MP, MP.mpf(x))
        assert float(np.float32(float(exact))) == y, (name, given)


@pytest.mark.parametrize("name", NAMES)
def test_stock_and_library_functions_exist_and_mean_the_target(name: str) -> None:
    row = TARGETS[name]
    x = inner_points(name, 8)
    exact = [float(row.reference(MP, MP.mpf(v))) for v in x]
    if row.numpy_name is not None:
        np.testing.assert_allclose(getattr(np, row.numpy_name)(np.array(x)), exact, rtol=1e-13)
    if row.stock is not None:
        got = stock_function(row)(np.array(x, np.float32))
        np.testing.assert_allclose(np.asarray(got), exact, rtol=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_can_be_searched_in_the_reals(name: str) -> None:
    row = TARGETS[name]
    require_posed(row, row.real_domain, row.error)
    space = real_space(row, 8)
    assert space.ops == row.ops
    assert set(row.ops) <= set(REAL_OPS)
    assert ("sqrt" in row.ops) == (name == "bessel_i_half")

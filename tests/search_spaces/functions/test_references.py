"""The references that are not mpmath's own, against other formulas in many more digits."""

from typing import Any

import mpmath
import numpy as np
import pytest

from search_spaces.functions.references import ALL_POLES, bessel_ie, digamma, erf_inv, erfcx, gelu, log_gamma, ndtri
from search_spaces.targets import TARGETS

MP: Any = mpmath.MPContext()
MP.prec = 120
FINE: Any = mpmath.MPContext()
FINE.prec = 500
CLOSE = 2.0**-116
RNG = np.random.default_rng(17)


def relative(got: Any, exact: Any) -> float:
    return float(abs(FINE.mpf(got) - exact) / abs(exact))


@pytest.mark.parametrize("x", [2.0**-149, 1e-20, 0.1, 0.5, 0.5000001, 0.75, 0.999, 1 - 2.0**-24, *RNG.uniform(0, 1, 8)])
def test_erf_inv_is_the_inverse_of_erf_and_odd(x: float) -> None:
    y = erf_inv(MP, MP.mpf(x))
    # d(erf)/erf at y against dy/y: the condition of the inverse, 1 - x near 1.
    assert abs(FINE.erf(FINE.mpf(y)) - FINE.mpf(x)) <= CLOSE * FINE.diff(FINE.erf, FINE.mpf(y)) * y
    assert erf_inv(MP, -MP.mpf(x)) == -y


def test_erf_inv_ends_at_infinity() -> None:
    assert erf_inv(MP, MP.mpf(1)) == MP.inf
    assert erf_inv(MP, MP.mpf(-1)) == -MP.inf
    assert MP.isnan(erf_inv(MP, MP.mpf(1.5)))


@pytest.mark.parametrize("x", [-13.0, -37.5, -1e4, -1e-30, 5.0, 1e30, *RNG.uniform(-14, 4, 8)])
def test_gelu_is_right_by_the_incomplete_gamma_function_in_its_tails(x: float) -> None:
    z = FINE.mpf(x)
    tail = FINE.gammainc(0.5, z * z / 2, FINE.inf) / FINE.sqrt(FINE.pi) / 2
    assert relative(gelu(MP, MP.mpf(x)), z * (tail if x < 0 else 1 - tail)) <= CLOSE


@pytest.mark.parametrize("x", [-3.0, -1e-30, 0.25, 3.0, 9.19, 26.0, 1e3])
def test_erfc_is_right_by_the_incomplete_gamma_function_in_its_tails(x: float) -> None:
    z = FINE.mpf(x)
    tail = FINE.gammainc(0.5, z * z, FINE.inf) / FINE.sqrt(FINE.pi)
    assert relative(TARGETS["erfc"].reference(MP, MP.mpf(x)), tail if x > 0 else 2 - tail) <= CLOSE


def by_stirling(x: float) -> Any:
    """log |gamma| by its series beyond 200, and the recurrence down to x."""
    y, product = FINE.mpf(x), FINE.mpf(1)
    while y < 200:
        product, y = product * y, y + 1
    terms = (FINE.bernoulli(2 * k) / (2 * k * (2 * k - 1) * y ** (2 * k - 1)) for k in range(1, 60))
    return (y - 0.5) * FINE.log(y) - y + FINE.log(2 * FINE.pi) / 2 + sum(terms) - FINE.log(abs(product))


BESIDE = [1 + 2.0**-23, 2 - 2.0**-23, -(2.0**-149), -2.457024738220801, -9 - 2.0**-20, -10 + 2.0**-20, -100.5, 1e30]


@pytest.mark.parametrize("x", [*BESIDE, *RNG.uniform(-12, 12, 10)])
def test_log_gamma_is_right_beside_its_zeros_and_poles(x: float) -> None:
    assert relative(log_gamma(MP, MP.mpf(x)), by_stirling(x)) <= CLOSE


def test_log_gamma_has_exact_zeros_and_poles() -> None:
    assert [log_gamma(MP, MP.mpf(x)) for x in (1, 2)] == [0, 0]
    assert all(log_gamma(MP, MP.mpf(x)) == MP.inf for x in (0, -1, -7, ALL_POLES, ALL_POLES - 0.5))


@pytest.mark.parametrize("x", [2.0**-149, -0.3, 2.0, 59.9, 60.0, 74.9, -75.1, 300.0, 1e30, *RNG.uniform(0, 90, 8)])
def test_scaled_bessel_functions_are_those_of_mpmath_on_both_sides_of_where_their_series_change(x: float) -> None:
    for order in (0, 1):
        z = FINE.mpf(abs(x))
        exact = FINE.exp(-z) * FINE.besseli(order, z) if z < 1e3 else bessel_ie(FINE, order, z)
        assert relative(bessel_ie(MP, order, MP.mpf(x)), -exact if order == 1 and x < 0 else exact) <= CLOSE


def test_scaled_bessel_functions_at_zero() -> None:
    assert [bessel_ie(MP, order, MP.zero) for order in (0, 1)] == [1, 0]


@pytest.mark.parametrize("x", [-30.0, -1e-30, 0.5, 9.2, 27.0, 1e3, 2.0**20 - 1, 2.0**20, 1e30, *RNG.uniform(-9, 9, 6)])
def test_erfcx_is_right_by_the_incomplete_gamma_function(x: float) -> None:
    z = FINE.mpf(x)
    if x < 1e9:
        tail = FINE.gammainc(0.5, z * z, FINE.inf) / FINE.sqrt(FINE.pi)
        exact = FINE.exp(z * z) * (tail if x > 0 else 2 - tail)
    else:
        exact = 1 / (z * FINE.sqrt(FINE.pi)) * (1 - 1 / (2 * z * z))
    assert relative(erfcx(MP, MP.mpf(x)), exact) <= CLOSE


@pytest.mark.parametrize(
    "x", [1.4616321449683622, -0.504083008264455, -10.5, -1e-30, 2.0**-149, 1e30, *RNG.uniform(-12, 12, 8)]
)
def test_digamma_is_right_beside_its_zeros_and_by_its_recurrence(x: float) -> None:
    y, rest = FINE.mpf(x), FINE.zero
    while y < 200:
        rest, y = rest - 1 / y, y + 1
    terms = (FINE.bernoulli(2 * k) / (2 * k * y ** (2 * k)) for k in range(1, 60))
    assert relative(digamma(MP, MP.mpf(x)), FINE.log(y) - 1 / (2 * y) - sum(terms) + rest) <= CLOSE
    assert all(MP.isnan(digamma(MP, MP.mpf(pole))) for pole in (0, -1, ALL_POLES - 0.5))


@pytest.mark.parametrize(
    "p", [2.0**-149, 2.0**-126, 1e-20, 0.01, 0.25, 0.5 - 2.0**-25, 0.5 + 2.0**-24, 0.9, 1 - 2.0**-24]
)
def test_ndtri_is_the_inverse_of_the_normal_distribution_function(p: float) -> None:
    y = FINE.mpf(ndtri(MP, MP.mpf(p)))
    # The difference of the distributions over the density is the error of y.
    error = (FINE.erfc(-y / FINE.sqrt(2)) / 2 - FINE.mpf(p)) * FINE.sqrt(2 * FINE.pi) * FINE.exp(y * y / 2)
    assert abs(error) <= CLOSE * abs(y)


def test_ndtri_ends_at_infinity_and_is_zero_at_one_half() -> None:
    assert [ndtri(MP, MP.mpf(p)) for p in (0, 0.5, 1)] == [-MP.inf, 0, MP.inf]
    assert all(MP.isnan(ndtri(MP, MP.mpf(p))) for p in (-0.5, 1.5))

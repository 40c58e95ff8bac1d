import mpmath
import numpy as np
import pytest

from evaluators.minimax.smooth import Smooth
from search_spaces.slots import NearZero
from tests.sentences import whole

DOMAIN = (-0.35, 0.35)


def tail(mp, x):
    return (mp.exp(x) - 1 - x) / x**2


def test_values_agree_with_mpmath_on_random_points():
    smooth = Smooth(NearZero(tail, 0.5, 2), DOMAIN)
    x = np.random.default_rng(3).uniform(*DOMAIN, 200)
    with mpmath.workprec(200):
        exact = np.array([float(tail(mpmath.mp, mpmath.mpf(float(v)))) for v in x])
    assert np.max(np.abs(smooth(x) / exact - 1.0)) < 2.0**-44


def test_float32_points_and_both_ends_are_taken():
    smooth = Smooth(lambda mp, x: mp.cos(x), DOMAIN)
    x = np.array(DOMAIN, np.float32)
    assert np.allclose(smooth(x), np.cos(x.astype(np.float64)), rtol=0, atol=1e-12)


def test_a_kink_is_refused():
    with pytest.raises(
        ValueError, match=whole("a part of a kernel is not smooth on [-0.35, 0.35]: split the slot there")
    ):
        Smooth(lambda mp, x: abs(x - mp.mpf("0.1")), DOMAIN)


def test_a_quotient_has_its_limit_at_zero():
    context = mpmath.MPContext()
    assert NearZero(tail, 0.5, 2)(context, context.mpf(0)) == 0.5
    small = context.mpf(2) ** -60
    assert abs(NearZero(tail, 0.5, 2)(context, small) - 0.5) < small

import numpy as np
import pytest

from evaluators.compiled.whole.rational_heads import RATIONAL_COLUMNS, fit_rational, map_rational, rational_error
from evaluators.compiled.whole.word_heads import BIG

COUNT = 64


def fitted(t, f, degrees, wide=False, weights=None):
    """Coefficients of p and of q, and whether there are any."""
    above, below = degrees
    s, w = weights or (np.ones(COUNT), np.ones(COUNT))
    c, square, rhs, column, v = (np.zeros(shape) for shape in (9, (9, 9), 9, RATIONAL_COLUMNS, COUNT))
    good = fit_rational(t, wide, s, w, f * w, above, below, COUNT, v, column, square, rhs, c)
    return good, c[: above + 1], np.array([1.0, *c[above + 1 : above + 1 + below]])


def value(t, p, q):
    return np.polynomial.polynomial.polyval(t, p) / np.polynomial.polynomial.polyval(t, q)


def test_a_rational_head_finds_the_quotient_that_the_target_is():
    rng = np.random.default_rng(3)
    t, s, w = np.linspace(-1.0, 1.0, COUNT), rng.uniform(0.5, 2.0, COUNT), rng.uniform(0.5, 2.0, COUNT)
    p, q = [1.0, -2.0, 0.5], [1.0, 0.25, 0.5]
    good, got_p, got_q = fitted(t, s * value(t, p, q), (2, 2), weights=(s, w))
    assert good
    assert np.allclose(got_p, p, atol=1e-8)
    assert np.allclose(got_q, q, atol=1e-8)


def test_a_common_factor_of_p_and_q_does_no_harm():
    t = np.linspace(-1.0, 1.0, COUNT)
    good, p, q = fitted(t, 1.0 / (1.0 + 0.5 * t), (2, 2))
    assert good
    assert np.allclose(value(t, p, q), 1.0 / (1.0 + 0.5 * t), rtol=1e-7)


def test_a_denominator_that_changes_its_sign_on_the_sample_is_refused():
    t = np.linspace(-1.0, 1.0, COUNT)
    assert not fitted(t, 1.0 / (0.505 + t), (0, 1))[0]


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_wide_read_is_divided_by_its_geometric_mean_and_its_small_values_count(sign):
    r = sign * np.exp(np.linspace(-30.0, 30.0, COUNT))
    t, scale = np.zeros(COUNT), np.zeros(2)
    assert map_rational(r, 0.0, 1.0, COUNT, t, scale)
    assert scale.tolist() == pytest.approx([0.0, sign], rel=1e-12)
    wanted = 1.0 / (1.0 + np.abs(r))
    good, p, q = fitted(t, wanted, (1, 1), wide=True)
    assert good
    assert np.max(np.abs(value(t, p, q) - wanted)) < 1e-7


def test_a_read_of_both_signs_or_of_like_sizes_is_centred():
    t, scale = np.zeros(COUNT), np.zeros(2)
    for r in (np.linspace(-1.0, 1e6, COUNT), np.linspace(1.0, 3.0, COUNT)):
        middle, half = 0.5 * (r.max() + r.min()), 0.5 * (r.max() - r.min())
        assert not map_rational(r, middle, half, COUNT, t, scale)
        assert (t.min(), t.max()) == (-1.0, 1.0)


def test_the_error_of_a_rational_head_lies_between_its_mean_and_its_largest():
    t, one = np.linspace(-1.0, 1.0, COUNT), np.ones(COUNT)
    f = np.exp(t)
    good, p, q = fitted(t, f, (1, 1))
    assert good
    errors = np.abs(value(t, p, q) - f)
    error = rational_error(t, one, one, f, 1, 1, COUNT, np.concatenate([p, q[1:]]))
    assert errors.mean() < error < errors.max() < 0.1
    assert rational_error(t, one, one, f, 1, 1, COUNT, np.full(3, np.nan)) == BIG

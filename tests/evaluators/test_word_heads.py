import numpy as np

from evaluators.compiled.whole.word_heads import ADDED, SCALED, fit_any, solve_normal


def test_normal_equations_are_solved_and_singular_ones_refused():
    rng = np.random.default_rng(1)
    a = rng.normal(size=(6, 4))
    c = rng.normal(size=4)
    square, out = a.T @ a, np.zeros(4)
    assert solve_normal(square.copy(), square @ c, 4, out)
    assert np.allclose(out, c, rtol=1e-9)
    assert not solve_normal(np.ones((2, 2)), np.ones(2), 2, np.zeros(2))


def test_a_head_finds_the_polynomial_that_the_target_is():
    rng = np.random.default_rng(2)
    t, s = np.linspace(-1.0, 1.0, 64), rng.uniform(0.5, 2.0, 64)
    w = rng.uniform(0.5, 2.0, 64)
    wanted = np.array([1.0, -2.0, 0.5, 0.25, -0.125])
    p = np.polynomial.polynomial.polyval(t, wanted)
    square, rhs, c = np.zeros((9, 9)), np.zeros(9), np.zeros(9)
    assert fit_any(SCALED, t, s, w, s * p * w, 4, 64, square, rhs, c)
    assert np.allclose(c[:5], wanted, atol=1e-9)
    assert fit_any(ADDED, t, s, w, (p + 3.0 * s) * w, 4, 64, square, rhs, c)
    assert np.allclose(c[:6], [*wanted, 3.0], atol=1e-9)

"""Linear minimax problems: solved to optimality, with a proof, and refused when singular."""

import gmpy2
import numpy as np
import pytest
from gmpy2 import mpfr
from scipy.optimize import linprog

from evaluators.minimax.extended import extended
from evaluators.minimax.remez import SingularError, independent_columns, linear_minimax, solve


def matrix(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    return rng.standard_normal((rows, columns))


def to_rows(array: np.ndarray) -> list[list[mpfr]]:
    return [[mpfr(v) for v in row] for row in array.tolist()]


@pytest.mark.parametrize("seed", range(6))
def test_the_level_is_that_of_a_linear_program(seed: int) -> None:
    rng = np.random.default_rng(seed)
    jacobian, errors = matrix(rng, 60, 1 + seed), rng.standard_normal(60)
    columns = jacobian.shape[1]
    ones = np.ones((60, 1))
    program = linprog(
        np.r_[np.zeros(columns), 1.0],
        A_ub=np.block([[jacobian, -ones], [-jacobian, -ones]]),
        b_ub=np.r_[-errors, errors],
        bounds=[(None, None)] * (columns + 1),
    )
    with extended():
        solved = linear_minimax([mpfr(v) for v in errors.tolist()], to_rows(jacobian))
    assert float(solved.level) == pytest.approx(program.fun, rel=1e-6), f"seed {seed}"
    residuals = errors + jacobian @ np.array(solved.step, dtype=np.float64)
    assert np.max(np.abs(residuals)) <= float(solved.level) * (1 + 2e-6), f"seed {seed}"
    assert len(solved.rows) == columns + 1


def test_elimination_solves_every_right_side() -> None:
    array = matrix(np.random.default_rng(3), 8, 8)
    with extended():
        one, two = solve(to_rows(array), [mpfr(1)] * 8, [mpfr(k) for k in range(8)])
    np.testing.assert_allclose(array @ np.array(one, dtype=float), np.ones(8), atol=1e-12)
    np.testing.assert_allclose(array @ np.array(two, dtype=float), np.arange(8), atol=1e-12)


def test_a_singular_system_is_refused() -> None:
    with extended(), pytest.raises(SingularError):
        solve(to_rows(np.array([[1.0, 2.0], [2.0, 4.0]])), [mpfr(1), mpfr(1)])
    with extended(), pytest.raises(SingularError):
        linear_minimax([mpfr(1)] * 5, to_rows(np.ones((5, 2))))


def test_dependent_columns_are_left_out() -> None:
    rng = np.random.default_rng(5)
    columns = rng.standard_normal((4, 20))
    with extended():
        rows = to_rows(columns)
        combined = [3 * a - b / 7 for a, b in zip(rows[0], rows[2], strict=True)]
        chosen = independent_columns([rows[0], [mpfr(0)] * 20, rows[1], rows[2], combined, rows[3]])
        assert len(chosen) == 4
        assert 1 not in chosen
        assert {2, 5} <= set(chosen)
        assert gmpy2.is_finite(rows[0][0])

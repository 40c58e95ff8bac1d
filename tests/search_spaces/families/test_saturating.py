"""The denominators of tanh and erf are what the rows say that they are."""

import mpmath
import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from results.record.record import CLASSICAL, committed
from search_spaces.families.saturating import ERF_BELOW, ERF_CENTRE, ROWS, THIRD, cubic


def test_the_denominator_of_erf_is_that_of_a_pade_approximant():
    with mpmath.workdps(60):
        series = mpmath.taylor(lambda z: mpmath.erf(mpmath.sqrt(z)) / mpmath.sqrt(z), ERF_CENTRE, 10)
        _, about_centre = mpmath.pade(series, 5, 5)
        exact = [
            sum(about_centre[i] * mpmath.binomial(i, j) * (-ERF_CENTRE) ** (i - j) for i in range(j, 6))
            for j in range(6)
        ]
        want = [np.float32(float(coefficient / exact[5])) for coefficient in exact[4::-1]]
    assert [np.float32(given) for given in ERF_BELOW] == want


def test_the_denominator_of_tanh_is_zero_at_its_first_two_poles_and_at_the_one_for_the_others():
    a, b, c = cubic(THIRD)
    for pole in ((np.pi / 2) ** 2, (3 * np.pi / 2) ** 2, THIRD):
        terms = np.array([-(pole**3), a * pole**2, -b * pole, c])
        assert abs(terms.sum()) <= 2.0**-23 * abs(terms).max()


RECORDS = [
    record
    for row in ROWS
    for record in committed(row.target)
    if record.reduction == row.name and record.kind != CLASSICAL
]
"""Hand-made kernels are compared with, and not exported."""


@pytest.mark.skipif(not RECORDS, reason="no kernel in these reductions is on record")
def test_results_of_kernels_on_record_that_are_near_1_are_not_above_it():
    """Every float32 from 2 to twice the edge, in the interpreter."""
    x = np.arange(*np.array([2.0, 16.0], np.float32).view(np.int32), dtype=np.int32).view(np.float32)
    for record in RECORDS:
        (y,) = run_float32(record.program(), [x], flush=True)
        assert y.max() <= 1.0, f"{record.hash} is {float(y.max()).hex()} at x = {float(x[y.argmax()]).hex()}"
        assert y[-1] == 1.0

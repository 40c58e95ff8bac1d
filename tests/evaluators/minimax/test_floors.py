"""Lower bounds of what polynomials reach, beside their fits."""

import pytest

from evaluators.minimax.classical import fit_sketch
from evaluators.minimax.floors import first_degree, polynomial_floor
from evaluators.minimax.meter import Meter
from evaluators.minimax.sketches import ApproximationProblem, polynomial
from search_spaces.own.expressions import parse_expression
from search_spaces.targets import ABSOLUTE, RELATIVE, TARGETS

SIN, LOG1P = TARGETS["sin"], TARGETS["log1p"]
PROBLEMS = {
    "odd": ApproximationProblem(SIN, SIN.real_domain, RELATIVE),
    "zero at an end": ApproximationProblem(LOG1P, LOG1P.real_domain, RELATIVE),
    "plain": ApproximationProblem(TARGETS["exp2"], (0.0, 1.0), RELATIVE),
    "with a kink of its slope": ApproximationProblem(
        parse_expression("x/(1+abs(x))", "softsign", (-4, 4)), (-4.0, 4.0), ABSOLUTE
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
@pytest.mark.parametrize("degree", [1, 2, 5])
def test_no_fit_is_below_the_floor_and_the_floor_is_close(name, degree):
    problem = PROBLEMS[name]
    floor, error = polynomial_floor(problem, degree, Meter()), fit_sketch(problem, polynomial(problem, degree)).error
    assert 0.9 * error < floor < error


@pytest.mark.parametrize("name", ["odd", "plain"])
def test_the_first_degree_is_the_one_that_fits_find(name):
    problem, bound = PROBLEMS[name], 1e-5
    fits = (fit_sketch(problem, polynomial(problem, degree)).error for degree in range(1, 8))
    assert first_degree(problem, bound, 7, Meter()) == next(k for k, e in enumerate(fits, 1) if e < bound)


def test_where_no_degree_may_reach_the_bound_it_is_one_more_than_the_most():
    assert first_degree(PROBLEMS["with a kink of its slope"], 1e-6, 6, Meter()) == 7


def test_a_floor_is_had_for_a_small_part_of_the_work_of_a_fit():
    problem, floor, fit = PROBLEMS["plain"], Meter(), Meter()
    polynomial_floor(problem, 12, floor)
    fit_sketch(problem, polynomial(problem, 12), None, fit)
    assert floor.spent < fit.spent / 5

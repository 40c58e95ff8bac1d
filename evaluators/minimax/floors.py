"""A lower bound of what polynomials can reach, without fitting them.

On fixed points the coefficients enter linearly, so that one exchange solves the problem there; no polynomial does better on
the whole domain than the best does on some of its points. A fit asks for twenty such problems on four times the points.
"""

import gmpy2
from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from evaluators.minimax.drafting import Shape
from evaluators.minimax.fitting import fit_points
from evaluators.minimax.meter import REFERENCE, Meter
from evaluators.minimax.remez import Row, SingularError, linear_minimax
from evaluators.minimax.sketches import ApproximationProblem, shape_of

POINTS = 257
BETWEEN_POINTS = 0.99
"""A fit misses at most 5e-4 of a lobe between its points (evaluators/minimax/fitting.py), and the bound is for its points too."""


def polynomial_floor(problem: ApproximationProblem, degree: int, meter: Meter) -> mpfr:
    """A lower bound of the largest error of `polynomial(problem, degree)` after any fit; 0 where none is found."""
    shape = shape_of(problem)
    points, exact, units = fit_points(problem.target, problem.domain, problem.error, POINTS)
    meter.add(REFERENCE * len(points))
    with ext.extended():
        rows = [[z / unit for z in _powers(problem, shape, x, degree)] for x, unit in zip(points, units, strict=True)]
        errors = [-f / unit for f, unit in zip(exact, units, strict=True)]
        try:
            return linear_minimax(errors, rows, meter=meter).level * BETWEEN_POINTS
        except SingularError:
            return mpfr(0)


def _powers(problem: ApproximationProblem, shape: Shape, x: mpfr, degree: int) -> Row:
    """z(x) t^k up to the degree, t the form's variable moved to [-1, 1]."""
    ends = [mpfr(end) for end in problem.domain]
    u, low, high = (x * x, mpfr(0), max(end * end for end in ends)) if shape.square else (x, *ends)
    t = (2 * u - low - high) / (high - low)
    z = gmpy2.sqrt(x) if shape.root else mpfr(1) if shape.zero is None else x - mpfr(shape.zero)
    return [z * t**k for k in range(degree + 1)]


def first_degree(problem: ApproximationProblem, bound: float, most: int, meter: Meter) -> int:
    """The least degree whose polynomials may have a largest error below the bound, by bisection; most + 1 where none may."""
    low, high = 0, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        if polynomial_floor(problem, middle, meter) >= bound:
            low = middle
        else:
            high = middle
    return high

"""Classical competitors: minimax polynomials, rationals and continued fractions, computed for any target and domain.

Each starts from interpolation at Chebyshev nodes and is fitted by `fitting.fit`. A form with k squarings approximates the
2**k-th root of a positive target and squares it k times; for the exponentials that root is the same function on a
domain 2**k times smaller. They are baselines and never seed a search.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import gmpy2
from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from evaluators.minimax.certify import Certificate, certify
from evaluators.minimax.drafting import Draft
from evaluators.minimax.fitting import alternations, fit, point_error
from evaluators.minimax.meter import Meter
from evaluators.minimax.sketches import ApproximationProblem, NoFormError, Sketch, polynomial
from search_spaces.programs.program import Program


@dataclass(frozen=True)
class ClassicalForm:
    """A fitted classical form.

    Attributes:
        name: Its family, degrees in x and squarings.
        program: The fitted program.
        certificate: Its error.
        coefficients: K, what the family leaves free.
        alternations: How often the error alternates within 1 % of its maximum.
    """

    name: str
    program: Program
    certificate: Certificate
    coefficients: int
    alternations: int

    @property
    def ops(self) -> int:
        """Operations that depend on x."""
        return self.program.op_count()

    @property
    def equioscillates(self) -> bool:
        """True if the error alternates K + 1 times: no other choice of coefficients does better."""
        return self.certificate.ok and self.alternations > self.coefficients


def horner(coefficients: Sequence[Decimal]) -> Program:
    """c0 + x (c1 + x (c2 + ...)), coefficients from the constant term up: 2 n operations at degree n."""
    draft = Draft()
    return draft.program(draft.horner(coefficients))


def estrin(coefficients: Sequence[Decimal]) -> Program:
    """The same polynomial with neighbours paired at every level: (c0 + c1 x) + (c2 + c3 x) x**2 + ...

    More operations than Horner (the powers x**2, x**4, ...), in a chain of about 2 log2 n.
    """
    draft = Draft()
    return draft.program(draft.estrin(coefficients))


def minimax_polynomial(problem: ApproximationProblem, degree: int, squarings: int = 0) -> ClassicalForm:
    """The minimax polynomial in Horner form, times x - z and in x**2 where the target asks for that.

    Args:
        problem: The target, domain and kind of error.
        degree: Degree of the polynomial in its variable, x or x**2. Its coefficients are the first constants of the
            program, from the constant term up.
        squarings: How often the polynomial is squared.

    Raises:
        NoFormError: Squarings were asked for and the target is not positive.
    """
    return certified(problem, fit_sketch(problem, polynomial(problem, degree, squarings)))


@dataclass(frozen=True)
class Fitted:
    """A sketch after its fit: its largest error and alternations on the points of the fit, not certified."""

    sketch: Sketch
    program: Program
    error: mpfr
    alternations: int

    @property
    def ops(self) -> int:
        """Operations that depend on x."""
        return self.program.op_count()

    @property
    def equioscillates(self) -> bool:
        """True if the error is finite and alternates more often than there are coefficients."""
        return bool(gmpy2.is_finite(self.error)) and self.alternations > self.sketch.coefficients


def fit_sketch(
    problem: ApproximationProblem, sketch: Sketch, max_ops: int | None = None, meter: Meter | None = None
) -> Fitted:
    """The fit from the first start that ends in equioscillation, or the best of all.

    An interpolant of the whole domain may have poles in it; one of a smaller part, nearer to a Pade approximant, has
    fewer. At the limit of the meter no other start is tried.

    Raises:
        NoFormError: No start exists, or it has more than `max_ops` operations.
    """
    fits: list[Fitted] = []
    reason, meter = "", meter or Meter()
    where = problem.target, problem.domain, problem.error
    for part in _parts(problem):
        if fits and meter.exhausted:
            break
        try:
            with ext.extended():
                start = sketch.start(part)
        except NoFormError as error:
            reason = str(error)
            continue
        if max_ops is not None and start.op_count() > max_ops:
            raise NoFormError(f"{sketch.name} has {start.op_count()} operations; allowed: at most {max_ops}")
        program = fit(start, *where, meter)
        fits.append(Fitted(sketch, program, point_error(program, *where), alternations(program, *where)))
        if fits[-1].equioscillates or fits[-1].alternations == sketch.coefficients:
            return fits[-1]  # one alternation short: the right valley, where another start would end as well
    if not fits:
        raise NoFormError(reason)
    return min(fits, key=lambda fitted: fitted.error)


def certified(problem: ApproximationProblem, fitted: Fitted) -> ClassicalForm:
    """The form with its certificate."""
    certificate = certify(fitted.program, problem.target, problem.domain, problem.error)
    sketch = fitted.sketch
    return ClassicalForm(sketch.name, fitted.program, certificate, sketch.coefficients, fitted.alternations)


def _parts(problem: ApproximationProblem) -> Iterator[ApproximationProblem]:
    """The problem on parts of its domain around the middle."""
    low, high = problem.domain
    for cut in (0.0, 1 / 4, 7 / 16):
        yield replace(problem, domain=(low + cut * (high - low), high - cut * (high - low)))

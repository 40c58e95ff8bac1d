"""Classical forms before their fit: polynomials, rationals and continued fractions from interpolation.

A sketch says which program to fit and from where; evaluators/minimax/classical.py fits it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import gmpy2
from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from evaluators.minimax.drafting import Draft, Shape, squared
from evaluators.minimax.remez import Row, SingularError, solve
from search_spaces.programs.program import Program
from search_spaces.targets import NO_PARITY, ODD, RELATIVE, RealFunction, require_domain

START_DIGITS = 60
"""Digits of an interpolant's coefficients: more than any error down to 1e-30 needs."""


HORNER, ESTRIN = "polynomial, Horner", "polynomial, Estrin"
RATIONAL, FRACTION, SYMMETRIC = "rational, Horner", "continued fraction", "symmetric fraction"


class NoFormError(ValueError):
    """The form does not exist for this target and domain; the message says why."""


@dataclass(frozen=True)
class ApproximationProblem:
    """Problem of a classical form: a target to approximate, on a domain, under a kind of error."""

    target: RealFunction
    domain: tuple[float, float]
    error: str


@dataclass(frozen=True)
class Sketch:
    """A classical form before its fit.

    Attributes:
        family: HORNER, ESTRIN, RATIONAL, FRACTION or SYMMETRIC.
        name: Its family, degrees in x and squarings.
        start: The program to fit, from an interpolant of the target on a part of the domain; raises NoFormError.
        coefficients: K, what the family leaves free.
    """

    family: str
    name: str
    start: Callable[[ApproximationProblem], Program]
    coefficients: int


def polynomial(problem: ApproximationProblem, degree: int, squarings: int = 0, scheme: str = HORNER) -> Sketch:
    """A polynomial by Horner's or Estrin's scheme, times x - z and in x**2 where the target asks for that."""
    shape = shape_of(problem, squarings)

    def start(part: ApproximationProblem) -> Program:
        nodes, roots = _samples(part, shape, degree + 1, squarings)
        coefficients = _decimals(_solve([[u**i for i in range(degree + 1)] for u in nodes], roots))
        draft = Draft()
        draft.enter(shape)
        value = draft.horner(coefficients) if scheme == HORNER else draft.estrin(coefficients)
        return squared(draft.leave(value, shape), squarings)

    name = f"{scheme[:10]} {shape.degree(degree)}{scheme[10:]}"
    return Sketch(scheme, _name(name, squarings), start, degree + 1)


def rational(problem: ApproximationProblem, degrees: tuple[int, int], squarings: int = 0) -> Sketch:
    """A rational p / q in Horner form with q(0) = 1: 2 (m + n) + 1 operations at degrees (m, n) in x."""
    shape = shape_of(problem, squarings)

    def start(part: ApproximationProblem) -> Program:
        p, q = _interpolant(part, shape, degrees, squarings)
        draft = Draft()
        draft.enter(shape)
        upper = draft.horner(_decimals([c / q[0] for c in p]))
        lower = draft.horner(_decimals([c / q[0] for c in q[1:]]), draft.const(Decimal(1)))
        return squared(draft.leave(draft.op("div", upper, lower), shape), squarings)

    name = f"rational ({shape.degree(degrees[0])},{2 * degrees[1] if shape.square else degrees[1]}), Horner"
    return Sketch(RATIONAL, _name(name, squarings), start, sum(degrees) + 1)


def fraction(problem: ApproximationProblem, depth: int, squarings: int = 0) -> Sketch:
    """The rational of degrees (n, n) as c0 + c1 / (u + c2 + c3 / (u + c4 + ...)): 3 n operations where u = x."""
    shape = shape_of(problem, squarings)

    def start(part: ApproximationProblem) -> Program:
        draft = Draft()
        draft.enter(shape)
        constants = _fraction(*_interpolant(part, shape, (depth, depth), squarings))
        return squared(draft.leave(draft.fraction(_decimals(constants)), shape), squarings)

    name = f"continued fraction ({shape.degree(depth)},{2 * depth if shape.square else depth})"
    return Sketch(FRACTION, _name(name, squarings), start, 2 * depth + 1)


def symmetric(problem: ApproximationProblem, squarings: int = 0) -> Sketch:
    """c0 + c1 / (x + c2 + c3 / x) in 5 operations, whose value at x = 0 is c0 by its limit."""

    def start(part: ApproximationProblem) -> Program:
        low, high = part.domain
        if not low <= 0.0 <= high:
            raise NoFormError(f"the form divides by x and takes its limit at 0, which is outside [{low}, {high}]")
        nodes, roots = _samples(part, Shape(square=False, zero=None), 3, squarings)
        c0 = _root(part, mpfr(0), squarings)
        # (g - c0)(x**2 + c2 x + c3) = c1 x at three nodes
        rows = [[-x, (g - c0) * x, g - c0] for x, g in zip(nodes, roots, strict=True)]
        c1, c2, c3 = _solve(rows, [-(g - c0) * x * x for x, g in zip(nodes, roots, strict=True)])
        draft = Draft()
        inner = draft.op("add", draft.op("div", _const(draft, c3), "x"), "x")
        quotient = draft.op("div", _const(draft, c1), draft.op("add", inner, _const(draft, c2)))
        return squared(draft.program(draft.op("add", quotient, _const(draft, c0))), squarings)

    return Sketch(SYMMETRIC, _name("symmetric fraction", squarings), start, 4)


def _name(form: str, squarings: int) -> str:
    return form if squarings == 0 else f"{form}, {squarings} squaring{'s' if squarings > 1 else ''}"


def _decimals(values: Sequence[mpfr]) -> list[Decimal]:
    return [ext.to_decimal(v, START_DIGITS) for v in values]


def _const(draft: Draft, value: mpfr) -> str:
    return draft.const(ext.to_decimal(value, START_DIGITS))


def _root(problem: ApproximationProblem, x: mpfr, squarings: int) -> mpfr:
    """The 2**squarings-th root of the target."""
    value = ext.reference(problem.target, x)
    if squarings and not value > 0:
        raise NoFormError(
            f"target {problem.target.name!r} is not positive at x = {float(x).hex()}: it has no root to square"
        )
    return gmpy2.rootn(value, 2**squarings) if squarings else value


def shape_of(problem: ApproximationProblem, squarings: int = 0) -> Shape:
    """Shape that a form of the problem inherits from its target.

    Raises:
        NoFormError: Squarings were asked for and the target is zero somewhere.
    """
    require_domain(problem.domain)
    zero = 0.0 if problem.target.parity == ODD else None
    if zero is None and problem.error == RELATIVE:
        with ext.extended():
            zeros = [x for x in problem.domain if ext.reference(problem.target, mpfr(x)) == 0]
        zero = zeros[0] if zeros else None
    root = zero == 0.0 and "sqrt" in problem.target.ops
    if squarings and zero is not None:
        raise NoFormError(f"target {problem.target.name!r} is zero at x = {zero.hex()}: it has no root to square")
    return Shape(problem.target.parity != NO_PARITY, zero, root)


def _samples(problem: ApproximationProblem, shape: Shape, count: int, squarings: int) -> tuple[Row, Row]:
    """Chebyshev nodes in x as values of u, and g there: the root of the target over z(x)."""
    require_domain(problem.domain)
    low, high = map(mpfr, problem.domain)
    if shape.square:
        low, high = (mpfr(0) if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
    angles = [gmpy2.const_pi() * (2 * i + 1) / (4 * count) for i in range(count)]
    points = [low + (high - low) * gmpy2.sin(angle) ** 2 for angle in angles]
    roots = [_root(problem, x, squarings) for x in points]
    if shape.root:
        roots = [g / gmpy2.sqrt(x) for x, g in zip(points, roots, strict=True)]
    elif shape.zero is not None:
        roots = [g / (x - shape.zero) for x, g in zip(points, roots, strict=True)]
    return [x * x if shape.square else x for x in points], roots


def _solve(rows: list[Row], right: Row) -> Row:
    try:
        return solve(rows, right)[0]
    except SingularError as error:
        raise NoFormError(f"the interpolant that starts the fit does not exist: {error}") from None


def _interpolant(
    problem: ApproximationProblem, shape: Shape, degrees: tuple[int, int], squarings: int
) -> tuple[Row, Row]:
    """Coefficients of p and q, constant terms first, q monic: p - g q = 0 at m + n + 1 nodes."""
    m, n = degrees
    nodes, roots = _samples(problem, shape, m + n + 1, squarings)
    rows = [[x**i for i in range(m + 1)] + [-g * x**j for j in range(n)] for x, g in zip(nodes, roots, strict=True)]
    solution = _solve(rows, [g * x**n for x, g in zip(nodes, roots, strict=True)])
    q = [*solution[m + 1 :], mpfr(1)]
    if q[0] == 0:
        raise NoFormError("the denominator of the interpolant is zero at 0")
    return solution[: m + 1], q


def _fraction(p: Row, q: Row) -> Row:
    """c0, c1, ... of p / q = c0 + c1 / (x + c2 + c3 / (x + c4 + ...)), by Euclid's algorithm; equal degrees."""
    constants = [p[-1] / q[-1]]
    upper, lower = [a - constants[0] * b for a, b in zip(p[:-1], q[:-1], strict=True)], q
    while upper:
        if upper[-1] == 0:
            raise NoFormError("the rational has no regular continued fraction")
        # lower / upper = a x + b + rest / upper
        a = lower[-1] / upper[-1]
        shifted = [u - a * v for u, v in zip(lower[:-1], [mpfr(0), *upper[:-1]], strict=True)]
        b = shifted[-1] / upper[-1]
        rest = [u - b * v for u, v in zip(shifted[:-1], upper[:-1], strict=True)]
        constants += [1 / a, b / a]
        # upper / lower = (1 / a) / (x + b / a + (rest / a) / upper)
        upper, lower = [u / a for u in rest], upper
    return constants

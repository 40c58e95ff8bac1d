"""Classical competitors: minimax polynomials, rationals and continued fractions, computed for any target and domain.

Each starts from interpolation at Chebyshev nodes and is fitted by `polish`. A form with k squarings approximates the
2**k-th root of a positive target and squares it k times; for the exponentials that root is the same function on a
domain 2**k times smaller. They are baselines and never seed a search.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import gmpy2
from gmpy2 import mpfr

from evaluators import extended as ext
from evaluators.certify import Certificate
from evaluators.critical import require_domain
from evaluators.drafting import Draft, Shape, squared
from evaluators.fitting import alternations, polish_certified
from evaluators.remez import Row, SingularError, solve
from search_spaces.program import Program
from search_spaces.targets import NO_PARITY, ODD, RELATIVE, Target

START_DIGITS = 60
"""Digits of an interpolant's coefficients: more than any error down to 1e-30 needs."""


class NoFormError(ValueError):
    """The form does not exist for this target and domain; the message says why."""


@dataclass(frozen=True)
class Problem:
    """What a classical form approximates: the target on a domain under a kind of error."""

    target: Target
    domain: tuple[float, float]
    error: str


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
        """Whether the error alternates K + 1 times: no other choice of coefficients does better."""
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
    terms, power = [draft.const(c) for c in coefficients], "x"
    while len(terms) > 1:
        pairs = [terms[i : i + 2] for i in range(0, len(terms), 2)]
        terms = [draft.op("add", draft.op("mul", p[1], power), p[0]) if len(p) == 2 else p[0] for p in pairs]
        if len(terms) > 1:
            power = draft.op("mul", power, power)
    return draft.program(terms[0])


def minimax_polynomial(problem: Problem, degree: int, squarings: int = 0) -> ClassicalForm:
    """The minimax polynomial in Horner form, times x - z and in x**2 where the target asks for that.

    Args:
        problem: The target, domain and kind of error.
        degree: Degree of the polynomial in its variable, x or x**2. Its coefficients are the first constants of the
            program, from the constant term up.
        squarings: How often the polynomial is squared.

    Raises:
        NoFormError: Squarings were asked for and the target is not positive.
    """
    shape = _shape(problem, squarings)
    with ext.extended():
        nodes, roots = _samples(problem, shape, degree + 1, squarings)
        coefficients = _solve([[u**i for i in range(degree + 1)] for u in nodes], roots)
        draft = Draft()
        draft.enter(shape)
        start = draft.leave(draft.horner(_decimals(coefficients)), shape)
    name = _name(f"polynomial {shape.degree(degree)}, Horner", squarings)
    return _fitted(name, squared(start, squarings), problem, degree + 1)


def minimax_rational(problem: Problem, degrees: tuple[int, int], squarings: int = 0) -> ClassicalForm:
    """The minimax rational p / q in Horner form with q(0) = 1: 2 (m + n) + 1 operations at degrees (m, n) in x.

    Raises:
        NoFormError: The interpolant that starts the fit does not exist, or the target is not positive.
    """
    shape = _shape(problem, squarings)

    def start(part: Problem) -> Program:
        p, q = _interpolant(part, shape, degrees, squarings)
        draft = Draft()
        draft.enter(shape)
        upper = draft.horner(_decimals([c / q[0] for c in p]))
        lower = draft.horner(_decimals([c / q[0] for c in q[1:]]), draft.const(Decimal(1)))
        return squared(draft.leave(draft.op("div", upper, lower), shape), squarings)

    name = f"rational ({shape.degree(degrees[0])},{2 * degrees[1] if shape.square else degrees[1]}), Horner"
    return _best(_name(name, squarings), problem, start, sum(degrees) + 1)


def minimax_fraction(problem: Problem, depth: int, squarings: int = 0) -> ClassicalForm:
    """The minimax rational of degrees (n, n) as c0 + c1 / (u + c2 + c3 / (u + c4 + ...)): 3 n operations where u = x.

    Raises:
        NoFormError: The interpolant that starts the fit does not exist or has no such fraction.
    """
    shape = _shape(problem, squarings)

    def start(part: Problem) -> Program:
        draft = Draft()
        draft.enter(shape)
        constants = _fraction(*_interpolant(part, shape, (depth, depth), squarings))
        return squared(draft.leave(draft.fraction(_decimals(constants)), shape), squarings)

    name = f"continued fraction ({shape.degree(depth)},{2 * depth if shape.square else depth})"
    return _best(_name(name, squarings), problem, start, 2 * depth + 1)


def minimax_symmetric(problem: Problem, squarings: int = 0) -> ClassicalForm:
    """c0 + c1 / (x + c2 + c3 / x) in 5 operations, whose value at x = 0 is c0 by its limit.

    Raises:
        NoFormError: 0 is not in the domain, or as for `minimax_rational`.
    """
    low, high = problem.domain
    if not low <= 0.0 <= high:
        raise NoFormError(f"the form divides by x and takes its limit at 0, which is outside [{low}, {high}]")
    with ext.extended():
        nodes, roots = _samples(problem, Shape(square=False, zero=None), 3, squarings)
        c0 = _root(problem, mpfr(0), squarings)
        # (g - c0)(x**2 + c2 x + c3) = c1 x at three nodes
        rows = [[-x, (g - c0) * x, g - c0] for x, g in zip(nodes, roots, strict=True)]
        c1, c2, c3 = _solve(rows, [-(g - c0) * x * x for x, g in zip(nodes, roots, strict=True)])
        draft = Draft()
        inner = draft.op("add", draft.op("div", _const(draft, c3), "x"), "x")
        fraction = draft.op("div", _const(draft, c1), draft.op("add", inner, _const(draft, c2)))
        start = draft.program(draft.op("add", fraction, _const(draft, c0)))
    return _fitted(_name("symmetric fraction", squarings), squared(start, squarings), problem, 4)


def classical_forms(problem: Problem, max_ops: int) -> list[ClassicalForm]:
    """Every classical form of at most `max_ops` operations that exists for the problem and equioscillates."""
    forms: list[ClassicalForm] = []
    for build in _builders(problem, max_ops):
        try:
            form = build()
        except NoFormError:
            continue
        if form.ops <= max_ops and form.equioscillates:
            forms.append(form)
    return sorted(forms, key=lambda form: (form.ops, form.certificate.max_error))


def _builders(problem: Problem, max_ops: int) -> Iterator[Callable[[], ClassicalForm]]:
    for k in range(max_ops):
        rest = max_ops - k
        for n in range(1, rest // 2 + 1):
            yield lambda n=n, k=k: minimax_polynomial(problem, n, k)
        for n in range(1, (rest - 1) // 4 + 1):
            yield lambda n=n, k=k: minimax_rational(problem, (n, n), k)
        for n in range(1, rest // 3 + 1):
            yield lambda n=n, k=k: minimax_fraction(problem, n, k)
        if rest >= 5:
            yield lambda k=k: minimax_symmetric(problem, k)


def _name(form: str, squarings: int) -> str:
    return form if squarings == 0 else f"{form}, {squarings} squaring{'s' if squarings > 1 else ''}"


def _fitted(name: str, start: Program, problem: Problem, coefficients: int) -> ClassicalForm:
    where = problem.target, problem.domain, problem.error
    program, certificate = polish_certified(start, *where)
    return ClassicalForm(name, program, certificate, coefficients, alternations(program, *where))


def _best(name: str, problem: Problem, start: Callable[[Problem], Program], coefficients: int) -> ClassicalForm:
    """The fit from the first start that ends in equioscillation, or the best of all.

    An interpolant of the whole domain may have poles in it; one of a smaller part, nearer to a Pade approximant, has
    fewer.
    """
    fits: list[ClassicalForm] = []
    reason = ""
    for part in _parts(problem):
        try:
            with ext.extended():
                program = start(part)
        except NoFormError as error:
            reason = str(error)
            continue
        fits.append(_fitted(name, program, problem, coefficients))
        if fits[-1].equioscillates:
            return fits[-1]
    if not fits:
        raise NoFormError(reason)
    return min(fits, key=lambda form: form.certificate.max_error)


def _parts(problem: Problem) -> Iterator[Problem]:
    """The problem on parts of its domain around the middle."""
    low, high = problem.domain
    for cut in (0.0, 1 / 4, 7 / 16):
        yield replace(problem, domain=(low + cut * (high - low), high - cut * (high - low)))


def _decimals(values: Sequence[mpfr]) -> list[Decimal]:
    return [ext.to_decimal(v, START_DIGITS) for v in values]


def _const(draft: Draft, value: mpfr) -> str:
    return draft.const(ext.to_decimal(value, START_DIGITS))


def _root(problem: Problem, x: mpfr, squarings: int) -> mpfr:
    """The 2**squarings-th root of the target."""
    value = ext.reference(problem.target, x)
    if squarings and not value > 0:
        raise NoFormError(
            f"target {problem.target.name!r} is not positive at x = {float(x).hex()}: it has no root to square"
        )
    return gmpy2.rootn(value, 2**squarings) if squarings else value


def _shape(problem: Problem, squarings: int) -> Shape:
    require_domain(problem.domain)
    zero = 0.0 if problem.target.parity == ODD else None
    if zero is None and problem.error == RELATIVE:
        with ext.extended():
            zeros = [x for x in problem.domain if ext.reference(problem.target, mpfr(x)) == 0]
        zero = zeros[0] if zeros else None
    if squarings and zero is not None:
        raise NoFormError(f"target {problem.target.name!r} is zero at x = {zero.hex()}: it has no root to square")
    return Shape(problem.target.parity != NO_PARITY, zero)


def _samples(problem: Problem, shape: Shape, count: int, squarings: int) -> tuple[Row, Row]:
    """Chebyshev nodes in x as values of u, and g there: the root of the target over x - zero."""
    require_domain(problem.domain)
    low, high = map(mpfr, problem.domain)
    if shape.square:
        low, high = (mpfr(0) if low <= 0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))
    angles = [gmpy2.const_pi() * (2 * i + 1) / (4 * count) for i in range(count)]
    points = [low + (high - low) * gmpy2.sin(angle) ** 2 for angle in angles]
    roots = [_root(problem, x, squarings) for x in points]
    if shape.zero is not None:
        roots = [g / (x - shape.zero) for x, g in zip(points, roots, strict=True)]
    return [x * x if shape.square else x for x in points], roots


def _solve(rows: list[Row], right: Row) -> Row:
    try:
        return solve(rows, right)[0]
    except SingularError as error:
        raise NoFormError(f"the interpolant that starts the fit does not exist: {error}") from None


def _interpolant(problem: Problem, shape: Shape, degrees: tuple[int, int], squarings: int) -> tuple[Row, Row]:
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

"""Minimax fits of the constants of a real program, in extended precision.

The error of a structure is a smooth function of its constants, so its minimax fit is a sequence of linear minimax
problems (Osborne and Watson 1969; Madsen 1975): linearise at the present constants, solve by exchange, take the step
if the true maximum falls. Damping rows `rho |d| <= level` join each problem. They are the trust region, they make the
fit of redundant constants well posed, and they fade as steps succeed; what remains is Newton-Remez.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from operator import mul

import gmpy2
from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from evaluators.minimax.certify import Certificate, certify
from evaluators.minimax.critical import bisect
from evaluators.minimax.meter import REFERENCE, Meter
from evaluators.minimax.remez import Row, SingularError, independent_columns, linear_minimax
from search_spaces.programs.parts import Const
from search_spaces.programs.program import Program
from search_spaces.targets import RELATIVE, ULP, RealFunction, require_domain

POINTS_PER_CONSTANT = 48
"""Chebyshev points for each of the K + 1 alternations: between two of them the maximum of a lobe hides at most
(pi / 48)**2 / 8 = 5e-4 of its height."""

INSET = 2.0**-80
"""The fit stays this part of the domain away from its ends, where an inner value may be infinite."""

MAX_STEPS = 60
CONVERGED = 1e-4
"""The fit stops when linear theory promises less than this part of the error."""

FIRST_DAMPING, SMALLEST_DAMPING, LARGEST_DAMPING = 2.0**-20, 2.0**-60, 2.0**10
FADING = 2.0**-10
"""Damping falls by this where a damped step promises nothing, before that is believed."""
MAX_CORRECTIONS, ENOUGH_GAIN = 3, 0.75
LEVELLED = 0.01
"""Extrema within this part of the largest count as equal."""

DIGITS_SLACK = 5e-4
"""Rounding the constants to decimals may raise the error by this part."""


@dataclass(frozen=True)
class _Task:
    """The fit of one structure: the error at given constants, on fixed points."""

    program: Program
    points: tuple[mpfr, ...]
    exact: tuple[mpfr, ...]
    units: tuple[mpfr, ...]
    free: tuple[int, ...]
    meter: Meter

    def errors(self, consts: Sequence[mpfr]) -> Row:
        """Signed errors at the points."""
        self.meter.add(len(self.points) * len(self.program.instrs))
        return ext.signed_errors(ext.outputs(self.program, consts, self.points), self.exact, self.units)

    def linearised(self, consts: Sequence[mpfr]) -> tuple[Row, list[Row]]:
        """Signed errors, and their derivatives as one row a point."""
        self.meter.add(len(self.points) * (3 * len(self.program.instrs) + len(self.free)))
        columns = ext.values(self.program, consts, self.points)
        count, first = len(self.points), len(self.program.inputs)
        got = ext.spread(columns[self.program.outputs[0].value], count)
        partials = ext.gradient(self.program, columns, [first + k for k in self.free], count)
        scaled = [[d / u for d, u in zip(column, self.units, strict=True)] for column in partials]
        return ext.signed_errors(got, self.exact, self.units), [list(row) for row in zip(*scaled, strict=True)]


def largest(errors: Sequence[mpfr]) -> mpfr:
    """Largest |error|; inf where one is not finite."""
    if not all(map(gmpy2.is_finite, errors)):
        return gmpy2.inf()
    return max(map(abs, errors))


@lru_cache(maxsize=16)
def fit_points(
    target: RealFunction, domain: tuple[float, float], error: str, count: int
) -> tuple[tuple[mpfr, ...], tuple[mpfr, ...], tuple[mpfr, ...]]:
    """Chebyshev points inside the domain, the target there and the units of error; zeros of the unit are left out."""
    with ext.extended():
        low, high = mpfr(domain[0]), mpfr(domain[1])
        inset = (high - low) * INSET
        low, high = low + inset, high - inset
        angle = gmpy2.const_pi() / (2 * (count - 1))
        points = [low + (high - low) * gmpy2.sin(angle * i) ** 2 for i in range(count)]
        if error == ULP:
            points += _binade_edges(target, points)
        if error == RELATIVE:
            points += _beside_zeros(target, domain)
        exact = ext.references(target, points)
        rows = sorted((x, f, ext.unit(f, error)) for x, f in zip(points, exact, strict=True))
        kept = [row for row in rows if row[2] != 0]
        xs, fs, units = zip(*kept, strict=True)
        return xs, fs, units


def _binade_edges(target: RealFunction, points: list[mpfr]) -> list[mpfr]:
    """Both sides of every x between the points where the target enters another binade."""
    width = INSET * (points[-1] - points[0])

    def unit(x: mpfr) -> mpfr:
        return ext.unit(ext.reference(target, x), ULP)

    units = [unit(x) for x in points]
    edges: list[mpfr] = []
    for (low, left), (high, right) in pairwise(zip(points, units, strict=True)):
        if left != right:
            edges += bisect(unit, low, high, width)
    return edges


def _beside_zeros(target: RealFunction, domain: tuple[float, float]) -> list[mpfr]:
    """Points close to the zeros of the target at the ends and at 0, at two distances.

    One point would leave a constant free to spoil the zero for the error's sake at that point alone.
    """
    low, high = map(mpfr, domain)
    zeros = [x for x in {low, high, mpfr(0)} if low <= x <= high and ext.reference(target, x) == 0]
    offsets = [side * (high - low) * distance for distance in (INSET, INSET**2) for side in (-1, 1)]
    return [z + offset for z in zeros for offset in offsets if low < z + offset < high]


def free_constants(program: Program) -> tuple[int, ...]:
    """Indices of the constants that the output needs."""
    live, first = program.live(), len(program.inputs)
    return tuple(k for k in range(len(program.consts)) if live[first + k])


def with_constants(program: Program, consts: Sequence[mpfr], digits: int) -> Program:
    """The program with its live constants rounded to significant decimal digits."""
    rounded = list(program.consts)
    for k in free_constants(program):
        rounded[k] = Const(rounded[k].type, ext.to_decimal(consts[k], digits))
    return replace(program, consts=tuple(rounded))


def polish(program: Program, target: RealFunction, domain: tuple[float, float], error: str) -> Program:
    """The program with the constants of its minimax fit, from its present constants as start.

    Never worse than the program given, by `certify`. The constants have as many digits as keep the error to 0.1 %.

    Raises:
        ValueError: As for `certify`.
    """
    return polish_certified(program, target, domain, error)[0]


def polish_certified(
    program: Program, target: RealFunction, domain: tuple[float, float], error: str
) -> tuple[Program, Certificate]:
    """`polish`, with the certificate of what it returns.

    Raises:
        ValueError: As for `certify`.
    """
    before = certify(program, target, domain, error)
    free = free_constants(program)
    if not free:
        return program, before
    fitted = fit(program, target, domain, error)
    after = certify(fitted, target, domain, error)
    return (fitted, after) if after.max_error < before.max_error else (program, before)


def fit(
    program: Program, target: RealFunction, domain: tuple[float, float], error: str, meter: Meter | None = None
) -> Program:
    """The minimax fit on the points of `fit_points`, whether it is better between them or not.

    Args:
        program: Its constants are where the fit starts.
        target: What it approximates.
        domain: On which interval.
        error: Under which kind of error.
        meter: Of the work; at its limit the fit ends where it stands.

    Raises:
        ValueError: As for `certify`.
    """
    task, free = _task(program, (target, domain, error), meter or Meter()), free_constants(program)
    with ext.extended():
        consts = ext.constants(program)
        if free and gmpy2.is_finite(largest(task.errors(consts))):
            task = _without_redundant(task, consts)
            consts = _descend(task, consts) if task.free else consts
        return _round(task, consts)


def _task(program: Program, where: tuple[RealFunction, tuple[float, float], str], meter: Meter) -> _Task:
    target, domain, error = where
    ext.require_real(program)
    require_domain(domain)
    ext.require_error(error)
    free = free_constants(program)
    points, exact, units = fit_points(target, domain, error, POINTS_PER_CONSTANT * (len(free) + 1))
    meter.add(REFERENCE * len(points))
    return _Task(program, points, exact, units, free, meter)


def point_error(program: Program, target: RealFunction, domain: tuple[float, float], error: str) -> mpfr:
    """Largest |error| on the points of the fit, close to what `certify` finds where there is no pole between them.

    Raises:
        ValueError: As for `certify`.
    """
    with ext.extended():
        return largest(_point_errors(program, target, domain, error))


def _point_errors(program: Program, target: RealFunction, domain: tuple[float, float], error: str) -> Row:
    return _task(program, (target, domain, error), Meter()).errors(ext.constants(program))


def _without_redundant(task: _Task, consts: list[mpfr]) -> _Task:
    """The task with the constants fixed that move the value only as others together do."""
    _, rows = task.linearised(consts)
    columns = [list(column) for column in zip(*rows, strict=True)]
    if not all(map(gmpy2.is_finite, (max(map(abs, column)) for column in columns))):
        return task
    return replace(task, free=tuple(task.free[k] for k in independent_columns(columns)))


def _descend(task: _Task, consts: list[mpfr]) -> list[mpfr]:
    """Steps of damped linear minimax problems until they promise nothing more."""
    damping = mpfr(FIRST_DAMPING)
    errors, rows = task.linearised(consts)
    error = largest(errors)
    for _ in range(MAX_STEPS):
        promised, reached, moved = _step(task, consts, (errors, rows), damping)
        if error - promised <= CONVERGED * error:
            if damping <= SMALLEST_DAMPING or task.meter.exhausted:
                break
            damping = max(damping * FADING, mpfr(SMALLEST_DAMPING))  # it may be the damping that promises nothing
            continue
        gain = (error - reached) / (error - promised)
        if gain > 0:
            consts, error = moved, reached
            errors, rows = task.linearised(consts)
        damping = max(damping * _damping_factor(gain), mpfr(SMALLEST_DAMPING))
        if damping > LARGEST_DAMPING or task.meter.exhausted:
            break
    return consts


def _damping_factor(gain: mpfr) -> float:
    """Factor on the damping after a step that gained this part of the predicted decrease."""
    if gain > 0.75:
        return 2.0**-6
    if gain > 0.25:
        return 2.0**-1
    return 2.0**2 if gain > 0 else 2.0**4


def _step(
    task: _Task, consts: list[mpfr], linear: tuple[Row, list[Row]], damping: mpfr
) -> tuple[mpfr, mpfr, list[mpfr]]:
    """The level promised by linear theory, the error reached and the constants that reach it.

    Where the step misses its promise, the problem is solved again with the curvature it met: e(c + d) - J d in place
    of e(c), which lets steps follow a curved valley (a second-order correction; Fletcher 1982).
    """
    errors, rows = linear
    base, promised = errors, gmpy2.inf()
    best_error, best = gmpy2.inf(), consts
    for correction in range(MAX_CORRECTIONS + 1):
        proposal = _propose(base, rows, damping, task.meter)
        if proposal is None:
            return (-gmpy2.inf() if correction == 0 else promised), best_error, best
        step, level = proposal
        if correction == 0:
            promised = level
        moved = list(consts)
        for k, d in zip(task.free, step, strict=True):
            moved[k] += d
        there = task.errors(moved)
        reached = largest(there)
        if not reached < best_error:
            break
        best_error, best = reached, moved
        if largest(errors) - reached > ENOUGH_GAIN * (largest(errors) - promised):
            break
        base = [e - sum(map(mul, row, step), mpfr(0)) for e, row in zip(there, rows, strict=True)]
    return promised, best_error, best


def _propose(errors: Row, rows: list[Row], damping: mpfr, meter: Meter) -> tuple[Row, mpfr] | None:
    """The damped step, one entry a free constant, and the level that linear theory promises; None when singular."""
    scales = [max(abs(row[k]) for row in rows) for k in range(len(rows[0]))]
    if not all(gmpy2.is_finite(s) for s in scales):
        return None
    scales = [s if s > 0 else mpfr(1) for s in scales]
    scaled = [[v / s for v, s in zip(row, scales, strict=True)] for row in rows]
    size = len(scales)
    dampers = [[damping if j == k else mpfr(0) for j in range(size)] for k in range(size)]
    try:
        solved = linear_minimax(errors + [mpfr(0)] * size, scaled + dampers, meter=meter)
    except SingularError:
        return None
    return [d / s for d, s in zip(solved.step, scales, strict=True)], solved.level


def alternations(program: Program, target: RealFunction, domain: tuple[float, float], error: str) -> int:
    """Number of consecutive maxima of the signed error, equal within 1 %, whose signs alternate.

    A best approximation by a Haar system of K independent constants alternates at least K + 1 times.

    Raises:
        ValueError: As for `certify`.
    """
    with ext.extended():
        errors = _point_errors(program, target, domain, error)
        level = (1 - LEVELLED) * largest(errors)
        signs = [gmpy2.sign(e) for e in errors if abs(e) >= level]
    return sum(1 for _ in groupby(signs))


def _round(task: _Task, consts: list[mpfr]) -> Program:
    """The program with the fewest digits that keep the error."""
    error = largest(task.errors(consts))
    for digits in range(4, 70, 2):
        candidate = with_constants(task.program, consts, digits)
        if largest(task.errors(ext.constants(candidate))) <= error * (1 + DIGITS_SLACK):
            return candidate
    return with_constants(task.program, consts, 72)

"""The largest error of a real program over a domain, in extended precision and in float64."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import gmpy2
import numpy as np
from gmpy2 import mpfr

from evaluators import extended as ext
from search_spaces.program import Program
from search_spaces.targets import RELATIVE, ULP, Target

GRID_POINTS = 10_240
"""Points of each of the two grids, Chebyshev and uniform: more than 20,000 together."""

ROUND_UP = 1.0 + 2.0**-20
"""Factor on the reported maximum. Between neighbours a distance h apart, near a maximum of a lobe w wide, a sample
misses at most (pi h / w)**2 / 8 of it; after `_zoom` h / w < 2**-12 for a lobe wider than 16 grid points."""

ZOOM_ROUNDS, ZOOM_POINTS = 4, 7
"""Each round cuts a bracket into 8 and keeps 2 of the parts: a factor of 4."""

MAX_ZOOMS = 64
NEARLY_LARGEST = 0.9
CANCELLATION = 1e-3
"""Relative change of the largest error at twice the precision that means the working precision was too small."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The largest error of a real program on [low, high]: relative, absolute, or in float32 ulp of the target.

    Attributes:
        max_error: Supremum over the domain with the constants as stored, to 1 % from above (20,480 points, every zero
            of a divisor, every edge of a binade for ulp, local maximisation); inf where the program has a pole or NaN.
        max_error_float64: The same with float64 constants and arithmetic, sampled on the same points.
        witness: Hex float of the x with the largest error in extended precision.
        limit_points: End points where an inner value is infinite and the program's value is finite by IEEE rules.
        inner_poles: The same strictly inside the domain: there a scalar float division raises an exception, although
            the program has a finite limit.
        reason: Why max_error is inf; empty otherwise.
    """

    max_error: float
    max_error_float64: float
    witness: str
    limit_points: tuple[float, ...]
    inner_poles: tuple[float, ...]
    reason: str

    @property
    def ok(self) -> bool:
        """Whether the program is finite on the whole domain."""
        return math.isfinite(self.max_error)


@dataclass(frozen=True)
class _Problem:
    """What stays the same during one certification; every field at `precision` bits."""

    program: Program
    target: Target
    domain: tuple[float, float]
    error: str
    precision: int

    @property
    def tiny(self) -> mpfr:
        """A distance far below the spacing of float64 and far above that of the working precision."""
        return gmpy2.div_2exp(mpfr(self.domain[1]) - mpfr(self.domain[0]), self.precision // 2)

    def clip(self, points: Sequence[mpfr]) -> list[mpfr]:
        """Those of the points that lie in the domain."""
        return [x for x in points if self.domain[0] <= x <= self.domain[1]]

    def errors(self, points: Sequence[mpfr]) -> list[mpfr]:
        """|error| at the points; NaN where the program is."""
        exact = ext.references(self.target, points)
        units = [ext.unit(f, self.error) for f in exact]
        got = ext.outputs(self.program, ext.constants(self.program), points)
        return [abs(e) for e in ext.signed_errors(got, exact, units)]


@dataclass(frozen=True)
class _Grid:
    """Sample points, the target there, and the units of error."""

    floats: np.ndarray  # float64, increasing
    points: tuple[mpfr, ...]
    exact: tuple[mpfr, ...]
    units: tuple[mpfr, ...]


def require_domain(domain: tuple[float, float]) -> None:
    """Refuse an empty, reversed or infinite domain.

    Raises:
        ValueError: With what was given.
    """
    low, high = domain
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"a domain is two finite numbers, low < high; was given {low!r}, {high!r}")


@lru_cache(maxsize=8)
def _grid(target: Target, domain: tuple[float, float], error: str, precision: int) -> _Grid:
    """The sample points; both ends are among them, and 0 where the domain holds it."""
    low, high = domain
    angles = np.linspace(0.0, math.pi, GRID_POINTS)
    chebyshev = low + (high - low) * np.sin(angles / 2.0) ** 2
    uniform = np.linspace(low, high, GRID_POINTS + 2)
    zero = [0.0] if low < 0.0 < high else []
    floats = np.unique(np.clip(np.concatenate([chebyshev, uniform, zero, [low, high]]), low, high))
    with ext.extended(precision):
        points = tuple(map(mpfr, floats.tolist()))
        exact = tuple(ext.references(target, points))
        return _Grid(floats, points, exact, tuple(ext.unit(f, error) for f in exact))


def certify(program: Program, target: Target, domain: tuple[float, float], error: str) -> Certificate:
    """The largest error of a real program over a domain.

    At a zero of the target the relative error counts by its limit.

    Raises:
        ValueError: The program is not a real one of one input and one output; the domain is empty; the kind of error
            is unknown; the target has no finite value somewhere on the grid.
    """
    ext.require_real(program)
    require_domain(domain)
    ext.require_error(error)
    precision = ext.PRECISION
    while True:
        certificate, trusted = _certify_at(_Problem(program, target, domain, error, precision))
        if trusted or precision >= 8 * ext.PRECISION:
            return certificate
        precision *= 2


def _certify_at(problem: _Problem) -> tuple[Certificate, bool]:
    """The certificate at one precision, and whether twice the precision gives the same at the witness."""
    grid = _grid(problem.target, problem.domain, problem.error, problem.precision)
    with ext.extended(problem.precision):
        consts = ext.constants(problem.program)
        columns = ext.values(problem.program, consts, grid.points)
        sampled = {
            x: e for x, e in zip(grid.points, _grid_errors(problem, grid, columns), strict=True) if e is not None
        }
        poles = _zeros_of_divisors(problem, grid, columns)
        special = _special_points(problem, grid, poles)
        sampled.update(zip(special, problem.errors(special), strict=True))
        failure = _failure(problem, sampled, poles)
        _zoom_all(problem, sampled)
        worst = max(sampled, key=lambda x: sampled[x]) if failure is None else failure[0]
        max_error = float(sampled[worst]) * ROUND_UP if failure is None else math.inf
        limits, inner = _infinities(problem, grid, columns, poles)
    certificate = Certificate(
        max_error,
        _max_error_float64(problem, grid),
        float(worst).hex(),
        limits,
        inner,
        failure[1] if failure else "",
    )
    return certificate, failure is not None or _confirmed(problem, worst, sampled[worst])


def _confirmed(problem: _Problem, worst: mpfr, found: mpfr) -> bool:
    with ext.extended(2 * problem.precision):
        again = problem.errors([worst])[0]
        return bool(abs(again - found) <= CANCELLATION * again)


def _grid_errors(problem: _Problem, grid: _Grid, columns: list[ext.Column]) -> list[mpfr | None]:
    """|error| on the grid; None at a zero of the target under relative error, where `_special_points` steps in."""
    got = ext.spread(columns[problem.program.outputs[0].value], len(grid.points))
    return [abs((p - f) / u) if u != 0 else None for p, f, u in zip(got, grid.exact, grid.units, strict=True)]


def _bisect(key: Callable[[mpfr], object], low: mpfr, high: mpfr, width: mpfr) -> tuple[mpfr, mpfr]:
    """A bracket at most `width` wide across which the key changes."""
    left = key(low)
    while high - low > width:
        middle = (low + high) / 2
        if key(middle) == left:
            low = middle
        else:
            high = middle
    return low, high


def _changes(keys: Sequence[object]) -> list[int]:
    """Indices i where the key at i differs from the key at i + 1."""
    return [i for i in range(len(keys) - 1) if keys[i] != keys[i + 1]]


def _zeros_of_divisors(problem: _Problem, grid: _Grid, columns: list[ext.Column]) -> list[tuple[mpfr, mpfr]]:
    """Brackets around the zeros of every divisor, found by a change of sign or a sharp dip between grid points."""
    brackets: list[tuple[mpfr, mpfr]] = []
    program, points = problem.program, grid.points
    consts = ext.constants(program)
    for _, instr in ext.live_instrs(program):
        if instr.op != "div" or not isinstance(column := columns[instr.args[1]], list):
            continue

        def divisor(x: mpfr, index: int = instr.args[1]) -> mpfr:
            return ext.spread(ext.values(program, consts, [x])[index], 1)[0]

        signs = [gmpy2.sign(d) if not gmpy2.is_nan(d) else 2 for d in column]
        for i in _changes(signs):
            brackets.append(_bisect(lambda x: gmpy2.sign(divisor(x)), points[i], points[i + 1], problem.tiny))
        brackets += [
            _dip(divisor, points[i - 1], points[i + 1], problem.tiny) for i in _sharp_dips(grid.floats, column, signs)
        ]
    return brackets


def _sharp_dips(points: np.ndarray, column: list[mpfr], signs: list[int]) -> list[int]:
    """Where |d| has a local minimum and the parabola through it and its neighbours falls below half of it."""
    sizes = np.abs(np.array(column, dtype=np.float64))
    with np.errstate(all="ignore"):
        slopes = np.diff(sizes) / np.diff(points)
        curvature = np.diff(slopes) / (points[2:] - points[:-2])
        # slope of the parabola at the middle point, and its least value slope**2 / (4 curvature) below
        slope = slopes[:-1] + curvature * np.diff(points)[:-1]
        middle = sizes[1:-1]
        dips = (middle <= sizes[:-2]) & (middle <= sizes[2:]) & (slope * slope > 2.0 * curvature * middle)
    return [int(i) + 1 for i in np.flatnonzero(dips) if signs[i] == signs[i + 1] == signs[i + 2]]


def _dip(divisor: Callable[[mpfr], mpfr], low: mpfr, high: mpfr, width: mpfr) -> tuple[mpfr, mpfr]:
    """A bracket around the minimum of |divisor| by thirds."""
    while high - low > width:
        step = (high - low) / 3
        if abs(divisor(low + step)) < abs(divisor(high - step)):
            high -= step
        else:
            low += step
    return low, high


def _special_points(problem: _Problem, grid: _Grid, poles: list[tuple[mpfr, mpfr]]) -> list[mpfr]:
    """Where a grid cannot see: beside the ends, zeros of divisors, zeros of the target, edges of binades."""
    tiny = problem.tiny
    low, high = grid.points[0], grid.points[-1]
    special = [low + tiny, high - tiny]
    for left, right in poles:
        special += [left - 15 * tiny, left, right, right + 15 * tiny]
    zeros = [i for i, f in enumerate(grid.exact) if f == 0]
    for i in zeros:
        special += [grid.points[i] - tiny, grid.points[i] + tiny]
    if problem.error in (RELATIVE, ULP):
        for bracket in _breaks(problem, grid, zeros):
            special += bracket
    return [x for x in problem.clip(special) if ext.unit(ext.reference(problem.target, x), problem.error) != 0]


def _breaks(problem: _Problem, grid: _Grid, zeros: list[int]) -> list[tuple[mpfr, mpfr]]:
    """Brackets around the points where the unit of error changes its sign (relative) or its size (ulp)."""

    def key(x: mpfr) -> object:
        u = ext.unit(ext.reference(problem.target, x), problem.error)
        return gmpy2.sign(u) if problem.error == RELATIVE else u

    keys = [gmpy2.sign(u) if problem.error == RELATIVE else u for u in grid.units]
    known = set(zeros) if problem.error == RELATIVE else set()
    return [
        _bisect(key, grid.points[i], grid.points[i + 1], problem.tiny)
        for i in _changes(keys)
        if i not in known and i + 1 not in known
    ]


def _failure(problem: _Problem, sampled: dict[mpfr, mpfr], poles: list[tuple[mpfr, mpfr]]) -> tuple[mpfr, str] | None:
    """A point where the program has no finite value or a pole, and the reason; None where there is none."""
    for x, e in sampled.items():
        if not gmpy2.is_finite(e):
            return x, f"the value at x = {float(x).hex()} is not a finite number"
    # Within 16 tiny widths a finite limit changes by less than 2**-58 (even as steep as a square root); a pole that
    # changes less has a residue below 2**-160.
    jump = gmpy2.div_2exp(mpfr(1), problem.precision // 8)
    for left, right in poles:
        for near, far in ((left, left - 15 * problem.tiny), (right, right + 15 * problem.tiny)):
            if near in sampled and far in sampled and sampled[near] - sampled[far] > jump * (1 + sampled[far]):
                return near, f"the program has a pole at x = {float(near).hex()}"
    if problem.error == RELATIVE:
        return _mismatched_zero(problem, sampled)
    return None


def _mismatched_zero(problem: _Problem, sampled: dict[mpfr, mpfr]) -> tuple[mpfr, str] | None:
    """A zero of the target where the program is not zero: beside it the error exceeds 1 / sqrt(tiny)."""
    bound = gmpy2.mul_2exp(mpfr(1), problem.precision // 4)
    for x, e in sampled.items():
        if e > bound:
            return x, f"the target has a zero at x = {float(x).hex()} and the program has none"
    return None


def _zoom_all(problem: _Problem, sampled: dict[mpfr, mpfr]) -> None:
    """Refine every local maximum that may be the largest; the points met are added to `sampled`."""
    points = sorted(sampled)
    sizes = [sampled[x] for x in points]
    largest = max(sizes)
    if not gmpy2.is_finite(largest):
        return
    tops = [
        i
        for i in range(1, len(points) - 1)
        if sizes[i] >= sizes[i - 1] and sizes[i] >= sizes[i + 1] and sizes[i] >= NEARLY_LARGEST * largest
    ]
    tops.sort(key=lambda i: -sizes[i])
    for i in tops[:MAX_ZOOMS]:
        sampled.update(_zoom(problem, points[i - 1], points[i + 1]))


def _zoom(problem: _Problem, low: mpfr, high: mpfr) -> dict[mpfr, mpfr]:
    """Errors at points that close in on a local maximum between low and high."""
    seen: dict[mpfr, mpfr] = {}
    for _ in range(ZOOM_ROUNDS):
        step = (high - low) / (ZOOM_POINTS + 1)
        points = [low + k * step for k in range(1, ZOOM_POINTS + 1)]
        sizes = problem.errors(points)
        seen.update((x, e) for x, e in zip(points, sizes, strict=True) if gmpy2.is_finite(e))
        best = max(range(ZOOM_POINTS), key=lambda k: sizes[k])
        low, high = points[best] - step, points[best] + step
    return seen


def _infinities(
    problem: _Problem, grid: _Grid, columns: list[ext.Column], poles: list[tuple[mpfr, mpfr]]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """End points and inner points where an inner value is infinite."""
    found: set[float] = set()
    for column in columns:
        if isinstance(column, list):
            found.update(float(x) for x, v in zip(grid.points, column, strict=True) if gmpy2.is_infinite(v))
    found.update(float(left) for left, _ in poles)
    return tuple(sorted(found & set(problem.domain))), tuple(sorted(found - set(problem.domain)))


def _max_error_float64(problem: _Problem, grid: _Grid) -> float:
    """Largest error of float64 constants and arithmetic on the grid; inf where the value is not finite."""
    got = outputs_float64(problem.program, grid.floats)
    exact = np.array(grid.exact, dtype=np.float64)
    rest = np.array([f - mpfr(h) for f, h in zip(grid.exact, exact.tolist(), strict=True)], dtype=np.float64)
    units = np.array(grid.units, dtype=np.float64)
    with np.errstate(all="ignore"):
        errors = np.abs(((got - exact) - rest) / units)
    errors[(units == 0.0) & (got == 0.0)] = 0.0
    return float(np.max(np.where(np.isfinite(errors), errors, math.inf)))


def outputs_float64(program: Program, points: np.ndarray) -> np.ndarray:
    """The program's float64 values: constants rounded to float64, every operation rounded once."""
    arrays: list[Any] = [points, *(np.float64(const.value) for const in program.consts)]
    arrays += [np.full_like(points, math.nan)] * len(program.instrs)
    with np.errstate(all="ignore"):
        for index, instr in ext.live_instrs(program):
            arrays[index] = _float64_operation(instr.op)(*(arrays[arg] for arg in instr.args))
    return np.broadcast_to(arrays[program.outputs[0].value], points.shape)


def _float64_operation(name: str) -> Callable[..., np.ndarray]:
    return np.sqrt if name == "sqrt" else ext.scalar_operation(name)

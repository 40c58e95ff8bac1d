"""Points at which the error of a real program must be looked at: a dense grid, and the places that a grid cannot see.

Those are both sides of every zero of a divisor, of every zero of the target under relative error and of every edge of
a binade under ulp error, the neighbourhood of the two ends, and the local maxima between grid points.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import gmpy2
import numpy as np
from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from search_spaces.programs.program import Program
from search_spaces.targets import RELATIVE, ULP, RealFunction

GRID_POINTS = 10_240
"""Points of each of the two grids, Chebyshev and uniform: more than 20,000 together."""

ZOOM_ROUNDS, ZOOM_POINTS = 4, 7
"""Each round cuts a bracket into 8 and keeps 2 of the parts: a factor of 4."""

MAX_ZOOMS = 64
NEARLY_LARGEST = 0.9


@dataclass(frozen=True)
class Claim:
    """One certification: that a program approximates a target on a domain to an error of this kind, at `precision` bits."""

    program: Program
    target: RealFunction
    domain: tuple[float, float]
    error: str
    precision: int

    @property
    def tiny(self) -> mpfr:
        """A distance far below the spacing of float64 and far above that of the working precision."""
        return gmpy2.div_2exp(mpfr(self.domain[1]) - mpfr(self.domain[0]), self.precision // 2)

    def clip(self, points: Sequence[mpfr]) -> list[mpfr]:
        """Points that lie in the domain."""
        return [x for x in points if self.domain[0] <= x <= self.domain[1]]

    def errors(self, points: Sequence[mpfr]) -> list[mpfr]:
        """|error| at the points; NaN where the program is."""
        exact = ext.references(self.target, points)
        units = [ext.unit(f, self.error) for f in exact]
        got = ext.outputs(self.program, ext.constants(self.program), points)
        return [abs(e) for e in ext.signed_errors(got, exact, units)]


@dataclass(frozen=True)
class Grid:
    """Sample points, the target there, and the units of error.

    Attributes:
        floats: The points as float64, increasing.
        points: The same in extended precision.
        exact: The target at the points.
        units: Units of error there; 0 at a zero of the target under relative error.
        high: `exact` rounded to float64.
        low: What is left of it, rounded to float64.
    """

    floats: np.ndarray
    points: tuple[mpfr, ...]
    exact: tuple[mpfr, ...]
    units: tuple[mpfr, ...]
    high: np.ndarray
    low: np.ndarray


@lru_cache(maxsize=8)
def sample_grid(target: RealFunction, domain: tuple[float, float], error: str, precision: int) -> Grid:
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
        rounded = np.array(exact, dtype=np.float64)
        rest = [f - mpfr(h) for f, h in zip(exact, rounded.tolist(), strict=True)]
        units = tuple(ext.unit(f, error) for f in exact)
        return Grid(floats, points, exact, units, rounded, np.array(rest, dtype=np.float64))


def bisect(key: Callable[[mpfr], object], low: mpfr, high: mpfr, width: mpfr) -> tuple[mpfr, mpfr]:
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


def zeros_of_divisors(claim: Claim, grid: Grid, columns: list[ext.Column]) -> list[tuple[mpfr, mpfr]]:
    """Brackets around the zeros of every divisor, found by a change of sign or a sharp dip between grid points."""
    brackets: list[tuple[mpfr, mpfr]] = []
    program, points = claim.program, grid.points
    consts = ext.constants(program)
    for _, instr in ext.live_instrs(program):
        if instr.op != "div" or not isinstance(column := columns[instr.args[1]], list):
            continue

        def divisor(x: mpfr, index: int = instr.args[1]) -> mpfr:
            return ext.spread(ext.values(program, consts, [x])[index], 1)[0]

        signs = [gmpy2.sign(d) if not gmpy2.is_nan(d) else 2 for d in column]
        for i in _changes(signs):
            brackets.append(bisect(lambda x: gmpy2.sign(divisor(x)), points[i], points[i + 1], claim.tiny))
        brackets += [
            _dip(divisor, points[i - 1], points[i + 1], claim.tiny) for i in _sharp_dips(grid.floats, column, signs)
        ]
    return brackets


def _sharp_dips(points: np.ndarray, column: list[mpfr], signs: list[int]) -> list[int]:
    """Indices where |d| has a local minimum and the parabola through it and its neighbours falls below half of it."""
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


def special_points(claim: Claim, grid: Grid, poles: list[tuple[mpfr, mpfr]]) -> list[mpfr]:
    """Points that a grid misses: beside the ends, zeros of divisors, zeros of the target, edges of binades."""
    tiny = claim.tiny
    low, high = grid.points[0], grid.points[-1]
    special = [low + tiny, high - tiny]
    for left, right in poles:
        special += [left - 15 * tiny, left, right, right + 15 * tiny]
    zeros = [i for i, f in enumerate(grid.exact) if f == 0]
    for i in zeros:
        special += [grid.points[i] - tiny, grid.points[i] + tiny]
    if claim.error in (RELATIVE, ULP):
        for bracket in _breaks(claim, grid, zeros):
            special += bracket
    return [x for x in claim.clip(special) if ext.unit(ext.reference(claim.target, x), claim.error) != 0]


def _breaks(claim: Claim, grid: Grid, zeros: list[int]) -> list[tuple[mpfr, mpfr]]:
    """Brackets around the points where the unit of error changes its sign (relative) or its size (ulp)."""

    def key(x: mpfr) -> object:
        u = ext.unit(ext.reference(claim.target, x), claim.error)
        return gmpy2.sign(u) if claim.error == RELATIVE else u

    keys = [gmpy2.sign(u) if claim.error == RELATIVE else u for u in grid.units]
    known = set(zeros) if claim.error == RELATIVE else set()
    return [
        bisect(key, grid.points[i], grid.points[i + 1], claim.tiny)
        for i in _changes(keys)
        if i not in known and i + 1 not in known
    ]


def refine_maxima(claim: Claim, sampled: dict[mpfr, mpfr]) -> None:
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
        sampled.update(_zoom(claim, points[i - 1], points[i + 1]))


def _zoom(claim: Claim, low: mpfr, high: mpfr) -> dict[mpfr, mpfr]:
    """Errors at points that close in on a local maximum between low and high."""
    seen: dict[mpfr, mpfr] = {}
    for _ in range(ZOOM_ROUNDS):
        step = (high - low) / (ZOOM_POINTS + 1)
        points = [low + k * step for k in range(1, ZOOM_POINTS + 1)]
        sizes = claim.errors(points)
        seen.update((x, e) for x, e in zip(points, sizes, strict=True) if gmpy2.is_finite(e))
        best = max(range(ZOOM_POINTS), key=lambda k: sizes[k])
        low, high = points[best] - step, points[best] + step
    return seen

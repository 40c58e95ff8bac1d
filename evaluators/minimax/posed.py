"""The check that a target can be searched on a domain: finite, smooth, and not zero under a relative error.

The values come from mpmath on a grid; what is seen between grid points comes from interpolation on ever smaller cells.
"""

import math
import time
from dataclasses import dataclass
from functools import lru_cache

import gmpy2
from gmpy2 import mpfr

from evaluators.minimax import extended as ext
from evaluators.minimax.critical import bisect
from evaluators.minimax.remez import Row
from search_spaces.own.language import ExpressionError
from search_spaces.targets import ODD, RELATIVE, ULP, RealFunction, require_domain

CELLS = 32
DEGREE = 8
LEVELS, TAIL = 24, 12
"""A suspicious cell is halved LEVELS times; the order of decay is that of the last TAIL halvings."""

POLE, ROUGH = -0.5, 1.5
"""Each halving divides the interpolation error by 2**order: 9 where f is smooth (DEGREE + 1), m where its m-th
derivative jumps (0 a jump, 1 a kink), -m at a pole of order m. Refused below ROUGH."""

RESOLVED = 2.0**-60
"""A cell whose interpolation error is below this part of the largest |f| is smooth enough for any search."""

GRID_SECONDS = 20.0
"""Most processor time of the grid of some 260 values."""

LARGEST_END, NARROWEST = 2.0**500, 2.0**-40
"""Of a domain: x*x stays within float64, and 256 points of it differ by more than a few units of float64."""

LARGEST = 2.0**1000
"""A search computes in float64, and weighs values by factors of up to 2**23 and more."""

TOUCHES_ZERO = 2.0**-60
"""A minimum of |f| below this part of the largest is a zero."""


_ADVICE = {
    RELATIVE: "Use the absolute error (--error absolute), or a domain that ends at the zero",
    ULP: "Float32 kernels are judged in ulp, which is relative: choose a domain that ends at the zero, or search in the reals "
    "(--real --error absolute), which makes no kernels",
}
"""The errors that are relative to f, and what to do where f is zero."""


class PosedError(ValueError):
    """A target that cannot be searched on a domain; the message says what was seen and where."""


def require_posed(target: RealFunction, domain: tuple[float, float], error: str) -> None:
    """Refuse a target that no search on the domain can approximate.

    Raises:
        PosedError: The target has no finite real value, a pole, a jump or a kink inside the domain; or it is zero
            there and the error is RELATIVE or, of float32 kernels, ULP.
        ValueError: The domain is empty, reversed or infinite.
    """
    require_domain(domain)
    _require_room(domain)
    with ext.extended():
        points = _grid(domain)
        values = _values(target, points)
        if all(f == 0 for f in values):
            raise PosedError(
                f"target {target.name!r} is zero on all of [{domain[0]:g}, {domain[1]:g}]: choose another target or domain"
            )
        _require_smooth(target, points, max(map(abs, values)))
        if error in _ADVICE:
            _require_no_zero(target, points, values, _ADVICE[error])


def _require_room(domain: tuple[float, float]) -> None:
    """Refuse ends whose squares are no float64, and a domain in which there are too few of them to tell points apart."""
    low, high = domain
    size = max(abs(low), abs(high))
    if not 1 / LARGEST_END <= size <= LARGEST_END:
        raise PosedError(
            f"the domain [{low!r}, {high!r}] is beyond what float64 can search: squares over- or underflow. Scale x so that "
            "the larger end is near 1"
        )
    if high - low < NARROWEST * size:
        raise PosedError(
            f"the domain [{low!r}, {high!r}] is too narrow for float64: its width is below 2**-40 of its larger end. Widen it"
        )


def _grid(domain: tuple[float, float]) -> Row:
    """8 points a cell and both ends; 0 where the domain holds it."""
    low, high = map(mpfr, domain)
    points = [low + (high - low) * k / (8 * CELLS) for k in range(8 * CELLS + 1)]
    return sorted({*points[:-1], high, *([mpfr(0)] if low < 0 < high else [])})


def _values(target: RealFunction, points: Row) -> list[mpfr]:
    """The target at the points of the grid, of which a search needs far more."""
    began, values = time.thread_time(), list[mpfr]()
    for x in points:
        values.append(_value(target, x))
        if (seconds := time.thread_time() - began) > GRID_SECONDS:
            raise PosedError(
                f"target {target.name!r} takes {seconds / len(values):.2g} s a value near x = {float(x):.6g}, and a search "
                "needs 10,000 and more. Write it so that mpmath is faster, or choose smaller parameters"
            )
    return values


def _value(target: RealFunction, x: mpfr) -> mpfr:
    try:
        value = ext.reference(target, x)
        if abs(value) >= LARGEST:
            raise ext.OverflowedError(f"target {target.name!r} overflows float64")
        return value
    except ExpressionError:
        raise
    except ext.OverflowedError as error:
        raise PosedError(f"at x = {float(x):.6g}: {error}. Choose a domain where it does not") from None
    except (ValueError, TypeError, NotImplementedError) as error:
        raise PosedError(
            f"at x = {float(x):.6g}: {str(error).rstrip(': ')}, because of a pole, because it has no limit there, or because f is not real there. "
            "Choose a domain without this point"
        ) from None


@dataclass(frozen=True)
class _Cell:
    """A part of the domain and how far f is from its interpolant there."""

    low: mpfr
    high: mpfr
    residual: mpfr

    @property
    def middle(self) -> float:
        """Its middle, for messages."""
        return float((self.low + self.high) / 2)


def _cell(target: RealFunction, low: mpfr, high: mpfr) -> _Cell:
    """The cell with its residual: a divided difference, scaled to a deviation of f."""
    units, weights = _nodes()
    values = [_value(target, low + (high - low) * u) for u in units]
    total = sum((w * f for w, f in zip(weights, values, strict=True)), mpfr(0))
    return _Cell(low, high, abs(total))


@lru_cache(maxsize=1)
def _nodes() -> tuple[Row, Row]:
    """DEGREE + 2 points of [0, 1] and weights whose magnitudes sum to 1 and which annul degree DEGREE.

    Chebyshev points, pushed to one side: symmetric ones would not see a kink in the middle of a cell.
    """
    count = DEGREE + 2
    chebyshev = [gmpy2.sin(gmpy2.const_pi() * (2 * k + 1) / (4 * count)) ** 2 for k in range(count)]
    units = [u * (3 + u) / 4 for u in chebyshev]
    weights = [
        1 / math.prod((u - v for j, v in enumerate(units) if j != k), start=mpfr(1)) for k, u in enumerate(units)
    ]
    scale = sum(map(abs, weights), mpfr(0))
    return units, [w / scale for w in weights]


def _require_smooth(target: RealFunction, points: Row, size: mpfr) -> None:
    """Descend into the worst cell; cells at the ends may hold a singularity at the end itself, such as a root."""
    low, high = points[0], points[-1]
    edges = [low + (high - low) * k / CELLS for k in range(CELLS)] + [high]
    inner = [_cell(target, edges[k], edges[k + 1]) for k in range(1, CELLS - 1)]
    # Odd cells reach across the edges of the others, so that what happens exactly on an edge is inside one.
    half = (high - low) / (2 * CELLS)
    inner += [_cell(target, edges[k] - half, edges[k] + half) for k in range(2, CELLS - 1)]
    worst = max(inner, key=lambda cell: cell.residual)
    residuals = [worst.residual]
    for _ in range(LEVELS):
        if worst.residual <= RESOLVED * size:
            return
        worst = max(_parts(target, worst), key=lambda cell: cell.residual)
        residuals.append(worst.residual)
    order = float(gmpy2.log2(residuals[-1 - TAIL] / residuals[-1])) / TAIL
    where = f"near x = {worst.middle:.6g}"
    if order < POLE:
        raise PosedError(
            f"target {target.name!r} has a pole {where}: its values grow without bound there. Choose a domain without this point"
        )
    if order < ROUGH:
        what = "jumps or is unbounded" if order < 0.5 else "has a kink, its slope jumps,"
        raise PosedError(
            f"target {target.name!r} {what} {where}: the error of interpolation falls only by 2**{order:.1f} when a "
            f"cell is halved, where a smooth function has 2**{DEGREE + 1}. Split the domain there"
        )


def _parts(target: RealFunction, cell: _Cell) -> list[_Cell]:
    """Three halves of a cell: left, middle and right."""
    quarter = (cell.high - cell.low) / 4
    return [_cell(target, cell.low + k * quarter, cell.low + (k + 2) * quarter) for k in range(3)]


def _require_no_zero(target: RealFunction, points: Row, values: Row, advice: str) -> None:
    """Refuse a zero strictly inside the domain, but for that of an odd row at 0, which programs can have exactly."""
    size = max(map(abs, values))
    zeros = [x for x, f in zip(points[1:-1], values[1:-1], strict=True) if f == 0]
    width = (points[-1] - points[0]) * 2.0**-80
    for i in range(len(points) - 1):
        if gmpy2.sign(values[i]) * gmpy2.sign(values[i + 1]) < 0:
            zeros.append(bisect(lambda x: gmpy2.sign(_value(target, x)), points[i], points[i + 1], width)[0])
    zeros += [
        x
        for i in range(1, len(points) - 1)
        if 0 < abs(values[i]) <= min(abs(values[i - 1]), abs(values[i + 1]))
        and abs(_value(target, x := _lowest(target, points[i - 1], points[i + 1]))) <= TOUCHES_ZERO * size
    ]
    inside = [x for x in zeros if not (x == 0 and target.parity == ODD)]
    if inside:
        raise PosedError(
            f"target {target.name!r} is zero at x = {float(inside[0]):.6g}, inside the domain "
            f"[{float(points[0]):g}, {float(points[-1]):g}], where a relative error has no meaning. {advice}"
        )


def _lowest(target: RealFunction, low: mpfr, high: mpfr) -> mpfr:
    """Point between two others where |f| is least, found by thirds."""
    for _ in range(100):
        third = (high - low) / 3
        if abs(_value(target, low + third)) < abs(_value(target, high - third)):
            high -= third
        else:
            low += third
    return (low + high) / 2

"""Limits of a function where its expression has no value, such as sin(x)/x at 0, by evaluation from both sides.

At h = |x| 2**-d the values of a function that goes on smoothly differ from the limit by about h times its slope, so that d a
little above the bits wanted is enough. Where values have not settled there, d is three times as much: then what behaves like
the square or cube root of h, or like h log(h), has settled too. What has not is no limit: sin(1/x) wavers, abs(x)/x has two.
What grows like 1/x is not looked at nearer by.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import mpmath

from search_spaces.own.value_limits import Endless, OutOfReach

Function = Callable[[Any, Any], Any]
Approach = Callable[[Any, Any, int], Any]
"""From a context, a point and the bits by which it lies beside the singular one to the value."""

DEEPER = 31
"""Bits between the two distances at which a side is looked at."""
BOTH, RIGHT, LEFT = "from both sides", "from the right", "from the left"
MOST_INTEGERS, CONTEXT_BITS = 64, 160
_GRID = 128
_UNEVEN = 5
"""Distances are 2**-d and 5/7 of it: a wave in 1/x that repeats at one does not at the other."""


@dataclass(frozen=True)
class Limit:
    """A limit and the sides that it was taken from; of two sides they agree to the context's precision."""

    value: Any
    sides: str


def limit_at(approach: Approach, mp: Any, x: Any) -> Limit | None:
    """The limit of a real function at a point, or None where there is none: a pole, a jump, a wave.

    Where the function is not real on one side, as x*log(x) left of 0, the limit is that from the other.
    """
    for depth in (mp.prec + 40, 3 * (mp.prec + 24)):
        right, left = (_side(approach, mp, x, (sign, depth)) for sign in (1, -1))
        if right.grows or left.grows:
            return None
        if found := _limit(mp, right, left):
            return found
    return None


def _limit(mp: Any, right: "_Side", left: "_Side") -> Limit | None:
    if right.real and left.real:
        if right.value is None or left.value is None or not _agree(mp, (right.value, left.value)):
            return None
        return Limit((right.value + left.value) / 2, BOTH)
    side, words = (right, RIGHT) if right.real else (left, LEFT)
    return None if side.value is None else Limit(+side.value, words)


@dataclass(frozen=True)
class _Side:
    """One side of a point: whether the function is real there, its limit if it has one, and whether it grows as at a pole."""

    real: bool
    value: Any = None
    grows: bool = False


def _side(approach: Approach, mp: Any, x: Any, where: tuple[int, int]) -> _Side:
    """The side of a sign, by values at distances of about 2**-depth."""
    (sign, depth), found = where, []
    for bits in (depth, depth + DEEPER):
        with mp.workprec(mp.prec + 2 * depth):
            step = sign * mp.ldexp(abs(x) if x else mp.one, -bits)
            points = (x + step, x + step * _UNEVEN / 7)
        for point in points:
            value = _value_beside(approach, mp, point, bits)
            if value is None or not mp.isfinite(value):
                return _Side(real=value is not None)
            found.append(value)
    if _agree(mp, found):
        return _Side(True, found[-1])
    return _Side(True, mp.zero if _vanishes(mp, found, depth) else None, _grows(mp, found))


def _value_beside(approach: Approach, mp: Any, point: Any, bits: int) -> Any:
    """The real value at a point, infinity where it is beyond all numbers, None where it is not real."""
    try:
        value = approach(mp, point, bits)
    except Endless:
        raise
    except OutOfReach:
        return mp.inf
    except (ZeroDivisionError, ValueError):
        return None
    if isinstance(value, mp.mpc):
        return value.real if value.imag == 0 else None
    return value


def _agree(mp: Any, values: Sequence[Any]) -> bool:
    """True if the values are equal to the context's precision."""
    return bool(max(values) - min(values) <= mp.ldexp(max(map(abs, values)), 1 - mp.prec))


def _sizes(values: Sequence[Any]) -> tuple[Any, Any]:
    """Largest size at either distance."""
    return max(map(abs, values[:2])), max(map(abs, values[2:]))


def _grows(mp: Any, values: Sequence[Any]) -> bool:
    """True if the values grow like one over the square root of the distance, or faster: nearer by, they only grow."""
    first, second = _sizes(values)
    return bool(second >= mp.ldexp(first, DEEPER // 2) > 0)


def _vanishes(mp: Any, values: Sequence[Any], depth: int) -> bool:
    """True if the values fall to zero like the eighth root of the distance, or faster."""
    first, second = _sizes(values)
    return bool(first <= mp.ldexp(1, -depth // 8) and second <= mp.ldexp(first, -DEEPER // 8))


def singular_points(
    value: Function,
    divisors: Sequence[Function],
    limit: Callable[[Any, Any], Limit | None],
    domain: tuple[float, float],
) -> list[tuple[float, Limit]]:
    """Points of a domain at which an expression has no value but a limit, with that, ascending.

    Looked at are 0, the ends, the integers, and where a divisor is zero at a float64.
    """
    context: Any = mpmath.MPContext()
    context.prec = CONTEXT_BITS
    found = []
    for point in _candidates(context, divisors, domain):
        x = context.mpf(point)
        if real_value(value, context, x) is None and (known := limit(context, x)) is not None:
            found.append((point, known))
    return found


def _candidates(mp: Any, divisors: Sequence[Function], domain: tuple[float, float]) -> list[float]:
    low, high = domain
    whole = range(int(low), int(high) + 1) if high - low <= MOST_INTEGERS else range(0)
    points = {0.0, low, high, *map(float, whole)}
    points |= {zero for divisor in divisors for zero in _zeros(mp, divisor, low, high)}
    return sorted(point for point in points if low <= point <= high)


def _zeros(mp: Any, divisor: Function, low: float, high: float) -> list[float]:
    """Points where a divisor changes its sign or touches zero, as the nearest float64."""
    grid = [mp.mpf(low) + (mp.mpf(high) - low) * k / _GRID for k in range(_GRID + 1)]
    sizes = [real_value(divisor, mp, x) for x in grid]
    found = []
    for k in range(_GRID):
        a, b = sizes[k], sizes[k + 1]
        if a is not None and b is not None and a * b < 0:
            found.append(_bisected(mp, divisor, grid[k], grid[k + 1]))
    for k in range(1, _GRID):
        three = sizes[k - 1 : k + 2]
        known = [abs(v) for v in three if v is not None]
        if len(known) == len(three) and known[0] > known[1] <= known[2]:
            found.append(_least(mp, divisor, grid[k - 1], grid[k + 1]))
    return [float(x) for x in found]


def real_value(function: Function, mp: Any, x: Any) -> Any:
    """A finite real value, or None where there is none."""
    try:
        value = function(mp, x)
    except Endless:
        raise
    except (ZeroDivisionError, ValueError, ArithmeticError):
        return None
    if isinstance(value, mp.mpc):
        value = value.real if value.imag == 0 else mp.nan
    return value if mp.isfinite(value) else None


def _bisected(mp: Any, function: Function, a: Any, b: Any) -> Any:
    sign = mp.sign(real_value(function, mp, a))
    for _ in range(80):
        middle = (a + b) / 2
        value = real_value(function, mp, middle)
        if not value:
            return middle
        a, b = (middle, b) if mp.sign(value) == sign else (a, middle)
    return (a + b) / 2


def _least(mp: Any, function: Function, a: Any, b: Any) -> Any:
    """Point between two others where |f| is least, found by thirds."""
    for _ in range(140):
        third = (b - a) / 3
        left, right = (real_value(function, mp, x) for x in (a + third, b - third))
        if left is None or right is None:
            break
        a, b = (a, b - third) if abs(left) < abs(right) else (a + third, b)
    return (a + b) / 2

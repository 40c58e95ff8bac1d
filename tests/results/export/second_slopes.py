"""Errors of the second derivatives that exported files compute, in ulp, against differences of values of 700 bits."""

from typing import Any

import mpmath
import numpy as np

from evaluators.ulp import ulp_error
from search_spaces.targets import ODD, Target
from tests.results.export.slopes import points

BITS, STEP = 700, -90
BOUND = 16.0
"""In ulp of max(|f''(x)|, 2^-10 sup |f''(t)| over |t - x| <= max(|x|/2, 2^-10))."""
RELATIVE, BESIDE_ZERO = 2e-6, 1e-2
"""The largest relative error of an odd f'' for |x| <= BESIDE_ZERO."""
WITHIN = 33
"""Points at which the supremum is taken: too small a supremum is only stricter."""
# fmt: off
SIZES = (
    2.0**-126, 2.0**-125, 2.0**-100, 2.0**-64, 2.0**-63, 2.0**-40, 1e-30, 1e-19, 1e-12, 1e-10, 1e-8, 1e-6, 1e-5, 1e-4,
    2.0**-12, 1e-3, 1e-2, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0, 8.0, 9.0, 10.0, 13.0, 14.0, 16.0,
    32.0, 44.0, 63.0, 64.0, 85.0, 87.0, 88.0, 88.7, 88.75, 89.0, 95.0, 100.0, 103.9, 104.0, 126.0, 127.0, 128.0,
    1e3, 1e5, 2.0**23, 2.0**24, 1e10, 1e12, 2.0**62, 2.0**63, 2.0**64, 1e20, 1e30, 2.0**126, 2.0**127,
)
# fmt: on
"""Around zero and one, where exponentials and Gaussians vanish or overflow, where squares and cubes do."""
ODD_BUT_FOR_A_CONSTANT = ("acos", "erfc", "logistic")
"""So that f'' is odd."""
NONE_AT_ZERO = ("cbrt", "bessel_i0e", "bessel_i1e")
"""f'' is infinite, or jumps."""


def edges() -> np.ndarray:
    """Zero, SIZES and the largest number of both signs, and the floats beside each."""
    largest = np.finfo(np.float32).max
    sizes = np.array([*SIZES, largest], np.float32)
    positive = np.concatenate([sizes, np.nextafter(sizes, np.float32(0)), np.nextafter(sizes[:-1], largest)])
    positive = positive[positive >= 2.0**-126]
    return np.concatenate([np.zeros(1, np.float32), positive, -positive])


def arguments(row: Target, count: int, rng: np.random.Generator) -> np.ndarray:
    """The edges, and `count` others where the function is real: a quarter with |x| in [1e-9, 2e-2], or on the timing domain,
    the rest as `points` spreads them.
    """
    few = count // 4
    small = (10 ** rng.uniform(-9, -1.7, few) * rng.choice([-1.0, 1.0], few)).astype(np.float32)
    inside = rng.uniform(*row.timing_domain, count).astype(np.float32)
    spread = rng.permutation(points(row, 2 * count, rng)) if count else small
    drawn = [real(row, part) for part in (small, spread, inside)]
    return np.unique(np.concatenate([edges(), np.concatenate([drawn[0], drawn[1][: count - few], drawn[2]])[:count]]))


def real(row: Target, x: np.ndarray) -> np.ndarray:
    """Arguments at which the function is real and finite."""
    mp: Any = mpmath.MPContext()
    mp.prec = 60
    return x[[value_at(row, mp, mp.mpf(v)) is not None for v in x.astype(float).tolist()]]


def value_at(row: Target, mp: Any, x: Any) -> Any:
    """f(x), or None where it is not real and finite."""
    try:
        value = row.reference(mp, x)
    except (ValueError, TypeError, ZeroDivisionError, ArithmeticError):
        return None
    return value if isinstance(value, mp.mpf) and mp.isfinite(value) else None


def context() -> Any:
    """An mpmath context of BITS bits."""
    made: Any = mpmath.MPContext()
    made.prec = BITS
    return made


def second_difference(row: Target, mp: Any, x: Any, step: int = STEP) -> Any:
    """f''(x) from three values 2^step min(|x|, 1) apart, or at zero 2^step; None where one is not real and finite."""
    h = mp.ldexp(min(abs(x), 1) if x else 1, step)
    values = [value_at(row, mp, at) for at in (x - h, x, x + h)]
    if any(value is None for value in values):
        return None
    return (values[0] - 2 * values[1] + values[2]) / (h * h)


def as_float(mp: Any, value: Any) -> float:
    """The float64 nearest, infinite beyond."""
    try:
        return float(value)
    except OverflowError:
        return float(mp.sign(value)) * np.inf


def exact_at(row: Target, x: np.ndarray) -> np.ndarray:
    """f'' in float64; nan where the function is not real and finite around x, or has no f''."""
    mp = context()
    found = [second_difference(row, mp, mp.mpf(value)) for value in x.astype(float).tolist()]
    exact = np.array([np.nan if value is None else as_float(mp, value) for value in found])
    return np.where((x == 0) & (row.name in NONE_AT_ZERO), np.nan, exact)


def supremum(row: Target, x: float) -> float:
    """The largest |f''| at WITHIN points of |t - x| <= max(|x|/2, 2^-10)."""
    mp = context()
    steps = max(abs(x) / 2, 2.0**-10) * np.linspace(-1, 1, WITHIN)
    sizes = (second_difference(row, mp, mp.mpf(x + step)) for step in steps.tolist())
    return max((abs(as_float(mp, size)) for size in sizes if size is not None), default=0.0)


def errors(row: Target, x: np.ndarray, got: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Errors in ulp of max(|f''|, 2^-10 sup): the supremum is taken where it can change the largest of them."""
    found = ulp_error(got, exact, ftz=True)
    worst = 0.5
    for i in np.argsort(-found):
        if found[i] <= worst:
            break
        floor = min(2.0**-10 * supremum(row, float(x[i])), 2.0**127)
        found[i] = ulp_error(got[i : i + 1], exact[i : i + 1], ftz=True, least=floor)[0]
        worst = max(worst, found[i])
    return found


def relative_errors(row: Target, x: np.ndarray, got: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Relative errors of an odd f'' beside zero where it is a normal number, and 0 elsewhere."""
    if row.parity != ODD and row.name not in ODD_BUT_FOR_A_CONSTANT:
        return np.zeros(len(x))
    beside = (np.abs(x) <= BESIDE_ZERO) & (np.abs(exact) >= 2.0**-126) & (np.abs(exact) < 2.0**128)
    found = np.zeros(len(x))
    found[beside] = np.abs(got[beside] - exact[beside]) / np.abs(exact[beside])
    return found

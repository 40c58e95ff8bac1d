"""Errors of the derivatives that exported files compute, in ulp, against central differences in 500 bits."""

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np

from evaluators.ulp import ulp_error
from results.record.bars import BARS
from search_spaces.targets import TARGETS, Target

NAMES = list(dict.fromkeys([*(bar.target for bar in BARS), "sinc", "digamma"]))
FLOOR = {"sin": 1.0, "cos": 1.0, "silu": 1.0998, "mish": 1.089, "gelu": 1.1290, "gelu_tanh": 1.1289, "sinc": 1.37}
"""sup |f'| of functions whose derivative has a zero: errors count in ulp(max(|f'|, 2^-10 sup |f'|)). All others', and all
that is left of a zero, count in ulp(|f'|)."""
TAIL = {"silu": -1.6, "mish": -1.5, "gelu": -1.1, "gelu_tanh": -1.1}
"""Left of these arguments the error is relative again: what remains of the derivative has no zero."""
BOUND = 4.0


def exact_slope(row: Target, x: float) -> float:
    """The derivative in float64, by a central difference of step 2^-80 min(|x|, 1) in 500 bits."""
    context: Any = mpmath.MPContext()
    context.prec = 500
    at = context.mpf(x)
    step = min(abs(at), 1) * context.mpf(2) ** -80
    rise = row.reference(context, at + step) - row.reference(context, at - step)
    return float(rise / (2 * step))


def points(row: Target, count: int, rng: np.random.Generator) -> np.ndarray:
    """Half over all binades, a quarter on the timing domain, a quarter on [-120, 120], where the function is finite."""
    words = rng.integers(0, 2**32, count, dtype=np.uint64).astype(np.uint32).view(np.float32)
    near = rng.uniform(*row.timing_domain, count // 2).astype(np.float32)
    wide = rng.uniform(-120, 120, count // 2).astype(np.float32)
    steep = (rng.normal(size=count // 4) * 8).astype(np.float32)
    x = np.concatenate([words, near, wide, steep])
    return np.unique(x[np.isfinite(x) & (np.abs(x) >= 2.0**-126)])


def usable(row: Target, x: float) -> tuple[float, float] | None:
    """(f, f') where both are real and finite; None elsewhere, and where a sine needs more bits than are here."""
    context: Any = mpmath.MPContext()
    context.prec = 120
    try:
        y = row.reference(context, context.mpf(x))
        if not isinstance(y, context.mpf) or not context.isfinite(y) or (row.name in ("acosh", "log1p") and x <= -1):
            return None
        slope = exact_slope(row, x)
    except (ValueError, TypeError, ZeroDivisionError, ArithmeticError):
        return None
    return float(y), slope


def errors(name: str, slope: Callable[..., Any], count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """(arguments, errors) of `slope`, a function of float32 arrays x and y = f(x) rounded."""
    row, rng = TARGETS[name], np.random.default_rng(seed)
    rows = [(x, *found) for x in points(row, count, rng).tolist() if (found := usable(row, x)) is not None]
    x, y, exact = (np.array(column) for column in zip(*rows, strict=True))
    with np.errstate(over="ignore"):
        got = np.asarray(slope(x.astype(np.float32), y.astype(np.float32)))
    floor = 2.0**-10 * FLOOR.get(name, 0.0)
    found = ulp_error(got, exact, ftz=True, least=floor)
    relative = x < TAIL.get(name, -np.inf)
    found[relative] = ulp_error(got[relative], exact[relative], ftz=True)
    return x, found

"""Points that programs are judged on inside the search: where the target varies, the ends, and counter-examples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.word_scores import LINE, SIZE, WRONG, Points
from evo.whole.domain import Domain, places_of
from search_spaces.whole.whole_targets import ABSOLUTE, MIXED, RELATIVE, ULP
from search_spaces.whole.whole_targets import WRONG as COUNT_WRONG

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
LEAST = 2.0**-126
FIRST, FIRST_EXACT = 64, 128
"""Points of a sample before counter-examples join it."""
POOL = 1 << 15
KINDS = {RELATIVE: LINE, ULP: LINE, ABSOLUTE: SIZE, MIXED: SIZE, COUNT_WRONG: WRONG}


def weights_of(error: str, f: Float64s) -> Float64s:
    """Factors that turn differences from f into errors of a kind."""
    size = np.abs(f)
    if error == RELATIVE:
        return 1.0 / np.maximum(size, LEAST)
    if error == ULP:
        return np.ldexp(1.0, 23 - np.frexp(np.maximum(size, LEAST))[1] + 1)
    if error == MIXED:
        return 1.0 / np.maximum(size, 1.0)
    return np.ones_like(size)


def points_of(x: Float32s, f: Float64s, error: str) -> Points:
    """A sample; ulp errors are scaled by 2**-23, so that all kinds but counts are of one size."""
    with np.errstate(over="ignore"):
        rounded = f.astype(np.float32)
    word = rounded.view(np.int32).astype(np.int64)
    line = np.where(word >= 0, word, -(word & 0x7FFFFFFF))
    weights = weights_of(error, f) * (2.0**-23 if error == ULP else 1.0)
    return Points(x.view(np.int32).copy(), f.copy(), weights, line, KINDS[error])


def spread(domain: Domain, count: int, rng: np.random.Generator) -> Float32s:
    """Random inputs: half in equal steps of the float line, half evenly by value and around round numbers."""
    ranks = (np.arange(count // 2) + rng.random(count // 2)) * (domain.count / (count // 2))
    on_line = domain.at(np.minimum(ranks.astype(np.int64), domain.count - 1))
    ends = domain.ends().astype(np.float64)
    finite = ends[np.isfinite(ends)]
    low, high = (finite.min(), finite.max()) if len(finite) else (-1.0, 1.0)
    by_value = (low + (high - low) * rng.random(count)).astype(np.float32)
    by_value = by_value[domain.holds(by_value)][: count // 4]
    words = rng.choice(on_line, count // 2).view(np.uint32)
    cleared = words & ~((np.uint32(1) << rng.integers(1, 24, len(words), np.uint32)) - np.uint32(1))
    near = (cleared + rng.integers(-1, 2, len(words)).astype(np.uint32)).view(np.float32)
    near = near[domain.holds(near)][: count // 4]
    return np.concatenate([on_line, by_value, near])


@dataclass(frozen=True)
class Pool:
    """Many inputs in order, and the target there."""

    x: Float32s
    f: Float64s


def chosen(pool: Pool, error: str, count: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Indices of points of a pool: where the target varies by this kind of error, where the line is, where values are."""
    if error == COUNT_WRONG:
        return np.unique(rng.integers(0, len(pool.x), count))
    weights = weights_of(error, pool.f)
    with np.errstate(invalid="ignore", over="ignore"):
        change = np.minimum(np.abs(np.diff(pool.f)) * weights[1:], 1.0)
        line = np.diff(places_of(pool.x)).astype(np.float64)
        value = np.diff(pool.x.astype(np.float64))
    shares = [(0.6, np.nan_to_num(change)), (0.25, line), (0.15, np.nan_to_num(value, posinf=0.0))]
    total = sum(share * part / max(part.sum(), 1e-300) for share, part in shares)
    steps = (np.arange(count) + rng.random(count)) / count
    return np.unique(np.searchsorted(np.cumsum(total) / np.sum(total), steps))


def padded(index: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    """Indices cut to a multiple of 8, at least 8, by repeating the last."""
    wanted = max(8, -(-min(len(index), size) // 8) * 8)
    return np.concatenate([index, np.full(max(0, wanted - len(index)), index[-1])])[:wanted]

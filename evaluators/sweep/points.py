"""Inputs on which a float32 kernel is most likely to be wrong, and an even spread over all binades."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle import Oracle
from evaluators.ulp import overflow_threshold
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.targets import Target

Uint32s = NDArray[np.uint32]

STRATIFIED = 1 << 18
WITHIN = 1 << 17


def sample_points(oracle: Oracle[Target], near: Sequence[float], rng: np.random.Generator) -> Uint32s:
    """Bit patterns of adversarial and stratified inputs, distinct, in ascending order of the numbers.

    Args:
        oracle: Gives the special values of its target and the places where f overflows or underflows.
        near: Inputs whose neighbourhoods belong to the sample: witnesses of other kernels.
        rng: Source of the stratified inputs.
    """
    halves = np.arange(-320, 321) / 2  # integers and halfway points, where reductions change their k
    near_bits = np.array(near, np.float32).view(np.uint32)
    special = np.array([float.fromhex(x) for x, _ in oracle.target.specials], np.float32).view(np.uint32)
    edges = np.arange(512, dtype=np.uint32) << np.uint32(23)
    bits = np.concatenate(
        [
            _around(near_bits, 16),
            _around(special, 4),
            _around(edges, 4),
            _around(halves.astype(np.float32).view(np.uint32), 8),
            _around(crossings(oracle), 16),
            stratified(rng),
            *_of_domain(oracle, rng),
        ]
    )
    return ascending(bits)


def stratified(rng: np.random.Generator) -> Uint32s:
    """About STRATIFIED patterns: as many random significands in every binade of either sign."""
    fields = np.arange(512, dtype=np.uint32)
    finite = fields[(fields & 255) != 255] << np.uint32(23)
    significands = rng.integers(0, 1 << 23, (len(finite), STRATIFIED // len(finite)), dtype=np.uint32)
    return (finite[:, None] | significands).ravel()


def _of_domain(oracle: Oracle[Target], rng: np.random.Generator) -> list[Uint32s]:
    """Ends of a bounded target and an even spread between them, which may be a small part of all binades."""
    target = oracle.target
    if target.outside is None:
        return []
    ends = np.array(target.real_domain, np.float32).view(np.uint32)
    return [_around(ends, 64), rng.uniform(*target.real_domain, WITHIN).astype(np.float32).view(np.uint32)]


def crossings(oracle: Oracle[Target]) -> Uint32s:
    """Patterns next to which |f| crosses the overflow threshold, the normal range's end or half the smallest number."""
    levels = np.array(
        [
            FLOAT32_FORMAT.ulp(FLOAT32_FORMAT.e_min) / 2,
            FLOAT32_FORMAT.smallest_normal,
            overflow_threshold(FLOAT32_FORMAT),
        ]
    )

    def level(bits: Uint32s) -> NDArray[np.intp]:
        return np.searchsorted(levels, np.abs(oracle.reference(bits.view(np.float32))))

    starts = oracle.pieces.starts
    starts = starts[~np.isnan(oracle.reference(starts.view(np.float32)))]
    low, high = starts[:-1], starts[1:]
    changed = (level(low) != level(high)) & (low >> 31 == high >> 31)
    low, high, side = low[changed], high[changed], level(low[changed])
    while np.any(high - low > 1):
        middle = low + (high - low) // np.uint32(2)
        stays = level(middle) == side
        low, high = np.where(stays, middle, low), np.where(stays, high, middle)
    return low


def ascending(bits: Uint32s) -> Uint32s:
    """Distinct patterns in ascending order of the numbers, -0 before +0, NaN outermost."""
    sign = np.uint32(1 << 31)
    # Negative numbers descend with their pattern: turn it round and put it below the positive ones.
    keys = np.unique(np.where(bits & sign, ~bits, bits | sign))
    return np.where(keys & sign, keys ^ sign, ~keys)


def _around(bits: Uint32s, reach: int) -> Uint32s:
    return (bits[:, None] + np.arange(-reach, reach + 1).astype(np.uint32)).ravel()

"""The population and the archive of an island: structs of arrays, one niche a cost."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import RAW
from evaluators.compiled.fit import MOST

ERROR, REAL_ERROR, COST, MOVE, FIT_ERROR, PRINT = range(6)
"""Columns of a program's facts: what selection minimises, the same before rounding to float32, what the front weighs it
against, the variation that made it (-1 for the start), the largest error right after least squares, and from PRINT on its
functional fingerprint."""
PRINTS = 3
"""Numbers of a functional fingerprint: weighted residuals after least squares at that many dense points."""
STEPS = PRINT + PRINTS
"""Column of how many variations lead from the identity to a program. From STEPS + 1 on its ancestry, the oldest step
first, STEP numbers each: variation + 1 + 16 * operations, the cost and the error after it. Selection reads none of it."""
STEP, KEPT = 3, 24
FACTS = STEPS + 1 + STEP * KEPT
SAME = 1e-3
"""Two programs are the same function where fingerprints differ by less than this share of the error."""


class Raw(NamedTuple):
    """One program being changed; RAW rows, int64 but for the constants."""

    op: np.ndarray
    left: np.ndarray
    right: np.ndarray
    const: np.ndarray
    low: np.ndarray  # what the constants are more than float64 holds


class Store(NamedTuple):
    """Programs in niches: axes are niche, slot and, for the program itself, instruction."""

    op: np.ndarray  # int8 (niches, slots, MOST)
    left: np.ndarray
    right: np.ndarray
    const: np.ndarray  # float64
    low: np.ndarray  # their low parts
    ops: np.ndarray  # int64 (niches, slots)
    facts: np.ndarray  # float64 (niches, slots, FACTS)
    size: np.ndarray  # int64 (niches,)
    head: np.ndarray  # int64 (niches,): the oldest slot


def empty_store(niches: int, slots: int) -> Store:
    """A store without programs."""
    shape = (niches, slots)
    codes = [np.zeros((*shape, MOST), np.int8) for _ in range(3)]
    facts = np.zeros((*shape, FACTS))
    counts = [np.zeros(niches, np.int64) for _ in range(2)]
    consts = [np.zeros((*shape, MOST)) for _ in range(2)]
    arrays = [*codes, *consts, np.zeros(shape, np.int64), facts, *counts]
    return Store(*arrays)


def make_raw() -> Raw:
    """An empty raw program."""
    op, left, right = (np.zeros(RAW, np.int64) for _ in range(3))
    return Raw(op, left, right, np.zeros(RAW), np.zeros(RAW))


@strict
def remember(facts, move, n):
    """Add what the facts say now to the ancestry: a variation has led to a program of n operations.

    Where there is no room, the step goes out that changed the error least at the same cost, of equals the oldest; the first
    and the last stay.
    """
    kept = min(np.int64(facts[STEPS]), KEPT)
    if kept == KEPT:
        at, least = 1, np.inf
        for k in range(1, KEPT - 1):
            here = STEPS + 1 + STEP * k
            before, after = facts[here - 1], facts[here + 2]
            change = abs(np.log(after / before)) if before > 0.0 and after > 0.0 else 0.0
            if facts[here + 1] != facts[here - 2]:
                change += 1.0
            if change < least:
                at, least = k, change
        for k in range(STEPS + 1 + STEP * at, FACTS - STEP):
            facts[k] = facts[k + STEP]
        kept -= 1
    here = STEPS + 1 + STEP * kept
    facts[here] = (move + 1) + 16 * n
    facts[here + 1] = facts[COST]
    facts[here + 2] = facts[ERROR]
    facts[STEPS] += 1.0


@strict
def find_same(store, niche, facts):
    """Slot of a program of the niche that is the same function, or -1."""
    margin = SAME * facts[FIT_ERROR]
    for j in range(store.size[niche]):
        other = store.facts[niche, j]
        same = abs(other[FIT_ERROR] - facts[FIT_ERROR]) <= margin
        for k in range(PRINT, STEPS):
            same = same and abs(other[k] - facts[k]) <= margin
        if same:
            return j
    return -1


@strict
def put(store, niche, j, raw, n, facts):
    """Write a program into a slot."""
    for i in range(MOST):
        inside = i < n
        store.op[niche, j, i] = raw.op[i] if inside else 0
        store.left[niche, j, i] = raw.left[i] if inside else 0
        store.right[niche, j, i] = raw.right[i] if inside else 0
        store.const[niche, j, i] = raw.const[i] if inside else 0.0
        store.low[niche, j, i] = raw.low[i] if inside else 0.0
    store.ops[niche, j] = n
    for k in range(FACTS):
        store.facts[niche, j, k] = facts[k]


@strict
def get(store, niche, j, raw, facts):
    """Copy a program and its facts out of a slot; its number of instructions."""
    n = store.ops[niche, j]
    for i in range(n):
        raw.op[i] = store.op[niche, j, i]
        raw.left[i] = store.left[niche, j, i]
        raw.right[i] = store.right[niche, j, i]
        raw.const[i] = store.const[niche, j, i]
        raw.low[i] = store.low[niche, j, i]
    for k in range(FACTS):
        facts[k] = store.facts[niche, j, k]
    return n


@strict
def extreme_slot(store, niche, column, sign):
    """Slot of the largest (sign 1) or smallest (sign -1) entry of a column of facts in a niche, or -1."""
    found = -1
    for j in range(store.size[niche]):
        if found < 0 or sign * (store.facts[niche, j, column] - store.facts[niche, found, column]) > 0.0:
            found = j
    return found


@strict
def enter(store, niche, ageing, raw, n, facts):
    """Let a program into a niche, the oldest (ageing) or the worst leaving a full one; whether it was let in.

    A program no better than the worst of a full niche stays out. Of two programs that are the same function the one
    with the smaller error stays.
    """
    slots = store.ops.shape[1]
    j = find_same(store, niche, facts)
    if j >= 0:
        if not facts[ERROR] < store.facts[niche, j, ERROR]:
            return False
    elif store.size[niche] < slots:
        j = store.size[niche]
        store.size[niche] += 1
    else:
        j = extreme_slot(store, niche, ERROR, 1.0)
        if not facts[ERROR] < store.facts[niche, j, ERROR]:
            return False
        if ageing:
            j = store.head[niche]
            store.head[niche] = (j + 1) % slots
    put(store, niche, j, raw, n, facts)
    return True


@strict
def keep_best(store, niche, column, raw, n, facts):
    """Let a program into a niche of an archive that keeps the least of a column of facts; whether as a new function."""
    j = find_same(store, niche, facts)
    new = j < 0
    if not new:
        better = facts[ERROR] < store.facts[niche, j, ERROR]
        if not (better and facts[column] <= store.facts[niche, j, column]):
            return False
    elif store.size[niche] < store.ops.shape[1]:
        j = store.size[niche]
        store.size[niche] += 1
    else:
        j = extreme_slot(store, niche, column, 1.0)
        if not facts[column] < store.facts[niche, j, column]:
            return False
    put(store, niche, j, raw, n, facts)
    return new


@strict
def clear(store):
    """Remove every program; what stands in the slots stays but is not counted."""
    for niche in range(len(store.size)):
        store.size[niche] = 0
        store.head[niche] = 0


@strict
def merge(source, target, column, raw, facts):
    """Offer every program of one archive to another that keeps the least of a column."""
    for niche in range(min(len(source.size), len(target.size))):
        for j in range(source.size[niche]):
            n = get(source, niche, j, raw, facts)
            keep_best(target, niche, column, raw, n, facts)


@strict
def immigrate(source, population, ageing, raw, facts):
    """Let every program of an archive into the population."""
    for niche in range(min(len(source.size), len(population.size))):
        for j in range(source.size[niche]):
            n = get(source, niche, j, raw, facts)
            enter(population, niche, ageing, raw, n, facts)

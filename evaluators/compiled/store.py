"""The population and the archive of an island: structs of arrays, one niche a cost."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.fit import MOST

PRINT = 4
"""Numbers of a functional fingerprint: the residual at three dense points and the index of the largest one."""
SAME = 1e-3
"""Two programs are the same function where fingerprints differ by less than this share of the error."""


class Raw(NamedTuple):
    """One program being changed; RAW rows."""

    op: np.ndarray
    left: np.ndarray
    right: np.ndarray
    const: np.ndarray


class Store(NamedTuple):
    """Programs in niches: axes are niche, slot and, for the program itself, instruction."""

    op: np.ndarray  # int8 (niches, slots, MOST)
    left: np.ndarray
    right: np.ndarray
    const: np.ndarray  # float64
    ops: np.ndarray  # int8 (niches, slots)
    error: np.ndarray  # float64 (niches, slots): what selection minimises; inf where a slot is empty
    real_error: np.ndarray  # float64: the same before rounding to float32
    prints: np.ndarray  # float64 (niches, slots, PRINT)
    move: np.ndarray  # int8 (niches, slots): the variation that made it, -1 for the start
    size: np.ndarray  # int64 (niches,)
    head: np.ndarray  # int64 (niches,): the oldest slot


def empty_store(niches: int, slots: int) -> Store:
    """A store without programs."""
    shape = (niches, slots)
    codes = [np.zeros((*shape, MOST), np.int8) for _ in range(3)]
    return Store(
        *codes,
        np.zeros((*shape, MOST)),
        np.zeros(shape, np.int8),
        np.full(shape, np.inf),
        np.full(shape, np.inf),
        np.zeros((*shape, PRINT)),
        np.full(shape, -1, np.int8),
        np.zeros(niches, np.int64),
        np.zeros(niches, np.int64),
    )


@strict
def same_function(a, b, error):
    """Whether two fingerprints belong to one function of this error."""
    for k in range(PRINT - 1):
        if not abs(a[k] - b[k]) <= SAME * error:
            return False
    return True


@strict
def find_same(store, niche, prints, error):
    """Slot of a program of the niche that is the same function, or -1."""
    for j in range(store.size[niche]):
        near = abs(store.real_error[niche, j] - error) <= SAME * error
        if near and same_function(store.prints[niche, j], prints, error):
            return j
    return -1


@strict
def put(store, niche, j, raw, n, error, real_error, prints, move):
    """Write a program into a slot."""
    store.op[niche, j, :] = 0
    store.left[niche, j, :] = 0
    store.right[niche, j, :] = 0
    store.const[niche, j, :] = 0.0
    store.op[niche, j, :n] = raw.op[:n]
    store.left[niche, j, :n] = raw.left[:n]
    store.right[niche, j, :n] = raw.right[:n]
    store.const[niche, j, :n] = raw.const[:n]
    store.ops[niche, j] = n
    store.error[niche, j] = error
    store.real_error[niche, j] = real_error
    store.prints[niche, j] = prints
    store.move[niche, j] = move


@strict
def get(store, niche, j, raw):
    """Copy a program out of a slot; its number of instructions."""
    n = store.ops[niche, j]
    raw.op[:n] = store.op[niche, j, :n]
    raw.left[:n] = store.left[niche, j, :n]
    raw.right[:n] = store.right[niche, j, :n]
    raw.const[:n] = store.const[niche, j, :n]
    return n


@strict
def worst_slot(store, niche):
    """Slot of the largest error of a niche."""
    worst = 0
    for j in range(1, store.size[niche]):
        if store.error[niche, j] > store.error[niche, worst]:
            worst = j
    return worst


@strict
def enter(store, niche, ageing, raw, n, error, real_error, prints, move):
    """Let a program into a niche, the oldest (ageing) or the worst leaving a full one; whether it was let in.

    A program no better than the worst of a full niche stays out. Of two programs that are the same function the one
    with the smaller error stays.
    """
    slots = store.error.shape[1]
    j = find_same(store, niche, prints, real_error)
    if j >= 0:
        if error < store.error[niche, j]:
            put(store, niche, j, raw, n, error, real_error, prints, move)
            return True
        return False
    if store.size[niche] < slots:
        j = store.size[niche]
        store.size[niche] += 1
    else:
        j = worst_slot(store, niche)
        if not error < store.error[niche, j]:
            return False
        if ageing:
            j = store.head[niche]
            store.head[niche] = (j + 1) % slots
    put(store, niche, j, raw, n, error, real_error, prints, move)
    return True


@strict
def keep_best(store, niche, by_real, raw, n, error, real_error, prints, move):
    """Let a program into a niche of an archive, kept by error or by the error before rounding; the place, or -1."""
    slots = store.error.shape[1]
    key = real_error if by_real else error
    keys = store.real_error[niche] if by_real else store.error[niche]
    same = find_same(store, niche, prints, real_error)
    if same >= 0:
        if not error < store.error[niche, same] or not key <= keys[same]:
            return -1
        j = same
    elif store.size[niche] < slots:
        j = store.size[niche]
        store.size[niche] += 1
    else:
        j = 0
        for i in range(1, slots):
            if keys[i] > keys[j]:
                j = i
        if not key < keys[j]:
            return -1
    put(store, niche, j, raw, n, error, real_error, prints, move)
    return j


@strict
def best_slot(store, niche):
    """Slot of the smallest error of a niche, or -1."""
    best = -1
    for j in range(store.size[niche]):
        if best < 0 or store.error[niche, j] < store.error[niche, best]:
            best = j
    return best


@strict
def clear(store):
    """Remove every program."""
    store.size[:] = 0
    store.head[:] = 0
    store.error[:] = np.inf
    store.real_error[:] = np.inf
    store.ops[:] = 0
    store.move[:] = -1
    store.op[:] = 0
    store.left[:] = 0
    store.right[:] = 0
    store.const[:] = 0.0
    store.prints[:] = 0.0

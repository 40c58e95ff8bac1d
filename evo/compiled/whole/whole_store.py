"""Populations of programs of words as arrays: one niche an operation count (and kind of head), one program a structure."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import HEAD
from evaluators.compiled.whole.words import ARGS, MOST_WORD_OPS

WORST = 1e30
ALIKE = 1e-3
"""Relative difference of the errors of programs that are taken for variants of one: a niche keeps the better of them."""


class Genome(NamedTuple):
    """One program; see evaluators/compiled/whole/words.py."""

    op: np.ndarray
    arg: np.ndarray
    word: np.ndarray


class Shelf(NamedTuple):
    """Programs by niche and slot.

    Attributes:
        op: (niches, slots, MOST_WORD_OPS); likewise `arg` and `word`.
        length: Instructions of each.
        error: Error of each on the sample.
        shape: Hash of the structure of each: operations and operands, constants left out.
        head: (niches, slots, HEAD): the head of a prologue.
        size: Programs of each niche.
    """

    op: np.ndarray
    arg: np.ndarray
    word: np.ndarray
    length: np.ndarray
    error: np.ndarray
    shape: np.ndarray
    head: np.ndarray
    size: np.ndarray


def make_genome() -> Genome:
    """An empty program."""
    words = np.zeros((MOST_WORD_OPS, ARGS), np.int32)
    return Genome(np.zeros(MOST_WORD_OPS, np.int64), np.zeros((MOST_WORD_OPS, ARGS), np.int64), words)


def make_shelf(niches: int, slots: int) -> Shelf:
    """Empty niches."""
    shape = (niches, slots)
    return Shelf(
        np.zeros((*shape, MOST_WORD_OPS), np.int64),
        np.zeros((*shape, MOST_WORD_OPS, ARGS), np.int64),
        np.zeros((*shape, MOST_WORD_OPS, ARGS), np.int32),
        np.zeros(shape, np.int64),
        np.full(shape, WORST),
        np.zeros(shape, np.int64),
        np.zeros((*shape, HEAD), np.int64),
        np.zeros(niches, np.int64),
    )


@strict
def copy_genome(source, n, target):
    """Copy n instructions."""
    for t in range(n):
        target.op[t] = source.op[t]
        for j in range(ARGS):
            target.arg[t, j] = source.arg[t, j]
            target.word[t, j] = source.word[t, j]


@strict
def copy_words(source, n, target):
    """Copy the constants of n instructions."""
    for t in range(n):
        for j in range(ARGS):
            target[t, j] = source[t, j]


@strict
def load(shelf, niche, slot, genome):
    """Copy a program from its shelf; its instructions."""
    n = shelf.length[niche, slot]
    for t in range(n):
        genome.op[t] = shelf.op[niche, slot, t]
        for j in range(ARGS):
            genome.arg[t, j] = shelf.arg[niche, slot, t, j]
            genome.word[t, j] = shelf.word[niche, slot, t, j]
    return n


@strict
def put(shelf, niche, slot, genome, n, error, shape):
    """Write a program to its shelf."""
    shelf.length[niche, slot] = n
    shelf.error[niche, slot] = error
    shelf.shape[niche, slot] = shape
    for t in range(n):
        shelf.op[niche, slot, t] = genome.op[t]
        for j in range(ARGS):
            shelf.arg[niche, slot, t, j] = genome.arg[t, j]
            shelf.word[niche, slot, t, j] = genome.word[t, j]


@strict
def shape_hash(genome, n):
    """A hash of operations and operands; constants are left out but for where they are."""
    h = np.uint64(14695981039346656037)
    for t in range(n):
        h = (h ^ np.uint64(genome.op[t] + 1)) * np.uint64(1099511628211)
        for j in range(ARGS):
            h = (h ^ np.uint64(genome.arg[t, j] + 2)) * np.uint64(1099511628211)
            h ^= h >> np.uint64(29)
    return np.int64(h >> np.uint64(1))


@strict
def place_for(shelf, niche, error, shape):
    """The slot that a program takes where it is better: of the same structure, of an error alike, a free one, or the worst's; else -1."""
    worst = 0
    alike = -1
    for slot in range(shelf.size[niche]):
        if shelf.shape[niche, slot] == shape:
            return slot if error < shelf.error[niche, slot] else -1
        if abs(shelf.error[niche, slot] - error) <= ALIKE * error:
            alike = slot
        if shelf.error[niche, slot] > shelf.error[niche, worst]:
            worst = slot
    if alike >= 0:
        return alike if error < shelf.error[niche, alike] else -1
    if shelf.size[niche] < shelf.error.shape[1]:
        return shelf.size[niche]
    return worst if error < shelf.error[niche, worst] else -1


@strict
def enter(shelf, niche, genome, n, error):
    """Insert a program where it earns a place; the slot or -1."""
    shape = shape_hash(genome, n)
    slot = place_for(shelf, niche, error, shape)
    if slot >= 0:
        put(shelf, niche, slot, genome, n, error, shape)
        if slot == shelf.size[niche]:
            shelf.size[niche] += 1
    return slot


@strict
def best_error(shelf, niche):
    """The least error of a niche; WORST where it is empty."""
    best = WORST
    for slot in range(shelf.size[niche]):
        best = min(best, shelf.error[niche, slot])
    return best


@strict
def best_slot(shelf, niche):
    """Place of the least error of a niche; -1 if it is empty."""
    best = -1
    for slot in range(shelf.size[niche]):
        if best < 0 or shelf.error[niche, slot] < shelf.error[niche, best]:
            best = slot
    return best

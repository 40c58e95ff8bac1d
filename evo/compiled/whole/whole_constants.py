"""Words of constants: kinds of reading them, drawing them from a pool of generic words or at random, moving them."""

import math

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.words import ARGS, CODES
from evo.compiled.rng import below, next_word, normal, uniform
from search_spaces.whole.word_ops import MASKS, SHIFTS, WORD_OPS

ROUNDING = 0.08
"""Share of the moves of a constant that redraw it or round it: factors of bit tricks are powers of two, or nearly."""
FLOAT_OPERAND, INT_OPERAND, COUNT, MASK, ANY = range(5)
"""Kinds of reading a constant: they decide how its words are drawn and moved."""
MOST_FOUND = 4
"""Found kernels that may be operations."""


def _reads() -> np.ndarray:
    kinds = np.full((len(WORD_OPS) + MOST_FOUND, ARGS), ANY, np.int64)
    kinds[len(WORD_OPS) :, 0] = FLOAT_OPERAND
    for name, op in WORD_OPS.items():
        for j, kind in enumerate(op.args):
            kinds[CODES[name], j] = FLOAT_OPERAND if kind == "f" else INT_OPERAND
            if name in MASKS:
                kinds[CODES[name], j] = MASK
    for name in SHIFTS:
        kinds[CODES[name], 1] = COUNT
    return kinds


READS = _reads()
_IDIOMS = np.array([0x3F800000, 0x7F800000, 0x007FFFFF, 0x7FFFFFFF, 0x3F000000, 0x4B400000, 0x4B000000, 0x40000000])
"""Bits of 1, infinity, the significand, all but the sign, 1/2, 1.5 2**23, 2**23, 2: of the format, of no target."""
IDIOMS = _IDIOMS.astype(np.uint32).view(np.int32)


@strict
def power_of_two(exponent):
    """The word of 2**exponent, -126 <= exponent <= 127."""
    return np.int32((exponent + 127) << 23)


@strict
def random_word(rng):
    """Any word."""
    return np.int32(np.uint32(next_word(rng) >> np.uint64(32)))


@strict
def draw_word(kind, pool, rng):
    """A constant for an operand that is read as `kind`; `pool` is the share of generic idioms."""
    u = uniform(rng)
    idiom = uniform(rng) < pool
    if kind == COUNT:
        return np.int32(23) if idiom and u < 0.4 else np.int32(1 + below(rng, 31))
    if kind == FLOAT_OPERAND:
        if idiom and u < 0.5:
            word = power_of_two(below(rng, 49) - 24)
        elif idiom and u < 0.75:
            word = IDIOMS[below(rng, len(IDIOMS))]
        else:
            word = power_of_two(0) + np.int32(normal(rng) * 2.5 * 2.0**23)
        return word ^ np.int32(-2147483648) if uniform(rng) < 0.3 else word
    if not idiom:
        return random_word(rng)
    if u < 0.3:
        return IDIOMS[below(rng, len(IDIOMS))]
    if u < (0.4 if kind == MASK else 0.55):
        return np.int32(np.uint32(1) << np.uint32(below(rng, 32)))
    if u < (0.95 if kind == MASK else 0.8):
        word = np.int32((np.uint32(1) << np.uint32(1 + below(rng, 31))) - np.uint32(1))
        return word if uniform(rng) < 0.6 else ~word
    return IDIOMS[0] + np.int32(normal(rng) * 2.0**27)


@strict
def rounder_word(word, bits):
    """The nearest word whose last `bits` bits are 0: of a float, 23 of them, a power of two or its neighbour of 1.5 times as much."""
    step = np.int64(1) << np.int64(bits)
    return np.int32(np.uint32((np.int64(word) + (step >> 1)) & -step))


@strict
def move_word(word, kind, pool, rng):
    """A constant moved: counts by little, masks by a bit, others by +-2**k or to a rounder word."""
    u = uniform(rng)
    if kind == COUNT:
        if u < 0.5:
            return np.int32((word + (1 if uniform(rng) < 0.5 else -1)) & 31)
        return draw_word(kind, pool, rng)
    if kind == MASK and u < 0.5:
        return word ^ np.int32(np.uint32(1) << np.uint32(below(rng, 32)))
    if u > 0.97:
        return draw_word(kind, pool, rng)
    if u > 1.0 - ROUNDING:
        return rounder_word(word, 12 + below(rng, 12))
    exponent = 23 + below(rng, 3) if u > 0.75 else below(rng, 29)
    step = np.int32(np.uint32(1) << np.uint32(exponent))
    return word + step if uniform(rng) < 0.5 else word - step


@strict
def far_word(word, kind, rng):
    """A constant moved far: an integer within +-2**24 or so, a float by a random power of two, sometimes its sign."""
    if kind == FLOAT_OPERAND:
        size = 0.3 if uniform(rng) < 0.3 else 1.5
        moved = word + np.int32(max(-30.0, min(30.0, normal(rng) * size)) * 2.0**23)
        return moved ^ np.int32(-2147483648) if uniform(rng) < 0.15 else moved
    if kind == INT_OPERAND:
        return word + np.int32(max(-30.0, min(30.0, normal(rng))) * 2.0 ** (18.0 + math.floor(uniform(rng) * 8.0)))
    return word

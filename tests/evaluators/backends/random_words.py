"""Random words and random programs of words, edges among them."""

import numpy as np

from search_spaces.whole.word_ops import WORD_OPS
from search_spaces.whole.words import WordsInstr, WordsProgram

EDGES = np.array(
    [0, 1, 0x7FFFFF, 0x800000, 0x3F800000, 0x7F7FFFFF, 0x7F800000, 0x7F800001, 0x7FC00000, 0x7FFFFFFF, 31, 32, 33],
    np.uint32,
)
EDGES = np.concatenate([EDGES, EDGES ^ np.uint32(0x80000000)])


def words_of(rng: np.random.Generator, count: int) -> np.ndarray:
    raw = rng.integers(0, 2**32, count, np.uint32)
    return np.where(rng.random(count) < 0.2, rng.choice(EDGES, count), raw)


def random_program(rng: np.random.Generator, names: tuple[str, ...], ops: int) -> WordsProgram:
    constants = tuple(int(word) for word in words_of(rng, 3))
    instrs = []
    for i in range(ops):
        name = names[rng.integers(len(names))]
        instrs.append(WordsInstr(name, tuple(int(a) for a in rng.integers(0, 4 + i, len(WORD_OPS[name].args)))))
    return WordsProgram(constants, tuple(instrs), 3 + ops)

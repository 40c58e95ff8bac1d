"""The memory of structures: a table of hashes that forgets."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import mix, structural_hash
from evo.compiled.store import REAL_ERROR


@strict
def known(memory, h):
    """True if a structure was met before; remembers it. A full bucket forgets one of its four."""
    mask = np.uint64(len(memory) // 4 - 1)
    base = np.int64((h >> np.uint64(8)) & mask) * 4
    for k in range(4):
        if memory[base + k] == h:
            return True
        if memory[base + k] == 0:
            memory[base + k] = h
            return False
    memory[base + np.int64(h >> np.uint64(62))] = h
    return False


@strict
def hash_of_square(raw, n, facts):
    """Hash of a program and, to four digits, its error: its square is sought once."""
    h = structural_hash(raw.op, raw.left, raw.right, n)
    return mix(h, np.uint64(np.int64(1e4 * (800.0 + np.log(facts[REAL_ERROR]))))) | np.uint64(1)

"""Found kernels as operations: codes behind those of the operation table, one operand, and their instructions where they run.

The interpreter knows no found kernel. Prologues hold its code as one operation, and are inlined before they run; programs
are inlined as soon as they are bred.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.words import ARGS, CONSTANT, MOST_WORD_OPS, encode_words
from evo.compiled.whole.whole_store import copy_genome
from evo.compiled.whole.whole_vary import ARITY, FIRST_FOUND
from search_spaces.whole.words import WordsProgram


class Found(NamedTuple):
    """Programs of words as arrays, a row each; see evaluators/compiled/whole/words.py."""

    op: np.ndarray
    arg: np.ndarray
    word: np.ndarray
    length: np.ndarray


def make_found(programs: Sequence[WordsProgram]) -> Found:
    """The programs as arrays."""
    shape = (len(programs), MOST_WORD_OPS)
    found = Found(
        np.zeros(shape, np.int64),
        np.zeros((*shape, ARGS), np.int64),
        np.zeros((*shape, ARGS), np.int32),
        np.zeros(len(programs), np.int64),
    )
    for k, program in enumerate(programs):
        code = encode_words(program)
        n = len(code.op)
        found.op[k, :n], found.arg[k, :n], found.word[k, :n], found.length[k] = code.op, code.arg, code.word, n
    return found


@strict
def append_found(out, n, found, k, value, word):
    """Append found program k with `value` in place of x; where that is CONSTANT, the constant `word`."""
    for t in range(found.length[k]):
        out.op[n + t] = found.op[k, t]
        for j in range(ARGS):
            a = found.arg[k, t, j]
            is_x = a == 0 and j < ARITY[found.op[k, t]]
            out.arg[n + t, j] = value if is_x else (a + n if a > 0 else a)
            out.word[n + t, j] = word if is_x and value == CONSTANT else found.word[k, t, j]
    return n + found.length[k]


@strict
def inlined_length(genome, n, found):
    """Instructions of a program with its found kernels inlined."""
    total = 0
    for t in range(n):
        k = genome.op[t]
        total += 1 if k < FIRST_FOUND else found.length[k - FIRST_FOUND]
    return total


@strict
def inline(genome, n, found, out, place):
    """Copy a program with its found kernels inlined; `place` says where its values are. It must be short enough."""
    place[0] = 0
    m = 0
    for t in range(n):
        k = genome.op[t]
        if k >= FIRST_FOUND:
            a = genome.arg[t, 0]
            m = append_found(out, m, found, k - FIRST_FOUND, place[a] if a >= 0 else CONSTANT, genome.word[t, 0])
        else:
            out.op[m] = k
            for j in range(ARGS):
                a = genome.arg[t, j]
                out.arg[m, j] = place[a] if a > 0 else a
                out.word[m, j] = genome.word[t, j]
            m += 1
        place[t + 1] = m
    return m


@strict
def inline_here(genome, n, found, scratch, place):
    """Inline the found kernels of a program in place; its instructions, 0 where they are too many."""
    if plain(genome, n):
        return n
    m = inlined_length(genome, n, found)
    if m > MOST_WORD_OPS:
        return 0
    inline(genome, n, found, scratch, place)
    copy_genome(scratch, m, genome)
    return m


@strict
def plain(genome, n):
    """True for a program without found kernels."""
    for t in range(n):
        if genome.op[t] >= FIRST_FOUND:
            return False
    return True

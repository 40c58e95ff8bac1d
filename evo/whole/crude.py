"""Crude programs of auxiliary targets: words of |f|**a |x|**b as a line in the words of x or of |x|. Prologues begin from them.

A target may be far from everything that a few operations on x give, while 1/f or f/x is close to a line of words: products
of the crude value with x then give what heads want. Nothing here knows the target but by its values.
"""

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.word_scores import Points
from evaluators.compiled.whole.words import encode_words
from evo.compiled.whole.whole_store import Genome, Shelf, make_genome, make_shelf
from search_spaces.whole.words import WordsInstr, WordsProgram

MOST_CRUDE = 64
CRUDE_BINADES = 0.2
"""Largest distance of the words from their line, in binades, of a program that is kept."""
_SIGNLESS = 0x7FFFFFFF


def crude_programs(points: Points, lines: NDArray[np.float64]) -> Shelf:
    """One niche of crude programs, for targets on a sample, given as places of the auxiliary targets on the line of floats."""
    shelf = make_shelf(1, MOST_CRUDE)
    words = points.x.astype(np.float64)
    for without_sign in (False, True):
        read = (points.x & _SIGNLESS).astype(np.float64) if without_sign else words
        if without_sign and np.array_equal(read, words):
            continue
        for line in lines:
            _offer(shelf, read, line, without_sign)
    return shelf


def _offer(shelf: Shelf, read: NDArray[np.float64], line: NDArray[np.float64], without_sign: bool) -> None:
    centred = read - read.mean()
    spread = float(centred @ centred)
    if spread == 0.0:
        return
    slope = float(centred @ line) / spread
    offset = float(line.mean() - slope * read.mean())
    error = float(np.max(np.abs(offset + slope * read - line))) * 2.0**-23
    if not error < CRUDE_BINADES or abs(slope) < 1e-3 or not abs(offset) < 2.0**31:
        return
    for program in _programs(slope, offset, without_sign):
        code = encode_words(program)
        genome, n = make_genome(), len(code.op)
        genome.op[:n], genome.arg[:n], genome.word[:n] = code.op, code.arg, code.word
        if shelf.size[0] < MOST_CRUDE:
            _append(shelf, genome, n, error)


def _append(shelf: Shelf, genome: Genome, n: int, error: float) -> None:
    """One structure serves several targets, each with constants of its own: all are kept."""
    slot = int(shelf.size[0])
    shelf.op[0, slot], shelf.arg[0, slot], shelf.word[0, slot] = genome.op, genome.arg, genome.word
    shelf.length[0, slot], shelf.error[0, slot] = n, error
    shelf.size[0] = slot + 1


def _programs(slope: float, offset: float, without_sign: bool) -> list[WordsProgram]:
    """The line by to_float, fma, to_int, and in integers where the slope is near a power of two."""
    first = [WordsInstr("abs", (0,))] if without_sign else []
    constants = (_word(slope), _word(offset))
    value = 3 if without_sign else 0
    base = 3 + len(first)
    body = [WordsInstr("to_float", (value,)), WordsInstr("fma", (base, 1, 2)), WordsInstr("to_int", (base + 1,))]
    programs = [WordsProgram(constants, (*first, *body), base + 2)]
    k = round(-float(np.log2(abs(slope))))
    if k >= 0 and abs(abs(slope) * 2.0**k - 1.0) < 0.1:
        words = (k, round(offset) % 2**32)
        shifted = [WordsInstr("shr", (value, 1))] if k else []
        last = base - 1 + len(shifted) if (shifted or first) else 0
        line = WordsInstr("iadd", (last, 2)) if slope > 0.0 else WordsInstr("isub", (2, last))
        programs.append(WordsProgram(words, (*first, *shifted, line), base + len(shifted)))
    return programs


def _word(value: float) -> int:
    return int(np.float32(value).view(np.uint32))

"""Common ground of the printers of programs of words: constants folded, values that need no flushing, products that occur twice."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from search_spaces.whole.word_ops import FLOAT_WORD, WORD_OPS
from search_spaces.whole.words import WordsInstr, WordsProgram, canonical

ARITHMETIC = frozenset(("add", "sub", "mul", "fma", "div", "sqrt", "min", "max", "round", "to_float"))
"""Their results are no subnormals, and their NaN is one word."""
MOVES = frozenset(("neg", "abs", "select"))


@dataclass(frozen=True)
class Plan:
    """A program ready to be printed.

    Attributes:
        program: Canonical, and no instruction of it has constants alone as operands.
        clean: Values that as floats are never subnormal.
        shared: Instructions, by position, whose product occurs elsewhere too, up to its sign.
    """

    program: WordsProgram
    clean: frozenset[int]
    shared: frozenset[int]

    def is_constant(self, value: int) -> bool:
        """True if a value is a constant."""
        return 0 < value < self.program.first_instr

    def word(self, value: int) -> int:
        """The word of a constant."""
        return self.program.constants[value - 1]

    def name(self, value: int) -> str:
        """A value's name in printed text: x, c0, c1, ..., v0, v1, ..."""
        if not value:
            return "x"
        return f"c{value - 1}" if self.is_constant(value) else f"v{value - self.program.first_instr}"


def plan_of(program: WordsProgram) -> Plan:
    """The plan of a program."""
    made = folded(canonical(program))
    return Plan(made, frozenset(_clean(made)), frozenset(_shared(made)))


def folded(program: WordsProgram) -> WordsProgram:
    """The same function, without operations on constants alone: compilers compute those by rules of their own."""
    words: list[int] = list(program.constants)
    number: dict[int, int] = {i: i for i in range(program.first_instr)}
    kept: list[tuple[str, tuple[int, ...]]] = []
    for place, instr in enumerate(program.instrs, program.first_instr):
        args = tuple(number[a] for a in instr.args)
        if all(0 < a <= len(words) and a < _FIRST for a in args):
            words.append(_value(instr.op, [words[a - 1] for a in args]))
            number[place] = len(words)
        else:
            kept.append((instr.op, args))
            number[place] = _FIRST + len(kept) - 1
    return canonical(_compact(words, kept, number[program.output]))


_FIRST = 1 << 20
"""Number of the first instruction while constants are still being added."""


def _value(op: str, words: list[int]) -> int:
    with np.errstate(all="ignore"):
        return int(WORD_OPS[op].define(*(np.array([word], np.uint32) for word in words))[0])


def _compact(words: list[int], kept: list[tuple[str, tuple[int, ...]]], output: int) -> WordsProgram:
    def index(value: int) -> int:
        return value - _FIRST + 1 + len(words) if value >= _FIRST else value

    instrs = tuple(WordsInstr(op, tuple(map(index, args))) for op, args in kept)
    return WordsProgram(tuple(words), instrs, index(output))


def _clean(program: WordsProgram) -> set[int]:
    clean: set[int] = set()
    for place, word in enumerate(program.constants, 1):
        if word & 0x7F800000 or not word & 0x7FFFFFFF:
            clean.add(place)
    for place, instr in enumerate(program.instrs, program.first_instr):
        moved = instr.args[1:] if instr.op == "select" else instr.args
        if instr.op in ARITHMETIC or (instr.op in MOVES and clean.issuperset(moved)):
            clean.add(place)
    return clean


def _shared(program: WordsProgram) -> set[int]:
    """Products that a compiler would compute once: an fma of one would not be contracted."""
    keys = {
        position: frozenset(Counter(_unsigned(program, a) for a in instr.args[:2]).items())
        for position, instr in enumerate(program.instrs)
        if instr.op in ("mul", "fma")
    }
    often = Counter(keys.values())
    return {position for position, key in keys.items() if often[key] > 1}


def _unsigned(program: WordsProgram, value: int) -> int:
    """A value, or of its negation what is negated; constants by their words without sign."""
    while value >= program.first_instr and program.instrs[value - program.first_instr].op == "neg":
        value = program.instrs[value - program.first_instr].args[0]
    if 0 < value < program.first_instr:
        return -1 - (program.constants[value - 1] & 0x7FFFFFFF)
    return value


def decimal(word: int, kind: str) -> str:
    """A constant for people: a float in decimal, an integer in decimal with its sign."""
    if kind == FLOAT_WORD:
        return f"{float(np.uint32(word).view(np.float32)):.9g}"
    return str(word - (word >> 31 << 32))

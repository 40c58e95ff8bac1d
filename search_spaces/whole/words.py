"""Whole kernels as straight-line programs over 32-bit words, from x alone: dataclass, text, canonical form, evaluation.

    words x
    a = ushr(x, 1)
    s = isub(0x5f375a86, a)
    ...
    return e

Values are numbered: x is 0, then the constants, then the instructions. Each constant is a word; text writes it as the
operation that reads it sees it, a float as the shortest decimal that gives its word, an integer in hexadecimal or, where it
is small, in decimal. What each operation does stands in search_spaces/whole/word_ops.py.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from search_spaces.suggestions import hint
from search_spaces.whole.word_ops import FLOAT_WORD, WORD_OPS, Words

MOST_LINES = 256
_LINE = re.compile(r"([a-z_][a-z0-9_]*)\s*=\s*([a-z_]+)\(([^()]*)\)", re.ASCII)
_NAME = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)
_INT = re.compile(r"-?(0x[0-9a-f]{1,8}|[0-9]{1,10})", re.ASCII)
_FLOAT = re.compile(r"-?([0-9]+\.[0-9]*(e[+-]?[0-9]{1,3})?|[0-9]+e[+-]?[0-9]{1,3}|inf)", re.ASCII)


class WordsError(ValueError):
    """A program of words that is not well formed; the message says where, what was given and what is allowed."""


@dataclass(frozen=True, slots=True)
class WordsInstr:
    """One operation on earlier values."""

    op: str
    args: tuple[int, ...]


@dataclass(frozen=True)
class WordsProgram:
    """A program from one word to one word.

    Attributes:
        constants: Words, 0 <= word < 2**32.
        instrs: Instructions; each reads values before it.
        output: The value that is returned.

    Raises:
        WordsError: An operation is unknown, or an operand or the output is not a value before it.
    """

    constants: tuple[int, ...]
    instrs: tuple[WordsInstr, ...]
    output: int

    def __post_init__(self) -> None:
        for word in self.constants:
            if not 0 <= word < 2**32:
                raise WordsError(f"the constant {word} is no 32-bit word; allowed: 0 to 2**32 - 1")
        for place, instr in enumerate(self.instrs, self.first_instr):
            _check_instr(place, instr)
        if not 0 <= self.output < self.first_instr + len(self.instrs):
            raise WordsError(f"the output is value {self.output}; there are {self.first_instr + len(self.instrs)}")

    @property
    def first_instr(self) -> int:
        """Index of the value of the first instruction."""
        return 1 + len(self.constants)

    @property
    def ops(self) -> int:
        """Operations that the output needs: fma counts one, reading a word as another type nothing."""
        return sum(self._live()[self.first_instr :])

    @property
    def hash(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the canonical text."""
        return hashlib.sha256(str(canonical(self)).encode()).hexdigest()[:16]

    def _live(self) -> list[bool]:
        live = [False] * (self.first_instr + len(self.instrs))
        live[self.output] = True
        for place in range(len(live) - 1, self.first_instr - 1, -1):
            if live[place]:
                for arg in self.instrs[place - self.first_instr].args:
                    live[arg] = True
        return live

    def __str__(self) -> str:
        names = self._names()
        lines = ["words x"]
        for place, instr in enumerate(self.instrs, self.first_instr):
            reads = zip(instr.args, _reads(instr.op), strict=True)
            args = ", ".join(names[a] if a not in self._constants() else self._text(a, kind) for a, kind in reads)
            lines.append(f"{names[place]} = {instr.op}({args})")
        is_const = self.output in self._constants()
        return "\n".join([*lines, f"return {self._text(self.output, 'i') if is_const else names[self.output]}", ""])

    def _constants(self) -> range:
        return range(1, self.first_instr)

    def _names(self) -> dict[int, str]:
        numbered = range(self.first_instr, self.first_instr + len(self.instrs))
        return {0: "x"} | {place: f"v{number}" for number, place in enumerate(numbered)}

    def _text(self, value: int, kind: str) -> str:
        return format_word(self.constants[value - 1], kind)


def _reads(op: str) -> str:
    return WORD_OPS[op].args


def _check_instr(place: int, instr: WordsInstr) -> None:
    if instr.op not in WORD_OPS:
        raise WordsError(
            f"value {place}: unknown op {instr.op!r}.{hint(instr.op, WORD_OPS)} Known: {', '.join(WORD_OPS)}."
        )
    wanted = len(_reads(instr.op))
    if len(instr.args) != wanted:
        raise WordsError(f"value {place}: {instr.op} takes {wanted} operands; given {len(instr.args)}")
    if not all(0 <= arg < place for arg in instr.args):
        raise WordsError(f"value {place}: operands {instr.args} must be values before it, 0 to {place - 1}")


def format_word(word: int, kind: str) -> str:
    """The text of a constant word read as a float (kind FLOAT_WORD) or as an integer."""
    value = np.uint32(word).view(np.float32)
    if kind == FLOAT_WORD and not np.isnan(value) and (word & 0x7F800000 or not word & 0x7FFFFFFF):
        return repr(float(str(value)))
    signed = word - (word >> 31 << 32)
    return str(signed) if -1024 < signed < 1024 else f"0x{word:08x}"


def parse_word(text: str) -> int:
    """The word of a constant's text.

    Raises:
        WordsError: It is neither an integer of 32 bits nor a float32.
    """
    if _FLOAT.fullmatch(text):
        with np.errstate(over="ignore"):
            return int(np.float32(text).view(np.uint32))
    if _INT.fullmatch(text):
        value = int(text, 16 if "0x" in text else 10)
        if -(2**31) <= value < 2**32:
            return value % 2**32
    raise WordsError(
        f"{text!r} is no constant; allowed: an integer such as 0x7f800000 or -3, a float such as 1.5 or 2e-5"
    )


class _Reader:
    """A text on its way to a program."""

    def __init__(self) -> None:
        self.constants: list[int] = []
        self.lines: list[tuple[str, list[str]]] = []
        self.names: dict[str, int] = {"x": 0}

    def line(self, number: int, text: str) -> None:
        match = _LINE.fullmatch(text)
        if match is None:
            raise WordsError(f"line {number}: {text[:80]!r} is not `name = op(operand, ...)`")
        name, op, inside = match.groups()
        if name in self.names:
            raise WordsError(f"line {number}: {name!r} has a value already")
        self.lines.append((op, [self.operand(number, arg.strip()) for arg in inside.split(",")]))
        self.names[name] = len(self.names)

    def operand(self, number: int, text: str) -> str:
        if _NAME.fullmatch(text) and text != "inf":
            if text not in self.names:
                raise WordsError(f"line {number}: {text!r} has no value yet.{hint(text, self.names)}")
            return text
        try:
            word = parse_word(text)
        except WordsError as error:
            raise WordsError(f"line {number}: {error}") from None
        if word not in self.constants:
            self.constants.append(word)
        return f"={word}"

    def index(self, token: str) -> int:
        if token.startswith("="):
            return 1 + self.constants.index(int(token[1:]))
        number = self.names[token]
        return number + len(self.constants) if number else 0


def parse_words(text: str) -> WordsProgram:
    """The program of a text.

    Raises:
        WordsError: The text is not well formed; the message names the line.
    """
    lines = list(_lines(text))
    if not 2 <= len(lines) <= MOST_LINES or lines[0][1] != "words x" or not lines[-1][1].startswith("return "):
        raise WordsError(
            f"a program is `words x`, at most {MOST_LINES - 2} instructions, `return name`; given {text[:60]!r}"
        )
    reader = _Reader()
    for number, line in lines[1:-1]:
        reader.line(number, line)
    output = reader.operand(lines[-1][0], lines[-1][1].removeprefix("return ").strip())
    instrs = tuple(WordsInstr(op, tuple(map(reader.index, args))) for op, args in reader.lines)
    return WordsProgram(tuple(reader.constants), instrs, reader.index(output))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.split("#", maxsplit=1)[0].strip()
        if stripped:
            yield number, stripped


def canonical(program: WordsProgram) -> WordsProgram:
    """The same function with dead, repeated and constant-free duplicates gone, operands of commutative operations in order.

    Constants are numbered as they are first read. No constant is folded and nothing is reassociated.
    """
    known: dict[tuple[object, ...], int] = {}
    tokens: dict[int, int] = {0: 0} | {i: -1 - word for i, word in enumerate(program.constants, 1)}
    instrs: list[tuple[str, tuple[int, ...]]] = []
    live = program._live()
    for place, instr in enumerate(program.instrs, program.first_instr):
        if not live[place]:
            continue
        args = [tokens[a] for a in instr.args]
        if WORD_OPS[instr.op].commutative:
            args[:2] = sorted(args[:2], reverse=True)
        key = (instr.op, *args)
        if key not in known:
            instrs.append((instr.op, tuple(args)))
            known[key] = len(instrs)
        tokens[place] = known[key]
    return _numbered(instrs, tokens[program.output])


def _numbered(instrs: list[tuple[str, tuple[int, ...]]], output: int) -> WordsProgram:
    """From tokens (0 for x, k for the k-th instruction, -1 - word for a constant) to indices."""
    words = dict.fromkeys(-1 - token for _, args in instrs for token in args if token < 0)
    if output < 0:
        words[-1 - output] = None
    constants = tuple(words)
    place = {word: i for i, word in enumerate(constants, 1)}

    def index(token: int) -> int:
        if token < 0:
            return place[-1 - token]
        return token + len(constants) if token else 0

    built = tuple(WordsInstr(op, tuple(map(index, args))) for op, args in instrs)
    return WordsProgram(constants, built, index(output))


def evaluate_words(program: WordsProgram, x: Words) -> Words:
    """The words that a program returns for words `x`: the definition that every backend is compared with.

    Raises:
        TypeError: `x` is not uint32.
    """
    if x.dtype != np.uint32:
        raise TypeError(f"words are {x.dtype}; they must be uint32")
    values: list[Words] = [x, *(np.full(x.shape, word, np.uint32) for word in program.constants)]
    with np.errstate(all="ignore"):
        for instr in program.instrs:
            values.append(np.asarray(WORD_OPS[instr.op].define(*(values[a] for a in instr.args)), np.uint32))
    return values[program.output]

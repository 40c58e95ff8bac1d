"""The program that a text describes, or an error that says where and what was expected there."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from search_spaces.ops import INT, TYPES
from search_spaces.programs.parts import REAL, Cold, Const, Instr, Output, Port, ProgramError
from search_spaces.programs.program import Program

MOST_CHARACTERS, MOST_LINES, MOST_LINE = 1_000_000, 10_000, 5_000
"""Of a text that is parsed: the longest kernel on record has 4,710 characters in 180 lines, and an exact sum of two float64
some 2,000 digits."""
MOST_EXPONENT = 10_000
"""Decimal exponents of a real constant: what reads 1e1000000000 as a fraction writes out its digits."""

_HEAD = re.compile(r"program (\w+) \(([^)]*)\) -> \(([^)]*)\)$")
_CONST = re.compile(r"(\w+): (\w+) = (\S+)$")
_INSTR = re.compile(r"(\w+) = (\w+)\(([^)]*)\)$")
_COLD = re.compile(r"cold (\w+) from (\S+)$")
_PORT = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_HEX = re.compile(r"[+-]?(0x[0-9a-f.]+p[+-]?\d+|inf|nan)")
"""Stricter than float.fromhex, which takes 0.1 for one sixteenth."""


class _Parser:
    """One pass over the text; names may be anything, the Program keeps only those of its ports."""

    def __init__(self, text: str) -> None:
        _require_size(text)
        stripped = ((n, line.split("#")[0].strip()) for n, line in enumerate(text.splitlines(), 1))
        self.lines = [(n, line) for n, line in stripped if line]
        self.index: dict[str, int] = {}
        long = next((number for number, line in self.lines if len(line) > MOST_LINE), None)
        if long is not None or len(self.lines) > MOST_LINES:
            raise ProgramError(
                f"line {long or self.lines[MOST_LINES][0]}: a program has at most {MOST_LINES:,} lines of at most {MOST_LINE:,} "
                "characters"
            )

    def value(self, number: int, name: str) -> int:
        if name not in self.index:
            raise ProgramError(f"line {number}: {name!r} is not defined. Defined so far: {_few(self.index)}")
        return self.index[name]

    def define(self, number: int, name: str) -> None:
        if name in self.index:
            raise ProgramError(f"line {number}: {name!r} is defined twice")
        self.index[name] = len(self.index)

    def run(self) -> Program:
        if len(self.lines) < 2:
            raise ProgramError("a program has at least a 'program' line and a 'return' line")
        head = _HEAD.match(self.lines[0][1])
        if head is None:
            raise ProgramError(
                f"line {self.lines[0][0]}: expected 'program FORMAT (NAME: TYPE, ...) -> (NAME: TYPE, ...)'"
            )
        inputs = tuple(_parse_port(self.lines[0][0], part) for part in head[2].split(",") if part.strip())
        for port in inputs:
            self.define(self.lines[0][0], port.name)
        cold = self._cold()
        consts, instrs = self._body(head[1])
        number, last = self.lines[-1]
        if not last.startswith("return "):
            raise ProgramError(f"line {number}: the last line must be 'return NAME=VALUE, ...', was {last!r}")
        outputs = tuple(self._output(number, part) for part in last[len("return ") :].split(","))
        named = None if cold is None else Cold(self.value(cold[0], cold[1]), cold[2])
        return Program(head[1], inputs, tuple(consts), tuple(instrs), outputs, named)

    def _cold(self) -> tuple[int, str, float] | None:
        """Takes the line that names the cold part, the last but one, off the others."""
        number, line = self.lines[-2]
        match = _COLD.match(line)
        if match is None:
            return None
        threshold = _hex(match[2])
        if threshold is None:
            raise ProgramError(f"line {number}: {match[2]!r} is not a hex float")
        del self.lines[-2]
        return number, match[1], threshold

    def _body(self, number_format: str) -> tuple[list[Const], list[Instr]]:
        consts: list[Const] = []
        instrs: list[Instr] = []
        for number, line in self.lines[1:-1]:
            if match := _CONST.match(line):
                if instrs:
                    raise ProgramError(f"line {number}: constants come before instructions")
                consts.append(_parse_const(number, match[2], match[3], number_format))
            elif match := _INSTR.match(line):
                args = tuple(self.value(number, name.strip()) for name in match[3].split(",") if name.strip())
                instrs.append(Instr(match[2], args))
            else:
                raise ProgramError(f"line {number}: expected 'NAME: TYPE = VALUE' or 'NAME = OP(...)', was {line!r}")
            self.define(number, match[1])
        return consts, instrs

    def _output(self, number: int, part: str) -> Output:
        name, _, value = part.strip().partition("=")
        return Output(name, self.value(number, value or name))


def _parse_port(number: int, text: str) -> Port:
    name, _, kind = (piece.strip() for piece in text.partition(":"))
    if kind not in TYPES or _PORT.fullmatch(name) is None:
        raise ProgramError(f"line {number}: {text.strip()!r} is not NAME: TYPE with TYPE in {', '.join(TYPES)}")
    return Port(name, kind)


def _require_size(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise ProgramError(f"a program has at most {MOST_CHARACTERS:,} characters, was given {len(text):,}")


def _few(names: Iterable[str], most: int = 40) -> str:
    known = list(names)
    return ", ".join(known[:most]) + (f" and {len(known) - most} more" if len(known) > most else "")


def _hex(text: str) -> float | None:
    """The number of a hex float; None for another text, or one beyond float64."""
    try:
        return float.fromhex(text) if _HEX.fullmatch(text) else None
    except (ValueError, OverflowError):
        return None


def _decimal(text: str) -> Decimal | None:
    """The number of a decimal; None for another text, for what is not finite, and for absurd exponents."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= MOST_EXPONENT else None


def _int(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?[0-9]{1,10}", text) else None


def _parse_const(number: int, kind: str, text: str, number_format: str) -> Const:
    read = _decimal if number_format == REAL else _int if kind == INT else _hex
    value = read(text)
    if value is None:
        raise ProgramError(f"line {number}: {text!r} is not a constant of type {kind!r} in a {number_format} program")
    return Const(kind, value)


def parse(text: str) -> Program:
    """The program that a text describes; `str` is its inverse up to the names of inner values.

    Raises:
        ProgramError: With the line and what was expected there.
    """
    return _Parser(text).run()

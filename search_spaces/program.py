"""Program: an immutable, typed straight-line program, its text, its hash, its operation count.

    program float32 (x: float) -> (r: float, k: int)
    c0: float = 0x1.8p+23
    v0 = add(x, c0)
    ...
    return r=v2, k=v3

A kernel for the whole float line may have a cold part, needed for huge inputs alone: a line before the last one names the
bool that is true there, `cold v7 from 0x1p+17`.

Values are numbered inputs first, then constants, then instructions. Constants of a float32 program are hex floats;
those of a real program are decimals with as many digits as they need.
"""

import hashlib
import math
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from search_spaces.ops import BOOL, FLOAT, INT, OPS, REAL_OPS, TYPES
from search_spaces.suggestions import hint

REAL, FLOAT32 = "real", "float32"
MOST_CHARACTERS, MOST_LINES, MOST_LINE = 1_000_000, 10_000, 5_000
"""Of a text that is parsed: the longest kernel on record has 4,710 characters in 180 lines, and an exact sum of two float64
some 2,000 digits."""
MOST_EXPONENT = 10_000
"""Decimal exponents of a real constant: what reads 1e1000000000 as a fraction writes out its digits."""
FORMATS = (REAL, FLOAT32)


class ProgramError(ValueError):
    """A program that is not well formed; the message says where, what was given and what is allowed."""


@dataclass(frozen=True, slots=True)
class Port:
    """A named, typed input."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words about a value, for whoever reads a kernel: neither the text nor the hash of a program holds them.

    Attributes:
        name: The value's name where it was written; empty for a value that has none.
        step: Of search_spaces/steps.py, that the value is part of.
        block: The part of a kernel that the value belongs to: its identity and its bound.
    """

    name: str = ""
    step: str = ""
    block: str = ""


UNLABELLED = Label()
CORE = "Core "
"""Begins the blocks of cores."""


@dataclass(frozen=True, slots=True)
class Const:
    """A constant: `Decimal` in a real program; a float (exactly a float32) or an int (int32) in a float32 one."""

    type: str
    value: Decimal | float | int
    label: Label = field(default=UNLABELLED, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Instr:
    """One operation applied to earlier values."""

    op: str
    args: tuple[int, ...]
    label: Label = field(default=UNLABELLED, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Output:
    """A named output: the value at an index."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Cold:
    """What a program of one float input x promises: the bool at `value` is false unless threshold <= |x| < inf.

    An array without such an input needs only `ordinary(program)` (search_spaces/lowering.py), which gives the same bits.
    """

    value: int
    threshold: float


@dataclass(frozen=True)
class Program:
    """A straight-line program. Construction checks types, so every Program that exists is well formed.

    Attributes:
        number_format: REAL or FLOAT32.
        inputs: Named and typed.
        consts: Typed constants.
        instrs: Operations on earlier values.
        outputs: Named values.
        cold: Of a kernel, where part of it is needed for huge inputs alone.

    Raises:
        ProgramError: An operand is missing, comes later or has the wrong type; a constant does not fit the format.
    """

    number_format: str
    inputs: tuple[Port, ...]
    consts: tuple[Const, ...]
    instrs: tuple[Instr, ...]
    outputs: tuple[Output, ...]
    cold: Cold | None = None

    def __post_init__(self) -> None:
        """Check every type; the reason is in the class's Raises."""
        if self.number_format not in FORMATS:
            raise ProgramError(f"unknown number format {self.number_format!r}. Known: {', '.join(FORMATS)}")
        for const in self.consts:
            _check_const(const, self.number_format)
        types = self.types()
        for output in self.outputs:
            if not 0 <= output.value < len(types):
                raise ProgramError(f"output {output.name!r} names value {output.value}; there are {len(types)} values")
        if self.cold is not None:
            self._check_cold(self.cold, types)

    def _check_cold(self, cold: Cold, types: Sequence[str]) -> None:
        if [port.type for port in self.inputs] != [FLOAT]:
            raise ProgramError("a program with a cold part has one input, a float")
        if not 0 <= cold.value < len(types) or types[cold.value] != BOOL:
            raise ProgramError(f"value {cold.value} is said to be true for huge inputs alone; it must be a bool")
        if not (cold.threshold > 0 and is_float32(cold.threshold)):
            raise ProgramError(f"a cold part begins at a positive float32, was given {cold.threshold!r}")

    @property
    def first_instr(self) -> int:
        """Index of the first instruction's value."""
        return len(self.inputs) + len(self.consts)

    def types(self) -> list[str]:
        """Type of every value."""
        types = [port.type for port in self.inputs] + [const.type for const in self.consts]
        for position, instr in enumerate(self.instrs):
            types.append(_check_instr(position, instr, types, self.number_format))
        return types

    def depends_on_input(self) -> list[bool]:
        """For every value, whether it changes with an input."""
        depends = [True] * len(self.inputs) + [False] * len(self.consts)
        for instr in self.instrs:
            depends.append(any(depends[arg] for arg in instr.args))
        return depends

    def live(self) -> list[bool]:
        """For every value, whether an output needs it."""
        live = [False] * (self.first_instr + len(self.instrs))
        for output in self.outputs:
            live[output.value] = True
        if self.cold is not None:
            live[self.cold.value] = True
        for index in range(len(live) - 1, self.first_instr - 1, -1):
            if live[index]:
                for arg in self.instrs[index - self.first_instr].args:
                    live[arg] = True
        return live

    def op_count(self) -> int:
        """Live operations that depend on an input; a shared value counts once, constant arithmetic is free."""
        depends, live = self.depends_on_input(), self.live()
        return sum(depends[i] and live[i] for i in range(self.first_instr, len(live)))

    def hash(self) -> str:
        """First 16 hex digits of the SHA-256 of the program's text."""
        return hashlib.sha256(str(self).encode()).hexdigest()[:16]

    def names(self) -> list[str]:
        """The name that text gives to every value."""
        consts = [f"c{i}" for i in range(len(self.consts))]
        return [p.name for p in self.inputs] + consts + [f"v{i}" for i in range(len(self.instrs))]

    def __str__(self) -> str:
        """Canonical text; `parse` is its inverse."""
        names, types = self.names(), self.types()
        heads = ", ".join(f"{port.name}: {port.type}" for port in self.inputs)
        tails = ", ".join(f"{out.name}: {types[out.value]}" for out in self.outputs)
        lines = [f"program {self.number_format} ({heads}) -> ({tails})"]
        for name, const in zip(names[len(self.inputs) :], self.consts, strict=False):
            lines.append(f"{name}: {const.type} = {format_const(const)}")
        for name, instr in zip(names[self.first_instr :], self.instrs, strict=True):
            lines.append(f"{name} = {instr.op}({', '.join(names[arg] for arg in instr.args)})")
        if self.cold is not None:
            lines.append(f"cold {names[self.cold.value]} from {self.cold.threshold.hex()}")
        lines.append("return " + ", ".join(f"{out.name}={names[out.value]}" for out in self.outputs))
        return "\n".join(lines) + "\n"


def is_float32(value: float) -> bool:
    """Whether a float64 number is exactly a float32 (inf and nan are)."""
    if math.isnan(value) or math.isinf(value):
        return True
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0] == value
    except OverflowError:
        return False


def _check_const(const: Const, number_format: str) -> None:
    if number_format == REAL:
        ok = const.type == FLOAT and isinstance(const.value, Decimal)
        allowed = "a float constant given as a Decimal"
    elif const.type == FLOAT:
        ok = isinstance(const.value, float) and is_float32(const.value)
        allowed = "a float that is exactly a float32"
    else:
        ok = const.type == INT and isinstance(const.value, int) and -(2**31) <= const.value < 2**31
        allowed = "an int in [-2**31, 2**31)"
    if not ok:
        raise ProgramError(
            f"constant {const.value!r} of type {const.type!r} in a {number_format} program; allowed: {allowed}"
        )


def _check_instr(position: int, instr: Instr, types: Sequence[str], number_format: str) -> str:
    op = OPS.get(instr.op)
    if op is None:
        raise ProgramError(
            f"instruction {position}: unknown op {instr.op!r}.{hint(instr.op, OPS)} Known ops: {', '.join(sorted(OPS))}"
        )
    if number_format == REAL and op.name not in REAL_OPS:
        raise ProgramError(f"instruction {position}: {op.name!r} has no real meaning. Allowed: {', '.join(REAL_OPS)}")
    if any(not 0 <= arg < len(types) for arg in instr.args):
        raise ProgramError(
            f"instruction {position}: {op.name!r} takes values {instr.args}; only 0..{len(types) - 1} exist yet"
        )
    given = tuple(types[arg] for arg in instr.args)
    if given != op.args:
        raise ProgramError(
            f"instruction {position}: {op.name!r} takes ({', '.join(op.args)}), was given ({', '.join(given)})"
        )
    return op.result


def format_const(const: Const) -> str:
    """Text of a constant: hex float, int or decimal."""
    if isinstance(const.value, float):
        return const.value.hex()
    return str(const.value)


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


def identity(number_format: str = REAL) -> Program:
    """y = x: where every search begins."""
    return Program(number_format, (Port("x", FLOAT),), (), (), (Output("y", 0),))

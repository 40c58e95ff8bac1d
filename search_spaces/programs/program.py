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
from dataclasses import dataclass

from search_spaces.ops import FLOAT
from search_spaces.programs.checks import check_cold, check_const, check_instr
from search_spaces.programs.parts import FORMATS, REAL, Cold, Const, Instr, Output, Port, ProgramError, format_const


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
            check_const(const, self.number_format)
        types = self.types()
        for output in self.outputs:
            if not 0 <= output.value < len(types):
                raise ProgramError(f"output {output.name!r} names value {output.value}; there are {len(types)} values")
        if self.cold is not None:
            check_cold(self.cold, self.inputs, types)

    @property
    def first_instr(self) -> int:
        """Index of the first instruction's value."""
        return len(self.inputs) + len(self.consts)

    def types(self) -> list[str]:
        """Type of every value."""
        types = [port.type for port in self.inputs] + [const.type for const in self.consts]
        for position, instr in enumerate(self.instrs):
            types.append(check_instr(position, instr, types, self.number_format))
        return types

    def depends_on_input(self) -> list[bool]:
        """Flag of every value: True if it changes with an input."""
        depends = [True] * len(self.inputs) + [False] * len(self.consts)
        for instr in self.instrs:
            depends.append(any(depends[arg] for arg in instr.args))
        return depends

    def live(self) -> list[bool]:
        """Flag of every value: True if an output needs it."""
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


def identity(number_format: str = REAL) -> Program:
    """y = x: where every search begins."""
    return Program(number_format, (Port("x", FLOAT),), (), (), (Output("y", 0),))

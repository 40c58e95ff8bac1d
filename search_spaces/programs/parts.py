"""Parts of a program: ports, constants, instructions, outputs, and what may be said of them."""

import math
import struct
from dataclasses import dataclass, field
from decimal import Decimal

REAL, FLOAT32 = "real", "float32"
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


@dataclass(frozen=True, slots=True, eq=False)
class Const:
    """A constant: `Decimal` in a real program; a float (exactly a float32) or an int (int32) in a float32 one.

    Zero and minus zero are two constants, though they are equal numbers: what is kept by program must not mix them.
    """

    type: str
    value: Decimal | float | int
    label: Label = field(default=UNLABELLED, compare=False, repr=False)

    def __eq__(self, other: object) -> bool:
        """True of the same type, number and sign."""
        return isinstance(other, Const) and self._kept == other._kept

    def __hash__(self) -> int:
        """Equal for equal constants."""
        return hash(self._kept)

    @property
    def _kept(self) -> tuple[str, Decimal | float | int, float]:
        return self.type, self.value, math.copysign(1.0, self.value) if self.value == 0 else 0.0


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
    """Promise of a program of one float input x: the bool at `value` is false unless threshold <= |x| < inf.

    An array without such an input needs only `ordinary(program)` (search_spaces/programs/lowering.py), which gives the same bits.
    """

    value: int
    threshold: float


def is_float32(value: float) -> bool:
    """True if a float64 number is exactly a float32 (inf and nan are)."""
    if math.isnan(value) or math.isinf(value):
        return True
    try:
        return struct.unpack("<f", struct.pack("<f", value))[0] == value
    except OverflowError:
        return False


def format_const(const: Const) -> str:
    """Text of a constant: hex float, int or decimal."""
    if isinstance(const.value, float):
        return const.value.hex()
    return str(const.value)

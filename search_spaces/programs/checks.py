"""Checks of a program's parts: each fits its format, and operands have the types that operations take."""

from collections.abc import Sequence
from decimal import Decimal

from search_spaces.ops import BOOL, FLOAT, INT, OPS, REAL_OPS
from search_spaces.programs.parts import REAL, Cold, Const, Instr, Port, ProgramError, is_float32
from search_spaces.suggestions import hint


def check_const(const: Const, number_format: str) -> None:
    """Check that a constant fits the format.

    Raises:
        ProgramError: It does not.
    """
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


def check_instr(position: int, instr: Instr, types: Sequence[str], number_format: str) -> str:
    """The type of an instruction's value, after those of all earlier ones.

    Raises:
        ProgramError: There is no such operation, or an operand is missing, comes later or has the wrong type.
    """
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


def check_cold(cold: Cold, inputs: Sequence[Port], types: Sequence[str]) -> None:
    """Check what a program promises of its cold part.

    Raises:
        ProgramError: The program has other inputs than one float, the value is no bool, or the threshold no positive float32.
    """
    if [port.type for port in inputs] != [FLOAT]:
        raise ProgramError("a program with a cold part has one input, a float")
    if not 0 <= cold.value < len(types) or types[cold.value] != BOOL:
        raise ProgramError(f"value {cold.value} is said to be true for huge inputs alone; it must be a bool")
    if not (cold.threshold > 0 and is_float32(cold.threshold)):
        raise ProgramError(f"a cold part begins at a positive float32, was given {cold.threshold!r}")

"""Programs as arrays: one row an instruction, its form, its two operands and its constant.

Value 0 is x and value i + 1 is that of instruction i; the last value is the output. An operand that a form does not
use is 0, a constant it does not use is 0.0.
"""

import hashlib
from dataclasses import dataclass
from decimal import Context, Decimal

import numpy as np

from evaluators.compiled.forms import ADD, ADDC, DIV, HAS_CONST, MUL, MULC, OP_FORMS, RDIV, RSUB, SQRT, SUB
from search_spaces.ops import FLOAT
from search_spaces.programs.parts import REAL, Const, Instr, Output, Port, ProgramError
from search_spaces.programs.program import Program


@dataclass(frozen=True)
class Code:
    """An encoded program: int8 forms and operands, float64 constants and their low parts, one entry an instruction.

    A constant is the sum of its float64 and its low part, which is at most half an ulp of it.
    """

    op: np.ndarray
    left: np.ndarray
    right: np.ndarray
    const: np.ndarray
    low: np.ndarray

    @property
    def ops(self) -> int:
        """Operations that depend on x."""
        return len(self.op)

    def key(self) -> str:
        """SHA-256 of the arrays: equal for equal programs, and an order between different ones."""
        digest = hashlib.sha256()
        for array in (self.op, self.left, self.right, self.const, self.low):
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()


_EXACT = Context(prec=2000)  # decimal digits of any sum of two float64 are fewer
_DIGITS = range(30, 80, 2)


def split(value: Decimal) -> tuple[float, float]:
    """The float64 next to a number and the float64 next to the rest.

    The rest is 0 where the number is not finite, and where it is the shortest text of a float64, which then is meant.
    """
    high = float(value)
    if not np.isfinite(high) or value == Decimal(repr(high)):
        return high, 0.0
    return high, float(_EXACT.subtract(value, Decimal(high)))


def join(high: float, low: float) -> Decimal:
    """The shortest decimal in steps of two digits that splits into these parts; that of float64 where low is 0."""
    if low == 0.0:
        return Decimal(repr(high))
    exact = _EXACT.add(Decimal(high), Decimal(low))
    for digits in _DIGITS:
        short = Context(prec=digits).plus(exact)
        if split(short) == (high, low):
            return short
    return exact


def decode(code: Code) -> Program:
    """The real program of a code; constants are short decimals that `encode` turns into the same parts."""
    parts = zip(code.const[HAS_CONST[code.op]], code.low[HAS_CONST[code.op]], strict=True)
    consts = tuple(Const(FLOAT, join(float(high), float(low))) for high, low in parts)
    first, next_const = 1 + len(consts), 1
    instrs = []
    for i in range(code.ops):
        form, rows, args = OP_FORMS[code.op[i]], [code.left[i], code.right[i]], []
        for kind in form.operands:
            if kind == "c":
                args.append(next_const)
                next_const += 1
            else:
                row = int(rows.pop(0))
                args.append(0 if row == 0 else first + row - 1)
        instrs.append(Instr(form.op, tuple(args)))
    output = Output("y", first + code.ops - 1 if code.ops else 0)
    return Program(REAL, (Port("x", FLOAT),), consts, tuple(instrs), (output,))


_QUIET = Context(prec=80, traps=[])
_ZERO = Decimal(0)


class _Encoder:
    """Appends instructions; a value is ("v", row) or ("c", number)."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, int, Decimal]] = []

    def emit(self, op: int, left: int, right: int = 0, const: Decimal = _ZERO) -> tuple[str, Decimal]:
        self.rows.append((op, left, right, const))
        return ("v", Decimal(len(self.rows)))

    def apply(self, op: str, args: list[tuple[str, Decimal]]) -> tuple[str, Decimal]:
        if op == "neg":
            return self.apply("mul", [args[0], ("c", Decimal(-1))])
        if op == "fma":
            return self.apply("add", [self.apply("mul", args[:2]), args[2]])
        if all(kind == "c" for kind, _ in args):
            return ("c", _fold(op, [value for _, value in args]))
        if op == "sqrt":
            return self.emit(SQRT, int(args[0][1]))
        return self.binary(op, args[0], args[1])

    def binary(self, op: str, a: tuple[str, Decimal], b: tuple[str, Decimal]) -> tuple[str, Decimal]:
        if a[0] == "v" and b[0] == "v":
            return self.emit({"add": ADD, "sub": SUB, "mul": MUL, "div": DIV}[op], int(a[1]), int(b[1]))
        if b[0] == "c":
            form, const = {
                "add": (ADDC, b[1]),
                "sub": (ADDC, b[1].copy_negate()),
                "mul": (MULC, b[1]),
                "div": (MULC, _fold("div", [Decimal(1), b[1]])),
            }[op]
            return self.emit(form, int(a[1]), 0, const)
        return self.emit({"add": ADDC, "sub": RSUB, "mul": MULC, "div": RDIV}[op], int(b[1]), 0, a[1])


def _fold(op: str, values: list[Decimal]) -> Decimal:
    """An operation on constants; infinities and nan as in IEEE 754."""
    functions = {"add": _QUIET.add, "sub": _QUIET.subtract, "mul": _QUIET.multiply, "div": _QUIET.divide}
    return _QUIET.sqrt(*values) if op == "sqrt" else functions[op](*values)


def encode(program: Program) -> Code:
    """The code of a real program of one input and one output, constants in two parts; not yet in canonical form.

    Raises:
        ProgramError: The program is not real, or has not one input and one output, or its output does not depend on x.
    """
    if program.number_format != REAL or len(program.inputs) != 1 or len(program.outputs) != 1:
        raise ProgramError("only a real program of one input and one output can be searched")
    encoder = _Encoder()
    values: list[tuple[str, Decimal]] = [("v", _ZERO)]
    values += [("c", Decimal(const.value)) for const in program.consts]
    live = program.live()
    for position, instr in enumerate(program.instrs):
        needed = live[program.first_instr + position]
        values.append(encoder.apply(instr.op, [values[arg] for arg in instr.args]) if needed else ("c", _ZERO))
    kind, row = values[program.outputs[0].value]
    if kind == "c":
        raise ProgramError("the output does not depend on the input")
    rows = encoder.rows[: int(row)]
    op, left, right = (np.array([r[k] for r in rows], dtype=np.int8) for k in range(3))
    parts = np.array([split(r[3]) for r in rows], dtype=np.float64).reshape(-1, 2)
    return Code(op, left, right, parts[:, 0].copy(), parts[:, 1].copy())

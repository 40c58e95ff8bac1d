"""Real programs as Python text that runs in any arithmetic, and back.

    def f(x, C):
        a = x + C("25.55") / x
        ...

C makes a number of a decimal string: float, numpy.float32, mpmath.mpf, decimal.Decimal. The text holds + - * /, unary
minus, assignments, constants and `** C("0.5")` for a square root, and nothing else.
"""

import ast
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from search_spaces.ops import FLOAT
from search_spaces.programs.parts import REAL, Const, Instr, Output, Port, ProgramError
from search_spaces.programs.program import Program

_INFIX = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
_BINARY = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div"}
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
ALLOWED = 'x, earlier names, C("digits"), + - * /, unary minus and ** C("0.5")'


def to_source(program: Program) -> str:
    """Text of a function `f(x, C)`, one line for every live instruction, with all stored digits.

    The operations of the text that depend on x number `program.op_count()` (a negation is one), and one more for
    each `fma`, which is printed as a product and a sum.

    Raises:
        ProgramError: The program is not a real one of one input and one output.
    """
    if program.number_format != REAL or len(program.inputs) != 1 or len(program.outputs) != 1:
        raise ProgramError("source text is for real programs of one input and one output")
    live, first = program.live(), program.first_instr
    texts = ["x", *(_const_text(const.value) for const in program.consts)]
    texts += [f"v{i}" for i in range(len(program.instrs))]
    lines = ["def f(x, C):"]
    for i, instr in enumerate(program.instrs):
        if live[first + i]:
            lines.append(f"    v{i} = {_instr_text(instr, texts)}")
    return "\n".join([*lines, f"    return {texts[program.outputs[0].value]}"]) + "\n"


def _const_text(value: object) -> str:
    return f'C("{value}")'


def _instr_text(instr: Instr, texts: list[str]) -> str:
    args = [texts[arg] for arg in instr.args]
    if instr.op == "neg":
        return f"-{args[0]}"
    if instr.op == "sqrt":
        return f'{args[0]} ** C("0.5")'
    if instr.op == "fma":
        return f"{args[0]} * {args[1]} + {args[2]}"
    return f"{args[0]} {_INFIX[instr.op]} {args[1]}"


def from_source(text: str) -> Program:
    """The program that a text of `to_source`'s language describes; nested expressions are allowed.

    Raises:
        ProgramError: Anything outside that language, with its line and column.
    """
    try:
        return _read(ast.parse(text))
    except SyntaxError as error:
        raise ProgramError(f"line {error.lineno or 1}: not Python text: {error.msg}") from None
    except UnicodeEncodeError:
        raise ProgramError("line 1: not Python text: it holds half a surrogate pair") from None
    except (RecursionError, MemoryError):
        raise ProgramError("line 1: an expression is nested too deeply; use one assignment an operation") from None


def _read(module: ast.Module) -> Program:
    if len(module.body) != 1 or not isinstance(function := module.body[0], ast.FunctionDef):
        raise ProgramError("line 1: expected one function, 'def f(x, C):', and nothing else")
    if ast.unparse(function.args) != "x, C" or function.name != "f" or function.decorator_list or function.returns:
        raise _refuse(function, "the function must read 'def f(x, C):'")
    return _Reader().function(function)


def _refuse(node: ast.AST, message: str) -> ProgramError:
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    return ProgramError(f"line {line}, column {column + 1}: {message}")


@dataclass
class _Reader:
    """One pass over a function; constants and instructions are numbered when all are known."""

    consts: list[Decimal] = field(default_factory=list)
    instrs: list[tuple[str, tuple[tuple[str, int], ...]]] = field(default_factory=list)
    names: dict[str, tuple[str, int]] = field(default_factory=lambda: {"x": ("input", 0)})

    def function(self, function: ast.FunctionDef) -> Program:
        """The program of a checked signature."""
        *body, last = function.body
        for statement in body:
            self._assign(statement)
        if not isinstance(last, ast.Return) or last.value is None:
            raise _refuse(last, "the last statement must be 'return EXPRESSION'")
        result = self._value(last.value)
        consts = tuple(Const(FLOAT, value) for value in self.consts)
        instrs = tuple(Instr(op, tuple(map(self._index, args))) for op, args in self.instrs)
        return Program(REAL, (Port("x", FLOAT),), consts, instrs, (Output("y", self._index(result)),))

    def _index(self, value: tuple[str, int]) -> int:
        kind, number = value
        return number + {"input": 0, "const": 1, "instr": 1 + len(self.consts)}[kind]

    def _assign(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name not in ("x", "C"):
                self.names[name] = self._value(value)
            case _:
                raise _refuse(statement, "expected 'NAME = EXPRESSION' with a name other than x and C")

    def _value(self, node: ast.expr) -> tuple[str, int]:
        match node:
            case ast.Name(id=name):
                if name not in self.names:
                    raise _refuse(node, f"{name!r} is not defined. Defined so far: {', '.join(self.names)}")
                return self.names[name]
            case ast.Call(func=ast.Name(id="C"), args=[ast.Constant(value=str() as digits)], keywords=[]):
                return self._const(node, digits)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._instr("neg", self._value(operand))
            case ast.BinOp(left=left, op=ast.Pow(), right=right) if ast.unparse(right) == "C('0.5')":
                return self._instr("sqrt", self._value(left))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                return self._instr(_BINARY[type(op)], self._value(left), self._value(right))
        raise _refuse(node, f"{ast.unparse(node)!r} is not allowed. Allowed: {ALLOWED}")

    def _const(self, node: ast.expr, digits: str) -> tuple[str, int]:
        try:
            if _DECIMAL.fullmatch(digits) is None:
                raise InvalidOperation
            self.consts.append(Decimal(digits))
        except InvalidOperation:
            raise _refuse(node, f"{digits!r} is not a decimal number") from None
        return "const", len(self.consts) - 1

    def _instr(self, op: str, *args: tuple[str, int]) -> tuple[str, int]:
        self.instrs.append((op, args))
        return "instr", len(self.instrs) - 1

"""The language of expressions: a whitelist that is read into a tree, and the tree evaluated by mpmath.

It is numbers (decimal, or hex floats as `float.hex` prints them), variables, + - * / **, parentheses and the functions and
constants below, all of mpmath. Anything else is refused with its position. Nothing is ever passed to `eval`.
"""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from search_spaces.own.value_limits import power, sized
from search_spaces.suggestions import WRITTEN, hint

# fmt: off
FUNCTIONS: dict[str, tuple[int, int]] = {
    # name: least and most arguments
    "abs": (1, 1), "sqrt": (1, 1), "cbrt": (1, 1), "exp": (1, 1), "expm1": (1, 1), "log": (1, 2), "log1p": (1, 1),
    "log10": (1, 1), "power": (2, 2), "hypot": (2, 2),
    "sin": (1, 1), "cos": (1, 1), "tan": (1, 1), "cot": (1, 1), "sec": (1, 1), "csc": (1, 1), "sinc": (1, 1),
    "sinpi": (1, 1), "cospi": (1, 1), "asin": (1, 1), "acos": (1, 1), "atan": (1, 1), "atan2": (2, 2),
    "sinh": (1, 1), "cosh": (1, 1), "tanh": (1, 1), "coth": (1, 1), "sech": (1, 1), "csch": (1, 1),
    "asinh": (1, 1), "acosh": (1, 1), "atanh": (1, 1),
    "erf": (1, 1), "erfc": (1, 1), "erfinv": (1, 1), "erfi": (1, 1), "gamma": (1, 1), "rgamma": (1, 1),
    "loggamma": (1, 1), "digamma": (1, 1), "factorial": (1, 1), "beta": (2, 2), "zeta": (1, 1), "lambertw": (1, 1),
    "besselj": (2, 2), "bessely": (2, 2), "besseli": (2, 2), "besselk": (2, 2), "airyai": (1, 2), "airybi": (1, 2),
    "ellipk": (1, 1), "ellipe": (1, 1), "agm": (1, 2), "ei": (1, 1), "e1": (1, 1), "li": (1, 1), "si": (1, 1),
    "ci": (1, 1), "fresnels": (1, 1), "fresnelc": (1, 1), "ncdf": (1, 1), "npdf": (1, 1),
    "hyp1f1": (3, 3), "hyp2f1": (4, 4), "legendre": (2, 2), "chebyt": (2, 2), "hermite": (2, 2),
    "floor": (1, 1), "ceil": (1, 1), "sign": (1, 1),
}
# fmt: on
CONSTANTS = ("pi", "e", "euler", "phi", "catalan")
_NO_NUMBERS = ("inf", "infinity", "nan", "oo")
_RENAMED = {"abs": "fabs"}
_OPERATORS: dict[type, Callable[[Any, Any, Any], Any]] = {
    ast.Add: lambda mp, a, b: a + b,
    ast.Sub: lambda mp, a, b: a - b,
    ast.Mult: lambda mp, a, b: a * b,
    ast.Div: lambda mp, a, b: sized(mp, a / b),
    ast.Pow: power,
}
_HEX = re.compile(r"(?<![\w.])0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][+-]?\d+")
MAX_LENGTH, MAX_DEPTH = 4000, 200
"""Characters and nesting of an expression: far above any written by hand, far below where parsers give up."""
MOST_EXPONENT = 10_000
"""Decimal exponents of numbers: mpmath would write out 1e1000000000 digit by digit."""

Evaluate = Callable[[Any, dict[str, Any]], Any]
"""From an mpmath context and its numbers by variable to the value."""


Own = Mapping[str, tuple[int, int, Callable[..., Any]]]
"""Functions beside those of mpmath: least and most arguments, and the meaning on a context and its numbers."""


class ExpressionError(ValueError):
    """A text outside the language; the message says where, what was given and what is allowed."""


@dataclass(frozen=True)
class _Reader:
    """Reads one text; positions in messages count characters from 1."""

    text: str
    variables: tuple[str, ...]
    hexes: tuple[tuple[int, str], ...]
    own: Own
    divisors: list[Evaluate]

    def refuse(self, node: ast.expr, what: str) -> ExpressionError:
        """The error that points at a node, of two operands at the operator between them."""
        place = node.col_offset
        if isinstance(node, ast.BinOp):
            place = node.left.end_col_offset or place
            place += len(self.text[place:]) - len(self.text[place:].lstrip(" )"))
        return ExpressionError(f"expression {shown(self.text)}, position {place + 1}: {what}")

    def read(self, node: ast.expr, depth: int = 0) -> Evaluate:
        """The evaluation of a node."""
        if depth > MAX_DEPTH:
            raise self.refuse(node, f"nested deeper than {MAX_DEPTH}")
        if isinstance(node, ast.Constant):
            return self._number(node)
        if isinstance(node, ast.Name):
            return self._name(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.UAdd, ast.USub)):
            inner, sign = self.read(node.operand, depth + 1), -1 if isinstance(node.op, ast.USub) else 1
            return lambda mp, values: sign * inner(mp, values)
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            apply = _OPERATORS[type(node.op)]
            left, right = self.read(node.left, depth + 1), self.read(node.right, depth + 1)
            if isinstance(node.op, ast.Div):
                self.divisors.append(right)
            return lambda mp, values: apply(mp, left(mp, values), right(mp, values))
        if isinstance(node, ast.Call):
            return self._call(node, depth)
        raise self.refuse(node, f"{_kind(node)} is not part of the language; it has + - * / ** ( ), {_names(self)}")

    def _number(self, node: ast.Constant) -> Evaluate:
        if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
            raise self.refuse(node, f"{node.value!r} is not a real number")
        if isinstance(node.value, int):
            whole = node.value
            return lambda mp, values: mp.mpf(whole)
        # Digits as written: 0.1 is one tenth to any precision, not the float64 nearest to it.
        try:
            decimal = Decimal(self.text[node.col_offset : node.end_col_offset].replace("_", ""))
        except InvalidOperation:  # an exponent of twenty digits
            decimal = Decimal("Infinity")
        if decimal and not (decimal.is_finite() and abs(decimal.adjusted()) <= MOST_EXPONENT):
            raise self.refuse(node, f"numbers are from 1e-{MOST_EXPONENT} to 1e{MOST_EXPONENT} in size")
        digits = str(decimal) if decimal else "0"
        return lambda mp, values: mp.mpf(digits)

    def _name(self, node: ast.Name) -> Evaluate:
        name, placed = node.id, dict(self.hexes)
        if node.col_offset in placed:
            return self._hex(node, placed[node.col_offset])
        if name in self.variables:
            return lambda mp, values: values[name]
        if name in CONSTANTS:
            return lambda mp, values: +getattr(mp, name)
        if name in FUNCTIONS:
            raise self.refuse(node, f"{name!r} is a function: write {name}(...)")
        if name.lower() in _NO_NUMBERS:
            raise self.refuse(node, f"{name!r} is not a finite number. Known: {_names(self)}")
        raise self.refuse(node, f"unknown name {name!r}.{_near(name, self)} Known: {_names(self)}")

    def _hex(self, node: ast.expr, text: str) -> Evaluate:
        try:
            number = float.fromhex(text)
        except OverflowError:
            raise self.refuse(node, f"{shown(text)} is beyond the largest float64") from None
        return lambda mp, values: mp.mpf(number)

    def _call(self, node: ast.Call, depth: int) -> Evaluate:
        if not isinstance(node.func, ast.Name) or node.func.id not in {*FUNCTIONS, *self.own}:
            given = ast.unparse(node.func)
            raise self.refuse(node, f"unknown function {given!r}.{_near(given, self)} Known: {_names(self)}")
        name, count = node.func.id, len(node.args)
        least, most = self.own[name][:2] if name in self.own else FUNCTIONS[name]
        if node.keywords or not least <= count <= most:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            raise self.refuse(node, f"{name} takes {wanted} arguments, was given {count + len(node.keywords)}")
        arguments = [self.read(argument, depth + 1) for argument in node.args]
        if name in self.own:
            meaning = self.own[name][2]
            return lambda mp, values: meaning(mp, *(argument(mp, values) for argument in arguments))
        if name == "power":
            return lambda mp, values: power(mp, *(argument(mp, values) for argument in arguments))
        attribute = _RENAMED.get(name, name)
        return lambda mp, values: sized(mp, getattr(mp, attribute)(*(argument(mp, values) for argument in arguments)))


def _kind(node: ast.expr) -> str:
    if isinstance(node, ast.BinOp):
        hint = " (a power is **)" if isinstance(node.op, ast.BitXor) else ""
        return f"the operator {type(node.op).__name__}{hint}"
    return f"{ast.unparse(node)!r} ({type(node).__name__})"


def _names(reader: _Reader) -> str:
    return ", ".join([*reader.variables, *CONSTANTS, *sorted(FUNCTIONS)])


def shown(text: str) -> str:
    """A text as messages quote it: long ones without their end."""
    return repr(text if len(text) <= 120 else text[:117] + "...")


def _near(given: str, reader: _Reader) -> str:
    if given in WRITTEN:
        return f" Write {WRITTEN[given]}."
    return hint(given.rpartition(".")[2], [*reader.variables, *CONSTANTS, *FUNCTIONS], 1)


def parse(text: str, variables: Sequence[str] = ("x",), own: Own | None = None) -> Evaluate:
    """The expression as a function of an mpmath context and the values of its variables.

    Args:
        text: The expression.
        variables: Names that stand for numbers.
        own: Functions beside the language's own.

    Raises:
        ExpressionError: The text is empty, too long, no expression, or uses what the language does not have.
    """
    return read(text, variables, own).value


@dataclass(frozen=True)
class Read:
    """An expression as read: its value, the values of its divisors, its tree."""

    value: Evaluate
    divisors: tuple[Evaluate, ...]
    tree: ast.expr


def read(text: str, variables: Sequence[str] = ("x",), own: Own | None = None) -> Read:
    """Expression as `parse` gives it, with the other facts known of it."""
    if not text.strip() or len(text) > MAX_LENGTH or not text.isascii() or "\n" in text:
        raise ExpressionError(
            f"an expression is one line of 1 to {MAX_LENGTH} ASCII characters, was given {text[:80]!r}. "
            "For example: exp(-x*x) * (1 + x)"
        )
    shift = len(text) - len(text.lstrip())
    hexes = tuple((match.start() - shift, match[0]) for match in _HEX.finditer(text))
    # A hex float is no Python number: a name of the same length stands in its place, so that positions stay.
    plain = _HEX.sub(lambda match: "h" * len(match[0]), text)
    reader = _Reader(text.strip(), tuple(variables), hexes, own or {}, [])
    try:
        tree = ast.parse(plain.strip(), mode="eval").body
        return Read(reader.read(tree), tuple(reader.divisors), tree)
    except SyntaxError as error:
        raise ExpressionError(f"expression {shown(reader.text)}, position {error.offset}: {error.msg}") from None
    except ExpressionError:
        raise
    except (RecursionError, MemoryError, ValueError) as error:
        raise ExpressionError(f"expression {shown(reader.text)} cannot be read: {error}") from None

"""Expressions in x from a whitelist: a user's own target, and the derivative column of the target table.

The language is numbers (decimal, or hex floats as `float.hex` prints them), variables, + - * / **, parentheses and the
functions and constants below, all of mpmath. Anything else is refused with its position. Nothing is ever passed to
`eval`: the text is read into a tree, and the tree is evaluated here.
"""

import ast
import functools
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import mpmath

from search_spaces.functions.row import SIGNED_ZERO
from search_spaces.own.parity import parity_of
from search_spaces.own.singular import Limit, limit_at, singular_points
from search_spaces.own.value_limits import (
    VALUE_SECONDS,
    Endless,
    OutOfReach,
    TooLargeError,
    TooSlowError,
    in_time,
    power,
    sized,
)
from search_spaces.suggestions import WRITTEN, hint
from search_spaces.targets import ARITHMETIC, NO_PARITY, ODD, RELATIVE, Target

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
        return ExpressionError(f"expression {_shown(self.text)}, position {place + 1}: {what}")

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
            raise self.refuse(node, f"{_shown(text)} is beyond the largest float64") from None
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


def _shown(text: str) -> str:
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
    return _read(text, variables, own).value


@dataclass(frozen=True)
class _Read:
    """An expression as read: its value, the values of its divisors, its tree."""

    value: Evaluate
    divisors: tuple[Evaluate, ...]
    tree: ast.expr


def _read(text: str, variables: Sequence[str] = ("x",), own: Own | None = None) -> _Read:
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
        return _Read(reader.read(tree), tuple(reader.divisors), tree)
    except SyntaxError as error:
        raise ExpressionError(f"expression {_shown(reader.text)}, position {error.offset}: {error.msg}") from None
    except ExpressionError:
        raise
    except (RecursionError, MemoryError, ValueError) as error:
        raise ExpressionError(f"expression {_shown(reader.text)} cannot be read: {error}") from None


class OutOfReachError(ExpressionError, OutOfReach):
    """An expression whose value at a point is too large, or is not found."""


class EndlessError(OutOfReachError, Endless):
    """An expression whose value at a point takes too long."""


class PrecisionError(ExpressionError):
    """An expression that cancels every bit of any precision tried, such as one that is zero by an identity."""


GUARD_BITS, GUARD_ORDER, MOST_BITS = 32, 4, 20_000
"""Bits beyond those wanted: an expression such as (1 - cos(x)) / x**2 loses 2 log2(1/x) of them near 0, so at least four
times log2(1/x) are there from the first evaluation on; no more than MOST_BITS are tried."""


@dataclass(frozen=True, slots=True)
class Formula:
    """The reference of a user's target; equal texts are equal functions."""

    text: str

    def __call__(self, mp: Any, x: Any) -> Any:
        """The value at one of the context's numbers, real or not, right to the context's precision.

        Where the expression has none, as sin(x)/x at 0, the limit, if it has one (search_spaces/own/singular.py).

        Raises:
            PrecisionError: No two evaluations agree.
            ZeroDivisionError, ValueError: A pole.
        """
        try:
            value = self.settled(mp, x)
        except ExpressionError:
            raise
        except (ZeroDivisionError, ValueError):
            found = self.limit(mp, x)
            if found is None:
                raise
            return found.value
        found = self.limit(mp, x) if mp.isfinite(x) and not mp.isfinite(value) else None
        return value if found is None else found.value

    def evaluate(self) -> Evaluate:
        """The expression as it stands, on a context and its numbers by variable."""
        return _parsed(self.text).value

    def limit(self, mp: Any, x: Any) -> Limit | None:
        """The limit at a number, where there is one."""
        found = _limit_of(self, x._mpf_, mp.prec) if isinstance(x, mp.mpf) else None
        return found and Limit(mp.make_mpf(found.value._mpf_), found.sides)

    def settled(self, mp: Any, x: Any, beside: int = 0) -> Any:
        """The expression's value: two evaluations agree, the second with at least twice the guard bits of the first.

        Args:
            mp: A context.
            x: One of its numbers.
            beside: Bits by which x lies closer to a point where terms cancel than to 0.

        Raises:
            PrecisionError: No two do.
            OutOfReachError: The value, or one on the way to it, is too large or takes too long.
        """
        return self.within_reach(mp, x, lambda: self._settled(mp, x, beside))

    def within_reach(self, mp: Any, x: Any, compute: Callable[[], Any], seconds: float = VALUE_SECONDS) -> Any:
        """What `compute` makes of the expression at x, in so much processor time.

        Raises:
            OutOfReachError: It is too large, is not found, or takes too long (EndlessError).
        """
        shown, where = f"expression {_shown(self.text)}", f"at x = {mp.nstr(x, 17)}"
        try:
            return in_time(compute, seconds)
        except (TooLargeError, OverflowError, MemoryError) as error:
            raise OutOfReachError(f"{shown} overflows {where}: {error}") from None
        except mp.NoConvergence as error:
            raise OutOfReachError(f"{shown} has no value that mpmath can find {where}: {error}") from None
        except TooSlowError as error:
            raise EndlessError(
                f"{shown} takes too long {where}: {error}, and a search needs thousands of values. Choose smaller parameters"
            ) from None

    def _settled(self, mp: Any, x: Any, beside: int) -> Any:
        evaluate, wanted = _parsed(self.text).value, mp.prec
        guard = GUARD_BITS + GUARD_ORDER * max(beside, -int(mp.mag(x)) if x else 0, 0)
        with mp.workprec(wanted + guard):
            coarse = evaluate(mp, {"x": x})
        while guard < max(MOST_BITS, 3 * GUARD_ORDER * beside):
            guard = 2 * guard + wanted
            with mp.workprec(wanted + guard):
                fine = evaluate(mp, {"x": x})
                settled = _agree(mp, coarse, fine, wanted)
            if settled:
                return +fine
            coarse = fine
        raise PrecisionError(
            f"expression {_shown(self.text)} loses all of {guard} bits to cancellation at x = {mp.nstr(x, 17)}. "
            "Is it zero there by an identity? Write it so that nothing cancels"
        )


def _agree(mp: Any, coarse: Any, fine: Any, bits: int) -> bool:
    if coarse == fine or (mp.isnan(coarse) and mp.isnan(fine)):
        return True
    return bool(abs(coarse - fine) <= mp.ldexp(abs(fine), -bits))


_parsed = functools.lru_cache(maxsize=64)(_read)


@functools.lru_cache(maxsize=256)
def _limit_of(formula: Formula, x: Any, bits: int) -> Limit | None:
    """The limit at a number given as mpmath keeps it, to so many bits."""
    context: Any = mpmath.MPContext()
    context.prec = bits
    try:
        return limit_at(formula.settled, context, context.make_mpf(x))
    except PrecisionError:
        return None


KNOWN_SECONDS = 20.0
"""Most processor time of looking for parity and limits: some hundred values for each divisor."""


@functools.lru_cache(maxsize=64)
def known_of(text: str, domain: tuple[float, float]) -> tuple[str, tuple[str, ...]]:
    """The parity of an expression on a domain, and in words what is taken of it beside its text: parity and limits.

    A parity counts where the domain holds 0; it is that of the expression on both sides of it.
    """
    low, high = domain
    if not (low < high and math.isfinite(high - low)):
        return NO_PARITY, ()
    context: Any = mpmath.MPContext()
    made, middle = Formula(text), context.mpf((low + high) / 2)
    return made.within_reach(context, middle, lambda: _known_of(made, domain), KNOWN_SECONDS)


def _known_of(made: Formula, domain: tuple[float, float]) -> tuple[str, tuple[str, ...]]:
    (low, high), read, context = domain, _parsed(made.text), mpmath.MPContext()
    parity, ground = parity_of(read.tree, made, max(-low, high), context) if low <= 0.0 <= high else (NO_PARITY, "")
    raw, *divisors = (
        lambda mp, x, g=part: made.within_reach(mp, x, lambda: g(mp, {"x": x})) for part in (read.value, *read.divisors)
    )
    limits = singular_points(raw, divisors, made.limit, domain)
    words = [f"at x = {x:.9g} its limit {float(found.value):.9g}, {found.sides}" for x, found in limits]
    return parity, (*([] if parity == NO_PARITY else [f"{parity}, {ground}"]), *words)


def parse_expression(
    text: str,
    name: str = "expression",
    domain: tuple[float, float] = (0.0, 1.0),
    error: str = RELATIVE,
    ops: tuple[str, ...] = ARITHMETIC,
) -> Target:
    """A target row from a user's expression in x; whether it can be searched is for `evaluators.minimax.posed` to say.

    Args:
        text: The expression.
        name: Of the target in tables and files.
        domain: Closed interval of the search.
        error: RELATIVE or ABSOLUTE.
        ops: Operations of the search.

    Raises:
        ExpressionError: As for `parse`.
    """
    parse(text)
    parity, words = known_of(text, domain)
    return Target(
        name=name,
        reference=Formula(text),
        derivative="",
        real_domain=domain,
        error=error,
        parity=parity,
        specials=SIGNED_ZERO if parity == ODD else (),
        monotone=False,
        timing_domain=domain,
        stock=None,
        c_name=None,
        numpy_name=None,
        citation="; ".join([f"given as {text}", *words]),
        ops=ops,
    )


def parse_domain(text: str) -> tuple[float, float]:
    """Two numbers `A,B`, each an expression of constants such as -pi/4, as the float64 nearest to it.

    Raises:
        ExpressionError: Not two such numbers.
    """
    parts = text.split(",")
    if len(parts) != 2:
        raise ExpressionError(f"a domain is A,B, two numbers such as 0,1 or -pi/4,pi/4; was given {_shown(text)}")
    low, high = (_number_of(part) for part in parts)
    return low, high


def _number_of(text: str) -> float:
    context: Any = mpmath.MPContext()
    context.prec = 120
    try:
        return float(in_time(lambda: parse(text, ())(context, {})))
    except (ArithmeticError, TypeError) as error:
        raise ExpressionError(
            f"{_shown(text)} is not a finite real number: {str(error) or 'a division by zero'}"
        ) from None

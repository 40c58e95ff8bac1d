"""Real programs in extended precision: values, derivatives and signed errors as columns of gmpy2 numbers.

A column is one value of the program at every point: a list of `mpfr`, or a single `mpfr` where the value does not
depend on x. Arithmetic follows IEEE 754 with 256 bits in place of 53: c/0 is an infinity, inf - inf is NaN.
"""

import operator
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any

import gmpy2
import mpmath
from gmpy2 import mpfr

from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.ops import OPS, REAL_OPS
from search_spaces.own.language import ExpressionError
from search_spaces.programs.parts import REAL, Instr
from search_spaces.programs.program import Program
from search_spaces.targets import ABSOLUTE, RELATIVE, ULP, RealFunction

PRECISION = 256
"""Bits of the arithmetic. Errors go down to 2**-67 (1e-20), and intermediates of a fitted program cancel by a few
decades; 256 bits leave more than 150 for them. `certify` checks the choice."""

GUARD_BITS = 16
"""Bits beyond the working precision asked of mpmath, so that the reference is right to the last working bit but one."""

MOST_SHIFT = 2**32
"""From here on every mpfr is an infinity or zero; larger shifts do not fit the C type."""

ERROR_UNITS = (RELATIVE, ABSOLUTE, ULP)

Column = list[mpfr] | mpfr


class OverflowedError(ValueError):
    """A target that is finite and too large for any number."""


def extended(precision: int = PRECISION) -> AbstractContextManager[Any]:
    """A context in which mpfr arithmetic has `precision` bits and every exception is quiet."""
    return gmpy2.context(precision=precision)


def scalar_operation(name: str) -> Callable[..., Any]:
    """An operation of the table on mpfr numbers."""
    if name == "sqrt":
        return gmpy2.sqrt
    real = OPS[name].real
    assert real is not None, name
    return {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}.get(name, real)


_SCALAR = {name: scalar_operation(name) for name in REAL_OPS}
_PARTIALS = {
    name: tuple(eval(f"lambda a, b, c, y: {text}") for text in OPS[name].partials or ())  # the op table's own text
    for name in REAL_OPS
}


def apply(function: Callable[..., Any], *columns: Column) -> Column:
    """A scalar function over columns; a single number where every column is one."""
    if not any(isinstance(column, list) for column in columns):
        return function(*columns)
    return list(map(function, *(column if isinstance(column, list) else repeat(column) for column in columns)))


def constants(program: Program) -> list[mpfr]:
    """The program's constants at the current precision."""
    return [mpfr(str(const.value)) for const in program.consts]


def require_real(program: Program) -> None:
    """Refuse what is not a real program of one input and one output.

    Raises:
        ValueError: The program has another number format, or other ports.
    """
    if program.number_format != REAL or len(program.inputs) != 1 or len(program.outputs) != 1:
        shape = f"{program.number_format} program of {len(program.inputs)} inputs and {len(program.outputs)} outputs"
        raise ValueError(f"expected a real program of one input and one output, was given a {shape}")


def live_instrs(program: Program) -> list[tuple[int, Instr]]:
    """Value index and instruction of everything the output needs, in order."""
    live, first = program.live(), program.first_instr
    return [(first + i, instr) for i, instr in enumerate(program.instrs) if live[first + i]]


def values(program: Program, consts: Sequence[mpfr], points: Sequence[mpfr]) -> list[Column]:
    """Every live value of the program at the points; dead ones are a NaN."""
    columns: list[Column] = [list(points), *consts]
    columns += [gmpy2.nan()] * len(program.instrs)
    for index, instr in live_instrs(program):
        columns[index] = apply(_SCALAR[instr.op], *(columns[arg] for arg in instr.args))
    return columns


def spread(column: Column, count: int) -> list[mpfr]:
    """The column with one entry a point."""
    return column if isinstance(column, list) else [column] * count


def outputs(program: Program, consts: Sequence[mpfr], points: Sequence[mpfr]) -> list[mpfr]:
    """The program's value at every point."""
    return spread(values(program, consts, points)[program.outputs[0].value], len(points))


def gradient(program: Program, columns: Sequence[Column], wanted: Iterable[int], count: int) -> list[list[mpfr]]:
    """Derivative of the output with respect to each wanted value, at every point, by reverse accumulation.

    Args:
        program: The program.
        columns: Its values, from `values`.
        wanted: Indices of the values; those of the constants begin at `len(program.inputs)`.
        count: Number of points.
    """
    adjoint: dict[int, Column] = {program.outputs[0].value: mpfr(1)}
    for index, instr in reversed(live_instrs(program)):
        upper = adjoint.get(index)
        if upper is None:
            continue
        operands = [columns[arg] for arg in instr.args]
        operands += [mpfr(0)] * (3 - len(operands))
        for arg, partial in zip(instr.args, _PARTIALS[instr.op], strict=True):
            term = apply(operator.mul, upper, apply(partial, *operands, columns[index]))
            adjoint[arg] = apply(operator.add, adjoint[arg], term) if arg in adjoint else term
    return [spread(adjoint.get(index, mpfr(0)), count) for index in wanted]


@lru_cache(maxsize=8)
def _mpmath_context(precision: int) -> Any:
    context: Any = mpmath.MPContext()
    context.prec = precision + GUARD_BITS
    return context


def to_mpf(value: mpfr, context: Any) -> Any:
    """The same number in mpmath."""
    if value == 0:
        return context.mpf(0)
    mantissa, exponent = value.as_mantissa_exp()
    return context.ldexp(context.mpf(int(mantissa)), int(exponent))


def from_mpf(value: Any) -> mpfr:
    """A real mpmath number rounded to the current precision; NaN for anything else."""
    if not hasattr(value, "_mpf_"):
        return gmpy2.nan()
    sign, mantissa, exponent, _ = value._mpf_
    if not mantissa:
        return mpfr(0) if exponent == 0 else gmpy2.nan()
    magnitude = mpfr(mantissa)
    shift = min(abs(exponent), MOST_SHIFT)
    magnitude = gmpy2.mul_2exp(magnitude, shift) if exponent >= 0 else gmpy2.div_2exp(magnitude, shift)
    return -magnitude if sign else magnitude


def reference(target: RealFunction, point: mpfr) -> mpfr:
    """The target at a point, right to the current precision.

    Raises:
        ValueError: The target has no finite real value there.
        OverflowedError: It has one, beyond all numbers.
    """
    context, where = _mpmath_context(gmpy2.get_context().precision), f"at x = {float(point).hex()}"
    try:
        exact = target.reference(context, to_mpf(point, context))
    except ExpressionError:
        raise  # it names the expression and the point
    except OverflowError:
        raise OverflowedError(f"target {target.name!r} overflows {where}") from None
    except (ZeroDivisionError, ValueError, ArithmeticError) as error:
        raise ValueError(f"target {target.name!r} cannot be evaluated {where}: {error}") from None
    value = from_mpf(exact)
    if not gmpy2.is_finite(value):
        if context.isfinite(exact) and hasattr(exact, "_mpf_"):
            raise OverflowedError(f"target {target.name!r} overflows {where}")
        raise ValueError(f"target {target.name!r} has no finite real value {where}")
    return value


def references(target: RealFunction, points: Iterable[mpfr]) -> list[mpfr]:
    """The target at every point; see `reference`."""
    return [reference(target, point) for point in points]


def unit(exact: mpfr, error: str) -> mpfr:
    """Size of one unit of error where the target has the value `exact`; zero at a zero under relative error."""
    if error == RELATIVE:
        return exact
    if error == ABSOLUTE:
        return mpfr(1)
    exponent = gmpy2.get_exp(exact) - 1 if exact != 0 else FLOAT32_FORMAT.e_min  # floor(log2 |exact|)
    return mpfr(FLOAT32_FORMAT.ulp(exponent))


def require_error(error: str) -> None:
    """Refuse an unknown kind of error.

    Raises:
        ValueError: With the kinds there are.
    """
    if error not in ERROR_UNITS:
        raise ValueError(f"unknown kind of error {error!r}. Known: {', '.join(ERROR_UNITS)}")


def signed_errors(got: Sequence[mpfr], exact: Sequence[mpfr], units: Sequence[mpfr]) -> list[mpfr]:
    """(got - exact) / unit at every point."""
    return [(p - f) / u for p, f, u in zip(got, exact, units, strict=True)]


def to_decimal(value: mpfr, digits: int) -> Decimal:
    """The number rounded to `digits` significant decimal digits."""
    return Decimal(f"{value:.{digits - 1}e}")

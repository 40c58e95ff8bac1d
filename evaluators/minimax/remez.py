"""Linear minimax problems in extended precision, by the exchange of one reference point at a time.

    minimise over d   max over i   |e[i] + sum over k of J[i][k] d[k]|

A reference is K + 1 rows with weights w > 0 and signs s such that sum(w s J) = 0 and sum(w) = 1; it proves that no d
does better than h = sum(w s e). The d that makes all its residuals s h is optimal when no other row exceeds h. Where
the columns of J are a Haar system the signs alternate and this is the Remez exchange; nothing here asks that of them
(Stiefel 1959; Watson, Approximation Theory and Numerical Methods, 1980, chapter 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import add, mul, sub

import gmpy2
from gmpy2 import mpfr

from evaluators.minimax.meter import Meter

Row = list[mpfr]

PIVOT = 2.0**-100
"""A pivot this small beside the largest entry of its row is zero: 256-bit rounding leaves 2**-240, and a constant that
moves the value by less than 2**-100 of what the others do is redundant at every error above 1e-30."""

OPTIMAL = 1e-6
"""A reference is optimal when no residual exceeds its level by more than this."""


@dataclass(frozen=True)
class LinearMinimax:
    """A solved problem: the step d and the level h, a lower bound of the maximum that d nearly attains."""

    step: Row
    level: mpfr
    rows: tuple[int, ...]


class SingularError(ArithmeticError):
    """The rows of a reference do not determine a step: the columns are dependent on them."""


def _eliminate(row: Row, pivot_row: Row, column: int, start: int) -> None:
    """Subtract the multiple of `pivot_row` that clears `column`, from `start` on."""
    factor = row[column] / pivot_row[column]
    if factor != 0:
        row[start:] = map(sub, row[start:], map(mul, repeat(factor), pivot_row[start:]))


def solve(matrix: Sequence[Row], *rights: Row) -> list[Row]:
    """Solutions of matrix @ x = right for every right side, by elimination with partial pivoting on scaled rows.

    Raises:
        SingularError: The matrix is singular to `PIVOT`.
    """
    size = len(matrix)
    rows = [list(row) + [right[i] for right in rights] for i, row in enumerate(matrix)]
    scale = [max(map(abs, row[:size])) for row in rows]
    if min(scale) == 0:
        raise SingularError("a row is zero")
    for k in range(size):
        best = max(range(k, size), key=lambda i: abs(rows[i][k]) / scale[i])
        if not abs(rows[best][k]) > PIVOT * scale[best]:
            raise SingularError(f"no pivot in column {k}")
        rows[k], rows[best] = rows[best], rows[k]
        scale[k], scale[best] = scale[best], scale[k]
        for row in rows[k + 1 :]:
            _eliminate(row, rows[k], k, k)
    return [_back_substitute(rows, size, size + r) for r in range(len(rights))]


def _back_substitute(rows: list[Row], size: int, right: int) -> Row:
    x: Row = [mpfr(0)] * size
    for k in range(size - 1, -1, -1):
        x[k] = (rows[k][right] - sum(map(mul, rows[k][k + 1 : size], x[k + 1 :]), mpfr(0))) / rows[k][k]
    return x


def independent_rows(matrix: Sequence[Row]) -> list[int]:
    """Indices of K rows that determine K columns well, by elimination that takes the largest remaining entry.

    Raises:
        SingularError: The columns are dependent.
    """
    rows = {i: list(row) for i, row in enumerate(matrix)}
    size = len(matrix[0])
    largest = [max(abs(row[k]) for row in matrix) for k in range(size)]
    chosen: list[int] = []
    for k in range(size):
        best = max(rows, key=lambda i: abs(rows[i][k]))
        if not abs(rows[best][k]) > PIVOT * largest[k]:
            raise SingularError(f"column {k} depends on those before it")
        pivot_row = rows.pop(best)
        chosen.append(best)
        for row in rows.values():
            _eliminate(row, pivot_row, k, k)
    return chosen


def independent_columns(columns: Sequence[Row]) -> list[int]:
    """Indices, increasing, of a largest set of independent columns, by Gram-Schmidt on the largest remainder."""
    rest = {k: list(column) for k, column in enumerate(columns)}
    sizes = {k: sum(map(mul, column, column), mpfr(0)) for k, column in rest.items()}
    chosen: list[int] = []
    while rest:
        squares = {k: sum(map(mul, column, column), mpfr(0)) for k, column in rest.items()}
        best = max(rest, key=lambda k: squares[k] / sizes[k] if sizes[k] > 0 else mpfr(0))
        if not squares[best] > PIVOT**2 * sizes[best]:
            break
        pivot, square = rest.pop(best), squares[best]
        chosen.append(best)
        for k, column in rest.items():
            factor = sum(map(mul, column, pivot), mpfr(0)) / square
            rest[k] = list(map(sub, column, map(mul, pivot, repeat(factor))))
    return sorted(chosen)


def linear_minimax(
    errors: Row, matrix: Sequence[Row], max_exchanges: int = 400, meter: Meter | None = None
) -> LinearMinimax:
    """The step that minimises the largest |errors + matrix @ step|.

    Args:
        errors: e, one entry a row.
        matrix: J, N rows of K entries with N > K.
        max_exchanges: A bound on the work; the best reference so far is returned when it is reached.
        meter: Of the work; the same when its limit is reached.

    Raises:
        SingularError: The columns of the matrix are dependent.
    """
    columns = [list(column) for column in zip(*matrix, strict=True)]
    rows, signs = _first_reference(errors, matrix)
    meter, work = meter or Meter(), len(errors) * len(columns) + len(rows) ** 3
    meter.add(len(errors) * len(columns) ** 2 // 2)
    ones = [mpfr(0)] * (len(rows) - 1) + [mpfr(1)]
    for remaining in range(max_exchanges, -1, -1):
        signed = [[s * v for v in matrix[i]] for i, s in zip(rows, signs, strict=True)]
        # s e + s J d = h on every row of the reference
        equations = [[-v for v in row] + [mpfr(1)] for row in signed]
        meter.add(work)
        *step, level = solve(equations, [s * errors[i] for i, s in zip(rows, signs, strict=True)])[0]
        residuals = _residuals(errors, columns, step)
        entering = max(range(len(residuals)), key=lambda i: abs(residuals[i]))
        if abs(residuals[entering]) <= level * (1 + OPTIMAL) or remaining == 0 or meter.exhausted:
            return LinearMinimax(step, level, tuple(rows))
        sign = gmpy2.sign(residuals[entering])
        transposed = [list(column) for column in zip(*signed, strict=True)] + [[mpfr(1)] * len(rows)]
        weights, moves = solve(transposed, ones, [sign * v for v in matrix[entering]] + [mpfr(1)])
        floor = PIVOT * max(map(abs, moves))
        leaving = min((j for j in range(len(rows)) if moves[j] > floor), key=lambda j: _ratio(weights, moves, j))
        rows[leaving], signs[leaving] = entering, sign
    raise ValueError(f"max_exchanges must not be negative, was {max_exchanges}")


def _ratio(weights: Row, moves: Row, j: int) -> mpfr:
    return max(weights[j], mpfr(0)) / moves[j]


def _residuals(errors: Row, columns: Sequence[Row], step: Row) -> Row:
    residuals = errors
    for column, d in zip(columns, step, strict=True):
        residuals = list(map(add, residuals, map(mul, column, repeat(d))))
    return residuals


def _first_reference(errors: Row, matrix: Sequence[Row]) -> tuple[list[int], list[int]]:
    """K independent rows and the row of the largest remaining error, with the signs that make the level positive."""
    rows = independent_rows(matrix)
    taken = set(rows)
    rows.append(max((i for i in range(len(errors)) if i not in taken), key=lambda i: abs(errors[i])))
    transposed = [list(column) for column in zip(*(matrix[i] for i in rows[:-1]), strict=True)]
    # sum over the K rows of l[i] J[i] = -J[last]
    multipliers = [*solve(transposed, [-v for v in matrix[rows[-1]]])[0], mpfr(1)]
    signs = [1 if m >= 0 else -1 for m in multipliers]
    level = sum(map(mul, multipliers, (errors[i] for i in rows)), mpfr(0))
    return rows, signs if level >= 0 else [-s for s in signs]

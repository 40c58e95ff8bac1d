"""Builds the float64 filter of a target: polynomials through mpmath values, on runs of float32 bit patterns.

All 2**32 bit patterns are cut into pieces of 2**L consecutive patterns, which are equally spaced numbers of one sign
and binade. A piece is a constant, a polynomial through its values at Chebyshev nodes, or, when as short as that, the
values themselves; a piece that fails its check is halved, so every function ends, poles and zeros included. Where a
target oscillates faster than float32 resolves and says how (`waves`), a whole binade is one piece for evaluators/reference/waves.py;
likewise where its poles are too close, for evaluators/reference/reflection.py.
"""

import math
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray

from evaluators.reference.interpolation import LEAF_LOG2, NODES, SPLIT_LOG2, cell_difference, lagrange, node_offsets
from evaluators.ulp import overflow_threshold
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.own.language import ExpressionError
from search_spaces.targets import CLAMP, RealFunction

BUILD_BITS = 120
"""Precision of the values: x = m * 2**e with 24 + 53 bits is exact, and so is what the check subtracts."""

ACCEPTED = 2.0**-47
"""Largest difference from mpmath at the check points, relative to max(|f|, 2**-126, least_ulp_at of the target)."""

ROUNDING = 2.0**-49
"""Rounding errors of an interpolant relative to its largest node value, where the weights' magnitudes sum to 2.5 at
most; the check counts them in full, so that cancellation near a zero of f cannot pass by luck."""

BOUND_ULP = 2.0**-22
"""Bound of the filter in ulp of float32: ACCEPTED is at most 2**-47 * 2**24 = 2**-23 ulp, doubled for what an error
curve may do between check points at four times the nodes."""

MAX_PIECES = 400_000
"""Most pieces: a target that oscillates faster than float32 resolves would be cut into leaves without end."""

_OVERFLOW = overflow_threshold(FLOAT32_FORMAT)
_TINY = ACCEPTED * FLOAT32_FORMAT.smallest_normal


class OracleError(ValueError):
    """A target whose filter cannot be built."""


@dataclass(frozen=True)
class Pieces:
    """The filter's data, one row a piece, ascending by bit pattern and covering all of them.

    Attributes:
        starts: First bit pattern, uint32.
        log2_lengths: L of a piece of 2**L patterns.
        constant: Whether the piece is a constant, values[:, 0].
        wave: Whether a piece is evaluated by evaluators/reference/waves.py or evaluators/reference/reflection.py and has no values.
        values: f at the nodes, shape (pieces, NODES).
    """

    starts: NDArray[np.uint32]
    log2_lengths: NDArray[np.int8]
    constant: NDArray[np.bool_]
    wave: NDArray[np.bool_]
    values: NDArray[np.float64]


def special_values(target: RealFunction) -> dict[str, float]:
    """Exact results of the target row by hex-float input, for what has no real value: zeros, infinities, NaN."""
    return {given: float.fromhex(expected) for given, expected in target.specials}


def domain_point(target: RealFunction, x: float) -> float:
    """Point at which the target is evaluated for an input: x; outside a bounded domain its nearest end, or NaN."""
    low, high = target.real_domain
    if target.outside is None or low <= x <= high or math.isnan(x):
        return x
    return min(max(x, low), high) if target.outside == CLAMP else math.nan


def value_at(target: RealFunction, context: Any, x: float) -> Any:
    """f at a float32 number as an mpf: the row's special value where it lists one for a zero or an infinity."""
    x = domain_point(target, x)
    if x == 0 or math.isinf(x):
        special = special_values(target).get(x.hex())
        if special is not None:
            return context.mpf(special)
    return context.nan if math.isnan(x) else real_value(target, context, context.mpf(x))


def real_value(target: RealFunction, context: Any, x: Any) -> Any:
    """f(x) as an mpf; nan where f is not real, infinite or nan at a pole."""
    try:
        value = target.reference(context, x)
    except ExpressionError:
        raise  # it names the expression and the point
    except (ZeroDivisionError, ValueError):
        return context.nan  # mpmath raises at poles: log(0), 1/0
    if not isinstance(value, context.mpf):
        return value.real if isinstance(value, context.mpc) and value.imag == 0 else context.nan
    return value


def has_form(target: RealFunction, start: int) -> bool:
    """True if the binade that starts at a pattern is evaluated by a form of the target, not by polynomials."""
    field = start >> 23 & 255
    forms = (target.waves, target.poles)
    return field < 255 and any(form is not None and form.holds(bool(start >> 31), field - 127) for form in forms)


class PieceBuilder:
    """Builds the pieces of one target."""

    def __init__(self, target: RealFunction) -> None:
        self.target = target
        self.context: Any = mpmath.MPContext()
        self.context.prec = BUILD_BITS
        self.rows: list[tuple[int, int, bool, list[float]]] = []
        self.least = max(target.least_ulp_at, FLOAT32_FORMAT.smallest_normal)
        # 4 * NODES check points, end points included; the ones that fail soonest first.
        unit = (1 - np.cos(np.linspace(0, np.pi, 4 * NODES))) / 2
        self.unit_checks = np.concatenate([unit[[0, -1, 2 * NODES]], unit[1 : 2 * NODES], unit[2 * NODES + 1 : -1]])
        self.check_weights: dict[int, NDArray[np.float64]] = {}

    def build(self) -> Pieces:
        """All pieces.

        Raises:
            OracleError: The target needs more than MAX_PIECES pieces.
        """
        for sign in (0, 1 << 31):
            for field in range(255):
                if has_form(self.target, sign | field << 23):
                    self.rows.append((sign | field << 23, 23, False, [math.nan] * NODES))
                else:
                    self._cut(sign | field << 23, 23)
            self._not_finite(sign | 255 << 23)
        starts, lengths, constant, values = zip(*self.rows, strict=True)
        wave = [length == 23 and has_form(self.target, start) for start, length in zip(starts, lengths, strict=True)]
        return Pieces(
            np.array(starts, np.uint32),
            np.array(lengths, np.int8),
            np.array(constant),
            np.array(wave),
            np.array(values, np.float64),
        )

    def _cut(self, start: int, log2_length: int) -> None:
        if len(self.rows) > MAX_PIECES:
            raise OracleError(
                f"target {self.target.name!r} needs more than {MAX_PIECES} pieces near x = {pattern_value(start).hex()}"
            )
        piece = self._piece(start, log2_length)
        if piece is not None:
            self.rows.append((start, log2_length, *piece))
            return
        self._cut(start, log2_length - 1)
        self._cut(start + (1 << (log2_length - 1)), log2_length - 1)

    def _piece(self, start: int, log2_length: int) -> tuple[bool, list[float]] | None:
        """The piece's values, or None where it must be halved: it fails its check or reaches across a domain's end."""
        if self.target.outside is not None:
            low, high = self.target.real_domain
            ends = sorted(pattern_value(start + offset) for offset in (0, (1 << log2_length) - 1))
            if ends[0] > high or ends[1] < low:
                return True, [float(value_at(self.target, self.context, ends[0]))] * NODES
            if log2_length > LEAF_LOG2 and not low <= ends[0] <= ends[1] <= high:
                return None
        return self._leaf(start) if log2_length == LEAF_LOG2 else self._fit(start, log2_length)

    def _not_finite(self, start: int) -> None:
        # Infinity is the first pattern of its leaf, all others are NaN.
        nan = math.nan
        infinity = float(value_at(self.target, self.context, pattern_value(start)))
        self.rows.append((start, LEAF_LOG2, False, [infinity] + [nan] * (NODES - 1)))
        self.rows.extend((start + (1 << k), k, True, [nan] * NODES) for k in range(LEAF_LOG2, 23))

    def _leaf(self, start: int) -> tuple[bool, list[float]]:
        points = [pattern_value(start + offset) for offset in range(NODES)]
        return False, [float(value_at(self.target, self.context, x)) for x in points]

    def _fit(self, start: int, log2_length: int) -> tuple[bool, list[float]] | None:
        """The piece's values if it passes the check, otherwise None."""
        nodes = [self._value(start, offset) for offset in node_offsets(log2_length)]
        values = [float(v) for v in nodes]
        constant = self._constant(values)
        slack = _slack(values, log2_length)
        if constant is None and slack == math.inf:
            return None
        smooth = slack < math.inf
        checks = self.unit_checks * (2.0**log2_length - 1)
        if log2_length not in self.check_weights:
            self.check_weights[log2_length] = lagrange(log2_length, checks)
        fitted = self.check_weights[log2_length] @ np.array(values) if smooth else np.full(len(checks), math.nan)
        for offset, approximate in zip(checks, fitted, strict=True):
            exact = self._value(start, float(offset))
            constant = constant if constant is not None and _agrees(constant, exact, self.least) else None
            smooth = smooth and _agrees(float(approximate), exact, self.least, slack)
            if constant is None and not smooth:
                return None
        return (True, [constant] * NODES) if constant is not None else (False, values)

    def _constant(self, values: list[float]) -> float | None:
        """The constant that all node values agree with, if there is one."""
        first = values[0]
        candidate = 0.0 if abs(first) <= _TINY else math.copysign(math.inf, first) if abs(first) >= _OVERFLOW else first
        return candidate if all(_agrees(candidate, v, self.least) for v in values) else None

    def _value(self, start: int, offset: float) -> Any:
        """The function at a real offset from a pattern."""
        context = self.context
        if offset == 0 and start & 0x7FFFFFFF == 0:
            return value_at(self.target, context, pattern_value(start))
        field, mantissa = start >> 23 & 255, start & 0x7FFFFF
        whole = mantissa + (1 << 23 if field else 0) + context.mpf(offset)
        x = context.ldexp(whole, max(field, 1) - 150)
        return real_value(self.target, context, -x if start >> 31 else x)


def _slack(values: list[float], log2_length: int) -> float:
    """Most that rounding, and the lower degree in cells, add to a polynomial's error; inf where it is no polynomial."""
    if not all(math.isfinite(v) for v in values):
        return math.inf
    slack = ROUNDING * max(abs(v) for v in values)
    if log2_length >= SPLIT_LOG2:
        slack += float(np.abs(cell_difference(log2_length) @ np.array(values)).max())
    return slack


def _agrees(approximate: float, exact: Any, least: float, slack: float = 0.0) -> bool:
    """True if a filter value is right for an exact one, within ACCEPTED; beyond overflow only the side counts."""
    if mpmath.isnan(exact) or math.isnan(approximate):
        return bool(mpmath.isnan(exact)) and math.isnan(approximate)
    if math.isinf(approximate):
        return bool(abs(exact) >= _OVERFLOW and (exact > 0) == (approximate > 0))
    return bool(abs(approximate - exact) + slack <= ACCEPTED * max(abs(exact), least))


def pattern_value(bits: int) -> float:
    """The float32 number with a bit pattern."""
    return float(np.array([bits], np.uint32).view(np.float32)[0])

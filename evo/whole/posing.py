"""From a campaign to the problem of a search of whole kernels: its target, references, domain and error.

References are float64 values right to about 2**-45 (evaluators/reference/oracle.py), or for 1/x and conversions exact. They are
built where they are needed, from what a campaign says, so that a problem can be sent to another process.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle_build import real_value, special_values
from evo.whole.divisions import divisions
from evo.whole.domain import Domain, domain_of, places_of, values_at
from evo.whole.problem import WholeProblem, WholeSettings
from evo.whole.references import Reference, row_of
from search_spaces.reductions import reductions_of
from search_spaces.targets import RELATIVE, find_target
from search_spaces.whole.whole_targets import FINITE, NARROW, OWN_REFERENCES, ULP, Intervals, default_posed, inputs_of
from search_spaces.whole.word_ops import DEFAULT_OPS
from search_spaces.whole.words import WordsProgram, parse_words

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
LEAST, MOST = 2.0**-126, float(np.finfo(np.float32).max)
PROBES = 1 << 12
"""Inputs at which a domain is looked at, evenly along the float line."""
FEW_PROBES = 64
_BITS = 80


class PosedError(ValueError):
    """A target that has no value somewhere in its domain; the message says where."""


@dataclass(frozen=True)
class Posed:
    """Domain, kind of error and reference of a campaign's kernels.

    Attributes:
        intervals: The domain, as given or by default.
        error: Kind of error.
        nan: Whether NaN is among the inputs.
        reference: The target.
    """

    intervals: Intervals
    error: str
    nan: bool
    reference: Reference


def posed_of(campaign: Any) -> Posed:
    """Domain, kind of error and reference of a campaign's kernels.

    Raises:
        ValueError: Unknown target, or a domain without float32.
    """
    is_row = campaign.target_expr is None
    default = default_posed(campaign.target if is_row else "")
    error = campaign.error or default.error
    intervals: Intervals = default.domain
    if campaign.domain is not None:
        intervals = (campaign.domain,)
    elif campaign.inputs is not None:
        intervals = inputs_of(campaign.target if is_row else "", campaign.inputs)
    if is_row and (campaign.target in OWN_REFERENCES or reductions_of(campaign.target)):
        reference = Reference(campaign.target)
    else:
        whole = campaign.domain is None and is_row
        low, high = find_target(campaign.target).real_domain if whole else (intervals[0][0], intervals[-1][1])
        intervals = ((low, high),) if whole else intervals
        reference = Reference(campaign.target, campaign.target_expr, (low, high))
    narrowed = campaign.domain is None and intervals == FINITE and campaign.target not in NARROW
    if narrowed and campaign.inputs is None:
        intervals = defined_part(value_of(reference), error)
    return Posed(intervals, error, campaign.inputs == "all", reference)


def value_of(reference: Reference) -> Callable[[float], float]:
    """f at one float32 number by mpmath, NaN where it has no real value; no oracle is built for it."""
    if reference.expression is None and reference.target in OWN_REFERENCES:
        own = OWN_REFERENCES[reference.target]
        return lambda x: float(own(np.array([x], np.float32))[0])
    row = row_of(reference.target, reference.expression, reference.ends)
    special = special_values(row)
    context: Any = mpmath.MPContext()
    context.prec = _BITS

    def value(x: float) -> float:
        if (x == 0.0 or math.isinf(x)) and x.hex() in special:
            return special[x.hex()]
        try:
            return float(real_value(row, context, context.mpf(x)))
        except (ArithmeticError, OverflowError):
            return math.nan

    return value


def defined_part(value: Callable[[float], float], error: str) -> Intervals:
    """The largest part of the line on which f is finite and, under a relative error, f and x are no subnormal numbers."""
    places = _probes(domain_of(FINITE), PROBES)
    good = [_is_good(value, error, place) for place in places]
    spans = []
    start = None
    for i, ok in enumerate([*good, False]):
        if ok and start is None:
            start = i
        if not ok and start is not None:
            low = _edge(value, error, places[start - 1] if start else None, places[start])
            high = _edge(value, error, places[i] if i < len(places) else None, places[i - 1])
            spans.append((low, high))
            start = None
    if not spans:
        raise PosedError("the target has a finite value on no part of the float line: give --domain A,B")
    return tuple(tuple(float(v) for v in values_at(np.array(span, np.int64))) for span in spans)  # type: ignore[return-value]


def _is_good(value: Callable[[float], float], error: str, place: int) -> bool:
    x = float(values_at(np.array([place], np.int64))[0])
    if error in (RELATIVE, ULP) and 0.0 < abs(x) < LEAST:
        return False
    f = value(x)
    least = LEAST if error in (RELATIVE, ULP) else 0.0
    return math.isfinite(f) and abs(f) <= MOST and (abs(f) >= least or f == 0.0)


def _edge(value: Callable[[float], float], error: str, outside: int | None, inside: int) -> int:
    """The last good place from one inside towards one outside."""
    if outside is None:
        return inside
    while abs(outside - inside) > 1:
        middle = (outside + inside) // 2
        if _is_good(value, error, middle):
            inside = middle
        else:
            outside = middle
    return inside


def _probes(domain: Domain, count: int) -> list[int]:
    """Places of ends, of zeros and of inputs evenly along a domain, ascending."""
    ranks = np.linspace(0, domain.count - 1, count).astype(np.int64)
    x = np.concatenate([domain.at(ranks), domain.ends()])
    around = np.array([LEAST, -LEAST], np.float32)
    x = np.concatenate([x, around[domain.holds(around)]])
    return [int(place) for place in np.unique(places_of(x))]


def require_posed(campaign: Any) -> None:
    """Refuse a target that is not finite at an end of its domain or at one of FEW_PROBES inputs inside.

    Raises:
        PosedError: It is not; the message says where.
        ValueError: Unknown target, or a domain without float32.
    """
    posed = posed_of(campaign)
    domain = domain_of(posed.intervals)
    if campaign.target_expr is None and campaign.target in NARROW:
        return
    value = value_of(posed.reference)
    for place in _probes(domain, FEW_PROBES):
        x = float(values_at(np.array([place], np.int64))[0])
        require_finite(campaign.target, x, value(x))


def require_finite(name: str, x: float, f: float) -> None:
    """Refuse a reference that is no float32.

    Raises:
        PosedError: It is NaN, infinite or beyond the largest float32.
    """
    if math.isfinite(f) and abs(f) <= MOST:
        return
    what = "has no real value" if math.isnan(f) else "is infinite or beyond float32"
    raise PosedError(f"{name} {what} at x = {x:.9g}, inside the domain: give a --domain A,B on which it is finite")


def settings_of(campaign: Any) -> WholeSettings:
    """The search's settings."""
    return WholeSettings(ops=campaign.ops or DEFAULT_OPS, max_ops=campaign.max_ops)


def found_programs(campaign: Any) -> tuple[WordsProgram, ...]:
    """The found kernels that are operations of a campaign."""
    return tuple(parse_words(text) for _, text in campaign.op or ())


def problem_of(campaign: Any) -> WholeProblem:
    """The problem that a campaign of whole kernels poses.

    Raises:
        PosedError: The target is not finite somewhere in its domain.
        ValueError: Unknown target, or a domain without float32.
    """
    posed = posed_of(campaign)
    domain = _searched(posed, domain_of(posed.intervals))
    start = None if campaign.start is None else parse_words(campaign.start)
    settings, found = settings_of(campaign), found_programs(campaign)
    by_words = posed.error != "wrong" and "div" not in settings.ops
    dividing = divisions(settings.ops, found) if by_words else ()
    problem = WholeProblem(domain, posed.error, posed.reference, settings, start, found, dividing)
    if posed.error != "wrong":
        pool = problem.pool
        for x, f in zip(pool.x[~np.isfinite(pool.f)][:1], pool.f[~np.isfinite(pool.f)][:1], strict=True):
            require_finite(campaign.target, float(x), float(f))
    return problem


def _searched(posed: Posed, domain: Domain) -> Domain:
    """The part of a domain that samples are from: under relative errors subnormal inputs are none, but for zeros."""
    if posed.error not in (RELATIVE, ULP):
        return domain
    spans: list[tuple[int, int]] = []
    zero, least = 0, 0x00800000
    for low, high in domain.spans:
        parts = [(low, min(high, -least - 1)), (max(low, -1), min(high, zero)), (max(low, least), high)]
        spans += [(a, b) for a, b in parts if a <= b]
    return Domain(tuple(spans)) if spans else domain

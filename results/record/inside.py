"""Inputs inside a kernel's domain, told apart from those outside, in counts and words."""

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluators.report import EXHAUSTIVE
from search_spaces.formats import float32_count
from search_spaces.targets import CLAMP

Ends = tuple[float, float]

ALL = 1 << 32
SUBNORMAL = (1 << 23) - 1
"""Subnormal float32 of one sign: beside a domain that ends at 0 they are outside, and compiled kernels take them as 0."""
BEYOND = {"nan": "give NaN", CLAMP: "give the value at the nearest end"}


@dataclass(frozen=True)
class Inside:
    """A sweep's counts inside a bounded domain.

    Attributes:
        inputs: Float32 inputs that are judged as inside: those of the domain, and `as_zero`.
        as_zero: Subnormal inputs beyond an end at 0, which compiled kernels take as 0.
        wrong_count: Of the inputs, those whose result is not correctly rounded.
        histogram: Of their errors, in the report's bins.
    """

    inputs: int
    as_zero: int
    wrong_count: int
    histogram: tuple[int, ...]


def domain_of(subject: Mapping[str, Any] | None) -> Ends | None:
    """The float32 ends of a record's subject, given as JSON data; None for the whole line."""
    ends = subject.get("domain") if subject else None
    return None if not ends else (float.fromhex(ends[0]), float.fromhex(ends[1]))


def interval_text(ends: Ends) -> str:
    """A domain as people read it."""
    return "[{:.9g}, {:.9g}]".format(*ends)


def swept_inputs(ends: Ends | None) -> str:
    """Inputs of a bound over every input, in words: all float32, or those of a domain."""
    if ends is None:
        return f"all {ALL:,} float32 inputs"
    return f"all {float32_count(ends):,} float32 inputs in {interval_text(ends)}"


def beyond(ends: Ends | None, outside: str | None) -> str:
    """Results of a swept kernel for all other inputs, in words; empty on the whole line."""
    if ends is None or outside is None:
        return ""
    return f"the other {ALL - float32_count(ends):,} {BEYOND.get(outside, outside)}, swept too"


def counted_inside(error: Mapping[str, Any], ends: Ends | None, end_errors: Sequence[float] = ()) -> Inside | None:
    """A swept kernel's counts without the inputs outside its domain; None on the whole line and where they cannot be told apart.

    Outside, every result is the exact NaN, which has no error, or the result at the nearest end: those errors are taken
    out of the bins that they are in. NaN inputs are outside too.

    Args:
        error: An error report as JSON data.
        ends: Of the domain, float32.
        end_errors: In ulp at the lower and the upper end, of a kernel that clamps.
    """
    if ends is None or error["mode"] != EXHAUSTIVE or not float(error["max_ulp"]) < math.inf:
        return None
    inside = float32_count(ends)
    below, above = (float32_count(part) - 1 - (0.0 in part) for part in ((-math.inf, ends[0]), (ends[1], math.inf)))
    as_zero = 0 if end_errors else SUBNORMAL * (0.0 in ends)
    bins, edges, wrong = list(error["histogram"]), error["histogram_edges"], int(error["wrong_count"])
    for count, ulp in zip((below, above), end_errors, strict=False):
        bins[_bin(ulp, edges)] -= count
        wrong -= count * (ulp > edges[0])
    bins[0] -= ALL - inside - (below + above if end_errors else as_zero)
    if min(bins) < 0 or wrong < 0:
        return None
    return Inside(inside + as_zero, as_zero, wrong, tuple(bins))


def _bin(ulp: float, edges: Sequence[float]) -> int:
    return next((place for place, edge in enumerate(edges) if ulp <= edge), len(edges))


def inside_of(record: Mapping[str, Any], error: Mapping[str, Any]) -> Inside | None:
    """`counted_inside` for a record given as JSON data; at the ends of a kernel that clamps its program is run."""
    ends = domain_of(record.get("subject"))
    if ends is None or error["mode"] != EXHAUSTIVE:
        return None
    clamps = (record["subject"] or {}).get("outside") == CLAMP
    return counted_inside(error, ends, _errors_at_ends(record, ends) if clamps else ())


def _errors_at_ends(record: Mapping[str, Any], ends: Ends) -> tuple[float, ...]:
    import mpmath
    import numpy as np

    from evaluators.backends import numpy_backend
    from evaluators.reference.oracle_build import value_at
    from evaluators.ulp import scalar_ulp_error
    from results.record.record import Subject
    from results.record.subjects import target_named
    from search_spaces.flushing import flushed
    from search_spaces.programs.parsing import parse

    subject = {**record["subject"], "domain": tuple(record["subject"]["domain"])}
    kept = {field.name: subject.get(field.name) for field in dataclasses.fields(Subject)}
    target = target_named(record["target"], Subject(**kept))
    got = numpy_backend.compile_program(flushed(parse(record["kernel"])))(np.array(ends, np.float32))
    context: Any = mpmath.MPContext()
    context.prec = 200
    exact = [value_at(target, context, end) for end in ends]
    return tuple(
        float(scalar_ulp_error(float(y), f, ftz=True, least=target.least_ulp_at))
        for y, f in zip(got, exact, strict=True)
    )

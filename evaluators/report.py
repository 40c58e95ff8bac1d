"""Reports that leave this package: frozen dataclasses whose `dataclasses.asdict` is nearly JSON (see `to_json`)."""

import dataclasses
import functools
import hashlib
import json
import math
import types
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from evaluators.timing.contexts import LOOP

T = TypeVar("T")

EXHAUSTIVE, SAMPLED = "exhaustive", "sampled"
SHA256, BLAKE3 = "sha256", "blake3"
"""Kinds of outputs hashes (evaluators/sweep/digests.py); records from before BLAKE3 have SHA256."""

ULP_EDGES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 1024.0, 65536.0)
"""Upper ends of the histogram's bins, in ulp, each belonging to its bin; the last bin is open."""


class Status(StrEnum):
    """Outcome of a candidate."""

    OK = "ok"
    NOT_FINITE = "not finite"  # inf or nan where f is finite
    NO_FIT = "no fit"  # constants could not be fitted
    COMPILE_FAILED = "compile failed"
    TIMED_OUT = "timed out"
    FAILED = "failed"  # raised
    DIED = "died"  # took its process with it
    OUT_OF_MEMORY = "out of memory"


@dataclass(frozen=True)
class SpecialFailure:
    """A row of the exact table that a kernel misses; hex floats, the sign of zero counts."""

    given: str
    expected: str
    got: str


@dataclass(frozen=True)
class ErrorReport:
    """Errors of one kernel on one backend, in ulp of float32 (evaluators/ulp.py), against one target.

    Attributes:
        target: Name of the target row.
        mode: EXHAUSTIVE over all 2**32 inputs, or SAMPLED.
        inputs: How many inputs were judged.
        max_ulp: Largest error, decided by mpmath at 200 bits; inf where NaN stands against a number.
        witness: The input with the largest error as a hex float; of equals the smallest bit pattern.
        wrong_count: Inputs whose result is more than 0.5 ulp from the exact value.
        histogram: Inputs whose error is in (edge before, edge], one bin an edge and an open last bin.
        histogram_edges: Upper ends of the bins, in ulp.
        undecided: Inputs counted by the float64 filter although mpmath might count them one bin further: what lies
            within the filter's bound of an edge, or of a reference where the ulp jumps, is decided by mpmath up to a
            limit per chunk.
        monotone_violations: Neighbouring inputs a < b with kernel(a) > kernel(b); None where f is not monotone.
        special_failures: Rows of the target's exact table that the kernel misses.
        worst_inputs: Up to 1,000 inputs with the largest errors as hex floats, worst first; of equals the smallest bit
            patterns.
        outputs_hash: Hash over the digests of 4,096 chunks of 2**20 outputs as little-endian uint32 with every NaN as
            0x7fc00000, inputs in order of bit pattern; None where sampled.
        ftz: Whether the metric contracted the flushed interval.
        daz: Whether a subnormal input was judged against the better of f(x) and f(+-0).
        daz_saved: Inputs whose error is smaller because of `daz`.
        seconds: Wall time.
        outputs_hash_kind: What outputs_hash and the digests are computed with: BLAKE3, or SHA256 in older records. Hashes of
            two kinds say nothing of each other.
        outputs_sha256: The SHA256 kind of hash of the same outputs, by which they were known before; None where there is none.
    """

    target: str
    mode: str
    inputs: int
    max_ulp: float
    witness: str
    wrong_count: int
    histogram: tuple[int, ...]
    histogram_edges: tuple[float, ...]
    undecided: int
    monotone_violations: int | None
    special_failures: tuple[SpecialFailure, ...]
    worst_inputs: tuple[str, ...]
    outputs_hash: str | None
    ftz: bool
    daz: bool
    daz_saved: int
    seconds: float
    outputs_hash_kind: str = SHA256
    outputs_sha256: str | None = None


@dataclass(frozen=True)
class Fingerprint:
    """Everything outside the program that can change a bit of its results; a report is valid under its fingerprint alone.

    Attributes:
        backend: Name of the backend.
        isa: Instruction set with its vector extensions.
        device: The device's own name.
        versions: (package, version) pairs, ascending.
        flags: Compiler flags that were set.
        vector_bits: Preferred vector width, or None.
        ftz: Whether a probe showed results below the normal range flushed to zero.
        daz: Whether a probe showed subnormal inputs taken as zero.
    """

    backend: str
    isa: str
    device: str
    versions: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    vector_bits: int | None
    ftz: bool
    daz: bool

    def digest(self) -> str:
        """First 16 hex digits of the SHA-256 of the fields' JSON."""
        text = json.dumps(to_json(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class CostReport:
    """Time of one kernel beside its baseline, measured in turn.

    Attributes:
        ns_per_element: From the undisturbed runs (evaluators/timing/interleaved.py).
        baseline_ns_per_element: The stock function's, or None without one.
        ratio_to_stock: baseline / kernel, above 1 where the kernel is faster, or None.
        rounds: Interleaved rounds.
        elements: Length of the array.
        vector_bits: Preferred vector width, or None for the compiler's default.
        spread: Of `ns_per_element`, relative, between parts of the rounds; None where it was not kept.
        slowed: What a fixed loop took in the same run over the least it ever took on that machine (evaluators/timing/yardstick.py): 1 is
            undisturbed, as far as is known; None where it was not kept.
        context: Where it was timed: a row of CONTEXTS in evaluators/timing/contexts.py. Before that was kept, in a loop.
    """

    ns_per_element: float
    baseline_ns_per_element: float | None
    ratio_to_stock: float | None
    rounds: int
    elements: int
    vector_bits: int | None
    spread: float | None = None
    slowed: float | None = None
    context: str = LOOP


def to_json(value: Any) -> Any:
    """Strict JSON data: dataclasses as objects, tuples as lists, infinities as "inf" and "-inf", NaN as null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else "inf" if value > 0 else "-inf"
    return value


def from_json(kind: type[T], value: Mapping[str, Any]) -> T:
    """The dataclass that `to_json` made the data of. Fields that it does not have are passed over.

    The data must have been checked: nothing is converted but what JSON cannot say (tuples, NaN, infinities).

    Raises:
        TypeError: A field without a default is not there.
    """
    hints = _hints(kind)
    return kind(**{name: _held(hint, value[name]) for name, hint in hints.items() if name in value})


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _held(hint: Any, value: Any) -> Any:
    """A field's value from its JSON data."""
    parts = get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return None if value is None else _held(parts[0], value)
    if hint is float:
        return math.nan if value is None else float(value) if isinstance(value, str) else value
    if get_origin(hint) is tuple:
        each = parts[:1] * len(value) if parts[-1] is ... else parts
        return tuple(map(_held, each, value))
    if get_origin(hint) is dict:
        return {name: _held(parts[1], item) for name, item in value.items()}
    return from_json(hint, value) if isinstance(hint, type) and dataclasses.is_dataclass(hint) else value

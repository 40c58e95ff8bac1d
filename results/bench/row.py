"""A row of the comparison table, as it is measured, kept in a run directory and shown; reading one measures nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evaluators.report import from_json
from evaluators.timing.contexts import CONTEXTS
from evaluators.timing.interleaved import Setting
from evo.run.run_format import KernelEntry

RATIO_HEADS = tuple(row.title for row in CONTEXTS.values())
"""Stock's time over a kernel's, by context: as a call first."""


@dataclass(frozen=True)
class ComparisonRow:
    """One implementation of one target.

    Attributes:
        target: Name of the target row.
        implementation: As tables show it.
        kind: evolved, stock, library or classical.
        max_ulp: Largest error.
        exhaustive: Whether it is over all 2**32 inputs; else it was sampled.
        witness: Hex float of the input of the largest error.
        ns_per_element: In a loop, L1-resident, one core; None where only a slow path exists.
        ratio_to_stock: Stock time over this time, same interleaved run; above 1 is faster than stock.
        domain: The float32 ends of a bounded domain, on which all rows of the target are judged and timed; None for the
            whole line.
        resident: A row of RESIDENCIES in evaluators/timing/interleaved.py: where the arrays of the timing loop stay.
        vector_bits: Vector width asked for; None for the default, 256.
        spread: Of the time, relative, between parts of the rounds; None without a time.
        library: What serves the implementation, with its version.
        slowed: The yardstick's time in the same run over the least it ever took on this machine; None without a time.
        proved_ulp: Of a recorded kernel, its largest error over every float32 as its record states it for where this runs;
            None where no record does.
        proved_witness: The input of that.
        call_ns: ns per element as a compiled call on 65,536 values, one core; None where that was not measured.
        call_ratio: Stock's time over this one, so called in the same run.
        fused_ns: ns per element of 0.5 f(x) + x, so called.
        fused_ratio: Stock's time over this one, so fused in the same run.
    """

    target: str
    implementation: str
    kind: str
    max_ulp: float
    exhaustive: bool
    witness: str
    ns_per_element: float | None
    ratio_to_stock: float | None
    domain: tuple[float, float] | None = None
    resident: str = Setting().resident.name
    vector_bits: int | None = None
    spread: float | None = None
    library: str = ""
    slowed: float | None = None
    proved_ulp: float | None = None
    proved_witness: str | None = None
    call_ns: float | None = None
    call_ratio: float | None = None
    fused_ns: float | None = None
    fused_ratio: float | None = None


def row_of(value: Mapping[str, Any]) -> ComparisonRow:
    """A row from the JSON data of a run's comparison; a run that is older than some fields has none of them."""
    return from_json(ComparisonRow, {"target": "", "witness": "nan", **value})


def by_time(rows: Iterable[ComparisonRow]) -> list[tuple[float, ComparisonRow]]:
    """Nanoseconds per element and row of those that were timed, the fastest first: as a call, of older runs in a loop."""
    found = list(rows)
    called = any(row.call_ns is not None for row in found)
    times = [(row.call_ns if called else row.ns_per_element, row) for row in found]
    return sorted([(ns, row) for ns, row in times if ns is not None], key=lambda pair: pair[0])


def ratio_cells(row: ComparisonRow) -> tuple[str, ...]:
    """Stock's time over the row's, under RATIO_HEADS."""
    return tuple(map(_times, (row.call_ratio, row.fused_ratio, row.ratio_to_stock)))


def entry_ratios(entry: KernelEntry) -> tuple[str, ...]:
    """Stock's time over that of an entry's kernel, under RATIO_HEADS."""
    ns, stock = entry.ns_per_element, entry.baseline_ns_per_element
    return tuple(map(_times, (entry.call_ratio, entry.fused_ratio, stock / ns if ns and stock else None)))


def _times(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}x"

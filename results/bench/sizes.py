"""`bench --sizes`: stock's time over a kernel's, as a compiled call, on small arrays beside large ones."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from evaluators.timing.contexts import require_elements
from results.library.kernel_index import ListedKernel, jax_kernels
from results.library.timing import CALLS_ALONE, QUICK, Asked, on_one_core
from results.record.naming import short
from results.tables.tables import show_table, table_of
from search_spaces.targets import find_target

SIZES = (64, 1_024, 8_192, 65_536, 10_000_000)


@dataclass(frozen=True)
class SizeRow:
    """One function's kernel.

    Attributes:
        target: Name of the function.
        record: Hash of the kernel's record.
        max_ulp: Its largest error.
        ratios: Stock's time over the kernel's as a call, by the number of values.
    """

    target: str
    record: str
    max_ulp: float
    ratios: dict[str, float]


def size_rows(sizes: Sequence[int] = SIZES, target: str | None = None) -> list[SizeRow]:
    """The kernel of every function, or of one, on arrays of each size; of all some minutes, most of them for 10^7 values.

    Raises:
        ValueError: A size is no array's, or the target is unknown or has no kernel.
        RuntimeError: The process that measures failed.
    """
    for size in sizes:
        require_elements(size, "--size")
    kernels = _kernels(target)
    found: dict[int, dict[str, float]] = {}
    for size in sizes:
        print(f"timing arrays of {size:,} values", file=sys.stderr, flush=True)
        found[size] = on_one_core(Asked(tuple(k.record for k in kernels), QUICK, 1, size, CALLS_ALONE))
    return [
        SizeRow(k.target, k.record, k.max_ulp, {str(size): ratios[k.record] for size, ratios in found.items()})
        for k in kernels
    ]


def _kernels(target: str | None) -> list[ListedKernel]:
    able = [row for row in jax_kernels() if row.standard and row.installable]
    if target is None:
        return able
    name = target if target in {row.target for row in able} else find_target(target).name
    mine = [row for row in able if row.target == name]
    if not mine:
        raise ValueError(f"no kernel of {name!r} on record was swept: nothing to time here")
    return mine


def print_sizes(rows: Sequence[SizeRow]) -> None:
    """The table: one row a function, one column a size."""
    sizes = list(rows[0].ratios) if rows else []
    heads = [f"{int(size):,}" for size in sizes]
    title = "times stock as a compiled call on one core, by values of the array; jax's own part of a call is in both"
    table = table_of(title, ("function", "kernel"), ("max ulp", *heads))
    for row in rows:
        ratios = (f"{row.ratios[size]:.2f}x" for size in sizes)
        table.add_row(row.target, short(row.record), f"{row.max_ulp:.3f}", *ratios)
    show_table(table)

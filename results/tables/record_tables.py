"""Tables of recorded kernels: beside their bars, and the fast ones."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from evaluators.report import SAMPLED
from evaluators.timing.contexts import CALL, CONTEXTS, FUSED, LOOP
from results.export.escaping import markdown_text
from results.library.speeds import shipped, vectors_of
from results.record.bars import Fast, Met
from results.record.naming import short
from results.record.record import Record, jax_ulp
from results.record.record_speeds import speeds_of
from results.tables.tables import console, number, show_table, table_of


def vectors(record: Record | None) -> str:
    """The widest vectors of the processor that a record was timed on: how stock and kernel compare depends on it."""
    timed = record.timed() if record else None
    return "-" if timed is None else vectors_of(timed.fingerprint.isa.split())


def used(record: Record | None, context: str) -> str:
    """Speed against stock in a context of use, with the vectors of the processor: as the record states it, else as it came with the library."""
    if record is None:
        return "-"
    timed = record.timed()
    stated = [cost.ratio_to_stock for cost in (timed.uses if timed else ()) if cost.context == context]
    found = {vectors(record): ratio for ratio in stated if ratio is not None} or shipped(context).get(record.hash, {})
    return ", ".join(f"{ratio:.2f}x {name}" for name, ratio in sorted(found.items())) or "-"


def _speeds(record: Record | None) -> dict[str, str]:
    """Speeds against stock as a call, fused, in a loop, by the names that JSON has; then the vectors of the last."""
    loop = None if record is None else speeds_of(record).loop
    return {
        "as a call": used(record, CALL),
        "fused": used(record, FUSED),
        "against stock": "-" if loop is None else f"{loop:.2f}x",
        "vectors": vectors(record),
    }


def bar_cells(row: Met) -> dict[str, str]:
    """A row of the table of recorded kernels, as text by column."""
    bar, rival = row.bar, row.rival
    return {
        "function": bar.target if bar.name == "accurate" else f"{bar.target}, {bar.name}",
        "kernel": short(row.record.hash) if row.record else "-",
        "max ulp": number(row.max_ulp, ".3f"),
        **_speeds(row.record),
        "asked": f"{bar.max_ulp:g} at {bar.ratio:g}x",
        "stretch": f"{bar.stretch[0]:g} at {bar.stretch[1]:g}x",
        "verdict": row.verdict,
        "hand-made": "-"
        if rival is None
        else f"{rival[0]:.3f}{'' if row.rival_swept else ' sampled'} at {_speed(row)}",
        "evolved is": row.standing,
    }


def _speed(row: Met) -> str:
    """The hand-made kernel's speed, with the context where that is not a call."""
    assert row.rival is not None
    assert row.rival_record is not None
    looped = speeds_of(row.rival_record).worse is None
    return f"{row.rival[1]:.2f}x{' in a loop' if looped else ''}"


def fast_cells(row: Fast) -> dict[str, str]:
    """A row of the table of fast kernels, as text by column."""
    return {
        "function": row.target,
        "kernel": short(row.record.hash),
        "max ulp": f"{row.max_ulp:.1f}",
        "relative": f"2^{math.log2(row.max_ulp) - 23.0:.1f}",
        **_speeds(row.record),
        "against the accurate kernel": f"{row.beside_accurate:.2f}x",
        "verdict": row.verdict,
    }


def further_cells(record: Record) -> dict[str, str]:
    """A row of the table of kernels of which nothing was asked, as text by column."""
    verification = record.verification("jax")
    sampled = verification is not None and verification.error.mode == SAMPLED
    return {
        "function": record.target,
        "kernel": short(record.hash),
        "max ulp": f"{jax_ulp(record):.3f}{' sampled' if sampled else ''}",
        **_speeds(record),
    }


def tally(rows: Sequence[Met]) -> str:
    """Counts of rows met, and of evolved kernels better or worse than hand-made cores, in a sentence each."""
    verdicts = Counter("missed" if row.verdict.startswith("misses") else row.verdict for row in rows)
    standings = Counter(row.standing for row in rows if row.standing != "-")
    return "\n".join(
        f"{sum(counts.values())} rows: " + "; ".join(f"{count} {name}" for name, count in counts.most_common()) + "."
        for counts in (verdicts, standings)
    )


def markdown(cells_of: Sequence[Mapping[str, str]]) -> str:
    """A Markdown table: one row for each of `cells_of`, columns by the names in the first."""
    rows = (" | ".join(map(markdown_text, cells.values())) for cells in cells_of)
    lines = [" | ".join(cells_of[0]), "|".join("---" for _ in cells_of[0]), *rows]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def print_bars(rows: Sequence[Met]) -> None:
    """Recorded kernels beside what they are measured against."""
    title = f"recorded kernels: largest error over every float32, {_SPEEDS}"
    _print_cells(title, [bar_cells(row) for row in rows])
    console().print(tally(rows))


def print_fast(rows: Sequence[Fast]) -> None:
    """Fast kernels."""
    title = f"fast kernels, at most 2048 ulp: largest error over every float32, {_SPEEDS}"
    _print_cells(title, [fast_cells(row) for row in rows])


def print_further(rows: Sequence[Record]) -> None:
    """Kernels of functions without a row in results/record/bars.py."""
    title = f"further kernels: largest error over every float32, or of sampled pairs; {_SPEEDS}"
    _print_cells(title, [further_cells(row) for row in rows])


_SPEEDS = "times stock jax as a compiled call, fused in 0.5 f(x) + x, in a loop"
_PRINTED = {"against stock": CONTEXTS[LOOP].title}
"""Heads of columns whose name in JSON says less."""


def _print_cells(title: str, cells_of: Sequence[Mapping[str, str]]) -> None:
    names = [_PRINTED.get(name, name) for name in cells_of[0]] if cells_of else ["nothing on record"]
    table = table_of(title, names[:2], names[2:])
    for one in cells_of:
        table.add_row(*one.values())
    show_table(table)

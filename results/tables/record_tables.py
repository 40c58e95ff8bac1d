"""Tables of recorded kernels: beside their bars, and the fast ones."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from evaluators.report import SAMPLED
from results.export.escaping import markdown_text
from results.library.speeds import shipped, vectors_of
from results.record.bars import Fast, Met, measured
from results.record.naming import short
from results.record.record import Record
from results.tables.tables import console, number, show_table, table_of


def vectors(record: Record | None) -> str:
    """The widest vectors of the processor that a record was timed on: how stock and kernel compare depends on it."""
    timed = record.timed() if record else None
    return "-" if timed is None else vectors_of(timed.fingerprint.isa.split())


def as_a_call(record: Record | None) -> str:
    """Speed against stock as a compiled call of its own (results/library/speeds.py), on the processors of results/speeds_of/."""
    found = shipped().get(record.hash, {}) if record else {}
    return ", ".join(f"{ratio:.2f}x {name}" for name, ratio in sorted(found.items())) or "-"


def bar_cells(row: Met) -> dict[str, str]:
    """A row of the table of recorded kernels, as text by column."""
    bar, rival = row.bar, row.rival
    return {
        "function": bar.target if bar.name == "accurate" else f"{bar.target}, {bar.name}",
        "kernel": short(row.record.hash) if row.record else "-",
        "max ulp": number(row.max_ulp, ".3f"),
        "against stock": "-" if row.ratio is None else f"{row.ratio:.2f}x",
        "asked": f"{bar.max_ulp:g} at {bar.ratio:g}x",
        "stretch": f"{bar.stretch[0]:g} at {bar.stretch[1]:g}x",
        "verdict": row.verdict,
        "vectors": vectors(row.record),
        "as a call": as_a_call(row.record),
        "hand-made": "-"
        if rival is None
        else f"{rival[0]:.3f}{'' if row.rival_swept else ' sampled'} at {rival[1]:.2f}x",
        "evolved is": row.standing,
    }


def fast_cells(row: Fast) -> dict[str, str]:
    """A row of the table of fast kernels, as text by column."""
    return {
        "function": row.target,
        "kernel": short(row.record.hash),
        "max ulp": f"{row.max_ulp:.1f}",
        "relative": f"2^{math.log2(row.max_ulp) - 23.0:.1f}",
        "against stock": f"{row.ratio:.2f}x",
        "against the accurate kernel": f"{row.beside_accurate:.2f}x",
        "vectors": vectors(row.record),
        "verdict": row.verdict,
    }


def further_cells(record: Record) -> dict[str, str]:
    """A row of the table of kernels of which nothing was asked, as text by column."""
    max_ulp, ratio = measured(record)
    verification = record.verification("jax")
    sampled = verification is not None and verification.error.mode == SAMPLED
    return {
        "function": record.target,
        "kernel": short(record.hash),
        "max ulp": f"{max_ulp:.3f}{' sampled' if sampled else ''}",
        "against stock": f"{ratio:.2f}x",
        "vectors": vectors(record),
        "as a call": as_a_call(record),
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
    title = "recorded kernels: largest error over every float32, speed against stock jax as recorded"
    _print_cells(title, [bar_cells(row) for row in rows])
    console().print(tally(rows))


def print_fast(rows: Sequence[Fast]) -> None:
    """Fast kernels."""
    title = "fast kernels, at most 2048 ulp: largest error over every float32, speed as recorded"
    _print_cells(title, [fast_cells(row) for row in rows])


def print_further(rows: Sequence[Record]) -> None:
    """Kernels of functions without a row in results/record/bars.py."""
    title = "further kernels: largest error over every float32, or of sampled pairs; speed as recorded"
    _print_cells(title, [further_cells(row) for row in rows])


def _print_cells(title: str, cells_of: Sequence[Mapping[str, str]]) -> None:
    names = list(cells_of[0]) if cells_of else ["nothing on record"]
    table = table_of(title, names[:2], names[2:])
    for one in cells_of:
        table.add_row(*one.values())
    show_table(table)

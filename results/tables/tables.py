"""Tables for people: fronts, comparisons, verifications, targets, benches."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from evo.run.run_format import ClassicalEntry, FrontEntry, KernelEntry, RunSummary
from results.bench.row import RATIO_HEADS, ComparisonRow, entry_ratios
from results.record.inside import interval_text
from results.record.naming import short
from results.tables.competition import Contest, competition, left_out_lines, set_aside_forms
from search_spaces.formats import float32_count
from search_spaces.visible import visible

WIDTH, WIDEST = 160, 10_000
"""Columns where standard output is no terminal: as many as a table needs, and no fewer than the first."""
LEAST_PATH = 12
"""Characters that are left of a path at least."""


def plain_console(width: int | None = None) -> Console:
    """Standard output on which no text means anything but itself: no markup, no names of pictures."""
    return Console(width=width, markup=False, emoji=False)


def console() -> Console:
    """Standard output; a wide one where it is no terminal."""
    made = plain_console()
    return made if made.is_terminal else plain_console(WIDTH)


class TextTable(Table):
    """A table whose cells are texts, shown with what does not print made visible."""

    def add_row(self, *renderables: Any, **options: Any) -> None:
        """One row of texts."""
        cells = (
            Shortened(visible(cell.path)) if isinstance(cell, Shortened) else visible(str(cell)) for cell in renderables
        )
        super().add_row(*cells, **options)


@dataclass(frozen=True)
class Shortened:
    """A path in a table: in a column too narrow for it its middle gives way to an ellipsis, for both ends say most."""

    path: str

    def __str__(self) -> str:
        """The whole of it."""
        return self.path

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Columns wanted at least and at most."""
        return Measurement(min(LEAST_PATH, len(self.path)), len(self.path))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Print as much of the path as there is room for."""
        yield Text(middle_cut(self.path, options.max_width), no_wrap=True)


def middle_cut(text: str, most: int) -> str:
    """A text of at most so many characters, with an ellipsis in place of its middle."""
    if len(text) <= most:
        return text
    ahead = (most - 1) // 2
    return f"{text[:ahead]}…{text[len(text) - (most - 1 - ahead) :]}"


def table_of(title: str, left: Sequence[str], right: Sequence[str], paths: Sequence[str] = ()) -> Table:
    """An empty table with columns of text, columns of numbers, and columns of `Shortened` paths."""
    table = TextTable(title=visible(title), title_justify="left")
    for name in left:
        table.add_column(name, no_wrap=True)
    for name in right:
        table.add_column(name, justify="right", no_wrap=True)
    for name in paths:
        table.add_column(name)
    return table


def show_table(table: Table) -> None:
    """A table; on a narrow terminal with shorter paths, and where that is not enough a line for each of its cells.

    Numbers are never cut, nor any other text than paths.
    """
    made, whole = console(), plain_console(WIDEST).measure(table).maximum
    if not made.is_terminal:
        made = plain_console(max(WIDTH, whole))
    if made.width >= whole - sum(map(_spare, table.columns)):
        made.print(table)
        return
    print(textwrap.fill(str(table.title), made.width))
    columns = [(str(column.header), list(column.cells)) for column in table.columns]
    for row in range(table.row_count):
        print("\n".join(["", *(f"  {head}: {cells[row]}" for head, cells in columns)]))


def _spare(column: Column) -> int:
    """Characters by which a column's paths may be shortened."""
    lengths = [len(str(cell)) for cell in column.cells if isinstance(cell, Shortened)]
    return max(0, max(lengths, default=0) - LEAST_PATH)


def number(value: float | str | None, form: str) -> str:
    """A number in a format, a text as it is, or a dash."""
    return "-" if value is None else value if isinstance(value, str) else format(value, form)


def print_front(front: RunSummary) -> None:
    """The front of a run."""
    title = (
        f"{front.target} {_where(front)}, {front.error} error, seed {front.seed}: "
        f"{front.evaluations:,} programs in {front.seconds:.0f} s"
    )
    kernels = any(isinstance(entry, KernelEntry) for entry in front.front)
    table = table_of(title, *(KERNEL_HEADS if kernels else ((), PROGRAM_HEADS)))
    for entry in front.front:
        table.add_row(*(_kernel_cells(entry) if kernels else _program_cells(entry)))
    show_table(table)
    if front.classical:
        print_competition(competition(front), set_aside_forms(front))
    for line in left_out_lines(front):
        console().print(visible(line), soft_wrap=True)
    if not front.finished:
        console().print("The search did not finish; entries without a float64 error are the search's own estimates.")


PROGRAM_HEADS = ("ops", "largest error", "in float64", "witness", "limit points")
KERNEL_HEADS = (
    ("kernel",),
    ("ops", "core's error", "kernel ops", "max ulp", *RATIO_HEADS, "ns in a loop"),
    ("file",),
)


def _where(front: RunSummary) -> str:
    """The domain of a front: of kernels on a bounded one theirs, with its count of inputs; else that of the search."""
    ends = front.kernel_domain
    if ends is not None:
        return f"on {interval_text(ends)}, {float32_count(ends):,} float32 inputs"
    return "on [{:g}, {:g}]".format(*front.domain)


def _program_cells(entry: FrontEntry) -> tuple[str, ...]:
    limits = ", ".join(f"{float.fromhex(x):g}" for x in entry.limit_points)
    errors = (number(error, ".4g") for error in (entry.max_error, entry.max_error_float64))
    return (str(entry.ops), *errors, entry.witness or "-", limits or "-")


def print_competition(contests: Sequence[Contest], aside: Sequence[ClassicalEntry] = ()) -> None:
    """Evolved programs beside classical forms, and in a sentence where a classical form wins; then those set aside."""
    title = "evolved beside the best classical form of at most as many operations: largest error"
    table = table_of(title, (), ("ops", "evolved", "classical"))
    table.add_column("form", no_wrap=True)
    table.add_column("better", no_wrap=True)
    for row in contests:
        table.add_row(str(row.ops), number(row.evolved, ".4g"), number(row.classical, ".4g"), row.form, row.winner)
    show_table(table)
    lost = [str(row.ops) for row in contests if row.winner == "classical"]
    where = f"A classical form wins at {', '.join(lost)} operations." if lost else "No classical form wins."
    console().print(where)
    for form in aside:
        error = number(form.max_error, ".4g")
        console().print(
            f"Set aside, for no program here may divide by zero inside the domain: {visible(form.name)}, {error}."
        )


def _kernel_cells(entry: FrontEntry) -> tuple[str | Shortened, ...]:
    core = (str(entry.ops), number(entry.max_error, ".4g"))
    if not isinstance(entry, KernelEntry):
        return ("-", *core, *["-"] * 7)
    ulp = number(entry.max_ulp, ".4g") + ("" if entry.exhaustive else " (sampled)")
    name = short(entry.kernel or entry.record or "") or "-"
    ns = number(entry.ns_per_element, ".3f")
    return (name, *core, str(entry.kernel_ops), ulp, *entry_ratios(entry), ns, Shortened(entry.file or "-"))


def print_comparison(rows: Sequence[ComparisonRow], left_out: Sequence[str] = ()) -> None:
    """Implementations beside each other; then the libraries that could not be measured here."""
    from evaluators.timing.contexts import ELEMENTS
    from evaluators.timing.interleaved import RESIDENCIES, VECTOR_BITS
    from results.bench.comparison import PROVED, cells

    for group in dict.fromkeys(map(_group, rows)):
        target, domain, resident, vector_bits = group
        where = "" if domain is None else f" on {interval_text(domain)}, stock and libraries too"
        over = "every float32" if domain is None else f"its {float32_count(domain):,} float32 inputs"
        how = f"one core, {vector_bits or VECTOR_BITS[0]}-bit vectors"
        table = table_of(
            f"{target}{where}: errors in ulp over {over} unless sampled; times stock as a compiled call on {ELEMENTS:,} values, "
            f"fused in 0.5 f(x) + x, and in a loop {RESIDENCIES[resident].where}; ns per element, {how}",
            ("implementation", "kind"),
            ("max ulp", "witness", *RATIO_HEADS, "ns called", "ns fused", "ns in a loop", "spread"),
        )
        for row in rows:
            if _group(row) == group:
                table.add_row(*cells(row))
        show_table(table)
    if any(row.proved_ulp is not None and not row.exhaustive for row in rows):
        console().print(f"{PROVED}.")
    for reason in left_out:
        console().print(f"Left out: {visible(reason)}.")


def _group(row: ComparisonRow) -> tuple[str, tuple[float, float] | None, str, int | None]:
    return row.target, row.domain, row.resident, row.vector_bits


def print_targets(rows: Sequence[Mapping[str, Any]]) -> None:
    """The target table."""
    table = table_of("targets", ("name", "real domain", "error", "formats", "status", "definition"), ())
    for row in rows:
        domain = "[{:g}, {:g}]".format(*row["real_domain"])
        table.add_row(row["name"], domain, row["error"], ", ".join(row["formats"]), row["status"], row["citation"])
    show_table(table)


def print_bench(rows: Sequence[Any]) -> None:
    """Bench rows."""
    table = table_of("bench", ("name",), ("value", "unit", "peer", "ratio"))
    for row in rows:
        peer, ratio = number(row.peer, ",.4g"), number(row.ratio, ".2f")
        table.add_row(row.name, number(row.value, ",.4g"), row.unit, peer, ratio)
    show_table(table)

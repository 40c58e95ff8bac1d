"""Tables for people: fronts, comparisons, verifications, targets, benches."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from results.competition import Contest, competition, set_aside

if TYPE_CHECKING:  # reading commands start without what measures
    from results.bars import Met
    from results.comparison import Row

WIDTH = 160
"""Columns where standard output is no terminal, so that a redirected table does not wrap."""


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH)


def _table(title: str, left: Sequence[str], right: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for name in left:
        table.add_column(name, no_wrap=True)
    for name in right:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _show(table: Table) -> None:
    """A table; where the terminal is too narrow for it, a line for each of its cells."""
    console = _console()
    if console.width >= console.measure(table).minimum:
        console.print(table)
        return
    print(table.title)
    columns = [(str(column.header), list(column.cells)) for column in table.columns]
    for row in range(table.row_count):
        print("\n".join(["", *(f"  {head}: {cells[row]}" for head, cells in columns)]))


def _number(value: float | str | None, form: str) -> str:
    return "-" if value is None else value if isinstance(value, str) else format(value, form)


def print_front(summary: Any) -> None:
    """The front of a run just made."""
    from evaluators.report import to_json

    print_front_json(to_json(summary))


def print_front_json(front: Mapping[str, Any]) -> None:
    """The front of a run from its JSON."""
    low, high = front["domain"]
    title = (
        f"{front['target']} on [{low:g}, {high:g}], {front['error']} error, seed {front['seed']}: "
        f"{front['evaluations']:,} programs in {front['seconds']:.0f} s"
    )
    kernels = any("max_ulp" in entry for entry in front["front"])
    table = _table(title, (), KERNEL_HEADS if kernels else PROGRAM_HEADS)
    for entry in front["front"]:
        table.add_row(*(_kernel_cells(entry) if kernels else _program_cells(entry)))
    _show(table)
    if front.get("classical"):
        print_competition(competition(front), set_aside(front))
    if not front["finished"]:
        _console().print("The search did not finish; entries without a float64 error are the search's own estimates.")


PROGRAM_HEADS = ("ops", "largest error", "in float64", "witness", "limit points")
KERNEL_HEADS = ("ops", "core's error", "kernel ops", "max ulp", "ns", "stock ns", "file")


def _program_cells(entry: Mapping[str, Any]) -> tuple[str, ...]:
    limits = ", ".join(f"{float.fromhex(x):g}" for x in entry["limit_points"])
    errors = (_number(entry[key], ".4g") for key in ("max_error", "max_error_float64"))
    return (str(entry["ops"]), *errors, entry["witness"] or "-", limits or "-")


def print_competition(contests: Sequence[Contest], aside: Sequence[Mapping[str, Any]] = ()) -> None:
    """Evolved programs beside classical forms, and in a sentence where a classical form wins; then those set aside."""
    title = "evolved beside the best classical form of at most as many operations: largest error"
    table = _table(title, (), ("ops", "evolved", "classical"))
    table.add_column("form", no_wrap=True)
    table.add_column("better", no_wrap=True)
    for row in contests:
        table.add_row(str(row.ops), _number(row.evolved, ".4g"), _number(row.classical, ".4g"), row.form, row.winner)
    _show(table)
    lost = [str(row.ops) for row in contests if row.winner == "classical"]
    where = f"A classical form wins at {', '.join(lost)} operations." if lost else "No classical form wins."
    _console().print(where)
    for form in aside:
        error = _number(form["max_error"], ".4g")
        _console().print(
            f"Set aside, for no program here may divide by zero inside the domain: {form['name']}, {error}."
        )


def _kernel_cells(entry: Mapping[str, Any]) -> tuple[str, ...]:
    first = (str(entry["ops"]), _number(entry["max_error"], ".4g"))
    if "max_ulp" not in entry:
        return (*first, "-", "-", "-", "-", "-")
    ulp = _number(entry["max_ulp"], ".4g") + ("" if entry["exhaustive"] else " (sampled)")
    times = (_number(entry[key], ".3f") for key in ("ns_per_element", "baseline_ns_per_element"))
    return (*first, str(entry["kernel_ops"]), ulp, *times, entry["file"] or "-")


def print_comparison(rows: "Sequence[Row]", left_out: Sequence[str] = ()) -> None:
    """Implementations beside each other; then the libraries that could not be measured here."""
    from evaluators.timing import RESIDENCIES, VECTOR_BITS
    from results.comparison import cells

    for group in dict.fromkeys(map(_group, rows)):
        target, domain, resident, vector_bits = group
        where = "" if domain is None else " on [{:.9g}, {:.9g}], stock and libraries too".format(*domain)
        how = f"one core, {RESIDENCIES[resident].where}, {vector_bits or VECTOR_BITS[0]}-bit vectors"
        table = _table(
            f"{target}{where}: errors in ulp over every float32 unless sampled; ns per element, {how}",
            ("implementation", "kind"),
            ("max ulp", "witness", "ns", "spread", "against stock"),
        )
        for row in rows:
            if _group(row) == group:
                table.add_row(*cells(row))
        _show(table)
    for reason in left_out:
        _console().print(f"Left out: {reason}.")


def _group(row: "Row") -> tuple[str, tuple[float, float] | None, str, int | None]:
    return row.target, row.domain, row.resident, row.vector_bits


def bar_cells(row: "Met") -> dict[str, str]:
    """A row of the table of recorded kernels, as text by column."""
    bar, rival = row.bar, row.rival
    return {
        "function": bar.target if bar.name == "accurate" else f"{bar.target}, {bar.name}",
        "kernel": row.record.hash[:8] if row.record else "-",
        "max ulp": _number(row.max_ulp, ".3f"),
        "against stock": "-" if row.ratio is None else f"{row.ratio:.2f}x",
        "asked": f"{bar.max_ulp:g} at {bar.ratio:g}x",
        "stretch": f"{bar.stretch[0]:g} at {bar.stretch[1]:g}x",
        "verdict": row.verdict,
        "hand-made": "-"
        if rival is None
        else f"{rival[0]:.3f}{'' if row.rival_swept else ' sampled'} at {rival[1]:.2f}x",
    }


def bars_markdown(rows: "Sequence[Met]") -> str:
    """The same table for a README."""
    cells_of = [bar_cells(row) for row in rows]
    lines = [" | ".join(cells_of[0]), "|".join("---" for _ in cells_of[0]), *(" | ".join(c.values()) for c in cells_of)]
    return "\n".join(f"| {line} |" for line in lines) + "\n"


def print_bars(rows: "Sequence[Met]") -> None:
    """Recorded kernels beside what they are measured against."""
    cells_of = [bar_cells(row) for row in rows]
    table = _table(
        "recorded kernels: largest error over every float32, speed against stock jax as recorded",
        list(cells_of[0])[:2],
        list(cells_of[0])[2:],
    )
    for one in cells_of:
        table.add_row(*one.values())
    _show(table)


def print_verification(report: Mapping[str, Any]) -> None:
    """One verified file."""
    verdict = "holds" if report["ok"] else f"FAILS: {report['reason']}"
    lines = [
        f"{report['file']}: {report['target']} on {report['backend']}, {report['mode']}, {report['inputs']:,} inputs",
        f"  max {_number(report['max_ulp'], '.6f')} ulp at {report['witness']}, {report['wrong_count']:,} not correctly rounded",
        f"  stated bound {_number(report['recorded_max_ulp'], '.6f')}: {verdict}",
    ]
    if report["outputs_hash"]:
        lines.append(f"  outputs {report['outputs_hash']}")
    for row in report["length_differences"]:
        lines.append(
            f"  {row['setting']}: {row['different']:,} of {row['inputs']:,} differ, max {row['max_ulp']:.4f} ulp"
        )
    print("\n".join(lines))


def print_targets(rows: Sequence[Mapping[str, Any]]) -> None:
    """The target table."""
    table = _table("targets", ("name", "real domain", "error", "formats", "status", "definition"), ())
    for row in rows:
        domain = "[{:g}, {:g}]".format(*row["real_domain"])
        table.add_row(row["name"], domain, row["error"], ", ".join(row["formats"]), row["status"], row["citation"])
    _show(table)


def print_bench(rows: Sequence[Any]) -> None:
    """Bench rows."""
    table = _table("bench", ("name",), ("value", "unit", "peer", "ratio"))
    for row in rows:
        peer, ratio = _number(row.peer, ",.4g"), _number(row.ratio, ".2f")
        table.add_row(row.name, _number(row.value, ",.4g"), row.unit, peer, ratio)
    _show(table)

"""`bench --apps`: every program of the table, measured and shown."""

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from results.apps.measure import AppRow, measure
from results.apps.table import APPS
from results.library.install import Installation, install
from results.library.speeds import measured, time_here

WIDTH = 140
"""Columns of text where the output is no terminal."""


def app_rows() -> Iterator[AppRow]:
    """The rows of all programs; kernels are timed first on a machine whose speeds nobody knows."""
    if not measured():
        time_here(lambda what, done, total: print(f"{what}, {done} of {total}", file=sys.stderr, flush=True))
    for app in APPS.values():
        print(f"measuring {app.name}", file=sys.stderr, flush=True)
        yield measure(app)


def what_is_installed() -> Installation:
    """Installation that the column "installed" stands for; nothing stays installed."""
    with install() as made:
        return made


def print_apps(rows: Sequence[AppRow]) -> None:
    """The rows as a table, and what is installed."""
    print(what_is_installed(), end="\n\n")
    time = _table("time, one core", ("program",), ("ms stock", "installed", "ratio", "ceiling", "reached", "verdict"))
    error = _table("error", ("program", "kind"), ("stock", "installed", "floor", "noise"))
    for row in rows:
        time.add_row(*time_cells(row))
        error.add_row(*error_cells(row))
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print(time)
    console.print(error)
    print(
        "ceiling: every function a product; reached: the share of that gain. floor: every function correctly rounded;"
    )
    print("noise: two float64 runs from different starts.")


def _table(title: str, left: tuple[str, ...], right: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left")
    for name in left:
        table.add_column(name, no_wrap=True)
    for name in right:
        table.add_column(name, justify="right")
    return table


def time_cells(row: AppRow) -> tuple[str, ...]:
    """A row of the table of times."""
    times = (f"{row.stock_ms:.3f}", f"{row.installed_ms:.3f}", f"{row.ratio:.2f} +- {row.spread:.2f}")
    return (row.name, *times, f"{row.ceiling:.2f}", f"{row.share:.0%}", row.verdict)


def error_cells(row: AppRow) -> tuple[str, ...]:
    """A row of the table of errors."""
    noise = "-" if row.noise is None else f"{row.noise:.1e}"
    errors = (f"{error:.1e}" for error in (row.stock_error, row.installed_error, row.floor_error))
    return (row.name, row.error_kind, *errors, noise)

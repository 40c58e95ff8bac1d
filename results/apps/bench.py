"""`bench --apps`: every program of the table, measured and shown."""

import sys
from collections.abc import Iterator, Sequence

from results.apps.measure import AppRow, measure
from results.apps.table import APPS
from results.install import Installation, install
from results.speeds import measured, time_here
from results.tables import console, table_of


def app_rows() -> Iterator[AppRow]:
    """The rows of all programs; kernels are timed first on a machine whose speeds nobody knows."""
    if not measured():
        time_here(lambda what, done, total: print(f"{what}, {done} of {total}", file=sys.stderr, flush=True))
    for app in APPS.values():
        print(f"measuring {app.name}", file=sys.stderr, flush=True)
        yield measure(app)


def what_is_installed() -> Installation:
    """What the column "installed" stands for; nothing stays installed."""
    with install() as made:
        return made


def print_apps(rows: Sequence[AppRow]) -> None:
    """The rows as a table, and what is installed."""
    print(what_is_installed(), end="\n\n")
    words = ("ms stock", "installed", "ratio", "ceiling", "reached", "error: stock", "installed", "floor", "noise")
    table = table_of("whole programs, one core", ("program",), (*words, "verdict"))
    for row in rows:
        table.add_row(row.name, *cells(row))
    console().print(table)
    print(
        "ceiling: every function a product. floor: every function correctly rounded. Errors are those of whole outputs,"
    )
    print(
        "largest over the largest value; of long runs the Wasserstein distance of distributions over their deviation,"
    )
    print("with noise that of two float64 runs.")


def cells(row: AppRow) -> tuple[str, ...]:
    """What the table shows after the name."""
    noise = "-" if row.noise is None else f"{row.noise:.1e}"
    errors = (f"{error:.1e}" for error in (row.stock_error, row.installed_error, row.floor_error))
    times = (f"{row.stock_ms:.3f}", f"{row.installed_ms:.3f}", f"{row.ratio:.2f} +- {row.spread:.2f}")
    return (*times, f"{row.ceiling:.2f}", f"{row.share:.0%}", *errors, noise, row.verdict)

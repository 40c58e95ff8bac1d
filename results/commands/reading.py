"""Commands that read a run or a table: status, show, report, plot, targets, records, doctor."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from results.commands.console import DONE, FAILED, JsonFlag, RefusedError, choose_device, print_json, say, warn

RunArgument = Annotated[Path, typer.Argument(help="A run directory.")]


def status(run: RunArgument, as_json: JsonFlag = False) -> None:
    """Show the state of a run, during it or after: rate, front, budget left, workers, faults.

    \b
    Examples:
      run.py status RUN
      run.py status RUN --json
    """  # noqa: D301
    from evo.run.status import read_status
    from results.tables.status_text import status_lines

    value = read_status(run)
    if as_json:
        print_json(value)
    else:
        say("\n".join(status_lines(value)))


def show(
    run: RunArgument,
    as_json: JsonFlag = False,
    plain: Annotated[bool, typer.Option("--no-pictures", help="Only the table.")] = False,
) -> None:
    """Show the front of a run: a table, a picture, and its errors along the float line beside stock.

    Of whole kernels it shows what each operation does, and pictures of the values that the rest is a polynomial of.

    \b
    Examples:
      run.py show RUN
      run.py show RUN --json
    """  # noqa: D301
    from evo.run.run_format import read_front
    from evo.run.whole_format import WholeSummary
    from results.tables.tables import print_front

    front = read_front(run)
    if as_json:
        print_json(front)
        return
    if isinstance(front, WholeSummary):
        from results.tables.whole_text import explained, print_whole_front

        print_whole_front(front)
        say("\n".join(explained(front, front.front, not plain)))
        return
    print_front(front)
    if not plain:
        from results.report.content import gather
        from results.report.terminal import pictures

        say("\n" + "\n".join(pictures(gather(run), shutil.get_terminal_size((100, 24)).columns)))


def report(
    run: RunArgument,
    form: Annotated[str, typer.Option("--format", help="Format: html, md or csv.")] = "html",
    out: Annotated[Path | None, typer.Option("--out", help="The file; default report.FORMAT in the run.")] = None,
) -> None:
    """Write a report of a run, also of one under way: one HTML file that opens from disk, Markdown or CSV.

    \b
    Examples:
      run.py report RUN
      run.py report RUN --format md --out exp2.md
    """  # noqa: D301
    from results.report.write import write_report

    say(write_report(run, form, out))


def plot(  # noqa: PLR0913, PLR0917  one option each
    run: Annotated[Path | None, typer.Argument(help="A run directory.")] = None,
    form: Annotated[
        list[str] | None, typer.Option("--format", help="png or svg; default both, svg for --library.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The folder; default RUN/plots, and for --library results/report/pictures."),
    ] = None,
    library: Annotated[
        bool, typer.Option("--library", help="Plot the kernel library instead: error against speed, beside stock.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--measure", help="With --library: first measure the errors of stock jax on a sample.")
    ] = False,
    exhaustive: Annotated[
        bool, typer.Option("--exhaustive", help="With --measure: over every float32; half an hour of two cores.")
    ] = False,
) -> None:
    """Write plots for papers. Of a run: front, progress, errors along the float line, error of the core, histogram, lineage.

    \b
    Examples:
      run.py plot RUN
      run.py plot RUN --format svg --out figures
      run.py plot --library
      run.py plot --library --measure --exhaustive
    """  # noqa: D301
    if (run is None) is not library or (again and not library):
        raise RefusedError("plot needs either a run directory, or --library (alone or with --measure)")
    if exhaustive and not again:
        raise RefusedError("--exhaustive goes with --measure: it says how the errors of stock jax are measured")
    for path in _library_plots(out, form, again, exhaustive) if run is None else _run_plots(run, out, form):
        say(path)


def _run_plots(run: Path, out: Path | None, form: list[str] | None) -> list[Path]:
    from results.report.content import gather
    from results.report.plots import PICTURE_FORMATS, write_plots
    from results.report.write import with_curves

    return write_plots(with_curves(gather(run)), out or run / "plots", form or PICTURE_FORMATS)


def _library_plots(out: Path | None, form: list[str] | None, again: bool, exhaustive: bool) -> list[Path]:
    from results.report.library_plot import FOLDER, write_library_plot

    if again:
        choose_device("auto")
        from results.bench.stock_errors import keep, measure_stock

        keep(measure_stock(lambda name: say(f"measuring stock's {name}", error=True), exhaustive))
    return write_library_plot(out or FOLDER, form or ("svg",))


def targets(as_json: JsonFlag = False) -> None:
    """List the targets.

    \b
    Examples:
      run.py targets
      run.py targets --json
    """  # noqa: D301
    from results.record.listing import target_rows

    rows = target_rows()
    if as_json:
        print_json(rows)
    else:
        from results.tables.tables import print_targets

        print_targets(rows)


def records(  # noqa: PLR0913, PLR0917  one option each
    as_json: JsonFlag = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the table as Markdown.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="List fast kernels instead: within 2**-12.")] = False,
    further: Annotated[bool, typer.Option("--further", help="List kernels of which nothing was asked.")] = False,
    page: Annotated[bool, typer.Option("--page", help="Print all tables as the page results/KERNELS.md.")] = False,
    again: Annotated[
        bool, typer.Option("--time", help="Measure times first. Noisy measurements are discarded, quiet ones recorded.")
    ] = False,
    rehash: Annotated[
        bool,
        typer.Option(
            "--rehash",
            help="Sweep records with the older SHA-256 of all outputs again first, and add the BLAKE3 of the same outputs.",
        ),
    ] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Threads of --rehash; one a core.")] = None,
) -> None:
    """List recorded kernels beside the error and speed asked of each function.

    With --time a new time replaces the one on record for this machine. Program, hash and accuracy of a record never change.
    --rehash compares the older hash of all outputs, keeps it beside the new one, and goes on where it was stopped.

    \b
    Examples:
      run.py records
      run.py records --fast --json
      run.py records --further
      run.py records --page
      run.py records --time
      run.py records --rehash --jobs 2
    """  # noqa: D301
    if rehash:
        _hash_again(jobs)
    if again:
        _time_again()
    if page:
        from results.tables.library_page import library_page

        say(library_page().rstrip("\n"))
        return
    cells, show = _fast() if fast else _further() if further else _beside_what_is_asked()
    if markdown:
        from results.tables.record_tables import markdown as as_markdown

        say(as_markdown(cells).rstrip("\n"))
    elif as_json:
        print_json(cells)
    else:
        show()


PrintableTable = tuple[list[dict[str, str]], Callable[[], None]]
"""A table's cells by heading, and what prints it for a person."""


def _beside_what_is_asked() -> PrintableTable:
    from results.record.listing import bar_rows
    from results.tables.record_tables import bar_cells, print_bars

    rows = bar_rows()
    return [bar_cells(row) for row in rows], lambda: print_bars(rows)


def _fast() -> PrintableTable:
    from results.record.listing import fast_rows
    from results.tables.record_tables import fast_cells, print_fast

    rows = fast_rows()
    return [fast_cells(row) for row in rows], lambda: print_fast(rows)


def _further() -> PrintableTable:
    from results.record.listing import further_rows
    from results.tables.record_tables import further_cells, print_further

    rows = further_rows()
    return [further_cells(row) for row in rows], lambda: print_further(rows)


def _hash_again(jobs: int | None) -> None:
    choose_device("cpu")
    from results.verification.again.rehashing import rehash_all

    rehash_all(lambda text: say(text, error=True), jobs)


def _time_again() -> None:
    choose_device("auto")
    from results.record.listing import recorded_names
    from results.verification.again.retiming import DisturbedError, retime
    from search_spaces.targets import TARGETS

    for name in recorded_names():
        if name not in TARGETS:
            continue
        try:
            count = len(retime(name))
            say(f"timed {name}" if count else f"{name}: no record was verified on this processor", error=True)
        except DisturbedError as error:
            warn(str(error))


def doctor(
    as_json: JsonFlag = False,
    quick: Annotated[bool, typer.Option("--quick", help="Skip the slow checks: timer noise, Ray.")] = False,
) -> None:
    """Check this machine, and say what each missing thing costs. Fails where searches cannot run.

    \b
    Examples:
      run.py doctor
      run.py doctor --quick --json
    """  # noqa: D301
    from results.commands.doctor import checkup
    from results.tables.doctor_text import doctor_lines

    findings = checkup(quick, lambda what: say(f"checking {what}", error=True))
    if as_json:
        print_json(findings)
    else:
        say("\n".join(doctor_lines(findings)))
    raise typer.Exit(FAILED if any(finding.verdict == "fails" for finding in findings) else DONE)

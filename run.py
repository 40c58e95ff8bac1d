"""The command line of evonumerics: `run.py` and the console script are this program."""

import errno
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="evonumerics",
    help="Evolve numeric kernels, prove them on every float32, export them for Python and JAX.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
BackendOption = Annotated[str, typer.Option("--backend", help="auto, cpu or gpu: where kernels run.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="Where to write.")]
ResidentOption = Annotated[
    str, typer.Option("--resident", help="L1, L2 or 1e7: where the arrays of a timing loop stay.")
]
VectorOption = Annotated[
    int | None, typer.Option("--vector-bits", help="256 or 512; default: what XLA prefers, 256 on x86-64.")
]
MaxUlpOption = Annotated[float | None, typer.Option("--max-ulp", help="Only kernels within this bound.")]


class RefusedError(Exception):
    """Bad input, found by this module."""


def json_text(value: Any) -> str:
    """Strict JSON."""
    from evaluators.report import to_json

    return json.dumps(to_json(value), indent=1, allow_nan=False)


def print_json(value: Any) -> None:
    """Strict JSON on standard output."""
    print(json_text(value))


def choose_device(backend: str) -> None:
    """Point jax at the device asked for.

    Raises:
        RefusedError: The name is unknown, or there is no such device.
    """
    if backend not in ("auto", "cpu", "gpu"):
        raise RefusedError(f"--backend is {backend!r}; allowed: auto, cpu, gpu")
    import jax

    from evaluators.backends.jax_backend import dispatch_inline

    dispatch_inline()
    if backend == "auto":
        return
    try:
        device = jax.devices(backend)[0]
    except RuntimeError:
        raise RefusedError(
            f"--backend {backend}: jax finds no {backend} here. Use --backend cpu, or install jax for it."
        ) from None
    jax.config.update("jax_default_device", device)


@app.command()
def search(  # noqa: PLR0913, PLR0917  one option each
    target: Annotated[
        str | None,
        typer.Argument(help="A target (see `targets`), a campaign file ending in .toml, or a name for --target-expr."),
    ] = None,
    target_expr: Annotated[
        str | None, typer.Option(help="Your own function of x, such as 'exp(-x*x)'; needs --domain.")
    ] = None,
    domain: Annotated[
        str | None,
        typer.Option(
            help="A,B: the interval. Outside it a kernel returns NaN, with --set outside=clamp the value at the nearest end."
        ),
    ] = None,
    error: Annotated[str | None, typer.Option(help="relative or absolute, of a search in the reals.")] = None,
    minutes: Annotated[
        float | None, typer.Option(help="Wall time of the search; default 3 without --evaluations.")
    ] = None,
    evaluations: Annotated[int | None, typer.Option(help="Distinct programs to fit, exactly.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of every random choice; default 0.")] = None,
    workers: Annotated[int | None, typer.Option(help="Epochs that run at once; default: the cores.")] = None,
    executor: Annotated[str | None, typer.Option(help="auto, local or ray.")] = None,
    address: Annotated[str | None, typer.Option(help="HOST:PORT of a running Ray cluster.")] = None,
    max_ops: Annotated[int | None, typer.Option(help="Most operations of a program that depend on x.")] = None,
    real: Annotated[bool | None, typer.Option("--real", help="Search in the reals: error against operations.")] = None,
    storage: Annotated[
        str | None, typer.Option(help="Folder or fsspec URL of the checkpoints; default the run directory.")
    ] = None,
    backend: Annotated[str | None, typer.Option(help="auto, cpu or gpu: where kernels run.")] = None,
    out: Annotated[Path | None, typer.Option(help="The run directory; default results/runs/TARGET-SEED-TIME.")] = None,
    assign: Annotated[list[str] | None, typer.Option("--set", help="key=value of the campaign, dotted keys.")] = None,
    replay: Annotated[
        Path | None, typer.Option(help="Search as a finished run did: its campaign, its measured times.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the resolved campaign and stop.")] = False,
) -> None:
    """Search for a target, verify and export what is found, compare it.

    Examples: `run.py search exp2`, `run.py search exp2 --real --minutes 5`, `run.py search campaign.toml --seed 3`,
    `run.py search --target-expr "exp(-x*x)" --domain 0,1`, `run.py search sin --domain 0,1 --set outside=clamp`.
    """
    given = {"minutes": minutes, "evaluations": evaluations, "seed": seed, "workers": workers, "executor": executor}
    given |= {"address": address, "max_ops": max_ops, "real": real, "backend": backend, "storage": storage}
    given |= {"target_expr": target_expr, "domain": _domain(domain), "error": error}
    overrides = {key: value for key, value in given.items() if value is not None}
    campaign, logged = _replayed(replay, target, overrides, assign or ())
    if dry_run:
        print(campaign.toml(), end="")
        return
    run = out or Path("results/runs") / f"{campaign.target}-{campaign.seed}-{time.strftime('%Y%m%d-%H%M%S')}"
    if not campaign.real:
        choose_device(campaign.backend)
    from evo.lock import RunLock
    from evo.runs import claim, create

    claim(run, campaign.storage)
    with RunLock(run):
        _carry_out(create(run, campaign, logged), run)


@app.command()
def resume(
    run: Annotated[Path, typer.Argument(help="A run directory.")],
    workers: Annotated[int | None, typer.Option(help="Epochs that run at once from now on.")] = None,
    executor: Annotated[str | None, typer.Option(help="auto, local or ray from now on.")] = None,
    address: Annotated[str | None, typer.Option(help="HOST:PORT of a running Ray cluster.")] = None,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway", help="Go on although another program or machine made it, or its campaign has changed."
        ),
    ] = False,
) -> None:
    """Go on with a run that stopped, for whatever reason; what comes out is what it would have been."""
    from evo.lock import RunLock
    from evo.run_format import require_run

    require_run(run)
    given = {"workers": workers, "executor": executor or ("ray" if address else None), "address": address}
    with RunLock(run):
        from evo.runs import is_finished, reopen

        if is_finished(run):
            print(f"{run} is finished: see `run.py show {run}`", file=sys.stderr)
            print(run)
            return
        opened = reopen(run, {k: v for k, v in given.items() if v is not None}, anyway, _warn)
        if not opened.campaign.real:
            choose_device(opened.campaign.backend)
        _carry_out(opened, run)


def _warn(text: str) -> None:
    print(f"warning: {text}", file=sys.stderr)


def _carry_out(opened: Any, run: Path) -> None:
    """Run an open run to its end and print what it found."""
    from results.live import Display
    from results.pipeline import Search
    from results.tables import print_comparison, print_front

    campaign = opened.campaign
    with Display(f"{campaign.target}, seed {campaign.seed}") as display:
        result = Search(opened, run, display).execute()
    print_front(result.summary)
    if result.rows:
        print_comparison(result.rows)
    if result.interrupted:
        print(
            f"interrupted: {len(result.summary.front)} programs of the front are kept in {run}. To go on: run.py resume "
            f"{run}",
            file=sys.stderr,
        )
    print(run)
    if result.interrupted:
        raise typer.Exit(INTERRUPTED)


@app.command()
def status(run: Annotated[Path, typer.Argument(help="A run directory.")], as_json: JsonFlag = False) -> None:
    """Show how a run fares, while it runs or after."""
    from evo.status import read_status
    from results.status_text import status_lines

    value = read_status(run)
    if as_json:
        print_json(value)
    else:
        print("\n".join(status_lines(value)))


def _replayed(replay: Path | None, target: str | None, overrides: dict[str, Any], assign: Sequence[str]) -> Any:
    """The campaign, and the logged inputs of the run that it replays, or None."""
    if replay is None:
        return _campaign(target, overrides, assign), None
    free = {"workers", "executor", "address", "storage", "backend"}
    if target is not None or assign or not set(overrides) <= free:
        raise RefusedError(f"--replay takes the campaign of the run; beside it go only {', '.join(sorted(free))}")
    from evo.runs import replayed

    return replayed(replay, overrides, _warn)


def _domain(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    from search_spaces.expressions import parse_domain

    return parse_domain(text)


def _campaign(target: str | None, overrides: dict[str, Any], assign: Sequence[str]) -> Any:
    """The campaign of a file, of a row of the table or of an expression."""
    from_file = target is not None and target.endswith(".toml")
    if target is None and "target_expr" not in overrides:
        raise RefusedError("search needs a target, a campaign file, or --target-expr with --domain")
    if target is not None and not from_file and "target_expr" not in overrides:
        from search_spaces.targets import find_target

        find_target(target)
    from evo.config import load, resolve

    if target is not None and from_file:
        return load(Path(target), overrides, assign)
    return resolve({"target": target, **overrides} if target else overrides, assign)


@app.command()
def show(run: Annotated[Path, typer.Argument(help="A run directory.")], as_json: JsonFlag = False) -> None:
    """Show the front of a run."""
    from evo.run_format import read_front
    from results.tables import print_front_json

    front = read_front(run)
    if as_json:
        print_json(front)
    else:
        print_front_json(front)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="An exported file, or a record.")],
    target: Annotated[str | None, typer.Option(help="Judge against this target; default: the file's own.")] = None,
    exhaustive: Annotated[bool, typer.Option("--exhaustive", help="All 2**32 inputs instead of a sample.")] = False,
    backend: BackendOption = "auto",
    as_json: JsonFlag = False,
) -> None:
    """Measure an exported file's largest error and compare it with what the file states."""
    if backend != "auto":
        choose_device(backend)
    if target is not None:
        from search_spaces.targets import find_target

        find_target(target)
    from results.tables import print_verification
    from results.verify_record import verify_path

    report = verify_path(file, target, exhaustive, backend)
    if as_json:
        print_json(report)
    else:
        print_verification(report)
    raise typer.Exit(DONE if report["ok"] else FAILED)


@app.command()
def record(run: Annotated[Path, typer.Argument(help="A finished float32 run.")], max_ulp: MaxUlpOption = None) -> None:
    """Add a run's verified winners to results/records/."""
    from results.collect import record_run

    for path in record_run(run, max_ulp):
        print(path)


@app.command()
def reproduce(
    file: Annotated[Path, typer.Argument(help="A record of a float32 kernel.")],
    workers: Annotated[int, typer.Option(help="Epochs that run at once.")] = 2,
    as_json: JsonFlag = False,
) -> None:
    """Search again with a record's seed and budget: the same kernel comes out, bit for bit."""
    choose_device("auto")
    from results.live import Display
    from results.record import read
    from results.reproduce import reproduce as search_again

    if workers < 1:
        raise RefusedError(f"--workers is {workers}; allowed: an integer above 0")
    kept = read(file)
    with Display(f"{kept.target}, record {kept.hash}") as display:
        found = search_again(kept, workers, display.progress)
    if as_json:
        print_json(found)
    else:
        verdict = "made again, bit for bit" if found.found else "NOT among them"
        print(f"{file}: {found.evaluations:,} programs fitted, {len(found.kernels)} kernels; the record's is {verdict}")
    raise typer.Exit(DONE if found.found else FAILED)


@app.command()
def export(
    source: Annotated[str, typer.Argument(help="A run, a record, a target, or all.")],
    to: Annotated[
        str | None,
        typer.Option("--to", help="python, jax or c; all without it writes results/kernels, in every format."),
    ] = None,
    max_ulp: MaxUlpOption = None,
    out: OutOption = None,
) -> None:
    """Write kernels as standalone files."""
    from results.collect import export_to

    for path in export_to(source, to, max_ulp, out):
        print(path)


@app.command()
def compare(  # noqa: PLR0913, PLR0917  one option each
    target: Annotated[str, typer.Argument(help="A target, or all.")],
    backend: BackendOption = "auto",
    exhaustive: Annotated[bool, typer.Option("--exhaustive", help="Sweep every float32 instead of a sample.")] = False,
    resident: ResidentOption = "L1",
    vector_bits: VectorOption = None,
    as_json: JsonFlag = False,
    csv: Annotated[Path | None, typer.Option(help="Also write the rows as CSV.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json-file", help="Also write the JSON to a file.")] = None,
) -> None:
    """Compare recorded kernels with stock jax, NumPy, libm, libmvec and SLEEF: accuracy and time."""
    from evaluators.timing import setting_named

    setting = setting_named(resident, vector_bits)
    choose_device(backend)
    from evaluators.backends.jax_backend import fingerprint
    from evaluators.files import write_atomic
    from results.collect import compare_targets
    from results.comparison import libraries_left_out, to_csv
    from results.tables import print_comparison

    rows, left_out = compare_targets(target, exhaustive, setting), libraries_left_out(setting)
    value = {"fingerprint": fingerprint(), "left_out": left_out, "rows": rows}
    if csv is not None:
        write_atomic(csv, to_csv(rows))
    if json_file is not None:
        write_atomic(json_file, json_text(value) + "\n")
    if as_json:
        print_json(value)
    else:
        print_comparison(rows, left_out)


@app.command()
def records(
    as_json: JsonFlag = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the README's table.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="The fastest kernels within 2**-12 instead.")] = False,
) -> None:
    """Recorded kernels beside the error and speed that each function is measured against."""
    from results import record_tables
    from results.collect import bar_rows, fast_rows

    if fast:
        cells = [record_tables.fast_cells(row) for row in fast_rows()]
    else:
        cells = [record_tables.bar_cells(row) for row in bar_rows()]
    if markdown:
        print(record_tables.markdown(cells), end="")
    elif as_json:
        print_json(cells)
    elif fast:
        record_tables.print_fast(fast_rows())
    else:
        record_tables.print_bars(bar_rows())


@app.command()
def targets(as_json: JsonFlag = False) -> None:
    """List the targets."""
    from results.collect import target_rows
    from results.tables import print_targets

    rows = target_rows()
    if as_json:
        print_json(rows)
    else:
        print_targets(rows)


@app.command()
def bench(  # noqa: PLR0913, PLR0917  one option each
    kernels: Annotated[bool, typer.Option("--kernels", help="Only kernels: needs neither numba nor ray.")] = False,
    target: Annotated[str | None, typer.Option("--target", help="Only the kernels of this target.")] = None,
    aa: Annotated[
        bool, typer.Option("--aa", help="Time one kernel under two names: which differences mean something.")
    ] = False,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Measure the weights of the cost model, for evaluators/cost.py.")
    ] = False,
    surroundings: Annotated[
        bool,
        typer.Option("--surroundings", help="Kernels with a part for huge arguments: alone, fused, vmap, scan."),
    ] = False,
    apps: Annotated[
        bool,
        typer.Option("--apps", help="Whole programs with stock jax and with the kernels installed: time and error."),
    ] = False,
    resident: ResidentOption = "L1",
    vector_bits: VectorOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Measure the engine's throughput, kernels against stock, or whole programs."""
    if apps:
        _bench_apps(as_json)
        return
    from evaluators.timing import setting_named

    setting = setting_named(resident, vector_bits)
    choose_device("auto")
    from evaluators.backends.jax_backend import fingerprint
    from results.bench import aa_rows, calibration_rows, engine_rows, kernel_rows
    from results.tables import print_bench

    if surroundings:
        from results.surroundings import surroundings_rows

        rows = surroundings_rows(target)
    elif calibrate:
        rows = calibration_rows(setting)
    elif aa:
        rows = aa_rows(target, setting)
    else:
        rows = [*([] if kernels or target else engine_rows()), *kernel_rows(target, setting)]
    if as_json:
        print_json({"fingerprint": fingerprint(), "resident": resident, "vector_bits": vector_bits, "rows": rows})
    else:
        print_bench(rows)


def _bench_apps(as_json: bool) -> None:
    from results.apps.measure import on_one_core

    on_one_core()
    choose_device("auto")
    from evaluators.backends.jax_backend import fingerprint
    from results.apps.bench import app_rows, print_apps, what_is_installed

    rows = list(app_rows())
    if as_json:
        kernels = [{"target": kernel.target, "record": kernel.record} for kernel in what_is_installed().kernels]
        print_json({"fingerprint": fingerprint(), "installed": kernels, "rows": rows})
    else:
        print_apps(rows)


def _explain(error: Exception) -> tuple[str, int]:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"the disk is full: {error.filename or error}. What was finished is kept.", FAILED
    if isinstance(error, (ValueError, FileNotFoundError, FileExistsError, NotADirectoryError, RefusedError)):
        return str(error), BAD_INPUT
    return str(error), FAILED


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exits 0 done, 1 failed, 2 bad usage or input, 130 interrupted, with one line for each error."""
    try:
        app(arguments, prog_name="run.py")
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    except (ValueError, OSError, RuntimeError, RefusedError) as error:
        message, code = _explain(error)
        print(f"error: {message}", file=sys.stderr)
        raise SystemExit(code) from None


if __name__ == "__main__":
    main()

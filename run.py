"""The command line of evonumerics: `run.py` and the console script are this program."""

import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from results.commands import campaigns, reading
from results.commands.console import (
    BAD_INPUT,
    DONE,
    FAILED,
    INTERRUPTED,
    BackendOption,
    JsonFlag,
    RefusedError,
    choose_device,
    json_text,
    print_json,
    tolerate_any_locale,
    warn,
)

app = typer.Typer(
    name="evonumerics",
    help="Evolve numeric kernels, prove them on every float32, export them for Python and JAX.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (campaigns.search, campaigns.resume, reading.status, reading.show, reading.report, reading.plot):
    app.command()(command)
OutOption = Annotated[Path | None, typer.Option("--out", help="Where to write.")]
ResidentOption = Annotated[
    str, typer.Option("--resident", help="L1, L2 or 1e7: where the arrays of a timing loop stay.")
]
VectorOption = Annotated[
    int | None, typer.Option("--vector-bits", help="256 or 512; default: what XLA prefers, 256 on x86-64.")
]
MaxUlpOption = Annotated[float | None, typer.Option("--max-ulp", help="Only kernels within this bound.")]


@app.command()
def verify(  # noqa: PLR0913, PLR0917  one option each
    file: Annotated[Path, typer.Argument(help="An exported file, or a record.")],
    target: Annotated[str | None, typer.Option(help="Judge against this target; default: the file's own.")] = None,
    exhaustive: Annotated[bool, typer.Option("--exhaustive", help="All 2**32 inputs instead of a sample.")] = False,
    backend: BackendOption = "auto",
    reverify: Annotated[
        bool, typer.Option("--reverify", help="Of a record: add that its kernel was verified where this runs.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Measure an exported file's largest error and compare it with what the file states.

    \b
    Examples:
      run.py verify results/kernels/jax/exp2.py
      run.py verify KERNEL.py --exhaustive
      run.py verify RECORD.json --reverify
      run.py verify results/kernels/jax/atan2.py
    """  # noqa: D301
    if backend != "auto":
        choose_device(backend)
    if target is not None:
        from search_spaces.targets import find_target

        find_target(target)
    from results.tables import print_verification
    from results.verify_record import again_here, verify_path

    if reverify:
        again_here(file, lambda done, total: print(f"measured: {100 * done // total} %", file=sys.stderr))
    report = verify_path(file, target, exhaustive, backend)
    if as_json:
        print_json(report)
    else:
        print_verification(report)
    raise typer.Exit(DONE if report["ok"] else FAILED)


@app.command()
def record(run: Annotated[Path, typer.Argument(help="A finished float32 run.")], max_ulp: MaxUlpOption = None) -> None:
    """Add a run's verified winners to results/records/.

    \b
    Examples:
      run.py record RUN --max-ulp 1
    """  # noqa: D301
    from results.collect import record_run

    for path in record_run(run, max_ulp):
        print(path)


@app.command()
def reproduce(
    file: Annotated[Path, typer.Argument(help="A record of a float32 kernel.")],
    workers: Annotated[int, typer.Option(help="Epochs that run at once.")] = 2,
    as_json: JsonFlag = False,
) -> None:
    """Search again with a record's seed and budget: the same kernel comes out, bit for bit.

    \b
    Examples:
      run.py reproduce results/records/exp2/302a715dc8853c03.json
    """  # noqa: D301
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
        if found.other_engine and not found.found:
            print(
                f"Another version of the search made it: check out the commit that added {file.name}, and search there."
            )
    raise typer.Exit(DONE if found.found else FAILED)


@app.command()
def export(
    source: Annotated[str, typer.Argument(help="A run, a record, a target, or all.")],
    to: Annotated[
        str | None,
        typer.Option("--to", help="python, jax, c, pallas, sympy or latex; all without it writes results/kernels."),
    ] = None,
    max_ulp: MaxUlpOption = None,
    out: OutOption = None,
    verify_first: Annotated[
        bool, typer.Option("--verify", help="First measure what records of the library lack: C and NumPy files.")
    ] = False,
) -> None:
    """Write kernels as standalone files.

    \b
    Examples:
      run.py export exp2 --to jax
      run.py export all --to python --out kernels
      run.py export tanh --to latex
      run.py export all --verify
    """  # noqa: D301
    if verify_first:
        from results.verifications import complete_library

        complete_library(lambda text: print(f"measuring {text}", file=sys.stderr, flush=True))
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
    """Compare recorded kernels with stock jax, NumPy, libm, libmvec and SLEEF: accuracy and time.

    \b
    Examples:
      run.py compare exp2
      run.py compare exp2 --exhaustive --csv exp2.csv
    """  # noqa: D301
    from evaluators.timing import setting_named

    setting = setting_named(resident, vector_bits)
    choose_device(backend)
    from evaluators.backends.jax_backend import fingerprint
    from evaluators.files import write_atomic
    from results.collect import compare_targets
    from results.comparison import disturbance, libraries_left_out, to_csv
    from results.tables import print_comparison

    rows, left_out = compare_targets(target, exhaustive, setting), libraries_left_out(setting)
    value = {"fingerprint": fingerprint(), "left_out": left_out, "rows": rows}
    if (warning := disturbance(rows)) is not None:
        warn(warning)
    if csv is not None:
        write_atomic(csv, to_csv(rows))
    if json_file is not None:
        write_atomic(json_file, json_text(value) + "\n")
    if as_json:
        print_json(value)
    else:
        print_comparison(rows, left_out)


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
    imports: Annotated[
        bool,
        typer.Option("--imports", help="Import and first call of the library's JAX files, against stock's first call."),
    ] = False,
    resident: ResidentOption = "L1",
    vector_bits: VectorOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Measure the engine's throughput, kernels against stock, or whole programs.

    \b
    Examples:
      run.py bench --kernels --target exp2
      run.py bench --aa
      run.py bench --apps
      run.py bench --imports --target sin
    """  # noqa: D301
    if apps:
        _bench_apps(as_json)
        return
    if imports:
        _bench_imports(target, as_json)
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


def _bench_imports(target: str | None, as_json: bool) -> None:
    choose_device("auto")
    from evaluators.backends.jax_backend import fingerprint
    from results.import_times import import_rows, print_imports

    rows = import_rows(target)
    if as_json:
        print_json({"fingerprint": fingerprint(), "rows": rows})
    else:
        print_imports(rows)


for command in (reading.records, reading.targets, reading.doctor):
    app.command()(command)


def _explain(error: Exception) -> tuple[str, int]:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"the disk is full: {error.filename or error}. What was finished is kept.", FAILED
    if isinstance(error, (ValueError, FileNotFoundError, FileExistsError, NotADirectoryError, RefusedError)):
        return str(error), BAD_INPUT
    return str(error), FAILED


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exits 0 done, 1 failed, 2 bad usage or input, 130 interrupted, with one line for each error."""
    tolerate_any_locale()
    name = Path(sys.argv[0]).name
    try:
        app(arguments, prog_name=name if name == "evonumerics" else "run.py")
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    except (ValueError, OSError, RuntimeError, RefusedError) as error:
        message, code = _explain(error)
        print(f"error: {message}", file=sys.stderr)
        raise SystemExit(code) from None


if __name__ == "__main__":
    main()

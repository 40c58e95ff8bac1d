"""Commands on kernels: verify, record, reproduce, export, compare."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from results.commands.console import (
    DONE,
    FAILED,
    BackendOption,
    JsonFlag,
    RefusedError,
    ResidentOption,
    VectorOption,
    choose_device,
    json_text,
    print_json,
    say,
    warn,
)

OutOption = Annotated[Path | None, typer.Option("--out", help="Where to write.")]
MaxUlpOption = Annotated[float | None, typer.Option("--max-ulp", help="Only kernels within this bound.")]


def verify(  # noqa: PLR0913, PLR0917  one option each
    file: Annotated[Path, typer.Argument(help="An exported file, or a record.")],
    target: Annotated[str | None, typer.Option(help="Judge against this target; default: the file's own.")] = None,
    exhaustive: Annotated[
        bool, typer.Option("--exhaustive", help="Take all 2**32 inputs instead of a sample.")
    ] = False,
    backend: BackendOption = "auto",
    reverify: Annotated[
        bool, typer.Option("--reverify", help="Verify a record's kernel on this machine, and add that to the record.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Measure an exported file's largest error and compare it with the bound that the file states.

    This runs the file's code, in a process with little of your environment, a scratch folder, and limits on time (5 minutes;
    1 hour with --exhaustive), memory, processes and file sizes. Where bwrap or unshare works, it has no network and can write
    nowhere else. The process returns outputs alone; this program makes inputs, references and the verdict. A function that
    behaves otherwise under verification, or is right but slow, goes unnoticed.

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
    from results.verification.paths import again_here, verify_path
    from results.verification.text import print_verification

    if reverify:
        again_here(file, lambda done, total: print(f"measured: {100 * done // total} %", file=sys.stderr))
    report = verify_path(file, target, exhaustive, backend)
    if as_json:
        print_json(report)
    else:
        print_verification(report)
    raise typer.Exit(DONE if report["ok"] else FAILED)


def record(run: Annotated[Path, typer.Argument(help="A finished float32 run.")], max_ulp: MaxUlpOption = None) -> None:
    """Add a run's verified winners to results/records/.

    \b
    Examples:
      run.py record RUN --max-ulp 1
    """  # noqa: D301
    from results.commands.collect import record_run

    for path in record_run(run, max_ulp):
        say(path)


def reproduce(
    file: Annotated[Path, typer.Argument(help="A record of a float32 kernel.")],
    workers: Annotated[int, typer.Option(help="Epochs that run at once.")] = 2,
    as_json: JsonFlag = False,
) -> None:
    """Search again with a record's seed and budget, and find the same kernel, bit for bit.

    \b
    Examples:
      run.py reproduce results/records/exp2/302a715dc8853c03.json
    """  # noqa: D301
    choose_device("auto")
    from results.record.record import read
    from results.report.live import Display
    from results.verification.again.reproduce import reproduce as search_again

    if workers < 1:
        raise RefusedError(f"--workers is {workers}; allowed: an integer above 0")
    kept = read(file)
    with Display(f"{kept.target}, record {kept.hash}") as display:
        found = search_again(kept, workers, display.progress)
    if as_json:
        print_json(found)
    else:
        verdict = "made again, bit for bit" if found.found else "NOT among them"
        say(f"{file}: {found.evaluations:,} programs fitted, {len(found.kernels)} kernels; the record's is {verdict}")
        if found.other_engine and not found.found:
            say(
                f"Another version of the search made it: check out the commit that added {file.name}, and search there."
            )
    raise typer.Exit(DONE if found.found else FAILED)


def export(  # noqa: PLR0913, PLR0917  one option each
    source: Annotated[str, typer.Argument(help="A run, a record, a target, or all.")],
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="Format: python, jax, c, pallas, sympy or latex. `export all` without it writes results/kernels.",
        ),
    ] = None,
    max_ulp: MaxUlpOption = None,
    out: OutOption = None,
    verify_first: Annotated[
        bool,
        typer.Option(
            "--verify",
            help="First measure what the library's records lack: kernels under this version of jax, C and NumPy files.",
        ),
    ] = False,
    contexts: Annotated[
        bool,
        typer.Option(
            "--contexts",
            help="First compare each kernel's bits alone, fused, at lengths 1 and 7 and under both widths of vectors with the "
            "text that hides each constant from XLA by itself. What passed is remembered: an interrupted check goes on.",
        ),
    ] = False,
    exhaustive: Annotated[
        bool,
        typer.Option("--exhaustive", help="With --contexts: also the hash of all 2**32 outputs with the record's."),
    ] = False,
) -> None:
    """Write kernels as standalone files.

    \b
    Examples:
      run.py export exp2 --to jax
      run.py export all --to python --out kernels
      run.py export tanh --to latex
      run.py export all --verify
      run.py export all --contexts --exhaustive
    """  # noqa: D301
    if (contexts or exhaustive) and source != "all":
        raise RefusedError("--contexts and --exhaustive check the library's kernels: they go with `export all` alone")
    if exhaustive and not contexts:
        raise RefusedError("--exhaustive sweeps what --contexts samples: give both")
    if contexts:
        from results.verification.again.kernel_contexts import check_library

        if not check_library(lambda text: say(text, error=True), exhaustive):
            raise typer.Exit(FAILED)
    if verify_first:
        from results.verification.verifications import complete_library

        complete_library(lambda text: say(f"measuring {text}", error=True))
    from results.commands.collect import export_to

    for path in export_to(source, to, max_ulp, out):
        say(path)


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
    """Compare recorded kernels with stock jax, NumPy, libm, libmvec, SLEEF and hand-made kernels: accuracy and time.

    \b
    Examples:
      run.py compare exp2
      run.py compare exp2 --exhaustive --csv exp2.csv
    """  # noqa: D301
    from evaluators.timing.interleaved import setting_named

    setting = setting_named(resident, vector_bits)
    choose_device(backend)
    from evaluators.backends.jax_backend import fingerprint
    from evaluators.files import write_atomic
    from results.bench.comparison import disturbance, libraries_left_out, to_csv
    from results.commands.collect import compare_targets
    from results.tables.tables import print_comparison

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

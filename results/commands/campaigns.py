"""Commands that run a campaign: search and resume."""

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from results.commands import search_options as options
from results.commands.console import (
    INTERRUPTED,
    RefusedError,
    choose_device,
    leave_at_once,
    require_device,
    say,
    warn,
)


def search(  # noqa: PLR0913, PLR0917  one option each
    target: options.TargetArgument = None,
    target_expr: options.TargetExpr = None,
    domain: options.Domain = None,
    outside: options.Outside = None,
    error: options.Error = None,
    minutes: options.Minutes = None,
    evaluations: options.Evaluations = None,
    until_exhausted: options.UntilExhausted = None,
    seed: options.Seed = None,
    workers: options.Workers = None,
    executor: options.Executor = None,
    address: options.Address = None,
    max_ops: options.MaxOps = None,
    cores: options.Cores = None,
    islands: options.Islands = None,
    epoch_evaluations: options.EpochEvaluations = None,
    classical_operations: options.ClassicalOperations = None,
    real: options.Real = None,
    whole: options.Whole = None,
    inputs: options.Inputs = None,
    ops: options.Ops = None,
    op: options.FoundOps = None,
    start: options.Start = None,
    measure: options.Measure = None,
    measure_time: options.MeasureTime = None,
    storage: options.Storage = None,
    backend: options.Backend = None,
    out: options.RunDirectory = None,
    assign: options.Assignments = None,
    replay: options.Replay = None,
    dry_run: options.DryRun = False,
) -> None:
    """Search for kernels of a target; verify, export and compare the best.

    Options are keys of the campaign, and may stand in a campaign file; --out, --set, --replay and --dry-run may not.

    \b
    Examples:
      run.py search exp2
      run.py search exp2 --real --minutes 5
      run.py search campaign.toml --seed 3
      run.py search --target-expr "exp(-x*x)" --domain 0,1
      run.py search sin --domain 0,1 --outside clamp
      run.py search rsqrt --whole --max-ops 6 --minutes 1
    """  # noqa: D301
    overrides = _given(
        minutes=minutes,
        evaluations=evaluations,
        until_exhausted=until_exhausted,
        seed=seed,
        workers=workers,
        executor=executor,
        address=address,
        max_ops=max_ops,
        real=real,
        whole=whole,
        inputs=inputs,
        ops=_names(ops),
        op=_found_programs(op),
        start=None if start is None else _program_text("--start", start),
        backend=backend,
        storage=storage,
        target_expr=target_expr,
        domain=_domain(domain),
        error=error,
        outside=outside,
        islands=islands,
        epoch_evaluations=epoch_evaluations,
        classical_operations=classical_operations,
        measure=measure,
        measure_time=measure_time,
        cores=cores or None,
    )
    campaign, logged = _replayed(replay, target, overrides, assign or ())
    run = out or Path("results/runs") / f"{campaign.target}-{campaign.seed}-{time.strftime('%Y%m%d-%H%M%S')}"
    _require_able(campaign, run, dry_run)
    if dry_run:
        _say_plan(campaign)
    else:
        _begin(campaign, run, logged)


def _given(**options: Any) -> dict[str, Any]:
    """The options that were given: the others are left to the campaign's file or its defaults."""
    return {key: value for key, value in options.items() if value is not None}


def _require_able(campaign: Any, run: Path, dry_run: bool) -> None:
    """Refuse a campaign that cannot run here; choose where kernels run, unless nothing is going to."""
    from evo.settings.preflight import require_runnable

    require_runnable(campaign, run)
    if not campaign.real:
        require_device(campaign.backend) if dry_run else choose_device(campaign.backend)


def _say_plan(campaign: Any) -> None:
    """The resolved campaign with its estimated cost."""
    from results.finish.estimate import estimate_lines

    say(campaign.toml().rstrip("\n"))
    notes = [] if campaign.target_expr is None else [f"{campaign.target}: {campaign.row().citation}"]
    say("\n".join(f"# {line}" for line in [*notes, *estimate_lines(campaign)]))


def _begin(campaign: Any, run: Path, logged: Any) -> None:
    """Run a campaign in a new directory; `logged` are the inputs of a run that is replayed, or None."""
    from evo.run.lock import RunLock
    from evo.run.runs import claim, create

    claim(run, campaign.storage)
    with RunLock(run):
        _carry_out(create(run, campaign, logged), run)


def resume(
    run: Annotated[Path, typer.Argument(help="A run directory.")],
    workers: Annotated[int | None, typer.Option(help="Epochs that run at once from now on.")] = None,
    executor: Annotated[str | None, typer.Option(help="Workers from now on: auto, local or ray.")] = None,
    address: Annotated[str | None, typer.Option(help="HOST:PORT of a running Ray cluster.")] = None,
    anyway: Annotated[
        bool,
        typer.Option(
            "--anyway", help="Go on although another program or machine made the run, or its campaign changed."
        ),
    ] = False,
) -> None:
    """Go on with a stopped run. The outcome is the same as without the stop.

    \b
    Examples:
      run.py resume results/runs/exp2-0-20260101-120000
      run.py resume RUN --workers 4
    """  # noqa: D301
    from evo.run.lock import RunLock
    from evo.run.run_format import require_run

    require_run(run)
    changes = _given(workers=workers, executor=executor or ("ray" if address else None), address=address)
    with RunLock(run):
        from evo.run.runs import is_finished, reopen

        if is_finished(run):
            say(f"{run} is finished: see `run.py show {run}`", error=True)
            say(run)
            return
        opened = reopen(run, changes, anyway, warn)
        if not opened.campaign.real:
            choose_device(opened.campaign.backend)
        _carry_out(opened, run)


def _carry_out(opened: Any, run: Path) -> None:
    """Run an open run to its end and print what it found."""
    from results.finish.next_steps import next_steps
    from results.finish.pipeline import Search
    from results.report.live import Display, baselines_of
    from results.tables.tables import print_comparison, print_front

    campaign = opened.campaign
    if campaign.target_expr is not None:
        say(f"{campaign.target}: {campaign.row().citation}", error=True)
    if campaign.whole:
        _carry_out_whole(opened, run)
        return
    with second_interrupt_stops(), Display(f"{campaign.target}, seed {campaign.seed}") as display:
        if display.is_live:
            told = partial(display.progress, "fitting polynomials for the picture")
            display.baselines = baselines_of(campaign, told)
        result = Search(opened, run, display).execute()
    print_front(result.summary)
    if result.rows:
        print_comparison(result.rows)
    for line in next_steps(campaign, result.summary, result.rows):
        say(line, error=True)
    if result.interrupted:
        say(
            f"interrupted: {len(result.summary.front)} programs of the front are kept in {run}. To go on: run.py resume "
            f"{run}",
            error=True,
        )
    say(run)
    if result.interrupted:
        raise typer.Exit(INTERRUPTED)


def _carry_out_whole(opened: Any, run: Path) -> None:
    """Run an open search of whole kernels to its end and print what it found."""
    from results.finish.whole.whole import WholeSearch
    from results.report.live import Display
    from results.tables.whole_text import print_whole_front

    campaign = opened.campaign
    with second_interrupt_stops(), Display(f"{campaign.target}, seed {campaign.seed}") as display:
        summary = WholeSearch(opened, run, display).execute()
    print_whole_front(summary)
    if not summary.finished:
        say(f"interrupted: what was found is kept in {run}. To go on: run.py resume {run}", error=True)
    say(run)
    if not summary.finished:
        raise typer.Exit(INTERRUPTED)


@contextmanager
def second_interrupt_stops() -> Iterator[None]:
    """The first Ctrl-C ends the search in order; a second one ends the process at once, and costs what no checkpoint has."""
    pressed: list[float] = []

    def handle(*_: Any) -> None:
        if pressed:
            print("stopped at once; `run.py resume` goes on from the last checkpoint", file=sys.stderr)
            leave_at_once(INTERRUPTED)
        pressed.append(time.monotonic())
        print("interrupted: writing a checkpoint; Ctrl-C again stops at once", file=sys.stderr)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _replayed(replay: Path | None, target: str | None, overrides: dict[str, Any], assign: Sequence[str]) -> Any:
    """The campaign, and the logged inputs of the run that it replays, or None."""
    if replay is None:
        return _campaign(target, overrides, assign), None
    free = {"workers", "executor", "address", "storage", "backend"}
    if target is not None or assign or not set(overrides) <= free:
        raise RefusedError(f"--replay takes the campaign of the run; beside it go only {', '.join(sorted(free))}")
    from evo.run.runs import replayed

    return replayed(replay, overrides, warn)


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(part.strip() for part in text.split(",") if part.strip())


def _found_programs(given: list[str] | None) -> tuple[tuple[str, str], ...] | None:
    """Names and texts of found kernels."""
    pairs = []
    for item in given or ():
        name, equals, path = item.partition("=")
        if not (name and equals and path):
            raise RefusedError(f"--op takes NAME=FILE, was given {item!r}. For example: --op exp2=exp2.words")
        pairs.append((name, _program_text("--op", Path(path))))
    return tuple(pairs) or None


def _program_text(option: str, path: Path) -> str:
    """The text of a file, which campaign.toml holds so that a run is whole in itself."""
    from evo.run.run_format import require_file

    try:
        require_file(path)
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise RefusedError(f"cannot read {option} {str(path)!r}: {error}") from None


def _domain(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    from search_spaces.own.expressions import parse_domain

    return parse_domain(text)


def _campaign(target: str | None, overrides: dict[str, Any], assign: Sequence[str]) -> Any:
    """The campaign of a file, of a row of the table or of an expression."""
    from_file = target is not None and target.endswith(".toml")
    if target is None and "target_expr" not in overrides:
        raise RefusedError("search needs a target, a campaign file, or --target-expr with --domain")
    if target is not None and not from_file and "target_expr" not in overrides and not overrides.get("whole"):
        from search_spaces.targets import find_target

        find_target(target)
    from evo.settings.config import load, resolve

    if target is not None and from_file:
        return load(Path(target), overrides, assign)
    return resolve({"target": target, **overrides} if target else overrides, assign)

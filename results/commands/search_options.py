"""The options of `search`, one type an option: what it takes and what its help says."""

from pathlib import Path
from typing import Annotated

import typer


def _target_names(incomplete: str) -> list[str]:
    from search_spaces.targets import TARGETS

    return [name for name in TARGETS if name.startswith(incomplete)]


TargetArgument = Annotated[
    str | None,
    typer.Argument(
        help="A target (see `targets`), a campaign file ending in .toml, or a name for --target-expr.",
        autocompletion=_target_names,
    ),
]
TargetExpr = Annotated[str | None, typer.Option(help="Your own function of x, such as 'exp(-x*x)'; needs --domain.")]
Domain = Annotated[
    str | None,
    typer.Option(help="The interval A,B. --outside says what a kernel returns elsewhere."),
]
Outside = Annotated[
    str | None,
    typer.Option(help="Result outside the domain: nan, or clamp for the value at the nearest end. Default nan."),
]
Error = Annotated[
    str | None,
    typer.Option(help="Error of a search in the reals: relative or absolute; with --whole also ulp, mixed or wrong."),
]
Minutes = Annotated[float | None, typer.Option(help="Wall time of the search; default 3 without --evaluations.")]
Evaluations = Annotated[int | None, typer.Option(help="Distinct programs to fit, exactly.")]
UntilExhausted = Annotated[
    bool | None,
    typer.Option(help="End before --minutes once every island has stood still; default of float32 searches."),
]
Seed = Annotated[int | None, typer.Option(help="Seed of every random choice; default 0.")]
Workers = Annotated[int | None, typer.Option(help="Epochs that run at once; default: the cores.")]
Executor = Annotated[str | None, typer.Option(help="Workers are threads or a Ray cluster: auto, local or ray.")]
Address = Annotated[str | None, typer.Option(help="HOST:PORT of a running Ray cluster.")]
MaxOps = Annotated[int | None, typer.Option(help="Most operations of a program that depend on x.")]
Cores = Annotated[list[str] | None, typer.Option(help="Search for this core alone; may be given again. Default: all.")]
Islands = Annotated[
    int | None, typer.Option(help="Populations that evolve apart; default 8 in the reals, 2 a core in float32.")
]
EpochEvaluations = Annotated[
    int | None, typer.Option(help="Evaluations of an island between two exchanges; default 10000.")
]
ClassicalOperations = Annotated[
    int | None,
    typer.Option(
        help="Budget of the classical forms in counted operations; default 150000000, about a minute of one core."
    ),
]
Whole = Annotated[
    bool | None, typer.Option("--whole", help="Search whole kernels: programs over bits from x alone, nothing given.")
]
Inputs = Annotated[str | None, typer.Option(help="With --whole: normal, finite or all inputs, in place of --domain.")]
Ops = Annotated[str | None, typer.Option(help="With --whole: NAME,NAME,...: the operations of programs.")]
FoundOps = Annotated[
    list[str] | None,
    typer.Option(
        "--op",
        help="With --whole: NAME=FILE: the program in FILE as an operation of one operand, its operations counted; may be given again.",
    ),
]
Start = Annotated[Path | None, typer.Option(help="With --whole: a file with a program to begin from.")]
Real = Annotated[bool | None, typer.Option("--real", help="Search in the reals: error against operations.")]
Measure = Annotated[str | None, typer.Option(help="Time by which kernels are chosen: call (default), fused or loop.")]
MeasureTime = Annotated[
    bool | None,
    typer.Option(
        "--measure-time", help="Time kernels during the search. Slower ones than a better one stay on their island."
    ),
]
Storage = Annotated[str | None, typer.Option(help="Folder or fsspec URL for checkpoints; default the run directory.")]
Backend = Annotated[str | None, typer.Option(help="Device on which kernels run: auto, cpu or gpu.")]
RunDirectory = Annotated[Path | None, typer.Option(help="The run directory; default results/runs/TARGET-SEED-TIME.")]
Assignments = Annotated[
    list[str] | None, typer.Option("--set", help="Set any key of the campaign: key=value, nested keys by dots.")
]
Replay = Annotated[Path | None, typer.Option(help="Repeat a finished run, with its campaign and its measured times.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print the resolved campaign and its estimated cost, and stop.")
]

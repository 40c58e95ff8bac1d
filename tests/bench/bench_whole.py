"""Whole kernels from y = x: what a search reaches by target and seed, beside the bars that are asked.

    python tests/bench/bench_whole.py --minutes 10 --seeds 5
    python tests/bench/bench_whole.py --only rsqrt,recip --minutes 1 --seeds 1 --sweep

Errors are the largest on some 65,000 inputs of the domain; with --sweep each entry that a bar asks for is run on every input.
"""

import argparse
import json
import time
from dataclasses import dataclass, replace

from evo.whole.archive import Entry
from evo.whole.domain import domain_of
from evo.whole.problem import WholeProblem, WholeSettings
from evo.whole.search import Budget, search
from evo.whole.sweep import sweep
from search_spaces.whole.whole_targets import default_posed, inputs_of


@dataclass(frozen=True)
class Row:
    """A target with its bars: operations and largest error."""

    target: str
    bars: tuple[tuple[int, float], ...]
    stretch: tuple[tuple[int, float], ...] = ()
    inputs: str | None = None


# fmt: off
ROWS = (
    Row("rsqrt",         ((6, 2.5e-5), (9, 5e-7)),               ((5, 5e-4), (8, 2e-7))),
    Row("recip",         ((4, 1.5e-4), (5, 1.3e-6), (7, 1.2e-7)), ((6, 1.2e-7),)),
    Row("exp2",          ((2, 3.5e-2), (10, 3e-6)),              ((9, 4e-6), (10, 1.8e-7))),
    Row("log2",          ((7, 7e-4), (9, 2e-5)),                 ((11, 1e-6),)),
    Row("sin",           ((9, 4e-4),),                           ((9, 1.8e-5), (12, 2e-6))),
    Row("cbrt",          ((9, 1.2e-4), (10, 7e-6), (11, 4e-7)),  ((9, 1e-5),)),
    Row("tanh",          ((8, 1e-3),),                           ((10, 1e-5),)),
    Row("logistic",      ((8, 1e-3),),                           ((10, 1e-5),)),
    Row("exp",           ((3, 3.5e-2), (11, 3e-6)),              ((11, 1.8e-7),)),
    Row("log",           ((8, 7e-4), (10, 2e-5)),                ((12, 1e-6),)),
    Row("to_bfloat16",   ((5, 0.0),),                            ((4, 0.0),), "finite"),
    Row("to_e4m3fn",     ((5, 0.0),),                            (),          "normal"),
    Row("to_e4m3fn_sat", ((8, 0.0),),                            ((7, 0.0),), "finite"),
)
# fmt: on


def problem_of_row(row: Row, settings: WholeSettings) -> WholeProblem:
    """The row's target on its domain."""
    posed = default_posed(row.target)
    intervals = posed.domain if row.inputs is None else inputs_of(row.target, row.inputs)
    return WholeProblem(row.target, domain_of(intervals), posed.error, settings)


def best_within(entries: list[Entry], ops: int) -> Entry | None:
    """The entry of least error with at most so many operations."""
    return min((e for e in entries if e.ops <= ops), key=lambda e: e.error, default=None)


def figures(row: Row, problem: WholeProblem, entries: list[Entry], swept: bool) -> list[tuple[int, float, float]]:
    """Operations, bar and error, for every bar."""
    found = []
    for ops, bar in row.bars + row.stretch:
        entry = best_within(entries, ops)
        error = float("inf") if entry is None else entry.error
        if entry is not None and swept:
            error = sweep(entry.program, problem.reference, problem.domain, problem.error).error
        found.append((ops, bar, error))
    return found


def settings_of(changes: list[str]) -> WholeSettings:
    """The defaults with changes such as `products=0`: an ingredient turned off."""
    pairs = dict(change.split("=", 1) for change in changes)
    return replace(WholeSettings(), **{key: json.loads(value) for key, value in pairs.items()})


def main() -> None:
    """Search every row with every seed and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--evaluations", type=int, default=None, help="stop after so many instead")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--islands", type=int, default=2)
    parser.add_argument("--only", default=",".join(row.target for row in ROWS))
    parser.add_argument("--set", action="append", default=[], help="a setting, such as prologues=0 or curriculum=false")
    parser.add_argument("--sweep", action="store_true", help="run what a bar asks for on every input")
    options = parser.parse_args()
    budget = Budget(options.evaluations, None if options.evaluations else options.minutes)
    print(f"{'target':14} seed  operations: error (bar), * where the bar is met, s for a stretch", flush=True)
    for row in ROWS:
        if row.target in options.only.split(","):
            run_row(row, budget, options)


def run_row(row: Row, budget: Budget, options: argparse.Namespace) -> None:
    """One target with all seeds."""
    problem = problem_of_row(row, settings_of(options.set))
    met = [0] * len(row.bars)
    for seed in range(options.seeds):
        start = time.process_time()
        entries = search(problem, budget, seed, options.islands)
        found = figures(row, problem, entries, options.sweep)
        met = [m + (error <= bar) for m, (_, bar, error) in zip(met, found, strict=False)]
        marks = ["" if k < len(row.bars) else "s" for k in range(len(found))]
        cells = [
            f"{mark}{o}: {e:.2g} ({b:.2g}){'*' if e <= b else ''}" for mark, (o, b, e) in zip(marks, found, strict=True)
        ]
        print(f"{row.target:14} {seed:4}  {'  '.join(cells)}  [{time.process_time() - start:.0f} CPU s]", flush=True)
    print(
        f"{row.target:14}  met  {'  '.join(f'{ops}: {m}/{options.seeds}' for (ops, _), m in zip(row.bars, met, strict=True))}",
        flush=True,
    )


if __name__ == "__main__":
    main()

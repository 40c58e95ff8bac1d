"""Whole kernels from y = x: what a search reaches by target and seed, beside the bars that are asked.

    python tests/bench/bench_whole.py --minutes 10 --seeds 5
    python tests/bench/bench_whole.py --only rsqrt,recip --minutes 1 --seeds 1 --sweep

Errors are the largest on some 65,000 inputs of the domain; with --sweep each entry that a bar asks for is run on every input.
"""

import argparse
import json
import math
import time
from dataclasses import dataclass, replace

from evo.campaign import run_campaign
from evo.progress import EpochReport
from evo.settings.config import Campaign, resolve
from evo.whole.archive import Entry
from evo.whole.packing import unpack_entries
from evo.whole.posing import posed_of, problem_of
from evo.workers.local_executor import LocalExecutor
from results.finish.whole.whole_sweep import screened, swept


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


def campaign_of(row: Row, seed: int, options: argparse.Namespace) -> Campaign:
    """The campaign of `run.py search TARGET --whole` with the options given."""
    table = {"target": row.target, "whole": True, "seed": seed, "max_ops": options.max_ops, "inputs": row.inputs}
    budget = {"evaluations": options.evaluations} if options.evaluations else {"minutes": options.minutes}
    return resolve({**table, **budget, "workers": options.workers})


def searched(campaign: Campaign, changes: list[str]) -> list[Entry]:
    """Entries of all islands after the campaign, with changes of settings such as `products=0`: an ingredient turned off."""
    problem = problem_of(campaign)
    pairs = dict(change.split("=", 1) for change in changes)
    settings = replace(problem.settings, **{key: json.loads(value) for key, value in pairs.items()})
    last: dict[int, tuple[Entry, ...]] = {}

    def observe(report: EpochReport) -> None:
        last[report.island] = unpack_entries(report.done.migrants.data)

    executor = LocalExecutor(campaign.workers or 1)
    try:
        run_campaign(replace(problem, settings=settings), campaign, executor, observe)
    finally:
        executor.close()
    return [entry for island in sorted(last) for entry in last[island]]


def figures(row: Row, campaign: Campaign, entries: list[Entry], sweep: bool) -> list[tuple[int, float, float]]:
    """Operations, bar and error, for every bar."""
    bars = [(ops, bar, [entry for entry in entries if entry.ops <= ops]) for ops, bar in row.bars + row.stretch]
    if not sweep:
        return [(ops, bar, min((e.error for e in within), default=math.inf)) for ops, bar, within in bars]
    posed = posed_of(campaign)
    asked = {program.hash: program for _, _, within in bars for program in screened(posed, within)}
    found = swept(posed, row.target, list(asked.values()), lambda *_: None)
    return [
        (ops, bar, min((one.judged.max_error for one in found if one.program.ops <= ops), default=math.inf))
        for ops, bar, _ in bars
    ]


def main() -> None:
    """Search every row with every seed and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--evaluations", type=int, default=None, help="a budget of so many instead")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--max-ops", type=int, default=16)
    parser.add_argument("--only", default=",".join(row.target for row in ROWS))
    parser.add_argument("--set", action="append", default=[], help="a setting, such as prologues=0 or curriculum=false")
    parser.add_argument("--sweep", action="store_true", help="run what a bar asks for on every input, as its file")
    options = parser.parse_args()
    print(f"{'target':14} seed  operations: error (bar), * where the bar is met, s for a stretch", flush=True)
    for row in ROWS:
        if row.target in options.only.split(","):
            run_row(row, options)


def run_row(row: Row, options: argparse.Namespace) -> None:
    """One target with all seeds."""
    met = [0] * len(row.bars)
    for seed in range(options.seeds):
        start, campaign = time.process_time(), campaign_of(row, seed, options)
        found = figures(row, campaign, searched(campaign, options.set), options.sweep)
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

"""The worth of each ingredient: python tests/bench/bench_ablation.py --seeds 3 --evaluations 150000.

Each row is the search for 2^x on [0, 1] with one ingredient off. Its figure is the mean over seeds and operation counts
of the digits (-log10 of the largest error on 256 points); the difference to the first row is what the ingredient adds.
With --evaluations the table is the same on every machine and under any load; with --minutes a cheap ingredient shows too.
"""

import argparse
import math
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fronts import best_at, searched

# fmt: off
VARIANTS = {
    "all on":                        [],
    "no fit of constants":           ["search.fit.enabled=false"],
    "no steps along valleys":        ["search.fit.valley_steps=0"],
    "no double-double":              ["search.fit.extended=false"],
    "worst dies, not the oldest":    ["search.population.ageing=false"],
    "no sharing of values":          ["search.population.sharing=false"],
    "no canonical form":             ["search.population.canonical=false"],
    "fixed weights of variations":   ["search.population.adaptive=false"],
    "one island":                    ["islands=1"],
    "no two-operation moves":        ['search.weights=[["two", 0.0]]'],
    "no splicing":                   ['search.weights=[["splice", 0.0]]'],
    "no gauge deletion":             ['search.weights=[["gauge", 0.0]]'],
    "no squaring with a refit":      ['search.weights=[["square", 0.0]]'],
}
# fmt: on
OPERATIONS = range(4, 13)


def digits(front: dict[int, float]) -> float:
    """Mean over operation counts of -log10 of the error."""
    return statistics.mean(-math.log10(min(best_at(front, ops), 1.0)) for ops in OPERATIONS)


def run(name: str, table: dict[str, object]) -> tuple[str, dict[int, float], float]:
    """One search on one core: its variant, its front by the search's own errors, its CPU seconds."""
    began = time.process_time()
    _, candidates, _ = searched({"target": "exp2", "workers": 1, **table}, VARIANTS[name])
    front: dict[int, float] = {}
    for entry in candidates:
        front[entry.ops] = min(entry.real_error, front.get(entry.ops, math.inf))
    return name, front, time.process_time() - began


def main() -> None:
    """Run every variant on every seed and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=None)
    parser.add_argument("--evaluations", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=2, help="searches at once")
    parser.add_argument("--only", default="", help="run only variants with this text in their name, and the first")
    options = parser.parse_args()
    budget = {"minutes": options.minutes, "evaluations": options.evaluations}
    budget = {key: value for key, value in budget.items() if value is not None} or {"minutes": 5.0}
    names = [name for name in VARIANTS if options.only in name or name == "all on"]
    runs: dict[str, list[dict[int, float]]] = {name: [] for name in names}
    seconds: dict[str, list[float]] = {name: [] for name in names}
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        # Seed by seed, so that a slow hour meets every variant.
        jobs = [pool.submit(run, name, {"seed": seed, **budget}) for seed in range(options.seeds) for name in names]
        for job in jobs:
            name, front, spent = job.result()
            runs[name].append(front)
            seconds[name].append(spent)
            print(f"{name}: {digits(front):.2f} digits, {spent:.0f} s", flush=True)
    whole = statistics.mean(map(digits, runs[names[0]]))
    what = ", ".join(f"{value:g} {key}" for key, value in budget.items())
    print(
        f"\n| 2^x, {options.seeds} seeds, {what}, one core each | digits, mean of 4 to 12 operations | 8 | 10 | 12 | CPU s | difference |"
    )
    print("|---|---|---|---|---|---|---|")
    for name in names:
        mean = statistics.mean(map(digits, runs[name]))
        cells = [f"{statistics.median(best_at(front, ops) for front in runs[name]):.1e}" for ops in (8, 10, 12)]
        spent = statistics.mean(seconds[name])
        print(f"| {name} | {mean:.2f} | {' | '.join(cells)} | {spent:.0f} | {mean - whole:+.2f} |")


if __name__ == "__main__":
    main()

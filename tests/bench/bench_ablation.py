"""What each ingredient is worth: python tests/bench/bench_ablation.py --seeds 3 --minutes 5.

Each row is the search with one ingredient off. A figure is the mean over seeds and operation counts of the digits
(-log10 of the certified largest error) of 2^x on [0, 1]; the last column is what the ingredient adds.
"""

import argparse
import math
import statistics

from fronts import best_at, searched_front

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
    "no gauge deletion":             ['search.weights=[["gauge", 0.0]]'],
    "no squaring with a refit":      ['search.weights=[["square", 0.0]]'],
    "with geodesic acceleration":    ["search.fit.acceleration=true"],
}
# fmt: on
OPERATIONS = range(4, 13)


def digits(front: dict[int, float]) -> float:
    """Mean over operation counts of -log10 of the error."""
    return statistics.mean(-math.log10(min(best_at(front, ops), 1.0)) for ops in OPERATIONS)


def main() -> None:
    """Run every variant on every seed and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--only", default="", help="run only variants with this text in their name")
    options = parser.parse_args()
    names = [name for name in VARIANTS if options.only in name]
    runs: dict[str, list[dict[int, float]]] = {name: [] for name in names}
    for seed in range(options.seeds):  # seed by seed, so that a slow hour meets every variant
        for name in names:
            table = {"target": "exp2", "seed": seed, "minutes": options.minutes}
            front, outcome = searched_front(table, VARIANTS[name])
            runs[name].append(front)
            print(f"seed {seed}, {name}: {digits(front):.2f} digits, {outcome.evaluations:,} programs", flush=True)
    whole = statistics.mean(map(digits, runs[names[0]]))
    print(
        f"\n| 2^x, {options.seeds} seeds x {options.minutes:g} minutes | mean digits, 4 to 12 operations | 8 | 10 | 12 | difference |"
    )
    print("|---|---|---|---|---|---|")
    for name in names:
        mean = statistics.mean(map(digits, runs[name]))
        cells = [f"{statistics.median(best_at(front, ops) for front in runs[name]):.1e}" for ops in (8, 10, 12)]
        print(f"| {name} | {mean:.2f} | {' | '.join(cells)} | {mean - whole:+.2f} |")


if __name__ == "__main__":
    main()

"""Fronts of several seeds beside each other: python tests/bench/bench_front.py --target exp2 --seeds 5 --minutes 10.

Every error is that of the certificate (256-bit arithmetic, local maximisation between dense points). A classical form that
divides by zero inside the domain has a column of its own: no program of the front may. The last column is the share of
seeds that reach the row's bar, where the target is exp2 and a bar is known.
"""

import argparse
import math
import statistics
from collections.abc import Iterable

from fronts import best_at, searched_front

from evo.run.run_format import ClassicalEntry
from evo.settings.config import resolve
from results.finish.real import classical_entries

# fmt: off
BARS = {2: 2.99e-2, 3: 8.68e-4, 4: 2.2e-4, 5: 4.35e-6, 6: 2.9e-7, 7: 2.72e-8, 8: 1.02e-11, 9: 1.7e-13, 10: 2.9e-15, 11: 1e-15, 12: 1e-16}
PUBLISHED = {2: 4.14e-2, 3: 1.23e-3, 5: 6.34e-6, 10: 3.55e-15}
"""AutoNumerics-Zero, arXiv 2312.08472, constants as published."""
# fmt: on
WIDEST = 30
"""Digits that the plot has room for."""


def plot(rows: dict[str, dict[int, float]], most: int) -> str:
    """Digits (-log10 of the error) against operations; one letter a row of the legend, the last one on top."""
    lines = []
    for ops in range(most, 0, -1):
        line = [" "] * (2 * WIDEST + 1)
        for name, errors in rows.items():
            if ops in errors and errors[ops] < 1.0:
                line[min(round(-2 * math.log10(errors[ops])), 2 * WIDEST)] = name[0].upper()
        lines.append(f"{ops:3d} |{''.join(line).rstrip()}")
    legend = ", ".join(f"{name[0].upper()} {name}" for name in rows)
    ticks = "".join(f"{digits:<10d}" for digits in range(0, WIDEST, 5))
    return "\n".join([*lines, f"ops +{'-' * 2 * WIDEST}", f"     {ticks}digits; {legend}"])


def least(forms: Iterable[ClassicalEntry]) -> dict[int, float]:
    """The least error of classical forms by operations."""
    errors: dict[int, float] = {}
    for form in forms:
        errors[form.ops] = min(form.max_error, errors.get(form.ops, math.inf))
    return errors


def main() -> None:
    """Run the seeds one after the other and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", default="exp2")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--max-ops", type=int, default=12)
    parser.add_argument("--set", action="append", default=[], help="key=value of the campaign")
    options = parser.parse_args()
    fronts = []
    for seed in range(options.seeds):
        table = {"target": options.target, "seed": seed, "minutes": options.minutes, "max_ops": options.max_ops}
        front, outcome = searched_front(table, options.set)
        fronts.append(front)
        row = "  ".join(f"{ops}:{error:.3e}" for ops, error in front.items())
        print(f"seed {seed}: {outcome.evaluations:,} programs in {outcome.seconds:.0f} s  {row}", flush=True)
    space = resolve({"target": options.target, "real": True, "max_ops": options.max_ops}).space()
    forms = classical_entries(space)
    classical = least(form for form in forms if not form.inner_poles)
    beside = least(forms)
    print(
        f"\n{options.target}, {options.seeds} seeds x {options.minutes:g} minutes, largest error of at most so many operations"
    )
    print("| operations | median | best | worst | classical | with a limit inside | published | bar | seeds within |")
    print("|---|---|---|---|---|---|---|---|---|")
    bars = BARS if options.target == "exp2" else {}
    for ops in range(1, options.max_ops + 1):
        errors = [best_at(front, ops) for front in fronts]
        bar = bars.get(ops)
        within = f"{sum(e <= bar for e in errors)} of {len(errors)}" if bar else "-"
        published = PUBLISHED.get(ops) if options.target == "exp2" else None
        cells = [
            statistics.median(errors),
            min(errors),
            max(errors),
            best_at(classical, ops),
            best_at(beside, ops),
            published,
            bar,
        ]
        print(f"| {ops} | {' | '.join('-' if c is None else f'{c:.3e}' for c in cells)} | {within} |")
    medians = {ops: statistics.median(best_at(front, ops) for front in fronts) for ops in range(1, options.max_ops + 1)}
    known = PUBLISHED if options.target == "exp2" else {}
    shown = {"classical": {ops: best_at(classical, ops) for ops in medians}, "published": known, "evolved": medians}
    print("\n" + plot(shown, options.max_ops))


if __name__ == "__main__":
    main()

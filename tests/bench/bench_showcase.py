"""The first command of the README by seed: python tests/bench/bench_showcase.py --seeds 5.

For each classical kernel of a run's table, the evolved kernel nearest to being level or better on both axes: its error over every
float32 at most 2 % larger, its time as a call and its time fused at most 3 % longer, all from one interleaved run. A seed is won
where each classical kernel has one. Times want a machine without other work.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from evaluators.timing.baselines import CLASSICAL, EVOLVED
from results.bench.row import ComparisonRow
from results.report.content import gather

ULP, TIME = 1.02, 1.03


def excess(evolved: ComparisonRow, classical: ComparisonRow) -> float:
    """The most by which a kernel is above what counts as level; 1 or less is level or better on both axes."""
    pairs = ((evolved.call_ns, classical.call_ns), (evolved.fused_ns, classical.fused_ns))
    times = [mine / (TIME * theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    return max(evolved.max_ulp / (ULP * classical.max_ulp), *times)


def told(rows: Sequence[ComparisonRow]) -> tuple[bool, list[str]]:
    """Whether the seed is won, and a line a classical kernel."""
    evolved = [row for row in rows if row.kind == EVOLVED and row.exhaustive]
    won, lines = bool(evolved), []
    for hand in (row for row in rows if row.kind == CLASSICAL and row.exhaustive):
        best = min(evolved, key=lambda row, hand=hand: excess(row, hand), default=None)
        if best is None:
            continue
        level = excess(best, hand) <= 1
        won &= level
        lines.append(f"  {_text(hand)}; {_text(best)}: {'level or better' if level else 'behind'}")
    return won, lines


def _text(row: ComparisonRow) -> str:
    return (
        f"{row.implementation} {row.max_ulp:.3f} ulp, {row.call_ns or 0:.3f} ns called, {row.fused_ns or 0:.3f} fused"
    )


def main() -> None:
    """Run the seeds one after the other and print what came of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", default="exp2")
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    won = 0
    for seed in range(options.seeds):
        with tempfile.TemporaryDirectory() as folder:
            run = Path(folder) / "run"
            command = [sys.executable, "run.py", "search", options.target, "--seed", str(seed), "--out", str(run)]
            began = time.monotonic()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            seconds = time.monotonic() - began
            level, lines = told(gather(run).rows)
        won += level
        print(f"seed {seed}: {seconds:.0f} s, {'won' if level else 'not won'}", *lines, sep="\n", flush=True)
    print(f"{options.target}: {won} of {options.seeds} seeds won")


if __name__ == "__main__":
    main()

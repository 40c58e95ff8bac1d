"""Ray's cost: python tests/bench/bench_ray.py --evaluations 300000 --epoch 20000.

Programs a second of one campaign with Ray on one and two workers and with two threads, in turn, several rounds. Counted
from the end of the first epochs on, so that starting workers is left out. The archives must be equal.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from evo.campaign import run_campaign
from evo.problem import problem_of
from evo.progress import EpochReport
from evo.run.runs import archive_text, claim, create
from evo.settings.config import resolve
from evo.workers.executors import make_executor

SETUPS = (("ray", 1), ("ray", 2), ("local", 2))


def rate(name: str, workers: int, table: dict[str, object], folder: Path) -> tuple[float, float, str]:
    """(programs a second, seconds of an epoch, archive) once every worker has ended an epoch."""
    campaign = resolve({**table, "executor": name, "workers": workers})
    problem = problem_of(campaign.space(), campaign.search)
    claim(folder)
    opened = create(folder, campaign)
    executor = make_executor(name, workers, None)
    seen: list[EpochReport] = []
    try:
        run_campaign(problem, campaign, executor, seen.append, opened.keeper)
    finally:
        executor.close()
    begun, counted = seen[2 * workers - 1], seen[2 * workers :]
    programs = seen[-1].evaluations - begun.evaluations
    text = archive_text(problem, opened.keeper.vault, opened.keeper.standing)
    return programs / (seen[-1].seconds - begun.seconds), statistics.mean(p.done.seconds for p in counted), text


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluations", type=int, default=400_000)
    parser.add_argument("--epoch", type=int, default=20_000, help="evaluations of an epoch")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    table: dict[str, object] = {"target": "exp2", "real": True, "evaluations": options.evaluations}
    table["epoch_evaluations"] = options.epoch
    rates: dict[tuple[str, int], list[float]] = {setup: [] for setup in SETUPS}
    archives: set[str] = set()
    for number in range(options.rounds):
        for setup in SETUPS:
            with tempfile.TemporaryDirectory() as folder:
                found, seconds, archive = rate(*setup, table, Path(folder) / "run")
            rates[setup].append(found)
            archives.add(archive)
            print(
                f"round {number}, {setup[0]} {setup[1]}: {found:,.0f} programs/s, epochs of {seconds:.2f} s", flush=True
            )
    best = {setup: max(found) for setup, found in rates.items()}
    print(
        f"Ray 2 over Ray 1: {best['ray', 2] / best['ray', 1]:.2f}; over 2 threads: {best['ray', 2] / best['local', 2]:.2f}"
    )
    print("archives equal" if len(archives) == 1 else "ARCHIVES DIFFER")


if __name__ == "__main__":
    main()

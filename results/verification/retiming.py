"""Recorded kernels timed again: all of a function beside stock in one interleaved run, so that their ratios compare."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from evaluators.project import require_writable
from evaluators.report import CostReport
from evaluators.timing.baselines import baselines
from evaluators.timing.contexts import CONTEXTS, LOOP, USES
from evaluators.timing.interleaved import Setting
from evaluators.timing.yardstick import kept_in
from results.bench.comparison import MOST_SLOWED, RUNS, record_implementation, time_all
from results.record.cover import here
from results.record.record import RECORDS, Record, committed, with_verification, write
from search_spaces.targets import find_target

Clock = Callable[[str, Sequence[Record], str], dict[str, CostReport]]
"""Times of a target's records by hash, in a context."""

MOST_SPREAD, ATTEMPTS = 0.03, 5
"""A run of which one time differs by more between its parts was disturbed, and so was one in which the yardstick took more than
MOST_SLOWED times the least it ever took: it is made again, and after so many given up."""


class DisturbedError(RuntimeError):
    """No run was quiet enough for its times to be kept."""


def retime(target: str, folder: Path = RECORDS, clock: Clock | None = None) -> list[Record]:
    """A target's kernels on the whole line that were verified as they run here, with times taken now and written: as a call, fused, in a loop.

    Args:
        target: Name of a target row.
        folder: Of the records.
        clock: What gives times by the records' hashes; None to take them in this process.

    Raises:
        ValueError: The target is unknown.
        DisturbedError: Other work on this machine disturbed every run; the records keep the times they have.
        RecordError: A record cannot be read.
        OSError: A record cannot be written.
    """
    require_writable(folder)
    name = find_target(target).name
    whole_line = [record for record in committed(name, folder) if record.subject.domain is None]
    covered = [
        (record, verification) for record in whole_line if (verification := record.under("jax", here())) is not None
    ]
    mine = [record for record, _ in covered]
    costs = {context: _quiet(clock or _in_turn, name, mine, context) for context in CONTEXTS if covered}
    timed = [
        with_verification(
            record, replace(v, cost=costs[LOOP][record.hash], uses=tuple(costs[name][record.hash] for name in USES))
        )
        for record, v in covered
    ]
    for record in timed:
        write(record, folder / name / f"{record.hash}.json")
    return timed


def _quiet(clock: Clock, target: str, records: Sequence[Record], context: str) -> dict[str, CostReport]:
    why = ""
    for _ in range(ATTEMPTS):
        try:
            costs = clock(target, records, context)
        except RuntimeError as error:  # not one credible time
            why = str(error)
            continue
        spread = max(cost.spread or 0.0 for cost in costs.values())
        slowed = max(cost.slowed or 0.0 for cost in costs.values())
        if spread > MOST_SPREAD:
            why = f"a time differed by {spread:.0%} or so within a run, allowed is {MOST_SPREAD:.0%}"
        elif slowed > MOST_SLOWED:
            why = f"the yardstick took {slowed:.2f} times the least it ever took here ({kept_in()}), allowed is {MOST_SLOWED:g}"
        else:
            return costs
    raise DisturbedError(
        f"{target} was not timed {CONTEXTS[context].title} in {ATTEMPTS} runs: {why}. Its records keep the times they have: try again while nothing else "
        "runs, on this machine or on those it shares a processor with"
    )


def _in_turn(target: str, records: Sequence[Record], context: str) -> dict[str, CostReport]:
    row = find_target(target)
    kernels = [replace(record_implementation(record, None), name=record.hash) for record in records]
    return time_all(
        [*baselines(row, None)[:1], *kernels], row.timing_domain, setting=Setting(context=context), runs=RUNS
    )

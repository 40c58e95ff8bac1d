"""The figures of `bench`: engine throughput, kernels against stock. Ratios come from one interleaved run."""

import time
from dataclasses import dataclass, replace

import numpy as np

from evaluators.baselines import baselines
from evo.constants import FitSettings
from results.comparison import record_implementation, time_all
from results.record import committed
from search_spaces.reductions import reductions_of
from search_spaces.targets import TARGETS

ENGINE_EVALUATIONS = 40_000
FIRST_FIT_ONLY = FitSettings(steps=(4, 0, 0), valley_steps=0, elite_steps=0, lawson_rounds=0)


@dataclass(frozen=True)
class BenchRow:
    """One figure.

    Attributes:
        name: What was measured.
        value: The figure.
        unit: Its unit.
        peer: The same of what it stands against, or None.
        ratio: How many times better than the peer, or None.
    """

    name: str
    value: float
    unit: str
    peer: float | None
    ratio: float | None


def engine_rows() -> list[BenchRow]:
    """Throughput on one core: random programs, value and largest error only; then children as a search breeds them.

    The search is the real-valued one for exp2, past its easy start. The peer of the random programs is NumPy, operation by
    operation, on a share of them in the same interleaved run.
    """
    from evaluators.compiled.throughput import growth, throughput
    from evo.config import resolve
    from evo.island import IslandState, Migrants, run_epoch, start
    from evo.problem import problem_of

    campaign = resolve({"target": "exp2", "real": True})
    problem = problem_of(campaign.space(), campaign.search)
    state = run_epoch(problem, start(problem, 0, 0), Migrants(), 0, 0, 0, ENGINE_EVALUATIONS)  # past the easy start
    began = time.perf_counter()
    after = run_epoch(problem, state, Migrants(), 0, 0, 1, ENGINE_EVALUATIONS)
    seconds = time.perf_counter() - began
    children = after.attempts - state.attempts
    first = replace(problem, settings=replace(campaign.search, fit=FIRST_FIT_ONLY))
    began = time.perf_counter()
    short = run_epoch(first, state, Migrants(), 0, 0, 1, ENGINE_EVALUATIONS)
    short_seconds = time.perf_counter() - began
    rate = throughput(np.random.default_rng(0))
    first_fit = f"mutation, canonical form, hash, {FIRST_FIT_ONLY.steps[0]} fit steps on 64 points"

    def fits(before: IslandState, later: IslandState) -> int:
        return later.evaluations + later.refits - before.evaluations - before.refits

    what = f"{rate.programs:,} random programs of {rate.operations} operations on {rate.points} points"
    return [
        BenchRow(f"{what}, float64", rate.compiled, "1/s per core", rate.numpy, rate.compiled / rate.numpy),
        BenchRow("the same in operations on points", rate.nodes, "1/s per core", None, None),
        BenchRow("checksum of their errors", rate.checksum, "sum of min(error, 1)", None, None),
        BenchRow(
            f"{first_fit}: candidates", (short.attempts - state.attempts) / short_seconds, "1/s per core", None, None
        ),
        BenchRow(f"{first_fit}: fits", fits(state, short) / short_seconds, "1/s per core", None, None),
        BenchRow("in a search, every stage: candidates", children / seconds, "1/s per core", None, None),
        BenchRow("in a search, every stage: fits", fits(state, after) / seconds, "1/s per core", None, None),
        *(
            BenchRow(
                f"one program, {row.operations} operations on {row.points} points", row.microseconds, "us", None, None
            )
            for row in growth(np.random.default_rng(0))
        ),
    ]


def kernel_rows() -> list[BenchRow]:
    """Recorded kernels of every target against its stock function, each target in one interleaved run."""
    rows = []
    for target in (row for row in TARGETS.values() if reductions_of(row.name)):
        records = [record for record in committed(target.name) if record.subject.domain is None]
        subjects = [*baselines(target), *map(record_implementation, records)]
        costs = time_all(subjects, target.timing_domain) if subjects else {}
        rows += [
            BenchRow(
                f"{target.name}: {name}", c.ns_per_element, "ns/element", c.baseline_ns_per_element, c.ratio_to_stock
            )
            for name, c in costs.items()
        ]
    return rows

"""The figures of `bench`: engine throughput, kernels against stock. Ratios come from one interleaved run."""

import time
from dataclasses import dataclass

import numpy as np

from evaluators.baselines import baselines
from results.comparison import record_implementation, time_all
from results.record import committed
from search_spaces.reductions import reductions_of
from search_spaces.targets import TARGETS

ENGINE_EVALUATIONS = 40_000


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
    from evaluators.compiled.throughput import throughput
    from evo.config import resolve
    from evo.island import Migrants, run_epoch, start
    from evo.problem import problem_of

    campaign = resolve({"target": "exp2", "real": True})
    problem = problem_of(campaign.space(), campaign.search)
    state = run_epoch(problem, start(problem, 0, 0), Migrants(), 0, 0, 0, ENGINE_EVALUATIONS)  # past the easy start
    began = time.perf_counter()
    after = run_epoch(problem, state, Migrants(), 0, 0, 1, ENGINE_EVALUATIONS)
    seconds = time.perf_counter() - began
    children = after.attempts - state.attempts
    rate = throughput(np.random.default_rng(0))
    what = f"{rate.programs:,} random programs of {rate.operations} operations on {rate.points} points"
    return [
        BenchRow(f"{what}, float64", rate.compiled, "1/s per core", rate.numpy, rate.compiled / rate.numpy),
        BenchRow("the same in operations on points", rate.nodes, "1/s per core", None, None),
        BenchRow("checksum of their errors", rate.checksum, "sum of min(error, 1)", None, None),
        BenchRow("children bred: mutation, canonical form, hash", children / seconds, "1/s per core", None, None),
        BenchRow("distinct programs fitted", ENGINE_EVALUATIONS / seconds, "1/s per core", None, None),
    ]


def kernel_rows() -> list[BenchRow]:
    """Recorded kernels of every target against its stock function, each target in one interleaved run."""
    rows = []
    for target in (row for row in TARGETS.values() if reductions_of(row.name)):
        subjects = [*baselines(target), *(record_implementation(record) for record in committed(target.name))]
        costs = time_all(subjects, target.timing_domain) if subjects else {}
        rows += [
            BenchRow(
                f"{target.name}: {name}", c.ns_per_element, "ns/element", c.baseline_ns_per_element, c.ratio_to_stock
            )
            for name, c in costs.items()
        ]
    return rows

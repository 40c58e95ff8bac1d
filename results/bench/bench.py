"""The figures of `bench`: engine throughput, kernels against stock. Ratios come from one interleaved run."""

import time
from dataclasses import dataclass, replace

import numpy as np

from evaluators.timing.baselines import EVOLVED, Implementation, baselines
from evaluators.timing.cost import WEIGHTS, calibrate
from evaluators.timing.interleaved import VECTOR_BITS, Setting
from evo.settings.constants import FitSettings
from results.bench.comparison import DEFAULT, RUNS, record_implementation, time_all
from results.record.record import committed
from search_spaces.reductions import reductions_of
from search_spaces.targets import TARGETS, find_target

ENGINE_EVALUATIONS = 40_000
AA_TARGET, AA_RUNS, AA_BAND = "exp2", 10, 0.01
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
    from evo.island import IslandState, Migrants, run_epoch, start
    from evo.problem import problem_of
    from evo.settings.config import resolve

    campaign = resolve({"target": "exp2", "real": True})
    problem = problem_of(campaign.space(), campaign.search)
    state = run_epoch(
        problem=problem,
        state=start(problem, 0, 0),
        migrants=Migrants(),
        seed=0,
        island=0,
        epoch=0,
        evaluations=ENGINE_EVALUATIONS,
    )  # past the easy start
    began = time.perf_counter()
    after = run_epoch(
        problem=problem, state=state, migrants=Migrants(), seed=0, island=0, epoch=1, evaluations=ENGINE_EVALUATIONS
    )
    seconds = time.perf_counter() - began
    children = after.attempts - state.attempts
    first = replace(problem, settings=replace(campaign.search, fit=FIRST_FIT_ONLY))
    began = time.perf_counter()
    short = run_epoch(
        problem=first, state=state, migrants=Migrants(), seed=0, island=0, epoch=1, evaluations=ENGINE_EVALUATIONS
    )
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


def kernel_rows(target: str | None = None, setting: Setting = DEFAULT) -> list[BenchRow]:
    """Recorded kernels of every target, or of one, against its stock function, each target in one interleaved run."""
    rows = []
    for name in TARGETS if target is None else [find_target(target).name]:
        subjects = [*baselines(TARGETS[name], setting.vector_bits), *_kernels(name, setting)]
        if not subjects or (target is None and not reductions_of(name)):
            continue
        costs = time_all(subjects, TARGETS[name].timing_domain, setting=setting)
        rows += [
            BenchRow(f"{name}: {row}", c.ns_per_element, "ns/element", c.baseline_ns_per_element, c.ratio_to_stock)
            for row, c in costs.items()
        ]
    return rows


def _kernels(target: str, setting: Setting) -> list[Implementation]:
    records = [record for record in committed(target) if record.subject.domain is None]
    return [record_implementation(record, setting.vector_bits) for record in records]


def calibration_rows(setting: Setting = DEFAULT) -> list[BenchRow]:
    """Weights of operations as this machine has them, beside those of evaluators/timing/cost.py."""
    table = WEIGHTS[setting.vector_bits or VECTOR_BITS[0]]
    return [
        BenchRow(op, weight, "multiply-adds", table[op], table[op] / weight if weight > 0 else None)
        for op, weight in calibrate(setting).items()
    ]


def aa_rows(target: str | None = None, setting: Setting = DEFAULT, runs: int = AA_RUNS) -> list[BenchRow]:
    """The same kernel twice under two names, each compiled anew and timed beside stock as records are: which ratios mean nothing.

    A ratio of two times differs from 1 by chance in one run of twenty by more than the smallest significant difference,
    twice the root mean square of what these differ by.

    Raises:
        ValueError: The target is unknown, or has neither a kernel on record nor a stock function.
    """
    row = find_target(target or AA_TARGET)
    first = next(iter([*_kernels(row.name, setting), *baselines(row, setting.vector_bits)]), None)
    if first is None:
        raise ValueError(f"{row.name} has neither a kernel on record nor a stock function: choose another --target")
    twins = [replace(first, name=name, kind=EVOLVED) for name in ("A", "B")]
    ratios = []
    for _ in range(runs):
        costs = time_all(
            [*baselines(row, setting.vector_bits)[:1], *twins], row.timing_domain, setting=setting, runs=RUNS
        )
        ratios.append(costs["A"].ns_per_element / costs["B"].ns_per_element)
    what = f"{row.name}: {first.name} against itself"
    off = np.abs(np.array(ratios) - 1)
    figures = (
        *((f"{what}, run {run}", ratio, "A / B") for run, ratio in enumerate(ratios, 1)),
        (f"{what}: median", float(np.median(ratios)), "A / B"),
        (f"{what}: runs within 1 +- {AA_BAND}", float(np.count_nonzero(off <= AA_BAND)), f"of {runs}"),
        (f"{what}: smallest significant difference", float(2 * np.sqrt(np.mean(off**2))), "relative"),
    )
    return [BenchRow(name, value, unit, None, None) for name, value, unit in figures]

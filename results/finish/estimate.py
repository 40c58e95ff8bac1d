"""The estimate of a campaign before it runs: time, memory and disk, from counted work and a unit measured here and now."""

import os
import time
from functools import cache

import gmpy2
import numpy as np
from gmpy2 import mpfr

from evaluators.minimax.classical_table import sketches_of
from evaluators.minimax.sketches import ApproximationProblem
from evo.settings import whole
from evo.settings.config import Campaign
from evo.settings.preflight import state_bytes, working_bytes
from search_spaces.reductions import reductions_of

UNIT_SECONDS = 0.3e-6
"""Of an operation (evaluators/minimax/meter.py) on the server on which everything below was measured, one core."""
TRIES, OPERATIONS = 5, 5_000
NOTICED = 1.25
"""A machine counts as slower from so many times on."""
PROGRAMS_PER_SECOND = {"real": 7000.0, "float32": 4000.0}
"""Medians of searches for exp2 and sin; others differ by a factor of two."""
KEPT_STATES = 4
"""States of an island that checkpoints hold at most, the newest among them."""

COSTS_PER_OP = 1.8
"""Different costs on the front of a core, for each operation that it may have."""
COMBINED = 9
"""Combinations of cores that are polished for a reduction, of the 17 there may be."""
FORM, BOUNDED_FORMS, WHOLE_FORMS = 400_000, 60_000_000, 15_000_000
"""Operations of a classical form with its certificate; of all hand-made kernels on a bounded domain, on the whole line."""

# fmt: off
SECONDS = {
    "refit":    1.1,    # an operation count of a front in the reals: three fits in extended precision, certified
    "core":     1.8,    # a cost of a core on a bounded domain: grid searches of its candidates, certified
    "part":     0.5,    # a cost of a core whose constants move again with the kernel
    "kernel":   0.4,    # a kernel of whole cores on the float grid
    "timing":  25.0,    # all candidates, and the chosen ones beside stock and libraries
    "sweep":  500.0,    # all sweeps of six kernels and their files over every float32
}
# fmt: on
SWEEP_SECONDS, FRONT = 1.2e-8, 10
"""Of a whole kernel on an input, and so many of a front."""


def estimate_lines(campaign: Campaign) -> list[str]:
    """The estimate as lines of text; it takes a fraction of a second."""
    if campaign.whole:
        return _whole_lines(campaign)
    slower = unit_seconds() / UNIT_SECONDS
    slower = 1.0 if slower < NOTICED else slower
    stages = {name: seconds * slower for name, seconds in after_search(campaign).items()}
    kind = "real" if campaign.real else "float32"
    workers = campaign.workers or 1
    rate = PROGRAMS_PER_SECOND[kind] * workers / slower
    many = "all workers of the cluster" if campaign.workers is None else f"{workers} worker{'s' * (workers > 1)}"
    search, islands = _search_seconds(campaign, rate), campaign.populations() * len(campaign.spaces())
    pace = "" if slower == 1.0 else f", at the pace of this machine now, which is {slower:.1f} times slower"
    then = ", ".join(f"{name} {_span(seconds)}" for name, seconds in stages.items())
    return [
        f"estimated cost, at {PROGRAMS_PER_SECOND[kind]:,.0f} programs a second and core{pace}:",
        f"search: about {_span(search)}, {_programs(campaign, search, rate):,.0f} programs with {many}",
        f"then: about {_span(sum(stages.values()))} ({then})",
        f"in all: about {_span(search + sum(stages.values()))}, without the compiler's minute or two on a new machine",
        f"disk: up to {KEPT_STATES * islands * state_bytes(campaign) / 1e6:,.0f} MB for {islands} islands",
        f"memory: about {working_bytes(campaign) / 1e6:,.0f} MB for the states of epochs that run at once",
    ]


def _whole_lines(campaign: Campaign) -> list[str]:
    """Of whole kernels: the search at the rate that minutes are counted by, and the sweep of its front."""
    from evo.whole.domain import domain_of
    from evo.whole.posing import posed_of

    workers = campaign.workers or 1
    inputs = domain_of(posed_of(campaign).intervals).count
    sweep = SWEEP_SECONDS * inputs * FRONT / (os.cpu_count() or 1)
    search = (campaign.evaluations or 0) / (whole.RATE * workers)
    return [
        f"estimated cost, at {whole.RATE:,} evaluations a second and core:",
        f"search: about {_span(search)}, {campaign.evaluations or 0:,} evaluations with {workers} worker{'s' * (workers > 1)}",
        f"then: about {_span(sweep)} (sweeping {inputs:,} inputs)",
        f"in all: about {_span(search + sweep)}, without the compiler's minute or two on a new machine",
    ]


@cache
def unit_seconds() -> float:
    """Seconds of an operation here, measured once: the best of a few short runs of 256-bit multiply-adds."""
    taken = []
    with gmpy2.context(precision=256):
        factor, terms = mpfr(1) / 3, [mpfr(k + 1) / 7 for k in range(OPERATIONS)]
        for _ in range(TRIES):
            began = time.perf_counter()
            products = list(map(factor.__mul__, terms))
            list(map(factor.__add__, products))
            taken.append(time.perf_counter() - began)
    return min(taken) / OPERATIONS


def after_search(campaign: Campaign) -> dict[str, float]:
    """Seconds of each stage after the search, where an operation takes UNIT_SECONDS.

    Classical forms are fitted beside the search and beside other stages, unless the campaign has one worker.
    """
    processors = os.cpu_count() or 1
    forms = min(campaign.classical_operations, _forms(campaign)) * UNIT_SECONDS
    alone = 1.0 if campaign.workers == 1 or processors == 1 else 0.25
    if campaign.real:
        return {"refitting the front": campaign.max_ops * SECONDS["refit"], "classical forms": alone * forms}
    swept = SECONDS["sweep"] * _share_of_floats(campaign) / processors
    grid = {"moving constants to the float grid": _grid_seconds(campaign), "classical forms": alone * forms}
    return {**grid, "timing": SECONDS["timing"], "sweeps and files": swept}


def _grid_seconds(campaign: Campaign) -> float:
    costs = COSTS_PER_OP * campaign.max_ops
    if campaign.bounded():
        return costs * SECONDS["core"]
    kernels = COMBINED * len(reductions_of(campaign.target))
    return len(campaign.spaces()) * costs * SECONDS["part"] + kernels * SECONDS["kernel"]


def _forms(campaign: Campaign) -> int:
    """Operations of the classical forms, without a budget."""
    if not campaign.real:
        return BOUNDED_FORMS if campaign.bounded() else WHOLE_FORMS
    space = campaign.space()
    return FORM * len(sketches_of(ApproximationProblem(space.target, space.domain, space.error), campaign.max_ops))


def _share_of_floats(campaign: Campaign) -> float:
    """Part of all float32 that lies in the kernels' domain."""
    domain = campaign.space().kernel.real_domain if campaign.bounded() else (-np.inf, np.inf)
    low, high = (int(np.float32(end).view(np.int32)) for end in domain)
    ordered = [place if place >= 0 else -(place + 2**31) for place in (low, high)]
    return (ordered[1] - ordered[0]) / 2**32


def _search_seconds(campaign: Campaign, rate: float) -> float:
    limits = [60 * campaign.minutes] if campaign.minutes is not None else []
    return min([*limits, *([campaign.evaluations / rate] if campaign.evaluations is not None else [])])


def _programs(campaign: Campaign, seconds: float, rate: float) -> float:
    return min(campaign.evaluations or seconds * rate, seconds * rate)


def _span(seconds: float) -> str:
    for unit, size in (("days", 86400.0), ("hours", 3600.0), ("minutes", 60.0)):
        if seconds >= 2 * size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.0f} s"

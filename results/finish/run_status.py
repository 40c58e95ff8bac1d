"""The status of a run, made from what its driver knows."""

import time
from dataclasses import dataclass

from evo.progress import Crew
from evo.run.status import SCHEMA, BudgetLeft, FaultCounts, RunStatus, WorkerCounts
from evo.run.watch import Watch, points_of
from evo.settings.config import Campaign


@dataclass(frozen=True)
class Spent:
    """Programs fitted, and seconds of wall time, since the search began."""

    evaluations: int
    seconds: float


def status_of(campaign: Campaign, watch: Watch, phase: str, spent: Spent, crew: Crew) -> RunStatus:
    """State of a run."""
    evaluations, seconds = spent.evaluations, spent.seconds
    return RunStatus(
        schema=SCHEMA,
        phase=phase,
        target=campaign.target,
        time=time.time(),
        seconds=seconds,
        evaluations=evaluations,
        rate=evaluations / seconds if seconds > 0.0 else 0.0,
        budget_left=_budget_left(campaign, evaluations, seconds),
        front=points_of(watch.front),
        last_improvement=watch.last,
        workers=WorkerCounts(alive=crew.workers, nodes=crew.nodes, running=crew.running, idle_share=crew.idle_share),
        faults=FaultCounts(crew.deaths, crew.retries, crew.quarantined),
    )


def _budget_left(campaign: Campaign, evaluations: int, seconds: float) -> BudgetLeft:
    return BudgetLeft(
        evaluations=None if campaign.evaluations is None else max(0, campaign.evaluations - evaluations),
        seconds=None if campaign.minutes is None or campaign.whole else max(0.0, 60 * campaign.minutes - seconds),
    )

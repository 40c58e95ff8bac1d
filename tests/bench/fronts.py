"""Parts that the campaign benchmarks share: a search in the reals from a table, and its certified front."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evo.archive import Entry
from evo.campaign import run_campaign
from evo.island import elites
from evo.problem import problem_of
from evo.progress import Outcome
from evo.settings.config import Campaign, resolve
from evo.workers.executors import make_executor
from results.finish.real import certified_front


def searched(table: dict[str, object], assignments: list[str]) -> tuple[Campaign, list[Entry], Outcome]:
    """The campaign, the candidates of a local search, and how the search went."""
    campaign = resolve({"real": True, "executor": "local", **table}, assignments)
    problem = problem_of(campaign.space(), campaign.search)
    executor = make_executor(campaign.executor, campaign.workers, campaign.address)
    try:
        outcome = run_campaign(problem, campaign, executor, lambda progress: None)
    finally:
        executor.close()
    return campaign, [entry for state in outcome.states for entry in elites(problem, state) if entry.ops], outcome


def searched_front(table: dict[str, object], assignments: list[str]) -> tuple[dict[int, float], Outcome]:
    """Certified largest error by operations, of a local search; and how the search went."""
    campaign, candidates, outcome = searched(table, assignments)
    kept = campaign.search.population.inner_limits
    front = certified_front(campaign.space(), candidates, True, kept)
    return {e.ops: e.max_error for e in front}, outcome


def best_at(front: dict[int, float], ops: int) -> float:
    """The least error of at most `ops` operations; inf where there is none."""
    return min((error for cost, error in front.items() if cost <= ops), default=float("inf"))

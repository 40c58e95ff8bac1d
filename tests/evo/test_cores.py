"""Campaigns for kernels of several cores: an island works on one core, and migrants stay with it."""

import json
from typing import Any

import pytest

from evo.campaign import run_campaign
from evo.problem import problem_of
from evo.run.runs import archive_text
from evo.schedule.graph import Rings, rings_of
from evo.settings.config import resolve
from evo.workers.executors import make_executor
from search_spaces.reductions import REDUCTIONS, reductions_of
from search_spaces.space import cores_of
from tests.sentences import whole

ROW = next(
    row
    for row in REDUCTIONS.values()
    if 1 < len(row.slots) == len(cores_of([row])) < len(cores_of(list(reductions_of(row.target))))
)
"""A reduction of several cores whose target has still others."""
TABLE = {"target": ROW.target, "evaluations": 1200, "islands": 2, "epoch_evaluations": 100, "executor": "local"}


@pytest.mark.parametrize(("islands", "cores"), [(8, 1), (16, 2), (6, 3)])
def test_every_core_has_a_ring_of_its_own(islands, cores):
    rings = Rings(islands, cores)
    for island in range(islands):
        assert rings.neighbour(island) % cores == island % cores
        assert rings.follower(rings.neighbour(island)) == island


def archive(workers: int, **given: Any) -> str:
    campaign = resolve({**TABLE, "workers": workers, **given})
    problems = tuple(problem_of(space, campaign.search) for space in campaign.spaces())
    executor = make_executor("local", workers, None)
    try:
        outcome = run_campaign(problems, campaign, executor, lambda _: None)
    finally:
        executor.close()
    return archive_text(problems[0], outcome.states.vault, outcome.standing, len(problems))


def test_any_number_of_workers_gives_the_same_programs_for_every_core():
    one, two = archive(1), archive(2)
    assert one == two
    campaign = resolve(TABLE)
    assert {program["core"] for program in json.loads(one)["programs"]} == set(range(len(campaign.spaces())))
    assert len(json.loads(one)["islands"]) == rings_of(campaign).islands


def test_a_core_finds_the_same_beside_any_others():
    """Each has the same evaluations: 600 of 1,200, or 600 alone."""
    names, full = list(cores_of([ROW])), list(cores_of(resolve(TABLE).space().reductions))
    some = by_core(archive(1, cores=names, evaluations=600 * len(names)))
    everything = by_core(archive(1, evaluations=600 * len(full)))
    assert len(some) == len(names) < len(full) == len(everything)
    for core, name in enumerate(names):
        assert some[core] == everything[full.index(name)]


def by_core(text: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for program in json.loads(text)["programs"]:
        found.setdefault(program.pop("core", 0), []).append(program)
    return found


@pytest.mark.parametrize(
    ("cores", "said"),
    [
        (["nothing"], "... has no core 'nothing'. Its cores: ..."),
        ([], "cores is empty: no reduction of ... has these alone. What each needs: ..."),
    ],
)
def test_cores_that_do_not_make_a_kernel_are_refused(cores, said):
    with pytest.raises(ValueError, match=whole(said)):
        resolve({**TABLE, "cores": cores})


def test_cores_are_weighed_by_what_their_errors_cost():
    campaign = resolve(TABLE)
    for space in campaign.spaces():
        problem = problem_of(space, campaign.search)
        assert problem.dense.weights.max() > 0.0
        assert len(set(problem.dense.weights)) > 1

"""Campaigns for kernels of several cores: an island works on one core, and migrants stay with it."""

import json

import pytest

from evo.campaign import run_campaign
from evo.config import resolve
from evo.executors import make_executor
from evo.graph import Rings, rings_of
from evo.problem import problem_of
from evo.runs import archive_text
from search_spaces.reductions import REDUCTIONS

ROW = next(row for row in REDUCTIONS.values() if len(row.slots) > 1)
TABLE = {"target": ROW.target, "evaluations": 1200, "islands": 2, "epoch_evaluations": 100, "executor": "local"}


@pytest.mark.parametrize(("islands", "cores"), [(8, 1), (16, 2), (6, 3)])
def test_every_core_has_a_ring_of_its_own(islands, cores):
    rings = Rings(islands, cores)
    for island in range(islands):
        assert rings.neighbour(island) % cores == island % cores
        assert rings.follower(rings.neighbour(island)) == island


def archive(workers: int) -> str:
    campaign = resolve({**TABLE, "workers": workers})
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


def test_cores_are_weighed_by_what_their_errors_cost():
    campaign = resolve(TABLE)
    for space in campaign.spaces():
        problem = problem_of(space, campaign.search)
        assert problem.dense.weights.max() > 0.0
        assert len(set(problem.dense.weights)) > 1

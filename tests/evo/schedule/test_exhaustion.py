import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from evo.campaign import run_campaign
from evo.epoch import Counts, EpochDone, EpochTask, Parcel
from evo.problem import Problem, problem_of
from evo.progress import EpochReport
from evo.run.runs import OpenRun
from evo.run.vault import Stored
from evo.schedule.graph import Graph
from evo.schedule.standing import Standing
from evo.settings.config import Campaign, resolve
from evo.workers.local_executor import LocalExecutor
from results.finish.pipeline import exhausted_line
from tests.evo.runs import StopError, again, crash_after, new_run
from tests.evo.test_campaign import digest, run

PATIENCE = 150
"""So few evaluations that the small search below stands still within seconds."""
SMALL = {"target": "exp2", "real": True, "islands": 3, "epoch_evaluations": 100, "max_ops": 4, "seed": 5}


def campaign_of(**given: object) -> Campaign:
    people = {"patience": PATIENCE, "isolation": 100}
    return resolve({**SMALL, "minutes": 5.0, "until_exhausted": True, "search": {"population": people}, **given})


@pytest.fixture(scope="module")
def problem() -> Problem:
    return problem_of(campaign_of().space(), campaign_of().search)


def test_a_search_whose_islands_stand_still_ends_and_is_had_again_by_its_evaluations(problem):
    one, two = run(problem, campaign_of(), workers=1), run(problem, campaign_of(), workers=2)
    assert one.exhausted
    assert all(last.counts.restarts for last in one.standing.last.values())
    assert one.evaluations == two.evaluations < 100_000
    again = run(problem, campaign_of(evaluations=one.evaluations))
    assert not again.exhausted
    states = [[digest(state) for state in outcome.states] for outcome in (one, two, again)]
    assert states[0] == states[1] == states[2]


def _ended(task: EpochTask, restarts: int) -> EpochDone:
    stored = Stored("state", "digest")
    counts = Counts(evaluations=(task.epoch + 1) * task.quota, restarts=restarts)
    return EpochDone(task.island, task.epoch, stored, Parcel(stored, b""), (), counts, (), (), 0.0, "here")


def _epochs_run(still: list[int], rng: np.random.Generator, resumed_every: int = 10**9) -> set[tuple[int, int]]:
    """The epochs of a search whose islands stand still from these epochs on, ended in a random order."""
    campaign, standing = campaign_of(islands=len(still)), Standing()
    graph, under_way, seen = Graph(campaign, standing), list[EpochTask](), set[tuple[int, int]]()
    while True:
        while len(under_way) < 4 and (task := graph.take(lambda _: True)) is not None:
            under_way.append(task)
        if not under_way:
            assert graph.exhaustion.reached
            return seen
        task = under_way.pop(rng.integers(len(under_way)))
        graph.done(_ended(task, restarts=int(task.epoch >= still[task.island])))
        seen.add((task.epoch, task.island))
        if len(seen) % resumed_every == 0:
            under_way, graph = [], Graph(campaign, dataclasses.replace(standing))


@pytest.mark.parametrize("seed", range(20))
def test_the_epochs_of_an_exhausted_search_do_not_depend_on_the_order_in_which_they_end(seed):
    rng = np.random.default_rng(seed)
    still = rng.integers(0, 12, size=rng.integers(1, 6)).tolist()
    wanted = {(epoch, island) for epoch in range(max(still) + 3) for island in range(len(still))}
    assert _epochs_run(still, rng) == wanted
    assert _epochs_run(still, rng, resumed_every=3) == wanted


def test_an_island_that_never_stands_still_keeps_the_search_going():
    graph = Graph(campaign_of(islands=2), Standing())
    for _ in range(40):
        task = graph.take(lambda _: True)
        assert task is not None
        graph.done(_ended(task, restarts=int(task.island == 0)))
    assert graph.exhaustion.last is None


def test_a_resumed_search_ends_where_the_uninterrupted_one_does(problem, tmp_path):
    def ended(opened: OpenRun, observe: Callable[[EpochReport], None] = lambda _: None) -> list[str]:
        executor = LocalExecutor(2)
        try:
            outcome = run_campaign(problem, opened.campaign, executor, observe, opened.keeper)
        finally:
            executor.close()
        assert outcome.exhausted
        return [digest(state) for state in outcome.states]

    changes = {
        "search": {"population": {"patience": PATIENCE, "isolation": 100}},
        "max_ops": 4,
        "epoch_evaluations": 100,
    }
    given = {"minutes": 5.0, "evaluations": None, "until_exhausted": True, **changes}
    whole = ended(new_run(tmp_path / "whole", **given))
    for epochs in (3, 7):
        with pytest.raises(StopError):
            ended(new_run(tmp_path / f"cut{epochs}", **given), crash_after(epochs))
        assert ended(again(tmp_path / f"cut{epochs}")) == whole


def test_float32_searches_end_when_they_are_exhausted_and_those_in_the_reals_spend_their_time():
    assert resolve({"target": "exp2"}).until_exhausted
    assert not resolve({"target": "exp2", "real": True}).until_exhausted
    assert not resolve({"target": "rsqrt", "whole": True}).until_exhausted
    assert not resolve({"target": "exp2", "until_exhausted": False}).until_exhausted


def test_an_early_end_is_told_in_a_sentence():
    assert exhausted_line(240_000, 100_000) == (
        "every island has stood still for 100,000 evaluations: the search ends early, after 240,000; "
        "--no-until-exhausted spends all the time"
    )

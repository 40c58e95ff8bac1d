import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import fields

import numpy as np
import pytest

from evo import campaign as module
from evo import epoch as epochs
from evo.archive import pareto_front
from evo.campaign import run_campaign
from evo.island import IslandState, elites
from evo.problem import Problem, problem_of
from evo.progress import EpochReport, Outcome
from evo.schedule.graph import Graph
from evo.schedule.standing import Standing
from evo.settings.config import Campaign, resolve
from evo.workers.executors import make_executor
from evo.workers.local_executor import LocalExecutor
from tests.root import ROOT
from tests.sentences import whole

BUDGET = 2_300
"""No multiple of an epoch's length, and not the same number of epochs on every island."""


def small(**given) -> Campaign:
    return resolve({"target": "exp2", "real": True, "islands": 3, "epoch_evaluations": 250, "max_ops": 6, **given})


@pytest.fixture(scope="module")
def problem() -> Problem:
    return problem_of(small().space(), small().search)


def run(problem: Problem, campaign: Campaign, workers: int = 1, observe=lambda _: None) -> Outcome:
    executor = LocalExecutor(workers)
    try:
        return run_campaign(problem, campaign, executor, observe)
    finally:
        executor.close()


def digest(state: IslandState) -> str:
    """SHA-256 of every array of a state."""
    found = hashlib.sha256()

    def feed(value: object) -> None:
        if isinstance(value, np.ndarray):
            found.update(str(value.dtype).encode() + str(value.shape).encode() + np.ascontiguousarray(value).tobytes())
        else:
            for part in value:  # type: ignore[attr-defined]
                feed(part)

    for field in fields(state):
        feed(getattr(state, field.name))
    return found.hexdigest()


def front_of(problem: Problem, outcome: Outcome) -> list[tuple[float, float, str]]:
    entries = pareto_front([entry for state in outcome.states for entry in elites(problem, state)])
    return [(entry.ops, entry.error, str(entry.program)) for entry in entries]


@pytest.mark.parametrize("evaluations", [BUDGET, 750, 100, 1])
def test_a_budget_of_evaluations_is_met_exactly(problem, evaluations):
    outcome = run(problem, small(evaluations=evaluations), workers=2)
    assert outcome.evaluations == evaluations
    assert sum(state.evaluations for state in outcome.states) == evaluations
    assert not outcome.interrupted


def test_any_number_of_workers_gives_the_same_states_and_the_same_front(problem):
    campaign = small(evaluations=BUDGET, seed=5)
    one, two, four = (run(problem, campaign, workers) for workers in (1, 2, 4))
    assert [digest(s) for s in one.states] == [digest(s) for s in two.states] == [digest(s) for s in four.states]
    assert front_of(problem, one) == front_of(problem, two)
    assert front_of(problem, one)


def test_another_seed_is_another_search(problem):
    one, two = (run(problem, small(evaluations=500, seed=seed)) for seed in (1, 2))
    assert [digest(s) for s in one.states] != [digest(s) for s in two.states]


def test_migrants_matter(problem, monkeypatch):
    campaign = small(evaluations=BUDGET)
    with_migrants = run(problem, campaign)
    monkeypatch.setattr(epochs, "emigrants", lambda *_: epochs.Migrants())
    without = run(problem, campaign)
    assert [digest(s) for s in with_migrants.states] != [digest(s) for s in without.states]


def test_an_observer_sees_every_epoch_once(problem):
    seen: list[EpochReport] = []
    outcome = run(problem, small(evaluations=BUDGET), 2, seen.append)
    assert len({(p.island, p.epoch) for p in seen}) == len(seen) == -(-BUDGET // 250)
    assert [p.evaluations for p in seen] == sorted(p.evaluations for p in seen)
    assert seen[-1].evaluations == outcome.evaluations


def test_an_interrupt_keeps_the_states_of_the_epochs_that_ended(problem):
    seen: list[EpochReport] = []

    def observe(progress: EpochReport) -> None:
        seen.append(progress)
        if len(seen) == 4:
            raise KeyboardInterrupt

    outcome = run(problem, small(evaluations=100_000), 1, observe)
    assert outcome.interrupted
    last = {p.island: p.done.state for p in seen}
    assert outcome.states.stored == tuple(last[i] for i in sorted(last))
    assert outcome.evaluations == 1_000


class _Clock:
    """A clock on which every epoch takes ten seconds, one after the other, but the first, which takes none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = module.time.monotonic()
        self.began: float | None = None
        self.seen: list[EpochReport] = []
        monkeypatch.setattr(module.time, "monotonic", lambda: self.now)

    def observe(self, progress: EpochReport) -> None:
        self.began = self.now if self.began is None else self.began
        self.seen.append(progress)
        self.now += 10.0

    @property
    def seconds(self) -> float:
        """Time that the search took, in seconds: an epoch starts before the one before it is observed."""
        return 0.0 if self.began is None else self.now - self.began - 10.0


def test_when_time_is_up_no_epoch_starts_and_the_same_search_is_had_again_by_its_evaluations(problem, monkeypatch):
    clock = _Clock(monkeypatch)
    outcome = run(problem, small(minutes=0.6), 1, clock.observe)  # 36 s: the fifth epoch has begun
    assert sorted((p.epoch, p.island) for p in clock.seen) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]
    assert outcome.evaluations == 5 * 250
    again = run(problem, small(evaluations=outcome.evaluations))
    assert [digest(s) for s in again.states] == [digest(s) for s in outcome.states]


@pytest.mark.parametrize(("islands", "minutes"), [(1, 0.4), (3, 0.4), (16, 0.4), (16, 3.1)])
def test_a_wall_budget_is_met_within_one_epoch_however_many_islands_there_are(problem, monkeypatch, islands, minutes):
    clock = _Clock(monkeypatch)
    run(problem, small(minutes=minutes, islands=islands, epoch_evaluations=50), 1, clock.observe)
    assert 60 * minutes <= clock.seconds <= 60 * minutes + 10.0


def test_cores_searched_together_stop_with_equal_shares():
    campaign = resolve({"target": "sin", "minutes": 1.0, "islands": 2})
    graph = Graph(campaign, Standing())
    cores = graph.rings.cores
    assert cores > 1
    assert graph.take(lambda _: True) is not None
    after = [graph.take(lambda _: False) for _ in range(cores + 1)]
    assert [task.island for task in after if task is not None] == list(range(1, cores))


def test_an_epoch_starts_only_where_all_that_must_end_with_it_ends_in_time():
    campaign = resolve({"target": "exp2", "real": True, "minutes": 1.0, "islands": 3})
    graph, asked = Graph(campaign, Standing()), list[tuple[int, int]]()

    def in_time(outstanding: Callable[[], tuple[int, int]]) -> bool:
        asked.append(outstanding())
        return True

    for _ in range(3):
        graph.take(in_time)
    assert asked == [(1, 1), (2, 1), (3, 1)]


def test_a_failing_epoch_is_the_callers_error(problem, monkeypatch):
    def fail(**_: object) -> None:
        raise RuntimeError("an epoch failed")

    monkeypatch.setattr(epochs, "run_epoch", fail)
    with pytest.raises(RuntimeError, match="an epoch failed"):
        run(problem, small(evaluations=10))


def test_an_unknown_executor_is_refused():
    with pytest.raises(ValueError, match=whole("unknown executor 'dask'. Known: local, ray")):
        make_executor("dask", 1, None)


_FRESH = """
from tests.evo.test_campaign import BUDGET, digest, problem_of, run, small
campaign = small(evaluations=BUDGET)
print(*(digest(s) for s in run(problem_of(campaign.space(), campaign.search), campaign).states))
"""


@pytest.mark.slow
def test_loops_compiled_now_give_the_same_states_as_loops_loaded_from_disk(tmp_path):
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", _FRESH]
    runs = [
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=300)
        for _ in range(2)
    ]
    assert runs[0].stdout.split()
    assert runs[0].stdout == runs[1].stdout


@pytest.mark.cluster
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning")
def test_ray_gives_the_same_states_as_one_local_worker(problem):
    campaign = small(evaluations=BUDGET, seed=5)
    local = run(problem, campaign)
    executor = make_executor("ray", 2, None)
    try:
        remote = run_campaign(problem, campaign, executor, lambda _: None)
    finally:
        executor.close()
    assert [digest(s) for s in remote.states] == [digest(s) for s in local.states]
    assert pickle.dumps(front_of(problem, remote)) == pickle.dumps(front_of(problem, local))


class _Lagging(LocalExecutor):
    """Tells of the first epoch last, as of a worker that compiles while the others run as far ahead as they can."""

    def __init__(self):
        super().__init__(2)
        self.late: Future = Future()
        self.told = -1

    def submit(self, function, *args):
        future = super().submit(function, *args)
        self.told += 1
        if self.told == 0:
            self._running[self.late] = self._running.pop(future)
            self.first = future
            return self.late
        if self.told == AHEAD:
            future.add_done_callback(lambda _: self.late.set_result(self.first.result()))
        return future


AHEAD = 6
"""With the first of three islands in epoch 0, the second gets to epoch 1 and the third to epoch 3."""


def test_an_island_far_behind_still_finds_its_neighbours_emigrants(problem):
    campaign = small(evaluations=4 * BUDGET)  # the last island gets to epoch 3 while the first is at epoch 0
    executor = _Lagging()
    try:
        lagging = run_campaign(problem, campaign, executor, lambda _: None)
    finally:
        executor.close()
    assert lagging.evaluations == 4 * BUDGET
    assert [digest(s) for s in lagging.states] == [digest(s) for s in run(problem, campaign).states]

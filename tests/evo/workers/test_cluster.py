import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evo.campaign import run_campaign
from evo.engine import differences, engine
from evo.problem import problem_of
from evo.progress import EpochReport, Outcome
from evo.run.runs import OpenRun, archive_text, claim, create
from evo.settings.config import Campaign
from evo.workers import executors
from evo.workers.executors import RayExecutor
from evo.workers.local_executor import Executor, LocalExecutor
from tests.evo.runs import small, small_problem
from tests.evo.workers.timed import carried_on, note_searched, replay, timed_campaign, verdicts

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning"),
]
EPOCHS, LENGTH = 20, 500
"""Of a campaign long enough for things to happen in between, and short enough to be run over and over."""
HEAD = {"num_cpus": 1, "include_dashboard": False, "resources": {"timing": 1}}


def longer() -> Campaign:
    """Enough epochs for things to happen in between."""
    return small(islands=4, epoch_evaluations=LENGTH, evaluations=EPOCHS * LENGTH)


@dataclass(frozen=True)
class Ended:
    """A campaign's end: its archive, and the digest of each island's state."""

    archive: str
    states: tuple[str, ...]


def ended(outcome: Outcome) -> Ended:
    last = outcome.standing.last
    archive = archive_text(small_problem(), outcome.states.vault, outcome.standing)
    return Ended(archive, tuple(last[island].state.sha256 for island in sorted(last)))


@cache
def expected() -> Ended:
    """The end of one local worker's."""
    with closing(LocalExecutor(1)) as executor:
        return ended(run_campaign(small_problem(), longer(), executor, lambda _: None))


def opened_in(run: Path) -> OpenRun:
    claim(run)
    return create(run, longer())


def search(
    opened: OpenRun, executor: Executor, observe: Callable[[EpochReport], None] = lambda _: None
) -> tuple[Outcome, Ended]:
    with closing(executor):
        outcome = run_campaign(small_problem(), opened.campaign, executor, observe, opened.keeper)
    return outcome, ended(outcome)


@pytest.fixture(autouse=True)
def one_path(monkeypatch):
    """All nodes see this checkout, so that compiled loops are loaded from the disk instead of made once more."""
    monkeypatch.setattr(executors, "_environment", lambda _, made=executors._environment: made(False))


def test_code_reaches_workers_that_do_not_see_this_checkout(cluster, monkeypatch):
    monkeypatch.undo()
    executor = RayExecutor(1, cluster.address)
    with closing(executor):
        executor.admit(differences, {}, {})
        future = executor.submit(engine)
        wait([future])
        assert executor.value(future) == engine()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Three nodes on this machine, of one worker each."""
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args=HEAD)
    for _ in range(2):
        made.add_node(num_cpus=1)
    yield made
    made.shutdown()


def test_a_cluster_of_another_version_of_ray_is_refused_with_both_versions(cluster, monkeypatch):
    import ray

    monkeypatch.setattr(ray, "__version__", "1.0.0")
    with pytest.raises(
        RuntimeError, match=rf"no Ray cluster at '{cluster.address}'.*1\.0\.0.*Install the same versions"
    ):
        RayExecutor(1, cluster.address)


def test_a_private_cluster_is_one_of_its_own_whatever_else_runs_on_this_machine(cluster, monkeypatch):
    monkeypatch.setenv("RAY_ADDRESS", cluster.address)
    with closing(RayExecutor(2, None)) as executor:
        executor.admit(differences, {}, {})
        assert executor.slots.workers == 2
        assert len(executor.slots.nodes) == 1


def test_one_worker_of_a_cluster_gives_the_states_of_one_local_worker(cluster, tmp_path):
    _, end = search(opened_in(tmp_path / "run"), RayExecutor(1, cluster.address))
    assert end == expected()


def kill_a_worker(run: Path) -> None:
    deadline = time.monotonic() + 30.0
    while not (marks := list((run / "workers").glob("*.task"))):
        assert time.monotonic() < deadline, "no worker has begun a task"
        time.sleep(0.01)
    os.kill(int(marks[0].name.split("-")[-2]), signal.SIGKILL)


def test_a_worker_that_is_killed_costs_its_task_alone(cluster, tmp_path):
    seen: list[EpochReport] = []

    def kill(progress: EpochReport) -> None:
        seen.append(progress)
        if len(seen) == 8:
            kill_a_worker(tmp_path / "run")

    _, end = search(opened_in(tmp_path / "run"), RayExecutor(2, cluster.address), kill)
    assert end == expected()
    assert (seen[-1].crew.deaths, seen[-1].crew.retries, len(seen)) == (1, 1, EPOCHS)
    assert "death" in (tmp_path / "run/events.jsonl").read_text()


def test_times_measured_on_a_node_that_is_emptied_for_it_are_replayed_by_one_local_worker(cluster, tmp_path):
    campaign = timed_campaign()
    problem = problem_of(campaign.space(), campaign.search)
    claim(tmp_path / "once")
    opened = create(tmp_path / "once", campaign)
    once = carried_on(problem, opened, RayExecutor(None, cluster.address))
    assert verdicts(tmp_path / "once")
    note_searched(tmp_path / "once")
    assert carried_on(problem, replay(tmp_path / "once", tmp_path / "again"), LocalExecutor(1)) == once


def test_a_worker_and_nodes_may_go_without_grace_and_come_and_a_foreign_one_is_refused_by_name(cluster, tmp_path):
    seen: list[EpochReport] = []
    told: list[str] = []
    executor = RayExecutor(None, cluster.address)

    def until(word: str) -> None:
        deadline = time.monotonic() + 120.0
        while not any(word in text for text in told):
            assert time.monotonic() < deadline, told
            time.sleep(0.2)
            executor.refresh()
            told.extend(executor.notices)
            executor.notices.clear()

    def shake(progress: EpochReport) -> None:
        seen.append(progress)
        told.extend(progress.notices)
        if len(seen) == 4:
            cluster.add_node(num_cpus=1, env_vars={"NUMBA_CPU_NAME": "generic"})
            until("NUMBA_CPU_NAME generic there, none here")
        if len(seen) == 6:
            kill_a_worker(tmp_path / "run")
        if len(seen) == 8:
            cluster.remove_node(sorted(cluster.worker_nodes, key=lambda n: n.node_id)[0], allow_graceful=False)
        if len(seen) == 12:
            told.clear()
            cluster.add_node(num_cpus=1)
            until("takes part")

    outcome, end = search(opened_in(tmp_path / "run"), executor, shake)
    assert end == expected()
    assert outcome.evaluations == EPOCHS * LENGTH
    assert seen[-1].crew.deaths >= 1

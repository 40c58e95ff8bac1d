"""The driver on a cluster, with Ray itself replaced: nodes, refusals, deaths, tasks alone on a node."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import pytest
import ray
from ray.exceptions import NodeDiedError, OwnerDiedError, RayTaskError, WorkerCrashedError

from evo.workers import executors
from evo.workers.crew import WorkerDiedError
from evo.workers.executors import CHECKS, RayExecutor
from evo.workers.local_executor import TIMING


@dataclass
class Started:
    """A task that the executor has started: where, and with what it needs there."""

    function: Callable[..., Any]
    node: str
    needs: dict[str, Any]
    ended: Future = field(default_factory=Future)


@dataclass
class Cluster:
    """Stands for Ray: rows of nodes, and every task as it was started. Checks end at once, with `verdicts`."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[Started] = field(default_factory=list)
    verdicts: dict[str, Any] = field(default_factory=dict)

    def add(self, key: str, cpus: int = 1, **resources: int) -> None:
        row = {"NodeID": key, "Alive": True, "NodeManagerHostname": "host", "NodeManagerAddress": "10.0.0.1"}
        self.rows.append({**row, "Resources": {"CPU": cpus, **resources}})

    def lose(self, key: str) -> None:
        self.rows = [row for row in self.rows if row["NodeID"] != key]

    def remote(self, **_: Any) -> Callable[..., Any]:
        return lambda function: _Remote(self, function)


@dataclass
class _Remote:
    cluster: Cluster
    function: Callable[..., Any]
    node: str = ""
    needs: dict[str, Any] = field(default_factory=dict)

    def options(self, scheduling_strategy: Any, **needs: Any) -> "_Remote":
        return _Remote(self.cluster, self.function, scheduling_strategy.node_id, needs)

    def remote(self, *_: Any) -> "_Remote":
        self.task = Started(self.function, self.node, self.needs)
        if self.function is check:
            verdict = self.cluster.verdicts.get(self.node, "")
            end = self.task.ended.set_exception if isinstance(verdict, Exception) else self.task.ended.set_result
            end(verdict)
        else:
            self.cluster.tasks.append(self.task)
        return self

    def future(self) -> Future:
        return self.task.ended


def check(*_: Any) -> str:
    raise NotImplementedError


def work(*_: Any) -> None:
    raise NotImplementedError


A, B = "a" * 56, "b" * 56


@pytest.fixture
def cluster(monkeypatch) -> Cluster:
    made = Cluster()
    for name, function in {
        "init": lambda **_: None,
        "shutdown": lambda: None,
        "put": lambda value: value,
        "nodes": lambda: made.rows,
        "remote": made.remote,
    }.items():
        monkeypatch.setattr(ray, name, function)
    monkeypatch.setattr(executors, "REFRESH_SECONDS", -1.0)
    return made


def admitted(workers: int | None = None) -> RayExecutor:
    executor = RayExecutor(workers, None)
    executor.admit(check)
    for _ in range(3):
        executor.refresh()
    return executor


def test_a_node_that_is_refused_is_named_and_gets_no_task(cluster):
    cluster.add(A)
    cluster.add(B, 2)
    cluster.verdicts = {A: "its engine differs: numba 1 there, 2 here"}
    executor = admitted()
    assert executor.slots.workers == 2
    assert any("(10.0.0.1, aaaaaaaa) is refused: its engine differs: numba 1" in notice for notice in executor.notices)
    executor.submit(work)
    executor.submit(work)
    assert [task.node for task in cluster.tasks] == [B, B]
    assert executor.slots.peek() is None


def test_a_node_whose_check_kills_its_worker_again_and_again_is_refused_in_the_end(cluster):
    cluster.add(A)
    cluster.verdicts = {A: WorkerCrashedError()}
    with pytest.raises(
        RuntimeError, match=r"no node of the cluster can take part\. node .* is refused: the check failed"
    ):
        RayExecutor(None, None).admit(check)
    assert CHECKS > 1


UNREACHED = RayTaskError("work", "traceback", OwnerDiedError("00ff", None, ""))
"""A worker did not get what it was sent in time."""


@pytest.mark.parametrize("error", [WorkerCrashedError(), UNREACHED])
def test_a_check_that_lost_its_worker_or_was_not_reached_once_is_made_again(cluster, error):
    cluster.add(A)
    executor = RayExecutor(None, None)
    cluster.verdicts = _Once({A: [error, ""]})
    executor.admit(check)
    assert executor.slots.workers == 1


class _Once(dict):
    def get(self, key: str, default: Any = None) -> Any:
        return self[key].pop(0)


@pytest.mark.parametrize(
    ("error", "blamed"), [(WorkerCrashedError(), True), (NodeDiedError("gone"), False), (UNREACHED, False)]
)
def test_a_death_frees_the_slot_and_blames_the_task_only_where_its_node_lives(cluster, error, blamed):
    cluster.add(A)
    executor = admitted()
    future = executor.submit(work)
    assert executor.slots.peek() is None
    cluster.tasks[0].ended.set_exception(error)
    with pytest.raises(WorkerDiedError) as caught:
        executor.value(future)
    assert caught.value.blames_task is blamed
    assert "host (10.0.0.1, aaaaaaaa)" in str(caught.value)
    assert executor.slots.peek() is not None


def test_what_a_task_raised_is_raised_here(cluster):
    cluster.add(A)
    executor = admitted()
    future = executor.submit(work)
    cluster.tasks[0].ended.set_exception(RayTaskError("work", "traceback", OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left") as caught:
        executor.value(future)
    assert caught.value.errno == 28


def test_nodes_that_go_are_told_of_and_nodes_that_come_take_part(cluster):
    cluster.add(A)
    executor = admitted()
    cluster.lose(A)
    cluster.add(B, 3)
    executor.notices.clear()
    for _ in range(3):
        executor.refresh()
    assert [notice.split(") ")[1] for notice in executor.notices] == ["is gone", "takes part with 3 workers"]
    assert executor.slots.workers == 3


def test_timing_takes_every_core_of_a_node_that_has_the_resource(cluster):
    cluster.add(A, 2)
    cluster.add(B, 2, timing=1)
    executor = admitted()
    future = executor.submit_alone(TIMING, work)
    (task,) = cluster.tasks
    assert (task.node, task.needs) == (B, {"num_cpus": 2, "resources": {TIMING: 1}})
    assert {executor.slots.take().key for _ in range(2)} == {A}
    assert executor.slots.peek() is None
    task.ended.set_result("timed")
    assert executor.value(future) == "timed"
    assert (executor.slots.peek() or pytest.fail("no slot")).key == B


def test_a_campaign_for_which_no_node_has_the_resource_is_told_how_to_give_it_one(cluster):
    cluster.add(A)
    executor = admitted()
    executor.submit_alone(TIMING, work)
    with pytest.raises(RuntimeError, match=r"no node has the resource 'timing': start one with `ray start"):
        executor.refresh()


def test_more_workers_than_the_cluster_has_are_warned_of(cluster):
    cluster.add(A, 2)
    executor = admitted(5)
    assert "warning: 5 workers were asked for, and the cluster has 2 CPUs" in executor.notices
    assert executor.slots.workers == 2

import socket
from concurrent.futures import Future, wait
from contextlib import closing
from threading import Event

import pytest

from evo.workers import executors, ray_address
from evo.workers.alone import Alone, AloneQueue
from evo.workers.crew import Node, Slots
from evo.workers.executors import RayExecutor, make_executor
from evo.workers.local_executor import TIMING, LocalExecutor
from tests.sentences import whole


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_an_address_where_nothing_listens_is_refused_at_once():
    said = (
        "no Ray cluster at '127.0.0.1:...': no connection within 10 s.... Check the address and that `ray start --head` runs "
        "there, or leave --address out."
    )
    with pytest.raises(RuntimeError, match=whole(said)):
        make_executor("ray", 1, f"127.0.0.1:{free_port()}")


@pytest.mark.cluster
def test_what_listens_and_is_no_cluster_is_refused_in_time(monkeypatch):
    monkeypatch.setattr(ray_address, "HEALTH_SECONDS", 4.0)
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        with pytest.raises(RuntimeError, match="gives no answer within 4 s"):
            make_executor("ray", 1, f"127.0.0.1:{mute.getsockname()[1]}")


@pytest.mark.parametrize("address", ["auto", "local", "ray://head:10001", "head", "head:0", "head:65536", ":1", ""])
def test_names_that_ray_would_take_minutes_over_are_no_addresses(address):
    assert not ray_address.is_address(address)
    with pytest.raises(
        RuntimeError, match=whole(f"the address is {address!r}; allowed: HOST:PORT of a cluster's head...")
    ):
        ray_address.require_answer(address)


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("Version mismatch: The cluster was started with:\n    Ray: 1.0", "Ray: 1.0 Install the same versions of Ray"),
        ("no route", "no route Check the address"),
    ],
)
def test_what_ray_says_when_it_does_not_connect_is_passed_on_with_advice(monkeypatch, said, advice):
    import ray

    def refuse(**_: object) -> None:
        raise RuntimeError(said)

    monkeypatch.setattr(ray, "init", refuse)
    monkeypatch.setattr(executors, "require_answer", lambda _: None)
    with pytest.raises(RuntimeError, match=f"no Ray cluster at 'somewhere:1': .*{advice}"):
        RayExecutor(1, "somewhere:1")


@pytest.mark.parametrize(("address", "tries"), [(None, 2), ("somewhere:1", 1)])
def test_a_private_cluster_that_does_not_start_on_a_busy_machine_is_tried_once_more(monkeypatch, address, tries):
    import ray

    calls: list[str] = []

    def late(**_: object) -> None:
        calls.append("init")
        raise Exception("The current node timed out during startup")

    monkeypatch.setattr(ray, "init", late)
    monkeypatch.setattr(ray, "shutdown", lambda: calls.append("shutdown"))
    monkeypatch.setattr(executors, "require_answer", lambda _: None)
    with pytest.raises(RuntimeError, match=r"no Ray cluster .*: The current node timed out during startup"):
        RayExecutor(1, address)
    assert calls == ["init", "shutdown"] * tries


def test_the_object_store_of_a_private_cluster_is_small():
    assert 100 * 2**20 <= executors._private(1)["object_store_memory"] <= 200 * 2**20


def test_slots_are_handed_out_in_turn_and_no_more_than_asked_for():
    slots = Slots(3)
    for key in "ab":
        slots.add(Node(key, key, 2))
    assert slots.workers == 3
    taken = [slots.take() for _ in range(3)]
    assert [node.key for node in taken] == ["a", "b", "a"]
    assert slots.peek() is None
    slots.give(taken[0])
    assert slots.take().key in "ab"
    with pytest.raises(RuntimeError, match=whole("no slot is free: ask `peek` first")):
        slots.take()


def test_a_node_that_is_lost_gets_no_more_work():
    slots = Slots(None)
    for key in "ab":
        slots.add(Node(key, key, 1))
    first = slots.take()
    slots.lose("b")
    assert slots.workers == 1
    assert slots.peek() is None
    slots.give(first)
    assert slots.take().key == "a"


def test_a_task_that_wants_a_node_alone_waits_for_it_to_empty_and_holds_others_off():
    slots = Slots(None)
    slots.add(Node("a", "a", 2, frozenset({TIMING})))
    begun: list[Future] = []

    def begin(*_: object) -> Future:
        begun.append(Future())
        return begun[-1]

    queue = AloneQueue(slots, begin)
    busy = slots.take()
    outer: Future = Future()
    queue.add(Alone(TIMING, print, (), outer))
    assert not begun
    assert slots.peek() is None  # the free slot of the node is held back
    slots.give(busy)
    queue.go_on()
    assert len(begun) == 1
    assert slots.peek() is None
    begun[0].set_result("timed")
    assert outer.result() == "timed"
    assert queue.ended(outer) is busy
    assert slots.peek() is busy


def test_where_no_node_has_a_resource_the_message_says_how_to_give_it_one():
    slots = Slots(None)
    slots.add(Node("a", "a", 1))
    queue = AloneQueue(slots, lambda *_: Future())
    queue.require_nodes()
    queue.add(Alone("gpu_timing", print, (), Future()))
    said = (
        "no node has the resource 'gpu_timing': start one with `ray start --resources '{\"gpu_timing\": 1}'`, "
        "or leave measure_time off"
    )
    with pytest.raises(RuntimeError, match=whole(said)):
        queue.require_nodes()


def test_a_machine_that_cannot_take_part_says_why():
    with closing(LocalExecutor(1)) as executor:
        executor.admit(lambda: "")
        with pytest.raises(RuntimeError, match=whole("this machine cannot take part in the search: too old")):
            executor.admit(lambda: "too old")


def test_epochs_and_timing_never_overlap_in_one_process():
    running: set[str] = set()
    overlaps: list[set[str]] = []

    def work(name: str) -> str:
        running.add(name)
        if "timing" in running and len(running) > 1:
            overlaps.append(set(running))
        Event().wait(0.02)
        running.discard(name)
        return name

    with closing(LocalExecutor(2)) as executor:
        pending = {executor.submit(work, f"epoch {i}") for i in range(2)}
        pending.add(executor.submit_alone(TIMING, work, "timing"))
        seen = []
        while pending:
            done, pending = wait(pending, return_when="FIRST_COMPLETED")
            seen += [executor.value(future) for future in done]
            if len(seen) < 8 and executor.slots.peek() is not None:
                pending.add(executor.submit(work, f"epoch {len(seen) + 10}"))
    assert "timing" in seen
    assert not overlaps

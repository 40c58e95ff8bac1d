"""Tasks that want a node for themselves, as measuring time does: the node is emptied first and takes nothing meanwhile."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from evo.workers.crew import Node, Slots


@dataclass(frozen=True)
class Alone:
    """A task that wants a node with some resource for itself."""

    resource: str
    function: Callable[..., Any]
    args: tuple[Any, ...]
    future: "Future[Any]"


class AloneQueue:
    """Empties nodes for tasks that want one for themselves: no more than a quarter of the nodes at once, or one."""

    def __init__(self, slots: Slots, begin: Callable[[Node, Alone], "Future[Any]"]) -> None:
        self.slots, self._begin = slots, begin
        self._waiting: deque[Alone] = deque()
        self._emptying: list[Node] = []
        self._running: dict[Future[Any], Node] = {}

    def add(self, task: Alone) -> None:
        """Queue a task."""
        self._waiting.append(task)
        self.go_on()

    def require_nodes(self) -> None:
        """Refuse to wait for what no node has; to be asked when none is about to join.

        Raises:
            RuntimeError: A task waits for a resource that no node has.
        """
        for task in self._waiting:
            if not any(task.resource in node.resources for node in self.slots.nodes.values()):
                raise RuntimeError(
                    f"no node has the resource {task.resource!r}: start one with `ray start --resources "
                    f"'{{\"{task.resource}\": 1}}'`, or leave measure_time off"
                )

    def go_on(self) -> None:
        """Empty nodes while tasks wait, and start on those that are empty."""
        self._emptying = [node for node in self._emptying if node.alive]
        most = max(1, len(self.slots.nodes) // 4)
        while len(self._waiting) > len(self._emptying) and len(self._emptying) + len(self._running) < most:
            node = self._fit(self._waiting[0].resource)
            if node is None:
                break
            node.alone = True
            self._emptying.append(node)
        for node in [node for node in self._emptying if not node.busy and self._waiting]:
            self._emptying.remove(node)
            self._start(node, self._waiting.popleft())

    def _fit(self, resource: str) -> Node | None:
        fitting = (n for n in self.slots.nodes.values() if resource in n.resources and n.alive and not n.alone)
        return min(fitting, key=lambda node: node.busy, default=None)

    def _start(self, node: Node, task: Alone) -> None:
        self._running[task.future] = node
        self._begin(node, task).add_done_callback(lambda inner: _hand_on(inner, task.future))

    def ended(self, future: "Future[Any]") -> Node | None:
        """The node of a task that ran alone, which takes other work again; None for other tasks."""
        node = self._running.pop(future, None)
        if node is not None:
            node.alone = False
            self.slots.list(node)
        self.go_on()
        return node


def _hand_on(inner: "Future[Any]", outer: "Future[Any]") -> None:
    error = inner.exception()
    if error is not None:
        outer.set_exception(error)
    else:
        outer.set_result(inner.result())

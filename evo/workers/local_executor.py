"""The protocol that every executor owes the driver, and the executor whose workers are threads of this process.

An epoch is a pure function, so an executor owes only its value, or the news that its worker died. Compiled loops release
the GIL: threads are workers.
"""

import socket
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from evo.workers.alone import Alone, AloneQueue
from evo.workers.crew import Node, Slots

LOCAL = "local"
TIMING, GPU_TIMING = "timing", "gpu_timing"
"""Resources: one place on a node where times are measured, on its processor and on its accelerator."""


class Executor(ABC):
    """Runs functions elsewhere. All methods are the driver's alone.

    Attributes:
        name: As in a campaign.
        slots: Free places for tasks.
        notices: What a person should know of the workers; whoever shows them empties the list.
    """

    name: str

    def __init__(self, most: int | None) -> None:
        self.notices: list[str] = []
        self.slots = Slots(most)
        self._running: dict[Future[Any], Node] = {}
        self._alone = AloneQueue(self.slots, self._start_alone)

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """Start function(*args) on a free slot; its future ends in a thread of the executor's own."""
        node = self.slots.take()
        future = self._start(node, function, args)
        self._running[future] = node
        return future

    def submit_alone(self, resource: str, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """Start function(*args) on a node that has the resource, once nothing else runs there."""
        future: Future[Any] = Future()
        self._alone.add(Alone(resource=resource, function=function, args=args, future=future))
        return future

    def _freed(self, future: Future[Any]) -> Node | None:
        """The node of a task that has ended, which takes other work again."""
        node = self._running.pop(future, None)
        if node is not None:
            self.slots.give(node)
        return self._alone.ended(future) or node

    @abstractmethod
    def _start(self, node: Node, function: Callable[..., Any], args: tuple[Any, ...]) -> Future[Any]:
        """Start a task on a node, beside others."""

    @abstractmethod
    def _start_alone(self, node: Node, task: Alone) -> Future[Any]:
        """Start a task on an empty node."""

    @abstractmethod
    def share(self, value: Any) -> Any:
        """A stand-in for a value that many tasks take, sent to each node once."""

    @abstractmethod
    def value(self, future: Future[Any]) -> Any:
        """The value of a future that has ended; its slot is free again.

        Raises:
            WorkerDiedError: The worker was lost.
            Exception: What the function raised.
        """

    @abstractmethod
    def admit(self, check: Callable[..., str], *args: Any) -> None:
        """Let nodes in on which check(*args) is empty, now and when they join; else it says why a node is refused.

        Raises:
            RuntimeError: No node is let in.
        """

    @abstractmethod
    def refresh(self) -> None:
        """Look for nodes that have come or gone, where some time has passed since the last look.

        Raises:
            RuntimeError: A task waits for a resource that no node has.
        """

    @abstractmethod
    def close(self) -> None:
        """Release the workers; what has not started never will."""


class LocalExecutor(Executor):
    """Threads of this process."""

    name = LOCAL

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self.slots.add(
            Node(key=LOCAL, name=socket.gethostname(), slots=workers, resources=frozenset({TIMING, GPU_TIMING}))
        )
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="epoch")

    def _start(self, node: Node, function: Callable[..., Any], args: tuple[Any, ...]) -> Future[Any]:
        return self._pool.submit(function, *args)

    def _start_alone(self, node: Node, task: Alone) -> Future[Any]:
        return self._start(node, task.function, task.args)

    def share(self, value: Any) -> Any:
        """See Executor."""
        return value

    def value(self, future: Future[Any]) -> Any:
        """See Executor."""
        self._freed(future)
        return future.result()

    def admit(self, check: Callable[..., str], *args: Any) -> None:
        """See Executor."""
        refused = check(*args)
        if refused:
            raise RuntimeError(f"this machine cannot take part in the search: {refused}")

    def refresh(self) -> None:
        """See Executor."""

    def close(self) -> None:
        """See Executor."""
        self._pool.shutdown(wait=True, cancel_futures=True)

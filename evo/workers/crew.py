"""The workers a driver has: slots on nodes, taken and given back in O(1)."""

from collections import deque
from dataclasses import dataclass, field


class WorkerDiedError(RuntimeError):
    """A worker was lost while it ran a task.

    Attributes:
        blames_task: Whether the task may have killed it: its process died while its node lives.
    """

    def __init__(self, reason: str, blames_task: bool) -> None:
        super().__init__(reason)
        self.blames_task = blames_task


@dataclass(eq=False)
class Node:
    """A machine and its slots, one a worker.

    Attributes:
        key: The executor's own name of it.
        name: What a person calls it.
        slots: Workers on it.
        busy: Slots in use.
        alive: Whether it may be given work.
        resources: Names of what it has one of, such as a place for timing.
        alone: Whether it is being emptied for, or runs, a task that wants it for itself.
        listed: Whether it stands among those that may have a free slot.
    """

    key: str
    name: str
    slots: int
    resources: frozenset[str] = field(default=frozenset())
    busy: int = 0
    alive: bool = True
    alone: bool = False
    listed: bool = False

    @property
    def open(self) -> bool:
        """True if one more task may start."""
        return self.alive and not self.alone and self.busy < self.slots


class Slots:
    """Free slots over nodes, handed out in turn so that a small campaign spreads over all of them."""

    def __init__(self, most: int | None) -> None:
        self.nodes: dict[str, Node] = {}
        self.busy = 0
        self._most, self._all = most, 0
        self._line: deque[Node] = deque()

    @property
    def workers(self) -> int:
        """Slots that may be used at once."""
        return self._all if self._most is None else min(self._most, self._all)

    def add(self, node: Node) -> None:
        """A node joins."""
        self.nodes[node.key] = node
        self._all += node.slots
        self.list(node)

    def lose(self, key: str) -> None:
        """A node is gone, or is to get no more work."""
        node = self.nodes.pop(key)
        node.alive = False
        self._all -= node.slots

    def list(self, node: Node) -> None:
        """A node may have a free slot again."""
        if node.open and not node.listed:
            node.listed = True
            self._line.append(node)

    def peek(self) -> Node | None:
        """The node whose turn it is, or None where no slot is free."""
        if self._most is not None and self.busy >= self._most:
            return None
        while self._line and not self._line[0].open:
            self._line.popleft().listed = False
        return self._line[0] if self._line else None

    def take(self) -> Node:
        """Take a slot of the node whose turn it is.

        Raises:
            RuntimeError: None is free.
        """
        node = self.peek()
        if node is None:
            raise RuntimeError("no slot is free: ask `peek` first")
        self._line.rotate(-1)
        self.take_on(node)
        return node

    def take_on(self, node: Node) -> None:
        """Take a slot of this node."""
        node.busy += 1
        self.busy += 1

    def give(self, node: Node) -> None:
        """Give a slot back."""
        node.busy -= 1
        self.busy -= 1
        self.list(node)

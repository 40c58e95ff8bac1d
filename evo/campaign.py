"""The dataflow over islands and epochs: which epoch runs when, with which inputs, and when to stop.

Epoch e of an island needs its own state after e - 1 and its neighbour's emigrants after e - 2, nothing else. So any
executor gives the same states, and what counts as one evaluation after another is fixed: epochs in the order (e, island).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from evo.config import Campaign
from evo.executors import Executor
from evo.island import IslandState, Migrants, Problem, emigrants, run_epoch, start


@dataclass(frozen=True)
class Progress:
    """What an observer sees after each epoch."""

    island: int
    epoch: int
    state: IslandState
    evaluations: int
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """How a campaign ended.

    Attributes:
        states: The last state of each island.
        evaluations: Distinct canonical programs fitted, over all islands.
        seconds: Wall time.
        interrupted: Whether the user stopped it.
    """

    states: tuple[IslandState, ...]
    evaluations: int
    seconds: float
    interrupted: bool


@dataclass
class _Graph:
    """What is known and what is under way."""

    problem: Problem
    campaign: Campaign
    executor: Executor
    began: float = field(default_factory=time.monotonic)
    last: dict[int, tuple[int, IslandState]] = field(default_factory=dict)
    migrants: dict[tuple[int, int], Migrants] = field(default_factory=dict)
    running: dict[Any, tuple[int, int]] = field(default_factory=dict)
    top_epoch: int = -1

    def quota(self, island: int, epoch: int) -> int:
        """Evaluations of one epoch: all of `epoch_evaluations`, what is left of the budget, or none."""
        each = self.campaign.epoch_evaluations
        if self.campaign.evaluations is None:
            return each
        before = (epoch * self.campaign.islands + island) * each
        return max(0, min(each, self.campaign.evaluations - before))

    def in_time(self, epoch: int) -> bool:
        """Whether an epoch may start: it has started on some island, or there is time left."""
        minutes = self.campaign.minutes
        return epoch <= self.top_epoch or minutes is None or time.monotonic() - self.began < 60 * minutes

    def ready(self) -> list[tuple[int, int]]:
        """Epochs whose inputs are known, in the order in which they are counted."""
        busy = {island for island, _ in self.running.values()}
        found = []
        for island in range(self.campaign.islands):
            epoch = self.last[island][0] + 1 if island in self.last else 0
            neighbour = (self._neighbour(island), epoch - 2)
            if island not in busy and (epoch < 2 or neighbour in self.migrants) and self.quota(island, epoch):
                found.append((epoch, island))
        return sorted(found)

    def _neighbour(self, island: int) -> int:
        return (island - 1) % self.campaign.islands

    def submit(self, epoch: int, island: int) -> None:
        """Start one epoch."""
        state = self.last[island][1] if island in self.last else None
        # Kept until taken: an island may run several epochs ahead of the one that waits for its emigrants.
        migrants = self.migrants.pop((self._neighbour(island), epoch - 2), Migrants())
        where = (self.campaign.seed, island, epoch, self.quota(island, epoch))
        self.running[self.executor.submit(epoch_task, self.problem, state, migrants, where)] = (island, epoch)
        self.top_epoch = max(self.top_epoch, epoch)

    def fill(self) -> None:
        """Start what is ready, as many as there are workers."""
        for epoch, island in self.ready():
            if len(self.running) >= self.executor.workers:
                return
            if self.in_time(epoch):
                self.submit(epoch, island)

    def collect(self) -> list[Progress]:
        """Wait for an epoch, take in every one that is done."""
        seen = []
        for handle in self.executor.first_done(self.running):
            island, epoch = self.running.pop(handle)
            state = self.executor.value(handle)
            self.last[island] = (epoch, state)
            self.migrants[island, epoch] = emigrants(self.problem, state)
            seen.append(Progress(island, epoch, state, self.evaluations(), self.seconds()))
        return seen

    def evaluations(self) -> int:
        """Evaluations so far."""
        return sum(state.evaluations for _, state in self.last.values())

    def seconds(self) -> float:
        """Wall time so far."""
        return time.monotonic() - self.began


def epoch_task(
    problem: Problem, state: IslandState | None, migrants: Migrants, where: tuple[int, int, int, int]
) -> IslandState:
    """One epoch of one island, from the beginning where there is no state yet. `where`: seed, island, epoch, quota."""
    seed, island, epoch, quota = where
    if state is None:
        state = start(problem, seed, island)
    return run_epoch(problem, state, migrants, seed, island, epoch, quota)


def run_campaign(
    problem: Problem, campaign: Campaign, executor: Executor, observe: Callable[[Progress], None]
) -> Outcome:
    """Run epochs until the budget is spent, the time is up or the user interrupts.

    When the time is up, every island finishes the last epoch that any has started, so that the same search is had again
    with `evaluations` set to the count reported. After an interrupt the states are those of the epochs that ended.
    """
    graph = _Graph(problem, campaign, executor)
    interrupted = False
    try:
        graph.fill()
        while graph.running:
            for progress in graph.collect():
                observe(progress)
            graph.fill()
    except KeyboardInterrupt:
        interrupted = True
    states = tuple(graph.last[island][1] for island in sorted(graph.last))
    return Outcome(states, graph.evaluations(), graph.seconds(), interrupted)

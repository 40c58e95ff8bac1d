"""A search of whole kernels in one process: islands in turn, migrants, the front at the end swept over its inputs."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from evo.whole.archive import Entry, front
from evo.whole.epoch import IslandState, first_state, run_epoch
from evo.whole.problem import WholeProblem

EPOCH = 300_000
"""Evaluations of an epoch of an island."""
MIGRANTS = 3


@dataclass(frozen=True)
class Budget:
    """When a search stops: after so many evaluations, or minutes, whichever comes first.

    A search that stops by minutes gives a prefix of what more minutes would give.
    """

    evaluations: int | None = None
    minutes: float | None = None


def migrants_for(states: list[IslandState], island: int, epoch: int) -> tuple[Entry, ...]:
    """A few entries of the archive of the island before this one in the ring; others each epoch."""
    if len(states) < 2:
        return ()
    entries = front(states[island - 1].archive)
    return tuple(entries[(epoch * MIGRANTS + k) % len(entries)] for k in range(min(MIGRANTS, len(entries))))


def search(
    problem: WholeProblem,
    budget: Budget,
    seed: int = 0,
    islands: int = 2,
    progress: Callable[[list[IslandState]], None] | None = None,
) -> list[Entry]:
    """The front of programs by operation count and error on the dense pool."""
    states = [first_state(problem) for _ in range(islands)]
    start, epoch = time.monotonic(), 0
    while not _spent(states, budget, time.monotonic() - start):
        before = list(states)
        for island in range(islands):
            migrants = migrants_for(before, island, epoch)
            states[island] = run_epoch(problem, before[island], migrants, EPOCH, (seed, island, epoch))
        epoch += 1
        if progress is not None:
            progress(states)
    return front(tuple(entry for state in states for entry in state.archive))


def _spent(states: list[IslandState], budget: Budget, seconds: float) -> bool:
    evaluations = sum(state.evaluations for state in states)
    over = budget.evaluations is not None and evaluations >= budget.evaluations
    return over or (budget.minutes is not None and seconds >= 60.0 * budget.minutes)

"""Progress of a campaign while it runs, and its outcome when it ends."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evo.epoch import EpochDone
from evo.island import IslandState
from evo.packing import unpack_state
from evo.run.vault import Stored, Vault, fetch
from evo.schedule.standing import Standing
from evo.workers.crew import Slots


@dataclass(frozen=True)
class Crew:
    """State of the workers.

    Attributes:
        workers: Slots on nodes that are alive and let in.
        nodes: Such nodes.
        running: Epochs under way.
        idle_share: Part of the workers' time since the start that no epoch used.
        deaths: Workers lost, over the whole run.
        retries: Tasks run again because of that.
        quarantined: Keys of what has killed workers.
    """

    workers: int
    nodes: int
    running: int
    idle_share: float
    deaths: int
    retries: int
    quarantined: tuple[str, ...]


def no_crew(standing: Standing) -> Crew:
    """Before any worker is let in: no workers, and the faults on record."""
    return crew_of(standing, Slots(None), 0, 0.0)


def crew_of(standing: Standing, slots: Slots, running: int, idle_share: float) -> Crew:
    """State of these workers."""
    return Crew(
        workers=slots.workers,
        nodes=len(slots.nodes),
        running=running,
        idle_share=idle_share,
        deaths=standing.deaths,
        retries=standing.retries,
        quarantined=tuple(standing.quarantined),
    )


@dataclass(frozen=True)
class Pulse:
    """State of a campaign while no epoch ends: told every second, so that a person learns of workers that are gone."""

    evaluations: int
    seconds: float
    crew: Crew
    notices: tuple[str, ...]


@dataclass(frozen=True)
class EpochReport:
    """Report to observers after each epoch; `notices` are news of the workers since the last one."""

    island: int
    epoch: int
    done: EpochDone
    evaluations: int
    seconds: float
    crew: Crew
    notices: tuple[str, ...] = ()


class States(Sequence[IslandState]):
    """The last state of each island, read from the vault when asked for; `held` lives as long as they may be read."""

    def __init__(self, vault: Vault, stored: Sequence[Stored], held: object = None) -> None:
        self.vault, self.stored, self.held = vault, tuple(stored), held

    def __len__(self) -> int:
        return len(self.stored)

    def __getitem__(self, place: int) -> IslandState:  # type: ignore[override]
        return unpack_state(fetch(self.vault, self.stored[place]))

    def __iter__(self) -> Iterator[IslandState]:
        return (self[place] for place in range(len(self)))


@dataclass(frozen=True)
class Outcome:
    """Outcome of a campaign.

    Attributes:
        states: The last state of each island.
        evaluations: Distinct canonical programs fitted, over all islands.
        seconds: Wall time of the search, with that before a resume.
        interrupted: Whether the user stopped it.
        standing: How far each island has come.
        exhausted: Whether it ended because every island stood still.
    """

    states: States
    evaluations: int
    seconds: float
    interrupted: bool
    standing: Standing
    exhausted: bool = False


@dataclass
class Use:
    """Account of the workers' time that epochs used; all in seconds of a monotonic clock.

    Attributes:
        busy: In epochs that have ended, as their workers measured it.
        given: Workers times wall time.
        starts: Sum of the starting times of the epochs under way.
        seen: Up to when time was given.
    """

    busy: float = 0.0
    given: float = 0.0
    starts: float = 0.0
    seen: float = field(default_factory=time.monotonic)

    def pass_time(self, workers: int) -> None:
        """Count the time up to now."""
        now = time.monotonic()
        self.given += workers * (now - self.seen)
        self.seen = now

    def idle_share(self, running: int) -> float:
        """Part of the time given that was not used."""
        used = self.busy + running * self.seen - self.starts
        return min(1.0, max(0.0, 1.0 - used / self.given)) if self.given > 0.0 else 0.0

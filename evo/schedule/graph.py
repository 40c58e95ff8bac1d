"""The graph of epochs, which says what may run next, and from what: bookkeeping alone, a logarithm of the islands for each event.

Epoch e of an island needs its own state after e - 1 and its neighbour's emigrants after e - 2, nothing else. So any
executor gives the same states, and what counts as one evaluation after another is fixed: epochs in the order (e, island).
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace

from evo.epoch import EpochDone, EpochInputs, EpochTask
from evo.run.vault import Stored
from evo.schedule.exhaustion import Exhaustion
from evo.schedule.standing import Last, Standing, first_stagnant
from evo.settings.config import Campaign
from evo.workers.steps import Candidate, StepResult
from evo.workers.timing_step import Measured, as_measured

InTime = Callable[[Callable[[], tuple[int, int]]], bool]
"""True if more epochs may start, given the number that must end then: see `Graph.outstanding`."""


@dataclass(frozen=True)
class Rings:
    """Islands in rings, one ring a core that is searched for: island i works on core i modulo `cores`."""

    islands: int
    cores: int

    def neighbour(self, island: int) -> int:
        """The island whose emigrants an island takes in."""
        return (island - self.cores) % self.islands

    def follower(self, island: int) -> int:
        """The island that takes in the emigrants of an island."""
        return (island + self.cores) % self.islands


def rings_of(campaign: Campaign) -> Rings:
    """The rings of a campaign: `islands` populations for each of its cores."""
    cores = campaign.searched()
    return Rings(campaign.populations() * cores, cores)


def share(evaluations: int, cores: int, core: int) -> int:
    """A core's part of the evaluations: equal ones, what is left over to the first."""
    return evaluations // cores + (core < evaluations % cores)


class Graph:
    """The epochs of a campaign from a standing on."""

    def __init__(self, campaign: Campaign, standing: Standing) -> None:
        self.campaign, self.standing, self.rings = campaign, standing, rings_of(campaign)
        self.evaluations = standing.evaluations()
        self.top = max(((last.epoch, island) for island, last in standing.last.items()), default=(-1, -1))
        """The last epoch that any island has started, in the order (epoch, island)."""
        self.exhaustion = Exhaustion(campaign, self.rings.islands, standing)
        self._ready: list[tuple[int, int]] = []
        self._queued: set[int] = set()
        self._blocked: dict[str, set[int]] = {}
        self.wanted: dict[str, Candidate] = {}
        """Programs that some epoch to come wants timed and that have no verdict yet."""
        for island, last in sorted(standing.last.items()):
            self._want(last.earlier, island, last.epoch + 1)
            self._want(last.requests, island, last.epoch + 2)
        for island in range(self.rings.islands):
            self._consider(island)

    def quota(self, island: int, epoch: int) -> int:
        """Evaluations of one epoch: all of `epoch_evaluations`, what is left of its core's share, or none."""
        each, rings = self.campaign.epoch_evaluations, self.rings
        if self.campaign.evaluations is None:
            return each if self.exhaustion.allows(epoch) else 0
        place, core = divmod(island, rings.cores)
        before = (epoch * (rings.islands // rings.cores) + place) * each
        return max(0, min(each, share(self.campaign.evaluations, rings.cores, core) - before))

    def next_epoch(self, island: int) -> int:
        """The epoch that an island runs or waits for."""
        last = self.standing.last.get(island)
        return 0 if last is None else last.epoch + 1

    def _consider(self, island: int) -> None:
        """Queue an island's next epoch where its inputs are known."""
        epoch = self.next_epoch(island)
        known = epoch < 2 or (self.rings.neighbour(island), epoch - 2) in self.standing.parcels
        lacking = self._lacking(island)
        for candidate in lacking:
            self._blocked.setdefault(candidate.key, set()).add(island)
        wanted = known and not lacking and island not in self._queued and self.quota(island, epoch)
        if wanted and not self.exhaustion.holds(island, epoch):
            self._queued.add(island)
            heapq.heappush(self._ready, (epoch, island))

    def _lacking(self, island: int) -> list[Candidate]:
        """Programs whose verdicts an island's next epoch waits for."""
        last = self.standing.last.get(island)
        return [c for c in last.earlier if c.key not in self.standing.verdicts] if last else []

    def _want(self, candidates: tuple[Candidate, ...], island: int, epoch: int) -> None:
        """Note programs whose verdicts an epoch will be given, if it is ever run."""
        if candidates and self.quota(island, epoch):
            verdicts = self.standing.verdicts
            self.wanted |= {c.key: c for c in candidates if c.key not in verdicts}

    def judged(self, verdict: StepResult) -> None:
        """Take in a verdict; the first one of a program counts."""
        self.standing.verdicts.setdefault(verdict.key, verdict)
        self.wanted.pop(verdict.key, None)
        for island in sorted(self._blocked.pop(verdict.key, ())):
            self._consider(island)

    def has_ready(self, in_time: InTime) -> bool:
        """True if `take` would give an epoch."""
        if not self._ready:
            return False
        return self._ready[0] <= self._edge(self.top) or in_time(self.outstanding)

    def take(self, in_time: InTime) -> EpochTask | None:
        """The first epoch that may run, or None; once time is up, only what comes before an epoch that has started.

        A search that stops so is had again with as many evaluations: see `quota`.
        """
        if not self.has_ready(in_time):
            return None
        epoch, island = heapq.heappop(self._ready)
        self.top = max(self.top, (epoch, island))
        return self.task(island)

    def outstanding(self) -> tuple[int, int]:
        """Epochs to end before the search may stop, if the first one that is ready starts: in all, and of one island."""
        epoch, last = self._edge(max(self.top, self._ready[0]))
        lacking = [epoch + (island <= last) - self.next_epoch(island) for island in range(self.rings.islands)]
        return sum(max(0, count) for count in lacking), max(lacking)

    def _edge(self, started: tuple[int, int]) -> tuple[int, int]:
        """The last epoch, in order, of a search that stops after this one: all cores get the same number."""
        epoch, island = started
        return epoch, island - island % self.rings.cores + self.rings.cores - 1

    def task(self, island: int) -> EpochTask:
        """An island's next epoch with its inputs."""
        epoch, last = self.next_epoch(island), self.standing.last.get(island)
        parcel = self.standing.parcels.get((self.rings.neighbour(island), epoch - 2))
        state = last.state if last else None
        inputs = EpochInputs(parcel.data if parcel else b"", measured=self._measured(last))
        task = EpochTask(
            seed=self.campaign.seed,
            island=island,
            epoch=epoch,
            quota=self.quota(island, epoch),
            state=state,
            inputs=inputs,
        )
        mine = tuple(key for key in self.standing.quarantined if key == task.key)
        return replace(task, inputs=replace(inputs, quarantined=mine)) if mine else task

    def _measured(self, last: Last | None) -> Measured:
        if last is None:
            return ()
        news = (as_measured(self.standing.verdicts[candidate.key]) for candidate in last.earlier)
        return tuple(dict([*last.measured, *news]).items())

    def done(self, done: EpochDone) -> list[Stored]:
        """Take in an epoch that has ended; what it has used up."""
        island, epoch, standing = done.island, done.epoch, self.standing
        before = standing.last.get(island)
        used = standing.parcels.pop((self.rings.neighbour(island), epoch - 2), None)
        earlier = before.requests if before else ()
        standing.last[island] = Last(
            epoch=epoch,
            state=done.state,
            counts=done.counts,
            measured=done.measured,
            requests=done.requests,
            earlier=earlier,
            stagnant=first_stagnant(before, epoch, done.counts),
        )
        standing.parcels[island, epoch] = done.migrants
        self.evaluations += done.counts.evaluations - (before.counts.evaluations if before else 0)
        self._want(done.requests, island, epoch + 2)
        self._queued.discard(island)
        for one in (island, self.rings.follower(island), *self.exhaustion.ended(island)):
            self._consider(one)
        return [kept for kept in (before and before.state, used and used.stored) if kept]

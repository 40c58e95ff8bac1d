"""The front while a search runs, and when it last moved."""

from collections.abc import Iterable, Mapping
from typing import Any

from evo.archive import Entry, pareto_front
from evo.epoch import Parcel, front_entries
from evo.progress import EpochReport
from evo.run.status import FrontPoint, Improvement


class Watch:
    """Follows the front of each core over all its islands; an epoch without news costs a comparison."""

    def __init__(self, cores: int = 1) -> None:
        self.fronts: list[list[Entry]] = [[] for _ in range(cores)]
        self.last: Improvement | None = None

    @property
    def front(self) -> list[Entry]:
        """The fronts of all cores, one after the other."""
        return [entry for front in self.fronts for entry in front]

    def begin(self, parcels: Mapping[tuple[int, int], Parcel]) -> None:
        """Take in what a resumed campaign holds, by (island, epoch)."""
        for (island, _), parcel in parcels.items():
            core = island % len(self.fronts)
            self.fronts[core] = pareto_front([*self.fronts[core], *front_entries(parcel)])

    def see(self, progress: EpochReport) -> list[dict[str, Any]]:
        """Take in an epoch; what it adds to the front, for the log."""
        core = progress.island % len(self.fronts)
        before = self.fronts[core]
        if not any(_moves(before, cost, error) for cost, error in progress.done.points):
            return []
        known = {entry.order for entry in before}
        self.fronts[core] = pareto_front([*before, *front_entries(progress.done.migrants)])
        new = [entry for entry in self.fronts[core] if entry.order not in known]
        if not new:
            return []
        best = new[-1]
        self.last = Improvement(
            seconds=progress.seconds,
            evaluations=progress.evaluations,
            island=progress.island,
            epoch=progress.epoch,
            ops=best.ops,
            error=best.error,
            mutation=best.mutation,
        )
        programs = points_of(new)
        when = {"evaluations": progress.evaluations, "seconds": round(progress.seconds, 3), "core": core}
        return [{**when, "programs": programs}]


def points_of(entries: Iterable[Entry]) -> tuple[FrontPoint, ...]:
    """Programs as a status and the log tell of them."""
    return tuple(FrontPoint(ops=e.ops, cost=e.cost, error=e.error, mutation=e.mutation) for e in entries)


def _moves(front: list[Entry], cost: float, error: float) -> bool:
    beaten = (entry.error <= error for entry in front if entry.cost <= cost)
    return not any(beaten)

"""The front while a search runs, and when it last moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evo.archive import Entry, pareto_front
from evo.epoch import Parcel, front_entries
from evo.progress import EpochReport


@dataclass(frozen=True)
class Improvement:
    """When the front last moved, and by what.

    Attributes:
        seconds: Wall time of the search at which the driver learned of it.
        evaluations: Evaluations at that time.
        island: Which island found it.
        epoch: In which epoch.
        ops: Operations of the most costly of the new programs.
        error: Its error.
        mutation: The variation that made it.
    """

    seconds: float
    evaluations: int
    island: int
    epoch: int
    ops: int
    error: float
    mutation: str


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
        best, at = new[-1], (progress.seconds, progress.evaluations, progress.island, progress.epoch)
        self.last = Improvement(*at, best.ops, best.error, best.mutation)
        programs = [{"ops": e.ops, "cost": e.cost, "error": e.error, "mutation": e.mutation} for e in new]
        when = {"evaluations": progress.evaluations, "seconds": round(progress.seconds, 3), "core": core}
        return [{**when, "programs": programs}]


def _moves(front: list[Entry], cost: float, error: float) -> bool:
    beaten = (entry.error <= error for entry in front if entry.cost <= cost)
    return not any(beaten)

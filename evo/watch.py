"""The front while a search runs, and when it last moved."""

from dataclasses import dataclass

from evo.archive import Entry, pareto_front
from evo.epoch import Parcel, front_entries
from evo.progress import Progress


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
    """Follows the front of all islands; an epoch without news costs a comparison."""

    def __init__(self) -> None:
        self.front: list[Entry] = []
        self.last: Improvement | None = None

    def begin(self, parcels: list[Parcel]) -> None:
        """Take in what a resumed campaign holds."""
        entries = [entry for parcel in parcels for entry in front_entries(parcel)]
        self.front = pareto_front([*self.front, *entries])

    def see(self, progress: Progress) -> None:
        """Take in an epoch."""
        if not any(self._moves(cost, error) for cost, error in progress.done.points):
            return
        known = {entry.order for entry in self.front}
        self.front = pareto_front([*self.front, *front_entries(progress.done.migrants)])
        new = [entry for entry in self.front if entry.order not in known]
        if new:
            best, at = new[-1], (progress.seconds, progress.evaluations, progress.island, progress.epoch)
            self.last = Improvement(*at, best.ops, best.error, best.mutation)

    def _moves(self, cost: float, error: float) -> bool:
        beaten = (entry.error <= error for entry in self.front if entry.cost <= cost)
        return not any(beaten)

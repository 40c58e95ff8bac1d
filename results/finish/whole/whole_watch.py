"""The front of a search of whole kernels while it runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evo.epoch import Parcel
from evo.progress import EpochReport
from evo.run.watch import Improvement
from evo.whole.archive import Entry, front
from evo.whole.packing import unpack_entries


@dataclass(frozen=True)
class Shown:
    """A program of the front as displays and the status show it."""

    ops: int
    cost: float
    error: float
    mutation: str = "whole"


class WholeWatch:
    """Follows the front over all islands."""

    def __init__(self, max_ops: int) -> None:
        self.max_ops = max_ops
        self.entries: list[Entry] = []
        self.last: Improvement | None = None

    @property
    def front(self) -> list[Shown]:
        """The front for displays."""
        return [Shown(entry.ops, float(entry.ops), entry.error) for entry in self.entries]

    def begin(self, parcels: Mapping[tuple[int, int], Parcel]) -> None:
        """Take in what a resumed campaign holds."""
        for parcel in parcels.values():
            self.entries = front((*self.entries, *unpack_entries(parcel.data)), self.max_ops)

    def see(self, progress: EpochReport) -> list[dict[str, Any]]:
        """Take in an epoch; what it adds to the front, for the log."""
        before = {(entry.ops, entry.error) for entry in self.entries}
        self.entries = front((*self.entries, *unpack_entries(progress.done.migrants.data)), self.max_ops)
        new = [entry for entry in self.entries if (entry.ops, entry.error) not in before]
        if not new:
            return []
        at = (progress.seconds, progress.evaluations, progress.island, progress.epoch)
        self.last = Improvement(*at, new[-1].ops, new[-1].error, "whole")
        programs = [{"ops": e.ops, "cost": float(e.ops), "error": e.error, "mutation": "whole"} for e in new]
        return [
            {
                "evaluations": progress.evaluations,
                "seconds": round(progress.seconds, 3),
                "core": 0,
                "programs": programs,
            }
        ]

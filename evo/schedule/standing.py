"""The standing of a campaign: everything that it needs to go on from."""

from dataclasses import dataclass, field

from evo.epoch import Counts, Parcel
from evo.run.vault import Stored
from evo.workers.steps import Candidate, StepResult
from evo.workers.timing_step import Measured


@dataclass(frozen=True)
class Last:
    """The last finished epoch of an island, and its results.

    Attributes:
        epoch: The last that ended.
        state: After it.
        counts: After it.
        measured: Times the island knows and has use for.
        requests: Programs whose times it asked for in that epoch.
        earlier: The same of the epoch before: the next one waits for their verdicts.
        stagnant: The first epoch in which the island stood still for so long that it began again; None before.
    """

    epoch: int
    state: Stored
    counts: Counts
    measured: Measured = ()
    requests: tuple[Candidate, ...] = ()
    earlier: tuple[Candidate, ...] = ()
    stagnant: int | None = None


def first_stagnant(before: Last | None, epoch: int, counts: Counts) -> int | None:
    """The first epoch in which an island stood still, `epoch` with its counters among those before."""
    if before is not None and before.stagnant is not None:
        return before.stagnant
    return epoch if counts.restarts else None


@dataclass
class Standing:
    """Everything a campaign needs to go on from: small but for the parcels, and equal for equal searches.

    Attributes:
        last: By island.
        parcels: By (island, epoch): emigrants that their neighbour's epoch has not used up.
        quarantined: What has killed workers, by what it hits: an epoch's key.
        verdicts: What became of the programs that were timed, by key; on record before any epoch is given one.
        deaths: Workers lost so far.
        retries: Tasks run again because of that.
        seconds: Wall time of the search so far.
        searched: Whether the search is over.
    """

    last: dict[int, Last] = field(default_factory=dict)
    parcels: dict[tuple[int, int], Parcel] = field(default_factory=dict)
    quarantined: list[str] = field(default_factory=list)
    verdicts: dict[str, StepResult] = field(default_factory=dict)
    deaths: int = 0
    retries: int = 0
    seconds: float = 0.0
    searched: bool = False

    def evaluations(self) -> int:
        """Distinct canonical programs fitted, over all islands."""
        return sum(last.counts.evaluations for last in self.last.values())

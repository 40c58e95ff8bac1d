"""The end of a search that finds nothing more: a rule on the islands' states alone, never on the clock.

An island that stands still for `patience` evaluations begins again (evo/compiled/lives.py). Once every island has done so, each
ends AHEAD epochs after the last of them; before that, no island runs more than AHEAD epochs ahead of the slowest. So the epochs
that are run, and every bit, are the same for any number of workers.
"""

from evo.schedule.standing import Standing
from evo.settings.config import Campaign

AHEAD = 2
"""An epoch needs what the neighbour sent in the epoch before the last, so two islands are no further apart in any case."""


class Exhaustion:
    """Follows which islands have stood still; off where a number of evaluations is asked for.

    Attributes:
        last: The last epoch of every island; None while one has not stood still, or where the rule is off.
    """

    def __init__(self, campaign: Campaign, islands: int, standing: Standing) -> None:
        self.on = bool(campaign.until_exhausted) and campaign.evaluations is None
        self.last: int | None = None
        self._standing, self._islands = standing, islands
        self._still = dict[int, int]()
        self._slowest = -1
        self._ended = dict[int, int]()
        """Number of islands that have ended each epoch that some have not."""
        self._held = dict[int, list[int]]()
        for island, last in sorted(standing.last.items()) if self.on else ():
            for epoch in range(last.epoch + 1):
                self._count(epoch)
            self._note(island)

    @property
    def reached(self) -> bool:
        """True if every island has run to the end that this rule set."""
        return self.last is not None and self._slowest == self.last

    def allows(self, epoch: int) -> bool:
        """True if an epoch is not after the end."""
        return self.last is None or epoch <= self.last

    def holds(self, island: int, epoch: int) -> bool:
        """True if an island has to wait for the slowest; then `ended` names it when it need not any more."""
        if not self.on or epoch <= self._slowest + AHEAD:
            return False
        self._held.setdefault(epoch, []).append(island)
        return True

    def ended(self, island: int) -> list[int]:
        """Take in that an island has ended its last epoch; the islands that need wait no longer."""
        if not self.on:
            return []
        self._note(island)
        return self._count(self._standing.last[island].epoch)

    def _note(self, island: int) -> None:
        stagnant = self._standing.last[island].stagnant
        if stagnant is not None:
            self._still[island] = stagnant
        if len(self._still) == self._islands:
            self.last = max(self._still.values()) + AHEAD

    def _count(self, epoch: int) -> list[int]:
        self._ended[epoch] = self._ended.get(epoch, 0) + 1
        free = list[int]()
        while self._ended.get(self._slowest + 1) == self._islands:
            self._slowest += 1
            del self._ended[self._slowest]
            free += self._held.pop(self._slowest + AHEAD, [])
        return free

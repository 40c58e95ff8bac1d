"""Keeps a campaign's progress: nothing for a search in memory, a log and checkpoints for a run."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from evo.engine import engine
from evo.epoch import MIGRANTS, STATES, EpochDone
from evo.progress import Pulse
from evo.run.checkpoint import FOLDER, KEPT, Generation, Manifest, write_generation, write_manifest
from evo.run.journal import Journal, event_line
from evo.run.restore import Restored
from evo.run.run_format import campaign_digest
from evo.run.standing_data import epoch_fields, to_generation
from evo.run.vault import MemoryVault, Stored, Vault
from evo.schedule.graph import Rings
from evo.schedule.standing import Standing

WORKERS = "workers"
CHECKPOINT_SECONDS = 5.0
SHARE = 50
"""A checkpoint that takes a second is followed by this many seconds without one."""


SWEEPERS, MOST_SWEEPS = 4, 1000
"""Threads that delete: 2.5 MB can take 10 ms to free. With so many deletions to go, the driver waits for the oldest."""


class Keeper(Protocol):
    """Receiver of a campaign's progress, told by the driver."""

    vault: Vault
    standing: Standing
    """State of the campaign to go on from."""

    @property
    def workers(self) -> Path | None:
        """Folder for what workers have to say, or None."""
        ...

    def note(self, event: str, fields: Mapping[str, Any]) -> None:
        """Put an event on record before it has effects."""
        ...

    def epochs(self, ended: Sequence[EpochDone], seconds: float) -> None:
        """Put epochs that have ended on record."""
        ...

    def pulse(self, pulse: Pulse) -> None:
        """Hear how the campaign fares while no epoch ends."""
        ...

    def release(self, used: Iterable[Stored]) -> None:
        """Blobs that the campaign will not read again."""
        ...

    def checkpoint(self, standing: Standing, now: bool = False) -> None:
        """Write a generation where one is due, or `now`."""
        ...


@dataclass
class Forgetful:
    """Leaves nothing behind; `folder` is only held so that it lives as long as the states in it are read."""

    vault: Vault = field(default_factory=MemoryVault)
    standing: Standing = field(default_factory=Standing)
    workers: Path | None = None
    folder: object = None

    def note(self, event: str, fields: Mapping[str, Any]) -> None:
        """See Keeper."""

    def epochs(self, ended: Sequence[EpochDone], seconds: float) -> None:
        """See Keeper."""

    def pulse(self, pulse: Pulse) -> None:
        """See Keeper."""

    def release(self, used: Iterable[Stored]) -> None:
        """See Keeper."""
        for stored in used:
            self.vault.delete(stored.name)

    def checkpoint(self, standing: Standing, now: bool = False) -> None:
        """See Keeper."""


class RunKeeper:
    """Keeps the log in a run directory and checkpoints in a vault; `listener` hears pulses."""

    def __init__(self, run: Path, vault: Vault, rings: Rings) -> None:
        self.vault, self.journal, self.engine, self.rings = vault, Journal(run), engine(), rings
        self.campaign = campaign_digest(run)
        self.standing, self.workers = Standing(), run.resolve() / WORKERS
        self.listener: Callable[[Pulse], None] = lambda _: None
        self._generations: list[Generation] = []
        self._number = 1
        self._spent: set[str] = set()
        self._sweeper = ThreadPoolExecutor(SWEEPERS, thread_name_prefix="sweep")
        self._sweeps: deque[Future[None]] = deque()
        self._last, self._cost = time.monotonic(), 0.0

    def go_on(self, restored: Restored) -> None:
        """Go on from a restored standing: drop what no checkpoint needs, and marks of workers that are no more."""
        for mark in self.workers.glob("*.task"):
            mark.unlink(missing_ok=True)
        self._generations, self._number, self.standing = list(restored.generations), restored.number, restored.standing
        self.checkpoint(restored.standing, now=True)
        for folder in (STATES, MIGRANTS):
            self._delete(set(self.vault.names(folder)))
        self._finish_sweeping()
        named = {generation.stored.name for generation in self._generations}
        for name in set(self.vault.names(FOLDER)) - named:
            self.vault.delete(name)

    def note(self, event: str, fields: Mapping[str, Any]) -> None:
        """See Keeper."""
        self.journal.append([event_line(event, fields)])

    def epochs(self, ended: Sequence[EpochDone], seconds: float) -> None:
        """See Keeper."""
        lines = [event_line("epoch", epoch_fields(done, self.rings.neighbour(done.island), seconds)) for done in ended]
        self.journal.append(lines, sync=False)

    def pulse(self, pulse: Pulse) -> None:
        """See Keeper."""
        self.listener(pulse)

    def release(self, used: Iterable[Stored]) -> None:
        """See Keeper; what a kept generation needs stays until that one goes."""
        self._delete({stored.name for stored in used})

    def _delete(self, names: set[str]) -> None:
        needed = {name for name in names if any(name in generation.needs for generation in self._generations)}
        self._spent |= needed
        for name in sorted(names - needed):
            self._sweeps.append(self._sweeper.submit(_sweep, self.vault, name))
        while self._sweeps and (self._sweeps[0].done() or len(self._sweeps) > MOST_SWEEPS):
            self._sweeps.popleft().result()

    def _finish_sweeping(self) -> None:
        while self._sweeps:
            self._sweeps.popleft().result()

    def checkpoint(self, standing: Standing, now: bool = False) -> None:
        """See Keeper.

        Raises:
            OSError: It cannot be written; the ones before stay.
        """
        began = time.monotonic()
        if not now and began - self._last < max(CHECKPOINT_SECONDS, SHARE * self._cost):
            return
        value = to_generation(standing, self.journal.size())
        made = write_generation(self.vault, self._number, value)
        kept = rotated(self._generations, made)
        write_manifest(self.vault, Manifest(self.engine, self.campaign, tuple(one.stored for one in kept)))
        dropped = [generation for generation in self._generations if generation not in kept]
        self._generations, self._number = kept, self._number + 1
        for generation in dropped:
            self.vault.delete(generation.stored.name)
        spent, self._spent = self._spent, set()
        self._delete(spent)
        if now:
            self._finish_sweeping()
        self._last = time.monotonic()
        self._cost = self._last - began


def _sweep(vault: Vault, name: str) -> None:
    """Delete a blob that nothing needs; one that stays does no harm, and the next resume tries again."""
    with suppress(OSError):
        vault.delete(name)


def rotated(kept: list[Generation], made: Generation) -> list[Generation]:
    """The generations to keep, oldest first, once `made` is there.

    One that shares a blob with the one before it is replaced by the next. So the oldest of three shares none with the
    newest, and no single damaged file spoils all of them, however slowly some islands move.
    """
    shares = len(kept) > 1 and bool(kept[-1].needs & kept[-2].needs)
    return [*(kept[:-1] if shares else kept), made][-KEPT:]

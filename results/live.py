"""What a person sees while a search runs: a live table on a terminal, a plain line every few seconds elsewhere."""

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table

from evo.archive import Entry
from evo.progress import Crew

PLAIN_SECONDS = 10.0
LIVE_SECONDS = 0.5


class Display:
    """Shows a front as it grows, then the progress of sweeps. Everything goes to standard error."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.console = Console(stderr=True)
        self._live = Live(console=self.console, auto_refresh=False) if self.console.is_terminal else None
        self._last = 0.0
        self._label = ""

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def due(self) -> bool:
        """Whether it is time to show something again."""
        return time.monotonic() - self._last >= (LIVE_SECONDS if self._live else PLAIN_SECONDS)

    def say(self, line: str) -> None:
        """One line that stays."""
        self.console.print(line, highlight=False, soft_wrap=True)

    def front(self, front: Sequence[Entry], counts: str) -> None:
        """The front and the counters of the search."""
        self._last = time.monotonic()
        if self._live:
            self._live.update(_table(self.title, front, counts), refresh=True)
        else:
            best = "  ".join(f"{e.ops}:{e.error:.2e}" for e in front if e.ops)
            self.say(f"{counts}  ops:error {best}")

    def progress(self, what: str, done: int, total: int) -> None:
        """Progress of a long step."""
        if not (self.due() or done == total or what != self._label):
            return
        self._last, self._label = time.monotonic(), what
        line = f"{what}: {100 * done / total:.0f} %"
        if self._live:
            self._live.update(line, refresh=True)
        else:
            self.say(line)


def _table(title: str, front: Sequence[Entry], counts: str) -> Table:
    table = Table(title=title, caption=counts)
    for name in ("operations", "cost", "largest error", "found by"):
        table.add_column(name, justify="right")
    for entry in front:
        table.add_row(str(entry.ops), f"{entry.cost:g}", f"{entry.error:.3e}", entry.mutation)
    return table


def crew_line(crew: Crew) -> str:
    """How the workers fare, in a few words; of faults only those that happened."""
    words = [f"{crew.workers} workers, {100 * crew.idle_share:.0f} % idle"]
    named = (("deaths", crew.deaths), ("retries", crew.retries), ("quarantined", len(crew.quarantined)))
    words += [f"{count} {name}" for name, count in named if count]
    return ", ".join(words)

"""A search followed while it runs: its status and its front in the run directory, its picture, its log."""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from evo.epoch import Counts
from evo.progress import EpochReport, Outcome, Pulse, no_crew
from evo.run.run_format import SCHEMA, FrontEntry, RunSummary, write_front
from evo.run.runs import OpenRun
from evo.run.status import FAILED, FINISHING, INTERRUPTED, SEARCHING, STARTING, change_phase, write_status
from evo.run.watch import Watch
from results.finish.real import snapshot_entry
from results.finish.run_status import Spent, status_of
from results.report.live import Display, View
from search_spaces.space import SearchSpace

SNAPSHOT_SECONDS = 5.0


class SearchMonitor:
    """Tells how a search fares, to whoever reads the run directory and to whoever sits before the display."""

    def __init__(self, opened: OpenRun, run: Path, spaces: Sequence[SearchSpace], display: Display) -> None:
        self._campaign, self._keeper, self._run, self._display = opened.campaign, opened.keeper, run, display
        self._space = spaces[0]
        self._watch = Watch(len(spaces))
        self._counts: dict[int, Counts] = {i: last.counts for i, last in self._keeper.standing.last.items()}
        self._crew = no_crew(self._keeper.standing)
        self._saved = 0.0

    def begin(self) -> None:
        """Before the first epoch."""
        standing = self._keeper.standing
        self._watch.begin(standing.parcels)
        self._write_status(STARTING, Spent(standing.evaluations(), standing.seconds))

    def observe(self, report: EpochReport) -> None:
        """After an epoch: count it, and log what it adds to the front."""
        self._counts[report.island] = report.done.counts
        for moved in self._watch.see(report):
            self._keeper.note("improved", moved)

    def tell(self, now: EpochReport | Pulse) -> None:
        """Notices at once; files and picture when they are due."""
        self._crew = now.crew
        for notice in now.notices:
            self._display.say(notice)
        if time.monotonic() - self._saved > SNAPSHOT_SECONDS:
            self._saved = time.monotonic()
            self._snapshot(Spent(now.evaluations, now.seconds))
        if self._display.due():
            self._display.front(self._view(Spent(now.evaluations, now.seconds)))

    def over(self, outcome: Outcome) -> None:
        """After the last epoch."""
        spent = Spent(outcome.evaluations, outcome.seconds)
        self._write_status(INTERRUPTED if outcome.interrupted else FINISHING, spent)
        self._display.over(self._view(spent))

    def failed(self, error: Exception) -> None:
        """After what ended the run; a disk that is full cannot tell of it."""
        standing, self._crew = self._keeper.standing, no_crew(self._keeper.standing)
        with suppress(OSError):
            self._write_status(FAILED, Spent(standing.evaluations(), standing.seconds))
            change_phase(self._run, FAILED, str(error))

    def summary(self, spent: Spent, front: tuple[FrontEntry, ...] = (), finished: bool = False) -> RunSummary:
        """The run's front with all that was counted."""
        space, counts = self._space, self._counts.values()
        return RunSummary(
            schema=SCHEMA,
            target=self._campaign.target,
            domain=space.domain,
            error=space.error,
            number_format=space.number_format,
            seed=self._campaign.seed,
            evaluations=spent.evaluations,
            seconds=spent.seconds,
            duplicates=sum(c.duplicates for c in counts),
            rejects=sum(c.rejects for c in counts),
            refits=sum(c.refits for c in counts),
            finished=finished,
            front=front,
            inner_limits=self._campaign.search.population.inner_limits,
            kernel_domain=None if space.kernel.outside is None else space.kernel.real_domain,
        )

    def _snapshot(self, spent: Spent) -> None:
        if self._watch.front:
            front = tuple(snapshot_entry(entry) for entry in self._watch.front if entry.ops)
            write_front(self._run, self.summary(spent, front))
        self._write_status(SEARCHING, spent)

    def _write_status(self, phase: str, spent: Spent) -> None:
        write_status(
            self._run, status_of(campaign=self._campaign, watch=self._watch, phase=phase, spent=spent, crew=self._crew)
        )

    def _view(self, spent: Spent) -> View:
        campaign, duplicates = self._campaign, sum(c.duplicates for c in self._counts.values())
        return View(
            front=tuple(entry for entry in self._watch.front if entry.ops),
            seconds=spent.seconds,
            evaluations=spent.evaluations,
            new_share=spent.evaluations / max(1, spent.evaluations + duplicates),
            crew=self._crew,
            last=self._watch.last,
            budget=(campaign.evaluations, None if campaign.minutes is None else 60 * campaign.minutes),
        )

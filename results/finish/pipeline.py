"""The whole path: campaign -> front -> kernels -> records, files and table, in a run directory."""

import dataclasses
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evaluators.files import write_atomic
from evaluators.reference.oracle import build_oracle
from evo.archive import Entry, pareto_front
from evo.campaign import run_campaign
from evo.epoch import Counts
from evo.graph import Standing
from evo.island import Problem, elites
from evo.problem import problem_of
from evo.progress import EpochReport, Outcome, Pulse, no_crew
from evo.run.run_format import COMPARISON, SCHEMA, ClassicalEntry, FrontEntry, RunSummary, write_front, write_json
from evo.run.runs import ARCHIVE, OpenRun, archive_text
from evo.run.status import (
    FAILED,
    FINISHED,
    FINISHING,
    INTERRUPTED,
    SEARCHING,
    STARTING,
    change_phase,
    write_status,
)
from evo.watch import Watch
from evo.workers.executors import LOCAL, Executor, make_executor
from results.bench.row import ComparisonRow
from results.finish.assembly import Kernel, evolved_kernels
from results.finish.classical_run import Classical, Forms
from results.finish.float32 import Finisher
from results.finish.real import certified_front, snapshot_entry
from results.finish.run_status import status_of
from results.record.provenance import provenance_of
from results.report.curves import write_curves
from results.report.live import Display, View
from search_spaces.space import SearchSpace

SNAPSHOT_SECONDS = 5.0
BESIDE_SECONDS = 5.0
"""From so many seconds of search on the classical forms are fitted beside it; a shorter one does them when it is over."""


@dataclass(frozen=True)
class SearchResult:
    """What a search leaves behind: its summary, the comparison of a float32 run, whether it was interrupted."""

    summary: RunSummary
    rows: tuple[ComparisonRow, ...]
    interrupted: bool


class Search:
    """One run of a campaign in a run directory, from its beginning or from where it stopped."""

    def __init__(self, opened: OpenRun, run: Path, display: Display) -> None:
        self.campaign, self.keeper, self.run, self.display = opened.campaign, opened.keeper, run, display
        self.spaces: tuple[SearchSpace, ...] = self.campaign.spaces()
        self.space = self.spaces[0]
        self.problems: tuple[Problem, ...] = tuple(problem_of(space, self.campaign.search) for space in self.spaces)
        self.watch = Watch(len(self.spaces))
        self.counts: dict[int, Counts] = {i: last.counts for i, last in self.keeper.standing.last.items()}
        self._saved = 0.0
        self._crew = no_crew(self.keeper.standing)
        self.keeper.listener = self._tell
        self._kept: list[list[Entry]] | None = None
        self._classical = Classical(self.campaign, run, display.progress)

    def execute(self) -> SearchResult:
        """Search, finish, and leave the run directory complete.

        Raises:
            RuntimeError: The executor does not start, or workers keep dying.
            OSError: The run directory cannot be written.
        """
        try:
            return self._execute()
        except (OSError, RuntimeError, ValueError) as error:
            standing, self._crew = self.keeper.standing, no_crew(self.keeper.standing)
            with suppress(OSError):
                self._write_status(FAILED, standing.evaluations(), standing.seconds)
                change_phase(self.run, FAILED, str(error))
            raise
        finally:
            self._classical.close()

    def _execute(self) -> SearchResult:
        standing = self.keeper.standing
        outcome = self._search()
        write_atomic(self.run / ARCHIVE, archive_text(self.problems[0], self.keeper.vault, standing, len(self.spaces)))
        self.keeper.note("searched", {"evaluations": outcome.evaluations, "seconds": outcome.seconds})
        self._write_status(INTERRUPTED if outcome.interrupted else FINISHING, outcome.evaluations, outcome.seconds)
        self.states = outcome.states
        self.display.over(self._view(Pulse(outcome.evaluations, outcome.seconds, self._crew, ())))
        if outcome.interrupted:
            return self._interrupted(outcome)
        result = self._finish_real(outcome) if self.campaign.real else self._finish_float32(outcome)
        self.display.progress("drawing the curves of the report", 0, 1)
        write_curves(self.run, result.summary.front, self.campaign)
        self.keeper.note("finished", {"time": time.time()})
        change_phase(self.run, FINISHED)
        return result

    def _search(self) -> Outcome:
        campaign, standing = self.campaign, self.keeper.standing
        self.watch.begin(standing.parcels)
        self._write_status(STARTING, standing.evaluations(), standing.seconds)
        executor = self._executor(standing)
        if standing.searched:
            self._classical.begin()
        try:
            return run_campaign(self.problems, campaign, executor, self._observe, self.keeper)
        finally:
            executor.close()

    def _executor(self, standing: Standing) -> Executor:
        """The campaign's executor; where the search is over, one that starts nothing."""
        campaign = self.campaign
        if standing.searched:
            return make_executor(LOCAL, 1, None)
        cores = os.cpu_count() or 1
        if campaign.workers and campaign.workers > cores and not campaign.address:
            self.display.say(f"warning: {campaign.workers} workers on {cores} cores: they take turns, and gain nothing")
        executor = make_executor(campaign.executor, campaign.workers, campaign.address)
        workers = campaign.workers or "all"
        islands = f"{campaign.populations()} islands"
        if len(self.spaces) > 1:
            islands += f" for each of {len(self.spaces)} cores: {', '.join(s.target.name for s in self.spaces)}"
        self.display.say(f"{executor.name} executor, {workers} workers, {islands}")
        self.display.say("starting; the first search on a machine compiles its loops, which takes a minute or two")
        return executor

    def _observe(self, progress: EpochReport) -> None:
        self.counts[progress.island] = progress.done.counts
        for moved in self.watch.see(progress):
            self.keeper.note("improved", moved)
        self._tell(progress)

    def _tell(self, now: EpochReport | Pulse) -> None:
        self._crew = now.crew
        if now.seconds > BESIDE_SECONDS:
            self._classical.begin()
        for notice in now.notices:
            self.display.say(notice)
        if time.monotonic() - self._saved > SNAPSHOT_SECONDS:
            self._saved = time.monotonic()
            front = tuple(snapshot_entry(entry) for entry in self.watch.front if entry.ops)
            if self.watch.front:
                write_front(self.run, self._summary(now.evaluations, now.seconds, front, False))
            self._write_status(SEARCHING, now.evaluations, now.seconds)
        if self.display.due():
            self.display.front(self._view(now))

    def _write_status(self, phase: str, evaluations: int, seconds: float) -> None:
        write_status(self.run, status_of(self.campaign, self.watch, phase, (evaluations, seconds), self._crew))

    def _view(self, now: EpochReport | Pulse) -> View:
        duplicates = sum(c.duplicates for c in self.counts.values())
        return View(
            front=tuple(entry for entry in self.watch.front if entry.ops),
            seconds=now.seconds,
            evaluations=now.evaluations,
            new_share=now.evaluations / max(1, now.evaluations + duplicates),
            crew=now.crew,
            last=self.watch.last,
            budget=(self.campaign.evaluations, None if self.campaign.minutes is None else 60 * self.campaign.minutes),
        )

    def _entries(self) -> list[list[Entry]]:
        """The archives of all islands, by core."""
        if self._kept is None:
            self._kept = [[] for _ in self.spaces]
            for island, state in enumerate(self.states):
                core = island % len(self.spaces)
                self._kept[core] += elites(self.problems[core], state)
        return self._kept

    def _front(self) -> list[Entry]:
        return [entry for entries in self._entries() for entry in pareto_front(entries)]

    def _inner_limits(self) -> bool:
        return self.campaign.search.population.inner_limits

    def _interrupted(self, outcome: Outcome) -> SearchResult:
        front = certified_front(self.space, self._entries()[0], False, self._inner_limits())
        summary = self._summary(outcome.evaluations, outcome.seconds, front, False)
        write_front(self.run, summary)
        return SearchResult(summary, (), True)

    def _finish_real(self, outcome: Outcome) -> SearchResult:
        told = partial(self.display.progress, "refitting the front in extended precision")
        front = certified_front(self.space, self._entries()[0], True, self._inner_limits(), told)
        summary = self._summary(outcome.evaluations, outcome.seconds, front, True)
        write_front(self.run, dataclasses.replace(summary, finished=False))
        forms = tuple(form for form in self._forms() if isinstance(form, ClassicalEntry))
        summary = dataclasses.replace(summary, classical=forms, classical_left_out=self._classical.left_out)
        write_front(self.run, summary)
        return SearchResult(summary, (), False)

    def _forms(self) -> Forms:
        began = time.monotonic()
        forms = self._classical.finish()
        self.keeper.note("classical", {"forms": len(forms), "seconds": time.monotonic() - began})
        return forms

    def _finish_float32(self, outcome: Outcome) -> SearchResult:
        spent = outcome.evaluations, outcome.seconds
        write_front(self.run, self._summary(*spent, tuple(snapshot_entry(e) for e in self._front() if e.ops), False))
        progress = self.display.progress
        progress("building the references", 0, 1)
        oracle = build_oracle(self.space.kernel)
        evolved = evolved_kernels(self.spaces, self._entries(), oracle, self.campaign.seed, progress)
        hand_made = [form for form in self._forms() if isinstance(form, Kernel)]
        finisher = Finisher(self.spaces, oracle, self.run, provenance_of(self.campaign, outcome.evaluations), progress)
        finished = finisher.finish(evolved, hand_made)
        rows = tuple(measured.row() for measured in finished.measured)
        write_json(self.run / COMPARISON, {"schema": SCHEMA, "rows": list(rows)})
        summary = self._summary(*spent, finished.front, True)
        summary = dataclasses.replace(summary, classical_left_out=self._classical.left_out)
        write_front(self.run, summary)
        return SearchResult(summary, rows, False)

    def _summary(self, evaluations: int, seconds: float, front: tuple[FrontEntry, ...], finished: bool) -> RunSummary:
        counts = self.counts.values()
        return RunSummary(
            schema=SCHEMA,
            target=self.campaign.target,
            domain=self.space.domain,
            error=self.space.error,
            number_format=self.space.number_format,
            seed=self.campaign.seed,
            evaluations=evaluations,
            seconds=seconds,
            duplicates=sum(c.duplicates for c in counts),
            rejects=sum(c.rejects for c in counts),
            refits=sum(c.refits for c in counts),
            finished=finished,
            front=front,
            inner_limits=self._inner_limits(),
            kernel_domain=None if self.space.kernel.outside is None else self.space.kernel.real_domain,
        )

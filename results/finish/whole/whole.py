"""The whole path of a search of whole kernels: campaign -> front -> swept programs -> files, in a run directory."""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from evaluators.backends import jax_backend
from evaluators.files import write_atomic
from evo.campaign import run_campaign
from evo.progress import EpochReport, Outcome, Pulse, no_crew
from evo.run.run_format import ARCHIVE, SCHEMA, write_front
from evo.run.run_rules import WORDS
from evo.run.runs import OpenRun
from evo.run.status import FAILED, FINISHED, FINISHING, INTERRUPTED, SEARCHING, STARTING, change_phase, write_status
from evo.run.whole_format import WholeEntry, WholeSummary, given_of
from evo.settings.whole import rule_of
from evo.whole.archive import Entry, front
from evo.whole.posing import posed_of, problem_of
from evo.whole.task import archived
from evo.workers.executors import LOCAL, Executor, make_executor
from results.export.whole_format import WholeFacts
from results.finish.run_status import Spent, status_of
from results.finish.whole.whole_sweep import estimated_entry, exported, front_of, screened, swept
from results.finish.whole.whole_watch import WholeWatch
from results.record.provenance import whole_command
from results.report.live import Display, View
from search_spaces.targets import TARGETS
from search_spaces.whole.whole_targets import NARROW

SNAPSHOT_SECONDS = 5.0
_OWN = {"recip": "1 / x"}
_CAST = "ml_dtypes' cast to this format, round to nearest even, given back as float32"


class WholeSearch:
    """One run of a campaign of whole kernels in a run directory, from its beginning or from where it stopped."""

    def __init__(self, opened: OpenRun, run: Path, display: Display) -> None:
        self.campaign, self.keeper, self.run, self.display = opened.campaign, opened.keeper, run, display
        self.posed, self.problem = posed_of(self.campaign), problem_of(self.campaign)
        self.watch = WholeWatch(self.campaign.max_ops)
        self.given = given_of(self.campaign)
        self._saved = 0.0
        self._crew = no_crew(self.keeper.standing)
        self.keeper.listener = self._tell

    def execute(self) -> WholeSummary:
        """Search, sweep, export, and leave the run directory complete.

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

    def _execute(self) -> WholeSummary:
        outcome = self._search()
        entries = self._archived(outcome)
        write_atomic(self.run / ARCHIVE, self._archive_text(outcome, entries))
        self.keeper.note("searched", {"evaluations": outcome.evaluations, "seconds": outcome.seconds})
        self._write_status(INTERRUPTED if outcome.interrupted else FINISHING, outcome.evaluations, outcome.seconds)
        self.display.over(self._view(Pulse(outcome.evaluations, outcome.seconds, self._crew, ())))
        estimates = [estimated_entry(e, self.posed.error, self.given) for e in front(tuple(entries)) if e.ops]
        summary = self._summary(outcome.evaluations, outcome.seconds, estimates, False)
        write_front(self.run, summary)
        if outcome.interrupted:
            return summary
        summary = self._finish(outcome, entries)
        self.keeper.note("finished", {"time": time.time()})
        change_phase(self.run, FINISHED)
        return summary

    def _finish(self, outcome: Outcome, entries: Sequence[Entry]) -> WholeSummary:
        """Sweep the best programs over every input of their domain, write the files of those on the front."""
        told = self.display.progress
        told("comparing candidates", 0, 1)
        programs = screened(self.posed, entries)
        found = front_of(swept(self.posed, self.campaign.target, programs, told))
        base = self._facts(outcome)
        files = [exported(self.run, one, base) for one in found]
        summary = self._summary(outcome.evaluations, outcome.seconds, files, True)
        write_front(self.run, summary)
        return summary

    def _search(self) -> Outcome:
        standing = self.keeper.standing
        self.watch.begin(standing.parcels)
        self._write_status(STARTING, standing.evaluations(), standing.seconds)
        executor = self._executor()
        try:
            return run_campaign(self.problem, self.campaign, executor, self._observe, self.keeper)
        finally:
            executor.close()

    def _executor(self) -> Executor:
        campaign = self.campaign
        if self.keeper.standing.searched:
            return make_executor(LOCAL, 1, None)
        cores = os.cpu_count() or 1
        if campaign.workers and campaign.workers > cores and not campaign.address:
            self.display.say(f"warning: {campaign.workers} workers on {cores} cores: they take turns, and gain nothing")
        executor = make_executor(campaign.executor, campaign.workers, campaign.address)
        self.display.say(
            f"{executor.name} executor, {campaign.workers or 'all'} workers, {campaign.populations()} islands"
        )
        if rule := rule_of(campaign):
            self.keeper.note("budget", {"evaluations": campaign.evaluations, "rule": rule})
            self.display.say(f"{campaign.evaluations:,} evaluations: {rule}")
        self.display.say("starting; the first search on a machine compiles its loops, which takes a minute or two")
        return executor

    def _observe(self, progress: EpochReport) -> None:
        for moved in self.watch.see(progress):
            self.keeper.note("improved", moved)
        self._tell(progress)

    def _tell(self, now: EpochReport | Pulse) -> None:
        self._crew = now.crew
        for notice in now.notices:
            self.display.say(notice)
        if time.monotonic() - self._saved > SNAPSHOT_SECONDS:
            self._saved = time.monotonic()
            entries = [estimated_entry(e, self.posed.error, self.given) for e in self.watch.entries if e.ops]
            if entries:
                write_front(self.run, self._summary(now.evaluations, now.seconds, entries, False))
            self._write_status(SEARCHING, now.evaluations, now.seconds)
        if self.display.due():
            self.display.front(self._view(now))

    def _view(self, now: EpochReport | Pulse) -> View:
        shown = tuple(entry for entry in self.watch.front if entry.ops)
        budget = (self.campaign.evaluations, None)
        return View(shown, now.seconds, now.evaluations, None, now.crew, self.watch.last, budget)  # type: ignore[arg-type]

    def _write_status(self, phase: str, evaluations: int, seconds: float) -> None:
        status = status_of(self.campaign, self.watch, phase, Spent(evaluations, seconds), self._crew)  # type: ignore[arg-type]
        write_status(self.run, status)

    def _archived(self, outcome: Outcome) -> list[Entry]:
        """The archives of all islands, in their order."""
        last = outcome.standing.last
        vault = self.keeper.vault
        return [entry for island in sorted(last) for entry in archived(vault, last[island].state, self.problem)]

    def _archive_text(self, outcome: Outcome, entries: Sequence[Entry]) -> str:
        """Programs of all islands and the digest of each state: the same bytes for the same search."""
        last = sorted(outcome.standing.last.items())
        islands = [
            {"island": i, "epoch": x.epoch, "evaluations": x.counts.evaluations, "state": x.state.sha256}
            for i, x in last
        ]
        programs = [
            {"ops": e.ops, "cost": e.ops, "error": float(e.error).hex(), "mutation": "whole", "program": str(e.program)}
            for e in entries
        ]
        return json.dumps({"schema": 1, "islands": islands, "programs": programs}, indent=1) + "\n"

    def _summary(self, evaluations: int, seconds: float, entries: Sequence[WholeEntry], finished: bool) -> WholeSummary:
        intervals = self.posed.intervals
        return WholeSummary(
            schema=SCHEMA,
            target=self.campaign.target,
            domain=(intervals[0][0], intervals[-1][1]),
            error=self.posed.error,
            number_format=WORDS,
            seed=self.campaign.seed,
            evaluations=evaluations,
            seconds=seconds,
            duplicates=0,
            rejects=0,
            refits=0,
            finished=finished,
            front=tuple(entries),
            intervals=tuple((float(low).hex(), float(high).hex()) for low, high in intervals),
            operations=self.problem.settings.ops,
            max_ops=self.campaign.max_ops,
        )

    def _facts(self, outcome: Outcome) -> WholeFacts:
        """Statements that all files of the run share."""
        campaign, fingerprint = self.campaign, jax_backend.fingerprint()
        versions = ", ".join(f"{name} {version}" for name, version in fingerprint.versions)
        if campaign.target in TARGETS or campaign.target_expr is not None:
            definition = campaign.row().citation
        else:
            definition = _CAST if campaign.target in NARROW else _OWN[campaign.target]
        return WholeFacts(
            target=campaign.target,
            definition=definition,
            domain=tuple((float(low).hex(), float(high).hex()) for low, high in self.posed.intervals),
            error=self.posed.error,
            max_error=0.0,
            max_ulp=None,
            wrong=0,
            wrong_zero_signs=0,
            inputs=0,
            exhaustive=True,
            witness=None,
            ops=0,
            given=self.given,
            command=whole_command(campaign, outcome.evaluations),
            machine=f"{fingerprint.device} ({fingerprint.isa}), {fingerprint.backend}, {versions}",
        )

"""The whole path: campaign -> front -> kernels -> records, files and table, in a run directory."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from evaluators.files import write_atomic
from evo.campaign import run_campaign
from evo.island import archives
from evo.problem import Problem, problem_of
from evo.progress import EpochReport, Outcome, Pulse
from evo.run.run_format import ARCHIVE
from evo.run.runs import OpenRun, archive_text
from evo.run.status import FINISHED, change_phase
from evo.settings.config import Campaign
from evo.workers.executors import LOCAL, Executor, make_executor
from results.finish.classical.classical_run import Classical
from results.finish.endings import Ending, SearchResult
from results.finish.run_status import Spent
from results.finish.search_monitor import SearchMonitor
from results.report.curves import write_curves
from results.report.live import Display
from search_spaces.space import SearchSpace

BESIDE_SECONDS = 5.0
"""From so many seconds of search on the classical forms are fitted beside it; a shorter one does them when it is over."""


class Search:
    """Drives one run of a campaign in a run directory, from its beginning or from where it stopped."""

    def __init__(self, opened: OpenRun, run: Path, display: Display) -> None:
        self.campaign, self.keeper, self.run, self.display = opened.campaign, opened.keeper, run, display
        self.spaces: tuple[SearchSpace, ...] = self.campaign.spaces()
        self.problems: tuple[Problem, ...] = tuple(problem_of(space, self.campaign.search) for space in self.spaces)
        self.keeper.listener = self._tell
        self._monitor = SearchMonitor(opened, run, self.spaces, display)
        self._classical = Classical(self.campaign, run, display.progress)

    def execute(self) -> SearchResult:
        """Search, finish, and leave the run directory complete.

        Raises:
            RuntimeError: The executor does not start, or workers keep dying.
            OSError: The run directory cannot be written.
        """
        try:
            return self._end(self._search())
        except (OSError, RuntimeError, ValueError) as error:
            self._monitor.failed(error)
            raise
        finally:
            self._classical.close()

    def _search(self) -> Outcome:
        standing = self.keeper.standing
        self._monitor.begin()
        executor = _executor(self.campaign, self.spaces, standing.searched, self.display.say)
        if standing.searched:
            self._classical.begin()
        try:
            return run_campaign(
                problem=self.problems,
                campaign=self.campaign,
                executor=executor,
                observe=self._observe,
                keeper=self.keeper,
            )
        finally:
            executor.close()

    def _observe(self, report: EpochReport) -> None:
        self._monitor.observe(report)
        self._tell(report)

    def _tell(self, now: EpochReport | Pulse) -> None:
        if now.seconds > BESIDE_SECONDS:
            self._classical.begin()
        self._monitor.tell(now)

    def _end(self, outcome: Outcome) -> SearchResult:
        kept = archive_text(self.problems[0], self.keeper.vault, self.keeper.standing, len(self.spaces))
        write_atomic(self.run / ARCHIVE, kept)
        spent = {"evaluations": outcome.evaluations, "seconds": outcome.seconds}
        self.keeper.note("searched", {**spent, "exhausted": outcome.exhausted})
        self._monitor.over(outcome)
        if outcome.exhausted:
            self.display.say(exhausted_line(outcome.evaluations, self.campaign.search.population.patience))
        ending = Ending(
            campaign=self.campaign,
            run=self.run,
            spaces=self.spaces,
            entries=archives(self.problems, outcome.states),
            summary=self._monitor.summary(Spent(outcome.evaluations, outcome.seconds)),
            classical=self._classical,
            note=self.keeper.note,
            display=self.display,
        )
        return ending.interrupted() if outcome.interrupted else self._finished(ending)

    def _finished(self, ending: Ending) -> SearchResult:
        result = ending.finished()
        self.display.progress("drawing the curves of the report", 0, 1)
        write_curves(self.run, result.summary.front, self.campaign)
        self.keeper.note("finished", {"time": time.time()})
        change_phase(self.run, FINISHED)
        return result


def exhausted_line(evaluations: int, patience: int) -> str:
    """The sentence that tells of a search that ended before its time."""
    return (
        f"every island has stood still for {patience:,} evaluations: the search ends early, after {evaluations:,}; "
        "--no-until-exhausted spends all the time"
    )


def _executor(
    campaign: Campaign, spaces: Sequence[SearchSpace], searched: bool, say: Callable[[str], None]
) -> Executor:
    """The campaign's executor; where the search is over, one that starts nothing."""
    if searched:
        return make_executor(LOCAL, 1, None)
    cores = os.cpu_count() or 1
    if campaign.workers and campaign.workers > cores and not campaign.address:
        say(f"warning: {campaign.workers} workers on {cores} cores: they take turns, and gain nothing")
    executor = make_executor(campaign.executor, campaign.workers, campaign.address)
    islands = f"{campaign.populations()} islands"
    if len(spaces) > 1:
        islands += f" for each of {len(spaces)} cores: {', '.join(s.target.name for s in spaces)}"
    say(f"{executor.name} executor, {campaign.workers or 'all'} workers, {islands}")
    say("starting; the first search on a machine compiles its loops, which takes a minute or two")
    return executor

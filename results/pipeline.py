"""The whole path: campaign -> front -> kernels -> records, files and table, in a run directory."""

import dataclasses
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evaluators.files import write_atomic
from evaluators.oracle import build_oracle
from evo.archive import Entry, pareto_front
from evo.campaign import Outcome, Progress, epoch_task, run_campaign
from evo.config import Campaign
from evo.executors import make_executor
from evo.island import IslandState, Migrants, Problem, elites
from evo.problem import problem_of
from evo.run_format import (
    CAMPAIGN,
    COMPARISON,
    SCHEMA,
    FrontEntry,
    RunError,
    RunSummary,
    log_event,
    write_front,
    write_json,
)
from results.classical_cores import classical_cores
from results.comparison import Row
from results.cores import evolved_cores
from results.finish_float32 import Finisher
from results.finish_real import certified_front, classical_entries, snapshot_entry
from results.live import Display
from results.record import Provenance
from search_spaces.space import SearchSpace
from search_spaces.targets import NAN

SNAPSHOT_SECONDS = 5.0
_SYMBOLS = {"add": "+", "sub": "-", "mul": "*", "div": "/"}


@dataclass(frozen=True)
class SearchResult:
    """What a search leaves behind: its summary, the comparison of a float32 run, whether it was interrupted."""

    summary: RunSummary
    rows: tuple[Row, ...]
    interrupted: bool


class Search:
    """One run of a campaign in a run directory."""

    def __init__(self, campaign: Campaign, run: Path, display: Display) -> None:
        self.campaign, self.run, self.display = campaign, run, display
        self.space: SearchSpace = campaign.space()
        self.problem: Problem = problem_of(self.space, campaign.search)
        self.states: dict[int, IslandState] = {}
        self._saved = 0.0

    def execute(self) -> SearchResult:
        """Search, finish, and leave the run directory complete.

        Raises:
            RunError: The run directory exists and is not empty.
            RuntimeError: The executor does not start.
            OSError: The run directory cannot be written.
        """
        claim(self.run)
        write_atomic(self.run / CAMPAIGN, self.campaign.toml())
        log_event(self.run, "start", {"time": time.time(), "target": self.campaign.target})
        outcome = self._search()
        log_event(self.run, "searched", {"evaluations": outcome.evaluations, "seconds": outcome.seconds})
        if outcome.interrupted:
            return self._interrupted(outcome)
        if self.campaign.real:
            return self._finish_real(outcome)
        return self._finish_float32(outcome)

    def _search(self) -> Outcome:
        campaign = self.campaign
        # An epoch of one evaluation compiles the loops, or loads them, before the clock and the workers start.
        epoch_task(self.problem, None, Migrants(), (campaign.seed, 0, 0, 1))
        executor = make_executor(campaign.executor, campaign.workers, campaign.address)
        self.display.say(f"{executor.name} executor, {executor.workers} workers, {campaign.islands} islands")
        try:
            return run_campaign(self.problem, campaign, executor, self._observe)
        finally:
            executor.close()

    def _observe(self, progress: Progress) -> None:
        self.states[progress.island] = progress.state
        log_event(self.run, "epoch", _epoch_fields(progress))
        if time.monotonic() - self._saved > SNAPSHOT_SECONDS:
            self._saved = time.monotonic()
            front = tuple(snapshot_entry(entry) for entry in self._front() if entry.ops)
            seconds, evaluations = progress.seconds, progress.evaluations
            write_front(self.run, self._summary(Outcome((), evaluations, seconds, False), front, False))
        if self.display.due():
            self.display.front(self._front(), self._counts(progress))

    def _counts(self, progress: Progress) -> str:
        duplicates = sum(s.duplicates for s in self.states.values())
        share = 100 * progress.evaluations / max(1, progress.evaluations + duplicates)
        rate = progress.evaluations / max(progress.seconds, 1e-9)
        return (
            f"{progress.seconds:6.1f} s  {progress.evaluations:,} programs fitted  {rate:,.0f}/s  "
            f"{share:.0f} % of children new"
        )

    def _entries(self) -> Iterable[Entry]:
        return [entry for island in sorted(self.states) for entry in elites(self.problem, self.states[island])]

    def _front(self) -> list[Entry]:
        return pareto_front(self._entries())

    def _inner_limits(self) -> bool:
        return self.campaign.search.population.inner_limits

    def _interrupted(self, outcome: Outcome) -> SearchResult:
        front = certified_front(self.space, self._entries(), False, self._inner_limits())
        summary = self._summary(outcome, front, False)
        write_front(self.run, summary)
        return SearchResult(summary, (), True)

    def _finish_real(self, outcome: Outcome) -> SearchResult:
        self.display.progress("refitting the front in extended precision", 0, 2)
        summary = self._summary(outcome, certified_front(self.space, self._entries(), True, self._inner_limits()), True)
        write_front(self.run, summary)
        self.display.progress("fitting the classical forms", 1, 2)
        began = time.monotonic()
        summary = dataclasses.replace(summary, classical=classical_entries(self.space))
        log_event(self.run, "classical", {"forms": len(summary.classical), "seconds": time.monotonic() - began})
        write_front(self.run, summary)
        return SearchResult(summary, (), False)

    def _finish_float32(self, outcome: Outcome) -> SearchResult:
        write_front(self.run, self._summary(outcome, tuple(snapshot_entry(e) for e in self._front() if e.ops), False))
        core_oracle = build_oracle(self.space.target)
        self.display.progress("moving cores to the float grid", 0, 1)
        evolved = evolved_cores(self.space, self._entries(), core_oracle, self.campaign.seed)
        classical = classical_cores(self.space, core_oracle, self.campaign.seed)
        self.display.progress("moving cores to the float grid", 1, 1)
        oracle = build_oracle(self.space.kernel)
        provenance = provenance_of(self.campaign, outcome.evaluations)
        finisher = Finisher(self.space, oracle, self.run, provenance, self.display.progress)
        finished = finisher.finish(evolved, classical)
        rows = tuple(measured.row() for measured in finished.measured)
        write_json(self.run / COMPARISON, {"schema": SCHEMA, "rows": list(rows)})
        summary = self._summary(outcome, finished.front, True)
        write_front(self.run, summary)
        return SearchResult(summary, rows, False)

    def _summary(self, outcome: Outcome, front: tuple[FrontEntry, ...], finished: bool) -> RunSummary:
        states = self.states.values()
        return RunSummary(
            schema=SCHEMA,
            target=self.campaign.target,
            domain=self.space.domain,
            error=self.space.error,
            number_format=self.space.number_format,
            seed=self.campaign.seed,
            evaluations=outcome.evaluations,
            seconds=outcome.seconds,
            duplicates=sum(s.duplicates for s in states),
            rejects=sum(s.rejects for s in states),
            refits=sum(s.refits for s in states),
            finished=finished,
            front=front,
        )


def claim(run: Path) -> None:
    """Make the run directory.

    Raises:
        RunError: It exists and is not empty; a run never overwrites another.
    """
    if run.exists() and (not run.is_dir() or any(run.iterdir())):
        raise RunError(f"{str(run)!r} exists and is not empty. Give --out a new directory.")
    run.mkdir(parents=True, exist_ok=True)


def provenance_of(campaign: Campaign, evaluations: int) -> Provenance:
    """Where the kernels of a campaign come from; `evaluations` in place of `minutes` repeats the search exactly."""
    default = msgspec.to_builtins(Campaign(target=campaign.target))
    given = msgspec.to_builtins(campaign)
    flags = [f"--seed {campaign.seed}", f"--evaluations {evaluations}", *_subject_flags(campaign)]
    if campaign.max_ops != default["max_ops"]:
        flags.append(f"--max-ops {campaign.max_ops}")
    for key in ("islands", "epoch_evaluations"):
        if given[key] != default[key]:
            flags.append(f"--set {key}={given[key]}")
    flags += [f"--set search.{key}" for key in _changed(default["search"], given["search"])]
    return Provenance(
        found="the core's structure and constants, from the identity program",
        given=f"the reduction ({_given(campaign)}), the operations {_operations(campaign)}",
        command=f"run.py search {campaign.target} {' '.join(flags)}",
        campaign=campaign.toml(),
        seed=campaign.seed,
        evaluations=evaluations,
    )


def _subject_flags(campaign: Campaign) -> list[str]:
    """What names the function and its domain on a command line; a domain by the shortest decimals of its float64."""
    flags = [] if campaign.target_expr is None else [f'--target-expr "{campaign.target_expr}"']
    if campaign.domain is not None:
        flags.append(f"--domain={campaign.domain[0]!r},{campaign.domain[1]!r}")
    if campaign.bounded() and campaign.outside != NAN:
        flags.append(f"--set outside={campaign.outside}")
    return flags


def _given(campaign: Campaign) -> str:
    return "guards of the domain" if campaign.bounded() else "range reduction, reconstruction, special values"


def _operations(campaign: Campaign) -> str:
    return " ".join(_SYMBOLS.get(op, op) for op in campaign.space().ops)


def _changed(default: dict, given: dict) -> list[str]:
    """`key=value` of every nested setting that is not its default."""
    rows = []
    for key, value in given.items():
        if isinstance(value, dict):
            rows += [f"{key}.{row}" for row in _changed(default[key], value)]
        elif value != default[key]:
            rows.append(f"{key}={value}")
    return rows


def _epoch_fields(progress: Progress) -> dict[str, float | int]:
    state = progress.state
    return {
        "island": progress.island,
        "epoch": progress.epoch,
        "evaluations": state.evaluations,
        "duplicates": state.duplicates,
        "rejects": state.rejects,
        "refits": state.refits,
        "seconds": progress.seconds,
    }

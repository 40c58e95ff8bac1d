"""The end of a run: from the archives of its islands to the front that it leaves behind, in the reals or in float32."""

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evaluators.reference.oracle import build_oracle
from evo.archive import Entry, pareto_front
from evo.run.run_format import COMPARISON, SCHEMA, ClassicalEntry, RunSummary, write_front, write_json
from evo.settings.config import Campaign
from results.bench.row import ComparisonRow
from results.finish.assembly import Kernel, evolved_kernels
from results.finish.classical.classical_run import Classical, Forms
from results.finish.float32 import Finisher
from results.finish.real import certified_front, snapshot_entry
from results.record.provenance import provenance_of
from results.report.live import Display
from search_spaces.space import SearchSpace


@dataclass(frozen=True)
class SearchResult:
    """Result of a search: its summary, the comparison of a float32 run, and a flag for one that was interrupted."""

    summary: RunSummary
    rows: tuple[ComparisonRow, ...]
    interrupted: bool


@dataclass(frozen=True)
class Ending:
    """A search that is over, to be brought to an end.

    Attributes:
        campaign: That was searched.
        run: The run directory.
        spaces: One a core.
        entries: The archives of all islands, by core.
        summary: What was counted; without a front, not finished.
        classical: The classical forms of the run.
        note: Writes an event into the run's log.
        display: Told of the stages.
    """

    campaign: Campaign
    run: Path
    spaces: tuple[SearchSpace, ...]
    entries: list[list[Entry]]
    summary: RunSummary
    classical: Classical
    note: Callable[[str, dict[str, Any]], None]
    display: Display

    def interrupted(self) -> SearchResult:
        """The front certified as it stands."""
        front = certified_front(self.spaces[0], self.entries[0], False, self.summary.inner_limits)
        return self._left(dataclasses.replace(self.summary, front=front), interrupted=True)

    def finished(self) -> SearchResult:
        """Result in the reals, a front refitted and certified, or in float32, kernels that are timed, swept and exported."""
        return self._real() if self.campaign.real else self._float32()

    def _real(self) -> SearchResult:
        told = partial(self.display.progress, "refitting the front in extended precision")
        front = certified_front(
            space=self.spaces[0],
            entries=self.entries[0],
            polish=True,
            inner_limits=self.summary.inner_limits,
            told=told,
        )
        summary = dataclasses.replace(self.summary, front=front)
        write_front(self.run, summary)
        forms = tuple(form for form in self._forms() if isinstance(form, ClassicalEntry))
        return self._left(
            dataclasses.replace(summary, finished=True, classical=forms, classical_left_out=self.classical.left_out)
        )

    def _float32(self) -> SearchResult:
        found = [entry for entries in self.entries for entry in pareto_front(entries)]
        snapshot = tuple(snapshot_entry(entry) for entry in found if entry.ops)
        write_front(self.run, dataclasses.replace(self.summary, front=snapshot))
        progress = self.display.progress
        progress("building the references", 0, 1)
        oracle = build_oracle(self.spaces[0].kernel)
        evolved = evolved_kernels(
            spaces=self.spaces, entries=self.entries, oracle=oracle, seed=self.campaign.seed, progress=progress
        )
        hand_made = [form for form in self._forms() if isinstance(form, Kernel)]
        provenance = provenance_of(self.campaign, self.summary.evaluations)
        finished = Finisher(
            spaces=self.spaces,
            oracle=oracle,
            run=self.run,
            provenance=provenance,
            progress=progress,
            measure=self.campaign.measure,
        ).finish(evolved, hand_made)
        rows = tuple(measured.row() for measured in finished.measured)
        write_json(self.run / COMPARISON, {"schema": SCHEMA, "rows": list(rows)})
        left_out = self.classical.left_out
        summary = dataclasses.replace(self.summary, finished=True, front=finished.front, classical_left_out=left_out)
        return self._left(summary, rows)

    def _forms(self) -> Forms:
        began = time.monotonic()
        forms = self.classical.finish()
        self.note("classical", {"forms": len(forms), "seconds": time.monotonic() - began})
        return forms

    def _left(
        self, summary: RunSummary, rows: tuple[ComparisonRow, ...] = (), interrupted: bool = False
    ) -> SearchResult:
        write_front(self.run, summary)
        return SearchResult(summary, rows, interrupted)

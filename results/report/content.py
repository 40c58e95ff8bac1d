"""Everything a report of a run shows, gathered from its directory; a run may be empty, under way or finished."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluators.report import from_json
from evo.ancestry import Step
from evo.run import run_rules
from evo.run.journal import read_events
from evo.run.run_format import (
    ARCHIVE,
    CAMPAIGN,
    COMPARISON,
    FRONT,
    RUN_KERNELS,
    FrontEntry,
    KernelEntry,
    RunError,
    RunSummary,
    read_front,
    read_json,
    record_of,
    require_file,
    require_run,
)
from evo.run.status import read_status
from results.bench.row import RATIO_HEADS, ComparisonRow, entry_ratios, row_of
from results.record.inside import domain_of, swept_inputs
from results.record.record import fields_of, read
from results.report.curves import CURVES, Curves
from search_spaces.field_rules import Rules, fault

Key = tuple[str, int, float, float]
"""Key that a step of an ancestry and a row of the archive share: variation, operations, cost, error."""
OnRecord = Mapping[Key, Sequence[str]]
"""Texts of the programs of one core, all that have a key, in the archive's order."""


@dataclass(frozen=True)
class ArchivedProgram:
    """A row of a run's archive.

    Attributes:
        ops: Operations that depend on x.
        cost: See evo.archive.Entry.
        error: Of the search, as a hex float.
        mutation: The variation that made it.
        program: Its text.
        core: Which of the run's cores it is one of.
    """

    ops: int
    cost: float
    error: str
    mutation: str
    program: str
    core: int = 0

    @property
    def key(self) -> Key:
        """Key that it shares with a step of an ancestry."""
        return self.mutation, self.ops, float(self.cost), float.fromhex(self.error)


def key_of(step: Step) -> Key:
    """The key of a step of an ancestry; several programs can have the same."""
    return step.mutation, step.ops, float(step.cost), float(step.error)


@dataclass(frozen=True)
class Content:
    """Facts known of a run; all but the directory and the campaign may be lacking.

    Attributes:
        run: The run directory.
        campaign: Its resolved campaign.
        phase: starting, searching, finishing, finished, interrupted, failed, stopped, or unknown.
        message: What went wrong, where something did.
        front: None before there is one.
        rows: The comparison of a finished float32 run.
        candidates: (cost, error) of the best programs of the search at each cost.
        programs: Texts of those programs, for each core of the search; empty before it is over.
        improved: When the front moved: (evaluations, operations, cost, error, mutation, core).
        records: The records of its kernels as JSON data, by hash.
        curves: What results/report/curves.py computed.
    """

    run: Path
    campaign: dict[str, Any]
    phase: str
    message: str
    front: RunSummary | None
    rows: tuple[ComparisonRow, ...]
    candidates: tuple[tuple[float, float], ...]
    programs: dict[int, OnRecord]
    improved: tuple[tuple[int, int, float, float, str, int], ...]
    records: dict[str, dict[str, Any]]
    curves: Curves | None

    @property
    def real(self) -> bool:
        """True if programs are judged by error against operations, in the reals or as whole kernels."""
        return bool(self.campaign["real"]) or self.whole

    @property
    def whole(self) -> bool:
        """True if it is a search of whole kernels."""
        return bool(self.campaign["whole"])

    @property
    def entries(self) -> tuple[FrontEntry, ...]:
        """The front."""
        return self.front.front if self.front else ()

    @property
    def target(self) -> str:
        """Target of the search."""
        return str(self.campaign["target"])


def gather(run: Path) -> Content:
    """Read a run directory; nothing is computed.

    Raises:
        RunError: It is no run directory, or one of its files is damaged.
    """
    require_run(run)
    phase, message = _phase(run)
    archive = _archive(run)
    improved = [
        event
        for event in read_events(run)
        if event["event"] == "improved" and not fault(event, run_rules.IMPROVED_RULES)
    ]
    return Content(
        run=run,
        campaign=_campaign(run),
        phase=phase,
        message=message,
        front=read_front(run) if (run / FRONT).exists() else None,
        rows=tuple(row_of(row) for row in _optional(run / COMPARISON, run_rules.COMPARISON_RULES).get("rows", ())),
        candidates=_candidates(archive),
        programs=_programs(archive),
        improved=tuple(row for event in improved for row in _moves(event)),
        records={path.parent.name: fields_of(read(path)) for path in sorted((run / RUN_KERNELS).glob("*/record.json"))},
        curves=_curves(run / CURVES),
    )


def _campaign(run: Path) -> dict[str, Any]:
    path, table = run / CAMPAIGN, dict[str, Any]()
    try:
        require_file(path)
        table = {"real": False, "whole": False, "seed": 0, **tomllib.loads(path.read_text(encoding="utf-8"))}
        found = fault(table, run_rules.CAMPAIGN_RULES)
    except (OSError, ValueError, RecursionError) as error:
        found = str(error)
    if found:
        raise RunError(f"{str(path)!r} is unreadable: {found}. Put the run's own back.")
    return table


def _optional(path: Path, rules: Rules) -> dict[str, Any]:
    return read_json(path, "", rules) if path.exists() else {}


def _curves(path: Path) -> Curves | None:
    value = _optional(path, run_rules.CURVES_RULES)
    if not value:
        return None
    ulp = value["ulp"] and {"target": "", **value["ulp"]}
    return from_json(Curves, {"schema": 1, **value, "ulp": ulp})


def _phase(run: Path) -> tuple[str, str]:
    try:
        status = read_status(run)
    except RunError:
        return "unknown", ""
    return status.phase, status.message


def _archive(run: Path) -> list[ArchivedProgram]:
    rows = _optional(run / ARCHIVE, run_rules.ARCHIVE_RULES).get("programs", ())
    return [from_json(ArchivedProgram, row) for row in rows]


def _candidates(rows: Sequence[ArchivedProgram]) -> tuple[tuple[float, float], ...]:
    points = ((float(row.cost), float.fromhex(row.error)) for row in rows)
    return tuple(sorted({point for point in points if point[1] > 0.0}))


def _programs(rows: Sequence[ArchivedProgram]) -> dict[int, OnRecord]:
    found: dict[int, dict[Key, list[str]]] = {}
    for row in rows:
        texts = found.setdefault(row.core, {}).setdefault(row.key, [])
        texts += [] if row.program in texts else [row.program]
    return dict(found)


def _moves(event: Mapping[str, Any]) -> list[tuple[int, int, float, float, str, int]]:
    rows = event["programs"]
    return [
        (event["evaluations"], row["ops"], row["cost"], row["error"], row["mutation"], event["core"])
        for row in rows
        if isinstance(row["error"], float)
    ]


def headline(content: Content) -> str:
    """The best find of the run, in a sentence with units."""
    if content.front is None or not content.entries:
        found = "No program yet." if content.phase in ("starting", "searching", "unknown") else "No program was found."
        return f"{content.target}: {found}"
    return _real_headline(content.target, content.front) if content.real else _kernel_headline(content)


def _real_headline(target: str, front: RunSummary) -> str:
    best, (low, high) = min(front.front, key=lambda e: e.max_error), front.domain
    text = (
        f"{target} on [{low:g}, {high:g}] to a largest {front.error} error of {best.max_error:.3g} "
        f"with {best.ops} operations"
    )
    rivals = [c for c in front.classical if c.ops <= best.ops and not c.inner_poles]
    if rivals:
        rival = min(rivals, key=lambda c: c.max_error)
        text += f"; the best classical form of at most as many has {rival.max_error:.3g} ({rival.name})"
    return text + ("." if best.certified else ", as the search estimates it in float64.")


def _kernel_headline(content: Content) -> str:
    kernels = [e for e in content.entries if isinstance(e, KernelEntry) and e.file]
    if not kernels:
        count = len(content.entries)
        return f"{content.target}: {count} cores so far; kernels are made, timed and swept when the search is over."
    best = min(kernels, key=lambda e: e.max_ulp)
    ends = domain_of((content.records.get(record_of(best)) or {}).get("subject"))
    inputs = f"over {swept_inputs(ends)}" if best.exhaustive else "on a sample of inputs"
    text = f"{content.target} within {best.max_ulp:.3f} ulp {inputs}, {best.kernel_ops} operations"
    ratios = [(ratio, where) for ratio, where in zip(entry_ratios(best), RATIO_HEADS, strict=True) if ratio != "-"]
    if ratios:
        name = next((row.implementation for row in content.rows if row.kind == "stock"), "stock")
        text += f", times {name} " + ", ".join(f"{ratio} {where}" for ratio, where in ratios)
    return text + "."


def state_sentence(content: Content) -> str:
    """State of the run, and advice where it is not finished."""
    front = content.front
    spent = f"{front.evaluations:,} programs fitted in {front.seconds:.0f} s. " if front else ""
    words = {
        "finished": "The run is finished.",
        "starting": "The run is starting: make the report again later.",
        "searching": "The search is under way: this is its front so far.",
        "finishing": "The search is over; kernels are being made and swept.",
        "interrupted": f"The run was interrupted: `run.py resume {content.run}` goes on.",
        "stopped": f"The run's process is gone: `run.py resume {content.run}` goes on.",
        "failed": f"The run failed ({content.message}): `run.py resume {content.run}` tries again.",
    }
    return spent + words.get(content.phase, "How the run stands is not known.")

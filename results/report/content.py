"""Everything a report of a run shows, gathered from its directory; a run may be empty, under way or finished."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evo.run import run_shapes
from evo.run.journal import read_events
from evo.run.run_format import (
    ARCHIVE,
    CAMPAIGN,
    COMPARISON,
    FRONT,
    KERNELS,
    RunError,
    read_json,
    require_file,
    require_run,
)
from evo.run.shapes import Shape, fault
from evo.run.status import read_status
from results.record.inside import domain_of, swept_inputs
from results.record.record import fields_of, read

Key = tuple[str, int, float, float]
"""What a step of an ancestry and a row of the archive have in common: variation, operations, cost, error."""
OnRecord = Mapping[Key, Sequence[str]]
"""Texts of the programs of one core, all that have a key, in the archive's order."""


def key_of(row: Mapping[str, Any], error: float) -> Key:
    """The key of a step of an ancestry, or of a row of the archive; several programs can have the same."""
    return str(row["mutation"]), int(row["ops"]), float(row["cost"]), error


@dataclass(frozen=True)
class Content:
    """What is known of a run; all but the directory and the campaign may be lacking.

    Attributes:
        run: The run directory.
        campaign: Its resolved campaign.
        phase: starting, searching, finishing, finished, interrupted, failed, stopped, or unknown.
        message: What went wrong, where something did.
        front: The front, as `show --json` prints it; None before there is one.
        rows: The comparison of a finished float32 run.
        candidates: (cost, error) of the best programs of the search at each cost.
        programs: Texts of those programs, for each core of the search; empty before it is over.
        improved: When the front moved: (evaluations, operations, cost, error, mutation, core).
        records: The records of its kernels as JSON data, by hash.
        curves: What results/report/curves.py computed, as JSON data.
    """

    run: Path
    campaign: dict[str, Any]
    phase: str
    message: str
    front: dict[str, Any] | None
    rows: tuple[dict[str, Any], ...]
    candidates: tuple[tuple[float, float], ...]
    programs: dict[int, OnRecord]
    improved: tuple[tuple[int, int, float, float, str, int], ...]
    records: dict[str, dict[str, Any]]
    curves: dict[str, Any] | None

    @property
    def real(self) -> bool:
        """Whether it is a search in the reals."""
        return bool(self.campaign["real"])

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The front."""
        return list(self.front["front"]) if self.front else []

    @property
    def target(self) -> str:
        """What it searched for."""
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
        event for event in read_events(run) if event["event"] == "improved" and not fault(event, run_shapes.IMPROVED)
    ]
    return Content(
        run=run,
        campaign=_campaign(run),
        phase=phase,
        message=message,
        front=_optional(run / FRONT, run_shapes.FRONT),
        rows=tuple((_optional(run / COMPARISON, run_shapes.COMPARISON) or {"rows": ()})["rows"]),
        candidates=_candidates(archive),
        programs=_programs(archive),
        improved=tuple(row for event in improved for row in _moves(event)),
        records={path.parent.name: fields_of(read(path)) for path in sorted((run / KERNELS).glob("*/record.json"))},
        curves=_optional(run / "curves.json", run_shapes.CURVES),
    )


def _campaign(run: Path) -> dict[str, Any]:
    path, table = run / CAMPAIGN, dict[str, Any]()
    try:
        require_file(path)
        table = {"real": False, "seed": 0, **tomllib.loads(path.read_text(encoding="utf-8"))}
        found = fault(table, run_shapes.CAMPAIGN)
    except (OSError, ValueError, RecursionError) as error:
        found = str(error)
    if found:
        raise RunError(f"{str(path)!r} is unreadable: {found}. Put the run's own back.")
    return table


def _optional(path: Path, shape: Shape) -> dict[str, Any] | None:
    return read_json(path, "", shape) if path.exists() else None


def _phase(run: Path) -> tuple[str, str]:
    try:
        status = read_status(run)
    except RunError:
        return "unknown", ""
    return status["phase"], status.get("message", "")


def _archive(run: Path) -> list[dict[str, Any]]:
    return (_optional(run / ARCHIVE, run_shapes.ARCHIVE) or {"programs": []})["programs"]


def _candidates(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[float, float], ...]:
    points = ((float(row["cost"]), float.fromhex(row["error"])) for row in rows)
    return tuple(sorted({point for point in points if point[1] > 0.0}))


def _programs(rows: Sequence[Mapping[str, Any]]) -> dict[int, OnRecord]:
    found: dict[int, dict[Key, list[str]]] = {}
    for row in rows:
        texts = found.setdefault(row.get("core", 0), {}).setdefault(key_of(row, float.fromhex(row["error"])), [])
        texts += [] if row["program"] in texts else [row["program"]]
    return dict(found)


def _moves(event: Mapping[str, Any]) -> list[tuple[int, int, float, float, str, int]]:
    rows = event["programs"]
    return [
        (event["evaluations"], row["ops"], row["cost"], row["error"], row["mutation"], event["core"])
        for row in rows
        if isinstance(row["error"], float)
    ]


def headline(content: Content) -> str:
    """What the run found, in a sentence with units."""
    if not content.entries:
        found = "No program yet." if content.phase in ("starting", "searching", "unknown") else "No program was found."
        return f"{content.target}: {found}"
    return _real_headline(content) if content.real else _kernel_headline(content)


def _real_headline(content: Content) -> str:
    front, entries = content.front or {}, content.entries
    best, (low, high) = min(entries, key=lambda e: float(e["max_error"])), front["domain"]
    text = (
        f"{content.target} on [{low:g}, {high:g}] to a largest {front['error']} error of {float(best['max_error']):.3g} "
        f"with {best['ops']} operations"
    )
    rivals = [c for c in front.get("classical", ()) if c["ops"] <= best["ops"] and not c["inner_poles"]]
    if rivals:
        rival = min(rivals, key=lambda c: float(c["max_error"]))
        text += f"; the best classical form of at most as many has {float(rival['max_error']):.3g} ({rival['name']})"
    return text + ("." if best["certified"] else ", as the search estimates it in float64.")


def _kernel_headline(content: Content) -> str:
    kernels = [e for e in content.entries if e.get("file")]
    if not kernels:
        count = len(content.entries)
        return f"{content.target}: {count} cores so far; kernels are made, timed and swept when the search is over."
    best = min(kernels, key=lambda e: float(e["max_ulp"]))
    ends = domain_of((content.records.get(best.get("record") or "") or {}).get("subject"))
    inputs = f"over {swept_inputs(ends)}" if best["exhaustive"] else "on a sample of inputs"
    text = f"{content.target} within {float(best['max_ulp']):.3f} ulp {inputs}, {best['kernel_ops']} operations"
    ns, stock = best["ns_per_element"], best["baseline_ns_per_element"]
    if ns and stock:
        name = next((row["implementation"] for row in content.rows if row["kind"] == "stock"), "stock")
        text += f", {stock / ns:.2f} times as fast as {name} ({ns:.3f} ns against {stock:.3f} ns an element)"
    return text + "."


def state_sentence(content: Content) -> str:
    """Where the run stands, and what to do about it where it is not finished."""
    front = content.front
    spent = f"{front['evaluations']:,} programs fitted in {front['seconds']:.0f} s. " if front else ""
    words = {
        "finished": "The run is finished.",
        "starting": "The run is starting: make the report again later.",
        "searching": "The search is under way: what stands here is its front so far.",
        "finishing": "The search is over; kernels are being made and swept.",
        "interrupted": f"The run was interrupted: `run.py resume {content.run}` goes on.",
        "stopped": f"The run's process is gone: `run.py resume {content.run}` goes on.",
        "failed": f"The run failed ({content.message}): `run.py resume {content.run}` tries again.",
    }
    return spent + words.get(content.phase, "How the run stands is not known.")

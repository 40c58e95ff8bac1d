"""The status of a run, for whoever asks from another terminal: one small file that its driver replaces every few seconds.

Reading it needs neither numba nor ray.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evo.run import run_shapes
from evo.run.lock import holder
from evo.run.run_format import RunError, read_json, require_run, write_json

STATUS = "status.json"
SCHEMA = 1
STARTING, SEARCHING, FINISHING, FINISHED, INTERRUPTED, FAILED = (
    *("starting", "searching", "finishing"),
    *("finished", "interrupted", "failed"),
)


@dataclass(frozen=True)
class RunStatus:
    """How a run fares.

    Attributes:
        schema: Of this file.
        phase: starting, searching, finishing, finished, interrupted or failed.
        target: What is searched.
        time: When this was written, in seconds since 1970.
        seconds: Wall time of the search.
        evaluations: Programs fitted.
        rate: Programs a second, over the whole search.
        budget_left: {evaluations, seconds}, null where there is no such limit.
        front: {ops, cost, error, mutation} of the programs of the front.
        last_improvement: See evo.watch.Improvement; null before the first.
        workers: {alive, nodes, running, idle_share}.
        faults: {deaths, retries, quarantined}.
        message: What went wrong, where something did.
    """

    schema: int
    phase: str
    target: str
    time: float
    seconds: float
    evaluations: int
    rate: float
    budget_left: dict[str, float | None]
    front: tuple[dict[str, Any], ...]
    last_improvement: Any
    workers: dict[str, float]
    faults: dict[str, Any]
    message: str = ""


def write_status(run: Path, status: RunStatus) -> None:
    """Replace the run's status.

    Raises:
        OSError: The disk is full or the folder is gone.
    """
    write_json(run / STATUS, status)


def change_phase(run: Path, phase: str, message: str = "") -> None:
    """Replace the phase alone; where there is no status yet, there is none to change."""
    try:
        value = read_json(run / STATUS, "", run_shapes.STATUS)
    except RunError:
        return
    write_json(run / STATUS, {**value, "phase": phase, "message": message, "time": time.time()})


def read_status(run: Path) -> dict[str, Any]:
    """The run's status, with `driver`: the process that runs it as {pid, host, since}, or None where none does.

    A run whose driver died without a word is `stopped`.

    Raises:
        RunError: No run directory, or its status is missing or unreadable.
    """
    require_run(run)
    missing = "the run was made before there was a status, or it stopped before it began"
    value = read_json(run / STATUS, missing, run_shapes.STATUS)
    driver = holder(run)
    if driver is None and value["phase"] in (STARTING, SEARCHING, FINISHING):
        value["phase"] = "stopped"
    return {**value, "driver": driver, "age": max(0.0, time.time() - value["time"])}

"""The status of a run, for whoever asks from another terminal: one small file that its driver replaces every few seconds.

Reading it needs neither numba nor ray.
"""

import dataclasses
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluators.report import from_json
from evo.run import run_rules
from evo.run.lock import Driver, holder
from evo.run.run_format import RunError, read_json, require_run, write_json

STATUS = "status.json"
SCHEMA = 1
STARTING, SEARCHING, FINISHING, FINISHED, INTERRUPTED, FAILED = (
    *("starting", "searching", "finishing"),
    *("finished", "interrupted", "failed"),
)


@dataclass(frozen=True)
class BudgetLeft:
    """Evaluations and seconds left of the budget; None where there is no such limit."""

    evaluations: int | None
    seconds: float | None


@dataclass(frozen=True)
class FrontPoint:
    """A program of the front: operations, cost and error as the search has them, and the variation that made it."""

    ops: int
    cost: float
    error: float
    mutation: str


@dataclass(frozen=True)
class Improvement:
    """The last move of the front: its time and the program that made it.

    Attributes:
        seconds: Wall time of the search at which the driver learned of it.
        evaluations: Evaluations at that time.
        island: Which island found it.
        epoch: In which epoch.
        ops: Operations of the most costly of the new programs.
        error: Its error.
        mutation: The variation that made it.
    """

    seconds: float
    evaluations: int
    island: int
    epoch: int
    ops: int
    error: float
    mutation: str


@dataclass(frozen=True)
class WorkerCounts:
    """Workers alive, the nodes they are on, epochs under way, and the part of the workers' time that none used."""

    alive: int
    nodes: int
    running: int
    idle_share: float


@dataclass(frozen=True)
class FaultCounts:
    """Workers lost, tasks run again because of that, and keys of what has killed workers."""

    deaths: int
    retries: int
    quarantined: tuple[str, ...]


@dataclass(frozen=True)
class RunStatus:
    """State of a run.

    Attributes:
        schema: Of this file.
        phase: starting, searching, finishing, finished, interrupted or failed.
        target: What is searched.
        time: When this was written, in seconds since 1970.
        seconds: Wall time of the search.
        evaluations: Programs fitted.
        rate: Programs a second, over the whole search.
        budget_left: What is left of it.
        front: The programs of the front.
        last_improvement: None before the first.
        workers: How many there are, and how busy.
        faults: What went wrong with them.
        message: What went wrong, where something did.
    """

    schema: int
    phase: str
    target: str
    time: float
    seconds: float
    evaluations: int
    rate: float
    budget_left: BudgetLeft
    front: tuple[FrontPoint, ...]
    last_improvement: Improvement | None
    workers: WorkerCounts
    faults: FaultCounts
    message: str = ""


@dataclass(frozen=True)
class SeenStatus(RunStatus):
    """A status as a reader finds it.

    Attributes:
        driver: The process that runs it; None where none does.
        age: Seconds since the status was written.
    """

    driver: Driver | None = None
    age: float = 0.0


def write_status(run: Path, status: RunStatus) -> None:
    """Replace the run's status.

    Raises:
        OSError: The disk is full or the folder is gone.
    """
    write_json(run / STATUS, status)


def change_phase(run: Path, phase: str, message: str = "") -> None:
    """Replace the phase alone; where there is no status yet, there is none to change."""
    try:
        status = from_json(RunStatus, _data_of(run, ""))
    except RunError:
        return
    write_status(run, dataclasses.replace(status, phase=phase, message=message, time=time.time()))


def read_status(run: Path) -> SeenStatus:
    """The run's status, and the process that runs it.

    A run whose driver died without a word is `stopped`.

    Raises:
        RunError: No run directory, or its status is missing or unreadable.
    """
    require_run(run)
    missing = "the run was made before there was a status, or it stopped before it began"
    status, driver = from_json(SeenStatus, _data_of(run, missing)), holder(run)
    left = driver is None and status.phase in (STARTING, SEARCHING, FINISHING)
    phase, age = "stopped" if left else status.phase, max(0.0, time.time() - status.time)
    return dataclasses.replace(status, phase=phase, driver=driver, age=age)


def _data_of(run: Path, missing: str) -> dict[str, Any]:
    value = {"schema": SCHEMA, **read_json(run / STATUS, missing, run_rules.STATUS_RULES)}
    return {name: item for name, item in value.items() if name not in ("driver", "age")}

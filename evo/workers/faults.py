"""The driver's answer when workers die: the same task again, and at last the task itself is set aside.

An epoch is pure, so running it again changes nothing. An epoch whose worker died BLAMED_AFTER times by itself, on nodes
that live, is taken for the cause: its key is quarantined, on record before it runs again, and it then draws other random
numbers. A replay reads the record and does the same. A node that is lost is never held against a task.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from evaluators.report import Status
from evo.epoch import EpochTask
from evo.schedule.standing import Standing
from evo.workers.crew import WorkerDiedError
from evo.workers.steps import Candidate, StepResult
from evo.workers.worker_log import left_behind

BLAMED_AFTER, QUARANTINES, ACCIDENTS = 3, 3, 50

Note = Callable[[str, Mapping[str, Any]], None]
"""Puts an event on record."""


class CampaignFailedError(RuntimeError):
    """A campaign that cannot go on; what was finished is kept."""


class Faults:
    """Counts deaths, and says what is to follow from each; both are on record before it follows."""

    def __init__(self, standing: Standing, workers: Path | None, note: Note) -> None:
        self.standing, self.workers, self._note = standing, workers, note
        self._lost: Counter[tuple[str, bool]] = Counter()

    def death(self, task: EpochTask, error: WorkerDiedError) -> None:
        """Take in the death of an epoch's worker.

        Raises:
            CampaignFailedError: The epoch has been quarantined or lost too often.
        """
        lost = self._lose(task.key, error)
        blamed = error.blames_task and lost >= BLAMED_AFTER
        times = self.standing.quarantined.count(task.key) + 1
        hopeless = self._hopeless(f"epoch {task.epoch} of island {task.island}", error, lost, times if blamed else 0)
        where = {"island": task.island, "epoch": task.epoch, "key": task.key}
        mark = left_behind(self.workers, task.key) if self.workers else None
        self._died({**where, "reason": str(error), "mark": mark}, retried=not hopeless)
        if hopeless:
            raise CampaignFailedError(hopeless)
        if blamed:
            self._lost[task.key, True] = 0
            self.standing.quarantined.append(task.key)
            self._note("quarantined", {**where, "times": times, "reason": str(error)})

    def timing_death(self, batch: tuple[Candidate, ...], error: WorkerDiedError) -> list[StepResult]:
        """Take in the death of a timing worker; verdicts on the programs that are to blame.

        That is the one whose mark the worker left behind; without a mark the batch, after BLAMED_AFTER deaths.

        Raises:
            CampaignFailedError: These programs have been lost with their nodes too often.
        """
        lost = self._lose(batch[0].key, error)
        hopeless = self._hopeless(f"timing of {batch[0].key}", error, lost)
        marked = [c for c in batch if self.workers and left_behind(self.workers, c.key)]
        blamed = (marked or (list(batch) if lost >= BLAMED_AFTER else [])) if error.blames_task else []
        self._died(
            {"timing": [c.key for c in batch], "reason": str(error)}, retried=not hopeless and len(blamed) < len(batch)
        )
        if hopeless:
            raise CampaignFailedError(hopeless)
        return [
            StepResult(key=c.key, status=Status.DIED, value=None, seconds=0.0, reason=f"quarantined: {error}")
            for c in blamed
        ]

    def _lose(self, key: str, error: WorkerDiedError) -> int:
        """Number of times a task was lost in this way, this one included."""
        self._lost[key, error.blames_task] += 1
        return self._lost[key, error.blames_task]

    def _hopeless(self, what: str, error: WorkerDiedError, lost: int, times: int = 0) -> str:
        """The reason that a campaign cannot go on, where it cannot; `times` is how often the task would be quarantined."""
        if lost >= ACCIDENTS:
            return f"{what} was lost {ACCIDENTS} times: {error}"
        if times > QUARANTINES:
            return (
                f"{what} has killed {BLAMED_AFTER * times} workers, whatever random numbers it drew: this is a defect of "
                "the program or of the machine"
            )
        return ""

    def _died(self, fields: dict[str, Any], retried: bool) -> None:
        self.standing.deaths += 1
        self.standing.retries += retried
        self._note("death", {**fields, "retried": retried})

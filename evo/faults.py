"""What the driver does when workers die: the same task again, and at last the task itself is set aside.

An epoch is pure, so running it again changes nothing. An epoch whose worker died BLAMED_AFTER times by itself, on nodes
that live, is taken for the cause: its key is quarantined, on record before it runs again, and it then draws other random
numbers. A replay reads the record and does the same.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from evaluators.report import Status
from evo.crew import WorkerDiedError
from evo.epoch import EpochTask
from evo.graph import Standing
from evo.steps import Candidate, Verdict
from evo.worker_log import left_behind

BLAMED_AFTER, QUARANTINES, ACCIDENTS = 3, 3, 50


class CampaignFailedError(RuntimeError):
    """A campaign that cannot go on; what was finished is kept."""


class Faults:
    """Deaths so far, and what is to follow from each."""

    def __init__(self, standing: Standing, workers: Path | None) -> None:
        self.standing, self.workers = standing, workers
        self.deaths = self.retries = 0
        self._lost: Counter[tuple[str, bool]] = Counter()

    def death(self, task: EpochTask, error: WorkerDiedError) -> list[tuple[str, dict[str, Any]]]:
        """Take in a death; the events to put on record before the task runs again.

        Raises:
            CampaignFailedError: The epoch has been quarantined or lost too often.
        """
        self.deaths += 1
        self.retries += 1
        self._lost[task.key, error.blames_task] += 1
        mark = left_behind(self.workers, task.key) if self.workers else None
        where = {"island": task.island, "epoch": task.epoch, "key": task.key}
        events: list[tuple[str, dict[str, Any]]] = [("death", {**where, "reason": str(error), "mark": mark})]
        if self._lost[task.key, False] >= ACCIDENTS:
            raise CampaignFailedError(f"epoch {task.epoch} of island {task.island} was lost {ACCIDENTS} times: {error}")
        if self._lost[task.key, True] >= BLAMED_AFTER:
            self._lost[task.key, True] = 0
            events.append(("quarantined", {**where, "times": self._quarantine(task), "reason": str(error)}))
        return events

    def timing_death(self, batch: tuple[Candidate, ...], error: WorkerDiedError) -> list[Verdict]:
        """Take in the death of a timing worker; verdicts on the programs that are to blame.

        That is the one whose mark the worker left behind; without a mark the batch, after BLAMED_AFTER deaths.
        """
        self.deaths += 1
        self.retries += 1
        marked = [c for c in batch if self.workers and left_behind(self.workers, c.key)]
        self._lost[batch[0].key, True] += 1
        blamed = marked or (list(batch) if self._lost[batch[0].key, True] >= BLAMED_AFTER else [])
        return [Verdict(c.key, Status.DIED, None, 0.0, f"quarantined: {error}") for c in blamed]

    def _quarantine(self, task: EpochTask) -> int:
        times = self.standing.quarantined.count(task.key) + 1
        if times > QUARANTINES:
            raise CampaignFailedError(
                f"epoch {task.epoch} of island {task.island} has killed {BLAMED_AFTER * times} workers, whatever random "
                "numbers it drew: this is a defect of the program or of the machine"
            )
        self.standing.quarantined.append(task.key)
        return times

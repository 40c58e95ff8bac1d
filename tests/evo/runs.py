"""Small runs for tests: opened, run a part of the way, resumed, compared."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evo.campaign import run_campaign
from evo.problem import Problem, problem_of
from evo.progress import EpochReport, Outcome
from evo.run import keeper
from evo.run.runs import OpenRun, archive_text, claim, create, reopen
from evo.settings.config import Campaign, resolve
from evo.workers.local_executor import Executor, LocalExecutor

BUDGET = 2_300
"""No multiple of an epoch's length, and not the same number of epochs on every island."""
EPOCHS = 10


def small(**given: Any) -> Campaign:
    table = {"target": "exp2", "real": True, "islands": 3, "epoch_evaluations": 250, "max_ops": 6, "seed": 5}
    return resolve({**table, "evaluations": BUDGET, **given})


@cache
def small_problem() -> Problem:
    return problem_of(small().space(), small().search)


def new_run(run: Path, **given: Any) -> OpenRun:
    campaign = small(**given)
    claim(run, campaign.storage)
    return create(run, campaign)


def again(run: Path, said: list[str] | None = None, **changes: Any) -> OpenRun:
    return reopen(run, changes, False, (said if said is not None else []).append)


def carry_on(
    opened: OpenRun, executor: Executor | None = None, observe: Callable[[EpochReport], None] = lambda _: None
) -> Outcome:
    executor = executor or LocalExecutor(2)
    try:
        return run_campaign(small_problem(), opened.campaign, executor, observe, opened.keeper)
    finally:
        executor.close()


class StopError(Exception):
    """Error by which a test ends a campaign, as a crash would."""


def crash_after(epochs: int) -> Callable[[EpochReport], None]:
    seen: list[EpochReport] = []

    def observe(progress: EpochReport) -> None:
        seen.append(progress)
        if len(seen) == epochs:
            raise StopError

    return observe


def crashed(run: Path, epochs: int, **given: Any) -> None:
    """A run whose driver died after so many epochs."""
    with pytest.raises(StopError):
        carry_on(new_run(run, **given), observe=crash_after(epochs))


def checkpoint_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkpoint after every epoch, so that short runs have several."""
    monkeypatch.setattr(keeper, "CHECKPOINT_SECONDS", 0.0)
    monkeypatch.setattr(keeper, "SHARE", 0)


def archive(opened: OpenRun) -> str:
    return archive_text(small_problem(), opened.keeper.vault, opened.keeper.standing)


@cache
def uninterrupted() -> str:
    """The archive of the small campaign on one worker, in memory."""
    executor = LocalExecutor(1)
    try:
        outcome = run_campaign(small_problem(), small(), executor, lambda _: None)
    finally:
        executor.close()
    return archive_text(small_problem(), outcome.states.vault, outcome.standing)

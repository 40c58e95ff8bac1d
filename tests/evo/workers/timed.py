"""Small float32 campaigns with measured time, and their replay."""

import json
from contextlib import closing
from pathlib import Path

from evo.campaign import run_campaign
from evo.run.journal import read_events
from evo.run.runs import archive_text, claim, create, replayed
from evo.settings.config import resolve
from evo.workers.local_executor import Executor

BUDGET = 4_000


def timed_campaign(**given):
    table = {"target": "exp2", "islands": 2, "epoch_evaluations": 200, "max_ops": 8, "measure_time": True}
    return resolve({**table, "evaluations": BUDGET, **given})


def carried_on(problem, opened, executor: Executor, observe=lambda _: None) -> str:
    with closing(executor):
        outcome = run_campaign(problem, opened.campaign, executor, observe, opened.keeper)
    assert outcome.evaluations == BUDGET
    return archive_text(problem, opened.keeper.vault, opened.keeper.standing)


def new(run: Path):
    claim(run)
    return create(run, timed_campaign())


def replay(run: Path, into: Path):
    campaign, logged = replayed(run, {"workers": 1})
    claim(into)
    return create(into, campaign, logged)


def verdicts(run: Path) -> list[dict]:
    return [event for event in read_events(run) if event["event"] == "measured"]


def note_searched(run: Path) -> None:
    with (run / "events.jsonl").open("a") as log:
        log.write(json.dumps({"event": "searched", "evaluations": BUDGET}) + "\n")

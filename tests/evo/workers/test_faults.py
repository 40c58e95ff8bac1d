from contextlib import closing

import pytest

from evo import campaign
from evo.progress import EpochReport, no_crew
from evo.run import keeper
from evo.run.journal import read_events
from evo.run.runs import claim, create, replayed
from evo.schedule.standing import Standing
from evo.workers.crew import WorkerDiedError
from evo.workers.faults import ACCIDENTS, BLAMED_AFTER, CampaignFailedError, Faults
from evo.workers.local_executor import LOCAL, LocalExecutor
from evo.workers.steps import Candidate
from evo.workers.worker_log import left_behind, working
from tests.evo.runs import BUDGET, StopError, again, archive, carry_on, crash_after, new_run, uninterrupted
from tests.sentences import whole


class Deadly(LocalExecutor):
    """Loses the worker of one epoch so many times, after it has done its work."""

    def __init__(self, times: int, blames_task: bool, epoch: tuple[int, int] = (1, 2)):
        super().__init__(2)
        self.times, self.blames_task, self.epoch = times, blames_task, epoch

    def submit(self, function, *args):
        future = super().submit(function, *args)
        future.where = (args[1].island, args[1].epoch)  # type: ignore[attr-defined]
        return future

    def value(self, future):
        done = super().value(future)
        if getattr(future, "where", None) == self.epoch and self.times:
            self.times -= 1
            raise WorkerDiedError("the worker was lost", self.blames_task)
        return done


def events(run, name):
    return [event for event in read_events(run) if event["event"] == name]


@pytest.mark.parametrize(("times", "blames_task"), [(BLAMED_AFTER - 1, True), (10, False)])
def test_deaths_cost_nothing_but_time(tmp_path, times, blames_task):
    opened, seen = new_run(tmp_path / "run"), []
    carry_on(opened, Deadly(times, blames_task), seen.append)
    assert archive(opened) == uninterrupted()
    crew = seen[-1].crew
    assert (crew.deaths, crew.retries, crew.quarantined) == (times, times, ())
    assert len(events(tmp_path / "run", "death")) == times


def test_an_epoch_that_kills_its_worker_is_quarantined_on_record_and_a_replay_does_the_same(tmp_path):
    run = tmp_path / "run"
    opened, seen = new_run(run), []
    outcome = carry_on(opened, Deadly(BLAMED_AFTER, True), seen.append)
    assert outcome.evaluations == BUDGET
    assert len(seen[-1].crew.quarantined) == 1
    (record,) = events(run, "quarantined")
    assert (record["island"], record["epoch"], record["times"]) == (1, 2, 1)
    assert "the worker was lost" in record["reason"]
    assert archive(opened) != uninterrupted()  # it drew other random numbers
    opened.keeper.note("searched", {"evaluations": BUDGET})
    repeated, logged = replayed(run, {})
    claim(tmp_path / "again")
    second = create(tmp_path / "again", repeated, logged)
    carry_on(second)
    assert archive(second) == archive(opened)


def test_a_quarantine_outlives_the_driver(tmp_path):
    run = tmp_path / "run"
    opened = new_run(run)
    carry_on(opened, Deadly(BLAMED_AFTER, True))
    assert len(again(run).keeper.standing.quarantined) == 1


@pytest.mark.parametrize(("blames_task", "words"), [(True, "a defect of the program"), (False, f"{ACCIDENTS} times")])
def test_what_always_dies_ends_the_campaign_with_a_message(tmp_path, blames_task, words):
    with pytest.raises(CampaignFailedError, match=words):
        carry_on(new_run(tmp_path / "run"), Deadly(10**6, blames_task))
    opened = again(tmp_path / "run")
    assert carry_on(opened).evaluations == BUDGET


def test_a_task_leaves_a_mark_until_it_ends(tmp_path):
    with working(tmp_path, "timing", "key"):
        assert (left_behind(tmp_path, "key") or {})["what"] == "timing"
    assert left_behind(tmp_path, "key") is None
    with pytest.raises(ZeroDivisionError), working(tmp_path, "timing", "key"):
        raise ZeroDivisionError
    assert left_behind(tmp_path, "key") is None
    text = "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert "timing failed" in text
    assert "ZeroDivisionError" in text


def test_a_timing_worker_that_dies_blames_the_program_whose_mark_it_left(tmp_path):
    batch = (Candidate("a", ""), Candidate("b", ""))
    standing, noted = Standing(), []
    faults = Faults(standing, tmp_path, lambda event, fields: noted.append((event, fields["retried"])))
    error = WorkerDiedError("lost", True)
    assert faults.timing_death(batch, error) == []
    (tmp_path / "x.task").write_text('{"key": "b", "what": "timing", "since": 0}')
    (verdict,) = faults.timing_death(batch, error)
    assert (verdict.key, verdict.status, "quarantined" in verdict.reason) == ("b", "died", True)
    assert (standing.deaths, standing.retries, noted) == (2, 2, [("death", True)] * 2)


def test_a_timing_worker_that_dies_with_its_node_blames_nobody(tmp_path):
    batch, standing = (Candidate("a", ""),), Standing()
    faults = Faults(standing, tmp_path, lambda *_: None)
    for _ in range(BLAMED_AFTER + 1):
        (tmp_path / "x.task").write_text('{"key": "a", "what": "timing", "since": 0}')
        assert faults.timing_death(batch, WorkerDiedError("its node is gone", False)) == []
        assert not list(tmp_path.glob("*.task"))
    assert (standing.deaths, standing.retries) == (BLAMED_AFTER + 1,) * 2
    while standing.deaths < ACCIDENTS - 1:
        faults.timing_death(batch, WorkerDiedError("its node is gone", False))
    with pytest.raises(CampaignFailedError, match=f"timing of a was lost {ACCIDENTS} times: its node is gone"):
        faults.timing_death(batch, WorkerDiedError("its node is gone", False))


@pytest.mark.parametrize("seconds", [0.0, 1e9], ids=["from checkpoints", "from the log alone"])
def test_deaths_are_counted_over_the_whole_run(tmp_path, monkeypatch, seconds):
    monkeypatch.setattr(keeper, "CHECKPOINT_SECONDS", seconds)
    monkeypatch.setattr(keeper, "SHARE", 0)
    run = tmp_path / "run"
    with pytest.raises(StopError):
        carry_on(new_run(run), Deadly(2, False, (1, 0)), crash_after(7))  # without that epoch only six can end
    opened, seen = again(run), []
    standing = opened.keeper.standing
    assert (standing.deaths, standing.retries) == (2, 2)
    assert (no_crew(standing).workers, no_crew(standing).deaths) == (0, 2)
    carry_on(opened, observe=seen.append)
    assert seen[-1].crew.deaths == 2
    assert again(run).keeper.standing.deaths == 2


def test_a_campaign_without_workers_says_so_and_is_not_over(tmp_path, monkeypatch):
    monkeypatch.setattr(campaign, "TICK_SECONDS", 0.05)
    monkeypatch.setattr(campaign, "LONELY_SECONDS", 0.5)
    opened, pulses = new_run(tmp_path / "run"), []
    opened.keeper.listener = pulses.append
    executor = LocalExecutor(2)

    def desert(progress: EpochReport) -> None:
        if progress.epoch == 1 and executor.slots.nodes:
            executor.slots.lose(LOCAL)
            executor.notices.append("all have gone")

    with pytest.raises(
        CampaignFailedError,
        match=whole("no worker has been left for 0.5 s: start some, then continue with `run.py resume`"),
    ):
        carry_on(opened, executor, desert)
    assert (pulses[-1].crew.workers, pulses[-1].crew.nodes) == (0, 0)
    assert sum("all have gone" in pulse.notices for pulse in pulses) <= 1  # the last epoch under way may tell it too
    opened = again(tmp_path / "run")
    assert not opened.keeper.standing.searched
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_nothing_is_shared_between_the_executors_of_two_campaigns(tmp_path):
    for name in ("one", "two"):
        with closing(LocalExecutor(1)) as executor:
            opened = new_run(tmp_path / name)
            carry_on(opened, executor)
            assert archive(opened) == uninterrupted()

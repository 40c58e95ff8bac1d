import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evaluators.report import CostReport
from evaluators.timing.contexts import LOOP, USES
from results.record.cover import here
from results.record.record import RECORDS, Record, committed
from results.verification import retiming
from results.verification.retiming import ATTEMPTS, DisturbedError, retime
from tests.sentences import whole

STOCK = 3.0


def clock(target: str, records: Sequence[Record], context: str = LOOP) -> dict[str, CostReport]:
    """The n-th most accurate kernel takes n ns."""
    return {
        r.hash: CostReport(ns, STOCK, STOCK / ns, 1, 1, None, 0.0, context=context) for ns, r in enumerate(records, 1)
    }


def without_times(record: Record) -> Record:
    """All of a record but its times."""
    return replace(record, verifications=tuple(replace(row, cost=None, uses=()) for row in record.verifications))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(RECORDS / "tanh", tmp_path / "tanh")
    return tmp_path


def test_times_are_kept_in_the_records_and_nothing_else_is_changed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = committed("tanh", folder)
    covered = before[0].timed()
    assert covered is not None
    monkeypatch.setattr(retiming, "here", lambda: covered.fingerprint)
    timed = retime("tanh", folder, clock)
    after = committed("tanh", folder)
    assert [r.hash for r in timed] == [r.hash for r in after] == [r.hash for r in before]
    for ns, (old, new) in enumerate(zip(before, after, strict=True), 1):
        at = new.timed()
        assert at is not None
        assert at.cost is not None
        assert at.cost.ratio_to_stock == STOCK / ns
        assert [(cost.context, cost.ratio_to_stock) for cost in at.uses] == [(name, STOCK / ns) for name in USES]
        assert without_times(old) == without_times(new)


def test_a_record_of_another_machine_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch):
    elsewhere = replace(here(), isa="none")
    monkeypatch.setattr(retiming, "here", lambda: elsewhere)
    before = {path: path.read_bytes() for path in folder.glob("*/*.json")}
    assert retime("tanh", folder, clock) == []
    assert {path: path.read_bytes() for path in folder.glob("*/*.json")} == before


def test_an_unknown_target_is_refused(folder: Path):
    with pytest.raises(ValueError, match="tahn"):
        retime("tahn", folder, clock)


def test_a_disturbed_run_is_made_again_and_in_the_end_given_up_with_the_records_as_they_were(folder, monkeypatch):
    covered = committed("tanh", folder)[0].timed()
    assert covered is not None
    monkeypatch.setattr(retiming, "here", lambda: covered.fingerprint)
    before = {path: path.read_bytes() for path in folder.glob("*/*.json")}
    runs: list[int] = []

    def noisy(target: str, records: Sequence[Record], context: str) -> dict[str, CostReport]:
        runs.append(len(runs))
        return {name: replace(cost, spread=0.2) for name, cost in clock(target, records, context).items()}

    with pytest.raises(DisturbedError, match=r"20%.*nothing else runs"):
        retime("tanh", folder, noisy)
    assert len(runs) == ATTEMPTS
    assert {path: path.read_bytes() for path in folder.glob("*/*.json")} == before

    def calming(target: str, records: Sequence[Record], context: str) -> dict[str, CostReport]:
        return noisy(target, records, context) if len(runs) < ATTEMPTS + 2 else clock(target, records, context)

    assert retime("tanh", folder, calming)


def test_a_run_in_which_the_yardstick_was_slow_is_not_quiet(folder: Path, monkeypatch: pytest.MonkeyPatch):
    records = committed("tanh", folder)
    covered = records[0].timed()
    assert covered is not None
    monkeypatch.setattr(retiming, "here", lambda: covered.fingerprint)

    def slowed(by: float) -> retiming.Clock:
        return lambda target, rows, context: {
            name: replace(c, slowed=by) for name, c in clock(target, rows, context).items()
        }

    with pytest.raises(DisturbedError, match=r"the yardstick took 1\.20 times.*keep the times"):
        retime("tanh", folder, slowed(1.2))
    assert committed("tanh", folder) == records
    assert retime("tanh", folder, slowed(1.0)) != records


def test_a_run_without_one_credible_time_is_given_up_like_a_disturbed_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    covered = committed("tanh", folder)[0].timed()
    assert covered is not None
    monkeypatch.setattr(retiming, "here", lambda: covered.fingerprint)

    def busy(target: str, records: Sequence[Record], context: str) -> dict[str, CostReport]:
        raise RuntimeError("no credible times")

    said = (
        "tanh was not timed as a call in 5 runs: no credible times. Its records keep the times they have: try again while nothing else "
        "runs, on this machine or on those it shares a processor with"
    )
    with pytest.raises(DisturbedError, match=whole(said)):
        retime("tanh", folder, busy)

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evaluators.report import CostReport
from results import retiming
from results.cover import here
from results.record import RECORDS, Record, committed
from results.retiming import retime

STOCK = 3.0


def clock(target: str, records: Sequence[Record]) -> dict[str, CostReport]:
    """The n-th most accurate kernel takes n ns."""
    return {r.hash: CostReport(ns, STOCK, STOCK / ns, 1, 1, None, 0.0) for ns, r in enumerate(records, 1)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(RECORDS / "tanh", tmp_path / "tanh")
    return tmp_path


def test_times_are_kept_in_the_records_and_nothing_else_is_changed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    before = committed("tanh", folder)
    covered = before[0].verification("jax")
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
        assert {(v.format, v.fingerprint, v.error) for v in old.verifications} == {
            (v.format, v.fingerprint, v.error) for v in new.verifications
        }


def test_a_record_of_another_machine_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch):
    elsewhere = replace(here(), isa="none")
    monkeypatch.setattr(retiming, "here", lambda: elsewhere)
    before = {path: path.read_bytes() for path in folder.glob("*/*.json")}
    assert retime("tanh", folder, clock) == []
    assert {path: path.read_bytes() for path in folder.glob("*/*.json")} == before


def test_an_unknown_target_is_refused(folder: Path):
    with pytest.raises(ValueError, match="tahn"):
        retime("tahn", folder, clock)

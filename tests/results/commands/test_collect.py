"""The kernels that `record` and `export` choose."""

from dataclasses import replace
from pathlib import Path

import pytest

from evaluators.timing.baselines import EVOLVED
from results.commands import collect
from results.commands.collect import compare_targets, export_to, record_run, winners
from results.record import record as records
from results.record.record import Record, RecordError
from tests.results.reported import NOTHING_FOUND
from tests.results.small import small_record
from tests.sentences import whole


def evolved() -> Record:
    return replace(small_record(), kind=EVOLVED)


def test_export_picks_within_the_bound_and_names_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    records.write(evolved(), path)
    (written,) = export_to(str(path), "jax", 1e6, tmp_path / "out")
    assert written == tmp_path / "out" / "exp2.py"
    (named,) = export_to(str(path), "python", None, tmp_path / "mine.py")
    assert named == tmp_path / "mine.py"
    assert 'FORMAT = "python"' in named.read_text()
    with pytest.raises(RecordError, match=whole("...: no kernel within 0.1 ulp; the most accurate has ...")):
        export_to(str(path), "jax", 0.1, tmp_path)


def test_recording_is_append_only_and_wants_a_kernel_in_the_bound(tmp_path: Path) -> None:
    record, run = evolved(), tmp_path / "run"
    records.write(record, run / "kernels" / record.hash / "record.json")
    (run / "campaign.toml").write_text("")
    (run / "front.json").write_text(NOTHING_FOUND)
    (path,) = record_run(run, None, tmp_path / "records")
    assert path == tmp_path / "records" / "exp2" / f"{record.hash}.json"
    assert record_run(run, None, tmp_path / "records") == []
    with pytest.raises(
        ValueError, match=whole("'...run' has no evolved kernel within 0.1 ulp: search longer, or raise --max-ulp")
    ):
        record_run(run, 0.1, tmp_path / "records")


def test_a_target_that_has_no_record_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(collect, "by_subject", lambda _: {})
    said = "no kernel of 'exp2' is on record: run `run.py search exp2` and `run.py record RUN`"
    with pytest.raises(RecordError, match=whole(said)):
        export_to("exp2", "jax", None, tmp_path)
    with pytest.raises(RecordError, match=whole(said)):
        compare_targets("exp2", False)


def test_winners_leave_out_what_another_beats_in_error_and_time_but_keep_competitors() -> None:
    record, rival = evolved(), small_record()
    assert winners([record, record], None) == [record]
    assert winners([rival, record], None) == [rival, record]
    assert winners([rival, record], 0.1) == []

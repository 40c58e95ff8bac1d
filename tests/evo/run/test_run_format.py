import dataclasses
import json
from pathlib import Path

import pytest

from evo.ancestry import Ancestry, Step
from evo.run import run_format
from evo.run.journal import Journal, event_line, read_events
from evo.run.run_format import (
    CAMPAIGN,
    EVENTS,
    FRONT,
    SCHEMA,
    ClassicalEntry,
    FileEntry,
    FrontEntry,
    KernelEntry,
    RunError,
    RunSummary,
    read_front,
    write_front,
    write_json,
)
from results.commands.console import json_text
from tests.sentences import whole

ENTRY = FrontEntry(3, 8.7e-4, float("inf"), (0.5).hex(), ((0.0).hex(),), "def f(x, C):\n    return x\n", True)
SUMMARY = RunSummary(SCHEMA, "exp2", (0.0, 1.0), "relative", "real", 0, 10, 1.5, 1, 2, 3, True, (ENTRY,))


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / CAMPAIGN).write_text('target = "exp2"\n')
    write_front(tmp_path, SUMMARY)
    return tmp_path


def refuse(constant: str):
    raise AssertionError(f"{constant} is no strict JSON")


def test_a_front_survives_the_file_as_strict_json(run):
    assert read_front(run) == SUMMARY
    json.loads((run / FRONT).read_text(), parse_constant=refuse)


def test_events_are_one_object_a_line(run):
    journal = Journal(run)
    journal.append(
        [event_line("start", {"time": 1.0}), event_line("epoch", {"error": float("inf"), "nan": float("nan")})]
    )
    for line in (run / EVENTS).read_text().splitlines():
        json.loads(line, parse_constant=refuse)
    assert list(read_events(run)) == [{"event": "start", "time": 1.0}, {"event": "epoch", "error": "inf", "nan": None}]


def test_what_is_no_directory_is_no_run(run):
    with pytest.raises(RunError, match=r"is not a directory\. Give the run directory"):
        read_front(run / CAMPAIGN)
    with pytest.raises(RunError, match="is not a directory"):
        read_front(run / "missing")


def test_a_directory_without_a_campaign_is_no_run(tmp_path):
    with pytest.raises(RunError, match=r"is not a run directory: it has no campaign\.toml"):
        read_front(tmp_path)


def test_a_run_without_a_front_says_why(run):
    (run / FRONT).unlink()
    with pytest.raises(RunError, match="it may have stopped before its first epoch ended"):
        read_front(run)


@pytest.mark.parametrize("keep", [0, 1, 40, 200])
def test_a_truncated_front_is_said_to_be_so(run, keep):
    path = run / FRONT
    path.write_text(path.read_text()[:keep])
    with pytest.raises(RunError, match="unreadable or truncated"):
        read_front(run)


def test_bytes_that_are_no_text_are_unreadable(run):
    (run / FRONT).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RunError, match="unreadable or truncated"):
        read_front(run)


def test_a_newer_schema_asks_for_an_update(run):
    write_json(run / FRONT, {"schema": SCHEMA + 1})
    with pytest.raises(
        RunError, match=whole(f"... has schema {SCHEMA + 1}; this program reads up to {SCHEMA}: update it")
    ):
        read_front(run)


def test_a_front_that_is_no_file_too_large_or_too_deep_is_refused(run, monkeypatch):
    path = run / FRONT
    path.write_text("[" * 200_000)
    with pytest.raises(RunError, match=whole(f"{str(path)!r} is unreadable: its brackets are nested too deeply")):
        read_front(run)
    monkeypatch.setattr(run_format, "MOST_RUN_FILE_BYTES", 100_000)
    with pytest.raises(RunError, match=whole(f"{str(path)!r} has 200,000 bytes; a file of a run has at most 100,000")):
        read_front(run)
    path.unlink()
    path.mkdir()
    with pytest.raises(RunError, match=whole(f"{str(path)!r} is no file, but a directory, a device or a pipe")):
        read_front(run)


@pytest.mark.parametrize("value", [[], 3, "text", None])
def test_a_front_that_is_no_object_is_refused(run, value):
    (run / FRONT).write_text(json.dumps(value))
    with pytest.raises(RunError, match="not an object"):
        read_front(run)


@pytest.mark.parametrize("schema", ["1", None, 1.5, True])
def test_a_schema_that_is_no_number_is_refused(run, schema):
    write_json(run / FRONT, {"schema": schema})
    with pytest.raises(RunError):
        read_front(run)


def test_a_failed_write_leaves_the_former_front(run, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_front(run, SUMMARY)
    assert read_front(run).evaluations == 10


def test_a_front_is_printed_as_the_file_has_it(run):
    step = Step(mutation="two", ops=2, cost=2.5, error=float("inf"))
    kernel = KernelEntry(
        ops=3,
        max_error=float("inf"),
        max_error_float64=None,
        witness=None,
        limit_points=(),
        source="def f(x, C):\n    return x\n",
        certified=False,
        ancestry=(Ancestry((step,), 4),),
        kernel_ops=9,
        max_ulp=1.5,
        exhaustive=True,
        ns_per_element=None,
        baseline_ns_per_element=0.5,
        file="kernels/a/jax/exp2.py",
        files={"jax": FileEntry("kernels/a/jax/exp2.py", float("inf"), False)},
        record="a",
        kernel="b",
    )
    forms = (ClassicalEntry(name="line", ops=2, max_error=0.5, source="", inner_poles=("0x0.0p+0",)),)
    whole = dataclasses.replace(
        SUMMARY, front=(ENTRY, kernel), classical=forms, kernel_domain=(0.0, 1.0), classical_left_out=("a form",)
    )
    write_front(run, whole)
    assert read_front(run) == whole
    assert json_text(read_front(run)) + "\n" == (run / FRONT).read_text()


def test_a_front_of_before_some_fields_were_kept_is_read(run):
    value = json.loads((run / FRONT).read_text())
    for name in ("schema", "duplicates", "rejects", "refits", "classical", "inner_limits", "kernel_domain"):
        del value[name]
    (run / FRONT).write_text(json.dumps({**value, "of_tomorrow": 1}))
    assert read_front(run) == dataclasses.replace(SUMMARY, duplicates=0, rejects=0, refits=0)

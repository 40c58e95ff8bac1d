import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from evo.run import checkpoint, keeper
from evo.run.checkpoint import MANIFEST, Manifest, read_manifest, write_manifest
from evo.run.lock import Driver, RunLock, holder
from evo.run.run_format import RunError
from evo.run.runs import reopen
from evo.run.standing_data import MIGRATIONS, SCHEMA, to_generation
from evo.run.vault import FolderVault
from tests.evo.runs import (
    BUDGET,
    EPOCHS,
    StopError,
    again,
    archive,
    carry_on,
    checkpoint_often,
    crash_after,
    crashed,
    new_run,
    small,
    uninterrupted,
)
from tests.root import ROOT
from tests.sentences import whole

often = pytest.fixture(autouse=True)(checkpoint_often)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_leaves_the_archive_of_the_same_search_in_memory(tmp_path, workers):
    opened = new_run(tmp_path / "run", workers=workers)
    carry_on(opened)
    assert archive(opened) == uninterrupted()


@pytest.mark.parametrize("epochs", range(1, EPOCHS, 2))
def test_a_resumed_run_ends_as_if_it_had_never_stopped(tmp_path, epochs):
    run = tmp_path / "run"
    crashed(run, epochs)
    opened = again(run)
    before = sum(last.epoch + 1 for last in opened.keeper.standing.last.values())
    seen = []
    outcome = carry_on(opened, observe=seen.append)
    assert before >= epochs  # not one epoch that ended is lost
    assert len(seen) == EPOCHS - before
    assert outcome.evaluations == BUDGET
    assert archive(opened) == uninterrupted()


def test_a_run_that_stops_again_and_again_ends_the_same(tmp_path):
    run = tmp_path / "run"
    crashed(run, 1)
    for _ in range(3):
        with pytest.raises(StopError):
            carry_on(again(run), observe=crash_after(2))
    opened = again(run)
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_between_checkpoints_the_log_alone_carries_a_run(tmp_path, monkeypatch):
    monkeypatch.setattr(keeper, "CHECKPOINT_SECONDS", 1e9)
    run = tmp_path / "run"
    crashed(run, 6)
    opened = again(run)
    assert sum(last.epoch + 1 for last in opened.keeper.standing.last.values()) >= 6
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_an_interrupted_run_goes_on_where_it_was(tmp_path):
    def interrupt(_):
        raise KeyboardInterrupt

    opened = new_run(tmp_path / "run")
    assert carry_on(opened, observe=interrupt).interrupted
    opened = again(tmp_path / "run")
    assert not carry_on(opened).interrupted
    assert archive(opened) == uninterrupted()


def test_a_search_that_is_over_is_not_searched_again(tmp_path):
    carry_on(new_run(tmp_path / "run"))
    opened = again(tmp_path / "run")
    seen = []
    outcome = carry_on(opened, observe=seen.append)
    assert not seen
    assert outcome.evaluations == BUDGET
    assert archive(opened) == uninterrupted()


def test_elapsed_time_counts_on(tmp_path):
    crashed(tmp_path / "run", 2, evaluations=None, minutes=60.0)
    opened = again(tmp_path / "run")
    assert opened.keeper.standing.seconds > 0.0
    value = opened.keeper.standing.seconds
    opened.keeper.standing.seconds = 3600.0  # an hour has passed: only epochs that had started are run
    assert carry_on(opened).seconds >= 3600.0 > value


def test_three_checkpoints_are_kept_and_no_state_that_none_needs(tmp_path):
    run = tmp_path / "run"
    carry_on(new_run(run))
    manifest = json.loads((run / MANIFEST).read_text())
    assert len(manifest["generations"]) == 3
    assert len(list((run / "checkpoints").glob("*.json"))) == 3
    assert len(list((run / "checkpoints/states").iterdir())) <= 3 + 3
    assert len(list((run / "checkpoints/migrants").iterdir())) <= 3 * 4


def test_two_processes_cannot_run_one_run(tmp_path):
    with RunLock(tmp_path):
        assert (holder(tmp_path) or Driver()).pid == os.getpid()
        said = f"{str(tmp_path)!r} is in use by process {os.getpid()} on ...: wait for it, or stop it"
        with pytest.raises(RunError, match=whole(said)), RunLock(tmp_path):
            pass
    assert holder(tmp_path) is None
    with RunLock(tmp_path):
        pass


@pytest.mark.parametrize("where", [MANIFEST, "checkpoint"])
def test_a_newer_schema_asks_for_an_update(tmp_path, where):
    run = tmp_path / "run"
    crashed(run, 3)
    if where == MANIFEST:
        path = run / MANIFEST
        value = json.loads(path.read_text())
        path.write_text(json.dumps({**value, "schema": SCHEMA + 1}))
    else:
        opened = again(run)
        value = to_generation(opened.keeper.standing, 0)
        made = checkpoint.write_generation(opened.keeper.vault, 99, {**value, "schema": SCHEMA + 1})
        write_manifest(opened.keeper.vault, Manifest(opened.keeper.engine, "", (made.stored,)))
    with pytest.raises(
        RunError, match=whole(f"... has schema {SCHEMA + 1}; this program reads up to {SCHEMA}: update it")
    ):
        again(run)


def test_a_run_from_before_there_were_checkpoints_is_refused(tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    (run / "campaign.toml").write_text(small().toml())
    said = (
        "the run has no checkpoints: it was made by a program from before there were any, or it stopped before its first one. "
        "Nothing was changed; search again in a new directory."
    )
    with pytest.raises(RunError, match=whole(said)):
        again(run)


def test_a_run_of_another_engine_is_refused_with_what_differs(tmp_path):
    run = tmp_path / "run"
    crashed(run, 3)
    vault = FolderVault(run)
    manifest = read_manifest(vault, print)
    write_manifest(vault, replace(manifest, engine={**manifest.engine, "numba": "0.1"}))
    said = (
        "the run was made by another program or machine (...numba 0.1 there, ... here...): going on here may not give the "
        "same bits. Resume it there, or add --anyway."
    )
    with pytest.raises(RunError, match=whole(said)):
        again(run)
    opened = reopen(run, {}, True, lambda _: None)
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_states_may_live_at_a_url(tmp_path):
    opened = new_run(tmp_path / "run", storage=f"memory://{tmp_path.name}")
    with pytest.raises(StopError):
        carry_on(opened, observe=crash_after(5))
    opened = again(tmp_path / "run")
    carry_on(opened)
    assert archive(opened) == uninterrupted()
    with pytest.raises(
        RunError, match=whole("storage ... holds the checkpoints of another run: give each run its own")
    ):
        new_run(tmp_path / "second", storage=f"memory://{tmp_path.name}")


def test_storage_that_cannot_be_used_is_refused(tmp_path):
    with pytest.raises(
        RunError,
        match=whole("storage 'nosuch://place' cannot be used: ... Give a directory or URL that you may write."),
    ):
        new_run(tmp_path / "one", storage="nosuch://place")
    (tmp_path / "file").write_text("")
    with pytest.raises(
        RunError, match=whole("storage ... cannot be written: ... Give a directory or URL that you may write.")
    ):
        new_run(tmp_path / "two", storage=str(tmp_path / "file" / "inside"))


_DRIVER = """
import sys
from pathlib import Path
from evo import keeper
from tests.evo.runs import again, carry_on, new_run
keeper.CHECKPOINT_SECONDS = 0.1
run = Path(sys.argv[1])
print("begun", flush=True)
carry_on(again(run) if (run / "manifest.json").exists() else new_run(run))
"""


def test_a_driver_killed_at_any_moment_is_resumed_to_the_same_archive(tmp_path):
    run = tmp_path / "run"
    for delay in (0.05, 0.4, 0.7):
        command = [sys.executable, "-c", _DRIVER, str(run)]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        child.communicate()
    opened = again(run) if (run / MANIFEST).exists() else new_run(tmp_path / "late")
    carry_on(opened)
    assert archive(opened) == uninterrupted()


@pytest.mark.parametrize("schema", sorted(MIGRATIONS))
def test_an_older_schema_is_migrated(tmp_path, schema):
    """Schema 4 did not know since when islands stood still; schema 3 counted no deaths; schema 2 knew no measured times: no verdicts, and islands without a place for them."""
    run = tmp_path / "run"
    crashed(run, 5)
    opened = again(run)
    value = to_generation(opened.keeper.standing, opened.keeper.journal.size())
    unknown = {2: {"deaths", "retries", "verdicts"}, 3: {"deaths", "retries"}, 4: set[str]()}[schema]
    old = {name: field for name, field in value.items() if name not in unknown} | {"schema": schema}
    old["islands"] = [row[: {2: -2, 3: -1, 4: -1}[schema]] for row in value["islands"]]
    made = checkpoint.write_generation(opened.keeper.vault, 99, old)
    write_manifest(opened.keeper.vault, Manifest(opened.keeper.engine, "", (made.stored,)))
    opened = again(run)
    carry_on(opened)
    assert archive(opened) == uninterrupted()
    assert set(MIGRATIONS) == set(range(2, SCHEMA))

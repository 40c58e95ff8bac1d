"""Files of a run that are cut, changed, gone, or cannot be written: refused or recovered, always with a message."""

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evo import epoch
from evo.run import keeper
from evo.run.checkpoint import MANIFEST, Manifest, read_manifest
from evo.run.journal import Journal, read_events
from evo.run.run_format import CAMPAIGN, EVENTS, RunError, require_run
from evo.run.runs import reopen
from evo.run.vault import FolderVault
from tests.evo.runs import again, archive, carry_on, checkpoint_often, crashed, new_run, uninterrupted
from tests.sentences import whole

often = pytest.fixture(autouse=True)(checkpoint_often)


def generations(run: Path) -> list[Path]:
    rows = json.loads((run / MANIFEST).read_text())["generations"]
    return [run / row["name"] for row in rows]


def newest_state(run: Path) -> Path:
    islands = json.loads(generations(run)[-1].read_text())["islands"]
    return run / max(islands, key=lambda row: row[1])[2]


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def delete(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [truncate, flip, delete])
@pytest.mark.parametrize(
    "find",
    [newest_state, lambda run: generations(run)[-1], lambda run: run / MANIFEST],
    ids=["state", "checkpoint", "manifest"],
)
def test_what_is_damaged_is_said_and_an_older_checkpoint_gives_the_same_bits(
    tmp_path, find: Callable[[Path], Path], spoil: Callable[[Path], None]
):
    run = tmp_path / "run"
    crashed(run, 7)
    again(run)  # leaves a checkpoint of all there is
    damaged = find(run)
    spoil(damaged)
    said: list[str] = []
    opened = again(run, said)
    assert any(damaged.name in text for text in said), said
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_no_changed_byte_of_the_manifest_goes_unnoticed(tmp_path):
    run = tmp_path / "run"
    crashed(run, 2)
    whole = (run / MANIFEST).read_bytes()
    for place in range(0, len(whole), 7):
        (run / MANIFEST).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        said: list[str] = []
        try:
            found = read_manifest(FolderVault(run), said.append)
        except RunError:
            continue
        assert said or found == read_manifest_of(run, whole), place


def read_manifest_of(run: Path, data: bytes) -> Manifest:
    (run / MANIFEST).write_bytes(data)
    return read_manifest(FolderVault(run), print)


def test_where_no_checkpoint_is_whole_the_run_is_refused_and_nothing_is_deleted(tmp_path):
    run = tmp_path / "run"
    crashed(run, 7)
    for path in generations(run):
        flip(path)
    before = sorted(path for path in run.rglob("*"))
    with pytest.raises(RunError, match="no checkpoint of the run is whole; nothing was changed"):
        again(run)
    assert sorted(path for path in run.rglob("*")) == before


def test_a_log_cut_short_in_its_last_line_is_read_up_to_there(tmp_path, monkeypatch):
    monkeypatch.setattr(keeper, "CHECKPOINT_SECONDS", 1e9)
    run = tmp_path / "run"
    crashed(run, 5)
    log = run / EVENTS
    log.write_bytes(log.read_bytes()[:-40])
    opened = again(run)
    carry_on(opened)
    assert archive(opened) == uninterrupted()
    assert [event["event"] for event in read_events(run)].count("resume") == 1


def test_a_missing_log_is_no_obstacle(tmp_path):
    run = tmp_path / "run"
    crashed(run, 5)
    (run / EVENTS).unlink()
    opened = again(run)
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def change_a_count(line: bytes) -> bytes:
    """Still strict JSON, of another number."""
    return line.replace(b'"evaluations": ', b'"evaluations": 1')


def cut(line: bytes) -> bytes:
    return line[: len(line) // 2] + b"\n"


@pytest.mark.parametrize("spoil", [change_a_count, cut])
def test_a_damaged_line_of_the_log_is_left_out_and_said(tmp_path, monkeypatch, spoil):
    monkeypatch.setattr(keeper, "CHECKPOINT_SECONDS", 1e9)
    run = tmp_path / "run"
    crashed(run, 6)
    lines = (run / EVENTS).read_bytes().splitlines(keepends=True)
    place = [place for place, line in enumerate(lines) if b'"epoch"' in line][3]
    lines[place] = spoil(lines[place])
    (run / EVENTS).write_bytes(b"".join(lines))
    said: list[str] = []
    opened = again(run, said)
    assert f"1 lines of {EVENTS} are damaged or cut short, and left out" in said
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_a_log_from_before_lines_had_checksums_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(keeper, "CHECKPOINT_SECONDS", 1e9)
    run = tmp_path / "run"
    crashed(run, 6)
    lines = (run / EVENTS).read_text().splitlines()
    older = [json.dumps(event).ljust(len(line)) for event, line in zip(read_events(run), lines, strict=True)]
    (run / EVENTS).write_text("\n".join(older) + "\n")
    said: list[str] = []
    opened = again(run, said)
    assert sum(last.epoch + 1 for last in opened.keeper.standing.last.values()) >= 6
    assert not said


def fail_on(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, fails: Callable[..., bool]) -> None:
    real = getattr(owner, name)

    def full(*given: Any, **named: Any) -> Any:
        if fails(*given):
            raise OSError(errno.ENOSPC, "No space left on device", name)
        return real(*given, **named)

    monkeypatch.setattr(owner, name, full)


# fmt: off
WRITES = {
    "a state":    (epoch, "keep", lambda _, name, __: name.startswith(epoch.STATES)),
    "emigrants":  (epoch, "keep", lambda _, name, __: name.startswith(epoch.MIGRANTS)),
    "the log":    (Journal, "append", lambda _, lines: any("epoch" in line for line in lines)),
    "generation": (keeper, "write_generation", lambda *_: True),
    "manifest":   (keeper, "write_manifest", lambda *_: True),
}
# fmt: on


@pytest.mark.parametrize("write", WRITES)
def test_a_full_disk_keeps_the_last_good_state_whatever_is_being_written(tmp_path, monkeypatch, write):
    run = tmp_path / "run"
    crashed(run, 4)
    opened = again(run)
    with monkeypatch.context() as during:
        fail_on(during, *WRITES[write])
        with pytest.raises(OSError, match="No space left"):
            carry_on(opened)
    opened = again(run)
    assert sum(last.epoch + 1 for last in opened.keeper.standing.last.values()) >= 4
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_a_campaign_that_has_changed_is_refused(tmp_path):
    run = tmp_path / "run"
    crashed(run, 3)
    text = (run / CAMPAIGN).read_text()
    (run / CAMPAIGN).write_text(text.replace("seed = 5", "seed = 4"))
    said = (
        "campaign.toml is not the one that the run was begun with: its SHA-256 is not the one in the manifest. "
        "Put it back, or add --anyway to go on with what it says now."
    )
    with pytest.raises(RunError, match=whole(said)):
        again(run)
    assert reopen(run, {}, True, print).campaign.seed == 4
    again(run)  # what was accepted once is the campaign from then on


def test_a_campaign_that_is_gone_or_cut_is_refused_and_nothing_is_lost(tmp_path):
    run = tmp_path / "run"
    crashed(run, 3)
    text = (run / CAMPAIGN).read_text()
    (run / CAMPAIGN).write_text(text[: text.index("seed")])  # cut between two lines it is a campaign still
    with pytest.raises(RunError, match="is not the one that the run was begun with"):
        again(run)
    (run / CAMPAIGN).unlink()
    with pytest.raises(RunError, match=r"holds the checkpoints of a run and no campaign\.toml.*put its"):
        require_run(run)
    (run / CAMPAIGN).write_text(text)
    opened = again(run)
    carry_on(opened)
    assert archive(opened) == uninterrupted()


def test_marks_of_workers_that_died_with_the_driver_are_taken_away(tmp_path):
    run = tmp_path / "run"
    crashed(run, 3)
    mark = run / "workers" / "host-1-2.task"
    mark.write_text('{"key": "k", "what": "epoch", "since": 0}')
    again(run)
    assert not mark.exists()


def test_the_storage_of_a_run_is_no_run_and_a_url_neither(tmp_path):
    new_run(tmp_path / "run", storage=str(tmp_path / "states"))
    said = (
        "'.../states' holds the checkpoints of a run and no campaign.toml: it is a storage, or a run directory that has lost "
        "that file. Give the run directory that `search` printed, or put its campaign.toml back."
    )
    with pytest.raises(RunError, match=whole(said)):
        require_run(tmp_path / "states")
    said = (
        "... looks like a URL. A run directory is local; --storage alone may be a URL, and holds nothing but states. "
        "Give the run directory that `search` printed: its campaign.toml names the storage."
    )
    for url in ("s3://bucket/exp2", "memory://here"):
        with pytest.raises(RunError, match=whole(said)):
            require_run(Path(url))

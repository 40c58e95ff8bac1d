import errno
import os
import signal
import subprocess
import sys
import time

import pytest

from evaluators.files import append_lines, write_atomic
from tests.root import ROOT


def test_a_file_is_written_with_its_folders_and_replaced_whole(tmp_path):
    path = tmp_path / "a" / "b" / "file.txt"
    write_atomic(path, "first, ä\n")
    write_atomic(path, "second\n")
    assert path.read_text(encoding="utf-8") == "second\n"
    assert path.stat().st_mode & 0o777 == 0o644
    assert [p.name for p in path.parent.iterdir()] == ["file.txt"]


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    path = tmp_path / "file.txt"
    write_atomic(path, "old\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, step, full)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(path, "new\n")
    assert path.read_text() == "old\n"
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_an_interrupt_while_writing_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "file.txt"
    write_atomic(path, "old\n")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(path, "new\n")
    assert path.read_text() == "old\n"
    assert [p.name for p in tmp_path.iterdir()] == ["file.txt"]


def test_a_killed_writer_leaves_a_whole_file(tmp_path):
    path = tmp_path / "file.txt"
    code = f"""
from pathlib import Path
from evaluators.files import write_atomic
n = 0
while True:
    write_atomic(Path({str(path)!r}), f"{{n}} " * 200_000)
    n += 1
"""
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        deadline = time.monotonic() + 20
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.1)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    numbers = path.read_text().split()
    assert len(numbers) == 200_000
    assert len(set(numbers)) == 1


def test_lines_are_appended_one_by_one(tmp_path):
    path = tmp_path / "log"
    for i in range(3):
        append_lines(path, [f"line {i}"], sync=False)
    assert path.read_text() == "line 0\nline 1\nline 2\n"


def test_a_folder_that_is_a_file_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        write_atomic(tmp_path / "file" / "inner.txt", "text")

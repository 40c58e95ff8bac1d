"""Caches: a folder that others can write is not used, a file that is not whole is made again, and neither ends in a traceback."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numba.core import config, types

from evaluators import private_folder
from evaluators.compiled import cache
from evaluators.files import user_cache
from evaluators.sealed_caches import DIGEST_BYTES, read_numbers, read_sealed, write_sealed
from evaluators.timing import c_compiler
from tests.root import ROOT


@pytest.fixture
def places(monkeypatch, tmp_path):
    """A home and a temporary directory of the test's own; the folder of this process is forgotten afterwards."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    for folder in (home, temporary):
        folder.mkdir()
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setenv(private_folder.OF_A_PROCESS, "")
    return home, temporary


def mode(folder: Path) -> int:
    return folder.lstat().st_mode & 0o777


def test_the_cache_is_a_folder_of_the_user_alone(places):
    folder = user_cache()
    assert folder == places[0] / ".cache" / "evonumerics"
    assert mode(folder) == 0o700


@pytest.mark.parametrize("before", [0o755, 0o711, 0o750])
def test_a_cache_that_others_could_read_is_closed_and_kept(places, capsys, before):
    folder = user_cache()
    (folder / "kept").write_text("x")
    folder.chmod(before)
    assert user_cache() == folder
    assert (mode(folder), (folder / "kept").exists(), capsys.readouterr().err) == (0o700, True, "")


def linked(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(folder.parent / "elsewhere")


def writable(bits: int) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        folder.mkdir()
        folder.chmod(bits)

    return prepare


# fmt: off
PREPARED: dict[str, Callable[[Path], None]] = {
    "is a symbolic link":              linked,
    "can be written by other users":   writable(0o777),
    "can be written by other users. ": writable(0o720),
    "is not a folder":                 lambda folder: folder.touch(),
}
# fmt: on


@pytest.mark.parametrize("reason", PREPARED)
@pytest.mark.parametrize("home_is_there", [True, False])
def test_a_prepared_folder_is_not_used_and_a_fresh_one_is_announced_once(places, capsys, reason, home_is_there):
    home, temporary = places
    prepared = home / ".cache" / "evonumerics" if home_is_there else temporary / f"evonumerics-{os.geteuid()}"
    if not home_is_there:
        (home / ".cache").write_text("no folder can be made below this")
    prepared.parent.mkdir(exist_ok=True)
    PREPARED[reason](prepared)
    fresh = user_cache()
    assert fresh == user_cache()
    assert fresh.parent == temporary
    assert (mode(fresh), list(fresh.iterdir())) == (0o700, [])
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"warning: {prepared} {reason}" in said


def test_a_folder_of_another_user_is_not_used(places, capsys, monkeypatch):
    folder = user_cache()
    monkeypatch.setattr(os, "geteuid", lambda: folder.lstat().st_uid + 1)
    assert user_cache().parent == places[1]
    assert f"warning: {folder} belongs to another user." in capsys.readouterr().err


def test_without_a_home_the_cache_stands_in_the_temporary_directory_closed_to_others(places, monkeypatch, capsys):
    for home in ("/proc/nobody", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", home)
        folder = user_cache()
        assert folder == places[1] / f"evonumerics-{os.geteuid()}"
        assert mode(folder) == 0o700
    assert capsys.readouterr().err == ""


def test_without_any_place_that_can_be_written_there_is_a_folder_of_this_process(monkeypatch, places, capsys):
    monkeypatch.setattr(private_folder, "_made", lambda _: False)
    assert user_cache().parent == places[1]
    assert "neither a cache in the home folder nor one in the temporary directory can be written" in str(
        capsys.readouterr().err
    )


def test_a_child_shares_the_folder_of_the_process_that_started_it_and_it_goes_with_that(places, tmp_path):
    linked_home = tmp_path / "linked"
    linked_home.mkdir()
    linked(linked_home / "evonumerics")
    code = (
        "import os, subprocess, sys\nfrom evaluators.files import user_cache\nprint(user_cache())\n"
        "if not sys.argv[1:]: subprocess.run([sys.executable, '-c', os.environ['CODE'], 'child'])"
    )
    environment = {**os.environ, "CODE": code, "XDG_CACHE_HOME": str(linked_home), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    parent, child = done.stdout.split()
    assert parent == child
    assert not Path(parent).exists()
    assert done.stderr.count("warning:") == 1


LENGTHS = (0, 1, 31, 32, 33, 100, -33, -1)


def damages(data: bytes) -> list[bytes]:
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 1
    return [*(data[:length] for length in LENGTHS), bytes(flipped), b"garbage", data + b"\0"]


def test_what_is_not_whole_is_set_aside(tmp_path):
    path = tmp_path / "file.bin"
    for data in (b"", b"x", bytes(range(256)) * 40):
        write_sealed(path, data)
        assert read_sealed(path) == data
        whole = path.read_bytes()
        for damaged in damages(whole):
            if damaged == whole:
                continue
            path.write_bytes(damaged)
            assert read_sealed(path) is None
            assert not path.exists()
            assert (tmp_path / "file.bin.damaged").read_bytes() == damaged
    assert read_sealed(path) is None
    path.mkdir()
    assert read_sealed(path) is None


COMPILED = "from evaluators.compiled.cache import strict\n\n\n@strict\ndef twice(x):\n    return x + x\n"


def loaded(path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    spec = importlib.util.spec_from_file_location("compiled_by_a_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "compiled_by_a_test", module)
    spec.loader.exec_module(module)
    return module.twice


def test_damaged_files_of_compiled_code_are_compiled_again(tmp_path, monkeypatch):
    """numba unpickles these files: one that is cut would raise, one that is changed could do anything."""
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "source.py"
    path.write_text(COMPILED)
    assert loaded(path, monkeypatch)(1.5) == 3.0
    files = sorted((tmp_path / "cache").rglob("*.nb[ic]"))
    assert [file.suffix for file in files] == [".nbc", ".nbi"]
    for file in files:
        again = loaded(path, monkeypatch)
        assert again(1.5) == 3.0
        assert sum(again.stats.cache_hits.values()) == 1
        for damaged in damages(file.read_bytes()):
            file.write_bytes(damaged)
            function = loaded(path, monkeypatch)
            assert function(1.5) == 3.0
            assert sum(function.stats.cache_hits.values()) == 0


def test_two_copies_of_the_same_source_are_compiled_once(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "cache"))
    for copy in ("one", "other"):
        path = tmp_path / copy / "source.py"
        path.parent.mkdir()
        path.write_text(COMPILED)
        function = loaded(path, monkeypatch)
        assert function(1.5) == 3.0
        assert sum(function.stats.cache_hits.values()) == (copy == "other")


def test_a_function_is_not_compiled_once_more_for_each_constant_it_is_called_with(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "source.py"
    path.write_text(COMPILED + "\n\n@strict\ndef calls(x):\n    return twice(x) + twice(1) + twice(x=2)\n")
    twice = loaded(path, monkeypatch)
    assert sys.modules["compiled_by_a_test"].calls(3) == 12
    assert twice.signatures == [(types.int64,)]


def test_where_compiled_code_cannot_be_kept_it_runs_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "source.py"
    path.write_text(COMPILED)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evaluators.compiled.sealed_code.write_sealed", full)
    assert loaded(path, monkeypatch)(1.5) == 3.0


@pytest.mark.parametrize("found", [b"", b"x = 2\n", b"raise SystemExit('code of another')\n", b"\xff\x00", None])
def test_a_generated_module_runs_the_expected_text_whatever_its_file_says(tmp_path, monkeypatch, found):
    monkeypatch.setattr(cache, "directory", lambda: tmp_path)
    monkeypatch.delitem(sys.modules, "evonumerics_generated_one", raising=False)
    path = tmp_path / "one.py"
    path.write_bytes(found) if found is not None else path.mkdir()
    assert cache.load_generated("one", "x = 1\n").x == 1
    assert path.read_text() == "x = 1\n"
    assert path.with_name("one.py.damaged").exists()
    monkeypatch.delitem(sys.modules, "evonumerics_generated_one")
    byte_code = tmp_path / "__pycache__" / f"one.{sys.implementation.cache_tag}.pyc"
    byte_code.parent.mkdir()
    byte_code.write_bytes(b"garbage")
    assert cache.load_generated("one", "x = 1\n").x == 1


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[1.0]", "null", "3", '{"a": null}', '{"a": "1"}', '{"a": -1}', '{"a": NaN}', '{"a": Infinity}'),
        *('{"a": true}', "[" * 200_000, '{"a": ' + "9" * 5000 + "}", '{"a": 1' + "0" * 400 + "}"),
    ],
    ids=lambda text: text[:12],
)
def test_a_file_of_numbers_that_holds_anything_else_is_set_aside(tmp_path, text):
    path = tmp_path / "numbers.json"
    path.write_text(text)
    assert read_numbers(path, cached=False) == {}
    assert path.exists()
    assert read_numbers(path) == {}
    assert path.with_name("numbers.json.damaged").read_text() == text
    path.write_text(json.dumps({"a": 1, "b": 2.5}))
    assert read_numbers(path) == {"a": 1.0, "b": 2.5}


@pytest.mark.skipif(c_compiler.compiler() is None, reason="no C compiler")
def test_a_damaged_shared_object_is_compiled_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    text = "float twice(float x) { return x + x; }\n"
    shared = c_compiler.built("twice", text, ("-O1",))
    assert shared is not None
    assert shared.is_relative_to(tmp_path)
    whole = shared.read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], whole[:-1]):
        shared.write_bytes(damaged)
        assert c_compiler.built("twice", text, ("-O1",)) == shared
        assert len(shared.read_bytes()) > DIGEST_BYTES
        assert read_sealed(shared) is not None


def test_the_type_of_arrays_survives(tmp_path):
    write_sealed(tmp_path / "a", np.arange(3, dtype=np.float32).tobytes())
    assert np.frombuffer(read_sealed(tmp_path / "a") or b"", np.float32).tolist() == [0.0, 1.0, 2.0]

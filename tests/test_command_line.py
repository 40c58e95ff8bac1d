import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest

import run as program
from results.record.record import dumps
from search_spaces.targets import TARGETS
from tests.results.small import small_record
from tests.root import ROOT

COMMANDS = ("search", "show", "verify", "record", "export", "compare", "targets", "bench", "resume", "status")
REAL = (
    "search",
    "exp2",
    "--real",
    "--evaluations",
    "4000",
    "--set",
    "epoch_evaluations=500",
    "--set",
    "islands=4",
    "--max-ops",
    "5",
)
BETWEEN_RUNS = ("seconds",)
"""Fields of `show --json` that a run's speed changes."""


def refuse(constant: str):
    raise AssertionError(f"{constant} is no strict JSON")


def strict(text: str) -> Any:
    return json.loads(text, parse_constant=refuse)


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of the program in this process."""
    code: int | str | None = 0
    try:
        program.main(list(arguments))
    except SystemExit as leave:
        code = leave.code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return int(code or 0), captured.out, captured.err


def start(*arguments: str, **options: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, str(ROOT / "run.py"), *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, **pipes, **options)


def front_of(directory: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    code, out, _ = call(capsys, "show", str(directory), "--json")
    assert code == 0
    return {key: value for key, value in strict(out).items() if key not in BETWEEN_RUNS}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(capsys, command):
    code, out, _ = call(capsys, command, "--help")
    assert code == 0
    assert "Usage: run.py " + command in out


def test_targets_are_rows_of_strict_json(capsys):
    code, out, _ = call(capsys, "targets", "--json")
    rows = strict(out)
    assert code == 0
    assert [row["name"] for row in rows] == list(TARGETS)
    for row in rows:
        assert {"name", "real_domain", "error", "formats", "citation", "status"} <= set(row)
    assert next(row for row in rows if row["name"] == "exp2")["formats"] == ["real", "float32"]


def test_a_dry_run_prints_the_resolved_campaign_and_writes_nothing(capsys, tmp_path):
    code, out, _ = call(capsys, "search", "exp2", "--dry-run", "--seed", "5", "--out", str(tmp_path / "run"))
    assert code == 0
    assert 'target = "exp2"' in out
    assert "seed = 5" in out
    assert not (tmp_path / "run").exists()
    again = tmp_path / "campaign.toml"
    again.write_text(out)
    assert call(capsys, "search", str(again), "--dry-run")[1] == out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("search", "exp22"), "Did you mean 'exp2'"),
        (("compare", "exp22"), "Did you mean 'exp2'"),
        (("compare", "exp2", "--resident", "L9"), "--resident is 'L9'; allowed: L1, L2, 1e7"),
        (("bench", "--kernels", "--vector-bits", "100"), "--vector-bits is 100; allowed: 256, 512"),
        (("bench", "--target", "exp22"), "Did you mean 'exp2'"),
        (("export", "exp22", "--to", "jax"), "Did you mean 'exp2'"),
        (("export", "exp2", "--to", "fortran"), "--to is 'fortran'; allowed: jax, python"),
        (
            ("export", "exp2", "--to", "jax", "--contexts"),
            "--contexts and --exhaustive check the library's kernels: they go with `export all` alone",
        ),
        (("export", "all", "--exhaustive"), "--exhaustive sweeps what --contexts samples: give both"),
        (("search", "exp2", "--evaluations", "-3"), "evaluations is -3; allowed: an integer above 0"),
        (("search", "exp2", "--minutes", "-1"), "minutes is -1.0"),
        (("search", "exp2", "--max-ops", "0"), "max_ops is 0"),
        (("search", "exp2", "--workers", "0"), "workers is 0; allowed: an integer above 0"),
        (("search", "exp2", "--address", "auto"), "address is 'auto'; allowed: HOST:PORT of a cluster's head"),
        (("search", "exp2", "--real", "--storage", "nosuch://x", "--out", "no-such-run"), "cannot be used"),
        (
            ("search", "exp2", "--real", "--storage", "", "--out", "no-such-run"),
            "storage is ''; allowed: a folder, or a URL",
        ),
        (
            ("search", "exp2", "--real", "--out", "s3://bucket/run"),
            "A run directory is local; --storage alone may be a URL",
        ),
        (("search", "exp2", "--real", "--out", "LICENSE/run"), "cannot be made"),
        (("resume", "s3://bucket/run"), "looks like a URL"),
        (("status", "s3://bucket/run"), "looks like a URL"),
        (("resume", "no/such/run"), "is not a directory"),
        (("resume", "tests"), "is not a run directory"),
        (("status", "tests"), "is not a run directory"),
        (("search", "exp2", "--set", "islandz=3"), "Did you mean 'islands'"),
        (("search", "exp2", "--executor", "dask"), "allowed: auto, local, ray"),
        (("search", "exp2", "--backend", "tpu"), "allowed: auto, cpu, gpu"),
        (("search", "missing.toml"), "cannot read campaign file"),
        (("search", "airy_ai7"), "--real"),
        (("show", "no/such/run"), "is not a directory"),
        (("show", "tests"), "is not a run directory"),
        (("record", "tests"), "is not a run directory"),
        (("verify", "no/such/file.py"), "no file"),
        (("verify", "no/such/record.json"), "no record at"),
        (("reproduce", "no/such/record.json", "--workers", "0"), "--workers is 0; allowed: an integer above 0"),
        (("verify", "no/such/file.py", "--backend", "tpu"), "--backend is 'tpu'; allowed: auto, cpu, gpu"),
        (("search",), "needs a target"),
        (("seek", "exp2"), "No such command"),
        (("search", "exp2", "--evaluations", "many"), "valid integer"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_usage_and_bad_input_exit_2_with_one_message(capsys, monkeypatch, arguments, words):
    monkeypatch.chdir(ROOT)
    code, _, err = call(capsys, *arguments)
    assert code == 2, err
    assert words in err


def test_a_truncated_or_changed_record_exits_2(capsys, tmp_path):
    path = tmp_path / "record.json"
    path.write_text(dumps(small_record())[:500])
    for arguments in (("verify", str(path)), ("export", str(path), "--to", "jax")):
        code, _, err = call(capsys, *arguments)
        assert (code, "unreadable or truncated" in err) == (2, True), err


def test_a_record_is_exported_to_a_file_of_any_name(capsys, tmp_path):
    path, out = tmp_path / "record.json", tmp_path / "files" / "kernel.py"
    path.write_text(dumps(small_record()))
    code, printed, _ = call(capsys, "export", str(path), "--to", "jax", "--out", str(out))
    assert code == 0
    assert printed.split() == [str(out)]
    assert "def exp2(x):" in out.read_text()
    code, _, err = call(capsys, "export", str(path), "--to", "jax", "--max-ulp", "0.5", "--out", str(tmp_path))
    assert (code, "no kernel within 0.5 ulp" in err) == (2, True)


def test_a_full_disk_is_one_message_and_exit_1(capsys, monkeypatch, tmp_path):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "front.json")

    monkeypatch.setattr("os.replace", full)
    code, _, err = call(capsys, *REAL, "--out", str(tmp_path / "run"))
    assert code == 1
    assert "the disk is full: front.json" in err


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> tuple[Path, str]:
    """A finished search in the reals with 2 workers, and its standard output."""
    directory = tmp_path_factory.mktemp("runs") / "two"
    child = start(*REAL, "--workers", "2", "--out", str(directory))
    out, err = child.communicate(timeout=120)
    assert child.returncode == 0, err
    return directory, out


def test_a_search_ends_with_its_run_directory_and_a_front(finished, capsys):
    directory, out = finished
    assert out.splitlines()[-1] == str(directory)
    front = strict(call(capsys, "show", str(directory), "--json")[1])
    assert (front["target"], front["domain"], front["error"], front["seed"]) == ("exp2", [0.0, 1.0], "relative", 0)
    assert front["evaluations"] == 4000
    assert front["seconds"] > 0
    keys = [(entry["ops"], entry["max_error"]) for entry in front["front"]]
    assert keys == sorted(keys)
    assert len(keys) >= 3
    for entry in front["front"]:
        assert {"ops", "max_error", "max_error_float64", "witness", "limit_points", "source"} <= set(entry)
        float.fromhex(entry["witness"])


def test_every_source_runs_in_float_float32_and_mpmath_with_the_stated_error(finished, capsys):
    for entry in front_of(finished[0], capsys)["front"]:
        assert entry["source"].startswith("def f(x, C):")
        names: dict[str, Any] = {}
        exec(entry["source"], names)
        f, witness = names["f"], float.fromhex(entry["witness"])
        for number in (float, np.float32, mpmath.mpf):
            assert math.isfinite(f(number("0.25"), number))
        error = abs(f(mpmath.mpf(witness), mpmath.mpf) / mpmath.power(2, witness) - 1)
        assert float(error) == pytest.approx(entry["max_error"], rel=0.01)


def test_one_worker_finds_the_same_front_as_two(finished, capsys, tmp_path):
    code, _, err = call(capsys, *REAL, "--workers", "1", "--out", str(tmp_path / "one"))
    assert code == 0, err
    assert front_of(tmp_path / "one", capsys) == front_of(finished[0], capsys)


def test_a_run_is_never_overwritten_and_a_real_run_holds_no_kernels(finished, capsys):
    directory = str(finished[0])
    code, _, err = call(capsys, *REAL, "--out", directory)
    assert (code, "exists and is not empty" in err) == (2, True)
    for command in (("record", directory), ("export", directory, "--to", "jax")):
        code, _, err = call(capsys, *command)
        assert (code, "a real-valued run makes none" in err) == (2, True)


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)


LONGER = tuple("12000" if word == "4000" else word for word in REAL)
"""Long enough for a signal to arrive before its end on a busy machine."""


def test_an_interrupted_search_exits_130_keeps_its_front_tells_its_status_and_is_resumed(capsys, tmp_path):
    directory = tmp_path / "run"
    child = start(*LONGER, "--set", "epoch_evaluations=200", "--workers", "1", "--out", str(directory))
    try:
        wait_for(directory / "front.json")
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    finally:
        child.kill()
        child.wait()
    assert child.returncode == 130, err
    assert "Traceback" not in err
    assert out.splitlines()[-1] == str(directory)
    assert f"To go on: run.py resume {directory}" in err
    front = front_of(directory, capsys)
    assert (bool(front["front"]), front["finished"]) == (True, False)
    code, out, _ = call(capsys, "status", str(directory), "--json")
    status = strict(out)
    assert (code, status["phase"], status["driver"]) == (0, "interrupted", None)
    assert status["budget_left"]["evaluations"] == 12_000 - status["evaluations"]
    code, out, err = call(capsys, "resume", str(directory))
    assert (code, out.splitlines()[-1]) == (0, str(directory)), err
    assert front_of(directory, capsys)["evaluations"] == 12_000
    whole = tmp_path / "whole"
    assert call(capsys, *LONGER, "--set", "epoch_evaluations=200", "--out", str(whole))[0] == 0
    assert (directory / "archive.json").read_bytes() == (whole / "archive.json").read_bytes()
    assert front_of(directory, capsys) == front_of(whole, capsys)


def test_more_workers_than_cores_are_warned_of_and_a_run_is_replayed(finished, capsys, tmp_path):
    again = tmp_path / "again"
    code, _, err = call(capsys, "search", "--replay", str(finished[0]), "--workers", "9", "--out", str(again))
    assert code == 0, err
    assert "9 workers on" in err.replace("\n", " ")
    assert (again / "archive.json").read_bytes() == (finished[0] / "archive.json").read_bytes()
    code, _, err = call(capsys, "search", "exp2", "--replay", str(finished[0]))
    said = "--replay takes the campaign of the run; beside it go only address, backend, executor, storage, workers"
    assert (code, said in err) == (2, True)


def test_a_finished_run_is_not_resumed(finished, capsys):
    code, out, err = call(capsys, "resume", str(finished[0]))
    assert (code, out.split()) == (0, [str(finished[0])])
    assert "is finished" in err
    code, out, _ = call(capsys, "status", str(finished[0]))
    assert (code, "exp2: finished" in out, "0 deaths" in out) == (0, True, True)


def test_two_processes_cannot_resume_one_run(capsys, tmp_path):
    directory = tmp_path / "run"
    child = start("search", "exp2", "--real", "--minutes", "5", "--out", str(directory))
    try:
        wait_for(directory / "status.json")
        code, _, err = call(capsys, "resume", str(directory))
        assert (code, f"in use by process {child.pid} on" in err) == (2, True), err
        status = strict(call(capsys, "status", str(directory), "--json")[1])
        assert status["driver"]["pid"] == child.pid
    finally:
        child.kill()
        child.communicate()
    assert strict(call(capsys, "status", str(directory), "--json")[1])["phase"] == "stopped"


@pytest.mark.cluster
def test_ray_finds_the_same_front_as_one_local_worker(capsys, tmp_path):
    given = (("ray", "2"), ("local", "1"))
    children = [
        start(*REAL, "--seed", "3", "--executor", n, "--workers", k, "--out", str(tmp_path / n)) for n, k in given
    ]
    for child in children:
        _, err = child.communicate(timeout=300)
        assert child.returncode == 0, err
    assert front_of(tmp_path / "ray", capsys) == front_of(tmp_path / "local", capsys)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_a_float32_search_ends_with_kernels_proved_on_every_float32(capsys, tmp_path):
    directory = tmp_path / "run"
    child = start("search", "exp2", "--evaluations", "40000", "--out", str(directory), env={**os.environ})
    _, err = child.communicate(timeout=1800)
    assert child.returncode == 0, err
    front = front_of(directory, capsys)
    exported = [entry for entry in front["front"] if entry["file"]]
    assert exported
    for entry in exported:
        assert entry["exhaustive"]
        assert (directory / entry["file"]).exists()
        assert set(entry["files"]) == {"jax", "python"}
    code, out, _ = call(capsys, "export", str(directory), "--to", "jax", "--out", str(tmp_path))
    assert code == 0
    code, out, _ = call(capsys, "verify", out.split()[0], "--json")
    assert code == 0
    assert strict(out)["ok"]

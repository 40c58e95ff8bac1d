"""The contract of the command line: exit codes, messages, JSON, and a search from end to end."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest

import run as command_line

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("search", "show", "verify", "record", "export", "compare", "targets", "bench")
SMALL = ["--evaluations", "4100", "--set", "epoch_evaluations=500", "--set", "islands=4", "--seed", "5"]
FIELDS = {"target", "domain", "error", "seed", "evaluations", "seconds", "front"}
ENTRY = {"ops", "max_error", "max_error_float64", "witness", "limit_points", "source"}


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        command_line.main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def strict(text: str) -> Any:
    return json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not strict JSON"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    code, out, _ = call(capsys, command, "--help")
    assert code == 0
    assert "Usage" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "exq2"], "Did you mean 'exp2'"),
        (["compare", "exq2"], "Did you mean 'exp2'"),
        (["search", "exp2", "--minutes", "-1"], "minutes is -1.0; allowed"),
        (["search", "exp2", "--evaluations", "0"], "evaluations is 0; allowed"),
        (["search", "exp2", "--workers", "-2"], "workers is -2; allowed"),
        (["search", "exp2", "--max-ops", "99"], "max_ops is 99; allowed"),
        (["search", "exp2", "--executor", "slurm"], "executor is 'slurm'; allowed"),
        (["search", "exp2", "--backend", "tpu"], "backend is 'tpu'; allowed"),
        (["search", "exp2", "--set", "islands"], "--set takes key=value"),
        (["search", "exp2", "--set", "iselands=3"], "Did you mean 'islands'"),
        (["search", "exp2", "--address", "here:1", "--executor", "local"], "an address goes with the ray executor"),
        (["search", "nowhere.toml"], "cannot read campaign file"),
        (["show", "/"], "is not a run directory"),
        (["show", "nowhere"], "is not a directory"),
        (["record", "nowhere"], "is not a directory"),
        (["export", "exp2", "--to", "cobol"], "--to is 'cobol'; allowed"),
        (["verify", "nowhere.py"], "no file"),
        (["verify", "nowhere.json"], "no record"),
        (["compare", "exp2", "--backend", "gpu"], "jax finds no gpu"),
    ],
)
def test_bad_input_gets_one_clear_line_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_truncated_record_is_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text('{"schema": 1, "target": ')
    code, _, err = call(capsys, "export", str(path), "--to", "jax")
    assert code == 2
    assert "unreadable or truncated" in err


def test_targets_are_listed_as_strict_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "targets", "--json")
    rows = strict(out)
    assert code == 0
    assert {"name", "real_domain", "error", "formats", "citation", "status"} <= set(rows[0])
    assert "exp2" in [row["name"] for row in rows]


def test_a_dry_run_prints_a_campaign_that_loads_again(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, first, _ = call(capsys, "search", "exp2", "--real", "--seed", "9", "--set", "search.fit.lawson_rounds=7", "--dry-run")
    path = tmp_path / "campaign.toml"
    path.write_text(first)
    code, second, _ = call(capsys, "search", str(path), "--dry-run")
    assert code == 0
    assert first == second
    assert "lawson_rounds = 7" in first


def search(capsys: pytest.CaptureFixture[str], out: Path, *more: str) -> dict[str, Any]:
    code, printed, _ = call(capsys, "search", "exp2", "--real", "--out", str(out), *SMALL, *more)
    assert code == 0
    assert printed.rstrip().splitlines()[-1] == str(out)
    code, shown, _ = call(capsys, "show", str(out), "--json")
    assert code == 0
    return strict(shown)


def test_a_real_search_keeps_the_contract_with_any_number_of_workers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one = search(capsys, tmp_path / "one", "--workers", "1", "--executor", "local")
    two = search(capsys, tmp_path / "two", "--workers", "2")
    assert {k: v for k, v in one.items() if k != "seconds"} == {k: v for k, v in two.items() if k != "seconds"}
    assert set(one) >= FIELDS
    assert (one["evaluations"], one["seed"], one["error"], one["domain"]) == (4100, 5, "relative", [0.0, 1.0])
    front = one["front"]
    assert all(set(entry) >= ENTRY for entry in front)
    assert [e["ops"] for e in front] == sorted({e["ops"] for e in front})
    errors = [entry["max_error"] for entry in front]
    assert errors == sorted(errors, reverse=True)
    assert min(errors) < 1e-3, "a few thousand programs find this much"
    for entry in front:
        check_source(entry)


def check_source(entry: dict[str, Any]) -> None:
    """The source runs with float, np.float32 and mpmath.mpf, and reproduces its error at its witness."""
    scope: dict[str, Any] = {}
    exec(entry["source"], scope)
    f = scope["f"]
    assert entry["source"].startswith("def f(x, C):")
    limits = [float.fromhex(x) for x in entry["limit_points"]]
    for x in (0.0, 0.25, 0.5, 1.0):
        if x not in limits:
            assert abs(f(x, float) / 2**x - 1) <= 1.01 * entry["max_error"] + 1e-12
            assert abs(float(f(np.float32(x), np.float32)) / 2**x - 1) <= 1.01 * entry["max_error"] + 1e-3
    witness = mpmath.mpf(float.fromhex(entry["witness"]))
    with mpmath.workdps(50):
        error = abs(f(witness, mpmath.mpf) / 2**witness - 1) if float(witness) not in limits else entry["max_error"]
    assert float(error) == pytest.approx(entry["max_error"], rel=0.01)


def test_a_run_is_never_overwritten(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    code, _, err = call(capsys, "search", "exp2", "--real", "--out", str(tmp_path), *SMALL)
    assert code == 2
    assert "is not empty" in err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_real_run_has_nothing_to_record(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    search(capsys, tmp_path / "run")
    code, _, err = call(capsys, "record", str(tmp_path / "run"))
    assert code == 2
    assert "a real-valued run makes none" in err


def test_ctrl_c_keeps_the_front_found_so_far(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "run"
    arguments = ["search", "exp2", "--real", "--minutes", "5", "--out", str(out), "--set", "epoch_evaluations=500"]
    with subprocess.Popen(
        [sys.executable, "run.py", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        deadline = time.monotonic() + 120
        while not (out / "front.json").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        printed, err = child.communicate(timeout=60)
    assert child.returncode == 130, err
    assert "interrupted: " in err
    assert "Traceback" not in err
    assert printed.rstrip().splitlines()[-1] == str(out)
    code, shown, _ = call(capsys, "show", str(out), "--json")
    front = strict(shown)
    assert code == 0
    assert not front["finished"]
    assert front["front"]


@pytest.mark.cluster
def test_ray_with_two_workers_gives_the_front_of_one_local_worker(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command = [sys.executable, "run.py", "search", "exp2", "--real", "--executor", "ray", "--workers", "2", *SMALL]
    out = tmp_path / "ray"
    done = subprocess.run([*command, "--out", str(out)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    _, shown, _ = call(capsys, "show", str(out), "--json")
    ray, local = strict(shown), search(capsys, tmp_path / "local", "--workers", "1", "--executor", "local")
    ray.pop("seconds")
    local.pop("seconds")
    assert ray == local


@pytest.mark.exhaustive
def test_a_float32_search_ends_with_verified_exported_kernels(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "run"
    done = subprocess.run(
        [sys.executable, "run.py", "search", "exp2", "--evaluations", "60000", "--out", str(out)],
        cwd=ROOT, capture_output=True, text=True, timeout=1800, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "jnp.exp2" in done.stdout
    _, shown, _ = call(capsys, "show", str(out), "--json")
    front = strict(shown)
    best = min((e for e in front["front"] if e["exhaustive"]), key=lambda e: e["max_ulp"])
    assert best["max_ulp"] <= 1.0, "the bar of the project's first kernel; stock is 68"
    code, text, _ = call(capsys, "verify", str(out / best["file"]), "--exhaustive", "--json")
    report = strict(text)
    assert code == 0
    assert report["outputs_hash"] == report["recorded_outputs_hash"] is not None
    assert report["max_ulp"] == pytest.approx(best["max_ulp"])
    comparison = json.loads((out / "comparison.json").read_text())["rows"]
    assert {"evolved", "stock", "library", "classical"} == {row["kind"] for row in comparison}

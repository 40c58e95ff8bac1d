"""A run directory of which any file holds anything: every command answers in a sentence, and none runs on with it."""

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evo.run import run_rules
from evo.run.run_format import CAMPAIGN, RunError, read_front
from evo.run.run_rules import ERROR, HEX, INSIDE
from evo.run.status import read_status
from results.report.content import gather, headline, state_sentence
from results.report.page import page
from results.report.terminal import pictures
from results.report.text import comma_separated, markdown
from results.tables.status_text import status_lines
from results.tables.tables import print_front
from search_spaces.field_rules import Many, Maybe, Named, Rules, any_number, fault
from tests.results.reported import kernel_run, real_run
from tests.test_command_line import call

FILES = (
    "front.json",
    "status.json",
    "archive.json",
    "comparison.json",
    "curves.json",
    "manifest.json",
    "events.jsonl",
    CAMPAIGN,
)
TEXTS = ("", "null", "[]", "3", '"x"', "{}", '{"schema": 1', "[" * 200_000, '{"a":' * 50_000, "\0", '{"schema": 99}')
COMMANDS = (
    ("status",),
    ("show",),
    ("show", "--json"),
    ("report", "--format", "md"),
    ("report", "--format", "html"),
    ("resume",),
    ("record",),
    ("export", "--to", "python"),
    ("search", "--replay"),
)


def spoken(code: int, err: str) -> bool:
    """True if a command did its work, or refused in one line."""
    return code == 0 or (code == 2 and err.count("error: ") == 1 and len(err) < 2000)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_whatever_a_file_holds_a_command_answers_in_a_line(capsys, tmp_path, monkeypatch, name, command):
    run = real_run(tmp_path / "run", 2, 3)
    (run / "curves.json").write_text('{"schema": 1, "ulp": null, "cores": {}}')
    monkeypatch.chdir(tmp_path)
    for text in TEXTS:
        (run / name).write_text(text)
        more = ("--dry-run",) if command[0] == "search" else ()
        code, _, err = call(capsys, *command, str(run), *more)
        assert spoken(code, err), (name, text[:20], code, err)


def test_null_in_the_place_of_an_archive_is_said_with_the_file(capsys, tmp_path):
    run = real_run(tmp_path / "run", 2, 3)
    (run / "archive.json").write_text("null")
    code, _, err = call(capsys, "report", str(run), "--format", "md")
    assert (code, "archive.json' holds a NoneType, not an object" in err) == (2, True), err


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in parts:
        yield from places(item, (*path, key))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    changed = copy.deepcopy(value)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    if new is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return changed


ODD = (None, ..., [], {}, "x", "../../x", "<b>", -1, 10**400, 1e308, True, "nan", ["x"], {"x": 1}, "0x1.8p+99999")


def read_all(run: Path) -> None:
    """Call every reading command on a run."""
    print("\n".join(status_lines(read_status(run))))
    print_front(read_front(run))
    content = gather(run)
    print(headline(content), state_sentence(content), *pictures(content, 100))
    for make in (lambda: page(content, "x"), lambda: markdown(content, "x"), lambda: comma_separated(content)):
        make()


STATUS = {
    **{
        "schema": 1,
        "phase": "searching",
        "target": "exp2",
        "time": 1.0,
        "seconds": 2.0,
        "evaluations": 10,
        "rate": 5.0,
    },
    **{"budget_left": {"evaluations": 5, "seconds": None}, "message": "m"},
    "front": [{"ops": 1, "cost": 1.0, "error": 0.5, "mutation": "two"}],
    "last_improvement": {
        "seconds": 1.0,
        "evaluations": 9,
        "island": 0,
        "epoch": 1,
        "ops": 1,
        "error": 0.5,
        "mutation": "two",
    },
    "workers": {"alive": 1, "nodes": 1, "running": 1, "idle_share": 0.0},
    "faults": {"deaths": 0, "retries": 0, "quarantined": []},
}
CURVES = {
    "schema": 1,
    "ulp": {"target": "exp2", "low": [0.0, 1.0], "high": [1.0, 2.0], "inputs": 5, "worst": {"evolved x": [0.5, "inf"]}},
    "cores": {"0": [{"name": "exp2", "unit": "relative", "x": [0.0, 0.5, 1.0], "error": [0.1, None, -0.1]}]},
}


@pytest.mark.parametrize("name", ["front.json", "status.json", "archive.json", "comparison.json", "curves.json"])
@pytest.mark.parametrize("make", [lambda run: real_run(run, 2, 3), kernel_run], ids=["real", "kernel"])
def test_whatever_stands_in_a_field_is_read_or_refused_in_a_sentence(tmp_path, capsys, make, name):
    run = make(tmp_path / "run")
    (run / "status.json").write_text(json.dumps(STATUS))
    (run / "curves.json").write_text(json.dumps(CURVES))
    read_all(run)
    if not (run / name).exists():
        pytest.skip("runs of this kind have no such file")
    whole, refused = json.loads((run / name).read_text()), 0
    every = [(path, odd) for path in places(whole) for odd in ODD if path or odd is not ...]
    for i in np.random.default_rng(0).permutation(len(every))[:150]:
        path, odd = every[i]
        (run / name).write_text(json.dumps(put(whole, path, odd)))
        try:
            read_all(run)
        except RunError as error:
            refused += "\n" not in str(error)
        except Exception as error:
            raise AssertionError(f"{name} at {path} with {odd!r}") from error
    assert refused > 20


def test_a_pipe_or_an_endless_file_is_not_read(tmp_path, capsys, monkeypatch):
    run = real_run(tmp_path / "run", 2, 3)
    for name in FILES:
        kept = (run / name).read_bytes() if (run / name).exists() else None
        (run / name).unlink(missing_ok=True)
        os.mkfifo(run / name)
        for command in (("status",), ("show",), ("report", "--format", "md"), ("resume",)):
            code, _, err = call(capsys, *command, str(run))
            assert spoken(code, err), (name, command, err)
        (run / name).unlink()
        if kept is not None:
            (run / name).write_bytes(kept)
    monkeypatch.setattr("evo.run.run_format.MOST_RUN_FILE_BYTES", 10)
    code, _, err = call(capsys, "show", str(run))
    assert (code, "bytes; a file of a run has at most 10" in err) == (2, True), err


def test_a_path_that_leads_out_of_the_run_is_refused(capsys, tmp_path):
    run = kernel_run(tmp_path / "run")
    front = json.loads((run / "front.json").read_text())
    for path in ("../secret", "/etc/passwd", "a/../../b", "a\\..\\b", ""):
        front["front"][0]["files"] = {"jax": {"path": path, "max_ulp": 1.0, "exhaustive": True}}
        (run / "front.json").write_text(json.dumps(front))
        code, _, err = call(capsys, "report", str(run), "--format", "html")
        assert (
            code,
            f"front.json' is damaged: front[0].files.jax.path is {path!r}; allowed: a path inside the run directory"
            in err,
        ) == (2, True), err


@pytest.mark.parametrize(
    ("value", "shape", "words"),
    [
        ({}, Rules({"a": ERROR}), "it has no 'a'"),
        ({"a": {"b": [None, "x"]}}, Rules({"a": Named(any_number(Maybe(HEX)))}), "a.b[1] is 'x'; allowed: a hex float"),
        ([1], Many(2, ERROR, 2), "it is [1]; allowed: a list of 2"),
        (3, any_number(ERROR), "it is 3; allowed: a list"),
        ([], Rules({}), "it is []; allowed: an object"),
        ({"x y": 1}, Named(HEX), "'x y' is 1; allowed: a hex float"),
        ("0x1.8p+99999", HEX, "it is '0x1.8p+99999'; allowed: a hex float"),
        ("0x1.8p+3\n", HEX, "it is '0x1.8p+3\\n'; allowed: a hex float"),
        ("a/../b", INSIDE, "it is 'a/../b'; allowed: a path inside the run directory"),
        ({"error": float("nan")}, Rules({"error": ERROR}), "error is nan; allowed: a number, null, inf or -inf"),
    ],
)
def test_the_place_of_what_is_wrong_is_named(value, shape, words):
    assert fault(value, shape) == words


def test_what_has_its_shape_is_no_fault():
    assert fault(STATUS, run_rules.STATUS_RULES) == fault(CURVES, run_rules.CURVES_RULES) == ""
    assert fault({"newer": 1, "error": "inf"}, Rules({"error": ERROR})) == ""
    assert [fault(x, HEX) for x in ("0x1.8000000000000p-3", "-0x0.0p+0", "inf", "-inf", "nan", "0x1p+0")][:5] == [
        ""
    ] * 5

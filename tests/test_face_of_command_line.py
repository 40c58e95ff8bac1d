"""The face of the command line: names, examples, pictures, completion, colours, encodings."""

import dataclasses
import os
import re
import shlex
import subprocess
import sys

import msgspec
import pytest
import typer

import run as program
from evo.settings.config import Campaign, resolve
from results.commands import search_options
from results.commands.doctor import CHECKS, FAILS, GOOD, NOTE, Finding, checkup
from results.finish import estimate
from results.finish.estimate import estimate_lines
from results.tables.doctor_text import doctor_lines
from tests.results.reported import begun, kernel_run, real_run
from tests.root import ROOT
from tests.test_command_line import call, strict

GROUP = typer.main.get_command(program.app)
COMMANDS: dict = GROUP.commands  # type: ignore[attr-defined]
NO_KEYS = {"out", "assign", "replay", "dry_run", "help"}
"""Options of search that are no keys of a campaign."""
READERS = ("status", "show", "records", "targets", "doctor", "compare", "verify", "bench")


def start(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, str(ROOT / "run.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_examples_that_its_own_parser_takes(name):
    command = COMMANDS[name]
    examples = re.findall(rf"^\s*run\.py {name}(.*)$", command.help or "", re.MULTILINE)
    assert examples, f"{name} --help shows no example"
    for text in examples:
        command.make_context(name, shlex.split(text))
        named = [
            word for word in shlex.split(text) if word.startswith(("results/records/", "results/kernels/", "evo/"))
        ]
        assert all((ROOT / word).exists() for word in named), text


@pytest.mark.parametrize("name", READERS)
def test_every_reading_command_prints_json(name):
    assert any("--json" in parameter.opts for parameter in COMMANDS[name].params)


def test_every_option_of_search_is_a_key_of_the_campaign_and_every_key_an_option():
    options = {parameter.name for parameter in COMMANDS["search"].params} - NO_KEYS
    keys = {field.name for field in msgspec.structs.fields(Campaign)} - {"search"}
    assert options == keys


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("serach", "exp2"), "Did you mean 'search'"),
        (("reprot", "x"), "Did you mean 'report'"),
        (("report", "tests", "--fromat", "md"), "--format"),
        (("search", "exp2", "--evaluation", "5"), "--evaluations"),
        (("search", "exp2", "--set", "search.populaton.slots=3"), "Did you mean 'search.population'?"),
        (("search", "exp2", "--set", "search.population.tournment=3"), "Did you mean 'search.population.tournament'?"),
        (
            ("search", "exp2", "--set", "search.population.slots=0"),
            "search.population.slots is 0; allowed: an integer above 0",
        ),
        (("search", "snh", "--dry-run"), "Did you mean 'sinh'"),
        (("report", "tests"), "is not a run directory"),
        (("plot", "tests"), "is not a run directory"),
        (("report", "no/such/run"), "is not a directory. Give the run directory that `search` printed."),
        (("search", "exp2", "--outside", "zero", "--domain", "0,1"), "outside is 'zero'; allowed: nan, clamp"),
        (("search", "exp2", "--islands", "0"), "islands is 0; allowed: an integer above 0"),
        (("search", "exp2", "--epoch-evaluations", "0"), "epoch_evaluations is 0; allowed: an integer above 0"),
        (("search", "exp2", "--real", "--measure-time"), "measure_time goes with a float32 search"),
        (("search", "exp2", "--domain", "1"), "domain"),
        (("search", "--target-expr", "exp(-x*x"), "--domain"),
        (("search", "exp2", "--error", "relative"), "float32 kernels are judged in ulp"),
        (("search", "exp2", "--real", "--error", "ulps"), "error is 'ulps'; allowed: relative, absolute"),
        (("search", "exp2", "--seed", "-1"), "seed is -1; allowed: an integer from 0 to 2**63 - 1"),
        (("search", "exp2", "--set", "islands"), "--set takes key=value, was given 'islands'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_typing_error_is_answered_with_what_is_allowed(capsys, monkeypatch, arguments, words):
    monkeypatch.chdir(ROOT)
    code, _, err = call(capsys, *arguments)
    assert (code, words in err) == (2, True), err


def test_flags_and_assignments_and_files_say_the_same(capsys, tmp_path):
    flags = ("--islands", "3", "--epoch-evaluations", "500", "--domain", "0,1", "--outside", "clamp", "--dry-run")
    by_flags = call(capsys, "search", "exp2", *flags)[1]
    sets = ("--set", "islands=3", "--set", "epoch_evaluations=500", "--set", "domain=[0, 1]", "--set", "outside=clamp")
    assert call(capsys, "search", "exp2", *sets, "--dry-run")[1] == by_flags
    (tmp_path / "c.toml").write_text(by_flags)
    assert call(capsys, "search", str(tmp_path / "c.toml"), "--dry-run")[1] == by_flags


def test_a_dry_run_estimates_what_the_campaign_costs(monkeypatch):
    monkeypatch.setattr(estimate, "unit_seconds", lambda: estimate.UNIT_SECONDS)
    lines = estimate_lines(resolve({"target": "exp2", "real": True, "evaluations": 7_000_000, "workers": 2}))
    assert any("about 8.33 minutes, 7,000,000 programs with 2 workers" in line for line in lines)
    lines = estimate_lines(resolve({"target": "exp2", "minutes": 1.0, "workers": 1}))
    assert any("about 60 s, 240,000 programs with 1 worker" in line for line in lines)


def test_an_estimate_goes_at_the_pace_of_the_machine_and_follows_what_there_is_to_do(monkeypatch):
    campaign = resolve({"target": "exp2", "real": True, "evaluations": 70_000, "workers": 1})
    for slower, search in ((1, "10 s"), (3, "30 s")):
        monkeypatch.setattr(estimate, "unit_seconds", lambda slower=slower: slower * estimate.UNIT_SECONDS)
        assert any(f"search: about {search}, 70,000 programs" in line for line in estimate_lines(campaign))
    without = msgspec.structs.replace(campaign, classical_operations=0)
    more = msgspec.structs.replace(campaign, max_ops=16)
    forms = [estimate.after_search(one)["classical forms"] for one in (without, campaign, more)]
    assert 0.0 == forms[0] < forms[1] < forms[2]
    sweeps = [
        estimate.after_search(resolve({"target": "sin", "evaluations": 1000, **given}))["sweeps and files"]
        for given in ({"domain": (1.0, 2.0)}, {"domain": (-1.0, 1.0)}, {})
    ]
    assert sweeps == sorted(sweeps)
    assert sweeps[0] == pytest.approx(sweeps[2] * 2**23 / (2**32 - 2**24), rel=1e-6)


def test_show_draws_the_front_and_the_map_beside_stock(capsys, tmp_path, monkeypatch):
    run = kernel_run(tmp_path / "run")
    assert call(capsys, "report", str(run))[0] == 0
    for width in (40, 100):
        monkeypatch.setenv("COLUMNS", str(width))
        code, out, _ = call(capsys, "show", str(run))
        assert code == 0
        assert "E evolved kernels" in out
        assert re.search(r"^ *jnp.exp2  [.:\-=+*#@]{16,}$", out, re.MULTILINE)
        assert re.search(r"^evolved \w+  [.:-]{16,}$", out, re.MULTILINE), out
    assert max(map(len, call(capsys, "show", str(run), "--no-pictures")[1].splitlines())) <= 160
    assert strict(call(capsys, "show", str(run), "--json")[1])["target"] == "exp2"


def test_a_run_in_the_reals_is_shown_and_an_empty_one_says_so(capsys, tmp_path):
    code, out, _ = call(capsys, "show", str(real_run(tmp_path / "real")))
    assert (code, "E evolved" in out) == (0, True)
    code, _, err = call(capsys, "show", str(begun(tmp_path / "empty")))
    assert (code, "the run has no front yet" in err) == (2, True)


def test_output_without_a_terminal_has_no_control_characters_and_colours_are_left_out_where_asked(tmp_path):
    run = str(real_run(tmp_path / "run"))
    for environment in ({}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        done = start("show", run, **environment)
        assert done.returncode == 0
        assert not re.search(rb"\x1b\[[0-9;]*(3|4)[0-7]m", done.stdout), environment
    assert b"\x1b" not in start("show", run).stdout


def test_a_locale_without_utf_8_gets_plain_characters(tmp_path):
    run = str(real_run(tmp_path / "run"))
    done = start("show", run, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert b"3" in done.stdout
    done.stdout.decode("ascii")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands(shell, tmp_path):
    script = tmp_path / "evonumerics"  # as the console script is called
    script.write_text("from run import main\nmain()\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_EVONUMERICS_COMPLETE": f"source_{shell}"}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"_EVONUMERICS_COMPLETE=complete_{shell}" in done.stdout


def test_targets_are_completed():
    assert search_options._target_names("ex") == ["exp2", "exp", "expm1"]


def test_the_doctor_says_what_each_missing_thing_costs():
    found = checkup(True, lambda _: None)
    assert {one.verdict for one in found} <= {GOOD, NOTE}
    assert len(found) >= 12
    for one in found:
        assert bool(one.costs) == (one.verdict != GOOD), one
    text = "\n".join(doctor_lines([*found, Finding("disk", FAILS, "0 GB", "nothing can be kept")]))
    assert "FAILS  disk: 0 GB\n       nothing can be kept" in text
    assert text.endswith("Searches cannot run here: disk.")


def test_a_check_that_cannot_run_is_a_finding(monkeypatch):
    def broken() -> list[Finding]:
        raise OSError("no such thing")

    monkeypatch.setattr("results.commands.doctor.CHECKS", (("disk", broken, False), ("timer", broken, True)))
    assert checkup(True, lambda _: None) == [
        Finding("disk", FAILS, "OSError: no such thing", "nothing that needs it runs")
    ]


def test_the_doctor_prints_json(capsys, monkeypatch):
    monkeypatch.setattr("results.commands.doctor.CHECKS", CHECKS[:1])
    code, out, _ = call(capsys, "doctor", "--json")
    assert code == 0
    assert strict(out) == [dataclasses.asdict(one) for one in CHECKS[0][1]()]


def test_a_second_interrupt_ends_the_process_at_once():
    code = (
        "import os, signal, time\n"
        "from results.commands.campaigns import second_interrupt_stops\n"
        "with second_interrupt_stops():\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    except KeyboardInterrupt:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(60)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=50, check=False
    )
    assert done.returncode == 130
    assert "Ctrl-C again stops at once" in done.stderr
    assert "`run.py resume` goes on from the last checkpoint" in done.stderr


def test_reading_a_run_loads_nothing_that_measures(tmp_path):
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['run.py', 'show', {str(real_run(tmp_path / 'run'))!r}]\n"
        "try:\n    runpy.run_path('run.py', run_name='__main__')\nexcept SystemExit:\n    pass\n"
        "print(*{name.split('.')[0] for name in sys.modules} & {'jax', 'numba', 'ray', 'matplotlib', 'mpmath'}, 'none')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "none", done.stdout[-300:] + done.stderr


@pytest.mark.parametrize("option", [(), ("--fast",), ("--further",)])
def test_a_redirected_table_is_not_cut(option):
    shown = start("records", *option, PYTHONIOENCODING="utf-8", COLUMNS="80").stdout.decode()
    assert "…" not in shown
    assert re.search(r"\b[0-9a-f]{8}\b", shown)

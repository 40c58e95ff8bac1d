"""Tables on terminals of any width: numbers are never cut, paths may be."""

import io
import json
import re
import sys
from typing import Any

import pytest

from evaluators.report import from_json
from evo.run.run_format import KernelEntry, RunSummary, read_front, write_json
from results.bench.row import ComparisonRow
from results.tables import tables
from results.tables.tables import middle_cut, print_comparison, print_front
from tests.results.reported import entry, real_run, summary

PATH = "kernels/bbe3762612345678/jax/a_function_with_a_long_name.py"
NUMBERS = ("0.7313", "0.9127 (sampled)", "0.237", "5.21x", "17", "2.346e+04")


def shown(monkeypatch: pytest.MonkeyPatch, capsys: Any, width: int | None, show: Any) -> str:
    if width is not None:
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TTY_COMPATIBLE", "1")
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("NO_COLOR", "1")
    show()
    return re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)


def front() -> RunSummary:
    given: dict[str, Any] = {"kernel_ops": 17, "ns_per_element": 0.237, "baseline_ns_per_element": 1.234, "files": {}}
    rows = [
        entry(9, 0.7313, max_ulp=0.9127, exhaustive=False, file=PATH, record="bbe3762612345678", **given),
        entry(9, 0.7313, max_ulp=23460.0, exhaustive=True, file=None, record=None, kernel="0123456789abcdef", **given),
    ]
    kernels = tuple(from_json(KernelEntry, row) for row in rows)
    return summary(target="planck", domain=(1.0, 4.0), error="ulp", front=kernels, kernel_domain=(1.0, 4.0))


@pytest.mark.parametrize("width", [60, 80, 140, 200, None])
def test_numbers_of_a_front_are_whole_at_every_width_and_the_ends_of_paths_stay(monkeypatch, capsys, width):
    text = shown(monkeypatch, capsys, width, lambda: print_front(front()))
    for number in NUMBERS:
        assert number in text, (width, text)
    assert "bbe37626" in text
    assert "01234567" in text
    assert all(len(line) <= (width or 180) or PATH in line for line in text.splitlines())
    assert PATH in text if width in (60, 80, 200, None) else (PATH not in text and re.search(r"kern\S*…\S+\.py", text))
    assert re.fullmatch(r"[^…]*", text.replace("…", "", 1 if width == 140 else 0))


@pytest.mark.parametrize("width", [60, 80, 110, 200, None])
def test_a_comparison_is_whole_at_every_width(monkeypatch, capsys, width):
    rows = [
        ComparisonRow(
            "planck", "evolved bbe37626", "evolved", 0.9127, False, "0x1.23456p+1", 0.237, 4.2, (1.0, 4.0), spread=0.012
        ),
        ComparisonRow(
            "planck", "classical 01234567 (Horner, degree 9)", "classical", 1.5, True, "0x1p+0", 0.31, 3.1, (1.0, 4.0)
        ),
    ]
    text = shown(monkeypatch, capsys, width, lambda: print_comparison(rows))
    for cell in ("evolved bbe37626", "0.913 (sampled)", "0x1.23456p+1", "0.237", "1.2%", "4.20x", "(Horner, degree 9)"):
        assert cell in text, (width, text)
    assert "16,777,217 float32 inputs" in " ".join(text.split())


def test_a_front_names_the_domain_of_its_kernels_and_counts_its_inputs(capsys):
    print_front(front())
    assert "planck on [1, 4], 16,777,217 float32 inputs, ulp error" in capsys.readouterr().out


@pytest.mark.parametrize(("most", "cut"), [(20, "kernels/x/jax/e.py"), (9, "kern…e.py"), (2, "…y"), (1, "…")])
def test_the_middle_of_a_path_gives_way(most, cut):
    assert middle_cut("kernels/x/jax/e.py", most) == cut


def test_a_terminal_is_what_these_tests_take_for_one(monkeypatch):
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert tables.console().is_terminal


def test_an_infinite_error_of_a_classical_form_loses_to_every_program(capsys, tmp_path):
    run = real_run(tmp_path / "run", 2, 3)
    value = json.loads((run / "front.json").read_text())
    forms = [{"name": f"form {i}", "ops": 2, "max_error": error, "source": ""} for i, error in enumerate(("inf", 0.5))]
    write_json(run / "front.json", {**value, "classical": forms})
    print_front(read_front(run))
    assert "No classical form wins." in capsys.readouterr().out

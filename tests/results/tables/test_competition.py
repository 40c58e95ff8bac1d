"""Evolved programs against classical forms, from the search to the table."""

import dataclasses
import json
from pathlib import Path

import pytest

import run
from results.commands import console
from results.tables.competition import Contest, competition, set_aside_forms
from tests.results.reported import classical_form, program, summary


def test_each_side_competes_with_its_best_of_at_most_as_many_operations() -> None:
    front = summary(
        front=(program(3, 1e-2), program(5, 1e-4)),
        classical=(
            classical_form(2, 5e-2, "line"),
            classical_form(4, 1e-3, "parabola"),
            classical_form(6, 1e-4, "cubic"),
        ),
    )
    assert competition(front) == [
        Contest(2, None, 5e-2, "line"),
        Contest(3, 1e-2, 5e-2, "line (2 ops)"),
        Contest(4, 1e-2, 1e-3, "parabola"),
        Contest(5, 1e-4, 1e-3, "parabola (4 ops)"),
        Contest(6, 1e-4, 1e-4, "cubic"),
    ]
    assert [row.winner for row in competition(front)] == ["classical", "evolved", "classical", "evolved", "tie"]


def test_errors_within_a_percent_are_a_tie() -> None:
    assert Contest(3, 1.009e-3, 1e-3, "f").winner == "tie"
    assert Contest(3, 1.02e-3, 1e-3, "f").winner == "classical"
    assert Contest(3, None, 1e-3, "f").winner == "classical"
    assert Contest(3, 1e-3, None, "-").winner == "evolved"


def test_a_form_that_divides_by_zero_inside_competes_only_where_programs_may() -> None:
    front = summary(
        front=(program(3, 1e-2),),
        classical=(classical_form(2, 5e-2, "line"), classical_form(3, 1e-3, "limit at 0", "0x0.0p+0")),
    )
    assert [row.winner for row in competition(front)] == ["classical", "evolved"]
    assert [aside.name for aside in set_aside_forms(front)] == ["limit at 0"]
    allowed = dataclasses.replace(front, inner_limits=True)
    assert [row.winner for row in competition(allowed)] == ["classical", "classical"]
    assert set_aside_forms(allowed) == []


def test_without_forms_there_is_nothing_to_lose_to() -> None:
    rows = competition(summary(front=(program(1, 0.1),)))
    assert rows == [Contest(1, 0.1, None, "-")]


def command(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        run.main(arguments)
    code = caught.value.code
    assert isinstance(code, int)
    return code


SMALL = (
    "--evaluations",
    "3000",
    "--max-ops",
    "4",
    "--workers",
    "1",
    "--set",
    "islands=1",
    "--set",
    "epoch_evaluations=3000",
    "--classical-operations",
    "3000000",
)


@pytest.mark.parametrize("target", [("sin", "--real"), ("--target-expr", "exp(-x*x)", "--domain", "0,1", "--real")])
def test_a_search_in_the_reals_shows_classical_forms_beside_its_front(
    target: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "run"
    assert command("search", *target, *SMALL, "--out", str(folder)) == console.DONE
    capsys.readouterr()
    assert command("show", str(folder), "--json") == console.DONE
    front = json.loads(capsys.readouterr().out)
    assert front["finished"]
    assert {form["ops"] for form in front["classical"]} >= {4}
    for form in front["classical"]:
        assert set(form) == {"name", "ops", "max_error", "source", "inner_poles"}
        assert form["ops"] <= 4
        assert form["source"].startswith("def f(x, C):")
    assert command("show", str(folder)) == console.DONE
    shown = capsys.readouterr().out
    assert "evolved beside the best classical form" in shown
    assert "classical form wins" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "search needs a target, a campaign file, or --target-expr with --domain"),
        (("--target-expr", "x+1"), "needs a domain"),
        (("--target-expr", "x+q", "--domain", "0,1"), "position 3: unknown name 'q'"),
        (("--target-expr", "x+1", "--domain", "1,0"), "low < high"),
        (("--target-expr", "x+1", "--domain", "0"), "a domain is A,B"),
        (("--target-expr", "x-0.5", "--domain", "0,1"), "--error absolute"),
        (("--target-expr", "abs(x-0.5)", "--domain", "0,1", "--error", "absolute", "--real"), "kink"),
        (("sin", "--domain", "0,1", "--error", "absolute"), "add --real"),
        (("sin", "--domain", "0,1", "--set", "outside=wrap"), "outside is 'wrap'; allowed: nan, clamp"),
        (("--target-expr", "1/(x-0.5)", "--domain", "0,1"), "pole"),
        (("--target-expr", "x+1", "--domain", "1,1.00000001"), "fewer than two float32"),
        (("sinn", "--real"), "Did you mean 'sin'"),
    ],
)
def test_bad_targets_exit_with_2_and_one_line(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("search", *arguments, "--dry-run") == console.BAD_INPUT
    errors = capsys.readouterr().err
    assert message in errors
    assert errors.startswith("error: ")
    assert errors.count("\n") == 1

"""The classical forms of a run: budgeted by counts, done beside the search, kept through interruptions."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

import run as command_line
from evaluators.minimax import classical_table
from evaluators.minimax.ledger import Ledger
from evaluators.sweep.accuracy import sample
from evo.run.run_format import CLASSICAL, RunSummary
from evo.run.runs import claim, create, is_finished, reopen
from evo.settings.config import Campaign, resolve
from results.finish import pipeline
from results.finish.classical import classical_run
from results.finish.classical.classical_run import Beside, Classical, classical_of, ledger_of
from results.finish.pipeline import Search
from results.record.provenance import provenance_of
from results.report.live import Display

SMALL = {
    **{"target": "exp2", "real": True, "evaluations": 2000, "max_ops": 4},
    **{"workers": 1, "islands": 1, "epoch_evaluations": 1000},
}


def small(**given: Any) -> Campaign:
    return resolve({**SMALL, **given})


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the forms that are fitted in this process."""
    made: list[str] = []
    fit = classical_table.fit_sketch

    def counted(problem: Any, sketch: Any, *rest: Any) -> Any:
        made.append(sketch.name)
        return fit(problem, sketch, *rest)

    monkeypatch.setattr(classical_table, "fit_sketch", counted)
    return made


class _StoppedError(Exception):
    """Stands for whatever ends a process."""


def stop_after(pieces: int) -> Callable[[Ledger], None]:
    def tell(ledger: Ledger) -> None:
        if ledger.pieces == pieces:
            raise _StoppedError

    return tell


def test_forms_that_were_fitted_before_a_stop_are_not_fitted_again(fits: list[str], tmp_path: Path):
    campaign = small()
    whole = classical_of(campaign, ledger_of(campaign))
    wanted, fits[:] = list(fits), []
    with pytest.raises(_StoppedError):
        classical_of(campaign, ledger_of(campaign, tmp_path, stop_after(3)))
    assert fits == wanted[:3]
    assert classical_of(campaign, ledger_of(campaign, tmp_path)) == whole
    assert fits == wanted
    assert classical_of(campaign, ledger_of(campaign, tmp_path)) == whole
    assert fits == wanted


@pytest.mark.parametrize("target", [{}, {"target": "sin", "real": False, "domain": (-0.75, 0.75)}])
def test_a_budget_that_ends_early_leaves_out_the_same_forms_every_time(target: dict[str, Any], tmp_path: Path):
    campaign = small(**target, classical_operations=200_000)
    ledgers = [ledger_of(campaign), ledger_of(campaign, tmp_path), ledger_of(campaign, tmp_path)]
    found = [classical_of(campaign, ledger) for ledger in ledgers]
    assert found[0] == found[1] == found[2]
    assert ledgers[0].left_out == ledgers[1].left_out == ledgers[2].left_out != []
    assert len({ledger.spent for ledger in ledgers}) == 1


def test_other_budgets_share_their_pieces_and_other_subjects_do_not(fits: list[str], tmp_path: Path):
    first = small(classical_operations=200_000)
    classical_of(first, ledger_of(first, tmp_path))
    few, fits[:] = list(fits), []
    classical_of(small(), ledger_of(small(), tmp_path))
    assert not set(few) & set(fits)
    other = small(domain=(0.0, 0.5))
    classical_of(other, ledger_of(other, tmp_path))
    assert set(few) <= set(fits)


def executed(run: Path, campaign: Campaign) -> RunSummary:
    claim(run)
    with Display("small", Console(file=io.StringIO())) as display:
        return Search(create(run, campaign), run, display).execute().summary


def test_one_worker_and_two_come_to_the_same_forms(fits: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pipeline, "BESIDE_SECONDS", -1.0)
    alone = executed(tmp_path / "one", small(workers=1))
    assert fits
    fits.clear()
    beside = executed(tmp_path / "two", small(workers=2))
    assert not fits, "the other process has not done them"
    assert alone.classical == beside.classical != ()
    assert alone.front == beside.front
    assert {path.name for path in (tmp_path / "one" / CLASSICAL).iterdir()} == {
        path.name for path in (tmp_path / "two" / CLASSICAL).iterdir()
    }


def test_a_process_beside_that_dies_costs_nothing_but_time(tmp_path: Path):
    campaign = small(workers=2)
    (tmp_path / "campaign.toml").write_text(campaign.toml())
    forms = Classical(campaign, tmp_path, lambda *_: None)
    forms.begin()
    assert isinstance(forms._beside, Beside)
    forms._beside._child.kill()
    assert forms.finish() == classical_of(campaign, ledger_of(campaign))


def test_a_run_that_stops_among_its_classical_forms_goes_on_there(
    fits: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    campaign, run = small(), tmp_path / "run"
    whole = executed(tmp_path / "whole", campaign)
    wanted, fits[:] = list(fits), []

    def stopping(given: Campaign, folder: Path, tell: Any) -> Ledger:
        return ledger_of(given, folder, stop_after(4))

    with monkeypatch.context() as patched:
        patched.setattr(classical_run, "ledger_of", stopping)
        with pytest.raises(_StoppedError):
            executed(run, campaign)
    assert fits == wanted[:4]
    assert not is_finished(run)
    with Display("again", Console(file=io.StringIO())) as display:
        again = Search(reopen(run, {}, False, lambda _: None), run, display).execute().summary
    assert fits == wanted
    assert is_finished(run)
    assert (again.front, again.classical, again.evaluations) == (whole.front, whole.classical, whole.evaluations)


def test_what_was_left_out_is_in_the_json_the_table_and_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    run = tmp_path / "run"
    summary = executed(run, small(classical_operations=200_000))
    left_out = json.loads((run / "front.json").read_text())["classical_left_out"]
    assert tuple(left_out) == summary.classical_left_out != ()
    for arguments in (("show", str(run)), ("report", str(run))):
        with pytest.raises(SystemExit):
            command_line.main(arguments)
    sentence = "Not finished within the budget of the classical forms"
    assert sentence in capsys.readouterr().out
    (page,) = run.glob("*.html")
    assert sentence in page.read_text()


def test_the_command_that_makes_a_run_again_has_its_budget():
    assert "classical_operations" not in provenance_of(small(), 10).command
    assert "--classical-operations 5" in provenance_of(small(classical_operations=5), 10).command


STAGES = (
    *("building the references", "moving evolved cores to the float grid", "fitting the classical forms"),
    *("timing all candidates", "timing kernels beside stock and libraries", "verifying and exporting kernels"),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("expression", "domain"), [("x/(1+abs(x))", (0.0, 4.0)), ("lambertw(x)", (0.0, 4.0)), ("lambertw(x)", (0.5, 1.0))]
)
def test_a_search_for_a_function_that_polynomials_hardly_reach_ends_and_names_every_stage(
    expression: str, domain: tuple[float, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def sampled(kernels: Any, oracle: Any, options: Any, progress: Any = None) -> Any:
        return sample(kernels, oracle, options, (), np.random.default_rng(0))

    monkeypatch.setattr("results.bench.comparison.sweep", sampled)
    given = {"target": "mine", "target_expr": expression, "domain": domain, "real": False, "max_ops": 6}
    campaign, run, console = small(**given), tmp_path / "run", Console(file=io.StringIO(), width=200)
    claim(run)
    with Display("mine", console) as display:
        search = Search(create(run, campaign), run, display)
        search.execute()
    assert is_finished(run)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue()
    for stage in STAGES:
        assert re.search(rf"^{stage}: .*\d+ s", lines, re.MULTILINE), f"{stage} is not shown in\n{lines}"
    work = [json.loads(path.read_text())["row"]["work"] for path in (run / CLASSICAL).iterdir()]
    assert sum(work) < campaign.classical_operations

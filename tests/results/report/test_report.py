"""Reports of a run, whatever the run has come to."""

import csv
import dataclasses
import io
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evaluators.minimax.classical import ApproximationProblem, minimax_polynomial
from evaluators.timing.baselines import CLASSICAL
from evo.ancestry import Step
from evo.run.run_format import RunError
from results.finish.assembly import Kernel, bounded_kernels
from results.finish.cores import Core
from results.record.naming import kernel_name
from results.report.content import gather, headline, key_of
from results.report.curves import COLUMNS, CURVES, core_curve
from results.report.derivation import ALIKE, FINISHED, GONE, NOT_YET, UNCLEAR, told
from results.report.drawing.svg import Axes, Series, chart
from results.report.plots import named_charts, write_plots
from results.report.terminal import pictures
from results.report.write import REPORT_FORMATS, with_curves, write_report
from results.tables.tables import print_front
from search_spaces.formats import float32_count
from search_spaces.programs.lowering import lower
from search_spaces.space import bounded_space
from search_spaces.targets import RELATIVE
from tests.results.reported import (
    HALF,
    ON_RECORD,
    STEPS,
    WAY,
    archive,
    begun,
    bounded_run,
    entry,
    front,
    kernel_run,
    real_run,
    recorded,
    status,
    summary,
)
from tests.results.small_bounded import TARGET_ROWS
from tests.sentences import whole

LARGEST_REPORT = 3_000_000


class Strict(HTMLParser):
    """Fails where an element that must be closed is not, or where something is loaded from elsewhere."""

    EMPTY = ("meta", "link", "line", "circle", "rect", "path", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "href"):
                assert str(value).startswith("data:"), (tag, name, value)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read_page(path: Path) -> tuple[str, str]:
    """(page, its words)."""
    text = path.read_text(encoding="utf-8")
    parser = Strict()
    parser.feed(text)
    assert parser.open == []
    return text, " ".join(parser.words)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kernel_run(tmp_path_factory.mktemp("runs") / "kernel")


def test_the_report_of_kernels_tells_error_speed_derivation_certificate_and_the_command(kernel):
    page, words = read_page(write_report(kernel, "html", None))
    record = recorded()
    error = record.verifications[0].error
    for expected in (
        f"exp2 within {error.max_ulp:.3f} ulp over all 4,294,967,296 float32 inputs",
        "times jnp.exp2 2.50x in a loop",
        "run.py search exp2 --seed 0 --evaluations 1000",
        "Error over the domain",
        "Signed error of the core",
        "Histogram of errors",
        "2 steps that changed less are left out.",
        str(error.outputs_hash),
        "Derivation",
        "splice",
    ):
        assert expected in words, expected
    assert page.count("<svg") == 5  # front, map, core, histogram, ancestry
    assert page.count('class="copy"') >= 3
    assert len(page) < LARGEST_REPORT


def test_the_map_of_a_report_never_exceeds_the_bound_of_the_sweep_and_meets_it(kernel):
    write_report(kernel, "html", None)
    ulp = json.loads((kernel / CURVES).read_text())["ulp"]
    record = recorded()
    worst = [float(value) for value in ulp["worst"][f"evolved {record.hash[:8]}"]]
    assert len(worst) == len(ulp["low"]) == COLUMNS
    assert max(worst) == pytest.approx(record.verifications[0].error.max_ulp, rel=1e-3)
    assert max(float(v) for v in ulp["worst"]["jnp.exp2"]) > 60
    assert all(low < high for low, high in zip(ulp["low"], ulp["high"], strict=True))
    assert ulp["low"][1:] == ulp["high"][:-1]


def test_a_run_in_the_reals_is_reported_in_every_form(tmp_path):
    run = real_run(tmp_path / "run")
    _, words = read_page(write_report(run, "html", tmp_path / "a.html"))
    assert "exp2 on [0, 1] to a largest relative error of 0.001 with 3 operations." in words
    text = write_report(run, "md", tmp_path / "a.md").read_text()
    assert text.startswith("# exp2 on [0, 1]")
    assert "| 2 | splice | 3 | 3 | 0.00087 |" in text
    assert "--real" in text
    rows = list(csv.DictReader(io.StringIO(write_report(run, "csv", tmp_path / "a.csv").read_text())))
    assert [row["ops"] for row in rows] == ["1", "2", "3"]
    assert {row["source"] for row in rows} == {HALF}


@pytest.mark.parametrize("form", REPORT_FORMATS)
@pytest.mark.parametrize(
    ("phase", "words"),
    [("", "How the run stands is not known"), ("searching", "run.py resume"), ("failed", "The run failed")],
)
def test_an_empty_run_is_reported_and_says_what_to_do(tmp_path, form, phase, words):
    run = begun(tmp_path / "run")
    if phase:
        status(run, phase)  # nobody holds the run: what was under way is stopped
    text = write_report(run, form, None).read_text()
    if form != "csv":
        assert "No program" in text
        assert words in text


def test_a_derivation_shows_what_each_step_changed_and_the_program_where_it_is_on_record(tmp_path):
    run = real_run(tmp_path / "run", programs=1)
    page, words = read_page(write_report(run, "html", None))
    text = write_report(run, "md", None).read_text()
    assert page.count("<details class='step'>") == len(STEPS) == text.count("\n**")
    for shown in (
        "0. start: 0 operations, error 1",
        "return x",
        "1. two: 2 operations, error 0.03",
        "Two operations as one move: u + c/v",
        '+ v0 = x * C("0.7")',
        '+ v1 = v0 + C("1")',
        "Marked against step 0.",
        "2. splice: 3 operations, error 0.00087",
        ": operations 2 to 3, cost 2 to 3, error 0.03 to 0.00087 (34.5 times smaller).",
        GONE,
    ):
        assert shown in words, shown
        assert shown in text, shown


def program(*lines: str) -> str:
    """Text of a program in the reals whose constants are 0.6 and 3."""
    return "\n".join(["program real (x: float) -> (y: float)", "c0: float = 0.6", "c1: float = 3", *lines]) + "\n"


TWO = program("v0 = mul(x, c0)", "v1 = add(v0, c1)", "return y=v1")
SQUARED = program("v0 = mul(x, c0)", "v1 = add(v0, c1)", "v2 = mul(v1, v1)", "return y=v2")


def on_record(*pairs: tuple[Step, tuple[str, ...]]) -> dict:
    return {key_of(step): texts for step, texts in pairs}


def test_a_step_marks_what_the_program_shown_before_it_does_not_compute():
    steps = [*WAY, dataclasses.replace(WAY[1], error=0.02)]
    known = on_record((steps[1], (ON_RECORD["program"],)), (steps[2], (SQUARED,)), (steps[3], (TWO,)))
    *_, third, fourth = told(steps, known, "")
    assert third.lines == ('  v0 = x * C("0.6")', '  v1 = v0 + C("3")', "+ v2 = v1 * v1", "  return v2")
    assert third.note == "Marked against step 1."
    assert fourth.lines == ('  v0 = x * C("0.6")', '  v1 = v0 + C("3")', "  return v1")
    assert fourth.note == "Marked against step 2, of which 1 operation went."
    del known[key_of(steps[2])]
    assert told(steps, known, "")[-1].note == "Marked against step 1."


def test_no_program_is_shown_where_several_of_different_operations_fit_a_step():
    alike, unlike = on_record((WAY[1], (ON_RECORD["program"], TWO))), on_record((WAY[1], (TWO, SQUARED)))
    shown, hidden = (told(WAY[:2], known, "")[-1] for known in (alike, unlike))
    assert shown.lines[0] == '+ v0 = x * C("0.7")'
    assert shown.note == f"Marked against step 0. {ALIKE.format(2)}"
    assert (hidden.lines, hidden.note) == ((), UNCLEAR.format(2))


def test_the_last_step_of_a_single_core_is_the_finished_program_where_its_operations_are_as_many():
    steps, lines = WAY[:2], ('+ v0 = x * C("0.5")', '+ v1 = v0 + C("1")', "  return v1")
    for known in ({}, on_record((WAY[1], (TWO,)))):
        last = told(steps, known, HALF)[-1]
        assert (last.lines, last.note) == (lines, f"Marked against step 0. {FINISHED}")
    for known, note in ((None, NOT_YET), ({}, GONE)):
        last = told(steps, known, "")[-1]
        assert (last.lines, last.note) == ((), note)
    assert told(WAY, {}, HALF)[-1].lines == ()
    assert told(steps, {}, "def f(x, y, C):\n    return x * y\n")[-1].lines == ()


def test_a_step_of_one_core_is_never_shown_with_a_program_of_another(tmp_path):
    run = begun(tmp_path / "run", real=True)
    ends = [{**STEPS[2], "error": error} for error in (0.02, 0.01, 0.005)]
    front(run, [entry(4, 0.01, ancestry=[{"steps": [*STEPS[:2], end], "left_out": 0} for end in ends])])
    rows = [{**ON_RECORD, "core": 1}, {**ON_RECORD, "core": 0, "program": TWO}]
    rows += [{**ends[k], "error": ends[k]["error"].hex(), "core": 1 - k, "program": SQUARED} for k in (0, 1)]
    archive(run, rows)
    text = write_report(run, "md", None).read_text()
    first, second, third = text.split("1. two: ")[1:]
    for part, shown in ((first, ["0.7"]), (second, ["0.6"]), (third, [])):
        assert re.findall(r'v0 = x \* C\("(.*?)"\)', part.split("2. splice")[0]) == shown, part
    assert third.count(GONE) == 2  # neither core has its last step


def test_a_run_under_way_is_reported_with_its_estimates(tmp_path):
    run = begun(tmp_path / "run", real=True)
    entry = {
        "ops": 2,
        "max_error": 0.03,
        "max_error_float64": None,
        "witness": None,
        "limit_points": [],
        "source": HALF,
    }
    front(run, [{**entry, "certified": False}], finished=False)
    _, words = read_page(write_report(run, "html", None))
    assert "as the search estimates it in float64" in words
    assert "Its ancestry is not on record." in words
    assert not (run / "curves.json").exists()


def test_a_thousand_candidates_make_a_small_report(tmp_path):
    run, began = real_run(tmp_path / "run", programs=1000, candidates=1000), time.monotonic()
    path = write_report(run, "html", None)
    print(f"report of 1,000 programs: {time.monotonic() - began:.1f} s, {path.stat().st_size} bytes")
    assert path.stat().st_size < LARGEST_REPORT
    assert len(re.findall("<tr>", path.read_text())) > 1000


def test_what_is_no_run_and_what_is_no_form_are_refused(tmp_path):
    with pytest.raises(RunError, match="is not a directory"):
        write_report(tmp_path / "none", "html", None)
    run = begun(tmp_path / "run")
    with pytest.raises(RunError, match="--format is 'pdf'; allowed: html, md, csv"):
        write_report(run, "pdf", None)
    text = (run / "campaign.toml").read_text()
    (run / "campaign.toml").write_text("seed = ")
    with pytest.raises(RunError, match=whole("'...campaign.toml' is unreadable: ... Put the run's own back.")):
        write_report(run, "html", None)
    (run / "campaign.toml").write_text(text)
    (run / "front.json").write_text('{"front": [')
    with pytest.raises(RunError, match="unreadable or truncated"):
        write_report(run, "html", None)


def test_names_from_a_run_are_escaped(tmp_path):
    run = begun(tmp_path / "run", real=True)
    front(run, [], target="exp2")
    text = (run / "campaign.toml").read_text().replace('target = "exp2"', 'target = "<b>"')
    (run / "campaign.toml").write_text(text)
    assert headline(gather(run)).startswith("<b>")
    from results.report.page import page

    assert "<b>:" not in page(gather(run), "run.py search")


def test_the_signed_error_of_a_core_is_that_of_its_definition():
    from evaluators.backends.source import from_source
    from search_spaces.targets import TARGETS

    curve = core_curve(from_source(HALF), TARGETS["exp2"], (0.0, 1.0), "relative")
    for x, error in zip(curve.x, curve.error, strict=True):
        assert error == pytest.approx((1 + x / 2) / 2**x - 1, abs=1e-5)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.0])
def test_a_chart_without_a_number_to_draw_says_so(value):
    assert "nothing to draw yet" in chart(Axes("x", "y", y_log=True), [Series("a", [1.0], [value])], "Front")


def test_a_chart_leaves_out_nothing_and_draws_gaps():
    text = chart(Axes("x", "y"), [Series("a", [0.0, 1.0, 2.0, 3.0], [1.0, None, 2.0, 3.0])], "curve")
    assert re.search(r'd="M[^"]*M[^"]*L[^"]*"', text)


def test_plots_are_written_in_both_formats(tmp_path):
    run = real_run(tmp_path / "run")
    made = write_plots(with_curves(gather(run)), tmp_path / "plots")
    names = sorted({path.stem for path in made})
    assert names == ["error", "front", "lineage", "lineage_tree", "progress"]
    for path in made:
        head = path.read_bytes()[:8]
        assert head.startswith(b"\x89PNG" if path.suffix == ".png" else b"<?xml"), path
    with pytest.raises(RunError, match="--format is 'gif'; allowed: png, svg"):
        write_plots(gather(run), tmp_path, ["gif"])
    with pytest.raises(RunError, match=whole("'...empty' has nothing to plot yet: its search has found no program")):
        write_plots(gather(begun(tmp_path / "empty")), tmp_path)


def test_plots_of_kernels_hold_the_map_and_the_histogram(kernel, tmp_path):
    made = write_plots(with_curves(gather(kernel)), tmp_path, ["svg"])
    assert {"ulp", "histogram", "error", "front"} <= {path.stem for path in made}
    assert json.loads((kernel / "curves.json").read_text())["schema"] == 1


def test_the_report_of_a_bounded_kernel_counts_inside_its_domain_and_outside_apart(tmp_path):
    run = bounded_run(tmp_path / "run")
    _, words = read_page(write_report(run, "html", None))
    inside = float32_count((-0.5, 1.0))
    content = gather(run)
    (record,) = content.records.values()
    assert f"over all {inside:,} float32 inputs in [-0.5, 1]" in headline(content)
    assert f"{inside:,} inputs in [-0.5, 1], exhaustive; 1,000 are not correctly rounded." in words
    assert f"Not drawn: the other {2**32 - inside:,} give NaN, swept too." in words
    assert "4,294,967,296" not in words
    drawn = next(made for name, _, made in named_charts(content) if name == "histogram")[1][0].y
    assert sum(y or 0 for y in drawn) == inside
    assert record["verifications"][0]["error"]["inputs"] == 2**32


def test_a_kernel_has_one_name_in_table_report_map_and_plot(tmp_path, capsys):
    run = bounded_run(tmp_path / "run")
    write_report(run, "html", None)
    content = with_curves(gather(run))
    (digest,) = content.records
    name = kernel_name("evolved", digest)
    print_front(content.front or summary())
    assert digest[:8] in capsys.readouterr().out
    assert name in (content.curves.ulp.worst if content.curves and content.curves.ulp else ())
    assert name in {row.implementation for row in content.rows}
    assert any(digest[:8] in line for line in pictures(content, 100))
    core = min(kernels_of_bell(), key=lambda kernel: kernel.cost)
    assert core.name.startswith(kernel_name(CLASSICAL, core.program.hash()))


def kernels_of_bell() -> list[Kernel]:
    space = bounded_space(TARGET_ROWS["bell"], "nan", 12)
    program = lower(minimax_polynomial(ApproximationProblem(space.target, space.domain, RELATIVE), 3).program)
    return bounded_kernels(space, [Core("Horner, degree 3", program, 1.0, 1.0)], CLASSICAL)

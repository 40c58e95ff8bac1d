"""The README's length, figures, tables and printed outputs, and the page of the kernel library: each is what a command gives today."""

import contextlib
import io
import re
import shlex

import pytest

from results.bench.stock_errors import KEPT, StockError, keep, recorded_kernels, stock_errors
from results.record.listing import bar_rows, further_rows
from results.record.record import jax_ulp
from results.report.library_plot import FOLDER, library_points, note_of, write_library_plot
from results.tables.beating_stock import ahead
from results.tables.library_page import highlights, library_page, where_stock_is_ahead
from results.tables.record_tables import tally
from tests.root import ROOT
from tests.test_command_line import call

README = (ROOT / "README.md").read_text()
COMMANDS = (
    "python3 -m pip install -q uv && uv run run.py search exp2",
    "python3 -m pip install -q uv && uv run pytest",
)


def outputs(kind: str) -> list[tuple[str, str]]:
    """(block, the text block that follows it at once) of every block of a kind that has one."""
    lines = r"((?:(?!```).*\n)*)"
    return re.findall(rf"^```{kind}\n{lines}```\n\n```text\n{lines}```$", README, re.MULTILINE)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_readme_is_read_in_five_minutes():
    assert 110 <= len(README.splitlines()) <= 140
    assert len(README.split()) <= 1000


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_that_set_the_project_up_stand_alone_on_a_line(command):
    assert f"    {command}\n" in README


def test_the_highlights_are_those_of_the_records():
    between = re.search(r"<!-- highlights -->\n(.*?)<!-- end of highlights -->", README, re.DOTALL)
    assert between
    assert between[1] == highlights()
    assert len(between[1].splitlines()) == 2 + 6


def test_the_readme_says_of_stock_and_of_hand_made_kernels_what_was_measured():
    text = in_one_line(README)
    assert where_stock_is_ahead() in text
    rows, standings = tally(bar_rows()).splitlines()[1].split(": ")
    assert f"the kernels of {rows} are: {standings}" in text

    count = len({row.bar.target for row in bar_rows()}) + len(further_rows())
    assert f"{count} functions; {len(ahead())} have a faster kernel within stock's error or 1 ulp." in README


def test_the_errors_in_the_reals_are_those_of_the_front_s_table():
    page = (ROOT / "evo" / "README.md").read_text()
    row = re.search(r"^\| 10 \| \*\*(\S+)\*\* \| (\S+) \([^|]*\) \| (\S+) \|$", page, re.MULTILINE)
    assert row
    evolved, published, classical = (f"{float(text):.1e}" for text in row.groups())
    assert f"errs by {evolved} " in in_one_line(README)
    assert f"has {published}, the best classical form {classical} " in in_one_line(README).replace("e-0", "e-")


def test_the_command_of_the_readme_prints_what_stands_there(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    ((command, shown),) = outputs("sh")
    code, out, _ = call(capsys, *shlex.split(command)[1:])
    assert (code, out) == (0, shown)


def test_the_library_prints_what_stands_in_the_readme():
    ((program, shown),) = outputs("python")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(program, "README.md", "exec"), {})
    assert printed.getvalue() == shown
    assert sum("import" not in line for line in program.splitlines() if line) <= 5


def test_the_page_of_kernels_is_that_of_the_records():
    kept = (ROOT / "results" / "KERNELS.md").read_text()
    assert kept == library_page(), "run `run.py records --page` and put its output into results/KERNELS.md"


def test_every_table_of_the_page_has_a_row_for_each_kernel():
    rows = re.findall(r"^\| (\w+) \| \w{8} \|", library_page(), re.MULTILINE)
    targets = list(dict.fromkeys(row.bar.target for row in bar_rows()))
    assert rows[: len(targets)] == targets
    beating = list(ahead())
    assert rows[len(targets) : len(targets) + len(beating)] == beating
    del rows[len(targets) : len(targets) + len(beating)]
    assert [record.target for record in recorded_kernels()] == [
        name for name in rows[: len(targets) + 7] if name != "atan2"
    ]


def test_the_picture_shows_the_records_of_today():
    assert f"{note_of(list(library_points()))}" in (FOLDER / "library.svg").read_text(), "run `run.py plot --library`"


def test_the_picture_has_every_recorded_kernel_at_its_error():
    shown = {one.function: one.max_ulp for one in library_points()}
    assert shown == {record.target: jax_ulp(record) for record in recorded_kernels()}


def test_the_picture_is_small_and_drawn_again_with_the_same_numbers(tmp_path):
    (path,) = write_library_plot(tmp_path)
    assert note_of(list(library_points())) in path.read_text()
    assert max(path.stat().st_size, (FOLDER / "library.svg").stat().st_size) < 100_000


def test_stock_errors_are_read_as_they_were_kept(tmp_path):
    errors = {"exp": StockError(0.5, "0x1p+0", 7, "1.0"), "gelu": StockError(float("inf"), "-inf", 7, "1.0")}
    keep(errors, tmp_path / "errors.json")
    assert stock_errors(tmp_path / "errors.json") == errors
    keep(stock_errors(), tmp_path / "same.json")
    assert (tmp_path / "same.json").read_bytes() == KEPT.read_bytes()


@pytest.mark.parametrize("words", [(), ("RUN", "--library"), ("--measure",), ("RUN", "--measure")])
def test_plot_takes_a_run_or_the_library(capsys, words):
    code, _, err = call(capsys, "plot", *words)
    assert (code, "plot needs either a run directory, or --library (alone or with --measure)" in err) == (2, True)


def test_exhaustive_measurements_of_stock_go_with_measure(capsys):
    code, _, err = call(capsys, "plot", "--library", "--exhaustive")
    assert code == 2
    assert err == "error: --exhaustive goes with --measure: it says how the errors of stock jax are measured\n"


@pytest.mark.parametrize("file", ["README.md", "results/KERNELS.md", "results/commands/kernels.py"])
def test_files_of_the_library_that_a_text_names_are_there(file):
    named = set(re.findall(r"results/(?:records|kernels|report|bench)/[\w/]+\.\w+", (ROOT / file).read_text()))
    assert named
    assert not [path for path in named if not (ROOT / path).is_file()]

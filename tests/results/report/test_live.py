"""The display while a search runs, on terminals of any width and elsewhere."""

import io

import numpy as np
import pytest
from rich.console import Console

from evaluators.compiled.encoding import Code
from evo.archive import Entry
from evo.progress import Crew
from evo.run.status import Improvement
from evo.settings.config import resolve
from results.report import live
from results.report.live import Baseline, Display, View, baselines_of, plain_line

CREW = Crew(workers=2, nodes=1, running=2, idle_share=0.05, deaths=1, retries=1, quarantined=())


def entry(ops: int, error: float) -> Entry:
    none = np.zeros(0, np.int8)
    return Entry(ops, float(ops), error, error, Code(none, none, none, np.zeros(0), np.zeros(0)), "two")


VIEW = View(
    front=(entry(2, 3e-2), entry(5, 4.3e-6), entry(9, 2.3e-14)),
    seconds=30.0,
    evaluations=50_000,
    new_share=0.62,
    crew=CREW,
    last=Improvement(28.0, 48_000, 3, 7, 9, 2.3e-14, "splice"),
    budget=(200_000, None),
)


def drawn(width: int, view: View = VIEW, **options: object) -> str:
    console = Console(file=io.StringIO(), width=width, height=40, force_terminal=True, **options)  # type: ignore[arg-type]
    display = Display("exp2, seed 0", console)
    display.baselines = (Baseline(2, 2.98e-2), Baseline(8, 2.6e-6))
    console.print(display.picture(view))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_picture_tells_front_baselines_rate_budget_workers_and_faults_at_every_width(width):
    text = drawn(width, no_color=True, color_system=None)
    for words in (
        *("exp2, seed 0", "E evolved", "C classical forms", "1,667 programs/s", "62 % of children new"),
        *("best: 2.300e-14 with 9 operations", "last improvement 2 s ago", "2 workers, 5 % idle, 1 deaths"),
    ):
        assert words in text
    rows = [line for line in text.splitlines() if "|" in line]
    assert sum(line.count("E") for line in rows) == 3
    assert sum(line.count("C") for line in rows) >= 1
    assert all(len(line) <= width for line in text.splitlines())
    assert "\x1b[3" not in text


def test_a_search_that_has_found_nothing_is_shown_too():
    empty = View((), 0.0, 0, 1.0, CREW, None, (None, 180.0))
    assert "0 programs/s" in drawn(60, empty)
    assert "0 programs fitted" in plain_line(empty)


def test_elsewhere_it_is_one_plain_line():
    console = Console(file=io.StringIO(), width=40, force_terminal=False)
    display = Display("exp2", console)
    assert not display.is_live
    with display:
        display.front(VIEW)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert text.count("\n") == 1
    assert "50,000 programs fitted  1,667/s  90 s left" in text
    assert "\x1b" not in text


def test_the_budget_that_is_spent_first_says_how_long_it_takes():
    for budget, left in (((100_000, None), 30.0), ((None, 120.0), 90.0), ((100_000, 40.0), 10.0), ((None, None), None)):
        view = View(VIEW.front, 30.0, 50_000, 0.5, CREW, None, budget)
        assert view.left == (None if left is None else pytest.approx(left))


def test_baselines_are_polynomials_within_the_operations_and_float32_has_none():
    rows = baselines_of(resolve({"target": "exp2", "real": True, "max_ops": 4}))
    assert [row.ops for row in rows] == [2, 4]
    assert rows[0].error == pytest.approx(2.98e-2, rel=1e-3)
    assert baselines_of(resolve({"target": "exp2"})) == []


class _Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(live.time, "monotonic", lambda: self.now)


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_stage_tells_its_name_count_and_time_left_once_something_of_it_is_done(monkeypatch):
    clock = _Clock(monkeypatch)
    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    display = Display("exp2", console)
    for done in range(4):
        display.progress("moving cores", done, 4)
        clock.now += 12.0
    assert shown(console).splitlines() == [
        "moving cores: 0 of 4, 0 s, …",
        "moving cores: 1 of 4, 12 s, about 36 s left",
        "moving cores: 2 of 4, 24 s, about 24 s left",
        "moving cores: 3 of 4, 36 s, about 12 s left",
    ]


def test_of_a_stage_that_goes_on_after_a_resume_the_rate_is_that_of_now(monkeypatch):
    clock = _Clock(monkeypatch)
    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    display = Display("exp2", console)
    display.progress("sweep", 3000, 4096)
    clock.now += 10.0
    display.progress("sweep", 3100, 4096)
    display.progress("sweep", 4096, 4096)
    assert shown(console).splitlines() == [
        "sweep: 73 %, 0 s, …",
        "sweep: 76 %, 10 s, about 100 s left",
        "sweep: 100 %, 10 s",
    ]


def test_a_budget_need_not_be_spent_so_its_time_is_a_bound(monkeypatch):
    clock = _Clock(monkeypatch)
    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    display = Display("exp2", console)
    display.progress("fitting", 0, 1000, "0 done")
    clock.now += 20.0
    display.progress("fitting", 250, 1000, "7 done")
    assert "fitting: 7 done, 25 % of their budget, 20 s, at most 60 s left" in shown(console)


def test_the_front_stays_above_the_stages_after_the_search(monkeypatch):
    clock = _Clock(monkeypatch)
    console = Console(file=io.StringIO(), width=80, height=60, force_terminal=True, no_color=True)
    with Display("exp2, seed 0", console) as display:
        display.front(VIEW)
        display.over(VIEW)
        console.file.truncate(0)
        display.progress("fitting the classical forms", 1, 4, "1 done")
        first = shown(console)
        console.file.truncate(0)
        clock.now += 3.0
        assert display._live is not None
        display._live.refresh()
        second = shown(console)
    for text in (first, second):
        for words in (
            "E evolved",
            "best: 2.300e-14",
            "the search is over",
            "fitting the classical forms: 1 done, 25 %",
        ):
            assert words in text
        assert "s left" not in text
    assert ", 0 s, …" in first
    assert ", 3 s, …" in second, "the clock of a stage that says nothing has stopped"


def test_past_its_wall_budget_a_search_says_that_epochs_end():
    view = View(VIEW.front, 184.0, 50_000, 0.5, CREW, None, (None, 180.0))
    assert "the last epochs end" in drawn(80, view)
    assert "the last epochs end" in plain_line(view)
    assert "0 s left" not in drawn(80, view) + plain_line(view)

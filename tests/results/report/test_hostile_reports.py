"""Reports, plots and pictures of a run whose files hold texts made to do something there."""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from evo.run.lock import Driver
from evo.run.run_format import RunError, read_front, read_json
from evo.run.status import BudgetLeft, FaultCounts, FrontPoint, Improvement, SeenStatus, WorkerCounts
from results.report.content import Content, gather
from results.report.page import page
from results.report.plots import write_plots
from results.report.terminal import pictures
from results.report.text import comma_separated, markdown
from results.tables.status_text import status_lines
from results.tables.tables import print_front
from tests.results.hostile import HOSTILE, POISON
from tests.results.reported import kernel_run, real_run

NAMES = {
    "target",
    "message",
    "mutation",
    "name",
    "implementation",
    "kind",
    "library",
    "source",
    "error_unit",
    "phase",
}
"""Keys of run files whose texts a person is shown."""
CURVES = {
    "schema": 1,
    "ulp": None,
    "cores": {"0": [{"name": "f", "unit": "ulp", "x": [0.0, 0.5, 1.0], "error": [0.1, None, -0.1]}]},
}
CLASSICAL = {
    "name": "polynomial",
    "ops": 3,
    "max_error": 1e-3,
    "source": "def f(x, C):\n    return x\n",
    "inner_poles": [],
}
OF_A_KERNEL = {
    **{"kernel_ops": 9, "max_ulp": 1.0, "exhaustive": True, "ns_per_element": 0.4, "baseline_ns_per_element": 1.0},
    **{"file": "kernels/x/jax/exp2.py", "record": None},
}
SAFE = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def poison(value: Any, text: str) -> Any:
    """JSON data with the text in every place of NAMES."""
    if isinstance(value, Mapping):
        return {k: text if k in NAMES and isinstance(v, str) else poison(v, text) for k, v in value.items()}
    return [poison(item, text) for item in value] if isinstance(value, list) else value


def poisoned_run(run: Path, text: str) -> Content:
    """The content of a run with the text in all its files, read from them."""
    for path in (*run.glob("*.json"), run / "events.jsonl"):
        if path.exists() and path.name != "archive.json":
            lines = path.read_text().splitlines() if path.suffix == ".jsonl" else [path.read_text()]
            path.write_text("\n".join(json.dumps(poison(json.loads(line), text)) for line in lines))
    (run / "campaign.toml").write_text(f"target = {toml_text(text)}\nseed = 0\nreal = {'real' in run.name}".lower())
    return gather(run)


def toml_text(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode()
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in plain) + '"'


@pytest.fixture(params=["real", "kernel"])
def made(request, tmp_path):
    """A run directory in the reals, and one of a kernel; a new one with the same contents at each call."""
    calls: list[Path] = []

    def make() -> Path:
        run = tmp_path / f"{request.param}{len(calls)}"
        calls.append((real_run if request.param == "real" else kernel_run)(run))
        front = json.loads((run / "front.json").read_text())
        (run / "front.json").write_text(json.dumps({**front, "classical": [CLASSICAL]}))
        (run / "curves.json").write_text(json.dumps(CURVES))
        return run

    return make


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"{tag} {' '.join(name for name, _ in attrs)}"] += 1

    def handle_comment(self, data: str) -> None:
        self.found["a comment"] += 1


def tags(text: str) -> Counter[str]:
    reader = Tags()
    reader.feed(text)
    reader.close()
    return reader.found


def test_no_text_of_a_run_becomes_an_element_of_its_report(made):
    wanted = tags(page(poisoned_run(made(), "x"), "x"))

    @SAFE
    @example("</script><script>alert(1)</script>")
    @example("' onload='x")
    @example(POISON)
    @given(HOSTILE)
    def holds(text):
        html = page(poisoned_run(made(), text), text)
        assert tags(html) == wanted
        assert html.replace("\n", "").replace("\t", "").isprintable()

    holds()


def test_counts_that_are_texts_are_refused(made):
    run = made()
    front = json.loads((run / "front.json").read_text())
    for entry in front["front"]:
        entry["ancestry"][0]["left_out"] = "<b>"
        entry["ancestry"][0]["steps"] = []
    (run / "front.json").write_text(json.dumps(front))
    with pytest.raises(RunError, match=r"front\[0\]\.ancestry\[0\]\.left_out is .*; allowed: a whole number from 0"):
        gather(run)


def test_a_report_shows_no_file_from_outside_its_run(made, tmp_path):
    (tmp_path / "secret").write_text("a secret")
    run = made()
    (run / "link").symlink_to(tmp_path / "secret")
    (run / "own.py").write_text("its own")
    front = json.loads((run / "front.json").read_text())
    for path, words in (("../secret", "inside"), (str(tmp_path / "secret"), "inside"), ("link", ""), ("own.py", "")):
        files = {"jax": {"path": path, "max_ulp": 1.0, "exhaustive": True}}
        given = {**OF_A_KERNEL, **front["front"][0], "files": files}
        (run / "front.json").write_text(json.dumps({**front, "front": [given, *front["front"][1:]]}))
        if words:
            with pytest.raises(
                RunError, match=r"front\[0\]\.files\.jax\.path is .*; allowed: a path inside the run directory"
            ):
                gather(run)
            continue
        html = page(gather(run), "x")
        assert "a secret" not in html
        assert ("its own" in html) == (path == "own.py")


def test_markdown_of_a_run_keeps_its_rows_and_links_nowhere(made):
    def rows(text: str) -> int:
        return markdown(poisoned_run(made(), text), text).count("\n")

    wanted = rows("x")

    @SAFE
    @example("a|b\n\n# head")
    @given(HOSTILE)
    def holds(text):
        made_text = markdown(poisoned_run(made(), text), text)
        assert made_text.count("\n") == wanted
        assert made_text.replace("\n", "").isprintable()

    holds()


def test_csv_of_a_run_has_no_formula(made):
    @SAFE
    @example("=1+1")
    @given(HOSTILE)
    def holds(text):
        content = poisoned_run(made(), text)
        table = list(csv.reader(io.StringIO(comma_separated(content))))
        assert len(table) == 1 + len(content.entries)
        assert len({len(row) for row in table}) == 1
        assert not any(cell.startswith(("=", "@")) for row in table for cell in row)

    holds()


def test_what_a_terminal_is_shown_of_a_run_has_no_control_characters(made, capsys):
    from results.commands.console import say

    @SAFE
    @example("\x1b[31m\u202e\0")
    @given(HOSTILE)
    def holds(text):
        run = made()
        content = poisoned_run(run, text)
        print_front(read_front(run))
        say("\n".join(pictures(content, 100)))
        assert capsys.readouterr().out.replace("\n", "").isprintable()

    holds()


def test_a_status_is_shown_without_control_characters(capsys):
    from results.commands.console import say

    text = "\x1b[31m\u202e\0"
    last = Improvement(seconds=1.0, evaluations=1, island=0, epoch=0, ops=1, error=0.5, mutation=text)
    status = SeenStatus(
        schema=1,
        phase=text,
        target=text,
        time=0.0,
        seconds=1.0,
        evaluations=1,
        rate=1.0,
        budget_left=BudgetLeft(None, None),
        front=(FrontPoint(ops=1, cost=1.0, error=0.5, mutation=text),),
        last_improvement=last,
        workers=WorkerCounts(alive=1, nodes=1, running=1, idle_share=0.0),
        faults=FaultCounts(deaths=0, retries=0, quarantined=()),
        message=text,
        driver=Driver(None, text),
    )
    say("\n".join(status_lines(status)))
    assert capsys.readouterr().out.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", [r"$\frac{$", "$x$ and $", r"\$", "a$b", "\x1b[31m\n"])
def test_plots_draw_dollars_as_dollars(text, made, tmp_path):
    written = write_plots(poisoned_run(made(), text), tmp_path / "plots", ["svg"])
    assert written


def test_a_run_file_of_brackets_is_refused(tmp_path):
    (tmp_path / "front.json").write_text("[" * 200_000)
    with pytest.raises(RunError, match="unreadable"):
        read_json(tmp_path / "front.json", "")

"""Every block of code in the documentation runs: Python as it stands, campaigns are resolved, commands are parsed or tried dry.

Docstrings name their subject.
"""

import ast
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

import run as program
from evo.settings.config import load, resolve
from tests.root import ROOT
from tests.test_command_line import call

PACKAGES = ("search_spaces", "evaluators", "evo", "results")
PAGES = [ROOT / "README.md", *sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.md"))]
EXAMPLES = sorted((ROOT / "evo" / "examples").glob("*.toml"))
MODULES = [path for folder in (*PACKAGES, "tests", ".ci") for path in sorted((ROOT / folder).rglob("*.py"))] + [
    ROOT / "run.py"
]
OPENING = re.compile(r"(?i)\W*(what|whether|how|where|which|when|why|who|whose)\b")
KINDS = ("python", "toml", "sh", "text")
GROUP = typer.main.get_command(program.app)


class Block(NamedTuple):
    page: Path
    line: int
    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(page, text[: m.start()].count("\n") + 2, m[1], m[2]) for m in found]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(text: str) -> list[list[str]]:
    """The words of every line that begins with run.py, or with the ways to call it."""
    lines = re.sub(r"\\\n", " ", text).splitlines()
    found = (re.search(r"(?:^|\s|&& )run\.py (.*)$", line.split(" #")[0].rstrip()) for line in lines)
    return [shlex.split(match[1]) for match in found if match]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_blocks_are_of_a_kind_that_is_run(page):
    for block in blocks(page):
        assert block.kind in KINDS, (
            f"{named(page)}:{block.line}: a block of {block.kind!r}; allowed: {', '.join(KINDS)}"
        )


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.kind == "python" for b in blocks(page))], ids=named)
def test_python_runs_as_it_stands(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    run = [block for block in blocks(page) if block.kind == "python"]
    for block in run:  # a block states what holds by assert, or is wrong by raising
        exec(compile("\n" * (block.line - 1) + block.text, str(page), "exec"), names)
    assert run


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_campaigns_resolve_and_commands_are_taken(page, capsys, monkeypatch):
    import tomllib

    monkeypatch.chdir(ROOT)
    for block in blocks(page):
        if block.kind == "toml":
            resolve(tomllib.loads(block.text))
        if block.kind != "sh":
            continue
        lines = commands(block.text)
        assert lines, f"{named(page)}:{block.line}: no line of run.py"
        for name, *words in lines:
            GROUP.commands[name].make_context(name, [*words])  # type: ignore[attr-defined]
            if name == "search" and "--replay" not in words:
                code, _, err = call(capsys, name, *words, "--dry-run")
                assert code == 0, f"{named(page)}:{block.line}: {err}"


def test_there_are_pages_for_everything():
    known = {named(page) for page in PAGES}
    assert {f"{package}/README.md" for package in PACKAGES} | {"evo/CLUSTER.md", "results/PEERS.md"} <= known


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_a_campaign_of_at_most_ten_lines(path):
    campaign = load(path, {})
    assert campaign.spaces()
    assert len(path.read_text().splitlines()) <= 10


def test_the_examples_are_those_that_were_promised():
    assert {path.stem for path in EXAMPLES} == {
        "exp2_real",
        "sin_float32",
        "softmax_exp_bfloat16",
        "planck",
        "exp2_gpu",
    }


def docstrings(text: str) -> list[tuple[int, str]]:
    """Line and text of every docstring: of the module, its classes and functions, and below names that are given a value."""
    alone = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    values = [(node.lineno, node.value.value) for node in alone if isinstance(node.value, ast.Constant)]
    return [(line, value) for line, value in values if isinstance(value, str)]


def opening_of(docstring: str) -> str | None:
    """The forbidden first word of a docstring; None where it names the thing."""
    found = OPENING.match(docstring)
    return found[1] if found else None


def test_a_docstring_names_the_thing_and_does_not_open_with_a_question_word():
    every = [(path, line, text) for path in MODULES for line, text in docstrings(path.read_text(encoding="utf-8"))]
    assert len(every) > 3000
    wrong = [f"{named(path)}:{line}: {word}" for path, line, text in every if (word := opening_of(text))]
    assert not wrong, "name the thing, then the verb:\n" + "\n".join(wrong)


def test_docstrings_of_modules_classes_functions_and_names_are_found():
    text = '"""Module."""\nX = 1\n"""Name."""\nclass A:\n    """Class."""\n    def f(self):\n        """Function."""\n        ...\n'
    assert docstrings(text) == [(1, "Module."), (3, "Name."), (5, "Class."), (7, "Function.")]


@pytest.mark.parametrize(
    ("docstring", "word"),
    [
        ("Where kernels live.", "Where"),
        ("`what` it is.", "what"),
        ("Whether.", "Whether"),
        ("Howitzers.", None),
        ("Kernels, and how.", None),
    ],
)
def test_an_opening_is_a_whole_word(docstring, word):
    assert opening_of(docstring) == word

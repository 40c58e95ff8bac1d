"""The style of the sources: openings of docstrings."""

import ast
import re

import pytest

from tests.root import ROOT

MODULES = [
    path
    for folder in ("search_spaces", "evaluators", "evo", "results", "tests", ".ci")
    for path in sorted((ROOT / folder).rglob("*.py"))
] + [ROOT / "run.py"]
OPENING = re.compile(r"(?i)\W*(what|whether|how|where|which)\b")


def opening_of(text: str) -> str | None:
    """The forbidden first word of a module's docstring; None where it names the thing."""
    found = OPENING.match(ast.get_docstring(ast.parse(text)) or "")
    return found[1] if found else None


def test_a_module_docstring_names_the_thing_and_does_not_open_with_a_question_word():
    openings = {str(path.relative_to(ROOT)): opening_of(path.read_text()) for path in MODULES}
    assert len(openings) > 250
    assert {path: word for path, word in openings.items() if word} == {}, "name the thing, then the verb"


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
    assert opening_of(f'"""{docstring}"""\n') == word
    assert opening_of("x = 1\n") is None

"""What the README says of recorded kernels is what the records say, and the files that it and the help name are there."""

import re

import pytest

from results.record.listing import bar_rows, fast_rows, further_rows
from results.tables.record_tables import bar_cells, fast_cells, further_cells, markdown, tally
from tests.root import ROOT

README = (ROOT / "README.md").read_text()


def between(begin: str, end: str) -> str:
    """What stands in the README between two marks."""
    return README[README.index(f"<!-- {begin} -->") : README.index(f"<!-- {end} -->")].split("\n", 1)[1]


@pytest.mark.parametrize(
    ("name", "option", "cells"),
    [
        ("kernels", "", lambda: map(bar_cells, bar_rows())),
        ("fast kernels", " --fast", lambda: map(fast_cells, fast_rows())),
        ("further kernels", " --further", lambda: map(further_cells, further_rows())),
    ],
)
def test_the_tables_of_kernels_are_those_of_the_records(name, option, cells):
    table = between(name, f"end of {name}")
    assert table == markdown(list(cells())), (
        f"run `run.py records --markdown{option}` and put its output into the README"
    )


def test_how_many_rows_are_met_is_what_the_records_say():
    assert between("tally", "end of tally") == tally(bar_rows()) + "\n", "put the last lines of `run.py records` there"


@pytest.mark.parametrize("file", ["README.md", "results/commands/kernels.py"])
def test_files_of_the_library_that_a_text_names_are_there(file):
    named = set(re.findall(r"results/(?:records|kernels|report)/[\w/]+\.\w+", (ROOT / file).read_text()))
    assert named
    assert not [path for path in named if not (ROOT / path).is_file()]

"""What the README says of recorded kernels is what the records say."""

from pathlib import Path

from results.collect import bar_rows
from results.tables import bars_markdown

README = (Path(__file__).parents[1] / "README.md").read_text()


def test_the_table_of_kernels_is_that_of_the_records():
    begin, end = README.index("<!-- kernels -->"), README.index("<!-- end of kernels -->")
    table = README[begin:end].split("\n", 1)[1]
    assert table == bars_markdown(bar_rows()), "run `run.py records --markdown` and put its output into the README"

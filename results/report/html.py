"""Pieces of HTML that every page of the report is made of."""

from collections.abc import Callable, Iterable, Sequence

from results.export.escaping import html_text
from results.report.drawing.charts import Chart
from results.report.drawing.svg import chart


def figure(title: str, made: Chart, note: str = "") -> str:
    """A chart under its title."""
    more = f'<p class="soft">{html_text(note)}</p>' if note else ""
    return f"<div><h3>{html_text(title)}</h3>{chart(*made, title)}{more}</div>"


def rows_table(heads: Sequence[str], rows: Iterable[Sequence[str]], left: Sequence[int] = (0,)) -> str:
    """A table that scrolls by itself where the screen is narrow."""
    mark: Callable[[int], str] = lambda i: ' class="left"' if i in left else ""  # noqa: E731
    head = "".join(f"<th{mark(i)}>{html_text(text)}</th>" for i, text in enumerate(heads))
    body = "".join(
        "<tr>" + "".join(f"<td{mark(i)}>{html_text(text)}</td>" for i, text in enumerate(row)) + "</tr>" for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def code(text: str) -> str:
    """Text to be copied."""
    return f'<div class="code"><pre>{html_text(text)}</pre><button class="copy" type="button">Copy</button></div>'

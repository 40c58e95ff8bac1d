"""Texts that others wrote, as they may stand in generated code, in tables and on a terminal: one function a language.

A text of a record, a run, an index, a campaign or a file goes through one of these wherever it is shown. None of them changes
a printable text that means nothing to its language; each is total, so that no text can end what it stands in.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from search_spaces.visible import escaped, visible, visible_lines

_FORMULA = ("=", "+", "-", "@")
_LINK = re.compile(r"\](?=[(\[:])")
_NUMBER = re.compile(
    r"[+-]?(0x[0-9a-f]+(\.[0-9a-f]*)?(p[+-]?\d+)?|\d+(\.\d*)?(e[+-]?\d+)?|inf|nan)", re.ASCII | re.IGNORECASE
)


def python_literal(value: Any) -> str:
    """A text, a number, a bool, None or a tuple of them as Python reads it: ASCII, infinity and nan as calls."""
    if isinstance(value, str):
        return '"' + "".join(_python_char(char) for char in value) + '"'
    if isinstance(value, tuple):
        return f"({', '.join(map(python_literal, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, float) and value - value != 0.0:
        return f'float("{value}")'
    return repr(value)


def python_docstring(lines: Iterable[str]) -> str:
    """Lines as a module's docstring."""
    text = visible_lines("\n".join(lines)).replace("\\", r"\\").replace('"""', r"\"\"\"")
    return f'"""{text}\n"""\n'


def c_string(text: str) -> str:
    """A text as a string of C: all but printable ASCII as octal bytes of UTF-8, and ? too, of which trigraphs are made."""
    data = text.encode("utf-8", "surrogatepass")
    return '"' + "".join(chr(byte) if _plain_in_c(byte) else f"\\{byte:03o}" for byte in data) + '"'


def c_comment(lines: Iterable[str]) -> str:
    """Lines as a comment of C: none ends it, opens another, or goes on in the next line."""
    text = visible_lines("\n".join(lines)).replace("??/", "?? /").replace("*/", "* /").replace("/*", "/ *")
    rows = (f" * {line}".rstrip() for line in text.split("\n"))
    return "/*\n" + "\n".join(f"{row} ." if row.endswith("\\") else row for row in rows) + "\n */"


def latex_comment(lines: Iterable[str]) -> str:
    """Lines as comments of LaTeX: what follows a % is never read."""
    return "\n".join(f"% {line}".rstrip() for line in visible_lines("\n".join(lines)).split("\n"))


def html_text(text: str) -> str:
    """A text of one or several lines between tags, or in quotes as an attribute."""
    return escape(visible(text, "\n\t"))


def markdown_text(text: str) -> str:
    """A text on one line of Markdown, or in a cell of its tables: no cell's end, no tag, no link, no code."""
    plain = visible(text).replace("\\", r"\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINK.sub(r"\\]", plain.replace("|", r"\|").replace("`", r"\`"))


def csv_cell(value: Any) -> Any:
    """A cell of a CSV file: a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    text = visible(value, "\n\t")
    return f"'{text}" if text.lstrip().startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def plot_text(text: str) -> str:
    """A text of a plot: matplotlib takes what stands between two $ for mathematics."""
    return visible(text).replace("$", r"\$")


def _python_char(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if " " <= char <= "~" else escaped(char)


def _plain_in_c(byte: int) -> bool:
    return 0x20 <= byte < 0x7F and chr(byte) not in '"\\?'

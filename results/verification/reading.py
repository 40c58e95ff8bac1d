"""The constants that a file states, read from its text: nothing of the file runs, and a long text takes linear time."""

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from results.verification.c_header import macros, string_of
from results.verification.report import VerifyError, plain

LARGEST = 1 << 18
"""Bytes of a file; the largest exported ones have a few tens of thousands."""
_LONGEST_VALUE, _MOST_TOKENS = 8192, 16
_NO_MEANING = (tokenize.COMMENT, tokenize.NL, tokenize.ENCODING)
_ENDS = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
_GIVING = ("=", ":", "+=", "-=", "*=", "/=", "|=", "//=", "**=")
_WORDS = {"NULL": None, "INFINITY": float("inf")}
"""C's names of values."""


@dataclass(frozen=True)
class NoLiteral:
    """The line that stands where a literal should."""

    text: str

    def __repr__(self) -> str:
        return self.text


def read_bytes(path: Path) -> bytes:
    """A file to verify.

    Raises:
        FileNotFoundError: No such file.
        VerifyError: It is too large.
    """
    if not path.is_file():
        raise FileNotFoundError(f"no file {str(path)!r}")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise VerifyError(f"it has more than {LARGEST:,} bytes, which no exported kernel has")
    return data


def constants(data: bytes, suffix: str, wanted: frozenset[str]) -> dict[str, Any]:
    """The constants of these names that a file states, each a literal or a NoLiteral.

    Raises:
        VerifyError: It is no text of its language, or states a constant twice.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise VerifyError(f"it is no UTF-8 text: {plain(str(error))}") from None
    stated: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, value in _of_header(text) if suffix == ".h" else _of_python(text, wanted):
            if name in stated:
                raise VerifyError(f"{name} is stated twice; state it once")
            if name in wanted:
                stated[name] = value
    return stated


def _of_header(text: str) -> Iterator[tuple[str, Any]]:
    try:
        rows = macros(text)
    except ValueError as error:
        raise VerifyError(str(error)) from None
    for name, value in rows:
        yield name, _of_macro(value)


def _of_macro(text: str) -> Any:
    if not text.startswith('"'):
        return _WORDS[text] if text in _WORDS else _literal(text, text)
    try:
        return string_of(text[:_LONGEST_VALUE])
    except ValueError:
        return NoLiteral(text)


def _of_python(text: str, wanted: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """Statements that begin with a name and give it a value."""
    try:
        for tokens in _statements(text):
            name, giving = tokens[0].string, tokens[1].string if len(tokens) > 1 else ""
            if name in wanted and giving in _GIVING:
                at_margin = tokens[0].line.startswith(name)
                plainly = at_margin and giving == "=" and len(tokens) <= _MOST_TOKENS
                line = tokens[0].line.strip()
                yield name, _literal(" ".join(t.string for t in tokens[2:]), line) if plainly else NoLiteral(line)
    except (
        tokenize.TokenError,
        SyntaxError,
        SystemError,
        ValueError,
    ) as error:  # SystemError: some texts break the tokenizer
        said = str(error.args[0] if error.args else error)  # other arguments are places
        raise VerifyError(f"it does not import: SyntaxError: {plain(said)}") from None


def _statements(text: str) -> Iterator[list[tokenize.TokenInfo]]:
    """The tokens of each statement that stands on a line, without comments."""
    tokens: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in _ENDS or token.string == ";":
            if tokens:
                yield tokens
            tokens = []
        elif token.type not in _NO_MEANING:
            tokens.append(token)


def _literal(text: str, line: str) -> Any:
    if len(text) > _LONGEST_VALUE:
        return NoLiteral(line)
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return NoLiteral(line)

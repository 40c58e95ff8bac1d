"""Texts and values that others wrote, as they may stand on a terminal and in a message."""

import math
from typing import Any

MOST_SHOWN = 80
"""Characters that a message repeats of what it was given."""
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str, keep: str = "") -> str:
    """The text for a terminal: an escape stands in place of every character that does not print.

    Those are controls, line ends, marks that turn the direction of writing, halves of surrogate pairs. A backslash stays, so that a text can look like an escaped one; it cannot act like the character. `keep` stays too.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in keep else escaped(char) for char in text)


def visible_lines(text: str) -> str:
    """The same for a text of several lines: line ends stay."""
    return visible(text, "\n")


def shown(value: Any) -> str:
    """Text of a given value for a message: as Python writes it, shortened, on one line.

    An integer of thousands of digits has no decimal text, and nobody reads one of thirty.
    """
    if isinstance(value, int) and abs(value) >= 10**30:
        return f"an integer of about 10**{math.floor(math.log10(abs(value)))}"
    text = visible(repr(value))
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}... ({len(text):,} characters)"


def escaped(char: str) -> str:
    """The escape of one character, as Python and C write it."""
    if char in _SHORT:
        return _SHORT[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

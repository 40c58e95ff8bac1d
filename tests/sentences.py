"""Regular expressions for the messages that tests compare; "..." in a text stands for anything."""

import re


def part(text: str) -> str:
    """The expression that a message holds."""
    return re.escape(text).replace(re.escape("..."), ".*")


def whole(text: str) -> str:
    """The expression that a message fits from its beginning to its end."""
    return rf"(?s)\A{part(text)}\Z"

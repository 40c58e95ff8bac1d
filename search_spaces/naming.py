"""Names of targets: of a function in Python and in C, and of a file."""

import keyword
import re
from typing import Any

MOST_NAME = 64
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
ALLOWED = f"at most {MOST_NAME} letters, digits and _, from a letter on, and no keyword"


def is_name(text: Any) -> bool:
    """True if a text is a name in Python, in C and of a file: ASCII letters, digits and _, a letter first, no keyword."""
    if not isinstance(text, str) or len(text) > MOST_NAME:
        return False
    return _NAME.fullmatch(text) is not None and not keyword.iskeyword(text)

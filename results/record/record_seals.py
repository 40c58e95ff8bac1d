"""JSON files with a seal: read within limits, every object that states a seal checked against what it holds.

A seal is the SHA-256 of an object's canonical JSON (sorted keys, no spaces, ASCII) without the seal itself and without the rows
that may be added to it later, each of which has a seal of its own. It finds damage: a cut, a flipped bit, an edited number. It
proves nothing about who wrote the file, for whoever changes an object on purpose can seal it again.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SEAL, ADDED = "seal", "verifications"
SEALED_FROM = 3
"""The schema from which on files have seals."""
MOST_RECORD_BYTES = 4 << 20
"""Of a file: a hundred times the largest record that a search writes."""


class SealError(ValueError):
    """A file that is not what was written; the message says in which way."""


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        FileNotFoundError: There is no such file.
        OSError, ValueError: It cannot be read, is too large or nested too deeply, or is no strict JSON object.
    """
    if path.exists() and not path.is_file():
        raise ValueError("it is no regular file")
    with path.open("rb") as file:
        data = file.read(MOST_RECORD_BYTES + 1)
    if len(data) > MOST_RECORD_BYTES:
        raise ValueError(f"it is larger than {MOST_RECORD_BYTES:,} bytes")
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("its brackets are nested too deeply") from None
    return value


def _no_constant(text: str) -> Any:
    raise ValueError(f"it holds {text}, which JSON does not have")


def sealed(value: Mapping[str, Any]) -> dict[str, Any]:
    """An object of JSON data with its seal, and a seal in each of the rows that may be added to it."""
    rows = value.get(ADDED)
    inner = {} if rows is None else {ADDED: [{**row, SEAL: seal_of(row)} for row in rows]}
    return {**value, **inner, SEAL: seal_of(value)}


def seal_of(value: Mapping[str, Any]) -> str:
    """The seal of an object: of all that it holds but its seal and the rows that may be added."""
    covered = {key: item for key, item in value.items() if key not in (SEAL, ADDED)}
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def check_seals(value: Mapping[str, Any]) -> None:
    """Compare every seal with what it covers.

    Raises:
        SealError: One is missing, or does not fit.
    """
    named = [("", value), *((f"{ADDED}[{number}].", row) for number, row in enumerate(value.get(ADDED, ())))]
    for place, one in named:
        stated, found = one.get(SEAL), seal_of(one)
        if stated is None:
            raise SealError(f"it has no {place}{SEAL}, which every file of schema {SEALED_FROM} has")
        if stated != found:
            raise SealError(
                f"it was changed or damaged since it was written: {place}{SEAL} does not fit what it covers, whose seal is {found}"
            )

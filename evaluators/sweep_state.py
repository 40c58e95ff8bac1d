"""The file that lets an interrupted sweep go on."""

import dataclasses
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from evaluators.tally import Tally, Worst


def load(path: Path, key: str) -> tuple[int, dict[str, Tally]] | None:
    """The next chunk and the tallies so far; None if the file is missing, unreadable or of another sweep."""
    try:
        stored = json.loads(path.read_text())
        if stored["key"] != key:
            return None
        return int(stored["next"]), {name: _thaw(tally) for name, tally in stored["tallies"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(path: Path, key: str, done: int, tallies: dict[str, Tally]) -> None:
    """Write the state in one step; `done` is the next chunk."""
    stored = {"key": key, "next": done, "tallies": {name: _freeze(tally) for name, tally in tallies.items()}}
    write_atomically(path, json.dumps(stored).encode())


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file in one step: readers see the old or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _freeze(tally: Tally) -> dict[str, Any]:
    worst = tally.worst
    fields = {f.name: getattr(tally, f.name) for f in dataclasses.fields(tally)}
    fields["worst"] = [
        worst.bits.tolist(),
        worst.got.view(np.uint32).tolist(),
        [e.hex() for e in worst.errors.tolist()],
    ]
    return {**fields, "at_zero": tally.at_zero.hex(), "last": tally.last.hex()}


def _thaw(stored: dict[str, Any]) -> Tally:
    bits, got, errors = stored["worst"]
    worst = Worst(
        np.array(bits, np.uint32),
        np.array(got, np.uint32).view(np.float32),
        np.array([float.fromhex(e) for e in errors], np.float64),
    )
    worst.trim()
    tuples = {"above": tuple(stored["above"]), "digests": tuple(stored["digests"])}
    ends = {"at_zero": float.fromhex(stored["at_zero"]), "last": float.fromhex(stored["last"])}
    return Tally(**{**stored, **tuples, **ends, "worst": worst})

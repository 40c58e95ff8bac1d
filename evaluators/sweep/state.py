"""The file that lets an interrupted sweep go on."""

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from evaluators.files import write_atomic
from evaluators.sweep.tally import Tally, WorstInputs


def load(path: Path, key: str) -> tuple[int, dict[str, Tally]] | None:
    """The next chunk and the tallies so far; None if the file is missing, damaged or of another sweep."""
    try:
        stored = json.loads(path.read_text())
        if stored.pop("sha256") != _digest(stored) or stored["key"] != key:
            return None
        return int(stored["next"]), {name: _thaw(tally) for name, tally in stored["tallies"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def save(path: Path, key: str, done: int, tallies: dict[str, Tally]) -> None:
    """Write the state in one step; `done` is the next chunk."""
    stored = {"key": key, "next": done, "tallies": {name: _freeze(tally) for name, tally in tallies.items()}}
    write_atomic(path, json.dumps({**stored, "sha256": _digest(stored)}))


def _digest(stored: dict[str, Any]) -> str:
    """SHA-256 of a state without it: a tally that lost a bit would make a bound of too little."""
    return hashlib.sha256(json.dumps(stored).encode()).hexdigest()


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
    worst = WorstInputs(
        np.array(bits, np.uint32),
        np.array(got, np.uint32).view(np.float32),
        np.array([float.fromhex(e) for e in errors], np.float64),
    )
    worst.trim()
    tuples = {"above": tuple(stored["above"]), "digests": tuple(map(tuple, stored["digests"]))}
    ends = {"at_zero": float.fromhex(stored["at_zero"]), "last": float.fromhex(stored["last"])}
    return Tally(**{**stored, **tuples, **ends, "worst": worst})

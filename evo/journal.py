"""The event log of a run: one JSON object a line, appended as things happen, never changed.

An epoch is one line of some 400 bytes; nothing else is logged as often. A line is on the disk before what it tells of is
used. A crash may cut the last line short: readers leave out what is no whole object.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluators.files import append_lines
from evaluators.report import to_json
from evo.run_format import EVENTS


def event_line(event: str, fields: Mapping[str, Any]) -> str:
    """One event as strict JSON."""
    return json.dumps(to_json({"event": event, **fields}), allow_nan=False)


class Journal:
    """Appends to a run's event log.

    Raises:
        OSError: The log cannot be written.
    """

    def __init__(self, run: Path) -> None:
        self.path = run / EVENTS
        self._end_cut_line()

    def _end_cut_line(self) -> None:
        if self.path.exists():
            with self.path.open("rb+") as log:
                size = log.seek(0, 2)
                log.seek(max(0, size - 1))
                if size and log.read(1) != b"\n":
                    log.write(b"\n")

    def append(self, lines: Iterable[str]) -> None:
        """Append lines; they are on the disk when this returns."""
        append_lines(self.path, lines, sync=True)

    def size(self) -> int:
        """Bytes of the log."""
        return self.path.stat().st_size if self.path.exists() else 0


def read_events(run: Path, offset: int = 0) -> Iterator[dict[str, Any]]:
    """Events from a place in the log on; lines that are no whole object are left out."""
    path = run / EVENTS
    if not path.exists():
        return
    with path.open("rb") as log:
        log.seek(offset)
        for line in log:
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict) and "event" in value:
                yield value

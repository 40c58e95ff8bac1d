"""The event log of a run: one JSON object a line, appended as things happen, never changed.

An epoch is one line of some 400 bytes; nothing else is logged as often, so the log grows by a few MB an hour for each core.
Inputs (verdicts, quarantines) are on the disk before they are used. Lines of epochs are written at once, so that they
outlive the driver, and forced to the disk a few times a second, so that a power cut costs no more than that: what they
tell of can be had again. A crash may cut the last line short, a disk may change a byte: each line has a checksum, and
readers leave out what is not whole.
"""

import json
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluators.files import append_lines
from evaluators.report import to_json
from evo.run.run_format import EVENTS

SYNC_SECONDS = 0.25


_MARK = b', "crc": "'


def event_line(event: str, fields: Mapping[str, Any]) -> str:
    """One event as strict JSON, with the CRC-32 of the object without it as its last field."""
    text = json.dumps(to_json({"event": event, **fields}), allow_nan=False)
    return f'{text[:-1]}{_MARK.decode()}{zlib.crc32(text.encode()):08x}"}}'


def _event(line: bytes) -> dict[str, Any] | None:
    """The event of a line, or None where the line is no whole one; lines of older programs have no CRC."""
    text, mark, end = line.rstrip().rpartition(_MARK)
    whole = text + b"}" if mark else line
    if mark and end != b'%08x"}' % zlib.crc32(whole):
        return None
    try:
        value = json.loads(whole)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and isinstance(value.get("event"), str) else None


class Journal:
    """Appends to a run's event log.

    Raises:
        OSError: The log cannot be written.
    """

    def __init__(self, run: Path) -> None:
        self.path, self._synced = run / EVENTS, 0.0
        self._end_cut_line()

    def _end_cut_line(self) -> None:
        if self.path.exists():
            with self.path.open("rb+") as log:
                size = log.seek(0, 2)
                log.seek(max(0, size - 1))
                if size and log.read(1) != b"\n":
                    log.write(b"\n")

    def append(self, lines: Iterable[str], sync: bool = True) -> None:
        """Append lines; with `sync` they are on the disk when this returns, else within SYNC_SECONDS of more lines."""
        sync = sync or time.monotonic() - self._synced > SYNC_SECONDS
        append_lines(self.path, lines, sync)
        if sync:
            self._synced = time.monotonic()

    def size(self) -> int:
        """Bytes of the log."""
        return self.path.stat().st_size if self.path.exists() else 0


def read_events(run: Path, offset: int = 0, say: Callable[[str], None] = lambda _: None) -> Iterator[dict[str, Any]]:
    """Events from a place in the log on; lines that are damaged or cut short are left out, and their number is said."""
    path = run / EVENTS
    if not path.is_file():
        return
    damaged = 0
    with path.open("rb") as log:
        log.seek(offset)
        for line in log:
            value = _event(line)
            if value is not None:
                yield value
            elif line.strip():
                damaged += 1
    if damaged:
        say(f"{damaged} lines of {EVENTS} are damaged or cut short, and left out")

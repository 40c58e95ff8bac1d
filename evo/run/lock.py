"""One process at a time on a run: an advisory lock that the system lets go when its holder dies, however it dies."""

import fcntl
import json
import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from evaluators.report import from_json, to_json
from evo.run.run_format import RunError

LOCK = "lock"


class RunLock:
    """Holds a local run directory from `with` to its end.

    Raises:
        RunError: Another process holds it, which the message names; or it cannot be written.
    """

    def __init__(self, run: Path) -> None:
        self.path = run / LOCK
        self._handle = -1

    def __enter__(self) -> Self:
        try:
            self._handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise RunError(f"{str(self.path.parent)!r} cannot be written: {error}") from None
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._handle)
            raise RunError(
                f"{str(self.path.parent)!r} is in use by {_holder(self.path)}: wait for it, or stop it"
            ) from None
        text = json.dumps(to_json(Driver(os.getpid(), platform.node(), time.time())))
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, text.encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)


@dataclass(frozen=True)
class Driver:
    """A process that holds a run, by its number and its machine, since a second after 1970; None where it is not known."""

    pid: int | None = None
    host: str | None = None
    since: float | None = None


def holder(run: Path) -> Driver | None:
    """The process that holds a run; None where none does."""
    try:
        handle = os.open(run / LOCK, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(run / LOCK)
    finally:
        os.close(handle)
    return None


def _read(path: Path) -> Driver:
    try:
        return from_json(Driver, json.loads(path.read_text()))
    except (OSError, ValueError, RecursionError, TypeError):
        return Driver()


def _holder(path: Path) -> str:
    who = _read(path)
    return f"process {who.pid} on {who.host}"

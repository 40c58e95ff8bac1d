"""One process at a time on a run: an advisory lock that the system lets go when its holder dies, however it dies."""

import fcntl
import json
import os
import platform
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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
        text = json.dumps({"pid": os.getpid(), "host": platform.node(), "since": time.time()})
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, text.encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)


def holder(run: Path) -> dict[str, Any] | None:
    """The process that holds a run, as {pid, host, since}; None where none does."""
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


def _read(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text())
    except (OSError, ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {"pid": None, "host": None, "since": None}


def _holder(path: Path) -> str:
    who = _read(path)
    return f"process {who.get('pid')} on {who.get('host')}"

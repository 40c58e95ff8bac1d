"""Logs that workers leave in a run directory, one each, with a note of whatever may kill them while they are at it.

workers/HOST-PID.log    one line a task, at most LOG_BYTES and one older file of the same size
workers/HOST-PID.task   the task under way, as {key, what, since}; a worker that died leaves it behind
"""

import json
import os
import platform
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from evaluators.files import append_lines

LOG_BYTES = 2**20


def here() -> str:
    """This process, as host:pid."""
    return f"{platform.node()}:{os.getpid()}"


def _say(folder: Path, text: str) -> None:
    """One line, or a few, at the end of this process's log."""
    path = folder / f"{here().replace(':', '-')}.log"
    if path.exists() and path.stat().st_size > LOG_BYTES:
        os.replace(path, path.with_suffix(".old.log"))
    append_lines(path, [f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}"], sync=False)


@contextmanager
def working(folder: Path | None, what: str, key: str) -> Iterator[None]:
    """Say in the folder what is being done, from its beginning to its end."""
    if folder is None:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / f"{here().replace(':', '-')}-{threading.get_ident()}.task"
    mark.write_text(json.dumps({"key": key, "what": what, "since": time.time()}))
    began = time.monotonic()
    try:
        yield
        _say(folder, f"{what} took {time.monotonic() - began:.3f} s")
    except Exception:
        _say(folder, f"{what} failed\n{traceback.format_exc()}")
        raise
    finally:
        mark.unlink(missing_ok=True)


def left_behind(folder: Path, key: str) -> dict[str, Any] | None:
    """The mark of a task that a worker never took away, which is removed; None where there is none."""
    for path in sorted(folder.glob("*.task")):
        try:
            mark = json.loads(path.read_text())
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(mark, dict) and mark.get("key") == key:
            path.unlink(missing_ok=True)
            return {**mark, "worker": path.stem}
    return None

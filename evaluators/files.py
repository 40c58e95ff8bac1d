"""Files that are whole or absent: atomic writes; logs whose lines are never mixed."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from evaluators.private_folder import user_cache

__all__ = ["append_lines", "user_cache", "write_atomic", "write_atomic_bytes"]


def write_atomic(path: Path, text: str) -> None:
    """Write a text file so that a reader, or a crash, sees the old one or the new one, never a part.

    Raises:
        OSError: The folder cannot be written or the disk is full; what stood at `path` stays.
    """
    write_atomic_bytes(path, text.encode("utf-8"))


def write_atomic_bytes(path: Path, data: bytes) -> None:
    """The same for bytes: write, fsync, rename, fsync of the folder.

    Raises:
        OSError: See write_atomic.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append_lines(path: Path, lines: Iterable[str], sync: bool) -> None:
    """Append lines with a single write; with `sync` they are on the disk when this returns.

    Raises:
        OSError: The disk is full; a part of the last line may stand in the file.
    """
    data = "".join(f"{line}\n" for line in lines).encode()
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        while data:
            data = data[os.write(handle, data) :]
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)

"""The one folder of all caches: it is this user's and closed to everybody else, or it is not used.

Compiled loops are loaded from it and run. Whoever can write there can run code as this user: a name below the temporary
directory is known beforehand, and anybody may have made that folder, or a link of that name, first.
"""

import atexit
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

OF_A_PROCESS = "EVONUMERICS_PROCESS_CACHE"
"""Environment variable that names the folder of a process that found no other, so that its children share it."""


def user_cache() -> Path:
    """The folder of what this project keeps between processes for a user: nothing is lost with it but time.

    The first of these that can be written: evonumerics in $XDG_CACHE_HOME or ~/.cache, evonumerics-UID in the temporary
    directory. Where that one is not private, or there is none, a fresh folder that goes with this process.
    """
    for folder in _places():
        if not _made(folder):
            continue
        reason = _not_private(folder)
        return _of_this_process(f"{folder} {reason}") if reason else folder
    return _of_this_process("neither a cache in the home folder nor one in the temporary directory can be written")


def _places() -> Iterator[Path]:
    home = Path(os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache"))
    if home.is_absolute():  # the XDG specification ignores relative ones, and a user may have no home
        yield home / "evonumerics"
    yield Path(tempfile.gettempdir()) / f"evonumerics-{os.geteuid()}"


def _made(folder: Path) -> bool:
    """True if the name exists, made here if need be; a folder of our own must also be writable by this process."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass  # somebody's, or ours of an earlier process
    except OSError:
        return False
    try:
        found = folder.lstat()
    except OSError:
        return False
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    return not ours or os.access(folder, os.W_OK | os.X_OK)


def _not_private(folder: Path) -> str:
    """The reason for not believing a folder, or nothing.

    Others could read the caches of older versions, never write them: such a folder is closed and used.
    """
    found = folder.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "is a symbolic link"
    if not stat.S_ISDIR(found.st_mode):
        return "is not a folder"
    if found.st_uid != os.geteuid():
        return "belongs to another user"
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return "can be written by other users"
    if stat.S_IMODE(found.st_mode) != stat.S_IRWXU:
        folder.chmod(stat.S_IRWXU)
    return ""


def _of_this_process(reason: str) -> Path:
    """The folder of this process or of the one that started it; a fresh one is announced, and goes as the process ends."""
    inherited = os.environ.get(OF_A_PROCESS)
    if inherited and Path(inherited).is_dir() and not _not_private(Path(inherited)):
        return Path(inherited)
    folder = Path(tempfile.mkdtemp(prefix="evonumerics-"))
    os.environ[OF_A_PROCESS] = str(folder)
    atexit.register(_remove, folder, os.getpid())
    print(
        f"warning: {reason}. Caches stand in {folder} for this process alone: compiling again takes a minute. Remove what "
        "stands there, or set XDG_CACHE_HOME to a folder of yours.",
        file=sys.stderr,
    )
    return folder


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)

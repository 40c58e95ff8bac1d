"""Runs a command in the namespaces that `unshare` made: a read-only root, its own /dev, /proc and /tmp, no capabilities.

Run as `python -m results.sandbox.enclose ROOM COMMAND...`, where ROOM is a Room as JSON. The standard library alone.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from results.sandbox import linux

DEVICE_FILES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
LINKS = {"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"}


@dataclass(frozen=True)
class Room:
    """The files of an isolated process; everything else is there to be read.

    Attributes:
        scratch: The one folder to write in.
        hidden: Folders of which an empty one is seen: they hold sockets of other programs.
        shown: Folders inside the hidden ones that are seen again.
        devices: Paths in /dev besides DEVICES.
    """

    scratch: str
    hidden: tuple[str, ...]
    shown: tuple[str, ...]
    devices: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Furnish the room, then wait for the command as the first process of its namespace; its exit status."""
    room, command = Room(**json.loads(arguments[0])), arguments[1:]
    _furnish(room)
    child = os.fork()
    if child == 0:
        os.chdir(room.scratch)
        linux.die_with_parent()
        linux.drop_privileges()
        os.execvp(command[0], command)
    while True:
        ended, status = os.wait()
        if ended == child:
            code = os.waitstatus_to_exitcode(status)
            return 128 - code if code < 0 else code


def _furnish(room: Room) -> None:
    shown = {path: os.open(path, os.O_PATH) for path in (*room.shown, room.scratch)}
    devices = {path: os.open(path, os.O_PATH) for path in (*DEVICE_FILES, *room.devices)}
    linux.set_mount("/", add=linux.READ_ONLY | linux.NO_SETUID, below=True)
    for folder in room.hidden:
        _empty(folder)
    for path, held in shown.items():
        _bind(held, path)
    _empty("/dev")
    for path, held in devices.items():
        _bind(held, path)
    for name, target in LINKS.items():
        os.symlink(target, f"/dev/{name}")
    for folder in ("/dev", *room.hidden):
        linux.set_mount(folder, add=linux.READ_ONLY)
    linux.set_mount(room.scratch, remove=linux.READ_ONLY)
    closed = linux.NO_SUID | linux.NO_DEVICES | linux.NO_PROGRAMS | linux.MOUNT_READ_ONLY
    linux.mount("proc", "/proc", "proc", closed)
    for held in (*shown.values(), *devices.values()):
        os.close(held)


def _empty(folder: str) -> None:
    linux.mount("tmpfs", folder, "tmpfs", linux.NO_SUID, "mode=0755")


def _bind(held: int, path: str) -> None:
    """Mount an open file or folder at a path, which is made where it is not there."""
    source = f"/proc/self/fd/{held}"
    if os.path.isdir(source):
        Path(path).mkdir(parents=True, exist_ok=True)
    elif not os.path.lexists(path):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()
    linux.mount(source, path, None, linux.BIND | linux.RECURSIVE)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Ways to shut a process in, the strongest first: which of them work here is tried, and what is missing is said."""

import json
import os
import shutil
import site
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluators import project
from results.sandbox.enclose import Room

ROOT = project.IMPORTED_FROM
NONE = "none"
OPEN = (
    "not isolated: neither bwrap nor unshare works here, so this file's code runs with your files and network; "
    "install bubblewrap, or verify it in a container"
)
_PROBE_SECONDS = 20
_HIDDEN = ("/run", "/tmp", "/var/tmp")
_ACCELERATORS = ("nvidia*", "dri", "kfd", "accel*", "vfio")


@dataclass(frozen=True)
class Isolation:
    """One way to start a command.

    Attributes:
        name: bwrap, unshare or none.
        prefix: A room to what stands before the command.
    """

    name: str
    prefix: Callable[[Room], list[str]]


def room_for(scratch: Path) -> Room:
    """The room of a process that runs this project's interpreter in a scratch folder."""
    hidden = tuple(dict.fromkeys(os.path.realpath(path) for path in _HIDDEN if os.path.isdir(path)))
    needed = {str(ROOT), sys.prefix, sys.base_prefix, site.getuserbase(), *site.getsitepackages()}
    paths = sorted({os.path.realpath(path) for path in needed if os.path.isdir(path)})
    shown = tuple(path for path in paths if any(_inside(path, folder) for folder in hidden))
    devices = tuple(str(path) for name in _ACCELERATORS for path in sorted(Path("/dev").glob(name)))
    return Room(scratch=os.path.realpath(scratch), hidden=hidden, shown=shown, devices=devices)


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder + "/")


def _bwrap(room: Room) -> list[str]:
    command = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    for path in room.devices:
        command += ["--dev-bind-try", path, path]
    for path in room.hidden:
        command += ["--tmpfs", path]
    for path in room.shown:
        command += ["--ro-bind", path, path]
    command += ["--bind", room.scratch, room.scratch]
    for path in (
        "/proc",
        "/dev",
        *room.hidden,
    ):  # root without rights may still write what belongs to root in /proc/sys
        command += ["--remount-ro", path]
    command += ["--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent"]
    return [*command, "--new-session", "--cap-drop", "ALL", "--chdir", room.scratch, "--"]


def _unshare(*namespaces: str) -> Callable[[Room], list[str]]:
    def prefix(room: Room) -> list[str]:
        command = ["unshare", *namespaces, "--mount", "--net", "--pid", "--ipc", "--fork", "--kill-child", "--"]
        return [
            *command,
            sys.executable,
            "-P",
            "-m",
            project.module("results.sandbox.enclose"),
            json.dumps(asdict(room)),
        ]

    return prefix


# fmt: off
KINDS = (
    Isolation("bwrap",   _bwrap),
    Isolation("unshare", _unshare("--user", "--map-root-user")),
    Isolation("unshare", _unshare()),  # where root may make namespaces, but none of users
    Isolation(NONE,      lambda room: []),
)
# fmt: on


def working(room: Room, environment: dict[str, str]) -> Iterator[Isolation]:
    """Kinds, of KINDS, under which `true` runs here, in their order."""
    for kind in KINDS:
        prefix = kind.prefix(room)
        if not prefix or (shutil.which(prefix[0]) and _runs([*prefix, "true"], environment, room.scratch)):
            yield kind


def _runs(command: list[str], environment: dict[str, str], folder: str) -> bool:
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            env=environment,
            cwd=folder,
            timeout=_PROBE_SECONDS,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

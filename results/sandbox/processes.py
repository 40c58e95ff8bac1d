"""The processes that came of one, from /proc: how much memory they hold, how many they are, and their end."""

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from results.sandbox import linux

_PAGE = os.sysconf("SC_PAGE_SIZE")
_ADOPTING = threading.Lock()


@dataclass(frozen=True)
class Process:
    """One row of /proc; the number with the time of its start names a process for good.

    Attributes:
        number: Its id.
        parent: Its parent's.
        started: Clock ticks since the system started.
        resident: Bytes of memory that it holds.
        ended: It is dead, and its parent has not asked yet.
    """

    number: int
    parent: int
    started: int
    resident: int
    ended: bool

    @property
    def name(self) -> tuple[int, int]:
        """No other process has it, ever."""
        return self.number, self.started


def processes() -> dict[int, Process]:
    """All that are seen here, by id; empty where there is no /proc."""
    found = {}
    for name in os.listdir("/proc") if linux.HERE else ():
        if name.isdecimal():
            with suppress(OSError, ValueError, IndexError):  # gone in the meantime
                found[int(name)] = _read(int(name))
    return found


def _read(number: int) -> Process:
    fields = Path(f"/proc/{number}/stat").read_bytes().rpartition(b")")[2].split()
    return Process(number, int(fields[1]), int(fields[19]), int(fields[21]) * _PAGE, fields[0] in (b"Z", b"X"))


class Descendants:
    """Descendants of a process, orphans among them, which this process adopts while it is entered.

    An orphan is told from other children of this process by having been seen before, or by the right that `enter` gave
    up for good: no process that comes of it can have that again.
    """

    def __init__(self) -> None:
        self._others = {process.name for process in processes().values() if process.parent == os.getpid()}
        self._seen: set[tuple[int, int]] = set()
        self._marked = linux.HERE and not _gave_up(os.getpid())
        self._adopted_before = False

    def __enter__(self) -> "Descendants":
        if linux.HERE:
            _ADOPTING.acquire()
            self._adopted_before = linux.adopts_orphans()
            linux.adopt_orphans(True)
        return self

    def __exit__(self, *_: object) -> None:
        if linux.HERE:
            linux.adopt_orphans(self._adopted_before)
            _ADOPTING.release()

    def of(self, root: int) -> list[Process]:
        """The process itself and what came of it, dead ones that nobody has asked for included."""
        everything = processes()
        children: dict[int, list[Process]] = {}
        for process in everything.values():
            children.setdefault(process.parent, []).append(process)
        adopted = [p for p in children.get(os.getpid(), ()) if p.number != root and self._is_ours(p)]
        found, new = [], [everything[root], *adopted] if root in everything else adopted
        while new:
            found += new
            new = [child for process in new for child in children.get(process.number, ())]
        self._seen |= {process.name for process in found}
        return found

    def _is_ours(self, process: Process) -> bool:
        return process.name in self._seen or (
            self._marked and process.name not in self._others and _gave_up(process.number)
        )

    def end(self, root: "subprocess.Popen[bytes]", patience: float = 10.0) -> None:
        """Kill them all: stopped first, so that none starts another while the others are killed."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            root.poll()
            left = self.of(root.pid) if root.returncode is None else self.of(-1)
            if not left and root.returncode is not None:
                return
            for number in (signal.SIGSTOP, signal.SIGKILL):
                for process in left:
                    with suppress(OSError):
                        os.kill(process.number, number)
            if not linux.HERE:
                with suppress(OSError):
                    os.killpg(root.pid, signal.SIGKILL)
            for process in left:
                if process.ended and process.parent == os.getpid() and process.number != root.pid:
                    with suppress(OSError):
                        os.waitpid(process.number, os.WNOHANG)
            time.sleep(0.005)


def _gave_up(number: int) -> bool:
    """True if a process, or one that it came of, gave up gaining privileges (PR_SET_NO_NEW_PRIVS)."""
    try:
        return "\nNoNewPrivs:\t1" in Path(f"/proc/{number}/status").read_text()
    except OSError:
        return False

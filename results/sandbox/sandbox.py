"""A process that runs a foreign file: started with little, watched while it is asked, ended with all that came of it."""

import io
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from results.sandbox.channel import APPLY, APPLY_FUSED, Float32s, LostError
from results.sandbox.environment import scrubbed
from results.sandbox.isolation import NONE, room_for, working
from results.sandbox.launch import Job, Launched, command_for
from results.sandbox.processes import Descendants
from results.verification.report import VerifyError

GIB = 2**30
_LOOK_SECONDS = 0.1
_LOOK_SHARE = 50
"""Between two looks at the processes passes so many times what one took."""
_LEAVE_SECONDS = 10.0
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Limits:
    """Most that the process and its descendants may take.

    Attributes:
        seconds: Wall time.
        memory: Resident bytes above those at the start; XLA reserves GiB that it never touches, so addresses are free.
        processes: At once.
        file_bytes: Of each file that is written.
    """

    seconds: float
    memory: int = 4 * GIB
    processes: int = 64
    file_bytes: int = GIB // 4


class Sandbox:
    """The process of one job; enter it, then `watch` what asks it."""

    def __init__(self, job: Job, limits: Limits) -> None:
        self.job, self.limits = job, limits
        self.isolation = NONE
        self.identity = ""
        self._launched: Launched | None = None
        self._descendants = Descendants()
        self._least: int | None = None
        self._until = float("inf")
        self._starting = threading.Lock()
        self._over = False
        self._errors: IO[bytes] = io.BytesIO()

    def watch(self, work: Callable[[], _Found]) -> _Found:
        """Result of `work`; it runs in a thread and may ask, while this one looks at the processes.

        Raises:
            VerifyError: They took more than they may, or gave no answer; or `work` raised it.
        """
        self._until = time.monotonic() + self.limits.seconds
        with _scratch() as folder, tempfile.TemporaryFile() as self._errors, self._descendants:
            return self._watched(lambda: self._run(folder, work))

    def _run(self, folder: Path, work: Callable[[], _Found]) -> _Found:
        self._start(folder)
        self._running.load()
        found = work()
        self._running.check_silent()
        return found

    def _watched(self, run: Callable[[], _Found]) -> _Found:
        outcome: Future[_Found] = Future()

        def body() -> None:
            try:
                outcome.set_result(run())
            except BaseException as error:  # noqa: BLE001  it is raised where the result is asked for
                outcome.set_exception(error)

        thread = threading.Thread(target=body, daemon=True, name="verify")
        thread.start()
        pause = _LOOK_SECONDS
        try:
            while not wait([outcome], timeout=pause).done:
                began = time.monotonic()
                self._look()
                pause = max(_LOOK_SECONDS, _LOOK_SHARE * (time.monotonic() - began))
            return outcome.result()
        finally:
            with self._starting:
                self._over = True
            self._end()
            thread.join(_LEAVE_SECONDS)
            if self._launched is not None and not thread.is_alive():
                self._launched.close()

    def _look(self) -> None:
        """Refuse what is above a limit.

        Raises:
            VerifyError: Something is.
        """
        if time.monotonic() > self._until:
            raise VerifyError(f"it did not finish within {self.limits.seconds:g} s")
        if self._launched is None:
            return
        there = [p for p in self._descendants.of(self._launched.root.pid) if not p.ended]
        if len(there) > self.limits.processes:
            raise VerifyError(f"it started more than {self.limits.processes} processes")
        if self._least is not None and sum(p.resident for p in there) > self._least + self.limits.memory:
            raise VerifyError(f"it took more than {self.limits.memory / GIB:g} GiB of memory above its start")

    @property
    def _running(self) -> Launched:
        if self._launched is None:
            raise VerifyError("its process is not running: ask inside watch()")
        return self._launched

    def _start(self, folder: Path) -> None:
        """Start the process in the strongest isolation in which it says its fingerprint.

        Raises:
            VerifyError: It does not start.
        """
        file = folder / f"kernel{self.job.suffix}"
        file.write_bytes(self.job.text)
        environment, room = scrubbed(folder, self.job.device), room_for(folder)
        command, problem = command_for(self.job, file, self.limits.file_bytes), "no way to start it is known here"
        for isolation in working(room, environment):
            with self._starting:
                if self._over:
                    break
                self._launched = Launched([*isolation.prefix(room), *command], file, environment, self._errors)
            try:
                self.isolation, self.identity = isolation.name, self._launched.identity()
            except LostError:
                problem = f"its process does not start: {self._launched.last_words()}"
                self._end()
                self._launched.close()
                continue
            self._least = sum(p.resident for p in self._descendants.of(self._launched.root.pid))
            return
        raise VerifyError(problem)

    def apply(self, *arguments: Float32s, row: int | None = None, fused: bool = False) -> Float32s:
        """The outputs of the file's function, computed `row` elements at a time; from any thread.

        Raises:
            VerifyError: There are none.
        """
        action = APPLY_FUSED if fused else APPLY
        return self._running.apply(action, arguments, len(arguments[0]) if row is None else row)

    def on_patterns(self, start: int, count: int) -> Float32s:
        """The outputs for consecutive bit patterns, which its process makes; from any thread.

        Raises:
            VerifyError: There are none.
        """
        return self._running.on_patterns(start, count)

    def _end(self) -> None:
        """End the process and all that came of it, and with it whoever waits for an answer."""
        if self._launched is not None:
            self._descendants.end(self._launched.root)
            for one in self._launched.channels:
                one.hang_up()


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder that is gone afterwards, whatever was left in it."""
    folder = Path(tempfile.mkdtemp(prefix="verify-"))
    try:
        yield folder
    finally:
        with suppress(RecursionError):
            shutil.rmtree(folder, ignore_errors=True)


def rows_of(sandbox: Sandbox, fused: bool) -> Callable[[Float32s, int], Float32s]:
    """The function, alone or inside a larger one, on an array and so many elements at a time."""
    return lambda x, row: sandbox.apply(x, row=row, fused=fused)


@dataclass(frozen=True)
class Sandboxed:
    """The file's function as a kernel that is swept: on arrays, and on inputs that its process makes."""

    sandbox: Sandbox

    def __call__(self, x: Float32s) -> Float32s:
        """As `Sandbox.apply`, all at once."""
        return self.sandbox.apply(x)

    def on_patterns(self, start: int, count: int) -> Float32s:
        """As `Sandbox.on_patterns`."""
        return self.sandbox.on_patterns(start, count)

"""A process that runs a foreign file: started with little, watched while it is asked, ended with all that came of it."""

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from results.verification import channel
from results.verification.channel import APPLY, APPLY_FUSED, IDENTIFY, LOAD, Channel, Float32s, LostError
from results.verification.environment import scrubbed
from results.verification.isolation import NONE, room_for, working
from results.verification.processes import Descendants
from results.verification.report import VerifyError, plain

GIB = 2**30
_LOOK_SECONDS = 0.1
_LOOK_SHARE = 50
"""Between two looks at the processes passes so many times what one took."""
_LEAVE_SECONDS = 10.0
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Limits:
    """How much the process and all that comes of it may take.

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


@dataclass(frozen=True)
class Job:
    """The file to serve.

    Attributes:
        text: What it holds; the process is given a copy, so that what was read here is what runs there.
        suffix: .py or .h.
        function: The name of its function.
        export_format: Says which backend runs it.
        device: auto, cpu or gpu.
    """

    text: bytes
    suffix: str
    function: str
    export_format: str
    device: str


@dataclass
class _Started:
    root: "subprocess.Popen[bytes]"
    channels: list[Channel]
    free: list[Channel]


class Sandbox:
    """The process of one job; enter it, then `watch` what asks it."""

    def __init__(self, job: Job, limits: Limits) -> None:
        self.job, self.limits = job, limits
        self.isolation = NONE
        self.identity = ""
        self._started: _Started | None = None
        self._descendants = Descendants()
        self._least: int | None = None
        self._until = float("inf")
        self._turn = threading.Condition()
        self._starting = threading.Lock()
        self._over = False
        self._errors: IO[bytes] = io.BytesIO()

    def watch(self, work: Callable[[], _Found]) -> _Found:
        """What `work` returns; it runs in a thread and may ask, while this one looks at the processes.

        Raises:
            VerifyError: They took more than they may, or gave no answer; or `work` raised it.
        """
        self._until = time.monotonic() + self.limits.seconds
        with _scratch() as folder, tempfile.TemporaryFile() as self._errors, self._descendants:
            return self._watched(lambda: self._run(folder, work))

    def _run(self, folder: Path, work: Callable[[], _Found]) -> _Found:
        self._start(folder)
        self._request(lambda: self._own.ask(LOAD, (), 0))
        found = work()
        for one in self._running.channels:
            self._request(one.check_silent)
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

    def _look(self) -> None:
        """Refuse what is above a limit.

        Raises:
            VerifyError: Something is.
        """
        if time.monotonic() > self._until:
            raise VerifyError(f"it did not finish within {self.limits.seconds:g} s")
        if self._started is None:
            return
        there = [p for p in self._descendants.of(self._started.root.pid) if not p.ended]
        if len(there) > self.limits.processes:
            raise VerifyError(f"it started more than {self.limits.processes} processes")
        if self._least is not None and sum(p.resident for p in there) > self._least + self.limits.memory:
            raise VerifyError(f"it took more than {self.limits.memory / GIB:g} GiB of memory above its start")

    @property
    def _running(self) -> _Started:
        if self._started is None:
            raise VerifyError("its process is not running")
        return self._started

    @property
    def _own(self) -> Channel:
        return self._running.channels[0]

    def _start(self, folder: Path) -> None:
        """Start the process in the strongest isolation in which it says its fingerprint.

        Raises:
            VerifyError: It does not start.
        """
        file = folder / f"kernel{self.job.suffix}"
        file.write_bytes(self.job.text)
        environment, room = scrubbed(folder, self.job.device), room_for(folder)
        problem = "no way to start it is known here"
        for isolation in working(room, environment):
            with self._starting:
                if self._over:
                    break
                self._started = self._process(isolation.prefix(room), file, environment)
            self.isolation = isolation.name
            try:
                self.identity = self._own.ask_text(IDENTIFY)
            except LostError:
                problem = f"its process does not start: {self._last_words()}"
                self._end()
                continue
            except channel.FailedError as error:
                raise VerifyError(plain(str(error))) from None
            self._least = sum(p.resident for p in self._descendants.of(self._started.root.pid))
            return
        raise VerifyError(problem)

    def _process(self, prefix: list[str], file: Path, environment: dict[str, str]) -> _Started:
        pairs = [channel.pair() for _ in range(os.cpu_count() or 1)]
        theirs = [end.fileno() for _, end in pairs]
        command = [*prefix, sys.executable, "-P", "-m", "results.verification.enter", str(file)]
        command += [self.job.function, self.job.export_format, str(self.limits.file_bytes), *map(str, theirs)]
        try:
            root = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                cwd=file.parent,
                env=environment,
                pass_fds=theirs,
                start_new_session=True,
            )
        finally:
            for _, end in pairs:
                end.close()
        channels = [Channel(end) for end, _ in pairs]
        return _Started(root, channels, list(channels))

    def _last_words(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._running.root.wait(timeout=_LEAVE_SECONDS)
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - 2000))
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return plain(lines[-1]) if lines else self._end_text()

    def apply(self, *arguments: Float32s, row: int | None = None, fused: bool = False) -> Float32s:
        """The outputs of the file's function, computed `row` elements at a time; from any thread.

        Raises:
            VerifyError: There are none.
        """
        row = len(arguments[0]) if row is None else row
        with self._turn:
            self._turn.wait_for(lambda: self._running.free)
            one = self._running.free.pop()
        try:
            return self._request(lambda: one.ask(APPLY_FUSED if fused else APPLY, arguments, row))
        finally:
            with self._turn:
                self._running.free.append(one)
                self._turn.notify()

    def _request(self, ask: Callable[[], _Found]) -> _Found:
        try:
            return ask()
        except LostError:
            raise VerifyError(self._end_text()) from None
        except channel.FailedError as error:
            raise VerifyError(plain(str(error))) from None
        except channel.StrayError:
            raise VerifyError("its process wrote what nobody asked for") from None

    def _end_text(self) -> str:
        """How the process ended."""
        with suppress(subprocess.TimeoutExpired):
            self._running.root.wait(timeout=2.0)
        code = self._running.root.returncode
        if code is None:
            return "its process closed the connection"
        number = -code if code < 0 else code - 128
        if number in signal.valid_signals():
            return f"its process was ended by {signal.Signals(number).name}"
        return f"the process died with exit status {code}"

    def _end(self) -> None:
        """End the process and all that came of it, and with it whoever waits for an answer."""
        if self._started is not None:
            self._descendants.end(self._started.root)
            for one in self._started.channels:
                one.close()


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

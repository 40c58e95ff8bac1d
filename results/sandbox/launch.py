"""One process that serves a foreign file: how it is started, asked, and what is said of its end."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from evaluators import project
from results.sandbox import channel
from results.sandbox.channel import LOAD, Channel, Float32s
from results.verification.report import VerifyError, plain

CONNECTIONS = (os.cpu_count() or 1) + 1
"""One for each core, and one that is asked while others wait for the process to wake."""
_LEAVE_SECONDS = 10.0
_Found = TypeVar("_Found")


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


class Launched:
    """A running process with its connections."""

    def __init__(self, command: list[str], file: Path, environment: dict[str, str], errors: IO[bytes]) -> None:
        pairs = [(*socket.socketpair(), channel.area()) for _ in range(CONNECTIONS)]
        self._errors = errors
        self.channels = [Channel(ours, area) for ours, _, area in pairs]
        self._free = list(self.channels)
        self._turn = threading.Condition()
        self.root = subprocess.Popen(
            [*command, *(f"{theirs.fileno()},{area}" for _, theirs, area in pairs)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=file.parent,
            env=environment,
            pass_fds=[number for _, theirs, area in pairs for number in (theirs.fileno(), area)],
            start_new_session=True,
        )
        for _, theirs, _ in pairs:
            theirs.close()

    def identity(self) -> str:
        """The fingerprint of its backend as JSON, told before it has run any of the file.

        Raises:
            LostError: It does not start.
            VerifyError: It says that there is none.
        """
        try:
            return self.channels[0].ask_text(channel.IDENTIFY)
        except channel.FailedError as error:
            raise VerifyError(plain(str(error))) from None

    def load(self) -> None:
        """Have it run the file.

        Raises:
            VerifyError: It cannot.
        """
        self._request(lambda: self.channels[0].ask(LOAD, (), 0))

    def apply(self, action: int, arguments: tuple[Float32s, ...], row: int) -> Float32s:
        """The outputs of the file's function; from any thread.

        Raises:
            VerifyError: There are none.
        """
        return self._asked(lambda one: one.ask(action, arguments, row))

    def on_patterns(self, start: int, count: int) -> Float32s:
        """The same for consecutive bit patterns.

        Raises:
            VerifyError: There are none.
        """
        return self._asked(lambda one: one.ask_patterns(start, count))

    def _asked(self, ask: Callable[[Channel], Float32s]) -> Float32s:
        """The answer of a connection that is free, when one is."""
        with self._turn:
            self._turn.wait_for(lambda: self._free)
            one = self._free.pop()
        try:
            return self._request(lambda: ask(one))
        finally:
            with self._turn:
                self._free.append(one)
                self._turn.notify()

    def check_silent(self) -> None:
        """Refuse what was not asked for.

        Raises:
            VerifyError: There is something.
        """
        for one in self.channels:
            self._request(one.check_silent)

    def _request(self, ask: Callable[[], _Found]) -> _Found:
        try:
            return ask()
        except channel.LostError:
            raise VerifyError(self.end_text()) from None
        except channel.FailedError as error:
            raise VerifyError(plain(str(error))) from None
        except channel.StrayError:
            raise VerifyError("its process sent an answer that breaks the protocol") from None

    def close(self) -> None:
        """Give back what its connections hold, when nobody asks any more."""
        for one in self.channels:
            one.close()

    def last_words(self) -> str:
        """The last line that it wrote, or how it ended."""
        with suppress(subprocess.TimeoutExpired):
            self.root.wait(timeout=_LEAVE_SECONDS)
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - 2000))
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return plain(lines[-1]) if lines else self.end_text()

    def end_text(self) -> str:
        """Sentence on the end of the process."""
        with suppress(subprocess.TimeoutExpired):
            self.root.wait(timeout=2.0)
        code = self.root.returncode
        if code is None:
            return "its process closed the connection"
        number = -code if code < 0 else code - 128
        if number in signal.valid_signals():
            return f"its process was ended by {signal.Signals(number).name}"
        return f"the process died with exit status {code}"


def command_for(job: Job, file: Path, file_bytes: int) -> list[str]:
    """The command that serves a job's file, without its connections."""
    program = [sys.executable, "-P", "-m", project.module("results.sandbox.enter")]
    return [*program, str(file), job.function, job.export_format, str(file_bytes)]

"""Steps on one candidate that may raise, hang, exit, eat the memory or return nonsense: each ends in a Status.

A step runs in a child process with a limit of memory and of wall time; the child serves one candidate after another and
is replaced when it dies. What became of a candidate is a verdict, and a verdict is a logged input of the epochs.
"""

import json
import math
import os
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any, cast

from evaluators import project
from evaluators.report import Status

LONGEST_BYTES = 16 * 2**30
"""Address space of a child; XLA reserves several GiB that it never touches."""
SLOWEST = 30.0
"""A step has timed out after this many times the median of those before it, and never sooner than PATIENCE_SECONDS."""
PATIENCE_SECONDS = 60.0
START_SECONDS = 300.0
READY = "ready"


@dataclass(frozen=True)
class Candidate:
    """A program that a step is asked for.

    Attributes:
        key: Names the program, whatever its representation.
        text: What the step's function is given.
    """

    key: str
    text: str


@dataclass(frozen=True)
class StepResult:
    """Verdict on a candidate, with its value where there is one.

    Attributes:
        key: Of the candidate.
        status: OK, or why there is no value.
        value: What the step returned, where status is OK.
        seconds: Wall time of the step.
        reason: More about a status that is not OK.
    """

    key: str
    status: Status
    value: float | None
    seconds: float
    reason: str = ""


@dataclass(frozen=True)
class StepLimits:
    """Limits of a step: address space in bytes, and wall time in seconds while there is no median yet."""

    memory: int = LONGEST_BYTES
    patience: float = PATIENCE_SECONDS


class StepRunner:
    """Runs a function `module:name`, text to number, on candidates; not for several threads at once.

    `environment` goes on top of this process's own.
    """

    def __init__(
        self, function: str, limits: StepLimits | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self.function, self.limits, self.environment = function, limits or StepLimits(), environment or {}
        self._child: subprocess.Popen[str] | None = None
        self._taken: list[float] = []

    def run(self, candidate: Candidate) -> StepResult:
        """Run the step on a candidate and give its verdict; never raises on the candidate's account."""
        began = time.monotonic()
        answer = self._ask(candidate.text)
        seconds = time.monotonic() - began
        if answer is None:
            status, reason = self._lost()
            return StepResult(candidate.key, status, None, seconds, reason)
        self._taken.append(seconds)
        if answer["status"] != Status.OK:
            return StepResult(candidate.key, Status(answer["status"]), None, seconds, answer["reason"])
        value = answer["value"]
        if not isinstance(value, float) or not math.isfinite(value):
            return StepResult(candidate.key, Status.NOT_FINITE, None, seconds, f"the step returned {value}")
        return StepResult(candidate.key, Status.OK, value, seconds)

    def _allowed(self) -> float:
        return max(self.limits.patience, SLOWEST * statistics.median(self._taken[-100:] or [0.0]))

    def _ask(self, text: str) -> dict[str, Any] | None:
        """The child's answer; None where it gives none in time."""
        child = self._living()
        try:
            _pipe(child.stdin).write(json.dumps({"text": text}) + "\n")
            _pipe(child.stdin).flush()
        except BrokenPipeError:
            return None
        line = _line(child, self._allowed())
        return json.loads(line) if line.endswith("\n") else None

    def _lost(self) -> tuple[Status, str]:
        """End the child that gave no answer; what that means."""
        child = self._living()  # not a new one: it was there when it was asked
        try:
            code: int | None = child.wait(timeout=1.0)  # a child that has closed its pipe is about to be gone
        except subprocess.TimeoutExpired:
            code = None
        self.close()
        if code is None:
            return Status.TIMED_OUT, f"no answer within {self._allowed():.0f} s"
        return Status.DIED, f"killed by {signal.Signals(-code).name}" if code < 0 else f"left with exit status {code}"

    def _living(self) -> "subprocess.Popen[str]":
        """The child; what it imports is no part of any step."""
        if self._child is None:
            child = project.module("evo.workers.step_child")
            command = [sys.executable, "-P", "-m", child, self.function, str(self.limits.memory)]
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                env={**os.environ, **self.environment, "PYTHONPATH": project.child_path()},
            )
            if _line(self._child, START_SECONDS) != READY + "\n":
                self.close()
                raise RuntimeError(f"a child for {self.function} does not start")
        return self._child

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _line(child: "subprocess.Popen[str]", seconds: float) -> str:
    """A line that the child writes in that time; what there is of it where it ends, nothing where it is late."""
    out = _pipe(child.stdout)
    return out.readline() if select.select([out], [], [], seconds)[0] else ""


def _pipe(pipe: IO[str] | None) -> IO[str]:
    """One of the child's pipes, with which it is always started."""
    return cast("IO[str]", pipe)

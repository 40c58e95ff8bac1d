"""Feeds mutated inputs to every reader: no traceback, no code run, nothing that takes long, one line of explanation.

    python -m tests.hostile.fuzz --cases 200000 --seed 1

A case is made from (seed, reader, number) alone; a failure prints them, and `--only READER --first NUMBER --cases 1` makes
the same input again.
"""

import argparse
import contextlib
import io
import os
import random
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import run as program
from tests.hostile.readers import READERS, Reader

SECONDS = 10
"""Longest that reading one input may take."""
SENTENCE = 4_000
"""Characters that one explanation may have."""
RUNNING = (
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "subprocess.Popen",
    "pty.spawn",
    "socket.connect",
    "ctypes.dlopen",
)
"""Audited events that no reader has a use for."""


class HangError(BaseException):
    """A case took too long; no reader catches it."""


@dataclass(frozen=True)
class Failure:
    """A case that did not end as it should."""

    reader: str
    seed: int
    number: int
    original: str
    problem: str

    def __str__(self) -> str:
        return f"{self.reader} {self.number} (seed {self.seed}, from {self.original}): {self.problem}"


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise HangError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _command(arguments: tuple[str, ...]) -> str | None:
    """The problem with how a command ended, if any."""
    out, err = io.StringIO(), io.StringIO()
    code: Any = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            program.main(list(arguments))
        except SystemExit as leave:
            code = leave.code
    said = [line for line in err.getvalue().splitlines() if not line.startswith("warning:")]
    if code not in (0, None, 1, 2):
        return f"{arguments[0]} ended with exit code {code}"
    if code in (1, 2) and not out.getvalue() and (len(said) != 1 or not said[0].startswith("error: ")):
        return f"{arguments[0]} ended with {code} and not with one line: {err.getvalue()[:500]!r}"
    if len(err.getvalue()) > SENTENCE:
        return f"{arguments[0]} explains itself in {len(err.getvalue()):,} characters"
    bad = [c for c in err.getvalue() + out.getvalue() if (c < " " and c not in "\n\t") or c in "\x7f\u202e\u2066"]
    return f"{arguments[0]} printed the control character {bad[0]!r}" if bad else None


def _problem_of(reader: Reader, file: Path, folder: Path) -> str | None:
    for make in reader.commands:
        problem = _command(make(file, folder))
        if problem is not None:
            return problem
    for call in reader.calls:
        try:
            call(file, folder)
        except (ValueError, OSError, RuntimeError) as error:
            if isinstance(error, RecursionError) or not str(error).strip() or len(str(error)) > SENTENCE:
                return f"not one sentence: {type(error).__name__}: {str(error)[:500]}"
    return None


def attempt(reader: Reader, seed: int, number: int) -> Failure | None:
    """One case of a reader: None where it ends as it should."""
    rng = random.Random(f"{seed} {reader.name} {number}")
    originals = reader.originals()
    name = rng.choice(sorted(originals))
    data = rng.choice(reader.mutations)(originals[name], rng)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if reader.around is not None:
            reader.around(folder)
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        canary = str(folder / "canary")
        file.write_bytes(data.replace(b"CANARY", canary.encode()))
        problem, ran = None, list[str]()
        try:
            with _limited(), _watched(ran):
                problem = _problem_of(reader, file, folder)
        except HangError:
            problem = f"no end within {SECONDS} s"
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            problem = "".join(traceback.format_exception(error)[-4:])
        if os.path.exists(canary) or ran:
            problem = f"code ran: {ran or 'the canary is there'}"
    return None if problem is None else Failure(reader.name, seed, number, name, problem)


_events: list[list[str]] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _events and event.startswith(RUNNING):
        _events[-1].append(f"{event} {arguments!r:.200}")


@contextlib.contextmanager
def _watched(ran: list[str]) -> Iterator[None]:
    """Events meanwhile that run something are added to a list."""
    if not _installed:
        sys.addaudithook(_audit)  # for as long as the process lives: there is no way to take one back
        _installed.append(True)
    _events.append(ran)
    try:
        yield
    finally:
        _events.pop()


_installed: list[bool] = []


def failures(reader: Reader, seed: int, numbers: range) -> Iterator[Failure]:
    """Failures among some cases."""
    for number in numbers:
        failure = attempt(reader, seed, number)
        if failure is not None:
            yield failure


def main(arguments: list[str] | None = None) -> int:
    """Feed cases to all readers in turn; 1 where one fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2_000, help="inputs, shared equally among the readers")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--only", choices=sorted(READERS), help="one reader")
    given = parser.parse_args(arguments)
    chosen = [READERS[given.only]] if given.only else list(READERS.values())
    count, found = 0, 0
    for reader in chosen:
        numbers = range(given.first, given.first + -(-given.cases // len(chosen)))
        count += len(numbers)
        for failure in failures(reader, given.seed, numbers):
            found += 1
            print(failure, flush=True)
        print(f"{reader.name}: {len(numbers):,} inputs", file=sys.stderr, flush=True)
    print(f"{count:,} inputs, {found} failures")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())

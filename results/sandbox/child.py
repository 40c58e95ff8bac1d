"""Serves a foreign file's function: what is asked comes in, raw words go out. It measures nothing and judges nothing.

The fingerprint is told before the file is loaded, while the process runs this project's code alone. What it says later is
the file's word: the other side judges the outputs and believes nothing else.
"""

import functools
import importlib.util
import json
import mmap
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluators.backends.jax_backend import dispatch_inline
from evaluators.backends.jax_patterns import OnPatterns
from evaluators.backends.lengths import by_rows, inside_larger
from evaluators.backends.table import BACKENDS, Backend
from evaluators.report import to_json
from results.export import jax_format, pallas_format
from results.sandbox.channel import (
    APPLY_FUSED,
    AREA_BYTES,
    DONE,
    FAILED,
    HEADER,
    IDENTIFY,
    LOAD,
    LONGEST,
    OUTPUTS,
    PATTERNS,
    LostError,
    answer,
    read,
)
from results.verification.c_header import load_header
from results.verification.pieces import in_pieces

RUN_AS = {pallas_format.NAME: jax_format.NAME}
"""Formats without a backend of their own, by the format whose backend runs their files."""
BACKEND_OF_FORMAT = {row.format: row for row in BACKENDS.values()}
BACKEND_OF_FORMAT |= {name: BACKEND_OF_FORMAT[other] for name, other in RUN_AS.items()}
Applied = Callable[..., np.ndarray]


class BadFileError(Exception):
    """The file does not do what an exported kernel does."""


@dataclass
class Served:
    """One file's function: as it is, and inside a larger one; None before it is loaded."""

    file: Path
    name: str
    backend: Backend
    alone: Applied | None = None
    fused: Applied | None = None
    patterns: Callable[[int, int], np.ndarray] | None = None

    def load(self) -> None:
        """Run the file.

        Raises:
            BadFileError: It cannot be run, or defines no such function.
        """
        function = _function(self.file, self.name)
        if self.backend.name == "jax":
            compiled = OnPatterns(function)
            self.alone, self.fused, self.patterns = (
                by_rows(compiled),
                by_rows(inside_larger(function)),
                compiled.on_patterns,
            )
        else:
            in_cache = function if self.backend.name == "c" else in_pieces(lambda *x: np.asarray(function(*x)))
            self.alone = self.fused = by_rows(in_cache)
            self.patterns = lambda start, count: np.asarray(
                in_cache(np.arange(start, start + count, dtype=np.uint32).view(np.float32))
            )

    def apply(self, action: int, arguments: Sequence[np.ndarray], row: int) -> np.ndarray:
        """The function's outputs.

        Raises:
            BadFileError: They are not float32 of the arguments' shape.
        """
        applied = self.fused if action == APPLY_FUSED else self.alone
        return self._checked(applied and functools.partial(applied, *arguments, row), arguments[0].shape)

    def apply_to_patterns(self, start: int, count: int) -> np.ndarray:
        """The function's outputs for consecutive bit patterns.

        Raises:
            BadFileError: As `apply`.
        """
        return self._checked(self.patterns and functools.partial(self.patterns, start, count), (count,))

    def _checked(self, applied: Callable[[], np.ndarray] | None, shape: tuple[int, ...]) -> np.ndarray:
        if applied is None:
            raise BadFileError("nothing is loaded")
        try:
            got = applied()
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a foreign function raises is its report
            raise BadFileError(f"{self.name} raises {type(error).__name__}: {error}") from None
        if got.dtype != np.float32 or got.shape != shape:
            raise BadFileError(
                f"{self.name} returned {got.dtype} of shape {got.shape} for float32 of shape {shape}; "
                "allowed: the same type and shape"
            )
        return got


def _function(path: Path, name: str) -> Callable[..., Any]:
    if path.suffix == ".h":
        try:
            module = load_header(path)
        except ValueError as error:
            raise BadFileError(str(error)) from None
    else:
        module = _module(path)
    function = getattr(module, name, None)
    if not callable(function):
        raise BadFileError(f"the file defines no function {name!r}")
    return function


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("verified_kernel", path)
    if spec is None or spec.loader is None:
        raise BadFileError("it is not a Python file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a foreign file raises is its report
        raise BadFileError(f"it does not import: {type(error).__name__}: {error}") from None
    return module


def serve(file: str, function: str, export_format: str, connections: list[tuple[int, int]]) -> int:
    """Answer on all connections, each a socket and an area, from a thread each until they are closed; 0."""
    served = Served(Path(file), function, BACKEND_OF_FORMAT[export_format])
    ends = [Connection.opened(*numbers) for numbers in connections]
    for end in ends[1:]:
        threading.Thread(target=end.serve, args=(served,), daemon=True).start()
    ends[0].serve(served)
    return 0


@dataclass(frozen=True)
class Connection:
    """The child's end of one connection.

    Attributes:
        end: For requests and answers.
        words: One row an argument, the last for the outputs; shared with the other side.
    """

    end: socket.socket
    words: np.ndarray

    @staticmethod
    def opened(end: int, area: int) -> "Connection":
        """Connection made of the numbers of open files."""
        words = np.frombuffer(mmap.mmap(area, AREA_BYTES), np.float32)
        return Connection(socket.socket(fileno=end), words.reshape(OUTPUTS + 1, LONGEST))

    def serve(self, served: Served) -> None:
        """Answer until the other side is gone."""
        try:
            while True:
                self._serve_one(served)
        except LostError:
            return
        finally:
            self.end.close()

    def _serve_one(self, served: Served) -> None:
        action, count, row, number = HEADER.unpack(read(self.end, HEADER.size))
        try:
            text = None
            if action == IDENTIFY:
                text = _identity(served.backend)
            elif action == LOAD:
                served.load()
            elif action == PATTERNS:
                self.words[OUTPUTS, :count] = served.apply_to_patterns(row, count)
            else:
                self.words[OUTPUTS, :count] = served.apply(action, list(self.words[:number, :count]), row)
        except BaseException as error:  # noqa: BLE001  the other side has to hear of it, whatever it is
            answer(self.end, FAILED, str(error) or type(error).__name__)
        else:
            answer(self.end, DONE, text)


def _identity(backend: Backend) -> str:
    """The fingerprint, as JSON."""
    if backend.name == "jax":
        dispatch_inline()
    return json.dumps(to_json(backend.fingerprint()))

"""The channel between `verify` and the process that runs a foreign file: requests one way, raw words the other.

A request is a header on a socket; the words of its arguments, and later those of its outputs, lie in an area of memory that
both sides hold as a file. The answer on the socket is one word, DONE or FAILED; after FAILED, and where a text was asked for,
a length and a text. The parent reads so many bytes of the area as it asked for, from the file: shrunk by the other side it
gives less, which is an error, where mapped memory would crash. Nothing that comes back is parsed any further.
"""

import os
import socket
import struct
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

Uint32s = NDArray[np.uint32]
Float32s = NDArray[np.float32]

HEADER = struct.Struct("<BIIB")
"""Request, length of each argument, length of a call or the first bit pattern, number of arguments."""
IDENTIFY, LOAD, APPLY, APPLY_FUSED, PATTERNS = range(5)
"""Say the fingerprint of the backend; load the file; apply its function; the same inside a larger function; apply it to
consecutive bit patterns, which the other side makes."""
DONE, FAILED = 0x600D600D, 0xFA11FA11
LONGEST_TEXT = 4096
"""Bytes of a text that either side reads."""
LONGEST = 1 << 20
"""Words of an argument or of the outputs."""
OUTPUTS = 2
"""The place of the outputs in an area, after two arguments."""
AREA_BYTES = 4 * LONGEST * (OUTPUTS + 1)
_WORD = struct.Struct("<I")


class LostError(Exception):
    """The other side is gone."""


class FailedError(Exception):
    """The other side says that it failed; the text is its own."""


class StrayError(Exception):
    """The other side broke the protocol: it wrote unasked, or took away the area for its answer."""


def area() -> int:
    """An area, as a file without a name that is open in this process; memory is taken only for what is written."""
    if hasattr(os, "memfd_create"):
        number = os.memfd_create("verify")
    else:
        with tempfile.TemporaryFile() as file:
            number = os.dup(file.fileno())
    os.ftruncate(number, AREA_BYTES)
    return number


def read(end: socket.socket, count: int) -> bytes:
    """Bytes read, exactly `count` of them.

    Raises:
        LostError: The other side was gone before.
    """
    data = b""
    while len(data) < count:
        more = _attempt(end.recv, count - len(data))
        if not more:
            raise LostError
        data += more
    return data


def write(end: socket.socket, data: bytes) -> None:
    """Write it all.

    Raises:
        LostError: The other side is gone.
    """
    _attempt(end.sendall, data)


def _attempt(action: Callable[[Any], Any], argument: Any) -> Any:
    try:
        return action(argument)
    except OSError:
        raise LostError from None


class Channel:
    """The parent's end of one connection with its area; one request at a time."""

    def __init__(self, end: socket.socket, words: int) -> None:
        self._end, self._words = end, words
        self._busy = threading.Lock()

    def ask(self, action: int, arguments: Sequence[Float32s], row: int) -> Float32s:
        """The outputs for arguments of one length, at most LONGEST, computed `row` at a time.

        Raises:
            LostError, FailedError, StrayError: There is no such answer.
        """
        count = len(arguments[0]) if arguments else 0
        if count > LONGEST:
            raise ValueError(f"{count:,} words do not fit into an area of {LONGEST:,}: ask in parts")
        with self._busy:
            self.check_silent()
            for place, argument in enumerate(arguments):
                os.pwrite(self._words, np.ascontiguousarray(argument).data, 4 * LONGEST * place)
            return self._outputs(HEADER.pack(action, count, row, len(arguments)), count)

    def ask_patterns(self, start: int, count: int) -> Float32s:
        """The outputs for consecutive bit patterns, at most LONGEST, from a multiple of their number on.

        Raises:
            LostError, FailedError, StrayError: There is no such answer.
        """
        with self._busy:
            self.check_silent()
            return self._outputs(HEADER.pack(PATTERNS, count, start, 0), count)

    def _outputs(self, request: bytes, count: int) -> Float32s:
        write(self._end, request)
        self._check_done()
        data = os.pread(self._words, 4 * count, 4 * LONGEST * OUTPUTS)
        if len(data) != 4 * count:
            raise StrayError
        return np.frombuffer(data, np.float32)

    def ask_text(self, action: int) -> str:
        """The text that answers a request without arguments.

        Raises:
            LostError, FailedError, StrayError: There is no such answer.
        """
        write(self._end, HEADER.pack(action, 0, 0, 0))
        self._check_done()
        return self._text()

    def check_silent(self) -> None:
        """Refuse what has arrived without a request.

        Raises:
            StrayError: Something has.
        """
        try:
            stray = self._end.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except OSError:
            return
        if stray:
            raise StrayError

    def hang_up(self) -> None:
        """End the connection; who waits in `ask` meets LostError."""
        with suppress(OSError):
            self._end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give back what it holds, when nobody asks any more."""
        self._end.close()
        with suppress(OSError):
            os.close(self._words)

    def _check_done(self) -> None:
        status = self._word()
        if status == FAILED:
            raise FailedError(self._text())
        if status != DONE:
            raise StrayError

    def _word(self) -> int:
        return _WORD.unpack(read(self._end, _WORD.size))[0]

    def _text(self) -> str:
        return read(self._end, min(self._word(), LONGEST_TEXT)).decode("utf-8", errors="replace")


def answer(end: socket.socket, status: int, text: str | None = None) -> None:
    """Answer a request, from the other side; a text is cut to LONGEST_TEXT bytes.

    Raises:
        LostError: Nobody is there to read it.
    """
    data = b"" if text is None else text.encode("utf-8", errors="replace")[:LONGEST_TEXT]
    length = b"" if text is None else _WORD.pack(len(data))
    write(end, _WORD.pack(status) + length + data)

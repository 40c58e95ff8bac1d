"""What passes between `verify` and the process that runs a foreign file: requests one way, raw words the other.

A request is a header and the words of each argument. An answer is one word, DONE or FAILED; after DONE exactly as many
words as were asked for, after FAILED the length of a text and the text. Nothing that comes back is parsed any further.
"""

import socket
import struct
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

Uint32s = NDArray[np.uint32]
Float32s = NDArray[np.float32]

HEADER = struct.Struct("<BIIB")
"""What to do, length of each argument, length of a call, number of arguments."""
IDENTIFY, LOAD, APPLY, APPLY_FUSED = range(4)
"""Say the fingerprint of the backend; load the file; apply its function; the same inside a larger function."""
DONE, FAILED = 0x600D600D, 0xFA11FA11
LONGEST_TEXT = 4096
"""Bytes of a text that either side reads."""
_BUFFER = 1 << 20


class LostError(Exception):
    """The other side is gone."""


class FailedError(Exception):
    """The other side says that it failed; the text is its own."""


class StrayError(Exception):
    """The other side wrote what nobody asked for."""


def pair() -> tuple[socket.socket, socket.socket]:
    """Two connected ends, with room for a block of words in either direction."""
    ends = socket.socketpair()
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
    return ends


def read_into(end: socket.socket, view: memoryview) -> None:
    """Fill a buffer.

    Raises:
        LostError: The other side was gone before.
    """
    while len(view):
        count = _attempt(end.recv_into, view)
        if count == 0:
            raise LostError
        view = view[count:]


def write(end: socket.socket, *parts: bytes | memoryview) -> None:
    """Write all of several buffers.

    Raises:
        LostError: The other side is gone.
    """
    _attempt(end.sendall, b"".join(parts))


def _attempt(action: Callable[[Any], Any], argument: Any) -> Any:
    try:
        return action(argument)
    except OSError:
        raise LostError from None


def words(array: NDArray) -> memoryview:
    """The bytes of an array."""
    return memoryview(b"") if array.size == 0 else np.ascontiguousarray(array).data.cast("B")


class Channel:
    """The parent's end of one connection; one request at a time."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._busy = threading.Lock()

    def ask(self, action: int, arguments: Sequence[Float32s], row: int) -> Float32s:
        """The outputs for arguments of one length, as many as they are long, computed `row` at a time.

        Raises:
            LostError, FailedError, StrayError: There is no such answer.
        """
        count = len(arguments[0]) if arguments else 0
        with self._busy:
            self.check_silent()
            write(self._end, HEADER.pack(action, count, row, len(arguments)), *(words(a) for a in arguments))
            self._check_done()
            outputs = np.empty(count, np.uint32)
            read_into(self._end, words(outputs))
        return outputs.view(np.float32)

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

    def close(self) -> None:
        """End the connection; who waits in `ask` meets LostError."""
        with suppress(OSError):
            self._end.shutdown(socket.SHUT_RDWR)
        self._end.close()

    def _check_done(self) -> None:
        status = self._word()
        if status == FAILED:
            raise FailedError(self._text())
        if status != DONE:
            raise StrayError

    def _word(self) -> int:
        word = np.empty(1, np.uint32)
        read_into(self._end, words(word))
        return int(word[0])

    def _text(self) -> str:
        data = bytearray(min(self._word(), LONGEST_TEXT))
        read_into(self._end, memoryview(data))
        return data.decode("utf-8", errors="replace")


def answer(end: socket.socket, status: int, *parts: bytes | memoryview) -> None:
    """Answer a request, from the other side.

    Raises:
        LostError: Nobody is there to read it.
    """
    write(end, np.uint32(status).tobytes(), *parts)


def answer_text(end: socket.socket, status: int, text: str) -> None:
    """The same with a text, cut to LONGEST_TEXT bytes.

    Raises:
        LostError: Nobody is there to read it.
    """
    data = text.encode("utf-8", errors="replace")[:LONGEST_TEXT]
    answer(end, status, np.uint32(len(data)).tobytes(), data)

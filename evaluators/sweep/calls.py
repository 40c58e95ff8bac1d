"""A kernel called on every bit pattern in turn: by arrays, or, where it can, by inputs that it makes itself.

Inputs made inside a compiled function cost no memory. That its bits are those of a call with an array, which is what ships, is
checked in every CHECKED-th chunk.
"""

import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from evaluators.sweep.judge import BLOCK, UnaryKernel, call
from evaluators.sweep.tally import CHUNK

Float32s = NDArray[np.float32]

STRETCH = 1 << 18
"""Bit patterns that are judged together: their outputs take half of a second-level cache."""
CHECKED = 63
"""Odd, so that the chunks checked come from all eighths of binades."""


class OtherBitsError(Exception):
    """A kernel that makes its own inputs gives other bits than one that is called with them."""


class Caller(threading.local):
    """The outputs of one kernel for STRETCH consecutive bit patterns; each thread has its own buffers.

    Args:
        name: The kernel's.
        kernel: Called with BLOCK inputs at a time, unless it is an `OnPatterns`.
        alone: Call it with arrays all the same.
    """

    def __init__(self, name: str, kernel: UnaryKernel, alone: bool = False) -> None:
        self._name, self._kernel = name, kernel
        self._own: Callable[[int, int], Float32s] | None = None if alone else getattr(kernel, "on_patterns", None)
        self._offsets, self._bits = np.arange(BLOCK, dtype=np.uint32), aligned(BLOCK)
        self._outputs = np.empty(STRETCH, np.float32)

    def __call__(self, start: int) -> Float32s:
        """The outputs from a bit pattern on; they hold until the next call.

        Raises:
            OtherBitsError: They are checked here, and are not those of calls with arrays.
            TypeError: As `judge.call`.
        """
        if self._own is None:
            return self._by_arrays(start)
        got = self._own(start, STRETCH)
        if start // CHUNK % CHECKED == 0 and not _same(got, self._by_arrays(start)):
            raise OtherBitsError(self._name)
        return got

    def _by_arrays(self, start: int) -> Float32s:
        for at in range(0, STRETCH, BLOCK):
            np.add(self._offsets, np.uint32(start + at), out=self._bits)
            self._outputs[at : at + BLOCK] = call(self._name, self._kernel, self._bits.view(np.float32))
        return self._outputs


def aligned(count: int) -> NDArray[np.uint32]:
    """Memory that begins at a cache line: XLA takes it as it is, and copies any other."""
    raw = np.empty(4 * count + 64, np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + 4 * count].view(np.uint32)


def _same(got: Float32s, wanted: Float32s) -> bool:
    """Equal bits, or a nan for a nan."""
    if got.dtype != np.float32 or got.shape != wanted.shape:
        return False
    differ = np.flatnonzero(got.view(np.uint32) != wanted.view(np.uint32))
    return bool((np.isnan(got[differ]) & np.isnan(wanted[differ])).all())

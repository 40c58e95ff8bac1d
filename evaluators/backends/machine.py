"""This machine: the parts of a fingerprint that every backend shares, and the probes of flush-to-zero."""

import contextlib
import ctypes
import functools
import os
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""Numbers of glibc's options (mallopt(3))."""
_KEPT_BYTES = 1 << 25

_EXTENSIONS = ("sse4_2", "avx", "avx2", "fma", "avx512f", "avx512vl", "avx512dq", "asimd", "sve")
"""CPU features that change which instructions a compiler picks for float32 arithmetic."""


def isa() -> str:
    """Architecture and the vector extensions in use, for example `x86_64 avx2 fma`."""
    info = Path("/proc/cpuinfo")
    words: set[str] = set()
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith(("flags", "Features")):
                words = set(line.split(":", 1)[1].split())
                break
    return " ".join([platform.machine(), *(name for name in _EXTENSIONS if name in words)])


def cpu_name() -> str:
    """The processor's own name."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def versions(*packages: str) -> tuple[tuple[str, str], ...]:
    """(package, version) of those that are installed, ascending."""
    found = []
    for name in sorted(packages):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def probe_flushing(scale: Callable[[np.ndarray, np.float32], np.ndarray]) -> tuple[bool, bool]:
    """(ftz, daz): whether results below the normal range become zero, and whether subnormal inputs are taken as zero.

    Args:
        scale: The backend's float32 product of an array and a number.
    """
    smallest = np.array([0x00800000], dtype=np.uint32).view(np.float32)
    subnormal = np.array([0x00400000], dtype=np.uint32).view(np.float32)
    halved = np.asarray(scale(smallest, np.float32(0.5))).view(np.uint32)[0]
    raised = np.asarray(scale(subnormal, np.float32(2.0**100))).view(np.uint32)[0]
    return bool(halved == 0), bool(raised == 0)


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """Hold this thread to one core meanwhile, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@functools.cache
def keep_freed_memory() -> None:
    """Have a C library that can, glibc's, keep the memory of freed arrays: fresh pages cost more than a kernel's arithmetic."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if set_option is not None:
        set_option(_MMAP_THRESHOLD, _KEPT_BYTES)
        set_option(_TRIM_THRESHOLD, _KEPT_BYTES)

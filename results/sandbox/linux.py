"""System calls that Python does not wrap; each raises OSError where the kernel refuses. The standard library alone."""

import ctypes
import os
import sys

HERE = sys.platform == "linux"
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
"""Capabilities by which root reads files of other users."""
READ_ONLY, NO_SETUID = 0x1, 0x2
"""MOUNT_ATTR_RDONLY and MOUNT_ATTR_NOSUID of mount_setattr(2)."""
BIND, RECURSIVE = 0x1000, 0x4000
"""MS_BIND and MS_REC of mount(2)."""
NO_SUID, NO_DEVICES, NO_PROGRAMS, MOUNT_READ_ONLY = 0x2, 0x4, 0x8, 0x1

_SET_PARENT_DEATH, _DROP_BOUNDING, _SET_SUBREAPER, _GET_SUBREAPER, _NO_NEW_PRIVILEGES, _AMBIENT = 1, 24, 36, 37, 38, 47
_CLEAR_AMBIENT, _KILL = 4, 9
_CAPABILITY_VERSION, _CAPABILITIES = 0x20080522, 64
_MOUNT_SETATTR, _HERE_FD, _ALL_BELOW = 442, -100, 0x8000


def _call(function: str, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = getattr(libc, function)(*arguments)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{function}: {os.strerror(number)}")
    return result


def _prctl(option: int, *arguments: object) -> int:
    values = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments]
    return _call("prctl", option, *values, *[ctypes.c_ulong(0)] * (4 - len(values)))


def die_with_parent() -> None:
    """Have the kernel kill this process as soon as the thread that started it ends."""
    _prctl(_SET_PARENT_DEATH, _KILL)


def adopts_orphans() -> bool:
    """True if orphaned descendants become children of this process."""
    found = ctypes.c_int(0)
    _prctl(_GET_SUBREAPER, ctypes.byref(found))
    return bool(found.value)


def adopt_orphans(adopt: bool) -> None:
    """Have orphaned descendants become children of this process, or not."""
    _prctl(_SET_SUBREAPER, int(adopt))


def drop_privileges(kept: tuple[int, ...] = ()) -> None:
    """Give up all capabilities but some, and whatever a program that is started could add; of this thread, and for good."""
    for capability in range(_CAPABILITIES):
        try:
            _prctl(_DROP_BOUNDING, capability)
        except OSError:
            break  # no more of them, or none that this process may drop
    _prctl(_AMBIENT, _CLEAR_AMBIENT)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    _call("capget", header, held)
    mask = sum(1 << capability for capability in kept)
    left = held[0] & mask, held[1] & mask
    _call("capset", header, (ctypes.c_uint32 * 6)(*left, 0, 0, 0, 0))
    _prctl(_NO_NEW_PRIVILEGES, 1)


def mount(source: str, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    """Put a file system, or another path, at a path."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    data = None if options is None else options.encode()
    _call("mount", *texts, ctypes.c_ulong(flags), data)


def set_mount(path: str, add: int = 0, remove: int = 0, below: bool = False) -> None:
    """mount_setattr(2), from Linux 5.12 on: flags of a mount, and of all mounts below it."""
    attributes = (ctypes.c_uint64 * 4)(add, remove, 0, 0)
    flags = ctypes.c_uint(_ALL_BELOW if below else 0)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    number, folder = ctypes.c_long(_MOUNT_SETATTR), ctypes.c_int(_HERE_FD)
    _call("syscall", number, folder, os.fsencode(path), flags, attributes, size)

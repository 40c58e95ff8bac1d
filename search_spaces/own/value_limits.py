"""Limits on one value of an expression: on its size, and on the processor time that it takes.

mpmath has no largest number and no longest sum: 9**9**9**9 and hermite(1e7, x) are legal there, and never end.
"""

import ctypes
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

MOST_LOG2 = 2**16
"""Largest binary exponent of any intermediate value: float64 ends at 2**1024, and exp(exp(10)) is within."""
VALUE_SECONDS = 2.0
"""Most processor time of one value. A float64 filter takes 10,000 values and more: at this rate half a day."""
LOOK_SECONDS = 0.1
IDLE_LOOKS = 20
"""The watching thread looks so often, and ends when it has seen nothing to watch so many times."""

Value = TypeVar("Value")

_CLOCK_OF: Callable[[int], int] | None = getattr(time, "pthread_getcpuclockid", None)
"""From a thread to its processor clock; without one, as on macOS, wall time counts."""


class OutOfReach(ValueError):  # noqa: N818  the expressions' errors are named after it
    """A value that cannot be had: it is too large, or mpmath does not find it."""


class Endless(OutOfReach):
    """A value that takes too long: others near by will too."""


class TooLargeError(ArithmeticError):
    """A value beyond 2**MOST_LOG2."""


class TooSlowError(ArithmeticError):
    """A value that took more than VALUE_SECONDS."""


class _StruckError(BaseException):
    """Raised in a thread whose time is up; no Exception, so that no library takes it for a failure of its own."""


@dataclass
class _Watched:
    """A computation under way: the processor clock of its thread, the reading at which its time is up, what it is a part of."""

    clock: int
    end: float
    outer: "_Watched | None" = None
    struck: bool = False


_lock = threading.Lock()
_watched: dict[int, _Watched] = {}
_watchers: list[threading.Thread] = []


def sized(mp: Any, value: Any) -> Any:
    """The value.

    Raises:
        TooLargeError: It is finite and its size is above 2**MOST_LOG2.
    """
    if mp.isfinite(value) and mp.mag(value) > MOST_LOG2:
        raise TooLargeError(f"a value above 2**{MOST_LOG2}")
    return value


def power(mp: Any, base: Any, exponent: Any) -> Any:
    """base**exponent, not begun where it is certainly too large.

    Raises:
        TooLargeError: See sized.
    """
    if mp.isfinite(base) and mp.isfinite(exponent) and base and exponent:
        least = mp.mag(base) - 1  # |base| >= 2**least
        if exponent.real * least > MOST_LOG2:
            raise TooLargeError(f"a value above 2**{MOST_LOG2}")
    return sized(mp, base**exponent)


def in_time(compute: Callable[[], Value], seconds: float = VALUE_SECONDS) -> Value:
    """Value that `compute` returns, run in this thread under a limit of processor time.

    Raises:
        TooSlowError: It took longer than `seconds` of this thread's processor time.
    """
    thread = threading.get_ident()
    clock = time.CLOCK_MONOTONIC if _CLOCK_OF is None else _CLOCK_OF(thread)
    mine = _Watched(clock, time.clock_gettime(clock) + seconds)
    try:
        try:
            _watch(thread, mine)
            return compute()
        finally:
            _forget(thread, mine)
    except _StruckError:
        _forget(thread, mine)
        raise TooSlowError(f"more than {seconds:g} s of processor time") from None


def _watch(thread: int, mine: _Watched) -> None:
    with _lock:
        mine.outer = _watched.get(thread)
        if mine.outer is not None:
            mine.end = min(mine.end, mine.outer.end)
        _watched[thread] = mine
        if not _watchers or not _watchers[-1].is_alive():  # none yet, or a fork has left it behind
            _watchers[:] = [threading.Thread(target=_look, name="value-limits", daemon=True)]
            _watchers[0].start()


def _forget(thread: int, mine: _Watched) -> None:
    """End the watch; an error that has been sent and has not arrived arrives no more."""
    with _lock:
        if _watched.get(thread) is mine:
            del _watched[thread]
            if mine.outer is not None:
                _watched[thread] = mine.outer
        if mine.struck:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)


def _look() -> None:
    """Send _StruckError to threads whose time is up, until there has been nothing to watch for a while."""
    idle = 0
    while True:
        time.sleep(LOOK_SECONDS)
        with _lock:
            idle = 0 if _watched else idle + 1
            if idle > IDLE_LOOKS:
                _watchers.clear()
                return
            for thread, one in _watched.items():
                if not one.struck and time.clock_gettime(one.clock) > one.end:
                    one.struck = True
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_StruckError))

"""install(): kernels under jax's own functions; jit, vmap, grad, scan and every dtype as before.

    from evonumerics import install, uninstall
    print(install())                     # every kernel, for the whole process, until uninstall()
    with install(ulps=1): ...            # in this thread, until the end of the block
    @install(only=["sin", "gelu"])       # in this function, whichever thread calls it
    def step(state): ...

What is in effect is what the last install() chose, or in a block the innermost. Nothing has to be traced again by hand: the
choice is part of the key under which jax keeps compiled functions, so a function compiled before is compiled anew at its
next call, and found again after uninstall(). What was compiled ahead of time (`jit(f).lower(...).compile()`, exported
artefacts) keeps what it was compiled with.

float32 arrays meet the kernel, whatever produced them: integers and Python numbers where jax.numpy makes float32 of
them. Other dtypes keep stock. Derivatives are those of the target's row; for weakly typed arrays they stay stock's formula.
"""

import functools
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from results.library.choice import Left, Wish, choose, wish
from results.library.jax_places import (
    PLATFORM,
    Changes,
    Plan,
    attach,
    context,
    detach,
    out_of_reach,
    plan_of,
    primitive_of,
)
from results.library.kernel_index import KernelError, ListedKernel
from results.library.places import PLACES, Place
from results.library.speeds import told
from results.record.cover import differences, here, remedy
from results.record.naming import short

DTYPE = "float32"
RETRACE = (
    "Functions under jax.jit are compiled anew at their next call by themselves. Trace again what you compiled ahead of "
    "time (jit(f).lower(...).compile(), exported artefacts): it keeps what it was compiled with."
)


class InstallError(KernelError):
    """Kernels that cannot be put under jax here; the message says what differs and what to do."""


@dataclass(frozen=True)
class Installation:
    """Report of install(); also a context manager and a decorator for the kernels that it chose.

    Attributes:
        kernels: What was put under jax.
        reached: Where: primitives, which are reached whoever calls them, and names of composed functions.
        left: Functions that keep stock jax, and why.
        out_of_reach: Names elsewhere that were imported before and are bound to stock's composed functions.
        speeds: Which figure each speed is, and where it was measured; and if on another instruction set than this processor's,
            that it may differ.
        retrace: What has to be traced again.
    """

    kernels: tuple[ListedKernel, ...]
    reached: tuple[str, ...]
    left: tuple[Left, ...]
    out_of_reach: tuple[str, ...]
    speeds: str
    retrace: str
    plan: Plan = field(repr=False, compare=False)

    def __str__(self) -> str:
        """One line a kernel, then what was not reached."""
        where = dict(zip((kernel.target for kernel in self.kernels), self.reached, strict=True))
        lines = [
            f"{k.target}: {short(k.record)}, {k.max_ulp:.3f} ulp{'' if k.exhaustive else ' sampled'}, {k.speeds}, {where[k.target]}"
            for k in self.kernels
        ]
        lines += [f"{row.name}: stock, {row.reason}" for row in self.left]
        lines += [f"{name}: stock, imported before; take it from its module again" for name in self.out_of_reach]
        return "\n".join([*lines, *([self.speeds] if self.speeds else []), self.retrace])

    def __enter__(self) -> "Installation":
        """Put the kernels in effect from now on, in this thread alone."""
        _STATE.enter(self)
        _STATE.withdraw(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Put back the state before the block."""
        _STATE.leave()

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with these kernels in effect during each call."""
        _STATE.withdraw(self)

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            _STATE.enter(self)
            try:
                return function(*args, **kwargs)
            finally:
                _STATE.leave()

        return wrapper


class _State:
    """Installations in effect for the process, and the number of them that need jax's tables changed."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.of_process: list[Installation] = []
        self.blocks = 0
        self.attached: Changes | None = None
        self.of_thread = threading.local()

    def push(self, made: Installation) -> None:
        """Put an installation in effect for the process; where its plan is already, nothing changes."""
        with self.lock:
            self.prepare()
            if not (self.of_process and self.of_process[-1].plan is made.plan):
                self.of_process.append(made)
            self.settle()

    def withdraw(self, made: Installation) -> None:
        """Take back what install() put in effect for the process, now that it serves a block or a function."""
        with self.lock:
            self.of_process = [row for row in self.of_process if row is not made]
            self.settle()

    def clear(self) -> bool:
        """Put stock back for the process; whether anything was in effect for it."""
        with self.lock:
            had = bool(self.of_process)
            self.of_process = []
            self.settle()
            return had

    def settle(self) -> None:
        """Make the newest of the process's installations the one in effect; put jax's tables back where nobody needs them."""
        if self.attached is None:
            return
        context().set_global(self.of_process[-1].plan if self.of_process else None)
        if not self.of_process and not self.blocks:
            detach(self.attached)
            self.attached = None

    def prepare(self) -> None:
        """Change jax's tables, if that is not done; the caller holds the lock."""
        context()
        if self.attached is None:
            self.attached = attach()

    def enter(self, made: Installation) -> None:
        """Put an installation in effect in this thread."""
        with self.lock:
            self.prepare()
            self.blocks += 1
        block = context()(made.plan)
        block.__enter__()
        self.stack.append((made, block))

    def leave(self) -> None:
        """End this thread's innermost block."""
        _, block = self.stack.pop()
        block.__exit__(None, None, None)
        with self.lock:
            self.blocks -= 1
            self.settle()

    @property
    def stack(self) -> list[tuple[Installation, Any]]:
        """This thread's blocks, innermost last."""
        if "stack" not in vars(self.of_thread):
            self.of_thread.stack = []
        return self.of_thread.stack


_STATE = _State()


def install(  # noqa: PLR0913, PLR0917  one option each
    ulps: float | None = None,
    only: Iterable[str] | None = None,
    prefer: str | None = None,
    backend: str | None = None,
    dtype: Any = DTYPE,
    anyway: bool = False,
) -> Installation:
    """Put kernels under jax's functions, for the whole process; in a `with` or as a decorator, for that alone.

    Args:
        ulps: Only kernels with at most this error, and of those the fastest; without it 4.9 ulp is the most.
        only: Names of functions, such as ["sin", "gelu"]; None for all that have a kernel.
        prefer: "speed" for the fastest within `ulps`, "accuracy" for the most accurate even where it is
            slower than stock. Without it the kernel of the function's row, and never one slower than stock as a call. Where
            no call was measured for this processor's instruction set and this jax, it is measured once, in a few seconds.
        backend: What jax computes on, "cpu"; None for its default.
        dtype: What kernels serve: float32.
        anyway: Install although the records do not cover this backend or this version of jax.

    Raises:
        KernelError: A name, bound or preference that no kernel has; the message offers the nearest.
        InstallError: Kernels were not verified in this environment; the message names the difference.
    """
    import numpy as np

    if np.dtype(dtype).name != DTYPE:
        raise InstallError(f"dtype is {np.dtype(dtype).name}; the records cover {DTYPE} arrays alone")
    asked = wish(ulps, only, prefer, anyway)
    kernels, left = choose(asked)
    composed = _require_platform(backend)
    kernels, uncovered = _covered(kernels, asked, anyway)
    with _STATE.lock:
        made = _report(kernels, (*left, *uncovered), composed)
        _STATE.push(made)
    return made


def uninstall() -> bool:
    """Put stock jax back for the process; whether anything was installed. Blocks keep theirs until they end."""
    return _STATE.clear()


def installed() -> Installation | None:
    """Installation in effect in this thread, or None for stock jax."""
    if _STATE.stack:
        return _STATE.stack[-1][0]
    return _STATE.of_process[-1] if _STATE.of_process else None


def _require_platform(backend: str | None) -> bool:
    """True if composed functions can be replaced: only where jax computes on the CPU by default.

    Raises:
        InstallError: No kernel was verified on that backend.
    """
    default = here().backend.rpartition("-")[2]
    wanted = backend or default
    if wanted != PLATFORM:
        raise InstallError(
            f"backend is {wanted}; the records cover {PLATFORM}. install(backend='{PLATFORM}') puts kernels under what jax "
            f"computes on the {PLATFORM.upper()}."
        )
    return default == PLATFORM


def _covered(
    kernels: tuple[ListedKernel, ...], asked: Wish, anyway: bool
) -> tuple[tuple[ListedKernel, ...], tuple[Left, ...]]:
    """The kernels that their records cover here, and those left.

    Raises:
        InstallError: One asked for by name is not covered, or none is.
    """
    found = {kernel.target: differences(kernel.fingerprints, here()) for kernel in kernels}
    first = next((kernel for kernel in kernels if found[kernel.target]), None)
    uncovered = tuple(Left(name, "; ".join(rows)) for name, rows in found.items() if rows)
    if anyway or first is None:
        return kernels, ()
    if asked.only is not None or len(uncovered) == len(kernels):
        raise InstallError(
            f"kernels were not verified in this environment: {uncovered[0].name}: {uncovered[0].reason}"
            f"{f', and {len(uncovered) - 1} more' if len(uncovered) > 1 else ''}. "
            f"{remedy(first.fingerprints, found[first.target])}"
        )
    return tuple(kernel for kernel in kernels if not found[kernel.target]), uncovered


def _report(kernels: tuple[ListedKernel, ...], left: tuple[Left, ...], composed: bool) -> Installation:
    rows: dict[str, Place] = {place.target: place for place in PLACES}
    if not composed:
        beyond = [k for k in kernels if primitive_of(rows[k.target]) is None]
        left += tuple(Left(k.target, "jax composes it, and computes elsewhere by default") for k in beyond)
        kernels = tuple(k for k in kernels if k not in beyond)
    missed = out_of_reach() if composed else ()
    reached = tuple(_reached(rows[kernel.target]) for kernel in kernels)
    return Installation(kernels, reached, left, missed, _speeds(kernels), RETRACE, plan_of(kernels, composed))


def _speeds(kernels: tuple[ListedKernel, ...]) -> str:
    elsewhere = sorted({kernel.timed_on for kernel in kernels} - {here().isa})
    figures = told(kernels) if kernels else ""
    if not elsewhere:
        return figures
    return f"{figures}\nSpeeds against stock were measured on {' and '.join(elsewhere)}; on {here().isa} they may differ: evonumerics.time_here() measures them."


def _reached(place: Place) -> str:
    if primitive_of(place) is not None:
        return f"jax.lax.{place.primitive}"
    name, option = place.functions[0], place.option
    return name if option is None else f"{name}({option[0]}={option[1]})"

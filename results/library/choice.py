"""The choice of install(): one kernel of each function, and a reason for each function left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from results.library.kernel_index import KernelError, ListedKernel, jax_kernels
from results.library.places import PLACES, places_named
from results.library.speeds import time_lacking, timed_menu
from results.record.cover import differences, here
from search_spaces.suggestions import hint

SPEED, ACCURACY = "speed", "accuracy"
MOST_ULPS = 4.9
"""The bound where none is given, as much as stock errs in tanh; the menu goes on to a thousand ulp."""


@dataclass(frozen=True)
class Wish:
    """Request to install().

    Attributes:
        ulps: Largest bound, or None for MOST_ULPS.
        only: Targets, or None for all.
        prefer: SPEED, ACCURACY, or None for the kernel of the target's row.
        anyway: Whether kernels count that no record covers here.
    """

    ulps: float | None = None
    only: tuple[str, ...] | None = None
    prefer: str | None = None
    anyway: bool = False

    @property
    def bound(self) -> float:
        """The largest error."""
        return MOST_ULPS if self.ulps is None else self.ulps


@dataclass(frozen=True)
class Left:
    """A function or name that keeps stock jax, and why."""

    name: str
    reason: str


def wish(ulps: float | None, only: Iterable[str] | None, prefer: str | None, anyway: bool = False) -> Wish:
    """Request made of the arguments of install().

    Raises:
        KernelError: A name is unknown or has no kernel, ulps is not positive, prefer is neither word nor None.
    """
    if prefer not in (None, SPEED, ACCURACY):
        raise KernelError(f"prefer is {prefer!r}; allowed: {SPEED!r}, {ACCURACY!r} or None")
    if ulps is not None and not ulps > 0:
        raise KernelError(f"ulps is {ulps!r}; allowed: a number above 0, such as 1")
    names = (only,) if isinstance(only, str) else only
    return Wish(ulps, None if names is None else _targets(tuple(names)), prefer, anyway)


def _targets(names: tuple[str, ...]) -> tuple[str, ...]:
    have = {row.target for row in jax_kernels()}
    chosen = []
    for name in names:
        targets = [place.target for place in places_named(name)]
        kept = [target for target in targets if target in have]
        if not kept:
            every = sorted({n for place in PLACES if place.target in have for n in place.names})
            what = f"no kernel of {name!r} is on record" if targets else f"unknown function {name!r}"
            raise KernelError(f"only: {what}.{hint(name, every)} Allowed: {', '.join(every)}.")
        chosen += kept
    return tuple(dict.fromkeys(chosen))


def choose(asked: Wish) -> tuple[tuple[ListedKernel, ...], tuple[Left, ...]]:
    """The kernel taken of each function, and the functions left with the reason.

    Raises:
        KernelError: Nothing is within the bound for a function that was asked for by name.
    """
    failed = _measure(asked)
    kernels, left, rows_of_all = [], [], timed_menu()
    for target in (place.target for place in PLACES):
        rows = [row for row in rows_of_all if row.target == target]
        if asked.only is not None and target not in asked.only:
            continue
        found, reason = best(rows, asked, failed)
        if found is not None:
            kernels.append(found)
        elif asked.only is not None:
            raise KernelError(f"{target}: {reason}")
        else:
            left.append(Left(target, reason))
    return tuple(kernels), tuple(left)


def _measure(asked: Wish) -> str:
    """Measure, once for this instruction set and jax, the calls by which kernels are chosen; the reason where that failed."""
    if asked.prefer == ACCURACY:
        return ""
    if asked.ulps is not None or asked.prefer == SPEED:
        return time_lacking(_able(asked))
    return time_lacking(row for row in _able(asked) if row.standard) or time_lacking(_instead(_able(asked)))


def _able(asked: Wish) -> list[ListedKernel]:
    """The kernels that might be taken."""
    mine = [row for row in timed_menu() if asked.only is None or row.target in asked.only]
    within = [row for row in mine if row.installable and row.max_ulp <= asked.bound]
    return [row for row in within if asked.anyway or not differences(row.fingerprints, here())]


def _instead(able: list[ListedKernel]) -> list[ListedKernel]:
    """The kernels of functions whose own is slower than stock, or not among these."""
    taken = {row.target for row in able if row.standard and row.called and row.speed >= 1}
    return [row for row in able if row.target not in taken]


def best(rows: Iterable[ListedKernel], asked: Wish, failed: str = "") -> tuple[ListedKernel | None, str]:
    """The kernel of one function that a wish means, or None and why.

    Never one slower than stock as a call or fused, nor one of which no call was measured for this instruction set and jax,
    unless accuracy is preferred. With a bound, or for speed, the fastest within it; else the kernel of the target's row, or
    where that is slower than stock the most accurate that is not. `failed` is the reason why calls could not be measured.
    """
    proved = sorted((row for row in rows if row.installable), key=lambda row: (row.max_ulp, row.record))
    if not proved:
        return None, "no kernel is on record"
    within = [row for row in proved if row.max_ulp <= asked.bound]
    if not within:
        return None, f"no kernel within {asked.bound:g} ulp; the most accurate has {proved[0].max_ulp:.4f}"
    if asked.prefer == ACCURACY:
        return within[0], ""
    called = [row for row in within if row.called]
    fast = [row for row in called if row.speed >= 1]
    if not called:
        return None, _unknown(within, asked, failed)
    if not fast:
        quickest = max(called, key=lambda row: row.speed)
        return None, f"slower than stock ({quickest.speeds}); prefer='accuracy' takes it all the same"
    if asked.ulps is not None or asked.prefer == SPEED:
        return max(fast, key=lambda row: (row.speed, row.record)), ""
    return next((row for row in fast if row.standard), fast[0]), ""


def _unknown(within: Iterable[ListedKernel], asked: Wish, failed: str) -> str:
    """The reason why a function has no speed here."""
    uncovered = [differences(row.fingerprints, here()) for row in within]
    if all(uncovered) and not asked.anyway:
        return "; ".join(min(uncovered, key=len))
    return f"no call was measured here{f' ({failed})' if failed else ''}; evonumerics.time_here() measures, prefer='accuracy' does without"

"""Speeds of kernels against stock, measured once and kept: a record has only the speed where it was made.

A ratio of times belongs to an instruction set and a version of jax: stock's erf takes twice the time of a kernel on one
processor, and less than it on another. What counts is a compiled call, and the same fused in 0.5 f(x) + x: install() and pick()
go by the worse of the two. results/speeds_of/ holds files of processors that the library was measured on, and the user's
cache one of this machine, which is believed as far as its names and numbers are such.
"""

import functools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from evaluators.callbacks import StageCallback
from evaluators.files import user_cache, write_atomic
from evaluators.sealed_caches import read_numbers, set_aside
from evaluators.timing.contexts import CALL, CONTEXTS, ELEMENTS, FUSED
from results.library.kernel_index import AS_A_CALL, ListedKernel, jax_kernels
from results.library.timing import CLOSE, QUICK, ROUNDS, Asked, on_one_core

SHIPPED = Path(__file__).resolve().parents[1] / "speeds_of"
LEAST, MOST = 1e-3, 1e4
"""Ratios that can be: from a call a thousand times slower than stock's to one ten thousand times faster."""
_NAME = re.compile(rf"[0-9a-f]{{16}}( {FUSED})?")


def name_of(record: str, context: str = CALL) -> str:
    """Name of a ratio in a file: the record, with the context unless it is a call."""
    return record if context == CALL else f"{record} {context}"


def file_name() -> str:
    """The file of this instruction set and this version of jax."""
    from results.record.cover import here

    process = here()
    return f"{process.isa.replace(' ', '-')}_jax-{dict(process.versions)['jax']}.json"


def vectors_of(isa: Sequence[str]) -> str:
    """The widest vectors among the words of an instruction set; its architecture where none is known."""
    return next((name for name, flag in (("AVX-512", "avx512f"), ("AVX2", "avx2")) if flag in isa), isa[0])


def cache() -> Path:
    """The folder of what was measured on this machine, of the kernels' files as they are now."""
    texts = "".join(sorted(kernel.sha256 for kernel in jax_kernels()))
    return user_cache() / "speeds" / sha256(texts.encode()).hexdigest()[:16]


def read_speeds(path: Path, cached: bool) -> dict[str, float]:
    """Ratios by name; none where the file is absent, or holds anything that is no name or no ratio.

    Args:
        path: The file.
        cached: Whether a damaged one is set aside; else it stays.
    """
    found = read_numbers(path, cached)
    if all(_NAME.fullmatch(name) and LEAST < ratio < MOST for name, ratio in found.items()):
        return found
    if cached:
        set_aside(path)
    return {}


def time_here(
    progress: StageCallback | None = None, rounds: int = ROUNDS, folder: Path | None = None
) -> dict[str, float]:
    """Ratios stock / kernel by record, measured now on this machine and kept for install() and pick(); a minute or two.

    Beside the ratio of a record, as a call, stands the one fused in 0.5 f(x) + x, as `RECORD fused`.

    Args:
        progress: Told of each target.
        rounds: Interleaved rounds of a run, at least 30; the least disturbed of five runs counts.
        folder: Where to keep them; None for the cache.

    Raises:
        OSError: The cache cannot be written.
        RuntimeError: A process that times a target failed.
    """
    kernels = [kernel for kernel in jax_kernels() if kernel.installable]
    targets = sorted({kernel.target for kernel in kernels})
    found: dict[str, float] = {}
    for done, target in enumerate(targets):
        if progress is not None:
            progress(f"timing {target}", done, len(targets))
        found |= on_one_core(Asked(tuple(k.record for k in kernels if k.target == target), rounds))
    keep(found, (folder or cache()) / file_name())
    return found


def keep(found: Mapping[str, float], path: Path) -> None:
    """Write ratios into a file, whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    write_atomic(path, json.dumps(found, indent=1, sort_keys=True) + "\n")
    measured.cache_clear()


def time_lacking(kernels: Iterable[ListedKernel]) -> str:
    """Measure, once, the kernels of which no call was measured for this instruction set and jax; a few seconds for all functions.

    Returns:
        The reason where that failed, or nothing. What cannot be kept is measured again by the next process.
    """
    lacking = tuple(kernel.record for kernel in kernels if kernel.record not in measured())
    if not lacking:
        return ""
    try:
        found = on_one_core(Asked(lacking, QUICK, 1, close=CLOSE))
    except (OSError, RuntimeError) as error:
        return str(error)
    here = cache() / file_name()
    try:
        keep(read_speeds(here, cached=True) | found, here)
    except OSError as error:
        return f"what was measured cannot be kept: {error}"
    return ""


@functools.cache
def measured() -> dict[str, float]:
    """The ratios measured on this machine, else those that came with the library for its instruction set; may be empty."""
    return read_speeds(SHIPPED / file_name(), cached=False) | read_speeds(cache() / file_name(), cached=True)


@functools.cache
def _all_shipped(folder: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for path in sorted(folder.glob("*.json")):
        for name, ratio in read_speeds(path, cached=False).items():
            found.setdefault(name, {})[vectors_of(path.stem.split("-"))] = ratio
    return found


def shipped(context: str = CALL) -> dict[str, dict[str, float]]:
    """The ratios that came with the library, by record and then by the vectors of the processor they were measured on."""
    tail = name_of("", context)
    found = _all_shipped(SHIPPED).items()
    return {name.removesuffix(tail): kept for name, kept in found if name_of(name[:16], context) == name}


def timed_menu() -> tuple[ListedKernel, ...]:
    """The menu with the speeds of this machine where they were measured, else as recorded."""
    from results.record.cover import here

    kept = measured()

    def called(kernel: ListedKernel) -> ListedKernel:
        times = {"fused": kept.get(name_of(kernel.record, FUSED), 0.0), "in_loop": kernel.ratio}
        return replace(kernel, ratio=kept[kernel.record], timed_on=here().isa, ratio_as=AS_A_CALL, **times)

    return tuple(called(kernel) if kernel.record in kept else kernel for kernel in jax_kernels())


def told(kernels: Sequence[ListedKernel]) -> str:
    """Lines on the speeds of some kernels of `timed_menu`: what each figure is, and where it was measured."""
    from results.record.cover import here

    lines = ["Speeds are the time of stock over the kernel's, on one core."]
    mine = read_speeds(cache() / file_name(), cached=True).keys()
    called = {kernel.record for kernel in kernels if kernel.called}
    if called:
        where = (
            "measured on this machine"
            if called <= mine
            else f"as came with the library for {vectors_of(here().isa.split())}"
        )
        lines.append(
            f"{AS_A_CALL}: a compiled call on {ELEMENTS:,} values, {where} (results/KERNELS.md, 'times stock {AS_A_CALL}')."
        )
    if any(kernel.fused for kernel in kernels):
        lines.append(f"fused: {CONTEXTS[FUSED].meaning}.")
    looped = sorted({kernel.timed_on for kernel in kernels if not kernel.called})
    if looped:
        names = " and ".join(vectors_of(isa.split()) for isa in looped if isa) or "an unknown processor"
        lines.append(
            f"in a loop: in the timing loop of its record, on {names} (results/KERNELS.md, 'times stock in a loop')."
        )
    elif kernels:
        lines.append("in a loop: in the timing loop of its record, where that was made.")
    if looped or not called <= mine:
        lines.append("evonumerics.time_here() measures them as a call on this machine.")
    return "\n".join(lines)

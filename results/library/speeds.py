"""Speeds of kernels against stock on this machine, measured once and kept: a record has only the speed where it was made.

A ratio of times belongs to an instruction set: stock jax's erf takes twice the time of a kernel on one processor, and less
than it on another. `time_here` measures every kernel beside its stock function, as a call on an array, and keeps the
ratios in the user's cache; install() and pick() then go by them. results/speeds_of/ holds such files of processors that the
library was measured on.
"""

import functools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from evaluators import project
from evaluators.callbacks import StageCallback
from evaluators.files import user_cache, write_atomic
from evaluators.sealed_caches import read_numbers
from results.library.kernel_index import AS_A_CALL, IN_A_LOOP, ListedKernel, jax_kernels, load

ROUNDS, ELEMENTS = 2000, 65_536
"""Calls of some 30 to 400 us on one core, of which jax takes 6 to 8: they fall between two interruptions often
enough for minima that repeat."""
SHIPPED = Path(__file__).resolve().parents[1] / "speeds_of"


def file_name() -> str:
    """The file of this instruction set and this version of jax."""
    from results.record.cover import here

    process = here()
    return f"{process.isa.replace(' ', '-')}_jax-{dict(process.versions)['jax']}.json"


def vectors_of(isa: Sequence[str]) -> str:
    """The widest vectors among the words of an instruction set; its architecture where none is known."""
    return next((name for name, flag in (("AVX-512", "avx512f"), ("AVX2", "avx2")) if flag in isa), isa[0])


def cache() -> Path:
    """The folder of what was measured on this machine."""
    return user_cache() / "speeds"


def time_here(
    progress: StageCallback | None = None, rounds: int = ROUNDS, folder: Path | None = None
) -> dict[str, float]:
    """Ratios stock / kernel by record, measured now on this machine and kept for install() and pick(); about a minute.

    Args:
        progress: Told of each target.
        rounds: Calls of each kernel.
        folder: Where to keep them; None for the cache.

    Raises:
        OSError: The cache cannot be written.
        RuntimeError: A process that times a target failed, or the package mpmath is not installed.
    """
    if find_spec("mpmath") is None:
        raise RuntimeError('measuring needs the package mpmath: pip install "evonumerics[search]"')
    targets = sorted({kernel.target for kernel in jax_kernels() if kernel.installable})
    found: dict[str, float] = {}
    for done, target in enumerate(targets):
        if progress is not None:
            progress(f"timing {target}", done, len(targets))
        found |= on_one_core(target, rounds)
    write_atomic((folder or cache()) / file_name(), json.dumps(found, indent=1, sort_keys=True) + "\n")
    measured.cache_clear()
    return found


def on_one_core(target: str, rounds: int = ROUNDS) -> dict[str, float]:
    """`time_target` in a process of its own that has one core.

    Raises:
        RuntimeError: The process failed.
    """
    command = [sys.executable, "-P", "-m", project.module("results.library.time_child"), target, str(rounds)]
    environment = {**os.environ, "PYTHONPATH": str(project.IMPORTED_FROM)}
    child = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if child.returncode != 0:
        raise RuntimeError(f"timing {target} failed: {child.stderr.strip().splitlines()[-1:]}")
    return json.loads(child.stdout)


def time_target(target: str, rounds: int = ROUNDS) -> dict[str, float]:
    """Ratios stock / kernel of one target's kernels, as calls on ELEMENTS values in one interleaved run."""
    import jax

    from evaluators.timing.baselines import stock_function
    from evaluators.timing.interleaved import undisturbed
    from results.library.interleaved import interleaved
    from results.library.jax_places import context
    from search_spaces.composed import ROWS, arguments_of

    row = ROWS[target]
    functions: dict[str, Callable[..., Any]] = {"": stock_function(row)}
    for kernel in jax_kernels():
        if kernel.target == target and kernel.installable:
            functions[kernel.record] = load(kernel)._kernel
    values = np.random.default_rng(0).uniform(*row.timing_domain, (arguments_of(target), ELEMENTS)).astype(np.float32)
    x = tuple(jax.device_put(array) for array in values)
    compiled = {name: jax.jit(function) for name, function in functions.items()}
    with context()(None):  # stock means stock, whatever is installed
        calls = {name: lambda f=f: jax.block_until_ready(f(*x)) for name, f in compiled.items()}
        times = {name: undisturbed(s) for name, s in interleaved(calls, rounds, time.perf_counter).items()}
    return {name: times[""] / taken for name, taken in times.items() if name}


@functools.cache
def measured() -> dict[str, float]:
    """The ratios measured on this machine, else those that came with the library for its instruction set; may be empty."""
    return read_numbers(SHIPPED / file_name(), cached=False) | read_numbers(cache() / file_name())


@functools.cache
def shipped() -> dict[str, dict[str, float]]:
    """The ratios that came with the library, by record and then by the vectors of the processor they were measured on."""
    found: dict[str, dict[str, float]] = {}
    for path in sorted(SHIPPED.glob("*.json")):
        for record, ratio in read_numbers(path, cached=False).items():
            found.setdefault(record, {})[vectors_of(path.stem.split("-"))] = ratio
    return found


def timed_menu() -> tuple[ListedKernel, ...]:
    """The menu with the speeds of this machine where they were measured, else as recorded."""
    from results.record.cover import here

    kept = measured()
    return tuple(
        replace(kernel, ratio=kept[kernel.record], timed_on=here().isa, ratio_as=AS_A_CALL)
        if kernel.record in kept
        else kernel
        for kernel in jax_kernels()
    )


def told(kernels: Sequence[ListedKernel]) -> str:
    """Lines on the speeds of some kernels of `timed_menu`: as a call or in a loop, and where each was measured."""
    from results.record.cover import here

    lines = ["Speeds are the time of stock over the kernel's, on one core."]
    mine = read_numbers(cache() / file_name()).keys()
    called = {kernel.record for kernel in kernels if kernel.ratio_as == AS_A_CALL}
    if called:
        where = (
            "measured on this machine"
            if called <= mine
            else f"as came with the library for {vectors_of(here().isa.split())}"
        )
        lines.append(
            f"{AS_A_CALL}: a compiled call on {ELEMENTS:,} values, {where} (results/KERNELS.md, 'times stock {AS_A_CALL}')."
        )
    looped = sorted({kernel.timed_on for kernel in kernels if kernel.ratio_as == IN_A_LOOP})
    if looped:
        names = " and ".join(vectors_of(isa.split()) for isa in looped if isa) or "an unknown processor"
        lines.append(
            f"{IN_A_LOOP}: in the timing loop of its record, on {names} (results/KERNELS.md, 'times stock {IN_A_LOOP}')."
        )
    if looped or not called <= mine:
        lines.append("evonumerics.time_here() measures them as a call on this machine.")
    return "\n".join(lines)

"""The yardstick, which shows how disturbed a machine is: a fixed loop's time now over the least it ever took here.

Work on a hardware thread that shares a core slows vector code by 40 % where scalar code loses 6 %, evenly: neither the spread
of the times nor a ratio to a scalar function shows it. A fixed vector loop does, by 20 %, once it has run undisturbed here.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from evaluators.files import user_cache, write_atomic
from evaluators.sealed_caches import read_numbers
from evaluators.timing.interleaved import Block, Timing, jax_block, timing_inputs

YARDSTICK = "yardstick"
DEGREE = 24
STEADY = 0.01


def yardstick() -> Block:
    """A polynomial of DEGREE by Horner's rule, L1-resident: a chain for each vector, as long as a kernel's, many in flight."""
    return jax_block(_polynomial, timing_inputs((0.0, 1.0), np.random.default_rng(0)))


def kept_in(folder: Path | None = None) -> Path:
    """The file of the least times, by device; without it they are found anew."""
    return (folder or user_cache()) / "yardstick.json"


def slowed(timing: Timing, device: str, folder: Path | None = None) -> float:
    """The yardstick's time over the least it ever took on a device, which is kept: 1 is undisturbed, as far as is known.

    Args:
        timing: Of the yardstick; a time that differs between parts of its run by more than STEADY is no least time.
        device: The device's own name.
        folder: Where to keep the least; None for the user's cache. Where it cannot be written it is not kept.
    """
    path = kept_in(folder)
    kept = read_numbers(path)
    ns = timing.ns_per_element
    least = min(kept.get(device, ns), ns) if timing.spread <= STEADY else kept.get(device, ns)
    if timing.spread <= STEADY and kept.get(device) != least:
        with contextlib.suppress(OSError):
            write_atomic(path, json.dumps({**kept, device: least}, indent=1, sort_keys=True) + "\n")
    return ns / least


def _polynomial(x: Any) -> Any:
    value = x
    for power in range(DEGREE):
        value = value * x + np.float32(1 / (power + 2))
    return value

"""Times of whole calls, taken in turn: what a user waits for, dispatch and memory included.

A call here lasts longer than it is left alone on a shared machine, so it is the process's own time that counts, and of many
rounds the fastest tenth (noise only adds; see evaluators/timing/interleaved.py, whose loops are for single kernels).
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

SHARE = 0.1
"""Of the rounds, the fastest of which count."""
MOST_SECONDS, FEWEST = 15.0, 8  # of all rounds together; rounds that are taken whatever they last


def interleaved(
    calls: Mapping[str, Callable[[], Any]], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, np.ndarray]:
    """Seconds of every call by name, each made once a round; the first round, which compiles, does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    began_all = time.monotonic()
    for done in range(rounds + 1):
        if done > FEWEST and time.monotonic() - began_all > MOST_SECONDS:
            break
        for name, call in calls.items():
            began = clock()
            call()
            seconds[name].append(clock() - began)
    return {name: np.array(taken[1:]) for name, taken in seconds.items()}

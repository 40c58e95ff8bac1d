"""The child of results/library/speeds.py: pins itself to one core before jax starts, times one target's kernels, prints the ratios.

On several cores XLA splits a call by its own estimate of the work, which differs for stock and kernel: then the split is timed.
So does jax decide by it which call another thread makes: a stock function counts as no work, x * 2 as one operation an element, and
the hand-over takes some 10 us. Here every call is made in the calling thread.
"""

import json
import os
import sys


def main(target: str, rounds: int) -> None:
    """Print the JSON object of `speeds.time_target`."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from evaluators.backends.jax_backend import dispatch_inline
    from results.library.speeds import time_target

    dispatch_inline()
    print(json.dumps(time_target(target, rounds)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

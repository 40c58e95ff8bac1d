"""The child of results/library/timing.py: holds itself to one core before jax starts, times kernels, prints the ratios."""

import json
import os
import sys


def main() -> None:
    """Print the JSON object of `timing.time_kernels` for what standard input asks."""
    given = json.load(sys.stdin)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from evaluators.backends.jax_backend import dispatch_inline
    from results.library.timing import Asked, time_kernels

    dispatch_inline()
    print(json.dumps(time_kernels(Asked(**given))))


if __name__ == "__main__":
    main()

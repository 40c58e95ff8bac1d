"""First program of the process that runs a foreign file: takes its own rights away, then serves.

Run as `python -m results.sandbox.enter FILE FUNCTION FORMAT FILE_BYTES SOCKET,AREA...`; sockets and areas are numbers
of open files. Rights belong to threads, so they go before NumPy or jax start any.
"""

import resource
import sys
from contextlib import suppress

from results.sandbox import linux


def main(arguments: list[str]) -> int:
    """Confine this process and serve the function of a file over the connections, until they are closed."""
    file, function, export_format, largest, *connections = arguments
    _confine(int(largest))
    from results.sandbox.child import serve

    numbers = [tuple(map(int, text.split(","))) for text in connections]
    return serve(file, function, export_format, [(end, area) for end, area in numbers])


def _confine(largest: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if linux.HERE:
        with suppress(OSError):  # a kernel that has none of it: the parent watches all the same
            linux.die_with_parent()
            linux.drop_privileges(kept=(linux.DAC_OVERRIDE, linux.DAC_READ_SEARCH))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

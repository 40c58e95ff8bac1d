"""The engine, on which the bits of a search depend besides its campaign: its source, the compilers and the processor."""

import hashlib
import os
import platform
from collections.abc import Mapping
from functools import cache

from evaluators import project
from evaluators.backends import machine

# fmt: off
_SOURCES = {
    "search_spaces": ("*.py", "own/*.py", "programs/*.py", "whole/*.py"),
    "evaluators":    ("compiled/**/*.py", "minimax/extended.py"),
    "evo":           ("compiled/**/*.py", "archive.py", "epoch.py", "inputs.py", "island.py", "mutations.py", "packing.py", "population.py", "problem.py", "samples.py", "settings/constants.py", "settings/search.py", "whole/*.py"),
}
# fmt: on
_PACKAGES = ("gmpy2", "jax", "jaxlib", "llvmlite", "mpmath", "numba", "numpy")
_FLAGS = ("NUMBA_CPU_NAME", "NUMBA_CPU_FEATURES", "NUMBA_DISABLE_JIT", "NUMBA_OPT")
"""Variables that change the code numba makes."""


@cache
def source_digest() -> str:
    """First 16 hex digits of a SHA-256 over the files that decide what an epoch does, as they stand in a checkout."""
    digest = hashlib.sha256()
    for name, path in project.sources(_SOURCES):
        digest.update(f"{name}\n".encode() + project.source(path))
    return digest.hexdigest()[:16]


def engine() -> dict[str, str]:
    """Everything of this process that can change a bit of a search, by name."""
    flags = {name: os.environ[name] for name in _FLAGS if name in os.environ}
    python = ".".join(platform.python_version_tuple()[:2])
    return {
        "engine": source_digest(),
        "isa": machine.isa(),
        "python": python,
        **dict(machine.versions(*_PACKAGES)),
        **flags,
    }


def engine_items() -> tuple[tuple[str, str], ...]:
    """`engine()` as a value that never changes."""
    return tuple(sorted(engine().items()))


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Differences, such as `numba 0.68.1 there, 0.67.0 here`; empty where nothing differs. `ours` is here."""
    rows = []
    for name in sorted({*ours, *theirs}):
        here, there = ours.get(name, "none"), theirs.get(name, "none")
        if here != there:
            rows.append(f"{name} {there} there, {here} here")
    return "; ".join(rows)

"""Filters of the table's targets, kept for the next process: valid for the sources that built them, and only for these."""

import dataclasses
import functools
import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import mpmath
import numpy as np
from mpmath.libmp import BACKEND

from evaluators import project
from evaluators.files import user_cache
from evaluators.reference.oracle_build import Pieces
from evaluators.sealed_caches import read_sealed, write_sealed
from search_spaces.targets import TARGETS, RealFunction

_SOURCES = ("evaluators/*.py", "evaluators/reference/*.py", "search_spaces/**/*.py")
_FIELDS = tuple(field.name for field in dataclasses.fields(Pieces))


def kept(target: RealFunction, build: Callable[[], Pieces]) -> Pieces:
    """The pieces on disk for a row of the target table; else built now and put there, if there is a place to write.

    A user's expression, and a row on another domain, are built every time.
    """
    if TARGETS.get(target.name) is not target:
        return build()
    path = user_cache() / "oracles" / f"{target.name}-{_sources()}.npz"
    found = _read(path)
    if found is None:
        found = build()
        _write(path, found, target.name)
    return found


@functools.cache
def _sources() -> str:
    """Hash of every source that a filter can depend on, and of what computes."""
    digest = hashlib.sha256(repr((mpmath.__version__, BACKEND, np.__version__)).encode())
    for path in sorted([path for pattern in _SOURCES for path in project.FOLDER.glob(pattern)]):
        digest.update(path.name.encode() + project.source(path))
    return digest.hexdigest()[:16]


def _read(path: Path) -> Pieces | None:
    """None where the file is absent or damaged."""
    data = read_sealed(path)
    if data is None:
        return None
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Pieces(*(arrays[name] for name in _FIELDS))


def _write(path: Path, pieces: Pieces, name: str) -> None:
    """Write the pieces, and remove those of other sources: a cache that grows with every edit helps nobody."""
    data = io.BytesIO()
    np.savez(data, **{field: getattr(pieces, field) for field in _FIELDS})
    try:
        write_sealed(path, data.getvalue())
        for old in path.parent.glob(f"{name}-*.npz"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return  # nothing is lost but time

"""Where compiled loops live on disk, and the two ways in which they are compiled.

numba keys its cache by the file of each function, not by what that function calls, so an edit of one file would leave
stale callers in another. Here every compiled function of the project shares one directory named by the hash of the
operation table, of all sources that it is made from and of the versions: a change of any of them starts an empty directory.
"""

import hashlib
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import llvmlite
import numba
import numpy as np
from numba.core import config

from evaluators.files import user_cache
from search_spaces.ops import OPS

_SOURCES = {"evaluators": ("compiled/*.py",), "evo": ("compiled/*.py", "mutations.py")}
"""Files that compiled code is made from, by package."""


def _sources() -> Iterator[Path]:
    """Those files; packages sent to a worker may stand in folders of their own."""
    for package, patterns in _SOURCES.items():
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            root = Path(spec.origin).parent
            yield from sorted(path for pattern in patterns for path in root.glob(pattern))


def _fingerprint() -> str:
    """Hash of everything that compiled code depends on."""
    digest = hashlib.sha256()
    for op in OPS.values():
        digest.update(repr((op.name, op.args, op.result, op.partials, op.compiled, op.cost)).encode())
    for path in _sources():
        digest.update(path.read_bytes())
    digest.update(repr((sys.version, numba.__version__, llvmlite.__version__, np.__version__)).encode())
    return digest.hexdigest()[:16]


def _writable(directory: Path) -> bool:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            return True
    except OSError:
        return False


@cache
def directory() -> Path:
    """The cache directory of this version of the compiled loops; it exists and can be written."""
    name = _fingerprint()
    for base in (user_cache(), Path(tempfile.gettempdir()) / f"evonumerics-{os.getuid()}"):
        if _writable(base / name):
            return base / name
    return Path(tempfile.mkdtemp(prefix="evonumerics-"))


def load_generated(name: str, source: str) -> ModuleType:
    """The module `name` with this source, written to the cache directory once; numba cannot cache exec'd strings.

    Two processes may write at the same time: each writes its own file and renames it, and both hold the same text.
    """
    full_name = f"evonumerics_generated_{name}"
    if full_name in sys.modules:
        return sys.modules[full_name]
    path = directory() / f"{name}.py"
    if not path.exists() or path.read_text() != source:
        with tempfile.NamedTemporaryFile("w", dir=directory(), suffix=".tmp", delete=False) as file:
            file.write(source)
        os.replace(file.name, path)
    spec = importlib.util.spec_from_file_location(full_name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load the generated module {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[full_name] = module
    spec.loader.exec_module(module)
    return module


config.CACHE_DIR = str(directory())  # pyright: ignore[reportAttributeAccessIssue]

Jit = Callable[[Callable[..., Any]], Any]

strict: Jit = numba.njit(nogil=True, cache=True, error_model="numpy")
"""IEEE 754 as written: one rounding an operation, nothing contracted or reordered.

Fast-math would gain a quarter in speed and cost the promise of equal bits: what it reorders depends on what was inlined,
and that on which functions were compiled in this process and which were loaded from the cache.
"""

inlined: Jit = numba.njit(nogil=True, error_model="numpy", inline="always")
"""The same for a part of one loop, compiled as if it were written there: a function of its own that calls large ones would
have them all optimised once more."""

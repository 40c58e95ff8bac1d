"""The cache of compiled loops on disk, and the options of their compilation.

numba keys its cache by the file of each function, not by what that function calls, so an edit of one file would leave
stale callers in another. Here every compiled function of the project shares one directory named by the hash of the
operation table, of all sources that it is made from and of the versions: a change of any of them starts an empty directory.
"""

import hashlib
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import llvmlite
import llvmlite.binding
import numba
import numpy as np
from numba.core import config
from numba.core.ccallback import CFunc
from numba.core.types import unliteral

from evaluators import project
from evaluators.compiled.sealed_code import SealedCache
from evaluators.files import user_cache, write_atomic
from evaluators.sealed_caches import set_aside
from search_spaces.ops import OPS

_SOURCES = {
    "search_spaces": ("ops.py", "whole/word_ops.py"),
    "evaluators": ("compiled/**/*.py",),
    "evo": ("compiled/**/*.py", "mutations.py"),
}
"""Files that compiled code is made from, by package."""


def _fingerprint() -> str:
    """Hash of everything that compiled code depends on."""
    digest = hashlib.sha256()
    for op in OPS.values():
        digest.update(repr((op.name, op.args, op.result, op.partials, op.compiled, op.cost)).encode())
    for _, path in project.sources(_SOURCES):
        digest.update(project.source(path))
    versions = (sys.version, numba.__version__, llvmlite.__version__, np.__version__)
    digest.update(repr((project.PREFIX, *versions)).encode())  # what is kept names modules as they are called here
    return digest.hexdigest()[:16]


@cache
def directory() -> Path:
    """The cache directory of this version of the compiled loops; it exists and can be written."""
    folder = user_cache() / _fingerprint()
    folder.mkdir(exist_ok=True)
    return folder


def load_generated(name: str, source: str) -> ModuleType:
    """The module `name` with this source; numba caches what a function of a file compiles to, none of exec'd strings.

    The file is there for numba alone: what runs is `source`, whatever the file or a file of byte code says.

    Raises:
        OSError: The file cannot be written.
    """
    full_name = f"evonumerics_generated_{name}"
    if full_name in sys.modules:
        return sys.modules[full_name]
    path = directory() / f"{name}.py"
    if _bytes(path) != source.encode():
        if path.exists():
            set_aside(path)
        write_atomic(path, source)
    module = ModuleType(full_name)
    module.__file__ = str(path)
    sys.modules[full_name] = module
    exec(compile(source, str(path), "exec"), module.__dict__)
    return module


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


config.CACHE_DIR = str(directory())  # pyright: ignore[reportAttributeAccessIssue]


def strict(function: Callable[..., Any]) -> Any:
    """IEEE 754 as written: one rounding an operation, nothing contracted or reordered; compiled once for all processes.

    Fast-math would gain a quarter in speed and cost the promise of equal bits: what it reorders depends on what was
    inlined, and that on which functions were compiled in this process and which were loaded from the cache.
    """
    return _compiled(function, counts_references=True)


def outermost(function: Callable[..., Any]) -> Any:
    """Compile the outermost loop as `strict` does, but without counts of references to its arrays: it makes none.

    Their atomic updates took a third of its time. What it calls is compiled with counts of its own.
    """
    return _compiled(function, counts_references=False)


def _compiled(function: Callable[..., Any], counts_references: bool) -> Any:
    compiled = _njit(nogil=True, error_model="numpy", _nrt=counts_references)(function)
    compiled._cache = SealedCache(function)
    compiled.get_call_template = partial(_without_literals, compiled.get_call_template)
    return compiled


def _without_literals(template: Callable[..., Any], args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
    """What a call compiles, by types alone: numba would compile a function once more for each constant it is called with."""
    return template(tuple(map(unliteral, args)), {name: unliteral(given) for name, given in kws.items()})


def opaque(function: Callable[..., Any], signature: Any, symbol: str) -> Any:
    """A function that compiled loops call by the name `symbol`, as they call C: it is compiled once, into none of them."""
    compiled: Any = CFunc(
        function, (signature.args, signature.return_type), {}, {"nogil": True, "error_model": "numpy"}
    )
    compiled._cache = SealedCache(function)
    compiled.compile()
    llvmlite.binding.add_symbol(symbol, compiled.address)
    return compiled


_njit: Any = numba.njit
"""Its types leave out the option `_nrt`, which a function takes from its caller where it does not say it itself."""

inlined: Callable[[Callable[..., Any]], Any] = numba.njit(nogil=True, error_model="numpy", inline="always")
"""The same for a part of one loop, compiled as if it were written there: a function of its own that calls large ones would
have them all optimised once more."""

"""numba's cache of compiled functions, its files read only where their check sums hold: numba itself unpickles what is there.

What is damaged is compiled again; what cannot be written is not kept. Both cost time alone.
"""

import contextlib
import pickle
from pathlib import Path
from typing import Any

from numba.core import config
from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile, UserProvidedCacheLocator

from evaluators.sealed_caches import read_sealed, write_sealed


class _SealedFiles(IndexDataCacheFile):
    """The index of a function's signatures, and a file of machine code for each.

    The folder's name has numba's version in it, so the index need not.
    """

    def _load_index(self) -> dict[Any, str]:
        data = read_sealed(Path(self._index_path))
        if data is None:
            return {}
        stamp, overloads = pickle.loads(data)
        return overloads if stamp == self._source_stamp else {}

    def _save_index(self, overloads: dict[Any, str]) -> None:
        write_sealed(Path(self._index_path), self._dump((self._source_stamp, overloads)))

    def _load_data(self, name: str) -> Any:
        data = read_sealed(Path(self._data_path(name)))
        if data is None:
            raise FileNotFoundError(name)  # the caller takes it for a file that was removed
        return pickle.loads(data)

    def _save_data(self, name: str, data: Any) -> None:
        write_sealed(Path(self._data_path(name)), self._dump(data))


class _ByModule(UserProvidedCacheLocator):
    """A folder named by the module. One named by the path, as numba's, has every checkout and every worker's copy compile anew."""

    def __init__(self, function: Any, source: str) -> None:
        super().__init__(function, source)
        folder: str = config.CACHE_DIR  # pyright: ignore[reportAttributeAccessIssue]
        self._cache_path = str(Path(folder) / function.__module__)


class _Implementation(CompileResultCacheImpl):
    _locator_classes = (_ByModule, *CompileResultCacheImpl._locator_classes)


class SealedCache(FunctionCache):
    """The cache of one compiled function."""

    _impl_class = _Implementation

    def __init__(self, function: Any) -> None:
        super().__init__(function)
        files = self._cache_file
        base = self._impl.filename_base
        self._cache_file = _SealedFiles(self._cache_path, base, files._source_stamp)

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a compiled signature, where there is room."""
        with contextlib.suppress(OSError):
            super().save_overload(sig, data)

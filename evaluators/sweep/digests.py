"""Hashes of all outputs of a kernel: one over the digests of 4,096 chunks of 2**20 outputs, so that chunks may be hashed anywhere.

Outputs are little-endian uint32, inputs in order of bit pattern, every NaN as 0x7fc00000. BLAKE3 takes a quarter of SHA-256's
time; records from before have SHA-256, and are compared by it until they are swept again.
"""

import functools
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.report import SHA256

Float32s = NDArray[np.float32]
Uint32s = NDArray[np.uint32]

QUIET_NAN = 0x7FC00000


class HashPackageError(RuntimeError):
    """The package that computes a kind of hash is not here."""


def hasher(kind: str) -> Any:
    """A fresh hash with `update` and `digest`.

    Raises:
        HashPackageError: Its package is not here.
    """
    return _constructor(kind)()


@functools.cache
def _constructor(kind: str) -> Callable[[], Any]:
    if kind == SHA256:
        return hashlib.sha256
    try:
        from blake3 import blake3
    except ImportError:
        raise HashPackageError(
            "all outputs of a kernel are hashed with BLAKE3, and the package blake3 is not here: "
            "install it with `pip install blake3`, or everything that searches need with `pip install evonumerics[search]`"
        ) from None
    return blake3


def hash_of(kind: str, digests: Iterable[bytes]) -> str:
    """The hash over digests of chunks."""
    whole = hasher(kind)
    whole.update(b"".join(digests))
    return whole.digest().hex()


def canonical_bits(got: Float32s) -> Uint32s:
    """Bit patterns of results with every NaN as 0x7fc00000."""
    bits = got.view(np.uint32)
    nan = np.isnan(got)
    return np.where(nan, np.uint32(QUIET_NAN), bits) if nan.any() else bits


class ChunkDigest:
    """Digests of one chunk's outputs, one a kind; an equal value throughout costs one look-up."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self._kinds = kinds
        self._hashers = [hasher(kind) for kind in kinds]
        self._same: int | None = None
        self._pending = 0
        self._hashed = False

    def add_same(self, value: int, count: int) -> None:
        """Outputs that are all one bit pattern."""
        if self._pending and self._same != value:
            self._flush()
        self._same = value
        self._pending += count

    def add(self, bits: Uint32s) -> None:
        """Outputs in order, as `canonical_bits` gives them."""
        self._flush()
        self._update(bits)

    def digests(self) -> tuple[bytes, ...]:
        """The digest of everything added, for each kind."""
        if not self._hashed and self._same is not None:
            return tuple(_constant_digest(kind, self._same, self._pending) for kind in self._kinds)
        self._flush()
        return tuple(one.digest() for one in self._hashers)

    def _flush(self) -> None:
        if self._pending and self._same is not None:
            self._update(np.full(self._pending, self._same, np.uint32))
            self._pending = 0

    def _update(self, bits: Uint32s) -> None:
        data = bits.astype("<u4", copy=False).view(np.uint8).data
        for one in self._hashers:
            one.update(data)
        self._hashed = True


@functools.lru_cache(maxsize=256)
def _constant_digest(kind: str, value: int, count: int) -> bytes:
    one = hasher(kind)
    one.update(np.full(count, value, "<u4").view(np.uint8).data)
    return one.digest()

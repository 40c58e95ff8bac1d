"""All outputs of a kernel without judging them: their hash, and whether two kernels give the same bits for every float32."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import numpy as np

from evaluators.callbacks import CountCallback
from evaluators.sweep.calls import STRETCH, Caller, OtherBitsError
from evaluators.sweep.digests import ChunkDigest, canonical_bits, hash_of, hasher
from evaluators.sweep.judge import UnaryKernel
from evaluators.sweep.tally import CHUNK, CHUNKS

_Found = TypeVar("_Found")


def outputs_hash(kernel: UnaryKernel, kind: str, progress: CountCallback | None = None) -> str:
    """Hash of all outputs, as in `ErrorReport.outputs_hash`, of one kind.

    Raises:
        HashPackageError: Its package is not here.
    """
    hasher(kind)  # before anything is computed
    return _by_callers((kernel,), lambda callers: _hash(callers[0], kind, progress))


def same_outputs(kernel: UnaryKernel, other: UnaryKernel, progress: CountCallback | None = None) -> bool:
    """True if two kernels give the same bits, or both a nan, for all 2**32 inputs."""
    return _by_callers((kernel, other), lambda callers: _same(callers, progress))


def _by_callers(kernels: tuple[UnaryKernel, ...], work: Callable[[list[Caller]], _Found]) -> _Found:
    """What `work` finds; with arrays where inputs that a kernel makes itself change its bits."""
    try:
        return work([Caller("kernel", kernel) for kernel in kernels])
    except OtherBitsError:
        return work([Caller("kernel", kernel, alone=True) for kernel in kernels])


def _hash(caller: Caller, kind: str, progress: CountCallback | None) -> str:
    def digests(chunk: int) -> tuple[bytes, ...]:
        digest = ChunkDigest((kind,))
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, STRETCH):
            digest.add(canonical_bits(caller(start)))
        return digest.digests()

    with _each_chunk(digests, progress) as found:
        return hash_of(kind, [one for chunk in found for one in chunk])


def _same(callers: list[Caller], progress: CountCallback | None) -> bool:
    def agree(chunk: int) -> bool:
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, STRETCH):
            got, wanted = (canonical_bits(caller(start)) for caller in callers)
            if not np.array_equal(got, wanted):
                return False
        return True

    with _each_chunk(agree, progress) as found:
        return all(found)


@contextmanager
def _each_chunk(work: Callable[[int], _Found], progress: CountCallback | None) -> Iterator[Iterator[_Found]]:
    """What `work` finds of each chunk in order, from a thread a core; what is not asked for is not computed."""
    pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="outputs")

    def told() -> Iterator[_Found]:
        for done, found in enumerate(pool.map(work, range(CHUNKS)), 1):
            yield found
            if progress is not None:
                progress(done, CHUNKS)

    try:
        yield told()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)

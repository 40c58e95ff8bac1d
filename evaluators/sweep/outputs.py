"""All outputs of a kernel without judging them: their hash, and whether two kernels give the same bits for every float32."""

from collections.abc import Callable

import numpy as np

from evaluators.sweep.digests import ChunkDigest, canonical_bits, hash_of
from evaluators.sweep.judge import BLOCK, UnaryKernel
from evaluators.sweep.tally import CHUNK, CHUNKS


def outputs_hash(kernel: UnaryKernel, kind: str, progress: Callable[[int, int], None] | None = None) -> str:
    """Hash of all outputs, as in `ErrorReport.outputs_hash`, of one kind.

    Raises:
        HashPackageError: Its package is not here.
    """
    offsets, digests = np.arange(BLOCK, dtype=np.uint32), []
    for chunk in range(CHUNKS):
        digest = ChunkDigest((kind,))
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, BLOCK):
            digest.add(canonical_bits(kernel((offsets + np.uint32(start)).view(np.float32))))
        digests += digest.digests()
        if progress is not None:
            progress(chunk + 1, CHUNKS)
    return hash_of(kind, digests)


def same_outputs(kernel: UnaryKernel, other: UnaryKernel, progress: Callable[[int, int], None] | None = None) -> bool:
    """True if two kernels give the same bits, or both a nan, for all 2**32 inputs; a sixth of the time of two hashes."""
    offsets, blocks = np.arange(BLOCK, dtype=np.uint32), CHUNK * CHUNKS // BLOCK
    for block in range(blocks):
        x = (offsets + np.uint32(block * BLOCK)).view(np.float32)
        got, wanted = kernel(x).view(np.uint32), other(x).view(np.uint32)
        differ = np.flatnonzero(got != wanted)
        if (
            len(differ)
            and not (np.isnan(got[differ].view(np.float32)) & np.isnan(wanted[differ].view(np.float32))).all()
        ):
            return False
        if progress is not None and (block + 1) % (CHUNK // BLOCK) == 0:
            progress((block + 1) * BLOCK // CHUNK, CHUNKS)
    return True

"""All outputs of a kernel without judging them: their hash, and whether two kernels give the same bits for every float32."""

import hashlib
from collections.abc import Callable

import numpy as np

from evaluators.sweep.judge import BLOCK, UnaryKernel
from evaluators.sweep.tally import CHUNK, CHUNKS, canonical_bits


def outputs_hash(kernel: UnaryKernel, progress: Callable[[int, int], None] | None = None) -> str:
    """Hash of all outputs, as in `ErrorReport.outputs_hash`: SHA-256 over the digests of 4,096 chunks of 2**20 outputs."""
    offsets, whole = np.arange(BLOCK, dtype=np.uint32), hashlib.sha256()
    for chunk in range(CHUNKS):
        digest = hashlib.sha256()
        for start in range(chunk * CHUNK, (chunk + 1) * CHUNK, BLOCK):
            got = kernel((offsets + np.uint32(start)).view(np.float32))
            digest.update(canonical_bits(got).astype("<u4", copy=False).data)
        whole.update(digest.digest())
        if progress is not None:
            progress(chunk + 1, CHUNKS)
    return whole.hexdigest()


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

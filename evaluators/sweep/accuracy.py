"""Errors of compiled kernels: over every float32 input, or on a sample."""

import time
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evaluators.callbacks import CountCallback
from evaluators.reference.oracle import Oracle
from evaluators.report import ErrorReport
from evaluators.sweep.borders import near_jumps
from evaluators.sweep.exhaustive import Sweep
from evaluators.sweep.judge import BLOCK, SweepOptions, UnaryKernel, call_padded, check_specials, report
from evaluators.sweep.points import sample_points
from evaluators.sweep.tally import SIGN, ChunkTally, Scorer, Tally

__all__ = ["BLOCK", "SweepOptions", "UnaryKernel", "call_padded", "check_specials", "sample", "sample_at", "sweep"]

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]
Uint32s = NDArray[np.uint32]

_SAMPLE_DECISIONS = 4096
"""Decisions by mpmath of one kind that a sample may take: a tenth of a second."""


def sweep(
    kernels: Mapping[str, UnaryKernel], oracle: Oracle, options: SweepOptions, progress: CountCallback | None = None
) -> dict[str, ErrorReport]:
    """Errors of each kernel over all 2**32 float32 inputs, in ulp.

    The kernels share the references. Each is called with BLOCK inputs at a time, from several threads.

    Args:
        kernels: float32 array to float32 array of the same length, by name.
        oracle: References of the target.
        options: How to judge.
        progress: Called with (chunks done, chunks in all) as chunks are finished.

    Raises:
        TypeError: A kernel returned something else than float32 of the input's length.
        KeyboardInterrupt: After the threads have stopped and the state file, if any, is written.
    """
    return Sweep(kernels, oracle, options, progress).run()


def sample(
    kernels: Mapping[str, UnaryKernel],
    oracle: Oracle,
    options: SweepOptions,
    near: Sequence[float],
    rng: np.random.Generator,
) -> dict[str, ErrorReport]:
    """Errors of each kernel on adversarial points and 2**18 inputs spread over all binades, in ulp.

    Args:
        kernels: As in `sweep`; each is called with BLOCK inputs at a time.
        oracle: References of the target.
        options: `ftz` and `daz` are used.
        near: Inputs whose neighbourhoods belong to the sample.
        rng: Source of the spread inputs.

    Raises:
        TypeError: As in `sweep`.
    """
    points = sample_points(oracle, near, rng)
    exact = oracle.reference(points.view(np.float32))
    scorer = Scorer(oracle, options.ftz, options.daz)
    return {name: _sample(kernel, scorer, points, exact) for name, kernel in kernels.items()}


def sample_at(kernel: UnaryKernel, oracle: Oracle, options: SweepOptions, bits: Uint32s) -> ErrorReport:
    """Errors of one kernel on given bit patterns in ascending order of the numbers (`points.ascending`), in ulp."""
    return _sample(kernel, Scorer(oracle, options.ftz, options.daz), bits, oracle.reference(bits.view(np.float32)))


def _sample(kernel: UnaryKernel, scorer: Scorer, bits: Uint32s, exact: Float64s) -> ErrorReport:
    began = time.monotonic()
    got = call_padded(kernel, bits.view(np.float32))
    tally = Tally()
    # By ascending bit pattern, as in a sweep: first the positive numbers, then the negative ones turned round.
    for half in (bits < SIGN, bits >= SIGN):
        order = np.flatnonzero(half)
        order = order[np.argsort(bits[order])]
        if len(order):
            chunk = _judged(bits[order], got[order], exact[order], scorer)
            tally = tally.merged(chunk, int(bits[order[0]]) & SIGN)
    return report(kernel=kernel, tally=tally, scorer=scorer, seconds=time.monotonic() - began)


def _judged(bits: Uint32s, got: Float32s, exact: Float64s, scorer: Scorer) -> ChunkTally:
    errors, saved = scorer.errors(bits, got, exact)
    chunk, near = ChunkTally(scorer, decisions=_SAMPLE_DECISIONS), near_jumps(exact, scorer.least)
    errors[near] = chunk.settle(bits[near], got[near], exact[near], errors[near])
    chunk.add(bits, got, errors)
    chunk.add_saved(saved)
    return chunk

"""One kernel before the oracle: how it is called, what its special values are, what becomes of a tally."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle_build import OracleError
from evaluators.report import BLAKE3, EXHAUSTIVE, SAMPLED, SHA256, ULP_EDGES, ErrorReport, SpecialFailure
from evaluators.sweep.digests import hash_of
from evaluators.sweep.tally import CHUNK, CHUNKS, RECOMPUTED, Scorer, Tally, WorstInputs
from search_spaces.targets import Target

Float32s = NDArray[np.float32]
UnaryKernel = Callable[[Float32s], Float32s]

BLOCK = 1 << 16
"""Length of a call of a kernel with an array: half a megabyte of float64 stays in a core's cache."""


@dataclass(frozen=True)
class SweepOptions:
    """Options of a judgement of kernels.

    Attributes:
        ftz: The kernels' backend flushes results below the normal range to zero.
        daz: The kernels' backend takes subnormal inputs as zero.
        threads: Worker threads; None is one a core. Reports do not depend on it.
        state: File that keeps what is done of an exhaustive sweep, to go on after an interruption; removed at the end.
        hashes: Kinds of the outputs hash; the first is the report's, a second can be SHA256, which it keeps beside it.
        compiled: Take numba's pass over a block where numba is here; NumPy's passes give the same reports.
        chunks: First and end chunk of 2**20 bit patterns; fewer than all 4,096 make a report that says sampled.
    """

    ftz: bool
    daz: bool
    threads: int | None = None
    state: Path | None = None
    hashes: tuple[str, ...] = (BLAKE3,)
    compiled: bool = True
    chunks: tuple[int, int] = (0, CHUNKS)


def call(name: str, kernel: UnaryKernel, x: Float32s) -> Float32s:
    """A kernel's results.

    Raises:
        TypeError: They are not float32 or not as many as the inputs; the message says `name`.
    """
    got = np.ascontiguousarray(kernel(x))
    if got.dtype != np.float32 or got.shape != x.shape:
        raise TypeError(
            f"{name} returned {got.dtype} of shape {got.shape} for float32 of shape {x.shape}; allowed: the same type and shape"
        )
    return got


def check_specials(kernel: UnaryKernel, target: Target) -> tuple[SpecialFailure, ...]:
    """Rows of the target's exact table that a kernel misses; any NaN is a NaN, the sign of zero counts."""
    given = np.array([float.fromhex(x) for x, _ in target.specials], np.float32)
    expected = np.array([float.fromhex(y) for _, y in target.specials], np.float32)
    got = call_padded(kernel, given)
    right = (got.view(np.uint32) == expected.view(np.uint32)) | (np.isnan(got) & np.isnan(expected))
    return tuple(
        SpecialFailure(float(given[i]).hex(), float(expected[i]).hex(), float(got[i]).hex())
        for i in np.flatnonzero(~right)
    )


def call_padded(kernel: UnaryKernel, x: Float32s) -> Float32s:
    """A kernel's results for any number of inputs, called with BLOCK inputs at a time: zeros fill up the last call."""
    padded = np.zeros(-(-len(x) // BLOCK) * BLOCK, np.float32)
    padded[: len(x)] = x
    parts = [call("kernel", kernel, padded[i : i + BLOCK]) for i in range(0, len(padded), BLOCK)]
    return np.concatenate(parts)[: len(x)] if parts else padded


def report(
    kernel: UnaryKernel, tally: Tally, scorer: Scorer, seconds: float, hashes: tuple[str, ...] = ()
) -> ErrorReport:
    """The report of a finished tally, exhaustive where it has every input; mpmath recomputes the worst inputs."""
    worst, errors = _recomputed(tally.worst, scorer)
    counts = [tally.inputs, *tally.above, 0]
    whole = tally.inputs == CHUNK * CHUNKS
    found = _hashes(tally, hashes) if whole else {}
    return ErrorReport(
        target=scorer.oracle.target.name,
        mode=EXHAUSTIVE if whole else SAMPLED,
        inputs=tally.inputs,
        max_ulp=errors[0],
        witness=worst[0],
        wrong_count=tally.above[0],
        histogram=tuple(more - fewer for more, fewer in itertools.pairwise(counts)),
        histogram_edges=ULP_EDGES,
        undecided=tally.undecided,
        monotone_violations=tally.disorder if scorer.oracle.target.monotone else None,
        special_failures=check_specials(kernel, scorer.oracle.target),
        worst_inputs=tuple(worst),
        outputs_hash=found[hashes[0]] if whole else None,
        ftz=scorer.ftz,
        daz=scorer.daz,
        daz_saved=tally.daz_saved,
        seconds=seconds,
        outputs_hash_kind=hashes[0] if whole else SHA256,
        outputs_sha256=found.get(SHA256) if hashes[:1] != (SHA256,) else None,
    )


def _hashes(tally: Tally, kinds: tuple[str, ...]) -> dict[str, str]:
    """Hashes of all outputs, by kind."""
    columns = zip(*tally.digests, strict=True)
    return {kind: hash_of(kind, map(bytes.fromhex, column)) for kind, column in zip(kinds, columns, strict=True)}


def _recomputed(worst: WorstInputs, scorer: Scorer) -> tuple[list[str], list[float]]:
    """The worst inputs as hex floats and, of those that mpmath recomputed, the errors; worst first.

    Raises:
        OracleError: The filter was further from mpmath than its bound: no count made with it would be right.
    """
    x = worst.bits.view(np.float32)
    exact: list[Any] = []
    # Errors near jumps of the metric may be up to twice too large: go on while the next could be the largest.
    while len(exact) < len(x) and (
        len(exact) < RECOMPUTED or worst.errors[len(exact)] >= max(exact) - scorer.oracle.bound_ulp
    ):
        part = slice(len(exact), len(exact) + RECOMPUTED)
        exact += scorer.decide(worst.bits[part], worst.got[part])
    for error, filtered, given in zip(exact, worst.errors, x, strict=False):
        _check_filter(float(error), float(filtered), float(given), scorer)
    order = sorted(range(len(exact)), key=lambda i: (-exact[i], int(worst.bits[i])))
    names = [float(x[i]).hex() for i in order] + [float(v).hex() for v in x[len(exact) :]]
    return names, [float(exact[i]) for i in order]


def _check_filter(error: float, filtered: float, x: float, scorer: Scorer) -> None:
    # 2**-40 is the rounding of the largest errors, which fill float64.
    margin = scorer.oracle.bound_ulp + error * 2.0**-40
    if error != filtered and not error - margin <= filtered <= 2 * error + margin:
        raise OracleError(
            f"the filter of {scorer.oracle.target.name!r} is wrong at {x.hex()}: {filtered} ulp, by mpmath {error}"
        )

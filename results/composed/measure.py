"""Errors of a function of two arguments on a sample of pairs, and its speed beside stock."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import mpmath
import numpy as np

from evaluators.report import SAMPLED, ULP_EDGES, CostReport, ErrorReport, SpecialFailure
from evaluators.timing.contexts import CONTEXTS, USES
from evaluators.ulp import scalar_ulp_error, ulp_error
from results.composed.pairs import CHUNK, CHUNKS, Float32s, Float64s, Pairs, pairs
from search_spaces.composed import Composed

BinaryKernel = Callable[[Float32s, Float32s], Float32s]
KEPT = 100
"""Worst pairs that mpmath decides."""
UNSURE = 2.0**-25
"""Far above the error of a float64 reference, 2^-29 ulp of float32: what is nearer to 0.5 is decided by mpmath."""
_SMALLEST_NORMAL = 2.0**-126
_CONTEXT: Any = mpmath.MPContext()
_CONTEXT.prec = 200


@dataclass(frozen=True)
class Judged:
    """Pairs with results and errors, in ulp; and how many errors are smaller because subnormals count as zeros."""

    first: Float32s
    second: Float32s
    got: Float32s
    errors: Float64s
    daz_saved: int = 0

    def at(self, index: Any) -> "Judged":
        """Some of the pairs."""
        return Judged(self.first[index], self.second[index], self.got[index], self.errors[index])

    @staticmethod
    def joined(parts: "Sequence[Judged]") -> "Judged":
        """All pairs of several."""
        first, second, got = (np.concatenate([getattr(p, n) for p in parts]) for n in ("first", "second", "got"))
        return Judged(first, second, got, np.concatenate([part.errors for part in parts]))


def judge(kernel: BinaryKernel, row: Composed, given: Pairs) -> Judged:
    """Errors against float64; results below 2^-126 flushed, and subnormal arguments as they are or as zeros.

    Raises:
        TypeError: The kernel returned something else than float32 of the arguments' shape.
    """
    got = np.asarray(kernel(*given))
    if got.dtype != np.float32 or got.shape != given[0].shape:
        raise TypeError(f"{row.name} returned {got.dtype}{got.shape} for two float32{given[0].shape}")
    errors, flushed = _errors(got, row, given), tuple(_flushed(array) for array in given)
    tiny = np.flatnonzero((flushed[0] != given[0]) | (flushed[1] != given[1]))
    other = _errors(got[tiny], row, (flushed[0][tiny], flushed[1][tiny]))
    saved = int(np.count_nonzero(other < errors[tiny]))
    errors[tiny] = np.minimum(errors[tiny], other)
    return Judged(*given, got, errors, saved)


def _errors(got: Float32s, row: Composed, given: Pairs) -> Float64s:
    return ulp_error(got, getattr(np, row.wide)(*(array.astype(np.float64) for array in given)), ftz=True)


def _flushed(x: Float32s) -> Float32s:
    return np.where(np.abs(x) < _SMALLEST_NORMAL, np.copysign(np.float32(0), x), x)


def decided(row: Composed, pair: tuple[float, float], got: float) -> float:
    """The error of one result by mpmath at 200 bits."""
    first, second = _flushed(np.array(pair, np.float32)).tolist()
    ways = {pair, (first, second)}
    exact = (row.reference(_CONTEXT, *map(_CONTEXT.mpf, way)) for way in ways)
    return float(min(scalar_ulp_error(got, value, ftz=True) for value in exact))


def settled(row: Composed, judged: Judged) -> Judged:
    """Judged pairs with their errors by mpmath, the worst first; equals keep their order."""
    rows = zip(*(array.tolist() for array in (judged.first, judged.second, judged.got)), strict=True)
    errors = np.array([decided(row, (y, x), got) for y, x, got in rows])
    order = np.argsort(-errors, kind="stable")
    return Judged(judged.first[order], judged.second[order], judged.got[order], errors[order])


def names(judged: Judged) -> list[str]:
    """The pairs as hex floats."""
    pairs_of = zip(judged.first.tolist(), judged.second.tolist(), strict=True)
    return [f"{first.hex()}, {second.hex()}" for first, second in pairs_of]


def named(text: str) -> tuple[float, float]:
    """A pair from its name."""
    first, second = (float.fromhex(part) for part in text.split(", "))
    return first, second


def check_specials(kernel: BinaryKernel, row: Composed) -> tuple[SpecialFailure, ...]:
    """Rows of the exact table that a kernel misses; any nan is a nan, the sign of zero counts."""
    first, second, expected = (
        np.array(column, np.float64).astype(np.float32) for column in zip(*row.specials, strict=True)
    )
    got = np.asarray(kernel(first, second))
    right = (got.view(np.uint32) == expected.view(np.uint32)) | (np.isnan(got) & np.isnan(expected))
    wrong = np.flatnonzero(~right)
    given = names(Judged(first[wrong], second[wrong], got[wrong], np.zeros(len(wrong))))
    return tuple(
        SpecialFailure(pair, float(expected[i]).hex(), float(got[i]).hex())
        for pair, i in zip(given, wrong, strict=True)
    )


def sample(
    kernel: BinaryKernel, row: Composed, seed: int, progress: Callable[[int, int], None] | None = None
) -> ErrorReport:
    """Errors over PAIRS pairs; the worst ones, and what is near to half an ulp, by mpmath.

    Raises:
        TypeError: As in `judge`.
    """
    began, wrong, saved = time.monotonic(), 0, 0
    counts, worst = np.zeros(len(ULP_EDGES) + 1, np.int64), []
    for chunk in range(CHUNKS):
        judged = judge(kernel, row, pairs(chunk, seed))
        near = settled(row, judged.at(np.abs(judged.errors - ULP_EDGES[0]) < UNSURE))
        sure = np.abs(judged.errors - ULP_EDGES[0]) >= UNSURE
        for errors in (judged.errors[sure], near.errors):
            counts += np.bincount(np.searchsorted(ULP_EDGES, errors), minlength=len(counts))
            wrong += int(np.count_nonzero(errors > ULP_EDGES[0]))
        saved += judged.daz_saved
        worst.append(judged.at(np.argsort(-judged.errors, kind="stable")[:KEPT]))
        if progress is not None:
            progress(chunk + 1, CHUNKS)
    all_worst = Judged.joined(worst)
    kept = settled(row, all_worst.at(np.argsort(-all_worst.errors, kind="stable")[:KEPT]))
    return ErrorReport(
        target=row.name,
        mode=SAMPLED,
        inputs=CHUNKS * CHUNK,
        max_ulp=float(kept.errors[0]),
        witness=names(kept)[0],
        wrong_count=wrong,
        histogram=tuple(counts.tolist()),
        histogram_edges=ULP_EDGES,
        undecided=0,
        monotone_violations=None,
        special_failures=check_specials(kernel, row),
        worst_inputs=tuple(names(kept)[:10]),
        outputs_hash=None,
        ftz=True,
        daz=True,
        daz_saved=saved,
        seconds=time.monotonic() - began,
    )


def measured_on_pairs(kernel: BinaryKernel, row: Composed, seed: int, witness: tuple[float, ...]) -> ErrorReport:
    """The errors over a sample and of one pair, if one is given, which is the worst where it has the largest error.

    Raises:
        TypeError: As in `judge`.
    """
    report = sample(kernel, row, seed)
    if not witness:
        return report
    first, second = witness
    got = kernel(np.array([first], np.float32), np.array([second], np.float32))
    error = decided(row, (first, second), float(got[0]))
    if error <= report.max_ulp:
        return report
    return replace(report, max_ulp=error, witness=f"{first.hex()}, {second.hex()}")


def timed(kernel: Callable[..., Any], stock: Callable[..., Any], domain: tuple[float, float]) -> CostReport:
    """Time in the loop of evaluators/timing/interleaved.py, beside stock in one interleaved run."""
    from evaluators.timing.interleaved import L1, jax_block, time_blocks, timing_inputs

    rng = np.random.default_rng(0)
    first, second = timing_inputs(domain, rng), timing_inputs(domain, rng)
    blocks = {name: jax_block(f, first, None, second) for name, f in (("kernel", kernel), ("stock", stock))}
    times = time_blocks(blocks, L1.rounds)
    mine, theirs = times["kernel"], times["stock"].ns_per_element
    return CostReport(
        *(mine.ns_per_element, theirs, theirs / mine.ns_per_element, mine.rounds, L1.elements, None, mine.spread)
    )


def timed_in_use(
    kernel: Callable[..., Any], stock: Callable[..., Any], domain: tuple[float, float], runs: int
) -> tuple[CostReport, ...]:
    """Times as a call and fused in 0.5 f(a, b) + a, beside stock in interleaved runs, of which the least disturbed counts."""
    from evaluators.timing.interleaved import CALL_ROUNDS, call_block, call_inputs, least_disturbed

    rng = np.random.default_rng(0)
    first, second = call_inputs(domain, rng), call_inputs(domain, rng)
    found = []
    for context in USES:
        around = CONTEXTS[context].around
        assert around is not None
        blocks = {
            name: call_block(around(f), None, first, second) for name, f in (("kernel", kernel), ("stock", stock))
        }
        times = least_disturbed(blocks, CALL_ROUNDS, runs)
        mine, theirs = times["kernel"], times["stock"].ns_per_element
        ratio = theirs / mine.ns_per_element
        cost = CostReport(
            mine.ns_per_element, theirs, ratio, mine.rounds, first.size, None, mine.spread, context=context
        )
        found.append(cost)
    return tuple(found)

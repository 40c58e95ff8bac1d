"""The compiled pass over a block gives the bits that passes of NumPy give, and leaves the same blocks to them."""

import numpy as np
import pytest

from evaluators.reference.interpolation import horner
from evaluators.reference.oracle import build_oracle
from evaluators.report import SHA256
from evaluators.sweep.accuracy import SweepOptions
from evaluators.sweep.borders import near_jumps
from evaluators.sweep.calls import STRETCH
from evaluators.sweep.judge import BLOCK
from evaluators.sweep.measured import CompiledPass, Counts, compiled_pass, counted
from evaluators.sweep.stretches import StretchJudge
from evaluators.sweep.tally import DECISIONS, ChunkTally, Scorer
from evaluators.ulp import inverse_ulp
from search_spaces.targets import TARGETS

OPTIONS = SweepOptions(ftz=True, daz=True, hashes=(SHA256,))
NAMES = ("exp2", "log", "sin", "tanh", "cbrt", "gelu", "lgamma")
STARTS = (
    0x00000000,
    0x007C0000,
    0x28B00000,
    0x33000000,
    0x3F000000,
    0x3F7C0000,
    0x40480000,
    0x42FC0000,
    0x4B000000,
    0x7F7C0000,
)
"""Subnormal numbers, ends of binades, references beside one, ordinary stretches, zeros, overflow, huge arguments."""


def noisy(name: str, size: float, seed: int = 7):
    """A kernel whose results are the references with noise: errors of some ulp, and one result in 5,000 far off or nan."""
    oracle, rng = build_oracle(TARGETS[name]), np.random.default_rng(seed)
    factor = 1 + size * 2.0**-24 * rng.standard_normal(BLOCK)

    def kernel(x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return (oracle.block(int(x.view(np.uint32)[0]), np.empty(BLOCK)) * factor).astype(np.float32)

    return kernel


def tallied(name: str, kernel, start: int, compiled: bool, floor: float = -1.0) -> ChunkTally:
    judge = StretchJudge(Scorer(build_oracle(TARGETS[name]), OPTIONS.ftz, OPTIONS.daz), {"kernel": kernel}, compiled)
    tally = ChunkTally(judge.scorer, floor, hashes=OPTIONS.hashes)
    judge(start, [tally])
    return tally


def by_the_metric(name: str, kernel, start: int) -> ChunkTally:
    """The tally of a stretch, every result by the general metric."""
    oracle = build_oracle(TARGETS[name])
    scorer = Scorer(oracle, OPTIONS.ftz, OPTIONS.daz)
    tally = ChunkTally(scorer, hashes=OPTIONS.hashes)
    for at in range(start, start + STRETCH, BLOCK):
        bits = np.arange(at, at + BLOCK, dtype=np.uint32)
        got, exact = kernel(bits.view(np.float32)), oracle.block(at, np.empty(BLOCK))
        errors, saved = scorer.errors(bits, got, exact)
        near = near_jumps(exact, scorer.least)
        errors[near] = tally.settle(bits[near], got[near], exact[near], errors[near])
        tally.add(bits, got, errors)
        tally.add_saved(saved)
    return tally


def facts(tally: ChunkTally) -> tuple:
    worst = tally.worst
    worst.trim()
    return (
        *(tally.inputs, tally.above, tally.undecided, tally.disorder, tally.daz_saved, tally.digests()),
        *(worst.bits.tolist(), worst.got.view(np.uint32).tolist(), worst.errors.view(np.uint64).tolist()),
        *(np.float32(tally.first or 0).tobytes(), tally.last.tobytes()),
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [0.3, 6.0])
def test_tallies_are_equal_bit_for_bit(name: str, size: float) -> None:
    kernel = noisy(name, size)
    for start in (*STARTS, *(s | 1 << 31 for s in STARTS)):
        found, wanted = (facts(tallied(name, kernel, start, compiled)) for compiled in (True, False))
        assert found == wanted, hex(start)


def flushing(name: str):
    """The correctly rounded function, as a backend that flushes gives it."""
    oracle, least = build_oracle(TARGETS[name]), np.float32(2.0**-126)

    def kernel(x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            y = oracle.block(int(x.view(np.uint32)[0]), np.empty(BLOCK)).astype(np.float32)
            y = np.where(np.abs(x) < least, oracle.reference(np.copysign(np.float32(0), x[:1])).astype(np.float32), y)
            return np.where(np.abs(y) < least, y * np.float32(0), y)

    return kernel


SAVED = ("exp2", "log", "sin", "tanh", "digamma", "rsqrt")


@pytest.mark.parametrize("name", SAVED)
def test_results_that_are_all_one_value_are_judged_as_the_metric_judges_them(name: str) -> None:
    for start in (0x00000000, 0x00400000, 0x00800000, 0x42AC0000, 0x7FC00000):
        for signed in (start, start | 1 << 31):
            kernel = flushing(name)
            wanted = facts(by_the_metric(name, kernel, signed))
            for compiled in (True, False):
                assert facts(tallied(name, kernel, signed, compiled)) == wanted, (hex(signed), compiled)


@pytest.mark.parametrize("size", [0.3, 6.0])
def test_a_stretch_beside_a_power_of_two_is_judged_as_the_metric_judges_it(size: float) -> None:
    kernel = noisy("exp2", size)
    for start in (0x28B00000, 0x42F00000):
        wanted, found = by_the_metric("exp2", kernel, start), tallied("exp2", kernel, start, True)
        assert facts(found) == facts(wanted), hex(start)


@pytest.mark.parametrize("start", [0x10000000, 0x90000000])
def test_results_that_are_all_off_beside_a_power_of_two_are_decided_as_far_as_the_metric_decides_them(
    start: int,
) -> None:
    def kernel(x: np.ndarray) -> np.ndarray:
        return np.full(len(x), 1 + 2.0**-13, np.float32)

    wanted = by_the_metric("exp2", kernel, start)
    assert wanted.undecided == STRETCH - DECISIONS
    for compiled in (True, False):
        assert facts(tallied("exp2", kernel, start, compiled)) == facts(wanted)


def test_two_kernels_that_share_references_have_the_tallies_of_each_alone() -> None:
    kernels, oracle = {"a": noisy("log", 0.4), "b": noisy("log", 3.0, seed=8)}, build_oracle(TARGETS["log"])
    judge = StretchJudge(Scorer(oracle, OPTIONS.ftz, OPTIONS.daz), kernels)
    together = [ChunkTally(judge.scorer, hashes=OPTIONS.hashes) for _ in kernels]
    judge(0x40480000, together)
    alone = [facts(tallied("log", kernel, 0x40480000, False)) for kernel in kernels.values()]
    assert [facts(tally) for tally in together] == alone


def pass_for(name: str) -> CompiledPass:
    found = compiled_pass(TARGETS[name].least_ulp_at)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["exp2", "log", "tanh"])
def test_an_ordinary_block_is_measured_with_its_references_and_counts(name: str) -> None:
    oracle, start = build_oracle(TARGETS[name]), 0x3F400000
    polynomials, exact = oracle.polynomials(start, BLOCK), np.empty(BLOCK)
    assert polynomials is not None
    horner(polynomials, exact)
    assert exact.tobytes() == oracle.block(start, np.empty(BLOCK)).tobytes()
    got = noisy(name, 1.0)((np.arange(BLOCK, dtype=np.uint32) + np.uint32(start)).view(np.float32))
    errors = np.abs(got - exact) * inverse_ulp(exact)
    for floor in (-1.0, float(np.sort(errors)[-2000])):
        wanted = counted(got, errors, False, floor)
        if floor < 0:  # every place is worth keeping: too many
            assert pass_for(name).by_polynomials(got, polynomials, False, floor) is None
            continue
        assert len(wanted.worst.at) == 1999
        for found in (
            pass_for(name).by_polynomials(got, polynomials, False, floor),
            pass_for(name).by_references(got, exact, False, floor),
        ):
            assert found is not None
            assert told(found) == told(wanted)


def told(counts: Counts) -> tuple:
    places = [(p.at.tolist(), p.errors.tolist()) for p in (counts.worst, *counts.doubtful.values())]
    return (counts.largest, counts.possible, counts.certain, counts.falls, tuple(counts.doubtful), places)


@pytest.mark.parametrize("odd", [np.nan, np.inf, -0.75, 1e30])
def test_a_block_with_one_unusual_result_is_left_to_the_general_metric(odd: float) -> None:
    exact = np.full(BLOCK, 0.75)
    got = exact.astype(np.float32)
    assert pass_for("log").by_references(got, exact, False, 1.0) is not None
    got[4321] = odd
    assert pass_for("log").by_references(got, exact, False, 1.0) is None


@pytest.mark.parametrize("odd", [np.nan, np.inf, 0.0, 2.0**-126, 2.0**127])
def test_a_block_with_one_reference_that_is_not_ordinary_is_left_to_the_general_metric(odd: float) -> None:
    exact = np.full(BLOCK, 0.75)
    exact[4321] = odd
    got = np.clip(exact, -1e38, 1e38).astype(np.float32)
    assert pass_for("log").by_references(got, exact, False, 1.0) is None


@pytest.mark.parametrize("reference", [1.0, 1 - 2.0**-50, 1 + 2.0**-45])
def test_a_reference_beside_a_power_of_two_is_left_to_the_general_metric_where_its_side_matters(
    reference: float,
) -> None:
    exact = np.full(BLOCK, 0.75)
    exact[4321] = reference
    got = exact.astype(np.float32)
    assert pass_for("log").by_references(got, exact, False, 1.0) is not None
    got[4321] = np.nextafter(np.float32(1), np.float32(2))
    assert pass_for("log").by_references(got, exact, False, 1.0) is None


def test_a_machine_without_numba_has_no_compiled_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "evaluators.compiled.sweeping.judging", None)
    monkeypatch.delattr("evaluators.compiled.sweeping.judging", raising=False)
    assert compiled_pass(0.0) is None

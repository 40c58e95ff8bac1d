"""The compiled pass over a block gives the bits that passes of NumPy give, and leaves the same blocks to them."""

import dataclasses

import numpy as np
import pytest

from evaluators.reference.interpolation import horner
from evaluators.reference.oracle import build_oracle
from evaluators.report import SHA256
from evaluators.sweep.accuracy import SweepOptions
from evaluators.sweep.exhaustive import Sweep, aligned
from evaluators.sweep.judge import BLOCK
from evaluators.sweep.measured import CompiledPass, compiled_pass, counted
from evaluators.sweep.tally import CHUNK, ChunkTally
from search_spaces.targets import TARGETS

OPTIONS = SweepOptions(ftz=True, daz=True, hashes=(SHA256,))
NAMES = ("exp2", "log", "sin", "tanh", "cbrt", "gelu", "lgamma")
STARTS = (0x00000000, 0x007F0000, 0x33000000, 0x3F000000, 0x3F7F0000, 0x40490000, 0x42FC0000, 0x4B000000, 0x7F7F0000)
"""Subnormal numbers, ends of binades, ordinary blocks, zeros, overflow, huge arguments."""


def noisy(name: str, size: float, seed: int = 7):
    """A kernel whose results are the references with noise: errors of some ulp, and one result in 5,000 far off or nan."""
    oracle, rng = build_oracle(TARGETS[name]), np.random.default_rng(seed)
    factor = 1 + size * 2.0**-24 * rng.standard_normal(BLOCK)

    def kernel(x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return (oracle.reference(x) * factor).astype(np.float32)

    return kernel


def tallied(name: str, kernel, start: int, compiled: bool, floor: float = -1.0) -> ChunkTally:
    sweep = Sweep(
        {"kernel": kernel}, build_oracle(TARGETS[name]), dataclasses.replace(OPTIONS, compiled=compiled), None
    )
    tally = ChunkTally(sweep.scorer, floor, hashes=OPTIONS.hashes)
    for block in range(2):
        sweep.judge_block(start + block * BLOCK, [tally])
    return tally


def facts(tally: ChunkTally) -> tuple:
    worst = tally.worst
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


def test_two_kernels_that_share_references_have_the_tallies_of_each_alone() -> None:
    kernels, oracle = {"a": noisy("log", 0.4), "b": noisy("log", 3.0, seed=8)}, build_oracle(TARGETS["log"])
    sweep = Sweep(kernels, oracle, OPTIONS, None)
    together = [ChunkTally(sweep.scorer, hashes=OPTIONS.hashes) for _ in kernels]
    for block in range(2):
        sweep.judge_block(0x40490000 + block * BLOCK, together)
    alone = [facts(tallied("log", kernel, 0x40490000, False)) for kernel in kernels.values()]
    assert [facts(tally) for tally in together] == alone


def pass_for(name: str) -> CompiledPass:
    found = compiled_pass(TARGETS[name].least_ulp_at)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["exp2", "log", "tanh"])
def test_an_ordinary_block_is_measured_with_its_references_and_counts(name: str) -> None:
    oracle, start = build_oracle(TARGETS[name]), 0x3F400000
    polynomials, exact, errors = oracle.polynomials(start, BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    assert polynomials is not None
    got = noisy(name, 1.0)((np.arange(BLOCK, dtype=np.uint32) + np.uint32(start)).view(np.float32))
    counts = pass_for(name).by_polynomials(got, polynomials, exact, errors, False)
    wanted = np.empty(BLOCK)
    horner(polynomials, wanted)
    assert exact.tobytes() == wanted.tobytes() == oracle.block(start, np.empty(BLOCK)).tobytes()
    assert counts == counted(got, errors, False)
    again = np.empty(BLOCK)
    assert pass_for(name).by_references(got, exact, again, False) == counts
    assert again.tobytes() == errors.tobytes()


@pytest.mark.parametrize("odd", [np.nan, np.inf, -0.75, 1e30])
def test_a_block_with_one_unusual_result_is_left_to_the_general_metric(odd: float) -> None:
    exact, errors = np.full(BLOCK, 0.75), np.empty(BLOCK)
    got = exact.astype(np.float32)
    assert pass_for("log").by_references(got, exact, errors, False) is not None
    got[4321] = odd
    assert pass_for("log").by_references(got, exact, errors, False) is None


@pytest.mark.parametrize("odd", [np.nan, np.inf, 0.0, 2.0**-126, 2.0**127, 1.0, 1 - 2.0**-50, 1 + 2.0**-45])
def test_a_block_with_one_reference_that_is_not_ordinary_is_left_to_the_general_metric(odd: float) -> None:
    exact = np.full(BLOCK, 0.75)
    exact[4321] = odd
    got = np.clip(exact, -1e38, 1e38).astype(np.float32)
    assert pass_for("log").by_references(got, exact, np.empty(BLOCK), False) is None


def test_a_machine_without_numba_has_no_compiled_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "evaluators.compiled.sweeping.judging", None)
    monkeypatch.delattr("evaluators.compiled.sweeping.judging", raising=False)
    assert compiled_pass(0.0) is None


def test_inputs_begin_at_a_cache_line() -> None:
    assert aligned(BLOCK).ctypes.data % 64 == 0
    assert len(aligned(CHUNK)) == CHUNK

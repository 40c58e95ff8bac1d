"""Kernels that make their own inputs: their outputs are those of calls with arrays, or the sweep goes by arrays."""

import dataclasses

import numpy as np
import pytest

from evaluators.backends.jax_patterns import OnPatterns
from evaluators.reference.oracle import build_oracle
from evaluators.sweep.accuracy import SweepOptions, sweep
from evaluators.sweep.calls import CHECKED, STRETCH, Caller, OtherBitsError, aligned
from evaluators.sweep.judge import BLOCK
from evaluators.sweep.tally import CHUNK
from search_spaces.targets import TARGETS


def doubled(x):
    return x + x


class Odd:
    """Doubles arrays; its own inputs it doubles wrongly at one bit pattern."""

    def __init__(self, wrong_at: int) -> None:
        self.wrong_at = wrong_at

    def __call__(self, x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return x + x

    def on_patterns(self, start: int, count: int) -> np.ndarray:
        got = self(np.arange(start, start + count, dtype=np.uint32).view(np.float32))
        if start <= self.wrong_at < start + count:
            got[self.wrong_at - start] = 0.25
        return got


@pytest.mark.parametrize("start", [0, 0x3F800000, 0x7F800000, 0xFFFC0000])
def test_a_compiled_function_on_patterns_is_the_same_on_arrays(start: int) -> None:
    kernel = OnPatterns(doubled)
    own, alone = Caller("doubled", kernel)(start).copy(), Caller("doubled", kernel, alone=True)(start)
    same = own.view(np.uint32) == alone.view(np.uint32)
    assert (same | (np.isnan(own) & np.isnan(alone))).all()
    assert np.isnan(own).sum() == np.isnan(alone).sum()


def test_other_bits_are_met_in_every_63rd_chunk() -> None:
    start = 5 * CHECKED * CHUNK + STRETCH
    caller = Caller("odd", Odd(start + 77))
    caller(start - STRETCH)
    with pytest.raises(OtherBitsError, match="odd"):
        caller(start)
    unchecked = start + CHUNK
    assert Caller("odd", Odd(unchecked))(unchecked)[0] == 0.25


def test_a_kernel_with_other_bits_is_swept_by_arrays() -> None:
    chunk = 16 * CHECKED
    options = SweepOptions(ftz=True, daz=True, threads=2, chunks=(chunk - 1, chunk + 2))
    oracle = build_oracle(TARGETS["exp2"])
    odd = Odd(chunk * CHUNK + 123)
    found = sweep({"odd": odd}, oracle, options)["odd"]
    by_arrays = sweep({"odd": odd.__call__}, oracle, options)["odd"]
    assert dataclasses.replace(found, seconds=0.0) == dataclasses.replace(by_arrays, seconds=0.0)


def test_floors_from_a_sample_do_not_change_the_list_of_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    oracle, kernel = build_oracle(TARGETS["exp2"]), OnPatterns(lambda x: x + np.float32(1))
    options = SweepOptions(ftz=True, daz=True, threads=2, chunks=(0x3EF, 0x3F3))
    given = sweep({"kernel": kernel}, oracle, options)["kernel"]
    assert len(given.worst_inputs) == 1000
    floors = []
    for floor in (-1.0, 1e9):  # none; one above every error, which the sweep finds out
        monkeypatch.setattr("evaluators.sweep.exhaustive.Sweep._sampled_floors", lambda self, f=floor: {"kernel": f})
        floors.append(dataclasses.replace(sweep({"kernel": kernel}, oracle, options)["kernel"], seconds=0.0))
    assert floors == [dataclasses.replace(given, seconds=0.0)] * 2


def test_inputs_begin_at_a_cache_line() -> None:
    assert aligned(BLOCK).ctypes.data % 64 == 0
    assert len(aligned(CHUNK)) == CHUNK

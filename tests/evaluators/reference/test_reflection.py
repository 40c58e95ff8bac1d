import math

import numpy as np
import pytest

from evaluators.reference.oracle import build_oracle
from evaluators.reference.reflection import ReflectionFilter
from evaluators.ulp import ulp_error
from search_spaces.targets import TARGETS

FILTERS = {name: ReflectionFilter(TARGETS[name].poles) for name in ("lgamma", "digamma")}
each_target = pytest.mark.parametrize("name", FILTERS)
BOUND = 2.0**-45
"""Of the difference from mpmath, relative to max(|f|, 1): 2^-22 ulp."""


def patterns() -> np.ndarray:
    """Random negative numbers from 8 to 2^23, and the closest ones beside the first poles."""
    rng = np.random.default_rng(3)
    poles = np.arange(8.0, 40.0, dtype=np.float32)
    beside = [-poles + step * np.spacing(poles) for step in (-3, -1, 1, 2)]
    random = rng.integers((127 + 3) << 23, (127 + 23) << 23, 300, dtype=np.uint32) | np.uint32(1 << 31)
    near = np.concatenate(beside).astype(np.float32)
    return np.concatenate([random, near[near <= -8.0].view(np.uint32)])


@each_target
def test_the_filter_is_within_its_bound_between_and_beside_poles(name: str) -> None:
    bits = patterns()
    x = bits.view(np.float32)
    exact = np.array([float(f) for f in build_oracle(TARGETS[name]).exact(x)])
    got = FILTERS[name].reference(bits)
    poles = ~np.isfinite(exact)
    assert np.array_equal(got[poles], exact[poles], equal_nan=True)
    off = np.abs(got[~poles] - exact[~poles]) / np.maximum(np.abs(exact[~poles]), 1.0)
    assert off.max() <= BOUND, f"x = {float(x[~poles][np.argmax(off)]).hex()}: 2^{math.log2(off.max()):.1f}"


@each_target
def test_blocks_and_single_references_are_the_same_numbers(name: str) -> None:
    for log2 in (3, 6, 22):
        start = (1 << 31) | (127 + log2) << 23
        bits = np.arange(start, start + (1 << 14), dtype=np.uint32)
        assert np.array_equal(
            FILTERS[name].block(start, np.empty(1 << 14)), FILTERS[name].reference(bits), equal_nan=True
        ), log2


def test_beyond_the_last_binade_every_float32_is_a_pole() -> None:
    shared = build_oracle(TARGETS["digamma"]).constant((1 << 31) | (127 + 23) << 23, 1 << 20)
    assert shared is not None
    assert math.isnan(shared)
    oracle = build_oracle(TARGETS["lgamma"])
    assert oracle.constant((1 << 31) | (127 + 23) << 23, 1 << 20) == math.inf
    assert (
        oracle.reference(np.array([-(2.0**22) - 0.5, -(2.0**22), -(2.0**23)], np.float32))[1:].tolist()
        == [math.inf] * 2
    )


def test_errors_beside_a_zero_are_counted_in_the_ulp_of_one() -> None:
    exact = np.array([2.0**-30, -0.75, 1.0])
    got = (exact + 2.0**-23).astype(np.float32)
    np.testing.assert_allclose(ulp_error(got, exact, least=1.0), 1.0, rtol=0.01)
    assert ulp_error(np.array([3.25], np.float32), np.array([3.0]), least=1.0) == ulp_error(
        np.array([3.25], np.float32), np.array([3.0])
    )

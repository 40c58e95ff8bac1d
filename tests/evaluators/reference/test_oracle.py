"""The filter against mpmath, for every target row and for functions with zeros, poles and flat parts."""

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from evaluators.reference.oracle import Oracle, build_oracle
from evaluators.reference.oracle_build import BOUND_ULP, OracleError, PieceBuilder, Pieces
from evaluators.sweep.points import ascending, crossings
from evaluators.ulp import overflow_threshold
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.reductions import reductions_of
from search_spaces.targets import TARGETS, Target
from tests.evaluators.representatives import representatives
from tests.sentences import whole

SEED = 20260101
FLOAT32_TARGETS = sorted(name for name in TARGETS if reductions_of(name))
OF_A_FORM = [name for name, row in TARGETS.items() if row.waves or row.poles]
"""Targets that are evaluated by another form than polynomials, somewhere."""
each_target = pytest.mark.parametrize("name", representatives(FLOAT32_TARGETS, 4, always=OF_A_FORM))


def distance_in_ulp(filtered: float, exact: Any, context: Any, least: float = 0.0) -> float:
    """|filtered - exact| in ulp of the exact value, or of `least`; 0 where both are NaN or both overflow."""
    if context.isnan(exact) or math.isnan(filtered):
        return 0.0 if context.isnan(exact) and math.isnan(filtered) else math.inf
    threshold = overflow_threshold(FLOAT32_FORMAT) * (1 - 2.0**-45)
    if abs(exact) >= threshold and abs(filtered) >= threshold and (exact > 0) == (filtered > 0):
        return 0.0
    size = max(abs(exact), least)
    exponent = int(context.frexp(size)[1]) - 1 if size else FLOAT32_FORMAT.e_min
    return float(abs(exact - filtered) / FLOAT32_FORMAT.ulp(exponent))


def worst_distance(oracle: Oracle, bits: np.ndarray) -> tuple[float, str]:
    x = bits.astype(np.uint32).view(np.float32)
    exact = oracle.exact(x)
    filtered = oracle.reference(x)
    least = oracle.target.least_ulp_at
    found = [
        (distance_in_ulp(float(f), e, e.context, least), float(v).hex())
        for f, e, v in zip(filtered, exact, x, strict=True)
    ]
    return max(found)


def edge_patterns(oracle: Oracle) -> np.ndarray:
    starts = oracle.pieces.starts
    some = np.random.default_rng(SEED).choice(starts, min(len(starts), 1200), replace=False)
    return np.concatenate([some, some - np.uint32(1), crossings(oracle), crossings(oracle) + np.uint32(1)])


@each_target
def test_references_are_within_the_bound_on_random_and_edge_inputs(name: str) -> None:
    oracle = build_oracle(TARGETS[name])
    rng = np.random.default_rng(SEED)
    random = rng.integers(0, 1 << 32, 2000, dtype=np.uint32)
    # Most patterns are saturated for a fast function: half the inputs have exponents where it varies.
    moderate = rng.integers(0x37000000, 0x43800000, 2000, dtype=np.uint32) | rng.integers(0, 2, 2000, np.uint32) << 31
    distance, x = worst_distance(oracle, np.concatenate([random, moderate, edge_patterns(oracle)]))
    assert distance <= BOUND_ULP, (x, SEED)


@each_target
def test_pieces_cover_every_pattern_once(name: str) -> None:
    pieces = build_oracle(TARGETS[name]).pieces
    starts = pieces.starts.astype(np.int64)
    ends = starts + (np.int64(1) << pieces.log2_lengths.astype(np.int64))
    assert starts[0] == 0
    assert ends[-1] == 1 << 32
    assert np.array_equal(starts[1:], ends[:-1])


def assert_blocks_agree(oracle: Oracle, start: int, count: int = 1 << 16) -> None:
    bits = np.arange(count, dtype=np.uint32) + np.uint32(start)
    single = oracle.reference(bits.view(np.float32))
    block = oracle.block(start, np.empty(count))
    # Two roundings of one interpolant, each about 2**-50.
    least = max(FLOAT32_FORMAT.smallest_normal, oracle.target.least_ulp_at)
    np.testing.assert_allclose(block, single, rtol=2.0**-48, atol=2.0**-48 * least, err_msg=hex(start))
    shared = oracle.constant(start, count)
    if shared is not None:
        np.testing.assert_array_equal(block, np.full(count, shared))


@each_target
def test_a_block_is_its_single_references(name: str) -> None:
    oracle = build_oracle(TARGETS[name])
    rng = np.random.default_rng(SEED)
    starts = [0, 0x3F7F0000, 0x42FF0000, 0x7F7F0000, 0x7F800000, 0x80000000, 0xC2FB0000, 0xFF7F0000, 0xFF800000]
    for start in [*starts, *(rng.integers(0, 1 << 16, 20) << 16).tolist()]:
        assert_blocks_agree(oracle, start)


def user_target(name: str, reference: Callable[[Any, Any], Any]) -> Target:
    return dataclasses.replace(TARGETS["exp2"], name=name, reference=reference, specials=(), monotone=False)


FUNCTIONS: dict[str, Callable[[Any, Any], Any]] = {
    "zero at 1, pole at 0, complex below": lambda mp, x: mp.log(x),
    "pole": lambda mp, x: 1 / x,
    "kink": lambda mp, x: abs(x - 1),
    "flat far out": lambda mp, x: mp.tanh(x),
}


@pytest.mark.parametrize("case", FUNCTIONS)
def test_functions_with_zeros_poles_and_kinks_are_within_the_bound(case: str) -> None:
    target = user_target(case, FUNCTIONS[case])
    oracle = Oracle(target, PieceBuilder(target).build())
    rng = np.random.default_rng(SEED)
    near_one = 0x3F800000 + np.arange(-200, 200)
    bits = np.concatenate([rng.integers(0, 1 << 32, 1000), near_one, 2**31 + near_one, [0, 1, 2**31, 2**31 + 1]])
    distance, x = worst_distance(oracle, np.concatenate([bits.astype(np.uint32), edge_patterns(oracle)]))
    assert distance <= BOUND_ULP, (x, SEED)
    for start in (0, 0x3F7F0000, 0x3F800000, 0x7F7F0000, 0x80000000):
        assert_blocks_agree(oracle, start)


def test_a_function_that_float32_cannot_resolve_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluators.reference.oracle_build.MAX_PIECES", 400)
    target = user_target("rapid", lambda mp, x: mp.sin(x * 2**40))
    with pytest.raises(OracleError, match=whole("target 'rapid' needs more than 400 pieces near x = 0x...")):
        PieceBuilder(target).build()


def test_a_wrong_polynomial_does_not_pass_the_check() -> None:
    builder = PieceBuilder(TARGETS["exp2"])
    # The binade [64, 128), where 2**x runs from 2**64 to 2**128, is no polynomial of degree 15; [64, 64.25) is.
    assert builder._fit(0x42800000, 23) is None
    assert builder._fit(0x42800000, 15) is not None


def test_special_inputs_have_the_rows_values() -> None:
    target = TARGETS["exp2"]
    x = np.array([float.fromhex(given) for given, _ in target.specials], np.float32)
    want = np.array([float.fromhex(expected) for _, expected in target.specials])
    got = build_oracle(target).reference(x)
    overflown = np.isinf(want)
    np.testing.assert_array_equal(got[~overflown].astype(np.float32), want[~overflown].astype(np.float32))
    assert (got[overflown] >= overflow_threshold(FLOAT32_FORMAT)).all()


def test_crossings_of_exp2_are_where_the_mathematics_puts_them() -> None:
    found = ascending(crossings(build_oracle(TARGETS["exp2"]))).view(np.float32)
    # Half the smallest subnormal at -150, the normal range at -126, overflow at 128 - 2**-25 * 1.44: next to 128.
    np.testing.assert_allclose(found, [-150, -126, 128], rtol=2.0**-22)


def test_a_block_must_be_aligned() -> None:
    oracle = build_oracle(TARGETS["exp2"])
    said = "the first pattern of a block and its length are multiples of 32768 in contiguous memory; given 1 and 65536"
    with pytest.raises(ValueError, match=whole(said)):
        oracle.block(1, np.empty(1 << 16))
    with pytest.raises(TypeError, match=whole("inputs are float64; they must be float32")):
        oracle.reference(np.ones(3))  # pyright: ignore[reportArgumentType]


def test_the_pieces_of_exp2_are_few() -> None:
    pieces: Pieces = build_oracle(TARGETS["exp2"]).pieces
    assert len(pieces.starts) < 1000

"""Sweeps and samples: right counts, the same report however it is reached, the published figures of stock functions."""

import dataclasses
import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from blake3 import blake3

from evaluators.reference.oracle import build_oracle
from evaluators.report import SAMPLED, ULP_EDGES, ErrorReport, to_json
from evaluators.sweep import accuracy
from evaluators.sweep.accuracy import SweepOptions, check_specials, sample, sample_at, sweep
from evaluators.sweep.borders import near_jumps, sides_matter
from evaluators.sweep.points import ascending, sample_points, stratified
from evaluators.sweep.tally import CHUNK, Scorer, WorstInputs
from search_spaces.targets import TARGETS
from tests.sentences import whole

SEED = 20260102
EXP2 = TARGETS["exp2"]
IEEE = SweepOptions(ftz=False, daz=False, threads=1)
# Two chunks from x = 96, where 2**x overflows at the end of the binade's second half, and where results underflow.
BUSY = [(0x42E00000 // CHUNK, 0x43100000 // CHUNK), (0xC2F00000 // CHUNK, 0xC3100000 // CHUNK)]


def rounded_exp2(x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.exp2(x.astype(np.float64)).astype(np.float32)


def flushed_exp2(x: np.ndarray) -> np.ndarray:
    y = rounded_exp2(x)
    return np.where(np.abs(y) < np.float32(2.0**-126), np.float32(0), y)


def numpy_exp2(x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.exp2(x)


def but_at(x0: float, y0: float) -> Callable[[np.ndarray], np.ndarray]:
    """The rounded function, spoilt at one input."""
    bits = np.float32(x0).view(np.uint32)
    return lambda x: np.where(x.view(np.uint32) == bits, np.float32(y0), rounded_exp2(x))


def timeless(report: ErrorReport) -> ErrorReport:
    return dataclasses.replace(report, seconds=0.0)


def swept(kernel: Callable[[np.ndarray], np.ndarray], chunks: tuple[int, int], **changes: object) -> ErrorReport:
    options = dataclasses.replace(IEEE, chunks=chunks, **changes)  # pyright: ignore[reportArgumentType]
    return sweep({"kernel": kernel}, build_oracle(EXP2), options)["kernel"]


@pytest.mark.parametrize("chunks", BUSY)
def test_rounding_float64_results_is_never_wrong_by_more_than_the_double_rounding(chunks: tuple[int, int]) -> None:
    report = swept(rounded_exp2, chunks)
    assert 0.4999 < report.max_ulp < 0.5 + 2.0**-25, report.witness
    assert report.inputs == (chunks[1] - chunks[0]) * CHUNK == sum(report.histogram)
    assert (report.monotone_violations, report.undecided, report.mode) == (0, 0, SAMPLED)
    assert report.outputs_hash is None


def test_a_sweep_counts_what_a_direct_comparison_counts() -> None:
    chunk = 0x42F80000 // CHUNK
    bits = np.arange(chunk * CHUNK, (chunk + 1) * CHUNK, dtype=np.uint32)
    x = bits.view(np.float32)
    got = numpy_exp2(x)
    exact = np.exp2(x.astype(np.float64))  # correct to about 2**-52, so only counts within 2**-28 ulp could differ
    ulp = 2.0 ** (np.floor(np.log2(exact)) - 23)
    errors = np.abs(got - exact) / ulp
    report = swept(numpy_exp2, (chunk, chunk + 1))
    assert report.wrong_count == np.count_nonzero(errors > 0.5)
    assert report.max_ulp == pytest.approx(errors.max(), abs=1e-7)
    assert report.witness == float(x[errors.argmax()]).hex()
    assert report.worst_inputs[0] == report.witness
    assert len(set(report.worst_inputs)) == 1000
    assert report.monotone_violations == np.count_nonzero(got[1:] < got[:-1])


def test_reports_do_not_depend_on_threads_or_company() -> None:
    kernels = {"numpy": numpy_exp2, "rounded": rounded_exp2, "spoilt": but_at(100.5, math.nan)}
    options = dataclasses.replace(IEEE, chunks=BUSY[0])
    oracle = build_oracle(EXP2)
    one = sweep(kernels, oracle, options)
    two = sweep(kernels, oracle, dataclasses.replace(options, threads=2))
    for name, kernel in kernels.items():
        alone = sweep({name: kernel}, oracle, options)[name]
        assert timeless(one[name]) == timeless(two[name]) == timeless(alone), name


@pytest.mark.parametrize(
    ("x0", "y0", "error"),
    [
        (96.0, 2.0**96 * (1 + 2.0**-23), 1.0),
        (96.0, 2.0**96 * (1 - 2.0**-24), 0.5),
        (97.0, math.nan, math.inf),
        (97.0, math.inf, 2.0**54 - 2.0**23),
        (97.0, -(2.0**97), 2.0**24),
        (128.0, 2.0**128 * (1 - 2.0**-24), 1.0),
        (130.0, math.nan, math.inf),
        (200.0, 0.0, 2.0**24),
        (1e30, 1.0, 2.0**24 - 2.0**-104),
        (-130.0, 0.0, 2.0**19),
        (-150.0, 2.0**-149, 0.5),
        (-160.0, 2.0**-149, 1.0 - 2.0**-11),
        (-1e30, 2.0**-149, 1.0),
        (math.nan, 1.0, math.inf),
        (math.inf, math.nan, math.inf),
        (math.inf, 2.0**128 * (1 - 2.0**-24), 1.0),
        (0.0, 1.0 - 2.0**-24, 0.5),
        (2.0**-60, 1.0 - 2.0**-24, 0.5),
        (-(2.0**-60), 1.0 - 2.0**-24, 1.0),
    ],
)
def test_one_spoilt_input_is_the_witness_with_its_own_error(x0: float, y0: float, error: float) -> None:
    chunk = int(np.float32(x0).view(np.uint32)) // CHUNK
    report = swept(but_at(x0, y0), (chunk, chunk + 1))
    assert report.max_ulp == pytest.approx(error, abs=1e-6)
    if error > 0.5:
        assert report.witness == float(np.float32(x0)).hex()
        assert report.wrong_count >= 1
    assert report.undecided == 0


def test_flushed_results_pass_as_flushed_and_fail_as_ieee() -> None:
    # One chunk around -126, one well below.
    for chunk in (0xC2FC0000 // CHUNK, 0xC3000000 // CHUNK):
        flushed = swept(flushed_exp2, (chunk, chunk + 1), ftz=True)
        assert flushed.max_ulp <= 0.5 + 2.0**-25, flushed.witness
        assert swept(flushed_exp2, (chunk, chunk + 1)).max_ulp > 2.0**15


def test_the_smallest_normal_result_may_not_be_flushed() -> None:
    chunk = 0xC2FC0000 // CHUNK
    report = swept(lambda x: np.where(x <= -126, np.float32(0), rounded_exp2(x)), (chunk, chunk + 1), ftz=True)
    assert (report.max_ulp, report.witness) == (1.0, (-126.0).hex())


def test_daz_takes_a_subnormal_input_as_zero_and_counts_what_it_saves() -> None:
    target = dataclasses.replace(EXP2, name="identity", reference=lambda mp, x: +x, specials=())
    oracle = build_oracle(target)

    def kernel(x: np.ndarray) -> np.ndarray:
        return np.where(np.abs(x) < np.float32(2.0**-126), np.float32(0), x)

    options = dataclasses.replace(IEEE, chunks=(0, 9))
    strict = sweep({"k": kernel}, oracle, options)["k"]
    assert (strict.max_ulp, strict.witness) == (2.0**23 - 1, (2.0**-126 - 2.0**-149).hex())
    daz = sweep({"k": kernel}, oracle, dataclasses.replace(options, daz=True))["k"]
    assert (daz.max_ulp, daz.wrong_count, daz.daz_saved) == (0.0, 0, 2**23 - 1)


def test_a_kernel_of_one_wrong_constant_is_judged_at_once_and_in_full() -> None:
    report = swept(lambda x: np.full_like(x, np.nan), (0, 2))
    assert report.max_ulp == math.inf
    assert report.witness == (0.0).hex()
    assert report.wrong_count == report.histogram[-1] == 2 * CHUNK
    assert report.worst_inputs[999] == (999 * 2.0**-149).hex()


def test_falling_steps_are_counted_on_both_sides_of_zero_and_between_chunks() -> None:
    def kernel(x: np.ndarray) -> np.ndarray:
        bits = x.view(np.uint32)
        # A step down in x within the first chunk, and exactly at the start of the second; negative x: the same.
        stepped = ((bits & 0x7FFFFFFF) < 1000) | ((bits & 0x7FFFFFFF) >= CHUNK)
        return np.where(stepped ^ (bits >> 31 == 1), np.float32(1), np.float32(2)).astype(np.float32)

    rising = swept(kernel, (0, 2))
    # bits 0..999: 1, then 2, then 1 from CHUNK on: up once, down once.
    assert rising.monotone_violations == 1
    falling = swept(kernel, (2048, 2050))
    # Ascending pattern is descending x: 2, then 1, then 2 again: the rise is the violation.
    assert falling.monotone_violations == 1


def test_an_interrupted_sweep_goes_on_where_it_stopped(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    whole = swept(numpy_exp2, BUSY[0])

    def stop(done: int, total: int) -> None:
        if done == total - 1:
            raise KeyboardInterrupt

    oracle, seen = build_oracle(EXP2), []
    options = dataclasses.replace(IEEE, chunks=BUSY[0], state=state)
    with pytest.raises(KeyboardInterrupt):
        sweep({"kernel": numpy_exp2}, oracle, options, stop)
    assert json.loads(state.read_text())["next"] == BUSY[0][1] - 1
    resumed = sweep({"kernel": numpy_exp2}, oracle, options, lambda done, total: seen.append((done, total)))["kernel"]
    assert timeless(resumed) == timeless(whole)
    assert seen == [(BUSY[0][1] - BUSY[0][0],) * 2]
    assert not state.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": 1}', '{"key": 1, "next": 5, "tallies": {}}'])
def test_an_unreadable_or_foreign_state_starts_anew(tmp_path: Path, text: str) -> None:
    state = tmp_path / "state.json"
    state.write_text(text)
    chunks = (BUSY[0][0], BUSY[0][0] + 1)
    assert timeless(swept(rounded_exp2, chunks, state=state)) == timeless(swept(rounded_exp2, chunks))


def test_a_state_of_another_kernel_is_not_used(tmp_path: Path) -> None:
    state = tmp_path / "state.json"

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    options = dataclasses.replace(IEEE, chunks=BUSY[0], state=state)
    with pytest.raises(KeyboardInterrupt):
        sweep({"kernel": rounded_exp2}, build_oracle(EXP2), options, stop)
    assert timeless(swept(flushed_exp2, BUSY[0], state=state)) == timeless(swept(flushed_exp2, BUSY[0]))


def test_a_kernel_of_the_wrong_type_is_the_callers_error() -> None:
    with pytest.raises(
        TypeError,
        match=whole("kernel returned float64 of shape ... for float32 of shape ...; allowed: the same type and shape"),
    ):
        swept(lambda x: x.astype(np.float64), (0, 1))
    with pytest.raises(TypeError, match="allowed: the same type and shape"):
        swept(lambda x: x[1:], (0, 1))


def test_the_worst_inputs_are_those_a_sort_gives() -> None:
    rng = np.random.default_rng(SEED)
    errors = np.round(rng.exponential(1, 50_000), 2)  # many ties
    bits = np.arange(50_000, dtype=np.uint32)
    worst = WorstInputs()
    for part in np.array_split(bits, 7):
        worst.add(part, np.zeros(len(part), np.float32), errors[part])
    worst.trim()
    order = np.lexsort((bits, -errors))[:1000]
    assert worst.bits.tolist() == order.tolist(), SEED


def test_references_at_jumps_of_the_metric_are_found() -> None:
    exact = np.array([2.0**-126, 1.0, 1 - 2.0**-50, 1 + 2.0**-46, 1.1, 2.0**128 - 2.0**103, 0.0, 2.0**-140, np.inf])
    assert sorted(near_jumps(exact).tolist()) == [0, 1, 2, 3, 5]
    assert sides_matter(exact[[0, 1, 5]], np.array([0.0, 0.1, 0.0])).tolist() == [True, False, True]
    assert sides_matter(exact[[1]], np.array([0.26])).tolist() == [True]


def test_a_sample_judges_each_input_as_a_sweep_does() -> None:
    chunk = BUSY[0][0]
    bits = np.arange(chunk * CHUNK, (chunk + 1) * CHUNK, dtype=np.uint32)
    by_points = sample_at(numpy_exp2, build_oracle(EXP2), IEEE, bits)
    by_sweep = swept(numpy_exp2, (chunk, chunk + 1))
    assert timeless(by_points) == timeless(by_sweep)


def test_sample_points_are_ordered_distinct_and_reach_every_binade() -> None:
    bits = sample_points(build_oracle(EXP2), [0.3], np.random.default_rng(SEED))
    x = bits.view(np.float32)
    numbers = x[~np.isnan(x)]
    assert (np.diff(numbers.astype(np.float64)) >= 0).all()
    assert len(np.unique(bits)) == len(bits)
    assert len(np.unique(bits >> 23)) == 512
    for inside in (0.3, -126.0, 128.0, 0.5, -0.0, 127.5, np.nextafter(np.float32(0.5), np.float32(1))):
        assert np.float32(inside).view(np.uint32) in bits
    spread = stratified(np.random.default_rng(SEED))
    assert np.bincount(spread >> 23).max() == len(spread) // 510


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    kernels = {"numpy": numpy_exp2}
    oracle = build_oracle(EXP2)
    first, again = (sample(kernels, oracle, IEEE, (), np.random.default_rng(SEED))["numpy"] for _ in range(2))
    assert timeless(first) == timeless(again)
    assert first.monotone_violations is not None


def test_ascending_turns_negative_numbers_round() -> None:
    x = np.array([1.0, -1.0, 0.0, -0.0, -math.inf, math.inf, -2.0], np.float32)
    assert ascending(x.view(np.uint32)).view(np.float32).tolist() == [-math.inf, -2.0, -1.0, -0.0, 0.0, 1.0, math.inf]


def test_special_values_are_compared_bit_for_bit() -> None:
    assert check_specials(flushed_exp2, EXP2) == ()
    failures = check_specials(lambda x: np.where(x == -math.inf, np.float32(-0.0), rounded_exp2(x)), EXP2)
    assert [(f.given, f.expected, f.got) for f in failures] == [("-inf", (0.0).hex(), (-0.0).hex())]


def test_a_report_is_strict_json() -> None:
    report = swept(but_at(112.5, math.nan), (BUSY[0][0], BUSY[0][0] + 1))
    data = json.loads(json.dumps(to_json(report), allow_nan=False))
    assert data["max_ulp"] == "inf"
    assert data["histogram_edges"] == list(ULP_EDGES)
    assert float.fromhex(data["witness"]) == 112.5


def test_deciding_and_filtering_agree_to_the_bound() -> None:
    rng = np.random.default_rng(SEED)
    bits = rng.integers(0x42000000, 0x43080000, 300, dtype=np.uint32)
    bits[::2] |= np.uint32(1 << 31)
    x = bits.view(np.float32)
    got = numpy_exp2(x)
    oracle = build_oracle(EXP2)
    for ftz in (False, True):
        scorer = Scorer(oracle, ftz, daz=True)
        filtered, _ = scorer.errors(bits, got, oracle.reference(x))
        exact = np.array([float(e) for e in scorer.decide(bits, got)])
        np.testing.assert_allclose(filtered, exact, rtol=0, atol=oracle.bound_ulp, err_msg=str(SEED))


def stock_exp2() -> Callable[[np.ndarray], np.ndarray]:
    jax = pytest.importorskip("jax")
    with jax.default_device(jax.devices("cpu")[0]):
        compiled = jax.jit(jax.numpy.exp2)
    return lambda x: np.asarray(compiled(x))


XLA = SweepOptions(ftz=True, daz=True)


def test_a_sample_finds_that_stock_exp2_loses_dozens_of_ulp() -> None:
    report = sample({"jnp": stock_exp2()}, build_oracle(EXP2), XLA, (), np.random.default_rng(SEED))["jnp"]
    assert 60 < report.max_ulp <= 68.5, report.witness  # 68.5 is published (docs/accuracy.md of jax)
    assert (-126.0).hex() in [failure.given for failure in report.special_failures]


@pytest.mark.exhaustive
def test_stock_exp2_over_every_float32_is_within_its_published_error() -> None:
    report = sweep({"jnp": stock_exp2()}, build_oracle(EXP2), XLA)["jnp"]
    assert 67.5 < report.max_ulp <= 68.5, report.witness
    assert report.inputs == sum(report.histogram) == 1 << 32


@pytest.mark.slow
@pytest.mark.exhaustive
def test_rounded_and_numpy_exp2_over_every_float32() -> None:
    kernels = {"numpy": numpy_exp2, "rounded": rounded_exp2}
    reports = sweep(kernels, build_oracle(EXP2), dataclasses.replace(IEEE, threads=None))
    assert reports["numpy"].max_ulp <= 2.85, reports["numpy"].witness  # 2.84 is published
    assert reports["rounded"].max_ulp <= 0.5 + 2.0**-25
    # The outputs hash by its definition, one chunk after the other.
    total = blake3()
    for start in range(0, 1 << 32, CHUNK):
        y = rounded_exp2(np.arange(start, start + CHUNK, dtype=np.uint32).view(np.float32))
        bits = np.where(np.isnan(y), np.uint32(0x7FC00000), y.view(np.uint32)).astype("<u4")
        total.update(blake3(bits.tobytes()).digest())
    assert reports["rounded"].outputs_hash == total.digest().hex()


def test_every_public_name_is_there() -> None:
    assert all(getattr(accuracy, name) is not None for name in accuracy.__all__)

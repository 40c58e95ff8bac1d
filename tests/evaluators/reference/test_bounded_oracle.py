"""References and baselines of bounded targets, against mpmath: inside, at the ends, outside; and hard expressions."""

import math
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.reference.oracle import Oracle, build_oracle
from evaluators.reference.oracle_build import BOUND_ULP
from evaluators.sweep.accuracy import SweepOptions, sample, sample_at
from evaluators.sweep.points import ascending, sample_points
from evaluators.timing.baselines import baselines
from search_spaces.own.bounded import bounded_target
from search_spaces.own.expressions import parse_expression
from search_spaces.own.formulas import Formula, PrecisionError
from search_spaces.targets import CLAMP, NAN, OUTSIDE, TARGETS, Target
from tests.evaluators.reference.test_oracle import OF_A_FORM, assert_blocks_agree, distance_in_ulp, edge_patterns
from tests.evaluators.representatives import representatives
from tests.sentences import whole

SEED = 20260202
USERS = {
    "bell": parse_expression("exp(-x*x)", "bell", (0.0, 1.0)),
    "sag": parse_expression("(1 - cos(x)) / x**2 + 1", "sag", (2.0**-126, 3.0)),
    "thin": parse_expression("exp(x)", "thin", (1.50001, 1.50002)),
}
ROWS = {**TARGETS, **USERS}


def bounded(name: str, outside: str) -> Target:
    return bounded_target(ROWS[name], ROWS[name].real_domain, outside)


def direct(target: Target, x: float, context: Any) -> Any:
    """f by mpmath alone, on the domain as the words say it."""
    low, high = target.real_domain
    if math.isnan(x) or (target.outside == NAN and not low <= x <= high):
        return context.nan
    return target.reference(context, context.mpf(min(max(x, low), high)))


def inputs(oracle: Oracle) -> np.ndarray:
    rng = np.random.default_rng(SEED)
    low, high = oracle.target.real_domain
    ends = np.array([low, high], np.float32).view(np.uint32)
    around = (ends[:, None] + np.arange(-3, 4).astype(np.uint32)).ravel()
    within = rng.uniform(low, high, 400).astype(np.float32).view(np.uint32)
    anywhere = rng.integers(0, 1 << 32, 300, dtype=np.uint32)
    edges = rng.choice(edge_patterns(oracle), 300)
    return np.concatenate([around, within, anywhere, edges]).astype(np.uint32)


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("name", representatives(sorted(ROWS), 5, always=(*USERS, *OF_A_FORM)))
def test_references_on_a_bounded_domain_are_within_the_bound_of_mpmath(name: str, outside: str) -> None:
    oracle = build_oracle(bounded(name, outside))
    context: Any = mpmath.MPContext()
    context.prec = 250  # not the precision of either step of the oracle
    x = inputs(oracle).view(np.float32)
    for given, filtered, exact in zip(x, oracle.reference(x), oracle.exact(x), strict=True):
        want = direct(oracle.target, float(given), context)
        assert distance_in_ulp(float(filtered), want, context) <= BOUND_ULP, (float(given).hex(), SEED)
        assert bool(context.isnan(want)) == bool(exact.context.isnan(exact))
        if not context.isnan(want):
            assert abs(exact - want) <= context.ldexp(abs(want), -150), (float(given).hex(), SEED)


@pytest.mark.parametrize("name", ["sin", "log", "thin"])
def test_a_block_of_a_bounded_oracle_is_its_single_references(name: str) -> None:
    oracle = build_oracle(bounded(name, NAN))
    for start in (0, 0x3F000000, 0x3F490000, 0x3F7F0000, 0x3FC00000, 0x7F7F0000, 0x7F800000, 0x80000000, 0xBF490000):
        assert_blocks_agree(oracle, start)
    assert math.isnan(oracle.constant(0x7F000000, 1 << 16) or 0.0)


def test_a_sample_of_a_bounded_target_holds_its_ends_and_many_inputs_inside() -> None:
    oracle = build_oracle(bounded("gamma", NAN))
    x = sample_points(oracle, (), np.random.default_rng(0)).view(np.float32)
    assert {1.0, 2.0} <= set(x.tolist())
    assert np.nextafter(np.float32(2), np.float32(3)) in x
    assert np.count_nonzero((x >= 1) & (x <= 2)) > 100_000


def test_a_result_outside_the_domain_that_is_a_number_counts_as_infinitely_wrong() -> None:
    oracle = build_oracle(bounded("exp", NAN))
    bits = ascending(np.array([0.25, 0.5], np.float32).view(np.uint32))
    report = sample_at(lambda x: np.exp(np.clip(x, -1, 1)), oracle, SweepOptions(False, False), bits)
    assert (report.max_ulp, report.witness) == (math.inf, (0.5).hex())


def test_under_daz_a_negative_subnormal_may_give_the_value_at_zero_and_is_counted() -> None:
    oracle = build_oracle(bounded("erf", NAN))

    def kernel(x: np.ndarray) -> np.ndarray:
        flushed = np.where(np.abs(x) < 2.0**-126, np.copysign(np.float32(0), x), x)
        inside = (flushed >= 0) & (flushed <= 2)
        return np.where(inside, oracle.reference(flushed.astype(np.float32)), np.nan).astype(np.float32)

    bits = ascending(np.array([0x80000001, 0x80400000, 0, 0x3F800000, 0xBF800000], np.uint32))
    report = sample_at(kernel, oracle, SweepOptions(ftz=True, daz=True), bits)
    assert report.max_ulp <= 0.5 + 2.0**-20
    assert report.daz_saved == 2
    assert sample_at(kernel, oracle, SweepOptions(ftz=True, daz=False), bits).max_ulp == math.inf


@pytest.mark.parametrize("outside", OUTSIDE)
def test_baselines_are_judged_on_the_domain(outside: str) -> None:
    oracle = build_oracle(bounded("erf", outside))
    rows = baselines(oracle.target)
    assert rows
    assert [row.name for row in rows] == [row.name for row in baselines(TARGETS["erf"])]
    for row in rows:
        if row.vectorised:
            options = SweepOptions(ftz=row.flushes, daz=row.flushes)
            report = sample({"k": row.evaluate}, oracle, options, (), np.random.default_rng(0))["k"]
            assert report.max_ulp < 10.0, row.name
            assert not report.special_failures


def test_an_expression_that_cancels_is_evaluated_to_the_precision_asked_for() -> None:
    context: Any = mpmath.MPContext()
    context.prec = 120
    x = context.ldexp(1, -126)
    for text, limit in (("(1-cos(x))/x**2", 0.5), ("(1-cos(x))/x**2+1", 1.5), ("x/(exp(x)-1)", 1.0)):
        assert abs(Formula(text)(context, x) - limit) < context.ldexp(1, -100), text
    assert abs(Formula("(x-sin(x))/x**3")(context, x) * 6 - 1) < context.ldexp(1, -100)


def test_an_expression_that_needs_too_many_bits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_spaces.own.formulas.MOST_BITS", 100)
    monkeypatch.setattr("search_spaces.own.formulas.GUARD_ORDER", 0)
    context: Any = mpmath.MPContext()
    context.prec = 120
    said = (
        "expression '(1 - cos(x)) / x**2' loses all of 184 bits to cancellation at x = 7.8886090522101181e-31. "
        "Is it zero there by an identity? Write it so that nothing cancels"
    )
    with pytest.raises(PrecisionError, match=whole(said)):
        Formula("(1 - cos(x)) / x**2")(context, context.ldexp(1, -100))


def test_a_clamped_oracle_is_constant_beyond_its_ends() -> None:
    oracle = build_oracle(bounded("gamma", CLAMP))
    assert oracle.constant(0x7F000000, 1 << 16) == 1.0
    assert oracle.constant(0xC0000000, 1 << 16) == 1.0

from dataclasses import replace

import pytest

from evaluators.report import CostReport
from results.record.bars import BARS, Bar, bars_of, fastest, nearest
from results.record.record import Record
from search_spaces.targets import TARGETS
from tests.results.small import small_record

BAR = Bar("exp2", "accurate", 1.0, 1.1, (0.95, 1.25))


@pytest.mark.parametrize("bar", BARS, ids=lambda bar: f"{bar.target} {bar.name}")
def test_a_row_names_a_target_with_a_stock_function_and_its_stretch_is_harder(bar):
    assert bar in bars_of(bar.target)
    assert TARGETS[bar.target].stock is not None
    assert bar.stretch[0] <= bar.max_ulp
    assert bar.name in ("accurate", "fast")


def used(made: Record, call: float, fused: float | None = None) -> Record:
    """The record with speeds as a call and fused too."""
    (verification,) = made.verifications
    ratios = {"call": call, **({} if fused is None else {"fused": fused})}
    uses = tuple(CostReport(1.0, r, r, 30, 65_536, None, context=name) for name, r in ratios.items())
    return replace(made, verifications=(replace(verification, uses=uses),))


def record(max_ulp: float, ratio: float, kind: str = "evolved") -> Record:
    """A record that was measured so, in a loop."""
    made = small_record()
    verification = made.verification("jax")
    assert verification is not None
    error = replace(verification.error, max_ulp=max_ulp)
    cost = CostReport(1.0, ratio, ratio, 30, 4096, None)
    rows = (replace(verification, error=error, cost=cost),)
    return replace(made, kind=kind, verifications=rows, hash=f"{max_ulp}-{ratio}")


@pytest.mark.parametrize(
    ("rows", "verdict", "chosen"),
    [
        ([(0.9, 1.3)], "stretch", (0.9, 1.3)),
        ([(0.99, 1.3), (0.94, 1.26)], "stretch", (0.94, 1.26)),
        ([(0.9, 1.3), (0.94, 1.4)], "stretch", (0.94, 1.4)),
        ([(0.9, 1.3), (0.94, 1.33)], "stretch", (0.9, 1.3)),
        ([(0.8, 1.3), (0.94, 1.4)], "stretch", (0.8, 1.3)),
        ([(0.99, 1.15), (3.0, 2.0)], "met", (0.99, 1.15)),
        ([(0.7, 0.9), (0.98, 1.05)], "misses speed", (0.98, 1.05)),
        ([(0.7, 0.9), (0.98, 1.0)], "misses speed", (0.98, 1.0)),
        ([(0.7, 1.06), (0.98, 1.09)], "misses speed", (0.7, 1.06)),
        ([(1.2, 1.5), (3.0, 2.0)], "misses error", (1.2, 1.5)),
        ([(1.2, 1.0)], "misses error and speed", (1.2, 1.0)),
    ],
)
def test_beside_a_row_stands_what_meets_it_or_comes_nearest(rows, verdict, chosen):
    met = nearest(BAR, [record(*row) for row in rows])
    assert (met.verdict, (met.max_ulp, met.ratio)) == (verdict, chosen)


def test_a_verdict_goes_by_the_worse_of_call_and_fused_and_not_in_a_loop():
    quick, slow = used(record(0.9, 1.0), 1.4, 1.3), used(record(0.8, 3.0), 1.3, 0.7)
    assert nearest(BAR, [slow]).verdict == "misses speed"
    assert nearest(BAR, [slow]).ratio == 0.7
    met = nearest(BAR, [slow, quick])
    assert (met.record, met.ratio, met.verdict) == (quick, 1.3, "stretch")
    assert nearest(BAR, [used(record(0.9, 3.0), 1.2)]).verdict == "met"


def test_a_record_without_calls_is_read_and_counts_for_nothing_beside_one_that_has_them():
    older, called = record(0.8, 3.0), used(record(0.9, 1.0), 1.2)
    assert nearest(BAR, [older, called]).record is called
    assert nearest(BAR, [older]).ratio == 3.0


def test_a_kernel_and_a_hand_made_one_are_compared_in_the_same_context():
    mine, hands = used(record(0.9, 1.3), 9.0), record(0.9, 1.3, "classical")
    assert nearest(BAR, [mine, hands]).standing == "level"
    assert nearest(BAR, [mine, used(hands, 2.0)]).standing == "better"


def test_a_hand_made_kernel_never_counts_but_is_shown():
    met = nearest(BAR, [record(0.9, 2.0, "classical"), record(1.2, 1.5)])
    assert met.verdict == "misses error"
    assert met.rival == (0.9, 2.0)
    assert nearest(BAR, []).verdict == "no kernel"


@pytest.mark.parametrize(
    ("mine", "hands", "standing"),
    [
        ((0.9, 1.3), (0.9, 1.3), "level"),
        ((0.9, 1.3), (0.85, 1.3), "level"),
        ((0.9, 1.3), (0.84, 1.3), "worse"),
        ((0.9, 1.3), (0.9, 1.26), "better"),
        ((0.8, 1.3), (0.9, 1.4), "more accurate, slower"),
        ((0.94, 1.4), (0.8, 1.3), "faster, less accurate"),
    ],
)
def test_a_kernel_stands_beside_the_hand_made_one_by_what_is_clearly_different(mine, hands, standing):
    assert nearest(BAR, [record(*mine), record(*hands, kind="classical")]).standing == standing
    assert nearest(BAR, [record(*mine)]).standing == "-"


def test_the_fast_kernel_is_the_fastest_within_its_bound_and_stands_beside_the_accurate_one():
    rows = [record(0.9, 1.25), record(100.0, 1.5), record(2000.0, 2.0), record(2100.0, 9.0)]
    found = fastest(BAR, [*rows, record(50.0, 8.0, "classical")])
    assert found is not None
    assert (found.max_ulp, found.ratio, found.beside_accurate) == (2000.0, 2.0, 1.6)
    assert found.verdict == "met"
    assert fastest(BAR, [rows[0], record(3.0, 1.28)]).verdict == "below 1.3x stock and accurate"  # type: ignore[union-attr]
    assert fastest(BAR, []) is None

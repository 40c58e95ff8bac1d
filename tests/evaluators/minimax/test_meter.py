"""Fits whose work is counted."""

from evaluators.minimax.classical import fit_sketch
from evaluators.minimax.meter import Meter
from evaluators.minimax.sketches import ApproximationProblem, fraction, polynomial
from search_spaces.own.expressions import parse_expression
from search_spaces.targets import ABSOLUTE, RELATIVE, TARGETS

EXP2 = ApproximationProblem(TARGETS["exp2"], (0.0, 1.0), RELATIVE)
SOFTSIGN = ApproximationProblem(parse_expression("x/(1+abs(x))", "softsign", (-4, 4)), (-4.0, 4.0), ABSOLUTE)


def test_the_same_fit_takes_the_same_work_and_a_meter_changes_no_bit():
    first, second = Meter(), Meter()
    fits = [fit_sketch(EXP2, polynomial(EXP2, 4), None, meter) for meter in (first, second, None)]
    assert first.spent == second.spent > 0
    assert len({str(fitted.program) for fitted in fits}) == 1


def test_a_fit_that_does_not_settle_ends_soon_after_its_limit_with_what_it_has():
    whole, cut = Meter(), Meter(500_000)
    best = fit_sketch(SOFTSIGN, fraction(SOFTSIGN, 4), None, whole)
    early = fit_sketch(SOFTSIGN, fraction(SOFTSIGN, 4), None, cut)
    assert whole.spent > 5_000_000
    assert cut.exhausted
    assert cut.spent < 1_500_000
    assert best.error < early.error < 1

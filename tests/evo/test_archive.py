import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluators.compiled.encoding import Code
from evo.archive import Entry, best_per_cost, pareto_front


def entry(cost: float, error: float, real: float, constant: float) -> Entry:
    one = np.array([1], np.int8)
    none = np.array([0], np.int8)
    return Entry(1, cost, error, real, Code(one, none, none, np.array([constant]), np.zeros(1)), "insert")


numbers = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0, 3.0, math.inf, math.nan])
entries = st.lists(st.builds(entry, st.sampled_from([1.0, 2.0, 3.0, math.inf]), numbers, numbers, numbers), max_size=20)


def orders(found: list[Entry]) -> list[tuple[float, float, str]]:
    return [(e.cost, e.error, e.key) for e in found]


@given(entries, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_order_of_insertion_does_not_matter(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert orders(pareto_front(found)) == orders(pareto_front(shuffled))
    assert orders(best_per_cost(found, 2)) == orders(best_per_cost(shuffled, 2))


@given(entries)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_nobody_on_the_front_is_dominated_and_nobody_good_is_missing(found):
    front = pareto_front(found)
    finite = [e for e in found if math.isfinite(e.cost + e.error + e.real_error)]
    for a in front:
        assert not any(
            (b.cost <= a.cost and b.error < a.error) or (b.cost < a.cost and b.error <= a.error) for b in finite
        )
    for b in finite:
        assert any(a.cost <= b.cost and a.error <= b.error for a in front)


@given(entries)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_nothing_that_is_not_finite_enters(found):
    for e in pareto_front(found) + best_per_cost(found, 3):
        assert math.isfinite(e.cost)
        assert math.isfinite(e.error)
        assert math.isfinite(e.real_error)


@given(entries, entries)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_merging_fronts_is_the_front_of_everything(a, b):
    assert orders(pareto_front(pareto_front(a) + pareto_front(b))) == orders(pareto_front(a + b))


def test_the_best_before_rounding_is_kept_beside_the_best_after_it():
    rounded, exact, neither = entry(1.0, 0.7, 0.5, 1.0), entry(1.0, 0.9, 0.01, 2.0), entry(1.0, 0.8, 0.6, 3.0)
    assert orders(best_per_cost([neither, exact, rounded], 1)) == orders([rounded, exact])

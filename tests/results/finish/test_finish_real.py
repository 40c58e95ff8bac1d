import itertools
from decimal import Decimal
from typing import Any

import mpmath
import pytest

from evaluators.backends.source import from_source
from evo.campaign import run_campaign
from evo.island import elites
from evo.problem import problem_of
from evo.settings.config import resolve
from evo.workers.executors import LocalExecutor
from results.finish.real import certified_front, snapshot_entry
from search_spaces.space import real_space
from search_spaces.targets import TARGETS


@pytest.fixture(scope="module")
def found():
    campaign = resolve(
        {"target": "exp2", "real": True, "evaluations": 4000, "islands": 2, "epoch_evaluations": 1000, "max_ops": 5}
    )
    problem = problem_of(campaign.space(), campaign.search)
    executor = LocalExecutor(2)
    outcome = run_campaign(problem, campaign, executor, lambda _: None)
    executor.close()
    return [entry for state in outcome.states for entry in elites(problem, state)]


@pytest.fixture(scope="module")
def front(found):
    return certified_front(real_space(TARGETS["exp2"], 5), found)


def test_the_front_is_sorted_and_each_operation_more_pays(front):
    assert len(front) >= 2
    for before, after in itertools.pairwise(front):
        assert before.ops < after.ops
        assert after.max_error < before.max_error
    assert all(entry.certified and 1 <= entry.ops <= 5 for entry in front)


def test_what_an_entry_states_is_what_its_source_does(front):
    context: Any = mpmath.MPContext()
    context.prec = 150
    for entry in front:
        program = from_source(entry.source)
        assert program.op_count() == entry.ops
        names: dict = {}
        exec(entry.source, names)
        worst = mpmath.mpf(0)
        limits = {float.fromhex(x) for x in entry.limit_points}
        points = [Decimal(k) / 64 for k in range(65)] + [Decimal(float.fromhex(entry.witness))]
        for x in points:
            if float(x) in limits:
                continue
            at = context.mpf(str(x))
            exact = context.power(2, at)
            worst = max(worst, abs(names["f"](at, context.mpf) / exact - 1))
        assert worst <= entry.max_error * (1 + 1e-9)
        assert worst >= entry.max_error * 0.99, f"{entry.ops} operations: {worst} is not {entry.max_error}"


def test_the_order_in_which_candidates_come_does_not_matter(found, front):
    assert certified_front(real_space(TARGETS["exp2"], 5), found[::-1]) == front


def test_a_snapshot_is_marked_as_an_estimate(found):
    entry = next(e for e in found if e.ops)
    snapshot = snapshot_entry(entry)
    assert (snapshot.ops, snapshot.max_error) == (entry.ops, entry.error)
    assert not snapshot.certified
    assert snapshot.max_error_float64 is snapshot.witness is None


def test_no_candidates_make_an_empty_front():
    assert certified_front(real_space(TARGETS["exp2"], 5), []) == ()

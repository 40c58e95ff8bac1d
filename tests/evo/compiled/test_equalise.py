import numpy as np
import pytest

from evaluators.compiled.fit import DAMPING_START, evaluate, fit
from evaluators.compiled.forms import NODES
from evaluators.compiled.valley import follow_valley
from evo.compiled.equalise import equalise, follow_root
from evo.compiled.setting import LoopSettings, make_work
from evo.inputs import data_of, rules_of
from evo.problem import SearchSettings
from evo.problem import problem_of as problem_of_space
from search_spaces.space import real_space
from search_spaces.targets import find_target
from tests.evaluators.compiled.test_compiled_fit import COTH, NEAR_COTH, problem_of, raw_of


def test_reweighting_brings_a_line_to_its_minimax_error():
    # the relative minimax line for 2^x on [0, 1] has 1.53 digits
    data = data_of(problem_of(np.exp2))
    work, scratch = make_work(data)
    raw = raw_of([5, 1], [0, 1], [0, 0], [1.0, 1.0])
    rules = LoopSettings(
        *(False, 12, 13, 3, True, 0.3, 0.3, 0.0, 1e12, True, True, 4, 8, 30, 150, 12),
        *(300.0, 20.0, 2.0, 60, 10**6, 10**6, 1, 3, 0.0, 0),
    )
    fit(raw, 2, -1, 60, DAMPING_START, True, False, data, scratch)
    error = equalise(raw, 2, False, rules, data, work, scratch)
    assert -np.log10(error) == pytest.approx(1.53, abs=0.005)


@pytest.mark.parametrize(("paired", "least"), [(False, 3e-15), (True, 1e-16)])
def test_constants_follow_the_target_to_its_square_root(paired, least):
    # The square of the fitted root has 6.3e-17, 1/256 of what the program itself has; without pairs float64 sets the limit.
    problem = problem_of_space(real_space(find_target("exp2"), 12), SearchSettings())
    data = data_of(problem)
    work, scratch = make_work(data)
    op, left, right = COTH
    raw = raw_of([*op, 4], [*left, 9], [*right, 9], [*NEAR_COTH, 0.0])
    before = np.sqrt(follow_valley(raw, 9, -1, 12, paired, data, scratch) / NODES)
    old = data.fit_target.copy(), data.fit_low.copy(), data.fit_weight.copy()
    assert follow_root(raw, 9, paired, rules_of(problem), data, work, scratch)
    for array, saved in zip((data.fit_target, data.fit_low, data.fit_weight), old, strict=True):
        np.testing.assert_array_equal(array, saved)
    after = np.sqrt(evaluate(raw, 10, True, data, scratch, scratch.trial) / NODES)
    assert after < least < 1e-14 < before
    assert raw.const[7] == pytest.approx(2.0 * NEAR_COTH[7], rel=0.03)

from functools import cache

import numpy as np

from evaluators.compiled.kernel import run_float32
from evaluators.kernel_grid import kernel_points, polish
from evaluators.minimax.smooth import Smooth
from evaluators.reference.oracle import build_oracle
from evaluators.ulp import ulp_error
from results.finish.classical.classical_parts import horner, minimax
from results.finish.cores import slot_task, slot_weight
from search_spaces.programs.lowering import lower
from search_spaces.programs.program import Program
from search_spaces.reductions import REDUCTIONS
from search_spaces.targets import TARGETS

ROW = REDUCTIONS["exponent_split_magic"]
ORACLE = build_oracle(TARGETS["exp2"])


@cache
def core(degree: int = 5) -> Program:
    slot = ROW.slots[0]
    coefficients, _ = minimax(Smooth(slot.target.reference, slot.domain), slot_weight(slot), degree)
    return lower(horner(coefficients))


def worst(kernel: Program, points) -> float:
    (got,) = run_float32(kernel, [points.x], flush=True)
    return float(np.max(np.abs(got - points.values) * points.weights))


def polished(seed: int):
    dense = kernel_points(ORACLE, ROW, np.random.default_rng(0))
    return dense, polish(ROW, [core()], [slot_task(ROW.slots[0])], dense, np.random.default_rng(seed))


def test_polishing_makes_the_kernel_better_and_says_by_how_much():
    dense, found = polished(1)
    before, after = worst(ROW.kernel(core()), dense), worst(ROW.kernel(*found.cores), dense)
    assert after < before
    assert found.max_ulp == after


def test_only_constants_of_the_cores_move():
    _, found = polished(1)
    assert found.cores[0].instrs == core().instrs
    assert len(found.cores[0].consts) == len(core().consts)
    assert ROW.kernel(*found.cores).instrs == ROW.kernel(core()).instrs


def test_the_same_seed_gives_the_same_constants():
    assert polished(2)[1] == polished(2)[1]


def test_points_hold_references_of_normal_numbers_and_special_results_with_a_larger_weight():
    dense = kernel_points(ORACLE, ROW, np.random.default_rng(0))
    assert np.all(np.abs(dense.x) >= 2.0**-126)
    assert np.all(np.isfinite(dense.values))
    one = np.flatnonzero(dense.x == 1.0)
    assert 8.0 * 2.0**22 in dense.weights[one]
    plain = dense.weights <= 2.0**149
    errors = ulp_error(np.zeros(int(plain.sum()), np.float32), dense.values[plain], ftz=True)
    assert np.all(errors > 0.0)

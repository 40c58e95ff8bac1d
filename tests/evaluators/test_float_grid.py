from dataclasses import replace

import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from evaluators.float_grid import SMALLEST_LOG2, GridTask, spread, to_float_grid
from evaluators.ulp import ulp_error
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import is_float32
from tests.results.small import REDUCTION, small_kernel

DOMAIN = REDUCTION.slots[0].domain
TASK = GridTask(lambda x: np.exp2(x.astype(np.float64)), DOMAIN, REDUCTION.slots[0].exact_points, steps=2000, rounds=4)
FREE = replace(TASK, exact_points=())


def largest_error(core, x) -> float:
    return float(ulp_error(run_float32(core, [x])[0], TASK.references(x)).max())


def test_points_cover_the_domain_and_hold_those_that_must_be_exact():
    x = spread(TASK, 1000)
    assert x.dtype == np.float32
    assert (x[0], x[-1]) == DOMAIN
    assert np.all(np.diff(x) > 0)
    assert 0.0 in x
    assert np.abs(x[x != 0]).min() <= 2.0**-24
    assert np.diff(x).max() <= 1.01 / 999


@pytest.mark.parametrize("degree", [3, 4])
def test_the_grid_search_loses_nothing_and_states_the_error_it_measured(degree):
    _, core, _ = small_kernel(degree)
    found = to_float_grid(core, FREE, np.random.default_rng(1))
    dense = spread(FREE, 1 << 17)
    assert found.max_ulp <= largest_error(core, dense)
    assert found.max_ulp == pytest.approx(largest_error(found.program, dense), rel=1e-6)
    assert [instr.op for instr in found.program.instrs] == [instr.op for instr in core.instrs]
    assert all(is_float32(const.value) for const in found.program.consts if isinstance(const.value, float))


def test_a_point_that_must_be_exact_becomes_exact():
    _, core, _ = small_kernel(5)
    found = to_float_grid(core, TASK, np.random.default_rng(1))
    (at_zero,) = run_float32(found.program, [np.zeros(1, np.float32)])
    assert at_zero[0] == 1.0


def test_the_search_is_a_function_of_core_task_and_random_numbers():
    _, core, _ = small_kernel(4)
    one, two = (to_float_grid(core, FREE, np.random.default_rng(3)) for _ in range(2))
    assert one == two


def test_a_core_without_constants_comes_back_as_it_is():
    core = parse("program float32 (r: float) -> (y: float)\nv0 = add(r, r)\nreturn y=v0\n")
    found = to_float_grid(core, replace(FREE, domain=(0.25, 0.5)), np.random.default_rng(0))
    assert found.program == core
    assert found.max_ulp > 1e6


def test_a_core_that_is_not_finite_comes_back_with_an_infinite_error():
    core = parse("program float32 (r: float) -> (y: float)\nv0 = sqrt(r)\nreturn y=v0\n")
    assert to_float_grid(core, FREE, np.random.default_rng(0)).max_ulp == float("inf")


def test_a_core_that_loses_small_inputs_to_underflow_is_seen_to_do_so():
    task = GridTask(lambda x: x.astype(np.float64), (0.0, 1.0), (0.0,), steps=10, smallest_log2=SMALLEST_LOG2)
    text = "program float32 (x: float) -> (y: float)\na: float = 0x1p-12\nb: float = 0x1p+12\nv = mul(x, a)\ny = mul(v, b)\n"
    core = parse(text + "return y=y\n")  # exact, but for x below 2**-114, where the first product is flushed
    assert to_float_grid(core, task, np.random.default_rng(0)).max_ulp > 2.0**20
    assert to_float_grid(core, replace(task, smallest_log2=-24), np.random.default_rng(0)).max_ulp == 0.0

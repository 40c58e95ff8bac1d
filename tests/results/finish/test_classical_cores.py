"""The hand-made competitors of float32 kernels on a bounded domain."""

import pytest

from evaluators.timing.baselines import CLASSICAL
from results.finish.assembly import bounded_kernels
from results.finish.classical.classical_cores import classical_cores
from results.finish.cores import Core
from search_spaces.own.expressions import parse_expression
from search_spaces.space import SearchSpace, bounded_space
from search_spaces.targets import NAN, TARGETS, Target

pytestmark = pytest.mark.slow


def made(target: Target) -> tuple[SearchSpace, dict[str, Core]]:
    space = bounded_space(target, NAN, 12)
    return space, {core.name: core for core in classical_cores(space, 0)}


def test_a_sine_has_a_polynomial_with_x_as_it_is_and_the_row_that_keeps_the_sign_of_zero() -> None:
    space, cores = made(TARGETS["sin"])
    plain, exact = cores["Horner, degree 7"], cores["Horner, degree 7, exact slope"]
    assert exact.grid_ulp < 0.8 < plain.grid_ulp
    # fma(x u, q, x) is +0 at -0 where q is negative: only the second reduction makes it -0 again.
    assert [kernel.reduction.name for kernel in bounded_kernels(space, [exact], CLASSICAL)] == [
        "bounded_nan_signed_zero"
    ]
    assert bounded_kernels(space, [plain], CLASSICAL)[0].reduction.name == "bounded_nan"


def test_a_polynomial_far_from_its_centre_is_tried_around_it() -> None:
    _, cores = made(parse_expression("exp(-x*x)", "bell", (0.0, 1.0)))
    best = {name: core.grid_ulp for name, core in cores.items()}
    centred = min(ulp for name, ulp in best.items() if name.endswith("centred"))
    assert centred < 0.7 * min(ulp for name, ulp in best.items() if not name.endswith("centred"))

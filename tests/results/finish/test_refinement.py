"""Kernels whose sweep finds worse inputs than the dense check are moved and swept again."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from evaluators.reference.oracle import build_oracle
from evaluators.report import EXHAUSTIVE, ErrorReport
from evaluators.sweep.accuracy import SweepOptions, sample
from evaluators.timing.baselines import EVOLVED
from evo.settings.config import Campaign
from results.finish import refinement
from results.finish.assembly import Kernel, run_interpreted
from results.finish.cores import Core
from results.finish.refinement import refined
from search_spaces.programs.lowering import throughput_cost
from search_spaces.targets import TARGETS
from tests.results.small import REDUCTION, small_kernel

ORACLE = build_oracle(TARGETS["exp2"])
SPACES = Campaign(target="exp2").spaces()
SEED = 0


def kernel(grid_ulp: float, degree: int = 5) -> Kernel:
    """2**x with a minimax polynomial whose constants are rounded, not yet moved."""
    _, core, program = small_kernel(degree)
    cores = (Core("horner", core, grid_ulp, throughput_cost(core)),)
    return Kernel(
        f"evolved {program.hash()[:8]}", EVOLVED, cores, REDUCTION, program, grid_ulp, throughput_cost(program)
    )


class Sampled:
    """Stand-in for a sweep over every float32: the same sample each time, which no dense check has seen."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def __call__(self, kernels: Sequence[Kernel]) -> dict[str, ErrorReport]:
        self.seen.append([k.name for k in kernels])
        runs = {k.name: run_interpreted(k.program) for k in kernels}
        found = sample(runs, ORACLE, SweepOptions(ftz=True, daz=True), (), np.random.default_rng(1))
        return {name: replace(report, mode=EXHAUSTIVE) for name, report in found.items()}


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr("evaluators.kernel_grid.STEPS", 200)
    monkeypatch.setattr("evaluators.kernel_grid.ROUNDS", 2)


def test_a_surprised_kernel_comes_out_better_with_the_same_structure():
    sweep, given = Sampled(), kernel(0.5)
    ((found, report),) = refined([given], sweep, SPACES, ORACLE, SEED)
    first = Sampled()([given])[given.name]
    assert report.max_ulp < first.max_ulp
    assert found.program.instrs == given.program.instrs
    assert report == replace(Sampled()([found])[found.name], seconds=report.seconds)
    assert len(sweep.seen) <= 1 + refinement.ROUNDS
    ((again, _),) = refined([given], Sampled(), SPACES, ORACLE, SEED)
    assert again.program == found.program


def test_one_that_was_known_as_bad_as_it_is_is_swept_once_and_stays():
    error = Sampled()([kernel(0.5)])
    given = kernel(next(iter(error.values())).max_ulp)
    sweep = Sampled()
    ((found, _),) = refined([given], sweep, SPACES, ORACLE, SEED)
    assert found == given
    assert len(sweep.seen) == 1


def test_what_comes_out_worse_over_every_float_is_left(monkeypatch):
    given, worse = kernel(0.5, 3), small_kernel(2)[2]
    moved = replace(given, name="evolved worse", program=worse, grid_ulp=0.5)
    monkeypatch.setattr(refinement, "polished_again", lambda **_: moved)
    sweep = Sampled()
    ((found, _),) = refined([given], sweep, SPACES, ORACLE, SEED)
    assert found == given
    assert "evolved worse" in sweep.seen[1]


def test_kernels_of_a_bounded_domain_are_swept_and_left():
    spaces = Campaign(target="exp2", domain=(0.0, 1.0)).spaces()
    sweep = Sampled()
    ((found, _),) = refined([kernel(0.5)], sweep, spaces, ORACLE, SEED)
    assert found == kernel(0.5)
    assert len(sweep.seen) == 1

import os
from contextlib import closing

import pytest

from evaluators.report import Status
from evo.workers.steps import SLOWEST, Candidate, StepLimits, StepRunner

FAULTS = {
    "raises": (Status.FAILED, "ArithmeticError: on purpose"),
    "hangs": (Status.TIMED_OUT, "no answer within"),
    "exits": (Status.DIED, "exit status 3"),
    "crashes": (Status.DIED, "SIGABRT"),
    "allocates": (Status.OUT_OF_MEMORY, "more memory"),
    "returns nan": (Status.NOT_FINITE, "nan"),
}


def runner(patience: float = 60.0) -> StepRunner:
    return StepRunner("tests.evo.workers.faulty_steps:step", StepLimits(memory=2**30, patience=patience))


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_ends_in_its_status_and_the_next_candidate_is_served(fault):
    status, words = FAULTS[fault]
    with closing(runner(1.0 if fault == "hangs" else 60.0)) as steps:
        assert steps.run(Candidate("a", "four")).value == 4.0
        verdict = steps.run(Candidate("b", fault))
        assert (verdict.key, verdict.status, verdict.value) == ("b", status, None), verdict
        assert words in verdict.reason
        after = steps.run(Candidate("c", "fives"))
        assert (after.status, after.value) == (Status.OK, 5.0)


def test_a_step_may_take_thirty_times_the_median_of_those_before_it():
    steps = runner(patience=7.0)
    steps._taken = [1.0, 2.0, 600.0]
    assert steps._allowed() == 2.0 * SLOWEST == 60.0
    steps._taken = []
    assert steps._allowed() == 7.0


def test_a_child_has_the_environment_that_it_is_given(monkeypatch):
    monkeypatch.setenv("JAX_PLATFORMS", "cpu")
    for given, seen in (({}, 3.0), ({"JAX_PLATFORMS": ""}, 0.0)):
        with closing(StepRunner("tests.evo.workers.faulty_steps:platforms", environment=given)) as steps:
            assert steps.run(Candidate("a", "any")).value == seen


def test_no_child_outlives_its_runner():
    steps = runner()
    steps.run(Candidate("a", "four"))
    assert steps._child is not None
    pid = steps._child.pid
    steps.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

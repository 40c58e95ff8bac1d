"""A search of whole kernels is a campaign like any other: the same bits at any worker count, killed or not."""

import pytest

from evo.campaign import run_campaign
from evo.run.runs import OpenRun, claim, create, reopen
from evo.settings.config import Campaign, resolve
from evo.whole.posing import problem_of
from evo.whole.task import archived, arrivals
from evo.workers.executors import make_executor
from evo.workers.local_executor import Executor, LocalExecutor
from tests.evo.runs import StopError, checkpoint_often, crash_after

often = pytest.fixture(autouse=True)(checkpoint_often)
EVALUATIONS, EPOCHS = 22_000, 5


DOUBLED = (("twice", "words x\na = add(x, x)\nreturn a\n"),)
SIGNS = {"target": "tanh", "domain": (-3.0, 3.0), "op": DOUBLED, "max_ops": 12}
"""A target with both signs and a found kernel: every kind of head is tried."""


def small(**given) -> Campaign:
    table = {"target": "recip", "domain": (1.0, 2.0), "whole": True, "max_ops": 5, "islands": 2, "seed": 3}
    return resolve({**table, "epoch_evaluations": 5_000, "evaluations": EVALUATIONS, **given})


def carried_on(opened: OpenRun, executor: Executor | None = None, observe=lambda _: None) -> list[str]:
    """The digest of each island's state, and its programs."""
    executor = executor or LocalExecutor(2)
    problem = problem_of(opened.campaign)
    try:
        outcome = run_campaign(problem, opened.campaign, executor, observe, opened.keeper)
    finally:
        executor.close()
    last = outcome.standing.last
    assert outcome.evaluations == EVALUATIONS
    states = [last[island].state for island in sorted(last)]
    entries = [archived(opened.keeper.vault, state, problem) for state in states]
    return [state.sha256 for state in states] + [str(e.program) for island in entries for e in island]


def opened(run, **given) -> OpenRun:
    campaign = small(**given)
    claim(run, None)
    return create(run, campaign)


@pytest.mark.parametrize("given", [{}, SIGNS], ids=["linear and rational", "with signs and a found kernel"])
def test_one_worker_and_two_find_the_same_bits(tmp_path, given):
    one = carried_on(opened(tmp_path / "one", workers=1, **given), LocalExecutor(1))
    assert carried_on(opened(tmp_path / "two", workers=2, **given), LocalExecutor(2)) == one


def test_evaluations_decide_and_never_the_clock(tmp_path):
    assert carried_on(opened(tmp_path / "hurried", minutes=1e-6)) == carried_on(opened(tmp_path / "calm"))


@pytest.mark.parametrize(("epochs", "given"), [(1, {}), (3, SIGNS)])
def test_a_killed_search_goes_on_as_if_it_had_never_stopped(tmp_path, epochs, given):
    whole = carried_on(opened(tmp_path / "whole", **given))
    run = tmp_path / "killed"
    with pytest.raises(StopError):
        carried_on(opened(run, **given), observe=crash_after(epochs))
    seen = []
    again = reopen(run, {}, False, lambda _: None)
    before = sum(last.epoch + 1 for last in again.keeper.standing.last.values())
    assert before >= epochs
    assert carried_on(again, observe=seen.append) == whole
    assert len(seen) == EPOCHS - before


@pytest.mark.cluster
def test_ray_finds_the_same_bits(tmp_path):
    here = carried_on(opened(tmp_path / "here", **SIGNS))
    there = opened(tmp_path / "there", executor="ray", workers=2, **SIGNS)
    assert carried_on(there, make_executor("ray", 2, None)) == here


def test_a_search_begins_from_the_program_it_is_given(tmp_path):
    text = "words x\na = isub(0x7ef311c3, x)\nb = fma(x, a, -2.0)\nc = mul(a, b)\nd = neg(c)\nreturn d\n"
    problem = problem_of(small(start=text))
    run = opened(tmp_path / "run", start=text)
    carried_on(run)
    last = run.keeper.standing.last
    best = min(e.error for i in last for e in archived(run.keeper.vault, last[i].state, problem) if e.ops <= 4)
    assert best < 2e-2


def test_migrants_of_an_epoch_are_a_few_in_turn():
    assert arrivals((), 4) == ()
    entries = tuple("abcde")
    assert arrivals(entries, 0) == ("a", "b", "c")  # type: ignore[comparison-overlap]
    assert arrivals(entries, 1) == ("d", "e", "a")  # type: ignore[comparison-overlap]

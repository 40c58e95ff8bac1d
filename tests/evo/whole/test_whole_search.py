import pickle

import numpy as np
import pytest

from evo.campaign import run_campaign
from evo.progress import EpochReport
from evo.settings.config import resolve
from evo.whole.archive import Entry, front
from evo.whole.domain import domain_of
from evo.whole.epoch import IslandState, first_state, run_epoch
from evo.whole.packing import unpack_entries
from evo.whole.posing import problem_of
from evo.whole.problem import WholeProblem, WholeSettings
from evo.workers.local_executor import LocalExecutor
from search_spaces.whole.whole_targets import RELATIVE
from search_spaces.whole.words import evaluate_words


def rsqrt(x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return 1.0 / np.sqrt(x.astype(np.float64))


RSQRT = WholeProblem(domain_of([(2.0**-126, 2.0**126)]), RELATIVE, rsqrt, WholeSettings(max_ops=10))


def words(state: IslandState) -> bytes:
    return pickle.dumps((state.whole, state.prologues, state.extra, state.archive))


def test_an_epoch_is_a_function_of_state_and_seed():
    problem = RSQRT
    first = run_epoch(problem, first_state(problem), (), 60_000, (3, 0, 0))
    again = run_epoch(problem, pickle.loads(pickle.dumps(first_state(problem))), (), 60_000, (3, 0, 0))
    assert words(first) == words(again)
    assert words(run_epoch(problem, first_state(problem), (), 60_000, (4, 0, 0))) != words(first)


def test_the_error_of_an_entry_is_that_of_its_program_by_the_definition():
    problem = RSQRT
    state = run_epoch(problem, first_state(problem), (), 150_000, (1, 0, 0))
    x, f = problem.pool.x, problem.pool.f
    close = [entry for entry in state.archive if entry.error < 0.25]
    assert close
    for entry in close:
        y = evaluate_words(entry.program, x.view(np.uint32)).view(np.float32)
        assert np.max(np.abs(y - f) / f) == pytest.approx(entry.error, rel=1e-12)
        assert entry.program.ops == entry.ops


def searched(name: str, evaluations: int, **settings) -> list[Entry]:
    """The front of a small campaign."""
    table = {"target": name, "whole": True, "seed": 1, "islands": 2, "workers": 2, "evaluations": evaluations}
    campaign = resolve({**table, "epoch_evaluations": 300_000, **settings})
    last: dict[int, tuple[Entry, ...]] = {}

    def observe(report: EpochReport) -> None:
        last[report.island] = unpack_entries(report.done.migrants.data)

    executor = LocalExecutor(2)
    try:
        run_campaign(problem_of(campaign), campaign, executor, observe)
    finally:
        executor.close()
    return front(tuple(entry for island in sorted(last) for entry in last[island]))


def test_fast_rsqrt_is_found_from_nothing():
    errors = {entry.ops: entry.error for entry in searched("rsqrt", 2_400_000, max_ops=12)}
    assert min(error for ops, error in errors.items() if ops <= 2) < 3.6e-2
    assert min(error for ops, error in errors.items() if ops <= 9) < 2e-6


def test_rounding_to_a_narrower_format_is_found_from_nothing():
    assert searched("to_bfloat16", 3_000_000, max_ops=8)[-1].error < 0.01

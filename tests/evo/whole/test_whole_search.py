import pickle
from collections.abc import Callable

import numpy as np
import pytest

from evaluators.compiled.whole.words import run_program
from evo.whole.archive import front
from evo.whole.domain import domain_of
from evo.whole.epoch import IslandState, first_state, run_epoch
from evo.whole.problem import WholeProblem, WholeSettings
from evo.whole.search import Budget, search
from evo.whole.sweep import sweep
from search_spaces.whole.whole_targets import FINITE, NARROW, RELATIVE, WRONG, default_posed, reciprocal
from search_spaces.whole.words import evaluate_words

Reference = Callable[[np.ndarray], np.ndarray]


def rsqrt(x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return 1.0 / np.sqrt(x.astype(np.float64))


def problem_of(name: str, reference, **settings) -> WholeProblem:
    posed = default_posed(name)
    return WholeProblem(name, domain_of(posed.domain), posed.error, WholeSettings(**settings), reference)


def words(state: IslandState) -> bytes:
    return pickle.dumps((state.whole, state.prologues, state.extra, state.archive))


def test_an_epoch_is_a_function_of_state_and_seed():
    problem = problem_of("rsqrt", rsqrt, max_ops=10)
    first = run_epoch(problem, first_state(problem), (), 60_000, (3, 0, 0))
    again = run_epoch(problem, pickle.loads(pickle.dumps(first_state(problem))), (), 60_000, (3, 0, 0))
    assert words(first) == words(again)
    assert words(run_epoch(problem, first_state(problem), (), 60_000, (4, 0, 0))) != words(first)


def test_the_error_of_an_entry_is_that_of_its_program_by_the_definition():
    problem = problem_of("rsqrt", rsqrt, max_ops=10)
    state = run_epoch(problem, first_state(problem), (), 150_000, (1, 0, 0))
    x, f = problem.pool.x, problem.pool.f
    close = [entry for entry in state.archive if entry.error < 0.25]
    assert close
    for entry in close:
        y = evaluate_words(entry.program, x.view(np.uint32)).view(np.float32)
        assert np.max(np.abs(y - f) / f) == pytest.approx(entry.error, rel=1e-12)
        assert entry.program.ops == entry.ops


def test_fast_rsqrt_is_found_from_nothing():
    problem = problem_of("rsqrt", rsqrt, max_ops=12)
    errors = {entry.ops: entry.error for entry in search(problem, Budget(evaluations=2_000_000), seed=1)}
    assert min(error for ops, error in errors.items() if ops <= 2) < 3.6e-2
    assert min(error for ops, error in errors.items() if ops <= 9) < 2e-6


def test_rounding_to_a_narrower_format_is_found_from_nothing():
    problem = problem_of("to_bfloat16", NARROW["to_bfloat16"], max_ops=8)
    best = search(problem, Budget(evaluations=3_000_000), seed=1)[-1]
    assert best.error < 0.01
    swept = sweep(best.program, problem.reference, problem.domain, WRONG, most=1 << 20)
    assert swept.wrong / swept.inputs < 0.01


def test_a_sweep_finds_the_worst_input_and_counts_wrong_ones():
    problem = problem_of("recip", reciprocal)
    domain = domain_of([(1.0, 2.0)])
    state = run_epoch(problem, first_state(problem), (), 100_000, (2, 0, 0))
    program = front(state.archive)[-1].program
    swept = sweep(program, reciprocal, domain, RELATIVE)
    x = np.arange(0x3F800000, 0x40000001, dtype=np.uint32)
    y, f = run_program(program, x).view(np.float32), reciprocal(x.view(np.float32))
    errors = np.abs(y - f) / f
    assert swept.error == errors.max()
    assert swept.witness == float(x.view(np.float32)[errors.argmax()])
    assert swept.wrong == np.count_nonzero(y != f.astype(np.float32))
    assert swept.inputs == len(x)


def test_an_unwritten_zero_sign_is_counted_apart():
    problem = problem_of("to_e2m1", NARROW["to_e2m1"])
    program = front(run_epoch(problem, first_state(problem), (), 30_000, (5, 0, 0)).archive)[0].program
    swept = sweep(program, problem.reference, domain_of(FINITE), WRONG, most=1 << 16)
    assert 0 <= swept.zeros <= swept.inputs - swept.wrong

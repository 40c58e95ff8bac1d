import numpy as np
import pytest

from evaluators.compiled import breed
from evaluators.compiled.codegen import slopes64, values64
from evaluators.compiled.fit import DAMPING_START, fit, fit_work
from evaluators.compiled.forms import HAS_CONST, NODES
from evo.island import Space, _data, dense_points, fit_nodes, make_problem, samples
from evo.mutations import canonical
from tests.evaluators.test_compiled_canonical import random_code, value

X = np.linspace(0.5, 1.5, NODES)


def arrays(code):
    return (*(a.astype(np.int64) for a in (code.op, code.left, code.right)), code.const.copy())


def codes(count: int):
    found = []
    seed = 0
    while len(found) < count:
        code = canonical(random_code(seed))
        seed += 1
        if code is not None and np.isfinite(code.const).all() and HAS_CONST[code.op].any():
            found.append((seed - 1, code))
    return found


def test_the_interpreter_agrees_with_the_real_meaning_of_the_ops():
    work = fit_work(X)
    for seed, code in codes(60):
        values64(*arrays(code), code.ops, work.values)
        for j in (0, 31, 63):
            got, exact = work.values[code.ops, j], value(code, X[j])
            if np.isfinite(exact):
                assert got == pytest.approx(exact, rel=1e-9, abs=1e-12), f"seed {seed} x {X[j].hex()}"


def test_the_jacobian_agrees_with_central_differences():
    work = fit_work(X)
    compared = 0
    for seed, code in codes(80):
        parts = arrays(code)
        values64(*parts, code.ops, work.values)
        if not np.isfinite(work.values[: code.ops + 1]).all() or np.abs(work.values[: code.ops + 1]).max() > 1e3:
            continue
        work.slopes[code.ops] = 1.0
        count = slopes64(*parts, code.ops, work.values, work.slopes, work.jac)
        jacobian = work.jac[:count].copy()
        for row, i in zip(jacobian, np.flatnonzero(HAS_CONST[code.op]), strict=True):
            step = 1e-6 * max(1.0, abs(code.const[i]))
            ends = []
            for sign in (1.0, -1.0):
                moved = arrays(code)
                moved[3][i] += sign * step
                values64(*moved, code.ops, work.values)
                ends.append(work.values[code.ops].copy())
            slope = (ends[0] - ends[1]) / (2.0 * step)
            tame = np.abs(row) < 1e3
            np.testing.assert_allclose(row[tame], slope[tame], rtol=1e-3, atol=1e-4, err_msg=f"seed {seed}")
            compared += 1
    assert compared > 50


def problem_of(f, domain=(0.0, 1.0), error="relative", ops=("add", "sub", "mul", "div")):
    x, dense = fit_nodes(domain), dense_points(domain)
    return make_problem(Space(ops=ops), samples(x, f(x), error), samples(dense, f(dense), error))


def test_the_fit_finds_the_constants_of_a_function_in_the_structure():
    # 3 / (x + 2) - 0.5, from far away
    data = _data(problem_of(lambda x: 3.0 / (x + 2.0) - 0.5))
    op, left, right = np.array([1, 7, 1]), np.array([0, 1, 2]), np.zeros(3, np.int64)
    const = np.array([1.0, 1.0, 1.0])
    total, _, _ = fit(op, left, right, const, 3, -1, 60, DAMPING_START, True, data, fit_work(data.fit_x))
    assert total < 1e-24
    np.testing.assert_allclose(const, [2.0, 3.0, -0.5], rtol=1e-9)


def test_a_held_constant_stays():
    data = _data(problem_of(np.exp2))
    op, left, right = np.array([5, 1]), np.array([0, 1]), np.zeros(2, np.int64)
    const = np.array([1.0, 0.3])
    fit(op, left, right, const, 2, 0, 20, DAMPING_START, True, data, fit_work(data.fit_x))
    assert const[0] == 1.0
    assert const[1] != 0.3


def test_reweighting_brings_a_line_to_its_minimax_error():
    # the relative minimax line for 2^x on [0, 1] has 1.53 digits
    data = _data(problem_of(np.exp2))
    work, scratch = breed.make_work(data)
    for row, array in zip(work.child, ([5, 1], [0, 1], [0, 0], [1.0, 1.0]), strict=True):
        row[:2] = array
    rules = breed.Rules(
        *(False, 12, 13, 3, True, 0.3, 0.3, 0.0, 1e12, True, True, 4, 8, 30, 150),
        *(300.0, 20.0, 2.0, 60, 10**6, 10**6, 1, 3),
    )
    raw = work.child
    fit(raw.op, raw.left, raw.right, raw.const, 2, -1, 60, DAMPING_START, True, data, scratch)
    error = breed.equalise(raw, 2, rules, data, work, scratch)
    assert -np.log10(error) == pytest.approx(1.53, abs=0.005)

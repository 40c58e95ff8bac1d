import operator
from dataclasses import replace

import mpmath
import numpy as np
import pytest

from evaluators.compiled import codegen, pairs
from evaluators.compiled.codegen import slopes64, values64
from evaluators.compiled.encoding import Code, decode
from evaluators.compiled.fit import DAMPING_START, evaluate, fit, fit_work
from evaluators.compiled.forms import HAS_CONST, NODES
from evaluators.compiled.valley import follow_valley
from evo.compiled.measures import real_error
from evo.compiled.setting import make_work
from evo.compiled.single import canonical
from evo.compiled.store import Raw
from evo.inputs import data_of
from evo.problem import SearchSettings, Space, make_problem
from evo.problem import problem_of as problem_of_space
from evo.samples import dense_points, fit_nodes, samples
from search_spaces.ops import OPS
from search_spaces.space import real_space
from search_spaces.targets import find_target
from tests.evaluators.compiled.test_compiled_canonical import random_code, value
from tests.sentences import whole

X = np.linspace(0.5, 1.5, NODES)


def test_an_operation_without_partials_cannot_be_searched(monkeypatch):
    monkeypatch.setattr(codegen, "OPS", {**OPS, "mul": replace(OPS["mul"], partials=None)})
    said = "op 'mul' has no partials; the search needs them. Add them to its row."
    with pytest.raises(ValueError, match=whole(said)):
        codegen._reverse(NODES)


def arrays(code):
    return (*(a.astype(np.int64) for a in (code.op, code.left, code.right)), code.const.copy())


def raw_of(op, left, right, const) -> Raw:
    """A raw program of a few instructions."""
    o, a, b = (np.array(row, np.int64) for row in (op, left, right))
    return Raw(o, a, b, np.array(const, np.float64), np.zeros(len(op)))


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
    data = data_of(problem_of(lambda x: 3.0 / (x + 2.0) - 0.5))
    raw = raw_of([1, 7, 1], [0, 1, 2], [0, 0, 0], [1.0, 1.0, 1.0])
    total, _, _ = fit(raw, 3, -1, 60, DAMPING_START, True, False, data, fit_work(data.fit_x))
    assert total < 1e-24
    np.testing.assert_allclose(raw.const, [2.0, 3.0, -0.5], rtol=1e-9)


def test_a_held_constant_stays():
    data = data_of(problem_of(np.exp2))
    raw = raw_of([5, 1], [0, 1], [0, 0], [1.0, 0.3])
    fit(raw, 2, 0, 20, DAMPING_START, True, False, data, fit_work(data.fit_x))
    assert raw.const[0] == 1.0
    assert raw.const[1] != 0.3


COTH = ([7, 0, 7, 0, 7, 0, 1, 7, 1], [0, 0, 2, 3, 4, 5, 6, 7, 8], [0, 1, 0, 2, 0, 4, 0, 0, 0])
"""c7/(h + c6) + c8 with h = g + c/g applied three times from x: coth doubles its argument so, and 2^x = 1 + 2/(coth - 1)."""
NEAR_COTH = [362.0, 0.0, 952.0, 0.0, 3944.0, 0.0, -125.6, 251.2, 1.0]
"""Constants 1 to 3 % off the best ones, at the bottom of the valley but for its length."""


def test_steps_that_may_climb_leave_a_valley_in_which_descent_creeps():
    data = data_of(problem_of_space(real_space(find_target("exp2"), 12), SearchSettings()))
    scratch = fit_work(data.fit_x)
    op, left, right = COTH
    crept = raw_of(op, left, right, NEAR_COTH)
    total, _, _ = fit(crept, 9, -1, 300, DAMPING_START, True, False, data, scratch)
    followed = follow_valley(crept, 9, -1, 12, False, data, scratch)
    assert np.sqrt(total / NODES) > 1e-12
    assert np.sqrt(followed / NODES) < 1e-13


FRACTION = ([4, 1, 7, 0, 1, 7, 1], [0, 1, 2, 1, 4, 5, 6], [0, 0, 0, 3, 0, 0, 0])
"""c5/(u + c3/(u + c1) + c4) + c6 with u = x^2."""
IN_THE_VALLEY = [0.0, 0.183876987, 228.591832, 0.0, 18.9495689, -117.823030, 1.09335260]
"""End of damped steps for cos, at 7.7e-8; the best constants are 15.06, 609.2, 34.61, -1671, 23.27."""


def test_a_valley_is_followed_to_its_end_over_many_times_the_size_of_a_constant():
    data = data_of(problem_of_space(real_space(find_target("cos"), 12), SearchSettings()))
    scratch = fit_work(data.fit_x)
    raw = raw_of(*FRACTION, IN_THE_VALLEY)
    total, _, _ = fit(raw, 7, -1, 2000, DAMPING_START, False, False, data, scratch)
    assert np.sqrt(total / NODES) > 7e-8
    followed = follow_valley(raw, 7, -1, 20, False, data, scratch)
    assert np.sqrt(followed / NODES) < 6e-11
    assert raw.const[1] == pytest.approx(15.06, rel=1e-2)


def test_following_a_valley_never_ends_worse_than_it_began():
    data = data_of(problem_of_space(real_space(find_target("exp2"), 12), SearchSettings()))
    scratch = fit_work(data.fit_x)
    compared = 0
    for seed, code in codes(60):
        op, left, right, const = arrays(code)
        raw = raw_of(op, left, right, const)
        before = float(evaluate(raw, code.ops, False, data, scratch, scratch.trial))
        after = follow_valley(raw, code.ops, -1, 12, False, data, scratch)
        assert not before < np.inf or after <= before, f"seed {seed}"
        if before < np.inf:
            assert evaluate(raw, code.ops, False, data, scratch, scratch.trial) == after, f"seed {seed}"
            compared += 1
    assert compared >= 10


def fitted_in_pairs():
    """The form (c1 / (x + c2 + c0 / x) + c3)^16 of 2^x, fitted in double-double: about 1e-13 before the last square."""
    space = real_space(find_target("exp2"), 12)
    problem = problem_of_space(space, SearchSettings())
    data = data_of(problem)
    work, scratch = make_work(data)
    op, left, right = [7, 0, 1, 7, 1, 4, 4, 4, 4], [0, 0, 2, 3, 4, 5, 6, 7, 8], [0, 1, 0, 0, 0, 5, 6, 7, 8]
    # 2^(x/16) = 1 + 2u/(u^2/6 + 2 - u) to third order, u = x ln2 / 16, written with c / x: about 1e-11
    unit = np.log(2.0) / 16.0
    raw = raw_of(op, left, right, [12.0 / unit**2, 0, -6.0 / unit, 12.0 / unit, 1.0, 0, 0, 0, 0])
    total = np.inf
    for paired in (False, True):
        total, _, _ = fit(raw, 9, -1, 200, DAMPING_START, True, paired, data, scratch)
    return problem, raw, total, work, data


def test_a_fit_in_pairs_goes_on_where_float64_ends():
    problem, raw, total, work, data = fitted_in_pairs()
    error = real_error(raw, 9, True, data, work)
    assert np.any(raw.low != 0.0)
    assert 0.2 * np.sqrt(total / NODES) < error < 20.0 * np.sqrt(total / NODES)
    op, left, right = (row.astype(np.int8) for row in raw[:3])
    code = Code(op, left, right, raw.const, raw.low)
    program = decode(code)
    assert all(len(str(const.value)) >= 25 for const in program.consts)
    worst = mpmath.mpf(0)
    with mpmath.workdps(60):
        consts = [mpmath.mpf(str(const.value)) for const in program.consts]
        for x in map(mpmath.mpf, problem.dense.x[1:].tolist()):
            u = x + consts[0] / x
            y = consts[2] / (u + consts[1]) + consts[3]
            worst = max(worst, abs(y**16 / mpmath.mpf(2) ** x - 1))
    assert float(worst) == pytest.approx(error, rel=1e-9)


@pytest.mark.parametrize("name", ["add", "sub", "mul", "div", "sqrt"])
def test_operations_on_pairs_keep_a_hundred_bits(name):
    rng = np.random.default_rng(0)
    function = getattr(pairs, f"pair_{name}")
    exact = {
        "add": operator.add,
        "sub": operator.sub,
        "mul": operator.mul,
        "div": operator.truediv,
        "sqrt": mpmath.sqrt,
    }
    with mpmath.workprec(400):
        for _ in range(300):
            parts = []
            for _ in range(1 if name == "sqrt" else 2):
                high = float(np.exp(3.0 * rng.normal()))
                parts += [high, float(high * 2.0**-54 * rng.uniform(-1.0, 1.0))]
            numbers = [mpmath.mpf(parts[k]) + mpmath.mpf(parts[k + 1]) for k in range(0, len(parts), 2)]
            want = exact[name](*numbers)
            high, low = function(*parts)
            scale = max(map(abs, numbers)) if name in ("add", "sub") else abs(want)
            got = abs(mpmath.mpf(high) + mpmath.mpf(low) - want) / scale
            assert got < mpmath.mpf(2) ** -100, f"{name} {[p.hex() for p in parts]}"


def test_infinities_pass_through_pairs_as_in_ieee_arithmetic():
    assert pairs.pair_div(1.0, 1e-20, 0.0, 0.0) == (np.inf, 0.0)
    assert pairs.pair_div(1.0, 1e-20, np.inf, 0.0) == (0.0, 0.0)
    assert pairs.pair_add(np.inf, 0.0, 1.0, 1e-20) == (np.inf, 0.0)
    assert pairs.pair_mul(-2.0, 1e-20, np.inf, 0.0) == (-np.inf, 0.0)
    assert pairs.pair_sqrt(0.0, 0.0) == (0.0, 0.0)
    assert all(np.isnan(pairs.pair_sub(np.inf, 0.0, np.inf, 0.0)[:1]))

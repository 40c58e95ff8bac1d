"""Second derivatives of exported files against mpmath: at edges and 150 points, or 4,000 where slow tests run, or as a table:

uv run python -m tests.results.export.test_second_slopes [--installed] [TARGET ...]
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from evaluators.timing.baselines import stock_function
from results.library.install import install, uninstall
from results.library.kernel_index import jax_kernels, load
from search_spaces.functions.slopes import OWN
from search_spaces.own.language import parse
from search_spaces.targets import TARGETS, Target
from tests.evaluators.representatives import representatives
from tests.results.export.second_slopes import (
    BOUND,
    RELATIVE,
    arguments,
    context,
    errors,
    exact_at,
    relative_errors,
    second_difference,
)

FILES = {entry.target: entry for entry in jax_kernels() if entry.standard and entry.arguments == 1}
NAMES = sorted(FILES)
FEW, MANY, SEED = 150, 4000, 5
SPECIAL = np.array([0.0, -0.0, np.inf, -np.inf], np.float32)
Function = Callable[[Any], Any]


def of_file(name: str) -> Function:
    return vars(load(FILES[name]))[name]


def forward(f: Function, order: int) -> Function:
    """A derivative by forward mode, of an array."""
    for _ in range(order):
        f = _along(f)
    return jax.jit(jax.vmap(f))


def _along(f: Function) -> Function:
    return lambda x: jax.jvp(f, (x,), (jnp.ones_like(x),))[1]


def reverse(f: Function, order: int) -> Function:
    """A derivative by reverse mode, of an array."""
    for _ in range(order):
        f = jax.grad(f)
    return jax.jit(jax.vmap(f))


def judged(row: Target, f: Function, count: int, modes: tuple[Any, ...]) -> Iterator[tuple[float, float, float, float]]:
    """Errors of each mode: the largest in ulp and its place, the largest relative one beside zero and its place."""
    x = arguments(row, count, np.random.default_rng(SEED))
    exact = exact_at(row, x)
    x, exact = x[~np.isnan(exact)], exact[~np.isnan(exact)]
    assert len(x) >= count
    for mode in modes:
        got = np.asarray(mode(f, 2)(x))
        ulps, relative = errors(row, x, got, exact), relative_errors(row, x, got, exact)
        worst, beside = int(np.argmax(ulps)), int(np.argmax(relative))
        yield float(ulps[worst]), float(x[worst]), float(relative[beside]), float(x[beside])


def require_right(name: str, f: Function, count: int, modes: tuple[Any, ...]) -> None:
    for ulps, at, relative, beside in judged(TARGETS[name], f, count, modes):
        assert ulps <= BOUND, f"{name}'' is {ulps:.1f} ulp off at {at.hex()}, seed {SEED}"
        assert relative <= RELATIVE, f"{name}'' is {relative:.1e} of itself off at {beside.hex()}, seed {SEED}"


@pytest.mark.parametrize("name", representatives(NAMES, 3))
def test_a_second_derivative_is_right_to_sixteen_ulp_and_beside_zero_relatively(name):
    require_right(name, of_file(name), FEW, (reverse,))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_second_derivative_is_right_in_both_modes_at_many_points(name):
    require_right(name, of_file(name), MANY, (forward, reverse))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_installed_function_has_the_same_second_derivative(name, nothing_measured):
    with install(prefer="accuracy", anyway=True) as made:
        if name not in {kernel.target for kernel in made.kernels}:
            pytest.skip("install() has no kernel of it")
        require_right(name, stock_function(TARGETS[name]), FEW, (forward, reverse))


@pytest.mark.parametrize("order", [2, pytest.param(3, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", representatives(NAMES, 3))
def test_higher_derivatives_are_numbers_wherever_those_of_stock_are(name, order):
    x = np.concatenate([arguments(TARGETS[name], 0, np.random.default_rng(SEED)), SPECIAL])
    function = stock_function(TARGETS[name])
    x = x[~np.isnan(np.asarray(function(x)))]
    stock = np.isfinite(np.asarray(reverse(function, order)(x)))
    assert stock.any()
    got = np.asarray(reverse(of_file(name), order)(x))
    assert not np.isnan(got[stock]).any(), f"order {order}: nan at {x[stock & np.isnan(got)][:5]}"


@pytest.mark.parametrize("name", ["sinh", "cosh", "tanh", "asinh", "atan", "expm1", "erf"])
def test_nothing_on_the_way_to_a_second_derivative_is_nan_far_out(name):
    with jax.debug_nans(True):
        for x in (104.0, -104.0, 1e10, -1e10, 0.0, 1e-30):
            assert not np.isnan(jax.grad(jax.grad(of_file(name)))(np.float32(x))), x


@pytest.mark.parametrize("name", NAMES)
def test_the_column_of_second_derivatives_is_what_two_steps_of_difference_agree_on(name):
    row, mp = TARGETS[name], context()
    for place in np.random.default_rng(SEED).uniform(*row.timing_domain, 4):
        x = mp.mpf(float(place))
        if (exact := second_difference(row, mp, x)) is None:
            continue
        assert abs(second_difference(row, mp, x, -70) - exact) <= abs(exact) * mp.mpf(2) ** -60
        if row.second_derivative:
            values = {"x": x, "y": row.reference(mp, x), "s": mp.diff(lambda t: row.reference(mp, t), x)}
            got = parse(row.second_derivative, ("x", "y", "s"), OWN)(mp, values)
            assert abs(got - exact) <= 3e-6 * abs(exact) + 1e-8 * abs(values["s"]), (name, place)


def main(given: list[str]) -> None:
    """Print a table: function, largest error in ulp, where, largest relative error of an odd f'' beside zero, where."""
    names = [name for name in given if name in NAMES] or NAMES
    made = install(prefer="accuracy", anyway=True) if "--installed" in given else None
    for name in names:
        if made is not None and name not in {kernel.target for kernel in made.kernels}:
            continue
        f = stock_function(TARGETS[name]) if made is not None else of_file(name)
        rows = list(judged(TARGETS[name], f, MANY, (forward, reverse)))
        ulps, relative = max((row[0], row[1]) for row in rows), max((row[2], row[3]) for row in rows)
        print(f"{name:12} {ulps[0]:6.2f} ulp at {ulps[1]:<14.7g} {relative[0]:8.1e} at {relative[1]:.7g}", flush=True)
    uninstall()


if __name__ == "__main__":
    main(sys.argv[1:])

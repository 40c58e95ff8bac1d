"""Even and odd: of expressions, of float32 programs, and of the kernels that are made of them."""

from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.backends import jax_backend
from evaluators.compiled.kernel import run_float32
from search_spaces.own.bounded import bounded_target, folded, needs_parity, searched_reductions
from search_spaces.own.expressions import known_of, parse_expression
from search_spaces.own.parity import AT_POINTS, BY_FORM, program_parity
from search_spaces.programs.parsing import parse
from search_spaces.space import bounded_space
from search_spaces.targets import EVEN, NAN, NO_PARITY, ODD, OUTSIDE, TARGETS

# fmt: off
PARITIES = [
    # text                      parity     ground
    ("sin(x)/x",                EVEN,      BY_FORM),
    ("x**3/(1+x*x)",            ODD,       BY_FORM),
    ("exp(-x*x)",               EVEN,      BY_FORM),
    ("sqrt(x*x)",               EVEN,      BY_FORM),
    ("-x*cos(3*x) + tan(x)",    ODD,       BY_FORM),
    ("x**-1*sin(x)**2",         ODD,       BY_FORM),
    ("abs(x)*erf(x)",           ODD,       BY_FORM),
    ("hypot(x, 1)",             EVEN,      BY_FORM),
    ("cosh(sin(x)) + 0x1p-1",   EVEN,      BY_FORM),
    ("pi",                      EVEN,      BY_FORM),
    ("(exp(x)-exp(-x))/2",      ODD,       AT_POINTS),
    ("log(x + sqrt(1+x*x))",    ODD,       AT_POINTS),
    ("besselj(0, x)",           EVEN,      AT_POINTS),
    ("x/expm1(x) + x/2",        EVEN,      AT_POINTS),
    ("exp(x)",                  NO_PARITY, ""),
    ("x + x*x",                 NO_PARITY, ""),
    ("x**3 + 1e-30*x**2",       NO_PARITY, ""),
    ("log(x)",                  NO_PARITY, ""),
    ("x**0.5",                  NO_PARITY, ""),
    ("1/x",                     NO_PARITY, ""),
    ("sin(1/x)",                NO_PARITY, ""),
    ("x - x",                   ODD,       BY_FORM),
]
# fmt: on


@pytest.mark.parametrize(("text", "parity", "ground"), [row for row in PARITIES if row[0] != "x - x"])
def test_the_parity_of_an_expression_is_known_with_its_ground(text, parity, ground):
    found, words = known_of(text, (-1.0, 1.0))
    assert found == parity
    assert (f"{parity}, {ground}" in words) == (parity != NO_PARITY)


@pytest.mark.parametrize(("domain", "parity"), [((0.0, 1.0), ODD), ((-0.5, 1.0), ODD), ((0.25, 1.0), NO_PARITY)])
def test_a_parity_counts_where_the_domain_holds_0(domain, parity):
    target = parse_expression("x**3/(1+x*x)", "mine", domain)
    assert target.parity == parity
    assert bool(target.specials) == (parity == ODD)


# fmt: off
PROGRAMS = [
    # steps                                                        parity
    ("u = mul(x, x)\ny = fma(u, c, d)",                            EVEN),
    ("u = mul(x, x)\nv = fma(u, c, d)\ny = mul(v, x)",             ODD),
    ("u = mul(x, x)\nv = mul(u, x)\ny = fma(v, c, x)",             ODD),
    ("u = mul(x, x)\nv = add(u, x)\ny = mul(v, c)",                NO_PARITY),
    ("y = fma(x, c, d)",                                           NO_PARITY),
    ("u = mul(x, x)\nv = add(u, c)\ny = div(x, v)",                ODD),
    ("u = abs(x)\ny = sub(u, c)",                                  EVEN),
    ("u = mul(x, x)\nv = sqrt(u)\ny = neg(v)",                     EVEN),
    ("y = sqrt(x)",                                                NO_PARITY),
    ("u = max(x, c)\ny = mul(u, d)",                               NO_PARITY),
    ("y = fma(x, c, z)",                                           ODD),
]
# fmt: on


def program(steps: str) -> Any:
    consts = "c: float = 0x1.8p-1\nd: float = 0x1.2p+0\nz: float = 0x0p+0\n"
    used = "".join(line + "\n" for line in consts.splitlines() if f" {line[0]}" in steps or f", {line[0]}" in steps)
    return parse(f"program float32 (x: float) -> (y: float)\n{used}{steps}\nreturn y=y\n")


@pytest.mark.parametrize(("steps", "parity"), PROGRAMS)
def test_the_parity_of_a_program_holds_bit_for_bit(steps, parity):
    made = program(steps)
    assert program_parity(made) == parity
    x = np.random.default_rng(1).uniform(2.0**-20, 3.0, 20_000).astype(np.float32)
    right, left = (run_float32(made, [v])[0] for v in (x, -x))
    if parity != NO_PARITY:
        assert np.array_equal(right.view(np.int32), (-left if parity == ODD else left).view(np.int32))
    else:
        assert not np.array_equal(right, left, equal_nan=True)


ANY_CORE = parse(
    "program float32 (t: float) -> (w: float)\nc: float = 0x1.7p+0\nd: float = 0x1.1p-3\nw = fma(t, c, d)\nreturn w=w\n"
)
OWN = {
    "cubic": parse_expression("x**3/(1+x*x)", "cubic", (-2.0, 2.0)),
    "mine": parse_expression("sin(x)/x", "mine", (-1.5, 1.5)),
    "arch": parse_expression("1-x*x", "arch", (-1.0, 1.0)),
    "sin": TARGETS["sin"],
    "cosh": TARGETS["cosh"],
}


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("name", OWN)
def test_kernels_on_a_symmetric_domain_are_even_or_odd_bit_for_bit_whatever_their_core(name, outside):
    target = bounded_target(OWN[name], OWN[name].real_domain, outside)
    first, *rest = searched_reductions(target)
    assert not needs_parity(first, target)
    assert all(needs_parity(row, target) for row in rest)
    kernel = first.kernel(ANY_CORE)
    high = target.real_domain[1]
    x = np.random.default_rng(2).uniform(0.0, 1.25 * high, 50_000).astype(np.float32)
    x[:8] = (0.0, 2.0**-140, 2.0**-126, high, np.nextafter(np.float32(high), np.float32(9)), np.inf, np.nan, 3e38)
    right, left = (run_float32(kernel, [v])[0] for v in (x, -x))
    expected = np.where(np.isnan(right), right, right if target.parity == EVEN else -right)
    assert np.array_equal(np.isnan(left), np.isnan(right))
    real = ~np.isnan(right)
    assert np.array_equal(left[real].view(np.int32), expected[real].view(np.int32))
    assert real[3]
    assert real[4] == (outside != NAN)
    assert "bit for bit" in first.why


def test_the_core_is_searched_on_the_half_and_a_zero_at_the_end_is_taken_care_of_on_both_sides():
    space = bounded_space(OWN["cubic"], NAN, 8)
    assert space.domain == (0.0, 2.0)
    assert space.exact_points == (0.0,)
    arch = bounded_space(OWN["arch"], NAN, 8)
    assert arch.domain == (-1.0, 0.0)  # r = |x| - 1
    assert [row.name for row in arch.reductions] == ["bounded_nan_even"]
    context: Any = mpmath.MPContext()
    r = context.ldexp(-1, -100)
    assert abs(arch.target.reference(context, r) / (-2 * r) - 1) < context.ldexp(1, -50)
    assert folded(bounded_target(OWN["cubic"], (-1.0, 2.0), NAN)) is None


def test_a_derivative_goes_through_the_sign_as_through_x() -> None:
    import jax

    core = parse(
        "program float32 (t: float) -> (w: float)\nc: float = -0x1.5p-1\nu = mul(t, t)\nv = fma(u, c, t)\nreturn w=v\n"
    )
    for name in ("cubic", "mine"):
        target = bounded_target(OWN[name], OWN[name].real_domain, NAN)
        kernel = searched_reductions(target)[0].kernel(core)
        function = jax_backend.load(jax_backend.print_program(kernel).module)["kernel"]
        x = np.array([0.25, 0.5, 1.25, 2.0**-20], np.float32)
        slope = jax.vmap(jax.grad(lambda v, f=function: f(v[None])[0]))
        want = 1 - 2 * 0.65625 * x
        np.testing.assert_allclose(slope(x), want, rtol=1e-6)
        np.testing.assert_allclose(slope(-x), want if target.parity == ODD else -want, rtol=1e-6)
        assert slope(np.zeros(1, np.float32))[0] == 1.0

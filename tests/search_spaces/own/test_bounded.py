"""Reductions of bounded domains: their ends, what they return outside, and the core around a zero."""

import dataclasses
import math
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.compiled.kernel import run_float32
from search_spaces.ops import FLOAT
from search_spaces.own.bounded import (
    bounded_reductions,
    bounded_target,
    core_of,
    exact_points,
    float32_ends,
    is_zero_at_zero,
    next_float32,
    zero_at_an_end,
)
from search_spaces.own.expressions import parse_expression
from search_spaces.programs.parsing import parse
from search_spaces.reductions import Reduction
from search_spaces.targets import CLAMP, NAN, OUTSIDE, TARGETS, RealFunction, Target
from tests.sentences import whole

CORE = parse("program float32 (t: float) -> (w: float)\nc: float = 0x1p+0\nw = fma(t, c, c)\nreturn w=w\n")
USERS = {
    "bell": parse_expression("exp(-x*x)", "bell", (0.0, 1.0)),
    "ramp": parse_expression("x*exp(-x)", "ramp", (0.0, 3.0)),
}
ROWS = {**TARGETS, **USERS}
each_row = pytest.mark.parametrize("name", sorted(ROWS))
each_outside = pytest.mark.parametrize("outside", OUTSIDE)
SUBNORMAL = 2.0**-130


def bounded(name: str, outside: str) -> Target:
    return bounded_target(ROWS[name], ROWS[name].real_domain, outside)


def rounded(core: RealFunction, r: np.ndarray) -> np.ndarray:
    """The core's function, each value the float32 nearest to mpmath's; zeros keep their sign where f is odd."""
    context: Any = mpmath.MPContext()
    context.prec = 120
    values = [float(core.reference(context, context.mpf(float(v)))) if np.isfinite(v) else math.nan for v in r]
    return np.array([v if w else w * (v == 0.0) + v for v, w in zip(values, r, strict=True)]).astype(np.float32)


def through(row: Reduction, x: np.ndarray) -> np.ndarray:
    """Results of a kernel whose core is exact but for one rounding, and returns +0 for either zero."""
    first = dict(zip((port.name for port in row.stages[0].outputs), run_float32(row.stages[0], [x]), strict=True))
    core = row.slots[0].target
    inside = np.clip(np.nan_to_num(first["r"], nan=np.nan), *core.real_domain)  # guarded results are not looked at
    known = {"y": rounded(core, inside.astype(np.float32)), "x": x, **first}
    return run_float32(row.stages[1], [known[port.name] for port in row.stages[1].inputs])[0]


@pytest.mark.parametrize(
    ("domain", "ends"),
    [
        ((0.0, 1.0), (0.0, 1.0)),
        ((-0.0, 0.1), (0.0, float.fromhex("0x1.999998p-4"))),
        ((0.1, 2.0), (float.fromhex("0x1.99999ap-4"), 2.0)),
        ((-0.1, 3.4e38), (float.fromhex("-0x1.999998p-4"), float.fromhex("0x1.ff933cp+127"))),
    ],
)
def test_the_ends_are_the_outermost_float32_inside(domain, ends):
    assert float32_ends(domain) == ends
    assert math.copysign(1.0, float32_ends(domain)[0]) == math.copysign(1.0, ends[0])


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        ((1.0, 1.0), "a domain is two finite numbers, low < high; was given 1.0, 1.0"),
        ((1.0, 0.0), "a domain is two finite numbers, low < high; was given 1.0, 0.0"),
        ((0.0, math.inf), "a domain is two finite numbers, low < high; was given 0.0, inf"),
        (
            (1.0, 1.0 + 2.0**-24),
            "the domain [1.0, 1.0000000596046448] holds fewer than two float32: a kernel there is a constant. Widen it",
        ),
        (
            (1.00000001, 1.00000002),
            "the domain [1.00000001, 1.00000002] holds fewer than two float32: a kernel there is a constant. Widen it",
        ),
        (
            (1e-40, 1.0),
            "the domain ends at 1e-40, which is subnormal: compiled kernels take it as zero. End at 0 or 2**-126",
        ),
        (
            (-1.0, -1e-40),
            "the domain ends at -1e-40, which is subnormal: compiled kernels take it as zero. End at 0 or 2**-126",
        ),
        (
            (-0.1, 1e300),
            "the domain ends at 1e+300, beyond the largest float32, 0x1.fffffe0000000p+127 or about 3.40282347e+38: "
            "end it there, or search in the reals (--real)",
        ),
        (
            (-3.5e38, 0.0),
            "the domain ends at -3.5e+38, beyond the largest float32, 0x1.fffffe0000000p+127 or about 3.40282347e+38: "
            "end it there, or search in the reals (--real)",
        ),
    ],
)
def test_a_domain_that_no_kernel_can_have_is_refused(domain, words):
    with pytest.raises(ValueError, match=whole(words)):
        float32_ends(domain)


def test_an_unknown_rule_for_outside_is_refused():
    with pytest.raises(ValueError, match="outside is 'wrap'; allowed: nan, clamp"):
        bounded_target(TARGETS["sin"], (0.0, 1.0), "wrap")


def test_the_next_float32_is_numpys():
    numbers = [0.0, 1.0, -1.0, 2.0**-126, 2.0**-149, 3.5, -(2.0**-149), 2.0**127]
    for value in numbers:
        for toward in (math.inf, -math.inf):
            want = float(np.nextafter(np.float32(value), np.float32(toward)))
            assert next_float32(value, toward) == want, (value, toward)


@each_row
@each_outside
def test_every_row_composes_with_a_core_on_a_bounded_domain(name, outside):
    target = bounded(name, outside)
    for row in bounded_reductions(target):
        kernel = row.kernel(CORE)
        assert [port.name for port in kernel.inputs] == ["x"]
        assert [output.name for output in kernel.outputs] == ["result"]
        assert kernel.types()[kernel.outputs[0].value] == FLOAT
        assert parse(str(kernel)) == kernel
        low, high = row.slots[0].domain
        assert low < high
        assert all(low <= point <= high for point in row.slots[0].exact_points)
        assert outside in row.name
        assert target.real_domain[0].hex() in row.why


@each_row
def test_bounding_twice_is_bounding_once(name):
    target = bounded(name, NAN)
    assert bounded_target(target, target.real_domain, NAN) == target


@each_row
def test_outside_a_nan_domain_and_for_nan_the_result_is_nan(name):
    target = bounded(name, NAN)
    low, high = target.real_domain
    beyond = [next_float32(low, -math.inf), next_float32(high, math.inf)]
    x = np.array([*beyond, low - 1, high + 1, math.inf, -math.inf, math.nan, 3e38, -3e38], np.float32)
    for row in bounded_reductions(target):
        assert np.isnan(through(row, x)).all()


@each_row
def test_outside_a_clamped_domain_the_result_is_that_of_the_nearest_end_and_nan_stays(name):
    target = bounded(name, CLAMP)
    low, high = target.real_domain
    x = np.array([next_float32(low, -math.inf), low - 1, -math.inf, -3e38], np.float32)
    y = np.array([next_float32(high, math.inf), high + 1, math.inf, 3e38], np.float32)
    for row in bounded_reductions(target):
        ends = through(row, np.array([low, high], np.float32))
        if "signed_zero" not in row.name or low < 0.0:
            assert np.array_equal(through(row, x), np.full(4, ends[0]))
        assert np.array_equal(through(row, y), np.full(4, ends[1]))
        assert np.isnan(through(row, np.array([math.nan], np.float32))).all()


@each_row
@each_outside
def test_inside_an_exact_core_makes_a_kernel_off_by_half_an_ulp_at_most(name, outside):
    target = bounded(name, outside)
    context: Any = mpmath.MPContext()
    context.prec = 120
    rng = np.random.default_rng(7)
    ends = np.array(target.real_domain, np.float32)
    inner = np.nextafter(ends, ends[::-1])
    x = np.concatenate([ends, inner, rng.uniform(*target.real_domain, 200).astype(np.float32)])
    for row in bounded_reductions(target):
        for given, got in zip(x, through(row, x), strict=True):
            exact = target.reference(context, context.mpf(float(given)))
            unit = np.spacing(np.abs(np.float32(float(exact))))
            assert abs(exact - float(got)) <= (0.5 + 2.0**-20) * float(unit), (row.name, float(given).hex())


@each_outside
def test_zeros_and_subnormals_of_an_odd_target_keep_sign_and_size(outside):
    target = bounded("sin", outside)
    plain, signed, odd = bounded_reductions(target)
    x = np.array([0.0, -0.0, SUBNORMAL, -SUBNORMAL, 2.0**-126, -(2.0**-126)], np.float32)
    want = x.view(np.int32)
    assert np.array_equal(through(signed, x).view(np.int32), want)
    assert np.array_equal(through(odd, x).view(np.int32), want)
    assert np.array_equal(through(plain, x), x)  # as numbers: a core may lose the sign of zero


def test_a_negative_subnormal_lies_outside_a_domain_that_begins_at_zero():
    target = bounded("erf", NAN)
    x = np.array([-SUBNORMAL, -0.0, 0.0, SUBNORMAL], np.float32)
    got = through(bounded_reductions(target)[0], x)
    assert np.isnan(got).tolist() == [True, False, False, False]


def test_special_values_are_the_rows_inside_and_nan_beyond():
    specials = dict(bounded("cos", NAN).specials)
    assert specials["0x0.0p+0"] == "0x1.0p+0"
    assert {specials[x] for x in ("nan", "inf", "-inf", "0x1.fffffe0000000p+127", "0x1.921fb60000000p-1")} == {"nan"}
    assert dict(bounded("atan", CLAMP).specials).get("inf") is None
    beyond = dict(bounded("erf", NAN).specials)
    assert beyond[(-(2.0**-126)).hex()] == "nan"
    assert (-(2.0**-149)).hex() not in beyond  # compiled kernels take it as zero


def test_the_core_of_a_target_that_is_zero_at_an_end_works_from_there():
    target = bounded("log", NAN)
    assert zero_at_an_end(target) == 1.0
    core = core_of(target)
    assert (core.real_domain, is_zero_at_zero(core), exact_points(core)) == ((-0.5, 0.0), True, (0.0,))
    context: Any = mpmath.MPContext()
    context.prec = 100
    r = context.ldexp(-1, -120)  # far below the precision of 1 + r
    assert abs(core.reference(context, r) / r - 1) < context.ldexp(1, -98)
    assert core_of(bounded("exp", NAN)) == bounded("exp", NAN)
    assert core_of(bounded("sin", NAN)).real_domain == (0.0, bounded("sin", NAN).real_domain[1])


def test_a_row_is_a_row_and_not_bounded_by_itself():
    assert all(row.outside is None for row in TARGETS.values())
    assert dataclasses.replace(bounded("sin", NAN), outside=None).outside is None

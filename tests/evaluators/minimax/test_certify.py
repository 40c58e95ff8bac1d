"""Certificates: right to 1 %, never below a dense check, and honest about poles, limits and zeros."""

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.minimax.certify import Certificate, certify
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program, identity
from search_spaces.targets import ABSOLUTE, RELATIVE, TARGETS, ULP, Target
from tests.sentences import whole

MP: Any = mpmath.MPContext()
MP.prec = 300
EXP2 = TARGETS["exp2"]
SIN = replace(EXP2, name="sin", reference=lambda mp, x: mp.sin(x))
LOG2 = replace(EXP2, name="log2", reference=lambda mp, x: mp.log(x, 2))
UNIT = (0.0, 1.0)

QUADRATIC = """program real (x: float) -> (y: float)
c0: float = {0}
c1: float = {1}
c2: float = {2}
v0 = mul(x, c2)
v1 = add(v0, c1)
v2 = mul(v1, x)
v3 = add(v2, c0)
return y=v3
"""
POLE = """program real (x: float) -> (y: float)
c0: float = {0}
c1: float = {1}
v0 = sub(x, c0)
v1 = div(c1, v0)
v2 = add(v1, x)
return y=v2
"""
RECIPROCAL_TWICE = """program real (x: float) -> (y: float)
c0: float = 1
c1: float = {0}
v0 = sub(x, c1)
v1 = div(c0, v0)
v2 = div(c0, v1)
return y=v2
"""


def quadratic(*coefficients: str) -> Program:
    return parse(QUADRATIC.format(*coefficients))


def dense_maximum(coefficients: tuple[str, ...], target: Target, domain: tuple[float, float], error: str) -> float:
    """The largest error on 5,000 random points, in mpmath alone."""
    c = [MP.mpf(text) for text in coefficients]
    rng = np.random.default_rng(7)
    largest = MP.mpf(0)
    for x in map(MP.mpf, [*domain, *rng.uniform(*domain, 5000).tolist()]):
        exact = target.reference(MP, x)
        unit = {RELATIVE: exact, ABSOLUTE: MP.mpf(1)}.get(error)
        if unit is None:
            unit = MP.ldexp(1, int(MP.floor(MP.log(exact, 2))) - 23)
        largest = max(largest, abs((c[0] + x * (c[1] + x * c[2]) - exact) / unit))
    return float(largest)


@pytest.mark.parametrize("error", [RELATIVE, ABSOLUTE, ULP])
@pytest.mark.parametrize("domain", [UNIT, (-0.5, 0.5)])
def test_the_maximum_is_right_to_one_percent_and_not_below_a_dense_check(
    domain: tuple[float, float], error: str
) -> None:
    coefficients = ("1.0017", "0.6576", "0.3372")
    certificate = certify(quadratic(*coefficients), EXP2, domain, error)
    seen = dense_maximum(coefficients, EXP2, domain, error)
    assert seen <= certificate.max_error <= 1.01 * seen, certificate


def test_the_witness_has_the_largest_error() -> None:
    certificate = certify(quadratic("1.0017", "0.6576", "0.3372"), EXP2, UNIT, RELATIVE)
    x = MP.mpf(float.fromhex(certificate.witness))
    value = MP.mpf("1.0017") + x * (MP.mpf("0.6576") + x * MP.mpf("0.3372"))
    assert float(abs(value / MP.power(2, x) - 1)) == pytest.approx(certificate.max_error, rel=1e-5)


def taylor_exp2(terms: int, digits: int) -> Program:
    """The Taylor polynomial of 2**x around 0 in Horner form."""
    log2 = MP.log(2)
    texts = [MP.nstr(log2**k / MP.factorial(k), digits) for k in range(terms)]
    lines = ["program real (x: float) -> (y: float)"]
    lines += [f"c{k}: float = {Decimal(text)}" for k, text in enumerate(texts)]
    value = f"c{terms - 1}"
    for k in range(terms - 2, -1, -1):
        lines += [f"p{k} = mul({value}, x)", f"s{k} = add(p{k}, c{k})"]
        value = f"s{k}"
    return parse("\n".join([*lines, f"return y={value}"]))


def test_errors_far_below_float64_are_seen() -> None:
    certificate = certify(taylor_exp2(18, 60), EXP2, UNIT, RELATIVE)
    remainder = sum(MP.log(2) ** k / MP.factorial(k) for k in range(18, 60)) / 2  # largest at x = 1, where f = 2
    assert certificate.max_error == pytest.approx(float(remainder), rel=1e-5)
    assert certificate.max_error < 2e-19
    assert 1e-17 < certificate.max_error_float64 < 1e-15
    assert certificate.witness == (1.0).hex()


def test_float64_constants_are_told_apart_from_exact_ones() -> None:
    program = quadratic("1.00000000000000000001", "0.7", "0.2")
    exact = replace(EXP2, name="the_polynomial", reference=lambda mp, x: 1 + x * (mp.mpf("0.7") + x * mp.mpf("0.2")))
    certificate = certify(program, exact, UNIT, RELATIVE)
    assert certificate.max_error == pytest.approx(1e-20, rel=1e-5)
    assert 2.0**-55 < certificate.max_error_float64 < 2.0**-50


@pytest.mark.parametrize("place", ["0.5", "0.123456789123456789123456789", "0.999999999", "1E-30"])
def test_a_pole_inside_the_domain_is_found_however_narrow(place: str) -> None:
    certificate = certify(parse(POLE.format(place, "1E-40")), EXP2, UNIT, RELATIVE)
    assert certificate.max_error == math.inf
    assert not certificate.ok
    assert float.fromhex(certificate.witness) == pytest.approx(float(place), abs=1e-12)
    assert "pole" in certificate.reason or "finite" in certificate.reason


def test_a_double_pole_between_grid_points_is_found() -> None:
    squared = "v0 = sub(x, c0)\nq = mul(v0, v0)\nv1 = div(c1, q)"
    text = POLE.format("0.123456789123456789", "1E-40").replace("v0 = sub(x, c0)\nv1 = div(c1, v0)", squared)
    assert certify(parse(text), EXP2, UNIT, RELATIVE).max_error == math.inf


def test_an_end_point_with_an_infinite_inner_value_counts_by_its_limit() -> None:
    certificate = certify(parse(RECIPROCAL_TWICE.format("0")), EXP2, UNIT, ABSOLUTE)
    assert certificate.ok
    assert certificate.limit_points == (0.0,)
    assert certificate.inner_poles == ()
    assert certificate.max_error == pytest.approx(1.0, rel=1e-5)


def test_a_removable_pole_at_the_upper_end_is_an_end_point_too() -> None:
    certificate = certify(parse(RECIPROCAL_TWICE.format("0")), EXP2, (-1.0, 0.0), ABSOLUTE)
    assert certificate.ok
    assert (certificate.limit_points, certificate.inner_poles) == ((0.0,), ())


@pytest.mark.parametrize("place", ["0", "0.375", "0.123456789123456789123456789"])
def test_a_removable_pole_inside_the_domain_is_reported(place: str) -> None:
    certificate = certify(parse(RECIPROCAL_TWICE.format(place)), EXP2, (-0.5, 0.5), ABSOLUTE)
    assert certificate.ok
    assert (certificate.limit_points, certificate.inner_poles) == ((), (float(place),))


def test_a_program_that_cancels_hundreds_of_bits_is_judged_at_higher_precision() -> None:
    text = QUADRATIC.format("1", "0.7", "0.2\nc3: float = 1E+100")
    shifted = text.replace("return y=v3", "a = add(v3, c3)\nb = sub(a, c3)\nreturn y=b")
    plain = certify(quadratic("1", "0.7", "0.2"), EXP2, UNIT, RELATIVE)
    assert certify(parse(shifted), EXP2, UNIT, RELATIVE).max_error == pytest.approx(plain.max_error, rel=1e-9)
    assert certify(parse(shifted.replace("E+100", "E+1000")), EXP2, UNIT, RELATIVE).max_error == math.inf


def test_a_program_equal_to_its_target_has_no_error() -> None:
    tenth = replace(EXP2, name="tenth", reference=lambda mp, x: 1 + x * (mp.mpf("0.1") + x * mp.mpf("0.3")))
    assert certify(quadratic("1", "0.1", "0.3"), tenth, UNIT, RELATIVE).max_error < 1e-70


def test_an_undefined_value_gives_an_infinite_error_and_a_reason() -> None:
    root = parse("program real (x: float) -> (y: float)\nv0 = sqrt(x)\nreturn y=v0\n")
    certificate = certify(root, EXP2, (-1.0, 1.0), RELATIVE)
    assert certificate.max_error == math.inf
    assert certificate.max_error_float64 == math.inf
    assert "not a finite number" in certificate.reason


@pytest.mark.parametrize("domain", [(0.0, 0.5), (-0.5, 0.5)])
def test_relative_error_at_a_zero_of_the_target_is_the_limit_of_the_ratio(domain: tuple[float, float]) -> None:
    certificate = certify(quadratic("0", "1.25", "0"), SIN, domain, RELATIVE)
    assert certificate.ok
    assert certificate.max_error == pytest.approx(1.25 * 0.5 / math.sin(0.5) - 1, rel=1e-5)
    assert certify(identity(), SIN, (0.0, 1e-3), RELATIVE).max_error == pytest.approx(1e-6 / 6, rel=1e-3)


def test_a_program_without_a_value_at_a_zero_of_the_target_counts_by_its_limit() -> None:
    head = "program real (x: float) -> (y: float)\nc0: float = 1.25\n"
    text = head + "v0 = mul(x, x)\nv1 = div(v0, x)\nv2 = mul(v1, c0)\nreturn y=v2\n"
    for domain in ((0.0, 0.5), (-0.5, 0.5)):
        certificate = certify(parse(text), SIN, domain, RELATIVE)
        assert certificate.ok
        assert (certificate.limit_points, certificate.inner_poles) == ((0.0,), ())
        assert certificate.max_error == pytest.approx(1.25 * 0.5 / math.sin(0.5) - 1, rel=1e-5)
        assert certificate.max_error_float64 == pytest.approx(certificate.max_error, rel=1e-3)


@pytest.mark.parametrize("domain", [(1.0, 2.0), (0.7, 1.9)])
def test_a_zero_of_the_target_that_the_program_misses_makes_the_relative_error_infinite(
    domain: tuple[float, float],
) -> None:
    missed = certify(quadratic("-1.000001", "1", "0"), LOG2, domain, RELATIVE)
    assert missed.max_error == math.inf
    assert "zero" in missed.reason or "finite" in missed.reason
    assert certify(quadratic("-1", "1", "0"), LOG2, domain, RELATIVE).ok


def test_bad_arguments_are_refused_with_a_sentence() -> None:
    program = identity()
    with pytest.raises(ValueError, match=whole("a domain is two finite numbers, low < high; was given 1.0, 0.0")):
        certify(program, EXP2, (1.0, 0.0), RELATIVE)
    with pytest.raises(ValueError, match=r"unknown kind of error 'l2'. Known: relative, absolute, ulp"):
        certify(program, EXP2, UNIT, "l2")
    with pytest.raises(ValueError, match="expected a real program of one input and one output, was given a float32"):
        certify(identity("float32"), EXP2, UNIT, RELATIVE)
    with pytest.raises(ValueError, match=whole("target 'log2' has no finite real value at x = 0x0.0p+0")):
        certify(program, LOG2, UNIT, RELATIVE)
    inverse = replace(EXP2, name="inverse", reference=lambda mp, x: mp.mpf(1) / x)
    with pytest.raises(ValueError, match=whole("target 'inverse' cannot be evaluated at x = 0x0.0p+0: ...")):
        certify(program, inverse, UNIT, RELATIVE)


def test_certificates_are_values() -> None:
    first, second = (certify(identity(), EXP2, UNIT, RELATIVE) for _ in range(2))
    assert isinstance(first, Certificate)
    assert first == second

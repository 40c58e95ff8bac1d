"""Limits where an expression has no value, and points where there is none."""

import math
from typing import Any

import mpmath
import numpy as np
import pytest

from evaluators.minimax.posed import PosedError
from evaluators.reference.oracle import build_oracle
from evo.settings.config import CampaignError, resolve
from search_spaces.own.bounded import bounded_target
from search_spaces.own.expressions import known_of, parse_expression
from search_spaces.own.formulas import Formula
from search_spaces.own.singular import limit_at
from search_spaces.targets import EVEN, NAN, NO_PARITY, ODD

MP: Any = mpmath.MPContext()

# fmt: off
LIMITS = [
    # text                          at      limit                             sides
    ("sin(x)/x",                    0.0,  lambda mp: mp.one,                  "from both sides"),
    ("(1-cos(x))/x**2",             0.0,  lambda mp: mp.one / 2,              "from both sides"),
    ("expm1(x)/x",                  0.0,  lambda mp: mp.one,                  "from both sides"),
    ("(exp(x)-1)/x",                0.0,  lambda mp: mp.one,                  "from both sides"),
    ("tan(x)/x",                    0.0,  lambda mp: mp.one,                  "from both sides"),
    ("log1p(x)/x",                  0.0,  lambda mp: mp.one,                  "from both sides"),
    ("1/gamma(x)",                  0.0,  lambda mp: mp.zero,                 "from both sides"),
    ("erf(x)/x",                    0.0,  lambda mp: 2 / mp.sqrt(mp.pi),      "from both sides"),
    ("atan(x)/x",                   0.0,  lambda mp: mp.one,                  "from both sides"),
    ("x/tan(x)",                    0.0,  lambda mp: mp.one,                  "from both sides"),
    ("(x-sin(x))/x**3",             0.0,  lambda mp: mp.one / 6,              "from both sides"),
    ("1/sin(x) - 1/x",              0.0,  lambda mp: mp.zero,                 "from both sides"),
    ("sin(pi*x)/(pi*x)",            0.0,  lambda mp: mp.one,                  "from both sides"),
    ("exp(-1/x**2)",                0.0,  lambda mp: mp.zero,                 "from both sides"),
    ("sin(sqrt(x))/sqrt(x)",        0.0,  lambda mp: mp.one,                  "from both sides"),
    ("gamma(x)*x",                  0.0,  lambda mp: mp.one,                  "from both sides"),
    ("x*log(x)",                    0.0,  lambda mp: mp.zero,                 "from the right"),
    ("1 + x*log(x)",                0.0,  lambda mp: mp.one,                  "from the right"),
    ("log(x)/(x-1)",                1.0,  lambda mp: mp.one,                  "from both sides"),
    ("(x**2-1)/(x-1)",              1.0,  lambda mp: mp.mpf(2),               "from both sides"),
    ("(1-cos(x-0.25))/(x-0.25)**2", 0.25, lambda mp: mp.one / 2,              "from both sides"),
    ("sin(x+3)/(x+3)",             -3.0,  lambda mp: mp.one,                  "from both sides"),
]
NONE = [
    # text             at
    ("1/x",            0.0),
    ("1/x**2",         0.0),
    ("sin(1/x)",       0.0),
    ("sin(pi/x)",      0.0),
    ("abs(x)/x",       0.0),
    ("exp(1/x)",       0.0),
    ("1/(x-0.5)",      0.5),
    ("log(x)",         0.0),
    ("gamma(x)",      -1.0),
    ("tan(x)/x**2",    0.0),
]
# fmt: on


@pytest.mark.parametrize("bits", [53, 120, 300])
@pytest.mark.parametrize(("text", "at", "limit", "sides"), LIMITS, ids=[row[0] for row in LIMITS])
def test_a_removable_point_has_its_limit_to_the_precision_of_the_context(text, at, limit, sides, bits):
    MP.prec = bits
    got, exact = Formula(text)(MP, MP.mpf(at)), limit(MP)
    assert abs(got - exact) <= MP.ldexp(abs(exact), 3 - bits)
    assert f"at x = {at:.9g} its limit {float(exact):.9g}, {sides}" in known_of(text, (at - 0.125, at + 0.5))[1]


@pytest.mark.parametrize(("text", "at"), NONE)
def test_a_pole_a_jump_and_a_wave_have_none(text, at):
    MP.prec = 120
    assert Formula(text).limit(MP, MP.mpf(at)) is None
    assert not any("limit" in word for word in known_of(text, (at - 0.125, at + 0.5))[1])


@pytest.mark.parametrize(("power", "distances"), [(-1.0, 2), (-0.5, 2), (-0.25, 4)])
def test_what_grows_as_at_a_pole_is_not_looked_at_nearer_by(power, distances):
    MP.prec, seen = 53, set()

    def approach(mp, x, bits):
        seen.add(bits)
        return abs(x) ** power

    assert limit_at(approach, MP, MP.zero) is None
    assert len(seen) == distances


@pytest.mark.parametrize("text", ["1/x", "sin(1/x)", "abs(x)/x", "1/x**2", "tan(x)/x**2"])
@pytest.mark.parametrize("domain", [(-1.0, 1.0), (0.0, 1.0)])
@pytest.mark.parametrize("real", [True, False])
def test_what_has_no_limit_is_refused_with_its_place(text, domain, real):
    with pytest.raises((CampaignError, PosedError), match=r"x = 0.*because of a pole, because it has no limit there"):
        resolve({"target_expr": text, "domain": domain, "real": real})


@pytest.mark.parametrize(
    ("text", "domain", "parity"),
    [
        ("sin(x)/x", (-1.0, 1.0), EVEN),
        ("(1-cos(x))/x**2", (-1.0, 1.0), EVEN),
        ("expm1(x)/x", (-1.0, 1.0), NO_PARITY),
        ("log1p(x)/x", (-0.5, 1.0), NO_PARITY),
        ("1/gamma(x)", (0.0, 1.0), NO_PARITY),
        ("1/sin(x) - 1/x", (-1.0, 1.0), ODD),
        ("log(x)/(x-1)", (0.5, 2.0), NO_PARITY),
        ("x*log(x)", (0.0, 0.5), NO_PARITY),
    ],
)
def test_a_function_with_a_removable_point_is_searched_and_judged_there(text, domain, parity):
    space = resolve({"target_expr": text, "domain": domain}).space()
    assert space.kernel.parity == parity
    oracle = build_oracle(space.kernel)
    low, high = space.kernel.real_domain
    ends = np.array([low, high], np.float32)
    x = np.concatenate([ends, np.array([0.0, -0.0, 1.0, 2.0**-126, 2.0**-60, 0.3], np.float32)])
    x = x[(x >= low) & (x <= high)]
    want = [float(value) for value in oracle.exact(x)]
    assert all(map(math.isfinite, want))
    np.testing.assert_allclose(oracle.reference(x), want, rtol=2.0**-46, atol=2.0**-170)


def test_values_beside_a_removable_point_keep_their_digits():
    MP.prec = 200
    sinc = Formula("sin(x)/x")
    for exponent in (-20, -60, -149):
        x = MP.ldexp(1, exponent)
        assert abs(sinc(MP, x) - (1 - x * x / 6)) <= MP.ldexp(1, -198) + x**4
    target = bounded_target(parse_expression("(1-cos(x))/x**2", "versine", (-1.0, 1.0)), (-1.0, 1.0), NAN)
    x = np.ldexp(np.float32(1.3), np.arange(-140, 0, 7)).astype(np.float32)
    np.testing.assert_allclose(build_oracle(target).reference(x), 0.5 - x.astype(float) ** 2 / 24, atol=np.max(x) ** 4)


def test_the_definition_in_a_files_header_says_what_was_taken_of_the_expression():
    target = parse_expression("sin(x)/x", "mine", (-1.0, 1.0))
    assert target.citation == "given as sin(x)/x; even, by its form; at x = 0 its limit 1, from both sides"
    assert parse_expression("exp(x)", "mine", (-1.0, 1.0)).citation == "given as exp(x)"

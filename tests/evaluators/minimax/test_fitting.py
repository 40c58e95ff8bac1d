"""Minimax fits: known optima are reached, nothing gets worse, redundant constants do no harm."""

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from evaluators.minimax.certify import certify
from evaluators.minimax.fitting import alternations, polish, polish_certified
from search_spaces.ops import FLOAT
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import Const, Instr, Output, Port
from search_spaces.programs.program import Program, identity
from search_spaces.targets import ABSOLUTE, RELATIVE, TARGETS, ULP

EXP2 = TARGETS["exp2"]
SIN = replace(EXP2, name="sin", reference=lambda mp, x: mp.sin(x))
LOG2 = replace(EXP2, name="log2", reference=lambda mp, x: mp.log(x, 2))
UNIT = (0.0, 1.0)


def program(body: str, *constants: str, result: str = "y") -> Program:
    lines = ["program real (x: float) -> (y: float)"]
    lines += [f"c{k}: float = {text}" for k, text in enumerate(constants)]
    return parse("\n".join([*lines, *body.split("; "), f"return y={result}"]))


LINE = "a = mul(x, c1); y = add(a, c0)"
SYMMETRIC = "a = div(c0, x); b = add(a, x); d = add(b, c3); e = div(c1, d); y = sub(c2, e)"
NESTED = (
    "a = div(c0, x); g = add(a, x); b = div(c1, g); d = add(b, g); e = add(d, c2); h = div(c3, e); i = sub(h, c4); "
    "j = mul(i, i); k = mul(j, j); y = mul(k, k)"
)


def test_the_best_line_is_the_textbook_one() -> None:
    # Chebyshev's line for 2**x on [0, 1] under absolute error: slope 1, through (t, 2**t) with 2**t = 1 / ln 2.
    fitted, certificate = polish_certified(program(LINE, "0.9", "0.8"), EXP2, UNIT, ABSOLUTE)
    touch = -math.log2(math.log(2))
    level = (1 - (1 / math.log(2) - touch)) / 2
    assert certificate.max_error == pytest.approx(level, rel=1e-3)
    assert float(fitted.consts[1].value) == pytest.approx(1.0, rel=1e-3)


def test_a_symmetric_fraction_reaches_its_known_optimum_from_an_expansion() -> None:
    start = program(SYMMETRIC, "25", "-17.3", "1", "-8.7")
    fitted, certificate = polish_certified(start, EXP2, UNIT, RELATIVE)
    assert 4.33e-6 < certificate.max_error < 4.35e-6  # 5.36 digits
    assert certificate.limit_points == (0.0,)
    assert alternations(fitted, EXP2, UNIT, RELATIVE) >= 5


def test_a_nested_fraction_follows_its_curved_valley_to_the_optimum() -> None:
    # coth u = s (g + d / g), g = x + c / x, matches the series of coth to u**3 where c**2 - 15 c + 45 = 0.
    step, root = math.log(2) / 16, (15 + math.sqrt(45)) / 2
    values = (root / step**2, root**3 / 45 / step**2, -root / step, 2 * root / step, -1.0)
    start = program(NESTED, *(repr(v) for v in values))
    before = certify(start, EXP2, UNIT, RELATIVE)
    fitted, certificate = polish_certified(start, EXP2, UNIT, RELATIVE)
    assert before.max_error > 1e-13
    assert 2.18e-15 < certificate.max_error < 2.20e-15
    assert certificate == certify(fitted, EXP2, UNIT, RELATIVE)
    assert alternations(fitted, EXP2, UNIT, RELATIVE) >= 6


def test_constants_keep_only_the_digits_they_need() -> None:
    fitted = polish(program(LINE, "0.9", "0.8"), EXP2, UNIT, RELATIVE)
    assert all(len(const.value.as_tuple().digits) <= 8 for const in fitted.consts)  # type: ignore[union-attr]


def test_redundant_constants_do_no_harm() -> None:
    body = "a = mul(x, c1); b = add(a, c0); d = sub(b, c2); e = add(d, c3); y = mul(e, c4)"
    lean = polish_certified(program(LINE, "0.9", "0.8"), EXP2, UNIT, RELATIVE)[1]
    padded = polish_certified(program(body, "0.9", "0.8", "0.4", "0.5", "1.1"), EXP2, UNIT, RELATIVE)[1]
    assert padded.max_error == pytest.approx(lean.max_error, rel=2e-3)


def test_the_ulp_error_of_a_line_is_levelled_across_a_binade_edge() -> None:
    fitted, certificate = polish_certified(program(LINE, "1", "0.7"), EXP2, (-0.5, 0.5), ULP)
    assert alternations(fitted, EXP2, (-0.5, 0.5), ULP) >= 3
    assert certificate.max_error < certify(program(LINE, "1", "0.7"), EXP2, (-0.5, 0.5), ULP).max_error


def test_a_zero_of_the_target_is_kept_under_relative_error() -> None:
    cubic = "a = mul(x, x); b = mul(a, c1); d = add(b, c0); y = mul(d, x)"
    fitted, certificate = polish_certified(program(cubic, "0.9", "-0.1"), SIN, (-0.75, 0.75), RELATIVE)
    assert certificate.max_error < 3.5e-4  # sin(x) / x = 1 - t/6 + t**2/120 ..., t = x**2 <= 9/16: (9/16)**2 / 8 / 120
    assert alternations(fitted, SIN, (0.0, 0.75), RELATIVE) >= 3
    shifted = "u = sub(x, c2); a = mul(u, c1); b = add(a, c0); y = mul(b, u)"
    assert polish_certified(program(shifted, "1.4", "-0.4", "1"), LOG2, (1.0, 2.0), RELATIVE)[1].max_error < 0.05


def random_program(rng: np.random.Generator) -> Program:
    count, length = int(rng.integers(1, 5)), int(rng.integers(1, 9))
    consts = tuple(Const(FLOAT, Decimal(f"{rng.uniform(-3, 3):.3f}")) for _ in range(count))
    instrs = []
    for i in range(length):
        last = count + i
        args = (last, int(rng.integers(0, last + 1)))
        instrs.append(Instr(str(rng.choice(["add", "sub", "mul", "div"])), args if rng.random() < 0.5 else args[::-1]))
    return Program("real", (Port("x", FLOAT),), consts, tuple(instrs), (Output("y", count + length),))


@pytest.mark.parametrize("seed", range(12))
def test_polishing_never_makes_a_random_program_worse(seed: int) -> None:
    start = random_program(np.random.default_rng(seed))
    before = certify(start, EXP2, UNIT, RELATIVE)
    fitted, after = polish_certified(start, EXP2, UNIT, RELATIVE)
    assert after.max_error <= before.max_error, f"seed {seed}\n{start}"
    assert after == certify(fitted, EXP2, UNIT, RELATIVE)
    assert (fitted.instrs, fitted.outputs) == (start.instrs, start.outputs)


def test_a_program_without_constants_is_returned_as_it_is() -> None:
    assert polish(identity(), EXP2, UNIT, RELATIVE) == identity()


def test_a_program_that_is_nowhere_finite_is_returned_as_it_is() -> None:
    broken = program("a = sub(x, x); b = div(c0, a); y = mul(b, a)", "1.5")
    assert polish(broken, EXP2, UNIT, RELATIVE) == broken

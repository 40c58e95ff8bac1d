"""Each named step keeps the bound in its docstring, through the interpreter and exact fractions."""

import inspect
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluators.compiled.kernel import run_float32
from search_spaces import steps
from search_spaces.formats import FLOAT32_FORMAT
from search_spaces.programs.tracing import Float, Int, Outputs, from_bits, to_float, trace
from search_spaces.steps import (
    EVEN,
    EXPONENT_BITS,
    FIELD,
    HALF_PI,
    LN2,
    LN2_NEAREST,
    LOG2_E,
    MAGIC,
    MASKED,
    ROOT_HALF,
    ROUGH,
    SHIFTED,
)

U = Fraction(1, 2**24)


def between(low: float, high: float) -> st.SearchStrategy[float]:
    """float32 numbers without subnormal ones."""
    return st.floats(low, high, width=32, allow_subnormal=False, allow_nan=False)


numbers, words = between(-(2.0**60), 2.0**60), st.integers(-(2**31), 2**31 - 1)
positive = between(2.0**-126, FLOAT32_FORMAT.largest)


def of(function: Callable[..., Outputs], *values: float) -> list[Any]:
    """Values of a stage around a step, as Python numbers."""
    inputs = [np.array([v], np.float32 if isinstance(v, float) else np.int32) for v in values]
    return [column[0].item() for column in run_float32(trace(function), inputs)]


def rounded(value: Fraction) -> float:
    return float(np.float32(float(value))) if abs(value) < 2**53 else math.nan


@given(st.floats(width=32))
def test_clamp_gives_the_nearest_number_of_the_interval_and_nan_for_nan(x):
    def stage(x: Float) -> Outputs:
        return {"c": steps.clamp(x, -3.0, 5.5)}

    (c,) = of(stage, x)
    assert math.isnan(c) if math.isnan(x) else c == min(max(x, -3.0), 5.5)


@given(between(-(2.0**20), 2.0**20))
def test_nearest_integer_shifted_holds_it_in_the_low_bits(x):
    def stage(x: Float) -> Outputs:
        t, n = steps.nearest_integer_shifted(x, LOG2_E, MAGIC + 127)
        return {"t": t, "n": n}

    t, n = of(stage, x)
    exact = Fraction(x) * Fraction(LOG2_E)
    assert n == int(n) + 0.0
    assert abs(Fraction(n) - 127 - exact) <= Fraction(1, 2) or abs(Fraction(n) - exact) <= Fraction(1, 2)
    assert Fraction(t) - Fraction(MAGIC + 127) == Fraction(n)
    assert np.float32(t).view(np.int32) & 0x3FFFFF == (int(n) + 127) % 2**22


@given(between(-87.0, 88.0))
def test_cody_waite_rounds_once_and_its_rest_is_what_that_lost(x):
    def stage(x: Float) -> Outputs:
        _, n = steps.nearest_integer_shifted(x, LOG2_E, MAGIC)
        r, rest = steps.cody_waite_and_rest(x, n, LN2.times(-1.0))
        return {"n": n, "short": steps.cody_waite(x, n, LN2.times(-1.0)), "r": r, "rest": rest}

    n, short, r, rest = of(stage, x)
    exact = Fraction(x) - Fraction(n) * (Fraction(LN2.high) + Fraction(LN2.low))
    assert abs(Fraction(short) - exact) <= U * abs(exact) + Fraction(1, 2**149)
    assert abs(Fraction(r) + Fraction(rest) - exact) <= U * abs(Fraction(n) * Fraction(LN2.low)) + U * U
    assert abs(exact) <= math.log(2) / 2 + 2**-18


@given(st.integers(0, 254))
def test_power_of_two_takes_the_exponent_from_the_low_bits(k):
    def stage(t: Float) -> Outputs:
        return {"s": steps.power_of_two(t)}

    assert of(stage, MAGIC + k) == [2.0 ** (k - 127) if k else 0.0]


@given(positive, st.integers(-250, 250))
def test_moved_exponent_multiplies_by_a_power_of_two_without_rounding(y, k):
    def stage(y: Float, k: Int) -> Outputs:
        return {"y": steps.moved_exponent(y, k << 23)}

    assume(2.0**-126 <= y * 2.0**k <= FLOAT32_FORMAT.largest)
    assert of(stage, y, k) == [y * 2.0**k]


@pytest.mark.parametrize("exponent", [SHIFTED, MASKED, FIELD])
@given(x=positive)
def test_split_mantissa_is_exact(exponent, x):
    def stage(x: Float) -> Outputs:
        m, k = steps.split_mantissa(x, ROOT_HALF, exponent)
        return {"m": m, "k": k}

    m, k = of(stage, x)
    k = k >> 23 if exponent == FIELD else k
    assert Fraction(m) * Fraction(2) ** k == Fraction(x)
    least = int(np.float32(m).view(np.int32)) - ROOT_HALF
    assert 0 <= least < -EXPONENT_BITS


def test_a_word_is_taken_as_it_is_and_a_number_by_its_bits():
    def stage(x: Float) -> Outputs:
        word = steps.word_of(x)
        return {"x": from_bits(steps.word_of(word))}

    assert of(stage, -1.5) == [-1.5]
    assert [instr.op for instr in trace(stage).instrs] == ["bits", "from_bits"]


@given(numbers, numbers)
def test_fast_two_sum_loses_nothing_where_the_first_is_the_larger_one_or_zero(a, b):
    def stage(a: Float, b: Float) -> Outputs:
        total, lost = steps.fast_two_sum(a, b)
        same = steps.left_by(total, a, b)
        return {"total": total, "lost": lost, "same": same, "by": steps.lost_by(total, a, b)}

    a, b = (a, b) if abs(a) >= abs(b) else (b, a)
    for first in (a, 0.0):
        total, *lost = of(stage, first, b)
        assume(abs(total) > 2.0**-90 or not total)
        assert {Fraction(value) for value in lost} == {Fraction(first) + Fraction(b) - Fraction(total)}
        assert total == rounded(Fraction(first) + Fraction(b)) or math.isnan(rounded(Fraction(first) + Fraction(b)))


@given(st.integers(-40, 40), between(1.0, 2.0 - 2.0**-23), between(1.0, 2.0 - 2.0**-23))
def test_fast_two_sum_loses_nothing_where_the_second_is_larger_but_in_no_higher_binade(k, a, b):
    def stage(a: Float, b: Float) -> Outputs:
        total, lost = steps.fast_two_sum(a, b)
        return {"total": total, "lost": lost}

    a, b = min(a, b) * 2.0**k, max(a, b) * 2.0**k
    total, lost = of(stage, a, b)
    assert Fraction(total) + Fraction(lost) == Fraction(a) + Fraction(b)


@given(numbers, numbers)
def test_two_sum_loses_nothing_whichever_is_larger(a, b):
    def stage(a: Float, b: Float) -> Outputs:
        total, lost = steps.two_sum(a, b)
        return {"total": total, "lost": lost}

    total, lost = of(stage, a, b)
    assert Fraction(total) + Fraction(lost) == Fraction(a) + Fraction(b)


@given(numbers, numbers)
def test_product_error_is_exact(a, b):
    def stage(a: Float, b: Float) -> Outputs:
        product = a * b
        return {"product": product, "lost": steps.product_error(product, a, b)}

    assume(a * b == 0 or abs(a * b) >= 2.0**-100)
    product, lost = of(stage, a, b)
    assert Fraction(product) + Fraction(lost) == Fraction(a) * Fraction(b)


@pytest.mark.parametrize("turn", [EVEN, ROUGH])
@given(x=between(2.0**-60, 2.0**60))
def test_rough_reciprocal_is_off_by_5_percent_at_most(turn, x):
    def stage(x: Float) -> Outputs:
        return {"y": steps.rough_reciprocal(x, turn), "quarter": steps.rough_reciprocal(x, turn - (2 << 23))}

    y, quarter = of(stage, x)
    assert abs(x * y - 1) <= 0.051
    assert quarter == y / 4


@given(between(0.0, FLOAT32_FORMAT.largest), st.floats(width=32, allow_nan=False))
def test_with_sign_of_keeps_the_magnitude(magnitude, x):
    def stage(magnitude: Float, x: Float) -> Outputs:
        return {"y": steps.with_sign_of(magnitude, x)}

    (y,) = of(stage, magnitude, x)
    assert (abs(y), math.copysign(1.0, y)) == (magnitude, math.copysign(1.0, x))


@given(st.floats(width=32))
def test_magnitude_of_quotient_is_its_size_for_every_word(quotient):
    def stage(q: Float) -> Outputs:
        return {"size": steps.magnitude_of_quotient(q)}

    (size,) = of(stage, quotient)
    assert math.isnan(size) if math.isnan(quotient) else (size, math.copysign(1.0, size)) == (abs(quotient), 1.0)


@given(st.floats(width=32, allow_nan=False), words)
def test_flip_sign_turns_where_the_sign_bit_is_set(y, word):
    def stage(y: Float, word: Int) -> Outputs:
        return {"y": steps.flip_sign(y, word & steps.SIGN_BIT)}

    (got,) = of(stage, y, word)
    want = -y if word < 0 else y
    assert (got, math.copysign(1.0, got)) == (want, math.copysign(1.0, want))


@given(between(2.0**-20, 2.0**20), between(-1.0, 1.0), between(1.0, 2.0**20), between(-1.0, 1.0))
def test_a_mended_quotient_is_rounded_once(n, n_low, d, d_low):
    def stage(n: Float, n_low: Float, d: Float, d_low: Float) -> Outputs:
        return {"q": steps.mended_quotient((n, n_low), (d, d_low))}

    n_low, d_low = float(np.float32(n_low * n * 2**-24)), float(np.float32(d_low * d * 2**-24))
    (q,) = of(stage, n, n_low, d, d_low)
    exact = (Fraction(n) + Fraction(n_low)) / (Fraction(d) + Fraction(d_low))
    half_ulp = Fraction(FLOAT32_FORMAT.ulp(math.floor(math.log2(exact)))) / 2
    assert abs(Fraction(q) - exact) <= half_ulp + exact / 2**45


@given(st.floats(width=32), st.floats(width=32))
def test_at_most_cuts_at_x_or_below_zero(x, value):
    def stage(x: Float, value: Float) -> Outputs:
        return {"y": steps.at_most(x, value)}

    (y,) = of(stage, x, value)
    if math.isnan(x):
        assert math.isnan(y)
    else:
        bound = x if x > 0 else -0.0
        assert y == (value if value < bound else bound)


@pytest.mark.parametrize(
    ("parts", "constant", "bits"),
    [(LN2, "ln2", 44), (LN2_NEAREST, "ln2", 53), (HALF_PI, "pi/2", 49)],
    ids=["ln 2, few bits first", "ln 2", "pi / 2"],
)
def test_parts_make_their_constant(parts, constant, bits):
    with mpmath.workprec(200):
        exact = {"ln2": +mpmath.ln2, "pi/2": mpmath.pi / 2}[constant]
        assert abs(mpmath.mpf(parts.high) + mpmath.mpf(parts.low) - exact) <= mpmath.mpf(2) ** -bits


def test_parts_times_a_power_of_two_are_exact():
    half = LN2.times(-0.5)
    assert Fraction(half.high) + Fraction(half.low) == -(Fraction(LN2.high) + Fraction(LN2.low)) / 2


def test_every_step_says_its_bound_and_is_tested_here():
    public = {name: f for name, f in vars(steps).items() if inspect.isfunction(f) and f.__module__ == steps.__name__}
    assert all(f.__doc__ for f in public.values())
    text = inspect.getsource(inspect.getmodule(test_every_step_says_its_bound_and_is_tested_here) or steps)
    untested = [name for name in public if f"steps.{name}(" not in text]
    assert untested == [], "each step has a test of its bound in this file"


def test_an_integer_as_a_float_is_the_number_itself():
    def stage(k: Int) -> Outputs:
        return {"y": to_float(k)}

    assert of(stage, -5) == [-5.0]

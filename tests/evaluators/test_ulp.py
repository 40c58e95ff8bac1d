"""The ULP metric against its definition in exact rationals."""

import math
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evaluators.ulp import inverse_ulp, ordinary_range, ordinary_ulp_error, scalar_ulp_error, ulp_error
from search_spaces.formats import FLOAT32_FORMAT, FORMATS, Format
from tests.sentences import whole

NARROW = [FORMATS["float32"], FORMATS["float16"]]
INF, NAN = math.inf, math.nan


def slow_ulp(r: Fraction, fmt: Format) -> Fraction:
    exponent = fmt.e_min
    while exponent < fmt.e_max and abs(r) >= Fraction(2) ** (exponent + 1):
        exponent += 1
    return Fraction(2) ** (exponent - fmt.significand + 1)


def slow_error(got: float, exact: float, fmt: Format, ftz: bool) -> float:
    if math.isnan(got) or math.isnan(exact):
        return 0.0 if math.isnan(got) and math.isnan(exact) else INF
    limit = Fraction(2) ** (fmt.e_max + 1)
    threshold = limit - slow_ulp(limit, fmt) / 2

    def stands_at(value: float) -> Fraction:
        return (limit if value > 0 else -limit) if math.isinf(value) else Fraction(value)

    g, r = stands_at(got), stands_at(exact)
    if abs(r) >= threshold:
        r = limit if r > 0 else -limit
    if not ftz:
        return float(abs(g - r) / slow_ulp(r, fmt))
    smallest, last = Fraction(2) ** fmt.e_min, slow_ulp(Fraction(0), fmt)
    if abs(g) < smallest and abs(r) < smallest:
        return 0.0

    def contracted(v: Fraction) -> Fraction:
        if abs(v) < smallest:
            return v / smallest * last
        return v - (smallest - last) * (1 if v > 0 else -1)

    return float(abs(contracted(g) - contracted(r)) / slow_ulp(r, fmt))


def numbers(fmt: Format) -> st.SearchStrategy[float]:
    return st.floats(width=32 if fmt.bits == 32 else 16)


def references(fmt: Format) -> st.SearchStrategy[float]:
    edge = [fmt.smallest_normal, fmt.largest, 2.0 ** (fmt.e_max + 1), fmt.ulp(fmt.e_min)]
    near = st.sampled_from(edge).flatmap(lambda e: st.floats(e * 0.999, e * 1.001))
    return st.one_of(st.floats(), near, near.map(lambda v: -v), numbers(fmt))


def judged(got: float, exact: float, fmt: Format, ftz: bool) -> float:
    return float(ulp_error(np.array([got], fmt.name), np.array([exact]), fmt, ftz=ftz)[0])


@pytest.mark.parametrize("fmt", NARROW, ids=lambda f: f.name)
@given(data=st.data(), ftz=st.booleans())
def test_the_fast_metric_is_the_rational_definition(fmt: Format, data: st.DataObject, ftz: bool) -> None:
    got, exact = data.draw(numbers(fmt)), data.draw(references(fmt))
    want = slow_error(got, exact, fmt, ftz)
    assert judged(got, exact, fmt, ftz) == pytest.approx(want, rel=2.0**-50, abs=2.0**-28), (got.hex(), exact.hex())


@given(data=st.data(), ftz=st.booleans())
@example(data=None, ftz=True)
def test_the_scalar_metric_on_mpmath_numbers_is_the_rational_definition(data: st.DataObject | None, ftz: bool) -> None:
    context: Any = mpmath.MPContext()
    context.prec = 200
    pairs = [(0.0, 2.0**-126), (INF, 2.0**128), (-INF, INF), (0.0, 0.0), (NAN, NAN), (1.0, NAN)]
    if data is not None:
        pairs = [(data.draw(numbers(FLOAT32_FORMAT)), data.draw(references(FLOAT32_FORMAT)))]
    for got, exact in pairs:
        error = float(scalar_ulp_error(got, context.mpf(exact), ftz=ftz))
        assert error == pytest.approx(slow_error(got, exact, FLOAT32_FORMAT, ftz), rel=2.0**-50), (
            got.hex(),
            exact.hex(),
        )


@given(data=st.data())
def test_a_correctly_rounded_result_is_within_half_an_ulp(data: st.DataObject) -> None:
    exact = data.draw(references(FLOAT32_FORMAT).filter(math.isfinite))
    with np.errstate(over="ignore"):
        rounded = np.array([exact]).astype(np.float32)
    assert ulp_error(rounded, np.array([exact]))[0] <= 0.5, exact.hex()


@given(
    exact=st.floats(*ordinary_range()).filter(lambda v: v < ordinary_range()[1]),
    got=st.floats(width=32),
    sign=st.sampled_from([1.0, -1.0]),
    ftz=st.booleans(),
)
def test_the_in_place_metric_agrees_wherever_it_may_be_used(exact: float, got: float, sign: float, ftz: bool) -> None:
    for result in (np.float32(got), np.float32(exact) * np.float32(1 + 2.0**-20)):
        reference = np.array([exact]) * sign
        results = np.array([result * np.float32(sign)], np.float32)
        fast = ordinary_ulp_error(results, reference, inverse_ulp(reference), np.empty(1))[0]
        general = ulp_error(results, reference, ftz=ftz)[0]
        if fast < 2.0**22:
            assert fast == pytest.approx(general, rel=2.0**-40, abs=2.0**-28), (result, exact.hex())
        else:  # not small by the general metric either, or NaN
            assert general >= 2.0**21 or np.isnan(fast), (result, exact.hex())


def test_bfloat16_is_judged_by_its_row() -> None:
    dtype = pytest.importorskip("ml_dtypes").bfloat16
    got = np.array([1.0, 1.0078125, INF, 2.0**-126], dtype)
    exact = np.array([1.00390625, 1.0, 2.0**128 * (1 - 2.0**-9), 2.0**-126 * (1 - 2.0**-7)])
    assert ulp_error(got, exact, FORMATS["bfloat16"]).tolist() == [0.5, 1.0, 0.0, 1.0]


def test_flushed_results_score_as_stated() -> None:
    tiny, below = 2.0**-126, 2.0**-127
    got = np.array([0.0, 0.0, below, tiny, -tiny, 0.0], np.float32)
    exact = np.array([tiny, below, 0.0, 0.0, 0.0, 2 * tiny])
    assert ulp_error(got, exact, ftz=True).tolist() == [1.0, 0.0, 0.0, 1.0, 1.0, 2.0**22 + 0.5]
    assert ulp_error(got, exact)[0] == float(2**23)


def test_a_wrong_dtype_is_a_type_error_that_names_both() -> None:
    with pytest.raises(TypeError, match=whole("results are float64, the format is float32: pass results unconverted")):
        ulp_error(np.ones(2), np.ones(2))
    with pytest.raises(TypeError, match=whole("references are float32; they must be float64")):
        ulp_error(np.ones(2, np.float32), np.ones(2, np.float32))  # pyright: ignore[reportArgumentType]
    with pytest.raises(
        ValueError, match=whole("results have shape (2,), references (3,): pass one reference a result")
    ):
        ulp_error(np.ones(2, np.float32), np.ones(3))
    with pytest.raises(ValueError, match=whole("float64 is too wide for float64 references; use scalar_ulp_error")):
        ulp_error(np.ones(2), np.ones(2), FORMATS["float64"])

"""The sweep of whole kernels judges every input of a domain by its kind of error."""

import numpy as np
import pytest

from evaluators.sweep.words import BLOCK, NAN_RANGES, Task, sweep_words
from search_spaces.whole.whole_targets import NARROW

ONE, TWO = 0x3F800000, 0x40000000


def swept(kernel, reference, error, ranges, *, is_exact=False, program=None):
    words = program or (lambda w: np.asarray(kernel(w.view(np.float32)), np.float32).view(np.uint32))
    task = Task({"k": kernel}, {"k": words}, reference, error, is_exact)
    return sweep_words(task, ranges)["k"]


def square(x):
    return x.astype(np.float64) ** 2


def off_by(factor):
    return lambda x: (x.astype(np.float64) ** 2 * factor).astype(np.float32)


def test_every_input_is_judged_and_the_worst_is_the_witness():
    def kernel(x):
        y = off_by(1.0)(x)
        return np.where(x == np.float32(1.5), np.float32(3.0), y)

    judged = swept(kernel, square, "relative", ((ONE + 5, TWO + BLOCK + 3),))
    assert judged.inputs == TWO + BLOCK + 3 - ONE - 5 + 1
    assert (judged.witness, judged.max_error, judged.wrong) == (1.5, pytest.approx(1 / 3), 1)
    assert judged.differing == 0


def test_kinds_of_error_have_their_units():
    for error, wanted in [("relative", 2.0**-10), ("absolute", 4 * 2.0**-10), ("mixed", 2.0**-10), ("ulp", 2.0**14)]:
        judged = swept(off_by(1.0 + 2.0**-10), square, error, ((ONE, TWO),))
        assert judged.max_error == pytest.approx(wanted, rel=1e-3), error
        assert judged.max_ulp == pytest.approx(2.0**14, rel=1e-3)


def test_bits_that_differ_from_the_program_are_counted():
    judged = swept(off_by(1.0), square, "absolute", ((ONE, TWO),), program=lambda w: w)
    assert judged.differing == TWO - ONE  # 1 squared is 1


def test_subnormal_values_may_be_flushed_but_not_those_of_a_conversion():
    def flushing(x):
        return np.where(np.abs(x) < 2.0**-126, np.copysign(np.float32(0), x), x)

    ranges = ((0, 0x00800010), (0x80000000, 0x80800010))
    same = swept(flushing, lambda x: x.astype(np.float64), "relative", ranges)
    assert (same.max_error, same.wrong) == (0.0, 0)
    exact = swept(flushing, lambda x: x.astype(np.float64), "wrong", ranges, is_exact=True)
    assert exact.wrong == exact.max_error == 2 * 0x007FFFFF


def test_zeros_of_the_wrong_sign_are_counted_apart_and_nan_is_nan():
    e4m3 = NARROW["to_e4m3fn"]

    def kernel(x):
        return np.asarray(e4m3(x), np.float32) + np.float32(0.0)  # -0 becomes 0

    ranges = ((0x80000000, 0x80000000 + BLOCK - 1), (0x7F000000, 0x7F800000), *NAN_RANGES)
    judged = swept(kernel, e4m3, "wrong", ranges, is_exact=True)
    assert (judged.wrong, judged.wrong_zero_signs) == (0, BLOCK)
    assert judged.inputs == BLOCK + 0x00800001 + 2 * 0x007FFFFF


def test_nan_where_there_is_a_value_is_infinitely_wrong():
    judged = swept(
        lambda x: np.where(x > 1.5, np.float32(np.nan), x), lambda x: x.astype(np.float64), "absolute", ((ONE, TWO),)
    )
    assert judged.max_error == np.inf
    assert judged.wrong == TWO - 0x3FC00000

"""Names of constants and of values in printed text."""

import math

import pytest

from search_spaces.programs.value_names import constant_name, distinct, scope_of
from search_spaces.steps import LN2

SCOPE = scope_of({"_LEAST": -87.5, "LN2": LN2, "heads": [162, 77], "WIDTH": 23, "text": "no number"}, {"other": -87.5})


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (0.0, "zero"),
        (-0.0, "minus_zero"),
        (1.5, "three_halves"),
        (-math.inf, "minus_infinity"),
        (math.nan, "nan"),
        (2.0**40, "two_to_40"),
        (-(2.0**-24), "minus_two_to_minus_24"),
        (2.0**-126, "smallest_normal"),
        (1.5 * 2.0**23 + 127, "magic"),
        (-1.75, "minus_number_1_75"),
        (float.fromhex("0x1.123456p-3"), "constant"),
        (-87.5, "least"),
        (87.5, "minus_least"),
        (-2 * LN2.high, "minus_twice_ln2_high"),
        (LN2.low / 2, "half_ln2_low"),
        (23, "width"),
        (77, "heads_1"),
        (31, "integer_31"),
        (-(2**31), "word_80000000"),
    ],
)
def test_a_constant_is_named_by_a_word_its_scope_or_its_digits(number, name):
    assert constant_name(number, SCOPE) == name


def test_a_name_that_stands_for_a_second_value_says_so():
    assert distinct(["r", "lost", "r", "r"], frozenset()) == ["r", "lost", "second_r", "third_r"]
    assert distinct(["double", "double"], frozenset({"double"})) == ["the_double", "second_double"]
    many = distinct(["t"] * 30, frozenset())
    assert len(set(many)) == len(many)

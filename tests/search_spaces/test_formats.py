import numpy as np
import pytest

from search_spaces.formats import FLOAT32_FORMAT, FORMATS

IEEE = [row for row in FORMATS.values() if row.name != "bfloat16"]


@pytest.mark.parametrize("row", IEEE, ids=lambda row: row.name)
def test_a_row_says_what_numpy_says_of_the_format(row):
    info = np.finfo(row.name)
    assert row.significand == info.nmant + 1
    assert (row.e_min, row.e_max) == (info.minexp, info.maxexp - 1)
    assert row.bits == info.bits
    assert row.smallest_normal == float(info.smallest_normal)
    assert row.largest == float(info.max)
    assert row.ulp(0) == float(info.eps)
    assert row.ulp(-5000) == float(info.smallest_subnormal)


def test_bfloat16_is_the_upper_half_of_a_float32():
    row = FORMATS["bfloat16"]
    assert (row.e_min, row.e_max, row.bits) == (FLOAT32_FORMAT.e_min, FLOAT32_FORMAT.e_max, 16)
    largest = np.array([0x7F7F0000], np.uint32).view(np.float32)[0]
    assert row.largest == float(largest)
    assert row.significand == FLOAT32_FORMAT.significand - 16


@pytest.mark.parametrize("row", FORMATS.values(), ids=lambda row: row.name)
def test_the_ulp_is_the_gap_between_neighbours_in_every_binade(row):
    assert FORMATS[row.name] is row
    for exponent in (row.e_min, -1, 0, 1, row.e_max):
        assert row.ulp(exponent) == 2.0**exponent * 2.0 ** (1 - row.significand)
    assert row.ulp(row.e_max + 1) == row.ulp(row.e_max)
    assert row.ulp(row.e_min - 1) == row.ulp(row.e_min)


@pytest.mark.parametrize("exponent", [-126, -3, 0, 7, 127])
def test_a_float32_ulp_is_numpys_spacing(exponent):
    assert FLOAT32_FORMAT.ulp(exponent) == float(np.spacing(np.float32(2.0**exponent)))

import numpy as np
import pytest

from evaluators.compiled.whole.word_scores import CRUDE, LINE, Points, row_error
from evo.compiled.whole.whole_constants import rounder_word
from evo.compiled.whole.whole_store import best_error, enter, make_genome, make_shelf


def word(value: float) -> int:
    return int(np.float32(value).view(np.int32))


def points(f: np.ndarray) -> Points:
    line = f.astype(np.float32).view(np.int32).astype(np.int64)
    return Points(np.zeros(len(f), np.int32), f, 1.0 / np.abs(f), line, LINE)


def test_the_error_of_a_row_is_the_largest_and_not_that_of_its_sign():
    f = np.linspace(1.0, 2.0, 136)
    row = (f * (1.0 + 0.01 * np.sin(np.arange(136)))).astype(np.float32)[None]
    got = row_error(row.view(np.int32), row, 0, points(f))
    assert got == np.max(np.abs(row[0].astype(np.float64) - f) / f)


@pytest.mark.parametrize("bad", [np.nan, -np.nan, np.inf, -np.inf, 2.0])
def test_a_row_with_a_bad_value_is_crude(bad: float):
    f = np.ones(64)
    row = np.ones((1, 64), np.float32)
    row[0, 5] = bad
    assert row_error(row.view(np.int32), row, 0, points(f)) > CRUDE


@pytest.mark.parametrize("near", [8388043.5, 8380834.5, 8399999.0])
def test_a_float_near_a_power_of_two_becomes_it_by_rounding_its_word(near: float):
    assert rounder_word(np.int32(word(near)), 23) == word(8388608.0)
    assert rounder_word(np.int32(word(-near)), 23) == word(-8388608.0)


def test_a_rounder_word_ends_in_zeros_and_is_near():
    rng = np.random.default_rng(1)
    for bits in range(12, 24):
        for old in rng.integers(-(2**30), 2**30, 100, np.int32):
            new = int(rounder_word(old, bits))
            assert new % 2**bits == 0
            assert abs(new - int(old)) <= 2 ** (bits - 1)


def test_a_niche_keeps_the_better_of_two_programs_whose_errors_are_alike():
    shelf = make_shelf(1, 4)
    for structure, error in enumerate((0.1, 0.10005, 0.3, 0.09995)):
        genome = make_genome()
        genome.op[0] = structure
        enter(shelf, 0, genome, 1, error)
    assert shelf.size[0] == 2
    assert best_error(shelf, 0) == 0.09995
    assert sorted(shelf.error[0, :2]) == [0.09995, 0.3]

import dataclasses

import numpy as np

from evo.whole.archive import Entry
from evo.whole.domain import domain_of
from evo.whole.epoch import first_state, run_epoch
from evo.whole.lives import IDLE, PATIENCE, life_units, settings_of_life
from evo.whole.problem import WholeProblem, WholeSettings
from search_spaces.whole.whole_targets import RELATIVE, reciprocal
from search_spaces.whole.words import parse_words

RECIPROCAL = WholeProblem(domain_of([(1.0, 4.0)]), RELATIVE, reciprocal, WholeSettings(max_ops=4))
MIGRANT = Entry(1, 0.08, parse_words("words x\ns = isub(0x7ef311c7, x)\nreturn s\n"))
BUDGET = 3_000


def test_lives_of_islands_are_of_the_lengths_of_luby_sinclair_and_zuckerman():
    assert [life_units(life) for life in range(1, 16)] == [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8]


def test_an_island_alone_takes_no_migrants_and_one_among_others_does():
    state = first_state(RECIPROCAL)
    keys = (1, 0, 2)
    for alone in (PATIENCE, 0):
        began = dataclasses.replace(state, alone=alone)
        without = run_epoch(RECIPROCAL, began, (), BUDGET, keys).whole
        with_one = run_epoch(RECIPROCAL, began, (MIGRANT,), BUDGET, keys).whole
        assert np.array_equal(without.error, with_one.error) == (alone > 0)


def test_an_island_that_is_idle_begins_anew_and_keeps_its_archive():
    settled = run_epoch(RECIPROCAL, first_state(RECIPROCAL), (), 20_000, (1, 0, 0))
    idle = dataclasses.replace(settled, idle=IDLE, alone=0, begun=2, age=70)
    after = run_epoch(RECIPROCAL, idle, (), BUDGET, (1, 0, 71))
    assert (after.age, after.begun, after.alone, after.idle) == (1, 3, 2 * PATIENCE - 1, 0)
    best = {entry.ops: entry.error for entry in after.archive}
    assert all(best[entry.ops] <= entry.error for entry in settled.archive)


def test_a_target_that_rises_has_no_turns_however_its_references_are_rounded():
    def noisy(x: np.ndarray) -> np.ndarray:
        return np.exp2(x.astype(np.float64)) * (1.0 + 2.0**-45 * np.cos(1e9 * x.astype(np.float64)))

    rising = WholeProblem(domain_of([(-126.0, 127.0)]), RELATIVE, noisy)
    waves = WholeProblem(domain_of([(-100.0, 100.0)]), RELATIVE, lambda x: np.sin(x.astype(np.float64)))
    assert 2 * rising.first_points == waves.first_points


def test_a_life_draws_its_settings_but_for_the_first_and_turns_on_nothing_that_is_off():
    settings = WholeSettings(products=0.0, auxiliary=0.0, crossing=0.0, curriculum=False)
    assert settings_of_life(settings, 7, 0, 1) is settings
    lives = [settings_of_life(settings, 7, 0, life) for life in range(2, 30)]
    assert lives == [settings_of_life(settings, 7, 0, life) for life in range(2, 30)]
    assert len({(life.pool, life.prologues) for life in lives}) > 3
    for life in lives:
        assert (life.products, life.auxiliary, life.crossing, life.curriculum) == (0.0, 0.0, 0.0, False)
        assert 0.0 < life.pool <= 0.9
        assert life.shares(True).programs >= 0.15 - 1e-12

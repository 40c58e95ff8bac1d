"""Lives of an island: how long each is, and the settings that each draws.

How soon a target falls varies by orders of magnitude with the seed, and what helps one target is in the way of another: the
search for a period needs inputs near 0 first, a sum of products needs many products. So islands begin again and again from
y = x, for a while as before and now and then for longer, and every life after the first draws its shares anew.
"""

from dataclasses import replace

import numpy as np

from evo.whole.problem import WholeSettings

PATIENCE = 30
"""Epochs alone of a life of one unit."""
IDLE = 20
"""Epochs among others without progress after which a life ends."""
FACTORS = (0.5, 1.0, 2.0)
"""By which a life changes a chance; one that is 0 stays 0."""
MOST_CHANCE = 0.9
LEAST_PROGRAMS = 0.15
"""Share of the evaluations that is left to the breeding of programs."""


def life_units(life: int) -> int:
    """Length of a life, counted from 1, in units: 1, 1, 2, 1, 1, 2, 4, ... (Luby, Sinclair and Zuckerman, 1993).

    Where nothing is known of the time that is needed, no schedule of restarts is better by more than a factor of its logarithm.
    """
    bits = life.bit_length()
    return 1 << (bits - 1) if life == (1 << bits) - 1 else life_units(life - (1 << (bits - 1)) + 1)


def settings_of_life(settings: WholeSettings, seed: int, island: int, life: int) -> WholeSettings:
    """The settings with chances of this life; those of the campaign in the first, and none is turned on that is off."""
    if life == 1:
        return settings
    rng = np.random.default_rng([seed, island, life, 3])
    pool, crossing, auxiliary, products, prologues = rng.choice(FACTORS, 5)
    most = 1.0 - LEAST_PROGRAMS - settings.scans - settings.refits - settings.deletions
    return replace(
        settings,
        pool=min(settings.pool * pool, MOST_CHANCE),
        crossing=settings.crossing * crossing,
        auxiliary=settings.auxiliary * auxiliary,
        products=min(settings.products * products, MOST_CHANCE),
        prologues=min(settings.prologues * prologues, most),
        curriculum=settings.curriculum and bool(rng.random() < 0.6),
    )

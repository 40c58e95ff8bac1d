"""The fit of a child in stages of growing budget: who cannot reach its niche is given up after each."""

import numpy as np

from evaluators.compiled.cache import inlined
from evaluators.compiled.fit import DAMPING_MOST, DAMPING_START, fit
from evaluators.compiled.forms import NODES
from evaluators.compiled.valley import follow_valley

FIRST, MORE, LONG, ELITE = range(4)


@inlined
def _budget(stage, rules):
    """Damped steps of a stage, and the multiple of the bar at which a child is given up after it."""
    if stage == FIRST:
        return rules.first_steps, rules.first_bar
    if stage == MORE:
        return rules.more_steps, rules.more_bar
    return (rules.elite_steps if stage == ELITE else rules.long_steps), rules.long_bar


@inlined
def _fit_once(raw, n, stage, steps, damping, paired, near, rules, data, fit_scratch):
    """One stage: damped steps, before them or after them steps along the valley; (sum of squares, damping, done).

    A child near its parent's error from the start goes along the valley first: a damped step would spoil the way.
    """
    if stage == FIRST and rules.valley_steps > 0 and near:
        follow_valley(raw, n, rules.nothing_held, rules.first_steps, paired, data, fit_scratch)
    total, damping, done = fit(raw, n, rules.nothing_held, steps, damping, rules.accelerate, paired, data, fit_scratch)
    if stage > FIRST and rules.valley_steps > 0 and total < np.inf:
        total = follow_valley(raw, n, rules.nothing_held, rules.valley_steps, paired, data, fit_scratch)
    return total, (DAMPING_START if damping >= DAMPING_MOST else damping), done


@inlined
def fit_in_stages(raw, n, before, damping, bar, best, rules, data, fit_scratch):
    """Fit the constants in place; whether the child is still of use, and whether its fit went on in double-double.

    `before` is its root mean square error at the start, `bar` the error that it must beat, `best` that of the best of its
    niche: only a child better than that has the stage of an elite.
    """
    stage = FIRST
    paired = rules.plain
    while True:
        steps, share = _budget(stage, rules)
        near = before < rules.first_bar * bar
        total, damping, done = _fit_once(raw, n, stage, steps, damping, paired, near, rules, data, fit_scratch)
        if not total < np.inf:
            return False, paired
        root = np.sqrt(total / NODES)
        if not paired and root < data.pairs_below:  # what float64 says of it is noise
            paired = True
            damping = DAMPING_START
            stage = min(stage + 1, ELITE)
        elif stage < ELITE and root * min(1.0, root / before) > share * bar:  # not even as large a gain again would do
            return False, paired
        elif stage == ELITE or (stage == LONG and root > best):
            return True, paired
        else:
            stage = ELITE if done and stage < LONG else stage + 1
        before = root

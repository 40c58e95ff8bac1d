"""A constant driven to its neutral value while the rest follows, and its operation taken out."""

import numpy as np

from evaluators.compiled.cache import inlined, strict
from evaluators.compiled.canonical import REFUSED, constant
from evaluators.compiled.fit import DAMPING_START, fit
from evo.compiled.dispatch import settle
from evo.compiled.rng import below
from evo.compiled.variation import NEUTRAL

GAUGE_STEPS = 4
"""Steps in which a constant is driven to its neutral value."""


@strict
def _draw(raw, n, rng):
    """A random instruction whose constant has a neutral value, or -1."""
    for _ in range(8):
        i = below(rng, n)
        if constant(raw.op[i]) and NEUTRAL[raw.op[i]] == NEUTRAL[raw.op[i]]:
            return i
    return -1


@inlined
def _drop(raw, n, held, canonical):
    """Take an instruction with a constant out; instructions of the settled rest, or REFUSED."""
    keep = raw.left[held]
    for j in range(n):
        if raw.left[j] == held + 1:
            raw.left[j] = keep
        if raw.right[j] == held + 1:
            raw.right[j] = keep
    return settle(raw, keep if n == held + 1 else n, canonical)


@inlined
def drive_to_neutral(raw, n, rng, rules, data, fit_scratch):
    """Drive a random constant to its neutral value, the rest refitted at each step, and drop its operation.

    Returns instructions, or REFUSED, and the damping at which a fit goes on.
    """
    damping = DAMPING_START
    held = _draw(raw, n, rng)
    if held < 0:
        return REFUSED, damping
    first = raw.const[held]
    for step in range(GAUGE_STEPS):
        way = 1.0 + (step - GAUGE_STEPS + 1.0) / GAUGE_STEPS
        raw.const[held] = first + (NEUTRAL[raw.op[held]] - first) * way
        total, damping, _ = fit(
            raw, n, held, rules.lawson_steps, DAMPING_START, rules.accelerate, rules.plain, data, fit_scratch
        )
        if not total < np.inf:
            return REFUSED, damping
    return _drop(raw, n, held, rules.canonical), damping

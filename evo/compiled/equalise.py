"""Fits with other weights or another target: Lawson's iteration, and the way to the square root of the target."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.fit import DAMPING_START, evaluate, fit
from evaluators.compiled.forms import NODES
from evaluators.compiled.valley import follow_valley
from evo.compiled.measures import real_error
from evo.compiled.setting import ROOTS

LOST = 1e3
"""A sum of squares this many times that of the program says that its constants no longer follow the target."""
LAWSON_DAMPING = 1e-6
LEAST_RIPPLE = 1e-9
"""The smallest of Lawson's weights, their mean being 1: none is lost for good."""


@strict
def equalise(raw, n, paired, rules, data, work, fit_scratch):
    """Reweight the fit towards equal ripples and keep the constants of the least largest error; that error.

    Lawson's iteration on the fit nodes: weights grow in proportion to the size of the residual where they stand. The
    weights of `data` are changed on the way and put back.
    """
    best = real_error(raw, n, paired, data, work)
    for i in range(n):
        work.best_const[0, i] = raw.const[i]
        work.best_const[1, i] = raw.low[i]
    for j in range(NODES):
        work.ripple[j] = 1.0
        work.old_weight[j] = data.fit_weight[j]
    for _ in range(rules.lawson_rounds):
        evaluate(raw, n, paired, data, fit_scratch, fit_scratch.trial)
        mean = 0.0
        for j in range(NODES):
            # The residual carries the weight of the round before.
            work.ripple[j] *= abs(fit_scratch.trial[j]) * work.old_weight[j] / data.fit_weight[j]
            mean += work.ripple[j]
        if not (mean > 0.0 and mean < np.inf):
            break
        for j in range(NODES):
            work.ripple[j] = max(work.ripple[j] * NODES / mean, LEAST_RIPPLE)
            data.fit_weight[j] = work.old_weight[j] * np.sqrt(work.ripple[j])
        fit(
            raw,
            n,
            rules.nothing_held,
            rules.lawson_steps,
            LAWSON_DAMPING,
            rules.accelerate,
            paired,
            data,
            fit_scratch,
        )
        error = real_error(raw, n, paired, data, work)
        if error < best:
            best = error
            for i in range(n):
                work.best_const[0, i] = raw.const[i]
                work.best_const[1, i] = raw.low[i]
    for j in range(NODES):
        data.fit_weight[j] = work.old_weight[j]
    for i in range(n):
        raw.const[i] = work.best_const[0, i]
        raw.low[i] = work.best_const[1, i]
    return real_error(raw, n, paired, data, work)


@strict
def _predict(raw, n, first):
    """Move each constant as far again as it has come, as a power of the target's exponent would."""
    for i in range(n):
        here = raw.const[i]
        same_sign = here * first[i] > 0.0
        raw.const[i] = here * (here / first[i]) if same_sign else 2.0 * here - first[i]
        raw.low[i] = 0.0


@strict
def follow_root(raw, n, paired, rules, data, work, fit_scratch):
    """Lead the constants from the target to its square root, power by power; whether the fits kept up.

    Steps double on the way, for the constants of most programs move as powers and each step then predicts the next. The
    target and weights of `data` are changed on the way and put back.
    """
    for j in range(NODES):
        work.old_weight[j] = data.fit_weight[j]
        work.old_target[0, j] = data.fit_target[j]
        work.old_target[1, j] = data.fit_low[j]
    limit = LOST * evaluate(raw, n, paired, data, fit_scratch, fit_scratch.trial)
    good = True
    for k in range(ROOTS):
        for j in range(NODES):
            data.fit_target[j] = data.roots[0, k, j]
            data.fit_low[j] = data.roots[1, k, j]
            data.fit_weight[j] = data.root_weight[k, j]
        if k == 0:
            for i in range(n):
                work.best_const[0, i] = raw.const[i]
        else:
            _predict(raw, n, work.best_const[0])
        fit(
            raw,
            n,
            rules.nothing_held,
            rules.more_steps,
            DAMPING_START,
            rules.accelerate,
            paired,
            data,
            fit_scratch,
        )
        total = follow_valley(raw, n, rules.nothing_held, rules.valley_steps, paired, data, fit_scratch)
        if not total < limit:
            good = False
            break
    for j in range(NODES):
        data.fit_weight[j] = work.old_weight[j]
        data.fit_target[j] = work.old_target[0, j]
        data.fit_low[j] = work.old_target[1, j]
    return good

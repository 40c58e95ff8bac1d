"""The errors of a candidate on the dense points, in float64, double-double and float32, and its fingerprint."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import constant
from evaluators.compiled.codegen import pairs256, values256
from evaluators.compiled.fit import evaluate
from evaluators.compiled.forms import DENSE, NODES
from evaluators.compiled.lowered import contractions, max_weighted_error, values_float32
from evo.compiled.store import COST, ERROR, FIT_ERROR, PRINT, PRINTS, REAL_ERROR


@strict
def _error_pairs(value, low, data):
    """Largest weighted error of values in double-double; inf where one is nan."""
    worst = 0.0
    good = True
    for j in range(DENSE):
        error = data.dense_weight[j] * abs((value[j] - data.dense_target[j]) + (low[j] - data.dense_low[j]))
        good &= error < np.inf
        worst = max(worst, error)
    return worst if good else np.inf


@strict
def real_error(raw, n, paired, data, work):
    """Largest weighted error on the dense points, in float64 or in double-double."""
    if paired:
        pairs256(raw.op, raw.left, raw.right, raw.const, raw.low, n, work.dense, work.dense_low)
        return _error_pairs(work.dense[n], work.dense_low[n], data)
    values256(raw.op, raw.left, raw.right, raw.const, n, work.dense)
    return max_weighted_error(work.dense[n], data.dense_target, data.dense_weight)


@strict
def take_print(n, error, paired, data, work):
    """Fill the fingerprint from the values that `real_error` left behind."""
    work.facts[FIT_ERROR] = error
    for k in range(PRINTS):
        j = (2 * k + 1) * DENSE // (2 * PRINTS)
        low = work.dense_low[n, j] - data.dense_low[j] if paired else 0.0
        work.facts[PRINT + k] = data.dense_weight[j] * ((work.dense[n, j] - data.dense_target[j]) + low)


@strict
def measure(raw, n, real, rules, data, work):
    """Fill in the facts of a program whose error before rounding is known; whether all are finite."""
    facts = work.facts
    facts[REAL_ERROR] = real
    facts[ERROR] = real
    facts[COST] = n
    if rules.rounded:
        facts[COST] = contractions(raw.op, raw.left, raw.right, n, work.fused, work.absorbed)
        values_float32(raw.op, raw.left, raw.right, raw.const, n, work.fused, work.absorbed, work.rounded)
        facts[ERROR] = max_weighted_error(work.rounded[n], data.score_target, data.score_weight)
    return facts[REAL_ERROR] < np.inf and facts[ERROR] < np.inf


@strict
def niche_of(raw, n, rules, work):
    """Niche of a structure: its operation count, or the cost of the lowered program, rounded up."""
    if not rules.rounded:
        return n
    return np.int64(np.ceil(contractions(raw.op, raw.left, raw.right, n, work.fused, work.absorbed)))


@strict
def constants_fit(raw, n, limit):
    """True if every constant is finite and within the limit."""
    for i in range(n):
        if constant(raw.op[i]) and not abs(raw.const[i]) <= limit:
            return False
    return True


@strict
def root_at_start(raw, n, rules, data, fit_scratch):
    """Root mean square error on the fit nodes before the fit; inf or nan where it is not finite."""
    return np.sqrt(evaluate(raw, n, rules.plain, data, fit_scratch, fit_scratch.trial) / NODES)

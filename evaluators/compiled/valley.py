"""Following the floor of a narrow, curved valley of the sum of squares: a predictor along it, correctors across it.

Where two constants nearly compensate each other, the Gauss-Newton step points along a valley whose walls are 1e8 times as
steep as its floor. A step of length d along the floor climbs the wall by d^2, so a method that must descend at every
step creeps, and seems done. Here the step may climb: the tangent is kept, and further Gauss-Newton steps, held at right
angles to it, lead down to the floor at the new place. This is the predictor-corrector of numerical continuation (Allgower
and Georg, 1990), with the valley in the place of a curve of solutions.
"""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import constant
from evaluators.compiled.fit import evaluate, linearise, move, rotate_in, solve_damped, substitute, triangle

PREDICTOR_DAMPING = 1e-32
PROMISE = 0.02
"""A part of the sum of squares that a linear fit would take away, below which the fit is done."""
FIRST_STEP, LONGEST_STEP, SHORTEST_STEP, ROOM = 1.0, 2.0, 1e-2, 0.1
"""Steps are measured by the largest change of a constant, as a share of itself and ROOM."""
LONGER, SHORTER = 2.0, 0.25
CORRECTORS = 5
SETTLED = 0.8
"""A corrector that leaves more than this of the sum of squares has reached the floor."""


@strict
def _promise(count, total, work):
    """Share of the sum of squares that the linear fit of `linearise` would take away."""
    gain = 0.0
    for k in range(count):
        gain += work.vectors[1, k] * work.vectors[1, k]
    return gain / total


@strict
def _rhs(count, work):
    rhs = work.vectors[7]
    for k in range(count):
        rhs[k] = -work.vectors[1, k]
    return rhs


@strict
def _length(raw, n, held, work):
    """Largest change of a constant by the step, as a share of itself and ROOM."""
    scale, step = work.vectors[0], work.vectors[2]
    largest = 0.0
    k = 0
    for i in range(n):
        if constant(raw.op[i]) and i != held:
            largest = max(largest, abs(step[k] / scale[k]) / (abs(raw.const[i]) + ROOM))
            k += 1
    return largest


@strict
def _solve_across(count, work):
    """The Gauss-Newton step at right angles to the tangent, into vectors[2]."""
    row, scale, tangent = work.vectors[4], work.vectors[0], work.tangent
    triangle(count, PREDICTOR_DAMPING, _rhs(count, work), work)
    length = 0.0
    for k in range(count):
        row[k] = tangent[0, k] * scale[k] / tangent[1, k]
        length += row[k] * row[k]
    for k in range(count):
        row[k] /= np.sqrt(length)
    rotate_in(0, count, work)
    substitute(count, work.vectors[2], work)


@strict
def _correct(raw, n, held, paired, data, work):
    """Down to the floor, at right angles to the tangent, in place; the sum of squares there."""
    total = evaluate(raw, n, paired, data, work, work.residual)
    for _ in range(CORRECTORS):
        if not total < np.inf:
            return np.inf
        count = linearise(raw, n, held, data, work)
        if count == 0:
            return np.inf
        _solve_across(count, work)
        move(raw, n, held, 1.0, paired, work)
        before = total
        total = evaluate(raw, n, paired, data, work, work.residual)
        if total > SETTLED * before:
            break
    return total


@strict
def follow_valley(raw, n, held, steps, paired, data, work):
    """Improve the constants in place by at most `steps` predictors; the sum of squares, never larger than before."""
    best = evaluate(raw, n, paired, data, work, work.residual)
    length = FIRST_STEP
    fresh = True
    for i in range(n):
        work.floor[0, i] = raw.const[i]
        work.floor[1, i] = raw.low[i]
    for _ in range(steps):
        if not (0.0 < best < np.inf) or length < SHORTEST_STEP:
            break
        if not fresh:
            evaluate(raw, n, paired, data, work, work.residual)
        count = linearise(raw, n, held, data, work)
        if count == 0 or _promise(count, best, work) < PROMISE:
            break
        solve_damped(count, PREDICTOR_DAMPING, _rhs(count, work), work.vectors[2], work)
        for k in range(count):
            work.tangent[0, k] = work.vectors[2, k]
            work.tangent[1, k] = work.vectors[0, k]
        whole = _length(raw, n, held, work)
        move(raw, n, held, min(1.0, length / whole) if whole > 0.0 else 1.0, paired, work)
        total = _correct(raw, n, held, paired, data, work)
        fresh = total < best
        if fresh:
            best = total
            length = min(LONGER * length, LONGEST_STEP)
            for i in range(n):
                work.floor[0, i] = raw.const[i]
                work.floor[1, i] = raw.low[i]
        else:
            length = SHORTER * min(length, whole)
            for i in range(n):
                raw.const[i] = work.floor[0, i]
                raw.low[i] = work.floor[1, i]
    return best

"""Least-squares fit of a program's constants: Levenberg-Marquardt with QR and geodesic acceleration.

The residual is weight * (program - target) on the fit nodes. Columns of the Jacobian are scaled to unit length, so
the damping is Marquardt's and does not depend on the units of a constant. The acceleration is that of Transtrum and
Sethna (arXiv 1201.5885): half the second derivative along the step, by a finite difference, kept when it is short.

Below the noise of float64 a fit goes on in pairs (evaluators/compiled/pairs.py): program, constants, target and residual
in double-double, Jacobian and step in float64. A step need only point the right way; the residual says whether it did.
"""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import constant
from evaluators.compiled.codegen import pairs64, slopes64, values64
from evaluators.compiled.forms import NODES
from evaluators.compiled.pairs import two_sum

MOST = 32
"""Instructions, and so constants, of a canonical program."""

ACCELERATION_STEP = 0.1  # h of the second difference along the step: Transtrum and Sethna's choice
ACCELERATION_RATIO = 0.75  # longest accepted 2 |a| / |v|, their alpha
DAMPING_START, DAMPING_LEAST, DAMPING_MOST = 1e-2, 1e-24, 1e6
DAMPING_DOWN, DAMPING_UP = 0.3, 2.0
DEPENDENT = 1e-15  # a column this much shorter after orthogonalisation than before holds only rounding noise


class FitWork(NamedTuple):
    """Scratch of one thread."""

    values: np.ndarray  # (MOST + 1, NODES), row 0 is x
    lows: np.ndarray  # (MOST + 1, NODES): their low parts
    slopes: np.ndarray  # (MOST + 1, NODES)
    jac: np.ndarray  # (MOST, NODES)
    basis: np.ndarray  # (MOST, NODES): Q of the QR factors
    residual: np.ndarray  # (NODES,)
    trial: np.ndarray  # (NODES,)
    upper: np.ndarray  # (MOST, MOST): R
    damped: np.ndarray  # (MOST, MOST)
    vectors: np.ndarray  # (8, MOST): scale, Q'r, step, acceleration, right-hand sides
    start: np.ndarray  # (2, MOST): constants before a step and their low parts, one an instruction
    floor: np.ndarray  # (2, MOST): constants on the floor of a valley and their low parts
    tangent: np.ndarray  # (2, MOST): the way along it, and that in the units of another factorisation


def fit_work(x: np.ndarray) -> FitWork:
    """Scratch for fits on the nodes x."""
    values = np.zeros((MOST + 1, NODES))
    values[0] = x
    return FitWork(
        values=values,
        lows=np.zeros((MOST + 1, NODES)),
        slopes=np.zeros((MOST + 1, NODES)),
        jac=np.zeros((MOST, NODES)),
        basis=np.zeros((MOST, NODES)),
        residual=np.zeros(NODES),
        trial=np.zeros(NODES),
        upper=np.zeros((MOST, MOST)),
        damped=np.zeros((MOST, MOST)),
        vectors=np.zeros((8, MOST)),
        start=np.zeros((2, MOST)),
        floor=np.zeros((2, MOST)),
        tangent=np.zeros((2, MOST)),
    )


@strict
def dot(a, b):
    """Sum of a[j] * b[j] in eight partial sums, a fixed order that the compiler turns into vectors."""
    s0, s1, s2, s3, s4, s5, s6, s7 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for j in range(0, NODES, 8):
        s0 += a[j] * b[j]
        s1 += a[j + 1] * b[j + 1]
        s2 += a[j + 2] * b[j + 2]
        s3 += a[j + 3] * b[j + 3]
        s4 += a[j + 4] * b[j + 4]
        s5 += a[j + 5] * b[j + 5]
        s6 += a[j + 6] * b[j + 6]
        s7 += a[j + 7] * b[j + 7]
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))


@strict
def residual64(value, target, weight, out):
    """Weighted residual into `out`; the sum of its squares."""
    for j in range(NODES):
        out[j] = weight[j] * (value[j] - target[j])
    return dot(out, out)


@strict
def _residual_pairs(value, low, data, out):
    """Residuals as residual64 gives them, in double-double; differences are exact before they are rounded."""
    for j in range(NODES):
        out[j] = data.fit_weight[j] * ((value[j] - data.fit_target[j]) + (low[j] - data.fit_low[j]))
    return dot(out, out)


@strict
def evaluate(raw, n, paired, data, work, out):
    """Weighted residual of a program on the fit nodes into `out`; the sum of its squares."""
    if paired:
        pairs64(raw.op, raw.left, raw.right, raw.const, raw.low, n, work.values, work.lows)
        return _residual_pairs(work.values[n], work.lows[n], data, out)
    values64(raw.op, raw.left, raw.right, raw.const, n, work.values)
    return residual64(work.values[n], data.fit_target, data.fit_weight, out)


@strict
def _subtract(a, factor, b):
    for j in range(NODES):
        a[j] -= factor * b[j]


@strict
def factor(jac, residual, count, work):
    """QR factors of the scaled Jacobian by modified Gram-Schmidt with the residual as last column; False if not finite."""
    basis, upper, rest = work.basis, work.upper, work.trial
    scale, projected = work.vectors[0], work.vectors[1]
    for k in range(count):
        length = np.sqrt(dot(jac[k], jac[k]))
        if not length < np.inf:
            return False
        scale[k] = length if length > 0.0 else 1.0
        inverse = 1.0 / scale[k]
        for j in range(NODES):
            basis[k, j] = jac[k, j] * inverse
    for j in range(NODES):
        rest[j] = residual[j]
    for k in range(count):
        length = np.sqrt(dot(basis[k], basis[k]))
        if length > DEPENDENT:
            upper[k, k] = length
            inverse = 1.0 / length
        else:
            upper[k, k] = 0.0
            inverse = 0.0
        for j in range(NODES):
            basis[k, j] *= inverse
        for m in range(k + 1, count):
            upper[k, m] = dot(basis[k], basis[m])
            _subtract(basis[m], upper[k, m], basis[k])
        projected[k] = dot(basis[k], rest)
        _subtract(rest, projected[k], basis[k])
    return True


@strict
def rotate_in(first, count, work):
    """Take the equation row . out = 0 (vectors[4], zeros before `first`) into the triangle, by Givens rotations."""
    damped, row, target = work.damped, work.vectors[4], work.vectors[5]
    rest = 0.0
    for k in range(first, count):
        a, b = damped[k, k], row[k]
        if b == 0.0:
            continue
        length = np.sqrt(a * a + b * b)
        c, s = a / length, b / length
        for m in range(k, count):
            top, low = damped[k, m], row[m]
            damped[k, m] = c * top + s * low
            row[m] = c * low - s * top
        top = target[k]
        target[k] = c * top + s * rest
        rest = c * rest - s * top


@strict
def triangle(count, damping, rhs, work):
    """The triangle of [R; sqrt(damping) I] out = [rhs; 0] into `damped` and vectors[5], by Givens rotations."""
    damped, row, target = work.damped, work.vectors[4], work.vectors[5]
    for k in range(count):
        target[k] = rhs[k]
        for m in range(k, count):
            damped[k, m] = work.upper[k, m]
    for first in range(count):
        for m in range(first, count):
            row[m] = 0.0
        row[first] = np.sqrt(damping)
        rotate_in(first, count, work)


@strict
def substitute(count, out, work):
    """Back substitution in `triangle`'s triangle."""
    damped, target = work.damped, work.vectors[5]
    for k in range(count - 1, -1, -1):
        total = target[k]
        for m in range(k + 1, count):
            total -= damped[k, m] * out[m]
        out[k] = total / damped[k, k]


@strict
def solve_damped(count, damping, rhs, out, work):
    """Least-squares solution of [R; sqrt(damping) I] out = [rhs; 0]."""
    triangle(count, damping, rhs, work)
    substitute(count, out, work)


@strict
def move(raw, n, held, factor, paired, work):
    """Set constants to start + factor * step / scale, the held one excepted."""
    scale, step = work.vectors[0], work.vectors[2]
    k = 0
    for i in range(n):
        if constant(raw.op[i]) and i != held:
            by = factor * step[k] / scale[k]
            if paired:
                high, low = two_sum(work.start[0, i], by)
                raw.const[i], raw.low[i] = two_sum(high, low + work.start[1, i])
            else:
                raw.const[i] = work.start[0, i] + by
            k += 1


@strict
def _accelerate(raw, n, held, count, damping, paired, data, work):
    """Add the geodesic acceleration to the step when it is short enough."""
    scale, step, acceleration, rhs = work.vectors[0], work.vectors[2], work.vectors[3], work.vectors[6]
    h = ACCELERATION_STEP
    move(raw, n, held, h, paired, work)
    total = evaluate(raw, n, paired, data, work, work.trial)
    if not total < np.inf:
        return
    _second_difference(work.trial, work.residual, work.jac, step, scale, count, h)
    for k in range(count):
        rhs[k] = -0.5 * dot(work.basis[k], work.trial)
    solve_damped(count, damping, rhs, acceleration, work)
    long = 0.0
    short = 0.0
    for k in range(count):
        long += step[k] * step[k]
        short += acceleration[k] * acceleration[k]
    if 2.0 * np.sqrt(short) <= ACCELERATION_RATIO * np.sqrt(long):
        for k in range(count):
            step[k] += acceleration[k]


@strict
def _second_difference(trial, residual, jac, step, scale, count, h):
    for j in range(NODES):
        trial[j] = (trial[j] - residual[j]) / h
    for k in range(count):
        _subtract(trial, step[k] / scale[k], jac[k])
    for j in range(NODES):
        trial[j] *= 2.0 / h


@strict
def linearise(raw, n, held, data, work):
    """Factor the Jacobian at the constants of the last `evaluate`, which become the start of a step; columns, or 0.

    The residual must be that of the same constants.
    """
    for j in range(NODES):
        work.slopes[n, j] = data.fit_weight[j]
    count = slopes64(raw.op, raw.left, raw.right, raw.const, n, work.values, work.slopes, work.jac)
    count = drop_held(raw.op, n, held, count, work.jac)
    if count == 0 or not factor(work.jac, work.residual, count, work):
        return 0
    for i in range(n):
        work.start[0, i] = raw.const[i]
        work.start[1, i] = raw.low[i]
    return count


@strict
def fit(raw, n, held, steps, damping, accelerate, paired, data, work):
    """Improve the constants in place by at most `steps` accepted or refused steps; (sum of squares, damping, done).

    `held` is an instruction whose constant stays, or -1; `paired` says whether to fit in double-double. The sum of squares is inf where the start is not finite.
    `done` says that more steps would not help. After a call row n of `work.values` need not belong to the constants.
    """
    total = evaluate(raw, n, paired, data, work, work.residual)
    if not total < np.inf:
        return np.inf, damping, True
    spent = 0
    flat = 0
    while spent < steps:
        count = linearise(raw, n, held, data, work)
        if count == 0:
            return total, damping, True
        rhs = work.vectors[7]
        for k in range(count):
            rhs[k] = -work.vectors[1, k]
        improved = False
        new = total
        while spent < steps and damping < DAMPING_MOST:
            spent += 1
            solve_damped(count, damping, rhs, work.vectors[2], work)
            if accelerate:
                _accelerate(raw, n, held, count, damping, paired, data, work)
            move(raw, n, held, 1.0, paired, work)
            new = evaluate(raw, n, paired, data, work, work.trial)
            if new < total:
                improved = True
                break
            damping *= DAMPING_UP
        if not improved:
            for i in range(n):
                raw.const[i] = work.start[0, i]
                raw.low[i] = work.start[1, i]
            return total, damping, damping >= DAMPING_MOST
        flat = flat + 1 if new > total * (1.0 - 1e-4) else 0
        total = new
        for j in range(NODES):
            work.residual[j] = work.trial[j]
        damping = max(damping * DAMPING_DOWN, DAMPING_LEAST)
        if flat >= 3:
            return total, damping, True
    return total, damping, False


@strict
def drop_held(op, n, held, count, jac):
    """Remove the row of the held constant from the Jacobian; the number of rows left."""
    if held < 0:
        return count
    k = 0
    for i in range(held):
        if constant(op[i]):
            k += 1
    for m in range(k, count - 1):
        for j in range(NODES):
            jac[m, j] = jac[m + 1, j]
    return count - 1

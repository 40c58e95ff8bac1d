"""Encoded programs in float32: products contracted into fma, constants rounded, every operation rounded once.

A product with exactly one use, that use being an operand of a sum or difference, is contracted into it; where both
operands are such products the left one is. Negations are exact and free. The sum of the op table's costs over what
is left is the program's cost.
"""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import binary
from evaluators.compiled.fit import MOST
from evaluators.compiled.forms import ADD, ADDC, COST, DENSE, DIV, FMA_COST, MUL, MULC, RDIV, RSUB, SQRT, SUB
from evaluators.compiled.intrinsics import fma

LEFT, RIGHT = 1, 2
BROADCAST = MOST + 1
"""First of two scratch rows that hold a constant on every point."""


@strict
def contractions(op, left, right, n, fused, absorbed):
    """Mark in `fused` which operand each sum contracts (0, LEFT or RIGHT) and in `absorbed` the products gone; cost."""
    uses = np.zeros(MOST + 1, np.int64)
    for i in range(n):
        fused[i] = 0
        absorbed[i] = False
        uses[left[i]] += 1
        if binary(op[i]):
            uses[right[i]] += 1
    uses[n] += 1
    cost = 0.0
    for i in range(n):
        k, l, r = op[i], left[i], right[i]
        if k == ADD or k == SUB or k == ADDC or k == RSUB:
            if l > 0 and uses[l] == 1 and (op[l - 1] == MUL or op[l - 1] == MULC):
                fused[i] = LEFT
                absorbed[l - 1] = True
                cost += FMA_COST - COST[op[l - 1]]
                continue
            if binary(k) and r > 0 and uses[r] == 1 and (op[r - 1] == MUL or op[r - 1] == MULC):
                fused[i] = RIGHT
                absorbed[r - 1] = True
                cost += FMA_COST - COST[op[r - 1]]
                continue
        cost += COST[k]
    return cost


@strict
def _fill(row, value):
    for j in range(DENSE):
        row[j] = value


@strict
def _fma_rows(a, b, c, sign_a, sign_c, out):
    for j in range(DENSE):
        out[j] = fma(sign_a * a[j], b[j], sign_c * c[j])  # pyright: ignore[reportCallIssue]  (numba passes the context)


@strict
def values_float32(op, left, right, const, n, fused, absorbed, v):
    """Fill the rows of v (float32, MOST + 3 by DENSE, row 0 is x) with the lowered program's values."""
    one = np.float32(1.0)
    for i in range(n):
        if absorbed[i]:
            continue
        k, l, r, s = op[i], left[i], right[i], np.float32(const[i])
        out = v[i + 1]
        if fused[i] != 0:
            m = (l if fused[i] == LEFT else r) - 1
            factor = right[m]
            if op[m] == MULC:
                factor = BROADCAST
                _fill(v[BROADCAST], np.float32(const[m]))
            addend = r if fused[i] == LEFT else l
            if not binary(k):
                addend = BROADCAST + 1
                _fill(v[BROADCAST + 1], s)
            negative = k == RSUB or (k == SUB and fused[i] == RIGHT)
            sign_c = -one if k == SUB and fused[i] == LEFT else one
            _fma_rows(v[left[m]], v[factor], v[addend], -one if negative else one, sign_c, out)
            continue
        a, b = v[l], v[r]
        if k == ADD:
            for j in range(DENSE):
                out[j] = a[j] + b[j]
        elif k == ADDC:
            for j in range(DENSE):
                out[j] = a[j] + s
        elif k == SUB:
            for j in range(DENSE):
                out[j] = a[j] - b[j]
        elif k == RSUB:
            for j in range(DENSE):
                out[j] = s - a[j]
        elif k == MUL:
            for j in range(DENSE):
                out[j] = a[j] * b[j]
        elif k == MULC:
            for j in range(DENSE):
                out[j] = a[j] * s
        elif k == DIV:
            for j in range(DENSE):
                out[j] = a[j] / b[j]
        elif k == RDIV:
            for j in range(DENSE):
                out[j] = s / a[j]
        elif k == SQRT:
            for j in range(DENSE):
                out[j] = np.sqrt(a[j])


@strict
def max_weighted_error(value, target, weight):
    """Largest weight * |value - target| over the points; inf where a value is nan."""
    worst = 0.0
    good = True
    for j in range(DENSE):
        error = weight[j] * abs(np.float64(value[j]) - target[j])
        good &= error < np.inf
        worst = max(worst, error)
    return worst if good else np.inf

"""Zeros of divisors inside the domain: none, one whose limit is right, or a pole.

c/0 is infinite by IEEE rules and what follows may be finite again: x / (x + 1/x) at 0. At an end of the domain, and
at a zero of the target under relative error, that is legal. Elsewhere the limit may be right, but a scalar division
raises there; such programs are let in where the search settings say so.
"""

from evaluators.compiled.cache import strict
from evaluators.compiled.codegen import values256
from evaluators.compiled.forms import DENSE, DIV, RDIV

NOWHERE, LIMIT, POLE = range(3)
"""Results of `inner_zeros`, from good to bad."""
TOUCH = 2.0**-30
"""A divisor below this share of its values two dense points away on both sides is zero nearby, without a change of sign:
x^2 is 2^-60 beside 0 and above 2^-14 at the points after those."""
ZOOMS = 3
"""Each cuts the bracket around a zero into 255: after the last a pole of residue 1e-23 would show."""
CURVATURE, NOISE = 64.0, 2.0**-40
"""A regular program may leave the chord of a bracket of relative width h by CURVATURE h^2 + NOISE of the target's largest
value: airy_ai7, the most curved of the table, has f'' / (8 f) of about 6 in units of its domain."""


@strict
def _changes_sign(values, first):
    """The first j >= `first` with values of opposite signs at j - 1 and j, or DENSE."""
    for j in range(first, DENSE):
        if values[j - 1] * values[j] < 0.0:
            return j
    return DENSE


@strict
def _touches(values, j):
    """True if a divisor is nearly zero at dense point j alone; the two points beside 0 count as one."""
    beyond = min(abs(values[max(j - 2, 0)]), abs(values[min(j + 2, DENSE - 1)]))
    return abs(values[j]) <= TOUCH * beyond


@strict
def _is_regular(raw, n, divisor, low, high, scale, data, work):
    """True if the program stays on the chord in ever smaller brackets around a change of sign of a divisor."""
    zoom = work.zoom
    width = data.dense_x[DENSE - 1] - data.dense_x[0]
    for _ in range(ZOOMS):
        step = (high - low) / (DENSE - 1)
        for j in range(DENSE):
            zoom[0, j] = low + step * j
        values256(raw.op, raw.left, raw.right, raw.const, n, zoom)
        share = (high - low) / width
        room = scale * (CURVATURE * share * share + NOISE)
        slope = (zoom[n, DENSE - 1] - zoom[n, 0]) / (DENSE - 1)
        for j in range(DENSE):
            if not abs(zoom[n, j] - (zoom[n, 0] + slope * j)) <= room:
                return False
        j = _changes_sign(zoom[divisor], 1)
        if j == DENSE:
            return True
        low, high = zoom[0, j - 1], zoom[0, j]
    return True


@strict
def inner_zeros(raw, n, data, work):
    """NOWHERE, LIMIT or POLE; after `real_error`, whose values it reads.

    A zero shows by a change of sign between dense points, one of even order by a value near 0 at a point (the points
    nearest to x = 0 are there where 0 is inside the domain). What lies between the points is for the certificate.
    """
    found = NOWHERE
    scale = 0.0
    for j in range(DENSE):
        scale = max(scale, abs(data.dense_target[j]))
    for i in range(n):
        if raw.op[i] == DIV:
            row = raw.right[i]
        elif raw.op[i] == RDIV:
            row = raw.left[i]
        else:
            continue
        divisor = work.dense[row]
        for j in range(1, DENSE - 1):
            if _touches(divisor, j):
                if j != data.zero_at and j != data.zero_at - 1:
                    return POLE
                if not data.zero_is_free:
                    found = LIMIT
        j = _changes_sign(divisor, 1)
        while j < DENSE:
            if j != data.zero_at or not data.zero_is_free:
                if not _is_regular(raw, n, row, data.dense_x[j - 1], data.dense_x[j], scale, data, work):
                    return POLE
                found = LIMIT
            j = _changes_sign(divisor, j + 1)
    return found

"""The functions of the variations, compiled: each rewrites a raw program in place.

A raw program has RAW rows of (op, left, right, const); the first `n` are those of the parent in canonical order, and value
n is the output. An edge is a place that uses a value: operand `slot` of instruction i, or the output (i = n). Whatever
stands on an edge of instruction i may use values 0..i only, so no cycle can arise; new instructions are appended from
row n on, and the canonical form puts them into order.

A function has the name of its row in evo/mutations.py, and names as parameters what it needs: `raw` and `n`, `forms` (those
that may be inserted), `donor` and `donor_n` (a second program, for kind DONOR; donor_n is 0 for a second variation of one
child), `rng`. One of the structure returns the value that is now the output; one of the constants returns nothing.
"""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import binary, constant
from evaluators.compiled.forms import ADD, ADDC, DIV, MUL, MULC, OP_FORMS, RDIV, RSUB, SQRT, SUB
from evo.compiled.rng import below, normal, uniform

NEUTRAL = np.array([form.neutral for form in OP_FORMS])


@strict
def random_constant(rng):
    """A constant of random sign, its logarithm normal with a standard deviation of 1."""
    size = np.exp(normal(rng))
    return size if uniform(rng) < 0.5 else -size


@strict
def _pick_edge(op, n, rng):
    """A random edge as (instruction or n, slot)."""
    i = below(rng, n + 1)
    if i < n and binary(op[i]) and uniform(rng) < 0.5:
        return i, 1
    return i, 0


@strict
def _edge_value(left, right, n, i, slot):
    if i == n:
        return n
    return right[i] if slot == 1 else left[i]


@strict
def _set_edge(left, right, n, i, slot, value):
    """Put a value on an edge; the output after it."""
    if i == n:
        return value
    if slot == 1:
        right[i] = value
    else:
        left[i] = value
    return n


@strict
def _append(raw, rows, k, l, r, c):
    """Append an instruction; its value's index."""
    raw.op[rows] = k
    raw.left[rows] = l
    raw.right[rows] = r
    raw.const[rows] = c
    return rows + 1


@strict
def _apply_random(raw, rows, u, limit, forms, rng):
    """Append a random form on value u and perhaps another value of 0..limit; the new value."""
    k = forms[below(rng, len(forms))]
    v = below(rng, limit + 1)
    if binary(k):
        if uniform(rng) < 0.5:
            return _append(raw, rows, k, u, v, 0.0)
        return _append(raw, rows, k, v, u, 0.0)
    c = random_constant(rng)
    if uniform(rng) < 0.5 and NEUTRAL[k] == NEUTRAL[k]:
        c = NEUTRAL[k]
    return _append(raw, rows, k, u, 0, c)


@strict
def insert(raw, n, forms, rng):
    """A random operation on an edge."""
    i, slot = _pick_edge(raw.op, n, rng)
    u = _edge_value(raw.left, raw.right, n, i, slot)
    new = _apply_random(raw, n, u, min(i, n), forms, rng)
    return _set_edge(raw.left, raw.right, n, i, slot, new)


@strict
def delete(raw, n, rng):
    """An operation gone; one of its operands takes its place."""
    i = below(rng, n)
    keep = raw.right[i] if binary(raw.op[i]) and uniform(rng) < 0.5 else raw.left[i]
    for j in range(n):
        if raw.left[j] == i + 1:
            raw.left[j] = keep
        if binary(raw.op[j]) and raw.right[j] == i + 1:
            raw.right[j] = keep
    return keep if n == i + 1 else n


@strict
def _to_constant(k, slot):
    """The form in which operand `slot` of the binary form k is a constant."""
    if k == ADD:
        return ADDC
    if k == MUL:
        return MULC
    if k == SUB:
        return RSUB if slot == 0 else ADDC
    return RDIV if slot == 0 else MULC


@strict
def rewire(raw, n, rng):
    """One operand replaced by another earlier value, a value by a constant, or a constant by a value."""
    i = below(rng, n)
    k = raw.op[i]
    v = below(rng, i + 1)
    if constant(k) and uniform(rng) < 0.5:
        raw.right[i] = v
        if k == ADDC:
            raw.op[i] = ADD
        elif k == MULC:
            raw.op[i] = MUL
        else:
            raw.op[i] = SUB if k == RSUB else DIV
            raw.left[i], raw.right[i] = v, raw.left[i]
        return n
    if not binary(k):
        raw.left[i] = v
        return n
    slot = 0 if uniform(rng) < 0.5 else 1
    if uniform(rng) < 0.3:
        if slot == 0:
            raw.left[i] = raw.right[i]
        raw.op[i] = _to_constant(k, slot)
        raw.right[i] = 0
        raw.const[i] = random_constant(rng)
    elif slot == 0:
        raw.left[i] = v
    else:
        raw.right[i] = v
    return n


@strict
def change(raw, n, forms, rng):
    """Another operation on the same operands."""
    i = below(rng, n)
    for _ in range(8):
        k = forms[below(rng, len(forms))]
        same = binary(k) == binary(raw.op[i])
        if k != raw.op[i] and same:
            if constant(k) and (not constant(raw.op[i]) or uniform(rng) < 0.5):
                raw.const[i] = random_constant(rng)
            raw.op[i] = k
            break
    if binary(raw.op[i]) and uniform(rng) < 0.3:
        raw.left[i], raw.right[i] = raw.right[i], raw.left[i]
    return n


@strict
def share(raw, n, rng):
    """An edge takes the value of an earlier operation, which is then used once more."""
    i, slot = _pick_edge(raw.op, n, rng)
    if i < 2 or i == n:
        return rewire(raw, n, rng)
    return _set_edge(raw.left, raw.right, n, i, slot, 1 + below(rng, i))


@strict
def wrap(raw, n, forms, rng):
    """A square, a reciprocal or, where allowed, a square root around a value."""
    i, slot = _pick_edge(raw.op, n, rng)
    if uniform(rng) < 0.3:
        i, slot = n, 0
    u = _edge_value(raw.left, raw.right, n, i, slot)
    draw = uniform(rng)
    rooted = False
    divides = False
    for k in forms:
        rooted |= k == SQRT
        divides |= k == RDIV
    if rooted and draw < 0.25:
        new = _append(raw, n, SQRT, u, 0, 0.0)
    elif divides and draw < 0.5:
        new = _append(raw, n, RDIV, u, 0, random_constant(rng))
    else:
        new = _append(raw, n, MUL, u, u, 0.0)
    return _set_edge(raw.left, raw.right, n, i, slot, new)


@strict
def square(raw, n):
    """The output squared."""
    return _append(raw, n, MUL, n, n, 0.0)


@strict
def two(raw, n, forms, rng):
    """Two operations in one move around a value u, with v another value.

    u + c/v, u + c*v, u*v + c, (u + c)*v, (u + c)^2, c/(u + d), u^2 + c, u^2 * u.
    """
    i, slot = _pick_edge(raw.op, n, rng)
    u = _edge_value(raw.left, raw.right, n, i, slot)
    v = u if uniform(rng) < 0.4 else below(rng, min(i, n) + 1)
    c = random_constant(rng)
    divides = False
    for k in forms:
        divides |= k == RDIV
    kind = below(rng, 8)
    if not divides and (kind == 0 or kind == 5):
        kind = 1
    if kind == 0 or kind == 1:
        if uniform(rng) < 0.5:
            c = 0.0
        inner = _append(raw, n, RDIV if kind == 0 else MULC, v, 0, c)
        new = _append(raw, n + 1, ADD, u, inner, 0.0)
    elif kind == 2:
        inner = _append(raw, n, MUL, u, v, 0.0)
        new = _append(raw, n + 1, ADDC, inner, 0, c)
    elif kind == 3 or kind == 4:
        inner = _append(raw, n, ADDC, u, 0, c)
        new = _append(raw, n + 1, MUL, inner, v if kind == 3 else inner, 0.0)
    elif kind == 5:
        inner = _append(raw, n, ADDC, u, 0, c)
        new = _append(raw, n + 1, RDIV, inner, 0, random_constant(rng))
    else:
        inner = _append(raw, n, MUL, u, u, 0.0)
        if kind == 6:
            new = _append(raw, n + 1, ADDC, inner, 0, c)
        else:
            new = _append(raw, n + 1, MUL, inner, v, 0.0)
    return _set_edge(raw.left, raw.right, n, i, slot, new)


@strict
def splice(raw, n, donor, donor_n, forms, rng):
    """A sub-program w of a donor on an edge, alone, joined to the value u there by one operation, or as u + 0*w, u + 0/w.

    The last leaves the function as it was: the fit leads the 0 away. It is the step of a continued fraction, whose w is
    like a part that is there already. Without a donor nothing changes.
    """
    if donor_n == 0:
        return n
    for j in range(donor_n):
        raw.op[n + j] = donor.op[j]
        raw.left[n + j] = donor.left[j] + n if donor.left[j] > 0 else 0
        raw.right[n + j] = donor.right[j] + n if donor.right[j] > 0 else 0
        raw.const[n + j] = donor.const[j]
    i, slot = _pick_edge(raw.op, n, rng)
    u = _edge_value(raw.left, raw.right, n, i, slot)
    new = n + 1 + below(rng, donor_n)
    rows = n + donor_n
    draw = uniform(rng)
    if draw < 0.3:
        k = ADD
        for _ in range(8):
            k = forms[below(rng, len(forms))]
            if binary(k):
                break
        if binary(k):
            new = _append(raw, rows, k, u, new, 0.0) if uniform(rng) < 0.5 else _append(raw, rows, k, new, u, 0.0)
    elif draw < 0.7:
        new, rows = _scaled_away(raw, rows, new, forms, rng)
        new = _append(raw, rows, ADD, u, new, 0.0)
    return _set_edge(raw.left, raw.right, n, i, slot, new)


@strict
def _scaled_away(raw, rows, value, forms, rng):
    """A value that is 0 for now: the last scale of a value set to 0, or 0*value or 0/value appended; it and the rows."""
    k = raw.op[value - 1]
    if k == MULC or k == RDIV:
        raw.const[value - 1] = 0.0
        return value, rows
    divides = False
    for form in forms:
        divides |= form == RDIV
    return _append(raw, rows, RDIV if divides and uniform(rng) < 0.7 else MULC, value, 0, 0.0), rows + 1


@strict
def perturb(raw, n, rng):
    """Constants moved far enough to fall into another valley: all by up to a factor e or so, one by more, or one anew."""
    draw = uniform(rng)
    if draw < 0.5:
        jitter(raw, n, np.exp(-2.0 * uniform(rng)), rng)
        return
    for _ in range(8):
        i = below(rng, n)
        if constant(raw.op[i]):
            raw.const[i] = raw.const[i] * np.exp(2.0 * normal(rng)) if draw < 0.9 else random_constant(rng)
            return


@strict
def jitter(raw, n, spread, rng):
    """Every constant multiplied by a factor whose logarithm has the standard deviation `spread`."""
    for i in range(n):
        if constant(raw.op[i]):
            raw.const[i] *= np.exp(spread * normal(rng))

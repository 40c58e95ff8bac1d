"""Canonical form of an encoded program, and its structural hash.

The form depends on structure alone, never on the values of constants. Constants of single-use operands are merged and
moved towards the output (shifts through sums, scales through products and quotients), quotients are moved above
products, operands of commutative operations are ordered by hash, equal sub-expressions are shared, dead instructions
are dropped, instructions stand in the order of a left-first depth-first walk.
"""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.forms import ADD, ADDC, DIV, MUL, MULC, RDIV, RSUB, SUB

RAW = 80
"""Instructions that a raw program may have: 32 of a parent, 32 of a donor and what a mutation adds."""
PASSES = 24
REFUSED = -1
EXPANDED = -1


@strict
def binary(k):
    """True if form k takes two values."""
    return k == ADD or k == SUB or k == MUL or k == DIV


@strict
def constant(k):
    """True if form k has a constant."""
    return k == ADDC or k == RSUB or k == MULC or k == RDIV


@strict
def walk(op, left, right, root, order, uses, stack):
    """Depth-first post-order of the live instructions into `order`, uses of every value into `uses`; their count."""
    for i in range(RAW + 1):
        uses[i] = 0
    count = 0
    top = 0
    stack[0] = root
    while top >= 0:
        value = stack[top]
        if value <= 0:  # its operands are done
            if value < 0:
                order[count] = -value - 1
                count += 1
            top -= 1
        elif uses[value] < 0:  # stands on the stack twice, the upper one was expanded
            top -= 1
        else:  # first visit: leave a mark below, visit the operands, the left one first
            k = op[value - 1]
            stack[top] = -value
            uses[value] = EXPANDED
            if binary(k):
                top += 1
                stack[top] = right[value - 1]
            top += 1
            stack[top] = left[value - 1]
    uses[0] = 0
    for t in range(count):
        uses[order[t] + 1] = 0
    for t in range(count):
        i = order[t]
        uses[left[i]] += 1
        if binary(op[i]):
            uses[right[i]] += 1
    uses[root] += 1
    return count


@strict
def _set(op, left, right, const, i, k, l, r, c):
    op[i] = k
    left[i] = l
    right[i] = r
    const[i] = c


@strict
def _shift_rules(op, left, right, const, uses, i):
    """Rewrites of a sum at instruction i; True when one applied."""
    k, l, r, c = op[i], left[i], right[i], const[i]
    if (k == ADDC or k == RSUB) and l > 0 and uses[l] == 1:
        p = l - 1
        kp, lp, rp, cp = op[p], left[p], right[p], const[p]
        sign = 1.0 if k == ADDC else -1.0
        if kp == ADDC:  # (u + cp) + c, c - (u + cp)
            _set(op, left, right, const, i, k, lp, 0, c + sign * cp)
            return True
        if kp == RSUB:  # (cp - u) + c, c - (cp - u)
            _set(op, left, right, const, i, RSUB if k == ADDC else ADDC, lp, 0, c + sign * cp)
            return True
        if k == RSUB and kp == SUB:  # c - (u - v) = (v - u) + c
            _set(op, left, right, const, p, SUB, rp, lp, 0.0)
            _set(op, left, right, const, i, ADDC, l, 0, c)
            return True
        if k == RSUB and (kp == MULC or kp == RDIV):  # c - cp*u = (-cp)*u + c
            const[p] = -cp
            op[i] = ADDC
            return True
    if k == ADD or k == SUB:
        if k == ADD and l == r:  # u + u = 2*u
            _set(op, left, right, const, i, MULC, l, 0, 2.0)
            return True
        if l > 0 and uses[l] == 1 and op[l - 1] == ADDC:  # (u + c) +- v = (u +- v) + c
            p = l - 1
            cp = const[p]
            _set(op, left, right, const, p, k, left[p], r, 0.0)
            _set(op, left, right, const, i, ADDC, l, 0, cp)
            return True
        if r > 0 and uses[r] == 1:
            p = r - 1
            kp, lp, cp = op[p], left[p], const[p]
            if kp == ADDC:  # u +- (v + c) = (u +- v) +- c
                _set(op, left, right, const, p, k, l, lp, 0.0)
                _set(op, left, right, const, i, ADDC, r, 0, cp if k == ADD else -cp)
                return True
            if kp == RSUB:  # u + (c - v) = (u - v) + c, u - (c - v) = (u + v) - c
                _set(op, left, right, const, p, SUB if k == ADD else ADD, l, lp, 0.0)
                _set(op, left, right, const, i, ADDC, r, 0, cp if k == ADD else -cp)
                return True
            if k == SUB and (kp == MULC or kp == RDIV):  # u - c*v = u + (-c)*v
                const[p] = -cp
                op[i] = ADD
                return True
        if k == ADD and l > 0 and uses[l] == 1 and op[l - 1] == RSUB:  # (c - u) + v = (v - u) + c
            p = l - 1
            cp = const[p]
            _set(op, left, right, const, p, SUB, r, left[p], 0.0)
            _set(op, left, right, const, i, ADDC, l, 0, cp)
            return True
        if k == SUB and l > 0 and uses[l] == 1 and op[l - 1] == RSUB:  # (c - u) - v = c - (u + v)
            p = l - 1
            cp = const[p]
            _set(op, left, right, const, p, ADD, left[p], r, 0.0)
            _set(op, left, right, const, i, RSUB, l, 0, cp)
            return True
    return False


@strict
def _constant_scale_rules(op, left, right, const, uses, i):
    """Rewrites of c*u and c/u at instruction i; True when one applied."""
    k, l, c = op[i], left[i], const[i]
    if l == 0 or uses[l] != 1:
        return False
    p = l - 1
    kp, lp, rp, cp = op[p], left[p], right[p], const[p]
    if k == MULC:
        if kp == MULC or kp == RDIV:  # c*(cp*u), c*(cp/u)
            _set(op, left, right, const, i, kp, lp, 0, c * cp)
            return True
        if kp == ADDC or kp == RSUB:  # c*(u + cp) = c*u + c*cp, c*(cp - u) = (-c)*u + c*cp
            _set(op, left, right, const, p, MULC, lp, 0, c if kp == ADDC else -c)
            _set(op, left, right, const, i, ADDC, l, 0, c * cp)
            return True
    else:
        if kp == MULC:  # c/(cp*u)
            _set(op, left, right, const, i, RDIV, lp, 0, c / cp)
            return True
        if kp == RDIV:  # c/(cp/u)
            _set(op, left, right, const, i, MULC, lp, 0, c / cp)
            return True
        if kp == DIV:  # c/(u/v) = c*(v/u)
            _set(op, left, right, const, p, DIV, rp, lp, 0.0)
            op[i] = MULC
            return True
        if kp == RSUB:  # c/(cp - u) = (-c)/(u - cp)
            _set(op, left, right, const, p, ADDC, lp, 0, -cp)
            const[i] = -c
            return True
        if kp == ADDC and lp > 0 and uses[lp] == 1 and op[lp - 1] == MULC:  # c/(d*u + cp) = (c/d)/(u + cp/d)
            d = const[lp - 1]
            _set(op, left, right, const, p, ADDC, left[lp - 1], 0, cp / d)
            const[i] = c / d
            return True
    return False


@strict
def _scale_rules(op, left, right, const, uses, i):
    """Rewrites of a product or quotient of two values at instruction i; True when one applied."""
    k, l, r = op[i], left[i], right[i]
    if k == MUL and l == r:
        if l > 0 and uses[l] == 2 and (op[l - 1] == MULC or op[l - 1] == RDIV):  # (c*u)^2, (c/u)^2
            p = l - 1
            kp, cp = op[p], const[p]
            _set(op, left, right, const, p, MUL, left[p], left[p], 0.0)
            _set(op, left, right, const, i, kp, l, 0, cp * cp)
            return True
        return False
    if l > 0 and uses[l] == 1:
        p = l - 1
        kp, lp, rp, cp = op[p], left[p], right[p], const[p]
        if kp == MULC:  # (c*u) * v, (c*u) / v
            _set(op, left, right, const, p, k, lp, r, 0.0)
            _set(op, left, right, const, i, MULC, l, 0, cp)
            return True
        if kp == RDIV:  # (c/u) * v = c*(v/u), (c/u) / v = c/(u*v)
            if k == MUL:
                _set(op, left, right, const, p, DIV, r, lp, 0.0)
                _set(op, left, right, const, i, MULC, l, 0, cp)
            else:
                _set(op, left, right, const, p, MUL, lp, r, 0.0)
                _set(op, left, right, const, i, RDIV, l, 0, cp)
            return True
        if kp == DIV:  # (u/t) * v = (u*v)/t, (u/t) / v = u/(t*v)
            if k == MUL:
                _set(op, left, right, const, p, MUL, lp, r, 0.0)
                _set(op, left, right, const, i, DIV, l, rp, 0.0)
            else:
                _set(op, left, right, const, p, MUL, rp, r, 0.0)
                _set(op, left, right, const, i, DIV, lp, l, 0.0)
            return True
    if r > 0 and uses[r] == 1:
        p = r - 1
        kp, lp, rp, cp = op[p], left[p], right[p], const[p]
        if kp == MULC:  # u * (c*v), u / (c*v)
            _set(op, left, right, const, p, k, l, lp, 0.0)
            _set(op, left, right, const, i, MULC, r, 0, cp if k == MUL else 1.0 / cp)
            return True
        if kp == RDIV:  # u * (c/v) = c*(u/v), u / (c/v) = (1/c)*(u*v)
            _set(op, left, right, const, p, DIV if k == MUL else MUL, l, lp, 0.0)
            _set(op, left, right, const, i, MULC, r, 0, cp if k == MUL else 1.0 / cp)
            return True
        if kp == DIV:  # u * (v/t) = (u*v)/t, u / (v/t) = (u*t)/v
            _set(op, left, right, const, p, MUL, l, lp if k == MUL else rp, 0.0)
            _set(op, left, right, const, i, DIV, r, rp if k == MUL else lp, 0.0)
            return True
    return False


@strict
def mix(h, word):
    """One round of a 64-bit hash (the finaliser of splitmix64)."""
    z = h ^ (word + np.uint64(0x9E3779B97F4A7C15) + (h << np.uint64(6)) + (h >> np.uint64(2)))
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@strict
def _order_and_share(op, left, right, order, count, hashes):
    """Order commutative operands by hash and redirect uses of equal sub-expressions; (shared any, degenerate)."""
    hashes[0] = np.uint64(1)
    for t in range(count):
        i = order[t]
        k, l, r = op[i], left[i], right[i]
        if binary(k):
            if (k == ADD or k == MUL) and (hashes[l] > hashes[r]):
                left[i], right[i] = r, l
                l, r = left[i], right[i]
            if (k == SUB or k == DIV) and l == r:
                return False, True
            hashes[i + 1] = mix(mix(np.uint64(k + 2), hashes[l]), hashes[r])
        else:
            hashes[i + 1] = mix(np.uint64(k + 2), hashes[l])
    shared = False
    for t in range(count):
        i = order[t]
        if constant(op[i]):
            continue
        for s in range(t):
            j = order[s]
            same = op[i] == op[j] and left[i] == left[j] and (not binary(op[i]) or right[i] == right[j])
            if same and not constant(op[j]):
                for u in range(count):
                    w = order[u]
                    if left[w] == i + 1:
                        left[w] = j + 1
                    if binary(op[w]) and right[w] == i + 1:
                        right[w] = j + 1
                shared = True
                break
    return shared, False


@strict
def canonicalise(op, left, right, const, root):
    """Rewrite a raw program in place into canonical form; the number of its instructions, or REFUSED.

    Arrays have RAW entries. Refused: x - x, x / x and programs that do not settle.
    """
    order = np.empty(RAW, np.int64)
    stack = np.empty(2 * RAW + 4, np.int64)
    uses = np.empty(RAW + 1, np.int64)
    hashes = np.empty(RAW + 1, np.uint64)
    count = 0
    settled = False
    for _ in range(PASSES):
        count = walk(op, left, right, root, order, uses, stack)
        changed = False
        for t in range(count):
            i = order[t]
            k = op[i]
            if k == ADDC or k == RSUB or k == ADD or k == SUB:
                changed = _shift_rules(op, left, right, const, uses, i)
            elif k == MULC or k == RDIV:
                changed = _constant_scale_rules(op, left, right, const, uses, i)
            elif k == MUL or k == DIV:
                changed = _scale_rules(op, left, right, const, uses, i)
            if changed:
                break
        if changed:
            continue
        shared, degenerate = _order_and_share(op, left, right, order, count, hashes)
        if degenerate:
            return REFUSED
        if not shared:
            settled = True
            break
    if not settled:
        return REFUSED
    return _renumber(op, left, right, const, root, order, uses, stack)


@strict
def prune(op, left, right, const, root):
    """Drop dead instructions of a raw program in place and order the others, nothing rewritten; their number."""
    order = np.empty(RAW, np.int64)
    stack = np.empty(2 * RAW + 4, np.int64)
    uses = np.empty(RAW + 1, np.int64)
    return _renumber(op, left, right, const, root, order, uses, stack)


@strict
def is_tree(op, left, right, n):
    """True if no value but x is used twice."""
    uses = np.zeros(RAW + 1, np.int64)
    for i in range(n):
        uses[left[i]] += 1
        if binary(op[i]):
            uses[right[i]] += 1
    for i in range(1, n + 1):
        if uses[i] > 1:
            return False
    return True


@strict
def _renumber(op, left, right, const, root, order, uses, stack):
    count = walk(op, left, right, root, order, uses, stack)
    new_op = np.empty(count, np.int64)
    new_left = np.empty(count, np.int64)
    new_right = np.empty(count, np.int64)
    new_const = np.empty(count, np.float64)
    place = np.zeros(RAW + 1, np.int64)
    for t in range(count):
        i = order[t]
        place[i + 1] = t + 1
        new_op[t] = op[i]
        new_left[t] = place[left[i]]
        new_right[t] = place[right[i]] if binary(op[i]) else 0
        new_const[t] = const[i] if constant(op[i]) else 0.0
    for t in range(count):
        op[t] = new_op[t]
        left[t] = new_left[t]
        right[t] = new_right[t]
        const[t] = new_const[t]
    return count


@strict
def structural_hash(op, left, right, n):
    """64-bit hash of the structure of a canonical program, constants left out; never 0."""
    h = np.uint64(n + 1)
    for i in range(n):
        h = mix(h, np.uint64(op[i]) | (np.uint64(left[i]) << np.uint64(8)) | (np.uint64(right[i]) << np.uint64(16)))
    return h | np.uint64(1)

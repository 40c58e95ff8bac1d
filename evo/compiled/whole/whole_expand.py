"""Heads expanded into programs: the operations behind a prologue that compute what its head says."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import (
    BITS,
    NO_NUMBERS,
    NO_READ,
    RATIONAL,
    SCALED,
    SHIFTED,
    SIGNED,
    fit_any,
    fit_line,
)
from evaluators.compiled.whole.words import ARGS, CODES, CONSTANT
from evo.compiled.whole.found_kernels import append_found
from evo.compiled.whole.whole_heads import fit_ratio, lay_target, map_ratio, turn
from evo.compiled.whole.whole_vary import ARITY

_TO_FLOAT, _TO_INT, _FMA, _MUL, _DIV = (CODES[name] for name in ("to_float", "to_int", "fma", "mul", "div"))
_SHR, _IADD, _ISUB, _IAND, _IXOR = (CODES[name] for name in ("shr", "iadd", "isub", "iand", "ixor"))
RATIONAL_DEGREES = np.array([(0, 1), (1, 1), (0, 2), (1, 2), (2, 1), (2, 2), (3, 2), (2, 3), (3, 3)], np.int64)
"""Degrees of p and of q."""
_SIGN_BIT, _OTHER_BITS = np.int32(-(2**31)), np.int32(2**31 - 1)
CENTRED, SPLIT = 1, 2
"""Forms of an expansion, which may be joined: by words a quotient of two polynomials of one degree is an operation shorter split."""
BY_DIVISION = -1
"""In place of a program for 1 / q, where the operations have a division."""
SIGN_OPS = 2
"""Operations that give a head a sign."""


@strict
def head_cost(head):
    """Operations that any expansion of a head has beside those of its prologue, apart from its polynomials."""
    r, s = head[1], head[2]
    needed = r % 2
    if s != NO_READ and s != r:
        needed += s % 2
    if head[3] != NO_READ:
        needed += SIGN_OPS if head[0] < SHIFTED else 1
    return needed


@strict
def count_forms(head, above, below, division):
    """Forms that a head of some degrees has: two, or four where it may be split."""
    split = head[0] % SIGNED == RATIONAL and above == below and head[2] == NO_READ and division != BY_DIVISION
    return 4 if split else 2


@strict
def extract(genome, n, head, live, number, out, moved):
    """The instructions that the values of a head need; `moved` is the head there. Their count."""
    for t in range(n):
        live[t] = False
    for v in (head[1] // 2, head[2] // 2, head[3]):
        if v > 0:
            live[v - 1] = True
    number[0] = 0
    for t in range(n - 1, -1, -1):
        if live[t]:
            for j in range(ARITY[genome.op[t]]):
                if genome.arg[t, j] > 0:
                    live[genome.arg[t, j] - 1] = True
    m = 0
    for t in range(n):
        if not live[t]:
            continue
        out.op[m] = genome.op[t]
        for j in range(ARGS):
            a = genome.arg[t, j]
            out.arg[m, j] = number[a] if a >= 0 and j < ARITY[genome.op[t]] else (a if a < 0 else 0)
            out.word[m, j] = genome.word[t, j]
        m += 1
        number[t + 1] = m
    r, s, sign = head[1], head[2], head[3]
    moved[0] = head[0]
    moved[1] = 2 * number[r // 2] + r % 2
    moved[2] = s if s == NO_READ else 2 * number[s // 2] + s % 2
    moved[3] = sign if sign == NO_READ else number[sign]
    return m


@strict
def _emit(out, n, k, a, b, c):
    """Append an operation; operands below 0 are constants to come."""
    out.op[n] = k
    out.arg[n, 0] = a
    out.arg[n, 1] = b
    out.arg[n, 2] = c
    for j in range(ARGS):
        out.word[n, j] = 0
    return n + 1


@strict
def _float_word(value, box):
    """The word of a float64 rounded to float32."""
    box[0] = np.float32(value)
    return box.view(np.int32)[0]


@strict
def _emit_read(out, n, value, r):
    """Append what turns a value into its read r, if that is an integer made a number; instructions, and the value."""
    if r % 2 == 0:
        return n, value
    n = _emit(out, n, _TO_FLOAT, value, 0, 0)
    return n, n


@strict
def _emit_mapped(out, n, value, slope, offset):
    """Append slope value + offset, a product where offset is 0."""
    box = np.empty(1, np.float32)
    n = _emit(out, n, _MUL if offset == 0.0 else _FMA, value, CONSTANT, CONSTANT if offset != 0.0 else 0)
    out.word[n - 1, 1] = _float_word(slope, box)
    if offset != 0.0:
        out.word[n - 1, 2] = _float_word(offset, box)
    return n


@strict
def _emit_polynomial(out, n, value, c, degree):
    """Append Horner's rule; instructions, and the value, CONSTANT of degree 0, which leaves c[0] to what reads it."""
    box = np.empty(1, np.float32)
    p = CONSTANT
    for k in range(degree - 1, -1, -1):
        n = _emit(out, n, _FMA, value, p, CONSTANT)
        if p == CONSTANT:
            out.word[n - 1, 1] = _float_word(c[degree], box)
        out.word[n - 1, 2] = _float_word(c[k], box)
        p = n
    return n, p


@strict
def _are_normal(c, count):
    """True if numbers are float32 of a middling size."""
    for k in range(count):
        if not 1.2e-38 < abs(c[k]) < 1e38:
            return False
    return True


@strict
def emit_shifted_line(out, n, value, slope, offset):
    """Append offset +- (value shifted right), in integers, where the slope is near +-2**-k; n where it is not."""
    size = abs(slope)
    k = 0
    while k < 10 and size < 0.71:
        size *= 2.0
        k += 1
    if not 0.71 <= size <= 1.41 or not abs(offset) < 2147483000.0:
        return n
    if k > 0:
        n = _emit(out, n, _SHR, value, CONSTANT, 0)
        out.word[n - 1, 1] = k
        value = n
    if slope < 0.0:
        n = _emit(out, n, _ISUB, CONSTANT, value, 0)
        out.word[n - 1, 0] = np.int64(round(offset))
    else:
        n = _emit(out, n, _IADD, value, CONSTANT, 0)
        out.word[n - 1, 1] = np.int64(round(offset))
    return n


@strict
def emit_line(out, n, r, slope, offset):
    """Append the word of offset + slope r, r = 2 value + 1 where it is an integer: to_float, fma, to_int."""
    n, value = _emit_read(out, n, r // 2, r)
    n = _emit_mapped(out, n, value, slope, offset)
    return _emit(out, n, _TO_INT, n, 0, 0)


@strict
def shift_polynomial(c, degree, middle, half):
    """Coefficients in t = (r - middle) / half turned into those in r, in place."""
    for k in range(degree + 1):
        c[k] /= half**k
    for k in range(degree):
        for m in range(degree - 1, k - 1, -1):
            c[m] -= middle * c[m + 1]


@strict
def expand(out, n, head, above, below, form, division, divisions, points, bench, desk):
    """Append a head to a prologue that has been run and read, and stands in `out`; instructions, 0 where it has no such form.

    Of p and q, `above` and `below` are the degrees. Polynomials are Horner's rule in r, or by form CENTRED in r mapped to
    [-1, 1]; of the line of words that form is one in integers. By form SPLIT p / q is a constant and a rest. `division` is
    a program of `divisions`, or BY_DIVISION. There must be room behind the prologue.
    """
    sign = head[3]
    if not desk.facts[head[1], 1] > 0.0 or (head[2] != NO_READ and not desk.facts[head[2], 0] < NO_NUMBERS):
        return 0
    fitted = turn(head[0], sign, points, bench, desk)
    kind, centred = head[0] % SIGNED, form & CENTRED != 0
    if kind == BITS:
        n = _expand_line(out, n, head[1], centred, len(points.x), desk)
    elif kind == RATIONAL:
        n = _expand_rational(out, n, head, above, below, form, division, divisions, fitted, desk)
    else:
        n = _expand_linear(out, n, head, above, centred, fitted, desk)
    if sign != NO_READ:
        lay_target(points, desk)
        if n > 0 and head[0] >= SHIFTED:
            n = _emit(out, n, _IADD, n, desk.place[sign], 0)
        elif n > 0:
            n = _expand_sign(out, n, desk.place[sign], len(points.x), bench)
    return n


@strict
def _expand_line(out, n, r, in_integers, count, desk):
    half, middle = desk.facts[r, 1], desk.facts[r, 0]
    fit_line(desk.mapped[r], desk.line, count, desk.c)
    slope = desk.c[1] / half
    offset = desk.c[0] - slope * middle
    value = desk.place[r // 2]
    if not in_integers:
        return emit_line(out, n, 2 * value + r % 2, slope, offset)
    m = emit_shifted_line(out, n, value, slope, offset) if r % 2 == 1 else n
    return m if m > n else 0


@strict
def _expand_linear(out, n, head, degree, centred, points, desk):
    form, r, s = head[0] % SIGNED, head[1], head[2]
    half, middle = desk.facts[r, 1], desk.facts[r, 0]
    box = np.empty(1, np.float32)
    n, value_r = _emit_read(out, n, desk.place[r // 2], r)
    value_s = value_r
    if s != NO_READ and s != r:
        n, value_s = _emit_read(out, n, desk.place[s // 2], s)
    column = desk.ones[:0] if s == NO_READ else desk.reads[s]
    work = (desk.square, desk.rhs, desk.c)
    if not fit_any(form, desk.mapped[r], column, points.w, desk.b, degree, len(points.x), *work):
        return 0
    factor = desk.c[degree + 1]
    if centred:
        n = _emit_mapped(out, n, value_r, 1.0 / half, -middle / half)
        value_r = n
    else:
        shift_polynomial(desk.c, degree, middle, half)
    if not _are_normal(desk.c, degree + 1):
        return 0
    n, value_p = _emit_polynomial(out, n, value_r, desk.c, degree)
    if s == NO_READ:
        return n
    if form == SCALED:
        n = _emit(out, n, _MUL, value_s, value_p, 0)
        if value_p == CONSTANT:
            out.word[n - 1, 1] = _float_word(desk.c[0], box)
        return n
    n = _emit(out, n, _FMA, value_s, CONSTANT, value_p)
    out.word[n - 1, 1] = _float_word(factor, box)
    if value_p == CONSTANT:
        out.word[n - 1, 2] = _float_word(desk.c[0], box)
    return n


@strict
def _expand_rational(out, n, head, above, below, form, division, divisions, points, desk):
    r, s = head[1], head[2]
    box = np.empty(1, np.float32)
    wide = map_ratio(r, len(points.x), desk)
    if not fit_ratio(wide, s, above, below, points, desk):
        return 0
    middle, half = desk.scale[0], desk.scale[1]
    p, q = desk.c[: above + 1], desk.column[: below + 1]
    q[0] = 1.0
    for k in range(below):
        q[k + 1] = desk.c[above + 1 + k]
    n, value_r = _emit_read(out, n, desk.place[r // 2], r)
    value_s = value_r
    if s != NO_READ and s != r:
        n, value_s = _emit_read(out, n, desk.place[s // 2], s)
    if form & CENTRED:
        n = _emit_mapped(out, n, value_r, 1.0 / half, -middle / half)
        value_r = n
    else:
        shift_polynomial(p, above, middle, half)
        shift_polynomial(q, below, middle, half)
    rest = 0.0
    if form & SPLIT:  # p / q = rest + (p - rest q) / q
        rest = p[above] / q[below]
        for k in range(above):
            p[k] -= rest * q[k]
        above -= 1
        if not 1.2e-38 < abs(rest) < 1e38:
            return 0
    alone = above == 0 and rest == 0.0 and p[0] > 0.0
    if alone:  # c / q = 1 / (q / c)
        for k in range(below + 1):
            q[k] /= p[0]
        p[0] = 1.0
    if not (_are_normal(p, above + 1) and _are_normal(q, below + 1)):
        return 0
    n, value_q = _emit_polynomial(out, n, value_r, q, below)
    n, value_p = _emit_polynomial(out, n, value_r, p, above)
    if s != NO_READ:
        if not alone:
            n = _emit(out, n, _MUL, value_s, value_p, 0)
            if value_p == CONSTANT:
                out.word[n - 1, 1] = _float_word(p[0], box)
            value_s = n
        value_p = value_s
    if division == BY_DIVISION:
        n = _emit(out, n, _DIV, value_p, value_q, 0)
        if value_p == CONSTANT:
            out.word[n - 1, 0] = _float_word(p[0], box)
        return n
    n = append_found(out, n, divisions, division, value_q, 0)
    if alone and s == NO_READ:
        return n
    n = _emit(out, n, _FMA if rest != 0.0 else _MUL, n, value_p, CONSTANT if rest != 0.0 else 0)
    if value_p == CONSTANT:
        out.word[n - 1, 1] = _float_word(p[0], box)
    if rest != 0.0:
        out.word[n - 1, 2] = _float_word(rest, box)
    return n


@strict
def _expand_sign(out, n, value, count, bench):
    """Append the last value with its sign bit turned where `value` has one; no mask where `value` has no other bits."""
    other = np.int32(0)
    for j in range(count):
        other |= bench.i[value, j] & _OTHER_BITS
    last = n
    if other != 0:
        n = _emit(out, n, _IAND, value, CONSTANT, 0)
        out.word[n - 1, 1] = _SIGN_BIT
        value = n
    return _emit(out, n, _IXOR, last, value, 0)

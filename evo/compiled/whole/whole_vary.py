"""Variations of the structure of programs of words. None names a target."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.words import ARGS, CODES, CONSTANT, MOST_WORD_OPS
from evo.compiled.rng import below, normal, uniform
from evo.compiled.whole.whole_constants import MOST_FOUND, READS, draw_word, move_word, power_of_two
from evo.compiled.whole.whole_store import copy_genome
from search_spaces.whole.word_ops import WORD_OPS

FIRST_FOUND = len(CODES)
"""Code of the first found kernel that is an operation (found_kernels.py)."""
ARITY = np.array([*(len(op.args) for op in WORD_OPS.values()), *[1] * MOST_FOUND], np.int64)
_SAME_OPS = ("sub", "isub", "ixor", "iand", "ior", "min", "max", "lt", "div")
_SAME = np.array([*(name in _SAME_OPS for name in WORD_OPS), *[False] * MOST_FOUND])
_SELECT = CODES["select"]
_ADD, _SUB, _MUL, _FMA = (CODES[name] for name in ("add", "sub", "mul", "fma"))


@strict
def draw_operand(genome, t, j, k, pool, constants, rng):
    """Fill operand j of instruction t, whose operation is k: a constant, or a value before it."""
    if uniform(rng) < constants:
        genome.arg[t, j] = CONSTANT
        genome.word[t, j] = draw_word(READS[k, j], pool, rng)
    elif t > 0 and uniform(rng) < 0.5:
        genome.arg[t, j] = t - below(rng, min(t, 3))
    else:
        genome.arg[t, j] = below(rng, t + 1)


@strict
def draw_operation(genome, t, ops, pool, rng):
    """A random operation with random operands, at least one a value."""
    k = ops[below(rng, len(ops))]
    genome.op[t] = k
    values = 0
    for j in range(ARGS):
        genome.arg[t, j] = 0
        genome.word[t, j] = 0
        if j < ARITY[k]:
            draw_operand(genome, t, j, k, pool, 0.4 if values > 0 or j + 1 < ARITY[k] else 0.0, rng)
            if genome.arg[t, j] >= 0:
                values += 1
    return k


@strict
def open_gap(genome, n, t):
    """Move instructions t.. up by one: instruction t is free, and what pointed to t and later points one further."""
    for u in range(n - 1, t - 1, -1):
        genome.op[u + 1] = genome.op[u]
        for j in range(ARGS):
            a = genome.arg[u, j]
            genome.arg[u + 1, j] = a + 1 if a > t else a
            genome.word[u + 1, j] = genome.word[u, j]


@strict
def tidy(genome, n, live, target):
    """Drop what the last value does not need and what stands there already; 0 for a program with a constant instruction or choice."""
    for t in range(n):
        live[t] = False
    live[n - 1] = True
    for t in range(n - 1, -1, -1):
        if live[t]:
            for j in range(ARITY[genome.op[t]]):
                if genome.arg[t, j] > 0:
                    live[genome.arg[t, j] - 1] = True
    m = 0
    for t in range(n):
        if not live[t]:
            continue
        k = genome.op[t]
        values = 0
        genome.op[m] = k
        for j in range(ARGS):
            a = genome.arg[t, j]
            if j >= ARITY[k]:
                genome.arg[m, j] = 0
                genome.word[m, j] = 0
                continue
            genome.arg[m, j] = target[a] if a >= 0 else a
            genome.word[m, j] = genome.word[t, j] if a < 0 else 0
            values += 1 if a >= 0 else 0
        if values == 0 or (k == _SELECT and genome.arg[m, 0] < 0):
            return 0
        if _SAME[k] and genome.arg[m, 0] == genome.arg[m, 1] and genome.arg[m, 0] >= 0:
            return 0
        same = twin(genome, m)
        if same >= 0:
            target[t + 1] = same + 1
        else:
            target[t + 1] = m + 1
            m += 1
    return m


@strict
def twin(genome, m):
    """An earlier instruction equal to instruction m, or -1."""
    for u in range(m):
        if genome.op[u] != genome.op[m]:
            continue
        equal = True
        for j in range(ARGS):
            equal &= genome.arg[u, j] == genome.arg[m, j] and genome.word[u, j] == genome.word[m, j]
        if equal:
            return u
    return -1


@strict
def redirect(genome, n, first, old, new):
    """Let operands of instructions first.. that are value `old` be value `new`."""
    for t in range(first, n):
        for j in range(ARITY[genome.op[t]]):
            if genome.arg[t, j] == old:
                genome.arg[t, j] = new


@strict
def bypass(genome, n, rng):
    """Delete one instruction: those that read it read one of its operands; or join a product and a sum."""
    if n < 2:
        return 0
    t = below(rng, n)
    k = genome.op[t]
    if k == _ADD and uniform(rng) < 0.7 and join_sum(genome, n, t):
        return n
    j = below(rng, ARITY[k])
    a = genome.arg[t, j]
    if a < 0:
        word = genome.word[t, j]
        if t == n - 1:
            return 0
        for u in range(t + 1, n):
            for m in range(ARITY[genome.op[u]]):
                if genome.arg[u, m] == t + 1:
                    genome.arg[u, m] = CONSTANT
                    genome.word[u, m] = word
        return n
    if t == n - 1:
        return a
    redirect(genome, n, t + 1, t + 1, a)
    return n


@strict
def join_sum(genome, n, t):
    """Make a sum one of whose terms is a product an fma."""
    for j in range(2):
        a = genome.arg[t, j]
        if a > 0 and genome.op[a - 1] == _MUL:
            other, word = genome.arg[t, 1 - j], genome.word[t, 1 - j]
            for m in range(2):
                genome.arg[t, m] = genome.arg[a - 1, m]
                genome.word[t, m] = genome.word[a - 1, m]
            genome.op[t] = _FMA
            genome.arg[t, 2] = other
            genome.word[t, 2] = word
            return True
    return False


@strict
def pick_constant(genome, n, rng):
    """One of the constants as 3 t + j; -1 where there is none."""
    count = 0
    chosen = -1
    for t in range(n):
        for j in range(ARITY[genome.op[t]]):
            if genome.arg[t, j] < 0:
                count += 1
                if below(rng, count) == 0:
                    chosen = ARGS * t + j
    return chosen


@strict
def insert_operation(genome, n, ops, pool, rng):
    """A new operation between a value and one that reads it, or behind the last one."""
    t = below(rng, n + 1)
    open_gap(genome, n, t)
    k = draw_operation(genome, t, ops, pool, rng)
    if t == n:
        j = below(rng, ARITY[k])
        genome.arg[t, j] = t
        return n + 1
    u = t + 1 + below(rng, n - t)
    m = below(rng, ARITY[genome.op[u]])
    if genome.arg[u, m] >= 0 and uniform(rng) < 0.8:
        genome.arg[t, below(rng, ARITY[k])] = min(genome.arg[u, m], t)
    genome.arg[u, m] = t + 1
    return n + 1


@strict
def change_operation(genome, n, ops, pool, rng):
    """Another operation on the same operands where it takes as many; a new operand else."""
    t = below(rng, n)
    k = ops[below(rng, len(ops))]
    old = ARITY[genome.op[t]]
    for j in range(ARITY[k]):
        if j >= old:
            draw_operand(genome, t, j, k, pool, 0.4, rng)
        elif genome.arg[t, j] < 0 and READS[k, j] != READS[genome.op[t], j]:
            genome.word[t, j] = draw_word(READS[k, j], pool, rng)
    genome.op[t] = k
    return n


@strict
def change_operand(genome, n, pool, rng):
    """One operand drawn anew, or two exchanged."""
    t = below(rng, n)
    k = genome.op[t]
    j = below(rng, ARITY[k])
    if ARITY[k] > 1 and uniform(rng) < 0.25:
        m = (j + 1) % ARITY[k]
        genome.arg[t, j], genome.arg[t, m] = genome.arg[t, m], genome.arg[t, j]
        genome.word[t, j], genome.word[t, m] = genome.word[t, m], genome.word[t, j]
    else:
        draw_operand(genome, t, j, k, pool, 0.35, rng)
    return n


@strict
def cross(genome, n, donor, m, scratch, ops, rng):
    """Instructions of a donor up to one of its values, in front.

    One operand of the program reads that value, or all that read x do, or a new operation joins it with the last value.
    """
    u = uniform(rng)
    cut = m if u < 0.5 else 1 + below(rng, m)
    if n + cut + 1 > MOST_WORD_OPS:
        return 0
    copy_genome(genome, n, scratch)
    copy_genome(donor, cut, genome)
    for t in range(n):
        genome.op[cut + t] = scratch.op[t]
        for j in range(ARGS):
            a = scratch.arg[t, j]
            genome.arg[cut + t, j] = a + cut if a > 0 else a
            genome.word[cut + t, j] = scratch.word[t, j]
    if u < 0.25:
        redirect(genome, n + cut, cut, 0, cut)
        return n + cut
    if u < 0.5:
        draw_operation(genome, n + cut, ops, 1.0, rng)
        genome.arg[n + cut, 0] = cut if uniform(rng) < 0.5 else n + cut
        if ARITY[genome.op[n + cut]] > 1:
            genome.arg[n + cut, 1] = n + cut if genome.arg[n + cut, 0] == cut else cut
        return n + cut + 1
    t = cut + below(rng, n)
    genome.arg[t, below(rng, ARITY[genome.op[t]])] = cut
    return n + cut


@strict
def append_product(genome, n, rng):
    """The product of two of the values, behind the last one."""
    genome.op[n] = _MUL
    for j in range(ARGS):
        genome.word[n, j] = 0
    genome.arg[n, 0] = n if uniform(rng) < 0.5 else below(rng, n + 1)
    genome.arg[n, 1] = below(rng, n + 1)
    genome.arg[n, 2] = 0
    return n + 1


@strict
def absorb(genome, n, rng):
    """Delete an operation that scales or moves one value: those that read it read the value, made an fma where it can be."""
    chosen = -1
    seen = 0
    for t in range(n):
        if value_scaled(genome, t) >= 0:
            seen += 1
            if below(rng, seen) == 0:
                chosen = t
    if chosen < 0:
        return 0
    a = value_scaled(genome, chosen)
    if a > 0:
        upgrade_at(genome, a - 1, rng)
    if chosen == n - 1:
        return a
    redirect(genome, n, chosen + 1, chosen + 1, a)
    return n


@strict
def value_scaled(genome, t):
    """The value that instruction t multiplies by a constant or adds one to; -1 where it is of another kind."""
    k = genome.op[t]
    if k != _ADD and k != _SUB and k != _MUL and k != _FMA:
        return -1
    value = -1
    for j in range(ARITY[k]):
        if genome.arg[t, j] >= 0:
            if value >= 0:
                return -1
            value = genome.arg[t, j]
    return value


@strict
def upgrade(genome, n, rng):
    """A sum or a product made an fma, which costs as much and has a constant more."""
    upgrade_at(genome, below(rng, n), rng)
    return n


@strict
def upgrade_at(genome, t, rng):
    """Make instruction t an fma where it is a sum or a product."""
    k = genome.op[t]
    if k != _ADD and k != _SUB and k != _MUL:
        return
    word = power_of_two(0) + np.int32(normal(rng) * 1.5 * 2.0**23)
    word = word ^ np.int32(-2147483648) if uniform(rng) < 0.5 else word
    genome.op[t] = _FMA
    if k == _MUL:
        genome.arg[t, 2] = CONSTANT
        genome.word[t, 2] = word
        return
    if genome.arg[t, 0] < 0:
        genome.arg[t, 0], genome.arg[t, 1] = genome.arg[t, 1], genome.arg[t, 0]
        genome.word[t, 0], genome.word[t, 1] = genome.word[t, 1], genome.word[t, 0]
    genome.arg[t, 2], genome.word[t, 2] = genome.arg[t, 1], genome.word[t, 1]
    genome.arg[t, 1] = CONSTANT
    genome.word[t, 1] = word


@strict
def vary_once(genome, n, donor, m, scratch, ops, pool, crossing, rng):
    """One variation in place; the new number of instructions, 0 where none came about."""
    u = uniform(rng)
    if n == 0 or (u < 0.27 and n < MOST_WORD_OPS):
        return insert_operation(genome, n, ops, pool, rng)
    if u < 0.47:
        return change_operation(genome, n, ops, pool, rng)
    if u < 0.67:
        return change_operand(genome, n, pool, rng)
    if u < 0.78:
        return bypass(genome, n, rng)
    if u < 0.78 + crossing and m > 0:
        return cross(genome, n, donor, m, scratch, ops, rng)
    if u > 0.96:
        return upgrade(genome, n, rng)
    chosen = pick_constant(genome, n, rng)
    if chosen >= 0:
        t, j = chosen // ARGS, chosen % ARGS
        kind = READS[genome.op[t], j]
        if uniform(rng) < 0.6:
            genome.word[t, j] = move_word(genome.word[t, j], kind, pool, rng)
        else:
            genome.word[t, j] = draw_word(kind, pool, rng)
        return n
    return change_operand(genome, n, pool, rng)

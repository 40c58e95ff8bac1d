"""Constants of programs of words: moves of words by +-2**k on the exact error, Gauss-Newton in steps of words.

A word of a constant is a coordinate: for a float a step of so many ulps, hence a relative step; for an integer a step
itself. Derivatives are central differences of what the program gives, all roundings included, over 2**11 words.
"""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import solve_normal
from evaluators.compiled.whole.word_scores import CRUDE, row_error, row_residuals
from evaluators.compiled.whole.words import ARGS, MOST_WORD_OPS, ROWS, fill_constant, fill_constants, run_rows
from evo.compiled.rng import below, uniform
from evo.compiled.whole.whole_constants import COUNT, FLOAT_OPERAND, INT_OPERAND, MASK, READS, far_word, move_word
from evo.compiled.whole.whole_store import copy_words
from evo.compiled.whole.whole_vary import ARITY, pick_constant

MOST_POINTS = 256
MOST_FREE = 20
"""Constants that Gauss-Newton moves."""
STEP_LOG2 = 11
_LARGEST_STEP = 2.0**24
MOST_REPEATS = 3
"""Steps of one size and direction that a pattern search takes in a row."""


class Bench(NamedTuple):
    """Scratch of one thread: rows of words, residuals, normal equations, and counters of evaluations."""

    i: np.ndarray
    f: np.ndarray
    residual: np.ndarray
    ahead: np.ndarray
    behind: np.ndarray
    slopes: np.ndarray
    square: np.ndarray
    factor: np.ndarray
    rhs: np.ndarray
    step: np.ndarray
    free: np.ndarray
    kept: np.ndarray  # words of the best found
    start: np.ndarray  # words at the start of a step
    spare: np.ndarray
    counts: np.ndarray  # [evaluations, structures, prologues]


def make_bench() -> Bench:
    """Scratch for one thread."""
    i = np.zeros((ROWS, MOST_POINTS), np.int32)
    rows = (np.zeros(MOST_POINTS), np.zeros(MOST_POINTS), np.zeros(MOST_POINTS), np.zeros((MOST_FREE, MOST_POINTS)))
    square = (np.zeros((MOST_FREE, MOST_FREE)), np.zeros((MOST_FREE, MOST_FREE)))
    words = [np.zeros((MOST_WORD_OPS, ARGS), np.int32) for _ in range(3)]
    vectors = (np.zeros(MOST_FREE), np.zeros(MOST_FREE), np.zeros(MOST_FREE, np.int64))
    return Bench(i, i.view(np.float32), *rows, *square, *vectors, *words, counts=np.zeros(8, np.int64))


@strict
def begin(points, bench):
    """Put the inputs of a sample in row 0."""
    for j in range(len(points.x)):
        bench.i[0, j] = points.x[j]


@strict
def run_all(genome, n, points, bench):
    """Fill the constants' rows and run the program."""
    count = len(points.x)
    fill_constants(genome.arg, genome.word, n, bench.i, count)
    run_rows(genome.op, genome.arg, 0, n, bench.i, count)  # pyright: ignore[reportCallIssue]
    bench.counts[0] += 1


@strict
def error_of(genome, n, points, bench):
    """The error of a program."""
    run_all(genome, n, points, bench)
    return row_error(bench.i, bench.f, n, points)


@strict
def rerun(genome, n, t, points, bench):
    """Run instructions t.. again."""
    run_rows(genome.op, genome.arg, t, n, bench.i, len(points.x))  # pyright: ignore[reportCallIssue]
    bench.counts[0] += 1


@strict
def set_word(genome, t, j, word, points, bench):
    """Change one constant and its row."""
    genome.word[t, j] = word
    fill_constant(t, j, genome.word[t, j], bench.i, len(points.x))


@strict
def tune(genome, n, error, tries, pool, points, bench, rng):
    """Try moves of one or two constants and keep those that are no worse; the new error. Rows must be the program's."""
    if pick_constant(genome, n, rng) < 0:
        return error
    dirty = n
    since = 0
    for _ in range(tries):
        first = pick_constant(genome, n, rng)
        second = pick_constant(genome, n, rng) if uniform(rng) < 0.2 else first
        t, j = first // ARGS, first % ARGS
        u, m = second // ARGS, second % ARGS
        old, old2 = genome.word[t, j], genome.word[u, m]
        set_word(genome, t, j, move_word(old, READS[genome.op[t], j], pool, rng), points, bench)
        if second != first:
            set_word(genome, u, m, move_word(old2, READS[genome.op[u], m], pool, rng), points, bench)
        rerun(genome, n, min(dirty, t, u), points, bench)
        new = row_error(bench.i, bench.f, n, points)
        dirty = n
        since += 1
        if new <= error:
            since = since if new == error else 0
            error = new
        else:
            set_word(genome, u, m, old2, points, bench)
            set_word(genome, t, j, old, points, bench)
            dirty = min(t, u)
    return error


@strict
def pattern(genome, n, error, largest, points, bench):
    """Every constant by +-2**k words, k from `largest` down to 0, while the exact error falls; the new error."""
    dirty = 0
    for k in range(largest, -1, -1):
        for t in range(n):
            for j in range(ARITY[genome.op[t]]):
                if genome.arg[t, j] >= 0 or READS[genome.op[t], j] > INT_OPERAND:
                    continue
                for sign in (-1, 1):
                    for _ in range(MOST_REPEATS):
                        old = genome.word[t, j]
                        set_word(genome, t, j, old + sign * (1 << k), points, bench)
                        rerun(genome, n, min(dirty, t), points, bench)
                        new = row_error(bench.i, bench.f, n, points)
                        if new < error:
                            error = new
                            dirty = n
                            continue
                        set_word(genome, t, j, old, points, bench)
                        dirty = t
                        break
    return error


@strict
def free_constants(genome, n, free):
    """Constants that Gauss-Newton may move, as 3 t + j; how many."""
    count = 0
    for t in range(n):
        for j in range(ARITY[genome.op[t]]):
            kind = READS[genome.op[t], j]
            movable = kind == FLOAT_OPERAND or kind == INT_OPERAND
            if genome.arg[t, j] < 0 and movable and count < MOST_FREE:
                free[count] = ARGS * t + j
                count += 1
    return count


@strict
def slopes_by_differences(genome, n, count, points, bench):
    """Derivatives of the residuals by each free constant, a unit being 2**STEP_LOG2 words."""
    size = len(points.x)
    dirty = 0
    for p in range(count):
        t, j = bench.free[p] // ARGS, bench.free[p] % ARGS
        old = genome.word[t, j]
        set_word(genome, t, j, old + (1 << STEP_LOG2), points, bench)
        rerun(genome, n, min(dirty, t), points, bench)
        good = row_residuals(bench.f, n, points, bench.ahead)
        set_word(genome, t, j, old - (1 << STEP_LOG2), points, bench)
        rerun(genome, n, t, points, bench)
        good = row_residuals(bench.f, n, points, bench.behind) and good
        set_word(genome, t, j, old, points, bench)
        dirty = t
        for k in range(size):
            bench.slopes[p, k] = 0.5 * (bench.ahead[k] - bench.behind[k]) if good else 0.0


@strict
def normal_equations(count, size, power, worst, bench):
    """Weighted normal equations; weights (|residual| / worst + 0.03)**power lead to equal ripples."""
    for p in range(count):
        bench.rhs[p] = 0.0
        for q in range(count):
            bench.square[p, q] = 0.0
    convex = 1.0 + 2.0 * power  # second derivative of |r|**(2 + 2 power), beside that of a square
    for k in range(size):
        weight = 1.0
        if power > 0.0:
            weight = (abs(bench.residual[k]) / worst + 0.03) ** power
        r = weight * bench.residual[k]
        for p in range(count):
            s = weight * bench.slopes[p, k]
            bench.rhs[p] -= s * r
            s *= weight * convex
            for q in range(p + 1):
                bench.square[p, q] += s * bench.slopes[q, k]


@strict
def weighted_sum(size, power, worst, bench):
    """Sum of weighted squares of `bench.residual` with weights as of its own, or of plain squares."""
    total = 0.0
    for k in range(size):
        r = abs(bench.residual[k])
        total += r * r if power <= 0.0 else r * r * (r / worst) ** power
    return total


@strict
def take_step(genome, count, points, bench, damping):
    """Solve for a damped step and add it to the constants; whether it could be solved."""
    for p in range(count):
        for q in range(count):
            bench.factor[p, q] = bench.square[p, q] if q <= p else bench.square[q, p]
        bench.factor[p, p] += damping * bench.square[p, p] + 1e-300
    if not solve_normal(bench.factor, bench.rhs, count, bench.step):
        return False
    for p in range(count):
        t, j = bench.free[p] // ARGS, bench.free[p] % ARGS
        words = bench.step[p] * (1 << STEP_LOG2)
        if not abs(words) < 1e300:
            return False
        words = max(-_LARGEST_STEP, min(_LARGEST_STEP, words))
        set_word(genome, t, j, genome.word[t, j] + np.int64(round(words)), points, bench)
    return True


@strict
def refit(genome, n, error, rounds, stop, points, bench):
    """Gauss-Newton on the free constants, at first for least squares, then towards equal ripples; the least largest error.

    Given up where half of the rounds leave the error above `stop`. The genome ends with the best constants found.
    """
    count = free_constants(genome, n, bench.free)
    size = len(points.x)
    run_all(genome, n, points, bench)
    if count == 0 or not row_residuals(bench.f, n, points, bench.residual):
        return error
    copy_words(genome.word, n, bench.kept)
    best = error
    damping = 1e-4
    for r in range(rounds):
        power = 0.0 if r < (rounds + 1) // 2 else 4.0
        if r == (rounds + 1) // 2:
            if best > stop:
                break
            copy_words(bench.kept, n, genome.word)
            damping = 1e-4
            run_all(genome, n, points, bench)
            row_residuals(bench.f, n, points, bench.residual)
        worst = 1e-300
        for k in range(size):
            worst = max(worst, abs(bench.residual[k]))
        before = weighted_sum(size, power, worst, bench)
        slopes_by_differences(genome, n, count, points, bench)
        normal_equations(count, size, 0.5 * power, worst, bench)
        copy_words(genome.word, n, bench.start)
        moved = False
        for _ in range(3):
            if take_step(genome, count, points, bench, damping):
                rerun(genome, n, 0, points, bench)
                good = row_residuals(bench.f, n, points, bench.residual)
                if good and weighted_sum(size, power, worst, bench) < before:
                    moved = True
                    damping *= 0.1
                    break
            copy_words(bench.start, n, genome.word)
            fill_constants(genome.arg, genome.word, n, bench.i, size)
            damping = damping * 30.0 + 1e-3
        if moved:
            new = row_error(bench.i, bench.f, n, points)
            if new < best:
                best = new
                copy_words(genome.word, n, bench.kept)
        else:
            run_all(genome, n, points, bench)
            row_residuals(bench.f, n, points, bench.residual)
            if power > 0.0:
                break
    copy_words(bench.kept, n, genome.word)
    return best


@strict
def far_restart(genome, n, source, points, bench, rng):
    """Constants of `source`, some or all of them moved far."""
    share = 0.3 if uniform(rng) < 0.5 else 0.9
    for t in range(n):
        for j in range(ARITY[genome.op[t]]):
            word = source[t, j]
            kind = READS[genome.op[t], j]
            if genome.arg[t, j] < 0 and kind != COUNT and kind != MASK and uniform(rng) < share:
                word = far_word(word, kind, rng)
            genome.word[t, j] = word
    return error_of(genome, n, points, bench)


@strict
def restarts(genome, n, error, count, stop, points, bench, rng):
    """The best of refits from `count` far sets of constants and from the program's own; the error."""
    own = bench.spare
    copy_words(genome.word, n, own)
    best_words = np.empty((MOST_WORD_OPS, ARGS), np.int32)
    copy_words(genome.word, n, best_words)
    best = error
    for r in range(count):
        if r == 0:
            copy_words(own, n, genome.word)
            start = error_of(genome, n, points, bench)
        else:
            centre = best_words if below(rng, 4) == 0 else own
            start = far_restart(genome, n, centre, points, bench, rng)
        if start > CRUDE + 8.0:
            continue
        new = refit(genome, n, start, 10, 4.0 * min(stop, best), points, bench)
        if new < best:
            best = new
            copy_words(genome.word, n, best_words)
    copy_words(best_words, n, genome.word)
    return best

"""Constants of prologues, moved on the error of their head.

A factor that is wrong by 1e-4 hides the worth of a mask behind it, and a good mask that of a better factor. A prologue that is
kept is given a few moves of both at once.
"""

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.word_heads import BIG, BITS, NO_NUMBERS, NO_READ, SCALED, fit_added, fit_line, fit_scaled
from evaluators.compiled.whole.words import ARGS
from evo.compiled.rng import uniform
from evo.compiled.whole.whole_constants import READS, move_word
from evo.compiled.whole.whole_heads import read
from evo.compiled.whole.whole_store import put, shape_hash
from evo.compiled.whole.whole_tune import rerun, run_all, set_word
from evo.compiled.whole.whole_vary import pick_constant

MOVES = 24


@strict
def error_of_head(kind, r, s, points, bench, desk):
    """The error of one head on the sample; its prologue must have been run and read."""
    count = len(points.x)
    work = (desk.lanes, desk.sums, desk.square, desk.rhs, desk.c)
    if not desk.facts[r, 1] > 0.0 or (s != NO_READ and not desk.facts[s, 0] < NO_NUMBERS):
        return BIG
    bench.counts[0] += 1
    t = desk.mapped[r]
    if kind == BITS:
        return fit_line(t, desk.line, count, desk.c)
    if kind == SCALED or s == NO_READ:
        factor = desk.ones if s == NO_READ else desk.reads[s]
        return fit_scaled(t, factor, points.w, desk.b, desk.total[0], count, work, BIG)
    return fit_added(t, desk.base[r], desk.reads[s], points.w, desk.b, desk.total[0], count, work, BIG)


@strict
def tune_prologue(genome, n, kind, r, s, error, pool, points, bench, desk, rng):
    """Try moves of one or two constants and keep those by which the error of the head falls; the new error."""
    if pick_constant(genome, n, rng) < 0:
        return error
    run_all(genome, n, points, bench)
    for _ in range(MOVES):
        first = pick_constant(genome, n, rng)
        second = pick_constant(genome, n, rng) if uniform(rng) < 0.3 else first
        t, j = first // ARGS, first % ARGS
        u, m = second // ARGS, second % ARGS
        old, old2 = genome.word[t, j], genome.word[u, m]
        set_word(genome, t, j, move_word(old, READS[genome.op[t], j], pool, rng), points, bench)
        if second != first:
            set_word(genome, u, m, move_word(old2, READS[genome.op[u], m], pool, rng), points, bench)
        rerun(genome, n, min(t, u), points, bench)
        read(1, n + 1, points, bench, desk)
        new = error_of_head(kind, r, s, points, bench, desk)
        if new < error:
            error = new
        else:
            set_word(genome, u, m, old2, points, bench)
            set_word(genome, t, j, old, points, bench)
            rerun(genome, n, min(t, u), points, bench)
    return error


@strict
def improve_kept(prologues, niche, slot, genome, n, rules, points, bench, desk, rng):
    """Tune a prologue that has just been kept; it stays where it is."""
    head = prologues.head[niche, slot]
    before = prologues.error[niche, slot]
    error = tune_prologue(genome, n, head[0], head[1], head[2], before, rules.pool, points, bench, desk, rng)
    if error < before:
        put(prologues, niche, slot, genome, n, error, shape_hash(genome, n))

"""Constants of prologues, moved on the error of their head.

A factor that is wrong by 1e-4 hides the worth of a mask behind it, and a good mask that of a better factor. A prologue that is
kept is given a few moves of both at once.
"""

from evaluators.compiled.cache import strict
from evaluators.compiled.whole.words import ARGS
from evo.compiled.rng import uniform
from evo.compiled.whole.whole_constants import READS, move_word
from evo.compiled.whole.whole_heads import error_of_head, read, run_prologue
from evo.compiled.whole.whole_store import put, shape_hash
from evo.compiled.whole.whole_vary import pick_constant

MOVES = 24


@strict
def tune_prologue(genome, n, head, error, rules, points, bench, desk, rng):
    """Try moves of one or two constants and keep those by which the error of the head falls; the new error."""
    if pick_constant(genome, n, rng) < 0:
        return error
    for _ in range(MOVES):
        first = pick_constant(genome, n, rng)
        second = pick_constant(genome, n, rng) if uniform(rng) < 0.3 else first
        t, j = first // ARGS, first % ARGS
        u, m = second // ARGS, second % ARGS
        old, old2 = genome.word[t, j], genome.word[u, m]
        genome.word[t, j] = move_word(old, READS[genome.op[t], j], rules.pool, rng)
        if second != first:
            genome.word[u, m] = move_word(old2, READS[genome.op[u], m], rules.pool, rng)
        run_prologue(genome, n, rules.found, points, bench, desk)
        read(1, n + 1, points, bench, desk)
        new = error_of_head(head, points, bench, desk)
        if new < error:
            error = new
        else:
            genome.word[u, m] = old2
            genome.word[t, j] = old
    return error


@strict
def improve_kept(prologues, niche, slot, genome, n, rules, points, bench, desk, rng):
    """Tune a prologue that has just been kept; it stays where it is."""
    before = prologues.error[niche, slot]
    error = tune_prologue(genome, n, prologues.head[niche, slot], before, rules, points, bench, desk, rng)
    if error < before:
        put(prologues, niche, slot, genome, n, error, shape_hash(genome, n))

"""One epoch of one island, compiled: tournament, variation, canonical form, duplicate check, fit, error, insertion."""

import numpy as np

from evaluators.compiled.cache import inlined, outermost, strict
from evaluators.compiled.canonical import REFUSED, is_tree, structural_hash
from evaluators.compiled.fit import DAMPING_START, MOST
from evaluators.compiled.poles import inner_zeros
from evo.compiled.dispatch import INSERT, KIND, SIMPLE_MOVES, move_constants, vary
from evo.compiled.equalise import equalise, follow_root
from evo.compiled.gauge import drive_to_neutral
from evo.compiled.measures import constants_fit, measure, niche_of, real_error, root_at_start, take_print
from evo.compiled.memory import hash_of_square, known
from evo.compiled.rng import below, uniform
from evo.compiled.setting import (
    ACCEPTED,
    ATTEMPTS,
    DUPLICATES,
    EVALUATIONS,
    FITTED,
    IMPROVED_AT,
    ISOLATED_UNTIL,
    MOVES,
    PAID,
    REFITS,
    REJECTS,
    SAME_FUNCTION,
    TRIED,
)
from evo.compiled.stages import fit_in_stages
from evo.compiled.store import ERROR, MOVE, REAL_ERROR, enter, extreme_slot, find_same, get, keep_best, remember
from evo.compiled.variation import jitter
from evo.mutations import CONSTANTS, DONOR, GAUGE, ROOT, SIMPLE

IMPROVEMENT = 0.98
"""An error below this share of the old one counts as progress and puts a restart off."""
NEAR_BEST = 1.3
"""A child within this factor of the best of its niche is reweighted towards equal ripples."""
PAIRED_ROOT = 256.0
"""A square is sought in double-double below this multiple of the bar for that, for a root has a smaller error."""
SLACK = 2
"""Niches beyond the first good enough one that stay open: a form that costs more may round less."""
PATIENCE, WORTH = 200_000, 200
"""The memory of structures is emptied, so that they are fitted from other constants, where the space is nearly used up: where
attempts, less WORTH for each new structure and never below 0, come to PATIENCE. More than one new in 200 never does."""
MET = REFUSED - 1
"""In place of the instructions of a child: it was met before."""


@strict
def open_niches(own, enough):
    """Niches in use: up to SLACK beyond the first that holds a program as good as is of use; all where none is."""
    for niche in range(len(own.size)):
        for j in range(own.size[niche]):
            if own.facts[niche, j, REAL_ERROR] <= enough:
                return min(niche + 1 + SLACK, len(own.size))
    return len(own.size)


@strict
def pick(population, niches, elite, share, rules, rng, raw, facts):
    """Copy a parent into raw: from the archive with probability `share`, else by tournament; its instructions.

    In the reals costly niches are drawn more often, in float32 all alike.
    """
    niche = below(rng, niches)
    if not rules.rounded:
        niche = max(niche, below(rng, niches))
    while population.size[niche] == 0:
        niche = below(rng, niches)
    if elite.size[niche] > 0 and uniform(rng) < share:
        return get(elite, niche, below(rng, elite.size[niche]), raw, facts)
    best = below(rng, population.size[niche])
    for _ in range(rules.tournament - 1):
        j = below(rng, population.size[niche])
        if population.facts[niche, j, ERROR] < population.facts[niche, best, ERROR]:
            best = j
    return get(population, niche, best, raw, facts)


@strict
def draw_move(chances, rng):
    """A random variation."""
    u = uniform(rng)
    for move in range(MOVES - 1):
        if u < chances[move]:
            return move
    return MOVES - 1


@strict
def stagnant(counts, rules):
    """True if an island has gone without progress for so long that it is to begin again."""
    alone = counts[ISOLATED_UNTIL] > 0
    return not alone and counts[EVALUATIONS] + counts[REFITS] - counts[IMPROVED_AT] > rules.patience


@inlined
def choose(population, own, niches, rng, counts, rules, data, work):
    """Draw a variation and a parent, which becomes the child; the variation and the child's instructions."""
    move = draw_move(data.chances, rng)
    share_elite = rules.all_elite if KIND[move] == ROOT else rules.elite_parents
    n = pick(population, niches, own, share_elite, rules, rng, work.child, work.facts)
    if n == 0 and (KIND[move] == CONSTANTS or KIND[move] == GAUGE or KIND[move] == ROOT):
        move = INSERT
    counts[TRIED + move] += 1
    for i in range(MOST):  # variations know float64 constants alone
        work.child.low[i] = 0.0
    return move, n


@inlined
def find_root(n, memory, rules, data, work, fit_scratch):
    """Lead the child's constants to the square root of the target, once for each program; instructions, REFUSED or MET."""
    if known(memory, hash_of_square(work.child, n, work.facts)):
        return MET
    paired = work.facts[REAL_ERROR] < PAIRED_ROOT * data.pairs_below
    return n if follow_root(work.child, n, paired, rules, data, work, fit_scratch) else REFUSED


@inlined
def restructure(population, own, niches, n, move, rng, rules, data, work):
    """A variation of the structure, and perhaps a second, simple one after a simple one; instructions, or REFUSED."""
    raw, donor_n = work.child, rules.nothing
    if KIND[move] == DONOR:
        donor_n = pick(population, niches, own, rules.elite_parents, rules, rng, work.donor, work.donor_facts)
    n = vary(raw, n, move, work.donor, donor_n, rules.canonical, data.forms, rng)
    if n > 0 and KIND[move] == SIMPLE and uniform(rng) < rules.second_move:
        second = SIMPLE_MOVES[below(rng, len(SIMPLE_MOVES))]
        n = vary(raw, n, second, work.donor, rules.nothing, rules.canonical, data.forms, rng)
    return n


@inlined
def alter(population, own, niches, n, move, memory, rng, rules, data, work, fit_scratch):
    """Make the child from the parent in its place: instructions, REFUSED or MET, and the damping of its first fit."""
    if KIND[move] == GAUGE:
        return drive_to_neutral(work.child, n, rng, rules, data, fit_scratch)
    if KIND[move] == CONSTANTS:
        move_constants(move, work.child, n, data.forms, rng)
        return n, DAMPING_START
    if KIND[move] == ROOT and rules.fitting:
        n = find_root(n, memory, rules, data, work, fit_scratch)
    if n >= 0:
        n = restructure(population, own, niches, n, move, rng, rules, data, work)
    return n, DAMPING_START


@inlined
def place_of(raw, n, niches, rules, work):
    """Niche of a child, or REFUSED where it is outside the space."""
    if not (0 < n <= rules.max_ops and constants_fit(raw, n, rules.constant_limit)):
        return REFUSED
    if not rules.sharing and not is_tree(raw.op, raw.left, raw.right, n):
        return REFUSED
    niche = niche_of(raw, n, rules, work)
    return niche if niche < niches else REFUSED


@inlined
def admit(raw, n, move, memory, rng, counts, rules, data, fit_scratch):
    """Root mean square error of a child before its fit, or inf where it is not to be fitted.

    A structure met before is fitted again now and then, from other constants.
    """
    kind = KIND[move]
    seen = known(memory, structural_hash(raw.op, raw.left, raw.right, n))
    if seen and not (kind == CONSTANTS or kind == GAUGE or kind == ROOT):
        if uniform(rng) >= rules.refit:
            counts[DUPLICATES] += 1
            return np.inf
        jitter(raw, n, 1.0, rng)
    before = root_at_start(raw, n, rules, data, fit_scratch)
    if not before < np.inf:
        counts[REJECTS] += 1
        return np.inf
    counts[REFITS if seen else EVALUATIONS] += 1
    counts[FITTED + move] += 1
    return before


@inlined
def standards(population, own, niche, rules):
    """The error that a child of a niche must beat while it is fitted, and that of the best there; inf where all may come."""
    bar = np.inf
    best = np.inf
    if population.size[niche] == population.ops.shape[1]:
        bar = population.facts[niche, extreme_slot(population, niche, rules.bar_column, 1.0), rules.bar_column]
    place = extreme_slot(own, niche, ERROR, -1.0)
    if place >= 0:
        best = own.facts[niche, place, REAL_ERROR]
    return bar, best


@inlined
def judge(own, niche, n, best, paired, counts, rules, data, work, fit_scratch):
    """Measure a fitted child and fill in its facts; its error before rounding, or inf where it is of no use."""
    raw = work.child
    if not constants_fit(raw, n, rules.constant_limit):
        return np.inf
    real = real_error(raw, n, paired, data, work)
    if not real < np.inf or inner_zeros(raw, n, data, work) > rules.inner_most:
        counts[REJECTS] += 1
        return np.inf
    take_print(n, real, paired, data, work)
    if real < NEAR_BEST * best:
        if find_same(own, niche, work.facts) >= 0:
            counts[SAME_FUNCTION] += 1
            return np.inf
        if rules.fitting:
            real = equalise(raw, n, paired, rules, data, work, fit_scratch)
    good = constants_fit(raw, n, rules.constant_limit) and measure(raw, n, real, rules, data, work)
    return real if good else np.inf


@inlined
def file_away(own, own_real, niche, n, move, counts, rules, work):
    """Offer a child to the archives; whether it pays: as a new function, or as a step forward of its niche."""
    raw, facts = work.child, work.facts
    facts[MOVE] = move
    remember(facts, move, n)
    place = extreme_slot(own, niche, ERROR, -1.0)
    record = own.facts[niche, place, ERROR] if place >= 0 else np.inf
    pays = keep_best(own, niche, ERROR, raw, n, facts)
    if rules.rounded:
        keep_best(own_real, niche, REAL_ERROR, raw, n, facts)
    if facts[ERROR] < IMPROVEMENT * record:
        counts[IMPROVED_AT] = counts[EVALUATIONS] + counts[REFITS]
        pays = True
    counts[PAID + move] += 1 if pays else 0
    return pays


@outermost
def breed(population, own, own_real, memory, rng, counts, rules, data, work, fit_scratch, last):
    """Breed until counts[EVALUATIONS] reaches `last` or the island stagnates; all in place.

    One turn of the loop is one child: parent, variation, canonical form, memory, staged fit, errors, insertion.
    """
    raw = work.child
    idle = 0
    niches = open_niches(own, rules.enough)
    while counts[EVALUATIONS] < last and not stagnant(counts, rules):
        idle += 1
        if idle > PATIENCE:
            memory[:] = 0
            idle = 0
        counts[ATTEMPTS] += 1
        move, n = choose(population, own, niches, rng, counts, rules, data, work)
        n, damping = alter(population, own, niches, n, move, memory, rng, rules, data, work, fit_scratch)
        niche = place_of(raw, n, niches, rules, work)
        if niche < 0:
            counts[DUPLICATES if n == MET else REJECTS] += 1
            continue
        met = counts[EVALUATIONS]
        before = admit(raw, n, move, memory, rng, counts, rules, data, fit_scratch)
        if not before < np.inf:
            continue
        if counts[EVALUATIONS] > met:
            idle = max(0, idle - WORTH)
        bar, best = standards(population, own, niche, rules)
        alive, paired = True, rules.plain
        if rules.fitting:
            alive, paired = fit_in_stages(raw, n, before, damping, bar, best, rules, data, fit_scratch)
        if not alive:
            continue
        real = judge(own, niche, n, best, paired, counts, rules, data, work, fit_scratch)
        if not real < np.inf:
            continue
        if file_away(own, own_real, niche, n, move, counts, rules, work) and real <= rules.enough:
            niches = open_niches(own, rules.enough)
        if enter(population, niche, rules.ageing, raw, n, work.facts):
            counts[ACCEPTED + move] += 1
        else:
            counts[SAME_FUNCTION] += 1

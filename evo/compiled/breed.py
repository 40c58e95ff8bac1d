"""One epoch of one island, compiled: tournament, variation, canonical form, duplicate check, fit, error, insertion."""

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import canonicalise, constant, is_tree, mix, prune, structural_hash
from evaluators.compiled.fit import DAMPING_MOST, DAMPING_START, MOST, fit
from evaluators.compiled.forms import NODES
from evaluators.compiled.poles import inner_zeros
from evaluators.compiled.valley import follow_valley
from evo.compiled.equalise import equalise, follow_root
from evo.compiled.measures import (
    constants_fit,
    measure,
    niche_of,
    real_error,
    root_at_start,
    take_print,
)
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
from evo.compiled.store import ERROR, MOVE, REAL_ERROR, enter, extreme_slot, find_same, get, keep_best, remember
from evo.compiled.variation import (
    CHANGE,
    DELETE,
    GAUGE,
    INSERT,
    NEUTRAL,
    PERTURB,
    REWIRE,
    SHARE,
    SPLICE,
    SQUARE,
    TWO,
    WRAP,
    change,
    delete,
    insert,
    jitter,
    perturb,
    rewire,
    share,
    splice,
    square,
    two,
    wrap,
)

IMPROVEMENT = 0.98
"""An error below this share of the old one counts as progress and puts a restart off."""
NEAR_BEST = 1.3
"""A child within this factor of the best of its niche is reweighted towards equal ripples."""
PAIRED_ROOT = 256.0
"""A square is sought in double-double below this multiple of the bar for that, for a root has a smaller error."""
GAUGE_STEPS = 4
"""Steps in which a constant is driven to its neutral value."""
SLACK = 2
"""Niches beyond the first good enough one that stay open: a form that costs more may round less."""
PATIENCE, WORTH = 200_000, 200
"""The memory of structures is emptied, so that they are fitted from other constants, where the space is nearly used up: where
attempts, less WORTH for each new structure and never below 0, come to PATIENCE. More than one new in 200 never does."""


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
def settle(raw, root, canonical):
    """The canonical form, or only what is alive; instructions, or REFUSED."""
    if canonical:
        return canonicalise(raw.op, raw.left, raw.right, raw.const, root)
    return prune(raw.op, raw.left, raw.right, raw.const, root)


@strict
def vary(raw, n, move, donor, donor_n, canonical, forms, rng):
    """Apply a variation and, where asked for, the canonical form in place; instructions, or REFUSED."""
    root, rows = n, n
    if move == INSERT or (n == 0 and move != TWO and move != WRAP):
        root, rows = insert(raw, n, root, rows, forms, rng)
    elif move == DELETE:
        root, rows = delete(raw, n, root, rows, rng)
    elif move == REWIRE:
        root, rows = rewire(raw, n, root, rows, rng)
    elif move == CHANGE:
        root, rows = change(raw, n, root, rows, forms, rng)
    elif move == SHARE:
        root, rows = share(raw, n, root, rows, rng)
    elif move == WRAP:
        root, rows = wrap(raw, n, root, rows, forms, rng)
    elif move == TWO:
        root, rows = two(raw, n, root, rows, forms, rng)
    elif move == SQUARE:
        root, rows = square(raw, n, root, rows)
    elif move == SPLICE and donor_n > 0:
        root, rows = splice(raw, n, root, rows, donor, donor_n, forms, rng)
    return settle(raw, root, canonical)


@strict
def draw_gauge(raw, n, rng):
    """A random instruction whose constant has a neutral value, or -1."""
    for _ in range(8):
        i = below(rng, n)
        if constant(raw.op[i]) and NEUTRAL[raw.op[i]] == NEUTRAL[raw.op[i]]:
            return i
    return -1


@strict
def drop(raw, n, held, canonical):
    """Take an instruction with a constant out; instructions of the settled rest, or REFUSED."""
    keep = raw.left[held]
    for j in range(n):
        if raw.left[j] == held + 1:
            raw.left[j] = keep
        if raw.right[j] == held + 1:
            raw.right[j] = keep
    return settle(raw, keep if n == held + 1 else n, canonical)


@strict
def known(memory, h):
    """Whether a structure was met, remembering it; a full bucket forgets one of its four."""
    mask = np.uint64(len(memory) // 4 - 1)
    base = np.int64((h >> np.uint64(8)) & mask) * 4
    for k in range(4):
        if memory[base + k] == h:
            return True
        if memory[base + k] == 0:
            memory[base + k] = h
            return False
    memory[base + np.int64(h >> np.uint64(62))] = h
    return False


@strict
def hash_of_square(raw, n, facts):
    """Hash of a program and, to four digits, its error: its square is sought once."""
    h = structural_hash(raw.op, raw.left, raw.right, n)
    return mix(h, np.uint64(np.int64(1e4 * (800.0 + np.log(facts[REAL_ERROR]))))) | np.uint64(1)


@strict
def draw_move(chances, rng):
    """A random variation."""
    u = uniform(rng)
    for move in range(MOVES - 1):
        if u < chances[move]:
            return move
    return MOVES - 1


@strict
def breed(population, own, own_real, memory, rng, counts, rules, data, work, fit_scratch, last):
    """Breed until counts[EVALUATIONS] reaches `last` or the island stagnates; all in place.

    One turn of the loop is one child: parent, variation, canonical form, memory, staged fit, errors, insertion.
    """
    raw, facts = work.child, work.facts
    idle = 0
    niches = open_niches(own, rules.enough)
    while counts[EVALUATIONS] < last:
        if counts[ISOLATED_UNTIL] == 0 and counts[EVALUATIONS] + counts[REFITS] - counts[IMPROVED_AT] > rules.patience:
            return
        idle += 1
        if idle > PATIENCE:
            memory[:] = 0
            idle = 0
        counts[ATTEMPTS] += 1
        move = draw_move(data.chances, rng)
        share_elite = rules.all_elite if move == SQUARE else rules.elite_parents
        n = pick(population, niches, own, share_elite, rules, rng, raw, facts)
        if n == 0 and (move == PERTURB or move == GAUGE or move == SQUARE):
            move = INSERT
        counts[TRIED + move] += 1
        for i in range(MOST):  # variations know float64 constants alone
            raw.low[i] = 0.0
        # Rounds of fitting: four towards a neutral constant (gauge), three stages of growing budget, one for an elite.
        stage = 0
        held = rules.nothing_held
        gauge_from = 0.0
        if move == GAUGE:
            held = draw_gauge(raw, n, rng)
            if held < 0:
                counts[REJECTS] += 1
                continue
            stage = -GAUGE_STEPS
            gauge_from = raw.const[held]
        elif move == PERTURB:
            perturb(raw, n, rng)
        else:
            if move == SQUARE and rules.fitting:
                if known(memory, hash_of_square(raw, n, facts)):
                    counts[DUPLICATES] += 1
                    continue
                paired = facts[REAL_ERROR] < PAIRED_ROOT * data.pairs_below
                if not follow_root(raw, n, paired, rules, data, work, fit_scratch):
                    counts[REJECTS] += 1
                    continue
            donor_n = rules.nothing
            if move == SPLICE:
                donor_n = pick(population, niches, own, rules.elite_parents, rules, rng, work.donor, work.donor_facts)
            n = vary(raw, n, move, work.donor, donor_n, rules.canonical, data.forms, rng)
            if n > 0 and move <= SHARE and uniform(rng) < rules.second_move:
                n = vary(raw, n, below(rng, SHARE + 1), work.donor, rules.nothing, rules.canonical, data.forms, rng)
        niche = rules.nothing
        seen = False
        bar = np.inf
        best = np.inf
        before = np.inf
        damping = DAMPING_START
        alive = True
        paired = rules.plain
        while alive:
            if stage == 0:  # the structure is settled: is it in the space, and new?
                alive = n > 0 and n <= rules.max_ops and constants_fit(raw, n, rules.constant_limit)
                if alive and not rules.sharing:
                    alive = is_tree(raw.op, raw.left, raw.right, n)
                if alive:
                    niche = niche_of(raw, n, rules, work)
                    alive = niche < niches
                if not alive:
                    counts[REJECTS] += 1
                    break
                seen = known(memory, structural_hash(raw.op, raw.left, raw.right, n))
                if seen and move != PERTURB and move != GAUGE and move != SQUARE:
                    if uniform(rng) >= rules.refit:
                        counts[DUPLICATES] += 1
                        alive = False
                        break
                    jitter(raw, n, 1.0, rng)
                before = root_at_start(raw, n, rules, data, fit_scratch)
                if not before < np.inf:
                    counts[REJECTS] += 1
                    alive = False
                    break
                counts[REFITS if seen else EVALUATIONS] += 1
                counts[FITTED + move] += 1
                if not seen:
                    idle = max(0, idle - WORTH)
                if population.size[niche] == population.ops.shape[1]:
                    bar = population.facts[
                        niche, extreme_slot(population, niche, rules.bar_column, 1.0), rules.bar_column
                    ]
                place = extreme_slot(own, niche, ERROR, -1.0)
                if place >= 0:
                    best = own.facts[niche, place, REAL_ERROR]
                if not rules.fitting:
                    break
            steps = rules.long_steps
            share = rules.long_bar
            if stage < 0:
                raw.const[held] = gauge_from + (NEUTRAL[raw.op[held]] - gauge_from) * (
                    1.0 + (stage + 1.0) / GAUGE_STEPS
                )
                steps = rules.lawson_steps
                damping = DAMPING_START
            elif stage == 0:
                steps, share = rules.first_steps, rules.first_bar
            elif stage == 1:
                steps, share = rules.more_steps, rules.more_bar
            elif stage == 3:
                steps = rules.elite_steps
            if stage == 0 and rules.valley_steps > 0 and before < rules.first_bar * bar:
                # Near its parent's error from the start: a damped step would spoil the way along the valley.
                follow_valley(raw, n, held, rules.first_steps, paired, data, fit_scratch)
            total, damping, done = fit(raw, n, held, steps, damping, rules.accelerate, paired, data, fit_scratch)
            if not total < np.inf:
                counts[REJECTS] += 1 if stage < 0 else 0
                alive = False
                break
            if stage > 0 and rules.valley_steps > 0:
                total = follow_valley(raw, n, held, rules.valley_steps, paired, data, fit_scratch)
            if stage < 0:
                if stage == -1:
                    n = drop(raw, n, held, rules.canonical)
                    held = rules.nothing_held
                stage += 1
                continue
            if damping >= DAMPING_MOST:
                damping = DAMPING_START
            root = np.sqrt(total / NODES)
            if not paired and root < data.pairs_below:  # what float64 says of it is noise
                paired = True
                stage = min(stage + 1, 3)
                damping = DAMPING_START
                before = root
                continue
            if stage < 3 and root * min(1.0, root / before) > share * bar:  # not even as large a gain again would do
                alive = False
            elif stage == 3 or (stage == 2 and root > best):
                break
            elif done and stage < 2:
                stage = 2
            before = root
            stage += 1
        if not alive or not constants_fit(raw, n, rules.constant_limit):
            continue
        real = real_error(raw, n, paired, data, work)
        if not real < np.inf or inner_zeros(raw, n, data, work) > rules.inner_most:
            counts[REJECTS] += 1
            continue
        take_print(n, real, paired, data, work)
        if real < NEAR_BEST * best and find_same(own, niche, facts) >= 0:
            counts[SAME_FUNCTION] += 1
            continue
        if rules.fitting and real < NEAR_BEST * best:
            real = equalise(raw, n, paired, rules, data, work, fit_scratch)
        if not constants_fit(raw, n, rules.constant_limit) or not measure(raw, n, real, rules, data, work):
            continue
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
        if pays and real <= rules.enough:
            niches = open_niches(own, rules.enough)
        if enter(population, niche, rules.ageing, raw, n, facts):
            counts[ACCEPTED + move] += 1
        else:
            counts[SAME_FUNCTION] += 1

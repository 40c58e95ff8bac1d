"""One epoch of one island, compiled: tournament, variation, canonical form, duplicate check, fit, error, insertion."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import RAW, canonicalise, constant, structural_hash
from evaluators.compiled.codegen import values64, values256
from evaluators.compiled.fit import DAMPING_MOST, DAMPING_START, MOST, FitWork, fit, fit_work
from evaluators.compiled.forms import DENSE, NODES
from evaluators.compiled.lowered import contractions, max_weighted_error, values_float32
from evaluators.compiled.rng import below, uniform
from evaluators.compiled.store import (
    PRINT,
    Raw,
    Store,
    best_slot,
    clear,
    empty_store,
    enter,
    get,
    keep_best,
)
from evaluators.compiled.variation import (
    CHANGE,
    DELETE,
    GAUGE,
    INSERT,
    NEUTRAL,
    PERTURB,
    REWIRE,
    SHARE,
    SPLICE,
    TWO,
    WRAP,
    change,
    delete,
    insert,
    perturb,
    rewire,
    share,
    splice,
    two,
    wrap,
)

# Places of `counts`; after MOVE_FIRST come the tries, then the acceptances of every variation.
EVALUATIONS, DUPLICATES, REJECTS, REFITS, SAME_FUNCTION, ATTEMPTS, IMPROVED_AT, ISOLATED_UNTIL, RESTARTS = range(9)
MOVES = 10
MOVE_FIRST = 9
COUNTS = MOVE_FIRST + 2 * MOVES

IMPROVEMENT = 0.98
"""An error below this share of the old one counts as progress and puts a restart off."""
PATIENCE = 200_000
"""Attempts in a row without an evaluation after which the memory of structures is emptied: the space is small."""


class Data(NamedTuple):
    """The target on its points; weights turn a difference into the error."""

    fit_x: np.ndarray
    fit_target: np.ndarray
    fit_weight: np.ndarray
    dense_x: np.ndarray
    dense_target: np.ndarray
    dense_weight: np.ndarray
    score_x: np.ndarray  # float32
    score_target: np.ndarray
    score_weight: np.ndarray
    forms: np.ndarray  # int8: the forms that may be inserted
    chances: np.ndarray  # float64 (MOVES,): cumulated probabilities of the variations


class Rules(NamedTuple):
    """The search settings in the order of evo.island's SearchSettings."""

    rounded: bool  # float32 mode
    max_ops: int
    niches: int
    tournament: int
    ageing: bool
    elite_parents: float
    second_move: float
    constant_limit: float
    fitting: bool
    accelerate: bool
    first_steps: int
    more_steps: int
    long_steps: int
    elite_steps: int
    first_bar: float
    more_bar: float
    long_bar: float
    lawson_rounds: int
    patience: int
    isolation: int


class Work(NamedTuple):
    """Scratch of one thread."""

    child: Raw
    second: Raw
    donor: Raw
    dense: np.ndarray  # (MOST + 1, DENSE)
    rounded: np.ndarray  # float32 (MOST + 3, DENSE)
    fused: np.ndarray
    absorbed: np.ndarray
    prints: np.ndarray
    best_const: np.ndarray
    lawson: np.ndarray  # (NODES,)


def make_raw() -> Raw:
    """An empty raw program."""
    return Raw(*(np.zeros(RAW, np.int8) for _ in range(3)), np.zeros(RAW))


def make_work(data: Data) -> tuple[Work, FitWork]:
    """Scratch for one epoch on this target."""
    dense = np.zeros((MOST + 1, DENSE))
    dense[0] = data.dense_x
    rounded = np.zeros((MOST + 3, DENSE), np.float32)
    rounded[0] = data.score_x
    flags = (np.zeros(MOST, np.int8), np.zeros(MOST, np.bool_))
    raws = (make_raw(), make_raw(), make_raw())
    return Work(*raws, dense, rounded, *flags, np.zeros(PRINT), np.zeros(MOST), np.zeros(NODES)), fit_work(data.fit_x)


@strict
def real_error(raw, n, data, work):
    """Largest weighted error on the dense points in float64; fills the fingerprint."""
    values256(raw.op, raw.left, raw.right, raw.const, n, work.dense)
    worst = max_weighted_error(work.dense[n], data.dense_target, data.dense_weight)
    for k in range(PRINT - 1):
        j = (2 * k + 1) * DENSE // (2 * (PRINT - 1))
        work.prints[k] = data.dense_weight[j] * (work.dense[n, j] - data.dense_target[j])
    return worst


@strict
def rounded_error(raw, n, data, work):
    """Largest weighted error of the lowered program on the score points in float32."""
    contractions(raw.op, raw.left, raw.right, n, work.fused, work.absorbed)
    values_float32(raw.op, raw.left, raw.right, raw.const, n, work.fused, work.absorbed, work.rounded)
    return max_weighted_error(work.rounded[n], data.score_target, data.score_weight)


@strict
def niche_of(raw, n, rules, work):
    """Niche of a structure: its operation count, or the cost of the lowered program, rounded up."""
    if not rules.rounded:
        return n
    return int(np.ceil(contractions(raw.op, raw.left, raw.right, n, work.fused, work.absorbed)))


@strict
def constants_fit(raw, n, limit):
    """Whether every constant is finite and within the limit."""
    for i in range(n):
        if constant(raw.op[i]) and not abs(raw.const[i]) <= limit:
            return False
    return True


@strict
def staged_fit(raw, n, bar, rules, data, fit_scratch):
    """Fit with a budget that grows while the error stays within reach of `bar`; root mean square, inf when hopeless."""
    if not rules.fitting:
        return 0.0
    damping = DAMPING_START
    root = np.inf
    for stage in range(3):
        steps = rules.first_steps if stage == 0 else rules.more_steps if stage == 1 else rules.long_steps
        total, damping, done = fit(
            raw.op, raw.left, raw.right, raw.const, n, -1, steps, damping, rules.accelerate, data, fit_scratch
        )
        if not total < np.inf:
            return np.inf
        root = np.sqrt(total / NODES)
        if done and damping < DAMPING_MOST:
            return root
        if damping >= DAMPING_MOST:
            damping = DAMPING_START
        share = rules.first_bar if stage == 0 else rules.more_bar if stage == 1 else rules.long_bar
        if root > share * bar:
            return np.inf if stage < 2 else root
    return root


@strict
def lawson(raw, n, rules, data, work, fit_scratch):
    """Reweight the fit towards equal ripples and keep the constants of the least largest error; that error.

    Lawson's iteration on the fit nodes: weights grow in proportion to the size of the residual where they stand.
    """
    best = real_error(raw, n, data, work)
    work.best_const[:n] = raw.const[:n]
    weights = work.lawson
    weights[:] = 1.0
    weight = data.fit_weight.copy()
    shifted = Data(
        data.fit_x,
        data.fit_target,
        weight,
        data.dense_x,
        data.dense_target,
        data.dense_weight,
        data.score_x,
        data.score_target,
        data.score_weight,
        data.forms,
        data.chances,
    )
    for _ in range(rules.lawson_rounds):
        values64(raw.op, raw.left, raw.right, raw.const, n, fit_scratch.values)
        mean = 0.0
        for j in range(NODES):
            size = data.fit_weight[j] * abs(fit_scratch.values[n, j] - data.fit_target[j])
            weights[j] *= size
            mean += weights[j]
        if not (mean > 0.0 and mean < np.inf):
            break
        for j in range(NODES):
            weights[j] = max(weights[j] * NODES / mean, 1e-9)
            weight[j] = data.fit_weight[j] * np.sqrt(weights[j])
        fit(raw.op, raw.left, raw.right, raw.const, n, -1, 3, 1e-6, rules.accelerate, shifted, fit_scratch)
        error = real_error(raw, n, data, work)
        if error < best:
            best = error
            work.best_const[:n] = raw.const[:n]
    raw.const[:n] = work.best_const[:n]
    return real_error(raw, n, data, work)


@strict
def tournament(pop, niche, size, rng):
    """Slot of the best of `size` random members of a niche."""
    best = below(rng, pop.size[niche])
    for _ in range(size - 1):
        j = below(rng, pop.size[niche])
        if pop.error[niche, j] < pop.error[niche, best]:
            best = j
    return best


@strict
def pick_niche(pop, rng):
    """A random niche that is not empty."""
    while True:
        niche = below(rng, len(pop.size))
        if pop.size[niche] > 0:
            return niche


@strict
def pick(pop, elite, share, size, rng, raw):
    """Copy a parent into raw: from the archive with probability `share`, else by tournament; its instructions."""
    niche = pick_niche(pop, rng)
    if elite.size[niche] > 0 and uniform(rng) < share:
        return get(elite, niche, below(rng, elite.size[niche]), raw)
    return get(pop, niche, tournament(pop, niche, size, rng), raw)


@strict
def vary(raw, n, move, donor, donor_n, forms, rng):
    """Apply a variation and the canonical form in place; instructions, or REFUSED."""
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
    elif move == SPLICE and donor_n > 0:
        root, rows = splice(raw, n, root, rows, donor, donor_n, forms, rng)
    return canonicalise(raw.op, raw.left, raw.right, raw.const, root)


@strict
def drive_gauge(raw, n, rules, data, fit_scratch, rng):
    """Drive one constant to its neutral value while the others are refitted, then drop its operation.

    Instructions of the canonical rest, or REFUSED.
    """
    held = -1
    for _ in range(8):
        i = below(rng, n)
        if constant(raw.op[i]) and NEUTRAL[raw.op[i]] == NEUTRAL[raw.op[i]]:
            held = i
            break
    if held < 0:
        return -1
    neutral = NEUTRAL[raw.op[held]]
    start = raw.const[held]
    for t in range(1, 5):
        raw.const[held] = start + (neutral - start) * t / 4
        fit(raw.op, raw.left, raw.right, raw.const, n, held, 3, DAMPING_START, rules.accelerate, data, fit_scratch)
    keep = raw.left[held]
    for j in range(n):
        if raw.left[j] == held + 1:
            raw.left[j] = keep
        if raw.right[j] == held + 1:
            raw.right[j] = keep
    return canonicalise(raw.op, raw.left, raw.right, raw.const, keep if n == held + 1 else n)


@strict
def known(memory, h):
    """Whether a structure was met, remembering it; a full bucket forgets one of its four."""
    mask = np.uint64(len(memory) // 4 - 1)
    base = int((h >> np.uint64(8)) & mask) * 4
    for k in range(4):
        if memory[base + k] == h:
            return True
        if memory[base + k] == 0:
            memory[base + k] = h
            return False
    memory[base + int((h >> np.uint64(60)) & np.uint64(3))] = h
    return False


@strict
def draw_move(chances, rng):
    """A random variation."""
    u = uniform(rng)
    for move in range(MOVES - 1):
        if u < chances[move]:
            return move
    return MOVES - 1


@strict
def archive(own, own_real, niche, raw, n, error, real, prints, move, rounded):
    """Offer a program to the archive; whether it is the best of its niche by a clear margin."""
    old = best_slot(own, niche)
    before = own.error[niche, old] if old >= 0 else np.inf
    keep_best(own, niche, False, raw, n, error, real, prints, move)
    if rounded:
        keep_best(own_real, niche, True, raw, n, error, real, prints, move)
    return error < IMPROVEMENT * before


@strict
def merge(source, target, by_real, raw):
    """Offer every program of one archive to another."""
    for niche in range(len(source.size)):
        for j in range(source.size[niche]):
            n = get(source, niche, j, raw)
            error, real = source.error[niche, j], source.real_error[niche, j]
            keep_best(target, niche, by_real, raw, n, error, real, source.prints[niche, j], source.move[niche, j])


@strict
def immigrate(source, pop, ageing, raw):
    """Let every program of an archive into the population."""
    for niche in range(len(source.size)):
        for j in range(source.size[niche]):
            n = get(source, niche, j, raw)
            error, real = source.error[niche, j], source.real_error[niche, j]
            enter(pop, niche, ageing, raw, n, error, real, source.prints[niche, j], source.move[niche, j])


@strict
def plant(pop, own, own_real, rules, data, work):
    """Put the identity program into an empty population."""
    raw = work.child
    real = real_error(raw, 0, data, work)
    error = rounded_error(raw, 0, data, work) if rules.rounded else real
    enter(pop, 0, True, raw, 0, error, real, work.prints, -1)
    archive(own, own_real, 0, raw, 0, error, real, work.prints, -1, rules.rounded)


@strict
def restart(pop, own, own_real, hall, hall_real, memory, counts, rules, data, work):
    """Move the archive to the hall and begin again from the identity, alone for a while."""
    merge(own, hall, False, work.child)
    merge(own_real, hall_real, True, work.child)
    clear(pop)
    clear(own)
    clear(own_real)
    memory[:] = 0
    plant(pop, own, own_real, rules, data, work)
    counts[RESTARTS] += 1
    counts[IMPROVED_AT] = counts[EVALUATIONS]
    counts[ISOLATED_UNTIL] = counts[EVALUATIONS] + rules.isolation


@strict
def rejoin(pop, own, own_real, hall, hall_real, memory, counts, rules, work):
    """End the isolation: the hall's programs join the archive and the population."""
    merge(hall, own, False, work.child)
    merge(hall_real, own_real, True, work.child)
    immigrate(own, pop, rules.ageing, work.child)
    memory[:] = 0
    counts[IMPROVED_AT] = counts[EVALUATIONS]
    counts[ISOLATED_UNTIL] = 0


@strict
def judge(raw, n, niche, move, pop, own, own_real, counts, rules, data, work, fit_scratch):
    """Fit a child, measure it and offer it to population and archive; whether it was let in."""
    bar = pop.error[niche].max() if pop.size[niche] == pop.error.shape[1] else np.inf
    root = staged_fit(raw, n, bar, rules, data, fit_scratch)
    if not root < np.inf or not constants_fit(raw, n, rules.constant_limit):
        return False
    real = real_error(raw, n, data, work)
    if not real < np.inf:
        return False
    old = best_slot(own, niche)
    best = own.error[niche, old] if old >= 0 else np.inf
    if rules.fitting and real < 1.3 * best:
        total, _, _ = fit(
            raw.op, raw.left, raw.right, raw.const, n, -1, rules.elite_steps, 1e-4, rules.accelerate, data, fit_scratch
        )
        real = lawson(raw, n, rules, data, work, fit_scratch)
        if not constants_fit(raw, n, rules.constant_limit) or not real < np.inf:
            return False
    error = rounded_error(raw, n, data, work) if rules.rounded else real
    if not error < np.inf:
        return False
    let_in = enter(pop, niche, rules.ageing, raw, n, error, real, work.prints, move)
    if archive(own, own_real, niche, raw, n, error, real, work.prints, move, rules.rounded):
        counts[IMPROVED_AT] = counts[EVALUATIONS]
    if not let_in:
        counts[SAME_FUNCTION] += 1
    return let_in


@strict
def attempt(pop, own, own_real, memory, rng, counts, rules, data, work, fit_scratch):
    """Breed one child; True when it counted as an evaluation."""
    raw = work.child
    counts[ATTEMPTS] += 1
    move = draw_move(data.chances, rng)
    n = pick(pop, own, rules.elite_parents, rules.tournament, rng, raw)
    if n == 0 and (move == PERTURB or move == GAUGE):
        move = INSERT
    donor_n = 0
    if move == SPLICE:
        donor_n = pick(pop, own, 0.5, rules.tournament, rng, work.donor)
    counts[MOVE_FIRST + move] += 1
    if move == PERTURB:
        perturb(raw, n, rng)
    elif move == GAUGE:
        n = drive_gauge(raw, n, rules, data, fit_scratch, rng)
    else:
        n = vary(raw, n, move, work.donor, donor_n, data.forms, rng)
        if n > 0 and move <= SHARE and uniform(rng) < rules.second_move:
            n = vary(raw, n, below(rng, SHARE + 1), work.donor, 0, data.forms, rng)
    if n <= 0 or n > rules.max_ops or not constants_fit(raw, n, rules.constant_limit):
        counts[REJECTS] += 1
        return False
    niche = niche_of(raw, n, rules, work)
    if niche >= rules.niches:
        counts[REJECTS] += 1
        return False
    seen = known(memory, structural_hash(raw.op, raw.left, raw.right, n))
    if seen and move != PERTURB and move != GAUGE:
        counts[DUPLICATES] += 1
        return False
    if not start_is_finite(raw, n, data, fit_scratch):
        counts[REJECTS] += 1
        return False
    if seen:
        counts[REFITS] += 1
    else:
        counts[EVALUATIONS] += 1
    if judge(raw, n, niche, move, pop, own, own_real, counts, rules, data, work, fit_scratch):
        counts[MOVE_FIRST + MOVES + move] += 1
    return not seen


@strict
def start_is_finite(raw, n, data, fit_scratch):
    """Whether the program is finite on every fit node before the fit."""
    values64(raw.op, raw.left, raw.right, raw.const, n, fit_scratch.values)
    total = 0.0
    for j in range(NODES):
        total += abs(fit_scratch.values[n, j])
    return total < np.inf


@strict
def breed(pop, own, own_real, hall, hall_real, memory, rng, counts, rules, data, work, fit_scratch, evaluations):
    """Run exactly `evaluations` evaluations on the state, in place."""
    done = 0
    idle = 0
    if pop.size.sum() == 0:
        plant(pop, own, own_real, rules, data, work)
    while done < evaluations:
        if attempt(pop, own, own_real, memory, rng, counts, rules, data, work, fit_scratch):
            done += 1
            idle = 0
        else:
            idle += 1
            if idle > PATIENCE:
                memory[:] = 0
                idle = 0
        now = counts[EVALUATIONS]
        if counts[ISOLATED_UNTIL] > 0:
            if now >= counts[ISOLATED_UNTIL]:
                rejoin(pop, own, own_real, hall, hall_real, memory, counts, rules, work)
        elif now - counts[IMPROVED_AT] > rules.patience:
            restart(pop, own, own_real, hall, hall_real, memory, counts, rules, data, work)


@strict
def accept_migrants(source, pop, own, own_real, ageing, rounded, raw):
    """Let migrants into archive and population."""
    merge(source, own, False, raw)
    if rounded:
        merge(source, own_real, True, raw)
    immigrate(source, pop, ageing, raw)


__all__ = ["Data", "Rules", "Store", "Work", "breed", "empty_store", "make_work"]

"""One epoch of one island, compiled: tournament, variation, canonical form, duplicate check, fit, error, insertion."""

# ruff: noqa: PLR0917, PLR1714, SIM109, SIM110  (compiled loops: plain arguments, comparisons and branches)

from typing import NamedTuple

import numpy as np

from evaluators.compiled.cache import strict
from evaluators.compiled.canonical import canonicalise, constant, structural_hash
from evaluators.compiled.codegen import values64, values256
from evaluators.compiled.fit import DAMPING_MOST, DAMPING_START, MOST, FitWork, fit, fit_work, residual64
from evaluators.compiled.forms import DENSE, NODES
from evaluators.compiled.lowered import contractions, max_weighted_error, values_float32
from evaluators.compiled.rng import below, uniform
from evaluators.compiled.store import (
    COST,
    ERROR,
    FACTS,
    FIT_ERROR,
    MOVE,
    PRINT,
    PRINTS,
    REAL_ERROR,
    Raw,
    Store,
    clear,
    enter,
    extreme_slot,
    find_same,
    get,
    immigrate,
    keep_best,
    make_raw,
    merge,
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
    redraw,
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
NEAR_BEST = 1.3
"""A child within this factor of the best of its niche is reweighted towards equal ripples."""
LAWSON_DAMPING = 1e-6
GAUGE_STEPS = 4
"""Steps in which a constant is driven to its neutral value."""
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
    refit: float
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
    bar_column: int  # facts that a child must beat while it is fitted: the error before rounding
    lawson_steps: int
    nothing_held: int = -1  # passed rather than written, or each literal would be compiled on its own
    nothing: int = 0


class Work(NamedTuple):
    """Scratch of one thread."""

    child: Raw
    donor: Raw
    dense: np.ndarray  # (MOST + 1, DENSE)
    rounded: np.ndarray  # float32 (MOST + 3, DENSE)
    fused: np.ndarray
    absorbed: np.ndarray
    facts: np.ndarray  # (FACTS,): of the child
    donor_facts: np.ndarray
    best_const: np.ndarray  # (MOST,)
    ripple: np.ndarray  # (NODES,): Lawson's weights
    old_weight: np.ndarray  # (NODES,)


def make_work(data: Data) -> tuple[Work, FitWork]:
    """Scratch for one epoch on this target."""
    dense = np.zeros((MOST + 1, DENSE))
    dense[0] = data.dense_x
    rounded = np.zeros((MOST + 3, DENSE), np.float32)
    rounded[0] = data.score_x
    flags = (np.zeros(MOST, np.int64), np.zeros(MOST, np.bool_))
    facts = (np.zeros(FACTS), np.zeros(FACTS))
    scratch = (np.zeros(MOST), np.zeros(NODES), np.zeros(NODES))
    return Work(make_raw(), make_raw(), dense, rounded, *flags, *facts, *scratch), fit_work(data.fit_x)


@strict
def real_error(raw, n, data, work):
    """Largest weighted error on the dense points in float64."""
    values256(raw.op, raw.left, raw.right, raw.const, n, work.dense)
    return max_weighted_error(work.dense[n], data.dense_target, data.dense_weight)


@strict
def take_print(n, error, data, work):
    """Fill the fingerprint from the values that `real_error` left behind."""
    work.facts[FIT_ERROR] = error
    for k in range(PRINTS):
        j = (2 * k + 1) * DENSE // (2 * PRINTS)
        work.facts[PRINT + k] = data.dense_weight[j] * (work.dense[n, j] - data.dense_target[j])


@strict
def measure(raw, n, real, rules, data, work):
    """Fill in the facts of a program whose error before rounding is known; whether all are finite."""
    facts = work.facts
    facts[REAL_ERROR] = real
    facts[ERROR] = real
    facts[COST] = n
    if rules.rounded:
        facts[COST] = contractions(raw.op, raw.left, raw.right, n, work.fused, work.absorbed)
        values_float32(raw.op, raw.left, raw.right, raw.const, n, work.fused, work.absorbed, work.rounded)
        facts[ERROR] = max_weighted_error(work.rounded[n], data.score_target, data.score_weight)
    return facts[REAL_ERROR] < np.inf and facts[ERROR] < np.inf


@strict
def niche_of(raw, n, rules, work):
    """Niche of a structure: its operation count, or the cost of the lowered program, rounded up."""
    if not rules.rounded:
        return n
    return np.int64(np.ceil(contractions(raw.op, raw.left, raw.right, n, work.fused, work.absorbed)))


@strict
def constants_fit(raw, n, limit):
    """Whether every constant is finite and within the limit."""
    for i in range(n):
        if constant(raw.op[i]) and not abs(raw.const[i]) <= limit:
            return False
    return True


@strict
def equalise(raw, n, rules, data, work, fit_scratch):
    """Reweight the fit towards equal ripples and keep the constants of the least largest error; that error.

    Lawson's iteration on the fit nodes: weights grow in proportion to the size of the residual where they stand. The
    weights of `data` are changed on the way and put back.
    """
    best = real_error(raw, n, data, work)
    for i in range(n):
        work.best_const[i] = raw.const[i]
    for j in range(NODES):
        work.ripple[j] = 1.0
        work.old_weight[j] = data.fit_weight[j]
    for _ in range(rules.lawson_rounds):
        values64(raw.op, raw.left, raw.right, raw.const, n, fit_scratch.values)
        mean = 0.0
        for j in range(NODES):
            work.ripple[j] *= work.old_weight[j] * abs(fit_scratch.values[n, j] - data.fit_target[j])
            mean += work.ripple[j]
        if not (mean > 0.0 and mean < np.inf):
            break
        for j in range(NODES):
            work.ripple[j] = max(work.ripple[j] * NODES / mean, 1e-9)
            data.fit_weight[j] = work.old_weight[j] * np.sqrt(work.ripple[j])
        fit(
            raw.op,
            raw.left,
            raw.right,
            raw.const,
            n,
            rules.nothing_held,
            rules.lawson_steps,
            LAWSON_DAMPING,
            rules.accelerate,
            data,
            fit_scratch,
        )
        error = real_error(raw, n, data, work)
        if error < best:
            best = error
            for i in range(n):
                work.best_const[i] = raw.const[i]
    for j in range(NODES):
        data.fit_weight[j] = work.old_weight[j]
    for i in range(n):
        raw.const[i] = work.best_const[i]
    return real_error(raw, n, data, work)


@strict
def pick(population, elite, share, size, rng, raw, facts):
    """Copy a parent into raw: from the archive with probability `share`, else by tournament; its instructions."""
    niche = max(below(rng, len(population.size)), below(rng, len(population.size)))
    while population.size[niche] == 0:
        niche = below(rng, len(population.size))
    if elite.size[niche] > 0 and uniform(rng) < share:
        return get(elite, niche, below(rng, elite.size[niche]), raw, facts)
    best = below(rng, population.size[niche])
    for _ in range(size - 1):
        j = below(rng, population.size[niche])
        if population.facts[niche, j, ERROR] < population.facts[niche, best, ERROR]:
            best = j
    return get(population, niche, best, raw, facts)


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
def draw_gauge(raw, n, rng):
    """A random instruction whose constant has a neutral value, or -1."""
    for _ in range(8):
        i = below(rng, n)
        if constant(raw.op[i]) and NEUTRAL[raw.op[i]] == NEUTRAL[raw.op[i]]:
            return i
    return -1


@strict
def drop(raw, n, held):
    """Take an instruction with a constant out; instructions of the canonical rest, or REFUSED."""
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
def draw_move(chances, rng):
    """A random variation."""
    u = uniform(rng)
    for move in range(MOVES - 1):
        if u < chances[move]:
            return move
    return MOVES - 1


@strict
def root_at_start(raw, n, data, fit_scratch):
    """Root mean square error on the fit nodes before the fit; inf or nan where it is not finite."""
    values64(raw.op, raw.left, raw.right, raw.const, n, fit_scratch.values)
    return np.sqrt(residual64(fit_scratch.values[n], data.fit_target, data.fit_weight, fit_scratch.trial) / NODES)


@strict
def plant(population, own, own_real, rules, data, work):
    """Put the identity program into an empty population."""
    raw, n = work.child, rules.nothing
    real = real_error(raw, n, data, work)
    take_print(n, real, data, work)
    measure(raw, n, real, rules, data, work)
    work.facts[MOVE] = -1.0
    enter(population, n, rules.ageing, raw, n, work.facts)
    keep_best(own, n, ERROR, raw, n, work.facts)
    keep_best(own_real, n, REAL_ERROR, raw, n, work.facts)


@strict
def breed(population, own, own_real, memory, rng, counts, rules, data, work, fit_scratch, last):
    """Breed until counts[EVALUATIONS] reaches `last` or the island stagnates; all in place.

    One turn of the loop is one child: parent, variation, canonical form, memory, staged fit, errors, insertion.
    """
    raw, facts = work.child, work.facts
    idle = 0
    while counts[EVALUATIONS] < last:
        if counts[ISOLATED_UNTIL] == 0 and counts[EVALUATIONS] + counts[REFITS] - counts[IMPROVED_AT] > rules.patience:
            return
        idle += 1
        if idle > PATIENCE:
            memory[:] = 0
            idle = 0
        counts[ATTEMPTS] += 1
        move = draw_move(data.chances, rng)
        n = pick(population, own, rules.elite_parents, rules.tournament, rng, raw, facts)
        if n == 0 and (move == PERTURB or move == GAUGE):
            move = INSERT
        counts[MOVE_FIRST + move] += 1
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
            donor_n = rules.nothing
            if move == SPLICE:
                donor_n = pick(
                    population, own, rules.elite_parents, rules.tournament, rng, work.donor, work.donor_facts
                )
            n = vary(raw, n, move, work.donor, donor_n, data.forms, rng)
            if n > 0 and move <= SHARE and uniform(rng) < rules.second_move:
                n = vary(raw, n, below(rng, SHARE + 1), work.donor, rules.nothing, data.forms, rng)
        niche = rules.nothing
        seen = False
        bar = np.inf
        best = np.inf
        before = np.inf
        damping = DAMPING_START
        alive = True
        while alive:
            if stage == 0:  # the structure is settled: is it in the space, and new?
                alive = n > 0 and n <= rules.max_ops and constants_fit(raw, n, rules.constant_limit)
                if alive:
                    niche = niche_of(raw, n, rules, work)
                    alive = niche < rules.niches
                if not alive:
                    counts[REJECTS] += 1
                    break
                seen = known(memory, structural_hash(raw.op, raw.left, raw.right, n))
                if seen and move != PERTURB and move != GAUGE:
                    if uniform(rng) >= rules.refit:
                        counts[DUPLICATES] += 1
                        alive = False
                        break
                    redraw(raw, n, rng)
                before = root_at_start(raw, n, data, fit_scratch)
                if not before < np.inf:
                    counts[REJECTS] += 1
                    alive = False
                    break
                counts[REFITS if seen else EVALUATIONS] += 1
                if not seen:
                    idle = 0
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
            total, damping, done = fit(
                raw.op, raw.left, raw.right, raw.const, n, held, steps, damping, rules.accelerate, data, fit_scratch
            )
            if not total < np.inf:
                counts[REJECTS] += 1 if stage < 0 else 0
                alive = False
                break
            if stage < 0:
                if stage == -1:
                    n = drop(raw, n, held)
                    held = rules.nothing_held
                stage += 1
                continue
            if damping >= DAMPING_MOST:
                damping = DAMPING_START
            root = np.sqrt(total / NODES)
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
        real = real_error(raw, n, data, work)
        take_print(n, real, data, work)
        if real < NEAR_BEST * best and find_same(own, niche, facts) >= 0:
            counts[SAME_FUNCTION] += 1
            continue
        if rules.fitting and real < NEAR_BEST * best:
            real = equalise(raw, n, rules, data, work, fit_scratch)
        if not constants_fit(raw, n, rules.constant_limit) or not measure(raw, n, real, rules, data, work):
            continue
        facts[MOVE] = move
        place = extreme_slot(own, niche, ERROR, -1.0)
        record = own.facts[niche, place, ERROR] if place >= 0 else np.inf
        keep_best(own, niche, ERROR, raw, n, facts)
        if rules.rounded:
            keep_best(own_real, niche, REAL_ERROR, raw, n, facts)
        if facts[ERROR] < IMPROVEMENT * record:
            counts[IMPROVED_AT] = counts[EVALUATIONS] + counts[REFITS]
        if enter(population, niche, rules.ageing, raw, n, facts):
            counts[MOVE_FIRST + MOVES + move] += 1
        else:
            counts[SAME_FUNCTION] += 1


class Stores(NamedTuple):
    """The programs of an island."""

    population: Store
    own: Store
    own_real: Store
    hall: Store
    hall_real: Store


def restart(stores: Stores, memory: np.ndarray, counts: np.ndarray, rules: Rules, work: Work) -> None:
    """Move the archive to the hall and empty the island, which then begins again and stays alone for a while."""
    merge(stores.own, stores.hall, ERROR, work.child, work.facts)
    merge(stores.own_real, stores.hall_real, REAL_ERROR, work.child, work.facts)
    for store in stores[:3]:
        clear(store)
    memory[:] = 0
    counts[RESTARTS] += 1
    counts[IMPROVED_AT] = counts[EVALUATIONS] + counts[REFITS]
    counts[ISOLATED_UNTIL] = counts[EVALUATIONS] + rules.isolation


def rejoin(stores: Stores, memory: np.ndarray, counts: np.ndarray, rules: Rules, work: Work) -> None:
    """End the isolation: the hall's programs join the archive and the population."""
    merge(stores.hall, stores.own, ERROR, work.child, work.facts)
    merge(stores.hall_real, stores.own_real, REAL_ERROR, work.child, work.facts)
    immigrate(stores.own, stores.population, rules.ageing, work.child, work.facts)
    memory[:] = 0
    counts[IMPROVED_AT] = counts[EVALUATIONS] + counts[REFITS]
    counts[ISOLATED_UNTIL] = 0


def welcome(guests: Store, stores: Stores, counts: np.ndarray, rules: Rules, work: Work) -> None:
    """Let migrants into archive and population, or into the hall while the island is alone."""
    alone = counts[ISOLATED_UNTIL] > 0
    by_error, by_real = (stores.hall, stores.hall_real) if alone else (stores.own, stores.own_real)
    merge(guests, by_error, ERROR, work.child, work.facts)
    if rules.rounded:
        merge(guests, by_real, REAL_ERROR, work.child, work.facts)
    if not alone:
        immigrate(guests, stores.population, rules.ageing, work.child, work.facts)


def run(
    stores: Stores,
    memory: np.ndarray,
    rng: np.ndarray,
    counts: np.ndarray,
    rules: Rules,
    data: Data,
    guests: Store | None,
    evaluations: int,
) -> None:
    """Run exactly `evaluations` evaluations on the stores, in place; guests are let in first."""
    work, fit_scratch = make_work(data)
    end = int(counts[EVALUATIONS]) + evaluations
    if guests is not None:
        welcome(guests, stores, counts, rules, work)
    while counts[EVALUATIONS] < end:
        if counts[0] >= counts[ISOLATED_UNTIL] > 0:
            rejoin(stores, memory, counts, rules, work)
        if stores.population.size[0] == 0:
            plant(*stores[:3], rules, data, work)
        last = min(end, int(counts[ISOLATED_UNTIL])) if counts[ISOLATED_UNTIL] > 0 else end
        breed(*stores[:3], memory, rng, counts, rules, data, work, fit_scratch, last)
        stagnant = counts[EVALUATIONS] + counts[REFITS] - counts[IMPROVED_AT] > rules.patience
        if counts[ISOLATED_UNTIL] == 0 and stagnant:
            restart(stores, memory, counts, rules, work)

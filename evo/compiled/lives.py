"""The lives of an island: it begins at the identity, stagnates, begins again alone, and joins what was found before."""

import numpy as np

from evaluators.compiled.cache import strict
from evo.compiled.breed import breed, stagnant
from evo.compiled.measures import measure, real_error, take_print
from evo.compiled.setting import (
    EVALUATIONS,
    IMPROVED_AT,
    ISOLATED_UNTIL,
    REFITS,
    RESTARTS,
    Data,
    LoopSettings,
    Stores,
    Work,
    make_work,
)
from evo.compiled.store import (
    ERROR,
    MOVE,
    REAL_ERROR,
    STEPS,
    Store,
    clear,
    enter,
    immigrate,
    keep_best,
    merge,
    remember,
)


@strict
def plant(population, own, own_real, rules, data, work):
    """Put the identity program into an empty population."""
    raw, n = work.child, rules.nothing
    real = real_error(raw, n, rules.plain, data, work)
    take_print(n, real, rules.plain, data, work)
    measure(raw, n, real, rules, data, work)
    work.facts[MOVE] = -1.0
    work.facts[STEPS] = 0.0
    remember(work.facts, -1, n)
    enter(population, n, rules.ageing, raw, n, work.facts)
    keep_best(own, n, ERROR, raw, n, work.facts)
    keep_best(own_real, n, REAL_ERROR, raw, n, work.facts)


def restart(stores: Stores, memory: np.ndarray, counts: np.ndarray, rules: LoopSettings, work: Work) -> None:
    """Move the archive to the hall and empty the island, which then begins again and stays alone for a while."""
    merge(stores.own, stores.hall, ERROR, work.child, work.facts)
    merge(stores.own_real, stores.hall_real, REAL_ERROR, work.child, work.facts)
    for store in stores[:3]:
        clear(store)
    memory[:] = 0
    counts[RESTARTS] += 1
    counts[IMPROVED_AT] = counts[EVALUATIONS] + counts[REFITS]
    counts[ISOLATED_UNTIL] = counts[EVALUATIONS] + rules.isolation


def rejoin(stores: Stores, memory: np.ndarray, counts: np.ndarray, rules: LoopSettings, work: Work) -> None:
    """End the isolation: the hall's programs join the archive and the population."""
    merge(stores.hall, stores.own, ERROR, work.child, work.facts)
    merge(stores.hall_real, stores.own_real, REAL_ERROR, work.child, work.facts)
    immigrate(stores.own, stores.population, rules.ageing, work.child, work.facts)
    memory[:] = 0
    counts[IMPROVED_AT] = counts[EVALUATIONS] + counts[REFITS]
    counts[ISOLATED_UNTIL] = 0


def welcome(guests: Store, stores: Stores, counts: np.ndarray, rules: LoopSettings, work: Work) -> None:
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
    rules: LoopSettings,
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
        if stagnant(counts, rules):
            restart(stores, memory, counts, rules, work)

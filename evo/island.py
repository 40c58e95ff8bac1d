"""One epoch of one island: a pure function of (problem, state, migrants, seed, island, epoch)."""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, fields

import numpy as np
from gmpy2 import mpfr

from evaluators.compiled.encoding import Code
from evaluators.compiled.fit import MOST
from evaluators.compiled.forms import DENSE, NODES
from evaluators.compiled.poles import LIMIT, NOWHERE
from evaluators.extended import extended
from evo.archive import Entry, best_per_cost, pareto_front
from evo.compiled import lives, setting
from evo.compiled.rng import seed_words
from evo.compiled.store import REAL_ERROR, STEPS, Store, empty_store
from evo.constants import LAWSON_STEPS, FitSettings
from evo.mutations import MOVE_NAMES, MUTATIONS, START, adapted, chances, forms_of
from evo.population import PopulationSettings
from evo.samples import NEAR, Samples
from search_spaces.program import FLOAT32, REAL

MAX_OPS = MOST
"""Most operations of a searched program."""
SEARCH_OPS = ("add", "sub", "mul", "div", "sqrt")
PAIRS_BELOW = 2.0**-40
"""Where the error is below this part of what the target weighs, a candidate is judged in double-double. A program of 16
operations that cancels by a decade or two is off by 2**-53 * 16 * 30 = 5e-14 in float64: 6 % of 2**-40."""


@dataclass(frozen=True)
class SearchSettings:
    """How the search goes about it; the same for every target.

    Attributes:
        population: Niches, tournament, ageing, restarts.
        fit: The fit of constants.
        weights: Weights of variations that differ from their table, as (name, weight).
    """

    population: PopulationSettings = field(default_factory=PopulationSettings)
    fit: FitSettings = field(default_factory=FitSettings)
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Space:
    """What may be searched.

    Attributes:
        mode: REAL (error against operation count) or FLOAT32 (error of the rounded program against its cost).
        ops: Operations allowed, of SEARCH_OPS.
        max_ops: Most operations that depend on x, at most MAX_OPS.

    Raises:
        ValueError: A field is outside what is allowed.
    """

    mode: str = REAL
    ops: tuple[str, ...] = ("add", "sub", "mul", "div")
    max_ops: int = 12

    def __post_init__(self) -> None:
        """Check the fields; the reason is in the class's Raises."""
        if self.mode not in (REAL, FLOAT32):
            raise ValueError(f"unknown mode {self.mode!r}. Allowed: {REAL}, {FLOAT32}.")
        if not self.ops or any(op not in SEARCH_OPS for op in self.ops):
            raise ValueError(f"search ops {self.ops} must be some of {', '.join(SEARCH_OPS)}.")
        if not 1 <= self.max_ops <= MAX_OPS:
            raise ValueError(f"max_ops is {self.max_ops}; allowed: 1 to {MAX_OPS}.")


@dataclass(frozen=True)
class Problem:
    """Everything an epoch needs to know; immutable and picklable.

    Attributes:
        space: What may be searched.
        fit: Samples on the 64 nodes of the fit.
        dense: Samples on the 256 points of the check.
        score: Samples on 256 float32 points that the rounded program is scored on; `dense` in the reals.
        settings: How the search goes about it.
        name: Of the core, where a kernel may have several; its random numbers depend on it. Else empty.
    """

    space: Space
    fit: Samples
    dense: Samples
    score: Samples
    settings: SearchSettings
    name: str = ""

    def seed(self, given: int) -> int:
        """The seed of its random numbers in a campaign of a given seed: the same core finds the same beside any others."""
        if not self.name:
            return given
        return (given + int.from_bytes(hashlib.sha256(self.name.encode()).digest()[:8], "little")) % 2**63


@dataclass(frozen=True)
class IslandState:
    """The state of an island between two epochs: arrays and counts; picklable.

    Attributes:
        population: The niches.
        own, own_real: The archive since the last restart: by error, and by error before rounding (float32 mode).
        hall, hall_real: The same of all lives before it.
        memory: Hashes of structures met.
        rng: State of the random numbers after the epoch.
        counts: The counters that `evaluations` and its neighbours name.
    """

    population: Store
    own: Store
    own_real: Store
    hall: Store
    hall_real: Store
    memory: np.ndarray
    rng: np.ndarray
    counts: np.ndarray

    @property
    def evaluations(self) -> int:
        """Distinct canonical programs whose constants were fitted at least once."""
        return int(self.counts[setting.EVALUATIONS])

    @property
    def duplicates(self) -> int:
        """Children whose structure was met before."""
        return int(self.counts[setting.DUPLICATES])

    @property
    def rejects(self) -> int:
        """Children outside the space, or not finite before the fit."""
        return int(self.counts[setting.REJECTS])

    @property
    def refits(self) -> int:
        """Fits of a structure met before, from other constants."""
        return int(self.counts[setting.REFITS])

    @property
    def restarts(self) -> int:
        """How often the island began again."""
        return int(self.counts[setting.RESTARTS])

    @property
    def attempts(self) -> int:
        """Children bred."""
        return int(self.counts[setting.ATTEMPTS])

    def by_variation(self, first: int) -> dict[str, int]:
        """What is counted from place `first` on (TRIED, FITTED, ACCEPTED or PAID of setting), by variation."""
        return {name: int(self.counts[first + row.index]) for name, row in MUTATIONS.items()}

    def arrays(self) -> Iterator[np.ndarray]:
        """Every array, in a fixed order."""
        for item in fields(self):
            value = getattr(self, item.name)
            yield from value if isinstance(value, tuple) else (value,)

    def digest(self) -> str:
        """SHA-256 over all arrays: equal when two states are equal bit for bit."""
        digest = hashlib.sha256()
        for array in self.arrays():
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()


@dataclass(frozen=True)
class Migrants:
    """Entries of an island's archive on their way to others."""

    entries: tuple[Entry, ...] = ()


def make_problem(
    space: Space,
    fit: Samples,
    dense: Samples,
    score: Samples | None = None,
    settings: SearchSettings | None = None,
) -> Problem:
    """The problem of approximating a target whose values the caller gives.

    `fit` has 64 points (`fit_nodes`), `dense` 256 (`dense_points`), `score` 256 points that are exactly float32, for
    FLOAT32 alone; a result that must be exact is a score point with a larger weight.

    Raises:
        ValueError: A number of points is wrong, or score points are missing or are not float32.
    """
    if len(fit.x) != NODES or len(dense.x) != DENSE:
        raise ValueError(
            f"a problem needs {NODES} fit and {DENSE} dense points; given {len(fit.x)} and {len(dense.x)}."
        )
    if space.mode == REAL:
        score = dense
    elif score is None or len(score.x) != DENSE or np.any(score.x.astype(np.float32) != score.x):
        raise ValueError(f"mode {FLOAT32} needs {DENSE} score points that are exactly float32.")
    return Problem(space, fit, dense, score, settings or SearchSettings())


def _data(problem: Problem, weights: dict[str, float] | None = None) -> setting.Data:
    fit, dense, score = problem.fit, problem.dense, problem.score
    return setting.Data(
        *(
            fit.x,
            fit.values.copy(),
            fit.low.copy(),
            fit.weights.copy(),
            dense.x,
            dense.values,
            dense.low,
            dense.weights,
        ),
        *(score.x.astype(np.float32), score.values, score.weights),
        forms_of(problem.space.ops),
        chances(dict(problem.settings.weights) if weights is None else weights),
        *_roots(fit),
        *_zero(problem),
        _pairs_below(problem),
    )


def _roots(fit: Samples) -> tuple[np.ndarray, np.ndarray]:
    """Powers s of the target down to 1/2 and their weights: g = f^s errs by dg where f errs by f^(1 - s) / s dg."""
    powers = 2.0 ** -(2.0 ** np.arange(1 - setting.ROOTS, 1))[:, None]
    if np.any(fit.values <= 0.0):
        return np.full((2, setting.ROOTS, NODES), np.nan), np.full((setting.ROOTS, NODES), np.nan)
    with extended():
        exact = [mpfr(high) + mpfr(low) for high, low in zip(fit.values, fit.low, strict=True)]
        rows = [[value**s for value in exact] for s in map(mpfr, powers[:, 0])]
        high = np.array([[float(value) for value in row] for row in rows])
        low = np.array(
            [
                [float(value - mpfr(near)) for value, near in zip(*pair, strict=True)]
                for pair in zip(rows, high, strict=True)
            ]
        )
    return np.stack([high, low]), fit.weights * fit.values ** (1.0 - powers) / powers


def _zero(problem: Problem) -> tuple[int, bool]:
    """The dense point right of 0 where 0 is inside the domain, or -1; whether the error counts by its limit there.

    In the reals alone: the certificate of a float32 core, in ulp, knows no limit at 0.

    A relative error weighs a point beside a zero of the target 2^28 times as much as the median one; 2^15 tells them apart.
    """
    x, weights = problem.dense.x, problem.dense.weights
    at = int(np.searchsorted(x, 0.0))
    if not 0 < at < len(x) or x[at] == 0.0 or -x[at - 1] != x[at]:
        return -1, False
    free = min(weights[at - 1], weights[at]) > 1.0 / np.sqrt(NEAR) * np.median(weights)
    return at, bool(free and problem.space.mode == REAL)


def _pairs_below(problem: Problem) -> float:
    """Error below which float64 is not trusted to rank; 0 where the target is not known better, or rounding decides."""
    known = problem.fit.low.any() and problem.dense.low.any()
    if not known or problem.space.mode == FLOAT32 or not problem.settings.fit.extended:
        return 0.0
    return PAIRS_BELOW * float(np.max(problem.fit.weights * np.abs(problem.fit.values)))


def _rules(problem: Problem) -> setting.Rules:
    space, people, fit = problem.space, problem.settings.population, problem.settings.fit
    rounded = space.mode == FLOAT32
    return setting.Rules(
        *(rounded, space.max_ops, _niches(problem), people.tournament, people.ageing),
        *(people.elite_parents, people.second_move, people.refit, fit.limit, fit.enabled, fit.acceleration),
        *(*fit.steps, fit.elite_steps, fit.valley_steps, *fit.bars, fit.lawson_rounds),
        *(people.patience, people.isolation, REAL_ERROR, LAWSON_STEPS, people.enough if rounded else 0.0),
        *(LIMIT if people.inner_limits and not rounded else NOWHERE, people.canonical, people.sharing),
    )


def _niches(problem: Problem) -> int:
    people = problem.settings.population
    return (people.max_cost if problem.space.mode == FLOAT32 else problem.space.max_ops) + 1


def start(problem: Problem, seed: int, island: int) -> IslandState:
    """The state before the first epoch: the identity program alone, planted by the first epoch."""
    people, niches = problem.settings.population, _niches(problem)
    archives = (empty_store(niches, people.elites) for _ in range(4))
    memory = np.zeros(2**people.memory_bits, np.uint64)
    counts = np.zeros(setting.COUNTS, np.int64)
    own, own_real, hall, hall_real = archives
    words = seed_words(seed, island, 0)
    return IslandState(empty_store(niches, people.slots), own, own_real, hall, hall_real, memory, words, counts)


def run_epoch(  # noqa: PLR0913, PLR0917  (an epoch's identity is its arguments)
    problem: Problem, state: IslandState, migrants: Migrants, seed: int, island: int, epoch: int, evaluations: int
) -> IslandState:
    """The state after exactly `evaluations` more evaluations; the given state is left as it was.

    Raises:
        ValueError: `evaluations` is negative.
    """
    if evaluations < 0:
        raise ValueError(f"evaluations is {evaluations}; it cannot be negative.")
    before = (state.population, state.own, state.own_real, state.hall, state.hall_real)
    stores = setting.Stores(*(Store(*(array.copy() for array in store)) for store in before))
    memory, counts, words = state.memory.copy(), state.counts.copy(), seed_words(seed, island, epoch)
    guests = _store_of(migrants, stores.own.ops.shape[0]) if migrants.entries else None
    data = _data(problem, _weights(problem, state))
    lives.run(stores, memory, words, counts, _rules(problem), data, guests, evaluations)
    return IslandState(**stores._asdict(), memory=memory, rng=words, counts=counts)


def _weights(problem: Problem, state: IslandState) -> dict[str, float]:
    """Weights of the variations in the next epoch: by what has paid on this island, where that is asked for."""
    given = dict(problem.settings.weights)
    if not problem.settings.population.adaptive:
        return given
    return adapted(given, state.by_variation(setting.FITTED), state.by_variation(setting.PAID))


def _store_of(migrants: Migrants, niches: int) -> Store:
    """Migrants as a store; those costlier than every niche are left out."""
    groups: dict[int, list[Entry]] = {}
    for entry in sorted(migrants.entries, key=lambda e: e.order):
        groups.setdefault(math.ceil(entry.cost), []).append(entry)
    store = empty_store(niches, max(len(group) for group in groups.values()))
    for niche, group in groups.items():
        if niche < niches:
            store.size[niche] = len(group)
            for j, entry in enumerate(group):
                _write(store, niche, j, entry)
    return store


def _write(store: Store, niche: int, j: int, entry: Entry) -> None:
    code = entry.code
    for array, row in zip(store[:5], (code.op, code.left, code.right, code.const, code.low), strict=True):
        array[niche, j, : entry.ops] = row
    store.ops[niche, j] = entry.ops
    move = MUTATIONS[entry.mutation].index if entry.mutation in MUTATIONS else -1
    store.facts[niche, j, :STEPS] = (entry.error, entry.real_error, entry.cost, move, *entry.prints)
    store.facts[niche, j, STEPS:] = np.frombuffer(entry.past) if entry.past else 0.0


def _entries(store: Store) -> Iterator[Entry]:
    for niche in range(len(store.size)):
        for j in range(store.size[niche]):
            n = int(store.ops[niche, j])
            code = Code(*(array[niche, j, :n].copy() for array in store[:5]))
            facts = store.facts[niche, j]
            error, real, cost, move, *prints = facts[:STEPS].tolist()
            name = MOVE_NAMES.get(int(move), START)
            yield Entry(n, cost, error, real, code, name, tuple(prints), facts[STEPS:].tobytes())


def elites(problem: Problem, state: IslandState) -> list[Entry]:
    """The best few at each cost, in order of cost and error; in float32 mode also those best before rounding."""
    stores = (state.own, state.own_real, state.hall, state.hall_real)
    found = [entry for store in stores for entry in _entries(store)]
    return best_per_cost(found, problem.settings.population.elites)


def front(problem: Problem, state: IslandState) -> list[Entry]:
    """The Pareto front over (error, cost), cheapest first."""
    return pareto_front(elites(problem, state))


def emigrants(problem: Problem, state: IslandState) -> Migrants:
    """The best at each cost, by error and by error before rounding."""
    return Migrants(tuple(best_per_cost(elites(problem, state), 1)))

"""One epoch of one island: a pure function of (problem, state, migrants, seed, island, epoch)."""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np

from evaluators.compiled.encoding import Code
from evo.archive import Entry, best_per_cost, pareto_front
from evo.compiled import lives, setting
from evo.compiled.rng import seed_words
from evo.compiled.store import COST, ERROR, FIT_ERROR, MOVE, REAL_ERROR, STEPS, Store, empty_store
from evo.inputs import data_of, niches_of, rules_of
from evo.mutations import MOVE_NAMES, MUTATIONS, START, adapted
from evo.problem import Problem


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
        """Number of times the island began again."""
        return int(self.counts[setting.RESTARTS])

    @property
    def attempts(self) -> int:
        """Children bred."""
        return int(self.counts[setting.ATTEMPTS])

    def by_variation(self, first: int) -> dict[str, int]:
        """Counts by variation, from place `first` on (TRIED, FITTED, ACCEPTED or PAID of setting)."""
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


def start(problem: Problem, seed: int, island: int) -> IslandState:
    """The state before the first epoch: the identity program alone, planted by the first epoch."""
    people, niches = problem.settings.population, niches_of(problem)
    archives = (empty_store(niches, people.elites) for _ in range(4))
    memory = np.zeros(2**people.memory_bits, np.uint64)
    counts = np.zeros(setting.COUNTS, np.int64)
    own, own_real, hall, hall_real = archives
    return IslandState(
        population=empty_store(niches, people.slots),
        own=own,
        own_real=own_real,
        hall=hall,
        hall_real=hall_real,
        memory=memory,
        rng=seed_words(seed, island, 0),
        counts=counts,
    )


def run_epoch(  # noqa: PLR0913, PLR0917  (an epoch's identity is its arguments)
    problem: Problem, state: IslandState, migrants: Migrants, seed: int, island: int, epoch: int, evaluations: int
) -> IslandState:
    """The state after exactly `evaluations` more evaluations; the given state is left as it was.

    Raises:
        ValueError: `evaluations` is negative.
    """
    if evaluations < 0:
        raise ValueError(f"evaluations is {evaluations}; allowed: an integer from 0")
    stores = setting.Stores(**{name: _copy(getattr(state, name)) for name in setting.Stores._fields})
    memory, counts, words = state.memory.copy(), state.counts.copy(), seed_words(seed, island, epoch)
    guests = _store_of(migrants, stores.own.ops.shape[0]) if migrants.entries else None
    data = data_of(problem, _weights(problem, state))
    lives.run(stores, memory, words, counts, rules_of(problem), data, guests, evaluations)
    return IslandState(**stores._asdict(), memory=memory, rng=words, counts=counts)


def _copy(store: Store) -> Store:
    return Store(*(array.copy() for array in store))


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
    facts = store.facts[niche, j]
    facts[ERROR], facts[REAL_ERROR], facts[COST], facts[MOVE] = entry.error, entry.real_error, entry.cost, move
    facts[FIT_ERROR:STEPS] = entry.prints
    facts[STEPS:] = np.frombuffer(entry.past) if entry.past else 0.0


def _entries(store: Store) -> Iterator[Entry]:
    for niche in range(len(store.size)):
        for j in range(store.size[niche]):
            n = int(store.ops[niche, j])
            facts = store.facts[niche, j]
            yield Entry(
                ops=n,
                cost=float(facts[COST]),
                error=float(facts[ERROR]),
                real_error=float(facts[REAL_ERROR]),
                code=Code(*(array[niche, j, :n].copy() for array in store[:5])),
                mutation=MOVE_NAMES.get(int(facts[MOVE]), START),
                prints=tuple(facts[FIT_ERROR:STEPS].tolist()),
                past=facts[STEPS:].tobytes(),
            )


def elites(problem: Problem, state: IslandState) -> list[Entry]:
    """The best few at each cost, in order of cost and error; in float32 mode also those best before rounding."""
    stores = (state.own, state.own_real, state.hall, state.hall_real)
    found = [entry for store in stores for entry in _entries(store)]
    return best_per_cost(found, problem.settings.population.elites)


def archives(problems: Sequence[Problem], states: Iterable[IslandState]) -> list[list[Entry]]:
    """The elites of all islands, by core."""
    kept: list[list[Entry]] = [[] for _ in problems]
    for island, state in enumerate(states):
        core = island % len(problems)
        kept[core] += elites(problems[core], state)
    return kept


def front(problem: Problem, state: IslandState) -> list[Entry]:
    """The Pareto front over (error, cost), cheapest first."""
    return pareto_front(elites(problem, state))


def emigrants(problem: Problem, state: IslandState) -> Migrants:
    """The best at each cost, by error and by error before rounding."""
    return Migrants(tuple(best_per_cost(elites(problem, state), 1)))

"""Inputs of an epoch's loops: the target on its points, the rules, scratch, and the places of the counters."""

from typing import NamedTuple

import numpy as np

from evaluators.compiled.fit import MOST, FitWork, fit_work
from evaluators.compiled.forms import DENSE, NODES
from evo.compiled.store import FACTS, Raw, Store, make_raw
from evo.mutations import MUTATIONS

# Places of `counts`.
EVALUATIONS, DUPLICATES, REJECTS, REFITS, SAME_FUNCTION, ATTEMPTS, IMPROVED_AT, ISOLATED_UNTIL, RESTARTS = range(9)
MOVES = len(MUTATIONS)
TRIED, FITTED, ACCEPTED, PAID = range(9, 9 + 4 * MOVES, MOVES)
"""First places of what is counted for each variation: children bred, fitted, let into the population, and those that paid:
new to the archive as functions, or a step forward of their niche."""
COUNTS = PAID + MOVES

ROOTS = 9
"""Powers of the target that a program's constants follow on the way to its square root."""


class Data(NamedTuple):
    """The target on its points; weights turn a difference into the error."""

    fit_x: np.ndarray
    fit_target: np.ndarray
    fit_low: np.ndarray  # what the target is more than float64 holds
    fit_weight: np.ndarray
    dense_x: np.ndarray
    dense_target: np.ndarray
    dense_low: np.ndarray
    dense_weight: np.ndarray
    score_x: np.ndarray  # float32
    score_target: np.ndarray
    score_weight: np.ndarray
    forms: np.ndarray  # int8: the forms that may be inserted
    chances: np.ndarray  # float64 (MOVES,): cumulated probabilities of the variations
    roots: np.ndarray  # (2, ROOTS, NODES): powers of the target from near 1 down to 1/2 and their low parts; or nan
    root_weight: np.ndarray  # their weights
    zero_at: int  # dense point j such that 0 is between points j - 1 and j, both beside it; -1 where 0 is not inside
    zero_is_free: bool  # whether 0 is a zero of the target under relative error: there the limit counts
    pairs_below: float  # root mean square error below which a fit goes on in double-double; 0 for never


class LoopSettings(NamedTuple):
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
    valley_steps: int
    first_bar: float
    more_bar: float
    long_bar: float
    lawson_rounds: int
    patience: int
    isolation: int
    bar_column: int  # facts that a child must beat while it is fitted: the error before rounding
    lawson_steps: int
    enough: float  # error before rounding below which a costlier program is of no use
    inner_most: int  # what may be met inside the domain: NOWHERE or LIMIT of evaluators/compiled/poles.py
    canonical: bool = True
    sharing: bool = True
    nothing_held: int = -1  # passed rather than written, or each literal would be compiled on its own
    nothing: int = 0
    plain: bool = False  # not paired
    all_elite: float = 1.0


class Work(NamedTuple):
    """Scratch of one thread."""

    child: Raw
    donor: Raw
    dense: np.ndarray  # (MOST + 1, DENSE)
    dense_low: np.ndarray
    zoom: np.ndarray  # the same on points around a zero of a divisor
    rounded: np.ndarray  # float32 (MOST + 3, DENSE)
    fused: np.ndarray
    absorbed: np.ndarray
    facts: np.ndarray  # (FACTS,): of the child
    donor_facts: np.ndarray
    best_const: np.ndarray  # (2, MOST): constants and their low parts
    ripple: np.ndarray  # (NODES,): Lawson's weights
    old_weight: np.ndarray  # (NODES,)
    old_target: np.ndarray  # (2, NODES): and what it is more than float64 holds


class Stores(NamedTuple):
    """The programs of an island."""

    population: Store
    own: Store
    own_real: Store
    hall: Store
    hall_real: Store


def make_work(data: Data) -> tuple[Work, FitWork]:
    """Scratch for one epoch on this target."""
    dense = np.zeros((MOST + 1, DENSE))
    dense[0] = data.dense_x
    rounded = np.zeros((MOST + 3, DENSE), np.float32)
    rounded[0] = data.score_x
    flags = (np.zeros(MOST, np.int64), np.zeros(MOST, np.bool_))
    facts = (np.zeros(FACTS), np.zeros(FACTS))
    scratch = (np.zeros((2, MOST)), np.zeros(NODES), np.zeros(NODES), np.zeros((2, NODES)))
    return Work(
        make_raw(), make_raw(), dense, np.zeros_like(dense), np.zeros_like(dense), rounded, *flags, *facts, *scratch
    ), fit_work(data.fit_x)

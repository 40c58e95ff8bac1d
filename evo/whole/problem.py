"""A target on a domain, with inputs and references ready for a search of whole kernels."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evaluators.compiled.whole.word_scores import Points
from evaluators.compiled.whole.words import CODES
from evo.whole.domain import Domain, places_of
from evo.whole.sample import FIRST, FIRST_EXACT, POOL, Pool, chosen, padded, points_of, spread
from search_spaces.whole.whole_targets import WRONG
from search_spaces.whole.word_ops import DEFAULT_OPS
from search_spaces.whole.words import WordsProgram

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]

AUXILIARY = (
    *((a, b) for a in (-2.0, -1.0, -0.5, 0.5, 1.0, 2.0) for b in (-2.0, -1.0, 0.0, 1.0, 2.0)),
    *((0.0, b) for b in (-1.0, -0.5, 0.5)),
)
"""Exponents of |f|**a |x|**b: auxiliary targets of the words head."""


MANY_TURNS = 8
STAGES, EPOCHS_OF_STAGE = 4, 3
GROWN = STAGES * EPOCHS_OF_STAGE
"""Epochs after which an island sees all inputs."""
MOST_USES = 2
"""Found kernels that prologues have room for."""


@dataclass(frozen=True)
class Shares:
    """Of the evaluations, for each kind of work."""

    programs: float
    prologues: float
    scans: float
    refits: float
    deletions: float


@dataclass(frozen=True)
class WholeSettings:
    """Settings of a search of whole kernels.

    Attributes:
        ops: Operations that may be drawn.
        max_ops: Most operations of a program that is reported.
        spare: Operations more that programs may have on the way: a deletion needs a longer parent.
        slots: Programs of a niche.
        prologue_cost: Most operations of a prologue with its reads of integers.
        prologue_slots: Prologues of a niche.
        pool: Share of constants drawn from generic words.
        crossing: Chance that a variation is a crossover.
        prologues: Share of the evaluations that breeds prologues with heads.
        scans: Share that draws the constants of short chains anew.
        refits: Share that refits constants.
        deletions: Share that deletes operations and restarts from far constants.
        int_reads: Whether heads read integers as numbers.
        auxiliary: Chance of crude words of an auxiliary target in a prologue; 0 also leaves out the crude programs.
        products: Chance that a prologue gets one to four products of its values.
        by_head: Whether prologues have niches by kind of head.
        counter_examples: Most inputs that join the sample because programs failed there.
        curriculum: Whether a young island sees inputs near 0 first.
        rational: Whether heads may be rational.
        signed: Whether heads may have the sign of a value.
        shifted: Whether heads may have the integer of a value added to their word.
    """

    ops: tuple[str, ...] = DEFAULT_OPS
    max_ops: int = 16
    spare: int = 2
    slots: int = 16
    prologue_cost: int = 9
    prologue_slots: int = 12
    pool: float = 0.6
    crossing: float = 0.1
    prologues: float = 0.4
    scans: float = 0.15
    refits: float = 0.06
    deletions: float = 0.18
    int_reads: bool = True
    auxiliary: float = 0.06
    products: float = 0.3
    by_head: bool = True
    counter_examples: int = 64
    curriculum: bool = True
    rational: bool = True
    signed: bool = True
    shifted: bool = True

    @property
    def longest(self) -> int:
        """Most operations of a program that is bred."""
        return self.max_ops + self.spare

    def shares(self, with_heads: bool) -> "Shares":
        """Shares of the evaluations; without heads the prologues' goes to programs."""
        prologues, scans = (self.prologues, self.scans) if with_heads else (0.0, 0.0)
        programs = 1.0 - prologues - scans - self.refits - self.deletions
        return Shares(programs, prologues, scans, self.refits, self.deletions)


@dataclass(frozen=True)
class WholeProblem:
    """A target to be computed from x alone.

    Attributes:
        domain: Inputs it is judged on.
        error: Kind of error.
        reference: float64 values of the target (evo/whole/references.py).
        settings: Of the search.
        start: A program to begin from beside y = x; None for none.
        found: Found kernels that are operations beside those of the settings.
        divisions: Programs for 1 / x of which rational heads become programs (divisions.py).
    """

    domain: Domain
    error: str
    reference: Callable[[Float32s], Float64s]
    settings: WholeSettings = WholeSettings()
    start: WordsProgram | None = None
    found: tuple[WordsProgram, ...] = ()
    divisions: tuple[WordsProgram, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """The fields that a worker is sent, without what was computed from them."""
        given = (self.start, self.found, self.divisions)
        return WholeProblem, (self.domain, self.error, self.reference, self.settings, *given)

    @property
    def prologue_cost(self) -> int:
        """Most operations of a prologue: found kernels in it are inlined, and counted."""
        more = MOST_USES * max((program.ops for program in self.found), default=0)
        return min(self.settings.prologue_cost + more, max(self.settings.longest, self.settings.prologue_cost))

    @cached_property
    def pool(self) -> Pool:
        """Inputs that samples are taken from, in the order of the line."""
        return self._pool(0)

    def _pool(self, generation: int) -> Pool:
        x = np.concatenate([spread(self.domain, POOL, np.random.default_rng([20, generation])), self.domain.ends()])
        x = x[np.argsort(places_of(x), kind="stable")]
        return Pool(x, self.reference(x))

    def dense(self, generation: int) -> Points:
        """Many points that programs are judged on; others with each generation."""
        points = self._dense.get(generation)
        if points is None:  # islands in other threads may be at another generation
            pool = self._pool(generation)
            points = points_of(pool.x, pool.f, self.error)
            self._dense.clear()
            self._dense[generation] = points
        return points

    @cached_property
    def _dense(self) -> dict[int, Points]:
        return {}

    @cached_property
    def first_points(self) -> int:
        """Points of a sample before counter-examples: twice as many for exact targets and for those that turn often."""
        if self.error == WRONG:
            return FIRST_EXACT
        with np.errstate(invalid="ignore", over="ignore"):
            rising = np.sign(np.diff(self.pool.f.astype(np.float32)))  # steps below an ulp are noise of the references
        rising = rising[np.abs(rising) > 0]
        waves = int(np.count_nonzero(rising[1:] != rising[:-1]))
        return FIRST_EXACT if MANY_TURNS < waves < len(self.pool.x) // 16 else FIRST

    def stage(self, age: int) -> Pool:
        """The pool of a young island: inputs near 0 alone, each EPOCHS_OF_STAGE epochs twice as far, in the end all."""
        halvings = STAGES - age // EPOCHS_OF_STAGE
        x = self.pool.x
        if halvings <= 0 or self.error == WRONG or not self.settings.curriculum:
            return self.pool
        inner = np.abs(x) <= np.max(np.abs(x)) * np.float32(2.0**-halvings)
        return Pool(x[inner], self.pool.f[inner]) if np.count_nonzero(inner) > len(x) // 4 else self.pool

    def sample(self, extra: Float32s, age: int, rng: np.random.Generator) -> Points:
        """Points for an epoch of an island: chosen from its stage of the pool, and the ends of the domain and `extra` there."""
        pool = self.stage(age)
        index = chosen(pool, self.error, self.first_points, rng)
        rest = np.concatenate([self.domain.ends(), extra])
        reach = np.max(np.abs(pool.x))
        x = np.concatenate([pool.x[index], rest[np.abs(rest) <= reach], pool.x[[0, -1]]])
        kept = np.unique(x.view(np.uint32)).view(np.float32)
        kept = kept[np.argsort(places_of(kept), kind="stable")]
        x = kept[padded(np.arange(len(kept)), 256)]
        return points_of(x, self.reference(x), self.error)

    def codes(self) -> NDArray[np.int64]:
        """Codes of the operations that may be drawn."""
        return np.array([CODES[name] for name in self.settings.ops], np.int64)


def auxiliary_lines(points: Points) -> Float64s:
    """Places on the line of |f|**a |x|**b for all AUXILIARY exponents, (count, points)."""
    x = np.abs(points.x.view(np.float32).astype(np.float64))
    with np.errstate(all="ignore"):
        log_f = np.nan_to_num(np.log2(np.abs(points.f)), nan=0.0, posinf=128.0, neginf=-127.0)
        log_x = np.nan_to_num(np.log2(x), nan=0.0, posinf=128.0, neginf=-127.0)
        logs = [np.clip(a * log_f + b * log_x, -125.9, 127.9) for a, b in AUXILIARY]
        words = [np.exp2(log).astype(np.float32).view(np.int32) for log in logs]
    return np.array(words, np.float64)

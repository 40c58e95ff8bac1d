"""Regularised evolution in niches: a tournament breeds, the oldest of the niche dies."""

from dataclasses import dataclass

from evo.settings.ranges import POPULATION_RANGES, require_ranges


@dataclass(frozen=True, slots=True)
class PopulationSettings:
    """The population of an island: one niche an operation count (in float32 mode: a cost).

    Attributes:
        slots: Programs of a niche.
        elites: Programs of a niche of the archive.
        tournament: Members drawn to find a parent; the best of them breeds.
        ageing: Whether the oldest of a full niche makes room; else the worst does.
        adaptive: Whether weights of variations follow what has paid on the island, per fit.
        canonical: Whether children are brought into canonical form; else only dead operations are dropped.
        sharing: Whether a value other than x may be used more than once; else programs are trees.
        elite_parents: Probability that a parent comes from the archive instead.
        second_move: Probability of a second simple variation on the same child.
        refit: Probability that a structure met before is fitted again, from other constants.
        inner_limits: Whether programs may divide by zero inside the domain, where the limit is right by IEEE rules; a
            scalar division raises there. At zeros of the target under relative error they may in any case; in a float32
            search never.
        max_cost: Costliest niche of float32 mode.
        enough: Error before rounding, in float32 mode in ulp of the result, below which costlier programs are not sought:
            rounding decides from there on.
        memory_bits: The memory of structures holds 2**memory_bits hashes.
        patience: Evaluations and refits without progress after which the island begins again from the identity.
        isolation: Evaluations that an island begun again runs before its old archive and migrants join it.
    """

    slots: int = 48
    elites: int = 8
    tournament: int = 3
    ageing: bool = True
    adaptive: bool = True
    canonical: bool = True
    sharing: bool = True
    elite_parents: float = 0.3
    second_move: float = 0.3
    refit: float = 0.01
    inner_limits: bool = False
    max_cost: int = 24
    enough: float = 0.01
    memory_bits: int = 18
    patience: int = 100_000
    isolation: int = 200_000

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ValueError: A number is outside its row of evo/settings/ranges.py.
        """
        require_ranges(self, POPULATION_RANGES, "search.population.")

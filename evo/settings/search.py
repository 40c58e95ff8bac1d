"""The search's own settings, as a campaign states them. Reading a campaign needs no compiled loops."""

from dataclasses import dataclass, field

from evo.population import PopulationSettings
from evo.settings.constants import FitSettings
from evo.settings.ranges import WEIGHT_RANGE
from search_spaces.visible import shown


@dataclass(frozen=True)
class SearchSettings:
    """Settings of the search; the same for every target.

    Attributes:
        population: Niches, tournament, ageing, restarts.
        fit: The fit of constants.
        weights: Weights of variations that differ from their table, as (name, weight).
    """

    population: PopulationSettings = field(default_factory=PopulationSettings)
    fit: FitSettings = field(default_factory=FitSettings)
    weights: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        """Check the weights.

        Raises:
            ValueError: One is negative, not finite or huge.
        """
        for name, weight in self.weights:
            if weight not in WEIGHT_RANGE:
                raise ValueError(f"search.weights of {shown(name)} is {shown(weight)}; allowed: {WEIGHT_RANGE.allowed}")

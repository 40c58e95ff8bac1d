"""The budget of Levenberg-Marquardt steps of a child.

A child inherits its parent's constants and is fitted in three stages. After each stage it is given up when the root
mean square error, were it to shrink once more as much as in this stage, would still be larger than the stage's bar
times the largest error in its full niche. A child near the best of its niche is fitted to convergence and reweighted
towards equal ripples.
"""

from dataclasses import dataclass

from evo.settings.ranges import FIT_RANGES, require_ranges

LAWSON_STEPS = 3
"""Levenberg-Marquardt steps after each reweighting, and after each step of a constant towards its neutral value."""


@dataclass(frozen=True, slots=True)
class FitSettings:
    """Settings of the fit of constants.

    Attributes:
        enabled: Whether they are fitted at all; else they only drift by perturbation.
        acceleration: Whether steps carry the geodesic acceleration.
        extended: Whether candidates whose error float64 cannot resolve are fitted and judged in double-double.
        steps: Levenberg-Marquardt steps of the three stages.
        bars: Multiples of the niche's largest error at which a child is given up after each stage.
        elite_steps: Steps for a child near the best of its niche.
        valley_steps: Most steps along the floor of a valley after each stage but the first; 0 for none.
        lawson_rounds: Reweightings towards equal ripples for such a child.
        limit: Largest size of a constant.
    """

    enabled: bool = True
    acceleration: bool = False
    extended: bool = True
    steps: tuple[int, int, int] = (4, 8, 30)
    bars: tuple[float, float, float] = (300.0, 20.0, 2.0)
    elite_steps: int = 30
    valley_steps: int = 6
    lawson_rounds: int = 40
    limit: float = 1e12

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ValueError: A number is outside its row of evo/settings/ranges.py.
        """
        require_ranges(self, FIT_RANGES, "search.fit.")

"""The arrays and numbers that the loops of an epoch are given, made from a problem."""

import numpy as np
from gmpy2 import mpfr

from evaluators.compiled.forms import NODES
from evaluators.compiled.poles import LIMIT, NOWHERE
from evaluators.minimax.extended import extended
from evo.compiled import setting
from evo.compiled.store import REAL_ERROR
from evo.mutations import chances, forms_of
from evo.problem import Problem
from evo.samples import NEAR, Samples
from evo.settings.constants import LAWSON_STEPS
from search_spaces.programs.parts import FLOAT32, REAL

PAIRS_BELOW = 2.0**-40
"""A candidate whose error is below this part of the target's weight is judged in double-double. A program of 16
operations that cancels by a decade or two is off by 2**-53 * 16 * 30 = 5e-14 in float64: 6 % of 2**-40."""


def data_of(problem: Problem, weights: dict[str, float] | None = None) -> setting.Data:
    """The target on its points; weights of the variations as given, or as the problem has them.

    What the loops change on the way, and put back, is a copy.
    """
    fit, dense, score = problem.fit, problem.dense, problem.score
    roots, root_weight = _roots(fit)
    zero_at, zero_is_free = _zero(problem)
    return setting.Data(
        fit_x=fit.x,
        fit_target=fit.values.copy(),
        fit_low=fit.low.copy(),
        fit_weight=fit.weights.copy(),
        dense_x=dense.x,
        dense_target=dense.values,
        dense_low=dense.low,
        dense_weight=dense.weights,
        score_x=score.x.astype(np.float32),
        score_target=score.values,
        score_weight=score.weights,
        forms=forms_of(problem.space.ops),
        chances=chances(dict(problem.settings.weights) if weights is None else weights),
        roots=roots,
        root_weight=root_weight,
        zero_at=zero_at,
        zero_is_free=zero_is_free,
        pairs_below=_pairs_below(problem),
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


def rules_of(problem: Problem) -> setting.LoopSettings:
    """The settings as the loops read them."""
    space, people, fit = problem.space, problem.settings.population, problem.settings.fit
    rounded = space.mode == FLOAT32
    first_steps, more_steps, long_steps = fit.steps
    first_bar, more_bar, long_bar = fit.bars
    return setting.LoopSettings(
        rounded=rounded,
        max_ops=space.max_ops,
        niches=niches_of(problem),
        tournament=people.tournament,
        ageing=people.ageing,
        elite_parents=people.elite_parents,
        second_move=people.second_move,
        refit=people.refit,
        constant_limit=fit.limit,
        fitting=fit.enabled,
        accelerate=fit.acceleration,
        first_steps=first_steps,
        more_steps=more_steps,
        long_steps=long_steps,
        elite_steps=fit.elite_steps,
        valley_steps=fit.valley_steps,
        first_bar=first_bar,
        more_bar=more_bar,
        long_bar=long_bar,
        lawson_rounds=fit.lawson_rounds,
        patience=people.patience,
        isolation=people.isolation,
        bar_column=REAL_ERROR,
        lawson_steps=LAWSON_STEPS,
        enough=people.enough if rounded else 0.0,
        inner_most=LIMIT if people.inner_limits and not rounded else NOWHERE,
        canonical=people.canonical,
        sharing=people.sharing,
    )


def niches_of(problem: Problem) -> int:
    """Number of niches: one for each operation count or rounded-up cost, 0 included."""
    people = problem.settings.population
    return (people.max_cost if problem.space.mode == FLOAT32 else problem.space.max_ops) + 1

"""From a campaign's candidates, and from minimax polynomials, to float32 cores on the grid and kernels around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, islice

import numpy as np

from evaluators.certify import certify
from evaluators.classical import Problem, estrin, minimax_polynomial
from evaluators.float_grid import GridTask, to_float_grid
from evaluators.oracle import Oracle
from evo.archive import Entry, best_per_cost
from search_spaces.lowering import lower, raise_to_real, throughput_cost
from search_spaces.program import Program
from search_spaces.reductions import Reduction
from search_spaces.space import SearchSpace

SCREENED = 8
"""Candidates of a cost that get a short grid search, by error and again by error before rounding."""
TRIED = 3
"""The best of them get the full one."""
COSTLIEST = 2.0
"""Cores beyond this multiple of the cost of the first within one ulp are left out: they would lose to stock."""
SHORT_STEPS = 800
FAST_ULP = 4.0
MAX_DEGREE = 20


@dataclass(frozen=True)
class Core:
    """A lowered core with constants on the float32 grid.

    Attributes:
        name: How tables call it.
        program: float32 program of one input and one output.
        grid_ulp: Largest error of the core in the compiled interpreter on a dense check.
        cost: Predicted throughput cost of the core, in additions.
    """

    name: str
    program: Program
    grid_ulp: float
    cost: float


@dataclass(frozen=True)
class Kernel:
    """A core inside a reduction."""

    core: Core
    reduction: Reduction
    program: Program


def grid_task(space: SearchSpace, oracle: Oracle) -> GridTask:
    """The grid search of a space's cores."""
    return GridTask(oracle.reference, space.domain, space.exact_points)


def evolved_cores(space: SearchSpace, entries: Iterable[Entry], oracle: Oracle, seed: int) -> list[Core]:
    """The Pareto front of cores by cost and error on the float grid, cheapest first."""
    task, front = grid_task(space, oracle), list[Core]()
    for _, group in groupby(sorted(best_per_cost(entries, SCREENED), key=lambda e: e.order), key=lambda e: e.cost):
        best = min((core.grid_ulp for core in front), default=float("inf"))
        good = next((core.cost for core in front if core.grid_ulp <= 1.0), float("inf"))
        found = _best_of_cost(space, [e for e in group if e.ops and e.cost <= COSTLIEST * good], (task, best, seed))
        if found is not None and found.grid_ulp < best:
            front.append(found)
    return front


def _best_of_cost(space: SearchSpace, group: list[Entry], aim: tuple[GridTask, float, int]) -> Core | None:
    """The best core of one cost: all candidates through a short grid search, the best of them through the full one.

    The grid search cannot undercut the error before rounding, nor a correct rounding: what cannot beat the cheaper ones
    is left out.
    """
    task, best, seed = aim
    short = replace(task, steps=SHORT_STEPS, rounds=1)
    hopeful = {e.program.hash(): e.program for e in group if max(e.real_error, 0.5) < best}
    screened = sorted((_on_grid(f"evolved {h[:6]}", lower(p), short, seed) for h, p in hopeful.items()), key=_order)
    regular = (core for core in screened if _regular(space, raise_to_real(core.program)))
    tried = [_on_grid(core.name, core.program, task, seed) for core in islice(regular, TRIED)]
    return min(tried, key=_order, default=None)


def _order(core: Core) -> tuple[float, str]:
    return core.grid_ulp, core.name


def _regular(space: SearchSpace, program: Program) -> bool:
    """Whether the core is finite, with no pole inside the domain that only a limit would mend."""
    certificate = certify(program, space.target, space.domain, space.error)
    return certificate.ok and not certificate.inner_poles


def _on_grid(name: str, core: Program, task: GridTask, seed: int) -> Core:
    # The steps depend on the core alone, not on how many were tried before.
    rng = np.random.default_rng([seed, int(core.hash(), 16)])
    result = to_float_grid(core, task, rng)
    return Core(name, result.program, result.max_ulp, throughput_cost(result.program))


def classical_cores(space: SearchSpace, oracle: Oracle, seed: int) -> list[Core]:
    """The hand-made competitor: minimax polynomials put on the grid by the same search, cheapest first.

    Horner's form from the first degree below FAST_ULP on, up to the first below one ulp, and Estrin's form of the last.
    """
    task, cores = grid_task(space, oracle), list[Core]()
    problem = Problem(space.target, space.domain, space.error)
    for degree in range(1, MAX_DEGREE + 1):
        form = minimax_polynomial(problem, degree)
        if form.certificate.max_error >= FAST_ULP:
            continue
        core = _best_of_starts(f"Horner, degree {degree}", lower(form.program), task, seed)
        cores.append(core)
        if core.grid_ulp <= 1.0:
            coefficients = [Decimal(const.value) for const in form.program.consts]
            cores.append(_best_of_starts(f"Estrin, degree {degree}", lower(estrin(coefficients)), task, seed))
            break
    return cores


def _best_of_starts(name: str, core: Program, task: GridTask, seed: int) -> Core:
    """As many full grid searches as an evolved cost gets."""
    return min((_on_grid(name, core, task, seed + k) for k in range(TRIED)), key=_order)


def kernels_of(space: SearchSpace, cores: Sequence[Core]) -> list[Kernel]:
    """Every core inside every reduction of the space."""
    return [Kernel(core, reduction, reduction.kernel(core.program)) for core in cores for reduction in space.reductions]

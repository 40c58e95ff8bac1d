"""From a campaign's candidates to float32 cores on the grid, and kernels around them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

import numpy as np

from evaluators.certify import certify
from evaluators.compiled.kernel import run_float32
from evaluators.float_grid import SMALLEST_LOG2, GridTask, to_float_grid
from evaluators.judge import check_specials
from evaluators.oracle import Oracle
from evo.archive import Entry, best_per_cost
from search_spaces.bounded import is_zero_at_zero
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
    task = GridTask(oracle.reference, space.domain, space.exact_points)
    return replace(task, smallest_log2=SMALLEST_LOG2) if is_zero_at_zero(space.target) else task


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


def best_of_starts(name: str, core: Program, task: GridTask, seed: int) -> Core:
    """As many full grid searches as an evolved cost gets."""
    return min((_on_grid(name, core, task, seed + k) for k in range(TRIED)), key=_order)


def kernels_of(space: SearchSpace, cores: Sequence[Core]) -> list[Kernel]:
    """Every core inside every reduction of the space in which its special values are exact, or inside all."""
    return [kernel for core in cores for kernel in _exact_first(space, core)]


def _exact_first(space: SearchSpace, core: Core) -> list[Kernel]:
    kernels = [Kernel(core, reduction, reduction.kernel(core.program)) for reduction in space.reductions]
    exact = [k for k in kernels if not check_specials(_interpreted(k.program), space.kernel)]
    return exact or kernels


def _interpreted(kernel: Program) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: run_float32(kernel, [x], flush=True)[0]

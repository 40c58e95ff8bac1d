"""Refinement of kernels whose sweep surprised their dense check: worst inputs join the points that judge constants, which move again."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from evaluators.callbacks import StageCallback
from evaluators.reference.oracle import Oracle
from evaluators.report import EXHAUSTIVE, ErrorReport
from evaluators.sweep.judge import check_specials
from results.bench.comparison import errors_of, kernel_implementation
from results.finish.assembly import Kernel, polished_again, run_interpreted
from search_spaces.space import SearchSpace
from search_spaces.targets import Target

SURPRISE = 1.01
"""A sweep that finds no more than 1 % above the dense check has nothing to teach."""
ROUNDS = 2
"""Sweeps of a kernel after its first at most; most gain is in the first."""
Sweep = Callable[[Sequence[Kernel]], Mapping[str, ErrorReport]]


def sweep_with(oracle: Oracle[Target], progress: StageCallback) -> Sweep:
    """Errors of compiled kernels over every float32; what follows a sweep is the next stage."""

    def sweep(kernels: Sequence[Kernel]) -> Mapping[str, ErrorReport]:
        made = [kernel_implementation(k.name, k.kind, k.program) for k in kernels]
        found = errors_of(made, oracle, True, progress)
        progress("moving constants where the sweep found larger errors", 0, 1)
        return found

    return sweep


def refined(
    kernels: Sequence[Kernel], sweep: Sweep, spaces: Sequence[SearchSpace], oracle: Oracle[Target], seed: int
) -> list[tuple[Kernel, ErrorReport]]:
    """The kernels with their errors, their constants moved on where a sweep found worse inputs than the dense check.

    The worst inputs of every sweep join the dense check. A kernel that comes out better over every float replaces the
    one it was made from; its structure is the same. The same kernels and errors, the same result.

    Args:
        kernels: On the whole line; others are swept and left as they are.
        sweep: Errors of kernels by name.
        spaces: What was searched, one a core.
        oracle: References of the kernels.
        seed: Of the grid searches.
    """
    reports = sweep(kernels)
    best = [(kernel, reports[kernel.name]) for kernel in kernels]
    if spaces[0].kernel.outside is not None:
        return best
    seen = [_inputs(report) for _, report in best]
    last = {i: pair for i, pair in enumerate(best) if _surprising(*pair)}
    for _ in range(ROUNDS):
        moved = {
            i: polished_again(kernel=kernel, inputs=seen[i], spaces=spaces, oracle=oracle, seed=seed)
            for i, (kernel, _) in last.items()
        }
        moved = {i: kernel for i, kernel in moved.items() if _promising(kernel, best[i], oracle)}
        if not moved:
            break
        reports = sweep(list(moved.values()))
        last = {i: (kernel, reports[kernel.name]) for i, kernel in moved.items()}
        for i, pair in last.items():
            seen[i] = np.concatenate([seen[i], _inputs(pair[1])])
            best[i] = min(best[i], pair, key=lambda one: one[1].max_ulp)
        last = {i: pair for i, pair in last.items() if _surprising(*pair)}
    return best


def _inputs(report: ErrorReport) -> np.ndarray:
    return np.array([float.fromhex(x) for x in report.worst_inputs], np.float32)


def _surprising(kernel: Kernel, report: ErrorReport) -> bool:
    return report.mode == EXHAUSTIVE and SURPRISE * kernel.grid_ulp < report.max_ulp < float("inf")


def _promising(kernel: Kernel, best: tuple[Kernel, ErrorReport], oracle: Oracle[Target]) -> bool:
    """True if a moved kernel is a new one, may be better over every float, and keeps special values as exact as before."""
    before, report = best
    if kernel.program == before.program or SURPRISE * kernel.grid_ulp >= report.max_ulp:
        return False
    failures = [check_specials(run_interpreted(k.program), oracle.target) for k in (kernel, before)]
    return len(failures[0]) <= len(failures[1])

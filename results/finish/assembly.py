"""Kernels from fronts of cores: every reduction of the target around combinations of cores, constants polished together."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import numpy as np

from evaluators.backends import jax_backend
from evaluators.callbacks import StageCallback
from evaluators.compiled.kernel import run_float32
from evaluators.float_grid import GridTask, Points
from evaluators.kernel_grid import judged, kernel_points, polish
from evaluators.minimax.ledger import Ledger, ValueCodec
from evaluators.minimax.meter import Meter
from evaluators.reference.oracle import Oracle
from evaluators.report import to_json
from evaluators.sweep.judge import check_specials
from evaluators.timing.baselines import CLASSICAL, EVOLVED
from evo.archive import Entry
from results.finish.cores import Core, evolved_cores, float32_core, grid_task
from results.record.bars import FAST_ULP
from results.record.naming import kernel_name
from search_spaces.own.bounded import needs_parity
from search_spaces.own.parity import program_parity
from search_spaces.programs.lowering import throughput_cost
from search_spaces.programs.parts import ProgramError
from search_spaces.programs.program import Program
from search_spaces.slots import Reduction
from search_spaces.space import SearchSpace, core_name
from search_spaces.targets import Target

COARSE_ULP = 8.0
"""Special values of kernels with larger errors need not be exact; what they give is on record."""
EXPORT_ULP = 8192.0
"""A kernel with a larger error, about 2**-11 relative, is not exported."""
POLISHING = 1_000_000
"""Operations (evaluators/minimax/meter.py) of a kernel's grid search, most of them dense checks on 2^20 inputs."""
MOVING_CORES, MOVING_KERNELS = "moving evolved cores to the float grid", "moving evolved kernels to the float grid"
COMBINED, COMBINED_FAST, COMBINED_COARSE = 9, 5, 3
"""Most combinations of cores that are polished for a reduction: within COARSE_ULP, of the others within FAST_ULP, of all others."""


@dataclass(frozen=True)
class Kernel:
    """Cores inside a reduction.

    Attributes:
        name: How tables call it.
        kind: EVOLVED or CLASSICAL.
        cores: One a slot.
        reduction: Around them.
        program: The whole.
        grid_ulp: Largest error on a dense check in the compiled interpreter, in ulp.
        cost: Predicted throughput cost, in additions.
    """

    name: str
    kind: str
    cores: tuple[Core, ...]
    reduction: Reduction
    program: Program
    grid_ulp: float
    cost: float


@dataclass(frozen=True)
class Making:
    """One making of kernels: their kind, EVOLVED or CLASSICAL, with which names begin; the seed of the grid searches."""

    kind: str
    seed: int


@dataclass(frozen=True)
class Frame:
    """Facts that whole kernels of a target share, besides their cores.

    Attributes:
        reductions: Of the target.
        tasks: How each core alone is judged, by what it computes.
        oracle: References of the kernels.
        kind: EVOLVED or CLASSICAL: names begin with it.
        seed: Of the grid searches.
    """

    reductions: Sequence[Reduction]
    tasks: Mapping[str, GridTask]
    oracle: Oracle[Target]
    kind: str
    seed: int

    @classmethod
    def of(cls, spaces: Sequence[SearchSpace], oracle: Oracle[Target], kind: str, seed: int) -> "Frame":
        """The frame of a campaign's kernels on the whole line."""
        tasks = {core_name(space.slot): grid_task(space) for space in spaces if space.slot is not None}
        return cls(spaces[0].reductions, tasks, oracle, kind, seed)


def evolved_kernels(
    spaces: Sequence[SearchSpace],
    entries: Sequence[Sequence[Entry]],
    oracle: Oracle[Target],
    seed: int,
    progress: StageCallback,
) -> list[Kernel]:
    """Evolved kernels of a campaign's candidates; the same for the same candidates.

    Args:
        spaces: What was searched, one a core.
        entries: Candidates, by space.
        oracle: References of the kernels.
        seed: Of the grid searches.
        progress: Told (what, done, total).
    """
    if spaces[0].kernel.outside is not None:
        (space,), task = spaces, grid_task(spaces[0])
        cores = evolved_cores(
            space=space, entries=entries[0], task=task, seed=seed, told=partial(progress, MOVING_CORES)
        )
        return bounded_kernels(space, cores, EVOLVED)
    frame, fronts = Frame.of(spaces, oracle, EVOLVED, seed), dict[str, Sequence[Core]]()
    for space, found in zip(spaces, entries, strict=True):
        slot = space.slot
        assert slot is not None
        tell = partial(progress, MOVING_CORES if len(spaces) == 1 else f"{MOVING_CORES}, {slot.name}")
        fronts[core_name(slot)] = evolved_cores(
            space=space, entries=found, task=frame.tasks[core_name(slot)], seed=seed, told=tell
        )
    return whole_kernels(frame, fronts, Ledger(), partial(progress, MOVING_KERNELS))


def bounded_kernels(space: SearchSpace, cores: Sequence[Core], kind: str) -> list[Kernel]:
    """Every core inside every reduction of a bounded space in which its special values are exact, or inside all."""
    return [kernel for core in cores for kernel in _exact_first(_around(space, core, kind), space.kernel)]


def _around(space: SearchSpace, core: Core, kind: str) -> list[Kernel]:
    kernels, target = [], space.kernel
    for reduction in space.reductions:
        if needs_parity(reduction, target) and program_parity(core.program) != target.parity:
            continue
        program = reduction.kernel(core.program)
        name = kernel_name(kind, program.hash(), core.name if kind == CLASSICAL else "")
        kernels.append(Kernel(name, kind, (core,), reduction, program, core.grid_ulp, throughput_cost(program)))
    return kernels


def whole_kernels(
    frame: Frame, fronts: Mapping[str, Sequence[Core]], ledger: Ledger, told: Callable[[int, int], None]
) -> list[Kernel]:
    """Kernels on the whole line, each reduction's front by cost and error, constants of all cores polished together.

    Args:
        frame: Around the cores.
        fronts: Cores by what they compute.
        ledger: Each kernel is a piece of it.
        told: How many kernels are done, and of how many.
    """
    wanted = {row.name: combinations([fronts[core_name(slot)] for slot in row.slots]) for row in frame.reductions}
    done, total = 0, sum(map(len, wanted.values()))
    kernels = list[Kernel]()
    for reduction in frame.reductions:
        dense = cache(lambda row=reduction: kernel_points(frame.oracle, row, np.random.default_rng(frame.seed)))
        made = list[Kernel]()
        for cores in wanted[reduction.name]:
            told(done, total)
            kernel = _taken(frame, reduction, cores, dense, ledger)
            made += [kernel] if kernel is not None and _printable(kernel.program) else []
            done += 1
        kernels += _exact_first(made, frame.oracle.target)
    told(total, total)
    return kernels


def _taken(
    frame: Frame, reduction: Reduction, cores: tuple[Core, ...], dense: Callable[[], Points], ledger: Ledger
) -> Kernel | None:
    """A kernel as a piece of a ledger: what is kept are its cores' programs and its error."""
    own = [frame.tasks[core_name(slot)] for slot in reduction.slots]

    def make(meter: Meter) -> Kernel:
        meter.add(POLISHING)
        return _polished(reduction, cores, own, dense(), Making(frame.kind, frame.seed))

    def write(kernel: Kernel) -> Any:
        return [[str(core.program) for core in kernel.cores], to_json(kernel.grid_ulp)]

    def read(value: Any) -> Kernel:
        texts, error = value
        moved = [replace(core, program=float32_core(text)) for core, text in zip(cores, texts, strict=True)]
        return _assembled(reduction, tuple(moved), float(error), frame.kind)

    digest = "-".join(core.program.hash()[:12] for core in cores)
    return ledger.take(f"{reduction.name} kernel of {digest}", make, ValueCodec(write, read))


def polished_again(
    kernel: Kernel, inputs: np.ndarray, spaces: Sequence[SearchSpace], oracle: Oracle[Target], seed: int
) -> Kernel:
    """A kernel on the whole line, its constants moved on from where they are, with more inputs in the dense check."""
    dense = kernel_points(oracle, kernel.reduction, np.random.default_rng(seed)).join(judged(oracle, inputs))
    tasks = {core_name(space.slot): grid_task(space) for space in spaces if space.slot is not None}
    own = [tasks[core_name(slot)] for slot in kernel.reduction.slots]
    return _polished(kernel.reduction, kernel.cores, own, dense, Making(kernel.kind, seed))


def _printable(program: Program) -> bool:
    """True if XLA keeps the program's roundings; a program that the printer refuses is no candidate."""
    try:
        jax_backend.print_program(program)
    except ProgramError:
        return False
    return True


def combinations(fronts: Sequence[Sequence[Core]]) -> list[tuple[Core, ...]]:
    """The Pareto front of choices of one core a slot, by summed cost and error, as far as kernels are wanted; thinned evenly."""
    choices = sorted(itertools.product(*fronts), key=lambda cores: (_cost(cores), _error(cores)))
    front: list[tuple[Core, ...]] = []
    for cores in choices:
        if not front or _error(cores) < 0.98 * _error(front[-1]):
            front.append(cores)
    coarse = [cores for cores in front if COARSE_ULP < _error(cores) <= EXPORT_ULP]
    fast = [cores for cores in coarse if _error(cores) <= FAST_ULP]
    fine = [cores for cores in front if _error(cores) <= COARSE_ULP]
    kept = [*_thinned(coarse, COMBINED_COARSE), *_thinned(fast, COMBINED_FAST), *_thinned(fine, COMBINED)]
    return [cores for cores in front if cores in kept] or front[-1:]


def _thinned(front: list[tuple[Core, ...]], most: int) -> list[tuple[Core, ...]]:
    if len(front) <= most:
        return front
    places = np.unique(np.linspace(0, len(front) - 1, most).round().astype(int))
    return [front[i] for i in places]


def _cost(cores: Sequence[Core]) -> float:
    return sum(core.cost for core in cores)


def _error(cores: Sequence[Core]) -> float:
    return sum(core.grid_ulp for core in cores)


def _polished(
    reduction: Reduction, cores: tuple[Core, ...], tasks: Sequence[GridTask], dense: Points, making: Making
) -> Kernel:
    programs = [core.program for core in cores]
    rng = np.random.default_rng([making.seed, *(int(program.hash(), 16) for program in programs)])
    polished = polish(reduction=reduction, cores=programs, tasks=tasks, dense=dense, rng=rng)
    moved = tuple(replace(core, program=mine) for core, mine in zip(cores, polished.cores, strict=True))
    return _assembled(reduction, moved, polished.max_ulp, making.kind)


def _assembled(reduction: Reduction, cores: tuple[Core, ...], grid_ulp: float, kind: str) -> Kernel:
    program = reduction.kernel(*(core.program for core in cores))
    name = kernel_name(kind, program.hash())
    return Kernel(name, kind, cores, reduction, program, grid_ulp, throughput_cost(program))


def _exact_first(kernels: list[Kernel], target: Target) -> list[Kernel]:
    """Kernels with exact special values; where there are such, the others stay only if they are far less accurate."""
    exact = [k for k in kernels if not check_specials(run_interpreted(k.program), target)]
    return [k for k in kernels if not exact or k in exact or k.grid_ulp > COARSE_ULP]


def run_interpreted(kernel: Program) -> Callable[[np.ndarray], np.ndarray]:
    """The kernel in the compiled interpreter: every operation rounded and flushed as XLA does it."""
    return lambda x: run_float32(kernel, [x], flush=True)[0]

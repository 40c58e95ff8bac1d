"""Steps from a campaign's candidates to float32 cores on the grid: the front of one core by cost and error."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import Any

import numpy as np

from evaluators.float_grid import SMALLEST_LOG2, GridTask, to_float_grid
from evaluators.minimax.certify import certify
from evaluators.minimax.ledger import ValueCodec
from evaluators.minimax.meter import GRID_STEP, Meter
from evaluators.minimax.smooth import Smooth
from evaluators.reference.oracle import build_oracle
from evaluators.report import to_json
from evaluators.timing.baselines import EVOLVED
from evo.ancestry import Ancestry
from evo.archive import Entry, best_per_cost
from evo.problem import slot_values
from results.record.naming import kernel_name
from search_spaces.ops import OPS
from search_spaces.own.bounded import is_zero_at_zero
from search_spaces.programs.lowering import lower, raise_to_real, throughput_cost
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import FLOAT32
from search_spaces.programs.program import Program
from search_spaces.slots import Slot, Weigh
from search_spaces.space import SearchSpace
from search_spaces.targets import ULP

SCREENED = 8
"""Candidates of a cost that get a short grid search, by error and again by error before rounding."""
PARTS_SCREENED = 4
"""The same of a core whose constants move again."""
TRIED, PARTS_TRIED = 3, 1
"""The best of them get the full one; of cores whose constants move again only the best one."""
COSTLIEST = 2.0
"""Cores beyond this multiple of the cost of the first within one ulp are left out: they would lose to stock."""
SHORT_STEPS = 800
_POLE_POINTS, _WEIGHT_POINTS = 4097, 1025
PART_STEPS, PART_ROUNDS = 1500, 3
"""The core of a kernel on the whole line is only brought near: its constants move again with the kernel."""
LEAST = {True: 0.004, False: 0.5}
"""Least error of a core, in ulp of the result: of a part of a kernel (True), and of a core that rounds the result."""


@dataclass(frozen=True)
class Core:
    """A lowered core with constants on the float32 grid.

    Attributes:
        name: How tables call it.
        program: float32 program of one input and one output.
        grid_ulp: Largest error of the core in the compiled interpreter on a dense check, in ulp of the kernel's result.
        cost: Predicted throughput cost of the core, in additions.
        ancestry: How its structure came about; without steps for a core made by hand.
    """

    name: str
    program: Program
    grid_ulp: float
    cost: float
    ancestry: Ancestry = field(default_factory=Ancestry)


def grid_task(space: SearchSpace) -> GridTask:
    """The grid search of a space's cores."""
    slot = space.slot
    if slot is None or slot.factor is None:
        same = space.target.reference == space.kernel.reference and space.kernel.outside is not None
        oracle = build_oracle(space.kernel if same else space.target)
        task = GridTask(oracle.reference, space.domain, space.exact_points)
        if _polished_later(space):
            return replace(task, steps=PART_STEPS, rounds=PART_ROUNDS)
        return replace(task, smallest_log2=SMALLEST_LOG2) if is_zero_at_zero(space.target) else task
    return slot_task(slot)


def _polished_later(space: SearchSpace) -> bool:
    """True if the constants move again with the whole kernel: on the whole line, not on a bounded domain."""
    return space.slot is not None and space.kernel.outside is None


def slot_task(slot: Slot) -> GridTask:
    """The grid search of cores that are a part of a kernel: their errors count as ulps of its result."""
    value = Smooth(slot.target.reference, slot.domain)
    return GridTask(
        references=value,
        domain=slot.domain,
        exact_points=slot.exact_points,
        steps=PART_STEPS,
        rounds=PART_ROUNDS,
        weights=slot_weight(slot),
    )


def slot_weight(slot: Slot) -> "SlotWeight":
    """Ulps of the kernel's result for each unit of a core's error, at any arguments."""
    factor = None if slot.factor is None else _tabled(slot.factor, slot.domain)
    return SlotWeight(factor, _tabled(slot.result or slot.target.reference, slot.domain))


def _tabled(function: Weigh, domain: tuple[float, float]) -> "Tabled":
    places = np.linspace(*domain, _WEIGHT_POINTS)
    return Tabled(places, np.abs(slot_values(function, places)))


@dataclass(frozen=True, eq=False)
class Tabled:
    """|f| between the places of a table, linearly: a weight may have kinks, and need not be exact."""

    places: np.ndarray
    values: np.ndarray

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """The value at each argument."""
        return np.interp(x, self.places, self.values)


@dataclass(frozen=True)
class SlotWeight:
    """|factor(r)| / ulp(result(r))."""

    factor: Tabled | None
    result: Tabled

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """The weight at each argument."""
        exponent = np.maximum(np.frexp(self.result(x))[1] - 1, -126)
        weight = np.exp2(23.0 - exponent)
        return weight if self.factor is None else weight * self.factor(x)


def evolved_cores(
    space: SearchSpace,
    entries: Iterable[Entry],
    task: GridTask,
    seed: int,
    told: Callable[[int, int], None] = lambda *_: None,
) -> list[Core]:
    """The Pareto front of cores by cost and error on the float grid, cheapest first.

    `told` hears how many costs are done, and of how many.
    """
    front, least = list[Core](), LEAST[task.weights is not None]
    screened = PARTS_SCREENED if _polished_later(space) else SCREENED
    ranked = sorted(best_per_cost(entries, screened), key=lambda e: e.order)
    groups = [list(group) for _, group in groupby(ranked, key=lambda e: e.cost)]
    for done, group in enumerate(groups):
        told(done, len(groups))
        best = min((core.grid_ulp for core in front), default=float("inf"))
        good = next((core.cost for core in front if core.grid_ulp <= 2 * least), float("inf"))
        wanted = [e for e in group if (e.ops or task.weights is not None) and e.cost <= COSTLIEST * good]
        found = _best_of_cost(space, wanted, task, below=max(best, least), seed=seed)
        if found is not None and found.grid_ulp < best:
            front.append(found)
    told(len(groups), max(1, len(groups)))
    return front


def _best_of_cost(space: SearchSpace, group: list[Entry], task: GridTask, *, below: float, seed: int) -> Core | None:
    """The best core of one cost: all candidates through a short grid search, the best of them through the full one.

    The grid search cannot undercut the error before rounding, nor a correct rounding: what cannot come below the error
    of the cheaper ones is left out.
    """
    short, least = replace(task, steps=SHORT_STEPS, rounds=1), LEAST[task.weights is not None]
    hopeful = {e.program.hash(): e for e in group if max(e.real_error, least) < below}
    made = ((e, on_grid(kernel_name(EVOLVED, h), lower(e.program), short, seed)) for h, e in hopeful.items())
    screened = sorted((replace(core, ancestry=e.ancestry) for e, core in made), key=_order)
    regular = (core for core in screened if _regular(space, raise_to_real(core.program)))
    most = PARTS_TRIED if _polished_later(space) else TRIED
    tried = [
        replace(on_grid(core.name, core.program, task, seed), ancestry=core.ancestry) for core in islice(regular, most)
    ]
    return min(tried, key=_order, default=None)


def _order(core: Core) -> tuple[float, str]:
    return core.grid_ulp, core.name


def _regular(space: SearchSpace, program: Program) -> bool:
    """True if the core is finite, with no pole inside the domain that only a limit would mend."""
    if _polished_later(space):
        return _divisors_keep_their_sign(program, space.domain)
    certificate = certify(program, space.target, space.domain, ULP)
    return certificate.ok and not certificate.inner_poles


def _divisors_keep_their_sign(program: Program, domain: tuple[float, float]) -> bool:
    """On a grid in float64; what falls between its points is found by the sweep of the kernel."""
    values: list[np.ndarray] = [np.linspace(*domain, _POLE_POINTS)]
    values += [np.array([float(const.value)]) for const in program.consts]
    with np.errstate(all="ignore"):
        for instr in program.instrs:
            real = np.sqrt if instr.op == "sqrt" else OPS[instr.op].real
            assert real is not None
            values.append(real(*(values[arg] for arg in instr.args)))
    divisors = [values[instr.args[1]] for instr in program.instrs if instr.op == "div"]
    return all(np.all(d > 0.0) or np.all(d < 0.0) for d in divisors) and bool(np.all(np.isfinite(values[-1])))


def on_grid(name: str, core: Program, task: GridTask, seed: int, meter: Meter | None = None) -> Core:
    """A lowered core after the grid search; its steps depend on the core alone, not on how many were tried before."""
    rng = np.random.default_rng([seed, int(core.hash(), 16)])
    result = to_float_grid(core, task, rng)
    if meter is not None:
        meter.add(GRID_STEP * result.steps)
    return Core(name, result.program, result.max_ulp, throughput_cost(result.program))


def best_of_starts(name: str, core: Program, task: GridTask, seeds: Sequence[int], meter: Meter | None = None) -> Core:
    """The best of a full grid search for each seed; an evolved cost gets as many."""
    return min((on_grid(name, core, task, seed, meter) for seed in seeds), key=_order)


def core_form(name: str) -> ValueCodec[Core]:
    """Codec of a hand-made core: the text of its program and its error."""

    def read(value: Any) -> Core:
        text, error = value
        program = float32_core(text)
        return Core(name, program, float(error), throughput_cost(program))

    return ValueCodec(lambda core: [str(core.program), to_json(core.grid_ulp)], read)


def float32_core(text: str) -> Program:
    """A core from its text.

    Raises:
        ValueError: It is no float32 program of one input and one output.
    """
    program = parse(text)
    if program.number_format != FLOAT32 or (len(program.inputs), len(program.outputs)) != (1, 1):
        raise ValueError(
            f"a {program.number_format} program of {len(program.inputs)} inputs and {len(program.outputs)} outputs is no core; "
            "allowed: float32, one and one"
        )
    return program

"""The hand-made competitors of a float32 campaign's kernels: under a counted budget, each piece kept once it is done."""

from collections.abc import Callable, Sequence
from typing import Any

from evaluators.float_grid import GridTask
from evaluators.minimax.ledger import Ledger, ValueCodec
from evaluators.reference.oracle import Oracle
from evaluators.timing.baselines import CLASSICAL
from results.finish.assembly import Frame, Kernel, bounded_kernels, whole_kernels
from results.finish.classical.classical_cores import classical_cores
from results.finish.classical.classical_parts import classical_parts
from results.finish.cores import Core, core_form
from search_spaces.slots import Slot
from search_spaces.space import SearchSpace, core_name

MOVING_HANDS = "moving hand-made kernels to the float grid"


def classical_kernels(
    spaces: Sequence[SearchSpace],
    oracle: Oracle,
    seed: int,
    ledger: Ledger,
    told: Callable[[int, int], None] = lambda *_: None,
) -> list[Kernel]:
    """The hand-made kernels, as far as the budget reaches; the same for the same budget, whoever did the pieces.

    Args:
        spaces: What is searched, one a core.
        oracle: References of the kernels.
        seed: Of the grid searches.
        ledger: The budget, and what is done of it.
        told: How many kernels are done, and of how many.
    """
    if spaces[0].kernel.outside is not None:
        return bounded_kernels(spaces[0], classical_cores(spaces[0], seed, ledger), CLASSICAL)
    frame, fronts = Frame.of(spaces, oracle, CLASSICAL, seed), dict[str, Sequence[Core]]()
    for space in spaces:
        assert space.slot is not None
        key = core_name(space.slot)
        fronts[key] = _parts(space.slot, frame.tasks[key], seed, ledger)
    return whole_kernels(frame, fronts, ledger, told) if all(fronts.values()) else []


def _parts(slot: Slot, task: GridTask, seed: int, ledger: Ledger) -> list[Core]:
    """The hand-made cores of a slot as one piece; none where the budget does not reach so far."""

    def write(cores: list[Core]) -> Any:
        return [[core.name, core_form(core.name).write(core)] for core in cores]

    def read(value: Any) -> list[Core]:
        return [core_form(str(name)).read(data) for name, data in value]

    name = f"cores of {core_name(slot)}"
    return ledger.take(name, lambda meter: classical_parts(slot, task, seed, meter), ValueCodec(write, read)) or []

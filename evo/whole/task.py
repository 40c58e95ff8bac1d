"""One epoch of a search of whole kernels as a task: what evo/epoch.py is for cores."""

import time

from evo.engine import differences, engine
from evo.epoch import MIGRANTS, STATES, Context, Counts, EpochDone, EpochTask, Parcel
from evo.packing import DamagedError
from evo.run.vault import Stored, Vault, fetch, keep
from evo.whole.archive import Entry, front
from evo.whole.epoch import IslandState, first_state, run_epoch, settle_migrants
from evo.whole.packing import pack_entries, pack_state, unpack_entries, unpack_state
from evo.whole.problem import WholeProblem
from evo.workers.worker_log import here, working


def whole_check(context: Context, token: Stored | None) -> str:
    """The reason that keeps this node from taking part, or nothing; compiles the loops, or loads them."""
    foreign = differences(dict(context.engine), engine())
    if foreign:
        return f"its engine differs: {foreign}"
    if token is not None:
        try:
            fetch(context.vault, token)
        except DamagedError as error:
            return f"it does not see the run's storage ({error}); give all nodes the same folder, or a storage URL"
    problem = context.problems[0]
    run_epoch(problem, first_state(problem), (), 1, (0, 0, 0))
    return ""


def whole_task(context: Context, task: EpochTask) -> EpochDone:
    """Run one epoch and keep what comes of it.

    Raises:
        DamagedError: The state it starts from is gone or has changed.
        OSError: The state cannot be written.
    """
    with working(context.workers, f"epoch {task.epoch} of island {task.island}", task.key):
        return _epoch(context, task)


def _epoch(context: Context, task: EpochTask) -> EpochDone:
    began, vault = time.monotonic(), context.vault
    problem: WholeProblem = context.problems[0]
    state, spent = begin_state(problem), 0
    if task.state:
        data = fetch(vault, task.state)
        spent, state = int.from_bytes(data[:_SPENT], "little"), unpack_state(data[_SPENT:], state, len(problem.found))
    migrants = arrivals(unpack_entries(task.inputs.migrants), task.epoch)
    after = run_epoch(problem, state, migrants, task.quota, (task.drawn_seed(), task.island, task.epoch))
    leaving = front(after.archive)
    name = f"{task.island:05d}-{task.epoch:08d}.npz"
    parcel = _parcel(vault, f"{MIGRANTS}/{name}", pack_entries(leaving))
    spent += task.quota
    stored = keep(vault, f"{STATES}/{name}", spent.to_bytes(_SPENT, "little") + pack_state(after))
    return EpochDone(
        island=task.island,
        epoch=task.epoch,
        state=stored,
        migrants=parcel,
        points=tuple((float(entry.ops), entry.error) for entry in front(leaving, problem.settings.max_ops)),
        counts=Counts(spent),
        measured=(),
        requests=(),
        seconds=time.monotonic() - began,
        worker=here(),
    )


ARRIVALS = 3
"""Migrants that an island takes in an epoch."""
_SPENT = 8
"""Bytes ahead of a state: the evaluations that its island was given. An epoch ends with a turn, a little later."""


def _parcel(vault: Vault, name: str, data: bytes) -> Parcel:
    return Parcel(keep(vault, name, data), data)


def begin_state(problem: WholeProblem) -> IslandState:
    """An island before its first epoch: y = x, and the program that the campaign starts from."""
    state = first_state(problem)
    if problem.start is not None:
        settle_migrants(state.whole, (Entry(problem.start.ops, 0.0, problem.start),))
    return state


def arrivals(entries: tuple[Entry, ...], epoch: int) -> tuple[Entry, ...]:
    """A few entries of the neighbour's front; others each epoch."""
    return tuple(entries[(epoch * ARRIVALS + k) % len(entries)] for k in range(min(ARRIVALS, len(entries))))


def archived(vault: Vault, stored: Stored, problem: WholeProblem) -> tuple[Entry, ...]:
    """The archive of a kept state, without what is longer than the campaign asks.

    Raises:
        DamagedError: It is gone or has changed.
    """
    data = fetch(vault, stored)[_SPENT:]
    archive = unpack_state(data, first_state(problem), len(problem.found)).archive
    return tuple(entry for entry in archive if entry.ops <= problem.settings.max_ops)

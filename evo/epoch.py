"""One epoch as a task: a reference to a state and logged inputs go in, a reference to the next state comes out.

The worker reads and writes states itself, so none passes through the driver, and what an epoch leaves behind is on the
disk before anyone hears of it.
"""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evo.archive import Entry, pareto_front
from evo.engine import differences, engine
from evo.island import IslandState, Migrants, elites, emigrants, run_epoch, start
from evo.packing import DamagedError, pack_migrants, pack_state, require_sizes, unpack_migrants, unpack_state
from evo.problem import Problem
from evo.run.vault import Stored, Vault, fetch, keep
from evo.workers.steps import Candidate
from evo.workers.timing_step import Measured, requests, still_there, without_slower
from evo.workers.worker_log import here, working

STATES, MIGRANTS = "checkpoints/states", "checkpoints/migrants"


@dataclass(frozen=True)
class Parcel:
    """Packed migrants and where they are kept."""

    stored: Stored
    data: bytes


@dataclass(frozen=True)
class EpochInputs:
    """Inputs of an epoch besides its state; all of them are on record before they are used.

    Attributes:
        migrants: Packed migrants of the neighbour's epoch before the last; empty for none.
        quarantined: The epoch's own key, once for each time that it was found to kill workers.
        measured: Times of programs of this island, of requests up to the epoch before the last.
    """

    migrants: bytes = b""
    quarantined: tuple[str, ...] = ()
    measured: Measured = ()


@dataclass(frozen=True)
class EpochTask:
    """One epoch to run, with its state and inputs.

    Attributes:
        seed: Of the campaign.
        island: Which island.
        epoch: Counted from 0.
        quota: Evaluations of this epoch.
        state: The state after the epoch before; None before the first.
        inputs: See EpochInputs.
    """

    seed: int
    island: int
    epoch: int
    quota: int
    state: Stored | None
    inputs: EpochInputs

    @property
    def key(self) -> str:
        """Names this epoch of this campaign, whatever its inputs."""
        return hashlib.sha256(f"epoch {self.seed} {self.island} {self.epoch}".encode()).hexdigest()[:16]

    def drawn_seed(self) -> int:
        """The seed of its random numbers: the campaign's, or another where this very epoch is quarantined."""
        times = self.inputs.quarantined.count(self.key)
        if not times:
            return self.seed
        digest = hashlib.sha256(f"{self.key} {times}".encode()).digest()
        return (self.seed + int.from_bytes(digest[:8], "little")) % 2**63


@dataclass(frozen=True)
class Counts:
    """Counters of an island: see IslandState."""

    evaluations: int = 0
    duplicates: int = 0
    rejects: int = 0
    refits: int = 0
    restarts: int = 0


@dataclass(frozen=True)
class EpochDone:
    """Message of an ended epoch to the driver; small.

    Attributes:
        island: Which island.
        epoch: Which epoch.
        state: Where the state after it is kept.
        migrants: The island's best, for its neighbour and for the display.
        points: (cost, error) of the island's front.
        counts: The island's counters after it.
        measured: Of the times it was given, those of programs still in the archive.
        requests: Programs whose times it would know.
        seconds: Time that its worker was busy with it.
        worker: Host and process id.
    """

    island: int
    epoch: int
    state: Stored
    migrants: Parcel
    points: tuple[tuple[float, float], ...]
    counts: Counts
    measured: Measured
    requests: tuple[Candidate, ...]
    seconds: float
    worker: str


@dataclass(frozen=True)
class Context:
    """Data that every epoch of a campaign shares; sent to each node once.

    Attributes:
        problems: What is searched, a core each; island i works on the one at i modulo their number. Of a search of whole
            kernels, the one WholeProblem.
        vault: Where states are kept; every worker must reach it.
        engine: What the driver's bits depend on (evo/engine.py).
        timed: Name of the target whose kernels are timed; empty where no time is measured.
        workers: Folder in which workers say what they do; None for none.
    """

    problems: tuple[Any, ...]
    vault: Vault
    engine: tuple[tuple[str, str], ...]
    timed: str = ""
    workers: Path | None = None

    def problem(self, island: int) -> Problem:
        """Problem that an island works on."""
        return self.problems[island % len(self.problems)]


def node_check(context: Context, token: Stored | None) -> str:
    """The reason that keeps this node from taking part, or nothing. Compiles the loops, or loads them, before epochs come.

    `token` is a blob that the driver has written: a node that does not see it keeps its states elsewhere.
    """
    foreign = differences(dict(context.engine), engine())
    if foreign:
        return f"its engine differs: {foreign}"
    if token is not None:
        try:
            fetch(context.vault, token)
        except DamagedError as error:
            return f"it does not see the run's storage ({error}); give all nodes the same folder, or a storage URL"
    warm_up(context.problems[0], 0)
    return ""


def epoch_task(context: Context, task: EpochTask) -> EpochDone:
    """Run one epoch and keep what comes of it.

    Raises:
        DamagedError: The state it starts from is gone or has changed.
        OSError: The state cannot be written.
    """
    with working(context.workers, f"epoch {task.epoch} of island {task.island}", task.key):
        return _epoch(context, task)


def _epoch(context: Context, task: EpochTask) -> EpochDone:
    began, problem, vault = time.monotonic(), context.problem(task.island), context.vault
    place = task.island // len(context.problems)
    state = start(problem, problem.seed(task.seed), place)
    if task.state:
        state = require_sizes(unpack_state(fetch(vault, task.state)), state)
    migrants = unpack_migrants(task.inputs.migrants)
    seed = problem.seed(task.drawn_seed())
    after = run_epoch(
        problem=problem,
        state=state,
        migrants=migrants,
        seed=seed,
        island=place,
        epoch=task.epoch,
        evaluations=task.quota,
    )
    archive = elites(problem, after) if context.timed else []
    measured = still_there(archive, task.inputs.measured)
    leaving = Migrants(tuple(without_slower(emigrants(problem, after).entries, measured)))
    wanted = requests(archive, measured, context.timed) if context.timed else ()
    name = f"{task.island:05d}-{task.epoch:08d}.npz"
    parcel = _parcel(vault, f"{MIGRANTS}/{name}", leaving)
    stored = keep(vault, f"{STATES}/{name}", pack_state(after))
    points = tuple((entry.cost, entry.error) for entry in pareto_front(leaving.entries))
    return EpochDone(
        island=task.island,
        epoch=task.epoch,
        state=stored,
        migrants=parcel,
        points=points,
        counts=_counts(after),
        measured=measured,
        requests=wanted,
        seconds=time.monotonic() - began,
        worker=here(),
    )


def _parcel(vault: Vault, name: str, migrants: Migrants) -> Parcel:
    data = pack_migrants(migrants)
    return Parcel(keep(vault, name, data), data)


def _counts(state: IslandState) -> Counts:
    return Counts(state.evaluations, state.duplicates, state.rejects, state.refits, state.restarts)


def warm_up(problem: Problem, seed: int) -> None:
    """Compile the loops, or load them, in this process: an epoch of one evaluation."""
    run_epoch(
        problem=problem, state=start(problem, seed, 0), migrants=Migrants(), seed=seed, island=0, epoch=0, evaluations=1
    )


def front_entries(parcel: Parcel) -> tuple[Entry, ...]:
    """The best of an island at each cost."""
    return unpack_migrants(parcel.data).entries


def state_entries(problem: Problem, vault: Vault, stored: Stored) -> list[Entry]:
    """The archive of a kept state.

    Raises:
        DamagedError: It is gone or has changed.
    """
    return elites(problem, require_sizes(unpack_state(fetch(vault, stored)), start(problem, 0, 0)))

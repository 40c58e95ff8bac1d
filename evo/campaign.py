"""The driver of a campaign: starts epochs as their inputs become known, keeps what comes back, and stops in time.

It sleeps until an epoch ends. Which worker runs what changes nothing: see evo/schedule/graph.py.
"""

import tempfile
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from evo.engine import engine_items
from evo.epoch import Context, EpochDone, EpochTask, epoch_task, node_check
from evo.problem import Problem
from evo.progress import EpochReport, Outcome, Pulse, States, Use, crew_of
from evo.run.keeper import Forgetful, Keeper
from evo.run.vault import FolderVault, Stored, keep
from evo.schedule.graph import Graph
from evo.schedule.standing import Standing
from evo.settings.config import Campaign
from evo.whole.problem import WholeProblem
from evo.whole.task import whole_check, whole_task
from evo.workers.crew import WorkerDiedError
from evo.workers.executors import RAY
from evo.workers.faults import CampaignFailedError, Faults
from evo.workers.local_executor import GPU_TIMING, TIMING, Executor
from evo.workers.steps import Candidate
from evo.workers.timing_step import step_task

TICK_SECONDS = 1.0
"""Longest sleep of the driver: how soon it sees a node that joins."""
LONELY_SECONDS = 300.0
"""Longest wait of a campaign without any worker."""
TOKEN = "checkpoints/token"

RECENT, LOOK_AHEAD = 8, 2
"""An epoch takes as long as the longest of so many last ones; no island is so many epochs ahead of all others together."""

TIMED_AT_ONCE = 8
"""Most programs that are timed before epochs run on the node again."""

_TASKS: dict[type, tuple[Callable[..., EpochDone], Callable[..., str]]] = {WholeProblem: (whole_task, whole_check)}
"""By kind of problem, what runs an epoch and what checks a node, where it is not that of cores."""

Work = EpochTask | tuple[Candidate, ...]
Ended = tuple[Work, float, "Future[Any]"]


class _Driver:
    """A campaign under way."""

    def __init__(self, campaign: Campaign, executor: Executor, keeper: Keeper, standing: Standing) -> None:
        self.campaign, self.executor, self.keeper, self.standing = campaign, executor, keeper, standing
        self.graph = Graph(campaign, standing)
        self.faults = Faults(standing, keeper.workers, keeper.note)
        self.ended: SimpleQueue[Ended] = SimpleQueue()
        self.again: list[EpochTask] = []
        self.running = self.timing = 0
        self.asked: set[str] = set()
        self.before, self.began = standing.seconds, time.monotonic()
        self.manned = self.began
        self.use = Use()
        self.lengths: deque[float] = deque(maxlen=RECENT)

    def seconds(self) -> float:
        """Wall time of the search so far, with that before a resume."""
        return self.before + time.monotonic() - self.began

    def admit(self, problems: tuple[Any, ...]) -> None:
        """Let workers in; only then the clock starts."""
        timed = self.campaign.target if self.campaign.measure_time else ""
        self.task, check = _TASKS.get(type(problems[0]), (epoch_task, node_check))
        context = Context(
            problems=problems, vault=self.keeper.vault, engine=engine_items(), timed=timed, workers=self.keeper.workers
        )
        token = keep(self.keeper.vault, TOKEN, b"states are kept here\n")
        self.shared = self.executor.share(context)
        self.executor.admit(check, self.shared, token)
        self.began, self.use = time.monotonic(), Use()

    def run(self, observe: Callable[[EpochReport], None]) -> None:
        """Run until nothing is left to run, be there workers for it or not."""
        self.fill()
        while self.running or self.again or self.timing or self.graph.has_ready(self._in_time):
            done, used = self.collect()
            self.fill()
            if done:
                self.keeper.epochs(done, self.seconds())
                self.keeper.release(used)
            for one in done:
                pulse = self.pulse()
                where = (one.island, one.epoch, one)
                observe(EpochReport(*where, pulse.evaluations, pulse.seconds, pulse.crew, pulse.notices))
            if not done:
                self.keeper.pulse(self.pulse())
            self.standing.seconds = self.seconds()
            self.keeper.checkpoint(self.standing)

    def fill(self) -> None:
        """Start what may start while a worker is free; what a lost worker had goes first."""
        self._time()
        while self.executor.slots.peek() is not None:
            task = self.again.pop() if self.again else self.graph.take(self._in_time)
            if task is None:
                return
            self._start(task)

    def _time(self) -> None:
        """Have programs timed, on nodes that are emptied for it."""
        batch = tuple(c for key, c in self.graph.wanted.items() if key not in self.asked)[:TIMED_AT_ONCE]
        if not batch:
            return
        self.asked |= {candidate.key for candidate in batch}
        resource, device = (GPU_TIMING, "gpu") if self.campaign.backend == "gpu" else (TIMING, "cpu")
        future = self.executor.submit_alone(
            resource, step_task, batch, self.keeper.workers, device, self.campaign.measure
        )
        self.timing += 1
        future.add_done_callback(lambda ended: self.ended.put((batch, 0.0, ended)))

    def _timed(self, batch: tuple[Candidate, ...], future: "Future[Any]") -> None:
        """Put verdicts on record, then let epochs have them."""
        self.timing -= 1
        self.asked -= {candidate.key for candidate in batch}
        try:
            verdicts = self.executor.value(future)
        except WorkerDiedError as error:
            verdicts = self.faults.timing_death(batch, error)
        for verdict in verdicts:
            self.keeper.note("measured", asdict(verdict))
            self.graph.judged(verdict)

    def _in_time(self, outstanding: Callable[[], tuple[int, int]]) -> bool:
        """True if the epochs that must end, once one more starts, end at most an epoch's length after the time given."""
        if self.campaign.minutes is None or self.campaign.whole:
            return True
        left = 60 * self.campaign.minutes - self.seconds()
        if left <= 0.0 or not self.lengths:
            return left > 0.0
        longest, workers = max(self.lengths), max(1, self.executor.slots.workers)
        if left > LOOK_AHEAD * longest * self.graph.rings.islands:
            return True
        count, chain = outstanding()
        return longest * (max(-(-count // workers), chain) - 1) <= left

    def _start(self, task: EpochTask) -> None:
        began = time.monotonic()
        future = self.executor.submit(self.task, self.shared, task)
        self.running += 1
        self.use.starts += began
        future.add_done_callback(lambda ended: self.ended.put((task, began, ended)))

    def collect(self) -> tuple[list[EpochDone], list[Stored]]:
        """Wait for an epoch, take in every one that has ended; with them what they have used up."""
        done: list[EpochDone] = []
        used: list[Stored] = []
        for work, began, future in self._wait():
            one = self._timed(work, future) if isinstance(work, tuple) else self._ended(work, began, future)
            if one is not None:
                used += self.graph.done(one)
                done.append(one)
        self.use.pass_time(self.executor.slots.workers)
        return done, used

    def _ended(self, task: EpochTask, began: float, future: "Future[Any]") -> EpochDone | None:
        """The result of an epoch; None where its worker died."""
        self.running -= 1
        self.use.starts -= began
        try:
            one: EpochDone = self.executor.value(future)
        except WorkerDiedError as error:
            self._died(task, error)
            return None
        self.use.busy += one.seconds
        self.lengths.append(one.seconds)
        return one

    def _wait(self) -> list[Ended]:
        self.executor.refresh()
        self._require_workers()
        found: list[Ended] = []
        try:
            found.append(self.ended.get(timeout=TICK_SECONDS))
            while True:
                found.append(self.ended.get_nowait())
        except Empty:
            return found

    def _require_workers(self) -> None:
        """Give up once there has been nobody to work for too long."""
        if self.executor.slots.nodes or self.running:
            self.manned = time.monotonic()
        elif time.monotonic() - self.manned > LONELY_SECONDS:
            raise CampaignFailedError(
                f"no worker has been left for {LONELY_SECONDS:g} s: start some, then continue with `run.py resume`"
            )

    def _died(self, task: EpochTask, error: WorkerDiedError) -> None:
        self.faults.death(task, error)
        self.again.append(self.graph.task(task.island))

    def pulse(self) -> Pulse:
        """State of the campaign now; each notice is told once."""
        crew = crew_of(self.standing, self.executor.slots, self.running, self.use.idle_share(self.running))
        notices, self.executor.notices = tuple(self.executor.notices), []
        return Pulse(evaluations=self.graph.evaluations, seconds=self.seconds(), crew=crew, notices=notices)


def run_campaign(
    problem: Problem | WholeProblem | tuple[Problem, ...],
    campaign: Campaign,
    executor: Executor,
    observe: Callable[[EpochReport], None],
    keeper: Keeper | None = None,
) -> Outcome:
    """Run epochs until the budget is spent, the time is up or the user interrupts.

    `problem` is that of the campaign's one search space, or those of all of them in order.
    When the time is up, what comes before the last epoch started, in the order (epoch, island), is finished, so that the
    same search is had again with `evaluations` set to the count reported: within an epoch of the time given, as far as
    epochs take as long as those before. After an interrupt the states are those of the epochs that ended. A
    keeper says from what standing to go on, and keeps the progress; without one nothing is kept but the outcome.

    Raises:
        CampaignFailedError: Workers keep dying, or none is left.
        DamagedError: A state on record is gone or has changed while the campaign ran.
        OSError: States or the log cannot be written; what was kept before stays.
    """
    keeper = keeper or _forgetful(executor)
    standing = keeper.standing
    driver = _Driver(campaign, executor, keeper, standing)
    interrupted = False
    if not standing.searched:
        try:
            driver.admit(problem if isinstance(problem, tuple) else (problem,))
            driver.run(observe)
        except KeyboardInterrupt:
            interrupted = True
        standing.seconds, standing.searched = driver.seconds(), not interrupted
        keeper.checkpoint(standing, now=True)
    states = States(keeper.vault, [standing.last[island].state for island in sorted(standing.last)], keeper)
    return Outcome(
        states=states,
        evaluations=standing.evaluations(),
        seconds=standing.seconds,
        interrupted=interrupted,
        standing=standing,
        exhausted=driver.graph.exhaustion.reached,
    )


def _forgetful(executor: Executor) -> Keeper:
    """Memory where workers are threads of this process; else a folder that goes with the process."""
    if executor.name != RAY:
        return Forgetful()
    folder = tempfile.TemporaryDirectory(prefix="evonumerics-")
    return Forgetful(FolderVault(Path(folder.name)), folder=folder)

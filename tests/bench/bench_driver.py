"""The driver's cost: python tests/bench/bench_driver.py --workers 10 100 1000 10000.

The driver, the graph, the log and the checkpoints are the real ones; workers are virtual. A virtual epoch takes a time
drawn from recorded ones, scaled to a mean of --epoch seconds, and ends when the virtual clock gets there; the clock moves
only when the driver sleeps, so the driver's own time is all that this takes. Its share is its time over the virtual time:
at 1 it cannot keep up.
"""

import argparse
import hashlib
import heapq
import random
import tempfile
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

from evo import campaign as driver
from evo.epoch import MIGRANTS, STATES, Counts, EpochDone, EpochTask, Parcel
from evo.problem import problem_of
from evo.run import watch as watching
from evo.run.keeper import RunKeeper
from evo.run.vault import Stored
from evo.schedule.graph import rings_of
from evo.settings.config import resolve
from evo.workers.alone import Alone
from evo.workers.crew import Node
from evo.workers.local_executor import Executor

RECORDED = (0.77, 0.79, 0.81, 0.83, 0.84, 0.86, 0.88, 0.91, 0.94, 0.97, 1.00, 1.02, 1.08, 1.13, 1.21, 1.38, 1.62)
"""Seconds of epochs of 10,000 evaluations of exp2 on one core, as a log tells them."""
SLOTS = 16
"""Workers of a node."""
ISLANDS = 2
"""Islands a worker: fewer would wait for each other."""


@dataclass
class Clock:
    """Virtual time: real time while the driver works, and jumps while it sleeps."""

    ahead: float = 0.0
    events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    count: int = 0

    def monotonic(self) -> float:
        return time.perf_counter() + self.ahead

    def at(self, when: float, what: Callable[[], None]) -> None:
        self.count += 1
        heapq.heappush(self.events, (when, self.count, what))

    def sleep_until_one(self) -> None:
        """Jump to the next event, unless it is due already; let all that are due happen."""
        if self.events and self.events[0][0] > self.monotonic():
            self.ahead += self.events[0][0] - self.monotonic()
        while self.events and self.events[0][0] <= self.monotonic():
            heapq.heappop(self.events)[2]()


class VirtualQueue:
    """A queue whose getter sleeps in virtual time."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.items = clock, deque[Any]()

    def put(self, item: Any) -> None:
        self.items.append(item)

    def get(self, timeout: float) -> Any:
        if not self.items:
            self.clock.sleep_until_one()
        return self.get_nowait()

    def get_nowait(self) -> Any:
        if not self.items:
            raise Empty
        return self.items.popleft()


class VirtualWorkers(Executor):
    """An executor whose epochs take virtual time and leave what a real one would, but for the programs."""

    name = "virtual"

    def __init__(self, clock: Clock, workers: int, seconds: float) -> None:
        super().__init__(None)
        self.clock = clock
        for start in range(0, workers, SLOTS):
            self.slots.add(Node(str(start), str(start), min(SLOTS, workers - start)))
        self.scale = seconds * len(RECORDED) / sum(RECORDED)
        self.random = random.Random(0)
        self.migrants = b"m" * 4096

    def share(self, value: Any) -> Any:
        return value

    def _start(self, node: Node, function: Callable[..., Any], args: tuple[Any, ...]) -> Future[Any]:
        task: EpochTask = args[1]
        future: Future[Any] = Future()
        seconds = self.scale * self.random.choice(RECORDED)
        done = self._done(task, seconds)
        self.clock.at(self.clock.monotonic() + seconds, lambda: future.set_result(done))
        return future

    def _done(self, task: EpochTask, seconds: float) -> EpochDone:
        name = f"{task.island:05d}-{task.epoch:08d}.npz"
        digest = hashlib.sha256(name.encode()).hexdigest()
        parcel = Parcel(Stored(f"{MIGRANTS}/{name}", digest), self.migrants)
        points = tuple((float(cost), 10.0**-cost) for cost in range(13))
        counts = Counts((task.epoch + 1) * task.quota)
        stored = Stored(f"{STATES}/{name}", digest)
        return EpochDone(task.island, task.epoch, stored, parcel, points, counts, (), (), seconds, "virtual:1")

    def _start_alone(self, node: Node, task: Alone) -> Future[Any]:
        raise RuntimeError("virtual workers measure nothing")

    def value(self, future: Future[Any]) -> Any:
        self._freed(future)
        return future.result()

    def admit(self, check: Callable[..., str], *args: Any) -> None:
        pass

    def refresh(self) -> None:
        pass

    def close(self) -> None:
        pass


def measure(workers: int, seconds: float, epochs: int) -> tuple[float, float, float]:
    """(driver share, messages a second of virtual time, messages a second of the driver's own time)."""
    clock = Clock()
    campaign = resolve(
        {
            "target": "exp2",
            "real": True,
            "islands": ISLANDS * workers,
            "epoch_evaluations": 1000,
            "evaluations": epochs * 1000,
        }
    )
    small = resolve({"target": "exp2", "real": True})
    seen: list[driver.EpochReport] = []
    with tempfile.TemporaryDirectory() as folder:
        from evo.run.vault import FolderVault

        (Path(folder) / STATES).mkdir(parents=True)
        keeper = RunKeeper(Path(folder), FolderVault(Path(folder)), rings_of(campaign))
        watch = watching.Watch()
        driver.time = clock  # type: ignore[assignment]
        driver.SimpleQueue = lambda: VirtualQueue(clock)  # type: ignore[assignment,misc]
        problem = problem_of(small.space(), small.search)
        began, cpu = clock.monotonic(), time.perf_counter()

        def observe(progress: driver.EpochReport) -> None:
            watch.see(progress)
            seen.append(progress)

        watching._moves = lambda front, cost, error: False  # virtual migrants hold no programs
        driver.run_campaign(problem, campaign, VirtualWorkers(clock, workers, seconds), observe, keeper)
        virtual, own = clock.monotonic() - began, time.perf_counter() - cpu
    return own / virtual, len(seen) / virtual, len(seen) / own


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=[10, 100, 1000, 10_000])
    parser.add_argument("--epoch", type=float, default=5.0, help="mean seconds of an epoch")
    parser.add_argument("--rounds", type=int, default=6, help="epochs a worker")
    options = parser.parse_args()
    print(f"epochs of {options.epoch:g} s in the mean, {ISLANDS} islands a worker, {SLOTS} workers a node")
    print("| workers | driver's share of one core | epochs ended a second | the driver alone could do |")
    print("|---|---|---|---|")
    for workers in options.workers:
        share, rate, most = measure(workers, options.epoch, max(options.rounds * workers, 500))
        print(f"| {workers:,} | {100 * share:.1f} % | {rate:,.1f} | {most:,.0f} a second |", flush=True)


if __name__ == "__main__":
    main()

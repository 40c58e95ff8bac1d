"""The choice of a campaign's executor, and the one whose workers are tasks of a Ray cluster."""

import logging
import os
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from evaluators import project
from evo.workers.alone import Alone
from evo.workers.crew import Node, WorkerDiedError
from evo.workers.local_executor import GPU_TIMING, LOCAL, TIMING, Executor, LocalExecutor
from evo.workers.ray_address import require_answer

RAY = "ray"
QUIET: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
OBJECT_STORE_BYTES = 200 * 2**20
REFRESH_SECONDS = 2.0
CHECKS = 8
"""A node whose worker dies so many times while it is checked is refused."""


class RayExecutor(Executor):
    """Tasks of a Ray cluster: a private one on this machine, or a running one at an address.

    Every task is sent to a node of the driver's choice, so that a node that was not let in gets none, and Ray never runs
    a task again by itself: the driver does, and counts.

    Raises:
        RuntimeError: Ray does not start or the address does not answer; the message says what to try.
    """

    name = RAY

    def __init__(self, workers: int | None, address: str | None) -> None:
        # Under `uv run` Ray would build an environment for each worker; workers share this one. Ray reads it as it is imported.
        os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        if address:
            require_answer(address)
        import ray
        import ray.exceptions

        super().__init__(workers)
        self._ray, self._errors, self._asked = ray, ray.exceptions, workers
        self._refused: dict[str, str] = {}
        self._checks: dict[str, Future[Any]] = {}
        self._check: tuple[Any, ...] = ()
        self._died: Counter[str] = Counter()
        self._remote: dict[tuple[Callable[..., Any], str, str], Any] = {}
        self._looked = 0.0
        self._connect(workers, address)

    def _connect(self, workers: int | None, address: str | None) -> None:
        """Join the cluster, or start one; Ray gives up starting on a machine that is busy just then: once more."""
        options: dict[str, Any] = {"address": address} if address else _private(workers)
        for last in (True,) if address else (False, True):
            try:
                self._ray.init(runtime_env=_environment(bool(address)), **options, **QUIET)
                return
            except Exception as error:  # a slow start is a bare Exception of Ray's
                self._ray.shutdown()
                where, said = f"at {address!r}" if address else "on this machine", " ".join(str(error).split())
                if last:
                    raise RuntimeError(f"no Ray cluster {where}: {said} {_advice(said, address)}") from error

    def share(self, value: Any) -> Any:
        """See Executor."""
        return self._ray.put(value)

    def _start(self, node: Node, function: Callable[..., Any], args: tuple[Any, ...]) -> Future[Any]:
        return self._send(node, function, args, {"num_cpus": 1})

    def _start_alone(self, node: Node, task: Alone) -> Future[Any]:
        return self._send(node, task.function, task.args, {"num_cpus": node.slots, "resources": {task.resource: 1}})

    def _send(
        self, node: Node, function: Callable[..., Any], args: tuple[Any, ...], needs: dict[str, Any]
    ) -> Future[Any]:
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        key = (function, node.key, str(needs))
        if key not in self._remote:
            place = NodeAffinitySchedulingStrategy(node.key, soft=False)
            self._remote[key] = self._ray.remote(max_retries=0)(function).options(scheduling_strategy=place, **needs)
        return self._remote[key].remote(*args).future()

    def value(self, future: Future[Any]) -> Any:
        """See Executor."""
        node = self._freed(future)
        error = future.exception()
        if error is None:
            return future.result()
        if self._is_rays(error):
            self._looked = 0.0
            crashed = isinstance(error, self._errors.WorkerCrashedError)
            raise WorkerDiedError(f"{node and node.name}: {_gist(error)}", crashed) from error
        cause = getattr(error, "cause", None)
        raise cause if isinstance(cause, Exception) else error

    def _is_rays(self, error: BaseException) -> bool:
        """True if a worker or node was lost, or a task's data did not reach it in time; False if the task itself failed."""
        cause = getattr(error, "cause", error)  # a task error holds what the task raised
        return isinstance(cause, self._errors.RayError)

    def admit(self, check: Callable[..., str], *args: Any) -> None:
        """See Executor."""
        self._check = (check, args)
        self._look()
        there = sum(_node(row).slots for row in self._rows.values())
        if self._asked and self._asked > there:
            self.notices.append(f"warning: {self._asked} workers were asked for, and the cluster has {there} CPUs")
        while not self.slots.nodes and self._checks:
            time.sleep(0.05)
            self._take_checks()
            if not self._checks or time.monotonic() - self._looked > REFRESH_SECONDS:
                self._look()
        if not self.slots.nodes:
            raise RuntimeError(f"no node of the cluster can take part. {' '.join(self.notices)}")

    def refresh(self) -> None:
        """See Executor."""
        self._take_checks()
        if not self._checks and self.slots.nodes:
            self._alone.require_nodes()
        if time.monotonic() - self._looked > REFRESH_SECONDS:
            self._look()

    def _look(self) -> None:
        """Compare the cluster's nodes with ours."""
        self._looked = time.monotonic()
        nodes = {row["NodeID"]: row for row in self._ray.nodes() if row["Alive"] and row["Resources"].get("CPU")}
        for key in [key for key in self.slots.nodes if key not in nodes]:
            self.notices.append(f"node {self.slots.nodes[key].name} is gone")
            self.slots.lose(key)
            self._alone.go_on()
        for key in [key for key in self._checks if key not in nodes]:
            del self._checks[key]
        for key, row in nodes.items():
            if key not in self.slots.nodes and key not in self._refused and key not in self._checks:
                check, args = self._check
                self._checks[key] = self._send(_node(row), check, args, {"num_cpus": 0})
        self._rows = nodes

    def _take_checks(self) -> None:
        for key in [key for key, future in self._checks.items() if future.done()]:
            future, node = self._checks.pop(key), _node(self._rows[key])
            error = future.exception()
            if error is not None and self._is_rays(error):
                self._died[key] += 1
                if self._died[key] < CHECKS:
                    continue  # its worker or the node died, or was not reached: looked at again if it is still there
            refused = future.result() if error is None else f"the check failed there: {_gist(error)}"
            if refused:
                self._refused[key] = refused
                self.notices.append(f"node {node.name} is refused: {refused}.")
            else:
                self.slots.add(node)
                self._alone.go_on()
                self.notices.append(f"node {node.name} takes part with {node.slots} workers")

    def close(self) -> None:
        """See Executor."""
        self._ray.shutdown()


def _advice(said: str, address: str | None) -> str:
    """Advice for a user whom Ray refused a start or a connection."""
    if "ersion mismatch" in said:
        return "Install the same versions of Ray and Python here and on the cluster, or leave --address out."
    return "Check the address, or leave --address out." if address else "Use --executor local."


def _node(row: dict[str, Any]) -> Node:
    name = f"{row['NodeManagerHostname']} ({row['NodeManagerAddress']}, {row['NodeID'][:8]})"
    return Node(
        key=row["NodeID"],
        name=name,
        slots=int(row["Resources"]["CPU"]),
        resources=frozenset(row["Resources"]) & {TIMING, GPU_TIMING},
    )


def _gist(error: BaseException) -> str:
    """Cause of an error, in one line: the error that was raised there, or the first line of Ray's own."""
    cause = getattr(error, "cause", None)
    if isinstance(cause, BaseException):
        return f"{type(cause).__name__}: {cause}"
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _private(workers: int | None) -> dict[str, Any]:
    cores = workers or os.cpu_count() or 1
    return {
        "address": "local",  # else Ray would join a cluster that happens to run on this machine
        "num_cpus": cores,
        "resources": {TIMING: 1, GPU_TIMING: 1},
        "include_dashboard": False,
        "object_store_memory": OBJECT_STORE_BYTES,
    }


def _environment(elsewhere: bool) -> dict[str, Any]:
    """Environment that workers get from this process: on a cluster that may span machines also the packages themselves."""
    variables = {"JAX_PLATFORMS": "cpu", "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    if elsewhere:
        parts = [project.FOLDER / name for name in ("search_spaces", "evaluators", "evo")]
        packages = [project.FOLDER] if project.INSTALLED else parts
        excludes = ["__pycache__", *(["/results"] if project.INSTALLED else [])]
        return {"env_vars": variables, "py_modules": [str(path) for path in packages], "excludes": excludes}
    return {"env_vars": {**variables, "PYTHONPATH": project.child_path()}}


def make_executor(name: str, workers: int | None, address: str | None) -> Executor:
    """The executor of that name; `workers` None takes all there are.

    Raises:
        ValueError: No executor has that name.
        RuntimeError: Ray does not start.
    """
    if name == LOCAL:
        return LocalExecutor(workers or os.cpu_count() or 1)
    if name == RAY:
        return RayExecutor(workers, address)
    raise ValueError(f"unknown executor {name!r}. Known: {LOCAL}, {RAY}")

"""Where epochs run: threads of this process, or tasks of a Ray cluster, behind one small protocol.

An epoch is a pure function, so an executor owes only its value. Compiled loops release the GIL: threads are workers.
"""

import logging
import os
from collections.abc import Callable, Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, Protocol

LOCAL, RAY = "local", "ray"
OBJECT_STORE_BYTES = 200 * 2**20


class Executor(Protocol):
    """Runs functions elsewhere."""

    name: str
    workers: int

    def submit(self, function: Callable[..., Any], *args: Any) -> Any:
        """A handle of function(*args), which starts when a worker is free."""
        ...

    def first_done(self, handles: Collection[Any]) -> list[Any]:
        """Those handles that are done; waits until there is one."""
        ...

    def value(self, handle: Any) -> Any:
        """The function's value; what it raised is raised here."""
        ...

    def close(self) -> None:
        """Release the workers; what has not started never will."""
        ...


class LocalExecutor:
    """Threads of this process."""

    name = LOCAL

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="epoch")

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """See Executor."""
        return self._pool.submit(function, *args)

    def first_done(self, handles: Collection[Future[Any]]) -> list[Future[Any]]:
        """See Executor."""
        return list(wait(handles, return_when=FIRST_COMPLETED).done)

    def value(self, handle: Future[Any]) -> Any:
        """See Executor."""
        return handle.result()

    def close(self) -> None:
        """See Executor."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class RayExecutor:
    """Tasks of a Ray cluster: a private one on this machine, or a running one at an address.

    Raises:
        RuntimeError: Ray does not start or the address does not answer; the message says what to try.
    """

    name = RAY

    def __init__(self, workers: int, address: str | None) -> None:
        # Under `uv run` Ray would build an environment for each worker; workers share this one.
        os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        import ray

        self._ray = ray
        self.workers = workers
        environment = {
            "env_vars": {
                "PYTHONPATH": os.pathsep.join([str(Path(__file__).resolve().parent.parent), *_python_path()]),
                "JAX_PLATFORMS": "cpu",
                "OMP_NUM_THREADS": "1",
                "NUMBA_NUM_THREADS": "1",
            }
        }
        try:
            ray.init(
                runtime_env=environment, log_to_driver=False, logging_level=logging.ERROR, **self._cluster(address)
            )
        except (ConnectionError, RuntimeError, TimeoutError, ValueError) as error:
            where = f"at {address!r}" if address else "on this machine"
            raise RuntimeError(
                f"no Ray cluster {where}: {error}. Check the address, or use --executor local."
            ) from error
        self._remote: dict[Callable[..., Any], Any] = {}

    def _cluster(self, address: str | None) -> dict[str, Any]:
        if address:
            return {"address": address}
        return {"num_cpus": self.workers, "include_dashboard": False, "object_store_memory": OBJECT_STORE_BYTES}

    def submit(self, function: Callable[..., Any], *args: Any) -> Any:
        """See Executor."""
        if function not in self._remote:
            self._remote[function] = self._ray.remote(num_cpus=1)(function)
        return self._remote[function].remote(*args)

    def first_done(self, handles: Collection[Any]) -> list[Any]:
        """See Executor."""
        pending = list(handles)
        done, _ = self._ray.wait(pending, num_returns=1)
        return done

    def value(self, handle: Any) -> Any:
        """See Executor."""
        return self._ray.get(handle)

    def close(self) -> None:
        """See Executor."""
        self._ray.shutdown()


def _python_path() -> list[str]:
    return [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]


def make_executor(name: str, workers: int, address: str | None) -> Executor:
    """The executor of that name.

    Raises:
        ValueError: No executor has that name.
        RuntimeError: Ray does not start.
    """
    if name == LOCAL:
        return LocalExecutor(workers)
    if name == RAY:
        return RayExecutor(workers, address)
    raise ValueError(f"unknown executor {name!r}. Known: {LOCAL}, {RAY}")

"""The classical forms of a run: pieces in its directory, done beside the search by another process.

The process goes through the same pieces in the same order as the driver would. Afterwards the driver goes through them itself
and finds them done: what comes out depends on neither the process nor the number of workers.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread
from typing import IO

from evaluators import project
from evaluators.minimax.ledger import Ledger
from evaluators.reference.oracle import build_oracle
from evo.engine import engine_items
from evo.run.run_format import CLASSICAL, ClassicalEntry
from evo.settings.config import Campaign
from results.finish.assembly import Kernel
from results.finish.classical.hand_made import classical_kernels
from results.finish.real import classical_entries

# fmt: off
_SOURCES = {
    "search_spaces": ("**/*.py",),
    "evaluators":    ("**/*.py",),
    "results":       ("finish/assembly.py", "finish/classical/*.py", "finish/cores.py"),
}
# fmt: on
_SUBJECT = ("target", "target_expr", "domain", "outside", "error", "real", "seed", "max_ops")

FITTING = "fitting the classical forms"
POLL_SECONDS = 0.5

Forms = tuple[ClassicalEntry, ...] | list[Kernel]


@cache
def _sources() -> str:
    """SHA-256 of the files that decide the value of a piece, and of what compiles them."""
    digest = hashlib.sha256(repr(engine_items()).encode())
    for name, path in project.sources(_SOURCES):
        digest.update(f"{name}\n".encode() + project.source(path))
    return digest.hexdigest()


def ledger_of(campaign: Campaign, run: Path | None = None, tell: Callable[[Ledger], None] = lambda _: None) -> Ledger:
    """The ledger of a campaign's classical forms, kept in a run directory where one is given."""
    subject = json.dumps([getattr(campaign, name) for name in _SUBJECT])
    maker = hashlib.sha256(f"{_sources()}\n{subject}".encode()).hexdigest()
    return Ledger(
        budget=campaign.classical_operations, folder=None if run is None else run / CLASSICAL, maker=maker, tell=tell
    )


def classical_of(campaign: Campaign, ledger: Ledger) -> Forms:
    """The classical forms of a search in the reals, or the hand-made kernels of a float32 search."""
    if campaign.real:
        return classical_entries(campaign.space(), ledger)
    spaces = campaign.spaces()
    return classical_kernels(spaces, build_oracle(spaces[0].kernel), campaign.seed, ledger)


class Beside:
    """A process that does the pieces of a run beside the search, when nothing else wants the processor.

    Attributes:
        pieces: How many are done.
        spent: Operations of them.
    """

    def __init__(self, run: Path) -> None:
        self.pieces = self.spent = 0
        self._child = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                project.module("results.finish.classical.classical_child"),
                str(run.resolve()),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": project.child_path(), "JAX_PLATFORMS": "cpu"},
        )
        self._reader = Thread(target=self._read, args=(self._child.stdout,), daemon=True)
        self._reader.start()

    def _read(self, out: IO[str]) -> None:
        for line in out:
            pieces, _, spent = line.partition(" ")
            if pieces.isdecimal() and spent.strip().isdecimal():
                self.pieces, self.spent = int(pieces), int(spent)

    def wait(self, seconds: float) -> bool:
        """True if the process has ended, after so many seconds at most."""
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def close(self) -> None:
        """End the process; the pieces that it has done stay."""
        self._child.kill()
        self._child.wait()
        self._reader.join()
        if self._child.stdout is not None:
            self._child.stdout.close()


class Classical:
    """The classical forms of one run: begun beside the search, finished when they are needed.

    Attributes:
        left_out: Names of the pieces that the budget did not reach, or that it ended; known once they are finished.
    """

    def __init__(self, campaign: Campaign, run: Path, told: Callable[[str, int, int, str], None]) -> None:
        self.campaign, self.run, self.told = campaign, run, told
        self.left_out: tuple[str, ...] = ()
        self._beside: Beside | None = None

    def begin(self) -> None:
        """Begin them in a process of their own; a search that may use one worker does them when it is over."""
        if self._beside is None and self.campaign.workers != 1 and self.campaign.classical_operations:
            self._beside = Beside(self.run)

    def finish(self) -> Forms:
        """The forms, once the process is done with what it can do; what it has not done is done here."""
        while self._beside is not None and not self._beside.wait(POLL_SECONDS):
            self._tell(self._beside.pieces, self._beside.spent)
        self.close()
        ledger = ledger_of(self.campaign, self.run, lambda done: self._tell(done.pieces, done.spent))
        found = classical_of(self.campaign, ledger)
        self.left_out = tuple(ledger.left_out)
        return found

    def _tell(self, pieces: int, spent: int) -> None:
        budget = self.campaign.classical_operations
        self.told(FITTING, min(spent, budget), budget, f"{pieces} done")

    def close(self) -> None:
        """End the process, where there is one."""
        if self._beside is not None:
            self._beside.close()

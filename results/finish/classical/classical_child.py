"""python -m results.finish.classical.classical_child RUN: the classical forms of a run, piece by piece, while its search goes on elsewhere.

After each piece it prints "PIECES OPERATIONS". It reads the campaign, writes pieces, and ends with the process that began it.
"""

import os
import signal
import sys
import time
from pathlib import Path
from threading import Thread

NICENESS = 5


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def main(run: Path) -> None:
    """Do all pieces that the budget reaches."""
    from evaluators.minimax.ledger import Ledger
    from evo.run.run_format import CAMPAIGN
    from evo.settings.config import load
    from results.finish.classical.classical_run import classical_of, ledger_of

    def tell(ledger: Ledger) -> None:
        print(f"{ledger.pieces} {ledger.spent}", flush=True)

    campaign = load(run / CAMPAIGN, {})
    classical_of(campaign, ledger_of(campaign, run, tell))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver hears it too, and ends this process
    Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    os.nice(NICENESS)
    main(Path(sys.argv[1]))

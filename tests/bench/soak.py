"""The hunt for leaks in a long run: python tests/bench/soak.py --minutes 60.

Runs `run.py search` in a child and looks at it every ten seconds: memory of the driver and its children, open handles of
the driver, sizes of the log and the checkpoints. Prints a line a minute, and at the end the largest of the second quarter
beside the largest of the last: flat within 5 % is what a long run should show.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MIB = 2**20


@dataclass(frozen=True)
class Look:
    """One look at a run; sizes in MiB."""

    minute: float
    driver: float
    family: float
    handles: int
    log: float
    checkpoints: float
    epochs: int


def resident(pid: int) -> float:
    """Resident memory of a process."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * 4096 / MIB


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def look(pid: int, run: Path, began: float) -> Look:
    """Look at a run now."""
    log = run / "events.jsonl"
    size = log.stat().st_size if log.exists() else 0
    kept = sum(path.stat().st_size for path in (run / "checkpoints").rglob("*") if path.is_file() and path.exists())
    status = json.loads((run / "status.json").read_text()) if (run / "status.json").exists() else {"evaluations": 0}
    handles = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    total = sum(resident(one) for one in family(pid))
    minutes = (time.monotonic() - began) / 60
    return Look(minutes, resident(pid), total, handles, size / MIB, kept / MIB, status["evaluations"] // 10_000)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--executor", default="local")
    parser.add_argument("--workers", default="2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        command = [sys.executable, str(ROOT / "run.py"), "search", "exp2", "--real", "--minutes", str(options.minutes)]
        command += ["--executor", options.executor, "--workers", options.workers, "--out", str(run)]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        looks, began = list[Look](), time.monotonic()
        while child.poll() is None and time.monotonic() - began < 60 * options.minutes:
            time.sleep(10.0)
            if (run / "status.json").exists():
                looks.append(look(child.pid, run, began))
                if len(looks) % 6 == 1:
                    print(looks[-1], flush=True)
        child.wait()
    report(looks)


def report(looks: list[Look]) -> None:
    """The second quarter beside the last."""
    quarter = max(1, len(looks) // 4)
    early, late = looks[quarter : 2 * quarter], looks[-quarter:]
    for name in ("driver", "family", "handles", "checkpoints", "log"):
        before, after = (max(getattr(one, name) for one in part) for part in (early, late))
        print(
            f"{name}: {before:,.1f} in the second quarter, {after:,.1f} in the last ({100 * (after / before - 1):+.1f} %)"
        )


if __name__ == "__main__":
    main()

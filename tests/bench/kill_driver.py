"""The driver killed at random moments: python tests/bench/kill_driver.py --times 20.

Starts a search, kills it (SIGKILL) after a random time, resumes it, kills that, and so on; then lets it end. Its archive
and its front must be those of a run that nobody disturbed, byte for byte, and no epoch that was on record may be lost.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    """The program as a child."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, str(ROOT / "run.py"), *arguments], cwd=ROOT, **quiet)  # type: ignore[call-overload]


def epochs(run: Path) -> set[tuple[int, int]]:
    """(island, epoch) of every whole line of the log that tells of one."""
    found = set()
    for line in (run / "events.jsonl").read_text().splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if event["event"] == "epoch":
            found.add((event["island"], event["epoch"]))
    return found


def repeated(run: Path) -> int:
    """Epochs that the log tells of more than once: those that a resume had to run again."""
    lines = [json.loads(text) for text in (run / "events.jsonl").read_text().splitlines() if text.endswith("}")]
    pairs = [(event["island"], event["epoch"]) for event in lines if event["event"] == "epoch"]
    return len(pairs) - len(set(pairs))


def main() -> None:
    """Kill, resume, compare; exit 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--evaluations", type=int, default=600_000)
    parser.add_argument("--executor", default="local")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments")
    options = parser.parse_args()
    moments = random.Random(options.seed)
    budget = ["--evaluations", str(options.evaluations), "--executor", options.executor, "--workers", "2"]
    search = ["search", "exp2", "--real", *budget, "--set", "epoch_evaluations=2000"]
    with tempfile.TemporaryDirectory() as folder:
        run, whole = Path(folder) / "killed", Path(folder) / "whole"
        child, kills = start(*search, "--out", str(run)), 0
        while kills < options.times:
            while not (run / "manifest.json").exists() and child.poll() is None:
                time.sleep(0.01)
            time.sleep(moments.uniform(0.0, 6.0))
            if child.poll() is not None:
                sys.exit(
                    f"the run ended after {kills} kills, give more --evaluations: {child.communicate()[1].decode()}"
                )
            child.send_signal(signal.SIGKILL)
            child.communicate()
            kills += 1
            print(f"kill {kills}: {len(epochs(run))} epochs on record, {repeated(run)} run twice", flush=True)
            child = start("resume", str(run))
        said = child.communicate()[1].decode()
        if child.returncode:
            sys.exit(f"the last resume failed: {said}")
        start(*search, "--out", str(whole)).communicate()
        same = all((run / n).read_bytes() == (whole / n).read_bytes() for n in ("archive.json",))
        print(f"{len(epochs(run))} epochs, {repeated(run)} run twice; archive {'identical' if same else 'DIFFERENT'}")
        sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()

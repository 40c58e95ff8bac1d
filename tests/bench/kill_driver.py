"""The driver killed at random moments: python tests/bench/kill_driver.py --times 20.

Starts a search, kills it (SIGKILL) after a random time, resumes it, kills that, and so on; then lets it end. Its archive
must be that of a run that nobody disturbed, byte for byte, and no epoch that was on record may be lost. One kill in four
comes while workers start; before the others the driver has put an epoch of its own on record.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
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


def wait_for(child: "subprocess.Popen[bytes]", done: Callable[[], bool]) -> None:
    """Wait for something that the child does, or for its end."""
    while not done() and child.poll() is None:
        time.sleep(0.05)


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
    parser.add_argument("--seconds", type=float, default=6.0, help="longest time from an epoch to the kill")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments")
    options = parser.parse_args()
    moments = random.Random(options.seed)
    budget = ["--evaluations", str(options.evaluations), "--executor", options.executor, "--workers", "2"]
    search = ["search", "exp2", "--real", *budget, "--set", "epoch_evaluations=2000"]
    with tempfile.TemporaryDirectory() as folder:
        run, whole = Path(folder) / "killed", Path(folder) / "whole"
        child, kills = start(*search, "--out", str(run)), 0
        while kills < options.times:
            wait_for(child, (run / "manifest.json").exists)
            if kills % 4:
                before = len(epochs(run))
                wait_for(child, lambda before=before: len(epochs(run)) > before)
            time.sleep(moments.uniform(0.0, options.seconds))
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
        same = (run / "archive.json").read_bytes() == (whole / "archive.json").read_bytes()
        print(f"{len(epochs(run))} epochs, {repeated(run)} run twice; archive {'identical' if same else 'DIFFERENT'}")
        sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()

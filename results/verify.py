"""Verify an exported file: its own bound, hash, special values and independence of length, in a child process."""

import json
import math
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluators.report import Fingerprint
from results.record import LengthDifference

SAMPLED_SECONDS, EXHAUSTIVE_SECONDS = 300, 3600
MEMORY_BYTES = 16 * 2**30
"""Address space, not resident memory: XLA reserves several GiB of it."""
_FAILED = "verify-error:"


class VerifyError(RuntimeError):
    """A file that could not be verified; the message says what it did."""


@dataclass(frozen=True)
class VerifyReport:
    """What `verify` found.

    Attributes:
        target: Name of the target row.
        file: The file, as given.
        backend: Backend that ran it, with its device.
        mode: exhaustive or sampled.
        inputs: Inputs judged.
        max_ulp: Largest error found, at any length.
        witness: Its input as a hex float.
        wrong_count: Inputs whose result is more than 0.5 ulp off.
        recorded_max_ulp: The bound that the file states, or None.
        outputs_hash: Hash of all outputs; None where sampled.
        recorded_outputs_hash: The hash that the file states, or None.
        length_differences: Per setting, how results change with it.
        special_failures: Rows of the exact table that the file misses, as "f(given) = got, not expected".
        ok: Whether the bound holds, the special values are exact and, under the same fingerprint, the hash agrees.
        reason: Why not ok; empty otherwise.
        fingerprint: Where this is valid.
    """

    target: str
    file: str
    backend: str
    mode: str
    inputs: int
    max_ulp: float
    witness: str
    wrong_count: int
    recorded_max_ulp: float | None
    outputs_hash: str | None
    recorded_outputs_hash: str | None
    length_differences: tuple[LengthDifference, ...]
    special_failures: tuple[str, ...]
    ok: bool
    reason: str
    fingerprint: Fingerprint


def verify_in_child(
    path: Path, target: str | None, exhaustive: bool, device: str, seconds: float | None = None
) -> dict:
    """The VerifyReport of a file as JSON data, from a child process with limits on time and memory.

    Args:
        path: The exported file.
        target: Target to judge against; None takes the file's own TARGET.
        exhaustive: Over every float32, or sampled.
        device: auto, cpu or gpu.
        seconds: Time limit; None takes that of the mode.

    Raises:
        FileNotFoundError: No such file.
        VerifyError: The file does not import, returns something else than float32 of the input's shape, raises, takes
            more than the limits allow; the message says which.
    """
    if not path.is_file():
        raise FileNotFoundError(f"no file {str(path)!r}")
    limit = seconds or (EXHAUSTIVE_SECONDS if exhaustive else SAMPLED_SECONDS)
    root = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = [sys.executable, "-m", "results.verify_child", str(path.resolve()), str(out), device]
        command += [target or "", "exhaustive" if exhaustive else "sampled"]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        with subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.PIPE, text=True) as child:
            problem = _watch(child, limit)
        if problem is None and child.returncode == 0 and out.exists():
            return {**json.loads(out.read_text()), "file": str(path)}
    raise VerifyError(f"{path}: {problem or f'the process died with exit status {child.returncode}'}")


def _watch(child: subprocess.Popen[str], limit: float) -> str | None:
    """Pass progress lines on until the child ends; what went wrong, if it said so or took too long."""
    problems: list[str] = []

    def read() -> None:
        for line in child.stderr or ():
            if line.startswith(_FAILED):
                problems.append(line[len(_FAILED) :].strip())
            elif line.startswith("progress:"):
                print(line[len("progress:") :].strip(), file=sys.stderr, flush=True)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        child.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return f"it did not finish within {limit:g} s"
    except KeyboardInterrupt:
        child.kill()
        child.wait()
        raise
    reader.join(timeout=5)
    return problems[0] if problems else None


def failure_line(text: str) -> str:
    """What the child prints to say why it gave up."""
    return f"{_FAILED} {' '.join(text.split())}"


def judge(measured: dict[str, Any], recorded: dict[str, Any]) -> tuple[bool, str]:
    """(ok, reason) from what was measured and what the file states."""
    bound = recorded["max_ulp"]
    if measured["special_failures"]:
        return False, f"special values: {measured['special_failures'][0]}"
    if not math.isfinite(measured["max_ulp"]):
        return False, f"not finite, or finite where it should not be, at {measured['witness']}"
    if bound is not None and measured["max_ulp"] > bound:
        return (
            False,
            f"largest error {measured['max_ulp']:.6f} ulp at {measured['witness']}, above the stated {bound:.6f}",
        )
    if measured["outputs_hash"] and recorded["outputs_hash"] and measured["outputs_hash"] != recorded["outputs_hash"]:
        return (
            False,
            "the outputs differ from the recorded ones within the same bound; was this file verified elsewhere?",
        )
    return True, ""

"""The contents of a run directory, and all that is needed to read one: dataclasses and atomic files.

campaign.toml     the resolved campaign
events.jsonl      one JSON object a line, appended as things happen (evo/run/journal.py)
manifest.json     which checkpoints count, each with its SHA-256; with checkpoints/ (evo/run/checkpoint.py)
status.json       how the run fares, every few seconds (evo/run/status.py)
workers/          what workers have to say (evo/workers/worker_log.py)
lock              held by the process that runs it (evo/run/lock.py)
archive.json      the best few programs at each cost when the search was over: the same bytes for the same search
front.json        the front: search candidates while it runs, certified entries when it is done
classical/        pieces of the classical forms as they are done (results/finish/classical/classical_run.py)
kernels/ID/       record.json and one folder a format with <target>.py
comparison.json   the table of a finished float32 run
curves.json       what its charts show beyond that (results/report/curves.py)
"""

import dataclasses
import hashlib
import json
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluators.files import write_atomic
from evaluators.report import from_json, to_json
from evo.ancestry import Ancestry
from evo.run import run_rules
from search_spaces.field_rules import Rules, fault
from search_spaces.visible import shown

CLASSICAL = "classical"
CAMPAIGN, EVENTS, ARCHIVE, FRONT, RUN_KERNELS, COMPARISON = (
    "campaign.toml",
    "events.jsonl",
    "archive.json",
    "front.json",
    "kernels",
    "comparison.json",
)
SCHEMA = 1
MOST_RUN_FILE_BYTES = 2**28
"""Of a file but the log: fronts and archives are some kilobytes, of ten thousand islands some megabytes."""


class RunError(ValueError):
    """A run directory that cannot be read; the message says why and what to do."""


class DamagedError(ValueError):
    """Bytes that are not what was packed, or were packed by another version of the program."""


DAMAGE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)
"""Errors of reading data that have another shape than expected, a DamagedError among them."""


@dataclass(frozen=True)
class FileEntry:
    """One exported file of a kernel and what was measured on it."""

    path: str
    max_ulp: float
    exhaustive: bool


@dataclass(frozen=True)
class FrontEntry:
    """One program of the front.

    Attributes:
        ops: Operations that depend on x.
        max_error: Largest error with exact constants in extended precision; of an uncertified entry, the search's own
            float64 estimate.
        max_error_float64: The same program in float64; None where uncertified.
        witness: Hex float of the x of the largest error, or None.
        limit_points: End points and zeros of the target whose value counts by its limit, as hex floats; with
            inner_limits also other points, where a scalar division raises.
        source: Text beginning `def f(x, C):`.
        certified: Whether the errors are `evaluators.minimax.certify`'s.
        ancestry: How it came about, an ancestry a core (evo/ancestry.py); empty where that is not known.
    """

    ops: int
    max_error: float
    max_error_float64: float | None
    witness: str | None
    limit_points: tuple[str, ...]
    source: str
    certified: bool
    ancestry: tuple[Ancestry, ...] = field(default=(), kw_only=True)

    @property
    def largest_error(self) -> float:
        """The error that a person asks for: of a program `max_error`, of a kernel its ulp."""
        return self.max_error


@dataclass(frozen=True)
class KernelEntry(FrontEntry):
    """A front entry of a float32 run: a core and the best kernel made of it.

    Attributes:
        kernel_ops: Operations of the whole kernel that depend on x.
        max_ulp: Largest error of the XLA-compiled kernel on the whole line.
        exhaustive: Whether max_ulp is over all 2**32 inputs; else it was sampled.
        ns_per_element: Time of the kernel in a loop, and of stock in the same interleaved run.
        baseline_ns_per_element: See ns_per_element; None where the target has no stock function.
        file: The JAX file, relative to the run directory; None where the kernel was not exported.
        files: Per format, each file with its own max_ulp.
        record: Hash of the kernel's record, or None.
        kernel: Hash of the kernel's program; empty in runs from before it was kept.
        call_ns: ns per element as a compiled call; None where that was not measured, as in older runs.
        call_ratio: Stock's time over it, so called.
        fused_ns: ns per element of 0.5 f(x) + x, so called.
        fused_ratio: Stock's time over it, so fused.
    """

    kernel_ops: int
    max_ulp: float
    exhaustive: bool
    ns_per_element: float | None
    baseline_ns_per_element: float | None
    file: str | None
    files: dict[str, FileEntry]
    record: str | None
    kernel: str = ""
    call_ns: float | None = None
    call_ratio: float | None = None
    fused_ns: float | None = None
    fused_ratio: float | None = None

    @property
    def largest_error(self) -> float:
        """Largest error of the compiled kernel, in ulp."""
        return self.max_ulp


def record_of(entry: FrontEntry) -> str:
    """Hash of the record of an entry's kernel; empty where it has none."""
    return (entry.record or "") if isinstance(entry, KernelEntry) else ""


@dataclass(frozen=True)
class ClassicalEntry:
    """A classical competitor of a run in the reals: the best of its family at its operation count.

    Attributes:
        name: Family, degrees and squarings.
        ops: Operations that depend on x.
        max_error: Largest error, certified like the front's.
        source: Text beginning `def f(x, C):`.
        inner_poles: Points inside the domain where it divides by zero and counts by its limit, as hex floats; no entry of
            the front may have any, unless the search allowed it.
    """

    name: str
    ops: int
    max_error: float
    source: str
    inner_poles: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunSummary:
    """The front of a run, as `show --json` prints it; `classical` is empty unless a search in the reals finished.

    `inner_limits` says whether programs may divide by zero inside the domain. `kernel_domain` are the float32 ends of kernels
    on a bounded domain, whose cores may be searched on another; None else. `classical_left_out` names the pieces of the
    classical forms that their budget did not reach, or that it ended.
    """

    schema: int
    target: str
    domain: tuple[float, float]
    error: str
    number_format: str
    seed: int
    evaluations: int
    seconds: float
    duplicates: int
    rejects: int
    refits: int
    finished: bool
    front: tuple[FrontEntry, ...]
    classical: tuple[ClassicalEntry, ...] = ()
    inner_limits: bool = False
    kernel_domain: tuple[float, float] | None = None
    classical_left_out: tuple[str, ...] = ()


def write_front(run: Path, summary: RunSummary) -> None:
    """Replace the run's front.

    Raises:
        OSError: The disk is full or the folder is gone; the former front stays.
    """
    write_json(run / FRONT, summary)


def write_json(path: Path, value: Any) -> None:
    """Strict JSON, atomically."""
    write_atomic(path, json.dumps(to_json(value), indent=1, allow_nan=False) + "\n")


def campaign_digest(run: Path) -> str:
    """SHA-256 of the campaign in a run directory; empty where there is none."""
    path = run / CAMPAIGN
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def require_local(run: Path) -> None:
    """Refuse a URL in the place of a run directory. A path has one slash where a URL has two.

    Raises:
        RunError: It looks like a URL.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", str(run)):
        raise RunError(
            f"{str(run)!r} looks like a URL. A run directory is local; --storage alone may be a URL, and holds nothing but "
            "states. Give the run directory that `search` printed: its campaign.toml names the storage."
        )


def require_run(run: Path) -> None:
    """Refuse what is no run directory.

    Raises:
        RunError: The message says what it is.
    """
    require_local(run)
    if (run / "manifest.json").exists() and not (run / CAMPAIGN).exists():
        raise RunError(
            f"{str(run)!r} holds the checkpoints of a run and no {CAMPAIGN}: it is a storage, or a run directory that has "
            f"lost that file. Give the run directory that `search` printed, or put its {CAMPAIGN} back."
        )
    if not run.is_dir():
        raise RunError(f"{str(run)!r} is not a directory. Give the run directory that `search` printed.")
    if not (run / CAMPAIGN).exists():
        raise RunError(f"{str(run)!r} is not a run directory: it has no {CAMPAIGN}.")


def read_front(run: Path) -> RunSummary:
    """A run's front.

    Raises:
        RunError: No run directory, or its front is missing or unreadable.
    """
    require_run(run)
    missing = "the run has no front yet; it may have stopped before its first epoch ended"
    value = {**_BEFORE_THEY_WERE_KEPT, **read_json(run / FRONT, missing)}
    if found := fault(value, run_rules.front_rules(value)):
        raise RunError(f"{str(run / FRONT)!r} is damaged: {found}")
    if value["number_format"] == run_rules.WORDS:
        from evo.run.whole_format import whole_summary

        return whole_summary(value)
    front = tuple(from_json(KernelEntry if "kernel_ops" in row else FrontEntry, row) for row in value["front"])
    return dataclasses.replace(from_json(RunSummary, {**value, "front": ()}), front=front)


_BEFORE_THEY_WERE_KEPT = {"schema": SCHEMA, "duplicates": 0, "rejects": 0, "refits": 0}
"""Fields of a front as of runs that are older than they."""


def require_file(path: Path) -> None:
    """Refuse what reading would never end: a device or a pipe in the place of a file, or a file of gigabytes.

    Raises:
        FileNotFoundError: There is nothing.
        RunError: It is no file, or too large for one of a run.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise RunError(f"{str(path)!r} is no file, but a directory, a device or a pipe")
    if found.st_size > MOST_RUN_FILE_BYTES:
        raise RunError(
            f"{str(path)!r} has {found.st_size:,} bytes; a file of a run has at most {MOST_RUN_FILE_BYTES:,}"
        )


def read_json(path: Path, missing: str, rules: Rules | None = None) -> dict[str, Any]:
    """A JSON object from a file of a known schema.

    Raises:
        RunError: The file is missing (with the given explanation), truncated, no object, of a newer schema or breaks a
            rule.
    """
    value = _json_of(path, missing)
    if not isinstance(value, dict):
        raise RunError(f"{str(path)!r} holds a {type(value).__name__}, not an object")
    schema = value.get("schema", SCHEMA)
    if type(schema) is not int:
        raise RunError(f"{str(path)!r} has schema {shown(schema)}, which is no number")
    if schema > SCHEMA:
        raise RunError(f"{str(path)!r} has schema {shown(schema)}; this program reads up to {SCHEMA}: update it")
    if rules is not None and (found := fault(value, rules)):
        raise RunError(f"{str(path)!r} is damaged: {found}")
    return value


def _json_of(path: Path, missing: str) -> Any:
    try:
        require_file(path)
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RunError(f"no {path.name} in {str(path.parent)!r}: {missing}") from None
    except RecursionError:
        raise RunError(f"{str(path)!r} is unreadable: its brackets are nested too deeply") from None
    except RunError:
        raise
    except (OSError, ValueError) as error:
        raise RunError(f"{str(path)!r} is unreadable or truncated: {error}") from None

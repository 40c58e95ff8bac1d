"""Verify a path: an exported file, or a record through the file that it exports."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from evaluators.project import require_writable
from evaluators.report import to_json
from results.export.table import write_export
from results.verification.verify import verify_in_child
from search_spaces.composed import arguments_of

REVERIFY = "`run.py verify RECORD --reverify` verifies its kernel over every float32 here and adds that to the record."


def verify_path(path: Path, target: str | None, exhaustive: bool, device: str) -> dict:
    """The report of an exported file, or of a record's JAX file, as JSON data.

    Raises:
        FileNotFoundError: No such file.
        RecordError: The record cannot be read, or was never verified where this runs.
        VerifyError: The file could not be verified.
    """
    if path.suffix != ".json":
        return to_json(verify_in_child(path, target, exhaustive, device))
    from results.record.record import RecordError, read

    record = read(path)
    differ = _measuring(record.arguments).uncovered(record)
    if differ:
        raise RecordError(f"record {record.hash} was not verified in this environment: {'; '.join(differ)}. {REVERIFY}")
    with tempfile.TemporaryDirectory() as folder:
        exported = write_export(record, "jax", Path(folder))
        return {**to_json(verify_in_child(exported, target, exhaustive, device)), "file": str(path)}


def again_here(path: Path, progress: Callable[[int, int], None]) -> None:
    """Take a record's kernel over every float32 where this runs, unless the record covers that, and keep it in the record.

    Of a function of two arguments: measure its sample anew, around the core of the kernel that meets its row.

    Raises:
        RecordError: The path is no record.
        OSError: It cannot be written.
    """
    from results.record.record import RecordError

    require_writable(path)
    if path.suffix != ".json":
        raise RecordError(f"--reverify is for records, files that end in .json; given {str(path)!r}")
    _measuring(arguments_of(path.stem)).reverify(path, progress)


def _singles() -> ModuleType:
    from results.verification import verifications

    return verifications


def _pairs() -> ModuleType:
    from results.composed import verify

    return verify


_MEASURING = {1: _singles, 2: _pairs}
"""Modules with `uncovered` and `reverify` for records of functions, by the number of arguments; imported where one is needed."""


def _measuring(arguments: int) -> ModuleType:
    return _MEASURING[arguments]()

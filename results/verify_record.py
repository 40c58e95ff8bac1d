"""Verify a path: an exported file, or a record through the file that it exports."""

import tempfile
from pathlib import Path

from results.export.table import write_export
from results.verify import verify_in_child


def verify_path(path: Path, target: str | None, exhaustive: bool, device: str) -> dict:
    """The report of an exported file, or of a record's JAX file, as JSON data.

    Raises:
        FileNotFoundError: No such file.
        RecordError: The record cannot be read.
        VerifyError: The file could not be verified.
    """
    if path.suffix != ".json":
        return verify_in_child(path, target, exhaustive, device)
    from results.record import read

    record = read(path)
    with tempfile.TemporaryDirectory() as folder:
        exported = write_export(record, "jax", Path(folder))
        return {**verify_in_child(exported, target, exhaustive, device), "file": str(path)}

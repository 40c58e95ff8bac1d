"""The export table: one row a format."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluators.files import write_atomic
from results.export import c_format, jax_format, python_format
from results.record import Record


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of exported file: its name, how the file's name ends, and how a record becomes its text."""

    name: str
    suffix: str
    export: Callable[[Record], str]


FORMATS: dict[str, ExportFormat] = {
    row.name: row
    for row in (
        ExportFormat(jax_format.NAME, ".py", jax_format.export),
        ExportFormat(python_format.NAME, ".py", python_format.export),
        ExportFormat(c_format.NAME, ".h", c_format.export),
    )
}


def write_export(record: Record, export_format: str, folder: Path) -> Path:
    """Write `<target>.py`, or as the format's files end, into a folder and return its path.

    Raises:
        ValueError: No format has that name.
        RecordError: The record was never verified in this format.
        OSError: The folder cannot be written.
    """
    if export_format not in FORMATS:
        raise ValueError(f"unknown export format {export_format!r}. Known formats: {', '.join(FORMATS)}")
    path = folder / f"{record.target}{FORMATS[export_format].suffix}"
    write_atomic(path, FORMATS[export_format].export(record))
    return path

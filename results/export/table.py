"""The export table: one row a format."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluators.files import write_atomic
from results.export import jax_format, python_format
from results.record import Record


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of exported file: its name and how a record becomes its text."""

    name: str
    export: Callable[[Record], str]


FORMATS: dict[str, ExportFormat] = {
    row.name: row
    for row in (
        ExportFormat(jax_format.NAME, jax_format.export),
        ExportFormat(python_format.NAME, python_format.export),
    )
}


def write_export(record: Record, export_format: str, folder: Path) -> Path:
    """Write `<target>.py` into a folder and return its path.

    Raises:
        ValueError: No format has that name.
        RecordError: The record was never verified in this format.
        OSError: The folder cannot be written.
    """
    if export_format not in FORMATS:
        raise ValueError(f"unknown export format {export_format!r}. Known formats: {', '.join(FORMATS)}")
    path = folder / f"{record.target}.py"
    write_atomic(path, FORMATS[export_format].export(record))
    return path

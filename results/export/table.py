"""The export table: one row a format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluators.files import write_atomic
from results.export import (
    c_format,
    composed_format,
    jax_format,
    latex_format,
    pallas_format,
    python_format,
    sympy_format,
)
from results.export.header import name_of
from results.record.record import Record, RecordError
from search_spaces.suggestions import hint


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One kind of exported file.

    Attributes:
        name: Its name.
        suffix: How the file's name ends.
        writers: How a record becomes the file's text, by the number of its function's arguments.
        swept: Whether a record holds verifications in this format, which its files state; the others refer to that of the
            JAX form. Runs and results/kernels hold swept formats alone.
    """

    name: str
    suffix: str
    writers: Mapping[int, Callable[[Record], str]]
    swept: bool = True

    def export(self, record: Record) -> str:
        """The text of the record's file.

        Raises:
            RecordError: The record was never verified in this format, or functions of so many arguments are not written in it.
        """
        if record.arguments not in self.writers:
            others = " or ".join(row.name for row in FORMATS.values() if record.arguments in row.writers)
            raise RecordError(f"{name_of(record)} is written as {others}, not as {self.name!r}")
        return self.writers[record.arguments](record)


FORMATS: dict[str, ExportFormat] = {
    row.name: row
    for row in (
        ExportFormat(jax_format.NAME, ".py", {1: jax_format.export, 2: composed_format.jax}),
        ExportFormat(python_format.NAME, ".py", {1: python_format.export, 2: composed_format.python}),
        ExportFormat(c_format.NAME, ".h", {1: c_format.export}),
        ExportFormat(pallas_format.NAME, ".py", {1: pallas_format.export}, swept=False),
        ExportFormat(sympy_format.NAME, ".py", {1: sympy_format.export}, swept=False),
        ExportFormat(latex_format.NAME, ".tex", {1: latex_format.export}, swept=False),
    )
}
SWEPT = tuple(name for name, row in FORMATS.items() if row.swept)
"""The formats in which records are verified."""


def write_export(record: Record, export_format: str, folder: Path) -> Path:
    """Write `<target>.py`, or as the format's files end, into a folder and return its path.

    Raises:
        ValueError: No format has that name.
        RecordError: The record was never verified in this format, or its kernel cannot be written in it.
        OSError: The folder cannot be written.
    """
    if export_format not in FORMATS:
        raise ValueError(
            f"unknown export format {export_format!r}.{hint(export_format, FORMATS)} Known formats: {', '.join(FORMATS)}"
        )
    path = folder / f"{name_of(record)}{FORMATS[export_format].suffix}"
    write_atomic(path, FORMATS[export_format].export(record))
    return path

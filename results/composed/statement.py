"""What is on record of a composed function: which record's core it has, what was measured on which sample. One JSON file each."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from evaluators.files import write_atomic
from evaluators.project import require_writable
from evaluators.report import to_json
from results.record.record import RECORDS, SCHEMA, Record, RecordError, Verification, read, schema_of
from results.record.rules import check
from results.record.sealed import SEALED_FROM, check_seals, read_object, sealed
from search_spaces.composed import COMPOSED, Composed
from search_spaces.parsing import parse
from search_spaces.program import Program

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Statement:
    """One composed function.

    Attributes:
        name: Of its row in search_spaces/composed.py.
        core: Hash of the record whose core it has.
        hash: Of the composed kernel.
        seed: Of the sample.
        verifications: One a format and fingerprint; the one of the JAX form that was timed holds its cost.
        schema: Version of this format, that of records: SCHEMA of every statement that was read.
    """

    name: str
    core: str
    hash: str
    seed: int
    verifications: tuple[Verification, ...]
    schema: int = SCHEMA

    @property
    def row(self) -> Composed:
        """Its row of the table."""
        return COMPOSED[self.name]

    @property
    def formats(self) -> tuple[str, ...]:
        """In which it was measured."""
        return tuple(dict.fromkeys(verification.format for verification in self.verifications))

    def verification(self, export_format: str) -> Verification:
        """The first of a format.

        Raises:
            RecordError: It was never measured in that format.
        """
        for row in self.verifications:
            if row.format == export_format:
                return row
        raise RecordError(f"{self.name} is measured as {', '.join(self.formats)}, not as {export_format!r}")

    def timed(self) -> Verification | None:
        """The first verification with times."""
        return next((row for row in self.verifications if row.cost is not None), None)

    @property
    def ratio(self) -> float:
        """Stock's time over the JAX form's; 0 where it was not measured."""
        timed = self.timed()
        return (timed.cost.ratio_to_stock if timed and timed.cost else None) or 0.0

    def record(self) -> Record:
        """The record whose core it has.

        Raises:
            RecordError: It is gone, or the kernel composed around it now is not the one measured.
        """
        path = RECORDS / self.row.around / f"{self.core}.json"
        if not path.exists() or kernel_of(self.row, read(path)).hash() != self.hash:
            raise RecordError(
                f"{self.name} was measured around another core or by other stages: {again(path_of(self.name))}"
            )
        return read(path)

    def program(self) -> Program:
        """The composed kernel.

        Raises:
            RecordError: As for `record`.
        """
        return kernel_of(self.row, self.record())


def again(path: Path) -> str:
    """What to do about a statement that no longer holds."""
    root = FOLDER.parent.parent
    name = path.relative_to(root) if path.is_relative_to(root) else path
    return f"run `run.py verify {name} --reverify`, then `run.py export all`"


def kernel_of(row: Composed, record: Record) -> Program:
    """The function composed around a record's core.

    Raises:
        RecordError: The record's core is of another reduction.
    """
    if record.reduction not in row.reductions:
        raise RecordError(
            f"{row.name} takes a core of {' or '.join(row.reductions)}; {record.hash} is of {record.reduction}"
        )
    return row.kernel(parse(record.core))


def path_of(name: str) -> Path:
    """The file of a composed function's statement."""
    return FOLDER / f"{name}.json"


def read_statement(path: Path) -> Statement:
    """The statement in a file; one of an older schema as one of this.

    Raises:
        RecordError: It is missing or is none, a field holds what it may not, or a seal does not fit.
    """
    from results.record.record_rules import STATEMENT_RULES

    try:
        value = read_object(path)
        schema = schema_of(value)
        if schema > SCHEMA:
            raise ValueError(f"it has schema {schema}; this program reads up to {SCHEMA}: update it")
        statement = msgspec.convert({"schema": 0, **value}, Statement, strict=False)
        check(statement, STATEMENT_RULES)
        if schema >= SEALED_FROM:
            check_seals(value)
    except (OSError, TypeError, ValueError) as error:
        raise RecordError(f"no statement at {str(path)!r} ({error}): {again(path)}") from None
    return replace(statement, schema=SCHEMA)


def statements() -> list[Statement]:
    """All that are on record, by name.

    Raises:
        RecordError: One cannot be read.
    """
    return [read_statement(path_of(name)) for name in sorted(COMPOSED) if path_of(name).exists()]


def write_statement(statement: Statement, path: Path) -> None:
    """Write it atomically.

    Raises:
        OSError: The folder cannot be written.
    """
    require_writable(path)
    value = to_json(replace(statement, schema=SCHEMA))
    write_atomic(path, json.dumps(sealed(value), indent=1, allow_nan=False) + "\n")


def with_verifications(statement: Statement, kept: tuple[Verification, ...]) -> Statement:
    """The statement with verifications; those of the same format and fingerprint are replaced."""
    keys = {(row.format, row.fingerprint) for row in kept}
    others = tuple(row for row in statement.verifications if (row.format, row.fingerprint) not in keys)
    return replace(statement, verifications=(*others, *kept))

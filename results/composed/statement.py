"""The file of a composed function's record: which record's core it has, what was measured on which sample."""

from dataclasses import dataclass, replace
from pathlib import Path

from evaluators.report import from_json
from results.record.record import (
    PAIRS,
    RECORDS,
    SCHEMA,
    Around,
    Record,
    RecordError,
    Subject,
    Verification,
    read,
    schema_of,
)
from results.record.record_seals import SEALED_FROM, check_seals, read_object
from search_spaces.composed import COMPOSED
from search_spaces.field_rules import check
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program


@dataclass(frozen=True)
class Statement:
    """Content of such a file; the rest of the record stands in that of the core.

    Attributes:
        name: Of its row in search_spaces/composed.py.
        core: Hash of the record whose core it has.
        hash: Of the composed kernel.
        seed: Of the sample.
        verifications: One a format and fingerprint; the one of the JAX form that was timed holds its cost.
        schema: Version of this format, that of records.
    """

    name: str
    core: str
    hash: str
    seed: int
    verifications: tuple[Verification, ...]
    schema: int = SCHEMA


def again(path: Path) -> str:
    """Advice on a file that no longer holds."""
    root = PAIRS.parent.parent
    name = path.relative_to(root) if path.is_relative_to(root) else path
    return f"run `run.py verify {name} --reverify`, then `run.py export all`"


def kernel_of(name: str, record: Record) -> Program:
    """The function of a row composed around a record's core, with names for its values.

    Raises:
        RecordError: The record's core is of another reduction.
    """
    row = COMPOSED[name]
    if record.reduction not in row.reductions:
        raise RecordError(
            f"{name} takes a core of {' or '.join(row.reductions)}; {record.hash} is of {record.reduction}"
        )
    return row.kernel(parse(record.core))


def composed(name: str, record: Record, seed: int) -> Record:
    """The record, without verifications, of a row's function around the core of a record.

    Raises:
        RecordError: As for `kernel_of`.
    """
    program = kernel_of(name, record)
    return Record(
        schema=SCHEMA,
        target=name,
        hash=program.hash(),
        kind=record.kind,
        reduction=record.reduction,
        source=record.source,
        core=record.core,
        kernel=str(program),
        core_ops=record.core_ops,
        kernel_ops=program.op_count(),
        verifications=(),
        provenance=record.provenance,
        subject=Subject(),
        ancestry=record.ancestry,
        around=Around(record.hash, seed),
    )


def path_of(name: str) -> Path:
    """The file of a composed function's record."""
    return PAIRS / f"{name}.json"


def read_statement(path: Path) -> Record:
    """The record whose file this is; one of an older schema as one of this.

    Raises:
        RecordError: It is missing or is none, a field holds what it may not, or a seal does not fit; the record of its core is
            gone, or the kernel composed around it now is not the one measured.
    """
    from results.record.record_rules import STATEMENT_RULES

    try:
        value = read_object(path)
        schema = schema_of(value)
        if schema > SCHEMA:
            raise ValueError(f"it has schema {schema}; this program reads up to {SCHEMA}: update it")
        statement = from_json(Statement, {"schema": 0, **value})
        check(statement, STATEMENT_RULES)
        if schema >= SEALED_FROM:
            check_seals(value)
    except (OSError, TypeError, ValueError) as error:
        raise RecordError(f"no statement at {str(path)!r} ({error}): {again(path)}") from None
    return _whole(statement)


def _whole(statement: Statement) -> Record:
    core = RECORDS / COMPOSED[statement.name].around / f"{statement.core}.json"
    made = composed(statement.name, read(core), statement.seed) if core.exists() else None
    if made is None or made.hash != statement.hash:
        raise RecordError(
            f"{statement.name} was measured around another core or by other stages: {again(path_of(statement.name))}"
        )
    return replace(made, verifications=statement.verifications)

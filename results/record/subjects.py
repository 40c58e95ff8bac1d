"""The subject of a record or a file: its target with the domain it states, and the reduction around its core."""

import re

from results.record.record import Record, RecordError, Subject
from search_spaces.own.bounded import bounded_reductions, bounded_target
from search_spaces.own.expressions import parse_expression
from search_spaces.own.formulas import Formula
from search_spaces.programs.parsing import parse
from search_spaces.programs.program import Program
from search_spaces.reductions import REDUCTIONS
from search_spaces.slots import Reduction
from search_spaces.targets import Target, find_target


def subject_of(target: Target) -> Subject:
    """Expression and domain that a record states of a target, besides its name."""
    expression = target.reference.text if isinstance(target.reference, Formula) else None
    low, high = target.real_domain
    domain = None if target.outside is None else (low.hex(), high.hex())
    return Subject(expression, domain, target.outside)


def target_named(name: str, subject: Subject) -> Target:
    """The target of a name, an expression and a domain.

    Raises:
        ValueError: No such target, a bad expression, or a domain that no kernel can have.
    """
    if subject.domain is None or subject.outside is None:
        return find_target(name)
    low, high = (float.fromhex(end) for end in subject.domain)
    row = find_target(name) if subject.expression is None else parse_expression(subject.expression, name, (low, high))
    return bounded_target(row, (low, high), subject.outside)


def target_of(record: Record) -> Target:
    """The function that a record's kernel computes.

    Raises:
        RecordError: The record's target, expression or domain is not one.
    """
    try:
        return target_named(record.target, record.subject)
    except ValueError as error:
        raise RecordError(f"record {record.hash}: {error}") from None


def reduction_of(record: Record) -> Reduction:
    """The reduction around a record's core.

    Raises:
        RecordError: There is none of its name.
    """
    rows = REDUCTIONS
    if record.subject.domain is not None:
        rows = {row.name: row for row in bounded_reductions(target_of(record))}
    if record.reduction not in rows:
        raise RecordError(f"record {record.hash}: unknown reduction {record.reduction!r}. Known: {', '.join(rows)}")
    return rows[record.reduction]


def labelled(record: Record) -> Program:
    """The record's kernel with names and blocks for its values, which its cores in its reduction have and its text has not.

    Raises:
        RecordError: There is no reduction of its name.
    """
    reduction, program = reduction_of(record), record.program()
    cores = [parse(text) for text in re.split(r"\n(?=program )", record.core.strip())]
    if len(cores) != len(reduction.slots):
        return program
    made = reduction.kernel(*cores)
    return made if made.hash() == program.hash() else program

"""Rules for each field of a record and of a composed function's statement, and for the program in it."""

import re
from collections.abc import Iterable

from evaluators.timing.contexts import LOOP, USES
from evo.ancestry import Ancestry, Step
from results.composed.statement import Statement
from results.record.record import (
    CLASSICAL,
    EVOLVED,
    SCHEMA,
    Given,
    LengthDifference,
    Provenance,
    Record,
    Subject,
    Verification,
)
from results.record.report_rules import ALL_INPUTS, REPORT_RULES
from search_spaces.composed import COMPOSED
from search_spaces.field_rules import (
    NAME,
    ULPS,
    WORD,
    FieldError,
    Many,
    Nested,
    Relation,
    Rule,
    Rules,
    Table,
    check,
    count,
    hex_digits,
    is_hex_float,
    line,
    matching,
    one_of,
    or_none,
    real,
    text_of_lines,
)
from search_spaces.ops import FLOAT
from search_spaces.programs.parsing import parse
from search_spaces.programs.parts import FLOAT32, ProgramError
from search_spaces.programs.program import Program
from search_spaces.targets import CLAMP, NAN
from search_spaces.visible import shown

MOST_CHARACTERS, MOST_LINES, MOST_CORES = 1 << 16, 4096, 16
"""Of a program's text, and cores of a kernel: ten times what any kernel here has."""
MOST_VERIFICATIONS = 256
VERIFIED_AS = ("jax", "python", "c")
"""Formats in which records are verified; results/export/table.py has their printers."""
_ACTING = frozenset("`$;&|<>\\!")
"""Characters on which a shell acts, quotes apart: a command on record is there to be copied."""
HASH = hex_digits(16)


def _is_command(text: object) -> bool:
    return isinstance(text, str) and line(8000).holds(text) and text.startswith("run.py ") and not _ACTING & set(text)


def _is_program_text(text: object) -> bool:
    return isinstance(text, str) and len(text) <= MOST_CHARACTERS and text.isascii() and text.count("\n") <= MOST_LINES


COMMAND = Rule(f"one line that begins with run.py and has none of {' '.join(sorted(_ACTING))}", _is_command)
PROGRAM = Rule(f"a program of at most {MOST_CHARACTERS:,} ASCII characters on {MOST_LINES:,} lines", _is_program_text)
VALUE_NAME = matching("([A-Za-z][A-Za-z0-9_]{0,63})?", "a name, or an empty text")

# fmt: off
_PARTS: dict[type, Rules] = REPORT_RULES | {
    LengthDifference: Rules(
        {
            "setting":   line(100),
            "inputs":    count(1, ALL_INPUTS),
            "different": count(0, ALL_INPUTS),
            "max_ulp":   ULPS,
        },
        (Relation("different", "at most as many as inputs", lambda row: row.different <= row.inputs),),
    ),
    Verification: Rules({
        "format":      one_of(*VERIFIED_AS),
        "fingerprint": Nested(),
        "error":       Nested(),
        "cost":        Nested(optional=True),
        "lengths":     Many(16, Nested()),
        "uses":        Many(len(USES), Nested()),
    }, (
        Relation("cost", "a time in a loop", lambda v: v.cost is None or v.cost.context == LOOP),
        Relation("uses", f"times of {' and '.join(USES)}, one each",
                 lambda v: {cost.context for cost in v.uses} <= set(USES) and len({cost.context for cost in v.uses}) == len(v.uses)),
    )),
    Provenance: Rules({
        "found":       line(4000),
        "given":       line(4000),
        "command":     COMMAND,
        "campaign":    text_of_lines(1 << 16),
        "seed":        count(),
        "evaluations": count(),
        "cores":       Many(64, line(200)),
        "engine":      matching("([0-9a-f]{16})?", "16 hex digits in lower case, or an empty text"),
    }),
    Subject: Rules(
        {
            "expression": or_none(line(4000)),
            "domain":     Rule("two float64 as float.hex writes them, or null", lambda ends: ends is None or (
                isinstance(ends, tuple) and len(ends) == 2 and all(map(is_hex_float, ends)))),
            "outside":    one_of(None, NAN, CLAMP),
        },
        (
            Relation("outside", "nan or clamp on a bounded domain, else null",
                     lambda s: (s.domain is None) == (s.outside is None)),
            Relation("domain", "a finite interval", lambda s: s.domain is None or (
                float("-inf") < float.fromhex(s.domain[0]) < float.fromhex(s.domain[1]) < float("inf"))),
        ),
    ),
    Step: Rules({
        "mutation": WORD,
        "ops":      count(),
        "cost":     real(),
        "error":    ULPS,
    }),
    Ancestry: Rules({"steps": Many(1000, Nested()), "left_out": count()}),
    Given:    Rules({"kind": WORD, "name": line(200), "note": line(2000)}),
}

RECORD_RULES: Table = _PARTS | {
    Record: Rules(
        {
            "schema":        count(1, SCHEMA),
            "target":        NAME,
            "hash":          HASH,
            "kind":          one_of(EVOLVED, CLASSICAL),
            "reduction":     WORD,
            "source":        text_of_lines(MOST_CHARACTERS),
            "core":          PROGRAM,
            "kernel":        PROGRAM,
            "core_ops":      count(0, MOST_LINES),
            "kernel_ops":    count(0, MOST_LINES),
            "verifications": Many(MOST_VERIFICATIONS, Nested(), 1),
            "provenance":    Nested(),
            "subject":       Nested(),
            "ancestry":      Many(MOST_CORES, Nested()),
            "names":         Many(MOST_LINES, VALUE_NAME),
            "given":         Many(100, Nested()),
            "around":        one_of(None),
        },
        (
            Relation("verifications", "one a format and fingerprint", lambda record: _all_differ(record.verifications)),
            Relation("verifications", "errors against the record's own target",
                     lambda record: all(v.error.target == record.target for v in record.verifications)),
            Relation("verifications", f"at most {ALL_INPUTS} single inputs each, so are witnesses",
                     lambda record: all(_of_single_inputs(v) for v in record.verifications)),
            Relation("names", "no name twice", lambda record: _no_name_twice(record.names)),
        ),
    ),
}

STATEMENT_RULES: Table = _PARTS | {
    Statement: Rules(
        {
            "name":          one_of(*COMPOSED),
            "core":          HASH,
            "hash":          HASH,
            "seed":          count(),
            "verifications": Many(MOST_VERIFICATIONS, Nested(), 1),
            "schema":        count(0, SCHEMA),
        },
        (
            Relation("verifications", "one a format and fingerprint", lambda made: _all_differ(made.verifications)),
            Relation("verifications", "errors of a sample of pairs against the function's own row",
                     lambda made: all(v.error.target == made.name and _of_pairs(v) for v in made.verifications)),
        ),
    ),
}
# fmt: on


def _head(text: str) -> str:
    return shown(text.strip().partition("\n")[0])


def check_record(record: Record) -> None:
    """Apply every rule to a record, then read its programs.

    Raises:
        FieldError: A field holds what it may not.
    """
    check(record, RECORD_RULES)
    kernel = _read("kernel", record.kernel)
    if [(port.name, port.type) for port in kernel.inputs] != [("x", FLOAT)] or not _gives_a_float(kernel):
        raise FieldError(
            f"kernel begins {_head(record.kernel)}; allowed: a float32 program of one float x with one float result"
        )
    if record.kernel_ops != kernel.op_count():
        raise FieldError(f"kernel_ops is {record.kernel_ops}; allowed: {kernel.op_count()}, as the kernel has")
    if record.names and len(record.names) != kernel.first_instr + len(kernel.instrs):
        raise FieldError(f"names are {len(record.names)}; allowed: one for each value of the kernel, or none")
    for number, text in enumerate(re.split(r"\n(?=program )", record.core.strip())):
        core = _read(f"core, program {number + 1}", text)
        if number == MOST_CORES or [port.type for port in core.inputs] != [FLOAT] or not _gives_a_float(core):
            raise FieldError(
                f"core, program {number + 1} begins {_head(text)}; allowed: one to {MOST_CORES} float32 programs of one float with "
                "one float result each"
            )


def _read(field: str, text: str) -> Program:
    try:
        return parse(text)
    except ProgramError as error:
        raise FieldError(f"{field}: {error}") from None


def _gives_a_float(program: Program) -> bool:
    types = program.types()
    names = (out.name for out in program.outputs)
    return (
        program.number_format == FLOAT32
        and [types[o.value] for o in program.outputs] == [FLOAT]
        and all(map(NAME.holds, names))
    )


def _all_differ(verifications: Iterable[Verification]) -> bool:
    keys = [(v.format, v.fingerprint) for v in verifications]
    return len(set(keys)) == len(keys)


def _witnesses(verification: Verification) -> list[str]:
    error = verification.error
    return [error.witness, *error.worst_inputs, *(failure.given for failure in error.special_failures)]


def _of_single_inputs(verification: Verification) -> bool:
    return verification.error.inputs <= ALL_INPUTS and not any(", " in text for text in _witnesses(verification))


def _of_pairs(verification: Verification) -> bool:
    return verification.error.outputs_hash is None and all(", " in text for text in _witnesses(verification))


def _no_name_twice(names: Iterable[str]) -> bool:
    known = [name for name in names if name]
    return len(set(known)) == len(known)

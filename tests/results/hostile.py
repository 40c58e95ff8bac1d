"""Texts that would do something where they were pasted as they are, and records that hold them in every text field."""

import dataclasses
from typing import Any

from hypothesis import strategies as st

from results.record.record import Record
from tests.results.reported import recorded

TOKENS = (
    *(
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\\n",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\0",
        "\x0b",
        "\x0c",
        "\x1b[31m",
        "\x1b]0;x\x07",
        "\x7f",
    ),
    *(
        "\x85",
        "\x9b2J",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\U000e0041",
        "é",
        "π",
        "😀",
    ),
    *(
        "*/",
        "/*",
        "//",
        "??/",
        "??/\n",
        "#",
        "\n#define X 1\n",
        "%",
        "\\write18{id}",
        "^^M",
        "$x$",
        "\\N{BULLET}",
        "\\x41",
    ),
    *(
        "<",
        "&lt;",
        "</pre>",
        "</script>",
        "<script>alert(1)</script>",
        "' onload='x",
        '" onload="x',
        "<!--",
        "-->",
        "]]>",
    ),
    *(
        "{}",
        "{0}",
        "{target}",
        "{x.__class__}",
        "%s",
        "%n",
        "|",
        "`",
        "[a](javascript:x)",
        "![a](b)",
        "\n[a]: b\n",
        "[red]",
        ":x:",
    ),
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        ",",
        ";",
        '\nopen("RAN", "w")\n',
        '"""\nopen("RAN", "w")\n"""',
        '"; open("RAN", "w"); "',
    ),
)
"""Ends of literals, comments and lines in every language, marks that no one sees, fields of templates, code."""
HOSTILE = st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=3)), min_size=1, max_size=8).map("".join)
LONG = "a" * 9 + "\\" * 100_001
POISON = '"""\nopen("RAN", "w")\n"""'
ONE_LINE_POISON = '"""; open("RAN", "w"); """'

PLACES = (
    *("provenance.found", "provenance.given", "provenance.command", "provenance.campaign", "provenance.cores"),
    *("error.witness", "error.outputs_hash", "fingerprint.device", "fingerprint.isa", "fingerprint.backend"),
    *("fingerprint.versions", "fingerprint.flags", "lengths.setting", "special.given", "special.got", "given.name"),
)
"""Text fields of a record that printers and tables may show; those that a program or a table row is found by are apart."""


def poisoned(text: str, places: tuple[str, ...] = PLACES, record: Record | None = None) -> Record:
    """A recorded kernel with a text in place of those named, nothing checked."""
    record = record or with_failure(recorded())
    parts: dict[str, dict[str, Any]] = {}
    for place in places:
        owner, _, name = place.partition(".")
        parts.setdefault(owner, {})[name] = (
            ((text, text),) if name == "versions" else (text,) if name in ("flags", "cores") else text
        )
    rows = []
    for row in record.verifications:
        failures = tuple(dataclasses.replace(f, **parts.get("special", {})) for f in row.error.special_failures)
        error = dataclasses.replace(row.error, special_failures=failures, **parts.get("error", {}))
        fingerprint = dataclasses.replace(row.fingerprint, **parts.get("fingerprint", {}))
        lengths = tuple(dataclasses.replace(one, **parts.get("lengths", {})) for one in row.lengths)
        rows.append(dataclasses.replace(row, error=error, fingerprint=fingerprint, lengths=lengths))
    given = tuple(dataclasses.replace(one, **parts.get("given", {})) for one in record.given)
    provenance = dataclasses.replace(record.provenance, **parts.get("provenance", {}))
    return dataclasses.replace(record, verifications=tuple(rows), provenance=provenance, given=given)


def with_failure(record: Record) -> Record:
    """A record with a missed special value in each verification, and one thing given."""
    from evaluators.report import SpecialFailure
    from results.record.record import Given

    failure = (SpecialFailure("0x0.0p+0", "0x1.0000000000000p+0", "0x0.0p+0"),)
    rows = (
        dataclasses.replace(v, error=dataclasses.replace(v.error, special_failures=failure))
        for v in record.verifications
    )
    return dataclasses.replace(record, verifications=tuple(rows), given=(Given("reduction", "exponent_split"),))

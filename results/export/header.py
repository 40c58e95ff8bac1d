"""The header of exported files, from the record alone: the same record gives the same text."""

import textwrap
from typing import Any

from evaluators.report import EXHAUSTIVE, SHA256, ErrorReport, to_json
from results.export.escaping import python_docstring, python_literal
from results.export.slope_text import BY_PROGRAM, derivative_of
from results.record.inside import beyond, swept_inputs
from results.record.inside import domain_of as domain_of_subject
from results.record.record import Record, RecordError, Verification
from results.record.subjects import reduction_of, target_of
from search_spaces.naming import ALLOWED, is_name
from search_spaces.targets import CLAMP, Target
from search_spaces.visible import shown, visible


def verification_of(record: Record, export_format: str) -> Verification:
    """Verification that the file may state.

    Raises:
        RecordError: The record holds no verification of that format.
    """
    verification = record.verification(export_format)
    if verification is None:
        raise RecordError(
            f"record {record.hash} was never verified as {export_format!r}; run `run.py verify` on it first"
        )
    return verification


def name_of(record: Record) -> str:
    """The target's name, which files and functions of every language have.

    Raises:
        RecordError: It is no name in them.
    """
    if not is_name(record.target):
        raise RecordError(f"record {shown(record.hash)} has the target {shown(record.target)}; allowed: {ALLOWED}")
    return record.target


def hash_of(record: Record) -> str:
    """The record's hash, which can be a part of a name.

    Raises:
        RecordError: It cannot.
    """
    if not is_name(f"h{record.hash}"):
        raise RecordError(
            f"a record of {shown(record.target)} has the hash {shown(record.hash)}; allowed: letters, digits and _"
        )
    return record.hash


def docstring(record: Record, verification: Verification) -> str:
    """The module docstring."""
    return python_docstring(sentences(record, verification))


def sentences(record: Record, verification: Verification) -> list[str]:
    """The lines of a file's header: bound, witness, domain, provenance."""
    error = verification.error
    machine = verification.fingerprint
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions)
    measured_on = visible(f"{machine.device} ({machine.isa}), {machine.backend}, {versions}")
    return [
        wrap(f"{name_of(record)} for float32 arrays: max error {bound_sentence(record, verification)}."),
        "",
        f"Witness of the bound: x = {visible(error.witness)}. Results that are not correctly rounded: {error.wrong_count:,}.",
        domain_line(record, verification),
        wrap(f"Verified against mpmath on {measured_on}."),
        *origin(record),
        *_derivative_lines(target_of(record), verification),
    ]


def bound_sentence(record: Record, verification: Verification) -> str:
    """The largest error and over which inputs it was found."""
    error, ends = verification.error, domain_of_subject(to_json(record.subject))
    if error.mode != EXHAUSTIVE:
        return f"{error.max_ulp:.4f} ulp over {error.inputs:,} sampled inputs"
    if ends is None:
        return f"{error.max_ulp:.4f} ulp over every one of the 2**32 float32 inputs"
    return f"{error.max_ulp:.4f} ulp over {swept_inputs(ends)} ({beyond(ends, record.subject.outside)})"


def domain_line(record: Record, verification: Verification) -> str:
    """The domain, what is returned outside it, and which special values are exact."""
    return wrap(f"{_domain_sentence(target_of(record))} {_specials_sentence(record, verification)}")


def origin(record: Record) -> list[str]:
    """The lines that hold in every format: definition, what was found and what given, the command, the reduction."""
    reduction, origin = reduction_of(record), record.provenance
    return [
        f"Definition: {visible(target_of(record).citation)}.",
        "",
        f"Kernel {visible(record.hash)}, {record.kernel_ops} operations, {record.core_ops} of them real operations of the core.",
        wrap(visible(f"Found by search: {origin.found}. Given: {origin.given}.")),
        f"Reproduce: {visible(origin.command)}",
        "",
        f"Reduction {reduction.name}:",
        paragraphs(reduction.why),
    ]


def _derivative_lines(target: Target, verification: Verification) -> list[str]:
    if verification.format != "jax" or derivative_of(target) != BY_PROGRAM:
        return []
    return ["", "Derivative: that of the kernel's own operations; its accuracy was not measured."]


def _domain_sentence(target: Target) -> str:
    if target.outside is None:
        return "Domain: the whole float line."
    low, high = target.real_domain
    beyond = "the value at the nearest end" if target.outside == CLAMP else "nan"
    return f"Domain: {low.hex()} to {high.hex()}, about [{low:.9g}, {high:.9g}]; outside: {beyond}."


def _specials_sentence(record: Record, verification: Verification) -> str:
    failures = verification.error.special_failures
    exact = "nan, the infinities and both zeros are exact."
    if target_of(record).outside is not None:
        exact = "nan, the special values inside and the first numbers beyond the ends are exact."
    if failures:
        exact = (
            "Special values that differ: "
            + ", ".join(visible(f"f({f.given}) = {f.got}, not {f.expected}") for f in failures)
            + "."
        )
    flush = "Results below 2**-126 are flushed to zero." if reduction_of(record).flushes else ""
    return f"{exact} {flush}".strip()


def wrap(text: str) -> str:
    """Lines of a header."""
    return textwrap.fill(text, 110)


def paragraphs(text: str) -> str:
    """An indented text, its paragraphs, which blank lines part, as lines of a header."""
    parts = (" ".join(part.split()) for part in text.strip().split("\n\n"))
    return "\n".join(textwrap.fill(part, 110, initial_indent="    ", subsequent_indent="    ") for part in parts)


def domain_of(record: Record) -> dict[str, str]:
    """The domain, the rule outside it and the expression of a kernel that states them, as text."""
    subject = record.subject
    low, high = subject.domain or (None, None)
    rows = {"DOMAIN_LOW": low, "DOMAIN_HIGH": high, "OUTSIDE": subject.outside, "EXPRESSION": subject.expression}
    return {key: text for key, text in rows.items() if text is not None}


def facts(record: Record, verification: Verification, export_format: str) -> str:
    """The constants that scripts read."""
    error = verification.error
    rows = {
        "TARGET": name_of(record),
        **subject_facts(record),
        "FORMAT": export_format,
        "MAX_ULP": error.max_ulp,
        "EXHAUSTIVE": error.mode == EXHAUSTIVE,
        "FTZ": error.ftz,
        "DAZ": error.daz,
        "WITNESS": error.witness,
        "OUTPUTS_HASH": error.outputs_hash,
        **hash_kind(error),
        "RECORD": record.hash,
    }
    return "".join(f"{constant(name, value)}{FLUSHING.get(name, '')}\n" for name, value in rows.items())


def hash_kind(error: ErrorReport) -> dict[str, str]:
    """OUTPUTS_HASH_KIND of a hash; of one that is SHA256, which is what no statement means, none."""
    return {} if error.outputs_hash_kind == SHA256 else {"OUTPUTS_HASH_KIND": error.outputs_hash_kind}


FLUSHING = {
    "FTZ": "  # whether the metric flushes results below 2**-126 to zero, as the kernel does",
    "DAZ": "  # whether a subnormal input may count as zero, as the kernel takes it",
}


def subject_facts(record: Record) -> dict[str, Any]:
    """DOMAIN, OUTSIDE and EXPRESSION of a kernel that states them."""
    subject = record.subject
    rows = {} if subject.domain is None else {"DOMAIN": subject.domain, "OUTSIDE": subject.outside}
    return rows if subject.expression is None else {**rows, "EXPRESSION": subject.expression}


def constant(name: str, value: Any) -> str:
    """A constant of a Python file."""
    return f"{name} = {python_literal(value)}"

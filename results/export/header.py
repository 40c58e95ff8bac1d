"""What every exported file says about itself, from the record alone: the same record gives the same text."""

import json
import textwrap

from evaluators.report import EXHAUSTIVE
from results.export.slope_text import BY_PROGRAM, derivative_of
from results.record import Record, RecordError, Verification
from results.subjects import reduction_of, target_of
from search_spaces.targets import CLAMP, Target


def verification_of(record: Record, export_format: str) -> Verification:
    """What the file may claim.

    Raises:
        RecordError: The record holds no verification of that format.
    """
    verification = record.verification(export_format)
    if verification is None:
        raise RecordError(
            f"record {record.hash} was never verified as {export_format!r}; run `run.py verify` on it first"
        )
    return verification


def docstring(record: Record, verification: Verification) -> str:
    """The module docstring."""
    return quoted(sentences(record, verification))


def quoted(lines: list[str]) -> str:
    """Lines as a module's docstring."""
    return '"""' + "\n".join(lines) + '\n"""\n'


def sentences(record: Record, verification: Verification) -> list[str]:
    """The lines of a file's header: bound, witness, domain, provenance."""
    error = verification.error
    machine = verification.fingerprint
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions)
    return [
        f"{record.target} for float32 arrays: max error {bound_sentence(verification)}.",
        "",
        f"Witness of the bound: x = {error.witness}. Results that are not correctly rounded: {error.wrong_count:,}.",
        domain_line(record, verification),
        wrap(f"Verified against mpmath on {machine.device} ({machine.isa}), {machine.backend}, {versions}."),
        *origin(record),
        *_derivative_lines(target_of(record), verification),
    ]


def bound_sentence(verification: Verification) -> str:
    """The largest error and over which inputs it was found."""
    error = verification.error
    swept = "every one of the 2**32 float32 inputs" if error.mode == EXHAUSTIVE else f"{error.inputs:,} sampled inputs"
    return f"{error.max_ulp:.4f} ulp over {swept}"


def domain_line(record: Record, verification: Verification) -> str:
    """The domain, what is returned outside it, and which special values are exact."""
    return wrap(f"{_domain_sentence(target_of(record))} {_specials_sentence(record, verification)}")


def origin(record: Record) -> list[str]:
    """The lines that hold in every format: definition, what was found and what given, the command, the reduction."""
    reduction = reduction_of(record)
    return [
        f"Definition: {target_of(record).citation}.",
        "",
        f"Kernel {record.hash}, {record.kernel_ops} operations, {record.core_ops} of them real operations of the core.",
        wrap(f"Found by search: {record.provenance.found}. Given: {record.provenance.given}."),
        f"Reproduce: {record.provenance.command}",
        "",
        f"Reduction {reduction.name}:",
        textwrap.indent(reduction.why.strip(), "    "),
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
            + ", ".join(f"f({f.given}) = {f.got}, not {f.expected}" for f in failures)
            + "."
        )
    flush = "Results below 2**-126 are flushed to zero." if reduction_of(record).flushes else ""
    return f"{exact} {flush}".strip()


def wrap(text: str) -> str:
    """Lines of a header."""
    return textwrap.fill(text, 110)


def domain_of(record: Record) -> dict[str, str]:
    """The domain, the rule outside it and the expression of a kernel that states them, as text."""
    subject = record.subject
    low, high = subject.domain or (None, None)
    rows = {"DOMAIN_LOW": low, "DOMAIN_HIGH": high, "OUTSIDE": subject.outside, "EXPRESSION": subject.expression}
    return {key: text for key, text in rows.items() if text is not None}


def facts(record: Record, verification: Verification, export_format: str) -> str:
    """The constants that scripts read."""
    error, subject = verification.error, record.subject
    stated = []
    if subject.domain is not None:
        stated = [f'DOMAIN = ("{subject.domain[0]}", "{subject.domain[1]}")', f'OUTSIDE = "{subject.outside}"']
    if subject.expression is not None:
        stated.append(f"EXPRESSION = {json.dumps(subject.expression)}")
    return "\n".join(
        (
            f'TARGET = "{record.target}"',
            *stated,
            f'FORMAT = "{export_format}"',
            f"MAX_ULP = {error.max_ulp!r}",
            f"EXHAUSTIVE = {error.mode == EXHAUSTIVE}",
            f"FTZ = {error.ftz}  # whether the metric flushes results below 2**-126 to zero, as the kernel does",
            f"DAZ = {error.daz}  # whether a subnormal input may count as zero, as the kernel takes it",
            f'WITNESS = "{error.witness}"',
            f"OUTPUTS_HASH = {_text_or_none(error.outputs_hash)}",
            f'RECORD = "{record.hash}"',
            "",
        )
    )


def _text_or_none(text: str | None) -> str:
    return "None" if text is None else f'"{text}"'

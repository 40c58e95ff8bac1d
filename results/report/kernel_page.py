"""One program of a run in the report: errors, derivation, certificate, sources."""

from collections.abc import Mapping
from typing import Any

from evaluators.report import BLAKE3, EXHAUSTIVE, SHA256
from evo.run.run_format import FrontEntry, KernelEntry, record_of
from results.export.escaping import html_text
from results.record.inside import Ends, Inside, beyond, domain_of, inside_of, interval_text, swept_inputs
from results.record.naming import kernel_name, short
from results.report.content import Content
from results.report.curves import NO_CURVES
from results.report.derivation import WHERE, ToldStep, told_of
from results.report.drawing.charts import Chart, ancestry_chart, core_chart, histogram_chart, number, ulp_chart
from results.report.drawing.svg import chart
from results.report.html import code, figure


def kernel_section(content: Content, place: int, entry: FrontEntry, is_open: bool) -> str:
    """A section that opens and closes; the best one is open from the start."""
    record = content.records.get(record_of(entry))
    parts = (
        _figures(content, place, entry, record),
        _derivation(content, entry),
        _certificate(entry, record),
        _sources(content, entry),
    )
    summary = html_text(_summary(entry))
    return f"<details{' open' if is_open else ''}><summary>{summary}</summary>{''.join(parts)}</details>"


def _summary(entry: FrontEntry) -> str:
    if isinstance(entry, KernelEntry) and entry.record:
        return f"{short(entry.record)}: {entry.max_ulp:.4f} ulp, {entry.kernel_ops} operations"
    return f"{entry.ops} operation{'s' if entry.ops > 1 else ''}: {entry.max_error:.4g}"


def _figures(content: Content, place: int, entry: FrontEntry, record: Mapping[str, Any] | None) -> str:
    curves, figures = content.curves or NO_CURVES, list[tuple[str, Chart, str]]()
    name = kernel_name("evolved", record_of(entry))
    if curves.ulp and name in curves.ulp.worst:
        stock = [other for other in curves.ulp.worst if not other.startswith(("evolved", "classical"))]
        note = f"Largest error in each of {len(curves.ulp.low)} columns of the float line, {curves.ulp.inputs:,} inputs sampled, the worst on record among them."
        figures.append(("Error over the domain", ulp_chart(curves.ulp, [name, *stock]), note))
    for curve in curves.cores.get(str(place), ()):
        note = "Constants as stored, arithmetic exact: equal ripples are what a minimax fit leaves."
        figures.append((f"Signed error of the core {curve.name}", core_chart(curve), note))
    if record is not None:
        error = record["verifications"][0]["error"]
        part = inside_of(record, error)
        made = histogram_chart(error, part.histogram if part else ())
        figures.append(("Histogram of errors", made, _histogram_note(record, error, part)))
    drawn = "".join(figure(title, made, note) for title, made, note in figures)
    return f'<div class="grid2">{drawn}</div>'


def _histogram_note(record: Mapping[str, Any], error: Mapping[str, Any], part: Inside | None) -> str:
    ends, outside = domain_of(record.get("subject")), (record.get("subject") or {}).get("outside")
    if ends is None or part is None:
        where = "" if ends is None else f", inside and outside {interval_text(ends)} together"
        return (
            f"{error['inputs']:,} inputs{where}, {error['mode']}; {error['wrong_count']:,} are not correctly rounded."
        )
    zero = f", and {part.as_zero:,} subnormal ones beside it that count as 0" if part.as_zero else ""
    return (
        f"{part.inputs - part.as_zero:,} inputs in {interval_text(ends)}{zero}, {error['mode']}; {part.wrong_count:,} are not correctly "
        f"rounded. Not drawn: {beyond(ends, outside)}."
    )


def _derivation(content: Content, entry: FrontEntry) -> str:
    """The ancestry of each core, step by step."""
    parts = []
    for one in entry.ancestry:
        if not one.steps:
            continue
        rows = "".join(
            f"<tr><td>{i}</td><td class='left'>{html_text(s.mutation)}</td><td>{html_text(str(s.ops))}</td><td>{s.cost:g}</td>"
            f"<td>{s.error:.4g}</td></tr>"
            for i, s in enumerate(one.steps)
        )
        left = (
            f"<p class='soft'>{html_text(str(one.left_out))} steps that changed less are left out.</p>"
            if one.left_out
            else ""
        )
        heads = "".join(f"<th>{h}</th>" for h in ("step", "variation", "operations", "cost", "error after it"))
        parts.append(
            f"<div class='grid2'><div class='scroll'><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            f"{left}</div><div>{chart(*ancestry_chart(one), 'Error along the ancestry')}</div></div>"
            f"{''.join(map(_step, told_of(content, entry, one)))}"
        )
    if not parts:
        return "<h3>Derivation</h3><p class='none'>Its ancestry is not on record.</p>"
    note = (
        "<p class='soft'>From y = x to the program: each step is a variation of the one before, its constants fitted again. "
        "Errors are the search's own; constants then moved on the float grid or were refitted exactly. "
        f"{html_text(WHERE)}</p>"
    )
    return f"<h3>Derivation</h3>{note}{''.join(parts)}"


def _step(step: ToldStep) -> str:
    """A step that opens: what changed, and the program after it."""
    program = f"<pre>{html_text(chr(10).join(step.lines))}</pre>" if step.lines else ""
    note = f"<p class='soft'>{html_text(step.note)}</p>" if step.note else ""
    return f"<details class='step'><summary>{html_text(step.head)}</summary><p>{html_text(step.changed)}</p>{program}{note}</details>"


def _certificate(entry: FrontEntry, record: Mapping[str, Any] | None) -> str:
    facts = [("largest error of the core", f"{entry.max_error:.6g}")]
    facts.append(("its witness", entry.witness or "none: an estimate of the search, not certified"))
    limits = ", ".join(f"{float.fromhex(x):g}" for x in entry.limit_points)
    facts += [("counts by its limit at", limits)] if limits else []
    for verification in record["verifications"] if record else ():
        facts += _verified(verification, domain_of((record or {}).get("subject")))
    rows = "".join(f"<tr><td>{html_text(a)}</td><td class='left'>{html_text(b)}</td></tr>" for a, b in facts)
    return f"<h3>Certificate</h3><div class='scroll'><table><tbody>{rows}</tbody></table></div>"


_HASH_NAMES = {SHA256: "SHA-256", BLAKE3: "BLAKE3"}


def _verified(verification: Mapping[str, Any], ends: Ends | None) -> list[tuple[str, str]]:
    error, where = verification["error"], verification["fingerprint"]
    versions = ", ".join(" ".join(pair) for pair in where["versions"])
    name = verification["format"]
    facts = [
        (
            f"{name}: largest error",
            f"{number(error['max_ulp']):.6f} ulp at {error['witness']}, {error['mode']}, {_judged(error, ends)}",
        ),
        (f"{name}: measured on", f"{where['device']}, {where['isa']}, {versions}"),
    ]
    if error["outputs_hash"]:
        facts.append((f"{name}: {_HASH_NAMES[error['outputs_hash_kind']]} of all outputs", error["outputs_hash"]))
    missed = len(error["special_failures"])
    facts.append((f"{name}: special values", "all exact" if not missed else f"{missed} missed"))
    return facts


def _judged(error: Mapping[str, Any], ends: Ends | None) -> str:
    if ends is None:
        return f"{error['inputs']:,} inputs"
    if error["mode"] == EXHAUSTIVE:
        return f"{swept_inputs(ends)} and all outside"
    return f"{error['inputs']:,} inputs inside and outside {interval_text(ends)}"


def _sources(content: Content, entry: FrontEntry) -> str:
    texts = [("core, any arithmetic", entry.source)]
    for name, file in sorted((entry.files if isinstance(entry, KernelEntry) else {}).items()):
        path = content.run / file.path
        if path.is_file() and path.resolve().is_relative_to(content.run.resolve()):  # a run shows its own files alone
            texts.append((f"{name}: {path.name}", path.read_text(encoding="utf-8", errors="replace")))
    rows = "".join(f"<details><summary>{html_text(name)}</summary>{code(text)}</details>" for name, text in texts)
    return f"<h3>Sources</h3>{rows}"

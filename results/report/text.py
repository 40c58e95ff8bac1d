"""The report as Markdown and as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from evaluators.report import to_json
from evo.run.whole_format import WholeSummary
from results.bench.row import ComparisonRow, ratio_cells
from results.export.escaping import csv_cell, markdown_text
from results.report.content import Content, headline, state_sentence
from results.report.derivation import WHERE, ToldStep, told_of
from results.report.page import RATIOS, front_cells, heads_of
from search_spaces.visible import visible

COLUMNS = (
    *("ops", "max_error", "max_error_float64", "witness", "certified", "kernel_ops", "max_ulp", "exhaustive"),
    *("ns_per_element", "baseline_ns_per_element", "record", "file", "source"),
    *("error", "wrong", "wrong_zero_signs", "inputs", "given", "guard_ops"),
    *("call_ns", "call_ratio", "fused_ns", "fused_ratio"),
)


def markdown(content: Content, command: str) -> str:
    """Headline, front, times, derivation of the best program and the command that makes it again."""
    parts = [f"# {markdown_text(headline(content))}", markdown_text(state_sentence(content))]
    if content.entries:
        parts += ["## Programs", _table(heads_of(content), map(front_cells, content.entries))]
    rows = [_time_cells(row) for row in content.rows]
    if rows:
        parts += [
            "## Comparison",
            _table(("implementation", "kind", "max ulp", *RATIOS, "ns as a call", "ns in a loop"), rows),
        ]
    parts += _programs(content) if content.whole else _derivation(content)
    return "\n\n".join([*parts, "## To make it again", f"    {visible(command)}"]) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [
        " | ".join(heads),
        " | ".join("---" for _ in heads),
        *(" | ".join(map(markdown_text, row)) for row in rows),
    ]
    return "\n".join(f"| {line} |" for line in lines)


def _time_cells(row: ComparisonRow) -> tuple[str, ...]:
    ulp = f"{row.max_ulp:.4g}" + ("" if row.exhaustive else " (sampled)")
    ns, spread = row.ns_per_element, row.spread
    time = "-" if ns is None else f"{ns:.3f}" + ("" if spread is None else f" ± {spread:.1%}")
    call = "-" if row.call_ns is None else f"{row.call_ns:.3f}"
    return row.implementation, row.kind, ulp, *ratio_cells(row), call, time


def _programs(content: Content) -> list[str]:
    """Each whole kernel in words, as a block of code."""
    from results.tables.whole_text import explained

    if not isinstance(content.front, WholeSummary):
        return []
    lines = explained(content.front, content.front.front, False)
    return ["## Each program", "\n".join(f"    {line}".rstrip() for line in lines)]


def _derivation(content: Content) -> list[str]:
    known = [e for e in content.entries if any(a.steps for a in e.ancestry)]
    if not known:
        return []
    best = min(known, key=lambda e: e.largest_error)
    tables = []
    for one in best.ancestry:
        rows = ((str(i), s.mutation, str(s.ops), f"{s.cost:g}", f"{s.error:.4g}") for i, s in enumerate(one.steps))
        tables.append(_table(("step", "variation", "operations", "cost", "error after it"), rows))
        tables += [f"{markdown_text(str(one.left_out))} steps that changed less are left out."] if one.left_out else []
        tables += map(_step, told_of(content, best, one))
    return [f"## Derivation of the program of {best.ops} operations", WHERE, *tables]


def _step(step: ToldStep) -> str:
    """The change of a step, and the program after it as a block of code."""
    program = ["\n".join("    " + visible(line) for line in step.lines)] if step.lines else []
    head, rest = markdown_text(step.head), markdown_text(f"{step.changed} {step.note}")
    return "\n\n".join([f"**{head}.** {rest}".rstrip(), *program])


def comma_separated(content: Content) -> str:
    """The front, a program a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in content.entries:
        cells = to_json(entry)
        writer.writerow(["" if cells.get(name) is None else csv_cell(cells[name]) for name in COLUMNS])
    return out.getvalue()

"""The HTML report: one file without network, light and dark, for a phone and for a desk."""

from collections.abc import Sequence
from pathlib import Path

from evaluators.timing.contexts import CALL, CONTEXTS
from evo.run.run_format import FrontEntry, KernelEntry, record_of
from evo.run.whole_format import WholeEntry, WholeSummary
from results.bench.row import RATIO_HEADS, ComparisonRow, by_time, entry_ratios, ratio_cells
from results.export.escaping import html_text
from results.record.inside import interval_text
from results.report.content import Content, headline, state_sentence
from results.report.drawing.charts import (
    candidates_chart,
    front_chart,
    progress_chart,
)
from results.report.html import code, figure, rows_table
from results.report.kernel_page import kernel_section
from results.tables.competition import left_out_lines

_HERE = Path(__file__).parent
MOST_SECTIONS = 24
"""Programs of a front that get a section of their own; the table has all."""


def page(content: Content, command: str) -> str:
    """The whole report; `command` makes the run again."""
    parts = (
        _head(content),
        _overview(content),
        _table(content),
        _times(content),
        _sections(content),
        _again(content, command),
    )
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html_text(content.target)}: evonumerics report'
        '</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><style>{style}</style></head>\n<body>{"".join(parts)}<div id="tip"></div>'
        f"<script>{script}</script></body></html>\n"
    )


def _head(content: Content) -> str:
    kind = "whole kernels" if content.whole else "search in the reals" if content.real else "float32 kernels"
    return (
        f'<p class="kicker">evonumerics, {kind}, seed {html_text(str(content.campaign["seed"]))}, {html_text(content.phase)}</p>'
        f"<h1>{html_text(headline(content))}</h1><p>{html_text(state_sentence(content))}</p>"
    )


def _overview(content: Content) -> str:
    figures = [figure("Pareto front", front_chart(content), _front_note(content))]
    figures.append(figure("Best so far", progress_chart(content)))
    if not content.real and content.rows:
        figures.append(figure("Candidates of the search", candidates_chart(content)))
    return f'<h2>The front</h2><div class="grid2">{"".join(figures)}</div>'


def _front_note(content: Content) -> str:
    if content.real or not content.rows:
        return "Lower is more accurate, left is cheaper."
    sampled = any(not row.exhaustive for row in content.rows)
    ends = content.rows[0].domain
    over = "every float32" if ends is None else f"every float32 in {interval_text(ends)}"
    return "Lower is more accurate, left is faster." + (
        f" Errors of kernels are over {over}; where a pointer shows so, they are sampled." if sampled else ""
    )


def front_cells(entry: FrontEntry) -> tuple[str, ...]:
    """A program of the front as text: operations, error, in float64; of a kernel also operations, ulp, times."""
    first = (str(entry.ops), f"{entry.max_error:.4g}")
    if isinstance(entry, WholeEntry):
        return (*first, *whole_cells(entry))
    if not isinstance(entry, KernelEntry):
        in_float64 = entry.max_error_float64
        return (*first, "-" if in_float64 is None else f"{in_float64:.4g}")
    ns = entry.ns_per_element
    ulp = f"{entry.max_ulp:.4f}" + ("" if entry.exhaustive else " (sampled)")
    return (*first, str(entry.kernel_ops), ulp, *entry_ratios(entry), "-" if ns is None else f"{ns:.3f}")


def whole_cells(entry: WholeEntry) -> tuple[str, ...]:
    """Of a whole kernel: ulp, wrong inputs, inputs judged, and what was given."""
    ulp = "-" if entry.max_ulp is None else f"{entry.max_ulp:.4g}"
    wrong = "-" if entry.wrong is None else f"{entry.wrong:,}"
    return ulp, wrong, f"{entry.inputs:,}", entry.given


WHOLE_HEADS = ("operations", "largest error", "max ulp", "wrong", "inputs", "given")
REAL_HEADS = ("operations", "largest error", "in float64")
RATIOS = tuple(f"times stock {where}" for where in RATIO_HEADS)
KERNEL_COLUMNS = ("core operations", "core's error", "kernel operations", "max ulp", *RATIOS, "ns in a loop")


def heads_of(content: Content) -> tuple[str, ...]:
    """The heads of the front's table."""
    if content.whole:
        return WHOLE_HEADS
    kernels = any(isinstance(entry, KernelEntry) for entry in content.entries)
    return KERNEL_COLUMNS if kernels else REAL_HEADS


def _table(content: Content) -> str:
    if content.front is None or not content.entries:
        return ""
    table = rows_table(heads_of(content), map(front_cells, content.entries))
    rows = [(c.name, str(c.ops), f"{c.max_error:.4g}") for c in content.front.classical]
    rivals = rows_table(("classical form", "operations", "largest error"), rows) if rows else ""
    more = f"<details><summary>{len(rows)} classical forms</summary>{rivals}</details>" if rows else ""
    notes = "".join(f'<p class="soft">{html_text(line)}</p>' for line in left_out_lines(content.front))
    return f"<h2>Programs</h2>{table}{more}{notes}"


def _times(content: Content) -> str:
    """Times with their spread against every baseline, as bars."""
    rows = by_time(content.rows)
    if not rows:
        return ""
    most = rows[-1][0]
    bars = "".join(_time_row(row, ns, most) for ns, row in rows)
    return (
        f'<h2>Time</h2><p class="soft">ns per element, one core, {html_text(_where(rows))}, all in one interleaved run '
        f'on the machine of the run.</p><div class="time">{bars}</div>'
    )


def _where(rows: Sequence[tuple[float, ComparisonRow]]) -> str:
    """The context of times that `by_time` gives, in words."""
    called = any(row.call_ns is not None for _, row in rows)
    return CONTEXTS[CALL].meaning.removesuffix(", on one core") if called else "arrays in the first-level cache"


def _time_row(row: ComparisonRow, ns: float, most: float) -> str:
    colour = {"evolved": 0, "classical": 1, "stock": 2}.get(row.kind, 3)
    width = 100 * ns / most
    ratios = zip(ratio_cells(row), RATIO_HEADS, strict=True)
    beside = ", ".join(f"{ratio} {where}" for ratio, where in ratios if ratio != "-")
    text = f"{ns:.3f} ns" + (f", times stock {beside}" if beside else "")
    ulp = f"{row.max_ulp:.4g} ulp" + ("" if row.exhaustive else " (sampled)")
    return (
        f"<span>{html_text(row.implementation)}</span><span class='c{colour}'><b style='width:{width:.1f}%'></b></span>"
        f"<span>{html_text(text)}, {html_text(ulp)}</span>"
    )


def _whole_sections(content: Content) -> str:
    """Each program of whole kernels in words."""
    from results.tables.whole_text import explained

    front = content.front
    if not isinstance(front, WholeSummary):
        return ""
    parts = [code("\n".join(explained(front, (entry,), False)).strip("\n")) for entry in front.front]
    return "<h2>Each program</h2>" + "".join(parts[:MOST_SECTIONS]) if parts else ""


def _sections(content: Content) -> str:
    if content.whole:
        return _whole_sections(content)
    entries = list(enumerate(content.entries))
    shown = [(i, e) for i, e in entries if record_of(e)] or entries
    if len(shown) > MOST_SECTIONS:
        step = (len(shown) - 1) / (MOST_SECTIONS - 1)
        shown = [shown[round(k * step)] for k in range(MOST_SECTIONS)]
    if not shown:
        return ""
    best = min(shown, key=lambda pair: pair[1].largest_error)[0]
    title = "Kernels" if any(record_of(e) for _, e in shown) else "Each program"
    return f"<h2>{title}</h2>" + "".join(kernel_section(content, i, e, i == best) for i, e in shown)


def _again(content: Content, command: str) -> str:
    toml = (content.run / "campaign.toml").read_text(encoding="utf-8")
    return (
        "<h2>To make it again</h2><p>The same search, bit for bit, on a machine of the same kind:</p>"
        f"{code(command)}<details><summary>The whole campaign</summary>{code(toml)}</details>"
    )

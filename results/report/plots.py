"""Plots for papers, PNG and SVG: the same charts as in the report, drawn by matplotlib."""

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluators.files import write_atomic_bytes
from evo.ancestry import Step
from evo.run.run_format import RunError, record_of
from results.export.escaping import plot_text
from results.record.inside import inside_of
from results.record.naming import kernel_name
from results.report.content import Content
from results.report.curves import NO_CURVES
from results.report.drawing.charts import (
    Chart,
    ancestry_chart,
    core_chart,
    front_chart,
    histogram_chart,
    progress_chart,
    ulp_chart,
)
from results.report.drawing.svg import BARS, CROSSES, LINE, STEPS, Axes, Series

COLOURS = ("#0072B2", "#D55E00", "#000000", "#009E73", "#CC79A7", "#E69F00", "#999999")
"""Of Okabe and Ito: told apart by all."""
PICTURE_FORMATS = ("png", "svg")
_STYLE: dict[Any, Any] = {
    "figure.figsize": (5.2, 3.4),
    "figure.dpi": 150,
    "font.size": 9,
    "axes.grid": True,
    "grid.alpha": 0.3,
    "svg.hashsalt": "evonumerics",
    "svg.fonttype": "path",
    "legend.fontsize": 8,
}


def named_charts(content: Content) -> Iterator[tuple[str, str, Chart]]:
    """(file name, title, chart) of everything that the run has numbers for; the most accurate program stands for all."""
    yield "front", f"{content.target}: error against cost", front_chart(content)
    yield "progress", f"{content.target}: best so far", progress_chart(content)
    if not content.entries:
        return
    place, best = min(enumerate(content.entries), key=lambda pair: pair[1].largest_error)
    curves = content.curves or NO_CURVES
    name = kernel_name("evolved", record_of(best))
    if curves.ulp and name in curves.ulp.worst:
        stock = [n for n in curves.ulp.worst if not n.startswith(("evolved", "classical"))]
        yield "ulp", f"{content.target}: largest error along the float line", ulp_chart(curves.ulp, [name, *stock])
    for k, curve in enumerate(curves.cores.get(str(place), ())):
        yield f"error{k or ''}", f"{curve.name}: signed error of the core", core_chart(curve)
    record = content.records.get(record_of(best))
    if record is not None:
        error = record["verifications"][0]["error"]
        part = inside_of(record, error)
        which = "all inputs" if part is None else "the inputs inside the domain"
        chart = histogram_chart(error, part.histogram if part else ())
        yield "histogram", f"{content.target}: errors of {which}", chart
    for k, one in enumerate(best.ancestry):
        if one.steps:
            yield f"lineage{k or ''}", f"{content.target}: error along the ancestry", ancestry_chart(one)


def write_plots(content: Content, folder: Path, formats: Sequence[str] = PICTURE_FORMATS) -> list[Path]:
    """Write every plot of a run in each format; the files written.

    Raises:
        RunError: An unknown format, or the run has nothing to plot yet.
        OSError: A file cannot be written.
    """
    unknown = [name for name in formats if name not in PICTURE_FORMATS]
    if unknown:
        raise RunError(f"--format is {unknown[0]!r}; allowed: {', '.join(PICTURE_FORMATS)}")
    written = []
    for name, title, made in named_charts(content):
        if any(len(series.x) for series in made[1]):
            written += _write(folder / name, title, made, formats)
    if content.entries:
        written += _write_tree(folder / "lineage_tree", content, formats)
    if not written:
        raise RunError(f"{str(content.run)!r} has nothing to plot yet: its search has found no program")
    return written


def _write(stem: Path, title: str, made: Chart, formats: Sequence[str]) -> list[Path]:
    return saved(stem, formats, lambda axes: _draw(axes, title, *made))


def saved(stem: Path, formats: Sequence[str], draw: Any, note: str | None = None) -> list[Path]:
    """Draw one plot on axes and write it as STEM.FORMAT in each format, with a note as its description; the files written."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    written = []
    with mpl.rc_context(_STYLE):
        figure = Figure(layout="constrained")
        FigureCanvasAgg(figure)
        draw(figure.add_subplot())
        for kind in formats:
            out, path = io.BytesIO(), stem.with_suffix(f".{kind}")
            described = {} if note is None else {"Description": note}
            figure.savefig(out, format=kind, metadata=described | ({"Date": None} if kind == "svg" else {}))
            write_atomic_bytes(path, out.getvalue())
            written.append(path)
    return written


def _draw(axes: Any, title: str, labels: Axes, series: Sequence[Series]) -> None:
    for one in series:
        _draw_series(axes, one)
    if labels.x_log:
        axes.set_xscale("log")
    if labels.y_log:
        axes.set_yscale("log")
    if labels.x_ticks:
        axes.set_xticks([place for place, _ in labels.x_ticks], [plot_text(text) for _, text in labels.x_ticks])
    axes.set(xlabel=plot_text(labels.x), ylabel=plot_text(labels.y), title=plot_text(title))
    if any(one.name for one in series):
        axes.legend()


def _draw_series(axes: Any, one: Series) -> None:
    colour, label = COLOURS[one.colour % len(COLOURS)], plot_text(one.name) or None
    y = [float("nan") if value is None else value for value in one.y]
    if one.kind == BARS:
        axes.bar(one.x, y, color=colour, label=label)
    elif one.kind == STEPS:
        axes.step(one.x, y, where="post", color=colour, label=label, linewidth=1.4)
    elif one.kind == LINE:
        axes.plot(one.x, y, color=colour, label=label, marker="o" if one.tips else None, markersize=3.5, linewidth=1.4)
    else:
        size = {"s": 28} if one.tips else {"s": 4}
        axes.scatter(one.x, y, color=colour, label=label, marker="x" if one.kind == CROSSES else "o", **size)


def _write_tree(stem: Path, content: Content, formats: Sequence[str]) -> list[Path]:
    """Ancestries of the whole front in one picture: where programs share ancestors, their ways run together."""
    ways = [one.steps for e in content.entries for one in e.ancestry[:1] if one.steps]
    if not ways:
        return []
    unit = "the search's unit"

    def draw(axes: Any) -> None:
        edges = {_edge(a, b) for way in ways for a, b in pairwise(way)}
        for (x0, y0), (x1, y1) in sorted(edges):
            axes.plot([x0, x1], [y0, y1], color=COLOURS[6], linewidth=0.8, zorder=1)
        ends = [(way[-1].ops, way[-1].error) for way in ways]
        nodes = sorted({point for edge in edges for point in edge} | set(ends))
        axes.scatter(*zip(*nodes, strict=True), s=8, color=COLOURS[0], zorder=2, label="ancestors")
        axes.scatter(*zip(*ends, strict=True), s=34, color=COLOURS[1], zorder=3, label="the front")
        axes.set_yscale("log")
        axes.set(
            xlabel="operations that depend on x",
            ylabel=f"error ({unit})",
            title=plot_text(f"{content.target}: lineage of the front"),
        )
        axes.legend()

    return saved(stem, formats, draw)


def _edge(a: Step, b: Step) -> tuple[tuple[int, float], tuple[int, float]]:
    return (a.ops, a.error), (b.ops, b.error)

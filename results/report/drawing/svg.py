"""Charts as SVG text: colours come from the page's style, points carry what a pointer over them tells."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from results.export.escaping import html_text

WIDTH, HEIGHT = 560, 330
LEFT, RIGHT, TOP, BOTTOM = 74, 14, 12, 54
POINTS, LINE, STEPS, BARS, CROSSES = "points", "line", "steps", "bars", "crosses"
COLOURS = 7
"""Number of colour classes c0, c1, ... of the page's style."""
_MOST_TICKS = 6
_LEAST_POWER = -300


@dataclass(frozen=True)
class Series:
    """Numbers to be drawn.

    Attributes:
        name: As the legend shows it.
        x: Where.
        y: How large; None leaves a gap.
        kind: POINTS, LINE, STEPS, BARS or CROSSES.
        colour: Number of its colour, of the style.
        tips: What a pointer over each point tells; empty for none.
    """

    name: str
    x: Sequence[float]
    y: Sequence[float | None]
    kind: str = LINE
    colour: int = 0
    tips: Sequence[str] = ()


@dataclass(frozen=True)
class Axes:
    """Labels and scales of a chart's axes.

    Attributes:
        x: Label with unit.
        y: Label with unit.
        x_log: Whether x is logarithmic.
        y_log: Whether y is logarithmic.
        y_from_zero: Whether a linear y begins at zero.
        x_ticks: (place, label) instead of round numbers; empty for those.
    """

    x: str
    y: str
    x_log: bool = False
    y_log: bool = False
    y_from_zero: bool = False
    x_ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Scale:
    """Map from numbers to places between two ends."""

    low: float
    high: float
    log: bool
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...] = field(default=())

    def __call__(self, value: float) -> float:
        """Place of a number on the axis; beyond the ends, that of the nearest end."""
        low, high = (math.log10(v) if self.log else v for v in (self.low, self.high))
        at = (math.log10(value) if value > 0 else low) if self.log else value
        share = 0.5 if high == low else min(1.0, max(0.0, (at - low) / (high - low)))
        return self.start + share * (self.end - self.start)


def chart(axes: Axes, series: Sequence[Series], label: str) -> str:
    """A chart with its legend as HTML; without finite numbers a sentence that says so."""
    ys = [y for s in series for y in s.y if y is not None and _drawable(y, axes.y_log)]
    xs = [x for s in series for x in s.x if _drawable(x, axes.x_log)]
    if ys and any(s.kind == BARS for s in series):  # bars stand on 1, and have room at both sides
        ys, xs = [*ys, 1.0], [*xs, min(xs) - 0.6, max(xs) + 0.6]
    if not xs or not ys:
        return f'<p class="none">{html_text(label)}: nothing to draw yet.</p>'
    across = _scale(xs, axes.x_log, False, (LEFT, WIDTH - RIGHT))
    if axes.x_ticks:
        across = Scale(across.low, across.high, across.log, across.start, across.end, axes.x_ticks)
    up = _scale(ys, axes.y_log, axes.y_from_zero, (HEIGHT - BOTTOM, TOP))
    drawn = "".join(_draw(s, across, up) for s in series)
    return (
        f'<figure class="chart"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{html_text(label)}">'
        f"{_frame(axes, across, up)}{drawn}</svg>{_legend(series)}</figure>"
    )


def _drawable(value: float, log: bool) -> bool:
    return math.isfinite(value) and (value > 0 or not log)


def _scale(values: Sequence[float], log: bool, from_zero: bool, ends: tuple[float, float]) -> Scale:
    low, high = min(values), max(values)
    if log:
        low, high = (10.0 ** max(_LEAST_POWER, math.floor(math.log10(v))) for v in (low, high * (1 - 1e-12)))
        high *= 10.0
        return Scale(low, high, True, *ends, _powers(low, high))
    low = min(0.0, low) if from_zero else low
    room = 0.04 * (high - low) or abs(high) or 1.0
    low, high = (low if from_zero and low == 0.0 else low - room), high + room
    return Scale(low, high, False, *ends, _round_numbers(low, high))


def _powers(low: float, high: float) -> tuple[tuple[float, str], ...]:
    first, last = round(math.log10(low)), round(math.log10(high))
    step = max(1, math.ceil((last - first) / _MOST_TICKS))
    return tuple((10.0**k, f"1e{k}" if abs(k) > 3 else f"{10.0**k:g}") for k in range(first, last + 1, step))


def _round_numbers(low: float, high: float) -> tuple[tuple[float, str], ...]:
    raw = (high - low) / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= raw)
    first = math.ceil(low / step)
    return tuple((k * step, f"{k * step:.6g}") for k in range(first, math.floor(high / step) + 1))


def _frame(axes: Axes, across: Scale, up: Scale) -> str:
    rows = []
    for value, text in up.ticks:
        y = up(value)
        rows.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        rows.append(f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{html_text(text)}</text>')
    for value, text in across.ticks:
        x = across(value)
        rows.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        place = f'x="{x:.1f}" y="{HEIGHT - BOTTOM + 17}"'
        rows.append(f'<text class="tick" {place} text-anchor="middle">{html_text(text)}</text>')
    middle = (TOP + HEIGHT - BOTTOM) / 2
    rows.append(
        f'<text class="label" x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{html_text(axes.x)}</text>'
    )
    rows.append(
        f'<text class="label" x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">'
        f"{html_text(axes.y)}</text>"
    )
    return "".join(rows)


def _draw(series: Series, across: Scale, up: Scale) -> str:
    places = [
        None if y is None or not math.isfinite(x) else (across(x), up(y))
        for x, y in zip(series.x, series.y, strict=True)
    ]
    style = f"c{series.colour % COLOURS}"
    if series.kind in (LINE, STEPS):
        over = (
            "" if not series.tips else _hits(series, places) if series.kind == STEPS else _marks(series, places, style)
        )
        return _path(places, series.kind == STEPS, style) + over
    if series.kind == BARS:
        return _bars(series, places, style, up)
    return _marks(series, places, style)


def _hits(series: Series, places: Sequence[tuple[float, float] | None]) -> str:
    """Columns that cannot be seen, for the pointer."""
    known = [place[0] for place in places if place is not None]
    width = min((b - a for a, b in pairwise(known)), default=40.0)
    rows = (
        f'<rect class="hit" data-tip="{html_text(tip)}" x="{place[0] - width / 2:.1f}" y="{TOP}" width="{width:.1f}" '
        f'height="{HEIGHT - TOP - BOTTOM}"/>'
        for place, tip in zip(places, series.tips, strict=True)
        if place is not None
    )
    return "".join(rows)


def _path(places: Sequence[tuple[float, float] | None], steps: bool, style: str) -> str:
    words, pen_up, last = [], True, 0.0
    for place in places:
        if place is None:
            pen_up = True
            continue
        x, y = place
        if steps and not pen_up:
            words.append(f"L{x:.1f} {last:.1f}")
        words.append(f"{'M' if pen_up else 'L'}{x:.1f} {y:.1f}")
        pen_up, last = False, y
    return f'<path class="line {style}" d="{"".join(words)}"/>'


def _marks(series: Series, places: Sequence[tuple[float, float] | None], style: str) -> str:
    rows = []
    for i, place in enumerate(places):
        if place is None:
            continue
        x, y = place
        tip = f' data-tip="{html_text(series.tips[i])}"' if i < len(series.tips) else ""
        if series.kind == CROSSES:
            rows.append(f'<path class="cross {style}"{tip} d="M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10"/>')
        else:
            radius = 5 if series.tips else 1.8
            rows.append(f'<circle class="mark {style}"{tip} cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>')
    return "".join(rows)


def _bars(series: Series, places: Sequence[tuple[float, float] | None], style: str, up: Scale) -> str:
    known = sorted(place[0] for place in places if place is not None)
    gaps = [b - a for a, b in pairwise(known) if b > a]
    width = 0.8 * min(gaps, default=40.0)
    rows = []
    for i, place in enumerate(places):
        if place is None:
            continue
        x, y = place
        tip = f' data-tip="{html_text(series.tips[i])}"' if i < len(series.tips) else ""
        height = max(2.0, up.start - y)
        shape = f'x="{x - width / 2:.1f}" y="{up.start - height:.1f}" width="{width:.1f}" height="{height:.1f}"'
        rows.append(f'<rect class="bar {style}"{tip} {shape}/>')
    return "".join(rows)


def _legend(series: Sequence[Series]) -> str:
    named = [s for s in series if s.name]
    rows = (f'<span><i class="swatch c{s.colour % COLOURS}"></i>{html_text(s.name)}</span>' for s in named)
    return f'<figcaption class="legend">{"".join(rows)}</figcaption>' if named else ""

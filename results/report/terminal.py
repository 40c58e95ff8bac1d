"""Pictures of plain characters: the front, and the ulp map of a run beside stock. Nothing here needs jax or numba."""

import math
from collections.abc import Sequence
from typing import Any

from results.report.content import Content
from results.report.curves import UlpMap
from results.report.drawing.charts import Chart, front_chart, number
from results.report.drawing.svg import Axes, Series

LEVELS = ((0.5, "."), (1.0, ":"), (2.0, "-"), (4.0, "="), (16.0, "+"), (64.0, "*"), (1024.0, "#"), (math.inf, "@"))
"""Upper end in ulp and character of each level of a map."""
HEIGHT, LEAST_WIDTH, MOST_WIDTH = 14, 36, 100
_LETTERS = {
    "evolved kernels": "E",
    "evolved": "E",
    "made by hand": "H",
    "stock jax": "S",
    "libraries": "L",
    "classical forms": "C",
    "r(x)": "r",
    "s(x)": "s",
}


def pictures(content: Content, width: int) -> list[str]:
    """The front, and where the run has kernels their ulp map, as lines of at most `width` characters."""
    width = max(LEAST_WIDTH, min(width, MOST_WIDTH))
    lines = scatter(front_chart(content), width)
    if content.curves and content.curves.ulp:
        lines += ["", *ulp_lines(content.curves.ulp, width)]
    return lines


def scatter(made: Chart, width: int) -> list[str]:
    """A chart as characters, a letter a series; where two meet the one that comes last is seen."""
    axes, series = made
    named = [s for s in series if s.name in _LETTERS]
    points = [
        (x, float(y), _LETTERS[s.name])
        for s in named
        for x, y in zip(s.x, s.y, strict=True)
        if y is not None and _seen(x, y, axes)
    ]
    if not points:
        return ["(no program to draw yet)"]
    across = _ends([p[0] for p in points], axes.x_log)
    up = _ends([p[1] for p in points], axes.y_log)
    room = width - 9
    cells = [[" "] * room for _ in range(HEIGHT)]
    for x, y, letter in sorted(points, key=lambda p: p[2] == "E"):
        row = round((1 - _share(y, up, axes.y_log)) * (HEIGHT - 1))
        cells[row][round(_share(x, across, axes.x_log) * (room - 1))] = letter
    labels = {0: up[1], HEIGHT // 2: _middle(up, axes.y_log), HEIGHT - 1: up[0]}
    lines = [f"{_label(labels.get(i)):>7} |{''.join(row)}".rstrip() for i, row in enumerate(cells)]
    ends = f"{across[0]:.3g}", f"{across[1]:.3g}"
    lines += [f"{'':7} +{'-' * room}", f"{'':9}{ends[0]}{ends[1]:>{max(1, room - len(ends[0]))}}"]
    return [*_wrapped(_caption(axes, named), width), *lines]


def _caption(axes: Axes, series: Sequence[Series]) -> list[str]:
    return [f"{axes.y} against {axes.x}:", *(f"{_LETTERS[s.name]} {s.name}" for s in series)]


def _wrapped(words: Sequence[str], width: int) -> list[str]:
    lines = [""]
    for word in words:
        joined = f"{lines[-1]}  {word}".strip()
        if len(joined) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return [line[:width] for line in lines]


def _seen(x: float, y: float, axes: Axes) -> bool:
    if not (math.isfinite(x) and math.isfinite(y)):
        return False
    return (x > 0 or not axes.x_log) and (y > 0 or not axes.y_log)


def _ends(values: Sequence[float], log: bool) -> tuple[float, float]:
    low, high = min(values), max(values)
    return (low, high) if high > low else (low / 2, high * 2) if log else (low - 1, high + 1)


def _share(value: float, ends: tuple[float, float], log: bool) -> float:
    low, high, at = (math.log(v) if log else v for v in (*ends, value))
    return (at - low) / (high - low)


def _middle(ends: tuple[float, float], log: bool) -> float:
    return math.sqrt(ends[0] * ends[1]) if log else sum(ends) / 2


def _label(value: float | None) -> str:
    return "" if value is None else f"{value:.2g}"


def ulp_lines(ulp: UlpMap, width: int) -> list[str]:
    """A map a kernel: one character a column of the float line for the largest error there, stock last."""
    names = [n for n in ulp.worst if n.startswith("evolved")]
    names += [n for n in ulp.worst if not n.startswith(("evolved", "classical"))]
    margin = min(max(map(len, names), default=0), 16)
    count = len(ulp.low)
    each = next((k for k in (1, 2, 4, 8) if count // k <= width - margin - 2), 8)
    where = "float line" if ulp.low[0] < -1e38 else "domain"
    title = _wrapped([f"largest ulp error along the {where}:", *_keys()], width)
    rows = [f"{name[:margin]:>{margin}}  {_row(ulp.worst[name], each)}" for name in names]
    return [*title, *rows, f"{'':{margin}}  {_foot(ulp, count // each)}"]


def _keys() -> list[str]:
    below = [f"{mark} to {end:g}" for end, mark in LEVELS[:-1]]
    return [*below, f"{LEVELS[-1][1]} more"]


def _row(worst: Sequence[Any], each: int) -> str:
    values = [number(value) for value in worst]
    most = [max(values[i : i + each]) for i in range(0, len(values), each)]
    return "".join(next(mark for end, mark in LEVELS if value <= end) for value in most)


def _foot(ulp: UlpMap, width: int) -> str:
    low, high = ulp.low[0], ulp.high[-1]
    digits = 3 if width >= 32 else 1
    left, right, middle = f"{low:.{digits}g}", f"{high:.{digits}g}", "0" if low < 0 < high else ""
    half = width // 2
    text = f"{left:<{half}}{middle}"
    return f"{text}{right:>{max(1, width - len(text))}}"

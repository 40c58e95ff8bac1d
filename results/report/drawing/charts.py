"""Charts of a report, from a run's content: the same numbers for the page and for papers."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from evo.ancestry import Ancestry
from results.bench.row import by_time
from results.report.content import Content
from results.report.curves import CoreCurve, UlpMap
from results.report.drawing.svg import BARS, CROSSES, LINE, POINTS, STEPS, Axes, Series

Chart = tuple[Axes, list[Series]]
CLASSICAL_COLOUR, EVOLVED_COLOUR, STOCK_COLOUR, LIBRARY_COLOUR, FAINT = 1, 0, 2, 3, 6
_OF_KIND = {"evolved": EVOLVED_COLOUR, "classical": CLASSICAL_COLOUR, "stock": STOCK_COLOUR, "library": LIBRARY_COLOUR}
_KIND_NAMES = {
    "evolved": "evolved kernels",
    "classical": "made by hand",
    "stock": "stock jax",
    "library": "libraries",
}


def number(value: Any) -> float:
    """A number of a run's JSON, where infinity is text."""
    return float("nan") if value is None else float(value)


def front_chart(content: Content) -> Chart:
    """Error against cost: of kernels against measured time, in the reals against operations; baselines drawn in."""
    timed = by_time(content.rows)
    if content.real or not timed:
        return _search_chart(content)
    series = []
    for kind, name in _KIND_NAMES.items():
        rows = [(ns, row) for ns, row in timed if row.kind == kind]
        tips = [
            f"{row.implementation}: {row.max_ulp:.4g} ulp{'' if row.exhaustive else ' (sampled)'}, {ns:.3f} ns"
            for ns, row in rows
        ]
        x, y = [ns for ns, _ in rows], [row.max_ulp for _, row in rows]
        shape = POINTS if kind == "evolved" else CROSSES
        series.append(Series(name=name, x=x, y=y, kind=shape, colour=_OF_KIND[kind], tips=tips))
    return Axes("time (ns per element)", "largest error (ulp)", x_log=True, y_log=True), [s for s in series if s.x]


def _search_chart(content: Content) -> Chart:
    unit = content.front.error if content.front else "relative"
    entries = [e for e in content.entries if e.max_error > 0]
    classical = [c for c in (content.front.classical if content.front else ()) if not c.inner_poles]
    series = []
    if content.real and content.candidates:
        x, y = zip(*content.candidates, strict=True)
        series.append(Series(name=f"{len(x)} candidates", x=x, y=y, kind=POINTS, colour=FAINT))
    if classical:
        tips = [f"{c.name}: {c.ops} operations, {c.max_error:.3g}" for c in classical]
        x, y = [float(c.ops) for c in classical], [c.max_error for c in classical]
        series.append(Series(name="classical forms", x=x, y=y, kind=CROSSES, colour=CLASSICAL_COLOUR, tips=tips))
    if entries:
        tips = [f"{e.ops} operations, {e.max_error:.4g}" for e in entries]
        x, y = [float(e.ops) for e in entries], [e.max_error for e in entries]
        series.append(
            Series(name="evolved", x=x, y=y, kind=LINE if content.real else POINTS, colour=EVOLVED_COLOUR, tips=tips)
        )
    return Axes("operations that depend on x", f"largest error ({unit})", y_log=True), series


def candidates_chart(content: Content) -> Chart:
    """Chart of a float32 run: every candidate that the search kept, error of the core against its predicted cost."""
    x, y = zip(*content.candidates, strict=True) if content.candidates else ((), ())
    axes = Axes("predicted cost of the core (additions)", "largest error (the search's unit)", y_log=True)
    return axes, [Series(name=f"{len(x)} candidates", x=x, y=y, kind=POINTS, colour=EVOLVED_COLOUR)]


def progress_chart(content: Content) -> Chart:
    """Best error so far against evaluations, a line for each of some operation counts."""
    rows = [row for row in content.improved if row[5] == 0]
    counts = sorted({ops for _, ops, *_ in rows if ops})
    shown = counts if len(counts) <= 5 else [counts[round(i * (len(counts) - 1) / 4)] for i in range(5)]
    last = max([content.front.evaluations if content.front else 0, *(row[0] for row in rows)], default=0)
    series = []
    for colour, count in enumerate(shown):
        xs, ys, best = [], list[float](), math.inf
        for evaluations, ops, _, error, *_ in rows:
            if ops <= count and 0 < error < best:
                best = error
                xs.append(float(evaluations))
                ys.append(best)
        if xs:
            name = f"at most {count} operations"
            series.append(Series(name=name, x=[*xs, float(last)], y=[*ys, best], kind=STEPS, colour=colour))
    first = min((row[0] for row in rows), default=1)
    return Axes(
        "programs fitted", "least error so far (the search's unit)", x_log=last > 50 * first, y_log=True
    ), series


def ulp_chart(ulp: UlpMap, names: Sequence[str]) -> Chart:
    """Largest error of each column of the float line, of some implementations, those without a kernel first."""
    low, high = ulp.low, ulp.high
    count = len(low)
    series = []
    for colour, name in enumerate(names):
        worst = [min(v, 2.0**32) for v in ulp.worst[name]]
        tips = [f"[{a:.4g}, {b:.4g}]: {v:.4g} ulp" for a, b, v in zip(low, high, worst, strict=True)]
        style = STOCK_COLOUR if colour else EVOLVED_COLOUR
        shown: list[float | None] = [max(v, 0.01) for v in worst]
        series.append(
            Series(
                name=name,
                x=[i + 0.5 for i in range(count)],
                y=shown,
                kind=STEPS,
                colour=style,
                tips=tips if not colour else (),
            )
        )
    places = [round(i * (count - 1) / 4) for i in range(5)]
    ticks = tuple((p + 0.5, _short(low[p] if low[p] < 0 and high[p] < 0 else high[p])) for p in places)
    where = "float line" if low[0] < -1e38 else "domain"
    return Axes(f"x along the {where}", "largest error of the column (ulp)", y_log=True, x_ticks=ticks), series[::-1]


def _short(value: float) -> str:
    if value == 0 or 0.01 <= abs(value) < 1000:
        return f"{value:.3g}"
    mantissa, exponent = math.frexp(value)
    return f"{'-' if mantissa < 0 else ''}2^{exponent - 1 if abs(mantissa) < 0.75 else exponent}"


def core_chart(curve: CoreCurve) -> Chart:
    """Signed error of a core."""
    unit = {"relative": "relative", "absolute": "absolute", "ulp": "ulp"}[curve.unit]
    line = Series(name=f"core of {curve.name}", x=curve.x, y=curve.error, kind=LINE, colour=EVOLVED_COLOUR)
    return Axes("argument of the core", f"signed error ({unit})"), [line]


def histogram_chart(error: Mapping[str, Any], inside: Sequence[int] = ()) -> Chart:
    """Number of inputs by size of error; `inside` a domain alone where that is told apart."""
    edges, counts = error["histogram_edges"], inside or error["histogram"]
    labels = [f"{edge:g}" if edge < 1000 else f"{edge:.0e}".replace("e+0", "e") for edge in edges] + ["more"]
    used = max((i for i, count in enumerate(counts) if count), default=0) + 1
    tips = [f"error up to {label} ulp: {count:,} inputs" for label, count in zip(labels, counts, strict=True)]
    shown: list[float | None] = [float(count) if count else None for count in counts[: max(used, 3)]]
    ticks = tuple((float(i), label) for i, label in enumerate(labels[: len(shown)]))
    bars = Series(
        name="", x=[float(i) for i in range(len(shown))], y=shown, kind=BARS, colour=EVOLVED_COLOUR, tips=tips
    )
    return Axes("error up to (ulp)", "inputs", y_log=True, x_ticks=ticks), [bars]


def ancestry_chart(ancestry: Ancestry) -> Chart:
    """Error after each variation on the way from the identity to a program."""
    steps = ancestry.steps
    tips = [f"{i}. {s.mutation}: {s.ops} operations, {s.error:.3g}" for i, s in enumerate(steps)]
    y: list[float | None] = [s.error for s in steps]
    line = Series(name="", x=[float(i) for i in range(len(steps))], y=y, kind=LINE, colour=EVOLVED_COLOUR, tips=tips)
    return Axes("step", "error after it (the search's unit)", y_log=True), [line]

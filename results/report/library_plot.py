"""The picture of the kernel library: error against speed of each function beside stock, drawn by matplotlib."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evo.run.run_format import RunError
from results.bench.stock_errors import recorded_kernels, stock_errors
from results.library.speeds import shipped
from results.record.record import jax_ulp
from results.report.plots import COLOURS, PICTURE_FORMATS, saved

FOLDER = Path(__file__).with_name("pictures")
TOP = 20.0
"""Errors above, in ulp, are drawn at the upper edge."""
_PLACES = (
    *((5.0, 0.0), (-5.0, 0.0), (5.0, 7.0), (5.0, -7.0), (-5.0, 7.0), (-5.0, -7.0), (0.0, 10.0), (0.0, -10.0)),
    *(
        (12.0, 12.0),
        (12.0, -12.0),
        (-12.0, 12.0),
        (-12.0, -12.0),
        (0.0, 18.0),
        (0.0, -18.0),
        (18.0, 18.0),
        (18.0, -18.0),
    ),
)
"""Offsets of a label from its point, in points, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Point:
    """One function's kernel beside stock.

    Attributes:
        function: Name of the target.
        ratio: Stock's time over the kernel's as a call.
        max_ulp: The kernel's largest error over every float32.
        stock_ulp: Stock's largest error on a sample; inf where a special value is wrong.
    """

    function: str
    ratio: float
    max_ulp: float
    stock_ulp: float


def library_points() -> Iterator[Point]:
    """The library's main kernel of each function of one variable that has a speed as a call and an error of stock."""
    stock = stock_errors()
    for record in recorded_kernels():
        speeds = shipped().get(record.hash)
        if speeds and record.target in stock:
            yield Point(record.target, *(min(speeds.values()), jax_ulp(record)), stock[record.target].max_ulp)


def write_library_plot(folder: Path = FOLDER, formats: Sequence[str] = ("svg",)) -> list[Path]:
    """Write the picture in each format; the files written.

    Raises:
        RunError: An unknown format.
        OSError: A file cannot be written.
    """
    unknown = [name for name in formats if name not in PICTURE_FORMATS]
    if unknown:
        raise RunError(f"--format is {unknown[0]!r}; allowed: {', '.join(PICTURE_FORMATS)}")
    points = list(library_points())
    return saved(folder / "library", formats, lambda axes: _draw(axes, points), note_of(points))


def note_of(points: Sequence[Point]) -> str:
    """The numbers that a picture shows, as its file states them: function, speed, error, stock's error."""
    return "; ".join(f"{one.function} {one.ratio:.4g}x {one.max_ulp:.4g} {one.stock_ulp:.4g}" for one in points)


def _draw(axes: Any, points: Sequence[Point]) -> None:
    axes.figure.set_size_inches(9.0, 5.4)
    for one in points:
        top = min(one.stock_ulp, TOP)
        axes.plot([1.0, one.ratio], [top, one.max_ulp], color=COLOURS[6], linewidth=0.4, alpha=0.45, zorder=1)
    stock = [min(one.stock_ulp, TOP) for one in points]
    axes.scatter([1.0] * len(points), stock, marker="x", s=18, color=COLOURS[2], zorder=2, label="stock jax")
    ratios, errors = [one.ratio for one in points], [one.max_ulp for one in points]
    axes.scatter(ratios, errors, s=22, color=COLOURS[0], zorder=3, label="evolved kernel, every float32")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set(xlabel="speed of a compiled call, times stock", ylabel="largest error (ulp)")
    axes.set(xlim=(0.33, 50.0), ylim=(0.42, 1.25 * TOP))
    axes.set_xticks([0.5, 1, 2, 5, 10, 20, 50], ["0.5x", "1x", "2x", "5x", "10x", "20x", "50x"])
    axes.set_yticks([0.5, 1, 2, 5, 10, TOP], ["0.5", "1", "2", "5", "10", f"{TOP:g} or more"])
    axes.minorticks_off()
    axes.legend(loc="upper right")
    _label(axes, points)


def _label(axes: Any, points: Sequence[Point]) -> None:
    """Names beside points, each at the first place where it covers no other name and no point."""
    figure = axes.figure
    figure.canvas.draw()
    pixels = figure.dpi / 72.0
    drawn = [spot for one in points for spot in ((one.ratio, one.max_ulp), (1.0, min(one.stock_ulp, TOP)))]
    taken = [_box(x, y, 6.0 * pixels, 6.0 * pixels) for x, y in axes.transData.transform(drawn)]
    for one in points:
        x, y = axes.transData.transform((one.ratio, one.max_ulp))
        wide, high = 4.3 * len(one.function) * pixels, 8.0 * pixels
        boxes = [(_beside(x, y, (dx * pixels, dy * pixels), (wide, high)), (dx, dy)) for dx, dy in _PLACES]
        box, place = next((pair for pair in boxes if not any(map(pair[0].overlaps, taken))), boxes[0])
        taken.append(box)
        side = "left" if place[0] > 0 else "right" if place[0] < 0 else "center"
        axes.annotate(
            one.function,
            (one.ratio, one.max_ulp),
            xytext=place,
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=7,
        )


def _box(x: float, y: float, wide: float, high: float) -> Any:
    from matplotlib.transforms import Bbox

    return Bbox.from_bounds(x - wide / 2.0, y - high / 2.0, wide, high)


def _beside(x: float, y: float, offset: tuple[float, float], size: tuple[float, float]) -> Any:
    wide, high = size
    shift = 0.0 if offset[0] == 0 else wide / 2.0 if offset[0] > 0 else -wide / 2.0
    return _box(x + offset[0] + shift, y + offset[1], wide, high)

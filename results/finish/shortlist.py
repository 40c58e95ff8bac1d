"""The shortlist of a run: the kernels that are timed, and those of them that are swept over every float32 and exported."""

import math
from collections.abc import Sequence

import numpy as np

from results.bench.stock_errors import stock_errors
from results.finish.assembly import EXPORT_ULP, Kernel
from results.record.bars import FAST_ULP, bars_of

NEARLY = 1.15
"""Largest predicted cost, over that of a more accurate kernel, at which a kernel is still timed."""
MARGIN = 0.93
"""A sweep of all floats has found up to 6 % more than a million inputs showed."""
CLEARLY = 0.97
"""Timing noise must not decide: of two kernels the more accurate one stays unless the other takes less of its time."""
BESIDE_STOCK = 1.5
"""Of stock's error, up to which a kernel is still beside it: few users see the difference."""
WINNER_ULPS = (1.0, 4.0)
"""The fastest kernel within each bound is a winner and always exported, where results/record/bars.py states no bounds of the
target."""


def bounds_of(target: str) -> list[float]:
    """Bounds in ulp within which the fastest kernel is wanted: what the target is measured against, stock's error, and a fast one.

    Stock's error counts as 1 ulp where it is less, also half as much again, and not at all where it is more than that of a fast kernel.
    """
    stated = {bound for bar in bars_of(target) for bound in (bar.stretch[0], bar.max_ulp)} or set(WINNER_ULPS)
    stock = stock_errors().get(target)
    if stock is not None and stock.max_ulp < FAST_ULP:
        error = max(1.0, stock.max_ulp)
        stated |= {error, BESIDE_STOCK * error}
    return [*sorted(stated), FAST_ULP]


def shortlist(kernels: Sequence[Kernel], most: int) -> list[Kernel]:
    """The Pareto front by predicted cost and error, with those that are nearly on it; most accurate first.

    The predicted cost is a model: a kernel stays while it costs less than NEARLY of a more accurate one's.
    """
    good = sorted({k.name: k for k in kernels}.values(), key=lambda k: (k.grid_ulp, k.cost, k.name))
    kept: list[Kernel] = []
    for kernel in good:
        least = min((k.cost for k in kept), default=float("inf"))
        if kernel.cost <= NEARLY * least and kernel.grid_ulp <= EXPORT_ULP:
            kept.append(kernel)
    if len(kept) > most:
        places = np.unique(np.linspace(0, len(kept) - 1, most).round().astype(int))
        kept = [kept[i] for i in places]
    return kept or good[:1]


def undominated(kernels: Sequence[Kernel], times: dict[str, float]) -> list[Kernel]:
    """The Pareto front by measured time and error, most accurate first: a less accurate one must be CLEARLY faster."""
    front: list[Kernel] = []
    for kernel in sorted(kernels, key=lambda k: (k.grid_ulp, times[k.name])):
        if not front or times[kernel.name] < CLEARLY * min(times[k.name] for k in front):
            front.append(kernel)
    return front


def worth_exporting(
    timed: Sequence[Kernel], times: dict[str, float], bounds: Sequence[float], most: int
) -> list[Kernel]:
    """At most so many kernels: the fastest within each bound in ulp, the most accurate, and what is worth a try.

    MARGIN is for what the dense check has not seen. A faster kernel that is within a bound without the margin is swept too: its
    constants move on with what the sweep finds. So is one that should be CLEARLY cheaper by prediction, whatever the clock
    said: on a disturbed machine the one that is wanted may not look faster than a more accurate one.

    Args:
        timed: Kernels.
        times: ns per element by name.
        bounds: In ulp.
        most: Of the kernels.
    """
    good = [k for k in timed if k.grid_ulp <= EXPORT_ULP]
    front = undominated(good, times)
    fastest, cheapest = sorted(front, key=lambda k: times[k.name]), sorted(good, key=lambda k: (k.cost, k.grid_ulp))
    wanted = [first for bound in bounds for first in _first(fastest, MARGIN * bound)] + front[:1]
    wanted += [first for bound in bounds for first in _first(fastest, bound)]
    for first in (first for bound in bounds for first in _first(cheapest, MARGIN * bound)):
        peers = [k.cost for k in wanted if k.grid_ulp <= first.grid_ulp]
        if first.cost < CLEARLY * min(peers, default=math.inf):
            wanted.append(first)
    chosen = list({k.name: k for k in wanted}.values())[:most]
    return [k for k in good if k in chosen]


def _first(kernels: Sequence[Kernel], bound: float) -> list[Kernel]:
    return [k for k in kernels if k.grid_ulp <= bound][:1]

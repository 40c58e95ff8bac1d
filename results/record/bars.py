"""Bars for float32 kernels, by target: the largest error allowed, and the speed required."""

from collections.abc import Iterable
from dataclasses import dataclass

from results.record.record import CLASSICAL, Record, jax_ulp
from results.record.record_speeds import Speeds, by_use, speeds_of


@dataclass(frozen=True, slots=True)
class Bar:
    """One row.

    Attributes:
        target: Name of the target row.
        name: "accurate" or "fast"; a target may have both.
        max_ulp: Largest error in ulp over every float32.
        ratio: Stock time over the kernel's time, as a call and fused: the worse counts (results/record/record_speeds.py).
        stretch: (max_ulp, ratio) that a search should find and hands do not.
    """

    target: str
    name: str
    max_ulp: float
    ratio: float
    stretch: tuple[float, float]


# fmt: off
BARS = (
    #   target       name        max ulp ratio stretch
    Bar("exp",       "accurate", 1.0,   1.1,  (0.95, 1.25)),
    Bar("exp2",      "accurate", 1.0,   1.1,  (0.95, 1.25)),
    Bar("expm1",     "accurate", 1.5,   1.3,  (1.0, 1.5)),
    Bar("log",       "accurate", 0.9,   1.0,  (0.8, 1.15)),
    Bar("log2",      "accurate", 1.0,   1.1,  (0.9, 1.3)),
    Bar("log10",     "accurate", 1.0,   1.1,  (0.9, 1.3)),
    Bar("log1p",     "accurate", 1.5,   1.3,  (1.0, 1.5)),
    Bar("sin",       "accurate", 1.0,   4.0,  (1.0, 8.0)),
    Bar("cos",       "accurate", 1.0,   4.0,  (1.0, 8.0)),
    Bar("tan",       "accurate", 1.5,   4.0,  (1.0, 8.0)),
    Bar("asin",      "accurate", 1.0,  20.0,  (0.75, 35.0)),
    Bar("acos",      "accurate", 1.0,  20.0,  (0.75, 35.0)),
    Bar("atan",      "accurate", 1.25,  8.0,  (1.0, 10.0)),
    Bar("sinh",      "accurate", 1.5,   2.0,  (1.0, 2.5)),
    Bar("cosh",      "accurate", 1.5,   2.0,  (1.0, 2.5)),
    Bar("tanh",      "accurate", 1.25,  0.8,  (1.0, 0.9)),
    Bar("tanh",      "fast",     3.0,   1.05, (2.0, 1.1)),
    Bar("asinh",     "accurate", 1.5,   3.0,  (1.0, 4.0)),
    Bar("acosh",     "accurate", 1.5,   3.0,  (1.0, 4.0)),
    Bar("atanh",     "accurate", 1.5,   3.0,  (1.0, 4.0)),
    Bar("cbrt",      "accurate", 1.0,   9.0,  (0.75, 12.0)),
    Bar("rsqrt",     "accurate", 1.0,   1.0,  (0.75, 1.0)),
    Bar("erf",       "accurate", 1.5,   0.75, (1.0, 0.9)),
    Bar("erf",       "fast",     2.5,   1.0,  (2.0, 1.1)),
    Bar("erfc",      "accurate", 4.0,   1.2,  (2.0, 1.5)),
    Bar("erf_inv",   "accurate", 3.0,   1.2,  (2.0, 1.5)),
    Bar("logistic",  "accurate", 2.0,   1.3,  (1.5, 1.2)),
    Bar("silu",      "accurate", 2.5,   1.2,  (1.5, 1.2)),
    Bar("softplus",  "accurate", 2.0,   3.5,  (1.5, 4.0)),
    Bar("gelu",      "accurate", 6.0,   1.0,  (2.0, 1.0)),
    Bar("gelu_tanh", "accurate", 6.0,   0.5,  (2.0, 0.9)),
    Bar("mish",      "accurate", 3.0,   3.0,  (2.0, 4.0)),
    Bar("lgamma",    "accurate", 4.0,   3.0,  (4.0, 5.0)),
)
# fmt: on


LEVEL_ULP, LEVEL_SPEED = 1.06, 1.03
"""Factors that make no clear difference: no user would notice the error, or sampling may flatter by it; times vary by 2 %."""
AHEAD_OF_STOCK = 1.05
"""Least speed of a kernel that is clearly faster than stock: where none reaches its row's speed, accuracy decides among such."""
FAST_ULP = 2048.0
"""A fast kernel errs by at most that: 2**-12 to 2**-13 of the value, and rounded to bfloat16 by at most 0.5 + 1/32 of its ulp."""
FAST_RATIO = 1.3
"""Least speed over stock, and over the accurate kernel."""


@dataclass(frozen=True)
class Fast:
    """The fastest kernel of a target within FAST_ULP, beside stock and its accurate one.

    Attributes:
        target: Name of the target row.
        record: The kernel.
        max_ulp: Its largest error.
        ratio: Stock time over its time, as `Met.ratio`.
        beside_accurate: Time of the kernel of the target's first bar over its time, from their ratios to stock.
    """

    target: str
    record: Record
    max_ulp: float
    ratio: float
    beside_accurate: float

    @property
    def verdict(self) -> str:
        """met, or what is missed."""
        missed = [n for n, r in (("stock", self.ratio), ("accurate", self.beside_accurate)) if r < FAST_RATIO]
        return f"below {FAST_RATIO:g}x {' and '.join(missed)}" if missed else "met"


@dataclass(frozen=True)
class Met:
    """A row and the kernel nearest to it.

    Of those that meet its stretch, or else the row, the most accurate; one that is level in error and clearly faster goes before
    it. Where none meets it, of those within its error the most accurate that is clearly faster than stock, else the fastest; or
    where none is within its error, the most accurate.

    Attributes:
        bar: The row.
        record: The kernel, or None where the target has none on record.
        max_ulp: Its largest error as compiled by XLA.
        ratio: Its speed against stock: the worse of call and fused, or where none of its target was measured so, in a loop.
        rival: The hand-made kernel nearest to the row, if one is within its error: (max ulp, ratio, in a loop where no other was measured).
        rival_swept: Whether its error is over every float32; else it was sampled.
        beside: Speeds of the two in the same context, which alone compare; None without a rival, or without such.
        rival_record: The hand-made kernel.
    """

    bar: Bar
    record: Record | None
    max_ulp: float | None
    ratio: float | None
    rival: tuple[float, float] | None
    rival_swept: bool = False
    beside: tuple[float, float] | None = None
    rival_record: Record | None = None

    @property
    def standing(self) -> str:
        """Rank of the kernel beside the hand-made one: better, level, worse, or the trade between error and speed."""
        if self.rival is None or self.max_ulp is None or self.beside is None:
            return "-"
        error, speed = _beside(self.rival[0], self.max_ulp, LEVEL_ULP), _beside(*self.beside, LEVEL_SPEED)
        if error * speed < 0:
            return "more accurate, slower" if error > 0 else "faster, less accurate"
        return ("worse", "level", "better")[1 + max(-1, min(1, error + speed))]

    @property
    def verdict(self) -> str:
        """stretch, met, or what is missed."""
        if self.record is None or self.max_ulp is None or self.ratio is None:
            return "no kernel"
        if self.max_ulp <= self.bar.stretch[0] and self.ratio >= self.bar.stretch[1]:
            return "stretch"
        missed = [
            name
            for name, bad in (("error", self.max_ulp > self.bar.max_ulp), ("speed", self.ratio < self.bar.ratio))
            if bad
        ]
        return f"misses {' and '.join(missed)}" if missed else "met"


def _beside(more: float, less: float, level: float) -> int:
    """1 where the first is clearly the larger, -1 where the second is, 0 where they are level."""
    return 1 if more > level * less else -1 if less > level * more else 0


def bars_of(target: str) -> tuple[Bar, ...]:
    """The rows of a target."""
    return tuple(bar for bar in BARS if bar.target == target)


Row = tuple[float, float, Record]
"""A kernel's largest error, its speed against stock, its record."""


def ranked(records: Iterable[Record]) -> list[Row]:
    """Kernels of one function with what they are chosen by: errors and the worse of call and fused.

    Where none of them was measured so, speeds in a loop; a speed that was not measured is 0, and an error inf.
    """
    found = list(records)
    used = by_use(found)
    return [(jax_ulp(record), used.get(record.hash, 0.0), record) for record in found]


def nearest(bar: Bar, records: Iterable[Record]) -> Met:
    """Kernel nearest to a row, and the hand-made one beside it: see Met."""
    found = list(records)
    mine = _best(bar, ranked(r for r in found if r.kind != CLASSICAL))
    hands = ranked(r for r in found if r.kind == CLASSICAL)
    rival = _best(bar, [row for row in hands if row[0] <= bar.max_ulp])
    if mine is None:
        return Met(bar, None, None, None, None)
    if rival is None:
        return Met(bar, mine[2], mine[0], mine[1], None)
    speeds = speeds_of(rival[2])
    beside = _comparable(speeds_of(mine[2]), speeds)
    shown = speeds.loop or 0.0 if speeds.worse is None else speeds.worse
    return Met(bar, mine[2], mine[0], mine[1], (rival[0], shown), rival[2].is_swept, beside, rival[2])


def _comparable(one: Speeds, other: Speeds) -> tuple[float, float] | None:
    """Two speeds against stock in the same context, in use before in a loop."""
    pairs = ((one.worse, other.worse), (one.loop, other.loop))
    return next(((a, b) for a, b in pairs if a is not None and b is not None), None)


def fastest(bar: Bar, records: Iterable[Record]) -> Fast | None:
    """The fastest evolved kernel within FAST_ULP beside the one that stands at a target's bar; None without kernels."""
    rows = ranked(record for record in records if record.kind != CLASSICAL)
    within = [row for row in rows if row[0] <= FAST_ULP]
    accurate = _best(bar, rows)
    if not within or accurate is None:
        return None
    max_ulp, ratio, record = max(within, key=lambda row: (row[1], row[2].hash))
    return Fast(bar.target, record, max_ulp, ratio, ratio / accurate[1] if accurate[1] else 0.0)


def _best(bar: Bar, rows: list[Row]) -> Row | None:
    top = [row for row in rows if row[0] <= bar.stretch[0] and row[1] >= bar.stretch[1]]
    met = [row for row in rows if row[0] <= bar.max_ulp and row[1] >= bar.ratio]
    within = [row for row in rows if row[0] <= bar.max_ulp]
    if best := top or met:
        least = min(row[0] for row in best)
        level = [row for row in best if row[0] <= LEVEL_ULP * least]
        fastest = max(row[1] for row in level)
        return min(
            (row for row in level if LEVEL_SPEED * row[1] >= fastest), key=lambda row: (row[0], -row[1], row[2].hash)
        )
    ahead = [row for row in within if row[1] >= AHEAD_OF_STOCK]
    if within and not ahead:
        return max(within, key=lambda row: (row[1], row[2].hash))
    return min(ahead or rows, key=lambda row: (row[0], row[2].hash), default=None)

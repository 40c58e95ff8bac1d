"""The display while a search runs: a live picture on a terminal, a plain line every few seconds elsewhere."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.text import Text

from evo.progress import Crew
from results.report.drawing.svg import CROSSES, POINTS, Axes, Series
from results.report.terminal import scatter
from search_spaces.visible import visible

if TYPE_CHECKING:
    from evo.archive import Entry
    from evo.run.status import Improvement
    from evo.settings.config import Campaign

PLAIN_SECONDS = 10.0
MOST_COUNTED = 999
"""Parts of a stage that are counted one by one; of more the percentage says as much."""
LIVE_SECONDS = 0.5
MOST_DEGREE = 6
"""Of the polynomials that are drawn into the picture: a second of fitting before the search."""


@dataclass(frozen=True)
class Baseline:
    """A point beside the front in the picture: an error at a number of operations."""

    ops: int
    error: float


@dataclass(frozen=True)
class View:
    """State of a search, for a picture of it.

    Attributes:
        front: Its programs, without y = x.
        seconds: Wall time of the search.
        evaluations: Programs fitted.
        new_share: Part of the children whose structure had not been met before; None where that is not counted.
        crew: The workers.
        last: When the front last moved, and by what; None before.
        budget: (evaluations, seconds) in all; None where there is no such limit.
        over: Whether the search has ended, and other stages follow.
    """

    front: "Sequence[Entry]"
    seconds: float
    evaluations: int
    new_share: float | None
    crew: Crew
    last: "Improvement | None"
    budget: tuple[int | None, float | None]
    over: bool = False

    @property
    def rate(self) -> float:
        """Programs a second."""
        return self.evaluations / max(self.seconds, 1e-9)

    @property
    def done(self) -> float:
        """Part of the budget that is spent."""
        evaluations, seconds = self.budget
        parts = (self.evaluations / evaluations if evaluations else 0.0, self.seconds / seconds if seconds else 0.0)
        return min(1.0, max(parts))

    @property
    def left(self) -> float | None:
        """Seconds until the budget is spent, at the rate so far; None before there is a rate."""
        return self.seconds * (1.0 - self.done) / self.done if self.done > 0.0 else None


@dataclass(frozen=True)
class Stage:
    """A stage of the work beside or after the search.

    Attributes:
        name: As it is shown.
        done: How much of it is done.
        total: Of how much.
        note: More about how much is done; empty for none.
        began: When it began, on a monotonic clock.
        first: What was done then.
    """

    name: str
    done: int
    total: int
    note: str
    began: float
    first: int

    @property
    def share(self) -> float:
        """Part of the stage that is done."""
        return min(1.0, self.done / self.total) if self.total else 1.0

    def left(self, now: float) -> float | None:
        """Seconds until it is done, at the rate so far; None before anything of it is done."""
        done = self.done - self.first
        return (now - self.began) * (self.total - self.done) / done if done > 0 else None

    def words(self, now: float) -> str:
        """Its name, how much is done, for how long, and how long it takes from here."""
        percent = f"{100 * self.share:.0f} %"
        count = percent if self.total > MOST_COUNTED else f"{self.done} of {self.total}"
        parts = [f"{self.note}, {percent} of their budget" if self.note else count, f"{now - self.began:.0f} s"]
        left = self.left(now)
        bound = "at most" if self.note else "about"
        if self.done < self.total:
            parts.append("…" if left is None else f"{bound} {left:.0f} s left")
        return f"{self.name}: {', '.join(parts)}"


class _Ticking:
    """A stage's words and bar as of the moment when they are drawn."""

    def __init__(self, stage: Stage, width: int) -> None:
        self.stage, self.width = stage, width

    def __rich__(self) -> Group:
        words = Text(visible(self.stage.words(time.monotonic())), no_wrap=True, overflow="ellipsis")
        return Group(words, ProgressBar(total=1.0, completed=self.stage.share, width=min(self.width, 60)))


class Display:
    """Shows a front as it grows, then the stages after the search below it. Everything goes to standard error."""

    def __init__(self, title: str, console: Console | None = None) -> None:
        self.title = title
        self.console = console or Console(stderr=True, markup=False, emoji=False)
        self.baselines: Sequence[Baseline] = ()
        self._live = (
            Live(console=self.console, refresh_per_second=1 / LIVE_SECONDS) if self.console.is_terminal else None
        )
        self._last = 0.0
        self._stage: Stage | None = None
        self._view: View | None = None

    @property
    def is_live(self) -> bool:
        """True if there is a terminal to draw on."""
        return self._live is not None

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def due(self) -> bool:
        """True if it is time to show something again."""
        return time.monotonic() - self._last >= (LIVE_SECONDS if self._live else PLAIN_SECONDS)

    def say(self, line: str) -> None:
        """One line that stays."""
        self.console.print(visible(line), highlight=False, soft_wrap=True)

    def front(self, view: View) -> None:
        """The front and how the search fares."""
        self._last, self._view = time.monotonic(), view
        if self._live:
            self._live.update(self.picture(view), refresh=True)
        else:
            self.say(plain_line(view))

    def over(self, view: View) -> None:
        """The front when the search has ended; it stays above the stages that follow."""
        self.front(replace(view, over=True))

    def picture(self, view: View) -> Group:
        """The live picture, as wide as the terminal."""
        bar = ProgressBar(total=1.0, completed=view.done, width=min(self.console.width, 60))
        return Group(*self._front(view), *([] if view.over else [bar]))

    def _front(self, view: View) -> list[Text]:
        lines = [*scatter(front_chart(view, self.baselines), self.console.width), "", *status_words(view)]
        body = Text("\n".join(lines), no_wrap=True, overflow="ellipsis")
        return [Text(visible(self.title), style="bold"), body]

    def progress(self, what: str, done: int, total: int, note: str = "") -> None:
        """Progress of a stage; where there is a note, the count is of a budget, which need not be spent."""
        now, stage = time.monotonic(), self._stage
        new = stage is None or stage.name != what
        began, first = (now, done) if stage is None or new else (stage.began, stage.first)
        self._stage = Stage(what, done, total, note, began, first)
        if not (self.due() or done == total or new):
            return
        self._last = now
        if self._live:
            above = self._front(self._view) if self._view is not None else [Text(visible(self.title), style="bold")]
            self._live.update(Group(*above, _Ticking(self._stage, self.console.width)), refresh=True)
        else:
            self.say(self._stage.words(now))


def front_chart(view: View, baselines: Sequence[Baseline]) -> tuple[Axes, list[Series]]:
    """The front of a search under way with its baselines: error against operations."""
    known = [b for b in baselines if b.error > 0]
    seen = [e for e in view.front if e.error > 0]
    series = [
        Series(
            name="classical forms", x=[float(b.ops) for b in known], y=[b.error for b in known], kind=CROSSES, colour=1
        ),
        Series(name="evolved", x=[float(e.ops) for e in seen], y=[e.error for e in seen], kind=POINTS, colour=0),
    ]
    return Axes("operations", "largest error", y_log=True), [one for one in series if one.x]


def status_words(view: View) -> list[str]:
    """State of a search, in lines of words."""
    left = "" if view.left is None else f", {_left(view)}"
    of = f" of {view.budget[0]:,}" if view.budget[0] else ""
    until = f" of {view.budget[1]:.0f}" if view.budget[1] else ""
    lines = [
        f"{view.seconds:.1f}{until} s, {view.evaluations:,}{of} programs{left}",
        f"{view.rate:,.0f} programs/s{_new(view)}",
    ]
    best = min(view.front, key=lambda e: e.error, default=None)
    lines += [f"best: {best.error:.3e} with {best.ops} operations"] if best else []
    if view.last is not None:
        ago = max(0.0, view.seconds - view.last.seconds)
        lines.append(
            f"last improvement {ago:.0f} s {'before' if view.over else 'ago'}: {view.last.ops} operations, by {view.last.mutation}"
        )
    return [*lines, "the search is over" if view.over else crew_line(view.crew)]


def _new(view: View) -> str:
    return "" if view.new_share is None else f", {100 * view.new_share:.0f} % of children new"


def _left(view: View) -> str:
    """Time that the search still takes, in words; past its budget, epochs that have started are finished."""
    if view.over or not view.left:
        return "the search is over" if view.over else "the last epochs end"
    return f"about {view.left:.0f} s left"


def plain_line(view: View) -> str:
    """The same in one line, for a log."""
    best = "  ".join(f"{e.ops}:{e.error:.2e}" for e in view.front)
    left = "" if view.left is None else f"  {_left(view).removeprefix('about ')}"
    return (
        f"{view.seconds:6.1f} s  {view.evaluations:,} programs fitted  {view.rate:,.0f}/s{left}  "
        f"{_new(view).removeprefix(', ')}  {crew_line(view.crew)}  ops:error {best}"
    )


def crew_line(crew: Crew) -> str:
    """State of the workers, in a few words; of faults only those that happened."""
    words = [f"{crew.workers} workers, {100 * crew.idle_share:.0f} % idle"]
    named = (("deaths", crew.deaths), ("retries", crew.retries), ("quarantined", len(crew.quarantined)))
    words += [f"{count} {name}" for name, count in named if count]
    return ", ".join(words)


def baselines_of(campaign: "Campaign", told: Callable[[int, int], None] = lambda *_: None) -> list[Baseline]:
    """Minimax polynomials of a search in the reals; none of a float32 search, whose cores stand against nothing alone.

    Their errors are those on the points of the fits, which a picture shows as well as a certificate's.
    """
    if not campaign.real:
        return []
    from evaluators.minimax.classical import fit_sketch
    from evaluators.minimax.ledger import PIECE_LIMIT
    from evaluators.minimax.meter import Meter
    from evaluators.minimax.sketches import ApproximationProblem, NoFormError, polynomial

    space, found = campaign.space(), list[Baseline]()
    problem = ApproximationProblem(space.target, space.domain, space.error)
    for degree in range(1, MOST_DEGREE + 1):
        told(degree - 1, MOST_DEGREE)
        try:
            form = fit_sketch(problem, polynomial(problem, degree), None, Meter(PIECE_LIMIT))
        except (NoFormError, ValueError):
            break
        if form.ops <= campaign.max_ops:
            found.append(Baseline(form.ops, float(form.error)))
    return found

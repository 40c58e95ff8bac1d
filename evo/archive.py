"""Pareto front over (error, cost) and the best few at each cost, on plain values.

Order of insertion does not matter: entries are totally ordered by (cost, error, error before rounding, key), and what
is kept is a function of the set of entries alone.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from evaluators.compiled.encoding import Code, decode
from evo.ancestry import Ancestry, Step
from evo.compiled.store import KEPT, STEP
from evo.mutations import MOVE_NAMES, START
from search_spaces.programs.program import Program


@dataclass(frozen=True)
class Entry:
    """A program and what is known of it.

    Attributes:
        ops: Operations that depend on x.
        cost: What the front weighs the error against: ops, or the cost of the lowered program in float32 mode.
        error: Largest error on the check points, in the problem's unit; rounded to float32 in float32 mode.
        real_error: The same before rounding, right to a few per cent however small.
        code: The program as arrays.
        mutation: Name of the variation that made it; "start" for the identity.
        prints: Functional fingerprint: largest error right after least squares, and residuals at a few points.
        past: Its ancestry as the compiled loops keep it; empty where none is known.
    """

    ops: int
    cost: float
    error: float
    real_error: float
    code: Code
    mutation: str
    prints: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    past: bytes = field(default=b"", repr=False)

    @cached_property
    def program(self) -> Program:
        """The program in the reals, constants the decimals of their two parts."""
        return decode(self.code)

    @cached_property
    def key(self) -> str:
        """Breaks ties; equal for equal programs."""
        return self.code.key()

    @property
    def ancestry(self) -> Ancestry:
        """Steps by which it came about; empty where they are not known."""
        count, *numbers = np.frombuffer(self.past).tolist() if self.past else [0.0]
        kept = min(int(count), KEPT)
        rows = (numbers[STEP * k : STEP * (k + 1)] for k in range(kept))
        steps = (
            Step(mutation=MOVE_NAMES.get(int(kind) % 16 - 1, START), ops=int(kind) // 16, cost=cost, error=error)
            for kind, cost, error in rows
        )
        return Ancestry(tuple(steps), int(count) - kept)

    @property
    def order(self) -> tuple[float, float, float, str]:
        """Total order of entries."""
        return (self.cost, self.error, self.real_error, self.key)


def _distinct(entries: Iterable[Entry]) -> list[Entry]:
    """Finite entries, one a program, in order."""
    finite = (e for e in entries if all(map(math.isfinite, (e.cost, e.error, e.real_error))))
    kept: dict[tuple[float, float, float, str], Entry] = {}
    for entry in finite:
        same = kept.setdefault(entry.order, entry)
        if entry.past < same.past:  # one program, found in two ways
            kept[entry.order] = entry
    return [kept[order] for order in sorted(kept)]


def pareto_front(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that no other one equals or beats in both error and cost, cheapest first."""
    front: list[Entry] = []
    for entry in _distinct(entries):
        if not front or entry.error < front[-1].error:
            front.append(entry)
    return front


def best_per_cost(entries: Iterable[Entry], count: int) -> list[Entry]:
    """At each cost the `count` entries of least error and the `count` of least error before rounding."""
    by_cost: dict[float, list[Entry]] = {}
    for entry in _distinct(entries):
        by_cost.setdefault(entry.cost, []).append(entry)
    kept: list[Entry] = []
    for group in by_cost.values():
        real = sorted(group, key=lambda e: (e.real_error, e.error, e.key))
        kept.extend(_distinct(group[:count] + real[:count]))
    return kept

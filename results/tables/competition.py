"""Evolved programs against classical forms, operation count by operation count."""

import math
from dataclasses import dataclass

from evo.run.run_format import ClassicalEntry, RunSummary

TIE = 1.01
"""Errors within 1 % of each other are a tie: `certify` is right to 1 %."""
MOST_NAMED = 6
"""Classical forms that are named where many were left out."""


@dataclass(frozen=True)
class Contest:
    """Best of `ops` operations or fewer: the evolved program's largest error and the best classical form's."""

    ops: int
    evolved: float | None
    classical: float | None
    form: str

    @property
    def winner(self) -> str:
        """evolved, classical or tie; two errors within 1 % of each other tie."""
        evolved, classical = (math.inf if e is None else e for e in (self.evolved, self.classical))
        if evolved * TIE < classical:
            return "evolved"
        return "classical" if classical * TIE < evolved else "tie"


def admitted(front: RunSummary) -> list[ClassicalEntry]:
    """The classical forms that obey the rule of the front: no division by zero inside the domain, unless it allows that."""
    return [form for form in front.classical if front.inner_limits or not form.inner_poles]


def set_aside_forms(front: RunSummary) -> list[ClassicalEntry]:
    """The classical forms that would win if a division by zero inside the domain were allowed them."""
    rest = [form for form in front.classical if form not in admitted(front)]
    best = {row.ops: row for row in competition(front)}
    return [f for f in rest if Contest(f.ops, best[f.ops].evolved, f.max_error, "").winner == "classical"]


def competition(front: RunSummary) -> list[Contest]:
    """One contest an operation count that either side has a program for."""
    contests = []
    for ops in sorted({entry.ops for entry in [*front.front, *front.classical]}):
        evolved = min((e.max_error for e in front.front if e.ops <= ops), default=None)
        forms = [e for e in admitted(front) if e.ops <= ops]
        best = min(forms, key=lambda e: (e.max_error, e.ops), default=None)
        form = "-" if best is None else best.name + ("" if best.ops == ops else f" ({best.ops} ops)")
        contests.append(Contest(ops, evolved, None if best is None else best.max_error, form))
    return contests


def left_out_lines(front: RunSummary) -> list[str]:
    """The classical forms that were not finished within their budget, in a sentence; nothing where all were."""
    names = front.classical_left_out
    if not names:
        return []
    rest = len(names) - MOST_NAMED
    shown = ", ".join(names[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    return [f"Not finished within the budget of the classical forms (--classical-operations): {shown}."]

"""The table of variations: one row each; the row's function, of the same name, stands in evo/compiled/variation.py.

A variation changes a copy of the parent; canonical form and the limits of the space are applied afterwards, so a child is
in the space or is refused. None inserts more than two operations that were not in the population. A new row goes to the
end: runs on record name a variation by its place.
"""

from dataclasses import dataclass

import numpy as np

from evaluators.compiled.forms import OP_FORMS

SIMPLE, STRUCTURE, DONOR, ROOT, CONSTANTS, GAUGE = range(6)
"""Kinds of change: the structure, alone or as the second variation of a child; the structure; the structure, with a
second parent; the structure, after the constants have followed the target to its square root; the constants alone; or one
constant, driven to its neutral value in steps of the fit, which needs no function."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A variation.

    Attributes:
        name: Its name in settings and counts, and its function's in evo/compiled/variation.py.
        kind: SIMPLE, STRUCTURE, DONOR, ROOT, CONSTANTS or GAUGE.
        weight: Its default share of the attempts, up to a common factor.
        inserts: The most operations it adds that were not in the population.
        doc: Its effect, as help and reports tell it.
        begins: Whether it can be applied to y = x; else an insertion takes its place there.
    """

    name: str
    kind: int
    weight: float
    inserts: int
    doc: str
    begins: bool = False

    @property
    def index(self) -> int:
        """Its number in the compiled loops: its place in the table."""
        return list(MUTATIONS).index(self.name)


# fmt: off
_ROWS = (
    Mutation("insert",  SIMPLE,    3.0, 1, "a random operation around a value, with a constant or another value", begins=True),
    Mutation("delete",  SIMPLE,    1.0, 0, "an operation replaced by one of its operands"),
    Mutation("rewire",  SIMPLE,    2.0, 0, "an operand replaced by another value, or a value and a constant exchanged"),
    Mutation("change",  SIMPLE,    2.0, 0, "another operation on the same operands"),
    Mutation("share",   SIMPLE,    1.0, 0, "an operand replaced by the value of an earlier operation"),
    Mutation("wrap",    STRUCTURE, 1.0, 1, "a square, a reciprocal or a square root around a value", begins=True),
    Mutation("two",     STRUCTURE, 3.0, 2, "two operations as one move: u + c/v, u + c*v, u*v + c, (u + c)*v, c/(u + d), u*u + c", begins=True),
    Mutation("splice",  DONOR,     3.0, 2, "a sub-program of another member or of an elite in place of a value, joined to it, or added with factor 0"),
    Mutation("perturb", CONSTANTS, 1.0, 0, "constants moved at random and fitted again"),
    Mutation("gauge",   GAUGE,     0.4, 0, "a constant driven to its neutral value, the rest refitted, its operation dropped"),
    Mutation("square",  ROOT,      0.4, 1, "the output squared, after its constants have followed powers of the target to its root"),
)
# fmt: on
MUTATIONS: dict[str, Mutation] = {row.name: row for row in _ROWS}
MOVE_NAMES = dict(enumerate(MUTATIONS))
START = "start"
"""The origin of the identity program."""
ADAPT_AFTER = 1000
"""Fits of a variation that count as much as the mean of all."""
ADAPT_MOST = 3.0
"""A weight is multiplied by at most this and divided by at most this: none dies out, none takes over."""


def forms_of(ops: tuple[str, ...]) -> np.ndarray:
    """Numbers of the instruction forms that a set of operations allows."""
    return np.array([i for i, form in enumerate(OP_FORMS) if form.op in ops], dtype=np.int64)


def chances(weights: dict[str, float]) -> np.ndarray:
    """Cumulated probabilities of the variations in the order of the table; those not named keep their weight.

    Raises:
        ValueError: A variation is unknown, a weight is negative, or none is positive.
    """
    unknown = set(weights) - set(MUTATIONS)
    if unknown:
        raise ValueError(f"unknown mutation {min(unknown)!r}. Known mutations: {', '.join(MUTATIONS)}.")
    values = np.array([weights.get(row.name, row.weight) for row in _ROWS], np.float64)
    if not (np.all(values >= 0.0) and np.isfinite(values.sum()) and values.sum() > 0.0):
        raise ValueError(f"mutation weights must be finite, not negative and not all zero; given {weights}.")
    return np.cumsum(values / values.sum())


def adapted(weights: dict[str, float], fitted: dict[str, int], paid: dict[str, int]) -> dict[str, float]:
    """Weights of all variations, each multiplied by what its fits have paid beside the mean of all, within bounds.

    `weights` as for `chances`; `fitted` and `paid` are counts, never seconds, so that the same search is had again.
    """
    mean = (1 + sum(paid.values())) / (1 + sum(fitted.values()))

    def factor(name: str) -> float:
        share = (paid[name] + mean * ADAPT_AFTER) / (fitted[name] + ADAPT_AFTER)
        return min(max(share / mean, 1.0 / ADAPT_MOST), ADAPT_MOST)

    return {name: weights.get(name, row.weight) * factor(name) for name, row in MUTATIONS.items()}

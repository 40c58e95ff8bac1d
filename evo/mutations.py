"""The table of variation operators: one row an operator; the compiled implementations stand in evo/compiled.

Every operator changes a copy of the parent; canonical form and the limits of the space are applied afterwards, so a
child is in the space or is refused. None inserts more than two operations that were not in the population.
"""

from dataclasses import dataclass

import numpy as np

from evaluators.compiled.canonical import canonicalise
from evaluators.compiled.encoding import Code
from evaluators.compiled.forms import FORMS
from evo.compiled import breed, setting, variation
from evo.compiled.rng import seed_words
from evo.compiled.store import Raw, make_raw


@dataclass(frozen=True, slots=True)
class Mutation:
    """A variation operator.

    Attributes:
        name: Its name in settings and counts.
        index: Its number in the compiled loops.
        weight: Its default share of the attempts, up to a common factor.
        inserts: The most operations it adds that were not in the population.
        doc: What it does.
    """

    name: str
    index: int
    weight: float
    inserts: int
    doc: str


# fmt: off
_ROWS = (
    Mutation("insert",  variation.INSERT,  3.0, 1, "a random operation around a value, with a constant or another value"),
    Mutation("delete",  variation.DELETE,  1.0, 0, "an operation replaced by one of its operands"),
    Mutation("rewire",  variation.REWIRE,  2.0, 0, "an operand replaced by another value, or a value and a constant exchanged"),
    Mutation("change",  variation.CHANGE,  2.0, 0, "another operation on the same operands"),
    Mutation("share",   variation.SHARE,   1.0, 0, "an operand replaced by the value of an earlier operation"),
    Mutation("wrap",    variation.WRAP,    1.0, 1, "a square, a reciprocal or a square root around a value"),
    Mutation("two",     variation.TWO,     3.0, 2, "two operations as one move: u + c/v, u + c*v, u*v + c, (u + c)*v, c/(u + d), u*u + c"),
    Mutation("splice",  variation.SPLICE,  3.0, 2, "a sub-program of another member or of an elite in place of a value, joined to it, or added with factor 0"),
    Mutation("square",  variation.SQUARE,  0.4, 1, "the output squared, after its constants have followed powers of the target to its root"),
    Mutation("perturb", variation.PERTURB, 1.0, 0, "constants moved at random and fitted again"),
    Mutation("gauge",   variation.GAUGE,   0.4, 0, "a constant driven to its neutral value, the rest refitted, its operation dropped"),
)
# fmt: on
MUTATIONS: dict[str, Mutation] = {row.name: row for row in _ROWS}
MOVE_NAMES = {row.index: row.name for row in _ROWS}
START = "start"
"""What made the identity program."""
ADAPT_AFTER = 1000
"""Fits of a variation that count as much as the mean of all."""
ADAPT_MOST = 3.0
"""A weight is multiplied by at most this and divided by at most this: none dies out, none takes over."""


def forms_of(ops: tuple[str, ...]) -> np.ndarray:
    """Numbers of the instruction forms that a set of operations allows."""
    return np.array([i for i, form in enumerate(FORMS) if form.op in ops], dtype=np.int64)


def chances(weights: dict[str, float]) -> np.ndarray:
    """Cumulated probabilities of the operators in the order of their index; operators not named keep their weight.

    Raises:
        ValueError: An operator is unknown, a weight is negative, or none is positive.
    """
    unknown = set(weights) - set(MUTATIONS)
    if unknown:
        raise ValueError(f"unknown mutation {min(unknown)!r}. Known mutations: {', '.join(MUTATIONS)}.")
    values = np.zeros(setting.MOVES)
    for row in MUTATIONS.values():
        values[row.index] = weights.get(row.name, row.weight)
    if not (np.all(values >= 0.0) and np.isfinite(values.sum()) and values.sum() > 0.0):
        raise ValueError(f"mutation weights must be finite, not negative and not all zero; given {weights}.")
    return np.cumsum(values / values.sum())


def adapted(weights: dict[str, float], fitted: dict[str, int], paid: dict[str, int]) -> dict[str, float]:
    """Weights of all operators, each multiplied by what its fits have paid beside the mean of all, within bounds.

    `weights` as for `chances`; `fitted` and `paid` are counts, never seconds, so that the same search is had again.
    """
    mean = (1 + sum(paid.values())) / (1 + sum(fitted.values()))

    def factor(name: str) -> float:
        share = (paid[name] + mean * ADAPT_AFTER) / (fitted[name] + ADAPT_AFTER)
        return min(max(share / mean, 1.0 / ADAPT_MOST), ADAPT_MOST)

    return {name: weights.get(name, row.weight) * factor(name) for name, row in MUTATIONS.items()}


def load(raw: Raw, code: Code) -> int:
    """Copy a code into the rows of a raw program; its number of instructions."""
    for row, array in zip(raw, (code.op, code.left, code.right, code.const, code.low), strict=True):
        row[: code.ops] = array
    return code.ops


def unload(raw: Raw, n: int) -> Code:
    """The code in the first n rows of a raw program."""
    op, left, right = (row[:n].astype(np.int8) for row in raw[:3])
    return Code(op, left, right, raw.const[:n].copy(), raw.low[:n].copy())


def canonical(code: Code) -> Code | None:
    """The canonical form of a code in float64, or None for a program that has none (x - x, x / x)."""
    raw = make_raw()
    n = load(raw, code)
    raw.low[:] = 0.0
    n = int(canonicalise(raw.op, raw.left, raw.right, raw.const, n))
    return unload(raw, n) if n >= 0 else None


def mutate(name: str, parent: Code, donor: Code, ops: tuple[str, ...], rng: np.random.Generator) -> Code | None:
    """The child of one structural operator, in float64, or None where it refuses; `donor` serves `splice` alone.

    Raises:
        ValueError: The operator is unknown or is `gauge`, which needs a target to refit on.
    """
    if name not in MUTATIONS or name == "gauge":
        raise ValueError(f"no structural mutation {name!r}. Known: {', '.join(n for n in MUTATIONS if n != 'gauge')}.")
    child, other = make_raw(), make_raw()
    n, donor_n = load(child, parent), load(other, donor)
    child.low[:] = 0.0
    words = seed_words(int(rng.integers(2**63)))
    if name == "perturb":
        variation.perturb(child, n, words)
        return unload(child, n)
    n = int(breed.vary(child, n, MUTATIONS[name].index, other, donor_n, True, forms_of(ops), words))
    return unload(child, n) if n >= 0 else None

"""One program at a time, outside an epoch: its canonical form, and the child of one variation."""

import numpy as np

from evaluators.compiled.canonical import canonicalise
from evaluators.compiled.encoding import Code
from evo.compiled.dispatch import move_constants, vary
from evo.compiled.rng import seed_words
from evo.compiled.store import Raw, make_raw
from evo.mutations import CONSTANTS, GAUGE, MUTATIONS, forms_of


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
    """The child of one variation, in float64, or None where it refuses; the donor serves kind DONOR alone.

    Raises:
        ValueError: The variation is unknown, or is of kind GAUGE, which needs a target to refit on.
    """
    known = [row.name for row in MUTATIONS.values() if row.kind != GAUGE]
    if name not in known:
        raise ValueError(f"unknown mutation of structure {name!r}. Known: {', '.join(known)}.")
    child, other = make_raw(), make_raw()
    n, donor_n = load(child, parent), load(other, donor)
    child.low[:] = 0.0
    words = seed_words(int(rng.integers(2**63)))
    row, forms = MUTATIONS[name], forms_of(ops)
    if row.kind == CONSTANTS:
        move_constants(row.index, child, n, forms, words)
        return unload(child, n)
    n = int(vary(child, n, row.index, other, donor_n, True, forms, words))
    return unload(child, n) if n >= 0 else None

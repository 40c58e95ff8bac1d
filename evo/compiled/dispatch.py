"""The functions of the variations behind their numbers: a chain of calls, written from the table in evo/mutations.py."""

import inspect

import numpy as np

from evaluators import project
from evaluators.compiled.cache import load_generated, strict
from evaluators.compiled.canonical import canonicalise, prune
from evo.compiled import variation
from evo.mutations import CONSTANTS, GAUGE, MUTATIONS, SIMPLE, Mutation

KIND = np.array([row.kind for row in MUTATIONS.values()], np.int64)
BEGINS = np.array([row.begins for row in MUTATIONS.values()], np.bool_)
SIMPLE_MOVES = np.array([row.index for row in MUTATIONS.values() if row.kind == SIMPLE], np.int64)
INSERT = MUTATIONS["insert"].index
"""The variation that takes the place of those which y = x gives nothing to change."""

_HEAD = f'''"""Generated from the table of variations by evo/compiled/dispatch.py; not edited by hand."""

from {project.PREFIX}evaluators.compiled.cache import inlined
from {project.PREFIX}evo.compiled import variation


'''
_STRUCTURE, _CONSTANTS = ("raw", "n", "donor", "donor_n", "forms", "rng"), ("raw", "n", "forms", "rng")
"""Parameters that a variation of the structure and one of the constants may name; it names those that it needs."""


def _call(row: Mutation, allowed: tuple[str, ...]) -> str:
    """The call of a row's function with the arguments that it names.

    Raises:
        TypeError: There is no such function, or it names a parameter that no variation is given.
    """
    function = getattr(variation, row.name, None)
    if function is None:
        raise TypeError(
            f"variation {row.name!r} has a row in evo/mutations.py and no function in {variation.__name__}."
        )
    named = tuple(inspect.signature(function).parameters)
    unknown = [name for name in named if name not in allowed]
    if unknown:
        raise TypeError(f"variation {row.name!r} asks for {unknown[0]!r}. Allowed: {', '.join(allowed)}.")
    return f"variation.{row.name}({', '.join(named)})"


def _chain(name: str, doc: str, rows: list[Mutation], parameters: tuple[str, ...], rest: str) -> str:
    """Source of a function that calls the row of a number and returns the value of the call."""
    lines = ["@inlined", f"def {name}(move, {', '.join(parameters)}):", f'    """{doc}"""']
    for row in rows:
        lines += [f"    if move == {row.index}:", f"        return {_call(row, parameters)}"]
    return "\n".join([*lines, f"    return {rest}"]) + "\n"


def source() -> str:
    """Text of the generated module."""
    structural = [row for row in MUTATIONS.values() if row.kind not in (CONSTANTS, GAUGE)]
    constant = [row for row in MUTATIONS.values() if row.kind == CONSTANTS]
    change = _chain("change_structure", "The output after a variation.", structural, _STRUCTURE, "n")
    move = _chain("move_constants", "Nothing; constants change in place.", constant, _CONSTANTS, "None")
    return f"{_HEAD}{change}\n\n{move}"


_module = load_generated("variations", source())
change_structure = _module.change_structure
move_constants = _module.move_constants


@strict
def settle(raw, root, canonical):
    """The canonical form, or only what is alive; instructions, or REFUSED."""
    if canonical:
        return canonicalise(raw.op, raw.left, raw.right, raw.const, root)
    return prune(raw.op, raw.left, raw.right, raw.const, root)


@strict
def vary(raw, n, move, donor, donor_n, canonical, forms, rng):
    """Apply a variation of the structure and, where asked for, the canonical form in place; instructions, or REFUSED."""
    if n == 0 and not BEGINS[move]:
        move = INSERT
    return settle(raw, change_structure(move, raw, n, donor, donor_n, forms, rng), canonical)

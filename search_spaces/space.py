"""SearchSpace: what one campaign may propose."""

from collections.abc import Sequence
from dataclasses import dataclass

from search_spaces.own.bounded import bounded_target, core_of, searched_reductions
from search_spaces.programs.parts import FLOAT32, REAL
from search_spaces.reductions import reductions_of
from search_spaces.slots import Reduction, Slot
from search_spaces.suggestions import hint
from search_spaces.targets import ARITHMETIC, ULP, RealFunction, Target


@dataclass(frozen=True, slots=True)
class SearchSpace:
    """A target function on a closed domain, the operations allowed and how an error is counted.

    Attributes:
        target: The function that programs approximate (in a float32 search: the core's).
        domain: Closed interval of x.
        error: RELATIVE, ABSOLUTE or ULP.
        number_format: REAL, or FLOAT32 where programs are lowered and judged in float32.
        ops: Names of operations, rows of the op table.
        max_ops: Most operations that depend on x.
        reductions: In a float32 search, the rows that carry the core to the whole float line.
        exact_points: Inputs at which a float32 core must return the rounded exact value.
        kernel: The function that whole kernels compute: the target itself, in a float32 search what the reductions make
            of it.
        slot: In a float32 search, the hole that the programs fill.
    """

    target: RealFunction
    domain: tuple[float, float]
    error: str
    number_format: str
    ops: tuple[str, ...]
    max_ops: int
    reductions: tuple[Reduction, ...]
    exact_points: tuple[float, ...]
    kernel: Target
    slot: Slot | None


def real_space(target: Target, max_ops: int) -> SearchSpace:
    """Search in the reals: error against operation count on the row's real_domain, with the row's operations."""
    return SearchSpace(target, target.real_domain, target.error, REAL, target.ops, max_ops, (), (), target, None)


def float32_spaces(target: Target, max_ops: int, cores: Sequence[str] | None = None) -> tuple[SearchSpace, ...]:
    """Searches for the cores of a target's float32 kernels, one for each function and domain among its reductions' slots.

    Errors are in ulp of the kernel's result; cost is predicted time. Where `cores` are named, only those are searched
    for, and only reductions that need no other are kept.

    Raises:
        ValueError: No reduction carries cores of this target to the float line, or none the named ones alone.
    """
    rows = reductions_of(target.name)
    if not rows:
        raise ValueError(f"no reduction carries target {target.name!r} to the whole float line: give it a domain")
    known = cores_of(rows)
    chosen = tuple(known) if cores is None else tuple(cores)
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise ValueError(
            f"{target.name} has no core {unknown[0]!r}.{hint(unknown[0], known, 1)} Its cores: {'; '.join(known)}"
        )
    kept = tuple(row for row in rows if {core_name(slot) for slot in row.slots} <= set(chosen))
    if not kept:
        needs = "; ".join(f"{row.name}: {', '.join(core_name(slot) for slot in row.slots)}" for row in rows)
        raise ValueError(
            f"cores is {', '.join(chosen) or 'empty'}: no reduction of {target.name} has these alone. What each needs: {needs}"
        )
    return tuple(_core_space(slot, kept, target, max_ops) for name, slot in known.items() if name in chosen)


def cores_of(rows: Sequence[Reduction]) -> dict[str, Slot]:
    """The slots of reductions by the name of what fills them, each function and domain once, in the order of the rows."""
    slots: dict[str, Slot] = {}
    for row in rows:
        for slot in row.slots:
            slots.setdefault(core_name(slot), slot)
    return slots


def core_name(slot: Slot) -> str:
    """Name of a slot's core in a campaign: the function's name and the domain."""
    low, high = slot.domain
    return f"{slot.target.name}:{low:.9g},{high:.9g}"


def _core_space(slot: Slot, rows: tuple[Reduction, ...], target: Target, max_ops: int) -> SearchSpace:
    points = slot.exact_points
    return SearchSpace(slot.target, slot.domain, ULP, FLOAT32, ARITHMETIC, max_ops, rows, points, target, slot)


def bounded_space(target: Target, outside: str, max_ops: int) -> SearchSpace:
    """Search for a float32 core on the target's real_domain: error in ulp against cost, with the row's operations.

    Args:
        target: A row of the table or a user's target.
        outside: What kernels return outside the domain: NAN or CLAMP.
        max_ops: Most operations that depend on x.

    Raises:
        ValueError: As for `bounded_target`.
    """
    kernel = bounded_target(target, target.real_domain, outside)
    core, rows = core_of(kernel), searched_reductions(kernel)
    slot = rows[0].slots[0]
    points = slot.exact_points
    return SearchSpace(core, core.real_domain, ULP, FLOAT32, target.ops, max_ops, rows, points, kernel, slot)

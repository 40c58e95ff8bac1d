"""SearchSpace: what one campaign may propose."""

from dataclasses import dataclass

from search_spaces.bounded import bounded_reductions, bounded_target, core_of
from search_spaces.program import FLOAT32, REAL
from search_spaces.reductions import Reduction, reductions_of
from search_spaces.targets import ARITHMETIC, ULP, Target, find_target


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
    """

    target: Target
    domain: tuple[float, float]
    error: str
    number_format: str
    ops: tuple[str, ...]
    max_ops: int
    reductions: tuple[Reduction, ...]
    exact_points: tuple[float, ...]
    kernel: Target


def real_space(target: Target, max_ops: int) -> SearchSpace:
    """Search in the reals: error against operation count on the row's real_domain, with the row's operations."""
    return SearchSpace(target, target.real_domain, target.error, REAL, target.ops, max_ops, (), (), target)


def float32_space(target: Target, max_ops: int) -> SearchSpace:
    """Search for a float32 core: error in ulp against cost on the reductions' core domain.

    Raises:
        ValueError: No reduction carries a core of this target to the float line.
    """
    rows = reductions_of(target.name)
    if not rows:
        raise ValueError(f"no reduction carries target {target.name!r} to the whole float line: give it a domain")
    first = rows[0]
    same = tuple(r for r in rows if (r.core_target, r.core_domain) == (first.core_target, first.core_domain))
    core = find_target(first.core_target)
    return SearchSpace(core, first.core_domain, ULP, FLOAT32, ARITHMETIC, max_ops, same, first.exact_points, target)


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
    core, rows = core_of(kernel), bounded_reductions(kernel)
    points = rows[0].exact_points
    return SearchSpace(core, core.real_domain, ULP, FLOAT32, target.ops, max_ops, rows, points, kernel)

"""Contexts in which a function of an array is timed, one row each: as a call, fused, in a loop.

A compiled call is what most programs make, and XLA compiles a function otherwise in each place: in the loop that writes each
result into a row of a larger array it leaves its own tanh, atan, erf and rsqrt without vectors.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from search_spaces.visible import shown

CALL, FUSED, LOOP = "call", "fused", "loop"
ELEMENTS = 65_536
"""Values of a call: some 30 to 400 us on one core, of which jax takes 5."""
MOST_ELEMENTS = 10**8
"""Values of an array at most: 400 MB."""
Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Context:
    """One row.

    Attributes:
        name: As campaigns and records name it.
        title: As tables show it.
        meaning: For people.
        around: The program that is compiled and called, of the function in it; None in the loop of evaluators/timing/interleaved.py.
    """

    name: str
    title: str
    meaning: str
    around: Callable[[Function], Function] | None


def _alone(function: Function) -> Function:
    return lambda *x: function(*x)  # noqa: PLW0108  another function: jax.jit would find what was compiled for several cores


def _in_a_sum(function: Function) -> Function:
    return lambda *x: 0.5 * function(*x) + x[0]


# fmt: off
_ROWS = (
    Context(CALL,  "as a call", f"a compiled call on {ELEMENTS:,} values, on one core", _alone),
    Context(FUSED, "fused",     "the same call of 0.5 f(x) + x",                        _in_a_sum),
    Context(LOOP,  "in a loop", "a compiled loop over arrays in the L1 cache",          None),
)
# fmt: on
CONTEXTS = {row.name: row for row in _ROWS}
USES = (CALL, FUSED)
"""Of whose ratios to stock the worse decides: what a user makes of a function."""


def allowed_contexts() -> str:
    """The names, for messages."""
    return ", ".join(CONTEXTS)


def worse(ratios: Mapping[str, float | None]) -> float | None:
    """The worse of the ratios stock / kernel as a call and fused, as far as they are known."""
    return min((ratio for name in USES if (ratio := ratios.get(name)) is not None), default=None)


def require_elements(elements: int, what: str) -> None:
    """Refuse an array of no values, or of more than a machine holds.

    Raises:
        ValueError: With what was given and what is allowed.
    """
    if not 1 <= elements <= MOST_ELEMENTS:
        raise ValueError(
            f"{what} is {shown(elements)}; allowed: an integer from 1 to {MOST_ELEMENTS:,}, the values of an array"
        )

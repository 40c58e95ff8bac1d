"""The ancestry of a program: the variations that led to it, with error and cost after each, as its island saw them.

Reading one needs neither numba nor ray.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A program on the way.

    Attributes:
        mutation: The variation that made it; "start" for the identity, with which every ancestry begins.
        ops: Operations that depend on x.
        cost: What the search weighs the error against: ops, or the cost of the lowered program in float32 mode.
        error: Largest error on the check points of the search, in its unit.
    """

    mutation: str
    ops: int
    cost: float
    error: float


@dataclass(frozen=True)
class Ancestry:
    """Steps by which a program came about.

    Attributes:
        steps: From the identity to the program; of a long way those that changed most.
        left_out: How many steps between the first and the last are not among them.
    """

    steps: tuple[Step, ...] = ()
    left_out: int = 0

"""float64 references of whole kernels, right to about 2**-45: an oracle's, or exact NumPy functions for 1/x and conversions."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from evaluators.reference.oracle import Oracle, build_oracle
from search_spaces.own.bounded import bounded_target
from search_spaces.own.expressions import parse_expression
from search_spaces.targets import NAN, RELATIVE, Target, find_target
from search_spaces.whole.whole_targets import OWN_REFERENCES

Float32s = NDArray[np.float32]
Float64s = NDArray[np.float64]


@dataclass(frozen=True)
class Reference:
    """float64 references of a target, made on first use in each process.

    Attributes:
        target: Name of a target or of the user's own function.
        expression: Of the user's own function; None for rows of tables.
        ends: Of the domain, for functions that are known on a domain alone; None for the whole line.
    """

    target: str
    expression: str | None = None
    ends: tuple[float, float] | None = None

    def __call__(self, x: Float32s) -> Float64s:
        """References of float32 inputs; of a subnormal one that of the zero of its sign, if there alone f has a value."""
        if self.expression is None and self.target in OWN_REFERENCES:
            return OWN_REFERENCES[self.target](x)
        return self.oracle().reference(np.ascontiguousarray(x, np.float32))

    def oracle(self) -> Oracle:
        """The oracle that the references are from; it is none of NumPy's own.

        Raises:
            OracleError: The target varies too fast for float32 polynomials.
        """
        return build_oracle(_kernel_row(self))


@cache
def _kernel_row(reference: Reference) -> Target:
    row = row_of(reference.target, reference.expression, reference.ends)
    return row if reference.ends is None else bounded_target(row, reference.ends, NAN)


def row_of(name: str, expression: str | None, ends: tuple[float, float] | None) -> Target:
    """A row of the table of targets, or one made of an expression."""
    if expression is None:
        return find_target(name)
    return parse_expression(expression, name, ends or (-1.0, 1.0), RELATIVE)

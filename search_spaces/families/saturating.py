"""Reductions of tanh and erf: x n(x^2) / d(x^2) up to an edge, 1 with the sign of x beyond; n is the core, d is given."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from search_spaces.programs.lowering import to_float32
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, bits, fma, from_bits, select, stage
from search_spaces.slots import Family, Reduction, Slot, hole, part
from search_spaces.steps import ONE, SIGN_BIT


@stage()
def _square(x: Float) -> Outputs:
    """z = x^2."""
    return {"z": x * x}


@dataclass(frozen=True)
class _Odd:
    """An odd function f that ends at 1, as x n / d.

    Attributes:
        name: Of the target, and of mpmath's function.
        slope: f'(0).
        below: Coefficients of d, a polynomial of z = x^2 with the leading coefficient 1, from the second down; float32 numbers.
        edge: z from where f counts as 1.
    """

    name: str
    slope: float
    below: tuple[float, ...]
    edge: float

    def denominator(self, z: Any) -> Any:
        """d at z."""
        value = 1
        for coefficient in self.below:
            value = value * z + coefficient
        return value

    def result(self, mp: Any, z: Any) -> Any:
        """f at the root of z."""
        return getattr(mp, self.name)(mp.sqrt(z))

    def numerator(self, mp: Any, z: Any) -> Any:
        """n at z."""
        return self.result(mp, z) / mp.sqrt(z) * self.denominator(z)

    def weight(self, mp: Any, z: Any) -> Any:
        """Movement of f by that of n."""
        return mp.sqrt(z) / self.denominator(z)

    def slot(self) -> Slot:
        """The hole for n."""
        at_zero = self.slope * self.below[-1]
        target = part(f"{self.name}_numerator_{self.below[0]:.6g}", self.numerator, (0.0, self.edge), (at_zero, 0))
        return hole("n(z)", f"{self.name} x = x n / d, z = x^2", target, self.weight, self.result)

    def last(self) -> Program:
        """The last stage."""
        first, *rest = self.below

        @stage(name=self.name, degree=len(self.below), edge=self.edge)
        def divided(n: Float, z: Float, x: Float) -> Outputs:
            """{name} x = x n / d up to x^2 = {edge:.6g}, 1 with the sign of x beyond; d is a polynomial of degree {degree}. nan is not beyond, and stays."""
            d = z + first
            for coefficient in rest:
                d = fma(d, z, coefficient)
            quotient = x * n / d
            sign = bits(x) & SIGN_BIT
            one = from_bits(sign | ONE)
            return {"result": select(z > self.edge, one, quotient)}

        return divided

    def row(self, row_name: str, missing: float, why: str) -> Reduction:
        """The row; `missing` is what f lacks to 1 at the edge, in ulp."""
        root = math.sqrt(self.edge)
        family = Family(
            self.name, why + _WHY.format(missing=missing), (self.slot(),), points=((-1.1, 1.1), (-root, root))
        )
        return family.row(row_name, _square, self.last())


_WHY = """ x is not clamped: what comes of it beyond the edge, where f lacks {missing} ulp to 1, is chosen away, nan where x^2 is
inf too. Nothing is mended: x^2, n, x n, d and the quotient round once each, d in each of its steps."""

_POLES = ((math.pi / 2) ** 2, (3 * math.pi / 2) ** 2)
"""tanh x / x has poles where x^2 is the negative of these, then of (5 pi / 2)^2 and so on."""


def cubic(third: float) -> tuple[float, float, float]:
    """Coefficients, rounded, of the product of z + p over the first two poles and a third factor, the leading 1 left out."""
    p, q = _POLES
    exact = (p + q + third, p * q + (p + q) * third, p * q * third)
    a, b, c = (to_float32(Decimal(value)) for value in exact)
    return a, b, c


THIRD = 71.25
"""Stands for all poles but the first two: there n is nearest to a polynomial of degree 5."""

ERF_CENTRE = 3
ERF_BELOW = tuple(
    map(float.fromhex, ("0x1.819806p+4", "0x1.35f7dep+8", "0x1.2d5482p+11", "0x1.54a47ep+13", "0x1.5dd9b6p+14"))
)
"""Denominator of the Pade approximant [5/5] of erf x / x as a function of z = x^2 at z = 3, its leading coefficient made 1."""

ROWS = (
    _Odd("tanh", 1.0, cubic(THIRD), 64.0).row("tanh_poles", 3.8, f"""\
Without its first poles tanh x / x is nearly a polynomial n of z = x^2, and one division is enough:
d = (z + (pi/2)^2) (z + (3 pi/2)^2) (z + {THIRD:.6g}), whose last factor stands for all further poles."""),
    _Odd("erf", float.fromhex("0x1.20dd750429b6dp+0"), ERF_BELOW, 13.5).row("erf_pade", 3.5, """\
erf x / x has no poles, and no short polynomial of z = x^2 follows it as far as its end. Times d, the denominator of its Pade approximant
[5/5] at z = 3, it is nearly a polynomial n, and one division is enough."""),
)  # fmt: skip

"""What the reductions of erf, erfc and gelu share: arguments of cores that serve out to infinity."""

from dataclasses import dataclass
from typing import Any

from search_spaces.program import Program, parse
from search_spaces.slots import Weigh


def erf_quotient(centre: float) -> Weigh:
    """erf(x) / x - 1 as a function of r = x^2 - centre; 0.128 at x = 0, so that nothing is lost there."""

    def quotient(mp: Any, r: Any) -> Any:
        square = r + centre
        if square == 0:
            return 2 / mp.sqrt(mp.pi) - 1
        x = mp.sqrt(square)
        return mp.erf(x) / x - 1

    return quotient


def inverse_of_sum(slope: float) -> Program:
    """u = 1 / (1 + slope a): 1 at a = 0, 0 at infinity."""
    return parse(f"""\
program float32 (a: float) -> (u: float)
slope: float = {slope.hex()}
one: float = 0x1p+0
d = fma(a, slope, one)
u = div(one, d)
return u
""")


@dataclass(frozen=True, slots=True)
class Between:
    """v(u) of f(a) = u + u (1 - u) v(u), u = 1 / (1 + slope a), for an f that falls from 1 at 0 like 1 - fall a.

    Attributes:
        function: f, on an mpmath context and a.
        slope: As above.
        fall: As above; v(1) = 1 - fall / slope.
    """

    function: Weigh
    slope: float
    fall: float

    def __call__(self, mp: Any, u: Any) -> Any:
        """The value, right to the context's precision but for u = 1, where float64's is enough."""
        rest = 1 - u
        if rest == 0:
            return mp.mpf(1 - self.fall / self.slope)
        with mp.workprec(mp.prec + 40 + 2 * max(0, -mp.mag(rest))):
            value = (self.function(mp, (1 / u - 1) / self.slope) / u - 1) / (1 - u)
        return +value


def ratio(zero: float, shift: float, top: float) -> Program:
    """u = (a - zero) / (a + shift), with a cut at the top for infinity's sake."""
    return parse(f"""\
program float32 (a: float) -> (u: float)
zero: float = {zero.hex()}
shift: float = {shift.hex()}
top: float = {top.hex()}
t = min(a, top)
n = sub(t, zero)
d = add(t, shift)
u = div(n, d)
return u
""")


def of_ratio(zero: float, shift: float, ends: tuple[float, float]) -> tuple[Weigh, tuple[float, float]]:
    """a as a function of u = (a - zero) / (a + shift), and the u of an interval of a, a rounding more on the left."""
    low, high = ((a - zero) / (a + shift) for a in ends)
    return lambda mp, u: (zero + shift * u) / (1 - u), (low - 2.0**-23, high)

"""Parts that the reductions of erf, erfc and gelu share: arguments of cores that serve out to infinity."""

from typing import Any

from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, fma, smaller, stage
from search_spaces.slots import Weigh, hole, part
from search_spaces.steps import LN2, LOG2_E, MAGIC, nearest_integer_shifted


def erf_quotient(centre: float) -> Weigh:
    """erf(x) / x - 1 as a function of r = x^2 - centre; 0.128 at x = 0, so that nothing is lost there."""

    def quotient(mp: Any, r: Any) -> Any:
        square = r + centre
        if square == 0:
            return 2 / mp.sqrt(mp.pi) - 1
        x = mp.sqrt(square)
        return mp.erf(x) / x - 1

    return quotient


def square_and_excess(a: Float, most: float) -> tuple[Float, Float]:
    """(s, e): a^2 = s - e exactly, s = t^2 rounded, t = a up to `most`; a stands for t in other words."""
    t = smaller(a, most)
    s = t * t
    return s, fma(-a, t, s)


def power_of_square(sign: float, top: float, bias: int) -> Program:
    """x -> (a, s, r, m): e^(a^2) or e^-(a^2), a = |x| up to `top`, as 2^k e^r."""
    square, exact = ("x^2", "s") if sign > 0 else ("-x^2", "-s")

    @stage(top=top, square=square, exact=exact, what=f"k + {bias}")
    def split(x: Float) -> Outputs:
        """{square} = k ln 2 + r, |r| <= ln 2 / 2, r to 2^-26, |x| <= {top:.6g}; the low bits of m hold {what}.

        x^2 = s - e exactly; {exact} - k ln2_high is exact: a multiple of 2^-24 below 1/2, ln2_high of 17 bits.
        """
        a = abs(x)
        s, e = square_and_excess(a, top)
        m, k = nearest_integer_shifted(s, sign * LOG2_E, MAGIC + bias)
        after_high = fma(k, -LN2.high, s if sign > 0 else -s)
        rest = fma(k, -LN2.low, -e if sign > 0 else e)
        return {"a": a, "s": s, "r": after_high + rest, "m": m}

    return split


LARGEST_R = float.fromhex("0x1.63p-2")
"""ln 2 / 2 and 1e-4 for the rounding of s / ln 2."""


# fmt: off
EXPONENTIAL_SLOT = hole("w(r)", "e^r = 1 + r w", part("expm1_quotient", lambda mp, r: mp.expm1(r) / r, (-LARGEST_R, LARGEST_R), (1.0, 1)),
                        factor=lambda mp, r: r * mp.exp(-r), result=lambda mp, r: mp.mpf(1) - mp.mpf(2) ** -30)
"""Relative to e^r, and the ulp of a result just below a power of two."""
# fmt: on


def inverse_of_sum(slope: float) -> Program:
    """u = 1 / (1 + slope a): 1 at a = 0, 0 at infinity."""

    @stage(slope=slope)
    def inverse(a: Float) -> Outputs:
        """u = 1 / (1 + {slope:.6g} a), from 1 at a = 0 to 0 at infinity."""
        denominator = fma(a, slope, 1.0)
        return {"u": 1.0 / denominator}

    return inverse


def between(u: Float, v: Float) -> Float:
    """u + u (1 - u) v, each product within an fma."""
    ends = fma(-u, u, u)
    return fma(ends, v, u)


def core_between(function: Weigh, slope: float, fall: float) -> Weigh:
    """v(u) of f(a) = u + u (1 - u) v(u), u = 1 / (1 + slope a), for an f that falls from 1 at 0 like 1 - fall a; v(1) to float64."""

    def core(mp: Any, u: Any) -> Any:
        rest = 1 - u
        if rest == 0:
            return mp.mpf(1 - fall / slope)
        with mp.workprec(mp.prec + 40 + 2 * max(0, -mp.mag(rest))):
            value = (function(mp, (1 / u - 1) / slope) / u - 1) / (1 - u)
        return +value

    return core


def of_inverse(slope: float, top: float) -> tuple[Weigh, tuple[float, float]]:
    """a as a function of u = 1 / (1 + slope a), and the u of [0, top]."""
    return lambda mp, u: (1 / u - 1) / slope, (1 / (top * slope + 1), 1.0)


def ratio(zero: float, shift: float, top: float) -> Program:
    """u = (a - zero) / (a + shift), with a cut at the top for infinity's sake."""

    @stage(zero, shift, top, zero=zero, shift=shift, top=top)
    def quotient(a: Float) -> Outputs:
        """u = (a - {zero:.6g}) / (a + {shift:.6g}), a up to {top:.6g}."""
        cut = smaller(a, top)
        numerator = cut - zero
        denominator = cut + shift
        return {"u": numerator / denominator}

    return quotient


def of_ratio(zero: float, shift: float, ends: tuple[float, float]) -> tuple[Weigh, tuple[float, float]]:
    """a as a function of u = (a - zero) / (a + shift), and the u of an interval of a, a rounding more on the left."""
    low, high = ((a - zero) / (a + shift) for a in ends)
    return lambda mp, u: (zero + shift * u) / (1 - u), (low - 2.0**-23, high)

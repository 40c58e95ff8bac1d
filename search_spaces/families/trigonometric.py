"""Reductions of trigonometric functions: x = n pi/2 + r - lack, and n mod 4 says which core, with which sign."""

from typing import Any

from search_spaces.families.quarter_turns import EXACT_WHY, MODERATE_WHY, THRESHOLD, quarter_turns
from search_spaces.programs.tracing import Float, Int, Outputs, fma, select, stage, to_int
from search_spaces.slots import Family, Reduction, Slot, hole, part
from search_spaces.steps import SIGN_BIT, fast_two_sum, flip_sign

_SQUARES = (0.0, float.fromhex("0x1.404p-1"))
"""s = r r, rounded, is at most this."""


def _root(mp: Any, s: Any) -> Any:
    return mp.sqrt(abs(s))


@stage()
def _sin_side(r: Float, lack: Float, s: Float, p: Float) -> Outputs:
    """sin(r - lack) = r - (r s p + lack), p = (r - sin r) / r^3, r s p below 0.08."""
    tail = fma(r * s, p, lack)
    return {"odd": r - tail}


@stage(30, 31, SIGN_BIT, 0, 1.0)
def _join(r: Float, lack: Float, q: Int, c: Float, odd: Float) -> Outputs:
    """cos(r - lack) = 1 + r (r c + lack), c = (cos r - 1) / r^2; the last bit of q chooses it, the next one is the sign."""
    slope = fma(r, c, lack)
    even = fma(r, slope, 1.0)
    cosine = (q << 31) < 0
    y = select(cosine, even, odd)
    sign = (q << 30) & SIGN_BIT
    return {"result": flip_sign(y, sign)}


@stage(31, 0, 1.0, -1.0)
def _tan_join(r: Float, lack: Float, s: Float, q: Int, p: Float) -> Outputs:
    """tan(r - lack) = high + low = r - (r s p + lack (1 + s + s^2)), p = (r - tan r) / r^3; -1 over that where q is odd.

    y = -1 / high, and y (1 + e + y low) is -1 / (high + low) to 2^-46, e = 1 + y high exact.
    """
    slope = fma(s, s, s)
    lost = fma(lack, slope, lack)
    tail = fma(r * s, p, lost)
    high = r - tail
    low = (r - high) - tail
    y = -1.0 / high
    e = fma(y, high, 1.0)
    correction = fma(y, low, e)
    cotangent = fma(y, correction, y)
    odd = (q << 31) < 0
    return {"result": select(odd, cotangent, high)}


@stage()
def _sinc_split(x: Float) -> Outputs:
    """x = n + r, |r| <= 1/2, exactly (Sterbenz); s = r^2."""
    n = round(x)
    r = x - n
    return {"r": r, "n": n, "s": r * r}


@stage(1.0, 0.5, 0.0, 0, 31)
def _sinc_join(x: Float, r: Float, n: Float, s: Float, c: Float) -> Outputs:
    """sinc x = 1 + s c below 1/2, else (-1)^n (r + r s c) / x, c = (sinc r - 1) / r^2.

    high + low = r + r s c exactly (Fast2Sum); e = high - q x is exact, and q + (e + low) / x is rounded once of size.
    """
    middle = fma(s, c, 1.0)
    high, low = fast_two_sum(r, (r * s) * c)
    inverse = 1.0 / x
    q = fma(high, inverse, 0.0)
    e = fma(-q, x, high)
    quotient = fma(e + low, inverse, q)
    sign = to_int(n) << 31
    outer = flip_sign(quotient, sign)
    inside = abs(x) < 0.5
    return {"result": select(inside, middle, outer)}


_SIN_AND_COS = f"""\
sin x = +-sin(r - lack) or +-cos(r - lack) by n mod 4; for cos x, n + 1 stands for n. In the sine 1 - cos r <= 0.3 of the lack, half an
ulp of r at most, is left out; in the cosine r stands for sin r beside the lack, off by 0.08 of it. The last operation is the only
rounding of size in both: r s p <= 0.08; r c + lack, up to 0.38, is rounded by 2^-26 and counts 0.79 of that.

{MODERATE_WHY}

{EXACT_WHY}"""

_TAN = f"""\
tan x = tan(r - lack), or -1/tan(r - lack) where n is odd. The lack counts 1 + tan^2 r, and s + s^2 is tan^2 r to 0.02, of a lack of half an
ulp of r at most. high + low is exact (Fast2Sum), and so is e.

{MODERATE_WHY}

{EXACT_WHY}"""

_SINC = """\
For |x| < 1/2, r = x, and 1 + s c is all. Otherwise sin(pi x)/(pi x) = (-1)^n (r/x) (1 + s c): q = high (1/x) is off by 2 ulp at most.
From 2^23 on r = 0 and the result is zero; 1/x may be flushed there. Infinities make inf - inf = nan."""

# fmt: off
_QUARTER, _TURNS = (0.0, 0.25), ((-100.0, 100.0), (-THRESHOLD, THRESHOLD))
_SIN_SLOT = hole("p(s)", "sin r = r - r s p, s = r^2",
                 part("sin_part", lambda mp, s: (_root(mp, s) - mp.sin(_root(mp, s))) / _root(mp, s) ** 3, _SQUARES, (1 / 6, 1)),
                 factor=lambda mp, s: s * _root(mp, s), result=lambda mp, s: mp.sin(_root(mp, s)))
_COS_SLOT = hole("c(s)", "cos r = 1 + s c, s = r^2", part("cos_part", lambda mp, s: (mp.cos(_root(mp, s)) - 1) / s, _SQUARES, (-0.5, 1)),
                 factor=lambda mp, s: s, result=lambda mp, s: mp.cos(_root(mp, s)))
_TAN_SLOT = hole("p(s)", "tan r = r - r s p, s = r^2",
                 part("tan_part", lambda mp, s: (_root(mp, s) - mp.tan(_root(mp, s))) / _root(mp, s) ** 3, _SQUARES, (-1 / 3, 1)),
                 factor=lambda mp, s: s * _root(mp, s), result=lambda mp, s: mp.tan(_root(mp, s)))
_SINC_SLOT = hole("c(s)", "sin(pi r) / (pi r) = 1 + s c, s = r^2",
                  part("sinc_part", lambda mp, s: (mp.sincpi(_root(mp, s)) - 1) / s, _QUARTER, (-1.6449340668482264, 1)),  # -pi^2/6
                  factor=lambda mp, s: s, result=lambda mp, s: mp.sincpi(_root(mp, s)))


def _family(target: str, why: str, *slots: Slot) -> Family:
    return Family(target, why, slots, points=_TURNS, cold_from=THRESHOLD)


ROWS: tuple[Reduction, ...] = (
    *(_family(target, _SIN_AND_COS, _SIN_SLOT, _COS_SLOT).row(f"{target}_quarter_turns", quarter_turns(turn), _sin_side, _join)
      for target, turn in (("sin", 0), ("cos", 1))),
    _family("tan", _TAN, _TAN_SLOT).row("tan_quarter_turns", quarter_turns(0), _tan_join),
    Family("sinc", _SINC, (_SINC_SLOT,), points=((-2.0, 2.0), (-100.0, 100.0))).row("sinc_integers", _sinc_split, _sinc_join),
)
# fmt: on

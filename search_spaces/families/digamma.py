"""Reductions of the digamma function, the logarithmic derivative of gamma."""

from typing import Any

from search_spaces.families.gamma import log_slot, logarithm
from search_spaces.programs.lowering import passed
from search_spaces.programs.tracing import Bool, Float, Outputs, fma, select, stage, to_float
from search_spaces.slots import Family, hole, one, part
from search_spaces.steps import EXPONENT_BITS, LN2, MASKED, ROOT_HALF, WIDTH, split_mantissa, two_sum


@stage(0.0, 1.0, 0.5, ROOT_HALF, EXPONENT_BITS, WIDTH)
def _splits(x: Float) -> Outputs:
    """a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u = 1 / a.

    1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact.
    """
    a = abs(x)
    negative = x < 0.0
    d = a - round(a)
    s = d * d
    opposite = -x
    pole = select(negative, d, opposite)
    m, exponent = split_mantissa(a, ROOT_HALF, MASKED)
    f, k = m - 1.0, to_float(exponent)
    z = a - 0.5
    u = 1.0 / a
    return {"a": a, "negative": negative, "d": d, "s": s, "f": f, "k": k, "pole": pole, "z": z, "u": u}


_NORMAL, _LARGEST = 2.0**-126, float.fromhex("0x1.fffffep+127")


@stage(0.0, 1.0, LN2.high, -LN2.high, LN2.low, _NORMAL, _LARGEST)
def _last(
    x: Float, a: Float, negative: Bool, d: Float, f: Float, k: Float, pole: Float, c: Float, q: Float, r: Float, b: Float,
) -> Outputs:  # fmt: skip
    """digamma x = P(a) + 1/pole (+ d b for x < 0), P(a) = digamma(1 + a) = q below 1, log a + r beyond; large terms in two parts."""
    first, second = logarithm(f, k, c)
    below_one = a < 1.0
    beyond = second + r
    head = select(below_one, 0.0, first)
    rest = select(below_one, q, beyond)
    v = 1.0 / pole
    residual = fma(-v, pole, 1.0)
    total, lost = two_sum(head, v)
    bend = select(negative, d, 0.0)
    bent = fma(bend, b, rest)
    sharp = fma(v, residual, bent)
    value = total + (sharp + lost)
    tiny = a < _NORMAL
    inner = select(tiny, v, value)
    huge = x > _LARGEST
    return {"result": select(huge, x, inner)}


def _near_core(mp: Any, z: Any) -> Any:
    return mp.digamma(z + mp.mpf("1.5"))


def _series_core(mp: Any, u: Any) -> Any:
    """digamma(1 + a) - log a at a = 1/u: u/2 - u^2/12 + ... (DLMF 5.11.2)."""
    if u == 0:
        return mp.zero
    with mp.workprec(mp.prec + 40 + 2 * max(0, -mp.mag(u))):
        value = mp.digamma(1 + 1 / u) + mp.log(u)
    return +value


def _bent(mp: Any, s: Any) -> Any:
    """(pi d cot(pi d) - 1) / d^2 at d^2 = s."""
    d = mp.sqrt(s)
    return (mp.pi * d * mp.cospi(d) / mp.sinpi(d) - 1) / s


# fmt: off
_DIGAMMA = Family("digamma", """\
P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) + pi cot(pi a) = P(a) + 1/d + d b,
d = a - rint(a), which is exact. The logarithm, from 1 on (DLMF 5.11.2), is in two parts. The pole v, 1/d or -1/a, and its quotient's
remainder are two numbers as well, and the head of the logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros
between the poles they cancel from a size of up to 16 to one of 1 or less, in whose ulp, that of 1, errors count. What is left is of size
2: three roundings and that of b, 2^-24 each. At a negative integer d is 0, and infinity times 0 gives nan; below 2^-126 -1/x is the
result, infinite at zeros with the sign of -1/x; infinity gives itself.""", (
    log_slot("c(f)", 1),
    hole("q(z)", "digamma(1 + a) = q, z = a - 1/2", part("digamma_near", _near_core, (-0.5, 0.5)), factor=one, result=one),
    hole("r(u)", "digamma(1 + a) - log a = r, about u / 2 - u^2 / 12, u = 1 / a", part("digamma_series", _series_core, (0.0, 1.0)),
         factor=one, result=one),
    hole("b(s)", "pi d cot(pi d) = 1 + s b, s = d^2", part("digamma_reflection", _bent, (0.0, 0.25), (-3.289868133696453, 1)),  # -pi^2 / 3
         factor=lambda mp, s: mp.sqrt(s), result=one),
), points=((-13.0, 0.0), (0.0, 10.0)))

ROWS = (_DIGAMMA.row("digamma_reflected", _splits, passed("z"), passed("u"), passed("s"), _last),)
# fmt: on

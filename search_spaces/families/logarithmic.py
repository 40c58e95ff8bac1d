"""Reductions of logarithms: x = 2^k (1 + f), and log x = k log 2 + log(1 + f) with the roundings of the sum kept."""

import math
from typing import Any

from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, bits, fma, from_bits, select, stage, to_float
from search_spaces.slots import Family, Slot, hole, part
from search_spaces.steps import EXPONENT_BITS, FIELD, LN2, LN2_NEAREST, SHIFTED, WIDTH, fast_two_sum, split_mantissa

NEAR_SQRT, _LOW, TWO_THIRDS, _THREE_QUARTERS = 1060439283, 1060241408, 1059760811, 1061158912
"""Bits of the least mantissa: 0x1.6a09e6p-1 (next to sqrt(1/2)), 0x1.64p-1, 0x1.555556p-1 (next to 2/3), 3/4."""

_WORD_OF_FOUR = 1082130432

_DOMAINS = {
    NEAR_SQRT: (float.fromhex("-0x1.2bec34p-2"), float.fromhex("0x1.a8279p-2")),
    _LOW: (float.fromhex("-0x1.38p-2"), float.fromhex("0x1.9p-2")),
    TWO_THIRDS: (float.fromhex("-0x1.555554p-2"), float.fromhex("0x1.55555p-2")),
    _THREE_QUARTERS: (-0.25, 0.5),
}
"""f from the least mantissa less 1 to twice it less 1."""


def split(least: int, scaled: bool = False) -> Program:
    """x -> (f, k): x = 2^k (1 + f), the bits of 1 + f from `least` up to one binade more; scaled: 2^23 k for k, as its field holds it."""
    constants = (least, EXPONENT_BITS) if scaled else (least, WIDTH)
    given = "; 2^23 k is given for k" if scaled else ""

    @stage(*constants, 1.0, given=given)
    def mantissa(x: Float) -> Outputs:
        """x = 2^k (1 + f) exactly, k = 0 around x = 1{given}."""
        m, exponent = split_mantissa(x, least, FIELD if scaled else SHIFTED)
        return {"f": m - 1.0, "k": to_float(exponent)}

    return mantissa


def _exact_sum(q: Float, f: Float, k: Float) -> Float:
    """log(2^k (1 + f)) = (k ln 2 + f) + f^2 q: k ln2_high is exact, and the error of its sum with f is kept (Fast2Sum)."""
    square = f * f
    head, lost = fast_two_sum(k * LN2.high, f)
    rest = fma(k, LN2.low, lost)
    tail = fma(square, q, rest)
    return head + tail


def _short_sum(q: Float, f: Float, k: Float) -> Float:
    """log(2^k (1 + f)) = k ln 2 + (f + f^2 q)."""
    log_mantissa = fma(f * f, q, f)
    with_low = fma(k, LN2_NEAREST.low, log_mantissa)
    return fma(k, LN2_NEAREST.high, with_low)


def ends(total: Float, x: Float) -> Float:
    """-inf below 2^-126, nan for x < 0; inf and nan themselves."""
    low = x < 2.0**-126
    beyond = select(x < 0.0, math.nan, -math.inf)
    inside = select(low, beyond, total)
    finite = x < math.inf
    return select(finite, inside, x)


def _shifted_ends(total: Float, x: Float) -> Float:
    """x itself below 2^-30, where log(1 + x) is x to 2^-31 of itself, for inf and nan; -inf at -1, nan below."""
    magnitude = bits(x) & 0x7FFFFFFF
    ordinary = (magnitude - _TINY) < _SPAN
    inside = select(ordinary, total, x)
    outside = x < -1.0
    beyond = select(outside, math.nan, -math.inf)
    low = x < _LAST
    return select(low, beyond, inside)


_TINY, _SPAN, _LAST = -1333788672, -822083584, float.fromhex("-0x1.fffffep-1")
"""Less the first, words of |x| from 2^-30 up to the largest float32 are below the second; the float32 above -1."""
_SUM_CONSTANTS = (*LN2, 2.0**-126, 0.0, math.inf, -math.inf, math.nan)
_SHORT_CONSTANTS = (*LN2_NEAREST, *_SUM_CONSTANTS[2:])
_SHIFTED_ENDS = (0x7FFFFFFF, _TINY, _SPAN, _LAST, -1.0, -math.inf, math.nan)


@stage(*_SUM_CONSTANTS)
def _log_exact(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log x = (k ln 2 + f) + f^2 q, q = (log(1 + f) - f) / f^2; f^2 q below 1/16."""
    return {"result": ends(_exact_sum(q, f, k), x)}


@stage(*LN2, -0.5, *_SUM_CONSTANTS[2:])
def _log_cubic(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log x = (k ln 2 + f) + (f^3 q - f^2 / 2), q = (log(1 + f) - f + f^2 / 2) / f^3; f^3 q below 0.02."""
    square = f * f
    cube = square * f
    head, lost = fast_two_sum(k * LN2.high, f)
    lows = fma(k, LN2.low, lost)
    rest = fma(cube, q, lows)
    tail = fma(f, f * -0.5, rest)
    return {"result": ends(head + tail, x)}


@stage(*_SHORT_CONSTANTS)
def _log_short(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log x = k ln 2 + (f + f^2 q), q = (log(1 + f) - f) / f^2."""
    return {"result": ends(_short_sum(q, f, k), x)}


@stage(_THREE_QUARTERS, WIDTH, _WORD_OF_FOUR, 1.0, -1.0, 0.25)
def _split_shifted(x: Float) -> Outputs:
    """1 + x = 2^k (1 + f), 1 + f in [3/4, 3/2), f = 2^-k x + (2^-k - 1) from x itself: exact up to 2^24, to 2^-25 beyond."""
    above = bits(x + 1.0) - _THREE_QUARTERS
    exponent = above >> WIDTH
    scale = from_bits(_WORD_OF_FOUR - (exponent << WIDTH))  # 2^(2 - k)
    quarter = x * 0.25
    offset = fma(scale, 0.25, -1.0)
    f = fma(quarter, scale, offset)
    return {"f": f, "k": to_float(exponent)}


@stage(*LN2, *_SHIFTED_ENDS)
def _log1p_exact(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log(1 + x) = (k ln 2 + f) + f^2 q, q = (log(1 + f) - f) / f^2."""
    return {"result": _shifted_ends(_exact_sum(q, f, k), x)}


@stage(*LN2_NEAREST, *_SHIFTED_ENDS)
def _log1p_short(q: Float, f: Float, k: Float, x: Float) -> Outputs:
    """log(1 + x) = k ln 2 + (f + f^2 q), q = (log(1 + f) - f) / f^2."""
    return {"result": _shifted_ends(_short_sum(q, f, k), x)}


_BASES = {"log": (math.e, 1.0), "log2": (2, math.log2(math.e)), "log10": (10, math.log10(math.e))}
"""The base, and 1 / ln of it."""


def slot(target: str, least: int, order: int = 2) -> Slot:
    """A core q of log(1 + f) to a target's base: q f^2 follows f, or q f^3 follows f - f^2 / 2, both over ln of the base."""
    name = f"{target}_tail" if order == 2 else f"{target}_cubic_tail"
    base, per_ln = _BASES[target]
    limit = per_ln * (-0.5 if order == 2 else 1 / 3)

    def ln(mp: Any) -> Any:
        return mp.one if target == "log" else mp.log(base)

    def follows(mp: Any, f: Any) -> Any:
        head = f if order == 2 else f - f**2 / 2
        return (mp.log1p(f) - head) / ln(mp) / f**order

    over = "" if target == "log" else f" / ln {base}"
    formula = f"{target}(1 + f) = {'f' if order == 2 else '(f - f^2 / 2)'}{over} + f^{order} q"
    core = part(name, follows, _DOMAINS[least], (limit, order))
    return hole("q(f)", formula, core, factor=lambda mp, f: f**order, result=lambda mp, f: mp.log1p(f) / ln(mp))


_FROM = """\
1 + f begins at {least}: the bits of x less those of {least} hold k above bit 23, and k is taken from the exponent field again. f is
exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0 around x = 1, where the head of the series is the result but
for a small term, so that the relative error stays small (Muller, Elementary Functions, chapter 11).
{{}}
Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves."""

LOST = """\
The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
added to the tail, whose roundings hardly count beside the last addition's half an ulp."""
_KEPT = f"ln 2 has a part of 16 bits, whose product with k is exact, and a rest. {LOST}"


def family(target: str, least: str) -> Family:
    """Rows whose mantissas begin at `least`, with points where k is 0 and the relative error largest, and some binades around."""
    return Family(target, _FROM.format(least=least), points=((0.6, 1.6), (0.4, 6.0)))


_BITS, _ROOT = family("log", "0x1.64p-1"), family("log", "sqrt(1/2)")
_LOG1P = Family("log1p", """\
k is from the bits of the rounded sum and f from x itself: f = 2^-k x + (2^-k - 1), in which 2^-k is 2^(2 - k) / 4 so that k = 128 stays in
the normal range. f = x for k = 0. It is exact for others up to |x| = 2^24, as k = 1 begins at x = 1/2 and k = -1 ends at x = -1/4: 2^-k x
is a multiple of 2^-25 for x in [1/2, 1), where f is in [-1/4, 0), and of 2^-24 elsewhere, with |f| < 1/2. Beyond, its error is below
2^-25, with results above 16.
{}
Below 2^-30 the result is x, within 2^-31 of itself, and so are inf, nan and zeros; -1 gives -inf, and an x below it nan.""",
    (slot("log", _THREE_QUARTERS),), points=((-0.4, 0.6), (-0.9, 5.0)))  # fmt: skip

# fmt: off
ROWS = (
    _BITS.row("log_split_exact", split(_LOW), _log_exact, slots=(slot("log", _LOW),), why=f"""\
{_KEPT} The least mantissa keeps f^2 q below 1/16 at both ends, where the result is from 0.3296 to 0.3634, so that its own rounding is
1/16 ulp at most."""),
    _BITS.row("log_split_cubic", split(_LOW), _log_cubic, slots=(slot("log", _LOW, order=3),), why=f"""\
{_KEPT} The core's term is below 0.02, so that its roundings hardly count, and f^2 / 2 is exact within its fma: the one other rounding, that
of a tail below 0.066, is 1/8 ulp of results from 0.3296 on."""),
    _ROOT.row("log_split_short", split(NEAR_SQRT), _log_short, slots=(slot("log", NEAR_SQRT),), why="""\
ln 2 is in two parts. The bracket is below 0.3466 and rounded to 2^-26 at worst; beside k = 1 or -1, where the result is as small as 0.3466,
that is half an ulp more."""),
    _LOG1P.row("log1p_split_exact", _split_shifted, _log1p_exact, why=_KEPT),
    _LOG1P.row("log1p_split_short", _split_shifted, _log1p_short, why="""\
ln 2 is in two parts. The bracket is below 0.4055 and rounded to 2^-26 at worst; beside k = 1 or -1, where the result is as small as 0.2877,
that is half an ulp more."""),
)
# fmt: on

"""Short reductions of sin, cos and tan: one core, and a remainder that is right to some 2^-22 of itself.

sin and cos take off half turns, so that one odd core on [-pi/2, pi/2] is all; tan takes off quarter turns.
"""

from typing import Any, NamedTuple

from search_spaces.families.quarter_turns import THRESHOLD, TWO_OVER_PI_NEAREST, UNIT, Turns, turns_of, words_constants
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Int, Outputs, bits, fma, select, select_word, stage, to_float
from search_spaces.slots import Family, Reduction, Slot, hole, one, part
from search_spaces.steps import MAGIC, flip_sign, nearest_integer_shifted

_HALF_SQUARES, _QUARTER_SQUARES = (0.0, float.fromhex("0x1.4p+1")), (0.0, float.fromhex("0x1.41p-1"))
"""r^2 is at most (pi/2 (1 + 2^18 |c - 1/pi|))^2 = 2.4841, and a quarter of that for tan."""


class _Turn(NamedTuple):
    """P as a sum of three, of which the first has 24 bits, all negated."""

    first: float
    second: float
    third: float


_QUARTER_TURN = _Turn(*(float.fromhex(text) for text in ("-0x1.921fb4p+0", "-0x1.4442d0p-24", "-0x1.84698ap-48")))
_HALF_TURN = _Turn(*(2 * part for part in _QUARTER_TURN))
"""Of pi/2, and of pi."""
_QUARTER = 1 << 30
"""Of f, which holds turns of 2 pi modulo 1 in 32 bits."""


def _moderate(x: Float, per: float, turn: _Turn, less_half: bool) -> tuple[Float, Int]:
    """(r, t's word): r = x - n P to few units of 2^-24 of itself, n nearest to x / P, or m - 1/2 with m nearest to x / P + 1/2."""
    if less_half:
        t = fma(x, per, 0.5) + MAGIC
        n = (t - MAGIC) - 0.5
    else:
        t, n = nearest_integer_shifted(x, per, MAGIC)
    after_first = fma(n, turn.first, x)
    after_second = fma(n, turn.second, after_first)
    r = fma(n, turn.third, after_second)
    return r, bits(t)


def _angle(turns: Turns, fraction: Int) -> Float:
    """The fraction and g times 2^-30 pi/2."""
    angle = to_float(fraction) * UNIT
    return fma(turns.g, UNIT, angle)


def _huge(turns: Turns, target: str) -> tuple[Float, Int]:
    """(r, q) from |x| 2/pi = (f + g) 2^-30: r the remainder of x, q the turns taken off."""
    if target == "tan":
        q = (turns.f + (1 << 29)) >> 30
        fraction = (turns.f << 2) >> 2
        return flip_sign(_angle(turns, fraction), turns.sign()), q
    f = turns.f + (_QUARTER if target == "cos" else 0)
    q = (f + _QUARTER) >> 31
    fraction = (f << 1) >> 1
    size = _angle(turns, fraction)
    return size if target == "cos" else flip_sign(size, turns.sign()), q


def _stage(target: str) -> Program:
    """x -> (r, q, cold, s): r is the remainder of x, q the turns taken off, modulo 2, s = r^2."""
    quarters = target == "tan"
    minus_turn = _QUARTER_TURN if quarters else _HALF_TURN
    per = TWO_OVER_PI_NEAREST if quarters else TWO_OVER_PI_NEAREST / 2

    period, held = "pi/2" if quarters else "pi", "m = n + 1/2" if target == "cos" else "n"

    @stage(MAGIC, 0.5, *minus_turn, per, _QUARTER, *words_constants(0), period=period, held=held)
    def reduced(x: Float) -> Outputs:
        """x = n P + r, P = {period}, |r| <= P/2 or hardly more; q holds {held}, s = r^2.

        Cody and Waite in three parts below 2^17, Payne and Hanek beyond: r is right to few units of 2^-24 of itself and 2^-54.
        """
        moderate_r, moderate_q = _moderate(x, per, minus_turn, target == "cos")
        turns = turns_of(x)
        huge_r, huge_q = _huge(turns, target)
        cold = turns.is_cold()
        r = select(cold, huge_r, moderate_r)
        q = select_word(cold, huge_q, moderate_q)
        return {"r": r, "q": q, "cold": cold, "s": r * r}

    return reduced


@stage()
def _sin_end(r: Float, q: Int, p: Float) -> Outputs:
    """(-1)^q r p, p = sin r / r."""
    y = r * p
    return {"result": flip_sign(y, q << 31)}


@stage(31, 0, -1.0)
def _tan_end(r: Float, q: Int, p: Float) -> Outputs:
    """tan r = r p, p = tan r / r; -1 over that where q is odd."""
    y = r * p
    cotangent = -1.0 / y
    odd = (q << 31) < 0
    return {"result": select(odd, cotangent, y)}


def _over_root(function: str) -> Any:
    """f(sqrt s) / sqrt s."""

    def quotient(mp: Any, s: Any) -> Any:
        root = mp.sqrt(abs(s))
        return mp.mpf(1) if root == 0 else getattr(mp, function)(root) / root

    return quotient


def _slot(function: str, squares: tuple[float, float]) -> Slot:
    """A core whose error counts in its own ulps: r times it is the result."""
    target = part(f"{function}_over_root", _over_root(function), squares)
    return hole("p(s)", f"{function} r = r p, s = r^2", target, factor=one)


_SIN_SLOT, _TAN_SLOT = _slot("sin", _HALF_SQUARES), _slot("tan", _QUARTER_SQUARES)


def _row(target: str, name: str, end: Program, slot: Slot, formula: str) -> Reduction:
    points = ((-100.0, 100.0), (-THRESHOLD, THRESHOLD))
    return Family(target, _WHY, (slot,), points=points, cold_from=THRESHOLD).row(name, _stage(target), end, why=formula)


_WHY = """\
{}. n = x c rounded, c the inverse of a turn; a turn is P1 + P2 + P3, all three positive, so that -0 stays -0; x - n P1 is exact, and each
further fma rounds once. From 2^17 on, below infinity, Payne and Hanek in words as in the rows of quarter turns: x 2/pi = (f + g) 2^-30
modulo 4, and r is f's fraction, rounded to 24 bits, and g, times K = 2^-30 pi/2. inf - inf makes nan of infinities."""

ROWS = (
    _row("sin", "sin_half_turns", _sin_end, _SIN_SLOT, "sin x = (-1)^n sin r, x = n pi + r"),
    _row(
        "cos",
        "cos_half_turns",
        _sin_end,
        _SIN_SLOT,
        "cos x = (-1)^m sin r, x = n pi + r, n = m - 1/2, m = x c + 1/2 rounded",
    ),
    _row(
        "tan",
        "tan_quarter_turns_short",
        _tan_end,
        _TAN_SLOT,
        "tan x = tan r, or -1/tan r where n is odd, x = n pi/2 + r",
    ),
)

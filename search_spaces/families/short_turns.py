"""Short reductions of sin, cos and tan: one core, and a remainder that is right to some 2^-22 of itself.

sin and cos take off half turns, so that one odd core on [-pi/2, pi/2] is all; tan takes off quarter turns.
"""

from dataclasses import replace
from typing import Any

from search_spaces.families.quarter_turns import IS_COLD, THRESHOLD, WORDS, with_words
from search_spaces.lowering import compose, drop_dead
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, one, part

_HALF_SQUARES, _QUARTER_SQUARES = (0.0, float.fromhex("0x1.4p+1")), (0.0, float.fromhex("0x1.41p-1"))
"""r^2 is at most (pi/2 (1 + 2^18 |c - 1/pi|))^2 = 2.4841, and a quarter of that for tan."""

_HALF_TURNS = (
    "p1: float = -0x1.921fb4p+1\np2: float = -0x1.4442d0p-23\np3: float = -0x1.84698ap-47\nc: float = 0x1.45f306p-2\n"
)
_QUARTER_TURNS = (
    "p1: float = -0x1.921fb4p+0\np2: float = -0x1.4442d0p-24\np3: float = -0x1.84698ap-48\nc: float = 0x1.45f306p-1\n"
)

_WHOLE = "t = fma(x, c, magic)\nn = sub(t, magic)\n"
_LESS_HALF = "u = fma(x, c, half)\nt = add(u, magic)\nm = sub(t, magic)\nn = sub(m, half)\n"
_TAKE = "r1 = fma(n, p1, x)\nr2 = fma(n, p2, r1)\nmr = fma(n, p3, r2)\nmq = bits(t)\n"

_HALVES = "fh = iadd(ft, one30)\nxq = shr(fh, i31)\nfs = shl(ft, i1)\nfq = shr(fs, i1)\n"
_QUARTERS = "fh = iadd(f, halfway)\nxq = shr(fh, i30)\nfs = shl(f, i2)\nfq = shr(fs, i2)\n"
_ANGLE = "a = to_float(fq)\ny = mul(a, k1)\nsize = fma(g, k1, y)\n"
_SIGNED = "sign = iand(b, top)\nsb = bits(size)\nsx = ixor(sb, sign)\nxr = from_bits(sx)\n"


def _stage(constants: str, moderate: str, huge: str, kept: str) -> Program:
    """x -> (r, q, cold, s): r is what is left of x, q the turns taken off, modulo 2, s = r^2.

    Args:
        constants: A turn in three parts, and its inverse.
        moderate: x -> (t, n): n turns are to be taken off, the low bits of t are q's.
        huge: (f, g) -> (xq, size): the same of |x| from 2/pi in words.
        kept: The value that is r where x is huge.
    """
    below = parse(
        f"program float32 (x: float) -> (mr: float, mq: int)\nmagic: float = 0x1.8p+23\nhalf: float = 0x1p-1\n{constants}"
        f"{moderate}{_TAKE}return mr, mq\n"
    )
    head = f"program float32 (x: float, mr: float, mq: int) -> (r: float, q: int, cold: bool)\none30: int = {1 << 30}"
    end = f"{IS_COLD}r = select(cold, {kept}, mr)\nq = iselect(cold, xq, mq)\nreturn r, q, cold\n"
    square = parse("program float32 (r: float) -> (s: float)\ns = mul(r, r)\nreturn s\n")
    whole = compose(compose(below, with_words(head, WORDS + huge + end, 0)), square)
    return drop_dead(replace(whole, outputs=tuple(out for out in whole.outputs if out.name in ("r", "q", "cold", "s"))))


_STAGES = {
    "sin": _stage(_HALF_TURNS, _WHOLE, f"ft = iadd(f, i0)\n{_HALVES}{_ANGLE}{_SIGNED}", "xr"),
    "cos": _stage(_HALF_TURNS, _LESS_HALF, f"ft = iadd(f, one30)\n{_HALVES}{_ANGLE}", "size"),
    "tan": _stage(_QUARTER_TURNS, _WHOLE, f"{_QUARTERS}{_ANGLE}{_SIGNED}", "xr"),
}

_SIN_END = parse("""\
program float32 (r: float, q: int, p: float) -> (result: float)
i31: int = 31
y = mul(r, p)
sign = shl(q, i31)
b = bits(y)
signed = ixor(b, sign)
result = from_bits(signed)
return result
""")

_TAN_END = parse("""\
program float32 (r: float, q: int, p: float) -> (result: float)
i31: int = 31
zero: int = 0
minus: float = -0x1p+0
y = mul(r, p)
cot = div(minus, y)
parity = shl(q, i31)
odd = ilt(parity, zero)
result = select(odd, cot, y)
return result
""")


def _over_root(function: str) -> Any:
    """f(sqrt s) / sqrt s."""

    def quotient(mp: Any, s: Any) -> Any:
        root = mp.sqrt(abs(s))
        return mp.mpf(1) if root == 0 else getattr(mp, function)(root) / root

    return quotient


def _row(target: str, name: str, end: Program, slot: Slot, why: str) -> Reduction:
    return Reduction(
        name=name,
        target=target,
        stages=(_STAGES[target], end),
        slots=(slot,),
        flushes=False,
        why=why,
        points=((-100.0, 100.0), (-THRESHOLD, THRESHOLD)),
        cold_from=THRESHOLD,
    )


def _slot(function: str, squares: tuple[float, float]) -> Slot:
    """A core whose error counts in its own ulps: r times it is the result."""
    return Slot("p", "s", part(f"{function}_over_root", _over_root(function), squares), squares, factor=one)


_SIN_SLOT, _TAN_SLOT = _slot("sin", _HALF_SQUARES), _slot("tan", _QUARTER_SQUARES)

_WHY = """\
{what}, with p near {core}, s = r^2. n = x c rounded, c the inverse of a turn{shift}; a turn is P1 + P2 + P3, all three positive,
so that -0 stays -0; x - n P1 is exact, and each further fma rounds once: r is off by few units of 2^-24 of itself and 2^-54.
From 2^17 on, below infinity, Payne and Hanek in words as in {other}: x 2/pi = (f + g) 2^-30 modulo 4, and r is f's fraction,
rounded to 24 bits, and g, times K = 2^-30 pi/2. inf - inf makes nan of infinities."""

# fmt: off
ROWS = (
    _row("sin", "sin_half_turns", _SIN_END, _SIN_SLOT, _WHY.format(
        what="sin x = (-1)^n sin r, x = n pi + r, and sin r = r p(s)", core="sin(r)/r", shift="", other="sin_quarter_turns")),
    _row("cos", "cos_half_turns", _SIN_END, _SIN_SLOT, _WHY.format(
        what="cos x = (-1)^m sin r, x = (m - 1/2) pi + r, and sin r = r p(s)", core="sin(r)/r",
        shift=" and n = m - 1/2, m = x c + 1/2 rounded", other="cos_quarter_turns")),
    _row("tan", "tan_quarter_turns_short", _TAN_END, _TAN_SLOT, _WHY.format(
        what="tan x = tan r, or -1/tan r where n is odd, x = n pi/2 + r, and tan r = r p(s)", core="tan(r)/r", shift="",
        other="tan_quarter_turns")),
)
# fmt: on

"""Reductions of the error function, its complement and its inverse."""

import math
from decimal import Decimal
from typing import Any

from search_spaces.lowering import compose, to_float32
from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, Weigh, part


def _erf_quotient(centre: float) -> Weigh:
    """erf(x) / x - 1 as a function of r = x^2 - centre; 0.128 at x = 0, so that nothing is lost there."""

    def quotient(mp: Any, r: Any) -> Any:
        square = r + centre
        if square == 0:
            return 2 / mp.sqrt(mp.pi) - 1
        x = mp.sqrt(square)
        return mp.erf(x) / x - 1

    return quotient


def _erfc_root(turn: float, power: int) -> Weigh:
    return lambda mp, r: mp.root(mp.erfc(turn + r), power)


def _moved_by_power(turn: float, power: int) -> Weigh:
    """d/dq of 1 - q^power at q = erfc(turn + r)^(1/power), up to its sign."""
    root = _erfc_root(turn, power)
    return lambda mp, r: power * root(mp, r) ** (power - 1)


def _small_slot(turn: float, centre: float) -> Slot:
    """erf(x) = x + x c(x^2 - centre) for |x| < turn."""
    domain = (-centre, turn * turn - centre)
    quotient = part("erf_quotient", _erf_quotient(centre), domain)
    root: Weigh = lambda mp, r: mp.sqrt(r + centre)  # noqa: E731
    return Slot("c", "s", quotient, domain, factor=root, result=lambda mp, r: mp.erf(root(mp, r)))


def _large_slot(turn: float, power: int) -> Slot:
    """erf(turn + r) = 1 - q^power for 0 <= r <= 4 - turn."""
    domain = (0.0, 4.0 - turn)
    root = part(f"erfc_root{power}", _erfc_root(turn, power), domain)
    factor = _moved_by_power(turn, power)
    return Slot("q", "r", root, domain, factor=factor, result=lambda mp, r: mp.erf(turn + r))


def _centred_square(centre: float) -> Program:
    return parse(f"""\
program float32 (x: float) -> (s: float)
shift: float = {(-centre).hex()}
s = fma(x, x, shift)
return s
""")


def _beyond(turn: float) -> Program:
    """How far |x| is beyond the turn, 4 - turn at most; exact, because the turn has few bits."""
    return parse(f"""\
program float32 (x: float) -> (r: float)
turn: float = {turn.hex()}
top: float = {(4.0 - turn).hex()}
a = abs(x)
t = sub(a, turn)
r = min(t, top)
return r
""")


def _joined(turn: float, power: int) -> Program:
    """x + x c below the turn, and 1 - q^power with the sign of x from there on."""
    halvings = power.bit_length() - 2
    squares = [f"q{i + 1} = mul({f'q{i}' if i else 'q'}, {f'q{i}' if i else 'q'})" for i in range(halvings)]
    root = f"q{halvings}" if halvings else "q"
    return parse(f"""\
program float32 (x: float, c: float, r: float, q: float) -> (result: float)
zero: float = 0x0p+0
one: float = 0x1p+0
sign: int = -2147483648
small = fma(x, c, x)
{chr(10).join(squares)}
less = neg({root})
above = fma(less, {root}, one)
b = bits(x)
signed = iand(b, sign)
magnitude = bits(above)
joined = ior(magnitude, signed)
large = from_bits(joined)
near = lt(r, zero)
result = select(near, small, large)
return result
""")


_ERF_WHY = """\
|x| < {turn}: erf(x) = x + x c(s), s = x^2 - {centre}. c runs from 0.128 at x = 0 down to {least:.3f}, so an ulp of c is a small part
of an ulp of the result; the centre halves |s|, and with it what the rounding of x^2 and of c's inner terms adds.
{turn} <= |x|: erf(x) = 1 - q(r)^{power}, q(r) = erfc({turn} + r)^(1/{power}), r = min(|x| - {turn}, {reach}), which is exact; the sign of x goes
into the sign bit. erfc({turn}) = {rest:.3f}, so relative errors of q^{power} weigh {rest:.3f} at most; q(r) begins at r = 0 because they weigh
most there. At |x| = 4 q^{power} is 2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a
polynomial than erfc itself: its logarithm falls {power} times slower."""


def _erf_row(name: str, turn: float, centre: float, power: int) -> Reduction:
    stages = (_centred_square(centre), _beyond(turn), _joined(turn, power))
    least, rest = math.erf(turn) / turn - 1, math.erfc(turn)
    why = _ERF_WHY.format(turn=turn, centre=centre, least=least, power=power, rest=rest, reach=4.0 - turn)
    slots = (_small_slot(turn, centre), _large_slot(turn, power))
    return Reduction(name, "erf", stages, slots, flushes=False, why=why, points=((-4.5, 4.5),))


# s = a^2 for a = |x| <= 10; a^2 = s + e exactly, because a t has the value of t^2 but is no common subexpression of it.
_SQUARE_AND_REST = """\
t = min(a, ten)
s = mul(t, t)
ms = neg(s)
e = fma(a, t, ms)
"""

# -a^2 = k ln 2 + r: k = round(-s / ln 2), r = ((-s - k ln2_hi) - e) - k ln2_lo, where the first difference is exact: ln2_hi
# has 17 bits, and all is a multiple of 2^-24 below 1/2 in size. The low bits of m are k + bias.
_BELL_ARGUMENT = """\
m = fma(s, per_k, magic)
k = sub(m, magic)
r0 = fma(k, ln2_hi, ms)
r1 = sub(r0, e)
r = fma(k, ln2_lo, r1)
"""


def _bell_stage(bias: int) -> Program:
    return parse(f"""\
program float32 (x: float) -> (a: float, s: float, r: float, m: float)
ten: float = 0x1.4p+3
per_k: float = -0x1.715476p+0
magic: float = {float(3 * 2**22 + bias).hex()}
ln2_hi: float = -0x1.62e4p-1
ln2_lo: float = -0x1.7f7d1cp-20
a = abs(x)
{_SQUARE_AND_REST}{_BELL_ARGUMENT}return a, s, r, m
""")


def _exponential_slot() -> Slot:
    """e^r = 1 + r w(r), |r| <= ln 2 / 2 and 1e-4 for the rounding of s / ln 2."""
    domain = (-float.fromhex("0x1.63p-2"), float.fromhex("0x1.63p-2"))
    quotient = part("expm1_quotient", lambda mp, r: mp.expm1(r) / r, domain, near_zero=(1.0, 1))
    # Relative to e^r, and the ulp of a result just below a power of two.
    factor: Weigh = lambda mp, r: r * mp.exp(-r)  # noqa: E731
    return Slot("w", "r", quotient, domain, factor=factor, result=lambda mp, r: mp.mpf(1) - mp.mpf(2) ** -30)


def _erfcx(mp: Any, a: Any) -> Any:
    return mp.exp(a * a) * mp.erfc(a)


# y = e^(-a^2) erfcx(a) times 2^-k, and 2^k is made of the low bits of m; from 9.19 on the result is below 2^-126.
_TO_TAIL = """\
mb = bits(m)
field = shl(mb, width)
scale = from_bits(field)
scaled = mul(y, scale)
beyond = lt(cut, a)
tail = select(beyond, zero, scaled)
mirrored = sub(two, tail)
left = lt(x, zero)
far = select(left, mirrored, tail)
"""
_TAIL_CONSTANTS = """\
width: int = 23
cut: float = 0x1.2639bep+3
zero: float = 0x0p+0
two: float = 0x1p+1
"""
_BELL_WHY = """\
e^(-a^2) = 2^k (1 + r w(r)), |r| <= ln 2 / 2: a^2 = s + e to the last bit (s = fl(a^2)) and ln 2 is in two parts, so that r is good
to 2^-26. k is added to the exponent of the finished product, exactly; from a = 9.1945 on the result is below 2^-126 and made 0.
a is cut at 10, where all is decided, so that infinity passes. For x < 0 erfc(x) = 2 - erfc(|x|)."""


def _ratio(zero: float, shift: float) -> Program:
    """u = (a - zero) / (a + shift), with a cut at 10 for infinity's sake."""
    return parse(f"""\
program float32 (a: float) -> (u: float)
zero: float = {zero.hex()}
shift: float = {shift.hex()}
ten: float = 0x1.4p+3
t = min(a, ten)
n = sub(t, zero)
d = add(t, shift)
u = div(n, d)
return u
""")


def _of_ratio(zero: float, shift: float, start: float) -> tuple[Weigh, tuple[float, float]]:
    """a as a function of u = (a - zero) / (a + shift), and the u of start <= a <= 10, a rounding more on the left."""
    low, high = ((a - zero) / (a + shift) for a in (start, 10.0))
    return lambda mp, u: (zero + shift * u) / (1 - u), (low - 2.0**-23, high)


def _erfc_one_piece(zero: float, shift: float) -> Reduction:
    last = parse(f"""\
program float32 (x: float, a: float, r: float, m: float, w: float, g: float) -> (result: float)
{_TAIL_CONSTANTS}gr = mul(g, r)
y = fma(gr, w, g)
{_TO_TAIL}return result=far
""")
    at, domain = _of_ratio(zero, shift, 0.0)
    first = to_float32(Decimal(-zero / shift))
    scaled = Slot(
        "g",
        "u",
        part("erfcx_ratio", lambda mp, u: _erfcx(mp, at(mp, u)), domain),
        domain,
        exact_points=(first,),
        factor=lambda mp, u: mp.exp(-(at(mp, u) ** 2)),
        result=lambda mp, u: mp.erfc(at(mp, u)),
    )
    stages = (_bell_stage(127), _ratio(zero, shift), last)
    why = _ONE_PIECE_WHY.format(zero=zero, shift=shift, span=zero + shift, first=-zero / shift) + _BELL_WHY
    return _erfc_row("erfc_one_piece", stages, (_exponential_slot(), scaled), why)


_ONE_PIECE_WHY = """\
For a = |x| erfc(a) = e^(-a^2) g, g = erfcx(a) as a function of u = (a - {zero}) / (a + {shift}), smooth from a = 0 to infinity. A
relative error of u is one of |a - {zero}| (a + {shift}) / {span} |g'/g| in g: at most 1.4 below a = 4, 1.9 at the end. At
u = {first}, a = 0, g must be 1.
"""

_PIECES_WHY = """\
|x| < 1: erfc(x) = (1 - x) - x c(x^2 - 1/2): c lies between 0.129 and -0.158, and from 1/2 on 1 - x is exact, so that little but
the last rounding counts. 1 <= a = |x|: erfc(a) = e^(-a^2) (1 + v) / (2 a), 1 + v = 2 a erfcx(a) between 0.855 and 1.129 as a function
of u = (a - {zero}) / (a + {shift}), whose errors hardly matter because v is flat. With e^r = 1 + p the product (1 + p)(1 + v)
is 1 + (p v + (p + v)), multiplied into 1/a by one fma.
"""


def _erfc_pieces(zero: float, shift: float) -> Reduction:
    to_square = parse("""\
program float32 (s: float) -> (q: float)
shift: float = -0x1p-1
q = add(s, shift)
return q
""")
    last = parse(f"""\
program float32 (x: float, a: float, r: float, m: float, c: float, w: float, v: float) -> (result: float)
{_TAIL_CONSTANTS}one: float = 0x1p+0
inverse = div(one, a)
p = mul(r, w)
sum = add(p, v)
both = fma(p, v, sum)
y = fma(inverse, both, inverse)
{_TO_TAIL}rest = sub(one, x)
mx = neg(x)
near = fma(mx, c, rest)
small = lt(a, one)
result = select(small, near, far)
return result
""")
    at, domain = _of_ratio(zero, shift, 1.0)
    flat = Slot(
        "v",
        "u",
        part("erfcx_flat", lambda mp, u: 2 * at(mp, u) * _erfcx(mp, at(mp, u)) - 1, domain),
        domain,
        factor=lambda mp, u: mp.exp(-(at(mp, u) ** 2)) / (2 * at(mp, u)),
        result=lambda mp, u: mp.erfc(at(mp, u)),
    )
    root: Weigh = lambda mp, q: mp.sqrt(q + 0.5)  # noqa: E731
    quotient = part("erf_quotient", _erf_quotient(0.5), (-0.5, 0.5))
    small = Slot("c", "q", quotient, (-0.5, 0.5), factor=root, result=lambda mp, q: mp.erfc(root(mp, q)))
    stages = (compose(_bell_stage(126), to_square), _PASS, _ratio(zero, shift), last)
    why = _PIECES_WHY.format(zero=zero, shift=shift) + _BELL_WHY
    return _erfc_row("erfc_pieces", stages, (small, _exponential_slot(), flat), why)


_PASS = parse("program float32 (r: float) -> (r: float)\nreturn r\n")


def _erfc_row(name: str, stages: tuple[Program, ...], slots: tuple[Slot, ...], why: str) -> Reduction:
    return Reduction(name, "erfc", stages, slots, flushes=True, why=why, points=((-4.0, 1.0), (1.0, 9.3)))


ROWS: tuple[Reduction, ...] = (
    _erf_row("erf_square", 1.125, 0.625, 2),
    _erf_row("erf_fourth_power", 1.125, 0.625, 4),
    _erf_row("erf_eighth_power", 1.0, 0.5, 8),
    _erf_row("erf_sixteenth_power", 1.0, 0.5, 16),
    _erfc_pieces(1.0, 2.0),
    _erfc_one_piece(2.0, 3.0),
)

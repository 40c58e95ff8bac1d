"""First stages of trigonometric reductions: x = n pi/2 + r, |r| <= pi/4 or hardly more, as x -> (r, lack, q).

r is a float32 from which n pi/2 was taken off and `lack` what it is too large by: x = n pi/2 + (r - lack), to 2^-25 of r - lack
for the few huge inputs that lie nearest to multiples of pi/2 and far better elsewhere. q is an integer whose last two bits
are those of n + `turn`.
"""

from dataclasses import replace

from search_spaces.lowering import compose, drop_dead, rename
from search_spaces.program import Program, parse

THRESHOLD = 2.0**17
"""|x| from which the moderate stage is not right; inf and nan are its business nevertheless."""

MOST_R = float.fromhex("0x1.94d6p-1")
"""|r| <= pi/2 (1/2 + 2^17 |c - 2/pi|) = 0.790686 where c = 0x1.45f306p-1 is 2/pi rounded."""

TWO_OVER_PI = 0xA2F9836E4E441529FC2757D1F534DDC0DB6295993C439041FE5163AB
"""floor(2/pi * 2^224)."""

_BITS = 224
_ZEROS = 24
_WORD = 32

_MODERATE = """\
program float32 (x: float) -> (r: float, lack: float, q: int)
magic: float = {magic}
c: float = 0x1.45f306p-1
p1: float = -0x1.921fb4p+0
p2: float = -0x1.4442d2p-24
p3: float = 0x1.4442d4p-24
p4: float = -0x1.3dcb3cp-47
t = fma(x, c, magic)
n = sub(t, magic)
r1 = fma(n, p1, x)
w = mul(n, p2)
r = add(r1, w)
d = sub(r, r1)
e = fma(n, p3, d)
lack = fma(n, p4, e)
q = bits(t)
return r, lack, q
"""

MODERATE_WHY = """\
n = x c rounded, with c = 2/pi rounded: adding 1.5*2^23 (+ 1, where the quadrant is to be one more) rounds, and the last bits
of the sum are n's. |x| < 2^17, so |n| < 2^16.4. Cody and Waite with a third part: pi/2 = P1 + P2 + P3.
P1 = 0x1.921fb4p+0 has 24 bits, so x - n P1 is a multiple of 2^-24 below 1, and its fma exact.
w = -n P2 rounded, r = (x - n P1) + w rounded. d = r - (x - n P1) is exact: by Fast2Sum (Dekker) where |w| is the smaller one, and
otherwise everything is a multiple of 2^-41 below 2^-6. d + n P2' with P2' the float above P2 = 0x1.4442d2p-24 (another
constant, so that no product occurs twice) is exact too: a multiple of 2^-47 below 2^-24. n P4 with
P4 = pi/2 - P1 - P2' rounded completes the lack to 2^-25 of itself or 2^-54; what is cut off is n 2^-71.
P1 lies below pi/2, so P2 is positive, and x = -0 gives r = -0 and lack = +0. inf - inf makes nan of infinities."""


def moderate_stage(turn: int) -> Program:
    """x -> (r, lack, q) for |x| < THRESHOLD; nan for infinities and nan.

    Args:
        turn: 0, or 1 where q is to be n + 1: the quadrant of cos x = sin(x + pi/2).
    """
    return parse(_MODERATE.format(magic=float.hex(1.5 * 2.0**23 + turn)))


def _stream(start: int) -> int:
    """32 bits of 24 zeros followed by the bits of 2/pi, from bit `start` on, as an int32."""
    word = TWO_OVER_PI >> (_BITS + _ZEROS - start - _WORD) & (1 << _WORD) - 1
    return word - (1 << _WORD if word >> (_WORD - 1) else 0)


_EXACT_HEAD = (
    "program float32 (x: float, mr: float, mlack: float, mq: int) -> (r: float, lack: float, q: int, cold: bool)"
)
# fmt: off
_INTS = {f"i{k}": k for k in (0, 1, 2, 3, 4, 8, 23, 30, 31)} | {
    "mask": 0x7FFFFF, "one24": 0x800000, "half": 0x3F000000, "half28": 98 << 23, "halfway": 1 << 29, "top": -(2**31),
    "rest31": 2**31 - 1, "past": 0x00800000, "below": ((127 + 17) << 23) + 0x00800000 - 1,
}
_FLOATS = {
    "big": "0x1p+24", "scale28": "0x1p+28",
    "k1": "0x1.921fb6p-30", "k2": "-0x1.921fb8p-30", "k3": "0x1.5dde98p-53", "k4": "-0x1.921fb6p-30",
}
# fmt: on
WORDS = """\
b = bits(x)
field = ushr(b, i23)
sh = iand(field, i31)
back = ixor(sh, i31)
b64 = shl(b, i2)
by64 = ilt(b64, i0)
b32 = shl(b, i3)
by32 = ilt(b32, i0)
s0 = iselect(by64, a2, a0)
s1 = iselect(by64, a3, a1)
s2 = iselect(by64, a4, a2)
s3 = iselect(by64, a5, a3)
h0 = iselect(by32, s1, s0)
h1 = iselect(by32, s2, s1)
h2 = iselect(by32, s3, s2)
u0 = iselect(by64, f2, f0)
u1 = iselect(by64, f3, f1)
u2 = iselect(by64, f4, f2)
l0 = iselect(by32, u1, u0)
l1 = iselect(by32, u2, u1)
h1h = ushr(h1, i1)
h2h = ushr(h2, i1)
l1h = ushr(l1, i1)
m0 = shl(h0, sh)
m1 = ushr(h1h, back)
w0 = ior(m0, m1)
m2 = shl(h1, sh)
m3 = ushr(h2h, back)
w1b = ior(m2, m3)
w1i = ushr(w1b, i8)
w1 = to_float(w1i)
m4 = shl(l0, sh)
m5 = ushr(l1h, back)
w2b = ior(m4, m5)
w2i = ushr(w2b, i4)
w2 = to_float(w2i)
mant = iand(b, mask)
m = ior(mant, one24)
mh = ior(mant, half)
xh = from_bits(mh)
ml = ior(mant, half28)
xl = from_bits(ml)
i = imul(m, w0)
tt = fma(xh, w1, big)
jn = sub(big, tt)
w1l = mul(w1, scale28)
g1 = fma(xl, w1l, jn)
g = fma(xl, w2, g1)
j = to_int(jn)
f = isub(i, j)
"""
"""|x| 2/pi = (f + g) 2^-30 modulo 4."""

IS_COLD = """\
ab = iand(b, rest31)
abc = iadd(ab, past)
cold = ilt(below, abc)
"""

_EXACT = f"""\
{WORDS}\
fh = iadd(f, halfway)
n0 = shr(fh, i30)
fs = shl(f, i2)
fq = shr(fs, i2)
a = to_float(fq)
ai = to_int(a)
bi = isub(fq, ai)
bf = to_float(bi)
rest = add(bf, g)
y = mul(a, k1)
y1 = fma(a, k2, y)
y2 = fma(a, k3, y1)
yl = fma(rest, k4, y2)
er = sub(y, yl)
taken = sub(y, er)
el = sub(yl, taken)
sign = iand(b, top)
erb = bits(er)
erx = ixor(erb, sign)
xr = from_bits(erx)
elb = bits(el)
elx = ixor(elb, sign)
xlack = from_bits(elx)
minus = shr(b, i31)
n1 = ixor(n0, minus)
n2 = isub(n1, minus)
xq = iadd(n2, turn)
{IS_COLD}\
r = select(cold, xr, mr)
lack = select(cold, xlack, mlack)
q = iselect(cold, xq, mq)
return r, lack, q, cold
"""

EXACT_WHY = """\
From 2^17 on, below infinity, Payne and Hanek (SIGNUM Newsl. 18, 1983) in words: x = M 2^(E-23) with 2^23 <= M < 2^24, so of 2/pi
only the bits from weight 2^(24-E) down matter modulo 4. A row of 24 zeros and the bits of 2/pi is cut from bit field - 128
on (field = E + 127, so 16 to 126): two comparisons choose words (by 64, by 32), shifts move by the last five bits of the
field. w0 is the first 32 bits: i = M w0 modulo 2^32 is exact, two bits of quadrant and 30 of fraction. w1 are the next 24
bits: M w1 2^-24 = -jn + g1, jn an even integer by 2^24 added and taken off, g1 an fma, exact because |g1| <= 1 is a multiple
of 2^-24 (its factors are scaled by 2^-28 and 2^28, so that no product occurs twice). w2 are the next 28: what they are
rounded by and what is cut off moves g = g1 + M w2 2^-52 by 2^-25 at most beside its own rounding, 2^-25.
So x 2/pi = (f + g) 2^-30 modulo 4, with errors of 2^-54 of a quarter turn; f's last 30 bits as a signed number are a + bi, a rounded to 24
bits. No float32 comes nearer than 2^-30 to a multiple of a quarter turn. r = a K, K = 2^-30 pi/2 = k1 + k3 ... as products and fmas:
lack = r - (a + bi + g) K; then the lack is taken off r, and what rounding leaves of it stays."""


def with_words(head: str, text: str, turn: int) -> Program:
    """The program of a head line and of a text that begins with WORDS, its constants declared."""
    words = {f"a{k}": _stream(32 * k) for k in range(6)} | {f"f{k}": _stream(56 + 32 * k) for k in range(5)}
    constants = [f"{name}: int = {value}" for name, value in (words | _INTS | {"turn": turn}).items()]
    constants += [f"{name}: float = {value}" for name, value in _FLOATS.items()]
    return parse("\n".join([head, *constants, text]))


def exact_stage(turn: int) -> Program:
    """x -> (r, lack, q, cold) for every x; cold says THRESHOLD <= |x| < inf, and elsewhere the moderate stage's bits come out."""
    moderate = rename(moderate_stage(turn), ["x"], ["mr", "mlack", "mq"])
    whole = compose(moderate, with_words(_EXACT_HEAD, _EXACT, turn))
    outputs = tuple(out for out in whole.outputs if out.name in ("r", "lack", "q", "cold"))
    return drop_dead(replace(whole, outputs=outputs))

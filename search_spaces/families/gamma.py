"""Reductions of log |gamma|."""

from typing import Any

from search_spaces.program import Program, parse
from search_spaces.slots import Reduction, Slot, one, part

# a = |x|, d = a - rint(a) and both |d| and a as 2^k (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2): subtracting the pattern of
# sqrt(1/2) leaves k in the exponent field. All is exact.
_SPLITS = parse("""\
program float32 (x: float) -> (a: float, negative: bool, t: float, s: float, f: float, k: float, g: float, j: float)
zero: float = 0x0p+0
one: float = 0x1p+0
root_half: int = 1060439283
exponent: int = -8388608
width: int = 23
a = abs(x)
negative = lt(x, zero)
n = round(a)
d = sub(a, n)
t = abs(d)
s = mul(d, d)
ab = bits(a)
as = isub(ab, root_half)
ai = shr(as, width)
ae = iand(as, exponent)
am = isub(ab, ae)
af = from_bits(am)
f = sub(af, one)
k = to_float(ai)
tb = bits(t)
ts = isub(tb, root_half)
ti = shr(ts, width)
te = iand(ts, exponent)
tm = isub(tb, te)
tf = from_bits(tm)
g = sub(tf, one)
j = to_float(ti)
return a, negative, t, s, f, k, g, j
""")

# z = a + 1 below 3/2, else a, less the middle of [1, 5/2]; exact but for a < 1/2, where 2^-26 is little beside the result.
_NEAR = parse("""\
program float32 (a: float) -> (z: float, close: bool)
turn: float = 0x1.8p+0
less: float = 0x1.8p-1
more: float = 0x1.cp+0
close = lt(a, turn)
centre = select(close, less, more)
z = sub(a, centre)
return z, close
""")

_INVERSE = parse("""\
program float32 (a: float) -> (u: float)
one: float = 0x1p+0
u = div(one, a)
return u
""")


def passed(name: str) -> Program:
    """A stage between two slots that has nothing to compute."""
    return parse(f"program float32 ({name}: float) -> ({name}: float)\nreturn {name}\n")


def logarithm(high: str, low: str, names: tuple[str, str, str]) -> str:
    """log(2^k (1 + f)) as two numbers: high = fl(k ln2_hi + f), low what it lacks, f^2 c and k ln2_lo included."""
    f, k, c = names
    return f"""\
{high} = fma({k}, ln2_hi, {f})
{high}_f = fma({k}, minus_ln2_hi, {high})
{low}_0 = sub({f}, {high}_f)
{f}{f} = mul({f}, {f})
{low}_1 = fma({f}{f}, {c}, {low}_0)
{low} = fma({k}, ln2_lo, {low}_1)
"""


INPUTS = (
    "x: float, a: float, negative: bool, t: float, s: float, f: float, k: float, g: float, j: float, close: bool, "
    "z: float, c: float, e: float, q: float, r: float, b: float"
)

STIRLING = "0x1.acfe400000000p-2"
"""log(2 pi)/2 - 1/2 to a multiple of 2^-20; what it lacks is in the core r."""

_LAST = parse(f"""\
program float32 ({INPUTS}) -> (result: float)
zero: float = 0x0p+0
one: float = 0x1p+0
minus: float = -0x1p+0
half: float = 0x1p-1
ln2_hi: float = 0x1.62e4p-1
minus_ln2_hi: float = -0x1.62e4p-1
ln2_lo: float = 0x1.7f7d1cp-20
edge: float = 0x1.4p+1
zeros: float = -0x1.8p-3
stirling: float = {STIRLING}
inf: float = inf
huge: float = 0x1.895f1ap+121
large: float = 0x1p+127
{logarithm("first", "second", ("f", "k", "c"))}high = add(first, second)
moved = sub(high, first)
low = sub(second, moved)
{logarithm("deep", "rest", ("g", "j", "e"))}small = lt(a, edge)
reflected = select(negative, one, zero)
opposite = select(negative, minus, zero)
step = select(close, minus, zero)
beyond = sub(a, half)
factor = select(small, step, beyond)
h = add(factor, reflected)
taken = sub(h, reflected)
dropped = sub(factor, taken)
same = sub(factor, opposite)
high_less = sub(high, one)
l = select(small, high, high_less)
p = mul(h, l)
mp = neg(p)
pe = fma(same, l, mp)
zh = add(z, half)
parabola = fma(z, zh, zeros)
core = mul(parabola, q)
m = select(small, core, r)
small_part = fma(h, low, pe)
tiny = fma(dropped, l, small_part)
tail = add(tiny, m)
base = add(reflected, stirling)
constant = select(small, zero, base)
raised = add(constant, tail)
right = add(p, raised)
both = add(p, deep)
all = add(both, constant)
tails = add(tail, rest)
less = neg(tails)
bent = fma(s, b, less)
left = sub(bent, all)
value = select(negative, left, right)
distance = select(negative, t, a)
regular = lt(zero, distance)
open = select(regular, value, inf)
over = mul(a, large)
finite = lt(a, huge)
result = select(finite, open, over)
return result
""")


_EDGE = 2.0**0.5 - 1 + 2.0**-20
_LOGARITHM = part(
    "log1p_second_order", lambda mp, f: (mp.log1p(f) - f) / f**2, (2.0**-0.5 - 1 - 2.0**-20, _EDGE), near_zero=(-0.5, 2)
)


def _near_core(mp: Any, z: Any) -> Any:
    """log gamma(z + 7/4) / ((z + 3/4)(z - 1/4)), at its zeros digamma over the other factor."""
    first, second = z + mp.mpf("0.75"), z - mp.mpf("0.25")
    if first == 0 or second == 0:
        return mp.digamma(z + mp.mpf("1.75")) / (first + second)
    lost = 2 * max(0, -mp.mag(first), -mp.mag(second))
    with mp.workprec(mp.prec + 40 + lost):
        value = mp.loggamma(z + mp.mpf("1.75")) / (first * second)
    return +value


def _series_core(mp: Any, u: Any) -> Any:
    """What Stirling's formula lacks at a = 1/u: u/12 - u^3/360 + ... (DLMF 5.11.1), a difference of terms of size a log a."""
    short = mp.log(2 * mp.pi) / 2 - mp.mpf("0.5") - mp.mpf(float.fromhex(STIRLING))
    if u == 0:
        return short
    a = 1 / u
    with mp.workprec(mp.prec + 40 + 3 * max(0, mp.mag(a))):
        value = mp.loggamma(a) - (a - mp.mpf("0.5")) * mp.log(a) + a - mp.log(2 * mp.pi) / 2
    return value + short


def _bent(mp: Any, s: Any) -> Any:
    d = mp.sqrt(s)
    return mp.log(mp.pi * d / mp.sinpi(d)) / s


def log_slot(names: tuple[str, str], size: int) -> Slot:
    """log(1 + f) = f + f^2 c, taken `size` times."""
    domain = _LOGARITHM.real_domain
    return Slot(names[0], names[1], _LOGARITHM, domain, factor=lambda mp, f: size * f * f, result=one)


_WHY = """\
x > 0: log gamma(x) = h log a + m, a = |x|. Below 5/2 m = log gamma(z), z = a + 1 with h = -1 for a < 3/2, else z = a with h = 0, and
log gamma(z) = (z - 1)(z - 2) q(z - 7/4) vanishes exactly where it must. From 5/2 on Stirling's formula (DLMF 5.11.1), h = a - 1/2:
(a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r(1/a), in which nothing cancels.
x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a), d = a - rint(a), s = d^2, s b(s) =
log(pi d / sin(pi d)); log gamma(1 + a) is the same with h + 1 for h, and log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2
to 15 cancel to one of size 1 or less, in whose ulp, that of 1, errors count: so both logarithms are two numbers each, the product h log a
is one with its rounding error (h is there twice, in different words, because a compiler would take the two products for one; `dropped` is what rounding takes from h), the
large parts are subtracted first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to what is
left of them. d is exact; at a pole it is 0 and the result infinite. Beyond 0x1.895f18p+121 the result overflows.
"""

ROWS: tuple[Reduction, ...] = (
    Reduction(
        name="lgamma_reflected",
        target="lgamma",
        stages=(_SPLITS, passed("g"), _NEAR, _INVERSE, passed("s"), _LAST),
        slots=(
            log_slot(("c", "f"), 10),
            log_slot(("e", "g"), 1),
            Slot(
                "q",
                "z",
                part("lgamma_near", _near_core, (-0.75, 0.75)),
                (-0.75, 0.75),
                factor=lambda mp, z: (z + 0.75) * (z - 0.25),
                result=one,
            ),
            Slot("r", "u", part("lgamma_series", _series_core, (0.0, 0.4)), (0.0, 0.4), factor=one, result=one),
            Slot(
                "b",
                "s",
                part("lgamma_reflection", _bent, (0.0, 0.25), near_zero=(1.6449340668482264, 1)),  # pi^2 / 6
                (0.0, 0.25),
                factor=lambda mp, s: s,
                result=one,
            ),
        ),
        flushes=False,
        why=_WHY,
        points=((-13.0, 0.0), (0.0, 10.0)),
    ),
)

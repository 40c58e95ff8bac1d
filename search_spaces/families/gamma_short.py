"""A short reduction of log |gamma|: the pieces of the accurate one without the second words of its sums."""

from dataclasses import replace

from search_spaces.families import gamma
from search_spaces.program import parse
from search_spaces.slots import Reduction

_LAST = parse(f"""\
program float32 ({gamma.INPUTS}) -> (result: float)
zero: float = 0x0p+0
one: float = 0x1p+0
minus: float = -0x1p+0
half: float = 0x1p-1
ln2: float = 0x1.62e43p-1
edge: float = 0x1.4p+1
zeros: float = -0x1.8p-3
stirling: float = {gamma.STIRLING}
inf: float = inf
huge: float = 0x1.895f1ap+121
large: float = 0x1p+127
ff = mul(f, f)
near = fma(ff, c, f)
log_a = fma(k, ln2, near)
gg = mul(g, g)
deep = fma(gg, e, g)
log_d = fma(j, ln2, deep)
small = lt(a, edge)
reflected = select(negative, one, zero)
step = select(close, minus, zero)
beyond = sub(a, half)
factor = select(small, step, beyond)
h = add(factor, reflected)
less = sub(log_a, one)
l = select(small, log_a, less)
zh = add(z, half)
parabola = fma(z, zh, zeros)
core = mul(parabola, q)
base = add(reflected, stirling)
series = add(base, r)
m = select(small, core, series)
right = fma(h, l, m)
both = add(right, log_d)
bent = mul(s, b)
left = sub(bent, both)
value = select(negative, left, right)
distance = select(negative, t, a)
regular = lt(zero, distance)
open = select(regular, value, inf)
over = mul(a, large)
finite = lt(a, huge)
result = select(finite, open, over)
return result
""")

_WHY = """\
As lgamma_reflected, with the same cores: x > 0: h log a + m, a = |x|; x < 0: s b(s) - log |d| - (h + 1) log a - m. Every logarithm is one
number, and every sum is rounded: beside the poles two numbers of size 2 to 15 cancel, and leave an error of some 2^-20."""

ROWS: tuple[Reduction, ...] = tuple(
    replace(row, name="lgamma_reflected_short", stages=(*row.stages[:-1], _LAST), why=_WHY) for row in gamma.ROWS
)

"""Functions of two arguments, composed around the core of a kernel of one: one row each.

A row is what families/ is for one argument: float32 stages, given, with a hole for a core, which a record brings. There is no
sweep over pairs, so that no row has a campaign of its own; its error is measured on a sample (results/composed/).
"""

from dataclasses import dataclass
from math import inf, nan
from typing import Any

from search_spaces.families.inverse import exact_sum
from search_spaces.programs.lowering import compose, only, rename
from search_spaces.programs.program import Program
from search_spaces.programs.tracing import (
    Bool,
    Float,
    Outputs,
    bits,
    fma,
    from_bits,
    larger,
    select,
    select_word,
    smaller,
    stage,
)
from search_spaces.slots import labelled_core, labelled_stage
from search_spaces.steps import HALF_PI, ROUGH, SIGN_BIT, flip_sign, rough_reciprocal, with_sign_of
from search_spaces.targets import TARGETS, Target


@dataclass(frozen=True, slots=True)
class Composed:
    """One function of two arguments.

    Attributes:
        name: Its name.
        around: The target whose kernel brings the core.
        reductions: Reductions of that target whose core fits.
        slot: Names of the core's argument and value among the stages' values.
        before: The stage that gives the core's argument.
        after: The stage that gives the result.
        reference: On an mpmath context and two of its numbers.
        wide: The same on float64 arrays, by name in NumPy; far below 2^-20 ulp of float32 off.
        specials: Rows (first, second, result) that are exact up to the rounding of the result; the sign of zero counts.
        stock: Dotted name of the jax function.
        stock_options: Its keyword arguments.
        timing_domain: Both arguments are spread evenly over it where time is measured.
        given: What of it no search found.
        citation: Of the definition.
        why: The identity and the bound at each step.
    """

    name: str
    around: str
    reductions: tuple[str, ...]
    slot: tuple[str, str]
    before: Program
    after: Program
    reference: Any
    wide: str
    specials: tuple[tuple[float, float, float], ...]
    stock: str
    stock_options: tuple[tuple[str, Any], ...]
    timing_domain: tuple[float, float]
    given: str
    citation: str
    why: str

    @property
    def arguments(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(port.name for port in self.before.inputs)

    def kernel(self, core: Program) -> Program:
        """The stages composed around a core, whose one input and output may have any names."""
        argument, value = self.slot
        named = rename(
            labelled_core(core, value, f"{value}({argument}), {{}}as in {self.around}."), [argument], [value]
        )
        first, last = labelled_stage(self.before, "Reduction"), labelled_stage(self.after, "Reconstruction")
        return only(compose(compose(first, named), last), "result")


_BEYOND, _EXPONENTS, _MOST = 2.0**64, 0x60000000, 0x7F000000
"""Mask of the upper two bits of an exponent field, and the word that scales by powers of 2^64 are taken off."""


@stage(0.0, 1.0, _BEYOND, _EXPONENTS, _MOST, ROUGH)
def _quotient(y: Float, x: Float) -> Outputs:
    """t = min(|x|, |y|) / max(|x|, |y|), z = t^2, low the residue of t; both are scaled by a power of 2^64 so that the larger is in [1, 2^64)."""
    a = abs(y)
    b = abs(x)
    steep = a > b
    lesser = select(steep, b, a)
    greater = select(steep, a, b)
    sixty_fours = bits(greater) & _EXPONENTS
    scale = from_bits(_MOST - sixty_fours)
    above = lesser * scale
    scaled = greater * scale
    below = larger(scaled, 1.0)
    infinite = above > _BEYOND
    even = smaller(below, 1.0)
    upper = select(infinite, 1.0, above)
    lower = select(infinite, even, below)
    t = upper / lower
    z = fma(t, t, 0.0)
    missing = fma(-t, lower, upper)
    divisor = fma(upper, t, lower)
    rest = missing * rough_reciprocal(divisor, ROUGH)
    some = t > 0.0
    return {"z": z, "t": t, "low": select(some, rest, 0.0), "steep": steep}


_PI_PARTS = HALF_PI.times(2.0)


@stage(SIGN_BIT, 0, 0.0, *_PI_PARTS, *HALF_PI)
def _octants(p: Float, z: Float, t: Float, low: Float, steep: Bool, y: Float, x: Float) -> Outputs:
    """The angle, base + low + head (1 + z p): head is t, turned where |y| > |x| and where x < 0, base 0, pi / 2 or pi; the sign is y's."""
    x_word = bits(x)
    left = x_word < 0
    x_sign = x_word & SIGN_BIT
    turned = select_word(steep, SIGN_BIT, 0)
    flip = x_sign ^ turned
    head = flip_sign(t, flip)
    rest = flip_sign(low, flip)
    left_base = select(left, _PI_PARTS.high, 0.0)
    far_low = select(left, _PI_PARTS.low, 0.0)
    base = select(steep, HALF_PI.high, left_base)
    base_low = select(steep, HALF_PI.low, far_low)
    angle = exact_sum(p, z, head, base, base_low + rest)
    return {"result": with_sign_of(angle, y)}


_PI = float.fromhex("0x1.921fb54442d18p+1")
_SIZES = (0.0, 2.0**-126, 1.0, float.fromhex("0x1.fffffep+127"), inf)


def _atan2_specials() -> tuple[tuple[float, float, float], ...]:
    """C17 F.10.1.4, and nan in either place."""
    right = [(0.0, x, 0.0) for x in _SIZES] + [(y, inf, 0.0) for y in _SIZES[1:-1]]
    up = [(y, 0.0, _PI / 2) for y in _SIZES[1:]] + [(inf, x, _PI / 2) for x in _SIZES[:-1]]
    left = [(y, -x, _PI) for y, x, _ in right]
    corners = [(inf, inf, _PI / 4), (inf, -inf, 3 * _PI / 4), (1.0, 1.0, _PI / 4), (1.0, -1.0, 3 * _PI / 4)]
    half = [*right, *left, *up, *((y, -x, result) for y, x, result in up), *corners]
    unknown = [pair for size in (*_SIZES, nan) for pair in ((nan, size, nan), (size, nan, nan), (nan, -size, nan))]
    whole = [*half, *((-y, x, -result) for y, x, result in half), *unknown]
    return tuple({(str(y), str(x)): (y, x, result) for y, x, result in whole}.values())  # by name: 0 equals -0


_WHY_ATAN2 = """\
t = min(|x|, |y|) / max(|x|, |y|), z = t^2, atan t = t + t z p(z); the angle is atan t, pi / 2 - atan t where |y| > |x|, and for
x < 0 (or -0) pi minus it: base + atan t or base - atan t, base one of 0, pi / 2 and pi. Signs are bits: that of t is x's, turned
where |y| > |x|; that of the result is y's.
Both arguments are scaled by one power of 2^64, so that the larger one is in [1, 2^64): nothing overflows, the smaller one is
flushed to zero only where t is, and zero over zero becomes zero over one, inf over inf one over one.
The rounding of the quotient is corrected: r = min - t max is exact in one fma, atan(t + r / max) = atan t + r / (max + t min) up to
r^2; the inverse of that divisor is taken from its bits alone, 5.1 % off: little above 1/20 ulp at most.
pi and pi / 2 are in two parts, and the rounding error of their sum with t is found exactly (Fast2Sum, Dekker 1971), so
that besides the last addition only the second term's roundings count, as in the kernel of atan."""

COMPOSED: dict[str, Composed] = {
    row.name: row
    for row in (
        Composed(
            name="atan2",
            around="atan",
            reductions=("atan_reciprocal_exact", "atan_reciprocal_short"),
            slot=("z", "p"),
            before=_quotient,
            after=_octants,
            reference=lambda mp, y, x: mp.atan2(y, x),
            wide="arctan2",
            specials=_atan2_specials(),
            stock="jax.numpy.arctan2",
            stock_options=(),
            timing_domain=(-4.0, 4.0),
            given="the quotient with its remainder, the octants' reconstruction, the special values, the signs",
            citation="C17 7.12.4.4 and F.10.1.4",
            why=_WHY_ATAN2,
        ),
    )
}


ROWS: dict[str, Target | Composed] = {**TARGETS, **COMPOSED}
"""Every function of a table, of one argument or of two."""


def arguments_of(name: str) -> int:
    """Number of arguments of a function: 2 for a row of this table, 1 for any other name, a user's own included."""
    return len(COMPOSED[name].arguments) if name in COMPOSED else 1

"""The first stage that the exponential and its kind share: x = k ln 2 + r."""

from dataclasses import dataclass

from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, fma, larger, smaller, stage
from search_spaces.slots import Slot, hole, part
from search_spaces.steps import (
    LN2,
    LN2_NEAREST,
    LOG2_E,
    MAGIC,
    cody_waite,
    cody_waite_and_rest,
    nearest_integer_shifted,
)
from search_spaces.targets import TARGETS

LN2_EXACT = float.fromhex("0x1.62e42fefa39efp-1")

EXP_EDGE = float.fromhex("0x1.62e5p-2")
"""No |r| is larger: ln 2 / 2 is 0x1.62e42fefp-2, and x log2 e is off by |x| 2^-25.6 or 2^-19 at most before it is rounded."""

SQUARE_EDGE = float.fromhex("0x1.ebffp-4")
"""No r^2 is larger: EXP_EDGE^2 is 0x1.ebfbp-4."""

WHOLE = Slot("y", "r", TARGETS["exp"], (-EXP_EDGE, EXP_EDGE), exact_points=(0.0,), formula="y = e^r")

# fmt: off
FIRST_SLOT = hole("y(r)", "e^r = 1 + r y", part("exp_first_order", lambda mp, r: mp.expm1(r) / r, (-EXP_EDGE, EXP_EDGE), (1.0, 1)),
                  factor=lambda mp, r: r, result=lambda mp, r: mp.exp(r))
# fmt: on

SECOND = part("exp_second_order", lambda mp, r: (mp.expm1(r) - r) / (r * r), (-EXP_EDGE, EXP_EDGE), near_zero=(0.5, 2))
"""(e^r - 1 - r) / r^2: the factor of r^2 after 1 + r in e^r."""

ONE, TWO, TWO_AND_REST = "one", "two", "two and rest"


@dataclass(frozen=True, slots=True)
class Split:
    """A first stage of x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19.

    x - k high is exact, with high a multiple of 2^-15 (it is a multiple of 2^-25 below 1/2); so are the terms of `rest`.

    Attributes:
        steps: ONE or TWO constants make ln 2; TWO_AND_REST gives `rest` too, by which r is short (it is up to 2^-26).
        bias: Added to k in t = 1.5*2^23 + bias + k.
        names: Outputs of the stage besides r: any of t, rest, z = r^2, and c, x within its bounds (raised: from below only).
    """

    steps: str
    bias: int = 0
    names: str = "t, c"

    @property
    def remainder(self) -> str:
        """Text of the remainder: r, or the sum of its two parts."""
        return "(r + rest)" if self.steps == TWO_AND_REST else "r"

    @property
    def held(self) -> str:
        """Text of the number that the low bits of t hold: k, with the bias where there is one."""
        return f"k + {self.bias}" if self.bias else "k"

    def of(self, x: Float, multiple: tuple[Float, float], scale: float, **beside: Float) -> Outputs:
        """r = x + n (scale ln 2), n nearest to the product of `multiple`."""
        t, n = nearest_integer_shifted(*multiple, MAGIC + self.bias)
        given = {"t": t, **beside}
        if self.steps == ONE:
            r = fma(n, LN2_NEAREST.high * scale, x)
        elif self.steps == TWO:
            r = cody_waite(x, n, LN2.times(scale))
        else:
            r, given["rest"] = cody_waite_and_rest(x, n, LN2.times(scale))
        if "z" in self.names.split(", "):
            given["z"] = r * r
        return {"r": r, **{name: given[name] for name in self.names.split(", ")}}


def split(least: float, most: float, how: Split) -> Program:
    """x -> (r, ...): c is x between two numbers, nan for nan; r = c - k ln 2."""

    @stage(least=least, most=most, r=how.remainder, held=how.held)
    def reduced(x: Float) -> Outputs:
        """x = k ln 2 + {r}, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from {least:.6g} to {most:.6g}: k is nearest to x log2 e, and the low bits of t hold {held}."""
        raised = larger(x, least)
        c = smaller(raised, most)
        return how.of(c, (c, LOG2_E), -1.0, c=c, raised=raised)

    return reduced


SIZE, MINUS_SIZE, TWICE_SIZE = "|x|", "-|x|", "2 |x|"
_WAYS = {
    # (1 / ln 2 of |x|, ln 2 of r), and r
    SIZE: (LOG2_E, -1.0, "{}, |r| <= ln 2 / 2 + 2^-19"),
    MINUS_SIZE: (-LOG2_E, -1.0, "{}, |r| <= ln 2 / 2 + 2^-19"),
    TWICE_SIZE: (2 * LOG2_E, -0.5, "2 {}, |r| <= ln 2 / 4 + 2^-20"),
}


def split_size(most: float, how: Split, of: str = SIZE) -> Program:
    """As `split`, of |x|, -|x| or 2 |x|, c = |x| up to `most`; r is that of half of 2 |x|."""
    way = _WAYS[of]

    @stage(most=most, of=of, rest=way[2].format(how.remainder), held=how.held)
    def reduced(x: Float) -> Outputs:
        """{of} = k ln 2 + {rest} (Cody and Waite), |x| up to {most:.6g}: k is nearest to {of} log2 e, and the low bits of t hold {held}."""
        c = smaller(abs(x), most)
        return how.of(-c if of == MINUS_SIZE else c, (c, way[0]), way[1], c=c)

    return reduced


def split_minus(least: float, most: float, how: Split) -> Program:
    """x -> (r, ...) with -x = k ln 2 - r, x between `least` and `most`; c is x from `least` on, c from below only."""

    @stage(least=least, most=most, held=how.held)
    def reduced(x: Float) -> Outputs:
        """-x = k ln 2 - r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from {least:.6g} to {most:.6g}: k is nearest to -x log2 e, and the low bits of t hold {held}."""
        c = larger(x, least)
        inner = smaller(c, most)
        return how.of(inner, (inner, -LOG2_E), 1.0, c=c)

    return reduced

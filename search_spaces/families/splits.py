"""The first stage that the exponential and its kind share: x = k ln 2 + r."""

from search_spaces.program import Program, parse
from search_spaces.slots import Slot, part
from search_spaces.targets import TARGETS

LN2 = float.fromhex("0x1.62e42fefa39efp-1")

EXP_EDGE = float.fromhex("0x1.62e5p-2")
"""No |r| is larger: ln 2 / 2 is 0x1.62e42fefp-2, and x log2 e is off by |x| 2^-25.6 or 2^-19 at most before it is rounded."""

SQUARE_EDGE = float.fromhex("0x1.ebffp-4")
"""No r^2 is larger: EXP_EDGE^2 is 0x1.ebfbp-4."""

WHOLE = Slot("y", "r", TARGETS["exp"], (-EXP_EDGE, EXP_EDGE), exact_points=(0.0,))
"""e^r."""

FIRST_SLOT = Slot(
    "y",
    "r",
    part("exp_first_order", lambda mp, r: mp.expm1(r) / r, (-EXP_EDGE, EXP_EDGE), near_zero=(1.0, 1)),
    (-EXP_EDGE, EXP_EDGE),
    factor=lambda mp, r: r,
    result=lambda mp, r: mp.exp(r),
)
"""(e^r - 1) / r."""

SECOND = part("exp_second_order", lambda mp, r: (mp.expm1(r) - r) / (r * r), (-EXP_EDGE, EXP_EDGE), near_zero=(0.5, 2))
"""(e^r - 1 - r) / r^2: what follows 1 + r in e^r."""

ONE, TWO, TWO_AND_REST = "one", "two", "two and rest"

_HIGH_AND_LOW = "high: float = -0x1.62e4p-1\nlow: float = -0x1.7f7d1cp-20\n"
_CONSTANTS = {ONE: "ln2: float = -0x1.62e43p-1\n", TWO: _HIGH_AND_LOW, TWO_AND_REST: _HIGH_AND_LOW}
_STEPS = {
    ONE: "r = fma(n, ln2, c)\n",
    TWO: "a = fma(n, high, c)\nr = fma(n, low, a)\n",
    TWO_AND_REST: "a = fma(n, high, c)\nb = mul(n, low)\nr = add(a, b)\nd = sub(a, r)\nrest = add(d, b)\n",
}


def split(least: str, most: str, steps: str, bias: int = 0, names: str = "t, c") -> Program:
    """x -> (r, ...): c is x between two hex floats, nan for nan; t = 1.5*2^23 + bias + k; r = c - k ln 2.

    c - k high is exact, with high a multiple of 2^-15 (it is a multiple of 2^-25 below 1/2); so is what `rest` is made of.

    Args:
        least: Least c.
        most: Largest c.
        steps: ONE or TWO constants make ln 2; TWO_AND_REST gives `rest` too, by which r is short (it is up to 2^-26).
        bias: Added to k in t.
        names: What the stage gives besides r: any of t, c, rest, and z = r^2.
    """
    clamps = f"least: float = {least}\nmost: float = {most}\n", "raised = max(x, least)\nc = min(raised, most)\n"
    return _split(clamps, steps, bias, names)


def split_size(most: str, steps: str, bias: int, names: str) -> Program:
    """As `split`, of |x| up to `most`."""
    return _split((f"most: float = {most}\n", "size = abs(x)\nc = min(size, most)\n"), steps, bias, names)


def split_minus_size(most: str, steps: str, bias: int, names: str) -> Program:
    """As `split`, of -|x| down to -`most`; c = |x|."""
    magic = float(3 * 2**22 + bias).hex()
    lines = _STEPS[steps].replace(", c)", ", c_minus)")
    heads = ", ".join(f"{name}: float" for name in ("r", *names.split(", ")))
    return parse(
        f"program float32 (x: float) -> ({heads})\nmost: float = {most}\n"
        f"log2e: float = -0x1.715476p+0\nmagic: float = {magic}\n{_CONSTANTS[steps]}"
        f"size = abs(x)\nc = min(size, most)\nc_minus = neg(c)\nt = fma(c, log2e, magic)\nn = sub(t, magic)\n{lines}return r, {names}\n"
    )


def split_double(most: str, steps: str, bias: int, names: str) -> Program:
    """As `split_size`, of 2 |x|, but with r = |x| - k ln 2 / 2 and c = |x|."""
    halved = _CONSTANTS[steps].replace("p-20", "p-21").replace("p-1\n", "p-2\n")
    magic = float(3 * 2**22 + bias).hex()
    square = "z = mul(r, r)\n" if "z" in names.split(", ") else ""
    heads = ", ".join(f"{name}: float" for name in ("r", *names.split(", ")))
    return parse(
        f"program float32 (x: float) -> ({heads})\nmost: float = {most}\n"
        f"log2e: float = 0x1.715476p+1\nmagic: float = {magic}\n{halved}"
        f"size = abs(x)\nc = min(size, most)\nt = fma(c, log2e, magic)\nn = sub(t, magic)\n{_STEPS[steps]}{square}return r, {names}\n"
    )


def split_minus(least: str, most: str, steps: str, bias: int, names: str) -> Program:
    """x -> (r, ...) with -c' = k ln 2 - r: t = 1.5*2^23 + bias + k; c' is x between `least` and `most`, c from below only."""
    magic = float(3 * 2**22 + bias).hex()
    constants = _CONSTANTS[steps].replace("-0x", "0x")
    lines = _STEPS[steps].replace(", c)", ", e)")
    square = "z = mul(r, r)\n" if "z" in names.split(", ") else ""
    heads = ", ".join(f"{name}: float" for name in ("r", *names.split(", ")))
    return parse(
        f"program float32 (x: float) -> ({heads})\nleast: float = {least}\nmost: float = {most}\n"
        f"log2e: float = -0x1.715476p+0\nmagic: float = {magic}\n{constants}"
        f"c = max(x, least)\ne = min(c, most)\nt = fma(e, log2e, magic)\nn = sub(t, magic)\n{lines}{square}return r, {names}\n"
    )


def _split(clamps: tuple[str, str], steps: str, bias: int, names: str) -> Program:
    magic = float(3 * 2**22 + bias).hex()
    constants = clamps[0] + f"log2e: float = 0x1.715476p+0\nmagic: float = {magic}\n" + _CONSTANTS[steps]
    lines = clamps[1] + "t = fma(c, log2e, magic)\nn = sub(t, magic)\n" + _STEPS[steps]
    square = "z = mul(r, r)\n" if "z" in names.split(", ") else ""
    heads = ", ".join(f"{name}: float" for name in ("r", *names.split(", ")))
    return parse(f"program float32 (x: float) -> ({heads})\n{constants}{lines}{square}return r, {names}\n")

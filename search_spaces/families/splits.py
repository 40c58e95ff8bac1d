"""The first stage that the exponential and its kind share: x = k ln 2 + r."""

from search_spaces.program import Program, parse
from search_spaces.slots import part

EXP_EDGE = float.fromhex("0x1.62e5p-2")
"""No |r| is larger: ln 2 / 2 is 0x1.62e42fefp-2, and x log2 e is off by |x| 2^-25.6 or 2^-19 at most before it is rounded."""

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
    magic = float(3 * 2**22 + bias).hex()
    lines = (
        f"least: float = {least}\nmost: float = {most}\nlog2e: float = 0x1.715476p+0\nmagic: float = {magic}\n"
        + _CONSTANTS[steps]
        + "raised = max(x, least)\nc = min(raised, most)\nt = fma(c, log2e, magic)\nn = sub(t, magic)\n"
        + _STEPS[steps]
    )
    if "z" in names:
        lines += "z = mul(r, r)\n"
    heads = ", ".join(f"{name}: float" for name in ("r", *names.split(", ")))
    return parse(f"program float32 (x: float) -> ({heads})\n{lines}return r, {names}\n")

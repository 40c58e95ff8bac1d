"""The first stage that the exponential and its kind share: x = k ln 2 + r."""

from search_spaces.program import Program, parse

EXP_EDGE = float.fromhex("0x1.62e5p-2")
"""No |r| is larger: ln 2 / 2 is 0x1.62e42fefp-2, and x log2 e is off by |x| 2^-25.6 or 2^-19 at most before it is rounded."""

_TWO_STEPS = """\
a = fma(n, high, c)
r = fma(n, low, a)
"""


def split(clamp: tuple[str, str], steps: int) -> Program:
    """x -> (r, t, c): c is x between the hex floats `clamp`, nan for nan; t = 1.5*2^23 + k; r = c - k ln 2.

    Args:
        clamp: Least and largest c.
        steps: In how many constants ln 2 is taken, 1 or 2.
    """
    least, most = clamp
    constants = {
        1: "ln2: float = -0x1.62e43p-1\n",
        2: "high: float = -0x1.62e4p-1\nlow: float = -0x1.7f7d1cp-20\n",
    }
    return parse(
        "program float32 (x: float) -> (r: float, t: float, c: float)\n"
        f"least: float = {least}\nmost: float = {most}\n"
        "log2e: float = 0x1.715476p+0\nmagic: float = 0x1.8p+23\n"
        + constants[steps]
        + "raised = max(x, least)\nc = min(raised, most)\n"
        "t = fma(c, log2e, magic)\nn = sub(t, magic)\n" + ("r = fma(n, ln2, c)\n" if steps == 1 else _TWO_STEPS) + "return r, t, c\n"
    )

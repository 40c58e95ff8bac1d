"""Texts of the reduction that folds a symmetric domain: the core works on |x|, an odd function's result takes the sign of x."""

from search_spaces.targets import CLAMP, EVEN, NAN, ODD, Target

_FOLDED = """\
size = abs(x)
"""
_SIGN = """\
b = bits(x)
sign = iand(b, top)
yb = bits(y)
wb = ixor(yb, sign)
w = from_bits(wb)
"""
FOLDED_WHY = {
    EVEN: "f(-x) = f(x), bit for bit: the core works on |x|.\n",
    ODD: "f(-x) = -f(x), bit for bit: the core works on |x|, and the result takes the sign of x.\n",
}


def folded_prologue(half: Target, zero: float) -> str:
    """From x to |x| as the core takes it, and |x| as it is for the guard."""
    consts, steps, value = list[str](), [_FOLDED.strip()], "size"
    if half.outside == CLAMP:
        consts.append(f"high: float = {half.real_domain[1].hex()}")
        steps += ["above = lt(high, size)", "t = select(above, high, size)"]
        value = "t"
    if zero:
        consts.append(f"zero: float = {zero.hex()}")
        steps.append(f"r = sub({value}, zero)")
    outputs = ("r" if zero else f"r={value}") + ", size"
    return (
        "\n".join(["program float32 (x: float) -> (r: float, size: float)", *consts, *steps, f"return {outputs}"])
        + "\n"
    )


def folded_epilogue(half: Target) -> str:
    """From the core's value to the result: the sign of x, and NaN outside where the domain says so."""
    consts, steps, value = list[str](), list[str](), "y"
    if half.parity == ODD:
        consts.append(f"top: int = {-(1 << 31)}")
        steps.append(_SIGN.strip())
        value = "w"
    if half.outside == NAN:
        consts += [f"high: float = {half.real_domain[1].hex()}", f"quiet: int = {0x7FC00000}"]
        steps += ["nan = from_bits(quiet)", "above = lt(high, size)", f"result = select(above, nan, {value})"]
        value = "result"
    head = "program float32 (y: float, x: float, size: float) -> (result: float)"
    return "\n".join([head, *consts, *steps, f"return result={value}"]) + "\n"

"""Texts of the reduction that folds a symmetric domain: the core works on |x|, an odd function's result takes the sign of x."""

from search_spaces.targets import CLAMP, EVEN, NAN, ODD, Target

_FOLDED = """\
b = bits(x)
sb = iand(b, top)
ub = ior(sb, unit)
sign = from_bits(ub)
size = mul(x, sign)
"""
"""sign is +-1 and size |x|: exact, and a derivative goes through the product as through x."""
FOLDED_WHY = {
    EVEN: "f(-x) = f(x), bit for bit: the core works on |x|.\n",
    ODD: "f(-x) = -f(x), bit for bit: the core works on |x|, and the result takes the sign of x.\n",
}


def folded_prologue(half: Target, zero: float) -> str:
    """From x to |x| as the core takes it, |x| as it is for the guard, and the sign of x as +-1."""
    consts, steps, value = [f"top: int = {-(1 << 31)}", f"unit: int = {0x3F800000}"], [_FOLDED.strip()], "size"
    if half.outside == CLAMP:
        consts.append(f"high: float = {half.real_domain[1].hex()}")
        steps += ["above = lt(high, size)", "t = select(above, high, size)"]
        value = "t"
    if zero:
        consts.append(f"zero: float = {zero.hex()}")
        steps.append(f"r = sub({value}, zero)")
    outputs = ("r" if zero else f"r={value}") + ", size, sign"
    return (
        "\n".join(
            ["program float32 (x: float) -> (r: float, size: float, sign: float)", *consts, *steps, f"return {outputs}"]
        )
        + "\n"
    )


def folded_epilogue(half: Target) -> str:
    """From the core's value to the result: the sign of x, and NaN outside where the domain says so."""
    consts, steps, value = list[str](), list[str](), "y"
    if half.parity == ODD:
        steps.append("w = mul(y, sign)")
        value = "w"
    if half.outside == NAN:
        consts += [f"high: float = {half.real_domain[1].hex()}", f"quiet: int = {0x7FC00000}"]
        steps += ["nan = from_bits(quiet)", "above = lt(high, size)", f"result = select(above, nan, {value})"]
        value = "result"
    head = "program float32 (y: float, size: float, sign: float) -> (result: float)"
    return "\n".join([head, *consts, *steps, f"return result={value}"]) + "\n"

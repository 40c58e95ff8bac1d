"""Stages of the reduction that folds a symmetric domain: the core works on |x|, an odd function's result takes the sign of x."""

from search_spaces.programs.program import Program
from search_spaces.programs.tracing import Float, Outputs, bits, constant, from_bits, select, stage
from search_spaces.steps import SIGN_BIT
from search_spaces.targets import CLAMP, EVEN, NAN, ODD, Target

QUIET, _ONE = 0x7FC00000, 0x3F800000
"""Words of nan and of 1."""
FOLDED_WHY = {
    EVEN: "f(-x) = f(x), bit for bit: the core works on |x|.\n",
    ODD: "f(-x) = -f(x), bit for bit: the core works on |x|, and the result takes the sign of x.\n",
}


def folded_prologue(half: Target, zero: float) -> Program:
    """Program from x to |x| as the core takes it, |x| as it is for the guard, and the sign of x as +-1."""
    high, clamps = half.real_domain[1], half.outside == CLAMP

    @stage()
    def argument(x: Float) -> Outputs:
        """The argument of the core: |x|, as it is or moved to the end, less a zero of the function.

        sign is +-1 and size |x|: exact, and a derivative goes through the product as through x.
        """
        sign = from_bits((bits(x) & SIGN_BIT) | _ONE)
        size = x * sign
        t = size
        if clamps:
            above = size > high
            t = select(above, high, size)
        return {"r": t - zero if zero else t, "size": size, "sign": sign}

    return argument


def folded_epilogue(half: Target) -> Program:
    """Program from the core's value to the result: the sign of x, and NaN outside where the domain says so."""
    high, odd, guarded = half.real_domain[1], half.parity == ODD, half.outside == NAN

    @stage(*((high, QUIET) if guarded else ()))
    def result(y: Float, size: Float, sign: Float) -> Outputs:
        """The core's value, that of an odd function times the sign of x, and nan outside of the domain."""
        value = y * sign if odd else y
        if guarded:
            nan = from_bits(constant(QUIET, size))
            above = size > high
            value = select(above, nan, value)
        return {"result": value}

    return result

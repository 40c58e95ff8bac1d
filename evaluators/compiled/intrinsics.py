"""Operations that numba does not offer, as LLVM instructions; they vectorise."""

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic


@intrinsic
def fma(typingctx, a, b, c):
    """a * b + c, rounded once."""

    def emit(context, builder, signature, args):
        return builder.fma(*args)

    return a(a, b, c), emit


@intrinsic
def rint(typingctx, a):
    """The nearest integer, ties to even, in the format of a."""

    def emit(context, builder, signature, args):
        kind = args[0].type
        function = builder.module.declare_intrinsic("llvm.rint", [kind], ir.FunctionType(kind, [kind]))
        return builder.call(function, args)

    return a(a), emit


@intrinsic
def to_int(typingctx, a):
    """A float32 as int32, toward zero; any value where it does not fit."""

    def emit(context, builder, signature, args):
        return builder.fptosi(args[0], ir.IntType(32))

    return types.int32(a), emit


@intrinsic
def to_int_saturated(typingctx, a):
    """A float32 as int32, toward zero; the nearest int32 where it does not fit, 0 for NaN.

    In selects: LLVM's own saturating conversion does not vectorise.
    """

    def emit(context, builder, signature, args):
        kind, word = args[0].type, ir.IntType(32)
        least, below, most = (ir.Constant(kind, v) for v in (-(2.0**31), 2.0**31 - 128.0, 2.0**31))
        number = builder.select(builder.fcmp_ordered("ord", args[0], args[0]), args[0], ir.Constant(kind, 0.0))
        high = builder.fcmp_ordered(">=", number, most)
        inside = builder.select(high, below, number)
        inside = builder.select(builder.fcmp_ordered("<", inside, least), least, inside)
        return builder.select(high, ir.Constant(word, 2**31 - 1), builder.fptosi(inside, word))

    return types.int32(a), emit


@intrinsic
def bits_of(typingctx, a):
    """The 64 bits of a float64 as an integer."""

    def emit(context, builder, signature, args):
        return builder.bitcast(args[0], ir.IntType(64))

    return types.int64(types.float64), emit


@intrinsic
def from_bits(typingctx, a):
    """The float64 of 64 bits."""

    def emit(context, builder, signature, args):
        return builder.bitcast(args[0], ir.DoubleType())

    return types.float64(types.int64), emit

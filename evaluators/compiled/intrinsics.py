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

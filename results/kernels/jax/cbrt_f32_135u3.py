"""cbrt for float32 arrays: max error 135.2237 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.b8395c0000000p-124. Results that are not correctly rounded: 4,247,336,142.
Domain: the whole float line. Special values that differ: f(0x1.0000000000000p+0) = 0x1.ffffbe0000000p-1, not
0x1.0000000000000p+0, f(-0x1.0000000000000p+0) = -0x1.ffffbe0000000p-1, not -0x1.0000000000000p+0,
f(0x1.0000000000000p+3) = 0x1.ffffbe0000000p+0, not 0x1.0000000000000p+1, f(0x1.b000000000000p+4) =
0x1.8000200000000p+1, not 0x1.8000000000000p+1, f(0x1.0000000000000p-126) = 0x1.ffffbe0000000p-43, not
0x1.0000000000000p-42, f(0x1.0000000000000p+126) = 0x1.ffffbe0000000p+41, not 0x1.0000000000000p+42.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel f87f4175768d0d10, 18 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16

Reduction cbrt_inverse_start_short:
    The bits of t are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact
    enough. x^(1/3) = x t^2 (1 - e)^(-2/3), whose sign is that of x. Infinity and nan give themselves; nothing
    overflows or underflows, as t^2 is from 2^-86 to 2^85.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "cbrt"
FORMAT = "jax"
MAX_ULP = 135.22370294021823
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.b8395c0000000p-124"
OUTPUTS_HASH = "c33f731b71889ff1a2fd78c0902f58e0da71eda4fc33aff7237408e145db97e2"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "f87f4175768d0d10"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        minus_third, cbrt_origin, one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4,
        infinity,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.555556p-2")),  # minus_third: -0.333333343
        np.float32(float.fromhex("0x1.5287d2p+30")),  # cbrt_origin: 1.41990003e+09
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.f741fap-2")),  # c_coefficient_1: -0.491462618
        np.float32(float.fromhex("-0x1.1f01b2p-1")),  # c_coefficient_2: -0.560559809
        np.float32(float.fromhex("0x1.5b4cfp+0")),  # c_coefficient_3: 1.35664272
        np.float32(float.fromhex("0x1.ea8554p-3")),  # c_coefficient_4: 0.239512116
        np.float32(float.fromhex("inf")),  # infinity: inf
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: t = |x|^(-1/3) to 3.6 %, u = x t^2, e = 1 - |x| t^3 to 2^-23, within 0.103.
    a = jnp.abs(x)
    word = lax.convert_element_type(lax.bitcast_convert_type(a, jnp.int32), jnp.float32) * minus_third + cbrt_origin
    t = lax.bitcast_convert_type(lax.convert_element_type(word, jnp.int32), jnp.float32)
    square = t * t
    u = x * square
    size = lax.max(a * square, -np.float32(float.fromhex('0x1.fffffep+127')))
    e = (-size) * t + one
    # Core c(e), a polynomial, e in [-0.103516, 0.103516]: c = (1 - e)^(-2/3).
    c1 = e * c_coefficient_1 + c_coefficient_2
    c = (-c1) * (e * e + c_coefficient_3) + c_coefficient_4
    # Reconstruction: x^(1/3) = u c, c = (1 - e)^(-2/3); inf and nan themselves.
    root = u * c
    finite = a < infinity
    result = jnp.where(finite, root, x)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.5555555555555p-2") / (y * y)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.c71c71c71c71cp-3") * (_hex("0x1.0p+0") / y) ** 3 * (_hex("0x1.0p+0") / y) ** 2
    )
    return s, tangent * second


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def cbrt(x):
    """cbrt as jax.numpy.cbrt takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.cbrt itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.cbrt(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""cbrt for float32 arrays: max error 0.7581 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.f0cbd80000000p-124. Results that are not correctly rounded: 174,890,154.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: C17 7.12.7.1 and F.10.4.1.

Kernel 949c013804509444, 31 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cbrt --seed 0 --evaluations 200000 --max-ops 16

Reduction cbrt_inverse_start:
    The bits of t are 4/3 of those of 1 less a third of those of |x|, computed in float32, which is exact
    enough. All but 12 bits of t are cleared, so that t^2 is exact. u = |x| t^2 is rounded, and `low` is its
    rounding error (|x| stands a second time as max(|x|, x): two factors of one product must not look alike to
    the compiler, and a constant in place of x would be seen through inside a loop). Then |x|^(1/3) = |x| t^2
    (1 - e)^(-2/3), as |x| t^2 = |x|^(1/3) (1 - e)^(2/3). The bracket is below 0.08 u: its roundings are below
    0.07 ulp each, the last addition's half an ulp; e is right to 2^-27, 0.1 ulp of the result. Zero gives u =
    0 and e = 1. Infinity and nan give themselves; nothing overflows or underflows, as t^2 is from 2^-86 to
    2^85.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "cbrt"
FORMAT = "jax"
MAX_ULP = 0.75810422935211
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.f0cbd80000000p-124"
OUTPUTS_HASH = "41b2dee91d80105a5f2e76b067c1ba6a97be05d9d98979dd84ab0d29a503f186"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "949c013804509444"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    coarse = np.int32(-4096)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        minus_third, cbrt_origin, one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4,
        c_coefficient_5, c_coefficient_6, infinity,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.555556p-2")),  # minus_third: -0.333333343
        np.float32(float.fromhex("0x1.5287d2p+30")),  # cbrt_origin: 1.41990003e+09
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.469d42p-2")),  # c_coefficient_1: -0.318959266
        np.float32(float.fromhex("-0x1.38a018p-1")),  # c_coefficient_2: -0.610596418
        np.float32(float.fromhex("0x1.643e52p-3")),  # c_coefficient_3: 0.173946992
        np.float32(float.fromhex("0x1.6f8ac6p-1")),  # c_coefficient_4: 0.717855632
        np.float32(float.fromhex("0x1.b3a27ep-2")),  # c_coefficient_5: 0.425424546
        np.float32(float.fromhex("0x1.55555cp-1")),  # c_coefficient_6: 0.666666865
        np.float32(float.fromhex("inf")),  # infinity: inf
    )))
    # Reduction: t = |x|^(-1/3) to 3.6 %, 12 bits, so that t^2 is exact; u + low = |x| t^2 exactly; e = 1 -
    # |x| t^3 to 2^-27, within 0.103.
    a = jnp.abs(x)
    word = lax.convert_element_type(lax.bitcast_convert_type(a, jnp.int32), jnp.float32) * minus_third + cbrt_origin
    t = lax.bitcast_convert_type(lax.convert_element_type(word, jnp.int32) & coarse, jnp.float32)
    square = t * t
    u = a * square
    minus_u = -u
    same_a = jnp.where(a < x, x, a)
    low = same_a * square + minus_u
    e_high = minus_u * t + one
    e = (-low) * t + e_high
    # Core c(e), a polynomial, e in [-0.103516, 0.103516]: (1 - e)^(-2/3) = 1 + e c.
    c1 = (-e) * (e * c_coefficient_1 + c_coefficient_2) + c_coefficient_3
    c = e * ((c1 * c1 + c_coefficient_4) * c1 + c_coefficient_5) + c_coefficient_6
    # Reconstruction: |x|^(1/3) = u + (u e c + low), c = ((1 - e)^(-2/3) - 1) / e, the bracket below 0.08 u;
    # inf and nan themselves, the sign that of x.
    root = u + (u * (e * c) + low)
    finite = a < infinity
    magnitude = jnp.where(finite, root, a)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(magnitude, jnp.int32) | sign, jnp.float32)
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

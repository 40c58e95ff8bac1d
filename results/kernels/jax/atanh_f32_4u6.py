"""atanh for float32 arrays: max error 4.5855 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.4889380000000p-2. Results that are not correctly rounded: 67,785,790.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.3 and F.10.2.3.

Kernel fb5259a687ad0931, 35 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atanh --seed 0 --evaluations 300000 --max-ops 16

Reduction atanh_shift_short:
    atanh a = 1/2 log((1 + a) / (1 - a)). For a < 1/3 k is 0 and s is a itself. s z p is below 0.05 of s. The
    roundings of the sums, of the division and of s + k ln(2) / 2 stay: about half an ulp each at worst. 1
    gives inf, more nan; the largest float below 1 is as far as c is needed.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atanh"
FORMAT = "jax"
MAX_ULP = 4.585451155900955
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.4889380000000p-2"
OUTPUTS_HASH = "e403ddc1c4d9a294c951bba00897894acedaff8875a65d8f8d0c36787cd8696e"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "fb5259a687ad0931"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    second_one = np.int32(1065353216)
    width = np.int32(23)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, two, zero, most, p_coefficient_1, p_coefficient_2, p_coefficient_3, step_nearest_high,
        step_nearest_low, last, infinity, nan, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1.fffffcp-1")),  # most: 0.999999881
        np.float32(float.fromhex("0x1.a86e1p-2")),  # p_coefficient_1: 0.414482355
        np.float32(float.fromhex("0x1.e90b12p-3")),  # p_coefficient_2: 0.238790646
        np.float32(float.fromhex("0x1.1afc3ep-2")),  # p_coefficient_3: 0.276352853
        np.float32(float.fromhex("0x1.62e43p-2")),  # step_nearest_high: 0.346573591
        np.float32(float.fromhex("-0x1.05c61p-30")),  # step_nearest_low: -9.52327106e-10
        np.float32(float.fromhex("0x1.fffffep-1")),  # last: 0.99999994
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("nan")),  # nan: nan
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: atanh |x| = k ln(2) / 2 + atanh(s), z = s^2 below 0.14.
    # a = |x|, (1 + a) / (1 - a) = 2^k (1 + s) / (1 - s), s = top / bottom, top = a + t exactly, bottom = 2 +
    # (a - t), t = c a + 1 - c, c = 2^k.
    a = jnp.abs(x)
    bounded = jnp.where(most < a, most, a)
    plus = a + one
    minus = one - bounded
    k = lax.shift_right_arithmetic(lax.bitcast_convert_type(plus, jnp.int32) - lax.bitcast_convert_type(minus, jnp.int32), width)
    second_k = lax.convert_element_type(k, jnp.float32)
    c = lax.bitcast_convert_type(lax.shift_left(k, width) + second_one, jnp.float32)
    rest = one - c
    t = c * a + rest
    top = a + t
    m = a - t
    bottom = m + two
    s = top / bottom + nothing
    z = s * s + zero
    # Core p(z), a polynomial, z in [0, 0.14]: atanh s = s + s z p, z = s^2.
    p1 = z * p_coefficient_1 + p_coefficient_2
    p = p1 * p1 + p_coefficient_3
    # Reconstruction: atanh |x| = k ln(2) / 2 + (s + s z p), p = (atanh s / s - 1) / s^2.
    zp = z * p
    low = lax.max(second_k * step_nearest_low, -np.float32(float.fromhex('0x1.fffffep+127')))
    atanh_s = s + (s * zp + low)
    total = second_k * step_nearest_high + atanh_s
    end = last < a
    outside = one < a
    pole = jnp.where(outside, nan, infinity)
    magnitude = jnp.where(end, pole, total)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(magnitude, jnp.int32) | sign, jnp.float32)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / ((_hex("0x1.0p+0") - x) * (_hex("0x1.0p+0") + x))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("0x1.0p+1") * x * s * s
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


def atanh(x):
    """atanh as jax.numpy.arctanh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arctanh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arctanh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

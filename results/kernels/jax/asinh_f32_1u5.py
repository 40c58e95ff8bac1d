"""asinh for float32 arrays: max error 1.4156 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.1733bc0000000p+0. Results that are not correctly rounded: 78,760,386.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.

Kernel 9efb61d3d61d28c1, 51 operations, 24 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16

Reduction asinh_two_pieces_short:
    Below 3/4 a z p(z) is below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth of both is
    added, so that nothing overflows, as w and its rounding error (Fast2Sum, the root is the larger one;
    beyond 2^60, where a^2 would overflow later on, a stands for it, which is exact). A term `rest` beside w
    is rest / w in the logarithm, the division to 5.1 % through the bits of w. The result is 0.69 and more.
    The root's own error stays: 0.8 ulp of the result at a = 3/4, less above. k ln 2 is one product inside the
    last fma, its constant's error below 0.2 ulp. Infinity and nan give themselves; the sign is that of x.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "asinh"
FORMAT = "jax"
MAX_ULP = 1.41556258506987
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.1733bc0000000p+0"
OUTPUTS_HASH = "d0edb32ba1b1ea3ae485ab94b14f8ba258b0450377e672fcdef7d3302340486b"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "9efb61d3d61d28c1"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    even = np.int32(2129858560)
    second_eighth = np.int32(1035273459)
    width = np.int32(23)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        two_to_minus_6, two_to_57, eighth, eight, minus_one, p_coefficient_1, p_coefficient_2,
        p_coefficient_3, p_coefficient_4, p_coefficient_5, p_coefficient_6, q_coefficient_1, q_coefficient_2,
        q_coefficient_3, q_coefficient_4, q_coefficient_5, q_coefficient_6, q_coefficient_7, q_coefficient_8,
        ln2_nearest_high, three_quarters, infinity,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p-6")),  # two_to_minus_6: 0.015625
        np.float32(float.fromhex("0x1p+57")),  # two_to_57: 1.44115188e+17
        np.float32(float.fromhex("0x1p-3")),  # eighth: 0.125
        np.float32(float.fromhex("0x1p+3")),  # eight: 8
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("-0x1.2d6a7ep-6")),  # p_coefficient_1: -0.0183969717
        np.float32(float.fromhex("0x1.70d73ep-4")),  # p_coefficient_2: 0.0900490209
        np.float32(float.fromhex("0x1.cebc66p-3")),  # p_coefficient_3: 0.225945279
        np.float32(float.fromhex("0x1.85e1f4p-4")),  # p_coefficient_4: 0.0951861888
        np.float32(float.fromhex("0x1.38023ep-2")),  # p_coefficient_5: 0.304696053
        np.float32(float.fromhex("-0x1.182b22p-3")),  # p_coefficient_6: -0.136801019
        np.float32(float.fromhex("-0x1.9a00bp-3")),  # q_coefficient_1: -0.200196624
        np.float32(float.fromhex("0x1.d73188p-2")),  # q_coefficient_2: 0.460149884
        np.float32(float.fromhex("0x1.41f5c8p-3")),  # q_coefficient_3: 0.157207072
        np.float32(float.fromhex("-0x1.5039f8p-3")),  # q_coefficient_4: -0.164173067
        np.float32(float.fromhex("0x1.8db304p-3")),  # q_coefficient_5: 0.194189101
        np.float32(float.fromhex("0x1.471312p-1")),  # q_coefficient_6: 0.63881737
        np.float32(float.fromhex("0x1.6f315p-1")),  # q_coefficient_7: 0.7171731
        np.float32(float.fromhex("-0x1.715914p-2")),  # q_coefficient_8: -0.360691369
        np.float32(float.fromhex("0x1.62e43p-1")),  # ln2_nearest_high: 0.693147182
        np.float32(float.fromhex("0x1.8p-1")),  # three_quarters: 0.75
        np.float32(float.fromhex("inf")),  # infinity: inf
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: a = |x|, z = a^2; (a + sqrt(a^2 + 1)) / 8 = w + lost = 2^k (1 + f) e^shift / 8; beyond 2^60 a
    # stands for the root.
    a = jnp.abs(x)
    z = a * a
    less = a * eighth
    bounded = jnp.where(two_to_57 < less, two_to_57, less)
    root = lax.sqrt(bounded * bounded + two_to_minus_6)
    more = jnp.where(root < less, less, root)
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    w = more + less
    back = w - more
    lost = less - back
    word = lax.bitcast_convert_type(w, jnp.int32)
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    above = word - second_eighth
    exponent = lax.shift_right_arithmetic(above, width)
    field = lax.shift_left(exponent, width)
    m = lax.bitcast_convert_type(word - field, jnp.float32)
    f = m * eight + minus_one
    k = lax.convert_element_type(exponent, jnp.float32)
    shift = lax.max(lost * lax.bitcast_convert_type(even - word, jnp.float32), -np.float32(float.fromhex('0x1.fffffep+127')))
    # Core p(z), a polynomial, z in [0, 0.5625]: asinh a = a + a z p, z = a^2.
    p1 = (-z) * ((-z) * (z * p_coefficient_1 + p_coefficient_2) + p_coefficient_3) + p_coefficient_4
    p = (-(p1 * p1 + p_coefficient_5)) * p1 + p_coefficient_6
    # Next argument: asinh a = a + a z p below 3/4, p = (asinh a / a - 1) / a^2.
    series = a * (z * p) + a
    # Core q(f), a polynomial, f in [-0.292893, 0.414213]: log(1 + f) = f + f^2 q.
    q1 = f * q_coefficient_1 + q_coefficient_2
    q2 = f * (q1 * q1 + q_coefficient_3) + q_coefficient_4
    q3 = f * q2 + q_coefficient_5
    q = ((q3 * q3 + q_coefficient_6) * q3 + q_coefficient_7) * q2 + q_coefficient_8
    # Reconstruction: asinh a = k ln 2 + (f + (f^2 q + shift)) from 3/4 on, q = (log(1 + f) - f) / f^2.
    log_mantissa = f + ((f * f) * q + shift)
    large = k * ln2_nearest_high + log_mantissa
    beside = a < three_quarters
    inside = jnp.where(beside, series, large)
    finite = a < infinity
    magnitude = jnp.where(finite, inside, a)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(magnitude, jnp.int32) | sign, jnp.float32)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _hypot(a, b):
    """sqrt(a**2 + b**2), which overflows no sooner than its value."""
    a, b = jnp.abs(a), jnp.abs(b)
    large = jnp.maximum(a, b)
    ratio = jnp.minimum(a, b) / large
    return large * jnp.sqrt(np.float32(1) + ratio * ratio)


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / _hypot(_hex("0x1.0p+0"), x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s * s
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


def asinh(x):
    """asinh as jax.numpy.arcsinh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arcsinh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arcsinh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

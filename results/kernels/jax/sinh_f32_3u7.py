"""sinh for float32 arrays: max error 3.6506 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.ead5960000000p-2. Results that are not correctly rounded: 107,085,898.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.5 and F.10.2.5.

Kernel 2ca6ab928f1f4670, 32 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search sinh --seed 0 --evaluations 200000 --max-ops 16

Reduction sinh_plain:
    |x| is clamped to 89.5. Half of sinh and of cosh, so that k = 129 stays below overflow (the doubling at
    the end overflows where they do). The cores' errors are those of corrections. Both sums round: the worst k
    is 1, where at r = -ln 2 / 2 the terms are twice the result. The sign is that of x; below 2^-12 sinh x is
    x to 2^-26, which keeps numbers that the half would make subnormal.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "sinh"
FORMAT = "jax"
MAX_ULP = 3.6505750752985477
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.ead5960000000p-2"
OUTPUTS_HASH = "be9c1b7317b5cc84bd6f23e04acbdf1164309e123d01d63af3ecc86fa54407a1"
RECORD = "2ca6ab928f1f4670"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    two_fields = np.int32(2097152000)
    integer_0 = np.int32(0)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, log2_e, magic, minus_ln2_high, minus_ln2_low, q_coefficient_1, q_coefficient_2, p_coefficient_1,
        p_coefficient_2, two_to_minus_12,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.66p+6")),  # most: 89.5
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8000fap+23")),  # magic: 12583037
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("0x1.57231cp-5")),  # q_coefficient_1: 0.0418868586
        np.float32(float.fromhex("0x1.fffdf6p-2")),  # q_coefficient_2: 0.499992222
        np.float32(float.fromhex("0x1.105158p-7")),  # p_coefficient_1: 0.00831047818
        np.float32(float.fromhex("0x1.555764p-3")),  # p_coefficient_2: 0.166670591
        np.float32(float.fromhex("0x1p-12")),  # two_to_minus_12: 0.000244140625
    )))
    # Reduction: |x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 89.5: k is nearest to
    # |x| log2 e, and the low bits of t hold k + 125.
    size = jnp.abs(x)
    c = jnp.where(most < size, most, size)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * log2_e + magic
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = n * minus_ln2_high + c
    r = n * minus_ln2_low + after_high
    z = r * r
    # Core q(z), a polynomial, z in [0, 0.120116]: cosh r = 1 + z q, z = r^2.
    q = z * q_coefficient_1 + q_coefficient_2
    # Core p(z), a polynomial, z in [0, 0.120116]: sinh r = r + r z p, z = r^2.
    p = z * p_coefficient_1 + p_coefficient_2
    # Reconstruction: sinh |x| = 2 ((s - u) cosh r + (s + u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 +
    # z q, sinh r = r + r z p, z = r^2.
    field = lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width)
    opposite = two_fields - field
    at_least_zero = jnp.where(integer_0 < opposite, opposite, integer_0)
    s = lax.bitcast_convert_type(field, jnp.float32)
    u = lax.bitcast_convert_type(at_least_zero, jnp.float32)
    both = s + u
    less = s - u
    odd = (r * z) * p + r
    even = (less * z) * q + less
    half = both * odd + even
    word = lax.bitcast_convert_type(x, jnp.int32)
    total = half + half
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = word & sign_bit
    with_sign = lax.bitcast_convert_type(lax.bitcast_convert_type(total, jnp.int32) | sign, jnp.float32)
    result = jnp.where(jnp.abs(x) < two_to_minus_12, x, with_sign)
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
        _hypot(_hex("0x1.0p+0"), y)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        y
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


def sinh(x):
    """sinh as jax.numpy.sinh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.sinh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.sinh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""sinh for float32 arrays: max error 0.8837 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.1680d60000000p+3. Results that are not correctly rounded: 15,953,208.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.5 and F.10.2.5.

Kernel bc9e42e23ed59762, 41 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search sinh --seed 0 --evaluations 200000 --max-ops 16

Reduction sinh_fused:
    |x| is clamped to 89.5. Half of sinh and of cosh, so that k = 129 stays below overflow (the doubling at
    the end overflows where they do). The cores' errors are those of corrections. head = (s - u) + (s + u) r
    is rounded once and loses `lost`, found exactly by the same fma from the rest of s - u (s + u stands there
    in other words, for a compiler would take two equal products for one, and round it; Fast2Sum: s - u is 0
    or the larger one). s - u and s + u are exact up to k = 11, and beyond u is below 2^-23 of s. Near 0,
    where s = u, head is half of r exactly, and only the cores' terms are rounded beside the last addition.
    The sign is that of x; below 2^-12 sinh x is x to 2^-26, which keeps numbers that the half would make
    subnormal.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "sinh"
FORMAT = "jax"
MAX_ULP = 0.8836674916766292
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.1680d60000000p+3"
OUTPUTS_HASH = "2eabe630f546982fb15f0535bff9c1d89145dd3f455a361a585fccec8071e268"
RECORD = "bc9e42e23ed59762"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    two_fields = np.int32(2097152000)
    integer_0 = np.int32(0)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, log2_e, magic, minus_ln2_high, minus_ln2_low, q_coefficient_1, q_coefficient_2, q_coefficient_3,
        p_coefficient_1, p_coefficient_2, two_to_minus_12,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.66p+6")),  # most: 89.5
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8000fap+23")),  # magic: 12583037
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("0x1.5826dep-10")),  # q_coefficient_1: 0.00131283503
        np.float32(float.fromhex("0x1.5573ap-5")),  # q_coefficient_2: 0.0416811109
        np.float32(float.fromhex("0x1.ffffd2p-2")),  # q_coefficient_3: 0.499999315
        np.float32(float.fromhex("0x1.12414ep-7")),  # p_coefficient_1: 0.00836960133
        np.float32(float.fromhex("0x1.55547cp-3")),  # p_coefficient_2: 0.166665047
        np.float32(float.fromhex("0x1p-12")),  # two_to_minus_12: 0.000244140625
    )))
    # Reduction: |x| = k ln 2 + (r + rest), |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 89.5: k is
    # nearest to |x| log2 e, and the low bits of t hold k + 125.
    size = jnp.abs(x)
    c = jnp.where(most < size, most, size)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * log2_e + magic
    n = t - magic
    # cody_waite_and_rest: (r, rest): x + n (high + low) to 2^-48 of itself, rest the rounding error of r
    # (Fast2Sum), where x + n high is exact and n low hardly the larger one.
    after_high = n * minus_ln2_high + c
    lower = n * minus_ln2_low
    r = after_high + lower
    back = after_high - r
    rest = back + lower
    z = r * r
    # Core q(z), a polynomial, z in [0, 0.120116]: cosh r = 1 + z q, z = r^2.
    q = z * (z * q_coefficient_1 + q_coefficient_2) + q_coefficient_3
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
    head = both * r + less
    left = less - head
    same = jnp.where(both < u, u, both)
    lost = same * r + left
    odd = (r * z) * p + rest
    even = (less * z) * q + lost
    half = head + (both * odd + even)
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

"""tanh for float32 arrays: max error 0.7500 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.009a240000000p-3. Results that are not correctly rounded: 2,480,430.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.

Kernel 826c1b1155f09d12, 52 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tanh --seed 0 --evaluations 200000 --max-ops 16

Reduction tanh_compensated:
    |x| is clamped to 9.25, where tanh is 1 to 2^-25. E = numerator + numerator_low and E + 2 = denominator +
    denominator_low by Fast2Sum (s r is exact), lost_one the rounding error of s - 1, from k = 25 on. With
    inverse = 1 / denominator, quotient = numerator * inverse is mended by (E - quotient (E + 2)) inverse: the
    last addition alone has a rounding of size.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "tanh"
FORMAT = "jax"
MAX_ULP = 0.7499756552278996
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.009a240000000p-3"
OUTPUTS_HASH = "71a81547fe1abdf2b1898d180188b7848292b39f1deaae79c30d1abf8c5d8f47"
RECORD = "826c1b1155f09d12"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, twice_log2_e, magic, minus_half_ln2_high, minus_half_ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, y_coefficient_4, y_coefficient_5, two, minus_zero, one,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.28p+3")),  # most: 9.25
        np.float32(float.fromhex("0x1.715476p+1")),  # twice_log2_e: 2.88539004
        np.float32(float.fromhex("0x1.8000fep+23")),  # magic: 12583039
        np.float32(float.fromhex("-0x1.62e4p-2")),  # minus_half_ln2_high: -0.346572876
        np.float32(float.fromhex("-0x1.7f7d1cp-21")),  # minus_half_ln2_low: -7.14303383e-07
        np.float32(float.fromhex("0x1.ffefd6p-5")),  # y_coefficient_1: 0.0624922924
        np.float32(float.fromhex("0x1.5195eep-2")),  # y_coefficient_2: 0.329673499
        np.float32(float.fromhex("0x1.b89c4p-2")),  # y_coefficient_3: 0.430283546
        np.float32(float.fromhex("0x1.777decp+0")),  # y_coefficient_4: 1.46676517
        np.float32(float.fromhex("0x1.3ebe18p-1")),  # y_coefficient_5: 0.62254405
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("-0x0p+0")),  # minus_zero: -0
        np.float32(float.fromhex("0x1p+0")),  # one: 1
    )))
    # Reduction: 2 |x| = k ln 2 + 2 (r + rest), |r| <= ln 2 / 4 + 2^-20 (Cody and Waite), |x| up to 9.25: k is
    # nearest to 2 |x| log2 e, and the low bits of t hold k + 127.
    size = jnp.abs(x)
    c = jnp.where(most < size, most, size)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * twice_log2_e + magic
    n = t - magic
    # cody_waite_and_rest: (r, rest): x + n (high + low) to 2^-48 of itself, rest the rounding error of r
    # (Fast2Sum), where x + n high is exact and n low hardly the larger one.
    after_high = n * minus_half_ln2_high + c
    lower = n * minus_half_ln2_low
    r = after_high + lower
    back = after_high - r
    rest = back + lower
    z = r * r
    # Core y(r), a polynomial, r in [-0.173288, 0.173288]: e^2r = 1 + 2 r + r^2 y.
    y1 = r * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3
    y = r * ((y1 * y1 + y_coefficient_4) * y1 + y_coefficient_5) + two
    # Reconstruction: tanh |x| = E / (E + 2), E = e^2|x| - 1 = s - 1 + s (2 (r + rest) + r^2 y), s = 2^k; the
    # sign is that of x.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    s = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32)
    sr = s * r
    first = sr + sr
    less = s - one
    lost_one = (s - less) - one
    head = less + first
    # left_by: (a - total) + b: rounding error of the sum of a and b, as `lost_by` gives it, under the same
    # condition.
    second_back = less - head
    lost = (second_back + first) + lost_one
    twice_rest = rest + rest
    second = s * (z * y + twice_rest) + lost
    numerator = head + second
    third_back = head - numerator  # left_by
    numerator_low = third_back + second
    denominator = numerator + two
    greater = jnp.where(numerator < two, two, numerator)
    lesser = jnp.where(two < numerator, two, numerator)
    fourth_back = greater - denominator  # left_by
    denominator_low = (fourth_back + lesser) + numerator_low
    # mended_quotient: (n + n_low) / (d + d_low) to 1/2 ulp and 2^-46 of itself, d > 0, where the lows are
    # below 2^-24 of n and d, or little more.
    inverse = jnp.abs(one / denominator)
    quotient = numerator * inverse + minus_zero
    minus = -quotient
    residual = minus * denominator + numerator
    total = residual + numerator_low
    residual_low = minus * denominator_low + total
    second_quotient = residual_low * inverse + quotient
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(second_quotient, jnp.int32) | sign, jnp.float32)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _times_exp(s, x):
    """s * exp(x) for x <= 0, which underflows no sooner than its value: x + 32 is exact below -64."""
    far = x < np.float32(-64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    return s * factor * jnp.exp(jnp.where(far, x + np.float32(32), x))


@jax.custom_jvp
def _slope(x, y):
    return (
        _times_exp(_hex("0x1.0p+2") / (_hex("0x1.0p+0") + jnp.exp(_hex("-0x1.0p+1") * jnp.abs(x))) ** 2,
        _hex("-0x1.0p+1") * jnp.abs(x))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.0p+1") * y * s
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


def tanh(x):
    """tanh as jax.numpy.tanh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.tanh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.tanh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

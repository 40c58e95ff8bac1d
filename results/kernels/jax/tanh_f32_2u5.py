"""tanh for float32 arrays: max error 2.4295 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fd480e0000000p-7. Results that are not correctly rounded: 167,995,528.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.6 and F.10.2.6.

Kernel a2c8e8efff556b31, 25 operations, 8 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search tanh --seed 0 --evaluations 200000 --max-ops 16

Reduction tanh_quotient:
    |x| is clamped to 9.25, where tanh is 1 to 2^-25. E, E + 2 and the quotient round once each; rest is left
    out.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "tanh"
FORMAT = "jax"
MAX_ULP = 2.42950470559299
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fd480e0000000p-7"
OUTPUTS_HASH = "90e8a735012e52d3d3692e2c1bf603f4480999f5f8f6ff7e6528d93e62952f31"
RECORD = "a2c8e8efff556b31"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, twice_log2_e, magic, minus_half_ln2_high, minus_half_ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, y_coefficient_4, y_coefficient_5, one, two,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.28p+3")),  # most: 9.25
        np.float32(float.fromhex("0x1.715476p+1")),  # twice_log2_e: 2.88539004
        np.float32(float.fromhex("0x1.8000fep+23")),  # magic: 12583039
        np.float32(float.fromhex("-0x1.62e4p-2")),  # minus_half_ln2_high: -0.346572876
        np.float32(float.fromhex("-0x1.7f7d1cp-21")),  # minus_half_ln2_low: -7.14303383e-07
        np.float32(float.fromhex("0x1.b62e64p-4")),  # y_coefficient_1: 0.106977835
        np.float32(float.fromhex("0x1.ddba52p-2")),  # y_coefficient_2: 0.466531068
        np.float32(float.fromhex("0x1.1b04fcp-1")),  # y_coefficient_3: 0.552772403
        np.float32(float.fromhex("0x1.f0f894p+0")),  # y_coefficient_4: 1.941293
        np.float32(float.fromhex("0x1.8418fcp-1")),  # y_coefficient_5: 0.758003116
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+1")),  # two: 2
    )))
    # Reduction: 2 |x| = k ln 2 + 2 r, |r| <= ln 2 / 4 + 2^-20 (Cody and Waite), |x| up to 9.25: k is nearest
    # to 2 |x| log2 e, and the low bits of t hold k + 127.
    size = jnp.abs(x)
    c = jnp.where(most < size, most, size)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * twice_log2_e + magic
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = n * minus_half_ln2_high + c
    r = n * minus_half_ln2_low + after_high
    z = r * r
    # Core y(r), a polynomial, r in [-0.173288, 0.173288]: e^2r = 1 + 2 r + r^2 y.
    y1 = r * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3
    y = (y1 * y1 + y_coefficient_4) * y1 + y_coefficient_5
    # Reconstruction: tanh |x| = E / (E + 2), E = e^2|x| - 1 = s - 1 + s (2 r + r^2 y), s = 2^k; the sign is
    # that of x.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    s = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32)
    twice_r = r + r
    less = s - one
    numerator = s * (z * y + twice_r) + less
    denominator = numerator + two
    quotient = numerator / denominator
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(quotient, jnp.int32) | sign, jnp.float32)
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

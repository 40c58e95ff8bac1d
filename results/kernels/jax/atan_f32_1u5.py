"""atan for float32 arrays: max error 1.4274 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fff03c0000000p-1. Results that are not correctly rounded: 193,388,780.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on Intel(R) Xeon(R) Processor (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq),
jax-cpu, jax 0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel fb8ad44948485838, 25 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 30000 --max-ops 16 --set 'cores=["atan_tail:0,1"]'

Reduction atan_reciprocal_lean:
    The second term is below 0.215 (Muller, Elementary Functions, chapter 11). The quotient counts as exact,
    and pi / 2 as a float32 (0.37 ulp of the result at most): t, the cube, the sum and the difference from pi
    / 2 round once each.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 1.4273625052202055
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fff03c0000000p-1"
OUTPUTS_HASH = "6fa27aa4acd2b512ff35c019781daa3f5a1b87bef71ba8f48d1e4d4eab0879b3"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "fb8ad44948485838"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    magnitude_bits = np.int32(2147483647)
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, p_coefficient_1, p_coefficient_2, p_coefficient_3, p_coefficient_4, p_coefficient_5,
        p_coefficient_6, p_coefficient_7, p_coefficient_8, half_pi_high,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.45f1fcp-5")),  # p_coefficient_1: -0.0397882387
        np.float32(float.fromhex("0x1.1c1f22p-3")),  # p_coefficient_2: 0.138731256
        np.float32(float.fromhex("-0x1.31dde6p-3")),  # p_coefficient_3: -0.149349019
        np.float32(float.fromhex("0x1.0d5754p-1")),  # p_coefficient_4: 0.526056886
        np.float32(float.fromhex("-0x1.0e28fcp-3")),  # p_coefficient_5: -0.131914109
        np.float32(float.fromhex("0x1.5aa904p-2")),  # p_coefficient_6: 0.338535368
        np.float32(float.fromhex("0x1.5daf4ap-4")),  # p_coefficient_7: 0.0853722468
        np.float32(float.fromhex("-0x1.55555ep-2")),  # p_coefficient_8: -0.333333462
        np.float32(float.fromhex("0x1.921fb6p+0")),  # half_pi_high: 1.57079637
    )))
    # Reduction: t = |x| up to 1, 1 / |x| beyond, 0 where that is below 2^-126; z = t^2.
    big = one < jnp.abs(x)
    numerator = jnp.where(big, one, x)
    denominator = jnp.where(big, x, one)
    # magnitude_of_quotient: The size of a quotient, exactly, by its word.
    t = lax.bitcast_convert_type(lax.bitcast_convert_type(numerator / denominator, jnp.int32) & magnitude_bits, jnp.float32)
    z = t * t
    # Core p(z), a polynomial, z in [0, 1]: atan t = t + t z p, z = t^2.
    p1 = z * (z * p_coefficient_1 + p_coefficient_2) + p_coefficient_3
    p2 = z * ((z * p1 + p_coefficient_4) * p1 + p_coefficient_5) + p_coefficient_6
    p = z * (p2 * p2 + p_coefficient_7) + p_coefficient_8
    # Reconstruction: atan |x| = atan t up to 1, pi / 2 - atan t beyond, atan t = t + t z p; the sign is that
    # of x.
    cube = t * z
    angle = cube * p + t
    rest = half_pi_high - angle
    chosen = jnp.where(big, rest, angle)
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(chosen, jnp.int32) | sign, jnp.float32)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (_hex("0x1.0p+0") + x * x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s
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


def atan(x):
    """atan as jax.numpy.arctan takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arctan itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arctan(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

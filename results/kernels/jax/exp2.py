"""exp2 for float32 arrays: max error 0.8001 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.e8930a0000000p-2. Results that are not correctly rounded: 9,445,426.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.2 and F.10.3.2.

Kernel 302a715dc8853c03, 20 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp2 --seed 1 --evaluations 200000 --max-ops 16

Reduction exponent_split_magic:
    y lies in [2^-1/2, 2^1/2], so adding k to its exponent field multiplies by 2^k without rounding as long as
    the result is normal: -126 <= x < 128. From 2^7 on x + inf is inf, and nan for nan; below -126 the result
    is flushed to zero. x + 1.5*2^23 is rounded to an integer whose low bits are k; a shift by 23 drops the
    rest.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "exp2"
FORMAT = "jax"
MAX_ULP = 0.8000938077229591
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.e8930a0000000p-2"
OUTPUTS_HASH = "8a954a14d77547e76ed61ac11fb01cc8b46aa1b8f9733aa7e5a9d501dcb276b1"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "302a715dc8853c03"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        magic, y_coefficient_1, y_coefficient_2, y_coefficient_3, y_coefficient_4, y_coefficient_5,
        y_coefficient_6, one, infinity, zero, two_to_7, least_exponent,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.8p+23")),  # magic: 12582912
        np.float32(float.fromhex("-0x1.9f79bep-8")),  # y_coefficient_1: -0.00633965386
        np.float32(float.fromhex("-0x1.46de5ep-4")),  # y_coefficient_2: -0.0798019096
        np.float32(float.fromhex("-0x1.1730a6p-2")),  # y_coefficient_3: -0.272646517
        np.float32(float.fromhex("0x1.e3dap-2")),  # y_coefficient_4: 0.472511292
        np.float32(float.fromhex("-0x1.75452ep-4")),  # y_coefficient_5: -0.091130428
        np.float32(float.fromhex("0x1.62e43p-1")),  # y_coefficient_6: 0.693147182
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1p+7")),  # two_to_7: 128
        np.float32(float.fromhex("-0x1.f8p+6")),  # least_exponent: -126
    )))
    # Reduction: x = k + r, |r| <= 1/2, exactly for |x| < 2^22 (Sterbenz): t holds k in its low bits.
    t = x + magic
    n = t - magic
    r = x - n
    k = lax.bitcast_convert_type(t, jnp.int32)
    # Core y(r), a polynomial, r in [-0.5, 0.5]: y = 2^r.
    y1 = r * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3
    y = r * ((-r) * ((y1 * y1 + y_coefficient_4) * y1 + y_coefficient_5) + y_coefficient_6) + one
    # Reconstruction: 2^x = 2^k y, y = 2^r from 2^-1/2 to 2^1/2: k is added to its exponent field, exactly for
    # -126 <= x < 128.
    shifted = lax.shift_left(k, width)
    # moved_exponent: y 2^k with shift = 2^23 k, exactly, where y and the result are in the normal range.
    scaled = lax.bitcast_convert_type(lax.bitcast_convert_type(y, jnp.int32) + shifted, jnp.float32)
    above = x + infinity
    upper = jnp.where(x < two_to_7, scaled, above)
    result = jnp.where(x < least_exponent, zero, upper)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.62e42fefa39efp-1") * y
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _if_less(x, _hex("0x1.fcp+6"), _hex("0x1.ebfbdff82c58fp-2") * y, _hex("0x1.ebfbdff82c58fp+126") *
        jnp.exp(_hex("0x1.62e42fefa39efp-1") * (jnp.maximum(jnp.minimum(x, _hex("0x1.08p+7")),
        _hex("0x1.f8p+6")) - _hex("0x1.0p+7"))))
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


def exp2(x):
    """exp2 as jax.numpy.exp2 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.exp2 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.exp2(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""cosh for float32 arrays: max error 949.1330 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.ba035c0000000p+2. Results that are not correctly rounded: 279,130,196.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.4 and F.10.2.4.

Kernel 1aaa54c02e901a71, 16 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cosh --seed 0 --evaluations 200000 --max-ops 16

Reduction cosh_reciprocal:
    |x| is clamped to 89.5. The quarter in h keeps k = 129 below overflow, and the doubling overflows where
    cosh does.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "cosh"
FORMAT = "jax"
MAX_ULP = 949.1330440696329
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.ba035c0000000p+2"
OUTPUTS_HASH = "0b7090f64b042daf455fd6ebf5ec6fcc7360a9ee997102e959893c65fda580c2"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "1aaa54c02e901a71"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, log2_e, magic, minus_ln2_high, minus_ln2_low, y_coefficient_1, y_coefficient_2, y_coefficient_3,
        y_coefficient_4, two_to_minus_4,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.66p+6")),  # most: 89.5
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8000fap+23")),  # magic: 12583037
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("0x1.51bfe6p-3")),  # y_coefficient_1: 0.164916798
        np.float32(float.fromhex("0x1.0271dap-1")),  # y_coefficient_2: 0.504774868
        np.float32(float.fromhex("0x1.842b7ep+2")),  # y_coefficient_3: 6.06515455
        np.float32(float.fromhex("-0x1.07e234p+1")),  # y_coefficient_4: -2.06159067
        np.float32(float.fromhex("0x1p-4")),  # two_to_minus_4: 0.0625
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
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r.
    y = (r * y_coefficient_1 + y_coefficient_2) * (r * r + y_coefficient_3) + y_coefficient_4
    # Reconstruction: cosh |x| = 2 (h + 1 / (16 h)), h = 2^(k-2) e^r.
    h = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32) * y
    half = h + (two_to_minus_4 / h)
    result = half + half
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(jnp.abs(x), _hex("0x1.0p+0"), x * _horner(jnp.minimum(jnp.abs(x), _hex("0x1.0p+0")) *
        jnp.minimum(jnp.abs(x), _hex("0x1.0p+0")), _hex("0x1.0p+0"), _hex("0x1.555556p-3"),
        _hex("0x1.111112p-7"), _hex("0x1.a01a02p-13"), _hex("0x1.71de3ap-19"), _hex("0x1.ae6456p-26")),
        jnp.sign(x) * (y - jnp.exp(-jnp.abs(x))))
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


def cosh(x):
    """cosh as jax.numpy.cosh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.cosh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.cosh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

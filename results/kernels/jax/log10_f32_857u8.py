"""log10 for float32 arrays: max error 857.7253 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.279f920000000p+0. Results that are not correctly rounded: 1,477,407,770.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.8 and F.10.3.8.

Kernel f48719805da5d7b5, 22 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log10 --seed 0 --evaluations 300000 --max-ops 16

Reduction log10_split_short:
    1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
    around x = 1, where the head of the series is the result but for a small term, so that the relative error
    stays small (Muller, Elementary Functions, chapter 11). c = 0.0593, log10 2 in two parts. The outer
    bracket is below 0.1506 and rounded to 2^-27 at worst; beside k = 1 or -1, where the result is as small as
    0.1505, that is half an ulp more. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give
    themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log10"
FORMAT = "jax"
MAX_ULP = 857.7253001147295
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.279f920000000p+0"
OUTPUTS_HASH = "477a2075f33268e6e63c0a114400cf9faf289c106cbe528d13aed801aafc57a8"
RECORD = "f48719805da5d7b5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    least = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4, slope_10_high, slope_10_low,
        step_nearest_high, step_nearest_low, smallest_normal, zero, infinity, minus_infinity, nan,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.1b433ap-2")),  # q_coefficient_1: -0.276623636
        np.float32(float.fromhex("0x1.af4c22p-3")),  # q_coefficient_2: 0.210594431
        np.float32(float.fromhex("0x1.9f9464p-4")),  # q_coefficient_3: 0.101459876
        np.float32(float.fromhex("-0x1.bc621ap-3")),  # q_coefficient_4: -0.216983989
        np.float32(float.fromhex("0x1.8p-2")),  # slope_10_high: 0.375
        np.float32(float.fromhex("0x1.e5bd8ap-5")),  # slope_10_low: 0.0592944808
        np.float32(float.fromhex("0x1.344136p-25")),  # step_nearest_high: 3.58855736e-08
        np.float32(float.fromhex("-0x1.ec10cp-50")),  # step_nearest_low: -1.70719491e-15
        np.float32(float.fromhex("0x1p-126")),  # smallest_normal: 1.17549435e-38
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("-inf")),  # minus_infinity: -inf
        np.float32(float.fromhex("nan")),  # nan: nan
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1; 2^23 k is given for k.
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = lax.bitcast_convert_type(x, jnp.int32)
    above = word - least
    exponent = above & exponent_bits
    m = lax.bitcast_convert_type(word - exponent, jnp.float32)
    f = m - one
    k = lax.convert_element_type(exponent, jnp.float32)
    # Core q(f), a polynomial, f in [-0.292893, 0.414213]: log10(1 + f) = f / ln 10 + f^2 q.
    q1 = f * q_coefficient_1 + q_coefficient_2
    q = f * (q1 * q1 + q_coefficient_3) + q_coefficient_4
    # Reconstruction: log10 x = k log10 2 + (3/8 f + (c f + f^2 q)), c = 1 / ln 10 - 3/8, q = (log10(1 + f) -
    # f / ln 10) / f^2.
    square = f * f
    product = lax.max(f * slope_10_low, -np.float32(float.fromhex('0x1.fffffep+127')))
    tail = square * q + product
    log_mantissa = f * slope_10_high + tail
    with_low = k * step_nearest_low + log_mantissa
    total = k * step_nearest_high + with_low
    low = x < smallest_normal
    beyond = jnp.where(x < zero, nan, minus_infinity)
    inside = jnp.where(low, beyond, total)
    finite = x < infinity
    result = jnp.where(finite, inside, x)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.bcb7b1526e50ep-2") / x
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.bcb7b1526e50ep-2") * (_hex("0x1.0p+0") / x) * (_hex("0x1.0p+0") / x)
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


def log10(x):
    """log10 as jax.numpy.log10 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log10 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log10(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

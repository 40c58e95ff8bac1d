"""log for float32 arrays: max error 845.7608 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.2215ce0000000p+0. Results that are not correctly rounded: 1,471,289,899.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel 0e17a316b16feb64, 22 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16

Reduction log_split_short:
    1 + f begins at sqrt(1/2): the bits of x less those of sqrt(1/2) hold k above bit 23, and k is taken from
    the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
    around x = 1, where the head of the series is the result but for a small term, so that the relative error
    stays small (Muller, Elementary Functions, chapter 11). ln 2 is in two parts. The bracket is below 0.3466
    and rounded to 2^-26 at worst; beside k = 1 or -1, where the result is as small as 0.3466, that is half an
    ulp more. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log"
FORMAT = "jax"
MAX_ULP = 845.760807832703
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2215ce0000000p+0"
OUTPUTS_HASH = "6167409c536f344e8e9034094d30ac3e5eed9521351e7ebd0157dba0b47cade5"
RECORD = "0e17a316b16feb64"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    least = np.int32(1060439283)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4, ln2_nearest_high,
        ln2_nearest_low, smallest_normal, zero, infinity, minus_infinity, nan,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.72f3c4p-3")),  # q_coefficient_1: -0.181129009
        np.float32(float.fromhex("0x1.1439c8p-2")),  # q_coefficient_2: 0.269751668
        np.float32(float.fromhex("0x1.d9dfa4p+0")),  # q_coefficient_3: 1.85106874
        np.float32(float.fromhex("-0x1.ddecdep-13")),  # q_coefficient_4: -0.000227892524
        np.float32(float.fromhex("0x1.62e43p-1")),  # ln2_nearest_high: 0.693147182
        np.float32(float.fromhex("-0x1.05c61p-29")),  # ln2_nearest_low: -1.90465421e-09
        np.float32(float.fromhex("0x1p-126")),  # smallest_normal: 1.17549435e-38
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("-inf")),  # minus_infinity: -inf
        np.float32(float.fromhex("nan")),  # nan: nan
    )))
    # Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1.
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = lax.bitcast_convert_type(x, jnp.int32)
    above = word - least
    exponent = lax.shift_right_arithmetic(above, width)
    field = lax.shift_left(exponent, width)
    m = lax.bitcast_convert_type(word - field, jnp.float32)
    f = m - one
    k = lax.convert_element_type(exponent, jnp.float32)
    # Core q(f), a polynomial, f in [-0.292893, 0.414213]: log(1 + f) = f + f^2 q.
    q1 = f * q_coefficient_1 + q_coefficient_2
    q2 = f * f
    q = (-q1) * (q2 + q_coefficient_3) + q_coefficient_4
    # Reconstruction: log x = k ln 2 + (f + f^2 q), q = (log(1 + f) - f) / f^2.
    log_mantissa = q2 * q + f
    with_low = k * ln2_nearest_low + log_mantissa
    total = k * ln2_nearest_high + with_low
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
        _hex("0x1.0p+0") / x
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -(_hex("0x1.0p+0") / x) * (_hex("0x1.0p+0") / x)
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


def log(x):
    """log as jax.numpy.log takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

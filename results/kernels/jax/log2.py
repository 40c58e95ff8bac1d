"""log2 for float32 arrays: max error 0.8644 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.2f740c0000000p+0. Results that are not correctly rounded: 2,241,193.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.10 and F.10.3.10.

Kernel cdf2261261f10944, 31 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log2 --seed 0 --evaluations 300000 --max-ops 16

Reduction log2_split_cubic:
    1 + f begins at 2/3: the bits of x less those of 2/3 hold k above bit 23, and k is taken from the exponent
    field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0 around x = 1,
    where the head of the series is the result but for a small term, so that the relative error stays small
    (Muller, Elementary Functions, chapter 11). c = -0.0573. 1.5 f is exact: 3 f is a multiple of 2^-24 below
    1. The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the
    larger one) and added to the tail, whose roundings hardly count beside the last addition's half an ulp.
    The core's term is below 0.03, so that its roundings hardly count; d f is rounded, d f^2 within its fma is
    not again. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log2"
FORMAT = "jax"
MAX_ULP = 0.86439930298402
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2f740c0000000p+0"
OUTPUTS_HASH = "b07950fd873eeb5e2a5e6d34b9d559a27bf65a5ffd4f4b661fd340ffa1c6c2b1"
RECORD = "cdf2261261f10944"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    least = np.int32(1059760811)
    exponent_bits = np.int32(-8388608)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4, q_coefficient_5,
        q_coefficient_6, q_coefficient_7, three_halves, slope_2_low, unit, minus_unit, bend, smallest_normal,
        zero, infinity, minus_infinity, nan,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1.4c3efcp-2")),  # q_coefficient_1: 0.324459016
        np.float32(float.fromhex("0x1.01f88ep+0")),  # q_coefficient_2: 1.00769889
        np.float32(float.fromhex("0x1.9f9242p+0")),  # q_coefficient_3: 1.62332547
        np.float32(float.fromhex("-0x1.0235bep-4")),  # q_coefficient_4: -0.0630395338
        np.float32(float.fromhex("0x1.7439ccp-3")),  # q_coefficient_5: 0.181750864
        np.float32(float.fromhex("0x1.fa0f74p-4")),  # q_coefficient_6: 0.123549893
        np.float32(float.fromhex("0x1.e2c178p-3")),  # q_coefficient_7: 0.235720575
        np.float32(float.fromhex("0x1.8p+0")),  # three_halves: 1.5
        np.float32(float.fromhex("-0x1.d57136p-5")),  # slope_2_low: -0.0573049597
        np.float32(float.fromhex("0x1p-23")),  # unit: 1.1920929e-07
        np.float32(float.fromhex("-0x1p-23")),  # minus_unit: -1.1920929e-07
        np.float32(float.fromhex("-0x1.715476p-1")),  # bend: -0.721347511
        np.float32(float.fromhex("0x1p-126")),  # smallest_normal: 1.17549435e-38
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("-inf")),  # minus_infinity: -inf
        np.float32(float.fromhex("nan")),  # nan: nan
    )))
    # Reduction: x = 2^k (1 + f) exactly, k = 0 around x = 1; 2^23 k is given for k.
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = lax.bitcast_convert_type(x, jnp.int32)
    above = word - least
    exponent = above & exponent_bits
    m = lax.bitcast_convert_type(word - exponent, jnp.float32)
    f = m - one
    k = lax.convert_element_type(exponent, jnp.float32)
    # Core q(f), a polynomial, f in [-0.333333, 0.333333]: log2(1 + f) = (f - f^2 / 2) / ln 2 + f^3 q.
    q1 = f * f
    q2 = q1 + q_coefficient_1
    q = ((q2 * q2 + q_coefficient_2) * q2 + q_coefficient_3) * ((-f) * (f * q_coefficient_4 + q_coefficient_5) + q_coefficient_6) + q_coefficient_7
    # Reconstruction: log2 x = (k + 1.5 f) + (c f - d f^2 + f^3 q), c = 1 / ln 2 - 1.5, d = 1 / (2 ln 2); f^3
    # q below 0.03.
    cube = q1 * f
    product = f * three_halves
    head = k * unit + product
    back = k * minus_unit + head
    lost = product - back
    lows = f * slope_2_low + lost
    rest = cube * q + lows
    tail = f * (f * bend) + rest
    total = head + tail
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
        _hex("0x1.71547652b82fep+0") / x
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.71547652b82fep+0") * (_hex("0x1.0p+0") / x) * (_hex("0x1.0p+0") / x)
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


def log2(x):
    """log2 as jax.numpy.log2 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log2 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log2(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""log1p for float32 arrays: max error 0.8681 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.c9169e0000000p-2. Results that are not correctly rounded: 4,418,147.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.9 and F.10.3.9.

Kernel b8b2b10e91a3e6b7, 40 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log1p --seed 0 --evaluations 200000 --max-ops 16

Reduction log1p_split_exact:
    k is from the bits of the rounded sum and f from x itself: f = 2^-k x + (2^-k - 1), in which 2^-k is 2^(2
    - k) / 4 so that k = 128 stays in the normal range. f = x for k = 0. It is exact for others up to |x| =
    2^24, as k = 1 begins at x = 1/2 and k = -1 ends at x = -1/4: 2^-k x is a multiple of 2^-25 for x in [1/2,
    1), where f is in [-1/4, 0), and of 2^-24 elsewhere, with |f| < 1/2. Beyond, its error is below 2^-25,
    with results above 16. ln 2 has a part of 16 bits, whose product with k is exact, and a rest. The rounding
    error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp. Below 2^-30 the
    result is x, within 2^-31 of itself, and so are inf, nan and zeros; -1 gives -inf, and an x below it nan.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log1p"
FORMAT = "jax"
MAX_ULP = 0.8681355199754791
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.c9169e0000000p-2"
OUTPUTS_HASH = "98faed376be0b634475cd2876ea5570367f291e8128dbfc862f02c8ea504cc71"
RECORD = "b8b2b10e91a3e6b7"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    three_quarters = np.int32(1061158912)
    width = np.int32(23)
    word_of_four = np.int32(1082130432)
    magnitude_bits = np.int32(2147483647)
    tiny = np.int32(-1333788672)
    span = np.int32(-822083584)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, minus_one, quarter, q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4,
        q_coefficient_5, q_coefficient_6, q_coefficient_7, q_coefficient_8, minus_half, ln2_high, ln2_low,
        last, minus_infinity, nan,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("0x1p-2")),  # quarter: 0.25
        np.float32(float.fromhex("-0x1.e3af7cp-3")),  # q_coefficient_1: -0.236174554
        np.float32(float.fromhex("0x1.e72fc4p-2")),  # q_coefficient_2: 0.475768149
        np.float32(float.fromhex("0x1.6c6cccp-6")),  # q_coefficient_3: 0.0222427361
        np.float32(float.fromhex("-0x1.90b7d2p-1")),  # q_coefficient_4: -0.782652438
        np.float32(float.fromhex("0x1.d2726ep-4")),  # q_coefficient_5: 0.11387866
        np.float32(float.fromhex("-0x1.a55f58p-6")),  # q_coefficient_6: -0.0257185325
        np.float32(float.fromhex("-0x1.9df89ep-1")),  # q_coefficient_7: -0.808537424
        np.float32(float.fromhex("-0x1.4005cap-2")),  # q_coefficient_8: -0.312522084
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
        np.float32(float.fromhex("0x1.62e4p-1")),  # ln2_high: 0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # ln2_low: 1.42860677e-06
        np.float32(float.fromhex("-0x1.fffffep-1")),  # last: -0.99999994
        np.float32(float.fromhex("-inf")),  # minus_infinity: -inf
        np.float32(float.fromhex("nan")),  # nan: nan
    )))
    # Reduction: 1 + x = 2^k (1 + f), 1 + f in [3/4, 3/2), f = 2^-k x + (2^-k - 1) from x itself: exact up to
    # 2^24, to 2^-25 beyond.
    above = lax.bitcast_convert_type(x + one, jnp.int32) - three_quarters
    exponent = lax.shift_right_arithmetic(above, width)
    scale = lax.bitcast_convert_type(word_of_four - lax.shift_left(exponent, width), jnp.float32)
    second_quarter = x * quarter
    offset = scale * quarter + minus_one
    f = second_quarter * scale + offset
    k = lax.convert_element_type(exponent, jnp.float32)
    # Core q(f), a polynomial, f in [-0.25, 0.5]: log(1 + f) = f + f^2 q.
    q1 = f * q_coefficient_1 + q_coefficient_2
    q2 = q1 * q1 + q_coefficient_3
    q3 = f * ((-q2) * (f * q2 + q_coefficient_4) + q_coefficient_5) + q_coefficient_6
    q = (-f) * ((-((-q3) * q3 + q_coefficient_7)) * q3 + q_coefficient_8) + minus_half
    # Reconstruction: log(1 + x) = (k ln 2 + f) + f^2 q, q = (log(1 + f) - f) / f^2.
    square = f * f
    product = k * ln2_high
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    head = product + f
    back = head - product
    lost = f - back
    rest = k * ln2_low + lost
    tail = square * q + rest
    total = head + tail
    magnitude = lax.bitcast_convert_type(x, jnp.int32) & magnitude_bits
    ordinary = (magnitude - tiny) < span
    inside = jnp.where(ordinary, total, x)
    outside = x < minus_one
    beyond = jnp.where(outside, nan, minus_infinity)
    low = x < last
    result = jnp.where(low, beyond, inside)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (_hex("0x1.0p+0") + x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -s * s
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


def log1p(x):
    """log1p as jax.numpy.log1p takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log1p itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log1p(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

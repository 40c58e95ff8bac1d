"""log for float32 arrays: max error 0.6819 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.469f9c0000000p+0. Results that are not correctly rounded: 1,697,277.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.7 and F.10.3.7.

Kernel a3ae0c6bff6076d3, 34 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log --seed 0 --evaluations 300000 --max-ops 16

Reduction log_split_cubic:
    1 + f begins at 0x1.64p-1: the bits of x less those of 0x1.64p-1 hold k above bit 23, and k is taken from
    the exponent field again. f is exact: a multiple of 2^-24 below 0 (Sterbenz), of 2^-23 from 0 on. k = 0
    around x = 1, where the head of the series is the result but for a small term, so that the relative error
    stays small (Muller, Elementary Functions, chapter 11). ln 2 has a part of 16 bits, whose product with k
    is exact, and a rest. The rounding error of the first sum is found exactly (Fast2Sum, Dekker 1971: k = 0,
    or its term is the larger one) and added to the tail, whose roundings hardly count beside the last
    addition's half an ulp. The core's term is below 0.02, so that its roundings hardly count, and f^2 / 2 is
    exact within its fma: the one other rounding, that of a tail below 0.066, is 1/8 ulp of results from
    0.3296 on. Inputs below 2^-126 give -inf, or nan if negative; inf and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log"
FORMAT = "jax"
MAX_ULP = 0.681854784488678
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.469f9c0000000p+0"
OUTPUTS_HASH = "7f304637c499e866c4975ab48f4b0bb5b5ecb9a00f20e19987a95369e4312a5b"
RECORD = "a3ae0c6bff6076d3"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    least = np.int32(1060241408)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4, q_coefficient_5,
        q_coefficient_6, q_coefficient_7, q_coefficient_8, ln2_high, ln2_low, minus_half, smallest_normal,
        zero, infinity, minus_infinity, nan,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.5ba948p-3")),  # q_coefficient_1: -0.169756472
        np.float32(float.fromhex("0x1.189c34p-2")),  # q_coefficient_2: 0.274033368
        np.float32(float.fromhex("0x1.27f16ap-2")),  # q_coefficient_3: 0.289006859
        np.float32(float.fromhex("0x1.170a9cp-1")),  # q_coefficient_4: 0.545002818
        np.float32(float.fromhex("-0x1.d8c2fcp-4")),  # q_coefficient_5: -0.115420327
        np.float32(float.fromhex("0x1.839fcep-1")),  # q_coefficient_6: 0.757078588
        np.float32(float.fromhex("-0x1.871bf8p-4")),  # q_coefficient_7: -0.0954856575
        np.float32(float.fromhex("0x1.34a094p-2")),  # q_coefficient_8: 0.301393807
        np.float32(float.fromhex("0x1.62e4p-1")),  # ln2_high: 0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # ln2_low: 1.42860677e-06
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
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
    # Core q(f), a polynomial, f in [-0.304688, 0.390625]: log(1 + f) = (f - f^2 / 2) + f^3 q.
    q1 = (-f) * (f * q_coefficient_1 + q_coefficient_2) + q_coefficient_3
    q2 = q1 * ((-f) * q1 + q_coefficient_4) + q_coefficient_5
    q = (q2 * q2 + q_coefficient_6) * (f * q_coefficient_7 + q2) + q_coefficient_8
    # Reconstruction: log x = (k ln 2 + f) + (f^3 q - f^2 / 2), q = (log(1 + f) - f + f^2 / 2) / f^3; f^3 q
    # below 0.02.
    square = f * f
    cube = square * f
    product = k * ln2_high
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    head = product + f
    back = head - product
    lost = f - back
    lows = k * ln2_low + lost
    rest = cube * q + lows
    tail = f * (f * minus_half) + rest
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

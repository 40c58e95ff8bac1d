"""cosh for float32 arrays: max error 0.8884 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.4cd2720000000p+2. Results that are not correctly rounded: 7,813,988.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.28; C17 7.12.5.4 and F.10.2.4.

Kernel 00b8f1863f0dff31, 32 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search cosh --seed 0 --evaluations 200000 --max-ops 16

Reduction cosh_fused:
    |x| is clamped to 89.5. Half of sinh and of cosh, so that k = 129 stays below overflow (the doubling at
    the end overflows where they do). The cores' errors are those of corrections. head = (s + u) + (s - u) r
    loses `lost`, found exactly by the same fma from (s - head) + u (s - u stands there in other words, for a
    compiler would take two equal products for one, and round it): s - head is exact (Sterbenz), and so is the
    sum up to k = 12, beyond which u is below 2^-25 of s. r is off by 2^-26, 0.2 ulp of the result at most.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "cosh"
FORMAT = "jax"
MAX_ULP = 0.88835265673697
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.4cd2720000000p+2"
OUTPUTS_HASH = "b0ac43b1e8fdce80429df7f2c61871d62f276c569744a6344ecb67364bf776c6"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "00b8f1863f0dff31"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    two_fields = np.int32(2097152000)
    integer_0 = np.int32(0)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, log2_e, magic, minus_ln2_high, minus_ln2_low, q_coefficient_1, q_coefficient_2, q_coefficient_3,
        p_coefficient_1, p_coefficient_2, zero,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.66p+6")),  # most: 89.5
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8000fap+23")),  # magic: 12583037
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("-0x1.67bc5ep-10")),  # q_coefficient_1: -0.00137228321
        np.float32(float.fromhex("-0x1.555e6ep-5")),  # q_coefficient_2: -0.0416710041
        np.float32(float.fromhex("0x1.fffff2p-2")),  # q_coefficient_3: 0.499999791
        np.float32(float.fromhex("0x1.127438p-7")),  # p_coefficient_1: 0.00837567076
        np.float32(float.fromhex("0x1.55542ap-3")),  # p_coefficient_2: 0.166664436
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
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
    z = r * r
    # Core q(z), a polynomial, z in [0, 0.120116]: cosh r = 1 + z q, z = r^2.
    q = (-z) * (z * q_coefficient_1 + q_coefficient_2) + q_coefficient_3
    # Core p(z), a polynomial, z in [0, 0.120116]: sinh r = r + r z p, z = r^2.
    p = z * p_coefficient_1 + p_coefficient_2
    # Reconstruction: cosh |x| = 2 ((s + u) cosh r + (s - u) sinh r), s = 2^(k-2), u = 2^(-k-2); cosh r = 1 +
    # z q, sinh r = r + r z p, z = r^2.
    field = lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width)
    opposite = two_fields - field
    at_least_zero = jnp.where(integer_0 < opposite, opposite, integer_0)
    s = lax.bitcast_convert_type(field, jnp.float32)
    u = lax.bitcast_convert_type(at_least_zero, jnp.float32)
    both = s + u
    less = s - u
    head = less * r + both
    # left_by: (a - total) + b: rounding error of the sum of a and b, as `lost_by` gives it, under the same
    # condition.
    back = s - head
    beside = back + u
    same = jnp.where(less < zero, zero, less)
    lost = same * r + beside
    third = less * (r * z)
    second = both * z
    even = second * q + lost
    half = head + (third * p + even)
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

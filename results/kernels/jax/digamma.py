"""digamma for float32 arrays: max error 3.1478 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.8684d60000000p+0. Results that are not correctly rounded: 26,765,663.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: gamma'(x) / gamma(x); DLMF 5.2 and 5.7.6; scipy.special.digamma.

Kernel 8650855279781635, 82 operations, 57 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search digamma --seed 0 --evaluations 200000 --max-ops 16

Reduction digamma_reflected:
    P(a) = digamma(1 + a): digamma(x) = P(a) - 1/a for x > 0, and for x < 0 by reflection (DLMF 5.5.4) P(a) +
    pi cot(pi a) = P(a) + 1/d + d b, d = a - rint(a), which is exact. The logarithm, from 1 on (DLMF 5.11.2),
    is in two parts. The pole v, 1/d or -1/a, and its quotient's remainder are two numbers as well, and the
    head of the logarithm plus v is one with its rounding error (Knuth's TwoSum): beside the zeros between the
    poles they cancel from a size of up to 16 to one of 1 or less, in whose ulp, that of 1, errors count. What
    is left is of size 2: three roundings and that of b, 2^-24 each. At a negative integer d is 0, and
    infinity times 0 gives nan; below 2^-126 -1/x is the result, infinite at zeros with the sign of -1/x;
    infinity gives itself.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "digamma"
FORMAT = "jax"
MAX_ULP = 3.1477974387817085
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.8684d60000000p+0"
OUTPUTS_HASH = "6c63804e24687a8840a6ecf5c30e41e79792ddb4538978492826968415e67e5f"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "8650855279781635"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        zero, one, half, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, c_coefficient_5,
        c_coefficient_6, c_coefficient_7, c_coefficient_8, q_coefficient_1, q_coefficient_2, q_coefficient_3,
        q_coefficient_4, q_coefficient_5, q_coefficient_6, q_coefficient_7, q_coefficient_8, q_coefficient_9,
        r_coefficient_1, r_coefficient_2, r_coefficient_3, r_coefficient_4, r_coefficient_5, r_coefficient_6,
        r_coefficient_7, r_coefficient_8, b_coefficient_1, b_coefficient_2, b_coefficient_3, b_coefficient_4,
        b_coefficient_5, b_coefficient_6, b_coefficient_7, ln2_high, minus_ln2_high, ln2_low, smallest_normal,
        largest, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("-0x1.49c102p-2")),  # c_coefficient_1: -0.322025329
        np.float32(float.fromhex("0x1.a0b5dcp-2")),  # c_coefficient_2: 0.406943738
        np.float32(float.fromhex("0x1.b3135cp-4")),  # c_coefficient_3: 0.106219634
        np.float32(float.fromhex("-0x1.d7fd48p-2")),  # c_coefficient_4: -0.460927129
        np.float32(float.fromhex("-0x1.37e448p-2")),  # c_coefficient_5: -0.304581761
        np.float32(float.fromhex("0x1.3c8822p-2")),  # c_coefficient_6: 0.309113055
        np.float32(float.fromhex("0x1.8c7ac2p-3")),  # c_coefficient_7: 0.193593517
        np.float32(float.fromhex("-0x1.fffff6p-2")),  # c_coefficient_8: -0.499999851
        np.float32(float.fromhex("0x1.a9eedep+0")),  # q_coefficient_1: 1.66380107
        np.float32(float.fromhex("0x1.239214p+1")),  # q_coefficient_2: 2.27789545
        np.float32(float.fromhex("-0x1.0c7b9ep+1")),  # q_coefficient_3: -2.0975225
        np.float32(float.fromhex("-0x1.b25d2cp-8")),  # q_coefficient_4: -0.00662786793
        np.float32(float.fromhex("0x1.207244p+10")),  # q_coefficient_5: 1153.7854
        np.float32(float.fromhex("-0x1.a147bep+7")),  # q_coefficient_6: -208.640121
        np.float32(float.fromhex("0x1.a01b6ep+6")),  # q_coefficient_7: 104.026787
        np.float32(float.fromhex("0x1.de9e64p-1")),  # q_coefficient_8: 0.934802175
        np.float32(float.fromhex("0x1.2aed04p-5")),  # q_coefficient_9: 0.036489971
        np.float32(float.fromhex("-0x1.24f344p-4")),  # r_coefficient_1: -0.0715210587
        np.float32(float.fromhex("0x1.97e874p-3")),  # r_coefficient_2: 0.199173838
        np.float32(float.fromhex("0x1.efdf76p-6")),  # r_coefficient_3: 0.0302656796
        np.float32(float.fromhex("0x1.5c8a3ap-9")),  # r_coefficient_4: 0.00265914877
        np.float32(float.fromhex("-0x1.19955ep-7")),  # r_coefficient_5: -0.00859324541
        np.float32(float.fromhex("0x1.eb592p-15")),  # r_coefficient_6: 5.85732632e-05
        np.float32(float.fromhex("0x1.554f3cp-4")),  # r_coefficient_7: 0.0833275169
        np.float32(float.fromhex("0x1.fffff2p-2")),  # r_coefficient_8: 0.499999791
        np.float32(float.fromhex("-0x1.7dcafcp+0")),  # b_coefficient_1: -1.49137855
        np.float32(float.fromhex("0x1.213cbap-2")),  # b_coefficient_2: 0.282458216
        np.float32(float.fromhex("0x1.2d6456p+0")),  # b_coefficient_3: 1.17731225
        np.float32(float.fromhex("0x1.2a4dcap+0")),  # b_coefficient_4: 1.16524947
        np.float32(float.fromhex("0x1.62b3b6p+0")),  # b_coefficient_5: 1.38555467
        np.float32(float.fromhex("-0x1.14930ep+1")),  # b_coefficient_6: -2.16073775
        np.float32(float.fromhex("-0x1.e5130ap+1")),  # b_coefficient_7: -3.78964353
        np.float32(float.fromhex("0x1.62e4p-1")),  # ln2_high: 0.693145752
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # ln2_low: 1.42860677e-06
        np.float32(float.fromhex("0x1p-126")),  # smallest_normal: 1.17549435e-38
        np.float32(float.fromhex("0x1.fffffep+127")),  # largest: 3.40282347e+38
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: a = |x| = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt(2), d = a - rint(a), s = d^2, z = a - 1/2, u
    # = 1 / a.
    # 1 / pole is 1/d for x < 0 and -1/x for x > 0; beside 0 both are -1/x. a, f and d are exact.
    a = jnp.abs(x)
    negative = x < zero
    d = a - lax.round(a, lax.RoundingMethod.TO_NEAREST_EVEN)
    s = d * d
    opposite = -x
    pole = jnp.where(negative, d, opposite)
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = lax.bitcast_convert_type(a, jnp.int32)
    above = word - root_half
    exponent = lax.shift_right_arithmetic(above, width)
    field = above & exponent_bits
    m = lax.bitcast_convert_type(word - field, jnp.float32)
    f = m - one
    k = lax.convert_element_type(exponent, jnp.float32)
    z = a - half
    u = one / a + nothing
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = f * ((-f) * (f * c_coefficient_1 + c_coefficient_2) + c_coefficient_3) + c_coefficient_4
    c2 = ((-c1) * c1 + f) * c_coefficient_5 + c_coefficient_6
    c = f * (c2 * c2 + c_coefficient_7) + c_coefficient_8
    # Core q(z), z in [-0.5, 0.5]: digamma(1 + a) = q, z = a - 1/2.
    q1 = z / (z + q_coefficient_1) + nothing
    q2 = q1 + q_coefficient_2
    q3 = q2 * q2 + q_coefficient_3
    q4 = q1 * q_coefficient_4
    q5 = q3 * q4
    q = z * (((q5 * (q5 * q_coefficient_5 + q_coefficient_6) + z) + q_coefficient_7) * q4 + q_coefficient_8) + q_coefficient_9
    # Core r(u), a polynomial, u in [0, 1]: digamma(1 + a) - log a = r, about u / 2 - u^2 / 12, u = 1 / a.
    r1 = u * r_coefficient_1 + r_coefficient_2
    r2 = u * (r1 * r1 + r_coefficient_3) + r_coefficient_4
    r3 = (-u) * (u * (u * (r2 * r2 + r_coefficient_5) + r_coefficient_6) + r_coefficient_7) + r_coefficient_8
    r = lax.max(u * r3, -np.float32(float.fromhex('0x1.fffffep+127')))
    # Core b(s), a polynomial, s in [0, 0.25]: pi d cot(pi d) = 1 + s b, s = d^2.
    b1 = s * b_coefficient_1 + b_coefficient_2
    b2 = s * (s * s + b_coefficient_3)
    b = (-b1) * (b1 * (b2 * (b2 + b_coefficient_4) + b_coefficient_5) + b_coefficient_6) + b_coefficient_7
    # Reconstruction: digamma x = P(a) + 1/pole (+ d b for x < 0), P(a) = digamma(1 + a) = q below 1, log a +
    # r beyond; large terms in two parts.
    first = k * ln2_high + f
    back = k * minus_ln2_high + first
    lost = f - back
    lost_and_tail = (f * f) * c + lost
    second = k * ln2_low + lost_and_tail
    below_one = a < one
    beyond = second + r
    head = jnp.where(below_one, zero, first)
    rest = jnp.where(below_one, q, beyond)
    v = one / pole + nothing
    residual = (-v) * pole + one
    # two_sum: (total, lost): a + b rounded and its rounding error, exactly (Knuth).
    total = head + v
    part_b = total - head
    part_a = total - part_b
    lost_b = v - part_b
    lost_a = head - part_a
    second_lost = lost_b + lost_a
    bend = jnp.where(negative, d, zero)
    bent = bend * b + rest
    sharp = v * residual + bent
    value = total + (sharp + second_lost)
    tiny = a < smallest_normal
    inner = jnp.where(tiny, v, value)
    huge = largest < x
    result = jnp.where(huge, x, inner)
    return result


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


def _trigamma(x):
    """The derivative of digamma: from 8 on its asymptotic series, up to there by recurrence, for x < 0 by reflection,
    pi^2 / sin(pi d)^2 with d the distance to the nearest integer.
    """
    left = x < 0
    t = jnp.where(left, 1 - x, x)
    near = t < 8
    steps = sum((1 / (jnp.where(near, t, np.float32(1)) + np.float32(k))) ** 2 for k in reversed(range(8)))
    v = 1 / jnp.where(near, t + 8, t)
    series = _horner(v * v, *map(np.float32, (1 / 6, -1 / 30, 1 / 42, -1 / 30)))
    right = v + v * v * (np.float32(0.5) + v * series) + jnp.where(near, steps, np.float32(0))
    sine = jnp.sin(np.float32(np.pi) * jnp.where(left, x - jnp.round(x), np.float32(0.5)))
    return jnp.where(left, (np.float32(np.pi) / sine) ** 2 - right, right)


def _tetragamma(x):
    """The second derivative of digamma: as trigamma, 2 pi^3 cos(pi d) / sin(pi d)^3 being what reflection brings."""
    left = x < 0
    t = jnp.where(left, 1 - x, x)
    near = t < 8
    steps = sum((1 / (jnp.where(near, t, np.float32(1)) + np.float32(k))) ** 3 for k in reversed(range(8)))
    v = 1 / jnp.where(near, t + 8, t)
    series = _horner(v * v, *map(np.float32, (0.5, -1 / 6, 1 / 6, -0.3)))
    right = -(v + v * v * (1 + v * series)) * v - jnp.where(near, 2 * steps, np.float32(0))
    d = jnp.where(left, x - jnp.round(x), np.float32(0.25))
    sine, cosine = jnp.sin(np.float32(np.pi) * d), jnp.sin(np.float32(np.pi) * (np.float32(0.5) - jnp.abs(d)))
    return jnp.where(left, right - 2 * (np.float32(np.pi) / sine) ** 3 * cosine, right)


@jax.custom_jvp
def _slope(x, y):
    return (
        _trigamma(x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _tetragamma(x)
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


def digamma(x):
    """digamma as jax.scipy.special.digamma takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.digamma itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.digamma(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

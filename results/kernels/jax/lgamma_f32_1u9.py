"""lgamma for float32 arrays: max error 1.8574 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.6dc2160000000p+9. Results that are not correctly rounded: 72,685,635.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel a8c0da935f95bd4e, 121 operations, 70 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected:
    x > 0: z = a + 1 with h = -1 below 3/2, else z = a with h = 0 below 5/2, and log gamma(z) = (z - 1)(z - 2)
    q vanishes exactly where it must. From 5/2 on Stirling's formula (DLMF 5.11.1), in which nothing cancels.
    x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a); log gamma(1 + a) is
    the same with h + 1 for h, and log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2 to 15
    cancel to one of size 1 or less, in whose ulp, that of 1, errors count: so both logarithms are two numbers
    each, the product h log a is one with its rounding error (h is there twice, in different words, because a
    compiler would take the two products for one; `dropped` is the rounding error of h), the large parts are
    subtracted first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to
    their difference. d is exact; at a pole it is 0 and the result infinite. From 0x1.895f1ap+121 on, one
    float32 before log gamma itself overflows, the result is infinite, where the error counts as 1.6 ulp.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "lgamma"
FORMAT = "jax"
MAX_ULP = 1.8573771315108236
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.6dc2160000000p+9"
OUTPUTS_HASH = "087185c241de5a59b44bef5855fa7322aa4a6759c919486c3c407c8e99c4af95"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "a8c0da935f95bd4e"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        zero, one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, c_coefficient_5,
        c_coefficient_6, c_coefficient_7, c_coefficient_8, c_coefficient_9, minus_half, three_halves,
        three_quarters, upper_centre, q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4,
        q_coefficient_5, q_coefficient_6, q_coefficient_7, q_coefficient_8, r_coefficient_1, r_coefficient_2,
        r_coefficient_3, r_coefficient_4, r_coefficient_5, r_coefficient_6, b_coefficient_1, b_coefficient_2,
        b_coefficient_3, b_coefficient_4, b_coefficient_5, b_coefficient_6, b_coefficient_7, minus_one, half,
        ln2_high, minus_ln2_high, ln2_low, five_halves, minus_three_sixteenths, stirling, infinity, huge,
        large, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1.a1162ep-1")),  # c_coefficient_1: 0.814622343
        np.float32(float.fromhex("-0x1.fb344ep-1")),  # c_coefficient_2: -0.990633428
        np.float32(float.fromhex("0x1.e312cep+4")),  # c_coefficient_3: 30.192091
        np.float32(float.fromhex("0x1.52b852p+6")),  # c_coefficient_4: 84.6800003
        np.float32(float.fromhex("0x1.13272p-12")),  # c_coefficient_5: 0.000262406189
        np.float32(float.fromhex("0x1.c431f2p+5")),  # c_coefficient_6: 56.5243874
        np.float32(float.fromhex("0x1.3ab088p+2")),  # c_coefficient_7: 4.91702461
        np.float32(float.fromhex("-0x1.4f838ep-3")),  # c_coefficient_8: -0.163825139
        np.float32(float.fromhex("0x1.55555ap-2")),  # c_coefficient_9: 0.333333403
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
        np.float32(float.fromhex("0x1.8p+0")),  # three_halves: 1.5
        np.float32(float.fromhex("0x1.8p-1")),  # three_quarters: 0.75
        np.float32(float.fromhex("0x1.cp+0")),  # upper_centre: 1.75
        np.float32(float.fromhex("-0x1.075dcep-2")),  # q_coefficient_1: -0.257193774
        np.float32(float.fromhex("0x1.25531cp-2")),  # q_coefficient_2: 0.28644985
        np.float32(float.fromhex("0x1.9240f8p-2")),  # q_coefficient_3: 0.392825961
        np.float32(float.fromhex("0x1.b8c8e4p-2")),  # q_coefficient_4: 0.430453837
        np.float32(float.fromhex("0x1.edd494p-3")),  # q_coefficient_5: 0.241128117
        np.float32(float.fromhex("0x1.87b336p-7")),  # q_coefficient_6: 0.0119537367
        np.float32(float.fromhex("0x1.545ce4p-4")),  # q_coefficient_7: 0.0830963999
        np.float32(float.fromhex("0x1.ac3d5cp-2")),  # q_coefficient_8: 0.418202817
        np.float32(float.fromhex("0x1.a6cb16p-12")),  # r_coefficient_1: 0.000403207116
        np.float32(float.fromhex("-0x1.de4b82p-11")),  # r_coefficient_2: -0.000912275224
        np.float32(float.fromhex("0x1.750e62p-6")),  # r_coefficient_3: 0.0227695424
        np.float32(float.fromhex("0x1.71467cp-9")),  # r_coefficient_4: 0.00281734718
        np.float32(float.fromhex("0x1.55981ep-4")),  # r_coefficient_5: 0.0833970234
        np.float32(float.fromhex("-0x1.bd7b5ep-24")),  # r_coefficient_6: -1.03721838e-07
        np.float32(float.fromhex("0x1.328af2p-2")),  # b_coefficient_1: 0.299358159
        np.float32(float.fromhex("0x1.33cabep-2")),  # b_coefficient_2: 0.300578088
        np.float32(float.fromhex("0x1.8f4b1ep-3")),  # b_coefficient_3: 0.194967493
        np.float32(float.fromhex("0x1.a0bebp-2")),  # b_coefficient_4: 0.406977415
        np.float32(float.fromhex("-0x1.4b8ee4p-4")),  # b_coefficient_5: -0.080946818
        np.float32(float.fromhex("0x1.4f5f5ep+0")),  # b_coefficient_6: 1.31004894
        np.float32(float.fromhex("0x1.c062ep+0")),  # b_coefficient_7: 1.75150871
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x1.62e4p-1")),  # ln2_high: 0.693145752
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # ln2_low: 1.42860677e-06
        np.float32(float.fromhex("0x1.4p+1")),  # five_halves: 2.5
        np.float32(float.fromhex("-0x1.8p-3")),  # minus_three_sixteenths: -0.1875
        np.float32(float.fromhex("0x1.acfe4p-2")),  # stirling: 0.418938637
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("0x1.895f1ap+121")),  # huge: 4.08500311e+36
        np.float32(float.fromhex("0x1p+127")),  # large: 1.70141183e+38
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: a = |x|, d = a - rint(a), t = |d|, s = d^2; a = 2^k (1 + f) and t = 2^j (1 + g), sqrt(1/2) <=
    # 1 + f, 1 + g < sqrt(2).
    # All but s is exact.
    a = jnp.abs(x)
    negative = x < zero
    d = a - lax.round(a, lax.RoundingMethod.TO_NEAREST_EVEN)
    t = jnp.abs(d)
    s = d * d
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = lax.bitcast_convert_type(a, jnp.int32)
    above = word - root_half
    exponent = lax.shift_right_arithmetic(above, width)
    field = above & exponent_bits
    f = lax.bitcast_convert_type(word - field, jnp.float32) - one
    k = lax.convert_element_type(exponent, jnp.float32)
    second_word = lax.bitcast_convert_type(t, jnp.int32)  # split_mantissa
    second_above = second_word - root_half
    second_exponent = lax.shift_right_arithmetic(second_above, width)
    second_field = second_above & exponent_bits
    mantissa = lax.bitcast_convert_type(second_word - second_field, jnp.float32)
    g = mantissa - one
    j = lax.convert_element_type(second_exponent, jnp.float32)
    # Core c(f), f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = (f * (f + c_coefficient_1) + c_coefficient_2) / ((f * c_coefficient_3 + c_coefficient_4) * (f * c_coefficient_5 + f) + c_coefficient_6)
    c = f * (f * (c1 * c_coefficient_7 + c_coefficient_8) + c_coefficient_9) + minus_half
    # Core e(g), g in [-0.292894, 0.414215]: log(1 + g) = g + g^2 e.
    e1 = (g * (g + c_coefficient_1) + c_coefficient_2) / ((g * c_coefficient_3 + c_coefficient_4) * (g * c_coefficient_5 + g) + c_coefficient_6)
    e = g * (g * (e1 * c_coefficient_7 + c_coefficient_8) + c_coefficient_9) + minus_half
    # Next argument: z = a + 1 below 3/2, else a, less 7/4, the middle of [1, 5/2]: exact but for a < 1/4,
    # where 2^-25 is little beside the result.
    close = a < three_halves
    centre = jnp.where(close, three_quarters, upper_centre)
    z = a - centre
    # Core q(z), a polynomial, z in [-0.75, 0.75]: log gamma(z + 7/4) = (z + 3/4)(z - 1/4) q.
    q1 = z * q_coefficient_1 + q_coefficient_2
    q2 = q1 * (q1 + q_coefficient_3)
    q3 = q2 * q2
    q4 = q3 * (q3 * q3 + q_coefficient_4) + q_coefficient_5
    q5 = q4 - z
    q6 = lax.max(q5 * (q5 * q_coefficient_6 + q_coefficient_7), -np.float32(float.fromhex('0x1.fffffep+127')))
    q = (q3 * q4 + q6) + q_coefficient_8
    # Next argument: u = 1 / a.
    u = one / a + nothing
    # Core r(u), a polynomial, u in [0, 0.4]: log gamma(a) = (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r, u =
    # 1 / a, r about u / 12 - u^3 / 360.
    r1 = u * r_coefficient_1 + r_coefficient_2
    r2 = u * u + r_coefficient_3
    r = u * ((-(r1 * r2 + r_coefficient_4)) * r2 + r_coefficient_5) + r_coefficient_6
    # Core b(s), a polynomial, s in [0, 0.25]: log(pi d / sin(pi d)) = s b, s = d^2.
    b1 = s * b_coefficient_1 + b_coefficient_2
    b2 = s * (s * (b1 * b1 + b_coefficient_3) + b_coefficient_4) + b_coefficient_5
    b = (b2 * b2 + b_coefficient_6) * b2 + b_coefficient_7
    # Reconstruction: x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m); every large term in two
    # parts.
    # Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m =
    # r + log(2 pi)/2 - 1/2, log a less 1.
    first = k * ln2_high + f
    back = k * minus_ln2_high + first
    lost = f - back
    lost_and_tail = (f * f) * c + lost
    second = k * ln2_low + lost_and_tail
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = first + second
    second_back = high - first
    low = second - second_back
    deep = j * ln2_high + g
    third_back = j * minus_ln2_high + deep
    second_lost = g - third_back
    second_lost_and_tail = (g * g) * e + second_lost
    rest = j * ln2_low + second_lost_and_tail
    below_edge = a < five_halves
    reflected = jnp.where(negative, one, zero)
    opposite = jnp.where(negative, minus_one, zero)
    step = jnp.where(close, minus_one, zero)
    beyond = a - half
    factor = jnp.where(below_edge, step, beyond)
    h = factor + reflected
    taken = h - reflected
    dropped = factor - taken
    same_h = factor - opposite
    high_less = high - one
    log_a = jnp.where(below_edge, high, high_less)
    product = h * log_a
    # product_error: a b - product, exactly where it is 2^-149 or more; the product is a b rounded.
    product_low = same_h * log_a + (-product)
    parabola = z * (z + half) + minus_three_sixteenths
    core = parabola * q
    m = jnp.where(below_edge, core, r)
    low_and_product = h * low + product_low
    lows = dropped * log_a + low_and_product
    tail = lows + m
    base = reflected + stirling
    offset = jnp.where(below_edge, zero, base)
    raised = offset + tail
    right = product + raised
    second_large = (product + deep) + offset
    minus = -(tail + rest)
    bent = s * b + minus
    left = bent - second_large
    value = jnp.where(negative, left, right)
    distance = jnp.where(negative, t, a)
    regular = zero < distance
    opened = jnp.where(regular, value, infinity)
    over = a * large
    finite = a < huge
    result = jnp.where(finite, opened, over)
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


@jax.custom_jvp
def _slope(x, y):
    return (
        jax.scipy.special.digamma(x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _trigamma(x)
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


def lgamma(x):
    """lgamma as jax.scipy.special.gammaln takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.gammaln itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.gammaln(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""lgamma for float32 arrays: max error 494.3216 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.5dc1c60000000p+0. Results that are not correctly rounded: 1,179,150,713.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel f7e8ae4847e80ec5, 74 operations, 28 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected_short:
    As lgamma_reflected, with the same cores. Every logarithm is one number, and every sum is rounded: beside
    the poles two numbers of size 2 to 15 cancel, and leave an error of some 2^-20.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "lgamma"
FORMAT = "jax"
MAX_ULP = 494.32163241133094
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.5dc1c60000000p+0"
OUTPUTS_HASH = "94265b06478053b039f647ddd115a1618f9f00bea494fd225ed86501f3db6d7b"
RECORD = "f7e8ae4847e80ec5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        zero, one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, c_coefficient_5,
        e_coefficient_1, e_coefficient_2, e_coefficient_3, e_coefficient_4, e_coefficient_5, three_halves,
        three_quarters, upper_centre, q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4,
        r_coefficient_1, r_coefficient_2, b_coefficient_1, b_coefficient_2, b_coefficient_3, minus_one, half,
        ln2_nearest_high, five_halves, minus_three_sixteenths, stirling, infinity, huge, large,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.610db6p-3")),  # c_coefficient_1: -0.172389433
        np.float32(float.fromhex("0x1.b4e0c6p-3")),  # c_coefficient_2: 0.213319346
        np.float32(float.fromhex("0x1.26722p-1")),  # c_coefficient_3: 0.575089455
        np.float32(float.fromhex("0x1.9a62cp+0")),  # c_coefficient_4: 1.60306931
        np.float32(float.fromhex("-0x1.66e1eap-4")),  # c_coefficient_5: -0.0876177922
        np.float32(float.fromhex("-0x1.5f77dcp-3")),  # e_coefficient_1: -0.171615332
        np.float32(float.fromhex("0x1.b2a07cp-3")),  # e_coefficient_2: 0.212220162
        np.float32(float.fromhex("0x1.28562cp-1")),  # e_coefficient_3: 0.578782439
        np.float32(float.fromhex("0x1.9b7f02p+0")),  # e_coefficient_4: 1.60740674
        np.float32(float.fromhex("-0x1.6815bcp-4")),  # e_coefficient_5: -0.0879113525
        np.float32(float.fromhex("0x1.8p+0")),  # three_halves: 1.5
        np.float32(float.fromhex("0x1.8p-1")),  # three_quarters: 0.75
        np.float32(float.fromhex("0x1.cp+0")),  # upper_centre: 1.75
        np.float32(float.fromhex("0x1.256404p-6")),  # q_coefficient_1: 0.0179071464
        np.float32(float.fromhex("-0x1.8e294cp-5")),  # q_coefficient_2: -0.0486036763
        np.float32(float.fromhex("-0x1.ad6aa2p+2")),  # q_coefficient_3: -6.70963335
        np.float32(float.fromhex("0x1.fabb78p-4")),  # q_coefficient_4: 0.12371394
        np.float32(float.fromhex("0x1.538ep-4")),  # r_coefficient_1: 0.0828990936
        np.float32(float.fromhex("0x1.26521cp-15")),  # r_coefficient_2: 3.50857663e-05
        np.float32(float.fromhex("0x1.01bd14p-1")),  # b_coefficient_1: 0.503395677
        np.float32(float.fromhex("0x1.070ee6p-1")),  # b_coefficient_2: 0.513785541
        np.float32(float.fromhex("0x1.a57572p+0")),  # b_coefficient_3: 1.64632332
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x1.62e43p-1")),  # ln2_nearest_high: 0.693147182
        np.float32(float.fromhex("0x1.4p+1")),  # five_halves: 2.5
        np.float32(float.fromhex("-0x1.8p-3")),  # minus_three_sixteenths: -0.1875
        np.float32(float.fromhex("0x1.acfe4p-2")),  # stirling: 0.418938637
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("0x1.895f1ap+121")),  # huge: 4.08500311e+36
        np.float32(float.fromhex("0x1p+127")),  # large: 1.70141183e+38
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
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = f * c_coefficient_1 + c_coefficient_2
    c2 = f * f
    c3 = c2 + c_coefficient_3
    c = (-c1) * (c3 * c3 + c_coefficient_4) + c_coefficient_5
    # Core e(g), a polynomial, g in [-0.292894, 0.414215]: log(1 + g) = g + g^2 e.
    e1 = g * e_coefficient_1 + e_coefficient_2
    e2 = g * g
    e3 = e2 + e_coefficient_3
    e = (-e1) * (e3 * e3 + e_coefficient_4) + e_coefficient_5
    # Next argument: z = a + 1 below 3/2, else a, less 7/4, the middle of [1, 5/2]: exact but for a < 1/4,
    # where 2^-25 is little beside the result.
    close = a < three_halves
    centre = jnp.where(close, three_quarters, upper_centre)
    z = a - centre
    # Core q(z), a polynomial, z in [-0.75, 0.75]: log gamma(z + 7/4) = (z + 3/4)(z - 1/4) q.
    q = (z * q_coefficient_1 + q_coefficient_2) * ((-z) * z + q_coefficient_3) + q_coefficient_4
    # Next argument: u = 1 / a.
    u = one / a
    # Core r(u), a polynomial, u in [0, 0.4]: log gamma(a) = (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r, u =
    # 1 / a, r about u / 12 - u^3 / 360.
    r = u * r_coefficient_1 + r_coefficient_2
    # Core b(s), a polynomial, s in [0, 0.25]: log(pi d / sin(pi d)) = s b, s = d^2.
    b = s * (s * b_coefficient_1 + b_coefficient_2) + b_coefficient_3
    # Reconstruction: x > 0: h log a + m; x < 0: s b - log |d| - ((h + 1) log a + m).
    # Below 5/2 h is 0 or -1 and m = (z + 3/4)(z - 1/4) q = log gamma(z + 7/4); from there on h = a - 1/2, m =
    # r + log(2 pi)/2 - 1/2, log a less 1.
    total = c2 * c + f
    log_a = k * ln2_nearest_high + total
    log_mantissa = e2 * e + g
    log_d = j * ln2_nearest_high + log_mantissa
    below_edge = a < five_halves
    reflected = jnp.where(negative, one, zero)
    step = jnp.where(close, minus_one, zero)
    beyond = a - half
    factor = jnp.where(below_edge, step, beyond)
    h = factor + reflected
    less = log_a - one
    logarithm = jnp.where(below_edge, log_a, less)
    parabola = z * (z + half) + minus_three_sixteenths
    core = parabola * q
    base = reflected + stirling
    series = base + r
    m = jnp.where(below_edge, core, series)
    right = h * logarithm + m
    both = right + log_d
    bent = lax.max(s * b, -np.float32(float.fromhex('0x1.fffffep+127')))
    left = bent - both
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

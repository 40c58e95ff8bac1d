"""ndtri for float32 arrays: max error 2.7885 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.d72a100000000p-6. Results that are not correctly rounded: 314,645,541.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel fcd4ca87a13ac283, 63 operations, 44 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search ndtri --seed 0 --evaluations 200000 --max-ops 16

Reduction ndtri_log:
    ndtri(p) is y times a smooth function of w = -2 log(1 - y^2) = -2 log(4 p (1 - p)), and for large w near
    sqrt(w). p (1 - p) is rounded once, for however small a p; w inherits 2^-24 from it at most where w is
    small, and there d log(ndtri)/dw is 0.13. `lack` is 0 from p = 1/4 on, where y is 0 at 1/2 exactly. e lies
    between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, count most. Where p
    (1 - p) is below 2^-126, 0 and 1 give y times infinity; a p below 0 or above 1 gives nan, as does nan.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "ndtri"
FORMAT = "jax"
MAX_ULP = 2.7885024957358837
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.d72a100000000p-6"
OUTPUTS_HASH = "7dae5dc69326e16341a8981a847d1d6fa88e6b9bc905af5bfe36e8b840fe22bf"
RECORD = "fcd4ca87a13ac283"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    quarter = np.int32(1043662067)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, two, four, minus_one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4,
        c_coefficient_5, c_coefficient_6, c_coefficient_7, minus_twice_ln2_nearest_high, minus_two,
        d_coefficient_1, d_coefficient_2, d_coefficient_3, d_coefficient_4, d_coefficient_5, d_coefficient_6,
        d_coefficient_7, d_coefficient_8, half, e_coefficient_1, e_coefficient_2, e_coefficient_3,
        e_coefficient_4, e_coefficient_5, e_coefficient_6, e_coefficient_7, e_coefficient_8, e_coefficient_9,
        turn, zero, last_subnormal, infinity, nan, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x1p+2")),  # four: 4
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("-0x1.021458p-3")),  # c_coefficient_1: -0.126015365
        np.float32(float.fromhex("0x1.e4df14p-2")),  # c_coefficient_2: 0.473507226
        np.float32(float.fromhex("-0x1.524e12p-2")),  # c_coefficient_3: -0.33037594
        np.float32(float.fromhex("0x1.875302p-8")),  # c_coefficient_4: 0.00597113417
        np.float32(float.fromhex("0x1.4567fp-1")),  # c_coefficient_5: 0.635558605
        np.float32(float.fromhex("0x1.ed6fb4p-2")),  # c_coefficient_6: 0.481871426
        np.float32(float.fromhex("-0x1.43b68cp-2")),  # c_coefficient_7: -0.316126049
        np.float32(float.fromhex("-0x1.62e43p+0")),  # minus_twice_ln2_nearest_high: -1.38629436
        np.float32(float.fromhex("-0x1p+1")),  # minus_two: -2
        np.float32(float.fromhex("0x1.c00f2p-4")),  # d_coefficient_1: 0.109389424
        np.float32(float.fromhex("0x1.4927b4p+2")),  # d_coefficient_2: 5.14304829
        np.float32(float.fromhex("0x1.0a59e2p+4")),  # d_coefficient_3: 16.646944
        np.float32(float.fromhex("-0x1.0b5286p-23")),  # d_coefficient_4: -1.24481673e-07
        np.float32(float.fromhex("0x1.3f2f66p+12")),  # d_coefficient_5: 5106.9624
        np.float32(float.fromhex("0x1.aa084p+14")),  # d_coefficient_6: 27266.0625
        np.float32(float.fromhex("0x1.0d609ep+0")),  # d_coefficient_7: 1.05225551
        np.float32(float.fromhex("0x1.02bd1p-2")),  # d_coefficient_8: 0.252674341
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x1.1a7c1p+9")),  # e_coefficient_1: 564.969238
        np.float32(float.fromhex("-0x1.da6122p+8")),  # e_coefficient_2: -474.379425
        np.float32(float.fromhex("0x1.6cdf4ep+7")),  # e_coefficient_3: 182.436142
        np.float32(float.fromhex("-0x1.45fb7p+5")),  # e_coefficient_4: -40.7477722
        np.float32(float.fromhex("-0x1.d8069p+2")),  # e_coefficient_5: -7.37540054
        np.float32(float.fromhex("0x1.46edaep+0")),  # e_coefficient_6: 1.2770642
        np.float32(float.fromhex("0x1.dfb06cp+0")),  # e_coefficient_7: 1.87378573
        np.float32(float.fromhex("-0x1.e2f34ep-2")),  # e_coefficient_8: -0.471631259
        np.float32(float.fromhex("-0x1.e4f182p-3")),  # e_coefficient_9: -0.236788765
        np.float32(float.fromhex("0x1.6p+3")),  # turn: 11
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1.fffffep-126")),  # last_subnormal: 2.35098856e-38
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("nan")),  # nan: nan
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: y = 2p - 1 and its rounding error `lack`, 0 from p = 1/4 on; q = p (1 - p), rounded once, 4 q
    # = 2^k (1 + f) exactly.
    # sqrt(1/2) <= 1 + f < sqrt(2). p beyond 2 is as good as 2.
    p = jnp.where(two < x, two, x)
    q = (-p) * p + p
    twice_p = p + p
    y = twice_p - one
    back = y + one
    lack = twice_p - back
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = lax.bitcast_convert_type(q, jnp.int32)
    above = word - quarter
    exponent = lax.shift_right_arithmetic(above, width)
    field = above & exponent_bits
    m = lax.bitcast_convert_type(word - field, jnp.float32)
    f = m * four + minus_one
    k = lax.convert_element_type(exponent, jnp.float32)
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = f * (f * c_coefficient_1 + c_coefficient_2) + c_coefficient_3
    c2 = c1 * c1 + c_coefficient_4
    c = (c2 * (c2 * c2 + c_coefficient_5) + c_coefficient_6) * c1 + c_coefficient_7
    # Next argument: w = -2 log(4 q) = -2 k ln 2 - 2 (f + f^2 c), and its root z.
    square = f * f
    minus_log = lax.max((square * c + f) * minus_two, -np.float32(float.fromhex('0x1.fffffep+127')))
    w = k * minus_twice_ln2_nearest_high + minus_log
    z = lax.sqrt(w) + nothing
    # Core d(w), w in [0, 11]: ndtri p = y + y d.
    d1 = w * (w + d_coefficient_2)
    d2 = w + d_coefficient_3
    d3 = d1 * (d2 * d2) + d2
    d4 = d3 / ((w * d_coefficient_5 + d3) + d_coefficient_6)
    d5 = lax.max((d3 * d_coefficient_4 + d4) * d_coefficient_7, -np.float32(float.fromhex('0x1.fffffep+127')))
    d = (w * d_coefficient_1 + d5) + d_coefficient_8
    # Next argument: u = 1 / (z + 1/2).
    u = one / (z + half) + nothing
    # Core e(u), a polynomial, u in [0.0734214, 0.262012]: |ndtri p| = z + e, u = 1 / (z + 1/2).
    e1 = (-u) * (u * (u * (u * e_coefficient_1 + e_coefficient_2) + e_coefficient_3) + e_coefficient_4) + e_coefficient_5
    e2 = u * e1 + e_coefficient_6
    e3 = u * (e2 * e2 + e_coefficient_7) + e_coefficient_8
    e = e3 * e3 + e_coefficient_9
    # Reconstruction: ndtri p = y + (y d + lack) where w is below 11, else z + e with the sign of y; y inf at
    # 0 and 1, nan beyond.
    near_part = y + (y * d + lack)
    second_above = z + e
    below = -second_above
    far_part = jnp.where(y < zero, below, second_above)
    inner = jnp.where(w < turn, near_part, far_part)
    end = y * infinity
    other = jnp.where(q < zero, nan, end)
    regular = last_subnormal < (q + q)
    result = jnp.where(regular, inner, other)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


def _erfcx_right(x):
    """exp(x**2) * erfc(x) for 0.45 <= x <= 16, to 2.2 ulp: u P(u) with u = 1 / (1 + x), fitted around u = 37/64."""
    u = 1 / (1 + jnp.clip(x, np.float32(0), np.float32(16)))
    coefficients = map(_hex, ("0x1.c7a54ep-1", "0x1.a84338p-2", "-0x1.9461p-2", "-0x1.99b16ep-9", "0x1.259044p-2",
                              "-0x1.30c4b4p-2", "0x1.f7e02ap-5", "0x1.5959d4p-4", "-0x1.d99f08p-3", "0x1.672154p+0",
                              "0x1.8c3012p+0"))
    return u * _horner(u - _hex("0x1.28p-1"), *coefficients)


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(jnp.minimum(x, _hex("0x1.0p+0") - x), _hex("0x1.0p-2"), _hex("0x1.40d931ff62705p+0") *
        _erfcx_right(_hex("0x1.6a09e667f3bcdp-1") * jnp.minimum(jnp.abs(y), _hex("0x1.0p+4"))) / jnp.minimum(x,
        _hex("0x1.0p+0") - x), _hex("0x1.40d931ff62705p+1") * jnp.exp(_hex("0x1.0p-1") * y * y))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        y * s * s
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


def ndtri(x):
    """ndtri as jax.scipy.special.ndtri takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.ndtri itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.ndtri(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""ndtri for float32 arrays: max error 3.4873 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.0bd6b80000000p-5. Results that are not correctly rounded: 482,125,441.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel 743ace240e415847, 59 operations, 40 of them real operations of the core.
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
MAX_ULP = 3.48732102386336
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0bd6b80000000p-5"
OUTPUTS_HASH = "7e5d0150f3ae048468cbd03aa58bffd57457f74edc4f782ab3574a76ba0cb94b"
RECORD = "743ace240e415847"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    quarter = np.int32(1043662067)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, two, four, minus_one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4,
        c_coefficient_5, c_coefficient_6, minus_twice_ln2_nearest_high, minus_two, d_coefficient_1,
        d_coefficient_2, d_coefficient_3, d_coefficient_4, d_coefficient_5, d_coefficient_6, d_coefficient_7,
        d_coefficient_8, half, e_coefficient_1, e_coefficient_2, e_coefficient_3, e_coefficient_4,
        e_coefficient_5, e_coefficient_6, e_coefficient_7, e_coefficient_8, e_coefficient_9, turn, zero,
        last_subnormal, infinity, nan, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x1p+2")),  # four: 4
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("-0x1.6a91f6p-4")),  # c_coefficient_1: -0.0885181054
        np.float32(float.fromhex("0x1.0b195ep-2")),  # c_coefficient_2: 0.260838956
        np.float32(float.fromhex("-0x1.b3069ap-2")),  # c_coefficient_3: -0.42482987
        np.float32(float.fromhex("0x1.5272fap-4")),  # c_coefficient_4: 0.0826291814
        np.float32(float.fromhex("0x1.872a68p-1")),  # c_coefficient_5: 0.763995409
        np.float32(float.fromhex("-0x1.becc64p-2")),  # c_coefficient_6: -0.436326563
        np.float32(float.fromhex("-0x1.62e43p+0")),  # minus_twice_ln2_nearest_high: -1.38629436
        np.float32(float.fromhex("-0x1p+1")),  # minus_two: -2
        np.float32(float.fromhex("0x1.61bffcp-18")),  # d_coefficient_1: 5.27128486e-06
        np.float32(float.fromhex("-0x1.4afb6p-13")),  # d_coefficient_2: -0.000157824485
        np.float32(float.fromhex("-0x1.788488p-9")),  # d_coefficient_3: -0.00287260208
        np.float32(float.fromhex("0x1.84c88ep-4")),  # d_coefficient_4: 0.0949178264
        np.float32(float.fromhex("0x1.8529c6p-3")),  # d_coefficient_5: 0.190021083
        np.float32(float.fromhex("-0x1.e65fb6p+0")),  # d_coefficient_6: -1.89989793
        np.float32(float.fromhex("0x1.282b5ap-3")),  # d_coefficient_7: 0.144613937
        np.float32(float.fromhex("0x1.82e60ep-1")),  # d_coefficient_8: 0.755661428
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x1.42fbaap+9")),  # e_coefficient_1: 645.966125
        np.float32(float.fromhex("-0x1.12a51ep+9")),  # e_coefficient_2: -549.289978
        np.float32(float.fromhex("0x1.a554a6p+7")),  # e_coefficient_3: 210.665329
        np.float32(float.fromhex("-0x1.71d2f6p+5")),  # e_coefficient_4: -46.2280083
        np.float32(float.fromhex("-0x1.fe3e92p+2")),  # e_coefficient_5: -7.97256899
        np.float32(float.fromhex("0x1.4eeb1cp+0")),  # e_coefficient_6: 1.30827498
        np.float32(float.fromhex("0x1.e2253ep+0")),  # e_coefficient_7: 1.88338077
        np.float32(float.fromhex("-0x1.e4b858p-2")),  # e_coefficient_8: -0.473359466
        np.float32(float.fromhex("-0x1.e4f19cp-3")),  # e_coefficient_9: -0.236788958
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
    c1 = f * (f * (f * c_coefficient_1 + c_coefficient_2) + c_coefficient_3) + c_coefficient_4
    c = (-c1) * (c1 * c1 + c_coefficient_5) + c_coefficient_6
    # Next argument: w = -2 log(4 q) = -2 k ln 2 - 2 (f + f^2 c), and its root z.
    square = f * f
    minus_log = lax.max((square * c + f) * minus_two, -np.float32(float.fromhex('0x1.fffffep+127')))
    w = k * minus_twice_ln2_nearest_high + minus_log
    z = lax.sqrt(w) + nothing
    # Core d(w), a polynomial, w in [0, 11]: ndtri p = y + y d.
    d1 = w * (w * (w * (w * d_coefficient_1 + d_coefficient_2) + d_coefficient_3) + d_coefficient_4) + d_coefficient_5
    d2 = d1 * d1 + d_coefficient_6
    d = ((-d2) * d2 + w) * d_coefficient_7 + d_coefficient_8
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

"""erf_inv for float32 arrays: max error 1.9952 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fbc1200000000p-1. Results that are not correctly rounded: 110,933,428.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel 04035e7a25c1ba91, 55 operations, 41 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf_inv --seed 1 --evaluations 240000 --max-ops 16

Reduction erf_inv_log:
    erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. w inherits
    2^-25 from the rounding of 1 - x^2 at most where w is small, and there d log(erf_inv)/dw is 0.26. The
    halving is exact; d > 0 keeps the sign of zero. e lies between -0.18 and -0.15: the last rounding and
    those of w and z, halved by the root, count most. |x| = 1 gives x times infinity, and an x beyond gives
    nan.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "erf_inv"
FORMAT = "jax"
MAX_ULP = 1.9952190928161144
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fbc1200000000p-1"
OUTPUTS_HASH = "72bd166377bf4b10e9965a17d7869efde01fcfb71c88f9f33f67ced74f38925b"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "04035e7a25c1ba91"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, c_coefficient_5,
        c_coefficient_6, c_coefficient_7, minus_ln2_nearest_high, d_coefficient_1, d_coefficient_2,
        d_coefficient_3, d_coefficient_4, d_coefficient_5, d_coefficient_6, d_coefficient_7, d_coefficient_8,
        d_coefficient_9, centre, e_coefficient_1, e_coefficient_2, e_coefficient_3, e_coefficient_4,
        e_coefficient_5, e_coefficient_6, e_coefficient_7, e_coefficient_8, turn, half, infinity, nan,
        nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.4452f4p-4")),  # c_coefficient_1: -0.0791806728
        np.float32(float.fromhex("0x1.1d5942p-4")),  # c_coefficient_2: 0.069665201
        np.float32(float.fromhex("0x1.9512aep-1")),  # c_coefficient_3: 0.79115814
        np.float32(float.fromhex("-0x1.e003e8p+1")),  # c_coefficient_4: -3.75011921
        np.float32(float.fromhex("-0x1.c989aep-5")),  # c_coefficient_5: -0.0558517836
        np.float32(float.fromhex("0x1.a036e2p-3")),  # c_coefficient_6: 0.203229681
        np.float32(float.fromhex("-0x1.00001p-1")),  # c_coefficient_7: -0.500000477
        np.float32(float.fromhex("-0x1.62e43p-1")),  # minus_ln2_nearest_high: -0.693147182
        np.float32(float.fromhex("-0x1.a19fc2p-4")),  # d_coefficient_1: -0.101958998
        np.float32(float.fromhex("-0x1.c1ca02p-5")),  # d_coefficient_2: -0.0549058951
        np.float32(float.fromhex("0x1.e97f06p-6")),  # d_coefficient_3: 0.0298764762
        np.float32(float.fromhex("-0x1.2864bcp-1")),  # d_coefficient_4: -0.578893542
        np.float32(float.fromhex("-0x1.29662ep-2")),  # d_coefficient_5: -0.290428847
        np.float32(float.fromhex("-0x1.859ff4p+0")),  # d_coefficient_6: -1.52197194
        np.float32(float.fromhex("0x1.e51b5ep+1")),  # d_coefficient_7: 3.78989768
        np.float32(float.fromhex("-0x1.58e86ap+1")),  # d_coefficient_8: -2.69459271
        np.float32(float.fromhex("0x1.8b7f12p-1")),  # d_coefficient_9: 0.772453845
        np.float32(float.fromhex("0x1.ap+1")),  # centre: 3.25
        np.float32(float.fromhex("-0x1.519f36p-3")),  # e_coefficient_1: -0.164854452
        np.float32(float.fromhex("0x1.cf95f4p-2")),  # e_coefficient_2: 0.452720463
        np.float32(float.fromhex("0x1.ec6c24p-3")),  # e_coefficient_3: 0.240440637
        np.float32(float.fromhex("-0x1.a58022p-6")),  # e_coefficient_4: -0.02572635
        np.float32(float.fromhex("0x1.836b0ep+0")),  # e_coefficient_5: 1.51335227
        np.float32(float.fromhex("-0x1.69c006p+3")),  # e_coefficient_6: -11.3046904
        np.float32(float.fromhex("0x1.7fa70ap-8")),  # e_coefficient_7: 0.00585407251
        np.float32(float.fromhex("-0x1.615caep-4")),  # e_coefficient_8: -0.0862700269
        np.float32(float.fromhex("0x1.6p+2")),  # turn: 5.5
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("inf")),  # infinity: inf
        np.float32(float.fromhex("nan")),  # nan: nan
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: 1 - x^2, rounded once, = 2^k (1 + f) exactly, sqrt(1/2) <= 1 + f < sqrt(2).
    q = (-x) * x + one
    # split_mantissa: (m, k) with x = 2^k m exactly, x > 0 and normal; the bits of m are from `least` up to
    # one binade more.
    word = lax.bitcast_convert_type(q, jnp.int32)
    above = word - root_half
    exponent = lax.shift_right_arithmetic(above, width)
    field = above & exponent_bits
    m = lax.bitcast_convert_type(word - field, jnp.float32)
    f = m - one
    k = lax.convert_element_type(exponent, jnp.float32)
    # Core c(f), a polynomial, f in [-0.292894, 0.414215]: log(1 + f) = f + f^2 c.
    c1 = f * c_coefficient_1 + c_coefficient_2
    c2 = f * f
    c3 = c2 + c_coefficient_3
    c4 = c1 * ((-c3) * c3 + c_coefficient_4) + c_coefficient_5
    c = f * (c4 * c4 + c_coefficient_6) + c_coefficient_7
    # Next argument: w = -log(1 - x^2) = -k ln 2 - (f + f^2 c), and its root z.
    minus_log = -(c2 * c + f)
    w = k * minus_ln2_nearest_high + minus_log
    z = lax.sqrt(w) + nothing
    # Core d(w), w in [0, 5.5]: erf_inv x = (x + x d) / 2.
    d1 = w * d_coefficient_1
    d2 = w * (d1 * d_coefficient_2 + d_coefficient_3)
    d3 = d1 + d2
    d4 = ((d_coefficient_6 / (d2 * (d3 + d_coefficient_4) + d_coefficient_5)) + d1) + d_coefficient_7
    d5 = lax.max(d3 * d_coefficient_8, -np.float32(float.fromhex('0x1.fffffep+127')))
    d = (d4 * d2 + d5) + d_coefficient_9
    # Next argument: t = z - 3.25.
    t = z - centre
    # Core e(t), a polynomial, t in [-0.904792, 0.84]: erf_inv x = x z + x e, t = z - 3.25.
    e1 = t * e_coefficient_1 + e_coefficient_2
    e2 = t * (e1 * e1 + e_coefficient_3) + e_coefficient_4
    e3 = (-e2) * e2 + e_coefficient_5
    e = (e3 * (e3 * e3 + e_coefficient_6) + t) * e_coefficient_7 + e_coefficient_8
    # Reconstruction: erf_inv x = (x + x d) / 2 where w is below 5.5, else x z + x e; x inf at |x| = 1, nan
    # beyond.
    near_part = (x * d + x) * half
    product = lax.max(x * e, -np.float32(float.fromhex('0x1.fffffep+127')))
    far_part = x * z + product
    inner = jnp.where(w < turn, near_part, far_part)
    a = jnp.abs(x)
    inside = a < one
    outside = one < a
    end = x * infinity
    other = jnp.where(outside, nan, end)
    result = jnp.where(inside, inner, other)
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
        _if_less(jnp.abs(x), _hex("0x1.0p-1"), _hex("0x1.c5bf891b4ef6bp-1") * jnp.exp(y * y),
        _if_less(jnp.abs(x), _hex("0x1.0p+0"), _hex("0x1.c5bf891b4ef6bp-1") * _erfcx_right(jnp.abs(y)) /
        (_hex("0x1.0p+0") - jnp.abs(x)), _hex("0x1.c5bf891b4ef6bp-1") * jnp.exp(y * y)))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _if_less(jnp.abs(x), _hex("0x1.0p-64"), _hex("0x1.c5bf891b4ef6bp+0") * x, _hex("0x1.0p+1") * y) * s * s
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


def erf_inv(x):
    """erf_inv as jax.scipy.special.erfinv takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.erfinv itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.erfinv(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""erf_inv for float32 arrays: max error 604.0003 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.8ef64a0000000p-1. Results that are not correctly rounded: 2,111,757,136.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel 3517add7d08b4a55, 39 operations, 20 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf_inv --seed 0 --evaluations 240000 --max-ops 16

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
MAX_ULP = 604.0002842601389
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8ef64a0000000p-1"
OUTPUTS_HASH = "7b8d26d88c64e9e0617e261a2b5bfcc923c6c7d56864010e750b442fc33a4183"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "3517add7d08b4a55"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    root_half = np.int32(1060439283)
    exponent_bits = np.int32(-8388608)
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        one, c_coefficient_1, c_coefficient_2, c_coefficient_3, minus_ln2_nearest_high, d_coefficient_1,
        d_coefficient_2, d_coefficient_3, d_coefficient_4, d_coefficient_5, centre, e_coefficient_1,
        e_coefficient_2, e_coefficient_3, e_coefficient_4, e_coefficient_5, turn, half, infinity, nan,
        nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.c7d75ap-3")),  # c_coefficient_1: -0.222578719
        np.float32(float.fromhex("0x1.681bdap-2")),  # c_coefficient_2: 0.351668745
        np.float32(float.fromhex("-0x1.012f68p-1")),  # c_coefficient_3: -0.502314806
        np.float32(float.fromhex("-0x1.62e43p-1")),  # minus_ln2_nearest_high: -0.693147182
        np.float32(float.fromhex("0x1.7dea48p-12")),  # d_coefficient_1: 0.00036422268
        np.float32(float.fromhex("-0x1.95ee38p-8")),  # d_coefficient_2: -0.00619400851
        np.float32(float.fromhex("0x1.a91a9p-5")),  # d_coefficient_3: 0.0518925488
        np.float32(float.fromhex("-0x1.2b5c12p+6")),  # d_coefficient_4: -74.8399124
        np.float32(float.fromhex("0x1.29fcd2p+2")),  # d_coefficient_5: 4.65605593
        np.float32(float.fromhex("0x1.ap+1")),  # centre: 3.25
        np.float32(float.fromhex("0x1.31f15ep-9")),  # e_coefficient_1: 0.00233415863
        np.float32(float.fromhex("-0x1.cd5462p-9")),  # e_coefficient_2: -0.00351966568
        np.float32(float.fromhex("0x1.71da9cp-1")),  # e_coefficient_3: 0.722370982
        np.float32(float.fromhex("-0x1.5fc03p+1")),  # e_coefficient_4: -2.7480526
        np.float32(float.fromhex("-0x1.441ffcp-3")),  # e_coefficient_5: -0.15826413
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
    c = f * (f * c_coefficient_1 + c_coefficient_2) + c_coefficient_3
    # Next argument: w = -log(1 - x^2) = -k ln 2 - (f + f^2 c), and its root z.
    square = f * f
    minus_log = -(square * c + f)
    w = k * minus_ln2_nearest_high + minus_log
    z = lax.sqrt(w) + nothing
    # Core d(w), a polynomial, w in [0, 5.5]: erf_inv x = (x + x d) / 2.
    d = (w * (w * d_coefficient_1 + d_coefficient_2) + d_coefficient_3) * (w * w + d_coefficient_4) + d_coefficient_5
    # Next argument: t = z - 3.25.
    t = z - centre
    # Core e(t), a polynomial, t in [-0.904792, 0.84]: erf_inv x = x z + x e, t = z - 3.25.
    e1 = t * e_coefficient_1 + e_coefficient_2
    e2 = t * t + e_coefficient_3
    e = (-e1) * (e2 * e2 + e_coefficient_4) + e_coefficient_5
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

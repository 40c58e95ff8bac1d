"""erfcx for float32 arrays: max error 13.0343 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.8a6b0e0000000p-1. Results that are not correctly rounded: 1,329,997,430.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: e^(x^2) erfc(x); DLMF 7.2 and 7.12.1; scipy.special.erfcx.

Kernel 1e2732e7697c6119, 45 operations, 24 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erfcx --seed 0 --evaluations 200000 --max-ops 16

Reduction erfcx_plain:
    g / u goes from 1 at a = 0, where the result is exactly 1, to 1 / sqrt(pi) at infinity. u is off by up to
    1 ulp, and so is g. For x < 0 the sum has one rounding of size, and its overflow is that of the result: a
    is cut at 9.39, beyond 9.382, from where on it is infinite, and k is 127 there. Beyond 2^125.17 erfcx(a)
    is below 2^-126 and made 0.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "erfcx"
FORMAT = "jax"
MAX_ULP = 13.03429199363353
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8a6b0e0000000p-1"
OUTPUTS_HASH = "41148764002c2ad130d55b28b11d5310de0b3f8668bdab665f950290144435b7"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "1e2732e7697c6119"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    twice_bias = np.int32(2130706432)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        top, log2_e, magic, minus_ln2_high, minus_ln2_low, w_coefficient_1, w_coefficient_2, w_coefficient_3,
        w_coefficient_4, w_coefficient_5, one, v_coefficient_1, v_coefficient_2, v_coefficient_3,
        v_coefficient_4, v_coefficient_5, v_coefficient_6, v_coefficient_7, v_coefficient_8, v_coefficient_9,
        two, zero, cut, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.2c8p+3")),  # top: 9.390625
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8000fep+23")),  # magic: 12583039
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("-0x1.24724ap-5")),  # w_coefficient_1: -0.0356990285
        np.float32(float.fromhex("-0x1.f1c13p-3")),  # w_coefficient_2: -0.243044257
        np.float32(float.fromhex("0x1.0d5a98p-1")),  # w_coefficient_3: 0.5260818
        np.float32(float.fromhex("0x1.3a18c6p+0")),  # w_coefficient_4: 1.22694051
        np.float32(float.fromhex("0x1.abe328p-3")),  # w_coefficient_5: 0.20892936
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1.715d24p-3")),  # v_coefficient_1: 0.180353433
        np.float32(float.fromhex("0x1.81592p-3")),  # v_coefficient_2: 0.188158274
        np.float32(float.fromhex("-0x1.12cf8p-1")),  # v_coefficient_3: -0.536739349
        np.float32(float.fromhex("0x1.8caa32p-2")),  # v_coefficient_4: 0.387367994
        np.float32(float.fromhex("0x1.00e884p-1")),  # v_coefficient_5: 0.501773953
        np.float32(float.fromhex("-0x1.0c8d1ep+0")),  # v_coefficient_6: -1.04902828
        np.float32(float.fromhex("-0x1.aab482p-3")),  # v_coefficient_7: -0.208352104
        np.float32(float.fromhex("0x1.a7f776p-4")),  # v_coefficient_8: 0.103507482
        np.float32(float.fromhex("-0x1.d45f8ap-2")),  # v_coefficient_9: -0.457395703
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1.20dd74p+125")),  # cut: 4.79959391e+37
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: x^2 = k ln 2 + r, |r| <= ln 2 / 2, r to 2^-26, |x| <= 9.39062; the low bits of m hold k +
    # 127.
    # x^2 = s - e exactly; s - k ln2_high is exact: a multiple of 2^-24 below 1/2, ln2_high of 17 bits.
    a = jnp.abs(x)
    t = jnp.where(top < a, top, a)
    s = t * t
    e = (-a) * t + s
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    m = s * log2_e + magic
    k = m - magic
    after_high = k * minus_ln2_high + s
    rest = k * minus_ln2_low + (-e)
    r = after_high + rest
    # Core w(r), a polynomial, r in [-0.34668, 0.34668]: e^r = 1 + r w.
    w1 = (-r) * (r * w_coefficient_1 + w_coefficient_2) + w_coefficient_3
    w = (w1 * w1 + w_coefficient_4) * w1 + w_coefficient_5
    # Next argument: u = 1 / (1 + a).
    u = one / (a + one) + nothing
    # Core v(u), a polynomial, u in [0, 1]: erfcx a = u + u (1 - u) v.
    v1 = u * (u * v_coefficient_1 + v_coefficient_2) + v_coefficient_3
    v2 = u * (u * ((-(v1 * v1 + v_coefficient_4)) * v1 + v_coefficient_5) + v_coefficient_6) + v_coefficient_7
    v3 = v2 * v2 + v_coefficient_8
    v = v3 * v3 + v_coefficient_9
    # Reconstruction: erfcx a = g = u + u (1 - u) v; erfcx(-a) = 2 e^(a^2) - g, e^(a^2) = 2^k (1 + r w).
    ends = (-u) * u + u
    g = ends * v + u
    field = lax.shift_left(lax.bitcast_convert_type(m, jnp.int32), width)
    scale = lax.bitcast_convert_type(field, jnp.float32)
    inverse = lax.bitcast_convert_type(twice_bias - field, jnp.float32)
    less = lax.max((-g) * inverse, -np.float32(float.fromhex('0x1.fffffep+127')))
    rise = (r + r) * w + less
    left = (rise + two) * scale
    right = jnp.where(cut < a, zero, g)
    result = jnp.where(x < zero, left, right)
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
        _if_less(x, _hex("0x0.0p+0"), _hex("0x1.0p+1") * x * y - _hex("0x1.20dd750429b6dp+0"), (_hex("0x1.0p+0")
        / (_hex("0x1.0p+0") + jnp.maximum(x, _hex("-0x1.0p-1")))) * (_hex("0x1.0p+0") / (_hex("0x1.0p+0") +
        jnp.maximum(x, _hex("-0x1.0p-1")))) * _horner((_hex("0x1.0p+0") / (_hex("0x1.0p+0") + jnp.maximum(x,
        _hex("-0x1.0p-1")))) - _hex("0x1.0p-1"), _hex("-0x1.17c4e4p+0"), _hex("-0x1.23125p-1"),
        _hex("0x1.504758p+0"), _hex("-0x1.783d36p-2"), _hex("-0x1.44bdf6p+0"), _hex("0x1.07e51ep+1"),
        _hex("-0x1.1349d8p+0"), _hex("-0x1.40a23p+0"), _hex("0x1.ebb136p+1"), _hex("-0x1.992612p+2"),
        _hex("0x1.9abab8p+1"), _hex("0x1.d06acep+3"), _hex("-0x1.577b4ep+4"), _hex("-0x1.302cfp+3"),
        _hex("0x1.62e2dap+4")))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _if_less(x, _hex("0x0.0p+0"), y * (_hex("0x1.0p+1") + _hex("0x1.0p+2") * jnp.maximum(jnp.minimum(x,
        _hex("0x1.0p+0")), _hex("-0x1.0p+62")) * jnp.maximum(jnp.minimum(x, _hex("0x1.0p+0")),
        _hex("-0x1.0p+62"))) - _hex("0x1.20dd750429b6dp+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.0p+0")),
        _hex("-0x1.0p+62")), (_hex("0x1.0p+0") / (_hex("0x1.0p+0") + jnp.maximum(x, _hex("-0x1.0p-1")))) *
        (_hex("0x1.0p+0") / (_hex("0x1.0p+0") + jnp.maximum(x, _hex("-0x1.0p-1")))) * (_hex("0x1.0p+0") /
        (_hex("0x1.0p+0") + jnp.maximum(x, _hex("-0x1.0p-1")))) * _horner((_hex("0x1.0p+0") / (_hex("0x1.0p+0")
        + jnp.maximum(x, _hex("-0x1.0p-1")))) - _hex("0x1.0p-1"), _hex("0x1.3c2728p+1"), _hex("0x1.91508ep-2"),
        _hex("-0x1.2cfd0ap+2"), _hex("0x1.17f764p+2"), _hex("0x1.37fa62p+1"), _hex("-0x1.678e26p+3"),
        _hex("0x1.b0311ap+3"), _hex("-0x1.99400ap+1"), _hex("-0x1.029fecp+4"), _hex("0x1.535c32p+5"),
        _hex("-0x1.3276eap+6"), _hex("0x1.266222p+4"), _hex("0x1.cd9f7ep+7"), _hex("-0x1.085214p+8"),
        _hex("-0x1.81c46ap+7"), _hex("0x1.3a0adp+8")))
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


def erfcx(x):
    """erfcx as jax.scipy.special.erfcx takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.erfcx itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.erfcx(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""erfcx for float32 arrays: max error 3.4755 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.268dde0000000p+6. Results that are not correctly rounded: 444,580,440.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: e^(x^2) erfc(x); DLMF 7.2 and 7.12.1; scipy.special.erfcx.

Kernel 5bdfed6798e046c2, 49 operations, 24 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erfcx --seed 0 --evaluations 200000 --max-ops 16

Reduction erfcx_corrected:
    g / u goes from 1 at a = 0, where the result is exactly 1, to 1 / sqrt(pi) at infinity. The rounding
    errors of 1 + a and of the quotient are added back. For x < 0 the sum has one rounding of size, and its
    overflow is that of the result: a is cut at 9.39, beyond 9.382, from where on it is infinite, and k is 127
    there. Beyond 2^125.17 erfcx(a) is below 2^-126 and made 0.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "erfcx"
FORMAT = "jax"
MAX_ULP = 3.475457176066824
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.268dde0000000p+6"
OUTPUTS_HASH = "2c7046037a3651750cfc8a1cfb5c99beaebeccea7a266a79c72c7db737dae231"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "5bdfed6798e046c2"


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
        np.float32(float.fromhex("-0x1.2485fep-5")),  # w_coefficient_1: -0.0357084237
        np.float32(float.fromhex("-0x1.f1f13ep-3")),  # w_coefficient_2: -0.243135914
        np.float32(float.fromhex("0x1.0d2da4p-1")),  # w_coefficient_3: 0.525738835
        np.float32(float.fromhex("0x1.3a2c8ep+0")),  # w_coefficient_4: 1.22724235
        np.float32(float.fromhex("0x1.ad01c6p-3")),  # w_coefficient_5: 0.209476039
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1.3e08fep-2")),  # v_coefficient_1: 0.310581177
        np.float32(float.fromhex("-0x1.11f756p+0")),  # v_coefficient_2: -1.0701803
        np.float32(float.fromhex("0x1.aa4d7p+0")),  # v_coefficient_3: 1.6652441
        np.float32(float.fromhex("0x1.03e9d8p+0")),  # v_coefficient_4: 1.01528692
        np.float32(float.fromhex("0x1.5171dcp-2")),  # v_coefficient_5: 0.329535902
        np.float32(float.fromhex("-0x1.4e2a0ep-1")),  # v_coefficient_6: -0.652664602
        np.float32(float.fromhex("-0x1.c0eb9cp-3")),  # v_coefficient_7: -0.219199389
        np.float32(float.fromhex("0x1.690372p-3")),  # v_coefficient_8: 0.176276103
        np.float32(float.fromhex("-0x1.f1cc8ep-2")),  # v_coefficient_9: -0.486131877
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
    v1 = u * (u * v_coefficient_1 + v_coefficient_2)
    v2 = (v1 + v_coefficient_3) * v1 + v_coefficient_4
    v3 = u * (u * ((-v2) * v2 + v_coefficient_5) + v_coefficient_6) + v_coefficient_7
    v4 = v3 * v3 + v_coefficient_8
    v = v4 * v4 + v_coefficient_9
    # Reconstruction: erfcx a = g = u + u ((1 - u) v + shortfall), shortfall = 1 - u (1 + a); erfcx(-a) = 2
    # e^(a^2) - g, e^(a^2) = 2^k (1 + r w).
    # `shortfall` is the residue of the quotient and of 1 + a, 1 - u - u a; below u = 1/2 1 - u rounds, by
    # 2^-25. Beyond the cut, where g does not count, a is not infinite.
    minus = -u
    second_rest = one - u
    bounded = jnp.where(cut < a, cut, a)
    shortfall = minus * bounded + second_rest
    factor = second_rest * v + shortfall
    g = u * factor + u
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

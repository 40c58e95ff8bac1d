"""mish for float32 arrays: max error 1257.5707 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.0783380000000p+6. Results that are not correctly rounded: 2,208,325,827.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: x tanh(log(1 + e^x)); Misra, arXiv 1908.08681.

Kernel 014178cebb7cb94b, 22 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search mish --seed 0 --evaluations 200000 --max-ops 16

Reduction mish_quotient:
    In the exponent x is clamped to 20, where the quotient is 1, and everywhere to -95 from below. e = 2^12
    e^x and n in units of 2^-12 keep x e^x in the normal range as far as -91.9; the last product brings the
    result back and flushes it to -0 beyond (so is mish(-inf)). Where x n overflows, the bound decides: the
    result is at most x for x > 0, at most -0 otherwise. n, n + 2, x n and the quotient round once each.
"""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "mish"
FORMAT = "jax"
MAX_ULP = 1257.5706820003688
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.0783380000000p+6"
OUTPUTS_HASH = "6cc944434013c0620949bafbca749e7e8a7883dc1edf0336a94e1c0e90e028f8"
RECORD = "014178cebb7cb94b"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, most, log2_e, magic, minus_ln2_high, minus_ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, y_coefficient_4, two, scale, minus_zero,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.7cp+6")),  # least: -95
        np.float32(float.fromhex("0x1.4p+4")),  # most: 20
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.800116p+23")),  # magic: 12583051
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("0x1.53495ep-3")),  # y_coefficient_1: 0.165667281
        np.float32(float.fromhex("0x1.028a9p-1")),  # y_coefficient_2: 0.504963398
        np.float32(float.fromhex("0x1.826144p+2")),  # y_coefficient_3: 6.03718662
        np.float32(float.fromhex("-0x1.063984p+1")),  # y_coefficient_4: -2.04863024
        np.float32(float.fromhex("0x1p+1")),  # two: 2
        np.float32(float.fromhex("0x1p-12")),  # scale: 0.000244140625
        np.float32(float.fromhex("-0x0p+0")),  # minus_zero: -0
    )))
    # Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -95 to 20: k is nearest to x
    # log2 e, and the low bits of t hold k + 139.
    raised = jnp.where(x < least, least, x)
    c = jnp.where(most < raised, most, raised)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * log2_e + magic
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = n * minus_ln2_high + c
    r = n * minus_ln2_low + after_high
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r.
    y = (r * y_coefficient_1 + y_coefficient_2) * (r * r + y_coefficient_3) + y_coefficient_4
    # Reconstruction: mish x = x n / (n + 2), n = e^x (e^x + 2), e = 2^12 e^x = 2^(k + 12) y, y = e^r.
    e = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32) * y
    scaled = e * scale + minus_zero
    total = e + e
    second_n = e * scaled + total
    denominator = second_n * scale + two
    numerator = raised * second_n + minus_zero
    quotient = (numerator / denominator) * scale + minus_zero
    # at_most: The value, but at most x for x > 0 and at most -0 otherwise: x for nan and values too large.
    bound = jnp.where(x < minus_zero, minus_zero, x)
    result = jnp.where(quotient < bound, quotient, bound)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


def _times_exp(s, x):
    """s * exp(x) for x <= 0, which underflows no sooner than its value: x + 32 is exact below -64."""
    far = x < np.float32(-64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    return s * factor * jnp.exp(jnp.where(far, x + np.float32(32), x))


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(x, _hex("-0x1.0p+1"), _times_exp((_hex("0x1.0p+2") * (jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.9p+7")) + _hex("0x1.0p+0")) + jnp.exp(jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+2") * jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.9p+7")) + _hex("0x1.8p+2") + jnp.exp(jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+2") + jnp.exp(jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.9p+7")))))) / (_hex("0x1.0p+1") + jnp.exp(jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+1") + jnp.exp(jnp.maximum(jnp.minimum(x,
        _hex("-0x1.0p+0")), _hex("-0x1.9p+7"))))) ** 2, jnp.maximum(jnp.minimum(x, _hex("-0x1.0p+0")),
        _hex("-0x1.9p+7"))), _if_less(x, _hex("0x0.0p+0"), _horner(jnp.maximum(jnp.minimum(x, _hex("0x1.0p+0")),
        _hex("-0x1.8p+1")) - _hex("-0x1.31432cp+0"), _hex("0x1.beb774p-31"), _hex("0x1.115accp-2"),
        _hex("0x1.a34a1ep-3"), _hex("0x1.574e62p-5"), _hex("-0x1.4c1cd6p-6"), _hex("-0x1.032a12p-6"),
        _hex("-0x1.b9aaep-9"), _hex("0x1.1b9b8p-10"), _hex("0x1.0aa1a2p-10"), _hex("0x1.1a2c2p-12"),
        _hex("-0x1.53ea0ap-14"), _hex("-0x1.04458ap-14"), _hex("0x1.987942p-18")), (_hex("0x1.0p+0") +
        jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+6"))) * (_hex("0x1.0p+2") +
        jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+6"))) * (_hex("0x1.0p+2") *
        jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+6")) + _hex("0x1.8p+2") + _hex("0x1.0p+2") *
        (jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+6")) + _hex("0x1.0p+0")) *
        jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+6")))))) / (_hex("0x1.0p+0") +
        _hex("0x1.0p+1") * jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+6"))) *
        (_hex("0x1.0p+0") + jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+6"))))) ** 2))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _if_less(x, _hex("0x1.8p-1"), _times_exp(_hex("0x1.0p+2") * _if_less(x, _hex("-0x1.0p+2"),
        (_hex("0x1.0p+2") + _hex("0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))
        + jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+3") +
        _hex("0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7")) +
        jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.8p+2") -
        _hex("0x1.8p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7")) + _hex("0x1.0p+1") *
        jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+0") -
        jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7")))))), _if_less(x, _hex("-0x1.0p+0"),
        _horner(jnp.maximum(jnp.minimum(x, _hex("-0x1.0p-1")), _hex("-0x1.2p+2")) - _hex("-0x1.20d0f2p+1"),
        _hex("-0x1.4b366ep-22"), _hex("0x1.6bc782p+1"), _hex("0x1.442af6p-1"), _hex("0x1.3d4cp-2"),
        _hex("0x1.d52182p-4"), _hex("0x1.1b1ceap-5"), _hex("0x1.21e426p-7"), _hex("0x1.fd8496p-10"),
        _hex("0x1.602188p-12"), _hex("0x1.655f7ap-17"), _hex("-0x1.3f6822p-16"), _hex("-0x1.2b846p-18")),
        (_hex("0x1.0p+2") + _hex("0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))
        + jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+3") +
        _hex("0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7")) +
        jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.8p+2") -
        _hex("0x1.8p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7")) + _hex("0x1.0p+1") *
        jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+0") -
        jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7")))))))) / (_hex("0x1.0p+1") +
        jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))) * (_hex("0x1.0p+1") +
        jnp.exp(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+0")), _hex("-0x1.9p+7"))))) ** 3, jnp.minimum(x,
        _hex("0x1.0p+0"))), _times_exp(_hex("0x1.0p+2") * _if_less(x, _hex("0x1.4p+1"),
        _horner(jnp.maximum(jnp.minimum(x, _hex("0x1.8p+1")), _hex("0x1.0p-1")) - _hex("0x1.7d9612p+0"),
        _hex("0x1.5cf7e8p-23"), _hex("-0x1.0ff36ep+2"), _hex("0x1.065958p+1"), _hex("-0x1.30f89ep+0"),
        _hex("0x1.0f198ep-1"), _hex("-0x1.920ed4p-3"), _hex("0x1.024abcp-4"), _hex("-0x1.22974ep-6"),
        _hex("0x1.147f44p-8"), _hex("-0x1.51493cp-11")), (_hex("0x1.0p+1") - _hex("0x1.0p+1") *
        jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+7")) + jnp.exp(-jnp.minimum(jnp.maximum(x,
        _hex("-0x1.0p+0")), _hex("0x1.9p+7"))) * (_hex("0x1.8p+2") - _hex("0x1.8p+1") *
        jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+7")) + jnp.exp(-jnp.minimum(jnp.maximum(x,
        _hex("-0x1.0p+0")), _hex("0x1.9p+7"))) * (_hex("0x1.0p+3") + _hex("0x1.0p+1") *
        jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+7")) + _hex("0x1.0p+1") *
        jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+7"))) * (_hex("0x1.0p+1") +
        jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+7"))))))) / (_hex("0x1.0p+0") +
        _hex("0x1.0p+1") * jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+7"))) *
        (_hex("0x1.0p+0") + jnp.exp(-jnp.minimum(jnp.maximum(x, _hex("-0x1.0p+0")), _hex("0x1.9p+7"))))) ** 3,
        _hex("-0x1.0p+1") * jnp.maximum(x, _hex("0x1.0p-1"))))
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


def mish(x):
    """mish as jax.nn.mish takes and gives it: of float32 by the kernel, of every other dtype by jax.nn.mish itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.nn.mish(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

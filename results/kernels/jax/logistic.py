"""logistic for float32 arrays: max error 1.7500 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.19c1480000000p+0. Results that are not correctly rounded: 173,327,281.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: 1 / (1 + e^-x); scipy.special.expit.

Kernel df5c29e7775cd49c, 23 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search logistic --seed 0 --evaluations 200000 --max-ops 16

Reduction logistic_quotient:
    x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed. With s = 2^k the
    denominator is s + 1 + s r y. head = s + 1 loses `lost`, found exactly for all s that matter (2^-24 and
    more; below, it is 0 and head is 1); d = head + (s r y + lost) has one rounding of size. The error of the
    division, up to 1 ulp of the quotient, stays.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "logistic"
FORMAT = "jax"
MAX_ULP = 1.7500168529006765
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.19c1480000000p+0"
OUTPUTS_HASH = "3e7dc03280b3b1001bfd05d5d7fb697c086ea55b9f9aba5344412b5c3d90be94"
RECORD = "df5c29e7775cd49c"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, most, minus_log2_e, magic, ln2_high, ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, y_coefficient_4, y_coefficient_5, minus_one, one,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.6p+6")),  # least: -88
        np.float32(float.fromhex("0x1.5cp+6")),  # most: 87
        np.float32(float.fromhex("-0x1.715476p+0")),  # minus_log2_e: -1.44269502
        np.float32(float.fromhex("0x1.8000fep+23")),  # magic: 12583039
        np.float32(float.fromhex("0x1.62e4p-1")),  # ln2_high: 0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # ln2_low: 1.42860677e-06
        np.float32(float.fromhex("0x1.145446p-6")),  # y_coefficient_1: 0.0168657955
        np.float32(float.fromhex("-0x1.2d0054p-3")),  # y_coefficient_2: -0.146973282
        np.float32(float.fromhex("0x1.6430ep-2")),  # y_coefficient_3: 0.347842693
        np.float32(float.fromhex("-0x1.8ac0fep-1")),  # y_coefficient_4: -0.771003664
        np.float32(float.fromhex("-0x1.848e7ep-3")),  # y_coefficient_5: -0.189724907
        np.float32(float.fromhex("-0x1p+0")),  # minus_one: -1
        np.float32(float.fromhex("0x1p+0")),  # one: 1
    )))
    # Reduction: -x = k ln 2 - r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -88 to 87: k is nearest to
    # -x log2 e, and the low bits of t hold k + 127.
    c = jnp.where(x < least, least, x)
    inner = jnp.where(most < c, most, c)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = inner * minus_log2_e + magic
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = n * ln2_high + inner
    r = n * ln2_low + after_high
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^-r = 1 + r y.
    y1 = r * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3
    y = (-r) * (y1 * ((-y1) * y1 + y_coefficient_4) + y_coefficient_5) + minus_one
    # Reconstruction: 1 / (1 + e^-x) = 1 / d, d = s + 1 + s r y, s = 2^k, y = (e^-r - 1) / r.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    number = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32)
    sr = number * r
    head = number + one
    # lost_by: b - (total - a): rounding error of the sum of a and b, exactly where a is 0 or b in no higher
    # binade (Fast2Sum, Dekker 1971).
    back = head - number
    lost = one - back
    tail = sr * y + lost
    d = head + tail
    result = one / d
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _times_exp(s, x):
    """s * exp(x) for x <= 0, which underflows no sooner than its value: x + 32 is exact below -64."""
    far = x < np.float32(-64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    return s * factor * jnp.exp(jnp.where(far, x + np.float32(32), x))


@jax.custom_jvp
def _slope(x, y):
    return (
        _times_exp(_hex("0x1.0p+0") / (_hex("0x1.0p+0") + jnp.exp(-jnp.abs(x))) ** 2, -jnp.abs(x))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -jnp.tanh(_hex("0x1.0p-1") * x) * s
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


def logistic(x):
    """logistic as jax.nn.sigmoid takes and gives it: of float32 by the kernel, of every other dtype by jax.nn.sigmoid itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.nn.sigmoid(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

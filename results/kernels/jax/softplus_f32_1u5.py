"""softplus for float32 arrays: max error 1.4365 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.d0e3460000000p-2. Results that are not correctly rounded: 111,829,855.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log(1 + e^x); Dugas et al., NIPS 2000.

Kernel fad8ca6444da7fc6, 44 operations, 25 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16

Reduction softplus_series_compensated:
    |x| is clamped to 88, where 2^k is flushed to zero. q goes from 1/2 down to 1 - ln 2: no division, and a
    correction of at most 0.44 of the result. e has a second part by Fast2Sum, which counts 1 / (1 + e),
    within 0.07 of 1 - 9/16 e. head = max(x, 0) + e loses `lost` (Fast2Sum of the larger and the smaller;
    bounded, for inf), and head + (lost + e_low (1 - 9/16 e) - e^2 q) has one rounding of size.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "softplus"
FORMAT = "jax"
MAX_ULP = 1.4365237783640623
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.d0e3460000000p-2"
OUTPUTS_HASH = "b330cdb0e5d841b76110d7b0a7929d9d59d3100f16c2430e51f8127da42a45f0"
RECORD = "fad8ca6444da7fc6"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, minus_log2_e, magic, minus_ln2_high, minus_ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, y_coefficient_4, y_coefficient_5, one, q_coefficient_1, q_coefficient_2,
        q_coefficient_3, q_coefficient_4, q_coefficient_5, q_coefficient_6, q_coefficient_7, q_coefficient_8,
        zero, minus_nine_sixteenths,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.6p+6")),  # most: 88
        np.float32(float.fromhex("-0x1.715476p+0")),  # minus_log2_e: -1.44269502
        np.float32(float.fromhex("0x1.8000fep+23")),  # magic: 12583039
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("0x1.14507ep-6")),  # y_coefficient_1: 0.016864894
        np.float32(float.fromhex("0x1.2cf884p-3")),  # y_coefficient_2: 0.146958381
        np.float32(float.fromhex("0x1.643eeep-2")),  # y_coefficient_3: 0.347896308
        np.float32(float.fromhex("-0x1.8ac19p-1")),  # y_coefficient_4: -0.771008015
        np.float32(float.fromhex("0x1.846dd6p-3")),  # y_coefficient_5: 0.18966262
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("-0x1.8e8b8cp-5")),  # q_coefficient_1: -0.0486505255
        np.float32(float.fromhex("0x1.723084p-4")),  # q_coefficient_2: 0.0903782994
        np.float32(float.fromhex("-0x1.cc66a6p-2")),  # q_coefficient_3: -0.449610323
        np.float32(float.fromhex("0x1.4c08ap-2")),  # q_coefficient_4: 0.324251652
        np.float32(float.fromhex("0x1.444216p-2")),  # q_coefficient_5: 0.316658348
        np.float32(float.fromhex("0x1.ba891cp-2")),  # q_coefficient_6: 0.432163656
        np.float32(float.fromhex("0x1.5bef9p-2")),  # q_coefficient_7: 0.339781046
        np.float32(float.fromhex("0x1.5468dep-2")),  # q_coefficient_8: 0.332431287
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("-0x1.2p-1")),  # minus_nine_sixteenths: -0.5625
    )))
    # A product bounded by the largest float32 is rounded: XLA does not contract it into an fma.
    # Reduction: -|x| = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), |x| up to 88: k is nearest to
    # -|x| log2 e, and the low bits of t hold k + 127.
    size = jnp.abs(x)
    c = jnp.where(most < size, most, size)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * minus_log2_e + magic
    n = t - magic
    # cody_waite: x + n (high + low), where x + n high is exact: one rounding, beside |n| times the error of
    # high + low.
    after_high = n * minus_ln2_high + (-c)
    r = n * minus_ln2_low + after_high
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r y.
    y1 = r * (r * y_coefficient_1 + y_coefficient_2) + y_coefficient_3
    y = r * ((-y1) * ((-y1) * y1 + y_coefficient_4) + y_coefficient_5) + one
    # Next argument: e + e_low = e^-|x| = 2^k (1 + r y), y = (e^r - 1) / r.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    number = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32)
    ry = r * y
    head = one + ry
    # left_by: (a - total) + b: rounding error of the sum of a and b, as `lost_by` gives it, under the same
    # condition.
    back = one - head
    low = back + ry
    e = number * head
    e_low = number * low
    # Core q(e), a polynomial, e in [0, 1.00002]: log(1 + e) = e - e^2 q.
    q1 = e * (e * (e * q_coefficient_1 + q_coefficient_2) + q_coefficient_3) + q_coefficient_4
    q = (q1 * (q1 * ((q1 * q1) * q1 + q_coefficient_5) + q_coefficient_6) + q_coefficient_7) * q1 + q_coefficient_8
    # Reconstruction: softplus x = max(x, 0) + (e + e_low / (1 + e) - e^2 q), q = (e - log(1 + e)) / e^2, 1 /
    # (1 + e) within 0.07 of 1 - 9/16 e.
    positive = jnp.where(x < zero, zero, x)
    greater = jnp.where(positive < e, e, positive)
    lesser = jnp.where(e < positive, e, positive)
    second_head = greater + lesser
    second_back = greater - second_head  # left_by
    total = second_back + lesser
    lost = jnp.where(total < one, total, one)
    slope = e * minus_nine_sixteenths + one
    lows = e_low * slope + lost
    tail = (-lax.min(e * e, np.float32(float.fromhex('0x1.fffffep+127')))) * q + lows
    result = second_head + tail
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


def _times_exp(s, x):
    """s * exp(x) for x <= 0, which underflows no sooner than its value: x + 32 is exact below -64."""
    far = x < np.float32(-64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    return s * factor * jnp.exp(jnp.where(far, x + np.float32(32), x))


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(x, _hex("0x0.0p+0"), _times_exp(_hex("0x1.0p+0") / (_hex("0x1.0p+0") + jnp.exp(jnp.minimum(x,
        _hex("0x1.0p+0")))), jnp.minimum(x, _hex("0x1.0p+0"))), _hex("0x1.0p+0") / (_hex("0x1.0p+0") +
        jnp.exp(-jnp.maximum(x, _hex("-0x1.0p+0")))))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _times_exp(_hex("0x1.0p+0") / (_hex("0x1.0p+0") + jnp.exp(-jnp.abs(x))) ** 2, -jnp.abs(x))
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


def softplus(x):
    """softplus as jax.nn.softplus takes and gives it: of float32 by the kernel, of every other dtype by jax.nn.softplus itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.nn.softplus(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

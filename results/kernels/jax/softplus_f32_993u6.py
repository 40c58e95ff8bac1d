"""softplus for float32 arrays: max error 993.5957 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.5edff20000000p+1. Results that are not correctly rounded: 2,201,258,756.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.62ebe00000000p-1, not
0x1.62e4300000000p-1, f(-0x0.0p+0) = 0x1.62ebe00000000p-1, not 0x1.62e4300000000p-1. Results below 2**-126 are
flushed to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log(1 + e^x); Dugas et al., NIPS 2000.

Kernel d98279a38ac5b1c2, 24 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search softplus --seed 0 --evaluations 300000 --max-ops 16

Reduction softplus_series:
    |x| is clamped to 88, where 2^k is flushed to zero. q goes from 1/2 down to 1 - ln 2: no division, and a
    correction of at most 0.44 of the result. e, e^2, the inner sum and the outer one round.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "softplus"
FORMAT = "jax"
MAX_ULP = 993.5957082547247
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.5edff20000000p+1"
OUTPUTS_HASH = "b586a070ca723aa4c0d72568e42e0357931c7a779fd0281caf231680d995bf59"
RECORD = "d98279a38ac5b1c2"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        most, minus_log2_e, magic, minus_ln2_high, minus_ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, y_coefficient_4, y_coefficient_5, q_coefficient_1, q_coefficient_2, q_coefficient_3,
        q_coefficient_4, zero,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1.6p+6")),  # most: 88
        np.float32(float.fromhex("-0x1.715476p+0")),  # minus_log2_e: -1.44269502
        np.float32(float.fromhex("0x1.8000fep+23")),  # magic: 12583039
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("0x1.c80764p-8")),  # y_coefficient_1: 0.00695844833
        np.float32(float.fromhex("0x1.5473aap-5")),  # y_coefficient_2: 0.0415590592
        np.float32(float.fromhex("0x1.7f9caep+3")),  # y_coefficient_3: 11.9878759
        np.float32(float.fromhex("-0x1.fc48aep-2")),  # y_coefficient_4: -0.496371001
        np.float32(float.fromhex("0x1.f4be5cp-1")),  # y_coefficient_5: 0.978014827
        np.float32(float.fromhex("0x1.6ba5dp-5")),  # q_coefficient_1: 0.044390589
        np.float32(float.fromhex("-0x1.4f2626p-3")),  # q_coefficient_2: -0.163646981
        np.float32(float.fromhex("0x1.bf8558p+2")),  # q_coefficient_3: 6.99251366
        np.float32(float.fromhex("-0x1.4af054p-1")),  # q_coefficient_4: -0.646364808
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
    )))
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
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r.
    y1 = r * y_coefficient_1 + y_coefficient_2
    y2 = r * r + y_coefficient_3
    y = (y1 * y2 + y_coefficient_4) * y2 + y_coefficient_5
    # Next argument: e = e^-|x| = 2^k y, y = e^r.
    e = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32) * y
    # Core q(e), a polynomial, e in [0, 1.00002]: log(1 + e) = e - e^2 q.
    q1 = e * q_coefficient_1 + q_coefficient_2
    q2 = e * e
    q = (-q1) * (q2 + q_coefficient_3) + q_coefficient_4
    # Reconstruction: softplus x = max(x, 0) + (e - e^2 q), q = (e - log(1 + e)) / e^2.
    logarithm = (-q2) * q + e
    result = logarithm + jnp.where(x < zero, zero, x)
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

"""logistic for float32 arrays: max error 1512.6755 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.488d400000000p+6. Results that are not correctly rounded: 2,212,738,969.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.0002260000000p-1, not
0x1.0000000000000p-1, f(-0x0.0p+0) = 0x1.0002260000000p-1, not 0x1.0000000000000p-1. Results below 2**-126 are
flushed to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: 1 / (1 + e^-x); scipy.special.expit.

Kernel de3abf73b4d3d395, 14 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search logistic --seed 0 --evaluations 200000 --max-ops 16

Reduction logistic_fast:
    x is first clamped to [-88, 87]: from -87.34 down 1 / d is below 2^-126 and flushed. Fast: ln 2 in one
    constant, and 1 + s y in one fma, with the core y = e^-r, whose error counts in full.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "logistic"
FORMAT = "jax"
MAX_ULP = 1512.6755275512585
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.488d400000000p+6"
OUTPUTS_HASH = "b299ab78ea1660717a3f2e8693ec1a6735102c0116bfc35c96da6a9dc70328a9"
RECORD = "de3abf73b4d3d395"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, most, minus_log2_e, magic, ln2_nearest_high, y_coefficient_1, y_coefficient_2, y_coefficient_3,
        y_coefficient_4, one,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.6p+6")),  # least: -88
        np.float32(float.fromhex("0x1.5cp+6")),  # most: 87
        np.float32(float.fromhex("-0x1.715476p+0")),  # minus_log2_e: -1.44269502
        np.float32(float.fromhex("0x1.8000fep+23")),  # magic: 12583039
        np.float32(float.fromhex("0x1.62e43p-1")),  # ln2_nearest_high: 0.693147182
        np.float32(float.fromhex("0x1.9a9c76p-2")),  # y_coefficient_1: 0.400987476
        np.float32(float.fromhex("-0x1.421474p-1")),  # y_coefficient_2: -0.629062295
        np.float32(float.fromhex("0x1.8238d8p+0")),  # y_coefficient_3: 1.50867987
        np.float32(float.fromhex("0x1.a0d0dp-5")),  # y_coefficient_4: 0.0508808196
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
    r = n * ln2_nearest_high + inner
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^-r.
    y1 = r * y_coefficient_1 + y_coefficient_2
    y = (-y1) * (r * y1 + y_coefficient_3) + y_coefficient_4
    # Reconstruction: 1 / (1 + e^-x) = 1 / (1 + s y), s = 2^k, y = e^-r.
    result = one / (lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32) * y + one)
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

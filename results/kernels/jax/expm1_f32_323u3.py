"""expm1 for float32 arrays: max error 323.2970 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.c8ff340000000p-3. Results that are not correctly rounded: 199,042,859.
Domain: the whole float line. nan, the infinities and both zeros are exact. Results below 2**-126 are flushed
to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.3 and F.10.3.3.

Kernel 8b52bca5f35a4099, 19 operations, 4 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search expm1 --seed 0 --evaluations 200000 --max-ops 16

Reduction expm1_plain:
    The half in s keeps k = 128 below overflow, and the doubling at the end overflows where e^x does. x is
    first clamped to [-20, 89]: e^-20 < 2^-25. Below 2^-24 the result is x, which keeps the sign of zero and
    numbers that s = 1/2 would make subnormal. rest is left out: r is off by 2^-26, as is p = r + r^2 y. The
    worst k is 1: at x = 0.35, 2 p is twice the result.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "expm1"
FORMAT = "jax"
MAX_ULP = 323.29701567490656
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.c8ff340000000p-3"
OUTPUTS_HASH = "1945eade0b06bf6f0b7dc6c08692a6dc1bcba4a7c08f7a69d34a4cbe00f3ed17"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "8b52bca5f35a4099"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, most, log2_e, magic, minus_ln2_high, minus_ln2_low, y_coefficient_1, y_coefficient_2,
        y_coefficient_3, half, two_to_minus_24,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.4p+4")),  # least: -20
        np.float32(float.fromhex("0x1.64p+6")),  # most: 89
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8000fcp+23")),  # magic: 12583038
        np.float32(float.fromhex("-0x1.62e4p-1")),  # minus_ln2_high: -0.693145752
        np.float32(float.fromhex("-0x1.7f7d1cp-20")),  # minus_ln2_low: -1.42860677e-06
        np.float32(float.fromhex("0x1.a18a52p-3")),  # y_coefficient_1: 0.203877106
        np.float32(float.fromhex("0x1.a4a3ap-2")),  # y_coefficient_2: 0.41078043
        np.float32(float.fromhex("0x1.5338ep-2")),  # y_coefficient_3: 0.331271648
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("0x1p-24")),  # two_to_minus_24: 5.96046448e-08
    )))
    # Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -20 to 89: k is nearest to x
    # log2 e, and the low bits of t hold k + 126.
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
    z = r * r
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: e^r = 1 + r + r^2 y.
    y1 = r * y_coefficient_1 + y_coefficient_2
    y = y1 * y1 + y_coefficient_3
    # Reconstruction: e^x - 1 = 2 (s (1 + p) - 1/2), s = 2^(k-1), p = r + r^2 y, y = (e^r - 1 - r) / r^2; x
    # itself below 2^-24.
    # power_of_two: 2^(k - 127) from the low bits k of t, exactly for 1 <= k <= 254; 0 for k = 0.
    s = lax.bitcast_convert_type(lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width), jnp.float32)
    less = s - half
    p = z * y + r
    second_half = s * p + less
    doubled = second_half + second_half
    result = jnp.where(jnp.abs(x) < two_to_minus_24, x, doubled)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(x, _hex("0x0.0p+0"), jnp.exp(jnp.minimum(x, _hex("0x1.0p+0"))), _hex("0x1.0p+0") + y)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        s
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


def expm1(x):
    """expm1 as jax.numpy.expm1 takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.expm1 itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.expm1(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

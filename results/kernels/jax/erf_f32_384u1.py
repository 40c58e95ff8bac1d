"""erf for float32 arrays: max error 384.0170 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fffef60000000p-1. Results that are not correctly rounded: 4,261,270,022.
Domain: the whole float line. Special values that differ: f(inf) = 0x1.ffffd60000000p-1, not
0x1.0000000000000p+0, f(-inf) = -0x1.ffffd60000000p-1, not -0x1.0000000000000p+0.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 7.2; C17 7.12.8.1 and F.10.5.1.

Kernel 619b6dba8f78ffef, 23 operations, 12 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf --seed 0 --evaluations 360000 --max-ops 16

Reduction erf_eighth_power:
    c runs from 0.128 at x = 0 down to -0.157, so an ulp of c is a small part of an ulp of the result; the
    centre halves |s|, and with it the roundings of x^2 and of c's inner terms. erfc(1.0) = 0.157, so relative
    errors of q^8 weigh 0.157 at most; q(r) begins at r = 0 because they weigh most there. At |x| = 4 q^8 is
    2^-25.9: the difference is 1 from there on, and at infinity. A root of erfc is easier for a polynomial
    than erfc itself: its logarithm falls 8 times slower.
"""

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "erf"
FORMAT = "jax"
MAX_ULP = 384.01695381850004
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fffef60000000p-1"
OUTPUTS_HASH = "c31b28d72b8ce52994919eb352943e7b5c6b789dd50b3bbb38734b3a0f932253"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "619b6dba8f78ffef"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        minus_half, c_coefficient_1, c_coefficient_2, c_coefficient_3, c_coefficient_4, one, three,
        q_coefficient_1, q_coefficient_2, q_coefficient_3, q_coefficient_4, zero,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
        np.float32(float.fromhex("0x1.2dc9dcp-6")),  # c_coefficient_1: 0.0184197091
        np.float32(float.fromhex("-0x1.48f8e6p-4")),  # c_coefficient_2: -0.080315493
        np.float32(float.fromhex("0x1.e84b9ap+3")),  # c_coefficient_3: 15.2592287
        np.float32(float.fromhex("-0x1.4296fp+0")),  # c_coefficient_4: -1.26011562
        np.float32(float.fromhex("0x1p+0")),  # one: 1
        np.float32(float.fromhex("0x1.8p+1")),  # three: 3
        np.float32(float.fromhex("-0x1.211356p-3")),  # q_coefficient_1: -0.141150162
        np.float32(float.fromhex("0x1.24f644p-3")),  # q_coefficient_2: 0.143047839
        np.float32(float.fromhex("-0x1.211864p-2")),  # q_coefficient_3: -0.282319605
        np.float32(float.fromhex("0x1.96502ep-1")),  # q_coefficient_4: 0.793580472
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
    )))
    # Reduction: s = x^2 - 0.5, rounded once.
    s = x * x + minus_half
    # Core c(s), a polynomial, s in [-0.5, 0.5]: erf x = x + x c, s = x^2 - 0.5.
    c1 = s * c_coefficient_1 + c_coefficient_2
    c = (-c1) * (s * s + c_coefficient_3) + c_coefficient_4
    # Next argument: r = |x| - 1, up to |x| = 4: exact, because 1 has few bits.
    difference = jnp.abs(x) - one
    r = jnp.where(three < difference, three, difference)
    # Core q(r), a polynomial, r in [0, 3]: erfc(1 + r) = q^8.
    q1 = r * q_coefficient_1 + q_coefficient_2
    q = r * (q1 * q1 + q_coefficient_3) + q_coefficient_4
    # Reconstruction: erf x = x + x c below |x| = 1, c = erf x / x - 1; from there on 1 - q^8 with the sign of
    # x, q = erfc(|x|)^(1/8).
    near_part = x * c + x
    product = q * q
    root = product * product
    far_part = (-root) * root + one
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    signed_far = lax.bitcast_convert_type(lax.bitcast_convert_type(far_part, jnp.int32) | sign, jnp.float32)
    result = jnp.where(r < zero, near_part, signed_far)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


def _times_gauss(s, x, k):
    """s * exp(-k * x * x) for k of 1/2 or 1; the square of 12 bits of x is exact, and so is 32 minus it beyond 64."""
    x = jnp.clip(x, np.float32(-40), np.float32(40))
    head = lax.stop_gradient(lax.reduce_precision(x, 8, 11))
    square = k * head * head
    far = square > np.float32(64)
    factor = jnp.where(far, np.float32(float.fromhex("0x1.c8464f7616468p-47")), np.float32(1))  # exp(-32)
    power = jnp.exp(jnp.where(far, np.float32(32) - square, -square))
    return s * factor * power * jnp.exp(k * (head - x) * (head + x))


@jax.custom_jvp
def _slope(x, y):
    return (
        _times_gauss(_hex("0x1.20dd750429b6dp+0"), x, _hex("0x1.0p+0"))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _times_gauss(_hex("-0x1.20dd750429b6dp+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.4p+5")),
        _hex("-0x1.4p+5")), x, _hex("0x1.0p+0"))
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


def erf(x):
    """erf as jax.scipy.special.erf takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.erf itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.erf(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""asin for float32 arrays: max error 603.0898 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.0000020000000p-1. Results that are not correctly rounded: 133,072,958.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.2 and F.10.1.2.

Kernel 7418f9429bfede90, 21 operations, 2 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asin --seed 0 --evaluations 200000 --max-ops 16

Reduction asin_halves_short:
    asin x = x + x z p(z) below 1/2, sign(x) (pi / 2 - 2 asin s) from 1/2 on, s^2 = z, s in [0, 1/2] (Muller,
    Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024. The root counts as exact,
    which is half an ulp of 2 s, and the inner sum is rounded before the outer one: near |x| = 1/2 these are
    half an ulp of the result each, elsewhere less. Beyond 1, z < 0 and the root, so the result, is nan.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "asin"
FORMAT = "jax"
MAX_ULP = 603.0897512492527
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0000020000000p-1"
OUTPUTS_HASH = "6f454caf11e9cdd1f493fb03fff6c1c0b2aa75fa1aa86e5563569aa513d030eb"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "7418f9429bfede90"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    sign_bit = np.int32(-2147483648)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        half, minus_half, p_coefficient_1, p_coefficient_2, zero, half_pi_high, half_pi_low, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
        np.float32(float.fromhex("0x1.82576ap-4")),  # p_coefficient_1: 0.0943216458
        np.float32(float.fromhex("0x1.520e4p-3")),  # p_coefficient_2: 0.165066242
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1.921fb6p+0")),  # half_pi_high: 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # half_pi_low: -4.37113883e-08
        np.float32(-0.0),  # nothing: added to a quotient or root that XLA would merge with its use
    )))
    # Reduction: z = x^2 for |x| below 1/2, otherwise flipped = (1 - |x|) / 2, exactly (Sterbenz), and its
    # root.
    a = jnp.abs(x)
    below_half = a < half
    flipped = a * minus_half + half
    square = x * x
    z = jnp.where(below_half, square, flipped)
    root = lax.sqrt(flipped) + nothing
    # Core p(z), a polynomial, z in [0, 0.25]: asin s = s + s z p, z = s^2.
    p = z * p_coefficient_1 + p_coefficient_2
    # Reconstruction: asin |x| = base + low + head (1 + z p): head |x| below 1/2, otherwise -2 root, with base
    # + low = pi / 2.
    turned = -(root + root)
    head = jnp.where(below_half, a, turned)
    base = jnp.where(below_half, zero, half_pi_high)
    low = jnp.where(below_half, zero, half_pi_low)
    tail = head * (z * p) + low
    head_and_tail = head + tail
    total = base + head_and_tail
    # with_sign_of: The sign bit of x, or of its word, put into that of a magnitude: exact, also for zeros.
    sign = lax.bitcast_convert_type(x, jnp.int32) & sign_bit
    result = lax.bitcast_convert_type(lax.bitcast_convert_type(total, jnp.int32) | sign, jnp.float32)
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / jnp.sqrt((_hex("0x1.0p+0") - x) * (_hex("0x1.0p+0") + x))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        x * s * s * s
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


def asin(x):
    """asin as jax.numpy.arcsin takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arcsin itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arcsin(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

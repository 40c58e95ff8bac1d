"""acos for float32 arrays: max error 0.6400 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.15b3c80000000p-1. Results that are not correctly rounded: 544,438.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.

Kernel 8a84726dd68a9ac5, 36 operations, 9 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16

Reduction acos_halves_exact:
    acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, s^2 = z, s in [0, 1/2]
    (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024. The rounding of
    the root is corrected: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5.1 % off,
    carries it over. The rounding error of the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) is
    found exactly (Fast2Sum, Dekker 1971: the first is 0 or the larger one), so that only the last addition
    has a rounding of size. Beyond 1, z < 0 and the root, so the result, is nan.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "acos"
FORMAT = "jax"
MAX_ULP = 0.6400393843650818
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.15b3c80000000p-1"
OUTPUTS_HASH = "237f1d33a11f2a94ebd2eb3e4b4eb179e850dc59f5a701ba09402df91624cdd1"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "8a84726dd68a9ac5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    rough = np.int32(2129859015)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        half, minus_half, p_coefficient_1, p_coefficient_2, p_coefficient_3, p_coefficient_4, p_coefficient_5,
        zero, pi_high, pi_low, half_pi_high, half_pi_low, nothing,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("0x1p-1")),  # half: 0.5
        np.float32(float.fromhex("-0x1p-1")),  # minus_half: -0.5
        np.float32(float.fromhex("-0x1.e69824p-7")),  # p_coefficient_1: -0.0148496795
        np.float32(float.fromhex("-0x1.997d74p-6")),  # p_coefficient_2: -0.0249932893
        np.float32(float.fromhex("0x1.3f5e86p-1")),  # p_coefficient_3: 0.623768032
        np.float32(float.fromhex("0x1.4e50b8p+1")),  # p_coefficient_4: 2.61183834
        np.float32(float.fromhex("0x1.55555cp-3")),  # p_coefficient_5: 0.166666716
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
        np.float32(float.fromhex("0x1.921fb6p+1")),  # pi_high: 3.14159274
        np.float32(float.fromhex("-0x1.777a5cp-24")),  # pi_low: -8.74227766e-08
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
    p1 = z * p_coefficient_1 + p_coefficient_2
    p2 = z * z + p_coefficient_3
    p = (-z) * (p1 * (p2 * p2 + p_coefficient_4)) + p_coefficient_5
    # Reconstruction: acos x = base + low + head (1 + z p): -x and pi / 2 for |x| < 1/2, 2 root and 0 from 1/2
    # on, -2 root and pi to -1/2.
    residual = (-root) * root + flipped
    rest = residual * lax.bitcast_convert_type(rough - lax.bitcast_convert_type(root, jnp.int32), jnp.float32)
    twice_root = root + root
    negative = x < zero
    turned = -twice_root
    end = jnp.where(negative, turned, twice_root)
    minus = -x
    head = jnp.where(below_half, minus, end)
    far_base = jnp.where(negative, pi_high, zero)
    base = jnp.where(below_half, half_pi_high, far_base)
    missing = pi_low - rest
    far_low = jnp.where(negative, missing, rest)
    low = jnp.where(below_half, half_pi_low, far_low)
    # fast_two_sum: (total, lost): a + b rounded and its rounding error, exactly where a is 0 or b in no
    # higher binade (Dekker 1971).
    high = base + head
    back = high - base
    lost = head - back
    lows = low + lost
    tail = head * (z * p) + lows
    result = high + tail
    return result


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("-0x1.0p+0") / jnp.sqrt((_hex("0x1.0p+0") - x) * (_hex("0x1.0p+0") + x))
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


def acos(x):
    """acos as jax.numpy.arccos takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arccos itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arccos(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

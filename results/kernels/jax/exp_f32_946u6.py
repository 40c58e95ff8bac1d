"""exp for float32 arrays: max error 946.5680 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.5228c20000000p+6. Results that are not correctly rounded: 2,237,590,413.
Domain: the whole float line. Special values that differ: f(0x0.0p+0) = 0x1.fff9120000000p-1, not
0x1.0000000000000p+0, f(-0x0.0p+0) = 0x1.fff9120000000p-1, not 0x1.0000000000000p+0. Results below 2**-126 are
flushed to zero.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.1 and F.10.3.1.

Kernel 20b8da1e316c585e, 16 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search exp --seed 0 --evaluations 200000 --max-ops 16

Reduction exp_clamped_one_step:
    One step with ln 2 rounded to float32, which is off by 2^-29: r is off by up to 128 * 2^-29 + 2^-26. x is
    first clamped to [-87.9, 89]: k = -127 with y > 1, or k = -126 with y < 1, leaves the field 0, a subnormal
    pattern, which the last fma, adding 0 c, flushes to zero while it carries nan; k = 128 with y < 1 is a
    number below 2^128, and any pattern above that of inf is cut to it.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "exp"
FORMAT = "jax"
MAX_ULP = 946.5680478943118
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.5228c20000000p+6"
OUTPUTS_HASH = "9150d5e56680248339a1d85bdce8c653423211238fa29df9e474ade88b3223ef"
OUTPUTS_HASH_KIND = "blake3"
RECORD = "20b8da1e316c585e"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    width = np.int32(23)
    infinity = np.int32(2139095040)
    # Behind a barrier a compiler cannot combine them; in one array they are one argument of the call.
    (
        least, most, log2_e, magic, minus_ln2_nearest_high, y_coefficient_1, y_coefficient_2, y_coefficient_3,
        y_coefficient_4, zero,
    ) = lax.optimization_barrier(np.array((
        np.float32(float.fromhex("-0x1.5f999ap+6")),  # least: -87.9000015
        np.float32(float.fromhex("0x1.64p+6")),  # most: 89
        np.float32(float.fromhex("0x1.715476p+0")),  # log2_e: 1.44269502
        np.float32(float.fromhex("0x1.8p+23")),  # magic: 12582912
        np.float32(float.fromhex("-0x1.62e43p-1")),  # minus_ln2_nearest_high: -0.693147182
        np.float32(float.fromhex("0x1.51e6a4p-3")),  # y_coefficient_1: 0.164990693
        np.float32(float.fromhex("0x1.027098p-1")),  # y_coefficient_2: 0.504765272
        np.float32(float.fromhex("0x1.83fe82p+2")),  # y_coefficient_3: 6.06240892
        np.float32(float.fromhex("-0x1.07b2ep+1")),  # y_coefficient_4: -2.06014633
        np.float32(float.fromhex("0x0p+0")),  # zero: 0
    )))
    # Reduction: x = k ln 2 + r, |r| <= ln 2 / 2 + 2^-19 (Cody and Waite), x from -87.9 to 89: k is nearest to
    # x log2 e, and the low bits of t hold k.
    raised = jnp.where(x < least, least, x)
    c = jnp.where(most < raised, most, raised)
    # nearest_integer_shifted: (t, n): n is the integer nearest to x times `per`, and t = magic + n holds it
    # in its low bits.
    t = c * log2_e + magic
    n = t - magic
    r = n * minus_ln2_nearest_high + c
    # Core y(r), a polynomial, r in [-0.346577, 0.346577]: y = e^r.
    y = (r * y_coefficient_1 + y_coefficient_2) * (r * r + y_coefficient_3) + y_coefficient_4
    # Reconstruction: e^x = 2^k y, y = e^r from 2^-1/2 to 2^1/2, exactly, cut to inf; 0 c flushes what is
    # subnormal and carries nan.
    shift = lax.shift_left(lax.bitcast_convert_type(t, jnp.int32), width)
    moved = lax.bitcast_convert_type(y, jnp.int32) + shift
    cut = jnp.where(moved < infinity, moved, infinity)
    number = lax.bitcast_convert_type(cut, jnp.float32)
    result = c * zero + number
    return result


def _slope(x, y):
    return (
        y
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def exp(x):
    """exp as jax.numpy.exp takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.exp itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.exp(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

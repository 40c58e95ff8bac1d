"""acos for float32 arrays: max error 0.6214 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.155a000000000p-1. Results that are not correctly rounded: 250,251.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.1 and F.10.1.1.

Kernel 99300ffab0160bcd, 35 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acos --seed 0 --evaluations 200000 --max-ops 16

Reduction acos_halves_exact:
    acos x = pi / 2 - asin x below 1/2, 2 asin s from 1/2 on and pi - 2 asin s to -1/2, where s^2 = z = x^2 below 1/2 and z = (1 - |x|) / 2 from 1/2 on, which is exact (Sterbenz), s in [0, 1/2], and
    asin s = s + s z p(z) (Muller, Elementary Functions, chapter 11; fdlibm's e_asin.c). s z p(z) is below 0.024.
    The root's own rounding is made good: z - root^2 is exact in one fma, and 1 / root from the bits alone, 5 % off, carries it over.
    What the sum of pi (or pi / 2), in two parts, and the head 2 s (or x) loses in rounding is found again exactly (Fast2Sum, Dekker
    1971: the first is 0 or the larger one), so that only the last addition rounds in size.
    Beyond 1, z < 0 and the root, so the result, is nan.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "acos"
FORMAT = "jax"
MAX_ULP = 0.6213962212204933
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.155a000000000p-1"
OUTPUTS_HASH = "7684179c696f5d5da2065c1aaab8f43a2a105e1c3b43a29de015c8035c0aee22"
RECORD = "99300ffab0160bcd"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("-0x1p-1")),  # -0.5
        np.float32(float.fromhex("0x1.e8767cp-7")),  # 0.0149067026
        np.float32(float.fromhex("0x1.8ec0b4p-6")),  # 0.0243379362
        np.float32(float.fromhex("0x1.465db4p-1")),  # 0.637433648
        np.float32(float.fromhex("0x1.4ad388p+1")),  # 2.58458042
        np.float32(float.fromhex("0x1.2f9feep-3")),  # 0.14825426
        np.float32(float.fromhex("0x1.4df194p-3")),  # 0.16305843
        np.int32(2129859015),
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.921fb6p+1")),  # 3.14159274
        np.float32(float.fromhex("-0x1.777a5cp-24")),  # -8.74227766e-08
        np.float32(float.fromhex("0x1.921fb6p+0")),  # 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # -4.37113883e-08
    ))
    v0 = jnp.abs(x)
    v1 = v0 < c0
    v2 = v0 * c1 + c0
    v3 = x * x
    v4 = jnp.where(v1, v3, v2)
    v5 = lax.sqrt(v2)
    v6 = v4 * c2 + c3
    v7 = v4 * v4 + c4
    v8 = v7 * v7 + c5
    v9 = v4 * v8 + c6
    v10 = v6 * v9 + c7
    v11 = -v5
    v12 = v11 * v5 + v2
    v13 = lax.bitcast_convert_type(v5, jnp.int32)
    v14 = c8 - v13
    v15 = lax.bitcast_convert_type(v14, jnp.float32)
    v16 = v12 * v15
    v17 = v5 + v5
    v18 = x < c9
    v19 = -v17
    v20 = jnp.where(v18, v19, v17)
    v21 = -x
    v22 = jnp.where(v1, v21, v20)
    v23 = jnp.where(v18, c10, c9)
    v24 = jnp.where(v1, c12, v23)
    v25 = c11 - v16
    v26 = jnp.where(v18, v25, v16)
    v27 = jnp.where(v1, c13, v26)
    v28 = v24 + v22
    v29 = v28 - v24
    v30 = v22 - v29
    v31 = v27 + v30
    v32 = v4 * v10
    v33 = v22 * v32 + v31
    v34 = v28 + v33
    return v34


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("-0x1.0p+0") / jnp.sqrt((_hex("0x1.0p+0") - x) * (_hex("0x1.0p+0") + x))
    )


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

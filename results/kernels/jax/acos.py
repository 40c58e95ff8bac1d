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
MAX_ULP = 0.6400393843650818
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.15b3c80000000p-1"
OUTPUTS_HASH = "41473ce3927e7a698dafaa0d9cb8f973088f209b71249a0473117c51083e8098"
RECORD = "8a84726dd68a9ac5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c7 = np.int32(2129859015)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c8, c9, c10, c11, c12, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("-0x1p-1")),  # -0.5
        np.float32(float.fromhex("-0x1.e69824p-7")),  # -0.0148496795
        np.float32(float.fromhex("-0x1.997d74p-6")),  # -0.0249932893
        np.float32(float.fromhex("0x1.3f5e86p-1")),  # 0.623768032
        np.float32(float.fromhex("0x1.4e50b8p+1")),  # 2.61183834
        np.float32(float.fromhex("0x1.55555cp-3")),  # 0.166666716
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.921fb6p+1")),  # 3.14159274
        np.float32(float.fromhex("-0x1.777a5cp-24")),  # -8.74227766e-08
        np.float32(float.fromhex("0x1.921fb6p+0")),  # 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # -4.37113883e-08
        np.float32(-0.0),
    ))
    v0 = jnp.abs(x)
    v1 = v0 < c0
    v2 = v0 * c1 + c0
    v3 = x * x
    v4 = jnp.where(v1, v3, v2)
    v5 = lax.sqrt(v2) + nothing
    v6 = v4 * c2 + c3
    v7 = v4 * v4 + c4
    v8 = v7 * v7 + c5
    v9 = v6 * v8
    v10 = -v4
    v11 = v10 * v9 + c6
    v12 = -v5
    v13 = v12 * v5 + v2
    v14 = lax.bitcast_convert_type(v5, jnp.int32)
    v15 = c7 - v14
    v16 = lax.bitcast_convert_type(v15, jnp.float32)
    v17 = v13 * v16
    v18 = v5 + v5
    v19 = x < c8
    v20 = -v18
    v21 = jnp.where(v19, v20, v18)
    v22 = -x
    v23 = jnp.where(v1, v22, v21)
    v24 = jnp.where(v19, c9, c8)
    v25 = jnp.where(v1, c11, v24)
    v26 = c10 - v17
    v27 = jnp.where(v19, v26, v17)
    v28 = jnp.where(v1, c12, v27)
    v29 = v25 + v23
    v30 = v29 - v25
    v31 = v23 - v30
    v32 = v28 + v31
    v33 = v4 * v11
    v34 = v23 * v33 + v32
    v35 = v29 + v34
    return v35


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

"""atan for float32 arrays: max error 522.3670 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fffedc0000000p-1. Results that are not correctly rounded: 344,698,544.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel 64464c276a1e0af1, 24 operations, 6 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 200000 --max-ops 16

Reduction atan_reciprocal_short:
    atan |x| = atan t for t = |x| below 1, pi / 2 - atan t for t = 1 / |x| beyond, t = min(|x|, 1) / max(|x|, 1), z = t^2, and
    atan t = t + t z p(z), in which the second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by
    2^40, beyond which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too.
    The quotient counts as exact: beside |x| = 1 its half ulp and that of the inner sum are half an ulp of the result each.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 522.366995351389
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fffedc0000000p-1"
OUTPUTS_HASH = "e8ebdd0f9b8a0ba5d0b55682966e165112d6845f39658b2bd31144f01a1a6e48"
RECORD = "64464c276a1e0af1"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+40")),  # 1.09951163e+12
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.472bb2p-3")),  # 0.159751311
        np.float32(float.fromhex("-0x1.31e522p-2")),  # -0.298725635
        np.float32(float.fromhex("-0x1.92e826p-4")),  # -0.0983659253
        np.float32(float.fromhex("-0x1.54397ap-2")),  # -0.332250506
        np.float32(float.fromhex("0x1.921fb6p+0")),  # 1.57079637
        np.int32(-2147483648),
    ))
    v0 = jnp.abs(x)
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = jnp.where(c0 < v1, c0, v1)
    v3 = jnp.where(v1 < c0, c0, v1)
    v4 = v2 / v3
    v5 = v4 * v4 + c2
    v6 = v5 * c3 + c4
    v7 = -v6
    v8 = v7 * v6 + c5
    v9 = -v5
    v10 = v9 * v8 + c6
    v11 = c0 < v0
    v12 = -v4
    v13 = jnp.where(v11, v12, v4)
    v14 = jnp.where(v11, c7, c2)
    v15 = v5 * v10
    v16 = v13 * v15 + c2
    v17 = v13 + v16
    v18 = v14 + v17
    v19 = lax.bitcast_convert_type(x, jnp.int32)
    v20 = v19 & c8
    v21 = lax.bitcast_convert_type(v18, jnp.int32)
    v22 = v21 | v20
    v23 = lax.bitcast_convert_type(v22, jnp.float32)
    return v23


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (_hex("0x1.0p+0") + x * x)
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def atan(x):
    """atan as jax.numpy.arctan takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arctan itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arctan(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

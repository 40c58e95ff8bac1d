"""atan for float32 arrays: max error 1.1619 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.2000540000000p+0. Results that are not correctly rounded: 14,670,558.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel 360d6e615025b952, 36 operations, 13 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 200000 --max-ops 16

Reduction atan_reciprocal_exact:
    atan |x| = atan t for t = |x| below 1, pi / 2 - atan t for t = 1 / |x| beyond, t = min(|x|, 1) / max(|x|, 1), z = t^2, and
    atan t = t + t z p(z), in which the second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by
    2^40, beyond which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too.
    What the quotient loses is made good: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x| beyond.
    What the sum of pi / 2, in two parts, and t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so that besides the
    last addition only the second term's roundings count: 1/8 ulp each beside |x| = 1.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 1.161948448047042
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2000540000000p+0"
OUTPUTS_HASH = "bcf2131857b17f409b8a799831bfaf5c839f4293c5c1f58159c085d96e881885"
RECORD = "360d6e615025b952"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+40")),  # 1.09951163e+12
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.ae445cp+1")),  # 3.36146116
        np.float32(float.fromhex("0x1.3ed512p+3")),  # 9.96350956
        np.float32(float.fromhex("0x1.8ede3cp+0")),  # 1.55807853
        np.float32(float.fromhex("-0x1.af297p+0")),  # -1.68422604
        np.float32(float.fromhex("0x1.5cb274p-4")),  # 0.0851311237
        np.float32(float.fromhex("-0x1.faecc2p-6")),  # -0.0309402365
        np.float32(float.fromhex("-0x1.7f4a82p-3")),  # -0.187153831
        np.float32(float.fromhex("0x1.921fb6p+0")),  # 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # -4.37113883e-08
        np.int32(-2147483648),
    ))
    v0 = jnp.abs(x)
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = jnp.where(c0 < v1, c0, v1)
    v3 = jnp.where(v1 < c0, c0, v1)
    v4 = v2 / v3
    v5 = v4 * v4 + c2
    v6 = v5 + c3
    v7 = v5 * v6 + c4
    v8 = v5 * v7 + v7
    v9 = v8 + c5
    v10 = c6 / v9
    v11 = v5 * v5
    v12 = -v5
    v13 = v11 * c7 + v12
    v14 = v13 * c8 + v10
    v15 = v14 + c9
    v16 = c0 < v0
    v17 = -v4
    v18 = jnp.where(v16, v17, v4)
    v19 = jnp.where(v16, c10, c2)
    v20 = jnp.where(v16, c11, c2)
    v21 = -v2
    v22 = v4 * v3 + v21
    v23 = v22 * v4 + v20
    v24 = v19 + v18
    v25 = v24 - v19
    v26 = v18 - v25
    v27 = v23 + v26
    v28 = v5 * v15
    v29 = v18 * v28 + v27
    v30 = v24 + v29
    v31 = lax.bitcast_convert_type(x, jnp.int32)
    v32 = v31 & c12
    v33 = lax.bitcast_convert_type(v30, jnp.int32)
    v34 = v33 | v32
    v35 = lax.bitcast_convert_type(v34, jnp.float32)
    return v35


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

"""acosh for float32 arrays: max error 12.2244 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.13182e0000000p+0. Results that are not correctly rounded: 125,702,900.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel 3d65fca8d5197c5a, 29 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece:
    \
    acosh x = log(1 + t + sqrt(t^2 + 2 t)), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). t + sqrt is rounded three times, so
    that it is off by 2^-23 of itself; beyond 2^60 t stands for the root, and all is divided by 8, so that nothing overflows.
    1 + t + sqrt = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f from t + sqrt itself: 2^-k (t + sqrt) +
    (2^-k - 1), f = t + sqrt where k = 0. log x = k ln 2 + f q(f), ln 2 in one part. Below 1 nan; infinity and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "acosh"
FORMAT = "jax"
MAX_ULP = 12.22436255004789
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.13182e0000000p+0"
OUTPUTS_HASH = "4061509f5dbb6eb471900e2f16f78e1e873cee0f144529dc15b06cc6f94924af"
RECORD = "3d65fca8d5197c5a"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c4 = np.int32(1035993088)
    c5 = np.int32(23)
    c6 = np.int32(1090519040)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c7, c8, c9, c10, c11, c12, c13, c14, c15, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("0x1p+60")),  # 1.1529215e+18
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("-0x1.221aa2p-2")),  # -0.283304721
        np.float32(float.fromhex("0x1.2d543p-2")),  # 0.294266462
        np.float32(float.fromhex("0x1.8170b2p-1")),  # 0.752812922
        np.float32(float.fromhex("0x1.f5ac8ep+0")),  # 1.95966423
        np.float32(float.fromhex("0x1.1c93fp-2")),  # 0.277908087
        np.float32(float.fromhex("0x1.661ebcp-1")),  # 0.699453235
        np.float32(float.fromhex("0x1.62e43p-1")),  # 0.693147182
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("nan")),  # nan
        np.float32(-0.0),
    ))
    v0 = x - c0
    v1 = jnp.where(c2 < v0, c2, v0)
    v2 = v1 + v1
    v3 = v1 * v1 + v2
    v4 = lax.sqrt(v3)
    v5 = jnp.where(v4 < v0, v0, v4)
    v6 = v0 * c3 + nothing
    v7 = v5 * c3 + v6
    v8 = v7 + c3
    v9 = lax.bitcast_convert_type(v8, jnp.int32)
    v10 = v9 - c4
    v11 = lax.shift_right_arithmetic(v10, c5)
    v12 = lax.shift_left(v11, c5)
    v13 = c6 - v12
    v14 = lax.bitcast_convert_type(v13, jnp.float32)
    v15 = v14 * c3 + c1
    v16 = v7 * v14 + v15
    v17 = lax.convert_element_type(v11, jnp.float32)
    v18 = v16 * c7 + c8
    v19 = v16 * v16 + c9
    v20 = v19 * v19 + c10
    v21 = v18 * v20 + c11
    v22 = v18 * v21 + c12
    v23 = v16 * v22 + nothing
    v24 = v17 * c13 + v23
    v25 = x < c0
    v26 = jnp.where(v25, c15, v24)
    v27 = x < c14
    v28 = jnp.where(v27, v26, x)
    return v28


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (jnp.sqrt(x - _hex("0x1.0p+0")) * jnp.sqrt(x + _hex("0x1.0p+0")))
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def acosh(x):
    """acosh as jax.numpy.arccosh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arccosh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arccosh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""log1p for float32 arrays: max error 0.8801 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fc91940000000p-2. Results that are not correctly rounded: 4,393,848.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.2; C17 7.12.6.9 and F.10.3.9.

Kernel 21cf7e8f4d4e68b1, 42 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search log1p --seed 0 --evaluations 120000 --max-ops 16

Reduction log1p_split_exact:
    1 + x = 2^k m, m = 1 + f in [3/4, 3/2), with k from the bits of the rounded sum and f from x itself: f = 2^-k x + (2^-k - 1), in
    which 2^-k is 2^(2 - k) / 4 so that k = 128 stays in the normal range. f = x for k = 0. It is exact for others up to |x| = 2^24,
    as k = 1 begins at x = 1/2 and k = -1 ends at x = -1/4: 2^-k x is a multiple of 2^-25 for x in [1/2, 1), where f is in
    [-1/4, 0), and of 2^-24 elsewhere, with |f| < 1/2. Beyond, what it loses is below 2^-25, with results above 16.
    log(1 + x) = (k ln 2 + f) + f^2 q(f). ln 2 has a part of 16 bits, whose product with k is exact, and a rest. What the first sum loses in rounding is found again exactly (Fast2Sum, Dekker 1971: k = 0, or its term is the larger one) and
    added to the tail, whose roundings hardly count beside the last addition's half an ulp.
    Below 2^-30 the result is x, within 2^-31 of itself, and so are inf, nan and zeros; -1 gives -inf, what is below nan.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "log1p"
FORMAT = "jax"
MAX_ULP = 0.8801484163850546
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fc91940000000p-2"
OUTPUTS_HASH = "654c6cd1dbd4e1fb513b55eaf0b215dad17234889943e95cc2b4c9447787cd32"
RECORD = "21cf7e8f4d4e68b1"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, = lax.optimization_barrier((
        np.int32(1061158912),
        np.int32(23),
        np.int32(1082130432),
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("0x1p-2")),  # 0.25
        np.float32(float.fromhex("0x1.dc06fap-3")),  # 0.232435182
        np.float32(float.fromhex("-0x1.b078eep+0")),  # -1.68934524
        np.float32(float.fromhex("0x1.6190a8p+0")),  # 1.38111353
        np.float32(float.fromhex("-0x1.5f26eap-4")),  # -0.0857304707
        np.float32(float.fromhex("0x1.0bc52ap+10")),  # 1071.08069
        np.float32(float.fromhex("0x1.042982p-13")),  # 0.000124054975
        np.float32(float.fromhex("-0x1p-1")),  # -0.5
        np.float32(float.fromhex("0x1.62e4p-1")),  # 0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # 1.42860677e-06
        np.int32(2147483647),
        np.int32(-1333788672),
        np.int32(-822083584),
        np.float32(float.fromhex("-0x1.fffffep-1")),  # -0.99999994
        np.float32(float.fromhex("-inf")),  # -inf
        np.float32(float.fromhex("nan")),  # nan
    ))
    v0 = x + c3
    v1 = lax.bitcast_convert_type(v0, jnp.int32)
    v2 = v1 - c0
    v3 = lax.shift_right_arithmetic(v2, c1)
    v4 = lax.shift_left(v3, c1)
    v5 = c2 - v4
    v6 = lax.bitcast_convert_type(v5, jnp.float32)
    v7 = x * c5
    v8 = v6 * c5 + c4
    v9 = v7 * v6 + v8
    v10 = lax.convert_element_type(v3, jnp.float32)
    v11 = v9 * v9
    v12 = v11 * c7 + v9
    v13 = v9 + c8
    v14 = c9 / v13
    v15 = v14 + v12
    v16 = v14 + v13
    v17 = c10 / v16
    v18 = v15 + v17
    v19 = v11 + v18
    v20 = v13 + v19
    v21 = v12 * v20
    v22 = lax.max(v21 * c11, -np.float32(float.fromhex('0x1.fffffep+127')))
    v23 = v9 * c6 + v22
    v24 = v23 + c12
    v25 = v9 * v9
    v26 = v10 * c13
    v27 = v26 + v9
    v28 = v27 - v26
    v29 = v9 - v28
    v30 = v10 * c14 + v29
    v31 = v25 * v24 + v30
    v32 = v27 + v31
    v33 = lax.bitcast_convert_type(x, jnp.int32)
    v34 = v33 & c15
    v35 = v34 - c16
    v36 = v35 < c17
    v37 = jnp.where(v36, v32, x)
    v38 = x < c4
    v39 = jnp.where(v38, c20, c19)
    v40 = x < c18
    v41 = jnp.where(v40, v39, v37)
    return v41


def _hex(text):
    return np.float32(float.fromhex(text))


def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (_hex("0x1.0p+0") + x)
    )


@jax.custom_jvp
def _differentiable(x):
    return _kernel(x)


@_differentiable.defjvp
def _jvp(primals, tangents):
    (x,), (tangent,) = primals, tangents
    y = _differentiable(x)
    return y, tangent * _slope(x, y)


def log1p(x):
    """log1p as jax.numpy.log1p takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.log1p itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.log1p(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

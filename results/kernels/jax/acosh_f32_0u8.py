"""acosh for float32 arrays: max error 0.7988 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.8103080000000p+1. Results that are not correctly rounded: 6,210,108.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel 8817a16b42d6f2b3, 65 operations, 26 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16

Reduction acosh_two_pieces:
    Below 1.5625 acosh x = 2 asinh(sqrt z), z = (x - 1) / 2, both exact: = 2 root (1 + z p(z)) with root = sqrt z and twice its error
    (z - root^2) / root added, the division to 12 % through the bits of the root. Above, acosh x = log(x + sqrt(x^2 - 1)): an eighth of
    both is added, so that nothing overflows, with what the sum lost (Fast2Sum) and the root's error; beyond 2^60 x stands for the root.
    8 w = 2^k (1 + f) by its bits, a term `rest` beside w is rest / w in the logarithm, and log(1 + f) = f + f^2 q(f); k ln 2 comes in two
    parts. Below 1 nan; infinity and nan give themselves.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "acosh"
FORMAT = "jax"
MAX_ULP = 0.7987953964620829
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.8103080000000p+1"
OUTPUTS_HASH = "4025f18979f7d9c6e830334334c37d08e298a458c18431f78525d74276e3f2e0"
RECORD = "8817a16b42d6f2b3"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c8 = np.int32(2129858560)
    c9 = np.int32(1035273459)
    c10 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.9p+0")),  # 1.5625
        np.float32(float.fromhex("0x1p+60")),  # 1.1529215e+18
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1.2p-2")),  # 0.28125
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("0x1p-4")),  # 0.0625
        np.float32(float.fromhex("0x1p+3")),  # 8
        np.float32(float.fromhex("0x1.aba43cp-6")),  # 0.0261011682
        np.float32(float.fromhex("-0x1.aaed8cp-4")),  # -0.104230449
        np.float32(float.fromhex("0x1.d58a68p-3")),  # 0.229267895
        np.float32(float.fromhex("-0x1.1173a2p-4")),  # -0.0667606667
        np.float32(float.fromhex("0x1.4148b6p-2")),  # 0.313753933
        np.float32(float.fromhex("-0x1.29d35ep-3")),  # -0.145422682
        np.float32(float.fromhex("0x1.0a8014p-8")),  # 0.00406647194
        np.float32(float.fromhex("-0x1.54a63p-8")),  # -0.00519789383
        np.float32(float.fromhex("-0x1.145cd8p-3")),  # -0.13494271
        np.float32(float.fromhex("-0x1.47b8ccp+0")),  # -1.28016353
        np.float32(float.fromhex("0x1.90edep-2")),  # 0.391532421
        np.float32(float.fromhex("0x1.25801ap+4")),  # 18.3437748
        np.float32(float.fromhex("0x1.8291acp+4")),  # 24.1605644
        np.float32(float.fromhex("-0x1.3200ep-5")),  # -0.0373539329
        np.float32(float.fromhex("-0x1.d6261p-2")),  # -0.459129572
        np.float32(float.fromhex("0x1.62e43p-1")),  # 0.693147182
        np.float32(float.fromhex("-0x1.05c61p-29")),  # -1.90465421e-09
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("nan")),  # nan
        np.float32(-0.0),
    ))
    v0 = x < c2
    v1 = x - c1
    v2 = v1 * c4
    v3 = jnp.where(c5 < v2, c5, v2)
    v4 = jnp.where(c3 < x, c3, x)
    v5 = v4 * v4 + c0
    v6 = jnp.where(v0, v3, v5)
    v7 = lax.sqrt(v6) + nothing
    v8 = -v7
    v9 = v8 * v7 + v6
    v10 = lax.bitcast_convert_type(v7, jnp.int32)
    v11 = c8 - v10
    v12 = lax.bitcast_convert_type(v11, jnp.float32)
    v13 = v9 * v12
    v14 = v7 + v7
    v15 = x < c3
    v16 = jnp.where(v15, v7, x)
    v17 = v16 * c6
    v18 = x * c6
    v19 = v18 + v17
    v20 = v19 - v18
    v21 = v17 - v20
    v22 = v13 * c7 + v21
    v23 = lax.bitcast_convert_type(v19, jnp.int32)
    v24 = v23 - c9
    v25 = lax.shift_right_arithmetic(v24, c10)
    v26 = lax.shift_left(v25, c10)
    v27 = v23 - v26
    v28 = lax.bitcast_convert_type(v27, jnp.float32)
    v29 = v28 * c11 + c0
    v30 = lax.convert_element_type(v25, jnp.float32)
    v31 = c8 - v23
    v32 = lax.bitcast_convert_type(v31, jnp.float32)
    v33 = v22 * v32 + nothing
    v34 = v3 * c12 + c13
    v35 = v3 * v34 + c14
    v36 = v3 * v35 + c15
    v37 = v36 * v36 + c16
    v38 = v36 * v37 + c17
    v39 = v3 * v38
    v40 = v14 * v39 + v13
    v41 = v14 + v40
    v42 = v29 * c18 + c19
    v43 = v29 + c20
    v44 = -v29
    v45 = v44 * v43 + c21
    v46 = v45 * v45
    v47 = v29 * c22 + v46
    v48 = v46 * v47 + c23
    v49 = -v45
    v50 = v49 * v48 + c24
    v51 = v42 * v50 + c25
    v52 = -v51
    v53 = v52 * v43 + c26
    v54 = v29 * v29
    v55 = v30 * c28 + v33
    v56 = v54 * v53 + v55
    v57 = v29 + v56
    v58 = v30 * c27 + v57
    v59 = x < c2
    v60 = jnp.where(v59, v41, v58)
    v61 = x < c1
    v62 = jnp.where(v61, c30, v60)
    v63 = x < c29
    v64 = jnp.where(v63, v62, x)
    return v64


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

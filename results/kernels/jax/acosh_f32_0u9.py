"""acosh for float32 arrays: max error 0.8095 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.818efc0000000p+1. Results that are not correctly rounded: 6,293,997.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel b537dff99cb36878, 61 operations, 21 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 2 --evaluations 120000 --max-ops 16

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
MAX_ULP = 0.8095243446162379
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.818efc0000000p+1"
OUTPUTS_HASH = "92968fa483edc337e2e5b8c5b0cc08d62c9cc8c0a2c6019c7013a3d0e1ef55c0"
RECORD = "b537dff99cb36878"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c8 = np.int32(2129858560)
    c9 = np.int32(1035273459)
    c10 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.9p+0")),  # 1.5625
        np.float32(float.fromhex("0x1p+60")),  # 1.1529215e+18
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1.2p-2")),  # 0.28125
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("0x1p-4")),  # 0.0625
        np.float32(float.fromhex("0x1p+3")),  # 8
        np.float32(float.fromhex("0x1.975cfap-5")),  # 0.0497269519
        np.float32(float.fromhex("-0x1.2b7e3p-3")),  # -0.146236777
        np.float32(float.fromhex("0x1.203492p-4")),  # 0.070362635
        np.float32(float.fromhex("-0x1.ea6966p-2")),  # -0.478917688
        np.float32(float.fromhex("-0x1.1051cap-3")),  # -0.1329685
        np.float32(float.fromhex("0x1.6397a6p-5")),  # 0.0434072725
        np.float32(float.fromhex("-0x1.158e9ep-4")),  # -0.0677629635
        np.float32(float.fromhex("0x1.606f5p-2")),  # 0.344174623
        np.float32(float.fromhex("-0x1.a0a8dp-2")),  # -0.406893969
        np.float32(float.fromhex("-0x1.cd0bap+0")),  # -1.80095863
        np.float32(float.fromhex("0x1.dcd838p+1")),  # 3.72534847
        np.float32(float.fromhex("-0x1.b50a3cp-6")),  # -0.0266748033
        np.float32(float.fromhex("-0x1.fffffp-2")),  # -0.499999762
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
    v37 = v36 * v35 + c16
    v38 = v3 * v37
    v39 = v14 * v38 + v13
    v40 = v14 + v39
    v41 = v29 * c17 + c18
    v42 = c19 - v29
    v43 = v29 * v42 + c20
    v44 = -v43
    v45 = v44 * v43 + c21
    v46 = v45 * v43 + c22
    v47 = v41 * v46 + c23
    v48 = -v29
    v49 = v48 * v47 + c24
    v50 = v29 * v29
    v51 = v30 * c26 + v33
    v52 = v50 * v49 + v51
    v53 = v29 + v52
    v54 = v30 * c25 + v53
    v55 = x < c2
    v56 = jnp.where(v55, v40, v54)
    v57 = x < c1
    v58 = jnp.where(v57, c28, v56)
    v59 = x < c27
    v60 = jnp.where(v59, v58, x)
    return v60


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

"""acosh for float32 arrays: max error 0.8188 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.85b6c00000000p+1. Results that are not correctly rounded: 6,500,908.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel 4ba42a893bc2fa15, 59 operations, 17 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 120000 --max-ops 16

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
MAX_ULP = 0.8187930323183537
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.85b6c00000000p+1"
OUTPUTS_HASH = "b9e3ad8195200df1eb213fd2e6409f26af494e6786020e5ba30263953486d443"
RECORD = "4ba42a893bc2fa15"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, = lax.optimization_barrier((
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.9p+0")),  # 1.5625
        np.float32(float.fromhex("0x1p+60")),  # 1.1529215e+18
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1.2p-2")),  # 0.28125
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("0x1p-4")),  # 0.0625
        np.int32(2129858560),
        np.int32(1035273459),
        np.int32(23),
        np.float32(float.fromhex("0x1p+3")),  # 8
        np.float32(float.fromhex("-0x1.84db5p-6")),  # -0.0237339288
        np.float32(float.fromhex("0x1.0504cp-5")),  # 0.0318626165
        np.float32(float.fromhex("0x1.6a51f4p-1")),  # 0.707656503
        np.float32(float.fromhex("0x1.548718p+1")),  # 2.66037273
        np.float32(float.fromhex("-0x1.0e1bfp-4")),  # -0.065944612
        np.float32(float.fromhex("0x1.2a51e2p+0")),  # 1.16531193
        np.float32(float.fromhex("-0x1.9d112ap+5")),  # -51.6333809
        np.float32(float.fromhex("0x1.4fe824p-8")),  # 0.005125531
        np.float32(float.fromhex("-0x1.767fecp-6")),  # -0.0228576474
        np.float32(float.fromhex("0x1.5554ep-2")),  # 0.333331585
        np.float32(float.fromhex("-0x1.000016p-1")),  # -0.500000656
        np.float32(float.fromhex("0x1.62e43p-1")),  # 0.693147182
        np.float32(float.fromhex("-0x1.05c61p-29")),  # -1.90465421e-09
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("nan")),  # nan
    ))
    v0 = x < c2
    v1 = x - c1
    v2 = v1 * c4
    v3 = jnp.where(c5 < v2, c5, v2)
    v4 = jnp.where(c3 < x, c3, x)
    v5 = v4 * v4 + c0
    v6 = jnp.where(v0, v3, v5)
    v7 = lax.sqrt(v6)
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
    v33 = lax.max(v22 * v32, -np.float32(float.fromhex('0x1.fffffep+127')))
    v34 = v3 * c12 + c13
    v35 = v3 * v3 + c14
    v36 = v35 * v35 + c15
    v37 = -v34
    v38 = v37 * v36 + c16
    v39 = v3 * v38
    v40 = v14 * v39 + v13
    v41 = v14 + v40
    v42 = v29 + c17
    v43 = c18 / v42
    v44 = v29 + v43
    v45 = v44 * c19 + c20
    v46 = v29 * v45 + c21
    v47 = v29 * v46 + c22
    v48 = v29 * v29
    v49 = v30 * c24 + v33
    v50 = v48 * v47 + v49
    v51 = v29 + v50
    v52 = v30 * c23 + v51
    v53 = x < c2
    v54 = jnp.where(v53, v41, v52)
    v55 = x < c1
    v56 = jnp.where(v55, c26, v54)
    v57 = x < c25
    v58 = jnp.where(v57, v56, x)
    return v58


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

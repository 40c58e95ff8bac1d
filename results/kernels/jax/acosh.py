"""acosh for float32 arrays: max error 1.3023 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.1ee5f20000000p+0. Results that are not correctly rounded: 37,131,005.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel ca122e173f2b98f2, 41 operations, 14 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 1 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece_near:
    acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
    stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
    S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
    from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
    worst.
    What the root lost, and what t + root did, is kept as in acosh_one_piece_exact, but divided by 2^k instead of 1 + S: up to a half too
    much, where the result is an ulp of S and more. What the sum below the root lost stays, 1/4 2^-23 of the root at worst.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "acosh"
FORMAT = "jax"
MAX_ULP = 1.302310423925519
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.1ee5f20000000p+0"
OUTPUTS_HASH = "c1df5952cc686ad8a6e7cd6d019615f17987071c0cb11dce01d9b6785bcfb777"
RECORD = "ca122e173f2b98f2"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c4 = np.int32(2096304128)
    c6 = np.int32(1035993088)
    c7 = np.int32(1090519040)
    c8 = np.int32(-8388608)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c5, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+60")),  # 1.1529215e+18
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("-0x1p-3")),  # -0.125
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("-0x1.434876p-5")),  # -0.039463263
        np.float32(float.fromhex("0x1.886df2p-3")),  # 0.191615954
        np.float32(float.fromhex("-0x1.caf9dap-2")),  # -0.448218733
        np.float32(float.fromhex("0x1.e12ba4p-3")),  # 0.234946519
        np.float32(float.fromhex("-0x1.37c9dp-4")),  # -0.0761201978
        np.float32(float.fromhex("0x1.83e024p-1")),  # 0.757569432
        np.float32(float.fromhex("-0x1.5a82bep-1")),  # -0.676778734
        np.float32(float.fromhex("-0x1.60f71ep-2")),  # -0.344692677
        np.float32(float.fromhex("0x1.62e43p-24")),  # 8.26295832e-08
        np.float32(float.fromhex("inf")),  # inf
        np.float32(-0.0),
    ))
    v0 = x - c0
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = v1 + v1
    v3 = jnp.abs(v1)
    v4 = v1 * v3 + v2
    v5 = lax.sqrt(v4) + nothing
    v6 = jnp.where(v5 < v0, v0, v5)
    v7 = v0 * c2
    v8 = v6 * c2 + v7
    v9 = -v5
    v10 = v9 * v5 + v4
    v11 = lax.bitcast_convert_type(v5, jnp.int32)
    v12 = c4 - v11
    v13 = lax.bitcast_convert_type(v12, jnp.float32)
    v14 = v6 * c3 + v8
    v15 = v7 - v14
    v16 = v10 * v13 + v15
    v17 = v8 + c2
    v18 = lax.bitcast_convert_type(v17, jnp.int32)
    v19 = v18 - c6
    v20 = v19 & c8
    v21 = c7 - v20
    v22 = lax.bitcast_convert_type(v21, jnp.float32)
    v23 = v22 * c2 + c5
    v24 = v8 * v22 + v23
    v25 = lax.convert_element_type(v20, jnp.float32)
    v26 = lax.max(v16 * v22, -np.float32(float.fromhex('0x1.fffffep+127')))
    v27 = v24 * c9 + c10
    v28 = v24 * v27 + c11
    v29 = v24 * v28 + c12
    v30 = v29 * v29 + c13
    v31 = v29 * v30 + c14
    v32 = -v31
    v33 = v32 * v30 + c15
    v34 = v29 * v33 + c16
    v35 = v24 * v24
    v36 = v35 * v34 + v26
    v37 = v24 + v36
    v38 = v25 * c17 + v37
    v39 = v8 < c18
    v40 = jnp.where(v39, v38, v8)
    return v40


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (jnp.sqrt(x - _hex("0x1.0p+0")) * jnp.sqrt(x + _hex("0x1.0p+0")))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        -jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s * s
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


def acosh(x):
    """acosh as jax.numpy.arccosh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arccosh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arccosh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

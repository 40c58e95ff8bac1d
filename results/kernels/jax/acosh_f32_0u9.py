"""acosh for float32 arrays: max error 0.8880 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.89fe300000000p+0. Results that are not correctly rounded: 36,325,983.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.1 and F.10.2.1.

Kernel 6cd6bd079f925398, 48 operations, 15 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search acosh --seed 0 --evaluations 300000 --max-ops 16

Reduction acosh_one_piece_exact:
    acosh x = log(1 + S), S = t + root, root = sqrt(t |t| + 2 t), t = x - 1, exact from 1 to 2^24 (Sterbenz and beyond). Beyond 2^60 t
    stands for the root. Below 1 the root is nan, and so is the result; so infinity and nan come through S.
    S is divided by 8, so that nothing overflows. 1 + S = 2^k (1 + f), 1 + f in [3/4, 3/2), k from the bits of the rounded sum and f
    from S itself, without rounding up to 2^24: 2^-k S + (2^-k - 1), f = S where k = 0. ln 2 is one part, whose error is 1/15 ulp at
    worst.
    What the sum below the root and the root lost is the residual t |t| + (2 t - root^2) over twice the root, the division to 12 %
    through the root's bits; the square's rounding and the residual's stay, 1/8 ulp of the result (sampled). What t + root lost is found
    again exactly (Fast2Sum, the root is the larger one). Both are divided by 1 + S to 12 % through its bits and join the tail of
    log(1 + f) = f + f^2 q(f).
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "acosh"
FORMAT = "jax"
MAX_ULP = 0.8880020547658205
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.89fe300000000p+0"
OUTPUTS_HASH = "6860a74bc1d48a899fbd2c6a2a1892b77b4d610839699263902d88473fe2b03b"
RECORD = "6cd6bd079f925398"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c4 = np.int32(2096304128)
    c6 = np.int32(1035993088)
    c7 = np.int32(1090519040)
    c8 = np.int32(-8388608)
    c9 = np.int32(2129858560)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c5, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+60")),  # 1.1529215e+18
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("-0x1p-3")),  # -0.125
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("-0x1.20d682p-1")),  # -0.564136565
        np.float32(float.fromhex("0x1.84bc1p-2")),  # 0.379623652
        np.float32(float.fromhex("0x1.c8c47ep-2")),  # 0.446062058
        np.float32(float.fromhex("-0x1.0c0804p+0")),  # -1.04699731
        np.float32(float.fromhex("0x1.e125fp-1")),  # 0.939742565
        np.float32(float.fromhex("0x1.7b1b78p-2")),  # 0.370221972
        np.float32(float.fromhex("0x1.1c812p-2")),  # 0.277836323
        np.float32(float.fromhex("0x1.95695ap-2")),  # 0.395909697
        np.float32(float.fromhex("-0x1.6618a8p-2")),  # -0.349703431
        np.float32(float.fromhex("0x1.62e43p-24")),  # 8.26295832e-08
        np.float32(float.fromhex("inf")),  # inf
        np.float32(-0.0),
    ))
    v0 = x - c0
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = v1 + v1
    v3 = jnp.abs(v1)
    v4 = v1 * v3
    v5 = v4 + v2
    v6 = lax.sqrt(v5) + nothing
    v7 = jnp.where(v6 < v0, v0, v6)
    v8 = v0 * c2
    v9 = v7 * c2 + v8
    v10 = -v6
    v11 = v10 * v6 + v2
    v12 = v4 + v11
    v13 = lax.bitcast_convert_type(v6, jnp.int32)
    v14 = c4 - v13
    v15 = lax.bitcast_convert_type(v14, jnp.float32)
    v16 = v7 * c3 + v9
    v17 = v8 - v16
    v18 = v12 * v15 + v17
    v19 = v9 + c2
    v20 = lax.bitcast_convert_type(v19, jnp.int32)
    v21 = v20 - c6
    v22 = v21 & c8
    v23 = c7 - v22
    v24 = lax.bitcast_convert_type(v23, jnp.float32)
    v25 = v24 * c2 + c5
    v26 = v9 * v24 + v25
    v27 = lax.convert_element_type(v22, jnp.float32)
    v28 = lax.bitcast_convert_type(v19, jnp.int32)
    v29 = c9 - v28
    v30 = lax.bitcast_convert_type(v29, jnp.float32)
    v31 = lax.max(v18 * v30, -np.float32(float.fromhex('0x1.fffffep+127')))
    v32 = v26 * c10 + c11
    v33 = v32 * v32 + c12
    v34 = v33 + c13
    v35 = v32 * v34 + c14
    v36 = v35 * v34 + c15
    v37 = v33 * v36 + c16
    v38 = -v26
    v39 = v38 * v37 + c17
    v40 = -v32
    v41 = v40 * v39 + c18
    v42 = v26 * v26
    v43 = v42 * v41 + v31
    v44 = v26 + v43
    v45 = v27 * c19 + v44
    v46 = v9 < c20
    v47 = jnp.where(v46, v45, v9)
    return v47


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

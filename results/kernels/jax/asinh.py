"""asinh for float32 arrays: max error 0.8587 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.2c21120000000p+0. Results that are not correctly rounded: 14,354,580.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.37; C17 7.12.5.2 and F.10.2.2.

Kernel d3ad9c98757972c5, 62 operations, 24 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search asinh --seed 0 --evaluations 160000 --max-ops 16

Reduction asinh_two_pieces:
    a = |x|. Below 3/4 asinh a = a + a z p(z), z = a^2, the last term below 0.08 of a. Above, asinh a = log(a + sqrt(a^2 + 1)): an eighth
    of both is added, so that nothing overflows, as w and what the sum lost (Fast2Sum, the root is the larger one; beyond 2^60, where
    a^2 would overflow later on, a stands for it, which is exact). The root's own error is (1 + (a - root) (a + root)) / (2 root), all of it known by two fma.
    8 w = 2^k (1 + f) by its bits, and a term `rest` beside w is rest / w in the logarithm, the division to 12 % through the bits of w.
    log(1 + f) = f + f^2 q(f); the result is 0.69 and more, and k ln 2 comes in two parts, so that the roundings of the last two additions are what remains.
    Infinity and nan give themselves; the sign is that of x.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "asinh"
FORMAT = "jax"
MAX_ULP = 0.8586917941789021
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.2c21120000000p+0"
OUTPUTS_HASH = "f103f9680cdd77493d37004b5360390445bfbb650a9b66a90a7620889fe0f734"
RECORD = "d3ad9c98757972c5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c5 = np.int32(2129858560)
    c6 = np.int32(1035273459)
    c7 = np.int32(23)
    c27 = np.int32(-2147483648)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.8p-1")),  # 0.75
        np.float32(float.fromhex("0x1p+60")),  # 1.1529215e+18
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1p-3")),  # 0.125
        np.float32(float.fromhex("0x1p+3")),  # 8
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("-0x1.2d6a7ep-6")),  # -0.0183969717
        np.float32(float.fromhex("0x1.70d73ep-4")),  # 0.0900490209
        np.float32(float.fromhex("0x1.cebc66p-3")),  # 0.225945279
        np.float32(float.fromhex("0x1.85e1f4p-4")),  # 0.0951861888
        np.float32(float.fromhex("0x1.38023ep-2")),  # 0.304696053
        np.float32(float.fromhex("-0x1.182b22p-3")),  # -0.136801019
        np.float32(float.fromhex("-0x1.9a00bp-3")),  # -0.200196624
        np.float32(float.fromhex("0x1.d73188p-2")),  # 0.460149884
        np.float32(float.fromhex("0x1.41f5c8p-3")),  # 0.157207072
        np.float32(float.fromhex("-0x1.5039f8p-3")),  # -0.164173067
        np.float32(float.fromhex("0x1.8db304p-3")),  # 0.194189101
        np.float32(float.fromhex("0x1.471312p-1")),  # 0.63881737
        np.float32(float.fromhex("0x1.6f315p-1")),  # 0.7171731
        np.float32(float.fromhex("-0x1.715914p-2")),  # -0.360691369
        np.float32(float.fromhex("0x1.62e43p-1")),  # 0.693147182
        np.float32(float.fromhex("-0x1.05c61p-29")),  # -1.90465421e-09
        np.float32(float.fromhex("inf")),  # inf
        np.float32(-0.0),
    ))
    v0 = jnp.abs(x)
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = v1 * v1
    v3 = jnp.where(c2 < v0, c2, v0)
    v4 = v3 * v3 + c0
    v5 = lax.sqrt(v4) + nothing
    v6 = jnp.where(v5 < v0, v0, v5)
    v7 = v6 * c4
    v8 = v0 * c4
    v9 = v7 + v8
    v10 = v9 - v7
    v11 = v8 - v10
    v12 = v0 - v6
    v13 = v12 * v9 + c4
    v14 = v12 * v11 + v13
    v15 = lax.bitcast_convert_type(v5, jnp.int32)
    v16 = c5 - v15
    v17 = lax.bitcast_convert_type(v16, jnp.float32)
    v18 = v14 * v17
    v19 = v18 * c3 + v11
    v20 = lax.bitcast_convert_type(v9, jnp.int32)
    v21 = v20 - c6
    v22 = lax.shift_right_arithmetic(v21, c7)
    v23 = lax.shift_left(v22, c7)
    v24 = v20 - v23
    v25 = lax.bitcast_convert_type(v24, jnp.float32)
    v26 = v25 * c8 + c9
    v27 = lax.convert_element_type(v22, jnp.float32)
    v28 = c5 - v20
    v29 = lax.bitcast_convert_type(v28, jnp.float32)
    v30 = lax.max(v19 * v29, -np.float32(float.fromhex('0x1.fffffep+127')))
    v31 = v2 * c10 + c11
    v32 = -v2
    v33 = v32 * v31 + c12
    v34 = -v2
    v35 = v34 * v33 + c13
    v36 = v35 * v35 + c14
    v37 = -v36
    v38 = v37 * v35 + c15
    v39 = v2 * v38
    v40 = v0 * v39 + v0
    v41 = v26 * c16 + c17
    v42 = v41 * v41 + c18
    v43 = v26 * v42 + c19
    v44 = v26 * v43 + c20
    v45 = v44 * v44 + c21
    v46 = v45 * v44 + c22
    v47 = v46 * v43 + c23
    v48 = v26 * v26
    v49 = v27 * c25 + v30
    v50 = v48 * v47 + v49
    v51 = v26 + v50
    v52 = v27 * c24 + v51
    v53 = v0 < c1
    v54 = jnp.where(v53, v40, v52)
    v55 = v0 < c26
    v56 = jnp.where(v55, v54, v0)
    v57 = lax.bitcast_convert_type(x, jnp.int32)
    v58 = v57 & c27
    v59 = lax.bitcast_convert_type(v56, jnp.int32)
    v60 = v59 | v58
    v61 = lax.bitcast_convert_type(v60, jnp.float32)
    return v61


def _hex(text):
    return np.float32(float.fromhex(text))


def _hypot(a, b):
    """sqrt(a**2 + b**2), which overflows no sooner than its value."""
    a, b = jnp.abs(a), jnp.abs(b)
    large = jnp.maximum(a, b)
    ratio = jnp.minimum(a, b) / large
    return large * jnp.sqrt(np.float32(1) + ratio * ratio)


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / _hypot(_hex("0x1.0p+0"), x)
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


def asinh(x):
    """asinh as jax.numpy.arcsinh takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arcsinh itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arcsinh(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

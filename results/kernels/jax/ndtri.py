"""ndtri for float32 arrays: max error 2.7885 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.d72a100000000p-6. Results that are not correctly rounded: 314,645,541.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel fcd4ca87a13ac283, 63 operations, 44 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search ndtri --seed 0 --evaluations 200000 --max-ops 16

Reduction ndtri_log:
    With y = 2p - 1 and w = -2 log(1 - y^2) = -2 log(4 p (1 - p)) ndtri(p) is y times a smooth function of w, and for large w near sqrt(w).
    p (1 - p) is rounded once, for however small a p; w inherits 2^-24 from it at most where w is small, and there d log(ndtri)/dw is 0.13.
    w = -2 k ln 2 - 2 (f + f^2 c(f)), f from the significand, |f| <= sqrt(2) - 1. w < 11.0: ndtri(p) = y + (y d(w) + lack), where lack is
    what 2p - 1 lost, 0 from p = 1/4 on, where y is 0 at 1/2 exactly. Else |ndtri(p)| = z + e(1 / (z + 0.5)), z = sqrt(w), where e lies
    between -0.24 and -0.16: the last rounding and those of w and z, halved by the root, are what counts. Where p (1 - p) is below
    2^-126, 0 and 1 give y times infinity; what is below 0 or above 1 gives nan, as does nan.
"""

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "ndtri"
FORMAT = "jax"
MAX_ULP = 2.7885024957358837
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.d72a100000000p-6"
OUTPUTS_HASH = "7dae5dc69326e16341a8981a847d1d6fa88e6b9bc905af5bfe36e8b840fe22bf"
RECORD = "fcd4ca87a13ac283"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c4 = np.int32(1043662067)
    c5 = np.int32(-8388608)
    c6 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+1")),  # 2
        np.float32(float.fromhex("0x1p+2")),  # 4
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("-0x1.021458p-3")),  # -0.126015365
        np.float32(float.fromhex("0x1.e4df14p-2")),  # 0.473507226
        np.float32(float.fromhex("-0x1.524e12p-2")),  # -0.33037594
        np.float32(float.fromhex("0x1.875302p-8")),  # 0.00597113417
        np.float32(float.fromhex("0x1.4567fp-1")),  # 0.635558605
        np.float32(float.fromhex("0x1.ed6fb4p-2")),  # 0.481871426
        np.float32(float.fromhex("-0x1.43b68cp-2")),  # -0.316126049
        np.float32(float.fromhex("-0x1.62e43p+0")),  # -1.38629436
        np.float32(float.fromhex("-0x1p+1")),  # -2
        np.float32(float.fromhex("0x1.c00f2p-4")),  # 0.109389424
        np.float32(float.fromhex("0x1.4927b4p+2")),  # 5.14304829
        np.float32(float.fromhex("0x1.0a59e2p+4")),  # 16.646944
        np.float32(float.fromhex("-0x1.0b5286p-23")),  # -1.24481673e-07
        np.float32(float.fromhex("0x1.3f2f66p+12")),  # 5106.9624
        np.float32(float.fromhex("0x1.aa084p+14")),  # 27266.0625
        np.float32(float.fromhex("0x1.0d609ep+0")),  # 1.05225551
        np.float32(float.fromhex("0x1.02bd1p-2")),  # 0.252674341
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1.1a7c1p+9")),  # 564.969238
        np.float32(float.fromhex("-0x1.da6122p+8")),  # -474.379425
        np.float32(float.fromhex("0x1.6cdf4ep+7")),  # 182.436142
        np.float32(float.fromhex("-0x1.45fb7p+5")),  # -40.7477722
        np.float32(float.fromhex("-0x1.d8069p+2")),  # -7.37540054
        np.float32(float.fromhex("0x1.46edaep+0")),  # 1.2770642
        np.float32(float.fromhex("0x1.dfb06cp+0")),  # 1.87378573
        np.float32(float.fromhex("-0x1.e2f34ep-2")),  # -0.471631259
        np.float32(float.fromhex("-0x1.e4f182p-3")),  # -0.236788765
        np.float32(float.fromhex("0x1.6p+3")),  # 11
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.fffffep-126")),  # 2.35098856e-38
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("nan")),  # nan
        np.float32(-0.0),
    ))
    v0 = jnp.where(c1 < x, c1, x)
    v1 = -v0
    v2 = v1 * v0 + v0
    v3 = v0 + v0
    v4 = v3 - c0
    v5 = v4 + c0
    v6 = v3 - v5
    v7 = lax.bitcast_convert_type(v2, jnp.int32)
    v8 = v7 - c4
    v9 = lax.shift_right_arithmetic(v8, c6)
    v10 = v8 & c5
    v11 = v7 - v10
    v12 = lax.bitcast_convert_type(v11, jnp.float32)
    v13 = v12 * c2 + c3
    v14 = lax.convert_element_type(v9, jnp.float32)
    v15 = v13 * c7 + c8
    v16 = v13 * v15 + c9
    v17 = v16 * v16 + c10
    v18 = v17 * v17 + c11
    v19 = v17 * v18 + c12
    v20 = v19 * v16 + c13
    v21 = v13 * v13
    v22 = v21 * v20 + v13
    v23 = lax.max(v22 * c15, -np.float32(float.fromhex('0x1.fffffep+127')))
    v24 = v14 * c14 + v23
    v25 = lax.sqrt(v24) + nothing
    v26 = v24 + c17
    v27 = v24 * v26
    v28 = v24 + c18
    v29 = v28 * v28
    v30 = v27 * v29 + v28
    v31 = v24 * c20 + v30
    v32 = v31 + c21
    v33 = v30 / v32
    v34 = v30 * c19 + v33
    v35 = lax.max(v34 * c22, -np.float32(float.fromhex('0x1.fffffep+127')))
    v36 = v24 * c16 + v35
    v37 = v36 + c23
    v38 = v25 + c24
    v39 = c0 / v38 + nothing
    v40 = v39 * c25 + c26
    v41 = v39 * v40 + c27
    v42 = v39 * v41 + c28
    v43 = -v39
    v44 = v43 * v42 + c29
    v45 = v39 * v44 + c30
    v46 = v45 * v45 + c31
    v47 = v39 * v46 + c32
    v48 = v47 * v47 + c33
    v49 = v4 * v37 + v6
    v50 = v4 + v49
    v51 = v25 + v48
    v52 = -v51
    v53 = v4 < c35
    v54 = jnp.where(v53, v52, v51)
    v55 = v24 < c34
    v56 = jnp.where(v55, v50, v54)
    v57 = v4 * c37
    v58 = v2 < c35
    v59 = jnp.where(v58, c38, v57)
    v60 = v2 + v2
    v61 = c36 < v60
    v62 = jnp.where(v61, v56, v59)
    return v62


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(jnp.minimum(x, _hex("0x1.0p+0") - x), _hex("0x1.0p-2"), _hex("0x1.40d931ff62705p+0") *
        jax.scipy.special.erfcx(_hex("0x1.6a09e667f3bcdp-1") * jnp.minimum(jnp.abs(y), _hex("0x1.0p+4"))) /
        jnp.minimum(x, _hex("0x1.0p+0") - x), _hex("0x1.40d931ff62705p+1") * jnp.exp(_hex("0x1.0p-1") * y * y))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        y * s * s
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


def ndtri(x):
    """ndtri as jax.scipy.special.ndtri takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.ndtri itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.ndtri(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

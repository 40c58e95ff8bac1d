"""ndtri for float32 arrays: max error 3.4873 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.0bd6b80000000p-5. Results that are not correctly rounded: 482,125,441.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: the inverse of the normal distribution function; DLMF 7.17; scipy.special.ndtri.

Kernel 743ace240e415847, 59 operations, 40 of them real operations of the core.
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
MAX_ULP = 3.48732102386336
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0bd6b80000000p-5"
OUTPUTS_HASH = "7e5d0150f3ae048468cbd03aa58bffd57457f74edc4f782ab3574a76ba0cb94b"
RECORD = "743ace240e415847"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c4 = np.int32(1043662067)
    c5 = np.int32(-8388608)
    c6 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+1")),  # 2
        np.float32(float.fromhex("0x1p+2")),  # 4
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("-0x1.6a91f6p-4")),  # -0.0885181054
        np.float32(float.fromhex("0x1.0b195ep-2")),  # 0.260838956
        np.float32(float.fromhex("-0x1.b3069ap-2")),  # -0.42482987
        np.float32(float.fromhex("0x1.5272fap-4")),  # 0.0826291814
        np.float32(float.fromhex("0x1.872a68p-1")),  # 0.763995409
        np.float32(float.fromhex("-0x1.becc64p-2")),  # -0.436326563
        np.float32(float.fromhex("-0x1.62e43p+0")),  # -1.38629436
        np.float32(float.fromhex("-0x1p+1")),  # -2
        np.float32(float.fromhex("0x1.61bffcp-18")),  # 5.27128486e-06
        np.float32(float.fromhex("-0x1.4afb6p-13")),  # -0.000157824485
        np.float32(float.fromhex("-0x1.788488p-9")),  # -0.00287260208
        np.float32(float.fromhex("0x1.84c88ep-4")),  # 0.0949178264
        np.float32(float.fromhex("0x1.8529c6p-3")),  # 0.190021083
        np.float32(float.fromhex("-0x1.e65fb6p+0")),  # -1.89989793
        np.float32(float.fromhex("0x1.282b5ap-3")),  # 0.144613937
        np.float32(float.fromhex("0x1.82e60ep-1")),  # 0.755661428
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1.42fbaap+9")),  # 645.966125
        np.float32(float.fromhex("-0x1.12a51ep+9")),  # -549.289978
        np.float32(float.fromhex("0x1.a554a6p+7")),  # 210.665329
        np.float32(float.fromhex("-0x1.71d2f6p+5")),  # -46.2280083
        np.float32(float.fromhex("-0x1.fe3e92p+2")),  # -7.97256899
        np.float32(float.fromhex("0x1.4eeb1cp+0")),  # 1.30827498
        np.float32(float.fromhex("0x1.e2253ep+0")),  # 1.88338077
        np.float32(float.fromhex("-0x1.e4b858p-2")),  # -0.473359466
        np.float32(float.fromhex("-0x1.e4f19cp-3")),  # -0.236788958
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
    v17 = v13 * v16 + c10
    v18 = v17 * v17 + c11
    v19 = -v17
    v20 = v19 * v18 + c12
    v21 = v13 * v13
    v22 = v21 * v20 + v13
    v23 = lax.max(v22 * c14, -np.float32(float.fromhex('0x1.fffffep+127')))
    v24 = v14 * c13 + v23
    v25 = lax.sqrt(v24) + nothing
    v26 = v24 * c15 + c16
    v27 = v24 * v26 + c17
    v28 = v24 * v27 + c18
    v29 = v24 * v28 + c19
    v30 = v29 * v29 + c20
    v31 = -v30
    v32 = v31 * v30 + v24
    v33 = v32 * c21 + c22
    v34 = v25 + c23
    v35 = c0 / v34 + nothing
    v36 = v35 * c24 + c25
    v37 = v35 * v36 + c26
    v38 = v35 * v37 + c27
    v39 = -v35
    v40 = v39 * v38 + c28
    v41 = v35 * v40 + c29
    v42 = v41 * v41 + c30
    v43 = v35 * v42 + c31
    v44 = v43 * v43 + c32
    v45 = v4 * v33 + v6
    v46 = v4 + v45
    v47 = v25 + v44
    v48 = -v47
    v49 = v4 < c34
    v50 = jnp.where(v49, v48, v47)
    v51 = v24 < c33
    v52 = jnp.where(v51, v46, v50)
    v53 = v4 * c36
    v54 = v2 < c34
    v55 = jnp.where(v54, c37, v53)
    v56 = v2 + v2
    v57 = c35 < v56
    v58 = jnp.where(v57, v52, v55)
    return v58


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

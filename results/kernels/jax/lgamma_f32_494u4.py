"""lgamma for float32 arrays: max error 494.3216 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.5dc1c60000000p+0. Results that are not correctly rounded: 1,179,150,713.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel f7e8ae4847e80ec5, 74 operations, 28 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected_short:
    As lgamma_reflected, with the same cores: x > 0: h log a + m, a = |x|; x < 0: s b(s) - log |d| - (h + 1) log a - m. Every logarithm is one
    number, and every sum is rounded: beside the poles two numbers of size 2 to 15 cancel, and leave an error of some 2^-20.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "lgamma"
FORMAT = "jax"
MAX_ULP = 494.32163241133094
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.5dc1c60000000p+0"
OUTPUTS_HASH = "94265b06478053b039f647ddd115a1618f9f00bea494fd225ed86501f3db6d7b"
RECORD = "f7e8ae4847e80ec5"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c2 = np.int32(1060439283)
    c3 = np.int32(-8388608)
    c4 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, = lax.optimization_barrier((
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1.610db6p-3")),  # -0.172389433
        np.float32(float.fromhex("0x1.b4e0c6p-3")),  # 0.213319346
        np.float32(float.fromhex("0x1.26722p-1")),  # 0.575089455
        np.float32(float.fromhex("0x1.9a62cp+0")),  # 1.60306931
        np.float32(float.fromhex("-0x1.66e1eap-4")),  # -0.0876177922
        np.float32(float.fromhex("-0x1.5f77dcp-3")),  # -0.171615332
        np.float32(float.fromhex("0x1.b2a07cp-3")),  # 0.212220162
        np.float32(float.fromhex("0x1.28562cp-1")),  # 0.578782439
        np.float32(float.fromhex("0x1.9b7f02p+0")),  # 1.60740674
        np.float32(float.fromhex("-0x1.6815bcp-4")),  # -0.0879113525
        np.float32(float.fromhex("0x1.8p+0")),  # 1.5
        np.float32(float.fromhex("0x1.8p-1")),  # 0.75
        np.float32(float.fromhex("0x1.cp+0")),  # 1.75
        np.float32(float.fromhex("0x1.256404p-6")),  # 0.0179071464
        np.float32(float.fromhex("-0x1.8e294cp-5")),  # -0.0486036763
        np.float32(float.fromhex("-0x1.ad6aa2p+2")),  # -6.70963335
        np.float32(float.fromhex("0x1.fabb78p-4")),  # 0.12371394
        np.float32(float.fromhex("0x1.538ep-4")),  # 0.0828990936
        np.float32(float.fromhex("0x1.26521cp-15")),  # 3.50857663e-05
        np.float32(float.fromhex("0x1.01bd14p-1")),  # 0.503395677
        np.float32(float.fromhex("0x1.070ee6p-1")),  # 0.513785541
        np.float32(float.fromhex("0x1.a57572p+0")),  # 1.64632332
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1.62e43p-1")),  # 0.693147182
        np.float32(float.fromhex("0x1.4p+1")),  # 2.5
        np.float32(float.fromhex("-0x1.8p-3")),  # -0.1875
        np.float32(float.fromhex("0x1.acfe4p-2")),  # 0.418938637
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("0x1.895f1ap+121")),  # 4.08500311e+36
        np.float32(float.fromhex("0x1p+127")),  # 1.70141183e+38
    ))
    v0 = jnp.abs(x)
    v1 = x < c0
    v2 = lax.round(v0, lax.RoundingMethod.TO_NEAREST_EVEN)
    v3 = v0 - v2
    v4 = jnp.abs(v3)
    v5 = v3 * v3
    v6 = lax.bitcast_convert_type(v0, jnp.int32)
    v7 = v6 - c2
    v8 = lax.shift_right_arithmetic(v7, c4)
    v9 = v7 & c3
    v10 = v6 - v9
    v11 = lax.bitcast_convert_type(v10, jnp.float32)
    v12 = v11 - c1
    v13 = lax.convert_element_type(v8, jnp.float32)
    v14 = lax.bitcast_convert_type(v4, jnp.int32)
    v15 = v14 - c2
    v16 = lax.shift_right_arithmetic(v15, c4)
    v17 = v15 & c3
    v18 = v14 - v17
    v19 = lax.bitcast_convert_type(v18, jnp.float32)
    v20 = v19 - c1
    v21 = lax.convert_element_type(v16, jnp.float32)
    v22 = v12 * c5 + c6
    v23 = v12 * v12
    v24 = v23 + c7
    v25 = v24 * v24 + c8
    v26 = -v22
    v27 = v26 * v25 + c9
    v28 = v20 * c10 + c11
    v29 = v20 * v20
    v30 = v29 + c12
    v31 = v30 * v30 + c13
    v32 = -v28
    v33 = v32 * v31 + c14
    v34 = v0 < c15
    v35 = jnp.where(v34, c16, c17)
    v36 = v0 - v35
    v37 = v36 * c18 + c19
    v38 = -v36
    v39 = v38 * v36 + c20
    v40 = v37 * v39 + c21
    v41 = c1 / v0
    v42 = v41 * c22 + c23
    v43 = v5 * c24 + c25
    v44 = v5 * v43 + c26
    v45 = v23 * v27 + v12
    v46 = v13 * c29 + v45
    v47 = v29 * v33 + v20
    v48 = v21 * c29 + v47
    v49 = v0 < c30
    v50 = jnp.where(v1, c1, c0)
    v51 = jnp.where(v34, c27, c0)
    v52 = v0 - c28
    v53 = jnp.where(v49, v51, v52)
    v54 = v53 + v50
    v55 = v46 - c1
    v56 = jnp.where(v49, v46, v55)
    v57 = v36 + c28
    v58 = v36 * v57 + c31
    v59 = v58 * v40
    v60 = v50 + c32
    v61 = v60 + v42
    v62 = jnp.where(v49, v59, v61)
    v63 = v54 * v56 + v62
    v64 = v63 + v48
    v65 = lax.max(v5 * v44, -np.float32(float.fromhex('0x1.fffffep+127')))
    v66 = v65 - v64
    v67 = jnp.where(v1, v66, v63)
    v68 = jnp.where(v1, v4, v0)
    v69 = c0 < v68
    v70 = jnp.where(v69, v67, c33)
    v71 = v0 * c35
    v72 = v0 < c34
    v73 = jnp.where(v72, v70, v71)
    return v73


def _horner(t, *coefficients):
    """The polynomial in t, lowest coefficient first."""
    return functools.reduce(lambda y, c: y * t + c, reversed(coefficients))


def _trigamma(x):
    """The derivative of digamma: from 8 on its asymptotic series, up to there by recurrence, for x < 0 by reflection,
    pi^2 / sin(pi d)^2 with d the distance to the nearest integer.
    """
    left = x < 0
    t = jnp.where(left, 1 - x, x)
    near = t < 8
    steps = sum((1 / (jnp.where(near, t, np.float32(1)) + np.float32(k))) ** 2 for k in reversed(range(8)))
    v = 1 / jnp.where(near, t + 8, t)
    series = _horner(v * v, *map(np.float32, (1 / 6, -1 / 30, 1 / 42, -1 / 30)))
    right = v + v * v * (np.float32(0.5) + v * series) + jnp.where(near, steps, np.float32(0))
    sine = jnp.sin(np.float32(np.pi) * jnp.where(left, x - jnp.round(x), np.float32(0.5)))
    return jnp.where(left, (np.float32(np.pi) / sine) ** 2 - right, right)


@jax.custom_jvp
def _slope(x, y):
    return (
        jax.scipy.special.digamma(x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _trigamma(x)
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


def lgamma(x):
    """lgamma as jax.scipy.special.gammaln takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.gammaln itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.gammaln(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""lgamma for float32 arrays: max error 1.9176 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.78d7820000000p+1. Results that are not correctly rounded: 91,007,454.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel 249717be31cf7bf8, 108 operations, 52 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search lgamma --seed 0 --evaluations 240000 --max-ops 16

Reduction lgamma_reflected:
    x > 0: log gamma(x) = h log a + m, a = |x|. Below 5/2 m = log gamma(z), z = a + 1 with h = -1 for a < 3/2, else z = a with h = 0, and
    log gamma(z) = (z - 1)(z - 2) q(z - 7/4) vanishes exactly where it must. From 5/2 on Stirling's formula (DLMF 5.11.1), h = a - 1/2:
    (a - 1/2)(log a - 1) + log(2 pi)/2 - 1/2 + r(1/a), in which nothing cancels.
    x < 0: reflection (DLMF 5.5.3), log |gamma(x)| = -log |d| + s b(s) - log gamma(1 + a), d = a - rint(a), s = d^2, s b(s) =
    log(pi d / sin(pi d)); log gamma(1 + a) is the same with h + 1 for h, and log(2 pi)/2 + 1/2. Beside the poles down to -12 two numbers of size 2
    to 15 cancel to one of size 1 or less, in whose ulp, that of 1, errors count: so both logarithms are two numbers each, the product h log a
    is one with its rounding error (h is there twice, in different words, because a compiler would take the two products for one; `dropped` is what rounding takes from h), the
    large parts are subtracted first, exactly where they cancel, and the constant, a multiple of 2^-20, is added exactly to what is
    left of them. d is exact; at a pole it is 0 and the result infinite. Beyond 0x1.895f18p+121 the result overflows.
"""

import functools

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "lgamma"
FORMAT = "jax"
MAX_ULP = 1.9175819363445044
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.78d7820000000p+1"
OUTPUTS_HASH = "53fefbd819af3ae685a9a8e3f73af4a807d29457877e9d1a620f71351db0689c"
RECORD = "249717be31cf7bf8"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c2 = np.int32(1060439283)
    c3 = np.int32(-8388608)
    c4 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41, c42, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1.4472bcp-4")),  # -0.0792109817
        np.float32(float.fromhex("0x1.1d38ep-4")),  # 0.0696343184
        np.float32(float.fromhex("-0x1.952a92p-1")),  # -0.791340411
        np.float32(float.fromhex("0x1.dfd2bap+1")),  # 3.74861836
        np.float32(float.fromhex("0x1.caf612p-5")),  # 0.0560255386
        np.float32(float.fromhex("0x1.a04838p-3")),  # 0.203262746
        np.float32(float.fromhex("-0x1.000016p-1")),  # -0.500000656
        np.float32(float.fromhex("0x1.8p+0")),  # 1.5
        np.float32(float.fromhex("0x1.8p-1")),  # 0.75
        np.float32(float.fromhex("0x1.cp+0")),  # 1.75
        np.float32(float.fromhex("0x1.b1a0b8p-11")),  # 0.000827079406
        np.float32(float.fromhex("-0x1.685734p-10")),  # -0.00137459044
        np.float32(float.fromhex("0x1.10204ep+0")),  # 1.06299293
        np.float32(float.fromhex("0x1.d5e45p+3")),  # 14.6841202
        np.float32(float.fromhex("-0x1.65b05cp+7")),  # -178.844452
        np.float32(float.fromhex("0x1.9a8504p-4")),  # 0.10022451
        np.float32(float.fromhex("0x1.4162b6p-2")),  # 0.313853115
        np.float32(float.fromhex("0x1.9848bp-6")),  # 0.0249196738
        np.float32(float.fromhex("0x1.e8872ep-15")),  # 5.82370812e-05
        np.float32(float.fromhex("-0x1.c412f2p-5")),  # -0.0551848151
        np.float32(float.fromhex("0x1.48dc7ap-4")),  # 0.0802883878
        np.float32(float.fromhex("-0x1.ce9dccp-24")),  # -1.07711273e-07
        np.float32(float.fromhex("-0x1.2ec248p-2")),  # -0.295662999
        np.float32(float.fromhex("-0x1.18e052p-1")),  # -0.548586428
        np.float32(float.fromhex("-0x1.d6d66cp-5")),  # -0.0574752912
        np.float32(float.fromhex("-0x1.f3c1e2p-1")),  # -0.976088583
        np.float32(float.fromhex("0x1.96b1a4p+0")),  # 1.58864808
        np.float32(float.fromhex("-0x1p+0")),  # -1
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1.62e4p-1")),  # 0.693145752
        np.float32(float.fromhex("-0x1.62e4p-1")),  # -0.693145752
        np.float32(float.fromhex("0x1.7f7d1cp-20")),  # 1.42860677e-06
        np.float32(float.fromhex("0x1.4p+1")),  # 2.5
        np.float32(float.fromhex("-0x1.8p-3")),  # -0.1875
        np.float32(float.fromhex("0x1.acfe4p-2")),  # 0.418938637
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("0x1.895f1ap+121")),  # 4.08500311e+36
        np.float32(float.fromhex("0x1p+127")),  # 1.70141183e+38
        np.float32(-0.0),
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
    v24 = c7 - v23
    v25 = v24 * v24 + c8
    v26 = v22 * v25 + c9
    v27 = v26 * v26 + c10
    v28 = v12 * v27 + c11
    v29 = v20 * c5 + c6
    v30 = v20 * v20
    v31 = c7 - v30
    v32 = v31 * v31 + c8
    v33 = v29 * v32 + c9
    v34 = v33 * v33 + c10
    v35 = v20 * v34 + c11
    v36 = v0 < c12
    v37 = jnp.where(v36, c13, c14)
    v38 = v0 - v37
    v39 = v38 * c15 + c16
    v40 = v38 * v38 + c17
    v41 = v40 * v40 + c18
    v42 = -v41
    v43 = v42 * v40 + c19
    v44 = v39 * v43 + c20
    v45 = v44 * v44 + c21
    v46 = c1 / v0 + nothing
    v47 = v46 * c22 + c23
    v48 = v46 * v47 + c24
    v49 = v48 * v48 + c25
    v50 = v46 * v49 + c26
    v51 = v5 * c27 + c28
    v52 = v5 * v51 + c29
    v53 = -v52
    v54 = v53 * v52 + c30
    v55 = v52 * v54 + c31
    v56 = v13 * c34 + v12
    v57 = v13 * c35 + v56
    v58 = v12 - v57
    v59 = v23 * v28 + v58
    v60 = v13 * c36 + v59
    v61 = v56 + v60
    v62 = v61 - v56
    v63 = v60 - v62
    v64 = v21 * c34 + v20
    v65 = v21 * c35 + v64
    v66 = v20 - v65
    v67 = v30 * v35 + v66
    v68 = v21 * c36 + v67
    v69 = v0 < c37
    v70 = jnp.where(v1, c1, c0)
    v71 = jnp.where(v1, c32, c0)
    v72 = jnp.where(v36, c32, c0)
    v73 = v0 - c33
    v74 = jnp.where(v69, v72, v73)
    v75 = v74 + v70
    v76 = v75 - v70
    v77 = v74 - v76
    v78 = v74 - v71
    v79 = v61 - c1
    v80 = jnp.where(v69, v61, v79)
    v81 = v75 * v80
    v82 = -v81
    v83 = v78 * v80 + v82
    v84 = v38 + c33
    v85 = v38 * v84 + c38
    v86 = v85 * v45
    v87 = jnp.where(v69, v86, v50)
    v88 = v75 * v63 + v83
    v89 = v77 * v80 + v88
    v90 = v89 + v87
    v91 = v70 + c39
    v92 = jnp.where(v69, c0, v91)
    v93 = v92 + v90
    v94 = v81 + v93
    v95 = v81 + v64
    v96 = v95 + v92
    v97 = v90 + v68
    v98 = -v97
    v99 = v5 * v55 + v98
    v100 = v99 - v96
    v101 = jnp.where(v1, v100, v94)
    v102 = jnp.where(v1, v4, v0)
    v103 = c0 < v102
    v104 = jnp.where(v103, v101, c40)
    v105 = v0 * c42
    v106 = v0 < c41
    v107 = jnp.where(v106, v104, v105)
    return v107


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

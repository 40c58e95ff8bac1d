"""lgamma for float32 arrays: max error 1.8574 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.6dc2160000000p+9. Results that are not correctly rounded: 72,685,635.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel a8c0da935f95bd4e, 121 operations, 70 of them real operations of the core.
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
MAX_ULP = 1.8573771315108236
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.6dc2160000000p+9"
OUTPUTS_HASH = "63e40b65e4b2af341200e54028173e58c06bbf472177edaf1d4659d75f86b967"
RECORD = "a8c0da935f95bd4e"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c2 = np.int32(1060439283)
    c3 = np.int32(-8388608)
    c4 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, c41, c42, c43, c44, c45, c46, c47, c48, c49, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1.a1162ep-1")),  # 0.814622343
        np.float32(float.fromhex("-0x1.fb344ep-1")),  # -0.990633428
        np.float32(float.fromhex("0x1.e312cep+4")),  # 30.192091
        np.float32(float.fromhex("0x1.52b852p+6")),  # 84.6800003
        np.float32(float.fromhex("0x1.13272p-12")),  # 0.000262406189
        np.float32(float.fromhex("0x1.c431f2p+5")),  # 56.5243874
        np.float32(float.fromhex("0x1.3ab088p+2")),  # 4.91702461
        np.float32(float.fromhex("-0x1.4f838ep-3")),  # -0.163825139
        np.float32(float.fromhex("0x1.55555ap-2")),  # 0.333333403
        np.float32(float.fromhex("-0x1p-1")),  # -0.5
        np.float32(float.fromhex("0x1.8p+0")),  # 1.5
        np.float32(float.fromhex("0x1.8p-1")),  # 0.75
        np.float32(float.fromhex("0x1.cp+0")),  # 1.75
        np.float32(float.fromhex("-0x1.075dcep-2")),  # -0.257193774
        np.float32(float.fromhex("0x1.25531cp-2")),  # 0.28644985
        np.float32(float.fromhex("0x1.9240f8p-2")),  # 0.392825961
        np.float32(float.fromhex("0x1.b8c8e4p-2")),  # 0.430453837
        np.float32(float.fromhex("0x1.edd494p-3")),  # 0.241128117
        np.float32(float.fromhex("0x1.87b336p-7")),  # 0.0119537367
        np.float32(float.fromhex("0x1.545ce4p-4")),  # 0.0830963999
        np.float32(float.fromhex("0x1.ac3d5cp-2")),  # 0.418202817
        np.float32(float.fromhex("0x1.a6cb16p-12")),  # 0.000403207116
        np.float32(float.fromhex("-0x1.de4b82p-11")),  # -0.000912275224
        np.float32(float.fromhex("0x1.750e62p-6")),  # 0.0227695424
        np.float32(float.fromhex("0x1.71467cp-9")),  # 0.00281734718
        np.float32(float.fromhex("0x1.55981ep-4")),  # 0.0833970234
        np.float32(float.fromhex("-0x1.bd7b5ep-24")),  # -1.03721838e-07
        np.float32(float.fromhex("0x1.328af2p-2")),  # 0.299358159
        np.float32(float.fromhex("0x1.33cabep-2")),  # 0.300578088
        np.float32(float.fromhex("0x1.8f4b1ep-3")),  # 0.194967493
        np.float32(float.fromhex("0x1.a0bebp-2")),  # 0.406977415
        np.float32(float.fromhex("-0x1.4b8ee4p-4")),  # -0.080946818
        np.float32(float.fromhex("0x1.4f5f5ep+0")),  # 1.31004894
        np.float32(float.fromhex("0x1.c062ep+0")),  # 1.75150871
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
    v22 = v12 + c5
    v23 = v12 * v22 + c6
    v24 = v12 * c7 + c8
    v25 = v12 * c9 + v12
    v26 = v24 * v25 + c10
    v27 = v23 / v26
    v28 = v27 * c11 + c12
    v29 = v12 * v28 + c13
    v30 = v12 * v29 + c14
    v31 = v20 + c5
    v32 = v20 * v31 + c6
    v33 = v20 * c7 + c8
    v34 = v20 * c9 + v20
    v35 = v33 * v34 + c10
    v36 = v32 / v35
    v37 = v36 * c11 + c12
    v38 = v20 * v37 + c13
    v39 = v20 * v38 + c14
    v40 = v0 < c15
    v41 = jnp.where(v40, c16, c17)
    v42 = v0 - v41
    v43 = v42 * c18 + c19
    v44 = v43 + c20
    v45 = v43 * v44
    v46 = v45 * v45
    v47 = v46 * v46 + c21
    v48 = v46 * v47 + c22
    v49 = v48 - v42
    v50 = v49 * c23 + c24
    v51 = lax.max(v49 * v50, -np.float32(float.fromhex('0x1.fffffep+127')))
    v52 = v46 * v48 + v51
    v53 = v52 + c25
    v54 = c1 / v0 + nothing
    v55 = v54 * c26 + c27
    v56 = v54 * v54 + c28
    v57 = v55 * v56 + c29
    v58 = -v57
    v59 = v58 * v56 + c30
    v60 = v54 * v59 + c31
    v61 = v5 * c32 + c33
    v62 = v61 * v61 + c34
    v63 = v5 * v62 + c35
    v64 = v5 * v63 + c36
    v65 = v64 * v64 + c37
    v66 = v65 * v64 + c38
    v67 = v13 * c41 + v12
    v68 = v13 * c42 + v67
    v69 = v12 - v68
    v70 = v12 * v12
    v71 = v70 * v30 + v69
    v72 = v13 * c43 + v71
    v73 = v67 + v72
    v74 = v73 - v67
    v75 = v72 - v74
    v76 = v21 * c41 + v20
    v77 = v21 * c42 + v76
    v78 = v20 - v77
    v79 = v20 * v20
    v80 = v79 * v39 + v78
    v81 = v21 * c43 + v80
    v82 = v0 < c44
    v83 = jnp.where(v1, c1, c0)
    v84 = jnp.where(v1, c39, c0)
    v85 = jnp.where(v40, c39, c0)
    v86 = v0 - c40
    v87 = jnp.where(v82, v85, v86)
    v88 = v87 + v83
    v89 = v88 - v83
    v90 = v87 - v89
    v91 = v87 - v84
    v92 = v73 - c1
    v93 = jnp.where(v82, v73, v92)
    v94 = v88 * v93
    v95 = -v94
    v96 = v91 * v93 + v95
    v97 = v42 + c40
    v98 = v42 * v97 + c45
    v99 = v98 * v53
    v100 = jnp.where(v82, v99, v60)
    v101 = v88 * v75 + v96
    v102 = v90 * v93 + v101
    v103 = v102 + v100
    v104 = v83 + c46
    v105 = jnp.where(v82, c0, v104)
    v106 = v105 + v103
    v107 = v94 + v106
    v108 = v94 + v76
    v109 = v108 + v105
    v110 = v103 + v81
    v111 = -v110
    v112 = v5 * v66 + v111
    v113 = v112 - v109
    v114 = jnp.where(v1, v113, v107)
    v115 = jnp.where(v1, v4, v0)
    v116 = c0 < v115
    v117 = jnp.where(v116, v114, c47)
    v118 = v0 * c49
    v119 = v0 < c48
    v120 = jnp.where(v119, v117, v118)
    return v120


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

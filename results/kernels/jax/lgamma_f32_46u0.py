"""lgamma for float32 arrays: max error 45.9701 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = -0x1.6a0ed20000000p+1. Results that are not correctly rounded: 816,524,153.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: log |gamma(x)|; DLMF 5.2; C17 7.12.8.3 and F.10.5.3.

Kernel 80d927d0f135e4d1, 101 operations, 34 of them real operations of the core.
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

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "lgamma"
FORMAT = "jax"
MAX_ULP = 45.970071610778476
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "-0x1.6a0ed20000000p+1"
OUTPUTS_HASH = "c577baef0e22f14c0602db62545df906cbc9b78500bcdaec39be707eab677b46"
RECORD = "80d927d0f135e4d1"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, c35, c36, c37, c38, c39, c40, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.int32(1060439283),
        np.int32(-8388608),
        np.int32(23),
        np.float32(float.fromhex("-0x1.5e9cc4p-3")),  # -0.171197444
        np.float32(float.fromhex("0x1.b08a74p-3")),  # 0.211201578
        np.float32(float.fromhex("0x1.2a3e7cp-1")),  # 0.582507968
        np.float32(float.fromhex("0x1.9b81a2p+0")),  # 1.60744679
        np.float32(float.fromhex("-0x1.6c51a8p-4")),  # -0.088945061
        np.float32(float.fromhex("-0x1.60cc06p-3")),  # -0.172264144
        np.float32(float.fromhex("0x1.b33f5p-3")),  # 0.212523103
        np.float32(float.fromhex("0x1.2833bap-1")),  # 0.578519642
        np.float32(float.fromhex("0x1.999ae2p+0")),  # 1.60001957
        np.float32(float.fromhex("-0x1.6c4208p-4")),  # -0.0889301598
        np.float32(float.fromhex("0x1.8p+0")),  # 1.5
        np.float32(float.fromhex("0x1.8p-1")),  # 0.75
        np.float32(float.fromhex("0x1.cp+0")),  # 1.75
        np.float32(float.fromhex("0x1.2f64b4p-8")),  # 0.00462941546
        np.float32(float.fromhex("-0x1.5d9f7ep-7")),  # -0.0106696477
        np.float32(float.fromhex("0x1.08cc7cp+1")),  # 2.06874037
        np.float32(float.fromhex("-0x1.586f2ep+4")),  # -21.5271435
        np.float32(float.fromhex("0x1.65fd18p-3")),  # 0.174799144
        np.float32(float.fromhex("0x1.c6ae1ep-10")),  # 0.00173446711
        np.float32(float.fromhex("-0x1.569adcp-4")),  # -0.0836437792
        np.float32(float.fromhex("-0x1.a6c3d6p-17")),  # -1.25993784e-05
        np.float32(float.fromhex("0x1.528724p-1")),  # 0.661187291
        np.float32(float.fromhex("0x1.c6b682p-3")),  # 0.222027794
        np.float32(float.fromhex("0x1.802f34p-1")),  # 0.750360131
        np.float32(float.fromhex("0x1.7a6aa2p+0")),  # 1.47818959
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
    v38 = v36 * v36 + c20
    v39 = -v38
    v40 = v39 * v38 + c21
    v41 = v37 * v40 + c22
    v42 = c1 / v0 + nothing
    v43 = v42 * c23 + c24
    v44 = -v42
    v45 = v44 * v43 + c25
    v46 = v5 * c26 + c27
    v47 = v5 * v46 + c28
    v48 = v46 * v47 + c29
    v49 = v13 * c32 + v12
    v50 = v13 * c33 + v49
    v51 = v12 - v50
    v52 = v23 * v27 + v51
    v53 = v13 * c34 + v52
    v54 = v49 + v53
    v55 = v54 - v49
    v56 = v53 - v55
    v57 = v21 * c32 + v20
    v58 = v21 * c33 + v57
    v59 = v20 - v58
    v60 = v29 * v33 + v59
    v61 = v21 * c34 + v60
    v62 = v0 < c35
    v63 = jnp.where(v1, c1, c0)
    v64 = jnp.where(v1, c30, c0)
    v65 = jnp.where(v34, c30, c0)
    v66 = v0 - c31
    v67 = jnp.where(v62, v65, v66)
    v68 = v67 + v63
    v69 = v68 - v63
    v70 = v67 - v69
    v71 = v67 - v64
    v72 = v54 - c1
    v73 = jnp.where(v62, v54, v72)
    v74 = v68 * v73
    v75 = -v74
    v76 = v71 * v73 + v75
    v77 = v36 + c31
    v78 = v36 * v77 + c36
    v79 = v78 * v41
    v80 = jnp.where(v62, v79, v45)
    v81 = v68 * v56 + v76
    v82 = v70 * v73 + v81
    v83 = v82 + v80
    v84 = v63 + c37
    v85 = jnp.where(v62, c0, v84)
    v86 = v85 + v83
    v87 = v74 + v86
    v88 = v74 + v57
    v89 = v88 + v85
    v90 = v83 + v61
    v91 = -v90
    v92 = v5 * v48 + v91
    v93 = v92 - v89
    v94 = jnp.where(v1, v93, v87)
    v95 = jnp.where(v1, v4, v0)
    v96 = c0 < v95
    v97 = jnp.where(v96, v94, c38)
    v98 = v0 * c40
    v99 = v0 < c39
    v100 = jnp.where(v99, v97, v98)
    return v100


def _slope(x, y):
    return (
        jax.scipy.special.digamma(x)
    )


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

"""erf_inv for float32 arrays: max error 2.0036 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.fc8b320000000p-1. Results that are not correctly rounded: 746,894,566.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: the inverse of erf; DLMF 7.17.

Kernel f756fa9701aaa344, 54 operations, 42 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search erf_inv --seed 0 --evaluations 240000 --max-ops 16

Reduction erf_inv_log:
    With w = -log(1 - x^2) erf_inv(x) is x times a smooth function of w, and for large w of sqrt(w), as which it grows. 1 - x^2 is
    rounded once; w inherits 2^-25 from it at most where w is small, and there d log(erf_inv)/dw is 0.26. w = -k ln 2 - (f + f^2 c(f)), f
    from the significand, |f| <= sqrt(2) - 1. w < 5.5: erf_inv(x) = (x + x d(w)) / 2, the halving exact; d > 0 keeps the sign of zero.
    Else erf_inv(x) = x z + x e(z - 3.25), z = sqrt(w), where e lies between -0.18 and -0.15: the last rounding and those of w and z, halved by
    the root, are what counts. |x| = 1 gives x times infinity, and what is beyond is nan.
"""

import jax
import jax.numpy as jnp
import jax.scipy.special
import numpy as np
from jax import lax

TARGET = "erf_inv"
FORMAT = "jax"
MAX_ULP = 2.0035568084567785
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.fc8b320000000p-1"
OUTPUTS_HASH = "bf7e7133ce1c7d60da1108afb052d4ce613d2e8fc3e4b9713f317a296d53dd0e"
RECORD = "f756fa9701aaa344"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c1 = np.int32(1060439283)
    c2 = np.int32(-8388608)
    c3 = np.int32(23)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33, c34, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("-0x1.01a1a6p-3")),  # -0.125796601
        np.float32(float.fromhex("0x1.e4ad8p-2")),  # 0.4733181
        np.float32(float.fromhex("-0x1.52bd78p-2")),  # -0.330800891
        np.float32(float.fromhex("0x1.83454ap-8")),  # 0.00590928132
        np.float32(float.fromhex("0x1.454d42p-1")),  # 0.635355055
        np.float32(float.fromhex("0x1.ed3846p-2")),  # 0.481659979
        np.float32(float.fromhex("-0x1.438018p-2")),  # -0.315918326
        np.float32(float.fromhex("-0x1.62e43p-1")),  # -0.693147182
        np.float32(float.fromhex("0x1.8be3f6p-1")),  # 0.773223579
        np.float32(float.fromhex("0x1.678d62p-4")),  # 0.0877813175
        np.float32(float.fromhex("-0x1.c93bfap+0")),  # -1.78607142
        np.float32(float.fromhex("0x1.5bc60ep+5")),  # 43.4717064
        np.float32(float.fromhex("0x1.7f8fd8p+2")),  # 5.99315453
        np.float32(float.fromhex("-0x1.56f7c4p-6")),  # -0.0209330954
        np.float32(float.fromhex("-0x1.d557c8p-7")),  # -0.0143232085
        np.float32(float.fromhex("0x1.061cp-2")),  # 0.255966187
        np.float32(float.fromhex("0x1.7fc7bap+0")),  # 1.49914134
        np.float32(float.fromhex("0x1.ap+1")),  # 3.25
        np.float32(float.fromhex("-0x1.061accp-6")),  # -0.0159975998
        np.float32(float.fromhex("0x1.efd518p-8")),  # 0.00756580196
        np.float32(float.fromhex("-0x1.ac7bbcp-4")),  # -0.10461019
        np.float32(float.fromhex("0x1.2c2778p-4")),  # 0.0732798278
        np.float32(float.fromhex("0x1.8428fep-8")),  # 0.00592285348
        np.float32(float.fromhex("-0x1.256316p-12")),  # -0.000279795699
        np.float32(float.fromhex("0x1.00a61p+11")),  # 2053.18945
        np.float32(float.fromhex("0x1.a29652p+4")),  # 26.1616993
        np.float32(float.fromhex("-0x1.5433c4p-3")),  # -0.16611436
        np.float32(float.fromhex("0x1.6p+2")),  # 5.5
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("inf")),  # inf
        np.float32(float.fromhex("nan")),  # nan
        np.float32(-0.0),
    ))
    v0 = -x
    v1 = v0 * x + c0
    v2 = lax.bitcast_convert_type(v1, jnp.int32)
    v3 = v2 - c1
    v4 = lax.shift_right_arithmetic(v3, c3)
    v5 = v3 & c2
    v6 = v2 - v5
    v7 = lax.bitcast_convert_type(v6, jnp.float32)
    v8 = v7 - c0
    v9 = lax.convert_element_type(v4, jnp.float32)
    v10 = v8 * c4 + c5
    v11 = v8 * v10 + c6
    v12 = v11 * v11 + c7
    v13 = v12 * v12 + c8
    v14 = v12 * v13 + c9
    v15 = v14 * v11 + c10
    v16 = v8 * v8
    v17 = v16 * v15 + v8
    v18 = -v17
    v19 = v9 * c11 + v18
    v20 = lax.sqrt(v19) + nothing
    v21 = v19 + c12
    v22 = v19 * v21
    v23 = v22 * c13 + v19
    v24 = v23 + c14
    v25 = v22 + c15
    v26 = c16 / v25
    v27 = v25 * c17 + v19
    v28 = v27 * c18 + v26
    v29 = v28 + c19
    v30 = v24 * v29 + c20
    v31 = v20 - c21
    v32 = v31 * c22 + c23
    v33 = c24 - v32
    v34 = v31 * v33 + c25
    v35 = v34 * v34 + v32
    v36 = v35 * v35 + c26
    v37 = v35 * v36 + c27
    v38 = v31 * v37
    v39 = v38 * c28 + c29
    v40 = -v39
    v41 = v40 * v38 + c30
    v42 = x * v30 + x
    v43 = v42 * c32
    v44 = lax.max(x * v41, -np.float32(float.fromhex('0x1.fffffep+127')))
    v45 = x * v20 + v44
    v46 = v19 < c31
    v47 = jnp.where(v46, v43, v45)
    v48 = jnp.abs(x)
    v49 = v48 < c0
    v50 = c0 < v48
    v51 = x * c33
    v52 = jnp.where(v50, c34, v51)
    v53 = jnp.where(v49, v47, v52)
    return v53


def _hex(text):
    return np.float32(float.fromhex(text))


def _if_less(a, b, then, otherwise):
    return jnp.where(a < b, then, otherwise)


@jax.custom_jvp
def _slope(x, y):
    return (
        _if_less(jnp.abs(x), _hex("0x1.0p-1"), _hex("0x1.c5bf891b4ef6bp-1") * jnp.exp(y * y),
        _if_less(jnp.abs(x), _hex("0x1.0p+0"), _hex("0x1.c5bf891b4ef6bp-1") *
        jax.scipy.special.erfcx(jnp.abs(y)) / (_hex("0x1.0p+0") - jnp.abs(x)), _hex("0x1.c5bf891b4ef6bp-1") *
        jnp.exp(y * y)))
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _if_less(jnp.abs(x), _hex("0x1.0p-64"), _hex("0x1.c5bf891b4ef6bp+0") * x, _hex("0x1.0p+1") * y) * s * s
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


def erf_inv(x):
    """erf_inv as jax.scipy.special.erfinv takes and gives it: of float32 by the kernel, of every other dtype by jax.scipy.special.erfinv itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.scipy.special.erfinv(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

"""atan for float32 arrays: max error 0.7051 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.edec8a0000000p-2. Results that are not correctly rounded: 1,191,820.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel a724b148d8c92aba, 43 operations, 10 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16

Reduction atan_eighth_turns:
    a = |x|, and atan a = n pi/4 + atan t: n = 0 and t = a up to 1/2, n = 1 and t = (a - 1) / (a + 1) up to 2, n = 2 and t = -1 / a beyond.
    a is bounded by 2^40, beyond which the result is pi / 2 rounded. z = t^2, atan t = t + t z p(z), the second term below 0.037.
    a - 1 is exact (Sterbenz); a + 1 is rounded, and `short` is what it lost. What the quotient lost, t over - under, is exact in one fma; both go back in
    divided by a + 1, the division to 12 % through its bits. What the sum of n pi / 4, in two parts, and t loses in rounding is found again
    exactly (Fast2Sum, Dekker 1971), so that the last addition's is the one rounding of size. The sign of x is put back at the end.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 0.7050762586295605
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.edec8a0000000p-2"
OUTPUTS_HASH = "893ef24d23dff00cdbd797732f111424ae881f753dce52885e5c443928cf62ff"
RECORD = "a724b148d8c92aba"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c5 = np.int32(2129859015)
    c14 = np.int32(-2147483648)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c6, c7, c8, c9, c10, c11, c12, c13, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p-1")),  # 0.5
        np.float32(float.fromhex("0x1p+1")),  # 2
        np.float32(float.fromhex("0x1p+40")),  # 1.09951163e+12
        np.float32(float.fromhex("0x1.921fb6p-1")),  # 0.785398185
        np.float32(float.fromhex("-0x1.777a5cp-26")),  # -2.18556941e-08
        np.float32(float.fromhex("-0x1.3c06f8p-4")),  # -0.0771550834
        np.float32(float.fromhex("0x1.382dacp-4")),  # 0.0762154311
        np.float32(float.fromhex("0x1.0b13a6p-2")),  # 0.26081714
        np.float32(float.fromhex("-0x1.1838d8p-2")),  # -0.273654342
        np.float32(float.fromhex("0x1.003946p-3")),  # 0.12510924
        np.float32(float.fromhex("-0x1.555552p-2")),  # -0.333333284
        np.float32(-0.0),
    ))
    v0 = jnp.abs(x)
    v1 = jnp.where(c4 < v0, c4, v0)
    v2 = c2 < v1
    v3 = c3 < v1
    v4 = jnp.where(v2, v1, c0)
    v5 = jnp.where(v3, c0, c1)
    v6 = v4 + v5
    v7 = v6 - v5
    v8 = v4 - v7
    v9 = jnp.where(v3, c0, v1)
    v10 = jnp.where(v2, c1, c0)
    v11 = v9 - v10
    v12 = v11 / v6 + nothing
    v13 = v12 * v12
    v14 = -v12
    v15 = v14 * v6 + v11
    v16 = v14 * v8 + v15
    v17 = lax.bitcast_convert_type(v6, jnp.int32)
    v18 = c5 - v17
    v19 = lax.bitcast_convert_type(v18, jnp.float32)
    v20 = v10 - v5
    v21 = v20 + c1
    v22 = v21 * c6
    v23 = lax.max(v16 * v19, -np.float32(float.fromhex('0x1.fffffep+127')))
    v24 = v21 * c7 + v23
    v25 = v13 * c8 + c9
    v26 = -v13
    v27 = v26 * v25 + c10
    v28 = v13 * v27 + c11
    v29 = v28 * v28 + c12
    v30 = v13 * v29 + c13
    v31 = v22 + v12
    v32 = v31 - v22
    v33 = v12 - v32
    v34 = v24 + v33
    v35 = v13 * v30
    v36 = v12 * v35 + v34
    v37 = v31 + v36
    v38 = lax.bitcast_convert_type(x, jnp.int32)
    v39 = v38 & c14
    v40 = lax.bitcast_convert_type(v37, jnp.int32)
    v41 = v40 | v39
    v42 = lax.bitcast_convert_type(v41, jnp.float32)
    return v42


def _hex(text):
    return np.float32(float.fromhex(text))


@jax.custom_jvp
def _slope(x, y):
    return (
        _hex("0x1.0p+0") / (_hex("0x1.0p+0") + x * x)
    )


# f'' by a formula of its own: differentiating the slope's would lose digits or overflow.
@_slope.defjvp
def _slope_jvp(primals, tangents):
    (x, y), (tangent, _) = primals, tangents  # y is the function of x, so the tangent of x says all
    s = _slope(x, y)
    second = (
        _hex("-0x1.0p+1") * jnp.maximum(jnp.minimum(x, _hex("0x1.0p+64")), _hex("-0x1.0p+64")) * s * s
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


def atan(x):
    """atan as jax.numpy.arctan takes and gives it: of float32 by the kernel, of every other dtype by jax.numpy.arctan itself."""
    if not isinstance(x, (jax.Array, np.ndarray, np.generic, float)) or jnp.result_type(x) != np.float32:
        return jax.numpy.arctan(x)
    given = jnp.asarray(x)
    y = _differentiable(given)
    return given.at[...].set(y) if given.weak_type else y  # a Python number's float32 stays weak, as in jax.numpy

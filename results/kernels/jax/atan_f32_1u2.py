"""atan for float32 arrays: max error 1.1037 ulp over every one of the 2**32 float32 inputs.

Witness of the bound: x = 0x1.0379d40000000p+0. Results that are not correctly rounded: 4,385,910.
Domain: the whole float line. nan, the infinities and both zeros are exact.
Verified against mpmath on AMD EPYC (x86_64 sse4_2 avx avx2 fma avx512f avx512vl avx512dq), jax-cpu, jax
0.12.0.1, jaxlib 0.12.0.1, numpy 2.5.5.
Definition: DLMF 4.23; C17 7.12.4.3 and F.10.1.3.

Kernel a08700767550ad94, 34 operations, 16 of them real operations of the core.
Found by search: the core's structure and constants, from the identity program. Given: the reduction (range
reduction, reconstruction, special values), the operations + - * /.
Reproduce: run.py search atan --seed 0 --evaluations 400000 --max-ops 16

Reduction atan_reciprocal_exact:
    atan |x| = atan t for t = |x| below 1, pi / 2 - atan t for t = 1 / |x| beyond, t = min(|x|, 1) / max(|x|, 1), z = t^2, and
    atan t = t + t z p(z), in which the second term is below 0.215 (Muller, Elementary Functions, chapter 11). |x| is bounded by
    2^40, beyond which the result is pi / 2 rounded. The sign of x is put back at the end, zero's too.
    What the quotient loses is made good: t max(|x|, 1) - min(|x|, 1) is exact in one fma, 0 below 1, and t itself is 1 / |x| beyond.
    What the sum of pi / 2, in two parts, and t loses in rounding is found again exactly (Fast2Sum, Dekker 1971), so that besides the
    last addition only the second term's roundings count: 1/8 ulp each beside |x| = 1.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

TARGET = "atan"
FORMAT = "jax"
MAX_ULP = 1.1036964794763156
EXHAUSTIVE = True
FTZ = True  # whether the metric flushes results below 2**-126 to zero, as the kernel does
DAZ = True  # whether a subnormal input may count as zero, as the kernel takes it
WITNESS = "0x1.0379d40000000p+0"
OUTPUTS_HASH = "dd70986a887c0b114bd83db6d4ca84e19c8effa28d643cd88dc21af071287276"
RECORD = "a08700767550ad94"


# Compiled even where the caller is not: one operation at a time would round products before it adds them.
@jax.jit
def _kernel(x):
    c14 = np.int32(-2147483648)
    # Behind a barrier the simplifier cannot re-associate them; it costs nothing after fusion.
    c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, nothing, = lax.optimization_barrier((
        np.float32(float.fromhex("0x1p+0")),  # 1
        np.float32(float.fromhex("0x1p+40")),  # 1.09951163e+12
        np.float32(float.fromhex("0x0p+0")),  # 0
        np.float32(float.fromhex("0x1.b45ecap-2")),  # 0.426142842
        np.float32(float.fromhex("-0x1.4a946p-2")),  # -0.322831631
        np.float32(float.fromhex("0x1.a23da6p-4")),  # 0.102109574
        np.float32(float.fromhex("0x1.003d12p-2")),  # 0.250232965
        np.float32(float.fromhex("0x1.7a3b68p-3")),  # 0.184683621
        np.float32(float.fromhex("0x1.b111eep-5")),  # 0.0528649949
        np.float32(float.fromhex("0x1.6c2edcp-3")),  # 0.177823752
        np.float32(float.fromhex("-0x1.fda6a4p-1")),  # -0.995411992
        np.float32(float.fromhex("-0x1.b397bp-3")),  # -0.212691665
        np.float32(float.fromhex("0x1.921fb6p+0")),  # 1.57079637
        np.float32(float.fromhex("-0x1.777a5cp-25")),  # -4.37113883e-08
        np.float32(-0.0),
    ))
    v0 = jnp.abs(x)
    v1 = jnp.where(c1 < v0, c1, v0)
    v2 = jnp.where(c0 < v1, c0, v1)
    v3 = jnp.where(v1 < c0, c0, v1)
    v4 = v2 / v3 + nothing
    v5 = v4 * v4 + c2
    v6 = v5 * c3 + c4
    v7 = v6 * v6 + c5
    v8 = v7 * v7 + c6
    v9 = v7 * v8 + c7
    v10 = v5 * c8 + v7
    v11 = v9 * v10 + c9
    v12 = v7 * c10 + v6
    v13 = v11 * v12 + c11
    v14 = c0 < v0
    v15 = -v4
    v16 = jnp.where(v14, v15, v4)
    v17 = jnp.where(v14, c12, c2)
    v18 = jnp.where(v14, c13, c2)
    v19 = -v2
    v20 = v4 * v3 + v19
    v21 = v20 * v4 + v18
    v22 = v17 + v16
    v23 = v22 - v17
    v24 = v16 - v23
    v25 = v21 + v24
    v26 = v5 * v13
    v27 = v16 * v26 + v25
    v28 = v22 + v27
    v29 = lax.bitcast_convert_type(x, jnp.int32)
    v30 = v29 & c14
    v31 = lax.bitcast_convert_type(v28, jnp.int32)
    v32 = v31 | v30
    v33 = lax.bitcast_convert_type(v32, jnp.float32)
    return v33


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
